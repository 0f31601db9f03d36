// The pages in a headless Chromium: no page is wider than the screen, the text can be read in light and dark, the search answers, nothing complains on the console.
'use strict';
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { serve } = require('./server');
const { test } = require('../test/support/source');

const PHONE = 390;
const DESK = 1440;
const HEIGHT = 900;
const SCHEMES = ['light', 'dark'];
/** WCAG AA for text of normal size. */
const LEAST_CONTRAST = 4.5;
/** Where the pictures of a page go. */
const PICTURES = path.join(__dirname, '..', 'dist', 'site-pictures');
/** Shown to people: the first screen of each. */
const SHOWN = { readme: 'index.html', 'getting-started': 'docs/getting-started.html', stack: 'docs/api/PrometheusStack.html' };
/** One of each kind; all pages would take minutes. */
const PAGES = ['index.html', 'API.html', 'RULES.html', 'CHANGELOG.html', 'docs/getting-started.html', 'docs/features.html', 'docs/pictures.html', 'docs/upstream-rules.html', 'docs/how-to/slo.html',
  'docs/how-to/scrape-graph.html', 'docs/how-to/checks.html', 'docs/api/PrometheusStack.html', 'docs/api/types-manifest.html', 'docs/runbooks/index.html', 'docs/runbooks/prometheus.html', 'docs/dashboard-pictures.html', 'examples/platform/main.html'];

async function inBrowser(folder, base, all, report, asksForPictures) {
  if (spawnSync('chromium', ['--version']).status !== 0) { console.log('skip the pages in a browser: there is no "chromium" here'); return; }
  const { Browser } = test('conformance/support/browser');
  const { url, close } = await serve(folder, base);
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-prometheus-site-'));
  const browser = await Browser.start(profile);
  try {
    const missing = PAGES.filter(file => !all.includes(file)).map(file => `${file} does not exist`);
    const pages = PAGES.filter(file => all.includes(file)).map(file => ({ file, address: `${url}${base}${file}` }));
    for (const width of [PHONE, DESK]) { report(`${pages.length} pages are not wider than ${width} px`, [...missing, ...await tooWide(browser, pages, width)]); }
    for (const scheme of SCHEMES) { report(`the text of ${pages.length} pages has a contrast of ${LEAST_CONTRAST} in ${scheme}`, await tooFaint(browser, pages, scheme)); }
    if (asksForPictures) { await takePictures(browser, `${url}${base}`); }
    await browser.size(PHONE, HEIGHT);
    await browser.colorScheme('light');
    report('the search lists pages', await searched(browser, `${url}${base}`));
    report('a link to the Markdown of a runbook leads to its page', await redirected(browser, `${url}${base}`));
    report('nothing complains on the console', browser.said.filter(text => !/404|status of 404/.test(text)));
  } finally {
    await browser.close();
    await close();
    fs.rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function tooWide(browser, pages, most) {
  await browser.size(most, HEIGHT);
  const wide = [];
  for (const { file, address } of pages) {
    await browser.open(address);
    const width = await browser.evaluate('document.documentElement.scrollWidth');
    if (width > most) { wide.push(`${file}: ${width} px`); }
  }
  return wide;
}

/** Runs in the page: the faintest texts of the content, as `COLOR on COLOR: TEXT`. */
function faintTexts(least) {
  const channels = color => (/rgba?\(([^)]*)\)/.exec(color)?.[1] ?? '').split(/[ ,/]+/).map(Number);
  const over = ([r, g, b, a = 1], below) => [r, g, b].map((each, at) => each * a + below[at] * (1 - a));
  const backgroundOf = element => {
    const layers = [];
    for (let each = element; each; each = each.parentElement) { layers.push(channels(getComputedStyle(each).backgroundColor)); }
    return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255]);
  };
  const luminance = color => {
    const [r, g, b] = color.map(each => each / 255).map(each => each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [dark, bright] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  const found = new Map();
  for (const element of document.querySelectorAll('.vp-doc :is(p, li, td, th, h1, h2, h3, a, code, code span)')) {
    const text = [...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE).map(({ data }) => data.trim()).join('');
    if (text === '' || !element.checkVisibility() || element.matches('.header-anchor, .line-number')) { continue; }
    const [color, background] = [getComputedStyle(element).color, backgroundOf(element)];
    const key = `${color} on rgb(${background.map(Math.round).join(', ')})`;
    if (!found.has(key) && contrast(over(channels(color), background), background) < least) { found.set(key, text.slice(0, 40)); }
  }
  return [...found].map(([key, text]) => `${key}: ${text}`);
}

async function tooFaint(browser, pages, scheme) {
  await browser.colorScheme(scheme);
  const faint = [];
  for (const { file, address } of pages) {
    await browser.open(address);
    faint.push(...(await browser.evaluate(`(${faintTexts})(${LEAST_CONTRAST})`)).map(each => `${file}: ${each}`));
  }
  return faint;
}

async function takePictures(browser, home) {
  fs.mkdirSync(PICTURES, { recursive: true });
  for (const scheme of SCHEMES) {
    await browser.colorScheme(scheme);
    for (const [name, width] of [['phone', PHONE], ['desk', DESK]]) {
      await browser.size(width, HEIGHT);
      for (const [title, page] of Object.entries(SHOWN)) {
        await browser.open(`${home}${page}`);
        fs.writeFileSync(path.join(PICTURES, `${title}-${name}-${scheme}.png`), await browser.screenshot());
      }
    }
  }
  console.log(`pictures in ${path.relative(process.cwd(), PICTURES)}`);
}

const until = (browser, expression) => browser.evaluate(`new Promise(done => { let n = 0; const again = () => { const v = ${expression}; if (v || ++n > 600) { done(v); } else { setTimeout(again, 100); } }; again(); })`);

/** The page goes away meanwhile, and with it what is evaluated in it. */
async function untilGone(browser, expression) {
  for (let i = 0; i < 600; i++) {
    const value = await browser.evaluate(expression).catch(() => undefined);
    if (value) { return value; }
    await new Promise(done => setTimeout(done, 100));
  }
  return undefined;
}

async function searched(browser, home) {
  await browser.open(home);
  // the button is there before its script is: it is clicked until the box opens
  const [button, input] = ['.VPNavBarSearch button', '.VPLocalSearchBox input'].map(name => `document.querySelector('${name}')`);
  await until(browser, `${input} || (${button}?.click(), undefined)`);
  const isOpen = await browser.evaluate(`(box => { box?.focus(); return box !== null; })(${input})`);
  if (!isOpen) { return ['the search does not open within a minute']; }
  await browser.type('listenLocal');
  const found = await until(browser, "document.querySelectorAll('.VPLocalSearchBox .result').length");
  return found > 0 ? [] : ['"listenLocal" has no result'];
}

async function redirected(browser, home) {
  await browser.open(`${home}docs/runbooks/workloads.md#kubepodcrashlooping`).catch(() => undefined); // it may lead away before it is drawn
  const address = await untilGone(browser, "location.pathname.endsWith('.html') && location.href");
  return String(address).endsWith('docs/runbooks/workloads.html#kubepodcrashlooping') ? [] : [`it leads to ${address}`];
}

module.exports = { inBrowser };
