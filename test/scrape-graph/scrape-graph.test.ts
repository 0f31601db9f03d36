import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject } from 'cdk8s';
import * as fc from 'fast-check';
import { ScrapeGraph } from '../../src';
import { main } from '../../src/cli';
import { explain } from '../../src/scrape-graph/explanation';
import { Labels } from '../../src/scrape-graph/manifest';
import { relabel, RelabelStep } from '../../src/scrape-graph/relabeling';
import { aStack } from '../support/stack';
import { aChart, errorsOf, noticesOf } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

const meta = (name: string, labels: { [key: string]: string } = {}, namespace = 'shop') => ({ metadata: { name, namespace, labels } });
const prometheus = (spec: object = {}) => ({ kind: 'Prometheus', ...meta('main', {}, 'monitoring'), spec: { serviceMonitorSelector: {}, serviceMonitorNamespaceSelector: {}, ...spec } });
const monitor = (spec: object = {}, labels: { [key: string]: string } = {}) => ({ kind: 'ServiceMonitor', ...meta('web', labels), spec: { selector: { matchLabels: { app: 'web' } }, endpoints: [{ port: 'metrics' }], ...spec } });
const service = (spec: object = {}, labels: { [key: string]: string } = { app: 'web' }) => ({ kind: 'Service', ...meta('web', labels), spec: { selector: { app: 'web' }, ports: [{ name: 'metrics', port: 80, targetPort: 'metrics' }], ...spec } });
const deployment = (name = 'web', labels: object = { app: 'web' }, ports: object[] = [{ name: 'metrics', containerPort: 8080 }]) =>
  ({ kind: 'Deployment', ...meta(name), spec: { template: { metadata: { labels }, spec: { containers: [{ name: 'app', image: 'web:1', ports }] } } } });
const rule = (expr: string) => ({ kind: 'PrometheusRule', ...meta('rules'), spec: { groups: [{ name: 'g', rules: [{ alert: 'Down', expr }] }] } });

const WELL = [prometheus(), monitor(), service(), deployment()];
const problemsOf = (...objects: object[]) => explain(objects).problems.map(({ message }) => message);

test('what is well is scraped, and nothing is said', () => {
  const { scrapes, problems, prometheuses } = explain(WELL);
  expect(problems).toEqual([]);
  expect(prometheuses).toEqual([{ name: 'Prometheus monitoring/main', chooses: ['ServiceMonitor shop/web'] }]);
  expect(scrapes).toEqual([{
    by: ['Prometheus monitoring/main'],
    monitor: 'ServiceMonitor shop/web',
    service: 'Service shop/web',
    port: 'metrics',
    path: '/metrics',
    workload: 'Deployment shop/web',
    labels: { container: 'app', endpoint: 'metrics', job: 'web', namespace: 'shop', service: 'web' },
  }]);
});

test('report 004, pasted: one line names the label that is missing', () => {
  const reported = [
    { kind: 'Service', metadata: { name: 'worker-cluster', namespace: 'monitoring' }, spec: { type: 'ExternalName', externalName: '10.1.2.3', ports: [{ name: 'web', port: 9090 }] } },
    { kind: 'Endpoints', metadata: { name: 'worker-cluster', namespace: 'monitoring' }, subsets: [{ addresses: [{ ip: '10.1.2.3' }], ports: [{ name: 'web', port: 9090 }] }] },
    { kind: 'ServiceMonitor', metadata: { name: 'worker-cluster', namespace: 'monitoring' }, spec: { selector: { matchLabels: { app: 'worker-cluster' } }, endpoints: [{ port: 'web', path: '/federate' }] } },
  ];
  expect(problemsOf(...reported)).toEqual([
    'ServiceMonitor monitoring/worker-cluster selects no Service: it wants app=worker-cluster; Service monitoring/worker-cluster has no label "app" [scrape-graph/no-service]',
  ]);
});

