// A source file, loaded by a program: `lib/` does not have one file for each.
'use strict';
const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { buildSync } = require('esbuild');
const { ROOT } = require('./steps');

const SRC = path.join(ROOT, 'src');

/** The exports of these files, by name: `source('versions/releases')['versions/releases'].RELEASES`. */
function source(...names) {
  const entries = names.map(name => `${JSON.stringify(name)}: ${required(name)}`);
  return bundled(SRC, `module.exports = {${entries.join(',')}};`);
}

/** All exports of these files of test/. */
const test = (...names) => bundled(path.join(ROOT, 'test'), `Object.assign(module.exports, ${names.map(required).join(', ')});`);

const required = name => `require(${JSON.stringify(`./${name}`)})`;

function bundled(folder, contents) {
  const { outputFiles } = buildSync({
    stdin: { contents, resolveDir: folder }, bundle: true, packages: 'external', platform: 'node', format: 'cjs', target: 'node20',
    write: false, logLevel: 'error',
  });
  const file = path.join(SRC, 'source.js'); // it does not exist: it only determines where packages are searched
  const made = new Module(file);
  made.filename = file;
  made.paths = Module._nodeModulePaths(SRC);
  made._compile(outputFiles[0].text, file);
  return made.exports;
}

/** The files of this name, in folders of any depth. */
function having(name) {
  const files = fs.readdirSync(SRC, { recursive: true, encoding: 'utf8' }).map(file => file.split(path.sep).join('/'));
  return files.filter(file => file.endsWith(`/${name}.ts`)).map(file => file.slice(0, -3)).sort();
}

module.exports = { source, test, having };
