// Skipped tests of a jest run, with counts and reasons, so that nothing is skipped silently.
'use strict';
const fs = require('node:fs');
const path = require('node:path');

const ROOT = path.join(__dirname, '..', '..');

/** Why tests of a file are skipped, by a part of the file name. */
const REASONS = [
  ['hasPromtool', 'promtool is not available: it comes with Prometheus; put it into the PATH, or its path into the variable PROMTOOL'],
];

/** A line for each file with skipped tests. Empty if everything ran. `result` is the output of `jest --json`. */
function skippedTests(result, jestArguments = [], sourceOf = file => fs.readFileSync(file, 'utf8')) {
  const isFiltered = jestArguments.some(argument => /^(-t|--testNamePattern)(=|$)/.test(argument));
  return (result?.testResults ?? []).flatMap(({ name, assertionResults }) => {
    const count = assertionResults.filter(({ status }) => status === 'pending' || status === 'todo').length;
    if (count === 0) { return []; }
    const reason = isFiltered ? 'their names do not match the pattern' : reasonOf(sourceOf(name));
    return [`${path.relative(ROOT, name)}: ${count} skipped: ${reason}`];
  });
}

function reasonOf(source) {
  return REASONS.find(([word]) => source.includes(word))?.[1] ?? 'marked so in the file';
}

/** Prints what was skipped, and its number. */
function sayLeftOut(lines, count) {
  if (lines.length === 0) { return; }
  console.log(`\n${count} left out:`);
  for (const line of lines) { console.log(`  ${line}`); }
}

/** The number of skipped tests. */
function countSkipped(result) {
  return (result?.numPendingTests ?? 0) + (result?.numTodoTests ?? 0);
}

module.exports = { skippedTests, countSkipped, sayLeftOut };
