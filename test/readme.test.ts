import { existsSync, readdirSync, readFileSync } from 'fs';
import { dirname, join } from 'path';
import { complaintsOf } from './support/compile';
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
    if (lines[i].startsWith('#')) { heading = `${lines[i]} of ${file}`; }
    const fence = /^```(\w+)$/.exec(lines[i]);
    if (!fence) { continue; }
    const end = lines.indexOf('```', i + 1);
    blocks.push({ language: fence[1], code: `${lines.slice(i + 1, end).join('\n')}\n`, heading });
    i = end;
  }
  return blocks;
}

const DOCS = readdirSync(join(ROOT, 'docs')).filter(name => name.endsWith('.md')).map(name => `docs/${name}`);
const blocks = ['README.md', ...DOCS].flatMap(blocksOf);
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
  const sources = new Map(apps.map(({ code }, i) => [`readme-${i}.ts`, `${code}\nexport {};\n`]));
  const messages = complaintsOf(sources);
  expect(sources.size).toBeGreaterThan(0);
  expect(messages).toEqual([]);
});

test('every link of the README and of docs/ leads to a file', () => {
  const links = ['README.md', 'SECURITY.md', 'CONTRIBUTING.md', ...DOCS].flatMap(file => [...readFileSync(join(ROOT, file), 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, to]) => [file, join(dirname(file), to)]));
  expect(links.length).toBeGreaterThan(15);
  expect(links.filter(([, to]) => !existsSync(join(ROOT, to)))).toEqual([]);
});

test('the commands of the README are commands of the project', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const named = [...readFileSync(join(ROOT, 'README.md'), 'utf8').matchAll(/npm (?:run )?(test|demo|bench|update-[a-z]+|conformance[a-z:]*)/g)].map(match => match[1]);
  expect(named).toEqual(expect.arrayContaining(['test', 'demo']));
  expect(named.filter(name => !(name in scripts))).toEqual([]);
});
