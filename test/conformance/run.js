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
const { ROOT } = require('../support/steps');
const { missing } = require('./prerequisites');

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
  if (await bed('up.sh', ['--level', level], env) !== 0) {
    count.failed += 1;
    return;
  }
  const lanes = lanesOf(only ? [`conformance/${level}/${only}`] : jestArguments);
  const files = lanes.map((_, at) => path.join(scratch, `jest-${at}.json`));
  for (const file of files) { fs.rmSync(file, { force: true }); }
  const commands = lanes.map((args, at) => JSON.stringify([...args, '--json', `--outputFile=${files[at]}`]));
  const runLanes = [process.execPath, path.join(__dirname, 'lanes.js'), ...commands];
  const status = await bed('exec.sh', runLanes, { ...env, NODE_NO_WARNINGS: '1' });
  await bed('down.sh');
  const results = files.flatMap(file => fs.existsSync(file) ? [JSON.parse(fs.readFileSync(file, 'utf8'))] : []);
  const failuresOf = ({ numFailedTests, numRuntimeErrorTestSuites }) => numFailedTests + numRuntimeErrorTestSuites;
  const failed = results.reduce((sum, result) => sum + failuresOf(result), 0);
  count.passed += results.reduce((sum, { numPassedTests }) => sum + numPassedTests, 0);
  count.failed += status === 0 ? failed : Math.max(1, failed);
  for (const suite of results.flatMap(({ testResults }) => testResults)) { record(suite); }
}

/**
 * The arguments of jest: once, or, where all files run, once for those that need the cluster and once for those that need only programs.
 */
function lanesOf(patterns) {
  const ignored = IS_FULL ? [] : ['\\.full\\.conformance\\.ts$'];
  const jest = (more, ...selected) => [
    '-c', path.join(__dirname, 'jest.config.json'), `--testMatch=**/conformance/${level}/*.conformance.ts`,
    ...[...ignored, ...more].map(pattern => `--testPathIgnorePatterns=${pattern}`),
    '--ci', ...level === 'node' ? ['--maxWorkers=3'] : ['--runInBand'], '--passWithNoTests',
    ...selected, // after an option without a value: an option that is a list takes all that follows
  ];
  if (level !== 'control-plane' || patterns.length > 0) { return [jest([], ...patterns)]; }
  const programs = `/(${PROGRAMS.join('|')})\\.`;
  return [jest([programs]), jest([], programs)];
}

/** Duration of a file, and what support/tier.ts has skipped in it, by reason: the title of a suite. */
function record({ name, startTime, endTime, assertionResults }) {
  const file = path.basename(name, '.conformance.ts');
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
