// A source file, as a program sees it: `lib/` has none of its own for each any more.
'use strict';
const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { buildSync } = require('esbuild');
const { ROOT } = require('./steps');

const SRC = path.join(ROOT, 'src');

/** What these files export, by their names: `source('versions/releases')['versions/releases'].RELEASES`. */
const source = (...names) => bundled(SRC, `module.exports = {${names.map(name => `${JSON.stringify(name)}: require(${JSON.stringify(`./${name}`)})`).join(',')}};`);

/** All that these files of test/ export. */
const test = (...names) => bundled(path.join(ROOT, 'test'), `Object.assign(module.exports, ${names.map(name => `require(${JSON.stringify(`./${name}`)})`).join(', ')});`);

function bundled(folder, contents) {
  const { outputFiles } = buildSync({ stdin: { contents, resolveDir: folder }, bundle: true, packages: 'external', platform: 'node', format: 'cjs', target: 'node20', write: false, logLevel: 'error' });
  const file = path.join(SRC, 'source.js'); // there is none: it says where packages are looked for
  const made = new Module(file);
  made.filename = file;
  made.paths = Module._nodeModulePaths(SRC);
  made._compile(outputFiles[0].text, file);
  return made.exports;
}

/** The files of this name, in folders of any depth. */
function having(name) {
  return fs.readdirSync(SRC, { recursive: true, encoding: 'utf8' }).map(file => file.split(path.sep).join('/')).filter(file => file.endsWith(`/${name}.ts`)).map(file => file.slice(0, -3)).sort();
}

module.exports = { source, test, having };
