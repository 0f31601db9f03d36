// `npm run conformance` (control plane) and `npm run conformance:node`: the real components are the judge. Builds what is missing into the cache
// folder, starts a bed, runs the tests of that level inside it, and takes it down again, whatever happens. Ends with `N passed, N failed`.
'use strict';
require('../support/preflight')();
const { spawn, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { countSkipped, sayLeftOut, skippedTests } = require('../support/skipped');
const { ROOT } = require('../support/steps');
const { missing } = require('./prerequisites');

const [level, ...jestArguments] = process.argv.slice(2);
const BED = path.join(__dirname, 'bed');
const HOME = process.env.BED_HOME ?? path.join(process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache'), 'cdk8s-prometheus', 'bed');
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-prometheus-conformance-'));

process.on('exit', () => fs.rmSync(scratch, { recursive: true, force: true }));

/** Each pass is a bed of its own: the gates of an apiserver are set when it starts. */
const PASSES = {
  'control-plane': [
    { name: 'the gates of Kubernetes 1.36', env: { CONFORMANCE_KUBERNETES: '1.36' } },
    { name: 'the gates of Kubernetes 1.35', env: { CONFORMANCE_KUBERNETES: '1.35', BED_APISERVER_FLAGS: '--feature-gates=StrictIPCIDRValidation=false' }, only: 'addresses' },
  ],
  'node': [{ name: 'a node', env: {} }],
};

const count = { passed: 0, failed: 0, skipped: 0 };
const leftOut = [];
let ended = false;
let child;
let watcher;

/** Resolves to the exit status; the output goes where ours goes. A group of its own, so that all of it can be ended. */
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
  const script = `while read -r pid; do [ "$pid" != done ] || exit 0; group=$pid; done; [ -z "$group" ] || kill -9 -- "-$group"; exec ${JSON.stringify(path.join(BED, 'down.sh'))} --quiet`;
  watcher = spawn('bash', ['-c', script], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  watcher.unref();
  watcher.stdin.unref?.();
  watcher.stdin.on('error', () => undefined);
}

async function pass({ name, env, only }) {
  if (only && jestArguments.length > 0 && !jestArguments.some(argument => argument.includes(only))) {
    leftOut.push(`${level}, ${name}: only ${only} runs there, which was not asked for`);
    return;
  }
  console.log(`\n== ${level}: ${name}`);
  if (await bed('up.sh', ['--level', level], env) !== 0) {
    count.failed += 1;
    return;
  }
  const file = path.join(scratch, 'jest.json');
  fs.rmSync(file, { force: true });
  const patterns = only ? [`conformance/${level}/${only}`] : jestArguments;
  const status = await bed('exec.sh', [
    process.execPath, path.join(ROOT, 'node_modules', '.bin', 'jest'), '-c', path.join(__dirname, 'jest.config.json'),
    `--testMatch=**/conformance/${level}/*.conformance.ts`, '--ci', '--json', `--outputFile=${file}`, ...level === 'node' ? ['--maxWorkers=3'] : ['--runInBand'], '--passWithNoTests', ...patterns,
  ], { ...env, NODE_NO_WARNINGS: '1' });
  await bed('down.sh');
  const result = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : undefined;
  const failed = (result?.numFailedTests ?? 0) + (result?.numRuntimeErrorTestSuites ?? 0);
  count.passed += result?.numPassedTests ?? 0;
  count.skipped += countSkipped(result);
  leftOut.push(...skippedTests(result, jestArguments));
  count.failed += status === 0 ? failed : Math.max(1, failed);
}

function finish(status) {
  if (ended) { return; }
  ended = true;
  watcher?.stdin.end('done\n');
  if (count.passed + count.failed === 0) {
    console.log('no test ran');
    count.failed = 1;
  }
  sayLeftOut(leftOut, `${count.skipped} tests`);
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
  if (process.env.CONFORMANCE_LOCKED !== 'true') { // one bed at a time: its folder, addresses and cgroup have one name
    const lock = path.join(HOME, 'run.lock');
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
