// `npm run conformance:package [tarball|consumers|python|java|go|trust]`: the published packages, used like their users do. Ends with `N
// passed, N failed`.
'use strict';
require('../support/preflight')();
const { sayLeftOut } = require('../support/skipped');
const { compile } = require('../support/steps');
const { consumers } = require('./consumers');
const { go } = require('./go');
const { java } = require('./java');
const { python } = require('./python');
const { check, count, leftOut } = require('./support');
const { tarball } = require('./tarball');
const { trust } = require('./trust');

const PARTS = {
  tarball,
  consumers: async () => consumers(await tarball()),
  python,
  java,
  go,
  trust,
};

async function main([only]) {
  if (only !== undefined && !Object.hasOwn(PARTS, only)) {
    throw new Error(`there is no part "${only}": ${Object.keys(PARTS).join(', ')}`);
  }
  const compiled = await compile();
  if (!check('compiles (jsii)', compiled.ok, compiled.output)) { return; }
  const parts = only ? [only] : ['consumers', 'python', 'java', 'go', 'trust']; // the consumers check the tarball
  for (const part of parts) { await PARTS[part](); }
}

main(process.argv.slice(2)).catch(error => {
  console.error(error);
  count.failed += 1;
}).finally(() => {
  sayLeftOut(leftOut, leftOut.length);
  console.log(`\n${count.passed} passed, ${count.failed} failed`);
  process.exitCode = count.failed === 0 ? 0 : 1;
});
