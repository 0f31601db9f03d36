// Common to the commands: compiling the library, and running a program with captured output.
'use strict';
const { spawn } = require('node:child_process');
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');

const ROOT = path.join(__dirname, '..', '..');
const CACHE = path.join(ROOT, 'node_modules', '.cache', 'cdk8s-prometheus');

/** Runs one of the installed programs. Resolves to its exit code and its output. */
function run(program, args, { env = {}, cwd = ROOT, echo = false } = {}) {
  return new Promise(resolve => {
    const bin = path.join(ROOT, 'node_modules', '.bin', program);
    const child = spawn(program === 'node' ? process.execPath : bin, args, {
      cwd,
      env: { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: process.versions.node.split('.')[0], ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', chunk => {
        output += chunk;
        if (echo) { process.stdout.write(chunk); }
      });
    }
    child.on('close', code => resolve({ ok: code === 0, output }));
    child.on('error', error => resolve({ ok: false, output: `${program}: ${error.message}\n` }));
  });
}

/** lib/ and .jsii, as published. */
async function compile() {
  const inputs = ['src', 'build/bundle.js', 'build/bundle', 'package.json', 'package-lock.json', 'README.md', 'lib', '.jsii'];
  return unlessDone('compile', inputs, async () => {
    // a failed run leaves it behind, and the next one would not write all files
    fs.rmSync(path.join(ROOT, 'lib', 'tsconfig.tsbuildinfo'), { force: true });
    const compiled = await run('jsii', ['--silence-warnings=reserved-word']);
    return compiled.ok ? run('node', ['build/bundle.js']) : compiled;
  }).finally(() => linkSelf());
}

/** Skips the work if the last run had the same files, including its results, and the same Node: any difference counts. */
async function unlessDone(step, paths, work) {
  const mark = path.join(CACHE, step);
  if (fs.existsSync(mark) && fs.readFileSync(mark, 'utf8') === hashOf(paths)) { return { ok: true, output: '' }; }
  fs.rmSync(mark, { force: true });
  const result = await work();
  if (result.ok) {
    fs.mkdirSync(path.dirname(mark), { recursive: true });
    fs.writeFileSync(mark, hashOf(paths));
  }
  return result;
}

/** Forces the next run. */
function forget(step) {
  fs.rmSync(path.join(CACHE, step), { force: true });
}

function hashOf(paths) {
  const hash = createHash('sha256').update(process.version);
  const add = name => {
    const file = path.join(ROOT, name);
    const stat = fs.statSync(file, { throwIfNoEntry: false });
    if (stat?.isDirectory()) {
      fs.readdirSync(file).sort().forEach(each => add(`${name}/${each}`));
    } else if (stat) {
      hash.update(`${name}\0`).update(fs.readFileSync(file));
    }
  };
  paths.forEach(add);
  return hash.digest('hex');
}

/** Quickly compiles what a program needs of it, without types: not what is published. */
async function compileQuickly() {
  const folder = path.join(CACHE, 'quick');
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'package.json'), '{ "main": "index.js" }\n');
  const options = [
    'src/index.ts', '--bundle', '--packages=external', '--platform=node', '--format=cjs', '--target=node20', '--log-level=error',
    `--outfile=${path.join(folder, 'index.js')}`,
  ];
  const result = await run('esbuild', options);
  link(path.join(ROOT, 'data'), path.join(CACHE, 'data')); // where it looks for data/, like the published lib/ does
  linkSelf(folder);
  return result;
}

/** Allows the examples to import the package by name. */
function linkSelf(folder = ROOT) {
  link(folder === ROOT ? '..' : folder, path.join(ROOT, 'node_modules', 'cdk8s-prometheus'));
}

function link(target, name) {
  fs.rmSync(name, { force: true, recursive: true });
  fs.symlinkSync(target, name, 'junction');
}

module.exports = { CACHE, ROOT, run, compile, compileQuickly, forget, unlessDone };
