// `node build/sync-upstream/runbooks.js CHECKOUT [--check]`: writes which alerts have a page in the community's runbooks, from a git checkout (or a bare clone) of
// github.com/prometheus-operator/runbooks. With --check it writes nothing, and exits with status 1 if the committed list differs. Hugo serves
// content/runbooks/FOLDER/Alert.md as /runbooks/FOLDER/alert/.
'use strict';
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const FILE = path.join(__dirname, '..', '..', 'src', 'monitoring-mixin', 'community-runbooks.ts');

function pagesIn(checkout) {
  const git = (...args) => execFileSync('git', ['-C', checkout, ...args], { encoding: 'utf8' }).trim();
  const found = git('ls-tree', '-r', '--name-only', 'HEAD', 'content/runbooks').split('\n').flatMap(file => /^content\/runbooks\/([^/]+)\/(\w+)\.md$/.exec(file) ?? []);
  const pages = {};
  for (let at = 0; at < found.length; at += 3) {
    const [, folder, alert] = found.slice(at, at + 3);
    if (alert !== '_index') { (pages[folder] ??= []).push(alert); }
  }
  return { commit: git('rev-parse', 'HEAD'), pages };
}

function moduleOf({ commit, pages }) {
  const folders = Object.keys(pages).sort().map(folder => {
    return [`  '${folder}': [`, ...pages[folder].sort().map(alert => `    '${alert}',`), '  ],'].join('\n');
  });
  return [
    '/** Commit of github.com/prometheus-operator/runbooks of which these pages are. Written by build/sync-upstream/runbooks.js: never edit. */',
    `export const RUNBOOKS_COMMIT = '${commit}';`, '',
    '/** The alerts that have a page in the community\'s runbooks, by folder. */',
    'export const COMMUNITY_RUNBOOKS: { readonly [folder: string]: readonly string[] } = {', ...folders, '};', '',
  ].join('\n');
}

function main([checkout, ...options]) {
  if (checkout === undefined || options.some(option => option !== '--check')) { throw new Error('usage: node build/sync-upstream/runbooks.js CHECKOUT [--check]'); }
  const text = moduleOf(pagesIn(checkout));
  const isSame = fs.existsSync(FILE) && fs.readFileSync(FILE, 'utf8') === text;
  if (options.includes('--check')) { return isSame ? 0 : 1; }
  if (!isSame) { fs.writeFileSync(FILE, text); }
  return 0;
}

if (require.main === module) { process.exitCode = main(process.argv.slice(2)); }

module.exports = { moduleOf };
