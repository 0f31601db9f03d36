// The published source map: precise to the line, which suffices for stack traces and stepping. With columns it would be four times as
// large.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { decode, encode } = require('./vlq');

/**
 * Sources that are not published, to limit the size of the package: the commands, the checks of manifests and the graph, data, and texts.
 * Debuggers and stack traces show the JavaScript of these, which is readable.
 */
const WITHOUT_SOURCE = new RegExp(`^src/(?:${[
  'migrate', 'verify', 'commands', 'diff', 'admission', 'scrape-graph', 'promql', 'schema', 'versions', 'dashboards', 'cli\\.ts',
  'monitoring-mixin/(?:groups|dashboards|compatible)/', 'grafana/default-settings\\.ts', '.*/(?:[a-z-]+-)?(?:rules|checks)\\.ts$',
  '.*/rules/[a-z-]+\\.ts$',
].join('|')})`);

/**
 * @param text a source map as esbuild writes it for a file in lib/
 * @param root the folder of the package
 * @returns undefined if none of the sources is published
 */
function packaged(text, root) {
  const map = JSON.parse(text);
  const names = map.sources.map(source => path.relative(root, path.resolve(root, 'lib', source)).split(path.sep).join('/'));
  const published = names.map((name, at) => ({ name, at })).filter(({ name }) => /^src\//.test(name) && !WITHOUT_SOURCE.test(name));
  if (published.length === 0) { return undefined; }
  const numbers = new Map(published.map(({ at }, number) => [at, number]));
  return JSON.stringify({
    version: 3,
    sources: published.map(({ name }) => `../${name}`),
    sourcesContent: published.map(({ name }) => fs.readFileSync(path.join(root, name), 'utf8')),
    names: [],
    mappings: encode(decode(map.mappings).map(segments => byLine(segments.map(segment => renumbered(segment, numbers))))),
  });
}

/** A segment of an unpublished source ends the one before it. */
function renumbered([column, source, ...place], numbers) {
  const number = numbers.get(source);
  return number === undefined ? [column] : [column, number, ...place];
}

/** One segment wherever the line of the source changes. */
function byLine(segments) {
  return segments.filter((segment, at) => at === 0 || segment[1] !== segments[at - 1][1] || segment[2] !== segments[at - 1][2]);
}

module.exports = { packaged };
