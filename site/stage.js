// Copies the pages into one folder, with their pictures, as vitepress wants them. The Markdown stays as it is, except for links that lead to no page.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { ROOT, exists, isFolder, pageOf, read, reachable, titleOf } = require('./pages');

const LANGUAGES = { '.ts': 'ts', '.js': 'js', '.py': 'python', '.json': 'json', '.yaml': 'yaml', '.sh': 'sh' };

/** Links to folders lead to a page that lists it, links to sources to a page that shows them. */
function withLinks(markdown, file) {
  return outsideCode(markdown, text => text.replace(/(\]\()(?!https?:|#|mailto:)([^)\s#]+)(#[^)\s]*)?\)/g, (whole, start, to, hash = '') => {
    const target = path.posix.join(path.posix.dirname(file), to);
    if (isFolder(target)) { return `${start}${to.replace(/\/?$/, '/')}index.md)`; }
    if (to.endsWith('README.md')) { return `${start}${to.slice(0, -'README.md'.length)}index.md${hash})`; }
    return path.extname(to) in LANGUAGES && exists(target) ? `${start}${pageOf(to)})` : whole;
  }));
}

/** Fenced blocks and inline code stay as they are. */
function outsideCode(markdown, change) {
  return markdown.split(/(^ *```[\s\S]*?^ *```$|`[^`\n]+`)/m).map((part, i) => (i % 2 === 1 ? part : change(part))).join('');
}

/** A program that is folded after the same in TypeScript: both become tabs. */
const TABS = /^```ts\n([\s\S]*?)^```\n+<details><summary>Python<\/summary>\n+```python\n([\s\S]*?)^```\n+<\/details>$/gm;
const withTabs = markdown => markdown.replace(TABS, (_, typescript, python) =>
  `::: code-group\n\n\`\`\`ts [TypeScript]\n${typescript}\`\`\`\n\n\`\`\`python [Python]\n${python}\`\`\`\n\n:::`);

function textOf(file) {
  const text = read(file);
  if (file.endsWith('.md')) { return withTabs(withLinks(text, file)); }
  return `# ${file}\n\n\`\`\`${LANGUAGES[path.extname(file)] ?? 'text'}\n${text.trimEnd()}\n\`\`\`\n`;
}

/** Folders that a page links to, and that have no page of their own. */
function folderPages(pages) {
  const folders = [...new Set(pages.map(file => path.posix.dirname(file)).filter(folder => folder !== '.' && !exists(`${folder}/README.md`)))];
  return folders.map(folder => {
    const within = pages.filter(file => path.posix.dirname(file) === folder);
    const list = within.map(file => `- [${file.endsWith('.md') ? titleOf(read(file)) : path.posix.basename(file)}](${path.posix.basename(pageOf(file))})`);
    return [`${folder}/index.md`, `# ${folder}\n\n${list.join('\n')}\n`];
  });
}

function stage(folder) {
  fs.rmSync(folder, { recursive: true, force: true });
  const pages = reachable();
  for (const [name, text] of [...folderPages(pages), ...pages.map(file => [pageOf(file), textOf(file)])]) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  }
  fs.cpSync(path.join(ROOT, 'docs', 'pictures'), path.join(folder, 'docs', 'pictures'), { recursive: true });
  fs.cpSync(path.join(__dirname, 'public'), path.join(folder, 'public'), { recursive: true });
  return pages;
}

module.exports = { stage, withLinks, withTabs };
