// `npm run conformance:package`: what is published, as its users have it. The tarball: reproducible, with nothing but what belongs there. A TypeScript app in an empty folder with the oldest and with
// the newest peers, on this Node and on the newest that can be had; ECMAScript modules; the real cdk8s-cli. The Python wheel in a fresh environment. Ends with `N passed, N failed`.
'use strict';
require('../support/preflight')();
const { spawnSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { ROOT, compile, forget } = require('../support/steps');

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-prometheus-package-'));
process.on('exit', () => fs.rmSync(scratch, { recursive: true, force: true }));
const count = { passed: 0, failed: 0 };
const only = process.argv[2];

/** Packed; what a registry has to carry, and what each `npm ci` of a user brings. */
const BUDGET = { packed: 1_300_000, unpacked: 6_500_000 };
const GOLDEN = name => fs.readFileSync(path.join(ROOT, 'test', 'golden', `example-${name}.yaml`), 'utf8');

function check(title, ok, output = '') {
  count[ok ? 'passed' : 'failed'] += 1;
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${title}`);
  if (!ok && output) { console.log(String(output).slice(-4000)); }
  return ok;
}

function run(command, args, { cwd = ROOT, env = {} } = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd, encoding: 'utf8', maxBuffer: 1e9, env: { ...process.env, NODE_NO_WARNINGS: '', JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: process.versions.node.split('.')[0], ...env },
  });
  return { ok: status === 0, stdout: stdout ?? '', stderr: stderr ?? '', output: `${stdout}${stderr}${error ?? ''}` };
}

const hashOf = file => createHash('sha256').update(fs.readFileSync(file)).digest('hex');

function pack(name) {
  const folder = path.join(scratch, name);
  fs.mkdirSync(folder);
  const { output } = run('npm', ['pack', '--ignore-scripts', '--pack-destination', folder]);
  const [file] = fs.readdirSync(folder);
  if (!file) { throw new Error(output); }
  return path.join(folder, file);
}

async function tarball() {
  const compiled = await compile();
  if (!check('compiles (jsii)', compiled.ok, compiled.output)) { return undefined; }
  const first = pack('first');
  forget('compile');
  await compile();
  check('two builds make the same tarball, bit for bit', hashOf(first) === hashOf(pack('second')));

  const { stdout } = run('tar', ['tzvf', first]);
  const files = stdout.trim().split('\n').map(line => line.split(/\s+/)).map(columns => ({ name: columns.at(-1).replace(/^package\//, ''), bytes: Number(columns[2]) }));
  const own = files.filter(({ name }) => !name.startsWith('node_modules/'));
  const foreign = own.map(({ name }) => name).filter(name => !/^(lib\/.+\.(d\.ts|js)|bin\/cdk8s-prometheus|(API|README)\.md|LICENSE|NOTICE|\.jsii|package\.json)$/.test(name));
  check('it has nothing but lib, bin, API.md, README.md, LICENSE, NOTICE, .jsii and package.json', foreign.length === 0, foreign.join('\n'));

  const manifest = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  const brought = [...new Set(files.filter(({ name }) => name.startsWith('node_modules/')).map(({ name }) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(name)[1]))].sort();
  check('it brings the bundled dependencies and no others', brought.join() === [...manifest.bundledDependencies].sort().join(), brought.join());
  const notice = fs.readFileSync(path.join(ROOT, 'NOTICE'), 'utf8');
  check('NOTICE names each of them, and its licence', brought.every(name => notice.includes(`${name} (${JSON.parse(fs.readFileSync(path.join(ROOT, 'node_modules', name, 'package.json'), 'utf8')).license})`)), notice);

  const packed = fs.statSync(first).size;
  const unpacked = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const shown = bytes => `${(bytes / 1e6).toFixed(2)} MB`;
  console.log(`     ${shown(packed)} packed (budget ${shown(BUDGET.packed)}), ${shown(unpacked)} unpacked (budget ${shown(BUDGET.unpacked)}), ${shown(own.reduce((sum, { bytes }) => sum + bytes, 0))} without what it brings`);
  check('it is within its budget', packed <= BUDGET.packed && unpacked <= BUDGET.unpacked);
  return first;
}

/** The newest Node, from the registry, for this platform; undefined where there is none. */
function newestNode() {
  const folder = path.join(scratch, 'node');
  fs.mkdirSync(folder);
  fs.writeFileSync(path.join(folder, 'package.json'), '{ "private": true }');
  const name = `node-${process.platform}-${process.arch}`;
  run('npm', ['install', '--no-audit', '--no-fund', `${name}@latest`], { cwd: folder });
  const binary = path.join(folder, 'node_modules', name, 'bin', 'node');
  return fs.existsSync(binary) ? binary : undefined;
}

function consumers(file) {
  const { peerDependencies } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  const floor = Object.entries(peerDependencies).map(([name, range]) => `${name}@${range.replace('^', '')}`);
  const newest = Object.keys(peerDependencies).map(name => `${name}@latest`);
  const newer = newestNode();
  const nodes = { [process.versions.node]: process.execPath, ...newer && { [run(newer, ['--version']).stdout.trim().slice(1)]: newer } };
  if (!newer) { console.log('     no newer Node can be had for this platform: with this one alone'); }

  for (const [which, peers] of [['oldest', floor], ['newest', newest]]) {
    const folder = path.join(scratch, which);
    fs.cpSync(path.join(__dirname, 'consumer'), folder, { recursive: true });
    fs.writeFileSync(path.join(folder, 'package.json'), '{ "name": "monitoring", "private": true }');
    const tools = ['typescript@~6.0.0', '@types/node@20', '@types/jest', 'jest@30', 'cdk8s-cli'];
    const installed = run('npm', ['install', '--no-audit', '--no-fund', '--save-exact', file, ...peers, ...tools], { cwd: folder });
    if (!check(`installs into an empty app with the ${which} peers`, installed.ok, installed.output)) { continue; }
    const versions = Object.keys(peerDependencies).map(name => `${name} ${JSON.parse(fs.readFileSync(path.join(folder, 'node_modules', name, 'package.json'), 'utf8')).version}`);
    console.log(`     ${versions.join(', ')}`);

    const compiled = run('npx', ['--no-install', 'tsc'], { cwd: folder });
    check('  TypeScript compiles it, and the declarations of the package with it', compiled.ok, compiled.output);
    for (const [version, node] of Object.entries(nodes)) {
      const title = `  Node ${version}:`;
      const env = { PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}` };
      fs.rmSync(path.join(folder, 'dist'), { recursive: true, force: true });
      const synth = run('npx', ['--no-install', 'cdk8s', 'synth'], { cwd: folder, env });
      const made = path.join(folder, 'dist', 'monitoring.k8s.yaml');
      check(`${title} cdk8s synth makes the YAML of the golden`, synth.ok && fs.existsSync(made) && fs.readFileSync(made, 'utf8') === GOLDEN('minimal-monitoring'), synth.output);
      check(`${title} the notice goes to stderr`, synth.stderr.includes('[prometheus/no-storage]') && !synth.stdout.includes('no-storage'), synth.output);
      const modules = run(node, ['import.mjs'], { cwd: folder });
      check(`${title} an ECMAScript module imports it by its names`, modules.ok && fs.readFileSync(path.join(folder, 'dist-esm', 'monitoring.k8s.yaml'), 'utf8') === GOLDEN('minimal-monitoring'), modules.output);
      const jest = args => run(node, ['node_modules/jest/bin/jest.js', '-c', 'jest.config.json', ...args], { cwd: folder });
      fs.rmSync(path.join(folder, '__snapshots__'), { recursive: true, force: true });
      jest([]);
      const snapshot = jest(['--ci']);
      check(`${title} a snapshot test passes the second time`, snapshot.ok && /1 passed/.test(snapshot.output), snapshot.output);
      const cli = run(node, ['node_modules/.bin/cdk8s-prometheus', 'explain', 'dist'], { cwd: folder });
      check(`${title} cdk8s-prometheus explain reads it`, cli.ok && cli.stdout.includes('Prometheus'), cli.output);
    }
  }
}

