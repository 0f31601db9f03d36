import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { commandsOf } from './support/docs-commands';

// Conformance tests run the commands of these pages: each command must be run by a test.
const ROOT = join(__dirname, '..', '..');
const PAGES = { 'docs/upgrading.md': 'node/upgrade.full.conformance.ts', 'docs/how-to/recovery.md': 'node/recovery.full.conformance.ts' };
/** The other blocks of this page need the network or a container image. `conformance:package` runs those that create the app. */
const PARTLY = { 'docs/getting-started.md': 'control-plane/getting-started.conformance.ts' };
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

test.each(Object.entries(PAGES))('each block of commands of %s is run by %s', (page, file) => {
  const blocks = read(page).match(/```sh\n[^]*?```/g)!;
  const names = [...read(page).matchAll(/<!-- run: ([\w-]+) -->\n```sh\n/g)].map(([, name]) => name);
  expect(names).toHaveLength(blocks.length);
  const source = read(`test/conformance/${file}`);
  expect(source).toContain(`const PAGE = '${page}'`);
  expect(names.filter(name => !source.includes(`run('${name}')`))).toEqual([]);
  for (const name of names) { expect(commandsOf(join(ROOT, page), name)).toContain('kubectl'); }
});

test.each(Object.entries(PARTLY))('the named blocks of %s are run by %s', (page, file) => {
  const source = read(`test/conformance/${file}`);
  expect(source).toContain(`const PAGE = '${page}'`);
  const names = [...read(page).matchAll(/<!-- run: ([\w-]+) -->\n```sh\n/g)].map(([, name]) => name);
  expect(names.filter(name => !source.includes(`'${name}'`))).toEqual([]);
});

test('a name without commands is an error', () => expect(() => commandsOf(join(ROOT, 'docs/upgrading.md'), 'nothing')).toThrow('no commands called nothing'));

test('no other page has such blocks', () => {
  const pages = (readdirSync(join(ROOT, 'docs'), { recursive: true }) as string[]).filter(name => name.endsWith('.md')).map(name => `docs/${name.replace(/\\/g, '/')}`);
  expect(pages.filter(page => read(page).includes('<!-- run: ')).sort()).toEqual([...Object.keys(PAGES), ...Object.keys(PARTLY)].sort());
});
