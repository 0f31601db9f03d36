// Jest's transformer: TypeScript to JavaScript, by esbuild, without types. A source runs only when something of it is first used, as in the
// published package. Each test file has a separate module registry, in which all sources of the library would run otherwise: that took
// longer than most tests.
'use strict';
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const esbuild = require('esbuild');

const SOURCES = path.join(__dirname, '..', '..', 'src') + path.sep;
const INDEX = path.join(SOURCES, 'index.ts');
const OWN = fs.readFileSync(__filename, 'utf8');
const OPTIONS = {
  loader: 'ts', format: 'cjs', target: 'node20', sourcemap: 'external', sourcesContent: false, logLevel: 'silent',
  tsconfigRaw: { compilerOptions: { target: 'es2022', strict: true, experimentalDecorators: true } },
};

/**
 * The exports are on `exports` itself, and spies can replace them. An import of another file of the repository is its `exports`: esbuild
 * would make a copy, which spies do not reach.
 */
function replaceable(code) {
  return code
    .replaceAll('{ get: all[name], enumerable: true }', '{ get: all[name], enumerable: true, configurable: true }')
    .replace(/^var (\w+_exports) = \{\};$/m, 'var $1 = __defProp(exports, "__esModule", { value: true });')
    .replace(/^module\.exports = __toCommonJS\(\w+_exports\);$/m, '')
    .replace(/^(var \w+ = )__toESM\((require\("\.[^"]*\/[^".]+"\))\);$/gm, '$1$2;');
}

const IMPORT = /^var (import_\w+) = require\(("\.[^"]+")\);$/gm;

/**
 * `var import_rule = require("./rule");` becomes a function, and `import_rule.finding` a call of it. esbuild names an import `import_...`,
 * and uses it only before a dot. Otherwise the import stays unchanged.
 */
function loadingLate(code) {
  let made = code;
  for (const [line, name, module] of code.matchAll(IMPORT)) {
    const uses = new RegExp(`(new )?(?<![\\w$.])${name}(?=\\.)`, 'g');
    const late = made.replace(line, '').replaceAll(uses, (_, isNew) => isNew ? `new (${name}())` : `${name}()`);
    const isUsedOtherwise = new RegExp(`(?<![\\w$])${name}(?![\\w$(])`).test(late);
    if (isUsedOtherwise) { continue; }
    const loads = `var ${name}_; function ${name}() { return ${name}_ ??= require(${module}); }`;
    made = made.replaceAll(uses, (_, isNew) => isNew ? `new (${name}())` : `${name}()`).replace(line, loads);
  }
  return made;
}

const EXPORT = /^export (?:abstract )?(?:class|enum|function|const) (\w+)/gm;

/** The names that a source exports to the index. Undefined if it does not export by declarations. */
function namesIn(module) {
  const text = fs.readFileSync(path.join(SOURCES, `${module}.ts`), 'utf8');
  return /^export (?:\*|\{|default)/m.test(text) ? undefined : [...text.matchAll(EXPORT)].map(([, name]) => name);
}

const getterOf = (name, module) =>
  `Object.defineProperty(exports, "${name}", { enumerable: true, configurable: true, get: () => require("${module}").${name} });`;

/** The index, with a getter for each name. */
function indexOf(code) {
  return code.replace(/^__reExport\(\w+, require\("(.+?)"\), module\.exports\);$/gm, (line, module) =>
    namesIn(module)?.map(name => getterOf(name, module)).join(' ') ?? line);
}

/** The code of the index depends on these, too. */
function namesOfIndex(source) {
  const modules = [...source.matchAll(/^export \* from '(.+?)';$/gm)].map(([, module]) => module);
  return JSON.stringify(modules.map(module => [module, namesIn(module)]));
}

function lateCode(file, code) {
  if (!file.startsWith(SOURCES)) { return code; }
  return file === INDEX ? indexOf(code) : loadingLate(code);
}

module.exports = {
  process(source, file) {
    if (/^\s*jest\.(mock|unmock)\(/m.test(source)) { throw new Error(`${file}: use jest.doMock: jest.mock would run after the imports`); }
    const { code, map } = esbuild.transformSync(source, { ...OPTIONS, sourcefile: file });
    return { code: lateCode(file, replaceable(code)), map };
  },
  getCacheKey(source, file) {
    const names = file === INDEX ? namesOfIndex(source) : '';
    const hash = createHash('sha256');
    for (const part of [OWN, esbuild.version, file, source, names]) { hash.update(part).update('\0'); }
    return hash.digest('hex').slice(0, 32);
  },
};
