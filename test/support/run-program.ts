import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import * as ts from 'typescript';
import * as library from '../../src';

const COMPILER_OPTIONS: ts.CompilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };

/** Runs a program in this process, with the sources of the package, and returns its YAML. Errors are thrown. */
export function yamlOf(program: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'program-'));
  const before = process.env.CDK8S_OUTDIR;
  process.env.CDK8S_OUTDIR = folder;
  try {
    const { outputText } = ts.transpileModule(program, { compilerOptions: COMPILER_OPTIONS });
    new Function('require', 'exports', outputText)((name: string) => name === 'cdk8s-prometheus' ? library : require(name), {});
    return readdirSync(folder).sort().map(name => readFileSync(join(folder, name), 'utf8')).join('\n---\n');
  } finally {
    if (before === undefined) { delete process.env.CDK8S_OUTDIR; } else { process.env.CDK8S_OUTDIR = before; }
    rmSync(folder, { recursive: true });
  }
}
