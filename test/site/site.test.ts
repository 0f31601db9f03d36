import { posix } from 'path';

interface Group { readonly text: string; readonly link?: string; readonly items?: readonly Group[] }
const { addressOf, exists, isFolder, linksIn, pageOf, read, reachable, sidebar } = jest.requireActual<{
  addressOf(file: string): string;
  exists(file: string): boolean;
  isFolder(file: string): boolean;
  linksIn(groups: readonly Group[]): string[];
  pageOf(file: string): string;
  read(file: string): string;
  reachable(): string[];
  sidebar(): Group[];
}>('../../site/pages.js');
const { withLinks, withTabs } = jest.requireActual<{ withLinks(markdown: string, file: string): string; withTabs(markdown: string): string }>('../../site/stage.js');
const { slugger } = jest.requireActual<{ slugger(text: string): string }>('../../site/slug.js');
const { boostDocument } = jest.requireActual<{ boostDocument(id: string): number }>('../../site/search.js');

const PAGES = reachable().filter(file => file.endsWith('.md'));
const withoutCode = (markdown: string) => markdown.replace(/^ *```[\s\S]*?^ *```$/gm, '');

/** As GitHub makes them: a heading that is there again gets a number. */
function anchorsOf(file: string): Set<string> {
  const seen = new Map<string, number>();
  const headings = [...withoutCode(read(file)).matchAll(/^#{1,6} (.+)$/gm)].map(([, text]) => slugger(text.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[`*]/g, '')));
  return new Set(headings.map(slug => {
    const times = seen.get(slug) ?? 0;
    seen.set(slug, times + 1);
    return times === 0 ? slug : `${slug}-${times}`;
  }));
}

test('the sidebar has each page once, except the index of the runbooks, and only existing pages', () => {
  const links = linksIn(sidebar());
  expect(links.filter((link, at) => links.indexOf(link) < at)).toEqual(['/docs/runbooks/']);
  const addresses = reachable().map(addressOf);
  expect(links.filter(link => !addresses.includes(link))).toEqual([]);
  expect(PAGES.filter(file => file !== 'README.md' && !links.includes(addressOf(file)))).toEqual([]);
});

test('the sidebar starts like the list in the README', () => {
  expect(sidebar().slice(0, 3).map(({ text, items }) => [text, items![0].link])).toEqual([
    ['Start', '/docs/getting-started'], ['The stack', '/docs/how-to/prometheus-stack'], ['Targets', '/docs/how-to/scrape-targets'],
  ]);
});

test('every link to a heading has a target', () => {
  const links = PAGES.flatMap(file => [...withoutCode(read(file)).matchAll(/\]\((?!https?:)([^)#\s]*)#([^)\s]+)\)/g)].map(([, to, hash]) => ({ file, to: to === '' ? file : posix.join(posix.dirname(file), to), hash })));
  const anchors = new Map([...new Set(links.map(({ to }) => to))].filter(exists).map(to => [to, anchorsOf(to)]));
  expect(links.length).toBeGreaterThan(500);
  expect(links.filter(({ to, hash }) => !anchors.get(to)?.has(hash))).toEqual([]);
});

test('links to sources lead to a page that shows them, to folders to a page that lists them; code is unchanged', () => {
  const page = '[a](../../examples/minimal/main.ts) [b](../runbooks/README.md#x) [c](../how-to) [d](slo.md#e) [e](https://f/g.ts) `[h](main.ts)`\n```md\n[i](../how-to)\n```\n';
  expect(withLinks(page, 'docs/how-to/slo.md')).toBe(
    '[a](../../examples/minimal/main.md) [b](../runbooks/index.md#x) [c](../how-to/index.md) [d](slo.md#e) [e](https://f/g.ts) `[h](main.ts)`\n```md\n[i](../how-to)\n```\n',
  );
  expect([pageOf('README.md'), pageOf('docs/runbooks/README.md'), pageOf('examples/minimal/main.ts'), isFolder('docs')]).toEqual(['index.md', 'docs/runbooks/index.md', 'examples/minimal/main.md', true]);
});

test('Python after TypeScript becomes tabs', () => {
  const page = '```ts\na();\n```\n\n<details><summary>Python</summary>\n\n```python\na()\n```\n\n</details>\n\nafter\n';
  expect(withTabs(page)).toBe('::: code-group\n\n```ts [TypeScript]\na();\n```\n\n```python [Python]\na()\n```\n\n:::\n\nafter\n');
  expect(withTabs('```ts\na();\n```\n')).toBe('```ts\na();\n```\n');
});

test('anchors are those of GitHub', () => {
  expect(['CI and GitOps: Argo CD and Flux', 'alertmanager/global', 'Node older than 22.18', 'kube_pod_status_reason'].map(slugger)).toEqual([
    'ci-and-gitops-argo-cd-and-flux', 'alertmanagerglobal', 'node-older-than-2218', 'kube_pod_status_reason',
  ]);
});

test('the search ranks pages for users before pages for contributors', () => {
  const found = ['/docs/how-to/slo.html#a', '/docs/api/Fleet.html#b', '/RULES.html#c', '/test/conformance/EXPECTATIONS.html#d'].map(boostDocument);
  expect(found).toEqual([...found].sort((a, b) => b - a));
  expect(new Set(found).size).toBe(4);
});
