// The jar, from a Maven repository, with the cdk8s that Maven Central has.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { staged } = require('./staged');
const { NODES, ERROR, scratch, temporary, manifest, check, leaveOut, run, checkCharts } = require('./support');

/** @param given folder of a Maven repository that has the jar; made here if it is undefined */
function java(given) {
  if (!['mvn', 'javac', 'java'].every(name => run(name, ['-version']).ok)) {
    leaveOut('Java', 'mvn and a JDK are not installed');
    return;
  }
  const repository = given ?? staged('java');
  if (!check('a Maven repository has the jar, its sources and its documentation', hasJars(repository), repository)) { return; }
  const folder = path.join(scratch, 'java-app');
  fs.mkdirSync(folder);
  fs.writeFileSync(path.join(folder, 'pom.xml'), pom(repository));
  const classpath = installed(repository, folder);
  if (classpath) { programs(folder, classpath); }
}

/** The class path that Maven makes of a project, with this jar: Maven keeps another one that it has read under the same version. */
function installed(repository, folder) {
  const list = path.join(folder, 'classpath');
  const resolve = () => run('mvn', ['-q', '-B', 'dependency:build-classpath', `-Dmdep.outputFile=${list}`], { cwd: folder });
  const jarOf = text => text.split(path.delimiter).find(each => path.basename(each) === `${nameOfJar()}.jar`);
  let { ok, output } = resolve();
  const kept = ok && jarOf(fs.readFileSync(list, 'utf8').trim());
  if (kept && !isSame(kept, repository)) {
    fs.rmSync(path.dirname(kept), { recursive: true });
    ({ ok, output } = resolve());
  }
  const classpath = ok ? fs.readFileSync(list, 'utf8').trim() : '';
  const jar = jarOf(classpath);
  return check('Maven installs it in an empty project', jar !== undefined && isSame(jar, repository), output) ? classpath : undefined;
}

function programs(folder, dependencies) {
  const classes = path.join(folder, 'classes');
  const classpath = [dependencies, classes].join(path.delimiter);
  const sources = fs.readdirSync(path.join(__dirname, 'java')).map(name => path.join(__dirname, 'java', name));
  const compiled = run('javac', ['-d', classes, '-cp', classpath, ...sources]);
  if (!check('programs that use it compile', compiled.ok, compiled.output)) { return; }

  const out = path.join(scratch, 'java-out');
  const app = run('java', [`-Djava.io.tmpdir=${temporary}`, '-cp', classpath, 'Monitoring', out, NODES]);
  checkCharts('Java', out, app.output);
  check(
    'Java: notices are read, each a line',
    /^.*Cdk8sPrometheusNotice: \[monitoring\/Monitoring\/Prometheus\] "storage" is not set.*\[prometheus\/no-storage\]$/m.test(app.stderr),
    app.stderr,
  );
  const { ok, stderr } = run('java', [`-Djava.io.tmpdir=${temporary}`, '-cp', classpath, 'Wrong'], { cwd: scratch });
  const [first, ...lines] = stderr.slice(Math.max(0, stderr.indexOf('Exception in thread'))).split('\n');
  const stack = lines.findIndex(line => /^\s+at /.test(line));
  check(
    'Java: an error begins with what is wrong, not with the stack of the kernel',
    !ok && first.includes('Validation failed') && lines.slice(0, stack).some(line => line.trim() === ERROR),
    stderr,
  );
}

const coordinates = () => manifest().jsii.targets.java.maven;

const nameOfJar = () => `${coordinates().artifactId}-${manifest().version}`;

/** Where a Maven repository has it. */
function folderOf(repository) {
  const { groupId, artifactId } = coordinates();
  return path.join(repository, ...groupId.split('.'), artifactId, manifest().version);
}

function hasJars(repository) {
  const exists = end => fs.existsSync(path.join(folderOf(repository), `${nameOfJar()}${end}`));
  return ['.pom', '.jar', '-sources.jar', '-javadoc.jar'].every(exists);
}

function isSame(jar, repository) {
  return fs.readFileSync(jar).equals(fs.readFileSync(path.join(folderOf(repository), `${nameOfJar()}.jar`)));
}

function pom(repository) {
  const { groupId, artifactId } = coordinates();
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>monitoring</groupId>
  <artifactId>monitoring</artifactId>
  <version>1</version>
  <repositories><repository><id>release</id><url>${pathToFileURL(repository)}</url></repository></repositories>
  <dependencies>\
<dependency><groupId>${groupId}</groupId><artifactId>${artifactId}</artifactId><version>${manifest().version}</version></dependency>\
</dependencies>
</project>
`;
}

module.exports = { java };
