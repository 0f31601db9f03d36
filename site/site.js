// `npm run site [-- --check] [-- --base /PATH/] [-- --serve]`: the documentation as a site, in dist/site, from the Markdown of the repository.
// --check also checks the pages, in Chromium too where it is installed; --only-check checks what was built before; --pictures writes pictures of pages to dist/site-pictures, too; --serve shows it on this machine.
// SITE_URL (https://HOST/PATH/) adds a sitemap. Nothing in the pages is loaded from another host.
'use strict';
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { stage } = require('./stage');

const OUTPUT = path.join(__dirname, '..', 'dist', 'site');

/** Its packages are not among the development dependencies: `npm ci` of the project would install 288 more, which few need. */
function install() {
  const lock = fs.readFileSync(path.join(__dirname, 'package-lock.json'), 'utf8');
  const done = path.join(__dirname, 'node_modules', '.installed.json');
  if (fs.existsSync(done) && fs.readFileSync(done, 'utf8') === lock) { return; }
  // `npm run` passes its settings on: engine-strict of the library would refuse Mermaid, which runs in browsers, and --silent would hide why
  const settings = ['--engine-strict=false', '--loglevel=error'];
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts', ...settings], { cwd: __dirname, stdio: 'inherit', shell: process.platform === 'win32' });
  fs.writeFileSync(done, lock);
}

function build(base) {
  const pages = stage(path.join(__dirname, '.pages'));
  const vitepress = path.join(__dirname, 'node_modules', 'vitepress', 'bin', 'vitepress.js');
  execFileSync(process.execPath, [vitepress, 'build', '.'], { cwd: __dirname, stdio: 'inherit', env: { ...process.env, SITE_BASE: base } });
  console.log(`${pages.length} pages in ${path.relative(process.cwd(), OUTPUT) || '.'}`);
}

/** "/PATH/", whatever of the slashes was given. */
const baseOf = text => `/${text.replace(/^\/+|\/+$/g, '')}/`.replace('//', '/');

function option(name) {
  const at = process.argv.indexOf(name);
  return at === -1 ? undefined : process.argv[at + 1];
}

async function main() {
  const asked = name => process.argv.includes(name);
  const base = baseOf(option('--base') ?? process.env.SITE_BASE ?? '/');
  install();
  if (!asked('--only-check')) { build(base); }
  if (asked('--check') || asked('--only-check')) { process.exitCode = await require('./check').check(OUTPUT, base, asked('--pictures')) ? 0 : 1; }
  if (asked('--serve')) {
    const { url } = await require('./server').serve(OUTPUT, base, Number(option('--port') ?? 4173));
    console.log(`${url}${base} until it is stopped`);
  }
}

main().catch(error => {
  console.error(error.message);
  process.exitCode = 1;
});
