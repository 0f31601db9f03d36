// `npm run api-diff [REF]`: breaking changes of the public API since the last release, or since any commit. Exit status: 1 if there are
// any, except the keys in .api-breaks, each of which has a line in CHANGELOG.md; 2 if the comparison is impossible.
'use strict';
const { execFileSync, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { hasUnreleased, sectionsOf } = require('./release/changelog');

const ROOT = path.join(__dirname, '..');
const ENV = { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: process.versions.node.split('.')[0] };
const git = (...args) => execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).trim();
const program = name => path.join(ROOT, 'node_modules', '.bin', name);

/** The newest tag v* in the history of HEAD. Undefined if there is none. */
function lastRelease() {
  const { status, stdout } = spawnSync('git', ['describe', '--tags', '--abbrev=0', '--match', 'v*'], { cwd: ROOT, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

const exists = tag => spawnSync('git', ['rev-parse', '--verify', '--quiet', `refs/tags/${tag}`], { cwd: ROOT }).status === 0;

/** The tag of the last release that CHANGELOG.md has, if it is not here: without it, nothing could be compared. */
function missingTag(changelog = fs.readFileSync(path.join(ROOT, 'CHANGELOG.md'), 'utf8'), isTag = exists) {
  const released = hasUnreleased(changelog) ? sectionsOf(changelog).find(({ date }) => date !== undefined) : undefined;
  return released && !isTag(`v${released.version}`) ? `v${released.version}` : undefined;
}

/** The result of a program of a package. */
function ended(name, args, cwd) {
  return spawnSync(program(name), args, { cwd, encoding: 'utf8', env: ENV, shell: process.platform === 'win32' });
}

/** Compares two folders with a .jsii. Until 1.0 everything is experimental, and compared all the same. */
function breaksOf(before, after) {
  const options = ['--default-stability', 'stable', '--error-on', 'all', '--keys', '--ignore-file', path.join(ROOT, '.api-breaks')];
  const { status, stdout, stderr } = ended('jsii-diff', [before, after, ...options], ROOT);
  return { ok: status === 0, output: `${stdout}${stderr}` };
}

/** Compiles the sources of a commit in a separate folder, with the installed packages: their versions do not affect the API. */
function assemblyOf(ref, folder) {
  const archive = execFileSync('git', ['archive', '--format=tar', ref, 'src', 'README.md', 'LICENSE'], { cwd: ROOT, maxBuffer: 1e9 });
  execFileSync('tar', ['-x', '-C', folder], { input: archive });
  fs.copyFileSync(path.join(ROOT, 'package.json'), path.join(folder, 'package.json'));
  fs.symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
  const { status, stdout, stderr } = ended('jsii', ['--silence-warnings=reserved-word'], folder);
  if (status !== 0) { throw new Error(`${ref} does not compile with the packages that are here:\n${stdout}${stderr}`); }
}

function main([named]) {
  const missing = named === undefined ? missingTag() : undefined;
  if (missing) { throw new Error(`the tag ${missing} of the last release is not here: run "git fetch --tags", or name a commit`); }
  const ref = named ?? lastRelease();
  if (ref === undefined) {
    console.log('no release to compare with: the repository has no tag v*; name a commit');
    return 0;
  }
  if (!fs.existsSync(path.join(ROOT, '.jsii'))) { throw new Error('there is no .jsii: run "npx projen compile" first'); }
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-prometheus-api-'));
  try {
    assemblyOf(git('rev-parse', '--verify', `${ref}^{commit}`), folder);
    const { ok, output } = breaksOf(folder, ROOT);
    console.log(ok ? `nothing of the API of ${ref} is gone` : output);
    return ok ? 0 : 1;
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

module.exports = { breaksOf, lastRelease, missingTag };
if (require.main === module) {
  try {
    process.exitCode = main(process.argv.slice(2));
  } catch (error) {
    console.error(error.message);
    process.exitCode = 2;
  }
}
