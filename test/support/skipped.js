// What a run of jest has left out, with counts and reasons: nothing is left out silently.
'use strict';
const fs = require('node:fs');
const path = require('node:path');

const ROOT = path.join(__dirname, '..', '..');

/** Why tests of a file are skipped, by a word of the file. */
const REASONS = [
  ['hasPromtool', 'promtool is not available: it comes with Prometheus; put it into the PATH, or its path into the variable PROMTOOL'],
];

/** A line for each file with skipped tests; empty if everything ran. `result` is what `jest --json` writes. */
function skippedTests(result, jestArguments = [], sourceOf = file => fs.readFileSync(file, 'utf8')) {
  const isFiltered = jestArguments.some(argument => /^(-t|--testNamePattern)(=|$)/.test(argument));
  return (result?.testResults ?? []).flatMap(({ name, assertionResults }) => {
    const count = assertionResults.filter(({ status }) => status === 'pending' || status === 'todo').length;
    return count === 0 ? [] : [`${path.relative(ROOT, name)}: ${count} skipped: ${isFiltered ? 'their names do not match the pattern' : reasonOf(sourceOf(name))}`];
  });
}

function reasonOf(source) {
  return REASONS.find(([word]) => source.includes(word))?.[1] ?? 'marked so in the file';
}

/** Prints what was left out, and how much of it there is. */
function sayLeftOut(lines, count) {
  if (lines.length === 0) { return; }
  console.log(`\n${count} left out:`);
  for (const line of lines) { console.log(`  ${line}`); }
}

/** The number of the skipped tests. */
function countSkipped(result) {
  return (result?.numPendingTests ?? 0) + (result?.numTodoTests ?? 0);
}

module.exports = { skippedTests, countSkipped, sayLeftOut };