test.each<[string, object[], string]>([
  ['not-selected', [prometheus({ serviceMonitorSelector: { matchLabels: { release: 'stack' } } }), monitor({}, { team: 'a' }), service(), deployment()], 'its "serviceMonitorSelector" wants release=stack, and the labels are team=a'],
  ['not-selected', [prometheus({ serviceMonitorSelector: undefined }), monitor(), service(), deployment()], 'chooses nothing: set "serviceMonitorSelector: {}"'],
  ['not-selected', [prometheus({ serviceMonitorNamespaceSelector: undefined }), monitor(), service(), deployment()], 'it looks in its own namespace alone, "monitoring"'],
  ['not-selected', [prometheus({ serviceMonitorNamespaceSelector: { matchLabels: { monitored: 'yes' } } }), monitor(), service(), deployment()], '"shop" has not monitored=yes'],
  ['not-selected', [prometheus(), { kind: 'PodMonitor', ...meta('pods'), spec: {} }], 'it has no "podMonitorSelector"'],
  ['no-service', [monitor(), service({}, { app: 'shop' })], 'Service shop/web has app=shop, not app=web'],
  ['no-service', [monitor({ namespaceSelector: { matchNames: ['other'] } }), service()], 'name it in "namespaceSelector"'],
  ['no-service', [monitor()], 'there is no Service where it looks'],
  ['no-port', [monitor({ endpoints: [{ port: 'metric' }] }), service(), deployment()], 'the port "metric", which Service shop/web does not have: it has "metrics"'],
  ['no-target-port', [monitor(), service(), deployment('web', { app: 'web' }, [{ name: 'http', containerPort: 80 }])], 'leads to the port "metrics" of Deployment shop/web, which declares "http"'],
  ['no-pods', [monitor(), service(), deployment('web', { app: 'shop' })], 'the pods of Deployment shop/web have app=shop'],
  ['no-pods', [monitor(), service()], 'there is no workload in its namespace'],
  ['no-pods', [monitor(), service({ selector: { component: 'api' } }), deployment()], 'it wants component=api'],
  ['two-workloads', [monitor(), service(), deployment(), deployment('worker')], 'Deployment shop/web and Deployment shop/worker'],
  ['scraped-twice', [...WELL, { ...monitor(), ...meta('again') }], 'ServiceMonitor shop/again and ServiceMonitor shop/web'],
  ['unknown-job', [...WELL, rule('up{job="webb"} == 0')], 'asks for job "webb", which nothing here has: is it "web"?'],
  ['object-twice', [...WELL, service()], '1 objects are there more than once'],
])('%s is found: %j', (id, objects, words) => {
  const line = problemsOf(...objects).find(each => each.includes(`[scrape-graph/${id}]`));
  expect(line).toContain(words);
});

test.each<[string, object[]]>([
  ['a monitor, where there is no Prometheus: somebody else has it', [monitor(), service(), deployment()]],
  ['a Service without a selector: somebody writes its endpoints', [monitor(), service({ selector: undefined })]],
  ['a number as targetPort, which pods need not declare', [monitor(), service({ ports: [{ name: 'metrics', port: 80, targetPort: 8080 }] }), deployment('web', { app: 'web' }, [])]],
  ['two monitors whose relabelings tell their targets apart', [...WELL, { ...monitor({ endpoints: [{ port: 'metrics', relabelings: [{ targetLabel: 'job', replacement: 'other' }] }] }), ...meta('again') }]],
  ['two monitors of which relabelings drop everything', [...[monitor({ endpoints: [{ port: 'metrics', relabelings: [{ action: 'drop' }] }] })].flatMap(own => [own, { ...own, ...meta('again') }]), prometheus(), service(), deployment()]],
  ['a job that is there', [...WELL, rule('up{job="web"} == 0 or absent(up{job="web"})')]],
  ['a job where not all are known', [...WELL, prometheus({ additionalScrapeConfigs: { name: 'a', key: 'b' } }), rule('up{job="other"} == 0')].slice(1)],
  ['the apiserver, whose Service Kubernetes makes', [{ kind: 'ServiceMonitor', ...meta('apiserver'), spec: { selector: { matchLabels: { component: 'apiserver' } }, namespaceSelector: { matchNames: ['default'] }, endpoints: [{ port: 'https' }] } }]],
  ['pods of Kubernetes itself', [{ ...monitor(), metadata: { name: 'dns', namespace: 'kube-system' } }, { ...service({ selector: { 'k8s-app': 'kube-dns' } }), metadata: { name: 'dns', namespace: 'kube-system', labels: { app: 'web' } } }]],
  ['pods that an operator makes', [monitor(), service({ selector: { 'operator.prometheus.io/name': 'main' } })]],
])('nothing is said of %s', (_, objects) => expect(problemsOf(...objects)).toEqual([]));

