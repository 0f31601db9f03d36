// Jest's transformer: like ts-jest, but a source runs only when something of it is first used, as in the published package. Each test file
// has a separate module registry, in which all sources of the library would run otherwise: that took longer than most tests.
'use strict';
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const tsJest = require('ts-jest').default.createTransformer({ tsconfig: 'tsconfig.dev.json' });

const SOURCES = path.join(__dirname, '..', '..', 'src') + path.sep;
const INDEX = path.join(SOURCES, 'index.ts');
const OWN = fs.readFileSync(__filename, 'utf8');

const IMPORT = /^const (\w+_\d+) = require\(("\.[^"]+")\);$/gm;

/**
 * `const rule_1 = require("./rule");` becomes a function, and `rule_1.finding` a call of it. TypeScript writes an import as a name with a
 * number, and uses it only before a dot. Otherwise the import stays unchanged.
 */
function loadingLate(code) {
  let made = code;
  for (const [line, name, module] of code.matchAll(IMPORT)) {
    const uses = new RegExp(`(new )?(?<![\\w$.])${name}(?=\\.)`, 'g');
    const late = made.replace(line, '').replaceAll(uses, (_, isNew) => isNew ? `new (${name}())` : `${name}()`);
    const isUsedOtherwise = new RegExp(`(?<![\\w$])${name}(?![\\w$(])`).test(late);
    if (isUsedOtherwise) { continue; }
    const loads = `let ${name}_; const ${name} = () => ${name}_ ??= require(${module});`;
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
  return code.replace(/^__exportStar\(require\("(.+?)"\), exports\);$/gm, (line, module) =>
    namesIn(module)?.map(name => getterOf(name, module)).join(' ') ?? line);
}

/** The code of the index depends on these, too. */
const namesOfIndex = source => JSON.stringify([...source.matchAll(/^export \* from '(.+?)';$/gm)].map(([, module]) => [module, namesIn(module)]));

module.exports = {
  process(source, file, options) {
    const result = tsJest.process(source, file, options);
    if (!file.startsWith(SOURCES)) { return result; }
    return { ...result, code: file === INDEX ? indexOf(result.code) : loadingLate(result.code) };
  },
  getCacheKey(source, file, options) {
    const names = file === INDEX ? namesOfIndex(source) : '';
    return createHash('sha256').update(tsJest.getCacheKey(source, file, options)).update(OWN).update(names).digest('hex').slice(0, 32);
  },
};
