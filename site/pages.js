// Which Markdown of the repository becomes a page, and where it stands in the sidebar: the list at the end of README.md, API.md and docs/runbooks say so.
'use strict';
const fs = require('node:fs');
const path = require('node:path');

const ROOT = path.join(__dirname, '..');
const LINK = /\[([^\]]+)\]\((?!https?:|#)([^)\s#]+)(#[^)\s]*)?\)/g;

const read = file => fs.readFileSync(path.join(ROOT, file), 'utf8');
const exists = file => fs.existsSync(path.join(ROOT, file));
const isFolder = file => exists(file) && fs.statSync(path.join(ROOT, file)).isDirectory();

/** The text of a heading or of a link, without its markup. */
const plain = text => text.replace(/`([^`]*)`/g, '$1').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/\*\*?/g, '').trim();

/** The first heading of level 1. */
const titleOf = markdown => plain(/^# (.+)$/m.exec(markdown)?.[1] ?? '');

/** Where relative links of a file lead: paths in the repository. Code has no links. */
function linksOf(file, markdown) {
  const prose = markdown.replace(/^```[\s\S]*?^```$/gm, '').replace(/`[^`\n]+`/g, code => (code.includes('](') ? '' : code));
  return [...prose.matchAll(LINK)].map(([, text, to]) => ({ text: plain(text), to: path.posix.join(path.posix.dirname(file), to) }));
}

/** Every page, and every source file that a page links to: from README.md on, and all of docs/. */
function reachable() {
  const docs = fs.readdirSync(path.join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).map(name => `docs/${name.split(path.sep).join('/')}`);
  const queue = ['README.md', ...docs.filter(name => name.endsWith('.md')).sort()];
  const found = new Set(queue);
  for (const file of queue) {
    if (!file.endsWith('.md')) { continue; }
    for (const { to } of linksOf(file, read(file))) {
      if (found.has(to) || !exists(to) || /\.(?:svg|png|jpe?g)$/.test(to)) { continue; }
      found.add(to);
      queue.push(to);
    }
  }
  return [...found].filter(file => !isFolder(file));
}

/** The page of a file: a program has one, too, that shows it. */
const pageOf = file => file.replace(/README\.md$/, 'index.md').replace(/\.\w+$/, '.md');

/** Address of a file in the site, without its ending. */
function addressOf(file) {
  if (file === 'README.md') { return '/'; }
  return `/${pageOf(file).replace(/(?:index)?\.md$/, '')}`;
}

const item = (text, file) => ({ text, link: addressOf(file) });

/** The list under "## Documentation" of README.md: a group for each of its points. */
function indexGroups() {
  const [, section] = /^## Documentation\n([\s\S]*?)(?=^## |(?![\s\S]))/m.exec(read('README.md')) ?? [];
  if (section === undefined) { throw new Error('README.md has no heading "## Documentation": the sidebar is made from its list'); }
  const points = section.trim().split(/\n(?=- )/).map(point => point.replace(/\n\s*/g, ' '));
  return points.flatMap(point => {
    const [, text] = /^- ([\w ]+):/.exec(point) ?? [];
    const items = linksOf('README.md', point).map(({ text: name, to }) => item(name, to));
    return text === undefined ? [{ text: 'Examples', items }] : [{ text, items }];
  });
}

/** The sections of API.md: a group for each, with its links to pages. */
function apiGroups() {
  const sections = read('API.md').split(/^## /m).slice(1).filter(section => !section.startsWith('All types'));
  return sections.map(section => {
    const pages = new Map(linksOf('API.md', section).filter(({ to }) => to.startsWith('docs/api/')).map(({ text, to }) => [to, text]).reverse());
    return { text: section.split('\n')[0], collapsed: true, items: [...pages].reverse().map(([to]) => item(titleOf(read(to)), to)) };
  });
}

/** The runbooks, in the order of their table. */
function runbooks() {
  const index = 'docs/runbooks/README.md';
  const pages = [...new Set(linksOf(index, read(index)).map(({ to }) => to).filter(to => to.startsWith('docs/runbooks/')))];
  return { text: 'Runbooks', collapsed: true, items: [item('All alerts', index), ...pages.map(to => item(titleOf(read(to)), to))] };
}

const linksIn = groups => groups.flatMap(({ link, items = [] }) => [...link === undefined ? [] : [link], ...linksIn(items)]);

function sidebar() {
  const groups = [...indexGroups(), runbooks(), ...apiGroups().map(group => ({ ...group, text: `API: ${group.text.toLowerCase()}` }))];
  const listed = new Set(linksIn(groups));
  const rest = reachable().filter(file => file.endsWith('.md') && file !== 'README.md' && !listed.has(addressOf(file)));
  return [...groups, { text: 'More', collapsed: true, items: rest.map(file => item(titleOf(read(file)), file)) }].filter(({ items }) => items.length > 0);
}

module.exports = { ROOT, addressOf, exists, isFolder, linksIn, linksOf, pageOf, read, reachable, sidebar, titleOf };
