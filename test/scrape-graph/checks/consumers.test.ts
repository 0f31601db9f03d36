import { deployment, explain, foundBy, meta, policy, prometheus } from '../../support/scrape-graph';

const address = foundBy('consumer-address');
const denied = foundBy('consumer-denied');
const URL = 'http://prometheus.monitoring.svc:9090';
const source = (url = URL, more: object = {}) => ({ kind: 'GrafanaDatasource', ...meta('main'), spec: { datasource: { url } }, ...more });
const SERVICE = { kind: 'Service', ...meta('prometheus', {}, 'monitoring'), spec: { selector: { prometheus: 'main' }, ports: [{ port: 9090, targetPort: 'web' }] } };
const service = (spec: object) => ({ ...SERVICE, spec: { ...SERVICE.spec, ...spec } });
const GRAFANA = deployment('grafana', { app: 'grafana' }, [], 'grafana/grafana:12.1.0');

describe('an address leads nowhere', () => {
  test.each<[string, object[], string]>([
    ['without a Service', [prometheus(), source()], 'Service monitoring/prometheus does not exist'],
    ['without the port', [prometheus(), SERVICE, source('http://prometheus.monitoring.svc')], 'Service monitoring/prometheus has no port 80: it has 9090'],
    ['without the port of TLS', [prometheus(), service({ ports: [{ port: 9090 }, { port: '9091' }] }), source('https://prometheus.monitoring.svc/')], 'Service monitoring/prometheus has no port 443: it has 9090, 9091'],
  ])('%s', (_, objects, why) => expect(address(...objects)).toEqual([expect.stringContaining(`, which does not exist: ${why}`)]));

  test.each<[string, object[]]>([
    ['the Service has the port', [prometheus(), SERVICE, source()]],
    ['the port is a text', [prometheus(), service({ ports: [{ port: '9090' }] }), source()]],
    ['it has no virtual address, so that the port is that of the pods', [prometheus(), service({ clusterIP: 'None', ports: [{ port: 1 }] }), source()]],
    ['it is a name outside of the cluster', [prometheus(), service({ type: 'ExternalName', ports: [{ port: 1 }] }), source()]],
    ['it is none of this cluster', [prometheus(), source('https://prometheus.example.org')]],
    ['there is nothing in its namespace', [prometheus(), source('http://prometheus.far.svc:9090')]],
    ['an operator may make the Service', [prometheus(), { apiVersion: 'helm.toolkit.fluxcd.io/v2', kind: 'HelmRelease', ...meta('x', {}, 'monitoring'), spec: {} }, source()]],
    ['there is no Prometheus here', [source(), deployment()]],
  ])('not if %s', (_, objects) => expect(address(...objects)).toEqual([]));

  test('next to other clients, which add no Services', () => {
    for (const kind of ['ScaledObject', 'ScaledJob', 'AnalysisTemplate', 'ClusterAnalysisTemplate', 'GrafanaDashboard']) {
      expect([kind, address(prometheus(), { apiVersion: 'keda.sh/v1', kind, ...meta('other', {}, 'monitoring'), spec: {} }, source())]).toEqual([kind, [expect.stringContaining('Service monitoring/prometheus does not exist')]]);
    }
  });
});

