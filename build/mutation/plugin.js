// Stryker's plugin for this repository: a test runner. Stryker's own runner for jest creates a module registry for each test file and
// mutant, which takes seconds each, and hours for a module. This one takes milliseconds.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { Modules } = require('./modules');
const { isRun } = require('./sample');
const { EndlessTest, Suite } = require('./suite');

const STRYKER = globalThis.__stryker__ ??= {};

/** No mutant is active, and nothing has been covered. */
function withoutMutant() {
  const mutantCoverage = { static: {}, perTest: {} };
  Object.assign(STRYKER, { activeMutant: undefined, hitCount: undefined, hitLimit: undefined, mutantCoverage });
}

/**
 * Slower tests, in milliseconds of CPU time, are not run for mutants: tests of performance and of random input. What only they would detect
 * counts as undetected.
 */
const SLOWEST = 500;
/** Time limit of a test that does not end. */
const ENDLESS = 5 * SLOWEST;
const processor = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };

/** Coverage by file, not by test: code at the top of test files and in describe() counts for each test of the file. */
const whileLoading = file => `while loading ${file}`;

class InProcessRunner {
  static inject = ['options'];

  constructor(options) { this.options = options.cdk8sPrometheus; }

  capabilities() { return { reloadEnvironment: true }; } // each run loads the mutated module anew

  init() {
    const root = process.cwd();
    const mutated = `${path.join(root, 'src', this.options.module)}${path.sep}`;
    const tests = `${path.join(root, 'test')}${path.sep}`;
    this.modules = new Modules(root, file => file.startsWith(mutated) || file.endsWith('.test.ts'), this.options.cache);
    this.modules.loading = file => {
      const before = STRYKER.currentTestId;
      STRYKER.currentTestId = file.startsWith(tests) ? this.loadingTests : undefined;
      return () => { STRYKER.currentTestId = before; };
    };
    this.suite = new Suite(this.modules.require);
    this.times = path.join(this.options.cache, `${this.options.module}.times.json`);
    this.files = this.options.testFiles.flatMap(folder => filesIn(path.join(root, folder))).sort();
    this.use(fs.existsSync(this.times) ? JSON.parse(fs.readFileSync(this.times, 'utf8')) : {});
    // work that is cached after the first run must not count for the first mutant
    for (const file of this.files) { this.collect(file); }
  }

  /** The fast tests first: they detect most mutants. */
  use({ files = {}, slow = [] }) {
    const cost = file => files[path.relative(process.cwd(), file)] ?? 0;
    this.files.sort((a, b) => cost(a) - cost(b) || (a < b ? -1 : 1));
    this.slow = new Set(this.options.slow ? [] : slow);
  }

  collect(file) {
    this.modules.reset();
    this.loadingTests = whileLoading(file);
    STRYKER.currentTestId = this.loadingTests;
    try {
      return this.suite.collect(path.relative(process.cwd(), file), () => this.modules.load(file), name => {
        const target = this.modules.resolve(file, name);
        return target === undefined ? this.modules.require(name) : this.modules.load(target);
      });
    } finally { STRYKER.currentTestId = undefined; }
  }

  async dryRun() {
    withoutMutant();
    const results = [];
    const times = { files: {}, slow: [] };
    for (const file of this.files) {
      const begin = processor();
      const tests = this.collect(file);
      const loading = processor() - begin;
      for (const test of tests) {
        const from = processor();
        STRYKER.currentTestId = test.id;
        const error = await this.failure(test);
        STRYKER.currentTestId = undefined;
        const result = { id: test.id, name: test.name, fileName: file, timeSpentMs: processor() - from + loading / tests.length };
        if (processor() - from > SLOWEST) { times.slow.push(test.id); }
        results.push(error ? { ...result, status: 1, failureMessage: text(error) } : { ...result, status: 0 });
      }
      await this.suite.end(tests);
      const { perTest } = STRYKER.mutantCoverage;
      const shared = perTest[whileLoading(file)] ?? {};
      delete perTest[whileLoading(file)];
      for (const { id } of tests) { perTest[id] = { ...shared, ...perTest[id] }; }
      times.files[path.relative(process.cwd(), file)] = processor() - begin;
    }
    fs.mkdirSync(this.options.cache, { recursive: true });
    fs.writeFileSync(this.times, JSON.stringify(times));
    this.use(times);
    const coverage = STRYKER.mutantCoverage;
    STRYKER.mutantCoverage = { static: {}, perTest: {} };
    return { status: 'complete', tests: results, mutantCoverage: coverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit: hundredfold }) {
    const hitLimit = hundredfold === undefined ? undefined : hundredfold / 10; // ten times the number without the mutant
    const fileName = path.relative(this.options.root, activeMutant.fileName);
    if (!isRun(this.options.sample, { ...activeMutant, fileName })) { return { status: 'error', errorMessage: 'not run' }; }
    this.suite.most = this.options.slow ? 60 * ENDLESS : ENDLESS;
    Object.assign(STRYKER, { activeMutant: activeMutant.id, hitCount: hitLimit === undefined ? undefined : 0, hitLimit });
    try {
      const { killedBy, failureMessage, isEndless, nrOfTests } = await this.killer(testFilter && new Set(testFilter));
      if (isEndless) { return { status: 'timeout', reason: failureMessage }; }
      if (STRYKER.hitCount > hitLimit) { return { status: 'timeout', reason: `runs more than ${hitLimit} times` }; }
      return killedBy === undefined
        ? { status: 'survived', nrOfTests }
        : { status: 'killed', killedBy: [killedBy], failureMessage, nrOfTests };
    } finally {
      withoutMutant();
    }
  }

  /** The first test that fails. */
  async killer(filter) {
    let nrOfTests = 0;
    const wanted = filter && new Set([...filter].map(id => id.slice(0, id.indexOf(' '))));
    for (const file of this.files) {
      const name = path.relative(process.cwd(), file);
      if (wanted && !wanted.has(name)) { continue; }
      let tests;
      try {
        tests = this.collect(file);
      } catch (error) { // in jest, each test of the file fails
        const killedBy = [...filter ?? []].find(id => id.startsWith(`${name} `)) ?? name;
        return { killedBy, failureMessage: text(error), isEndless: error instanceof EndlessTest, nrOfTests };
      }
      try {
        for (const test of tests) {
          if (filter && !filter.has(test.id) || this.slow.has(test.id)) { continue; }
          nrOfTests += 1;
          const error = await this.failure(test);
          if (error) { return { killedBy: test.id, failureMessage: text(error), isEndless: error instanceof EndlessTest, nrOfTests }; }
        }
      } finally { await this.suite.end(tests).catch(() => undefined); }
    }
    return { nrOfTests };
  }

  async failure(test) {
    try {
      await this.suite.run(test);
      return undefined;
    } catch (error) { return error ?? new Error('undefined was thrown'); }
  }
}

const text = error => String(error?.stack ?? error);

function filesIn(folder) {
  const names = fs.readdirSync(folder, { recursive: true }).filter(name => name.endsWith('.test.ts'));
  return names.map(name => path.join(folder, name));
}

exports.strykerPlugins = [
  { kind: 'TestRunner', name: 'in-process', injectableClass: InProcessRunner },
];
exports.strykerValidationSchema = { properties: { cdk8sPrometheus: { type: 'object' } } };
