// The jar, from a Maven repository, with the cdk8s that Maven Central has.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { staged } = require('./staged');
const { NODES, ERROR, scratch, manifest, check, leaveOut, run, checkCharts } = require('./support');

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
  const list = path.join(folder, 'classpath');
  forgetJar();
  const resolved = run('mvn', ['-q', '-B', 'dependency:build-classpath', `-Dmdep.outputFile=${list}`], { cwd: folder });
  if (!check('Maven installs it in an empty project', resolved.ok && fs.existsSync(list), resolved.output)) { return; }
  programs(folder, fs.readFileSync(list, 'utf8').trim());
}

function programs(folder, dependencies) {
  const classes = path.join(folder, 'classes');
  const classpath = [dependencies, classes].join(path.delimiter);
  const sources = fs.readdirSync(path.join(__dirname, 'java')).map(name => path.join(__dirname, 'java', name));
  const compiled = run('javac', ['-d', classes, '-cp', classpath, ...sources]);
  if (!check('programs that use it compile', compiled.ok, compiled.output)) { return; }

  const out = path.join(scratch, 'java-out');
  const app = run('java', ['-cp', classpath, 'Monitoring', out, NODES]);
  checkCharts('Java', out, app.output);
  check('Java: notices are read, each a line', /^.*Cdk8sPrometheusNotice: \[monitoring\/Monitoring\/Prometheus\] there is no "storage".*\[prometheus\/no-storage\]$/m.test(app.stderr), app.stderr);
  const { ok, stderr } = run('java', ['-cp', classpath, 'Wrong'], { cwd: scratch });
  const [first, ...lines] = stderr.slice(Math.max(0, stderr.indexOf('Exception in thread'))).split('\n');
  const stack = lines.findIndex(line => /^\s+at /.test(line));
  check('Java: an error begins with what is wrong, not with the stack of the kernel', !ok && first.includes('Validation failed') && lines.slice(0, stack).some(line => line.trim() === ERROR), stderr);
}

const coordinates = () => manifest().jsii.targets.java.maven;

function hasJars(repository) {
  const { groupId, artifactId } = coordinates();
  const { version } = manifest();
  const folder = path.join(repository, ...groupId.split('.'), artifactId, version);
  return ['.pom', '.jar', '-sources.jar', '-javadoc.jar'].every(end => fs.existsSync(path.join(folder, `${artifactId}-${version}${end}`)));
}

/** Maven keeps a release that it has read: this one is built again under the same version. */
function forgetJar() {
  const { stdout } = run('mvn', ['-q', '-B', 'help:evaluate', '-Dexpression=settings.localRepository', '-DforceStdout']);
  const { groupId, artifactId } = coordinates();
  fs.rmSync(path.join(stdout.trim(), ...groupId.split('.'), artifactId), { recursive: true, force: true });
}

function pom(repository) {
  const { groupId, artifactId } = coordinates();
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>monitoring</groupId>
  <artifactId>monitoring</artifactId>
  <version>1</version>
  <repositories><repository><id>release</id><url>${pathToFileURL(repository)}</url></repository></repositories>
  <dependencies><dependency><groupId>${groupId}</groupId><artifactId>${artifactId}</artifactId><version>${manifest().version}</version></dependency></dependencies>
</project>
`;
}

module.exports = { java };
