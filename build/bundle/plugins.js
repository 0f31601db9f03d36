// Resolves modules for esbuild that are not plain files: entry points, modules that are loaded late, and jsii's additions to each class.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { LATE_PACKAGES, lateName } = require('./entries');

/**
 * @param groups public modules by the name of their entry point
 * @param assembly what jsii says of the API
 * @param late filled with the modules that the sources load by `require`
 */
function sources(groups, assembly, late) {
  const ofClasses = runtimeTypes(assembly);
  return {
    name: 'sources',
    setup(build) {
      const src = path.join(build.initialOptions.absWorkingDir, 'src');
      const nameOf = file => path.relative(src, file).split(path.sep).join('/').replace(/\.ts$/, '');

      build.onResolve({ filter: /^part:/ }, ({ path: name }) => ({ path: name.slice('part:'.length), namespace: 'part' }));
      build.onLoad({ filter: /.*/, namespace: 'part' }, ({ path: name }) => ({
        contents: entryPoint(groups.get(name)), resolveDir: src, loader: 'ts',
      }));

      build.onResolve({ filter: /.*/ }, ({ path: name, kind, importer, resolveDir }) => {
        if (!importer.startsWith(src)) { return undefined; }
        const isLate = kind === 'require-call';
        const isPackage = !name.startsWith('.');
        if (!isLate && !(isPackage && LATE_PACKAGES.includes(name))) { return undefined; }
        if (!isLate) { throw new Error(`${nameOf(importer)} imports ${name}: load it by require, when it is first used`); }
        if (isPackage && !LATE_PACKAGES.includes(name)) {
          throw new Error(`${nameOf(importer)} requires ${name}: import it, or name it in build/bundle/entries.js`);
        }
        const wanted = isPackage ? name : nameOf(path.resolve(resolveDir, name));
        if (!isPackage) { late.add(wanted); }
        return { path: `./${lateName(wanted)}.js`, external: true };
      });

      build.onLoad({ filter: /\.ts$/ }, ({ path: file }) => {
        const added = ofClasses.get(nameOf(file));
        return added && { contents: `${fs.readFileSync(file, 'utf8')}\n${added.join('')}`, loader: 'ts' };
      });
    },
  };
}

function entryPoint(modules) {
  return modules.map(({ file, names }) => `export { ${names.join(', ')} } from './${file}';\n`).join('');
}

/**
 * By file: the statements that jsii adds for its runtime, and the class names, because esbuild renames a class that refers to itself to
 * `_X`.
 */
function runtimeTypes({ types, version }) {
  const found = new Map();
  for (const { kind, fqn, name, symbolId } of Object.values(types)) {
    if (kind !== 'class') { continue; }
    const file = symbolId.slice('src/'.length, symbolId.indexOf(':'));
    const statements = [
      `(${name} as any)[Symbol.for("jsii.rtti")] = ${JSON.stringify({ fqn, version })};`,
      `Object.defineProperty(${name}, "name", { value: "${name}", configurable: true });`,
    ];
    found.set(file, [...found.get(file) ?? [], ...statements.map(text => `${text}\n`)]);
  }
  return found;
}

module.exports = { sources };