describe('labels of targets', () => {
  const labelsOf = (spec: object, labels: { [key: string]: string } = { app: 'web', tier: 'front' }) => explain([monitor(spec), service({}, labels), deployment()]).scrapes[0].labels;

  test('the job is the Service, or what jobLabel says', () => {
    expect(labelsOf({ jobLabel: 'tier' })!.job).toBe('front');
    expect(labelsOf({ jobLabel: 'none' })!.job).toBe('web');
    expect(labelsOf({ jobLabel: 'tier' }, { app: 'web', tier: '' })!.job).toBe('web');
  });

  test('labels of Service and pod are copied', () => expect(labelsOf({ targetLabels: ['tier'], podTargetLabels: ['app'] })).toMatchObject({ tier: 'front', app: 'web' }));

  test('relabelings are done as Prometheus does them, and may drop all', () => {
    const relabelings = [
      { sourceLabels: ['__meta_kubernetes_service_label_tier'], targetLabel: 'tier', regex: '(.)(.*)', replacement: '$2$1' },
      { action: 'labeldrop', regex: 'service|container' }, { sourceLabels: ['__address__', 'namespace'], separator: '/', targetLabel: 'both' },
    ];
    expect(labelsOf({ endpoints: [{ port: 'metrics', relabelings }] })).toEqual({ both: '/shop', endpoint: 'metrics', job: 'web', namespace: 'shop', tier: 'rontf' });
    expect(labelsOf({ endpoints: [{ port: 'metrics', relabelings: [{ action: 'drop', sourceLabels: ['job'], regex: 'web' }] }] })).toBeUndefined();
  });
});

test('targets are divided among shards as Prometheus divides them', () => {
  // the number is that of Prometheus' own tests
  expect(relabel({ c: 'baz' }, [{ action: 'HashMod', sourceLabels: ['c'], modulus: 1000, targetLabel: 'd' }])).toEqual({ c: 'baz', d: '976' });
});

test.each<[RelabelStep, Labels | undefined]>([
  [{ sourceLabels: ['a'], targetLabel: 'b' }, { a: 'one', b: 'one' }],
  [{ sourceLabels: ['a'], regex: 'o(?P<rest>.*)', targetLabel: 'b', replacement: '$$${rest}' }, { a: 'one', b: '$ne' }],
  [{ sourceLabels: ['a'], regex: 'two', targetLabel: 'b', replacement: 'x' }, { a: 'one' }],
  [{ targetLabel: 'a', replacement: '' }, {}],
  [{ targetLabel: 'not a label', replacement: 'x' }, { a: 'one' }],
  [{ action: 'keep', sourceLabels: ['a'], regex: 'on' }, undefined], // anchored
  [{ action: 'keepequal', sourceLabels: ['a'], targetLabel: 'a' }, { a: 'one' }],
  [{ action: 'dropequal', sourceLabels: ['a'], targetLabel: 'a' }, undefined],
  [{ action: 'labelmap', regex: '(.)', replacement: 'x_$1' }, { a: 'one', x_a: 'one' }],
  [{ action: 'labelkeep', regex: 'b' }, {}],
  [{ action: 'uppercase', sourceLabels: ['a'], targetLabel: 'b' }, { a: 'one', b: 'ONE' }],
  [{ action: 'lowercase', sourceLabels: ['a'], targetLabel: 'b' }, { a: 'one', b: 'one' }],
])('relabeling by %j', (step, expected) => expect(relabel({ a: 'one' }, [step])).toEqual(expected));

test('the order of the input is not that of the explanation', () => {
  expect(explain([...WELL].reverse())).toEqual(explain(WELL));
  expect(JSON.stringify(explain([...WELL].reverse()))).toBe(JSON.stringify(explain(WELL)));
});

