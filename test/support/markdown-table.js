// A table of Markdown.
'use strict';

const row = cells => `| ${cells.join(' | ')} |`;

/** The lines of a table: `head` has its titles, `rows` its cells. */
const table = (head, rows) => [row(head), `|${head.map(() => '---|').join('')}`, ...rows.map(row)].join('\n');

module.exports = { table };