function python() {
  const environment = path.join(scratch, 'venv');
  const program = path.join(environment, 'bin', 'python');
  const made = run('python3', ['-m', 'venv', environment]);
  if (!check('python3 makes an environment', made.ok, `install python3 with its module venv\n${made.output}`)) { return; }
  const asked = run(program, ['-m', 'pip', 'download', '--quiet', '--no-deps', '--dest', path.join(scratch, 'asked'), 'constructs']);
  if (!asked.ok) {
    console.log(`     left out: the wheel. Its dependencies come from the Python Package Index, which does not answer here:\n${asked.output.slice(-500)}`);
    return;
  }
  wheel(program);
}

function wheel(program) {
  const folder = path.join(scratch, 'python');
  const made = run('npx', ['--no-install', 'jsii-pacmak', '--target', 'python', '--outdir', folder, '.']);
  const name = made.ok && fs.readdirSync(path.join(folder, 'python')).find(each => each.endsWith('.whl'));
  if (!check('jsii-pacmak makes a wheel', Boolean(name), made.output)) { return; }
  const installed = run(program, ['-m', 'pip', 'install', '--quiet', path.join(folder, 'python', name), 'pytest']);
  if (!check('it installs into a fresh environment', installed.ok, installed.output)) { return; }

  const out = path.join(scratch, 'python-out');
  const app = run(program, [path.join(__dirname, 'python', 'app.py'), out, path.join(ROOT, 'examples', 'node-endpoints', 'nodes.json')]);
  for (const [golden, chart] of [['minimal-monitoring', 'monitoring'], ['node-endpoints-kubelet', 'kubelet'], ['federation-eu-1', 'eu-1'], ['federation-main', 'main']]) {
    const file = path.join(out, `${chart}.k8s.yaml`);
    check(`Python: ${golden} is that of TypeScript, byte for byte`, fs.existsSync(file) && fs.readFileSync(file, 'utf8') === GOLDEN(golden), app.output);
  }
  check('Python: notices are read, each a line', /^.*Cdk8sPrometheusNotice: \[monitoring\/Monitoring\/Prometheus\] there is no "storage".*\[prometheus\/no-storage\]$/m.test(app.stderr), app.stderr);
  const pytest = run(program, ['-m', 'pytest', '-q', path.join(__dirname, 'python', 'test_monitoring.py')], { cwd: scratch });
  check('pytest: PrometheusTest finds objects and targets, and says what is not so', pytest.ok && /\d+ passed/.test(pytest.stdout), pytest.output);
  const { ok, stderr } = run(program, [path.join(__dirname, 'python', 'wrong.py')], { cwd: scratch });
  const lines = stderr.split('\n');
  const error = '[monitoring/Monitoring/Prometheus] "version" is "2.x", which is not a version: write it like "3.15.0" or "v3.15.0" [versions/malformed]';
  check('Python: an error begins and ends with what is wrong, not with the stack of the kernel', !ok && lines.slice(0, 12).some(line => line.trim() === error) && stderr.trimEnd().endsWith(error), stderr);
}

async function main() {
  const file = only === 'python' ? (await compile(), undefined) : await tarball();
  if (file && only !== 'tarball') { consumers(file); }
  if (only === undefined || only === 'python') { python(); }
  console.log(`\n${count.passed} passed, ${count.failed} failed`);
  process.exitCode = count.failed === 0 ? 0 : 1;
}

main().catch(error => {
  console.error(error);
  console.log(`\n${count.passed} passed, ${count.failed + 1} failed`);
  process.exitCode = 1;
});
