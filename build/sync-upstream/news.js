// What `npm run sync-upstream -- --news FILE` writes for an issue: what is new upstream, and where to go from here.
'use strict';

/** Longer issues are rejected by GitHub (65,536 characters); nobody reads them either. */
const MAX_LINES = 200;

/** Markdown, or undefined if nothing is new. */
function newsOf(lines) {
  if (lines.length === 0) { return undefined; }
  const left = lines.length - MAX_LINES;
  return [
    '`npm run sync-upstream -- --check` found what this library does not know yet:', '',
    '```text', ...lines.slice(0, MAX_LINES).map(line => line.slice(0, 300)), '```', '',
    ...left > 0 ? [`${left} more lines are left out: run the command.`, ''] : [],
    'CONTRIBUTING.md, "A new upstream release in an hour", has the steps.', '',
  ].join('\n');
}

module.exports = { newsOf };
