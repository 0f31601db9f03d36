import { ApiObject, App, Chart } from 'cdk8s';
import { ScrapeGraph } from '../../src';
import { graphAround } from '../../src/scrape-graph/app-graph';
import { costsOf, seriesOf } from '../../src/scrape-graph/costs';
import { explain as explainCluster } from '../../src/scrape-graph/explanation';
import { asManifests } from '../../src/scrape-graph/manifest';
import { explanationOf, scrapeOf } from '../support/explanations';
import { BINDING, deployment, explain, meta, monitor, policy, prometheus, rule, service, WELL } from '../support/scrape-graph';

const named = (object: any, name: string, labels?: object) => ({ ...object, metadata: { ...object.metadata, name, ...labels && { labels } } });
const ALL = Object.fromEntries(['podMonitor', 'probe', 'scrapeConfig'].flatMap(kind => [[`${kind}Selector`, {}], [`${kind}NamespaceSelector`, {}]]));

describe('a Prometheus in an explanation', () => {
  const server = (spec: object, ...objects: object[]) => explain([prometheus(spec), ...objects]).prometheuses[0];

  test('lists what it selects: monitors, then rules', () => {
    expect(server({}, monitor(), rule('up'), named(monitor(), 'a')).chooses).toEqual(['ServiceMonitor shop/a', 'ServiceMonitor shop/web', 'PrometheusRule shop/rules']);
    expect(server({ ruleSelector: undefined }, monitor(), rule('up')).chooses).toEqual(['ServiceMonitor shop/web']);
  });

  test.each<[object, number, number]>([
    [{}, 1, 1], [{ replicas: 2 }, 2, 1], [{ replicas: 2, shards: 3 }, 6, 3], [{ replicas: 0 }, 1, 1], [{ replicas: '2' }, 1, 1], [{ shards: -1 }, 1, 1],
  ])('with %j has %i pods and %i shards', (spec, pods, shards) => expect(server(spec)).toMatchObject({ pods, shards }));

  test('lists where it writes, and with how many connections', () => {
    const remoteWrite = [{ url: 'http://a' }, { url: 'http://b', queueConfig: { maxShards: 7 } }, { queueConfig: { maxShards: 0 } }];
    expect(server({ remoteWrite, replicas: 2 }).writesTo).toEqual([{ url: 'http://a', connections: 100 }, { url: 'http://b', connections: 14 }, { url: '', connections: 100 }]);
  });
});

