// The tarball in the app of docs/getting-started.md, file by file as that page has them, in an empty folder: with the oldest and with the
// newest peers, TypeScript directly on each Node that runs it, and compiled on this one.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { transformSync } = require('esbuild');
const { blocksOf } = require('../support/blocks');
const { garbage } = require('./garbage');
const { modifiedCdk8s } = require('./modified-cdk8s');
const { sourceMaps } = require('./source-maps');
const { installNode, versionOf } = require('../support/nodes');
const { ROOT, GOLDEN, scratch, manifest, check, say, leaveOut, run } = require('./support');

/** Those that run TypeScript, and the newest. */
const NODES = ['22', '24', '26', 'latest'];
const FILES = ['.gitignore', 'alertmanager.yaml', 'cdk8s.yaml', 'monitoring.ts', 'stack.test.ts', 'stack.ts', 'tsconfig.json'];

/** What the page says to write, and two programs of ours: an ECMAScript module, and random documents. */
function writeApp(folder) {
  fs.cpSync(path.join(__dirname, 'consumer'), folder, { recursive: true });
  const page = blocksOf('docs/getting-started.md').filter(({ name }) => name !== undefined);
  check('docs/getting-started.md has the files of an app', page.map(({ name }) => name).sort().join() === FILES.join(), page);
  for (const { name, code } of page) { fs.writeFileSync(path.join(folder, name), code); }
  const documents = fs.readFileSync(path.join(ROOT, 'test', 'support', 'documents.ts'), 'utf8');
  fs.writeFileSync(path.join(folder, 'documents-from.cjs'), transformSync(documents, { loader: 'ts', format: 'cjs' }).code);
  fs.writeFileSync(path.join(folder, 'package.json'), '{ "name": "monitoring", "private": true, "type": "module" }');
}

/** Version, to the program. */
function nodes(versions) {
  const found = versions.map(version => [version, installNode(version, scratch)]);
  for (const [version, binary] of found) { if (!binary) { leaveOut(`Node ${version}`, 'the registry has none for this platform'); } }
  const binaries = found.flatMap(([, binary]) => binary ? [binary] : []);
  return new Map([process.execPath, ...binaries].map(binary => [versionOf(binary), binary]));
}

const runsTypeScript = node => run(node, ['--print', 'process.features.typescript']).stdout.trim() === 'strip';

/** @param only peers and versions of Node, of those that there are */
function consumers(file, { peers: only = ['oldest', 'newest'], versions = NODES } = {}) {
  const { peerDependencies } = manifest();
  const floor = Object.entries(peerDependencies).map(([name, range]) => `${name}@${range.replace('^', '')}`);
  const newest = Object.keys(peerDependencies).map(name => `${name}@latest`);
  const all = nodes(versions);
  for (const [which, peers, typescript] of [['oldest', floor, '~6.0.0'], ['newest', newest, 'latest']]) {
    if (!only.includes(which)) { continue; }
    const folder = path.join(scratch, which);
    writeApp(folder);
    const tools = [`typescript@${typescript}`, '@types/node', 'cdk8s-cli', 'cdk8s-plus-34'];
    const installed = run('npm', ['install', '--no-audit', '--no-fund', '--save-exact', file, ...peers, ...tools], { cwd: folder });
    if (!check(`installs into an empty app with the ${which} peers`, installed.ok, installed.output)) { continue; }
    const versionOf = name => JSON.parse(fs.readFileSync(path.join(folder, 'node_modules', name, 'package.json'), 'utf8')).version;
    say(Object.keys(peerDependencies).map(name => `${name} ${versionOf(name)}`).join(', '));
    sourceMaps(folder, '  ', process.execPath);
    modifiedCdk8s(folder, '  ', process.execPath);
    garbage(folder, '  ', process.execPath);
    const types = run('npx', ['--no-install', 'tsc', '--noEmit'], { cwd: folder });
    check(`  TypeScript ${typescript} finds nothing in it, and in the declarations of the package`, types.ok, types.output);
    const same = run(process.execPath, ['documents.cjs', '20000'], { cwd: folder });
    check(
      '  FleetApp writes 20,000 random documents, and files in each way, as App of these peers does, byte for byte',
      same.ok && /^20000 documents and 4 ways to write files, 0 differ/.test(same.stdout),
      same.output,
    );
    for (const [version, node] of all) {
      if (runsTypeScript(node)) {
        consumer(folder, `  Node ${version}:`, node, 'monitoring.ts');
        if (which === 'newest') { direct(folder, `  Node ${version}:`, node); }
      }
    }
    compiled(folder, all);
  }
}

/** As the page says for an older Node: what `tsc` writes, in place of the sources. */
function compiled(folder, all) {
  const made = run('npx', ['--no-install', 'tsc'], { cwd: folder });
  check('  TypeScript compiles it', made.ok, made.output);
  for (const name of ['monitoring.ts', 'stack.ts', 'stack.test.ts']) { fs.rmSync(path.join(folder, name)); }
  const settings = path.join(folder, 'cdk8s.yaml');
  fs.writeFileSync(settings, fs.readFileSync(settings, 'utf8').replace('monitoring.ts', 'monitoring.js'));
  const [[version, node]] = all;
  consumer(folder, `  compiled, Node ${version}:`, node, 'monitoring.js');
}

