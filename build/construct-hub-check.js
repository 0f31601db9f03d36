// `npm run construct-hub-check [TARBALL]`: whether Construct Hub would accept the package, and what its pages would lack.
// Exits with status 1 if it would not. Without an argument it packs lib/ as it is.
'use strict';
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { review } = require('./release/construct-hub');
const { run, stage, tarballOf } = require('./release/packages');

/** What the review needs of a tarball. */
function read(tarball) {
  const text = name => run('tar', ['-xzOf', tarball, `package/${name}`]);
  const rows = run('tar', ['-tzvf', tarball]).trim().split('\n').map(line => line.split(/\s+/));
  const files = new Map(rows.map(columns => [columns.at(-1).replace(/^package\//, ''), Number(columns[2])]));
  return { manifest: JSON.parse(text('package.json')), assembly: files.has('.jsii') ? JSON.parse(text('.jsii')) : undefined, files };
}

/** Prints the result. Returns whether there are no problems. */
function constructHubCheck(tarball) {
  const { problems, notes } = review(read(tarball));
  for (const problem of problems) { console.log(`error: ${problem}`); }
  for (const note of notes) { console.log(`note: ${note}`); }
  console.log(problems.length === 0 ? 'Construct Hub accepts the package' : `Construct Hub: ${problems.length} problems`);
  return problems.length === 0;
}

module.exports = { constructHubCheck };
if (require.main === module) {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-prometheus-hub-'));
  try {
    process.exitCode = constructHubCheck(process.argv[2] ?? tarballOf(stage(path.join(scratch, 'stage')), scratch)) ? 0 : 1;
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true });
  }
}
