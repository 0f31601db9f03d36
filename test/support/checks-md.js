// The table of docs/how-to/checks.md: generated from the rule tables, so that both agree.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { allRules } = require('./rules-md');
const { ROOT } = require('./steps');

const PAGE = path.join('docs', 'how-to', 'checks.md');
const [BEGIN, END] = ['<!-- when: made by "npm run update-docs" -->', '<!-- end of when -->'];

/** Folders whose rules check objects from any source, and folders whose rules need more than one object or a running Prometheus. */
const FOLDERS = { schema: 'any', core: 'any', operator: 'any', rules: 'any', 'scrape-graph': 'graph', verify: 'cluster' };

const ROWS = [
  ['any', 'each finished object, from any source: schema, Kubernetes, operator, rules', 'yes', 'yes'],
  ['object', 'finished objects of this library: options, `spec` and JSON patches alike', 'yes', 'no'],
  ['options', 'options of this library only: a patch of the same field is checked by the rules above, or not at all', 'yes', 'no'],
  [
    'graph', 'how objects meet: selectors, ports, permissions, alerts',
    'only with `ScrapeGraph.addTo(app)`, or in a `PrometheusTest`', 'yes',
  ],
  ['cluster', 'what runs: targets that are down, rules that fail', 'no: `cdk8s-prometheus verify`', 'no'],
];

/** When a rule is checked. */
function whenOf({ id, judges }) {
  return FOLDERS[id.split('/')[0]] ?? judges ?? 'options';
}

function whenTable() {
  const rules = allRules();
  const of = when => rules.filter(rule => whenOf(rule) === when).map(({ id }) => id);
  const wholeFolders = when => Object.keys(FOLDERS).filter(folder => FOLDERS[folder] === when).map(folder => `\`${folder}/…\``);
  const named = when => when in { any: 1, graph: 1, cluster: 1 } ? wholeFolders(when).join(', ') : `${of(when).length}, below`;
  return [
    '| what is checked | `app.synth()` | `explain` | rules |', '|---|---|---|---|',
    ...ROWS.map(([when, what, synth, explain]) => `| ${what} | ${synth} | ${explain} | ${named(when)} |`),
    '| what only a cluster knows: quotas, admission webhooks, names that others took, contents of Secrets | no | no | none |',
    '', 'Rules that check finished objects of this library:', '', ...inLines(of('object')),
    '', 'Rules that check options only:', '', ...inLines(of('options')),
  ].join('\n');
}

/** A line for each folder. */
function inLines(ids) {
  const folders = [...new Set(ids.map(id => id.split('/')[0]))];
  const namesIn = folder => ids.filter(id => id.startsWith(`${folder}/`)).map(id => id.slice(folder.length + 1));
  return folders.map(folder => `- \`${folder}/\`: ${namesIn(folder).join(', ')}`);
}

/** The page with an up-to-date table. */
function checksPage() {
  const page = fs.readFileSync(path.join(ROOT, PAGE), 'utf8');
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin < 0 || end < begin) { throw new Error(`${PAGE} lacks the marks of the table`); }
  return `${page.slice(0, begin + BEGIN.length)}\n${whenTable()}\n${page.slice(end)}`;
}

module.exports = { checksPage, PAGE, whenOf };
