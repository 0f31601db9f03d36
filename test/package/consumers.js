// The tarball in the app of docs/getting-started.md, file by file as that page has them, in an empty folder: with the oldest and with the newest peers, on this Node and on the newest that can be had.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { transformSync } = require('esbuild');
const { blocksOf } = require('../support/blocks');
const { modifiedCdk8s } = require('./modified-cdk8s');
const { sourceMaps } = require('./source-maps');
const { ROOT, GOLDEN, scratch, manifest, check, say, leaveOut, run } = require('./support');

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

/** What the page says to write, and two programs of ours: an ECMAScript module, and random documents. */
function writeApp(folder) {
  fs.cpSync(path.join(__dirname, 'consumer'), folder, { recursive: true });
  const page = blocksOf('docs/getting-started.md').filter(({ name }) => name !== undefined);
  check('docs/getting-started.md has the four files of an app', page.map(({ name }) => name).sort().join() === 'cdk8s.yaml,monitoring.test.ts,monitoring.ts,tsconfig.json', page);
  for (const { name, code } of page) { fs.writeFileSync(path.join(folder, name), code); }
  const documents = fs.readFileSync(path.join(ROOT, 'test', 'support', 'documents.ts'), 'utf8');
  fs.writeFileSync(path.join(folder, 'documents-from.js'), transformSync(documents, { loader: 'ts', format: 'cjs' }).code);
  fs.writeFileSync(path.join(folder, 'package.json'), '{ "name": "monitoring", "private": true, "jest": { "testMatch": ["**/*.test.js"] } }');
}

function consumers(file) {
  const { peerDependencies } = manifest();
  const floor = Object.entries(peerDependencies).map(([name, range]) => `${name}@${range.replace('^', '')}`);
  const newest = Object.keys(peerDependencies).map(name => `${name}@latest`);
  const newer = newestNode();
  const nodes = { [process.versions.node]: process.execPath, ...newer && { [run(newer, ['--version']).stdout.trim().slice(1)]: newer } };
  if (!newer) { leaveOut('a newer Node', 'none is available for this platform'); }

  for (const [which, peers] of [['oldest', floor], ['newest', newest]]) {
    const folder = path.join(scratch, which);
    writeApp(folder);
    const tools = ['typescript@~6.0.0', '@types/node@20', '@types/jest', 'jest@30', 'cdk8s-cli'];
    const installed = run('npm', ['install', '--no-audit', '--no-fund', '--save-exact', file, ...peers, ...tools], { cwd: folder });
    if (!check(`installs into an empty app with the ${which} peers`, installed.ok, installed.output)) { continue; }
    say(Object.keys(peerDependencies).map(name => `${name} ${JSON.parse(fs.readFileSync(path.join(folder, 'node_modules', name, 'package.json'), 'utf8')).version}`).join(', '));
    const compiled = run('npx', ['--no-install', 'tsc'], { cwd: folder });
    check('  TypeScript compiles it, and the declarations of the package with it', compiled.ok, compiled.output);
    sourceMaps(folder, '  ', process.execPath);
    modifiedCdk8s(folder, '  ', process.execPath);
    const same = run(process.execPath, ['documents.js', '20000'], { cwd: folder });
    check('  FleetApp writes 20,000 random documents, and files in each way, as App of these peers does, byte for byte', same.ok && /^20000 documents and 4 ways to write files, 0 differ/.test(same.stdout), same.output);
    for (const [version, node] of Object.entries(nodes)) { consumer(folder, `  Node ${version}:`, node); }
  }
}

/** What `cdk8s synth` has written, of all peers and Nodes. */
const written = new Set();

/** What a user does, command by command. */
function consumer(folder, title, node) {
  const env = { PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}` };
  for (const made of ['dist', '__snapshots__']) { fs.rmSync(path.join(folder, made), { recursive: true, force: true }); }
  const synth = run('npx', ['--no-install', 'cdk8s', 'synth'], { cwd: folder, env });
  const made = path.join(folder, 'dist', 'monitoring.k8s.yaml');
  check(`${title} cdk8s synth makes a stack, and says nothing that is wrong`, synth.ok && fs.existsSync(made) && fs.readFileSync(made, 'utf8').includes('kind: Prometheus\n') && !synth.stderr.includes('Notice'), synth.output);
  if (fs.existsSync(made)) { written.add(fs.readFileSync(made, 'utf8')); }
  check(`${title} it makes the same bytes as with the other peers and Nodes`, written.size === 1);
  const modules = run(node, ['import.mjs'], { cwd: folder });
  check(`${title} an ECMAScript module imports it by its names, and makes the YAML of the golden`, modules.ok && fs.readFileSync(path.join(folder, 'dist-esm', 'monitoring.k8s.yaml'), 'utf8') === GOLDEN('minimal-monitoring'), modules.output);
  check(`${title} the notice goes to stderr`, modules.stderr.includes('[prometheus/no-storage]') && !modules.stdout.includes('no-storage'), modules.output);
  const jest = args => run(node, ['node_modules/jest/bin/jest.js', ...args], { cwd: folder });
  jest(['--ci=false']); // where a snapshot is written, whoever runs this
  const snapshot = jest(['--ci']);
  check(`${title} its tests, a snapshot among them, pass the second time`, snapshot.ok && /Tests: +2 passed/.test(snapshot.output) && /Snapshots: +1 passed/.test(snapshot.output), snapshot.output);
  const cli = run(node, ['node_modules/.bin/cdk8s-prometheus', 'explain', 'dist'], { cwd: folder });
  check(`${title} cdk8s-prometheus explain reads it`, cli.ok && cli.stdout.includes('Prometheus'), cli.output);
}

module.exports = { consumers };
