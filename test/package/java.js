// The jar, built and run with the cdk8s that Maven has.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { NODES, ERROR, scratch, check, leaveOut, run, checkCharts } = require('./support');

function java() {
  if (!['mvn', 'javac', 'java'].every(name => run(name, ['-version']).ok)) {
    leaveOut('Java', 'mvn and a JDK are not installed');
    return;
  }
  const folder = path.join(scratch, 'java');
  const project = path.join(folder, 'java');
  const made = run('npx', ['--no-install', 'jsii-pacmak', '--target', 'java', '--code-only', '--outdir', folder, '.']);
  if (!check('jsii-pacmak makes a project of Maven', made.ok, made.output)) { return; }
  const list = path.join(folder, 'classpath');
  const built = run('mvn', ['-q', '-B', '-Dmaven.javadoc.skip=true', '-Dmaven.source.skip=true', 'package', 'dependency:build-classpath', `-Dmdep.outputFile=${list}`], { cwd: project });
  if (!check('Maven builds the jar', built.ok && fs.existsSync(list), built.output)) { return; }
  const [jar] = fs.readdirSync(path.join(project, 'target')).filter(name => name.endsWith('.jar'));
  const classes = path.join(folder, 'classes');
  const classpath = [fs.readFileSync(list, 'utf8').trim(), path.join(project, 'target', jar), classes].join(path.delimiter);
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

module.exports = { java };