describe('who asks, and where', () => {
  const asks = (object: object) => address(prometheus(), object).map(text => text.replace(/ queries "[^"]*" /, ' ').replace(/, which .*/, ''));
  const configMap = (data: object) => ({ kind: 'ConfigMap', ...meta('sources'), data });
  const sources = (...lines: string[]) => ['datasources:', ...lines].join('\n');

  test.each<[string, object, string[]]>([
    ['a trigger of KEDA', { kind: 'ScaledObject', ...meta('x'), spec: { triggers: [{ type: 'cpu' }, { type: 'prometheus', metadata: { serverAddress: URL } }] } }, ['ScaledObject shop/x (its trigger)']],
    ['a trigger of another type', { kind: 'ScaledObject', ...meta('x'), spec: { triggers: [{ type: 'kafka', metadata: { serverAddress: URL } }] } }, []],
    ['a metric of an analysis', { kind: 'AnalysisTemplate', ...meta('x'), spec: { metrics: [{}, { provider: { prometheus: { address: URL } } }] } }, ['AnalysisTemplate shop/x (its metric)']],
    ['a metric of an analysis of the cluster', { kind: 'ClusterAnalysisTemplate', metadata: { name: 'x' }, spec: { metrics: [{ provider: { prometheus: { address: URL } } }] } }, ['ClusterAnalysisTemplate x (its metric)']],
    ['a data source in a file', configMap({ 'a.yaml': sources(`- {name: P, type: prometheus, url: "${URL}"}`) }), ['ConfigMap shop/sources (data source "P")']],
    ['an Alertmanager in a file', configMap({ 'a.yml': sources(`- {name: A, type: alertmanager, url: "${URL}"}`) }), ['ConfigMap shop/sources (data source "A")']],
    ['another type of data source', configMap({ 'a.yaml': sources(`- {name: L, type: loki, url: "${URL}"}`) }), []],
    ['another file', configMap({ 'a.txt': sources(`- {name: P, type: prometheus, url: "${URL}"}`) }), []],
    ['a file that is no YAML', configMap({ 'a.yaml': 'datasources: [' }), []],
    ['a file with another list', configMap({ 'a.yaml': `others:\n- {name: P, type: prometheus, url: "${URL}"}` }), []],
    ['an adapter', { ...deployment('adapter', {}, [], 'example.org/prometheus-adapter:v1'), spec: { template: { metadata: { labels: {} }, spec: { containers: [{ name: 'a', image: 'example.org/prometheus-adapter:v1', args: [`--prometheus-url=${URL}`, '--v=4'] }] } } } },
      ['Deployment shop/adapter (argument --prometheus-url)']],
    ['the same argument of another program', { ...deployment(), spec: { template: { spec: { containers: [{ name: 'a', image: 'other:1', args: [`--prometheus-url=${URL}`] }] } } } }, []],
  ])('%s', (_, object, expected) => expect(asks(object)).toEqual(expected));
});

describe('a policy between a client and its server', () => {
  const ASKED = [prometheus(), SERVICE, GRAFANA, source()];
  const ofPrometheus = (spec: object) => policy({ podSelector: { matchLabels: { prometheus: 'main' } }, ...spec }, 'monitoring');

  test.each<[string, object[], boolean]>([
    ['denies all', [...ASKED, ofPrometheus({})], true],
    ['allows the port of the pods', [...ASKED, ofPrometheus({ ingress: [{ ports: [{ port: 9090 }] }] })], false],
    ['allows another port', [...ASKED, ofPrometheus({ ingress: [{ ports: [{ port: 80 }] }] })], true],
    ['allows the port of the pods, not of the Service', [prometheus(), service({ ports: [{ port: 80, targetPort: 'web' }] }), GRAFANA, source('http://prometheus.monitoring.svc'), ofPrometheus({ ingress: [{ ports: [{ port: 80 }] }] })], true],
    ['allows the port of a headless Service', [prometheus(), service({ clusterIP: 'None', ports: [{ port: 1 }] }), GRAFANA, source(), ofPrometheus({ ingress: [{ ports: [{ port: 9090 }] }] })], false],
    ['denies the port of a headless Service', [prometheus(), service({ clusterIP: 'None', ports: [{ port: 1 }] }), GRAFANA, source(), ofPrometheus({ ingress: [{ ports: [{ port: 1 }] }] })], true],
    ['denies what leaves', [...ASKED, policy({ policyTypes: ['Egress'] })], true],
    ['is for other pods', [...ASKED, policy({ podSelector: { matchLabels: { app: 'db' } } }, 'monitoring')], false],
    ['is not for pods on the network of their node', [prometheus(), SERVICE, { ...GRAFANA, spec: { template: { metadata: { labels: {} }, spec: { hostNetwork: true, containers: [{ name: 'g', image: 'grafana/grafana:12' }] } } } }, source(), ofPrometheus({})], false],
    ['is unknown for pods that are not here', [prometheus(), SERVICE, source(), ofPrometheus({})], false],
    ['is unknown for pods that no Service selects', [prometheus(), service({ selector: { app: 'other' } }), GRAFANA, source(), ofPrometheus({})], false],
    ['allows one of several who may ask', [...ASKED, { ...GRAFANA, ...meta('second', {}, 'monitoring') }, ofPrometheus({ ingress: [{ from: [{ podSelector: {} }] }] })], false],
  ])('%s', (_, objects, expected) => {
    expect(denied(...objects)).toEqual(expected ? [expect.stringMatching(/^Deployment shop\/grafana cannot connect to StatefulSet monitoring\/prometheus-main at "http:/)] : []);
  });

  test('is not reported for a browser', () => {
    const direct = (access: string) => ({ kind: 'ConfigMap', ...meta('sources'), data: { 'a.yaml': `datasources:\n- {name: P, type: prometheus, access: ${access}, url: "${URL}"}` } });
    expect(denied(prometheus(), SERVICE, GRAFANA, direct('proxy'), ofPrometheus({}))).toHaveLength(1);
    expect(denied(prometheus(), SERVICE, GRAFANA, direct('direct'), ofPrometheus({}))).toEqual([]);
  });

  test.each<[string, boolean]>([
    ['grafana/grafana:12', true], ['grafana/grafana-oss:12', true], ['example.org/grafana-enterprise@sha256:abc', true], ['grafana', true], ['grafana/grafana-image-renderer:3', false], ['mygrafana:1', false],
  ])('is reported for pods with the image %s: %s', (image, expected) => {
    expect(denied(prometheus(), SERVICE, deployment('grafana', { app: 'grafana' }, [], image), source(), ofPrometheus({}))).toHaveLength(expected ? 1 : 0);
  });
});

describe('what must be elsewhere', () => {
  const required = (...objects: object[]) => explain(objects).required;

  test('uses the Service of an address if there is no Prometheus', () => {
    expect(required(source())).toEqual([{ object: 'Service monitoring/prometheus', by: 'GrafanaDatasource shop/main' }]);
    expect(required(source(), SERVICE)).toEqual([]);
    expect(required(source(), prometheus())).toEqual([]);
    expect(required(source('https://prometheus.example.org'))).toEqual([]);
    expect(required({ ...source('http://prometheus:9090'), metadata: { name: 'main' } })).toEqual([]);
  });
});
