// The pages in a headless Chromium: no page is wider than a phone, the search answers, nothing complains on the console.
'use strict';
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { serve } = require('./server');
const { test } = require('../test/support/source');

const PHONE = 390;
/** One of each kind; all pages would take minutes. */
const PAGES = ['index.html', 'API.html', 'RULES.html', 'CHANGELOG.html', 'docs/getting-started.html', 'docs/features.html', 'docs/pictures.html', 'docs/upstream-rules.html', 'docs/how-to/slo.html',
  'docs/how-to/scrape-graph.html', 'docs/how-to/checks.html', 'docs/api/PrometheusStack.html', 'docs/api/types-manifest.html', 'docs/runbooks/index.html', 'docs/runbooks/prometheus.html', 'docs/dashboard-pictures.html', 'examples/platform/main.html'];

async function inBrowser(folder, base, all, report) {
  if (spawnSync('chromium', ['--version']).status !== 0) { console.log('skip the pages in a browser: there is no "chromium" here'); return; }
  const { Browser } = test('conformance/support/browser');
  const { url, close } = await serve(folder, base);
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-prometheus-site-'));
  const browser = await Browser.start(profile);
  try {
    await browser.size(PHONE, 844);
    const pages = PAGES.filter(file => all.includes(file));
    const wide = [];
    for (const page of pages) {
      await browser.open(`${url}${base}${page}`);
      const width = await browser.evaluate('document.documentElement.scrollWidth');
      if (width > PHONE) { wide.push(`${page}: ${width} px`); }
    }
    report(`${pages.length} pages are not wider than ${PHONE} px`, pages.length === PAGES.length ? wide : [`${PAGES.filter(file => !all.includes(file))} do not exist`]);
    report('the search lists pages', await searched(browser, `${url}${base}`));
    report('a link to the Markdown of a runbook leads to its page', await redirected(browser, `${url}${base}`));
    report('nothing complains on the console', browser.said.filter(text => !/404|status of 404/.test(text)));
  } finally {
    await browser.close();
    await close();
    fs.rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

const until = (browser, expression) => browser.evaluate(`new Promise(done => { let n = 0; const again = () => { const v = ${expression}; if (v || ++n > 100) { done(v); } else { setTimeout(again, 100); } }; again(); })`);

/** The page goes away meanwhile, and with it what is evaluated in it. */
async function untilGone(browser, expression) {
  for (let i = 0; i < 50; i++) {
    const value = await browser.evaluate(expression).catch(() => undefined);
    if (value) { return value; }
    await new Promise(done => setTimeout(done, 100));
  }
  return undefined;
}

async function searched(browser, home) {
  await browser.open(home);
  await until(browser, "document.querySelector('.VPNavBarSearch button')");
  await browser.evaluate("document.querySelector('.VPNavBarSearch button').click()");
  await until(browser, "document.querySelector('.VPLocalSearchBox input')");
  await browser.evaluate("document.querySelector('.VPLocalSearchBox input').focus()");
  await browser.type('listenLocal');
  const found = await until(browser, "document.querySelectorAll('.VPLocalSearchBox .result').length");
  return found > 0 ? [] : ['"listenLocal" has no result'];
}

async function redirected(browser, home) {
  await browser.open(`${home}docs/runbooks/workloads.md#kubepodcrashlooping`);
  const address = await untilGone(browser, "location.pathname.endsWith('.html') && location.href");
  return String(address).endsWith('docs/runbooks/workloads.html#kubepodcrashlooping') ? [] : [`it leads to ${address}`];
}

module.exports = { inBrowser };
