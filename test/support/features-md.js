// docs/features.md: features of comparable projects, and whether they exist here. The rows are in test/features/rows/, each proved by a
// program that the tests run.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { source } = require('./source');
const { ROOT } = require('./steps');

const TABLE = '../test/features/feature-table';
const ROWS = path.join(ROOT, 'test', 'features', 'rows');

const MEANING = `
- **done**: typed options do all of it. A program in \`test/features\` shows it, and asserts what is in its manifests.
- **partial**: a part is missing. A program shows the rest.
- **missing**: it does not exist yet.
- **declined**: it will not exist, for the reason given.
`;

const VERDICTS = ['done', 'partial', 'missing', 'declined'];

// a bar ends a cell, also in code
const cell = (text = '') => text.replace(/\|/g, '\\|');

/** The page. */
function features() {
  const files = fs.readdirSync(ROWS).filter(file => file.endsWith('.ts')).sort();
  const moduleOf = file => `../test/features/rows/${file.slice(0, -3)}`;
  const made = source(TABLE, ...files.map(moduleOf));
  const { countOf, featureTable } = made[TABLE];
  const table = featureTable(files.map(file => ({ file, rows: made[moduleOf(file)].ROWS })));
  const counts = VERDICTS.map(verdict => `${countOf(table, verdict)} ${verdict}`).join(', ');
  return [
    '# Features',
    'Features of kube-prometheus-stack, kube-prometheus and other packages, and requests of their users: '
      + 'whether this library has them. Written by `npm run update-docs`.',
    MEANING.trim(),
    `${table.length} features: ${counts}.`,
    [
      '| # | feature | verdict | what is missing, or why it is declined |',
      '|---|---|---|---|',
      ...table.map(({ row, feature, verdict, why }) => `| ${row} | ${cell(feature)} | ${verdict} | ${cell(why)} |`),
    ].join('\n'),
    '',
  ].join('\n\n').replace(/\n+$/, '\n');
}

module.exports = { features };
