// Runs after jsii, which writes the API description (.jsii) and the declarations. Creates lib/ as published, with esbuild from src/. An
// entry point contains what users load together. Code that several entry points need is in separate files: V8 parses each loaded file, used
// or not, so a program should read only what it needs. Emitted code is not edited.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { build, transform } = require('esbuild');
const { keepReachable } = require('./bundle/declarations');
const { LATE_PACKAGES, lateName, publicModules } = require('./bundle/entries');
const { sources } = require('./bundle/plugins');
const { published } = require('./bundle/readme');
const { packaged } = require('./bundle/source-map');

const ROOT = path.join(__dirname, '..');
const LIB = path.join(ROOT, 'lib');
const ASSEMBLY = path.join(ROOT, '.jsii');

const COMMON = {
  absWorkingDir: ROOT, bundle: true, platform: 'node', target: 'node20', logLevel: 'error', write: false, minifyWhitespace: true,
};

async function bundle() {
  const assembly = JSON.parse(fs.readFileSync(ASSEMBLY, 'utf8'));
  const groups = publicModules(fs.readFileSync(path.join(ROOT, 'src', 'index.ts'), 'utf8'), assembly);
  const files = [...await parts(groups, assembly), ...await Promise.all(LATE_PACKAGES.map(vendored))];
  removeScripts();
  keepReachable(path.join(LIB, 'index.d.ts'));
  for (const { name, text } of files) { fs.writeFileSync(path.join(LIB, name), text); }
  fs.writeFileSync(path.join(LIB, 'index.js'), indexOf(groups));
  assembly.readme.markdown = published(assembly.readme.markdown, assembly); // PyPI and Construct Hub show it
  fs.writeFileSync(ASSEMBLY, JSON.stringify(assembly)); // jsii indents it: a third of the file
}

/** The entry points, the modules that are loaded late, and their common parts. */
async function parts(groups, assembly) {
  const { outputFiles, metafile } = await modules(groups, assembly, new Set());
  checkInlined(metafile);
  return (await Promise.all(outputFiles.map(toCommonJs))).flat();
}

/** Builds again if a module turns out to be loaded late, because esbuild needs the list of files in advance. */
async function modules(groups, assembly, late) {
  const known = [...late];
  const result = await build({
    ...COMMON,
    entryPoints: [
      ...[...groups.keys()].map(name => ({ in: `part:${name}`, out: name })),
      ...known.map(file => ({ in: `src/${file}.ts`, out: lateName(file) })),
      { in: 'src/cli.ts', out: 'cli' },
    ],
    outdir: LIB, chunkNames: 'shared-[hash]', format: 'esm', splitting: true, external: ['cdk8s', 'constructs'],
    sourcemap: 'inline', metafile: true, plugins: [sources(groups, assembly, late)],
    tsconfigRaw: { compilerOptions: { target: 'es2023', strict: true } },
  });
  return late.size === known.length ? result : modules(groups, assembly, new Set([...late].sort()));
}

/** NOTICE and the SBOM name the packages of package.json. */
function checkInlined({ inputs }) {
  const found = Object.keys(inputs).flatMap(input => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.slice(1) ?? []);
  const inlined = [...new Set([...found, ...LATE_PACKAGES])].sort();
  const { inlinedDependencies } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  if (inlined.join() !== [...inlinedDependencies].sort().join()) {
    throw new Error(`lib/ has code of ${inlined.join(', ')}: name these as INLINED in .projenrc.ts`);
  }
}

/** The same module as CommonJS, in readable form: the first pass has removed the comments. */
async function toCommonJs({ path: file, text }) {
  const name = path.basename(file);
  const { code, map } = await transform(text, {
    format: 'cjs', platform: 'node', target: 'node20', sourcemap: 'external', sourcefile: name,
  });
  const published = packaged(map, ROOT);
  if (!published) { return [{ name, text: code }]; }
  return [{ name, text: `${code}//# sourceMappingURL=${name}.map\n` }, { name: `${name}.map`, text: published }];
}

/** A package in one file. Its license is in NOTICE. */
async function vendored(name) {
  const { outputFiles } = await build({
    ...COMMON, stdin: { contents: `module.exports = require('${name}');`, resolveDir: ROOT }, format: 'cjs', minify: true, lineLimit: 160,
  });
  return { name: `${name}.js`, text: outputFiles[0].text };
}

/** Output of jsii, except the declarations. Without tsconfig.tsbuildinfo it compiles them again. */
function removeScripts() {
  for (const name of fs.readdirSync(LIB, { recursive: true, encoding: 'utf8' })) {
    if (/\.js(?:\.map)?$|^tsconfig\.tsbuildinfo$/.test(name)) { fs.rmSync(path.join(LIB, name)); }
  }
}

/** The public names, each loaded with its part on first use. `import { X }` of an ECMAScript module finds names by the assignments. */
function indexOf(groups) {
  const namesOf = modules => modules.flatMap(({ names }) => names);
  const list = modules => namesOf(modules).map(name => `  '${name}',\n`).join('');
  const lines = [...groups].map(([part, modules]) => `lazily(() => require('./${part}.js'), [\n${list(modules)}]);\n`);
  return `'use strict';
Object.defineProperty(exports, '__esModule', { value: true });
${namesOf([...groups.values()].flat()).map(name => `exports.${name} = void 0;\n`).join('')}
function lazily(load, names) {
  for (const name of names) { Object.defineProperty(exports, name, { enumerable: true, get: () => load()[name] }); }
}
${lines.join('')}`;
}

bundle().catch(error => {
  console.error(error);
  process.exitCode = 1;
});
