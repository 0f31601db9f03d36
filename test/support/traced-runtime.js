// jest's runtime, which also records what a test file reads: the modules that it loads, each path that it gives to `fs`, and the programs
// that it starts. See remembered.js. Without CDK8S_PROMETHEUS_TRACES it records nothing.
'use strict';
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { fileURLToPath } = require('node:url');
const Runtime = require('./scripts-once');

const TRACES = process.env.CDK8S_PROMETHEUS_TRACES;
/** Functions of `fs` for which the names in a folder count; for others only its existence counts. */
const NAMES = new Set(['readdir', 'readdirSync']);
/** Functions of `fs` that look below the folder that they are given. */
const DEEP = new Set(['cp', 'cpSync', 'glob', 'globSync', 'opendir', 'opendirSync', 'watch']);
const SPECIAL = /^\/(proc|sys|dev)\//;
const PROGRAMS = ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork'];

/** The inputs of the current test file; a worker runs one at a time. */
let current;
/** While a source is compiled to JavaScript: its inputs count for every test file, see remembered.js. */
let isTransforming = false;

class Trace {
  constructor(root, test) {
    this.root = root;
    this.test = test;
    this.paths = new Set([test]);
    this.temporary = [os.tmpdir(), fs.realpathSync.plain(os.tmpdir())];
    /** It reads files that this process does not see: everything counts. */
    this.isWhole = false;
    /** It depends on something that cannot be compared: another program, a device. */
    this.isForeign = false;
  }

  read(name, options, functionName) {
    const file = asPath(name);
    const ignored = [path.join(this.root, 'node_modules'), ...this.temporary]; // package-lock.json counts for packages
    if (file === undefined || ignored.some(folder => isInside(folder, file))) { return; }
    this.isForeign ||= SPECIAL.test(file);
    this.paths.add(NAMES.has(functionName) ? file + path.sep : file);
    this.isWhole ||= DEEP.has(functionName) || NAMES.has(functionName) && options?.recursive === true;
  }

  start(command) {
    const isOwn = command === process.execPath || typeof command === 'string' && isInside(path.join(this.root, 'node_modules'), command);
    this.isWhole ||= isOwn;
    this.isForeign ||= !isOwn;
  }

  save(folder) {
    const { root, test, isWhole, isForeign } = this;
    const relative = each => path.relative(root, each) + (each.endsWith(path.sep) ? path.sep : '');
    const paths = [...this.paths].map(relative).sort();
    const name = createHash('sha256').update(test).digest('hex').slice(0, 16);
    const record = { test: path.relative(root, test), paths, isWhole, isForeign };
    fs.writeFileSync.plain(path.join(folder, `${name}.json`), JSON.stringify(record));
  }
}

function asPath(name) {
  if (name instanceof URL) { return name.protocol === 'file:' ? fileURLToPath(name) : undefined; }
  if (Buffer.isBuffer(name)) { return path.resolve(name.toString()); }
  return typeof name === 'string' ? path.resolve(name) : undefined;
}

const isInside = (folder, file) => file === folder || file.startsWith(folder + path.sep);

/** Replaces functions of `object` by functions that record the call first; the original is `plain`. */
function wrap(object, names, tell) {
  for (const name of names) {
    const plain = object[name];
    const wrapped = { [name](...args) {
      if (current && !isTransforming) { tell(current, name, args); }
      return Reflect.apply(plain, this, args);
    } }[name];
    for (const key of Reflect.ownKeys(plain)) {
      if (['length', 'name', 'prototype'].includes(key)) { continue; }
      Object.defineProperty(wrapped, key, Object.getOwnPropertyDescriptor(plain, key));
    }
    wrapped.plain = plain;
    object[name] = wrapped;
  }
}

const untold = transform => (...args) => {
  isTransforming = true;
  try {
    return transform(...args);
  } finally {
    isTransforming = false;
  }
};

function install() {
  const functionsOf = object => Object.keys(object).filter(name => /^[a-z]/.test(name) && typeof object[name] === 'function');
  const tell = (trace, name, [file, options]) => trace.read(file, options, name);
  wrap(fs, functionsOf(fs), tell);
  wrap(fs.promises, functionsOf(fs.promises), tell);
  wrap(require('node:child_process'), PROGRAMS, (trace, name, [command]) => trace.start(name === 'fork' ? process.execPath : command));
  const threads = require('node:worker_threads');
  threads.Worker = class extends threads.Worker {
    constructor(...args) {
      if (current && !isTransforming) { current.isWhole = true; } // esbuild transforms in one
      super(...args);
    }
  };
}

if (TRACES) { install(); }

class TracedRuntime extends Runtime {
  constructor(...args) {
    const [config, , , transformer, , , test] = args;
    super(...args);
    this.trace = new Trace(config.rootDir, test);
    current = this.trace;
    for (const name of ['transform', 'transformJson']) { transformer[name] = untold(transformer[name].bind(transformer)); }
    this.tellOf(this.fileCache, ['readFile', 'readFileBuffer']); // of modules
    this.tellOf(this.transformCache, ['transform']); // of modules that this worker has read before
  }

  tellOf(object, names) {
    for (const name of names) {
      const plain = object[name].bind(object);
      object[name] = (file, ...rest) => {
        this.trace.read(file);
        return plain(file, ...rest);
      };
    }
  }

  teardown() {
    current = undefined;
    this.trace.save(TRACES);
    super.teardown();
  }
}

module.exports = { __esModule: true, default: TRACES ? TracedRuntime : Runtime };
