import { spawnSync } from 'child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import * as ts from 'typescript';

const ROOT = join(__dirname, '../..');
const FOLDER = join(ROOT, 'examples');

/** The apps under examples/. */
export const EXAMPLES = readdirSync(FOLDER, { withFileTypes: true }).filter(entry => entry.isDirectory()).map(({ name }) => name).sort();

export interface Synthesized {
  readonly files: { readonly [name: string]: string };
  readonly stderr: string;
}

export interface AppSource {
  readonly source: string;
  /** Files next to it by name, with the files that they are copied from. */
  readonly data?: { readonly [name: string]: string };
  /** TypeScript modules that it imports, by file name. */
  readonly modules?: ReadonlyMap<string, string>;
}

/**
 * Compiles and runs apps, each in an empty folder that has the package as a user's has: `node main.js`, output in dist/.
 * All in one process, since starting one costs more than most of them.
 * @returns for each what it has made; asking for that of one that failed throws
 */
export function synthesizeApps(apps: readonly AppSource[]): (() => Synthesized)[] {
  const root = mkdtempSync(join(tmpdir(), 'cdk8s-prometheus-apps-'));
  try {
    mkdirSync(join(root, 'node_modules'));
    symlinkSync(ROOT, join(root, 'node_modules', 'cdk8s-prometheus'), 'junction');
    for (const peer of ['cdk8s', 'cdk8s-plus-28', 'cdk8s-plus-34', 'constructs']) { symlinkSync(join(ROOT, 'node_modules', peer), join(root, 'node_modules', peer), 'junction'); }
    const folders = apps.map(({ source, data, modules }, at) => {
      const folder = join(root, String(at));
      mkdirSync(folder);
      for (const [name, from] of Object.entries(data ?? {})) { cpSync(from, join(folder, name)); }
      for (const [name, text] of modules ?? []) { writeFileSync(join(folder, name.replace(/\.ts$/, '.js')), transpiled(text)); }
      writeFileSync(join(folder, 'main.js'), transpiled(source));
      return folder;
    });
    const { status, stderr } = spawnSync(process.execPath, [join(__dirname, 'run-apps.js'), ...folders], { encoding: 'utf8', env: { ...process.env, NODE_NO_WARNINGS: '' } });
    if (status !== 0) { throw new Error(stderr); }
    return folders.map(synthesizedIn);
  } finally {
    rmSync(root, { recursive: true });
  }
}

const COMPILER_OPTIONS = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true, rewriteRelativeImportExtensions: true };
const transpiled = (text: string) => ts.transpileModule(text, { compilerOptions: COMPILER_OPTIONS }).outputText;

function synthesizedIn(folder: string): () => Synthesized {
  const { stderr, error } = JSON.parse(readFileSync(join(folder, 'out.json'), 'utf8'));
  if (error !== undefined) { return () => { throw new Error(`${error}\n${stderr}`); }; }
  // a fleet has a folder for each cluster
  const names = readdirSync(join(folder, 'dist'), { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.yaml')).sort();
  const files = Object.fromEntries(names.map(name => [name.replace(/\\/g, '/'), readFileSync(join(folder, 'dist', name), 'utf8')]));
  return () => ({ files, stderr });
}

/** All examples by name. */
export function synthesizeExamples(): { readonly [name: string]: () => Synthesized } {
  const made = synthesizeApps(EXAMPLES.map(name => {
    const inputs = readdirSync(join(FOLDER, name)).filter(file => !['main.ts', 'main.js', 'package.json', 'dist'].includes(file));
    return { source: readFileSync(join(FOLDER, name, 'main.ts'), 'utf8'), data: Object.fromEntries(inputs.map(file => [file, join(FOLDER, name, file)])) };
  }));
  return Object.fromEntries(EXAMPLES.map((name, at) => [name, made[at]]));
}
