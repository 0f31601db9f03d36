// `npm run mutation [-- MODULE...] [--all] [--size=N] [--seed=N] [--survivors] [--slow] [--html]`: mutation testing of the pure modules
// with Stryker. It changes the sources of a module in one place at a time, and runs the tests of the module: a change that no test detects
// is a gap in the tests. Only the unit tests of the folder of the same name count. A change that only another test would detect counts as
// undetected.
'use strict';
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { interval, isRun, matters } = require('./sample');

const ROOT = path.join(__dirname, '..', '..');
/** In node_modules: ignored by git and by npm pack, and removed with it. */
const CACHE = path.join(ROOT, 'node_modules', '.cache', 'cdk8s-prometheus', 'mutation');

const STRYKER = path.join(CACHE, 'stryker');

const MODULES = ['net', 'schema', 'promql', 'scrape', 'scrape-graph'];
/**
 * This number of mutants gives an interval of about three points to each side at 85%. Modules with more than twice as many are sampled.
 */
const SAMPLE = 500;
const LOWEST = 85;

const NOT_COPIED = [
  '/.ci', '/.stryker-tmp', '/coverage', '/dist', '/docs', '/lib', '/reports', '/test/bench', '/test/conformance', '/test/golden',
  '/test/package', '*.tgz',
];

/**
 * Stryker is not a development dependency: each `npm ci` would install its 160 packages, which are rarely needed. A lock file pins each of
 * them, unlike `npx`.
 */
