import { App, Chart } from 'cdk8s';
import { BlackboxExporter, KubeStateMetrics, KubeStateMetricsProps, Prometheus, PrometheusOperator, PrometheusStack } from '../../src';
import { explain } from '../support/scrape-graph';
import { errorsOf, Manifest, synth } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

function objectsOf(kubeStateMetrics: KubeStateMetricsProps): Manifest[] {
  const chart = new Chart(new App(), 'monitoring', { namespace: 'monitoring' });
  new PrometheusStack(chart, 'Monitoring', { kubeStateMetrics });
  return synth(chart);
}

const isOfKubeStateMetrics = ({ kind, metadata }: Manifest) => kind === 'NetworkPolicy' && metadata.name === 'kube-state-metrics';

/** The ports by which the graph has kube-state-metrics scraped, and those that a policy closes. */
function reached(objects: readonly Manifest[]) {
  const { scrapes, problems } = explain(objects);
  const own = scrapes.filter(({ service, by }) => service === 'Service monitoring/kube-state-metrics' && by.includes('Prometheus monitoring/main'));
  return {
    ports: own.map(({ port }) => port).sort(),
    denied: problems.filter(({ id, objects: names }) => id === 'scrape-graph/network-denies' && names.includes('NetworkPolicy monitoring/kube-state-metrics')).map(({ message }) => message),
  };
}

test.each<[string, KubeStateMetricsProps]>([
  ['by default', {}],
  ['with an authentication filter', { authFilter: true }],
  ['behind a proxy', { authProxy: true, version: '2.15.0' }],
  ['with shards', { shards: 2 }],
])('Prometheus may connect to both ports of kube-state-metrics %s', (_, props) => {
  const objects = objectsOf(props);
  expect(objects.filter(isOfKubeStateMetrics)).toHaveLength(1);
  const { ports, denied } = reached(objects);
  expect(ports).toHaveLength(2);
  expect(denied).toEqual([]);
});

test('the graph reports a port that the policy does not open', () => {
  for (const at of [0, 1]) {
    const objects = objectsOf({}).map(object => !isOfKubeStateMetrics(object) ? object : {
      ...object, spec: { ...object.spec, ingress: [{ ...object.spec.ingress[0], ports: object.spec.ingress[0].ports.filter((__: unknown, index: number) => index !== at) }] },
    });
    expect(reached(objects).denied).toHaveLength(1);
  }
});

test.each<[string, KubeStateMetricsProps, number]>([
  ['is blocked, and the graph reports it', {}, 2],
  ['may connect if "clientNamespaces" has its namespace', { clientNamespaces: ['monitoring'] }, 0],
  ['is blocked if "clientNamespaces" has another one', { clientNamespaces: ['shop'] }, 2],
])('a Prometheus in another namespace %s', (_, props, denied) => {
  const app = new App();
  const [chart, other] = ['metrics', 'monitoring'].map(name => new Chart(app, name, { namespace: name }));
  new KubeStateMetrics(chart, 'Ksm', props);
  new Prometheus(other, 'Prometheus', { namespaces: ['metrics'] });
  const { problems, scrapes } = explain([...synth(chart), ...synth(other)]);
  expect(scrapes.filter(({ service }) => service === 'Service metrics/kube-state-metrics')).toHaveLength(2);
  expect(problems.filter(({ id }) => id === 'scrape-graph/network-denies')).toHaveLength(denied);
});

test.each<[string, (chart: Chart, clientNamespaces: string[]) => unknown]>([
  ['blackbox-exporter', (chart, clientNamespaces) => new BlackboxExporter(chart, 'Blackbox', { clientNamespaces })],
  ['prometheus-operator', (chart, clientNamespaces) => new PrometheusOperator(chart, 'Operator', { clientNamespaces })],
])('%s has the option, too', (name, make) => {
  const app = new App();
  const [chart, other] = ['metrics', 'monitoring'].map(each => new Chart(app, each, { namespace: each }));
  make(chart, ['monitoring']);
  new Prometheus(other, 'Prometheus', { namespaces: ['metrics'] });
  const { problems, scrapes } = explain([...synth(chart), ...synth(other)]);
  expect(scrapes.filter(({ service }) => service === `Service metrics/${name}`).length).toBeGreaterThan(0);
  expect(problems.filter(({ id }) => id === 'scrape-graph/network-denies')).toEqual([]);
  const wrong = new Chart(app, 'wrong', { namespace: 'wrong' });
  make(wrong, ['Monitoring']);
  expect(errorsOf(wrong)).toContain('"clientNamespaces"');
});

test('a client namespace that is invalid is an error', () => {
  const chart = new Chart(new App(), 'metrics', { namespace: 'metrics' });
  new KubeStateMetrics(chart, 'Ksm', { clientNamespaces: ['Monitoring'] });
  expect(errorsOf(chart)).toContain('"clientNamespaces"');
});
