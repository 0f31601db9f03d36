import { explanationsText, costsAsText, problemsAsText, secretTitle } from '../../../src/scrape-graph/views/text';
import { explanationOf, issueOf, scrapeOf } from '../../support/explanations';

/** The lines below a title, up to the next empty line. */
function below(title: string, text: string): string[] {
  const lines = text.split('\n');
  const from = lines.indexOf(title);
  return from === -1 ? [] : lines.slice(from + 1, lines.indexOf('', from));
}

const titlesOf = (text: string) => text.split('\n').filter(line => /^\S/.test(line));

describe('the text', () => {
  test('of nothing has the four sections of every graph', () => {
    expect(explanationsText([explanationOf()])).toBe('Prometheus\n  nothing\n\nScraped\n  nothing\n\nRules\n  nothing\n\nImages\n  nothing\n\nProblems\n  nothing\n');
  });

  test('has a section for each other kind of fact', () => {
    const text = explanationsText([explanationOf({
      secrets: [{ namespace: 'monitoring', name: 'token', keys: ['a'], isOptional: false, by: ['ServiceMonitor shop/web'] }],
      required: [{ object: 'ConfigMap shop/a', by: 'Deployment shop/web' }],
      skippedNodes: [{ service: 'Service kube-system/kubelet', nodes: '2 of 5' }],
      disruptionLimits: [{ object: 'Deployment monitoring/ksm', version: '2.9.0', limits: [{ what: 'evictions', cure: 'use 2.10' }] } as any],
      silenced: [{ ...issueOf('scrape-graph/no-pods', 'no pods'), at: 'Service shop/web', reason: 'on purpose' }],
    })]);
    expect(titlesOf(text)).toEqual(['Prometheus', 'Scraped', 'Rules', 'Images', 'Secrets that must exist', 'Required', 'Nodes without a scrape', 'Disruptions that are not visible', 'Problems', 'Silenced']);
    expect(below('Secrets that must exist', text)).toEqual(['  monitoring/token: a', '    used by ServiceMonitor shop/web']);
    expect(below('Required', text)).toEqual(['  ConfigMap shop/a, required by Deployment shop/web']);
    expect(below('Nodes without a scrape', text)).toEqual(['  Service kube-system/kubelet: 2 of 5']);
    expect(below('Disruptions that are not visible', text)).toEqual(['  Deployment monitoring/ksm, version 2.9.0', '    evictions: use 2.10']);
    expect(below('Silenced', text)).toEqual(['  no pods [scrape-graph/no-pods]', '    at Service shop/web: on purpose']);
  });

  test('of several clusters has their names, and says why there are several', () => {
    const text = explanationsText([explanationOf({ cluster: 'eu', common: 'Namespace shop' }), explanationOf({ cluster: 'us', common: 'Namespace shop' })]);
    expect(text.split('\n').slice(0, 4)).toEqual(['# eu', '', 'One of several clusters, because each has its own Namespace shop. If they are one cluster, use --one-cluster.', '']);
    expect(titlesOf(text).filter(title => title.startsWith('#'))).toEqual(['# eu', '# us']);
    expect(text).toContain('  nothing\n\n# us\n');
  });

  test('has what a Prometheus selects, where its alerts are sent, and where it writes', () => {
    const server = { name: 'Prometheus monitoring/main', chooses: ['ServiceMonitor shop/web'], alerts: [], pods: 1, shards: 1, writesTo: [] };
    const lines = (more: object) => below('Prometheus', explanationsText([explanationOf({ prometheuses: [{ ...server, ...more }] })]));
    expect(lines({})).toEqual(['  Prometheus monitoring/main selects 1 object']);
    expect(lines({ chooses: [] })).toEqual(['  Prometheus monitoring/main selects 0 objects']);
    expect(lines({
      chooses: ['a', 'b'],
      alerts: [{ alertmanager: 'Alertmanager monitoring/main', receivers: { pager: 2, nobody: 1 } }, { alertmanager: 'Alertmanager monitoring/other', receivers: {} }],
      writesTo: [{ url: 'https://far.example.org/write', connections: 10 }],
    })).toEqual([
      '  Prometheus monitoring/main selects 2 objects',
      '    sends alerts to Alertmanager monitoring/main: 2 to "pager", 1 to "nobody"',
      '    sends alerts to Alertmanager monitoring/other',
      '    writes to https://far.example.org/write',
    ]);
  });

  test('has the rules, and the jobs that they read', () => {
    expect(below('Rules', explanationsText([explanationOf({
      rules: [
        { name: 'PrometheusRule shop/a', alerts: 2, records: 1, feedsOn: ['web', 'api'] }, { name: 'PrometheusRule shop/b', alerts: 0, records: 3, feedsOn: [] },
      ],
    })]))).toEqual(['  PrometheusRule shop/a: 2 alerts, 1 recorded series', '    uses web, api', '  PrometheusRule shop/b: 0 alerts, 3 recorded series']);
  });

  test('prints a name with a line break on one line', () => {
    expect(below('Images', explanationsText([explanationOf({ images: ['a\nProblems', 'b:1'] })]))).toEqual(['  a\\u000aProblems', '  b:1']);
  });
});