/** A user's commands, one by one. */
const written = new Set();

/** The output of a program, with all peers and Nodes. */
function consumer(folder, title, node, program) {
  const env = { PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}` };
  const made = path.join(folder, 'dist', 'monitoring.k8s.yaml');
  const clean = () => fs.rmSync(path.join(folder, 'dist'), { recursive: true, force: true });
  const isMade = () => fs.existsSync(made) && fs.readFileSync(made, 'utf8').includes('kind: Prometheus\n');
  const isStack = ({ ok, stderr }) => ok && isMade() && stderr === '';
  clean();
  const plain = run(node, [program], { cwd: folder });
  check(`${title} node ${program} makes a stack, and writes nothing else`, isStack(plain) && plain.stdout === '', plain.output);
  if (fs.existsSync(made)) { written.add(fs.readFileSync(made, 'utf8')); }
  clean();
  const cached = run(node, [program], { cwd: folder, env: { NODE_COMPILE_CACHE: 'node_modules/.cache/node' } });
  check(`${title} so it does with the compile cache`, isStack(cached), cached.output);
  clean();
  const synth = run('npx', ['--no-install', 'cdk8s', 'synth'], { cwd: folder, env });
  check(
    `${title} cdk8s synth makes it, too, and says nothing that is wrong`,
    synth.ok && fs.existsSync(made) && !synth.stderr.includes('Notice'),
    synth.output,
  );
  if (fs.existsSync(made)) { written.add(fs.readFileSync(made, 'utf8')); }
  check(`${title} the same bytes as with the other peers and Nodes`, written.size === 1);
  const modules = run(node, ['import.mjs'], { cwd: folder });
  check(
    `${title} an ECMAScript module imports it by its names, and makes the YAML of the golden`,
    modules.ok && fs.readFileSync(path.join(folder, 'dist-esm', 'monitoring.k8s.yaml'), 'utf8') === GOLDEN('minimal-monitoring'),
    modules.output,
  );
  check(
    `${title} the notice goes to stderr`,
    modules.stderr.includes('[prometheus/no-storage]') && !modules.stdout.includes('no-storage'),
    modules.output,
  );
  const tests = run(node, ['--test'], { cwd: folder });
  check(
    `${title} node --test passes its test`,
    tests.ok && /^(?:#|ℹ) pass 1$/m.test(tests.stdout) && /^(?:#|ℹ) fail 0$/m.test(tests.stdout),
    tests.output,
  );
  const cli = run(node, ['node_modules/.bin/cdk8s-prometheus', 'explain', 'dist'], { cwd: folder });
  check(`${title} cdk8s-prometheus explain reads it`, cli.ok && cli.stdout.includes('Prometheus'), cli.output);
}

const EXAMPLES = path.join(ROOT, 'examples');
const VALUES = path.join(ROOT, 'test', 'data', 'values');

/** The examples and programs that `migrate` writes, as they are. */
function direct(folder, title, node) {
  const examples = fs.readdirSync(EXAMPLES, { withFileTypes: true }).filter(entry => entry.isDirectory()).map(({ name }) => name);
  const differ = examples.filter(name => {
    const copy = path.join(folder, 'example');
    fs.rmSync(copy, { recursive: true, force: true });
    fs.mkdirSync(copy);
    const own = fs.readdirSync(path.join(EXAMPLES, name)).filter(file => !['dist', 'main.js'].includes(file));
    for (const file of own) { fs.cpSync(path.join(EXAMPLES, name, file), path.join(copy, file)); }
    const { ok } = run(node, ['main.ts'], { cwd: copy });
    const dist = path.join(copy, 'dist');
    const files = ok ? fs.readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter(each => each.endsWith('.yaml')) : [];
    const goldenOf = file => GOLDEN(`${name}-${file.replace('.k8s.yaml', '').replaceAll(path.sep, '-')}`);
    return files.length === 0 || files.some(file => fs.readFileSync(path.join(dist, file), 'utf8') !== goldenOf(file));
  });
  check(
    `${title} runs each of the ${examples.length} examples as it is, and makes its golden`,
    examples.length > 5 && differ.length === 0,
    differ.join(', '),
  );
  const values = fs.readdirSync(VALUES);
  const failed = values.filter(name => {
    const { stdout } = run(node, ['node_modules/.bin/cdk8s-prometheus', 'migrate', path.join(VALUES, name)], { cwd: folder });
    fs.writeFileSync(path.join(folder, 'migrated.ts'), stdout);
    return !run(node, ['migrated.ts'], { cwd: folder, env: { CDK8S_OUTDIR: path.join(scratch, 'migrated') } }).ok;
  });
  fs.rmSync(path.join(folder, 'migrated.ts'), { force: true });
  check(
    `${title} runs each of the ${values.length} programs that migrate writes`,
    values.length >= 5 && failed.length === 0,
    failed.join(', '),
  );
}

module.exports = { consumers };
