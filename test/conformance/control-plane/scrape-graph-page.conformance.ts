import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ScrapeGraph } from '../../../src';
import { deployment, meta, monitor, prometheus, service, WELL } from '../../support/scrape-graph';
import { aStack } from '../../support/stack';
import { Browser } from '../support/browser';

// The page of the graph in a real browser: it is drawn, it is reduced, and names are never interpreted as code.
const folder = mkdtempSync(join(tmpdir(), 'page-'));
/** For a person who wants to see what the tests see. */
const pictures = process.env.PAGE_PICTURES;
let browser: Browser;
beforeAll(async () => {
  jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  browser = await Browser.start(join(folder, 'profile'));
}, 60_000);
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
}, 60_000);
afterEach(() => expect(browser.said.splice(0)).toEqual([]));

async function open(page: string, fragment = ''): Promise<void> {
  const path = join(folder, 'page.html');
  writeFileSync(path, page);
  await browser.open(`file://${path}${fragment}`);
}

async function picture(name: string): Promise<Buffer> {
  const png = await browser.screenshot();
  if (pictures !== undefined) {
    mkdirSync(pictures, { recursive: true });
    writeFileSync(join(pictures, `${name}.png`), png);
  }
  return png;
}

function pageOf(objects: readonly object[]): string {
  const path = join(folder, 'all.yaml');
  writeFileSync(path, objects.map(object => JSON.stringify(object)).join('\n---\n'));
  return ScrapeGraph.fromFiles([path]).explainAsHtml();
}

/**
 * This many monitors: every ninth refers to a port that no pod declares, every eleventh selects nothing; every seventh has a name longer
 * than its box.
 */
function monitors(count: number): object[] {
  return [prometheus(), ...Array.from({ length: count }, (_, at) => {
    const name = at % 7 === 3 ? `a-service-with-a-name-that-is-longer-than-its-box-${at}` : `web-${at}`;
    const app = { app: name };
    return [
      { ...monitor({ selector: { matchLabels: at % 11 === 5 ? { app: 'nobody' } : app } }), ...meta(name) },
      { ...service({ selector: app, ...at % 9 === 4 && { ports: [{ name: 'metrics', port: 80, targetPort: 'nobody' }] } }, app), ...meta(name, app) },
      deployment(name, app),
    ];
  }).flat()];
}

const stack = () => ScrapeGraph.of(aStack().chart).explainAsHtml();
const SHOWN_ROWS = "[...document.querySelectorAll('tr.scrape:not([hidden])')].map(row => row.textContent)";
const BOXES = "[...document.querySelectorAll('svg g[data-node]')].map(box => box.dataset.node)";
const count = async (selector: string) => browser.evaluate<number>(`document.querySelectorAll(${JSON.stringify(selector)}).length`);

test('it shows every scrape of a stack, and draws every box and line', async () => {
  await open(stack());
  const rows = await count('tr.scrape');
  expect(rows).toBeGreaterThan(10);
  expect(await browser.evaluate("document.getElementById('count').textContent")).toBe(String(rows));
  expect(await count('svg rect')).toBeGreaterThan(20);
  expect(await count('svg path')).toBeGreaterThan(20);
}, 90_000);

test('a search text reduces rows and drawing to matching objects', async () => {
  await open(stack());
  const [rows, boxes] = [await count('tr.scrape'), await count('svg rect')];
  await open(stack(), '#kubelet');
  const shown = await browser.evaluate<string[]>(SHOWN_ROWS);
  expect(shown.length).toBeGreaterThan(0);
  expect(shown.length).toBeLessThan(rows);
  expect(shown.every(text => text.includes('kubelet'))).toBe(true);
  expect(await browser.evaluate("document.getElementById('count').textContent")).toBe(String(shown.length));
  expect(await count('svg rect')).toBeLessThan(boxes / 2);
}, 90_000);

test('names are escaped, whatever they contain', async () => {
  const hostile = '</script><script>document.title="taken"</script><img src=x onerror="document.title=\'taken\'">\u2028${1}`';
  await open(pageOf([...WELL.slice(0, 2), { ...monitor(), ...meta(hostile) }, service(), deployment()]));
  expect(await browser.evaluate('document.title')).toBe('Scrape graph');
  expect(await count('img')).toBe(0);
  expect(await count('script')).toBe(1);
  expect((await browser.evaluate<string[]>(BOXES)).some(name => name.includes('<img src=x'))).toBe(true);
}, 90_000);

