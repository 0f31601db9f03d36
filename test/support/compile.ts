import { join } from 'path';
import * as ts from 'typescript';

const ROOT = join(__dirname, '../..');

/** What the compiler says of sources that are in no file, by their paths from the root: `readme-0.ts: ...`. */
export function complaintsOf(sources: ReadonlyMap<string, string>, more: ts.CompilerOptions = {}): string[] {
  const texts = new Map([...sources].map(([name, text]) => [join(ROOT, name), text]));
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.dev.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ compilerOptions: config.compilerOptions, files: [] }, ts.sys, ROOT);
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = name => texts.has(name) || fileExists(name);
  host.readFile = name => texts.get(name) ?? readFile(name);
  host.getSourceFile = (name, version) => texts.has(name) ? ts.createSourceFile(name, texts.get(name)!, version) : getSourceFile(name, version);
  const program = ts.createProgram([...texts.keys()], { ...options, noEmit: true, isolatedModules: false, ...more }, host);
  return [...sources.keys()].flatMap(name => {
    const source = program.getSourceFile(join(ROOT, name));
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(({ messageText }) => `${name}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`);
  });
}