describe('a scrape in an explanation', () => {
  const scrapes = (...objects: object[]) => explain([prometheus(ALL), BINDING, ...objects]).scrapes;
  const config = (spec: object, name = 'far') => ({ kind: 'ScrapeConfig', ...meta(name), spec });

  test('has only the fields that it needs', () => {
    expect(scrapes(config({ staticConfigs: [{ targets: ['a:1'] }] }))).toEqual([{
      job: 'scrapeConfig/shop/far', by: ['Prometheus monitoring/main'], monitor: 'ScrapeConfig shop/far', port: '1', path: '/metrics', interval: '30s', addresses: ['a:1'], labels: { instance: 'a:1', job: 'scrapeConfig/shop/far' },
    }]);
    expect(scrapes(config({ staticConfigs: [{ targets: ['a'] }], scheme: 'HTTPS', metricsPath: '/m', scrapeInterval: '60s', sampleLimit: 5, honorLabels: true }))).toEqual([{
      job: 'scrapeConfig/shop/far',
      by: ['Prometheus monitoring/main'],
      monitor: 'ScrapeConfig shop/far',
      scheme: 'https',
      path: '/m',
      interval: '1m',
      sampleLimit: 5,
      honorLabels: true,
      addresses: ['a'],
      labels: { instance: 'a', job: 'scrapeConfig/shop/far' },
    }]);
  });

  test('of many targets has three addresses, their number and the common labels', () => {
    const [found] = scrapes(config({ staticConfigs: [{ targets: ['a:1', 'b:1', 'c:1', 'd:1'], labels: { team: 'x' } }] }));
    expect(found).toMatchObject({ addresses: ['a:1', 'b:1', 'c:1'], targets: 4, labels: { job: 'scrapeConfig/shop/far', team: 'x' } });
    expect(found.labels).not.toHaveProperty('instance');
  });

  test('of which all targets are dropped has no labels', () => {
    const [found] = scrapes(monitor({ endpoints: [{ port: 'metrics', relabelings: [{ action: 'drop', sourceLabels: ['job'] }] }] }), service(), deployment());
    expect(found).toEqual({ job: 'serviceMonitor/shop/web/0', by: ['Prometheus monitoring/main'], monitor: 'ServiceMonitor shop/web', service: 'Service shop/web', workload: 'Deployment shop/web', port: 'metrics', path: '/metrics', interval: '30s', addresses: [] });
  });

  test('occurs once for each Prometheus that selects the monitor', () => {
    const objects = [prometheus(), named(prometheus(), 'second'), BINDING, monitor({ endpoints: [{ port: 'metrics' }] }), service(), deployment()];
    expect(explain(objects).scrapes.map(({ by }) => by)).toEqual([['Prometheus monitoring/main', 'Prometheus monitoring/second']]);
    expect(explain(objects.slice(3)).scrapes.map(({ by }) => by)).toEqual([[]]);
  });

  test('has the condition under which a Prometheus selects the monitor', () => {
    const perhaps = explain([prometheus({ serviceMonitorNamespaceSelector: { matchLabels: { team: 'a' } } }), BINDING, monitor(), service(), deployment()]).scrapes[0].perhaps!;
    expect(perhaps.map(({ by }) => by)).toEqual(['Prometheus monitoring/main']);
    expect(perhaps[0].condition).toContain('team=a');
    expect(explain(WELL).scrapes[0]).not.toHaveProperty('perhaps');
  });

  test('of a discovery elsewhere has certain facts: the fields, and the labels that are set', () => {
    const spec = { consulSDConfigs: [{ server: 'a:1' }], ec2SDConfigs: [{}], scheme: 'HTTPS', relabelings: [{ targetLabel: 'team', replacement: 'x' }] };
    const elsewhere = { job: 'scrapeConfig/shop/far', by: ['Prometheus monitoring/main'], monitor: 'ScrapeConfig shop/far', scheme: 'https', path: '/metrics', interval: '30s', addresses: [], elsewhere: ['consulSDConfigs', 'ec2SDConfigs'], labels: { team: 'x' } };
    expect(scrapes(config(spec))).toEqual([elsewhere]);
    expect(scrapes(config({ consulSDConfigs: [{ server: 'a:1' }] }))).toEqual([{ job: 'scrapeConfig/shop/far', by: ['Prometheus monitoring/main'], monitor: 'ScrapeConfig shop/far', path: '/metrics', interval: '30s', addresses: [], elsewhere: ['consulSDConfigs'] }]);
    expect(explain([config(spec)]).scrapes).toEqual([{ ...elsewhere, by: [] }]);
    expect(explain([prometheus(ALL), named(prometheus(ALL), 'second'), config(spec)]).scrapes.map(({ by }) => by)).toEqual([['Prometheus monitoring/main', 'Prometheus monitoring/second']]);
  });

  test('of pods that Kubernetes creates has no pod name', () => {
    const dns = { kind: 'ServiceMonitor', ...meta('dns'), spec: { selector: { matchLabels: { 'k8s-app': 'kube-dns' } }, namespaceSelector: { matchNames: ['kube-system'] }, endpoints: [{ port: 'metrics' }] } };
    expect(scrapes(dns)).toMatchObject([{ service: 'Service kube-system/kube-dns', workload: 'pods of Kubernetes', port: 'metrics', addresses: ['<pod IP>:9153'], labels: { endpoint: 'metrics', job: 'kube-dns', namespace: 'kube-system', service: 'kube-dns' } }]);
    expect(scrapes(dns)[0].labels).not.toHaveProperty('pod');
    expect(scrapes(dns)[0].labels).not.toHaveProperty('container');
  });

  test('has one entry for each target, on request', () => {
    const manifests = asManifests([prometheus(ALL), BINDING, config({ staticConfigs: [{ targets: ['a:1', 'b:1'] }] })]);
    expect(explainCluster(manifests).scrapes.map(({ addresses }) => addresses)).toEqual([['a:1', 'b:1']]);
    expect(explainCluster(manifests, { eachTarget: true }).scrapes.map(({ addresses, labels }) => [addresses, labels!.instance])).toEqual([[['a:1'], 'a:1'], [['b:1'], 'b:1']]);
  });

  test('has one entry for each target of an app, too', () => {
    const chart = new Chart(new App(), 'c', { namespace: 'shop' });
    [prometheus(ALL), config({ staticConfigs: [{ targets: ['a:1', 'b:1'] }] })].forEach((object, at) => new ApiObject(chart, `o${at}`, { apiVersion: at === 0 ? 'monitoring.coreos.com/v1' : 'monitoring.coreos.com/v1alpha1', ...object } as any));
    expect(ScrapeGraph._ofEachTarget(chart)._explanations[0].scrapes.map(({ addresses }) => addresses)).toEqual([['a:1'], ['b:1']]);
    expect(ScrapeGraph.of(chart)._explanations[0].scrapes.map(({ addresses }) => addresses)).toEqual([['a:1', 'b:1']]);
  });
});

