// Test files that have passed are not run again by `npm test` while nothing that they read has changed. traced-runtime.js records what they
// read; here it is compared. A fresh clone remembers nothing. What failed, skipped a test or started a program other than Node runs each
// time.
const { spawnSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');

/** Inputs of every test file. */
const COMMON = [
  'package.json', 'package-lock.json', 'tsconfig.dev.json',
  ...['traced-runtime', 'scripts-once', 'remembered', 'lazy-transform'].map(name => `test/support/${name}.js`),
];
/** Environment variables that differ from call to call, and that no test reads. */
const VOLATILE = /^(_|PWD|OLDPWD|SHLVL|TERM|COLUMNS|LINES|INIT_CWD|npm_.*|SSH_.*|CDK8S_PROMETHEUS_TRACES)$/;
/** Built files, which git does not list. */
const BUILT = ['lib', '.jsii'];

const digest = (...parts) => parts.reduce((hash, part) => hash.update(part).update('\0'), createHash('sha256')).digest('hex').slice(0, 32);

/** Undefined for a path that does not exist, is below a file, or has an invalid name: tests of hostile input read those, too. */
function statOf(file) {
  try {
    return fs.statSync(file);
  } catch {
    return undefined;
  }
}

class Memory {
  constructor(root, { env = process.env, node = process.version } = {}) {
    this.root = root;
    this.file = path.join(root, 'node_modules', '.cache', 'cdk8s-prometheus', 'passed.json');
    this.hashes = new Map();
    this.files = this.listed();
    const variables = Object.keys(env).filter(name => !VOLATILE.test(name)).sort().map(name => `${name}=${env[name]}`);
    const common = COMMON.map(name => this.hashOf(name));
    this.common = digest(node, process.platform, process.arch, ...variables, ...common, this.namesOfSources());
  }

  /** All files that are not ignored; undefined without git, and then nothing is remembered. */
  listed() {
    const { status, stdout } = spawnSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
      cwd: this.root, encoding: 'utf8', maxBuffer: 1 << 28,
    });
    return status === 0 ? stdout.split('\0').filter(name => name !== '').sort() : undefined;
  }

  /** A new file can replace another one in the search for modules, and the index is generated from the exports of each source. */
  namesOfSources() {
    const sources = (this.files ?? []).filter(name => /^(src|test)\/.*\.[a-z]+$/.test(name) && !name.endsWith('.test.ts'));
    const exportsOf = name => this.text(name).match(/^export .*/gm)?.join('\n') ?? '';
    const exported = sources.filter(name => /^src\/.*\.ts$/.test(name)).map(exportsOf);
    return digest(...sources.filter(name => /\.(ts|js|json)$/.test(name)), ...exported);
  }

  text(name) {
    const file = path.join(this.root, name);
    return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
  }

  /** The content of a file; with a slash at its end the names in a folder. */
  hashOf(name) {
    if (!this.hashes.has(name)) { this.hashes.set(name, this.compute(name)); }
    return this.hashes.get(name);
  }

  compute(name) {
    const file = path.resolve(this.root, name);
    const stat = statOf(file);
    if (!stat) { return 'absent'; }
    if (stat.isDirectory() && name.endsWith(path.sep)) {
      const entries = fs.readdirSync(file, { withFileTypes: true });
      return digest('names', ...entries.map(each => `${each.name}:${each.isDirectory()}`).sort());
    }
    if (stat.isDirectory()) { return 'folder'; }
    return stat.isFile() ? digest('file', fs.readFileSync(file)) : 'neither';
  }

  whole() {
    this.all ??= digest(...[...this.files ?? [], ...BUILT.flatMap(name => this.below(name))].flatMap(name => [name, this.hashOf(name)]));
    return this.all;
  }

  below(name) {
    const stat = statOf(path.join(this.root, name));
    if (!stat?.isDirectory()) { return [name]; }
    return fs.readdirSync(path.join(this.root, name)).sort().flatMap(each => this.below(`${name}/${each}`));
  }

  stateOf({ paths, isWhole }) {
    return digest(this.common, isWhole ? this.whole() : '', ...paths.flatMap(name => [name, this.hashOf(name)]));
  }

  /** Test file -> number of its tests: those whose result cannot differ. */
  unchanged() {
    if (!this.files) { return new Map(); }
    const records = this.records();
    const same = Object.entries(records).filter(([, record]) => record.state === this.stateOf(record));
    return new Map(same.map(([test, { passed }]) => [test, passed]));
  }

  records() {
    try {
      return JSON.parse(fs.readFileSync(this.file, 'utf8'));
    } catch { // the first run, or one that was stopped while it wrote
      return {};
    }
  }

  /**
   * After a run that began at `since`: the passed tests in `result`, the output of `jest --json`, with their traces. A file that was
   * changed since then may have been read before that.
   */
  remember(result, traces, since) {
    if (!this.files) { return; }
    const results = new Map(result.testResults.map(each => [path.relative(this.root, each.name), each]));
    const records = this.records();
    for (const test of results.keys()) { delete records[test]; }
    for (const trace of traces) {
      const { status, assertionResults } = results.get(trace.test) ?? {};
      const isPassed = status === 'passed' && assertionResults.every(each => each.status === 'passed');
      if (!isPassed || trace.isForeign || this.isChanged(trace, since)) { continue; }
      const { paths, isWhole } = trace;
      records[trace.test] = { passed: assertionResults.length, paths, isWhole, state: this.stateOf(trace) };
    }
    fs.mkdirSync(path.dirname(this.file), { recursive: true });
    fs.writeFileSync(`${this.file}.tmp`, JSON.stringify(records));
    fs.renameSync(`${this.file}.tmp`, this.file);
  }

  isChanged({ paths, isWhole }, since) {
    const isNewer = name => {
      const stat = statOf(path.resolve(this.root, name));
      const counts = stat && (!stat.isDirectory() || name.endsWith(path.sep)); // for other folders only their existence matters
      return counts && stat.mtimeMs >= since;
    };
    return [...COMMON, ...paths].some(isNewer) || isWhole && this.files.some(isNewer);
  }
}

/** What jest's workers have written. */
function tracesIn(folder) {
  return fs.existsSync(folder) ? fs.readdirSync(folder).map(name => JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8'))) : [];
}

module.exports = { Memory, tracesIn };
