// `npm run release`: builds the packages of all languages into dist/, with SBOM and checksums, installs each in an empty folder and runs
// it, and prints what to publish. It never tags and never publishes. Exits with status 1 if a precondition or a check fails; the
// preconditions are in release/preconditions.js.
// `-- --check` stops after the preconditions. `-- --record` records the YAML of this version, which later changes are compared with.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { constructHubCheck } = require('./construct-hub-check');
const { checksums } = require('./release/files');
const { record } = require('./release/goldens');
const { problemsOf } = require('./release/preconditions');
const { instructions } = require('./release/publish');
const { ROOT, manifest, state } = require('./release/repository');

const DIST = path.join(ROOT, 'dist');

/** Without these, a release is incomplete. */
const LANGUAGES = /^(?:Java|Go|the Go module|the wheel):/;

async function main(args) {
  const unknown = args.find(arg => !['--check', '--record'].includes(arg));
  if (unknown !== undefined) { throw new Error(`unknown argument ${unknown}: use --check, --record, or no argument`); }
  const { name, version } = manifest();
  if (args.includes('--record')) {
    record(version);
    console.log(`test/golden/baseline.json has the YAML of ${version}: commit it`);
    return true;
  }
  const now = state();
  const problems = problemsOf(now);
  for (const problem of problems) { console.log(`error: ${problem}`); }
  if (problems.length > 0 || args.includes('--check')) {
    console.log(problems.length === 0 ? `${version} can be built` : `${version} is not built: ${problems.length} problems`);
    return problems.length === 0;
  }
  return build(name, version, now.head);
}

async function build(name, version, head) {
  const started = Date.now();
  fs.rmSync(DIST, { recursive: true, force: true });
  // the tests of the package, see `npm run conformance:package`: what they make and check is what is released
  const { check, count, leftOut, run } = require('../test/package/support');
  const { compile } = require('../test/support/steps');
  const { staged } = require('../test/package/staged');
  const { tarball } = require('../test/package/tarball');

  const compiled = await compile();
  if (!check('compiles (jsii)', compiled.ok, compiled.output)) { return false; }
  const made = await tarball();
  const file = path.join(DIST, 'js', path.basename(made));
  fs.cpSync(made, file);
  for (const language of ['python', 'java', 'go']) { staged(language, DIST); }
  const sbom = run(process.execPath, ['build/sbom.js', path.join(DIST, `${name}-${version}.cdx.json`)]);
  check('the SBOM is written', sbom.ok, sbom.output);

  check('Construct Hub accepts the package', constructHubCheck(file));
  require('../test/package/trust').trust();
  require('../test/package/consumers').consumers(file, { peers: ['newest'], versions: [] });
  require('../test/package/python').python(path.join(DIST, 'python'));
  require('../test/package/java').java(path.join(DIST, 'java'));
  require('../test/package/go').go(path.join(DIST, 'go'));
  for (const each of leftOut.filter(text => LANGUAGES.test(text))) { check(`nothing of the release is left out: ${each}`, false); }

  fs.writeFileSync(path.join(DIST, 'SHA256SUMS'), checksums(DIST));
  console.log(`\n${fs.readFileSync(path.join(DIST, 'SHA256SUMS'), 'utf8')}`);
  if (count.failed === 0) { console.log(instructions(manifest(), head).join('\n')); }
  console.log(`\n${Math.round((Date.now() - started) / 1000)} s\n${count.passed} passed, ${count.failed} failed`);
  return count.failed === 0;
}

main(process.argv.slice(2)).then(ok => { process.exitCode = ok ? 0 : 1; }, error => {
  console.error(error.message);
  process.exitCode = 2;
});