describe('rules in an explanation', () => {
  const rules = (expr: string, ...objects: object[]) => explain([...WELL, rule(expr), ...objects]).rules[0];

  test('are counted, with the jobs that they read', () => {
    expect(rules('up{job="web"}')).toEqual({ name: 'PrometheusRule shop/rules', alerts: 1, records: 0, feedsOn: ['web'] });
    expect(explain([...WELL, rule('up', { record: 'a:b' })]).rules).toEqual([{ name: 'PrometheusRule shop/rules', alerts: 0, records: 1, feedsOn: [] }]);
  });

  test.each<[string, string[]]>([
    ['up{job=~"w.*"}', ['web']], ['up{job!="api"}', []], ['up{job="api"}', []], ['up', []], ['up{job="web"} or up{job=~"web|api"}', ['web']], ['up{service="web"}', []],
  ])('of %s read %j', (expr, expected) => expect(rules(expr).feedsOn).toEqual(expected));
});

describe('problems in an explanation', () => {
  const WRONG = [prometheus({ serviceMonitorSelector: undefined }), monitor({ endpoints: [{ port: 'x' }] }), service(), deployment()];

  test('start with errors, and have the objects at which they can be silenced', () => {
    const { problems } = explain([...WELL.slice(0, 2), monitor({ endpoints: [{ port: 'x' }] }), service(), deployment(), rule('up{job="zzz"}'), policy()]);
    expect(problems[0].severity).toBe('error');
    expect(problems.map(({ severity }) => severity)).toEqual([...problems.map(({ severity }) => severity)].sort());
    expect(problems[0].objects).toEqual(['ServiceMonitor shop/web', 'Service shop/web']);
    expect(problems[0]).not.toHaveProperty('locations');
  });

  test('that are silenced are separate, with the object and the reason', () => {
    const silent = { ...monitor(), metadata: { ...meta('web').metadata, annotations: { 'cdk8s-prometheus/silence-not-selected': 'later' } } };
    const found = explain([WRONG[0], silent, service(), deployment()]);
    expect(found.problems.map(({ id }) => id)).not.toContain('scrape-graph/not-selected');
    expect(found.silenced).toEqual([expect.objectContaining({ id: 'scrape-graph/not-selected', at: 'ServiceMonitor shop/web', reason: 'later', severity: 'warning', objects: ['ServiceMonitor shop/web'] })]);
  });

  test('have the files of their objects, with the line if it is known', () => {
    const manifests = asManifests([WRONG[0], ...WELL.slice(2, 3)]);
    const located = (line?: number) => explainCluster(manifests, { sources: new Map([[manifests[1], { file: 'a.yaml', ...line !== undefined && { line } }]]) }).problems.find(({ id }) => id === 'scrape-graph/not-selected')!.locations;
    expect(located(7)).toEqual([{ object: 'ServiceMonitor shop/web', file: 'a.yaml', line: 7 }]);
    expect(located()).toEqual([{ object: 'ServiceMonitor shop/web', file: 'a.yaml' }]);
  });

  test('of objects that Kustomize still changes are not reported', () => {
    const manifests = asManifests(WRONG);
    const ids = (isPartial: boolean) => explainCluster(manifests, { sources: new Map([[manifests[1], { file: 'a.yaml', isPartial }]]) }).problems.map(({ id }) => id);
    expect(ids(false)).toContain('scrape-graph/not-selected');
    expect(ids(true)).not.toContain('scrape-graph/not-selected');
  });
});

test('nodes that a Service does not have are named', () => {
  const annotated = { ...service(), metadata: { ...service().metadata, annotations: { 'cdk8s-prometheus/skipped-nodes': 'a, b' } } };
  expect(explain([annotated]).skippedNodes).toEqual([{ service: 'Service shop/web', nodes: 'a, b' }]);
  expect(explain([service()]).skippedNodes).toEqual([]);
});

test('the graph around an object is that of its cluster', () => {
  const app = new App();
  const add = (chart: Chart, object: object, id: string) => new ApiObject(chart, id, { apiVersion: 'monitoring.coreos.com/v1', ...object } as any);
  const [eu, us] = ['eu', 'us'].map(id => new Chart(app, id));
  const [server, other] = [eu, us].map(chart => add(chart, prometheus(), 'p'));
  add(us, monitor(), 'm');
  expect(graphAround(server).monitors).toEqual([]);
  expect(graphAround(other).monitors.map(({ metadata }) => metadata.name)).toEqual(['web']);
});

