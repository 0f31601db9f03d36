// After jsii: all of lib/ in one file, and an index that loads a part of it when it is first asked for. 340 small files took four times as long to load as cdk8s-plus does.
// `lib/index.js` names what is public; `lib/parts.js` has all modules, none of which runs before it is needed; the `.d.ts` files stay as they are.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { buildSync, transformSync } = require('esbuild');

const LIB = path.join(__dirname, '..', 'lib');
const PARTS = path.join(LIB, 'parts.js');

function bundle() {
  const index = path.join(LIB, 'index.js');
  const modules = [...fs.readFileSync(index, 'utf8').matchAll(/__exportStar\(require\("(.+?)"\)/g)].map(([, name]) => name);
  if (modules.length === 0) { throw new Error(`${index} exports nothing: has jsii been run?`); }
  const names = new Map(modules.map(name => [name, publicNames(name)]).filter(([, own]) => own.length > 0)); // the others have interfaces alone
  const scripts = fs.readdirSync(LIB, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.js'));

  const entries = [...names.keys(), './cli'].map(name => `  ${JSON.stringify(name)}: () => require(${JSON.stringify(name)}),\n`);
  const result = buildSync({
    stdin: { contents: `module.exports = {\n${entries.join('')}};\n`, resolveDir: LIB },
    bundle: true, packages: 'external', platform: 'node', format: 'cjs', target: 'node20', write: false, outfile: PARTS, logLevel: 'error',
  });
  for (const name of [...scripts, 'tsconfig.tsbuildinfo']) { fs.rmSync(path.join(LIB, name), { force: true }); } // the latter would let jsii think that they are there
  for (const name of fs.readdirSync(LIB, { recursive: true, encoding: 'utf8' }).sort().reverse()) { removeIfEmpty(path.join(LIB, name)); }
  fs.writeFileSync(PARTS, loadingLate(withoutComments(result.outputFiles[0].text)));
  fs.writeFileSync(index, indexOf(names));
  fs.writeFileSync(path.join(LIB, 'cli.js'), `'use strict';\nmodule.exports = require('./parts.js')['./cli']();\n`);
}

/** Comments are a third of it, and in the `.d.ts` files; lines stay lines, for whoever reads a stack trace. */
function withoutComments(code) {
  return transformSync(transformSync(code, { minifyWhitespace: true }).code, { charset: 'ascii' }).code;
}

/**
 * Modules are run when something of them is first used, not when another one imports them: `var rule_1 = require_rule();` goes, and `rule_1.finding` becomes `require_rule().finding`.
 * TypeScript writes an import as a name with a number, and never uses it but before a dot; where that does not hold, the import stays as it is.
 */
function loadingLate(code) {
  return code.split(/^(?=var require_)/m).map(part => {
    for (const [line, name, load] of part.matchAll(/^ +(?:var|let|const) (\w+_\d+) = (require_\w+\(\));\n/gm)) {
      const late = part.replace(line, '').replaceAll(new RegExp(`(new )?(?<![\\w$.])${name}(?=\\.)`, 'g'), (_, made) => made ? `new (${load})` : load);
      if (!new RegExp(`(?<![\\w$])${name}(?![\\w$])`).test(late)) { part = late; }
    }
    return part;
  }).join('');
}

function publicNames(name) {
  return Object.keys(require(path.join(LIB, name)));
}

function removeIfEmpty(folder) {
  if (fs.statSync(folder).isDirectory() && fs.readdirSync(folder).length === 0) { fs.rmdirSync(folder); }
}

/** The assignments of `undefined` are what `import { X }` of an ECMAScript module finds the names by. */
function indexOf(names) {
  const lines = [...names].map(([name, own]) => `lazily(${JSON.stringify(name)}, ${own.map(each => JSON.stringify(each)).join(', ')});\n`);
  return `'use strict';
Object.defineProperty(exports, '__esModule', { value: true });
${[...names.values()].flat().map(each => `exports.${each} = void 0;\n`).join('')}
function lazily(part, ...names) {
  for (const name of names) { Object.defineProperty(exports, name, { enumerable: true, get: () => require('./parts.js')[part]()[name] }); }
}
${lines.join('')}`;
}

bundle();
