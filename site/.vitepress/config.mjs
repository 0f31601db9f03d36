import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitepress';

const require = createRequire(import.meta.url);
const { sidebar } = require('../pages.js');
const { promql } = require('../promql.js');
const { slugger } = require('../slug.js');
const manifest = require('../../package.json');

const site = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Until the owner names a repository, no page links to one. */
const repository = manifest.repository.url.replace(/^git\+/, '').replace(/\.git$/, '');
const hasRepository = !/^https?:\/\/(?:[\w-]+\.)*example\.(?:org|com)\b/.test(repository);

const base = process.env.SITE_BASE ?? '/';

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
  markdown: {
    anchor: { slugify: slugger },
    languages: [promql],
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
    search: { provider: 'local' },
    ...hasRepository ? { socialLinks: [{ icon: 'github', link: repository }] } : {},
    docFooter: { prev: 'Previous', next: 'Next' },
  },
});
