// Jest's describe, it and expect for tests in this process, without jest's module registry, which takes seconds for each test file.
'use strict';
const vm = require('node:vm');
const { Worker } = require('node:worker_threads');

const CALL = new vm.Script('__bodyOfTest()');

/** [id of the running call, 0 for none; its deadline], in milliseconds of CPU time. */
const running = new Float64Array(new SharedArrayBuffer(16));
const milliseconds = ({ user, system }) => (user + system) / 1000;
let calls = 0;
let watch;

/** Interrupts a call that does not end. */
function watchdog() {
  const { workerData } = require('node:worker_threads');
  let interrupted = 0;
  setInterval(() => {
    const [call, end] = workerData;
    const { user, system } = process.cpuUsage();
    if (call === 0 || call === interrupted || (user + system) / 1000 < end) { return; }
    interrupted = call;
    process.kill(process.pid, 'SIGINT');
  }, 500);
}

class EndlessTest extends Error {}

/**
 * Calls a function; throws EndlessTest if it does not end.
 * @param most so many milliseconds of the processor it has. By the clock it would not end on a busy machine.
 */
function bounded(body, most) {
  if (most === Infinity) { return body(); }
  watch ??= new Worker(`(${watchdog})()`, { eval: true, workerData: running });
  watch.unref();
  globalThis.__bodyOfTest = body;
  running[1] = milliseconds(process.cpuUsage()) + most;
  running[0] = ++calls;
  try {
    return CALL.runInThisContext({ breakOnSigint: true });
  } catch (error) {
    if (error?.code !== 'ERR_SCRIPT_EXECUTION_INTERRUPTED') { throw error; }
    throw new EndlessTest(`does not end in ${most} ms`);
  } finally { running[0] = 0; }
}

class Suite {
  constructor(require) {
    const { ModuleMocker } = require('jest-mock');
    this.mocker = new ModuleMocker(globalThis);
    this.expect = require('expect').expect;
    this.bind = require('jest-each').bind;
    this.most = Infinity;
  }

  /** The tests of a file, without running them. `load` evaluates the file; `requireActual` is that of jest. */
  collect(file, load, requireActual) {
    const root = { name: '', hooks: { beforeAll: [], beforeEach: [], afterEach: [], afterAll: [] } };
    const tests = [];
    const names = new Map();
    let block = root;
    const describe = (name, body) => {
      block = { name: `${block.name}${name} `, parent: block, hooks: { beforeAll: [], beforeEach: [], afterEach: [], afterAll: [] } };
      try { body(); } finally { block = block.parent; }
    };
    const it = (name, body) => {
      const full = `${block.name}${name}`;
      const nth = names.get(full) ?? 0;
      names.set(full, nth + 1);
      tests.push({ id: `${file} ${full}${nth ? ` (${nth + 1})` : ''}`, file, name: full, body, block });
    };
    const each = fn => this.bind(fn, false);
    Object.assign(describe, { each: each(describe), skip: () => undefined });
    Object.assign(it, { each: each(it), skip: () => undefined });
    const hook = kind => body => { block.hooks[kind].push(body); };
    Object.assign(globalThis, {
      describe, it, test: it, expect: this.expect,
      beforeAll: hook('beforeAll'), beforeEach: hook('beforeEach'), afterEach: hook('afterEach'), afterAll: hook('afterAll'),
      jest: {
        fn: this.mocker.fn.bind(this.mocker),
        spyOn: this.mocker.spyOn.bind(this.mocker),
        restoreAllMocks: () => this.mocker.restoreAllMocks(),
        requireActual,
        setTimeout: () => undefined,
      },
    });
    bounded(load, this.most);
    return tests;
  }

  /** Runs one test with its hooks; throws what the test throws. */
  async run(test) {
    const blocks = [];
    for (let block = test.block; block; block = block.parent) { blocks.unshift(block); }
    for (const block of blocks) {
      if (!block.begun) {
        block.begun = true;
        for (const body of block.hooks.beforeAll) { await body(); }
      }
    }
    try {
      this.expect.setState({ assertionCalls: 0, suppressedErrors: [] });
      for (const block of blocks) { for (const body of block.hooks.beforeEach) { await body(); } }
      await bounded(test.body, this.most);
    } finally {
      for (const block of blocks.reverse()) { for (const body of block.hooks.afterEach) { await body(); } }
    }
  }

  /** Ends all blocks of these tests. */
  async end(tests) {
    const begun = new Set();
    for (const { block } of tests) { for (let each = block; each?.begun; each = each.parent) { begun.add(each); } }
    for (const block of begun) { for (const body of block.hooks.afterAll) { await body(); } }
    this.mocker.restoreAllMocks();
  }
}

module.exports = { EndlessTest, Suite };
