// What `npm run site -- --check` checks: links and anchors, titles, the sidebar, the search, and the pages in a browser.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { inBrowser } = require('./browser-check');
const { SEARCH_OPTIONS } = require('./search');

/** Words that a search must find, and a page that must be among the first ten. */
const SEARCHES = [['listenLocal', 'docs/how-to/config-reloader-sidecar'], ['NodeEndpoints', 'docs/api/NodeEndpoints'], ['KubePodCrashLooping', 'docs/runbooks/']];

const decode = text => text.replace(/&amp;/g, '&').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&#39;/g, "'");
const attributes = (html, name) => [...html.matchAll(new RegExp(` ${name}="([^"]*)"`, 'g'))].map(([, value]) => decode(value));
const content = html => html.replace(/<script[\s\S]*?<\/script>/g, '');

function pagesIn(folder) {
  const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(file => file.split(path.sep).join('/')).filter(file => file.endsWith('.html'));
  return new Map(files.sort().map(file => [file, fs.readFileSync(path.join(folder, file), 'utf8')]));
}

/** Links within the site that lead to no file, or to no heading of it. */
function deadLinks(folder, base, pages) {
  const anchors = new Map([...pages].map(([file, html]) => [file, new Set(attributes(html, 'id'))]));
  return [...pages].flatMap(([file, html]) => [...new Set([...attributes(content(html), 'href'), ...attributes(content(html), 'src')])].flatMap(link => {
    const { origin, pathname, hash } = new URL(link, `http://site${base}${file}`);
    if (origin !== 'http://site') { return []; }
    const outside = !pathname.startsWith(base);
    const target = decodeURIComponent(pathname.slice(base.length)).replace(/(^|\/)$/, '$1index.html');
    if (outside || !fs.existsSync(path.join(folder, target))) { return [`${file}: ${link}`]; }
    return hash === '' || anchors.get(target)?.has(decodeURIComponent(hash.slice(1))) ? [] : [`${file}: ${link} (no such heading)`];
  }));
}

/** Scripts, styles, fonts and pictures of other hosts. */
function fromElsewhere(folder, pages) {
  const loaded = /<(?:script|img|iframe|source)[^>]* src="(?:https?:)?\/\/|<link[^>]* href="(?:https?:)?\/\//;
  const styles = fs.readdirSync(path.join(folder, 'assets')).filter(file => file.endsWith('.css'));
  return [
    ...[...pages].filter(([, html]) => loaded.test(html)).map(([file]) => file),
    ...styles.filter(file => /url\(["']?(?:https?:)?\/\/|@import/.test(fs.readFileSync(path.join(folder, 'assets', file), 'utf8'))),
  ];
}

function untitled(pages) {
  const titles = new Map();
  for (const [file, html] of pages) {
    const title = /<title>([^<]*)<\/title>/.exec(html)?.[1] ?? '';
    titles.set(title, [...titles.get(title) ?? [], file]);
  }
  const headings = [...pages].filter(([file, html]) => file !== '404.html' && !/<h1[ >]/.test(html)).map(([file]) => `${file} has no heading`);
  return [...headings, ...[...titles].filter(([title, files]) => title === '' || files.length > 1).map(([title, files]) => `"${title}" is the title of ${files.join(', ')}`)];
}

async function unfound(folder) {
  const chunks = path.join(folder, 'assets', 'chunks');
  const index = fs.readdirSync(chunks).find(file => file.startsWith('@localSearchIndex') && /const \w+=/.test(fs.readFileSync(path.join(chunks, file), 'utf8')));
  if (index === undefined) { return ['there is no index']; }
  const copy = path.join(folder, '..', 'site-index.mjs');
  fs.copyFileSync(path.join(chunks, index), copy);
  const { default: json } = await import(`${pathToFileURL(copy)}?${Date.now()}`);
  fs.rmSync(copy);
  const { default: MiniSearch } = await import(pathToFileURL(path.join(__dirname, 'node_modules', 'minisearch', 'dist', 'es', 'index.js')));
  const search = MiniSearch.loadJSON(json, { fields: ['title', 'titles', 'text'], storeFields: ['title', 'titles'], searchOptions: SEARCH_OPTIONS });
  return SEARCHES.filter(([word, page]) => !search.search(word).slice(0, 10).some(({ id }) => id.includes(page))).map(([word, page]) => `"${word}" does not find ${page}`);
}

async function check(folder, base, asksForPictures = false) {
  const pages = pagesIn(folder);
  const count = { passed: 0, failed: 0 };
  const report = (title, faults) => {
    count[faults.length === 0 ? 'passed' : 'failed'] += 1;
    console.log(`${faults.length === 0 ? 'ok  ' : 'FAIL'} ${title}`);
    for (const fault of faults.slice(0, 40)) { console.log(`       ${fault}`); }
  };
  report(`links and anchors of ${pages.size} pages lead somewhere`, deadLinks(folder, base, pages));
  report('each page has a heading and a title of its own', untitled(pages));
  report('nothing is loaded from another host', fromElsewhere(folder, pages));
  report('no link leads to a placeholder', [...pages].filter(([, html]) => /href="[^"]*example\.(?:org|com)/.test(html)).map(([file]) => file));
  report('the search finds what is searched', await unfound(folder));
  await inBrowser(folder, base, [...pages.keys()], report, asksForPictures);
  console.log(`\n${count.passed} passed, ${count.failed} failed`);
  return count.failed === 0;
}

module.exports = { check, deadLinks, untitled };
