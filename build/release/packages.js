// The packages of all languages, from one folder: what the tarball has, with the README that registries show.
'use strict';
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { published } = require('../bundle/readme');

const ROOT = path.join(__dirname, '..', '..');
const ENV = { ...process.env, NODE_NO_WARNINGS: '', JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: process.versions.node.split('.')[0] };

function run(command, args, cwd = ROOT) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd, encoding: 'utf8', maxBuffer: 1e9, env: ENV, shell: process.platform === 'win32',
  });
  if (status !== 0) { throw new Error(`${command} ${args.join(' ')} failed:\n${`${stdout}${stderr}${error ?? ''}`.slice(-4000)}`); }
  return stdout;
}

function pack(from, to) {
  const output = run('npm', ['pack', '--ignore-scripts', '--pack-destination', to], from);
  return path.join(to, output.trim().split('\n').at(-1));
}

/** Puts the files of the package into a new folder. Requires that the library is compiled. */
function stage(folder) {
  fs.mkdirSync(folder, { recursive: true });
  const packed = pack(ROOT, folder);
  run('tar', ['-xzf', packed, '-C', folder]);
  fs.rmSync(packed);
  const module = path.join(folder, 'package');
  const readme = path.join(module, 'README.md');
  const manifest = JSON.parse(fs.readFileSync(path.join(module, 'package.json'), 'utf8'));
  fs.writeFileSync(readme, published(fs.readFileSync(readme, 'utf8'), manifest));
  // jsii-pacmak reads the peers; npm leaves it out
  fs.symlinkSync(path.join(ROOT, 'node_modules'), path.join(module, 'node_modules'), 'junction');
  return module;
}

/** The npm tarball. Returns its path. */
function tarballOf(module, to) {
  fs.mkdirSync(to, { recursive: true });
  return pack(module, to);
}

/** The examples of the README and of docstrings in each language: jsii-pacmak would call the TypeScript of an example Python. */
function translated() {
  if (!isTranslated) { run(path.join(ROOT, 'node_modules', '.bin', 'jsii-rosetta'), ['extract', '--strict', '.']); }
  isTranslated = true;
  return path.join(ROOT, '.jsii.tabl.json');
}

let isTranslated = false;

/**
 * The package of another language in a folder with the name of the language: wheel and sdist, a Maven repository, or a Go module.
 * The Go module is not compiled here: its tests do that, with the cdk8s of this repository, whose release the Go proxy may not have.
 */
function bindingsOf(language, module, to, tablet = translated()) {
  const options = ['--target', language, '--outdir', to, '--rosetta-tablet', tablet, ...language === 'go' ? ['--code-only'] : []];
  run(path.join(ROOT, 'node_modules', '.bin', 'jsii-pacmak'), [...options, module]);
  return path.join(to, language);
}

module.exports = { ROOT, stage, tarballOf, bindingsOf, run };
