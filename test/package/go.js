// The Go module, built and run. The bindings of cdk8s are made from its npm package, by the same generator: so no other release of them is
// needed than that of the tests.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { staged } = require('./staged');
const { ROOT, NODES, ERROR, scratch, check, leaveOut, run, checkCharts } = require('./support');

/** Modules that are in no registry, or are made here: where they are. */
function workspace(folder, own) {
  const target = ['--target', 'go', '--code-only', '--outdir', path.join(folder, 'cdk8s')];
  const cdk8s = run('npx', ['--no-install', 'jsii-pacmak', ...target, path.join(ROOT, 'node_modules', 'cdk8s')]);
  if (!check('jsii-pacmak makes the Go module of cdk8s', cdk8s.ok, cdk8s.output)) { return undefined; }
  const modules = [own, path.join(folder, 'cdk8s', 'go')].flatMap(each => fs.readdirSync(each).map(name => path.join(each, name)));
  const program = path.join(folder, 'program');
  fs.cpSync(path.join(__dirname, 'go'), program, { recursive: true });
  const nameOf = each => /^module (\S+)/m.exec(fs.readFileSync(path.join(each, 'go.mod'), 'utf8'))[1];
  const requiredBy = each => [...fs.readFileSync(path.join(each, 'go.mod'), 'utf8').matchAll(/^\t(\S+) (v\S+)$/gm)];
  const required = new Map(modules.flatMap(requiredBy).map(([, name, version]) => [name, version]));
  const names = modules.map(nameOf);
  fs.writeFileSync(path.join(program, 'go.mod'), [
    'module example.org/program', '', 'go 1.25', '',
    ...names.map(name => `require ${name} ${required.get(name) ?? 'v0.0.0'}`),
    ...[...required].filter(([name]) => !names.includes(name)).map(([name, version]) => `require ${name} ${version}`),
    ...modules.map(each => `replace ${nameOf(each)} => ${each}`), '',
  ].join('\n'));
  return program;
}

/** @param given folder that has the module; made here if it is undefined */
function go(given) {
  if (!run('go', ['version']).ok) {
    leaveOut('Go', 'go is not installed');
    return;
  }
  const program = workspace(path.join(scratch, 'go'), given ?? staged('go'));
  if (!program) { return; }
  const env = { GOFLAGS: '-mod=mod', GOWORK: 'off' };
  const runtime = ['github.com/aws/jsii-runtime-go', 'github.com/aws/constructs-go/constructs/v10'];
  const asked = run('go', ['mod', 'download', ...runtime], { cwd: program, env });
  if (!asked.ok) {
    leaveOut('the Go module', `its dependencies come from the Go module proxy, which does not answer here:\n${asked.output.slice(-500)}`);
    return;
  }
  const built = run('go', ['build', '-o', path.join(program, 'bin') + path.sep, './...'], { cwd: program, env });
  if (!check('programs that use it compile', built.ok, built.output)) { return; }

  const out = path.join(scratch, 'go-out');
  const app = run(path.join(program, 'bin', 'app'), [out, NODES], { cwd: scratch });
  checkCharts('Go', out, app.output);
  check(
    'Go: notices are read, each a line',
    /^.*Cdk8sPrometheusNotice: \[monitoring\/Monitoring\/Prometheus\] "storage" is not set.*\[prometheus\/no-storage\]$/m.test(app.stderr),
    app.stderr,
  );
  const { ok, stderr } = run(path.join(program, 'bin', 'wrong'), [], { cwd: scratch });
  const [first, ...lines] = stderr.slice(Math.max(0, stderr.indexOf('panic:'))).split('\n');
  const stack = lines.findIndex(line => /^goroutine /.test(line));
  check(
    'Go: an error begins with what is wrong, not with the stack of the kernel',
    !ok && first.includes('Validation failed') && lines.slice(0, stack).some(line => line.trim() === ERROR),
    stderr,
  );
}

module.exports = { go };
