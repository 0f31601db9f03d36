// What is a file of lib/: entry points, and what is loaded when it is first used. What several of them need is put into files of its own.
'use strict';

/** Entry point by folder of src/: what users load together. The folders that are not named have what a stack makes, one by one. */
const GROUPS = {
  stack: ['prometheus-stack', 'fleet', 'monitoring-mixin'],
  graph: ['scrape-graph', 'diff', 'testing', 'admission'],
  basics: ['config-reloader', 'fleet-app', 'versions', 'manifest', 'scrape', 'validation'],
};
const OTHERS = 'components';

/** Packages that the sources load by `require` when they are first used, as they do with a few of their own modules. */
const LATE_PACKAGES = ['re2js', 'yaml'];

function groupOf({ file }) {
  const folder = file.split('/')[0];
  return Object.keys(GROUPS).find(name => GROUPS[name].includes(folder)) ?? OTHERS;
}

/** The public modules by entry point: the files that src/index.ts names, each with its classes and enums. Interfaces have no code. */
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
