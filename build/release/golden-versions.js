// Goldens have placeholders where a synthesized object has a default version, so that a changed pin changes few of them.
'use strict';

/** Of a row of RELEASES, in src/versions/releases.ts. */
const placeholderOf = row => `<version of ${row}>`;

const PLACEHOLDER = /<version of (\w+)>/g;

/** A golden as it was synthesized. pins: {row: version}. */
const filled = (golden, pins) => golden.replace(PLACEHOLDER, (placeholder, row) => {
  if (pins[row] === undefined) {
    throw new Error(`src/versions/releases.ts has no row ${row}, which a golden names: run "npm run update-goldens"`);
  }
  return pins[row];
});

module.exports = { filled, placeholderOf, PLACEHOLDER };
