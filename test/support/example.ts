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

/** Compiles and runs an app in an empty folder that has the package as a user's has: `node main.js`, output in dist/. */
export function synthesizeApp(source: string, data: { readonly [name: string]: string } = {}): Synthesized {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-prometheus-app-'));
  try {
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(ROOT, join(folder, 'node_modules', 'cdk8s-prometheus'), 'junction');
    for (const peer of ['cdk8s', 'cdk8s-plus-28', 'constructs']) {
      symlinkSync(join(ROOT, 'node_modules', peer), join(folder, 'node_modules', peer), 'junction');
    }
    for (const [name, from] of Object.entries(data)) { cpSync(from, join(folder, name)); }
    const { outputText } = ts.transpileModule(source, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true } });
    writeFileSync(join(folder, 'main.js'), outputText);
    const { status, stderr } = spawnSync(process.execPath, ['main.js'], { cwd: folder, encoding: 'utf8', env: { ...process.env, NODE_NO_WARNINGS: '' } });
    if (status !== 0) { throw new Error(stderr); }
    // a fleet has a folder for each cluster
    const names = readdirSync(join(folder, 'dist'), { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.yaml')).sort();
    const files = names.map(name => [name.replace(/\\/g, '/'), readFileSync(join(folder, 'dist', name), 'utf8')]);
    return { files: Object.fromEntries(files), stderr };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function synthesizeExample(name: string): Synthesized {
  const inputs = readdirSync(join(FOLDER, name)).filter(file => !['main.ts', 'main.js', 'dist'].includes(file));
  return synthesizeApp(readFileSync(join(FOLDER, name, 'main.ts'), 'utf8'), Object.fromEntries(inputs.map(file => [file, join(FOLDER, name, file)])));
}