function install() {
  const folder = STRYKER;
  const lock = fs.readFileSync(path.join(__dirname, 'package-lock.json'), 'utf8');
  const done = path.join(folder, 'installed.json');
  if (!fs.existsSync(done) || fs.readFileSync(done, 'utf8') !== lock) {
    fs.mkdirSync(folder, { recursive: true });
    for (const name of ['package.json', 'package-lock.json']) { fs.copyFileSync(path.join(__dirname, name), path.join(folder, name)); }
    const command = ['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
    execFileSync('npm', command, { cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' });
    fs.writeFileSync(done, lock);
  }
}

const stryker = part => import(pathToFileURL(path.join(STRYKER, 'node_modules', '@stryker-mutator', part, 'dist', 'src', 'index.js')));

async function mutants(Stryker, module, sample, ranges) {
  const options = {
    mutate: ranges ?? [`src/${module}/**/*.ts`],
    testRunner: 'in-process',
    plugins: [path.join(__dirname, 'plugin.js')],
    cdk8sPrometheus: {
      module, testFiles: [`test/${module}`], sample, slow: argument('slow'), cache: path.join(CACHE, 'transpiled'), root: ROOT,
    },
    ignorePatterns: NOT_COPIED,
    coverageAnalysis: 'perTest',
    ignoreStatic: true, // tables: each of their entries would run all tests
    disableTypeChecks: false, // types are not checked here
    concurrency: Math.max(1, Math.min(2, os.availableParallelism())),
    dryRunTimeoutMinutes: 60,
    timeoutMS: 900_000, // suite.js limits the CPU time; on a busy machine the clock is not reliable
    timeoutFactor: 4,
    tempDirName: path.join(CACHE, 'sandbox'),
    cleanTempDir: 'always',
    reporters: [argument('html') ? 'html' : 'progress-append-only'],
    htmlReporter: { fileName: path.join(CACHE, `${module}.html`) },
    allowConsoleColors: false,
    logLevel: 'warn',
    fileLogLevel: 'off',
  };
  return new Stryker(options).runMutationTest();
}

const NOTICED = ['Killed', 'Timeout'];
const MISSED = ['Survived', 'NoCoverage'];
const place = ({ fileName, location: { start } }) => `${fileName}:${start.line + 1}:${start.column + 1}`;

async function measure(Stryker, module, { all, seed, wanted, survivors }) {
  const from = Date.now();
  const kept = path.join(CACHE, `${module}.survivors.json`);
  const previous = survivors && fs.existsSync(kept) ? JSON.parse(fs.readFileSync(kept, 'utf8')) : undefined;
  const size = all || previous ? 0 : await sizeOf(module);
  const sample = size <= 2 * wanted ? undefined : { seed, share: wanted / size };
  const found = await mutants(Stryker, module, sample, previous);
  const whole = found.map(local).filter(mutant => matters(mutant) && [...NOTICED, ...MISSED, 'RuntimeError'].includes(mutant.status));
  const run = whole.filter(mutant => isRun(sample, mutant) && mutant.status !== 'RuntimeError');
  const missed = run.filter(({ status }) => MISSED.includes(status));
  const count = status => run.filter(mutant => mutant.status === status).length;
  const killed = count('Killed') + count('Timeout');
  fs.writeFileSync(kept, JSON.stringify(missed.map(range)));
  return {
    module, whole: whole.length, run: run.length, killed, timeouts: count('Timeout'), uncovered: count('NoCoverage'), missed,
    seconds: Math.round((Date.now() - from) / 1000), isSample: sample !== undefined,
  };
}

/** As plugins see it: with lines and columns from 0. */
function local(mutant) {
  const { start, end } = mutant.location;
  const before = ({ line, column }) => ({ line: line - 1, column: column - 1 });
  const fileName = path.relative(ROOT, path.resolve(ROOT, mutant.fileName));
  return { ...mutant, fileName, location: { start: before(start), end: before(end) } };
}

function range({ fileName, location: { start, end } }) {
  return `${fileName}:${start.line + 1}:${start.column}-${end.line + 1}:${end.column}`;
}

/** How many mutants a module has. */
async function sizeOf(module) {
  const { createInstrumenter } = await stryker('instrumenter');
  const nothing = () => undefined;
  const logger = { debug: nothing, info: nothing, warn: nothing, isDebugEnabled: () => false };
  const folder = path.join('src', module);
  const scripts = fs.readdirSync(path.join(ROOT, folder), { recursive: true }).filter(name => name.endsWith('.ts'));
  const names = scripts.map(name => path.join(folder, name));
  const files = names.map(name => ({ name, mutate: true, content: fs.readFileSync(path.join(ROOT, name), 'utf8') }));
  const injector = { provideValue: () => injector, injectClass: Instrumenter => new Instrumenter(logger) };
  const { mutants: found } = await createInstrumenter(injector).instrument(files, { ignorers: [], excludedMutations: [], plugins: null });
  return found.filter(matters).length;
}

const COLUMNS = [
  'module', 'mutants', 'run', 'noticed', 'of these by a timeout', 'not noticed', 'of these without a test', 'score', '95% interval',
  'seconds',
];

function lineOf(mutant) {
  const reason = mutant.status === 'NoCoverage' ? ' (no test runs it)' : '';
  return `${place(mutant)} ${mutant.mutatorName}${reason}: ${mutant.replacement.replace(/\s+/g, ' ').slice(0, 120)}`;
}

function report(results) {
  for (const { module, missed } of results) {
    console.log(`\n${module}: ${missed.length} not noticed`);
    console.log(missed.map(lineOf).sort().join('\n'));
  }
  console.log(`\n| ${COLUMNS.join(' | ')} |\n|---|--:|--:|--:|--:|--:|--:|--:|---|--:|`);
  for (const { module, whole, run, killed, timeouts, missed, uncovered, isSample, seconds } of results) {
    const bounds = isSample ? interval(killed, run, whole).map(each => each.toFixed(1)).join(' to ') : 'all were run';
    const cells = [
      module, whole, run, killed, timeouts, missed.length, uncovered, `${score({ killed, run })}%`, bounds, seconds,
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
}

const score = ({ killed, run }) => (100 * killed / Math.max(run, 1)).toFixed(1);

const argument = name => process.argv.some(each => each === `--${name}`);

const value = name => process.argv.map(each => new RegExp(`^--${name}=(\\d+)$`).exec(each)?.[1]).find(Boolean);

async function main() {
  const named = process.argv.slice(2).filter(each => !each.startsWith('--'));
  const unknown = named.filter(each => !MODULES.includes(each));
  if (unknown.length > 0) { throw new Error(`unknown module ${unknown.join(', ')}: name some of ${MODULES.join(', ')}`); }
  const seed = value('seed') ?? '1';
  const wanted = Number(value('size') ?? SAMPLE);
  process.chdir(ROOT);
  install();
  const { Stryker } = await stryker('core');
  const results = [];
  for (const module of named.length > 0 ? named : MODULES) {
    console.log(`src/${module}${argument('all') ? '' : `, seed ${seed}`}`);
    results.push(await measure(Stryker, module, { all: argument('all'), seed, wanted, survivors: argument('survivors') }));
  }
  report(results);
  const low = results.filter(each => Number(score(each)) < LOWEST);
  console.log(`\n${results.length - low.length} passed, ${low.length} failed`);
  process.exitCode = low.length === 0 ? 0 : 1;
}

main().catch(error => {
  console.error(error);
  process.exitCode = 1;
});