describe('a scrape', () => {
  const lines = (more: object) => below('Scraped', explanationsText([explanationOf({ scrapes: [scrapeOf(more)] })]));

  test('has the targets, their Prometheus, their addresses and their labels', () => {
    expect(lines({})).toEqual([
      '  Service shop/web, port metrics, /metrics, every 30s',
      '    by ServiceMonitor shop/web, selected by Prometheus monitoring/main',
      '    of Deployment shop/web',
      '    at *:8080',
      '    as job="web", namespace="shop"',
    ]);
  });

  test.each<[string, object, string]>([
    ['a workload without a Service', { service: undefined }, '  Deployment shop/web, port metrics, /metrics, every 30s'],
    ['neither, of the monitor', { service: undefined, workload: undefined }, '  ServiceMonitor shop/web, port metrics, /metrics, every 30s'],
    ['a discovery outside of the cluster', { service: undefined, workload: undefined, elsewhere: ['EC2', 'Consul'] }, '  targets found by EC2, Consul, port metrics, /metrics, every 30s'],
    ['no port', { port: undefined }, '  Service shop/web, /metrics, every 30s'],
    ['https', { scheme: 'https' }, '  Service shop/web, port metrics, https /metrics, every 30s'],
    ['a limit', { sampleLimit: 0 }, '  Service shop/web, port metrics, /metrics, every 30s, at most 0 samples'],
    ['labels that win', { honorLabels: true }, '  Service shop/web, port metrics, /metrics, every 30s, honors the labels of the target'],
  ])('has %s in its first line', (_, more, expected) => expect(lines(more)[0]).toBe(expected));

  test.each<[string, object, string]>([
    ['nobody', { by: [] }, '    by ServiceMonitor shop/web, not selected by a Prometheus here'],
    ['two', { by: ['Prometheus a/a', 'Prometheus b/b'] }, '    by ServiceMonitor shop/web, selected by Prometheus a/a and Prometheus b/b'],
  ])('selected by %s', (_, more, expected) => expect(lines(more)[1]).toBe(expected));

  test('that a Prometheus may select has the condition', () => {
    expect(lines({ perhaps: [{ by: 'Prometheus b/b', condition: 'namespace shop has the label a=b' }] })[2]).toBe('    Prometheus b/b if namespace shop has the label a=b');
  });

  test('without a Service or a workload has no line for it', () => {
    expect(lines({ service: undefined })).not.toContain('    of Deployment shop/web');
    expect(lines({ workload: undefined }).some(line => line.startsWith('    of '))).toBe(false);
  });

  test('has the number of addresses that are not shown', () => {
    expect(lines({ addresses: ['10.0.0.1:80', '10.0.0.2:80'], targets: 2 })).toContain('    at 10.0.0.1:80, 10.0.0.2:80');
    expect(lines({ addresses: ['10.0.0.1:80', '10.0.0.2:80'], targets: 5 })).toContain('    at 10.0.0.1:80, 10.0.0.2:80 and 3 more');
    expect(lines({ addresses: [] }).some(line => line.startsWith('    at '))).toBe(false);
  });

  test('has no labels if a relabeling drops every target', () => {
    expect(lines({ labels: undefined }).slice(-1)).toEqual(['    all targets dropped by a relabeling']);
    expect(lines({ labels: undefined, elsewhere: ['EC2'] }).slice(-1)).toEqual(['    at *:8080']);
  });
});

