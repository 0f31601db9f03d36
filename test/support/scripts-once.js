// jest's runtime, which compiles each module once per worker. Each test file has a separate module registry, and jest compiles every module
// again for each of them. V8 can run one compiled script in many contexts, and keeps the bytecode of its functions.
'use strict';
const vm = require('node:vm');
const Runtime = require('jest-runtime').default;

/** File -> what was compiled of it. */
const compiled = new Map();

/** The script of a module: its value is the function that jest calls. */
function scriptOf(source, filename, parameters) {
  const known = compiled.get(filename);
  if (known?.source === source) { return known.script; }
  const head = `(function (${parameters.join(', ')}) {`;
  const script = new vm.Script(`${head}${source}\n})`, { filename, columnOffset: -head.length });
  compiled.set(filename, { source, script });
  return script;
}

class RuntimeWithScripts extends Runtime {
  constructor(...args) {
    super(...args);
    const { executor } = this;
    const compile = executor.compile.bind(executor);
    executor.compile = (source, filename) => {
      const context = this._environment.getVmContext();
      if (context === null || /\bimport\s*\(/.test(source)) { return compile(source, filename); }
      try {
        return scriptOf(source, filename, executor.injectedModuleParameters).runInContext(context);
      } catch {
        return compile(source, filename); // reports syntax errors
      }
    };
  }
}

module.exports = RuntimeWithScripts;
