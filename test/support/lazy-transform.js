// Jest's transformer: what ts-jest does, and a source is run when something of it is first used, as in the published package. Each test file has a module registry of its own, in which it would run all sources of
// the library otherwise: that cost more than most tests.
'use strict';
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const tsJest = require('ts-jest').default.createTransformer({ tsconfig: 'tsconfig.dev.json' });

const SOURCES = path.join(__dirname, '..', '..', 'src') + path.sep;
const INDEX = path.join(SOURCES, 'index.ts');
const OWN = fs.readFileSync(__filename, 'utf8');

/**
 * `const rule_1 = require("./rule");` becomes a function, and `rule_1.finding` a call of it. TypeScript writes an import as a name with a number, and uses it before a dot only; where that does not hold, the import
 * stays as it is.
 */
function loadingLate(code) {
  let made = code;
  for (const [line, name, module] of code.matchAll(/^const (\w+_\d+) = require\(("\.[^"]+")\);$/gm)) {
    const late = made.replace(line, '').replaceAll(new RegExp(`(new )?(?<![\\w$.])${name}(?=\\.)`, 'g'), (_, isNew) => isNew ? `new (${name}())` : `${name}()`);
    if (new RegExp(`(?<![\\w$])${name}(?![\\w$(])`).test(late)) { continue; }
    made = made.replace(line, `let ${name}_; const ${name} = () => ${name}_ ??= require(${module});`)
      .replaceAll(new RegExp(`(new )?(?<![\\w$.])${name}(?=\\.)`, 'g'), (_, isNew) => isNew ? `new (${name}())` : `${name}()`);
  }
  return made;
}

const EXPORT = /^export (?:abstract )?(?:class|enum|function|const) (\w+)/gm;

/** The names that a source exports to the index; undefined if it does so in another way than by its declarations. */
function namesIn(file) {
  const text = fs.readFileSync(file, 'utf8');
  return /^export (?:\*|\{|default)/m.test(text) ? undefined : [...text.matchAll(EXPORT)].map(([, name]) => name);
}

const reExports = code => [...code.matchAll(/^__exportStar\(require\("(.+?)"\), exports\);$/gm)].map(([line, module]) => ({ line, module, names: namesIn(path.join(SOURCES, `${module}.ts`)) }));

/** The index, with a getter for each name. */
function indexOf(code) {
  let made = code;
  for (const { line, module, names } of reExports(code)) {
    const getters = names?.map(name => `Object.defineProperty(exports, "${name}", { enumerable: true, configurable: true, get: () => require("${module}").${name} });`);
    if (getters) { made = made.replace(line, getters.join(' ')); }
  }
  return made;
}

const namesOfIndex = source => [...source.matchAll(/^export \* from '(.+?)';$/gm)].map(([, module]) => [module, namesIn(path.join(SOURCES, `${module}.ts`))]);

module.exports = {
  process(source, file, options) {
    const result = tsJest.process(source, file, options);
    if (!file.startsWith(SOURCES)) { return result; }
    return { ...result, code: file === INDEX ? indexOf(result.code) : loadingLate(result.code) };
  },
  getCacheKey(source, file, options) {
    const names = file === INDEX ? JSON.stringify(namesOfIndex(source)) : '';
    return createHash('sha256').update(tsJest.getCacheKey(source, file, options)).update(OWN).update(names).digest('hex').slice(0, 32);
  },
};
