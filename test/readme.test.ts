import { readFileSync } from 'fs';
import { join } from 'path';
import * as ts from 'typescript';
import { synthesizeApp } from './support/example';

const ROOT = join(__dirname, '..');
const NODES = join(ROOT, 'examples/node-endpoints/nodes.json');

interface Block {
  readonly language: string;
  readonly code: string;
  readonly heading: string;
}

/** The fenced code blocks of a document, with the heading that each stands under. */
function blocksOf(file: string): Block[] {
  const blocks: Block[] = [];
  let heading = '';
  const lines = readFileSync(join(ROOT, file), 'utf8').split('\n');
  for (let i = 0; i < lines.length; i++) {
    if (lines[i].startsWith('#')) { heading = lines[i]; }
    const fence = /^```(\w+)$/.exec(lines[i]);
    if (!fence) { continue; }
    const end = lines.indexOf('```', i + 1);
    blocks.push({ language: fence[1], code: `${lines.slice(i + 1, end).join('\n')}\n`, heading });
    i = end;
  }
  return blocks;
}

const blocks = blocksOf('README.md');
const apps = blocks.filter(({ language, code }) => language === 'ts' && /new (App|Fleet)\(/.test(code));

test('the first screen has an app of about 15 lines and its YAML', () => {
  const [app, yaml] = blocks.filter(({ language }) => language === 'ts' || language === 'yaml');
  expect([app.language, yaml.language]).toEqual(['ts', 'yaml']);
  expect(app.code.split('\n').length).toBeLessThanOrEqual(18);
  const output = Object.values(synthesizeApp(app.code).files).join('');
  expect(`${yaml.code}`).toBe(output);
});

test.each(apps.map(({ heading, code }, i) => [`${i + 1}, under ${heading}`, code]))('app %s synthesizes', (_, code) => {
  expect(Object.keys(synthesizeApp(code, { 'nodes.json': NODES }).files).length).toBeGreaterThan(0);
});

test('every TypeScript block compiles', () => {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.dev.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ compilerOptions: config.compilerOptions, files: [] }, ts.sys, ROOT);
  const sources = new Map(apps.map(({ code }, i) => [join(ROOT, `readme-${i}.ts`), `${code}\nexport {};\n`]));
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = name => sources.has(name) || fileExists(name);
  host.readFile = name => sources.get(name) ?? readFile(name);
  host.getSourceFile = (name, version) => sources.has(name) ? ts.createSourceFile(name, sources.get(name)!, version) : getSourceFile(name, version);
  const program = ts.createProgram([...sources.keys()], { ...options, noEmit: true, isolatedModules: false }, host);
  const messages = [...sources.keys()].flatMap(name => {
    const source = program.getSourceFile(name);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  });
  expect(sources.size).toBeGreaterThan(0);
  expect(messages).toEqual([]);
});

test('the commands of the README are commands of the project', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const named = [...readFileSync(join(ROOT, 'README.md'), 'utf8').matchAll(/npm (?:run )?(test|demo|bench|update-[a-z]+|conformance[a-z:]*)/g)].map(match => match[1]);
  expect(named).toEqual(expect.arrayContaining(['test', 'demo']));
  expect(named.filter(name => !(name in scripts))).toEqual([]);
});