test('the graph around an object of a single cluster has the whole app', () => {
  const app = new App();
  const server = new ApiObject(new Chart(app, 'a'), 'p', { apiVersion: 'monitoring.coreos.com/v1', ...prometheus() } as any);
  new ApiObject(new Chart(app, 'b'), 'm', { apiVersion: 'monitoring.coreos.com/v1', ...monitor() } as any);
  expect(graphAround(server).monitors).toHaveLength(1);
});

describe('costs', () => {
  const SERVER = { name: 'Prometheus monitoring/main', chooses: [], alerts: [], pods: 1, shards: 1, writesTo: [] };
  const cost = (scrape: object, server: object = {}) =>
    costsOf(explanationOf({ prometheuses: [{ ...SERVER, ...server }], scrapes: [scrapeOf(scrape)] }), { nodes: 10, pods: 300 })[0];

  test('of an unknown program are those of an average one', () => {
    expect(cost({ interval: '30s' })).toEqual({ prometheus: 'Prometheus monitoring/main', targets: 1, series: 500, samplesPerSecond: 17, memory: 2, pods: 1, sends: [], unknown: 1 });
    expect(cost({ targets: 4, interval: '10s' })).toMatchObject({ targets: 4, series: 2000, samplesPerSecond: 200, memory: 8, unknown: 4 });
    expect(cost({ sampleLimit: 100 })).toMatchObject({ series: 100, unknown: 1 });
    expect(cost({ labels: undefined })).toMatchObject({ targets: 0, series: 0, unknown: 0 });
    expect(cost({ by: ['Prometheus monitoring/other'] })).toMatchObject({ targets: 0 });
  });

  test('count for each node, if it runs on each', () => {
    expect(cost({ workload: 'DaemonSet a/b', labels: { job: 'node-exporter' } })).toMatchObject({ targets: 10, series: 6000, unknown: 0 });
    expect(cost({ workload: 'DaemonSet a/b', targets: 3, labels: { job: 'node-exporter' } })).toMatchObject({ targets: 3 });
    expect(cost({ workload: undefined, labels: { job: 'kubelet' }, path: '/metrics' })).toMatchObject({ targets: 10, series: 10 * (1900 + 30 * 30) });
    expect(cost({ workload: 'Deployment a/b', labels: { job: 'node-exporter' } })).toMatchObject({ targets: 1, series: 600 });
  });

  test('are divided by shards, and sent by each replica', () => {
    const writesTo = [{ url: 'http://a', connections: 5 }];
    expect(cost({ targets: 60, interval: '30s' }, { pods: 6, shards: 3, writesTo })).toEqual({
      prometheus: 'Prometheus monitoring/main', targets: 60, series: 30_000, samplesPerSecond: 1000, memory: 40, pods: 6, sends: [{ url: 'http://a', samplesPerSecond: 2000, connections: 5 }], unknown: 60,
    });
    expect(cost({ targets: 60 }, { name: 'PrometheusAgent a/b' }).targets).toBe(0);
    expect(cost({ targets: 60, by: ['PrometheusAgent a/b'] }, { name: 'PrometheusAgent a/b' }).memory).toBe(59);
  });

  test.each<[string, string, string, number | undefined]>([
    ['kubelet', '/metrics', '', 1900 + 30 * 30], ['kubelet', '/metrics/cadvisor', '', 300 + 130 * 30], ['kubelet', '/metrics/probes', '', 30 + 35 * 30], ['kubelet', '/other', '', undefined],
    ['node-exporter', '/metrics', 'x', 600], ['kube-state-metrics', '/metrics', 'http-metrics', 300 + 40 * 10 + 45 * 300], ['kube-state-metrics', '/metrics', 'telemetry', 130],
    ['apiserver', '/metrics', '', 25_000], ['apiserver', '/metrics/slis', '', 220], ['prometheus', '/metrics', 'web', 1400], ['prometheus', '/metrics', 'reloader-web', 190], ['prometheus', '/metrics', 'other', undefined],
    ['prometheus-agent', '/metrics', 'web', 700], ['prometheus-agent', '/metrics', 'reloader-web', 190], ['alertmanager', '/metrics', 'web', 570], ['alertmanager', '/metrics', 'reloader-web', 190], ['prometheus-operator', '/metrics', 'x', 600],
  ])('a target of %s at %s and %s has %s series', (job, path, port, expected) => expect(seriesOf({ job, path, port }, { nodes: 10, pods: 300 })).toBe(expected));

  test('without nodes there is no division by zero', () => expect(seriesOf({ job: 'kubelet', path: '/metrics', port: '' }, { nodes: 0, pods: 30 })).toBe(1900 + 30 * 30));
});
