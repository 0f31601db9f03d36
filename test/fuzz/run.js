// `npm run fuzz`: hostile input for all that reads something, from a seed. Without options it is what CI runs: the same inputs each time,
// about two minutes.
// Ends with the line `N passed, N failed`: one for each target.
'use strict';
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { randomInt } = require('node:crypto');
const { parseArgs } = require('node:util');
const { Worker } = require('node:worker_threads');
const { buildSync } = require('esbuild');

const ROOT = path.join(__dirname, '..', '..');
const FOLDER = path.join(ROOT, 'node_modules', '.cache', 'cdk8s-prometheus', 'fuzz');
const USAGE = `Usage: npm run fuzz -- [OPTION]...

  --seconds NUMBER  try other inputs for so long, from a random seed; otherwise the same inputs each time
  --seed NUMBER     the seed of a run, as it is printed
  --only NAMES      these targets alone, with commas between them
  --at NUMBER       this input alone, as a finding shows it, with --seed and --only
  --input FILE      this input alone, as a finding saves it, with --only
  --list            the targets
`;
/** The seed of CI. */
const FIXED = 20261126;
/** Maximum CPU time for one input, on any machine; and maximum duration, if it only waits. */
const HANG_SECONDS = { busy: 30, idle: 600 };

function options() {
  const text = { type: 'string' };
  const accepted = {
    seconds: text, seed: text, only: text, at: text, input: text, list: { type: 'boolean' }, help: { type: 'boolean', short: 'h' },
  };
  const { values } = parseArgs({ options: accepted });
  for (const name of ['seconds', 'seed', 'at']) {
    if (values[name] !== undefined && !/^\d{1,9}$/.test(values[name])) {
      throw new Error(`--${name} is ${JSON.stringify(values[name])}, not a number`);
    }
  }
  return values;
}

/** All targets and the sources that they try, as one module. */
function bundle() {
  const contents = "module.exports = require('./targets/index');";
  const built = buildSync({
    stdin: { contents, resolveDir: __dirname }, bundle: true, packages: 'external', platform: 'node', format: 'cjs', target: 'node20',
    write: false, logLevel: 'error', sourcemap: 'inline', sourcesContent: false,
  });
  // the file says where packages and data are looked for
  return { code: built.outputFiles[0].text, file: path.join(ROOT, 'src', 'fuzz.js') };
}

/**
 * One target: its findings, and the number of inputs. A thread that hangs or runs out of memory is a finding, and the next one continues
 * after it.
 */
async function run(name, { code, file, seed, first = 0, inputs, milliseconds, input }, report) {
  const end = Date.now() + (milliseconds ?? 0);
  let next = first;
  let findings = 0;
  for (;;) {
    const progress = new SharedArrayBuffer(16);
    const since = new Float64Array(progress, 8, 1);
    since[0] = Date.now();
    const left = milliseconds === undefined ? undefined : Math.max(0, end - Date.now());
    const worker = new Worker(path.join(__dirname, 'worker.js'), {
      workerData: { code, file, name, seed, first: next, inputs, milliseconds: left, progress, input },
      resourceLimits: { maxOldGenerationSizeMb: 2048 },
    });
    const ended = await new Promise(resolve => {
      let seen = { since: 0, busy: 0 };
      const watch = setInterval(() => {
        const { user, system } = process.cpuUsage();
        if (seen.since !== since[0]) { seen = { since: since[0], busy: (user + system) / 1e6 }; }
        const [busy, idle] = [(user + system) / 1e6 - seen.busy, (Date.now() - since[0]) / 1000];
        if (busy > HANG_SECONDS.busy || idle > HANG_SECONDS.idle) {
          resolve({ why: `it takes longer than ${HANG_SECONDS.busy} seconds of a processor` });
        }
      }, 500);
      worker.on('message', message => message.done === undefined ? (findings++, report(name, message)) : resolve(message));
      worker.on('error', error => resolve({ why: String(error?.stack ?? error) }));
      worker.on('exit', () => clearInterval(watch));
    });
    await worker.terminate();
    if (ended.done !== undefined) { return { findings, inputs: ended.done - first }; }
    const number = new Int32Array(progress, 0, 1)[0];
    findings++;
    report(name, { number, stack: ended.why });
    next = number + 1;
    if (findings >= 10) { return { findings, inputs: next - first }; }
  }
}

