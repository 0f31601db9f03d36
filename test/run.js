// `npm test`: compiles, then checks everything that is fast. `npm run update-goldens` and `npm run update-docs` rewrite what is compared.
// Ends with the line `N passed, N failed`: jest's tests, and one for each other check. The lines before it list what was skipped, and why.
'use strict';
require('./support/preflight')();
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { optionsTable } = require('../build/options-table');
const { CACHE, ROOT, run, compile, unlessDone } = require('./support/steps');
const { apiPages } = require('./support/api-md');
const { boardPictures, FOLDER } = require('./support/board-pictures');
const { diffPage, PAGE: DIFF_PAGE } = require('./support/diff-md');
const { features } = require('./support/features-md');
const { changedTests, hashesOf } = require('./support/linted');
const { notice } = require('./support/notice');
const { Memory, tracesIn } = require('./support/remembered');
const { pictures } = require('./support/pictures-md');
const { updatePages } = require('./support/python-md');
const { checksPage, PAGE: CHECKS_PAGE } = require('./support/checks-md');
const { rulesMarkdown } = require('./support/rules-md');
const { runbooks } = require('./support/runbooks-md');
const { countSkipped, sayLeftOut, skippedTests } = require('./support/skipped');
const { dashboards } = require('./support/dashboards-md');
const { upstreamRules } = require('./support/upstream-rules-md');
const { readme } = require('./support/readme-md');
const { upgrading } = require('./support/versions-md');

const mode = process.argv[2] === 'update-goldens' || process.argv[2] === 'update-docs' ? process.argv[2] : 'test';
/** The tests that can write the files that they compare. */
const GOLDENS = ['test/golden/', 'test/monitoring-mixin/upstream-rules'];
/** More memory for new objects: a tenth less CPU time. And the bytecode of scripts-once.js remains. */
const NODE_FLAGS = ['--min-semi-space-size=32', '--max-semi-space-size=64', '--no-flush-bytecode'];
const isForced = process.argv.includes('--force');
const given = process.argv.slice(mode === 'test' ? 2 : 3).filter(argument => argument !== '--force');
const jestArguments = mode === 'update-goldens' ? GOLDENS : given;
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-prometheus-'));
const count = { passed: 0, failed: 0 };

