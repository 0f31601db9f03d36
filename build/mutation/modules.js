// Loads the TypeScript of a checkout many times, at the cost of running it: each file is transpiled and compiled once. A file is loaded
// anew in each run if it is mutated, a test, or imports such a file. Any other keeps its instance.
'use strict';
const crypto = require('node:crypto');
const fs = require('node:fs');
const { createRequire } = require('node:module');
const path = require('node:path');
const vm = require('node:vm');

class Modules {
  /** `mutates(file)`: whether a file may have mutants. `cache`: a folder for transpiled files. */
  constructor(root, mutates, cache) {
    Object.assign(this, {
      root, mutates, cache, compiled: new Map(), kept: new Map(), stale: new Map(), fresh: new Map(), found: new Map(),
    });
    this.require = createRequire(path.join(root, 'package.json'));
    this.loading = () => () => undefined;
  }

  /** Drops the instances that a mutant may have reached. */
  reset() { this.fresh.clear(); }

  load(file) {
    const known = this.fresh.get(file) ?? this.kept.get(file);
    if (known) { return known.exports; }
    if (!file.endsWith('.ts')) { return this.require(file); }
    const module = { exports: {}, filename: file };
    // kept only if none of its imports is stale, which is known after loading
    this.fresh.set(file, module);
    const imports = [];
    const required = name => {
      const target = this.resolve(file, name);
      if (target === undefined) { return this.require(name); }
      imports.push(target);
      return this.load(target);
    };
    const loaded = this.loading(file);
    try {
      this.code(file).call(module.exports, module.exports, required, module, file, path.dirname(file));
    } finally { loaded(); }
    // unknown in an import cycle: then it is stale
    const isStale = each => each.endsWith('.ts') && this.stale.get(each) !== false;
    const stale = this.stale.get(file) || this.mutates(file) || imports.some(isStale);
    this.stale.set(file, stale);
    if (!stale) {
      this.fresh.delete(file);
      this.kept.set(file, module);
    }
    return module.exports;
  }

  /** The file of a relative import, or undefined for a package. */
  resolve(from, name) {
    if (!name.startsWith('.')) { return undefined; }
    const base = path.resolve(path.dirname(from), name);
    if (!this.found.has(base)) {
      const candidates = [`${base}.ts`, path.join(base, 'index.ts'), base, `${base}.js`, `${base}.json`];
      this.found.set(base, candidates.find(each => fs.statSync(each, { throwIfNoEntry: false })?.isFile()));
    }
    return this.found.get(base);
  }

  code(file) {
    if (!this.compiled.has(file)) {
      const source = this.transpiled(fs.readFileSync(file, 'utf8'), file);
      const script = new vm.Script(`(function (exports, require, module, __filename, __dirname) {${source}\n})`, { filename: file });
      this.compiled.set(file, script.runInThisContext());
    }
    return this.compiled.get(file);
  }

  /** TypeScript to JavaScript without types: `exports.name = ...`, which spies can replace. */
  transpiled(text, file) {
    const kept = path.join(this.cache, `${crypto.createHash('sha256').update(text).digest('hex')}.js`);
    if (fs.existsSync(kept)) { return fs.readFileSync(kept, 'utf8'); }
    const ts = this.require('typescript');
    const { outputText } = ts.transpileModule(text, {
      fileName: file,
      compilerOptions: {
        module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true, experimentalDecorators: true,
        useDefineForClassFields: false,
      },
    });
    fs.mkdirSync(this.cache, { recursive: true });
    fs.writeFileSync(`${kept}.${process.pid}`, outputText);
    fs.renameSync(`${kept}.${process.pid}`, kept);
    return outputText;
  }
}

module.exports = { Modules };