/** Temporary files of the threads, in one folder: a thread that is ended does not remove its own. */
function keepTogether() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-prometheus-fuzz-'));
  for (const name of ['TMPDIR', 'TMP', 'TEMP']) { process.env[name] = folder; }
  process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
}

async function main() {
  const given = options();
  if (given.help) { console.log(USAGE); return 0; }
  keepTogether();
  const bundled = bundle();
  const list = namesOf(bundled);
  if (given.list) { console.log([...list.keys()].join('\n')); return 0; }
  const names = given.only === undefined ? [...list.keys()] : given.only.split(',');
  const unknown = names.find(name => !list.has(name));
  if (unknown !== undefined) { throw new Error(`--only names ${JSON.stringify(unknown)}: the targets are ${[...list.keys()].join(', ')}`); }
  if (given.input !== undefined && names.length !== 1) { throw new Error('--input needs --only with one target'); }
  if (given.at !== undefined && (given.seed === undefined || names.length !== 1)) {
    throw new Error('--at needs --seed and --only with one target');
  }
  const seed = given.seed !== undefined ? Number(given.seed) : given.seconds === undefined ? FIXED : randomInt(1e9);
  console.log(`seed ${seed}`);
  fs.mkdirSync(FOLDER, { recursive: true });
  const report = (name, { number, stack, input }) => {
    const saved = path.join(FOLDER, `${name}-${seed}-${number}.json`);
    if (input !== undefined && given.input === undefined) { fs.writeFileSync(saved, `${JSON.stringify(input, undefined, 1)}\n`); }
    const smaller = `\n  input (made smaller): ${JSON.stringify(input)?.slice(0, 600)}\n  saved as ${path.relative(ROOT, saved)}`;
    const lines = stack.split('\n').slice(0, 14).map(line => `  ${line}`).join('\n');
    const again = `npm run fuzz -- --only ${name} --seed ${seed} --at ${number}`;
    console.log(`\nFAIL ${name}, input ${number}\n${lines}${input === undefined ? '' : smaller}\n  again: ${again}\n`);
  };
  const count = { passed: 0, failed: 0, inputs: 0 };
  const start = Date.now();
  for (const name of names) {
    const [from, cpu] = [Date.now(), process.cpuUsage()];
    const at = given.at !== undefined ? Number(given.at) : given.input === undefined ? undefined : 0;
    const input = given.input === undefined ? undefined : JSON.parse(fs.readFileSync(given.input, 'utf8'));
    const whole = given.seconds === undefined
      ? { inputs: list.get(name) }
      : { milliseconds: Number(given.seconds) * 1000 / names.length };
    const bounds = at === undefined ? whole : { first: at, inputs: at + 1 };
    const { findings, inputs } = await run(name, { ...bundled, seed, ...bounds, input }, report);
    count.inputs += inputs;
    count[findings === 0 ? 'passed' : 'failed']++;
    const [seconds, busy] = [(Date.now() - from) / 1000, busySince(cpu)].map(each => each.toFixed(1));
    const cost = `${String(inputs).padStart(8)} inputs ${seconds.padStart(7)} s, ${busy.padStart(6)} of a processor`;
    console.log(findings === 0
      ? `ok   ${name.padEnd(24)} ${cost}`
      : `FAIL ${name.padEnd(24)} ${cost}  ${findings} findings`);
  }
  console.log(`\n${count.inputs} inputs in ${Math.round((Date.now() - start) / 1000)} s, seed ${seed}`);
  console.log(`${count.passed} passed, ${count.failed} failed`);
  return count.failed === 0 ? 0 : 1;
}

function busySince(start) {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

/** The targets, and how many inputs CI tries. */
function namesOf({ code, file }) {
  const Module = require('node:module');
  const made = new Module(file);
  made.filename = file;
  made.paths = Module._nodeModulePaths(file);
  made._compile(code, file);
  return new Map(made.exports.TARGETS.map(({ name, inputs }) => [name, inputs]));
}

main().then(status => { process.exitCode = status; }).catch(error => {
  console.error(error.message);
  console.log('0 passed, 1 failed');
  process.exitCode = 2;
});