test('whatever the objects are, they are read', () => {
  fc.assert(fc.property(fc.constantFrom('Prometheus', 'ServiceMonitor', 'Service', 'Deployment', 'PrometheusRule', 'Namespace', 'List'), fc.jsonValue(), (kind, value) => {
    const odd = [{ kind, metadata: { name: 'x', namespace: 'shop' }, spec: value }, { kind, metadata: value, items: value }, { ...WELL[1], spec: { ...monitor().spec, selector: value } }];
    expect(Array.isArray(explain([...WELL, ...odd]).problems)).toBe(true);
  }), { numRuns: 300 });
});

describe('of an app', () => {
  test('it is as it is when one asks, whatever was asked before', () => {
    const chart = aChart();
    new ApiObject(chart, 'monitor', { apiVersion: 'v1', ...monitor() });
    expect(ScrapeGraph.of(chart).problems).toHaveLength(1);
    for (const [i, object] of [service(), deployment()].entries()) { new ApiObject(chart, `o${i}`, { apiVersion: 'v1', ...object }); }
    expect(ScrapeGraph.of(chart).problems).toEqual([]);
  });

  test('a stack is explained, and nothing of it is wrong', () => {
    const { chart } = aStack();
    const graph = ScrapeGraph.of(chart);
    expect(graph.problems).toEqual([]);
    expect(graph.explain()).toContain('Service monitoring/kube-state-metrics, port http-metrics, /metrics, every 15s');
    expect(JSON.parse(graph.explainAsJson()).images).toContain('registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.20.0');
  });

  test('what is wrong fails the synthesis where it surely does not work, and is said else', () => {
    const made = (port: string) => {
      const chart = aChart();
      for (const [i, object] of [monitor({ endpoints: [{ port }] }), service(), deployment()].entries()) { new ApiObject(chart, `o${i}`, { apiVersion: 'v1', ...object }); }
      ScrapeGraph.addTo(chart);
      return chart;
    };
    expect(errorsOf(made('metric'))).toContain('[scrape-graph/no-port]');
    expect([errorsOf(made('metrics')), noticesOf(made('metrics'))]).toEqual(['', []]);
  });
});

describe('the command line', () => {
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'explain-')); });
  afterEach(() => rmSync(folder, { recursive: true }));
  const run = (...args: string[]) => {
    const said = { out: '', err: '' };
    const code = main(args, text => { said.out += text; }, text => { said.err += text; });
    return { code, ...said };
  };
  const write = (objects: object[]) => writeFileSync(join(folder, 'all.yaml'), objects.map(object => JSON.stringify(object)).join('\n---\n'));

  test('explains a folder, as text and as JSON', () => {
    write(WELL);
    expect(run('explain', folder)).toMatchObject({ code: 0, err: '' });
    expect(run('explain', folder).out).toContain('by ServiceMonitor shop/web, which Prometheus monitoring/main chooses');
    expect(JSON.parse(run('explain', '--json', folder).out).scrapes).toHaveLength(1);
  });

  test('ends with 1 where something surely does not work, and with 2 where it could not look', () => {
    write([monitor({ endpoints: [{ port: 'x' }] }), service(), deployment()]);
    expect(run('explain', folder).code).toBe(1);
    writeFileSync(join(folder, 'broken.yaml'), 'a: [');
    expect(run('explain', folder)).toMatchObject({ code: 2, err: expect.stringMatching(/left out: .*broken.yaml: line 1/) });
    expect(run('explain', join(folder, 'nowhere'))).toMatchObject({ code: 2, err: expect.stringContaining('nowhere') });
  });

  test('says how it is called', () => {
    expect(run('--help')).toMatchObject({ code: 0, out: expect.stringContaining('Usage: cdk8s-prometheus explain') });
    expect(run('--version').out).toMatch(/^\d+\.\d+\.\d+\n$/);
    for (const args of [[], ['explain'], ['other', 'x'], ['explain', '--jsn', 'x']]) { expect(run(...args)).toMatchObject({ code: 2, out: '' }); }
  });
});
