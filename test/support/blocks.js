// The fenced code blocks of a document: for tests that compile and run them, and for tests that follow the instructions of a page.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { ROOT } = require('./steps');

/** Each with its language, its heading, and the file name in the line before it: `` `monitoring.ts`: ``. */
function blocksOf(file) {
  const blocks = [];
  let heading = '';
  const lines = fs.readFileSync(path.join(ROOT, file), 'utf8').split('\n');
  for (let i = 0; i < lines.length; i++) {
    if (lines[i].startsWith('#')) { heading = lines[i]; }
    const [, language] = /^```(\w+)$/.exec(lines[i]) ?? [];
    if (language === undefined) { continue; }
    const end = lines.indexOf('```', i + 1);
    const [, name] = /^`([\w.-]+)`(?:,.*)?:$/.exec(lines[i - 2] ?? '') ?? [];
    blocks.push({ language, heading, name, code: `${lines.slice(i + 1, end).join('\n')}\n` });
    i = end;
  }
  return blocks;
}

module.exports = { blocksOf };
