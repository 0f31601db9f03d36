// `npm run conformance` (control plane) and `npm run conformance:node`: the real components are the judge. Builds what is missing into the
// cache folder, starts a bed, runs the tests of that level inside it, and takes it down again, whatever happens. Ends with
// `N passed, N failed`.
// CONFORMANCE_TIER=full runs what `npm run conformance` leaves out, too: see full.js.
'use strict';
require('../support/preflight')();
const { spawn, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { stripVTControlCharacters } = require('node:util');
const { ROOT } = require('../support/steps');
const { missing } = require('./prerequisites');
const { afterSecondTry, countsOf, filesForSecondTry, unstable } = require('./second-try');

const [level, ...jestArguments] = process.argv.slice(2);
const BED = path.join(__dirname, 'bed');
const HOME = process.env.BED_HOME ?? path.join(process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache'), 'cdk8s-prometheus', 'bed');
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-prometheus-conformance-'));

process.on('exit', () => fs.rmSync(scratch, { recursive: true, force: true }));

/** The Kubernetes of the bed: `1.37`. */
const [, KUBERNETES] = /^KUBERNETES="v(\d+\.\d+)/m.exec(fs.readFileSync(path.join(BED, 'versions.env'), 'utf8'));

/** Each pass has a separate bed, because feature gates of an apiserver are set at its start. */
const PASSES = {
  'control-plane': [
    { name: `the gates of Kubernetes ${KUBERNETES}`, env: { CONFORMANCE_KUBERNETES: KUBERNETES } },
    {
      name: 'the gates of Kubernetes 1.35',
      env: { CONFORMANCE_KUBERNETES: '1.35', BED_APISERVER_FLAGS: '--feature-gates=StrictIPCIDRValidation=false' },
      only: 'addresses',
    },
  ],
  'node': [{ name: 'a node', env: {} }],
};

/** Files of the control plane level that need no cluster: they use promtool, or cdk8s. They run in parallel to the others. */
const PROGRAMS = ['mixin-alerts', 'mixin-intervals', 'mixin-all-intervals', 'slo', 'emitter', 'prometheus-test', 'dashboard-series'];

/** Prefix of the title of a suite that support/tier.ts skips. */
const LEFT_OUT = 'full tier only: ';
const IS_FULL = process.env.CONFORMANCE_TIER === 'full';
const count = { passed: 0, failed: 0 };
/** File -> seconds; reason -> number of skipped tests. */
const seconds = new Map();
const leftOut = new Map();
const unstableFiles = [];
const MOST_OF_A_FAILURE = 1500; // characters
let ended = false;
let child;
let watcher;

/** Resolves to the exit status. Output is passed through. A separate process group, so that all of it can be ended. */
function run(command, args, env = {}) {
  return new Promise(resolve => {
    child = spawn(command, args, { cwd: ROOT, env: { ...process.env, ...env }, stdio: ['ignore', 'inherit', 'inherit'], detached: true });
    watcher?.stdin.write(`${child.pid}\n`);
    const end = status => {
      child = undefined;
      watcher?.stdin.write('\n');
      resolve(status);
    };
    child.on('close', status => end(status ?? 1));
    child.on('error', error => {
      console.error(`${command}: ${error.message}`);
      end(1);
    });
  });
}

const bed = (script, args = [], env = {}) => run(path.join(BED, script), args, env);

/**
 * Takes the bed down when this process is gone, however it ended: it waits for the end of a pipe that only this process holds, and is told
 * by it which group of processes runs now, and at last that all is done.
 */
function watch() {
  const script = [
    'while read -r pid; do [ "$pid" != done ] || exit 0; group=$pid; done',
    '[ -z "$group" ] || kill -9 -- "-$group"',
    `exec ${JSON.stringify(path.join(BED, 'down.sh'))} --quiet`,
  ].join('; ');
  watcher = spawn('bash', ['-c', script], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  watcher.unref();
  watcher.stdin.unref?.();
  watcher.stdin.on('error', () => undefined);
}

async function pass({ name, env, only }) {
  if (only && jestArguments.length > 0 && !jestArguments.some(argument => new RegExp(`(^|/)${only}`).test(argument))) { return; }
  console.log(`\n== ${level}: ${name}`);
  const first = await inBed(env, lanesOf(only ? [`conformance/${level}/${only}`] : jestArguments));
  const files = first?.isComplete ? filesForSecondTry(first.suites) : [];
  if (files.length === 0) { return conclude(first); }
  console.log(`\n== ${level}: again, alone: ${files.map(titleOf).join(', ')}`);
  const again = await inBed(env, [[...jestOf([]), '--runInBand', ...files]]);
  if (again === undefined) { return conclude(first); }
  unstableFiles.push(...unstable(first.suites, again.suites));
  return conclude({ status: again.status, suites: afterSecondTry(first.suites, again.suites) });
}

/** The exit status and the results of lanes in a new bed. Nothing if there is no bed; incomplete if a lane was ended. */
async function inBed(env, lanes) {
  if (await bed('up.sh', ['--level', level], env) !== 0) { return undefined; }
  const files = lanes.map((_, at) => path.join(scratch, `jest-${at}.json`));
  for (const file of files) { fs.rmSync(file, { force: true }); }
  const commands = lanes.map((args, at) => JSON.stringify([...args, '--json', `--outputFile=${files[at]}`]));
  const runLanes = [process.execPath, path.join(__dirname, 'lanes.js'), ...commands];
  const status = await bed('exec.sh', runLanes, { ...env, NODE_NO_WARNINGS: '1' });
  await bed('down.sh');
  const written = files.filter(file => fs.existsSync(file));
  const suites = written.flatMap(file => JSON.parse(fs.readFileSync(file, 'utf8')).testResults);
  return { status, suites, isComplete: written.length === files.length };
}

function conclude({ status, suites } = { status: 1, suites: [] }) {
  const { passed, failed } = countsOf(suites);
  count.passed += passed;
  count.failed += status === 0 ? failed : Math.max(1, failed);
  for (const suite of suites) { record(suite); }
}

const titleOf = file => path.basename(file, '.conformance.ts');

/**
 * The arguments of jest: once, or, where all files run, once for those that need the cluster and once for those that need only programs.
 */
function lanesOf(patterns) {
  const workers = level === 'node' ? '--maxWorkers=3' : '--runInBand';
  // patterns follow an option without a value: an option that is a list takes all that follows
  const jest = (more, ...selected) => [...jestOf(more), workers, '--passWithNoTests', ...selected];
  if (level !== 'control-plane' || patterns.length > 0) { return [jest([], ...patterns)]; }
  const programs = `/(${PROGRAMS.join('|')})\\.`;
  return [jest([programs]), jest([], programs)];
}

function jestOf(ignoredToo) {
  const ignored = [...IS_FULL ? [] : ['\\.full\\.conformance\\.ts$'], ...ignoredToo];
  return [
    '-c', path.join(__dirname, 'jest.config.json'), `--testMatch=**/conformance/${level}/*.conformance.ts`,
    ...ignored.map(pattern => `--testPathIgnorePatterns=${pattern}`), '--ci',
  ];
}

/** Duration of a file, and what support/tier.ts has skipped in it, by reason: the title of a suite. */
function record({ name, startTime, endTime, assertionResults }) {
  const file = titleOf(name);
  seconds.set(file, (seconds.get(file) ?? 0) + (endTime - startTime) / 1000);
  for (const { status, ancestorTitles } of assertionResults) {
    const title = ancestorTitles.find(each => each.startsWith(LEFT_OUT));
    if (status !== 'pending' || title === undefined) { continue; }
    const key = `${file}, ${title.slice(LEFT_OUT.length)}`;
    leftOut.set(key, (leftOut.get(key) ?? 0) + 1);
  }
}

/** Files of the other tier, each with its first comment, which says what it proves. */
function filesLeftOut() {
  const folder = path.join(__dirname, level);
  const names = IS_FULL || !PASSES[level] ? [] : fs.readdirSync(folder).filter(name => name.endsWith('.full.conformance.ts'));
  const linesOf = name => fs.readFileSync(path.join(folder, name), 'utf8').split('\n');
  return names.map(name => `${name}: ${linesOf(name).find(line => line.startsWith('// '))?.slice(3)}`);
}

function summarize() {
  for (const [file, took] of [...seconds].sort(([, a], [, b]) => b - a)) {
    console.log(`${String(Math.round(took)).padStart(5)} s  ${file}`);
  }
  const files = filesLeftOut();
  if (leftOut.size + files.length === 0) { return; }
  const skipped = [...leftOut.values()].reduce((sum, tests) => sum + tests, 0);
  console.log(`\n${skipped} tests and ${files.length} files are left to "npm run conformance:full":`);
  for (const [reason, tests] of leftOut) { console.log(`${String(tests).padStart(5)}  ${reason}`); }
  for (const file of files) { console.log(` file  ${file}`); }
}

function finish(status) {
  if (ended) { return; }
  ended = true;
  watcher?.stdin.end('done\n');
  if (count.passed + count.failed === 0) {
    console.log('no test ran');
    count.failed = 1;
  }
  summarize();
  for (const { name, failures } of unstableFiles) {
    console.log(`\nunstable: ${titleOf(name)} failed beside other files, and passed alone. What failed:`);
    for (const failure of failures) { console.log(`  ${stripVTControlCharacters(failure).slice(0, MOST_OF_A_FAILURE)}`); }
  }
  console.log(`\n${count.passed} passed, ${count.failed} failed`);
  process.exitCode = status ?? (count.failed === 0 ? 0 : 1);
}

async function main() {
  const problems = PASSES[level] ? missing() : [`usage: node test/conformance/run.js ${Object.keys(PASSES).join('|')} [jest arguments]`];
  if (problems.length > 0) {
    for (const problem of problems) { console.error(`cdk8s-prometheus: ${problem}`); }
    count.failed = 1;
    return finish(1);
  }
  fs.mkdirSync(HOME, { recursive: true });
  if (process.env.CONFORMANCE_LOCKED !== 'true') { // one bed of a name at a time, since its folder and cgroup have it
    const lock = path.join(HOME, `${process.env.BED_NAME ?? 'run'}.lock`);
    if (spawnSync('flock', ['-n', lock, 'true']).status !== 0) { console.log('another run is in progress: waiting for it'); }
    const status = await run('flock', ['-o', lock, process.execPath, __filename, ...process.argv.slice(2)], { CONFORMANCE_LOCKED: 'true' });
    ended = true;
    process.exitCode = status;
    return undefined;
  }
  watch();
  if (await bed('build.sh', ['--level', level]) !== 0) {
    count.failed = 1;
    return finish(1);
  }
  for (const each of PASSES[level]) { await pass(each); }
  return finish();
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    if (child) { try { process.kill(-child.pid, 'SIGTERM'); } catch { /* it has just ended */ } }
    if (process.env.CONFORMANCE_LOCKED === 'true') { spawnSync(path.join(BED, 'down.sh'), ['--quiet']); }
    process.exit(1);
  });
}

main().catch(error => {
  console.error(error);
  count.failed += 1;
  finish(1);
});
