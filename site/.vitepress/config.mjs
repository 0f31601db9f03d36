import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitepress';

const require = createRequire(import.meta.url);
const { sidebar } = require('../pages.js');
const { promql } = require('../promql.js');
const { boostDocument } = require('../search.js');
const { slugger } = require('../slug.js');
const manifest = require('../../package.json');

const site = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Until the owner names a repository, no page links to one. */
const repository = manifest.repository.url.replace(/^git\+/, '').replace(/\.git$/, '');
const hasRepository = !/^https?:\/\/(?:[\w-]+\.)*example\.(?:org|com)\b/.test(repository);

const base = process.env.SITE_BASE ?? '/';

/** What a page is, where its title alone does not say it: four are called "Prometheus". */
const KINDS = [[/^docs\/api\/types-/, 'types'], [/^docs\/api\//, 'API'], [/^docs\/runbooks\//, 'runbook'], [/^docs\/how-to\//, 'how-to']];
const kindOf = page => KINDS.find(([pages]) => pages.test(page))?.[1];

/** How a page is shown. RULES.md has its own table of contents; each alert of a runbook has the same four headings. */
function lookOf(page) {
  if (page === 'index.md') { return { pageClass: 'first-page' }; }
  if (page === 'RULES.md') { return { outline: false, aside: false }; }
  return page.startsWith('docs/runbooks/') || page === 'CHANGELOG.md' ? { outline: 2 } : {};
}

export default defineConfig({
  srcDir: '.pages',
  outDir: path.join(site, '..', 'dist', 'site'),
  cacheDir: path.join(site, 'node_modules', '.cache', 'vitepress'),
  base,
  title: manifest.name,
  description: manifest.description,
  lang: 'en-US',
  head: [['link', { rel: 'icon', type: 'image/svg+xml', href: `${base}icon.svg` }]],
  metaChunk: true,
  ...process.env.SITE_URL ? { sitemap: { hostname: process.env.SITE_URL } } : {},
  transformPageData(page) {
    const kind = kindOf(page.relativePath);
    return { ...kind ? { titleTemplate: `:title (${kind}) | ${manifest.name}` } : {}, frontmatter: { ...page.frontmatter, ...lookOf(page.relativePath) } };
  },
  markdown: {
    anchor: { slugify: slugger },
    languages: [promql],
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' }, // the usual ones are too faint for WCAG AA, which the check requires
    config(md) {
      const { fence } = md.renderer.rules;
      for (const rule of ['text', 'code_inline']) { // {{ }} is a template of Prometheus or Helm, not an expression of Vue
        const render = md.renderer.rules[rule];
        md.renderer.rules[rule] = (...all) => render(...all).replaceAll('{{', '&#123;&#123;');
      }
      md.renderer.rules.fence = (tokens, at, ...rest) => (tokens[at].info.trim() === 'mermaid'
        ? `<Mermaid code="${encodeURIComponent(tokens[at].content)}" />`
        : fence(tokens, at, ...rest));
    },
  },
  vite: { build: { chunkSizeWarningLimit: 8000 } },
  themeConfig: {
    nav: [
      { text: 'Getting started', link: '/docs/getting-started' },
      { text: 'API', link: '/API', activeMatch: '/API|/docs/api/' },
      { text: 'Rules', link: '/RULES' },
      { text: 'Runbooks', link: '/docs/runbooks/' },
      { text: 'Changes', link: '/CHANGELOG' },
    ],
    sidebar: sidebar(),
    outline: { level: [2, 3] },
    search: { provider: 'local', options: { miniSearch: { searchOptions: { boostDocument } } } },
    ...hasRepository ? { socialLinks: [{ icon: 'github', link: repository }] } : {},
    docFooter: { prev: 'Previous', next: 'Next' },
  },
});
