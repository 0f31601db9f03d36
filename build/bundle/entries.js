// The files of lib/: entry points, and modules that are loaded on first use. Code that several of them need is in separate files.
'use strict';

/** Entry point by folder of src/: what users load together. Other folders contain the parts of a stack, one entry point each. */
const GROUPS = {
  stack: ['prometheus-stack', 'fleet', 'monitoring-mixin'],
  graph: ['scrape-graph', 'diff', 'testing', 'admission'],
  basics: ['config-reloader', 'fleet-app', 'versions', 'manifest', 'scrape', 'validation'],
};
const OTHERS = 'components';

/** Packages that the sources `require` on first use, as they do with a few of their own modules. */
const LATE_PACKAGES = ['re2js', 'yaml'];

function groupOf({ file }) {
  const folder = file.split('/')[0];
  return Object.keys(GROUPS).find(name => GROUPS[name].includes(folder)) ?? OTHERS;
}

/** The public modules by entry point: the files in src/index.ts, with their classes and enums. Interfaces have no code. */
function publicModules(index, assembly) {
  const types = Object.values(assembly.types).filter(({ kind }) => kind !== 'interface');
  const files = [...index.matchAll(/^export \* from '\.\/(.+)';$/gm)].map(([, file]) => file);
  if (files.length === 0) { throw new Error('src/index.ts exports nothing'); }
  const groups = new Map();
  for (const file of files) {
    const names = types.filter(({ symbolId }) => symbolId.startsWith(`src/${file}:`)).map(({ name }) => name);
    const group = groupOf({ file });
    if (names.length > 0) { groups.set(group, [...groups.get(group) ?? [], { file, names }]); }
  }
  return groups;
}

/** The file of a module that is loaded late, without `.js`. */
function lateName(file) {
  return file.replaceAll('/', '-');
}

module.exports = { LATE_PACKAGES, lateName, publicModules };