describe('problems', () => {
  const web = (at: number) => issueOf('scrape-graph/no-pods', `Service shop/web-${at} selects no pods`, { severity: 'warning', objects: [`Service shop/web-${at}`] });
  const lines = (...problems: any[]) => below('Problems', problemsAsText([explanationOf({ problems })]));

  test('are printed alone', () => {
    expect(problemsAsText([explanationOf({ images: ['a:1'] })])).toBe('Problems\n  nothing\n');
    expect(problemsAsText([explanationOf({ cluster: 'eu' })])).toBe('# eu\n\nProblems\n  nothing\n');
  });

  test('with one cause are one line, with three places and the number of all', () => {
    expect(lines(web(1))).toEqual(['  warning: Service shop/web-1 selects no pods [scrape-graph/no-pods]']);
    expect(lines(web(1), web(2))).toEqual(['  warning: Service shop/web-1 selects no pods [scrape-graph/no-pods]', '    2 times, also: Service shop/web-2']);
    expect(lines(web(1), web(2), web(3), web(4)).slice(1)).toEqual(['    4 times, also: Service shop/web-2; Service shop/web-3; Service shop/web-4']);
    expect(lines(web(1), web(2), web(3), web(4), web(5), web(6)).slice(1)).toEqual(['    6 times, also: Service shop/web-2; Service shop/web-3; Service shop/web-4; and 2 more']);
  });

  test('in the same place are only counted', () => {
    expect(lines(web(1), web(1)).slice(1)).toEqual(['    2 times']);
  });

  test('with another rule, severity or cause are separate', () => {
    const other = issueOf('scrape-graph/no-port', 'Service shop/web-1 selects no pods', { severity: 'warning', objects: ['Service shop/web-1'] });
    expect(lines(web(1), { ...web(2), severity: 'error' }, other, { ...web(3), message: 'Service shop/web-3 has no port' })).toHaveLength(4);
  });

  test('of list elements have one cause, each with its place', () => {
    const element = (object: string, at: number) => issueOf('core/image', `${object}: spec.containers[${at}].image is missing`, { objects: [object] });
    expect(lines(element('Pod a', 0), element('Pod a', 1), element('Pod b', 0)).slice(1)).toEqual(['    3 times, also: Pod a: spec.containers[1].image; Pod b: spec.containers[0].image']);
    expect(lines(element('Pod a', 0), element('Pod b', 0)).slice(1)).toEqual(['    2 times, also: Pod b']);
  });

  test('have the file after the object', () => {
    const filed = (name: string) => issueOf('core/image', `Pod ${name} (${name}.yaml:3): no image`, { objects: [`Pod ${name}`] });
    expect(lines(filed('a'), filed('b')).slice(1)).toEqual(['    2 times, also: Pod b (b.yaml:3)']);
  });

  test('with a group have its cause and its place, whatever their messages', () => {
    const grouped = (message: string, place: string, cause = 'c') => issueOf('scrape-graph/no-port', message, { group: { cause, place } });
    expect(lines(grouped('one', 'A'), grouped('two', 'B'), grouped('three', 'C', 'other'))).toEqual([
      '  error: one [scrape-graph/no-port]', '    2 times, also: B', '  error: three [scrape-graph/no-port]',
    ]);
  });

  test('that start with no object have one cause if their texts are equal', () => {
    const free = (message: string) => issueOf('core/image', message, { objects: ['Pod a'] });
    expect(lines(free('the list[0] is empty'), free('the list[1] is empty'), free('the map is empty'))).toEqual([
      '  error: the list[0] is empty [core/image]', '    2 times, also: list[1]', '  error: the map is empty [core/image]',
    ]);
  });
});

test.each<[object, string]>([
  [{ name: 'token', keys: [] }, 'token'],
  [{ namespace: 'shop', name: 'token', keys: ['a', 'b'] }, 'shop/token: a, b'],
  [{ name: 'token', keys: ['a'], isOptional: true }, 'token: a (optional)'],
])('the Secret %j is %s', (secret, expected) => expect(secretTitle({ isOptional: false, ...secret } as any)).toBe(expected));

test('three users of a Secret are named', () => {
  const lines = (...by: string[]) => below('Secrets that must exist', explanationsText([explanationOf({ secrets: [{ name: 'token', keys: [], isOptional: false, by }] })]))[1];
  expect(lines('a', 'b', 'c')).toBe('    used by a, b, c');
  expect(lines('a', 'b', 'c', 'd', 'e')).toBe('    used by a, b, c and 2 more');
});

describe('costs', () => {
  const cost = { prometheus: 'Prometheus monitoring/main', targets: 7, series: 123_456, samplesPerSecond: 4115, memory: 95, pods: 1, sends: [], unknown: 0 };
  const text = (more: object = {}, cluster?: string) => costsAsText([{ ...cluster !== undefined && { cluster }, costs: [{ ...cost, ...more }] }], { nodes: 12, pods: 1_360 });

  test('are rounded to two digits', () => {
    expect(text().split('\n')).toEqual([
      'Estimated for 12 nodes and 1,400 pods', '',
      '  Prometheus monitoring/main: 7 targets, 120,000 series, 4,100 samples per second; 1 pod of about 95 MiB memory', '',
    ]);
  });

  test('name the cluster, the pods, unknown parts and sent samples', () => {
    expect(text({ pods: 2, unknown: 3, sends: [{ url: 'https://far.example.org', samplesPerSecond: 1_000_000, connections: 200 }] }, 'eu').split('\n').slice(2)).toEqual([
      '# eu', '',
      '  Prometheus monitoring/main: 7 targets, 120,000 series, 4,100 samples per second; 2 pods of about 95 MiB memory',
      '    3 of the targets are unknown programs: 500 series each are assumed',
      '    sends 1,000,000 samples per second to https://far.example.org, with at most 200 connections', '',
    ]);
  });
});
