import { dirname, join } from 'path';
import * as ts from 'typescript';

const ROOT = join(__dirname, '../..');

/** Read once for all programs of a test file: the compiler's own declarations, and those of the package and its peers. */
const read = new Map<string, ts.SourceFile | undefined>();

/** What Node runs without a compiler: erasable syntax, type-only imports, modules with file names. */
export const AS_NODE_RUNS_IT: ts.CompilerOptions = {
  module: ts.ModuleKind.Preserve, moduleResolution: ts.ModuleResolutionKind.Bundler, erasableSyntaxOnly: true, verbatimModuleSyntax: true, rewriteRelativeImportExtensions: true,
};

/**
 * The compiler's messages about sources that are not in files, by their paths from the root: `readme-0.ts: ...`. They import the package
 * like users do: from its declarations.
 */
export function complaintsOf(sources: ReadonlyMap<string, string>, more: ts.CompilerOptions = {}): string[] {
  const texts = new Map([...sources].map(([name, text]) => [join(ROOT, name), text]));
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.dev.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ compilerOptions: config.compilerOptions, files: [] }, ts.sys, ROOT);
  const host = ts.createCompilerHost(options);
  const folders = new Set([...texts.keys()].map(name => dirname(name)));
  const { fileExists, directoryExists, readFile, getSourceFile } = host;
  host.directoryExists = name => folders.has(name) || directoryExists!(name);
  host.fileExists = name => texts.has(name) || fileExists(name);
  host.readFile = name => texts.get(name) ?? readFile(name);
  host.getSourceFile = (name, version) => {
    if (texts.has(name)) { return ts.createSourceFile(name, texts.get(name)!, version); }
    if (!read.has(name)) { read.set(name, getSourceFile(name, version)); }
    return read.get(name);
  };
  const program = ts.createProgram([...texts.keys()], { ...options, noEmit: true, isolatedModules: false, paths: {}, ...more }, host);
  return [...sources.keys()].flatMap(name => {
    const source = program.getSourceFile(join(ROOT, name));
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(({ messageText }) => `${name}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`);
  });
}
