import { App, Chart } from 'cdk8s';
import { PrometheusStack, ScrapeGraph } from '../../src';
import { Explanation } from '../../src/scrape-graph/explanation';
import { BINDING, deployment, explain, meta, monitor, prometheus, service } from '../support/scrape-graph';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

const twice = ({ scrapes }: Explanation) => scrapes.filter(({ by }) => new Set(by).size < by.length).map(({ job }) => job);

test('a Prometheus is named once for each scrape, also if Kubernetes creates several pods', () => {
  const chart = new Chart(new App(), 'monitoring', { namespace: 'monitoring' });
  new PrometheusStack(chart, 'Monitoring');
  const [explanation] = ScrapeGraph.of(chart)._explanations;
  expect(twice(explanation)).toEqual([]);
  const coredns = explanation.scrapes.filter(({ job }) => job.includes('coredns'));
  expect(coredns.map(({ by, workload, targets }) => ({ by, workload, targets }))).toEqual([{ by: ['Prometheus monitoring/main'], workload: 'pods of Kubernetes', targets: 2 }]);
});

test('a Prometheus with shards is named once', () => {
  const found = explain([prometheus({ shards: 3 }), BINDING, monitor(), service(), deployment()]);
  expect(found.scrapes.map(({ by }) => by)).toEqual([['Prometheus monitoring/main']]);
});

test('also for targets that only another system knows', () => {
  const config = { apiVersion: 'monitoring.coreos.com/v1alpha1', kind: 'ScrapeConfig', ...meta('outside'), spec: { consulSDConfigs: [{ server: 'consul:8500' }] } };
  const found = explain([prometheus({ shards: 2, scrapeConfigSelector: {}, scrapeConfigNamespaceSelector: {} }), BINDING, config]);
  expect(found.scrapes.map(({ by }) => by)).toEqual([['Prometheus monitoring/main']]);
});

test('two Prometheuses are both named', () => {
  const other = { ...prometheus(), metadata: { name: 'other', namespace: 'monitoring', labels: {} } };
  expect(explain([prometheus(), other, BINDING, monitor(), service(), deployment()]).scrapes.map(({ by }) => by)).toEqual([['Prometheus monitoring/main', 'Prometheus monitoring/other']]);
});
