import { spawnSync } from 'child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ScrapeGraph } from '../../../src';
import { deployment, meta, monitor, service, WELL } from '../../support/scrape-graph';
import { aStack } from '../../support/stack';

// The page of the graph in a real browser: it is drawn, it filters, and nothing that is in a name becomes a part of it.
const folder = mkdtempSync(join(tmpdir(), 'page-'));
beforeAll(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterAll(() => rmSync(folder, { recursive: true }));

function browse(page: string, fragment = '', ...options: string[]): string {
  const path = join(folder, 'page.html');
  writeFileSync(path, page);
  const { status, stdout, stderr } = spawnSync('chromium', [
    '--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', `--user-data-dir=${join(folder, 'profile')}`, '--virtual-time-budget=2000', '--enable-logging=stderr',
    ...options.length > 0 ? options : ['--dump-dom'], `file://${path}${fragment}`,
  ], { encoding: 'utf8', maxBuffer: 1 << 26, timeout: 60_000 });
  // what the page itself says, not the browser about its machine
  expect(stderr.split('\n').filter(line => /CONSOLE/.test(line))).toEqual([]);
  expect(status).toBe(0);
  return stdout;
}

function pageOf(objects: readonly object[]): string {
  const path = join(folder, 'all.yaml');
  writeFileSync(path, objects.map(object => JSON.stringify(object)).join('\n---\n'));
  return ScrapeGraph.fromFiles([path]).explainAsHtml();
}

const stack = () => ScrapeGraph.of(aStack().chart).explainAsHtml();
const rows = (dom: string) => dom.match(/<tr class="scrape"[^>]*>/g) ?? [];

test('it shows every scrape of a stack, and draws every box and line', () => {
  const dom = browse(stack());
  expect(rows(dom).length).toBeGreaterThan(10);
  expect(dom).toContain(`<span id="count">${rows(dom).length}</span>`);
  expect((dom.match(/<rect /g) ?? []).length).toBeGreaterThan(20);
  expect((dom.match(/<path /g) ?? []).length).toBeGreaterThan(20);
}, 90_000);

test('a filter in the address hides what does not have it', () => {
  const dom = browse(stack(), '#kubelet');
  const shown = rows(dom).filter(row => !row.includes('hidden'));
  expect(shown.length).toBeGreaterThan(0);
  expect(shown.every(row => row.includes('kubelet'))).toBe(true);
  expect(dom).toContain(`<span id="count">${shown.length}</span>`);
  expect(rows(dom).length).toBeGreaterThan(shown.length);
  expect(dom).toMatch(/<g data-node="[^"]*"[^>]* class="dim"|class="dim"[^>]*data-node=/);
}, 90_000);

test('names are text, whatever is in them', () => {
  const hostile = '</script><script>document.title="taken"</script><img src=x onerror="document.title=\'taken\'">';
  const dom = browse(pageOf([...WELL.slice(0, 2), { ...monitor(), ...meta(hostile) }, service(), deployment()]));
  expect(dom).toContain('<title>Scrape graph</title>');
  expect(dom).not.toMatch(/<img/);
  expect((dom.match(/<script/g) ?? [])).toHaveLength(1);
}, 90_000);

test('it is a picture: a screenshot has more than one colour', () => {
  const file = join(folder, 'page.png');
  browse(stack(), '', `--screenshot=${file}`, '--window-size=1400,900');
  expect(readFileSync(file).subarray(1, 4).toString()).toBe('PNG');
  // an empty page of this size has 6 kB
  expect(statSync(file).size).toBeGreaterThan(30_000);
}, 90_000);