describe.each([10, 100, 1000])('with %i monitors', size => {
  const wrong = (rest: number, of: number) => Array.from({ length: size }, (_, at) => at).filter(at => at % of === rest).length;

  test('it draws at most some hundred boxes, and never a Service without its monitor', async () => {
    await open(pageOf(monitors(size)));
    await picture(`${size}-all`);
    const boxes = await count('svg rect');
    expect(boxes).toBeGreaterThan(size < 100 ? size : 100);
    expect(boxes).toBeLessThanOrEqual(480);
    expect(await count('svg path')).toBeGreaterThan(0);
    // a Service without the monitor that selects it would be unexplained
    expect(await browser.evaluate(`(() => {
      const [{ shown, data }] = sections;
      return shown.nodes.filter(node => data.nodes[node][1] === 2 && !data.lines.some(([from, to]) => to === node && shown.nodes.includes(from))).map(node => data.nodes[node][0]);
    })()`)).toEqual([]);
  }, 90_000);

  test('every text fits its box', async () => {
    await open(pageOf(monitors(size)));
    const over = await browser.evaluate<string[]>(`[...document.querySelectorAll('svg g[data-node]')].flatMap(box => {
      const frame = box.querySelector('rect').getBBox();
      return [...box.querySelectorAll('text')].filter(text => text.getBBox().x + text.getBBox().width > frame.x + frame.width).map(text => text.textContent);
    })`);
    expect(over).toEqual([]);
    expect((await browser.evaluate<string[]>("[...document.querySelectorAll('svg text')].map(text => text.textContent)")).some(text => text.includes('…'))).toBe(true);
  }, 90_000);

  test('"only errors" reduces problems, rows and drawing to errors', async () => {
    await open(pageOf(monitors(size)), '#severity=error');
    await picture(`${size}-errors`);
    expect(await browser.evaluate("[...document.querySelectorAll('.problems>li:not([hidden])')].every(item => item.classList.contains('error'))")).toBe(true);
    expect(await count('.problems>li:not([hidden])')).toBe(Array.from({ length: size }, (_, at) => at).filter(at => at % 9 === 4 && at % 11 !== 5).length);
    expect(await count('svg g.error')).toBeGreaterThanOrEqual(Math.min(wrong(4, 9), 100) - 1);
  }, 90_000);

  test('typing a search text updates the page without a noticeable delay', async () => {
    await open(pageOf(monitors(size)));
    await browser.press('/', '/');
    await browser.type('web-7');
    const took = await browser.evaluate<number>('(() => { const start = performance.now(); show(); return performance.now() - start; })()');
    expect(took).toBeLessThan(500);
    expect((await browser.evaluate<string[]>(SHOWN_ROWS)).every(text => text.includes('web-7'))).toBe(true);
    const boxes = await browser.evaluate<string[]>(BOXES);
    expect(boxes.length).toBeGreaterThan(0);
    expect(boxes.every(name => name.includes('web-7') || name.startsWith('Prometheus '))).toBe(true);
    await picture(`${size}-search`);
    await browser.press('Escape');
    expect(await browser.evaluate("document.getElementById('filter').value")).toBe('');
    expect(await browser.evaluate('location.hash')).toBe('');
  }, 90_000);
});

test('a problem leads to the row of its object, by keyboard, too', async () => {
  const objects = [...WELL, monitor({}, {}, 'again')];
  await open(pageOf(objects));
  const target = await browser.evaluate<string>("[...document.querySelectorAll('.problems a')].map(link => link.getAttribute('href')).find(href => href.startsWith('#row-'))");
  expect(target).toMatch(/^#row-0-\d+$/);
  await browser.evaluate(`document.querySelector('.problems a[href="${target}"]').focus()`);
  await browser.press('Enter', '\r');
  expect(await browser.evaluate('document.activeElement.id')).toBe(target.slice(1));
  expect(await browser.evaluate('document.activeElement.classList.contains("mark")')).toBe(true);
  expect(await browser.evaluate('(({ top, bottom }) => top >= 0 && bottom <= innerHeight)(document.activeElement.getBoundingClientRect())')).toBe(true);
  await picture('row');
}, 90_000);

test('an object without a row is searched, and drawn with the objects that select it', async () => {
  await open(pageOf(monitors(30)));
  await browser.evaluate("[...document.querySelectorAll('.problems a')].find(link => link.textContent === 'ServiceMonitor shop/web-16').click()");
  await browser.evaluate('new Promise(done => setTimeout(done, 150))');
  expect(await browser.evaluate(BOXES)).toEqual(['Prometheus monitoring/main', 'ServiceMonitor shop/web-16']);
}, 90_000);

test('a box is a keyboard button: Enter shows only this object', async () => {
  await open(pageOf(monitors(30)));
  await browser.evaluate("document.querySelector('svg g[data-node=\"Service shop/web-1\"]').focus()");
  await browser.press('Enter', '\r');
  expect(await browser.evaluate("document.getElementById('filter').value")).toBe('Service shop/web-1');
  expect((await browser.evaluate<string[]>(BOXES)).length).toBeLessThan(60);
}, 90_000);

/** The contrast between a text and its background, as in the web's guidelines (WCAG 2.2, 1.4.3). */
const CONTRASTS = `(() => {
  const parse = color => color.match(/[\\d.]+/g).map(Number);
  const luminance = ([r, g, b]) => [r, g, b].map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4).reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
  const behind = element => { for (let at = element; at; at = at.parentElement) { const own = parse(getComputedStyle(at).backgroundColor); if (own.length < 4 || own[3] > 0) { return own; } } return [255, 255, 255]; };
  const contrast = (a, b) => { const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
  const html = [...document.querySelectorAll('body *:not(svg *):not(script)')].filter(element => [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim() !== ''));
  const texts = html.map(element => [element.outerHTML.slice(0, 60), contrast(parse(getComputedStyle(element).color), behind(element))]);
  const rect = document.querySelector('svg rect');
  const drawn = [...document.querySelectorAll('svg text')].map(text => [text.outerHTML.slice(0, 60), contrast(parse(getComputedStyle(text).fill), parse(getComputedStyle(rect).fill))]);
  return [...texts, ...drawn];
})()`;

test.each(['light', 'dark'] as const)('%s: every text has a contrast of at least 4.5', async scheme => {
  await browser.colorScheme(scheme);
  await open(pageOf([...monitors(30), { ...service({}, { app: 'web-1' }), ...meta('twin', { app: 'web-1' }) }]), '#row-0-3');
  await picture(scheme);
  const found = await browser.evaluate<[string, number][]>(CONTRASTS);
  expect(found.length).toBeGreaterThan(100);
  expect(found.filter(([, contrast]) => contrast < 4.5)).toEqual([]);
  await browser.colorScheme('light');
}, 90_000);
