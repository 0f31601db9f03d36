// `npm run conformance:full [--restart] [--list] [PART...]`: everything, in parts, each of them one file of tests or one command. What has
// passed is remembered for the commit and not run again, so that a run that was stopped goes on where it was. Ends with
// `N passed, N failed`, the sum of all parts.
'use strict';
const { spawn, spawnSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const ROOT = path.join(__dirname, '..', '..');
const HOME = process.env.BED_HOME ?? path.join(process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache'), 'cdk8s-prometheus', 'bed');
const COUNT = /^(\d+) passed, (\d+) failed$/m;

/** Every part: its name, and the command, which ends with `N passed, N failed` or says by its exit status whether it passed. */
function partsOf(root = ROOT) {
  const { scripts } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  const npm = (script, ...args) => ['npm', 'run', '--silent', script, '--', ...args];
  const namesIn = level => fs.readdirSync(path.join(root, 'test', 'conformance', level));
  const filesOf = level => namesIn(level).filter(name => name.endsWith('.conformance.ts')).sort();
  const suites = (level, script) => filesOf(level).map(name => {
    const part = name.replace(/(\.full)?\.conformance\.ts$/, '');
    return { name: `${level}/${part}`, command: npm(script, `conformance/${level}/${name.replace(/\./g, '\\.')}$`) };
  });
  return [
    { name: 'unit', command: ['npm', 'test', '--silent', '--', '--force'] },
    { name: 'demo', command: npm('demo') },
    ...scripts['sync-upstream'] ? [{ name: 'sync-upstream', command: npm('sync-upstream', '--check') }] : [],
    ...suites('control-plane', 'conformance'),
    ...suites('node', 'conformance:node'),
    ...['consumers', 'python', 'java', 'go', 'trust'].map(part => ({ name: `package/${part}`, command: npm('conformance:package', part) })),
  ];
}

/** What is tested: the commit, and later changes. */
function revision(root = ROOT) {
  const git = (...args) => spawnSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 }).stdout ?? '';
  const commit = git('rev-parse', 'HEAD').trim();
  const changes = git('status', '--porcelain') === '' ? '' : git('diff', 'HEAD') + git('status', '--porcelain');
  return changes === '' ? commit : `${commit}-${createHash('sha256').update(changes).digest('hex').slice(0, 12)}`;
}

/** The results so far, by part. An unreadable file counts as empty. Two runs may write to it, each with its own parts. */
class State {
  constructor(file) {
    this.file = file;
    this.results = this.read();
  }

  read() {
    try {
      const read = JSON.parse(fs.readFileSync(this.file, 'utf8'));
      return read !== null && typeof read === 'object' && !Array.isArray(read) ? read : {};
    } catch { return {}; } // the first run, or one that was stopped while it wrote
  }

  /** Whether a part can be skipped. */
  hasPassed(name) {
    return this.results[name]?.ok === true;
  }

  set(name, result) {
    this.results = { ...this.results, ...this.read(), [name]: result };
    fs.mkdirSync(path.dirname(this.file), { recursive: true });
    const temporary = `${this.file}.${process.pid}`;
    fs.writeFileSync(temporary, `${JSON.stringify(this.results, undefined, 2)}\n`);
    fs.renameSync(temporary, this.file);
  }
}

/** The output of a part: its last count, or one result for the whole command. */
function resultOf(status, output, seconds) {
  const [, passed, failed] = [...output.matchAll(new RegExp(COUNT, 'gm'))].pop() ?? [];
  if (passed === undefined) { return { ok: status === 0, passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, seconds }; }
  const bad = status === 0 ? Number(failed) : Math.max(1, Number(failed));
  return { ok: bad === 0 && Number(passed) > 0, passed: Number(passed), failed: bad === 0 && Number(passed) === 0 ? 1 : bad, seconds };
}

let child;
let wasStopped = false;

function run([command, ...args]) {
  return new Promise(resolve => {
    const started = Date.now();
    let output = '';
    child = spawn(command, args, { cwd: ROOT, env: { ...process.env, CONFORMANCE_TIER: 'full' }, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const [from, to] of [[child.stdout, process.stdout], [child.stderr, process.stderr]]) {
      from.on('data', chunk => {
        output = (output + chunk).slice(-1_000_000);
        to.write(chunk);
      });
    }
    const end = status => resolve(resultOf(status, output, Math.round((Date.now() - started) / 1000)));
    child.on('error', error => {
      console.error(`${command}: ${error.message}`);
      end(1);
    });
    child.on('close', status => end(status ?? 1));
  });
}

/** The table, and the sums: a part that has not run is neither passed nor failed, and makes the run fail. */
function report(parts, state) {
  const rows = parts.map(({ name }) => ({ name, ...state.results[name] }));
  const width = Math.max(...rows.map(({ name }) => name.length));
  const column = (value, unit) => `  ${String(value).padStart(unit === 'failed' ? 3 : 5)} ${unit}`;
  const lines = rows.map(({ name, ok, passed, failed, seconds }) => passed === undefined
    ? `${name.padEnd(width)}  has not run`
    : `${name.padEnd(width)}  ${ok ? 'ok    ' : 'FAILED'}${column(passed, 'passed')}${column(failed, 'failed')}${column(seconds, 's')}`);
  const sum = field => rows.reduce((total, row) => total + (row[field] ?? 0), 0);
  const missing = rows.filter(({ passed }) => passed === undefined).length;
  return { lines, passed: sum('passed'), failed: sum('failed'), seconds: sum('seconds'), missing };
}

async function main(given) {
  const options = given.filter(text => text.startsWith('-'));
  const unknown = options.filter(option => !['--restart', '--list'].includes(option));
  const all = partsOf();
  const wanted = given.filter(text => !text.startsWith('-'));
  const parts = wanted.length === 0 ? all : all.filter(({ name }) => wanted.some(text => name.includes(text)));
  if (unknown.length > 0 || parts.length === 0) {
    console.error(unknown.length > 0
      ? `unknown option ${unknown.join(', ')}: --restart or --list`
      : `there is no part ${wanted.join(', ')}: ${all.map(({ name }) => name).join(', ')}`);
    console.log('\n0 passed, 1 failed');
    process.exitCode = 1;
    return;
  }
  const state = new State(path.join(HOME, 'full', `${revision()}.json`));
  if (options.includes('--restart')) { for (const { name } of parts) { delete state.results[name]; } }
  if (options.includes('--list')) {
    console.log(report(parts, state).lines.join('\n'));
    return;
  }
  for (const { name, command } of parts) {
    if (wasStopped) { break; }
    if (state.hasPassed(name)) { continue; }
    console.log(`\n==== ${name}`);
    const result = await run(command);
    if (!wasStopped) { state.set(name, result); } // an interrupted one has printed nothing
  }
  state.results = { ...state.results, ...state.read() };
  const { lines, passed, failed, seconds, missing } = report(parts, state);
  console.log(`\n${lines.join('\n')}\n\n${Math.round(seconds / 60)} minutes; the results are in ${state.file}`);
  if (missing > 0) { console.log(`${missing} parts have not run: the same command goes on with them`); }
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && missing === 0 ? 0 : 1;
}

if (require.main === module) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      wasStopped = true;
      child?.kill(signal); // the runner of a part removes its bed
    });
  }
  main(process.argv.slice(2)).catch(error => {
    console.error(error);
    console.log('\n0 passed, 1 failed');
    process.exitCode = 1;
  });
}

module.exports = { partsOf, report, resultOf, State };
