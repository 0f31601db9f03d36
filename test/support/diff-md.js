// The table of kinds of changes in docs/how-to/diff.md, generated from src/diff/change.ts.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { source } = require('./source');
const { ROOT } = require('./steps');

const PAGE = path.join('docs', 'how-to', 'diff.md');

/** The page with an up-to-date table. */
function diffPage() {
  const { CHANGE_KINDS, rowOf } = source('diff/change')['diff/change'];
  const rows = CHANGE_KINDS.map(kind => {
    const { title, meaning, weight } = rowOf(kind);
    return `| \`${kind}\` | ${weight} | ${title}. ${meaning} |`;
  });
  const table = ['| kind | weight | what it is |', '|---|---|---|', ...rows].join('\n');
  const text = fs.readFileSync(path.join(ROOT, PAGE), 'utf8');
  return text.replace(/<!-- kinds -->[^]*<!-- \/kinds -->/, () => `<!-- kinds -->\n${table}\n<!-- /kinds -->`);
}

module.exports = { diffPage, PAGE };
