import { asHtml } from '../../../src/scrape-graph/views/html';
import { explanationOf, issueOf, scrapeOf } from '../../support/explanations';

const MAIN = { name: 'Prometheus monitoring/main', chooses: [], alerts: [], pods: 1, shards: 1, writesTo: [] };
const page = (...explanations: object[]) => asHtml(explanations.map(each => explanationOf(each)));
const BODY = (html: string) => html.slice(html.indexOf('<main>'), html.indexOf('</main>'));
const rowsOf = (more: object) => BODY(page(more)).split('\n').filter(line => line.startsWith('<tr class="scrape"'));
/** The cells of the only scrape. */
const cellsOf = (scrape: object, more: object = {}) => rowsOf({ scrapes: [scrapeOf(scrape)], ...more })[0].replace(/<\/tr>$/, '').split('<td>').slice(1);
const clustersOf = (html: string) => JSON.parse(/const CLUSTERS=(\[.*?\]);/.exec(html)![1]);
const problem = (name: string, severity = 'error') => issueOf('scrape-graph/no-pods', `Service shop/${name} selects no pods`, { severity, objects: [`Service shop/${name}`] });

describe('the page', () => {
  test('loads nothing, and runs only its own code', () => {
    expect(page({})).toContain('content="default-src \'none\'; style-src \'unsafe-inline\'; script-src \'unsafe-inline\'"');
    expect(page({})).not.toMatch(/(src|href)="(https?:)?\/\//);
  });

  test('counts the problems by their causes, and the scrapes, of all clusters', () => {
    const html = page({ problems: [problem('a'), problem('b'), issueOf('x', 'y')], scrapes: [scrapeOf()] }, { problems: [problem('a')], scrapes: [scrapeOf(), scrapeOf()] });
    expect(html).toContain('<span id="problem-count">3</span> of 3 problems, <span id="count">3</span> of 3 scrapes');
  });

  test('also has the whole text, escaped', () => {
    expect(page({ images: ['<b>&"\''] })).toContain('Images\n  &#60;b&#62;&#38;&#34;&#39;\n');
  });

  test('of nothing has no problems, and omits empty sections', () => {
    const body = BODY(page({}));
    expect(body).toContain('<h3>Problems</h3><p class="none">None.</p>');
    expect(body).not.toMatch(/<h2>|Silenced|<details>|<li/);
  });

  test('has the name of a cluster', () => {
    expect(BODY(page({ cluster: 'e<u' }, { cluster: 'us' })).match(/<section><h2>.*?<\/h2>/g)).toEqual(['<section><h2>e&#60;u</h2>', '<section><h2>us</h2>']);
  });

  test('has sections that can be opened, with the number of their entries', () => {
    const body = BODY(page({
      rules: [{ name: 'PrometheusRule shop/a', alerts: 2, records: 1, feedsOn: [] }],
      images: ['a:1', 'b:1'],
      secrets: [{ namespace: 'shop', name: 'token', keys: ['k'], isOptional: false, by: ['A', 'B'] }],
      disruptionLimits: [{ object: 'Deployment m/ksm', version: '2.9.0', limits: [{ what: 'evictions', cure: 'use 2.10' }, { what: 'others', cure: 'none' }] } as any],
      silenced: [{ ...problem('a'), at: 'Service shop/a', reason: 'on <purpose>' }, { ...problem('b'), at: 'Service shop/b', reason: 'too' }],
    }));
    expect(body.match(/<details>.*<\/details>/g)).toEqual([
      '<details><summary>Disruptions that are not visible (2)</summary><ul><li>Deployment m/ksm, version 2.9.0: evictions: use 2.10</li><li>Deployment m/ksm, version 2.9.0: others: none</li></ul></details>',
      '<details><summary>Rules (1)</summary><ul><li>PrometheusRule shop/a: 2 alerts, 1 recorded series</li></ul></details>',
      '<details><summary>Images (2)</summary><ul><li><code>a:1</code></li><li><code>b:1</code></li></ul></details>',
      '<details><summary>Secrets that must exist (1)</summary><ul><li><code>shop/token: k</code> for A, B</li></ul></details>',
    ]);
    expect(body).toContain('<h3>Silenced</h3><ul><li>Service shop/a selects no pods [scrape-graph/no-pods]<br>at Service shop/a: <i>on &#60;purpose&#62;</i></li><li>Service shop/b');
  });

  test('can be scrolled with a keyboard', () => {
    const body = BODY(page({ problems: [problem('a')] }));
    expect(body).toContain('<div class="scroll list" tabindex="0" role="region" aria-label="Problems"><ul class="problems"><li');
    expect(body).toContain('<div class="scroll graph" tabindex="0" role="region" aria-label="Graph"></div>');
  });
});

describe('a problem', () => {
  const items = (more: object) => BODY(page(more)).match(/<li class="(error|warning)".*<\/li>/g)!;

  test('has its severity and its text, and links to the first row of its object', () => {
    const scrapes = [scrapeOf({ service: 'Service shop/b', workload: undefined }), scrapeOf({ service: 'Service shop/a' }), scrapeOf({ service: 'Service shop/a' })];
    expect(items({ scrapes, problems: [problem('a')] })).toEqual([
      '<li class="error" data-severity="error"><b>error</b> <span class="text">Service shop/a selects no pods [scrape-graph/no-pods]</span> <a href="#row-0-1">Service shop/a</a></li>',
    ]);
  });

  test('of an object without a row links to a search', () => {
    expect(items({ problems: [problem('a', 'warning')] })[0]).toMatch(/^<li class="warning" data-severity="warning"><b>warning<\/b> .* <a href="#q=Service%20shop%2Fa">Service shop\/a<\/a><\/li>$/);
  });

  test('links to six objects, each once', () => {
    const names = ['1', '2', '3', '4', '5', '6', '7', '1'].map(name => `Service shop/${name}`);
    expect(items({ problems: [issueOf('x', 'y', { objects: names })] })[0].match(/<a href/g)).toHaveLength(6);
    expect(items({ problems: [issueOf('x', 'y', { objects: ['Pod a', 'Pod a', 'Pod b'] })] })[0]).toContain('<a href="#q=Pod%20a">Pod a</a> <a href="#q=Pod%20b">Pod b</a></li>');
  });

  test('of several places lists the others', () => {
    expect(items({ problems: [problem('a'), problem('<b>'), problem('c')] })).toEqual([
      expect.stringContaining('<details><summary>3 times</summary><ul><li>Service shop/&#60;b&#62;</li><li>Service shop/c</li></ul></details></li>'),
    ]);
  });
});

describe('the row of a scrape', () => {
  test('has target, job, interval, Prometheus and labels', () => {
    expect(cellsOf({ scheme: 'https' })).toEqual([
      'Service shop/web<br>Deployment shop/web<br><code>https metrics /metrics</code>', 'web', '30s', 'ServiceMonitor shop/web<br>Prometheus monitoring/main', '<code>job=&#34;web&#34;, namespace=&#34;shop&#34;</code>',
    ]);
  });

  test.each<[string, object, string]>([
    ['no Service', { service: undefined }, 'Deployment shop/web<br><code>metrics /metrics</code>'],
    ['addresses alone', { service: undefined, workload: undefined, addresses: ['a:1', 'b:1'] }, 'a:1, b:1<br><code>metrics /metrics</code>'],
    ['a discovery elsewhere', { service: undefined, workload: undefined, elsewhere: ['EC2', 'Consul'], port: undefined }, 'EC2, Consul<br><code>/metrics</code>'],
  ])('with %s', (_, scrape, expected) => expect(cellsOf(scrape)[0]).toBe(expected));

  test('says who selects it', () => {
    expect(cellsOf({ by: [] })[3]).toBe('ServiceMonitor shop/web<br><span class="error">not selected by a Prometheus here</span>');
    expect(cellsOf({ by: ['Prometheus a/a', 'Prometheus b/b'] })[3]).toBe('ServiceMonitor shop/web<br>Prometheus a/a<br>Prometheus b/b');
  });

  test('says that all targets are dropped, unless that is unknown', () => {
    expect(cellsOf({ labels: undefined }).slice(1)).toEqual(['', '30s', 'ServiceMonitor shop/web<br>Prometheus monitoring/main', '<span class="error">dropped by a relabeling</span>']);
    expect(cellsOf({ labels: undefined, elsewhere: ['EC2'] })[4]).toBe('');
    expect(cellsOf({ labels: { a: 'b' } })[1]).toBe('');
  });

  test('has the numbers of what is drawn, and their worst severity', () => {
    const more = (severity: string, object: string) => ({ prometheuses: [MAIN], problems: [issueOf('x', 'y', { severity, objects: [object] })] });
    const head = (...args: [string, string] | []) => rowsOf({ prometheuses: [MAIN], scrapes: [scrapeOf()], ...args.length === 2 && more(...args) })[0].split('<td>')[0];
    expect(head()).toBe('<tr class="scrape" id="row-0-0" tabindex="-1" data-nodes="0 1 2 3">');
    expect(head('error', 'Deployment shop/web')).toBe('<tr class="scrape" id="row-0-0" tabindex="-1" data-nodes="0 1 2 3" data-severity="error">');
    expect(head('warning', 'ServiceMonitor shop/web')).toContain(' data-severity="warning">');
    expect(head('warning', 'Service shop/other')).not.toContain('data-severity');
  });

  test('has the numbers of its cluster', () => {
    expect(BODY(page({ scrapes: [scrapeOf()] }, { scrapes: [scrapeOf(), scrapeOf()] })).match(/id="row-\d-\d"/g)).toEqual(['id="row-0-0"', 'id="row-1-0"', 'id="row-1-1"']);
  });
});

describe('the data of the drawing', () => {
  test('has each object with its column and severity, and the lines by their numbers', () => {
    const scrapes = [scrapeOf(), scrapeOf({ path: '/b' }), scrapeOf({ monitor: 'PodMonitor shop/p', service: undefined, labels: undefined })];
    expect(clustersOf(page({ prometheuses: [MAIN], scrapes, problems: [problem('web', 'warning')] }))).toEqual([{
      nodes: [['Prometheus monitoring/main', 0, ''], ['ServiceMonitor shop/web', 1, ''], ['Service shop/web', 2, 'warning'], ['Deployment shop/web', 3, ''], ['PodMonitor shop/p', 1, '']],
      lines: [[0, 1, '', 0], [1, 2, 'metrics 30s +1', 0], [2, 3, '', 0], [0, 4, '', 0], [4, 3, 'metrics 30s', 1]],
    }]);
  });

  test('cannot end the script', () => {
    const html = page({ scrapes: [scrapeOf({ service: '</script><!--&\u2028' })] });
    expect(html).toContain('"\\u003c/script\\u003e\\u003c!--\\u0026\\u2028"');
    expect(html.match(/<\/script>/g)).toHaveLength(1);
  });
});
