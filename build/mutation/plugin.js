// Stryker's plugin for this repository: a test runner.
// Stryker's own runner for jest starts a module registry for each test file and mutant: seconds each, hours for a module. This one needs milliseconds.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { Modules } = require('./modules');
const { isRun } = require('./sample');
const { EndlessTest, Suite } = require('./suite');

const STRYKER = globalThis.__stryker__ ??= {};

/** Of the file, not of a test: what test files and bodies of describe() compute counts for each test of the file. */
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
    const times = fs.existsSync(this.times) ? JSON.parse(fs.readFileSync(this.times, 'utf8')) : {};
    const cost = file => times[path.relative(root, file)] ?? 0;
    this.files = this.options.testFiles.flatMap(folder => filesIn(path.join(root, folder))).sort((a, b) => cost(a) - cost(b) || (a < b ? -1 : 1));
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
    Object.assign(STRYKER, { activeMutant: undefined, hitCount: undefined, hitLimit: undefined, mutantCoverage: { static: {}, perTest: {} } });
    const results = [];
    const times = {};
    for (const file of this.files) {
      const begin = Date.now();
      const tests = this.collect(file);
      const loading = Date.now() - begin;
      for (const test of tests) {
        const from = Date.now();
        STRYKER.currentTestId = test.id;
        const error = await this.failure(test);
        STRYKER.currentTestId = undefined;
        const result = { id: test.id, name: test.name, fileName: file, timeSpentMs: Date.now() - from + loading / tests.length };
        results.push(error ? { ...result, status: 1, failureMessage: text(error) } : { ...result, status: 0 });
      }
      await this.suite.end(tests);
      const { perTest } = STRYKER.mutantCoverage;
      const shared = perTest[whileLoading(file)] ?? {};
      delete perTest[whileLoading(file)];
      for (const { id } of tests) { perTest[id] = { ...shared, ...perTest[id] }; }
      times[path.relative(process.cwd(), file)] = Date.now() - begin;
    }
    // the quick tests first: most mutants are noticed by one of them
    fs.mkdirSync(this.options.cache, { recursive: true });
    fs.writeFileSync(this.times, JSON.stringify(times));
    this.files.sort((a, b) => times[path.relative(process.cwd(), a)] - times[path.relative(process.cwd(), b)]);
    const coverage = STRYKER.mutantCoverage;
    STRYKER.mutantCoverage = { static: {}, perTest: {} };
    return { status: 'complete', tests: results, mutantCoverage: coverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit }) {
    if (!isRun(this.options.sample, { ...activeMutant, fileName: path.relative(this.options.root, activeMutant.fileName) })) { return { status: 'error', errorMessage: 'not run' }; }
    Object.assign(STRYKER, { activeMutant: activeMutant.id, hitCount: hitLimit === undefined ? undefined : 0, hitLimit });
    try {
      const { killedBy, failureMessage, isEndless, nrOfTests } = await this.killer(testFilter && new Set(testFilter));
      if (isEndless) { return { status: 'timeout', reason: failureMessage }; }
      if (STRYKER.hitCount > hitLimit) { return { status: 'timeout', reason: `runs more than ${hitLimit} times` }; }
      return killedBy === undefined ? { status: 'survived', nrOfTests } : { status: 'killed', killedBy: [killedBy], failureMessage, nrOfTests };
    } finally {
      Object.assign(STRYKER, { activeMutant: undefined, hitCount: undefined, hitLimit: undefined, mutantCoverage: { static: {}, perTest: {} } });
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
        return { killedBy: [...filter ?? []].find(id => id.startsWith(`${name} `)) ?? name, failureMessage: text(error), isEndless: error instanceof EndlessTest, nrOfTests };
      }
      try {
        for (const test of tests) {
          if (filter && !filter.has(test.id)) { continue; }
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

const filesIn = folder => folder.endsWith('.ts') ? [folder] : fs.readdirSync(folder).filter(name => name.endsWith('.test.ts')).map(name => path.join(folder, name));

exports.strykerPlugins = [
  { kind: 'TestRunner', name: 'in-process', injectableClass: InProcessRunner },
];
exports.strykerValidationSchema = { properties: { cdk8sPrometheus: { type: 'object' } } };