function report(name, ok, output) {
  count[ok ? 'passed' : 'failed'] += 1;
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${name}`);
  if (!ok && output) { console.log(output.trimEnd()); }
}

const FILTER = path.join(__dirname, 'support', 'unremembered.js');

/** Inputs of lint and types. */
const TYPESCRIPT = ['src', 'test', 'examples', '.projenrc.ts', 'tsconfig.dev.json', 'package-lock.json'];

async function lint() {
  const record = path.join(CACHE, 'linted.json');
  const now = hashesOf(ROOT, [...TYPESCRIPT, '.eslintrc.json']);
  const known = fs.existsSync(record) ? JSON.parse(fs.readFileSync(record, 'utf8')) : undefined;
  const files = changedTests(known, now) ?? ['src', 'test', 'examples', '.projenrc.ts'];
  const options = ['--ext', '.ts', '--no-error-on-unmatched-pattern', '--max-warnings', '0'];
  const { ok, output } = files.length === 0 ? { ok: true } : await run('eslint', [...options, ...files], {
    env: { ESLINT_USE_FLAT_CONFIG: 'false', NODE_NO_WARNINGS: '1' },
  });
  if (ok) {
    fs.mkdirSync(CACHE, { recursive: true });
    fs.writeFileSync(record, JSON.stringify(now));
  }
  report('lint, with the layering zones', ok, output);
}

async function types() {
  const incremental = ['--incremental', '--tsBuildInfoFile', 'node_modules/.cache/cdk8s-prometheus/types.tsbuildinfo'];
  const check = () => run('tsc', ['--noEmit', '-p', 'tsconfig.dev.json', ...incremental]);
  const { ok, output } = await unlessDone('types', TYPESCRIPT, check);
  report('types of sources, tests and examples', ok, output);
}

async function document(name, make) {
  const fresh = await make();
  if (mode === 'update-docs') { fs.writeFileSync(path.join(ROOT, name), fresh); }
  report(`${name} is up to date`, fresh === readIfThere(name), 'run "npm run update-docs" and commit the result');
}

/** API.md and its pages, generated only from .jsii. */
const apiDocuments = () => filesUpToDate('API.md and docs/api are up to date', apiPages(), path.join('docs', 'api'));

/** One check for all files of a folder, none of which may be obsolete. */
function filesUpToDate(title, files, name) {
  const folder = path.join(ROOT, name);
  fs.mkdirSync(folder, { recursive: true });
  const leftOver = fs.readdirSync(folder).filter(file => !files.has(`${name}/${file}`));
  if (mode === 'update-docs') {
    for (const file of leftOver) { fs.rmSync(path.join(folder, file)); }
    for (const [file, text] of files) { fs.writeFileSync(path.join(ROOT, file), text); }
    leftOver.length = 0;
  }
  const stale = [...files].filter(([file, text]) => readIfThere(file) !== text).map(([file]) => file);
  const wrong = [...stale, ...leftOver];
  report(title, wrong.length === 0, `run "npm run update-docs" and commit the result: ${wrong.join(', ')}`);
}

function readIfThere(name) {
  const file = path.join(ROOT, name);
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
}

/** Each example of the README and of docstrings, compiled and translated into Python, Java, C# and Go. */
async function translations() {
  const translate = () => run('jsii-rosetta', ['extract', '--strict', '--cache-to', path.join(scratch, 'tablet.json'), '.']);
  const { ok, output } = await unlessDone('translations', ['.jsii', 'package-lock.json'], translate);
  report('each example of the README is translated into Python, Java, C# and Go', ok, output);
}

/** The programs of the how-to pages in Python. Their translation takes seconds: only after a change of a page or of the API. */
async function python() {
  const inputs = ['.jsii', 'docs', 'test/support/python-md.js', 'test/support/python-visitor.js', 'package-lock.json'];
  const { ok, output } = await unlessDone('python', inputs, async () => {
    try {
      const stale = updatePages(mode === 'update-docs');
      const hint = `run "npm run update-docs" and commit the result: ${stale.join(', ')}`;
      return { ok: mode === 'update-docs' || stale.length === 0, output: hint };
    } catch (error) {
      return { ok: false, output: error.message };
    }
  });
  report('the programs of the how-to pages in Python are up to date', ok, output);
}

async function tests() {
  const file = path.join(scratch, 'jest.json');
  const memory = mode === 'test' && jestArguments.length === 0 ? new Memory(ROOT) : undefined; // named files or tests always run
  const unchanged = memory && !isForced ? memory.unchanged() : new Map();
  const since = Date.now();
  // by default, jest leaves one CPU to others: on two CPUs, half of the machine would wait
  const jest = [...NODE_FLAGS, path.join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js'), '--maxWorkers=100%'];
  const filter = unchanged.size > 0 ? ['--passWithNoTests', `--filter=${FILTER}`] : [];
  const { ok } = await run('node', [...jest, '--ci', '--json', `--outputFile=${file}`, ...filter, ...jestArguments], {
    echo: true,
    env: {
      NODE_NO_WARNINGS: '1',
      ...memory && traced([...unchanged.keys()]),
      ...mode === 'update-goldens' && { CDK8S_PROMETHEUS_UPDATE_GOLDENS: 'true' },
    },
  });
  const result = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : undefined;
  count.passed += result?.numPassedTests ?? 0;
  const failed = (result?.numFailedTests ?? 0) + (result?.numRuntimeErrorTestSuites ?? 0);
  count.failed += ok ? failed : Math.max(1, failed);
  const again = [...unchanged.values()].reduce((sum, tests) => sum + tests, 0);
  count.passed += again;
  if (result && result.numPassedTests + again === 0) { report('some test ran', false); }
  if (result) { memory?.remember(result, tracesIn(path.join(scratch, 'traces')), since); }
  if (again > 0) {
    const reason = 'have passed before, and nothing that they read has changed';
    console.log(`\n${again} tests of ${unchanged.size} files ${reason}: npm test -- --force runs them again`);
  }
  sayLeftOut(skippedTests(result, jestArguments), countSkipped(result));
}

/** Settings that jest passes to traced-runtime.js and unremembered.js. */
function traced(unchanged) {
  const [folder, list] = [path.join(scratch, 'traces'), path.join(scratch, 'unchanged.json')];
  fs.mkdirSync(folder);
  fs.writeFileSync(list, JSON.stringify(unchanged.map(test => path.join(ROOT, test))));
  return { CDK8S_PROMETHEUS_TRACES: folder, CDK8S_PROMETHEUS_REMEMBERED: list };
}

async function main() {
  const compiled = await compile();
  report('compiles (jsii)', compiled.ok, compiled.output);
  if (compiled.ok) {
    const documents = async () => {
      await document(path.join('data', 'options.json'), optionsTable);
      apiDocuments();
      await document('RULES.md', rulesMarkdown);
      await document(CHECKS_PAGE, checksPage);
      await document('NOTICE', notice);
      await document('README.md', readme);
      await document(path.join('docs', 'upgrading.md'), upgrading);
      await document(path.join('docs', 'pictures.md'), pictures);
      filesUpToDate('pictures of dashboards are up to date', boardPictures().files, FOLDER);
      fs.mkdirSync(path.join(ROOT, 'docs', 'runbooks'), { recursive: true });
      await document(path.join('docs', 'upstream-rules.md'), upstreamRules);
      await document(path.join('docs', 'dashboards.md'), dashboards);
      await document(path.join('docs', 'features.md'), features);
      await document(DIFF_PAGE, diffPage);
      for (const [name, text] of runbooks()) { await document(path.join('docs', 'runbooks', name), () => text); }
    };
    const checkAll = () => [lint(), types().then(documents).then(translations).then(python)];
    const isWhole = mode === 'test' && jestArguments.length === 0;
    if (mode === 'update-docs') { await documents().then(python); } else { await Promise.all([...isWhole ? checkAll() : [], tests()]); }
  }
  fs.rmSync(scratch, { recursive: true, force: true });
  console.log(`\n${count.passed} passed, ${count.failed} failed`);
  process.exitCode = count.failed === 0 ? 0 : 1;
}

main().catch(error => {
  console.error(error);
  console.log(`\n${count.passed} passed, ${count.failed + 1} failed`);
  process.exitCode = 1;
});
