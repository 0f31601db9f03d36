import { existsSync, readdirSync, readFileSync } from 'fs';
import { dirname, join } from 'path';

const ROOT = join(__dirname, '..');
const PAGES = ['API.md', ...readdirSync(join(ROOT, 'docs/api')).map(name => `docs/api/${name}`)].sort();
const textOf = (page: string) => readFileSync(join(ROOT, page), 'utf8');
const outsideOfCode = (text: string) => text.replace(/```[\s\S]*?```/g, '');

/** GitHub's rendering of a heading: the text of links, without punctuation. */
function anchorOf(heading: string): string {
  return heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase().replace(/[^\w\- ]/g, '').replace(/ /g, '-');
}

const anchorsOf = (page: string) => [...outsideOfCode(textOf(page)).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading));

test('every link of the reference leads to a page, and to a heading of it', () => {
  const anchors = new Map(PAGES.map(page => [page, new Set(anchorsOf(page))]));
  const links = PAGES.flatMap(page => [...outsideOfCode(textOf(page)).matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g)]
    .map(([, file, anchor]) => ({ page, to: file === '' ? page : join(dirname(page), file), anchor })));
  expect(links.length).toBeGreaterThan(500);
  const dead = links.filter(({ to, anchor }) => !existsSync(join(ROOT, to)) || anchor !== undefined && !anchors.get(to)!.has(anchor));
  expect(dead).toEqual([]);
});

test('no type has two headings on a page: a link would lead to the first', () => {
  for (const page of PAGES) {
    const types = [...outsideOfCode(textOf(page)).matchAll(/^### (\w+)$/gm)].map(([, name]) => name);
    expect([page, types.length]).toEqual([page, new Set(types).size]);
  }
});

test('every option, field, value, method and parameter has a description', () => {
  const without = PAGES.flatMap(page => outsideOfCode(textOf(page)).split('\n').filter(line => /No description|\|\s+\|$|^- `\w+`: ?$/.test(line)).map(line => `${page}: ${line}`));
  expect(without).toEqual([]);
});

test('every construct has an example', () => {
  const [, constructs] = /## Constructs\n([\s\S]*?)\n## /.exec(textOf('API.md'))!;
  const pages = [...constructs.matchAll(/\]\((docs\/api\/\w+\.md)\)/g)].map(([, page]) => page);
  expect(pages.length).toBeGreaterThanOrEqual(29);
  expect(pages.filter(page => !/^## Example\n\n`[\w-]+\.ts`:\n\n```ts\nimport /m.test(textOf(page)))).toEqual([]);
});
