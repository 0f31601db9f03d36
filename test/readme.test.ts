import { existsSync, readdirSync, readFileSync } from 'fs';
import { dirname, join } from 'path';
import { AS_NODE_RUNS_IT, complaintsOf } from './support/compile';
import { Synthesized, synthesizeApps } from './support/example';
import { parseDocuments } from '../src/files/documents';
import { RELEASES } from '../src/versions/releases';

interface Block { readonly language: string; readonly heading: string; readonly name?: string; readonly code: string }

const { blocksOf } = jest.requireActual<{ blocksOf(file: string): Block[] }>('./support/blocks.js');
const ROOT = join(__dirname, '..');
const NODES = join(ROOT, 'examples/node-endpoints/nodes.json');

const DOCS = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.md')).map(name => `docs/${name}`).sort();
const blocks = ['README.md', ...DOCS].flatMap(file => blocksOf(file).map(block => ({ ...block, file })));
const programs = blocks.filter(({ language }) => language === 'ts');
const apps = programs.filter(({ name, code }) => name === undefined || /\b(?:app|fleet)\.synth\(\)/.test(code));

let made: (() => Synthesized)[] = [];
/** The files that a page names are next to its programs. */
const modulesOf = (page: string) => new Map(programs.filter(({ file, name }) => file === page && name !== undefined).map(({ name, code }) => [name!, code]));
beforeAll(() => { made = synthesizeApps(apps.map(({ file, code }) => ({ source: code, data: { 'nodes.json': NODES }, modules: modulesOf(file) }))); });

test('the first screen has a whole stack in ten lines, and what it makes', () => {
  const [app] = blocks.filter(({ language }) => language === 'ts');
  expect(app.code.trim().split('\n').filter(line => line !== '' && !line.startsWith('import '))).toHaveLength(8);
  expect(app).toBe(apps[0]);
  const objects = Object.values(made[0]().files).flatMap(text => text.match(/^kind: .*/gm) ?? []);
  const [listed] = blocks.filter(({ language }) => language === 'text');
  expect(listed.code).toMatch(new RegExp(`^${objects.length} objects\n`));
  expect(listed.code).toContain('  1 Prometheus: main\n');
});

test.each(apps.map(({ file, heading }, i): [string, number] => [`${i + 1}, under ${heading} of ${file}`, i]))('app %s synthesizes', (_, i) => {
  expect(Object.keys(made[i]().files).length).toBeGreaterThan(0);
});

test('every TypeScript block compiles', () => {
  // files that a page names are one program, as its readers have them
  const sources = new Map(programs.map(({ file, name, code }, i) => [name === undefined ? `readme-${i}.ts` : `${file.replace(/\W/g, '-')}/${name}`, `${code}\nexport {};\n`]));
  expect(sources.size).toBe(programs.length);
  expect(complaintsOf(sources, AS_NODE_RUNS_IT)).toEqual([]);
});

/** What an ECMAScript module does not have, and a file that is imported without its extension. */
const NOT_DIRECT = /\brequire\(|\brequire\.|__dirname|__filename|module\.exports|from '\.{1,2}\/[^']*(?<!\.[jt]s)'/;

test('every program runs unchanged in Node, as an ECMAScript module: without require, with file extensions in imports', () => {
  expect(programs.filter(({ code }) => NOT_DIRECT.test(code)).map(({ file, heading }) => [file, heading])).toEqual([]);
  expect(["import { a } from './a';", "import { a } from './a.ts';", 'if (require.main === module) {}'].map(code => NOT_DIRECT.test(code))).toEqual([true, false, true]);
});

test('code that a program must not contain to run unchanged', () => {
  const source = "import { App, AppProps } from 'cdk8s';\nenum Size { SMALL }\nconst props: AppProps = { outdir: String(Size.SMALL) };\nnew App(props);\n";
  expect(complaintsOf(new Map([['direct.ts', source]]), AS_NODE_RUNS_IT)).toEqual([
    expect.stringContaining("'AppProps' is a type"), expect.stringContaining("'erasableSyntaxOnly'"),
  ]);
});

test('every block of YAML and JSON can be parsed', () => {
  const data = blocks.filter(({ language }) => language === 'yaml' || language === 'json');
  expect(data.length).toBeGreaterThanOrEqual(5);
  for (const { code, file, heading } of data) { expect([file, heading, 'documents' in parseDocuments(code)]).toEqual([file, heading, true]); }
});

test('every link of the README and of docs/ leads to a file', () => {
  const links = ['README.md', 'SECURITY.md', 'CONTRIBUTING.md', ...DOCS].flatMap(file => [...readFileSync(join(ROOT, file), 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, to]) => [file, join(dirname(file), to)]));
  expect(links.length).toBeGreaterThan(15);
  expect(links.filter(([, to]) => !existsSync(join(ROOT, to)))).toEqual([]);
});

test('getting started downloads the definitions of the operator that the stack has', () => {
  const versions = [...readFileSync(join(ROOT, 'docs/getting-started.md'), 'utf8').matchAll(/prometheus-operator\/releases\/download\/v([\d.]+)\//g)].map(([, version]) => version);
  expect(versions).toEqual([RELEASES.prometheusOperator.version]);
});

test('the commands of the README exist in the project', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const named = [...readFileSync(join(ROOT, 'README.md'), 'utf8').matchAll(/npm (?:run )?(test|demo|bench|update-[a-z]+|conformance[a-z:]*)/g)].map(match => match[1]);
  expect(named).toEqual(expect.arrayContaining(['test', 'demo']));
  expect(named.filter(name => !(name in scripts))).toEqual([]);
});
