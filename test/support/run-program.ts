import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import * as ts from 'typescript';
import * as library from '../../src';

const COMPILER_OPTIONS: ts.CompilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };

/** Runs a program in this process, with the sources of the package, and returns its YAML. Errors are thrown. */
export const yamlOf = (program: string) => Object.values(filesOf(program)).join('\n---\n');

/** The same, by file. The names of a fleet begin with the folder of a cluster. */
export function filesOf(program: string): { readonly [name: string]: string } {
  const folder = mkdtempSync(join(tmpdir(), 'program-'));
  const before = process.env.CDK8S_OUTDIR;
  process.env.CDK8S_OUTDIR = folder;
  try {
    const { outputText } = ts.transpileModule(program, { compilerOptions: COMPILER_OPTIONS });
    new Function('require', 'exports', outputText)((name: string) => name === 'cdk8s-prometheus' ? library : require(name), {});
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.yaml')).sort();
    return Object.fromEntries(names.map(name => [name.replace(/\\/g, '/'), readFileSync(join(folder, name), 'utf8')]));
  } finally {
    if (before === undefined) { delete process.env.CDK8S_OUTDIR; } else { process.env.CDK8S_OUTDIR = before; }
    rmSync(folder, { recursive: true });
  }
}
