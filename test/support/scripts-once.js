// jest's runtime, which reads and compiles each module once per worker. Each test file has a separate module registry, and jest reads and
// compiles every module again for each of them. V8 can run one compiled script in many contexts, and keeps the bytecode of its functions.
'use strict';
const path = require('node:path');
const vm = require('node:vm');
const Runtime = require('jest-runtime').default;

/** File -> what was compiled of it. */
const compiled = new Map();
/** File -> its JavaScript: of jest itself, and of modules that tests load. */
const [internal, loaded] = [new Map(), new Map()];

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
    const [config, , , , , , , { watch, watchAll } = {}] = args;
    super(...args);
    this.compileOnce();
    if (!watch && !watchAll) { this.readOnce(config.rootDir + path.sep); } // files can change while jest watches them
  }

  compileOnce() {
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

  /** Only below `root`: a test may write a file elsewhere, and load it. */
  readOnce(root) {
    const { transformCache } = this;
    const transform = transformCache.transform.bind(transformCache);
    transformCache.transform = (file, options) => {
      const known = options?.isInternalModule ? internal : loaded;
      if (!known.has(file)) {
        const code = transform(file, options);
        if (file.startsWith(root)) { known.set(file, { code, result: transformCache.transforms.get(file) }); }
        return code;
      }
      const { code, result } = known.get(file);
      if (result) { transformCache.transforms.set(file, result); }
      if (result?.sourceMapPath) { transformCache.sourceMaps.set(file, result.sourceMapPath); }
      return code;
    };
  }
}

module.exports = RuntimeWithScripts;
