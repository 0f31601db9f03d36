import { App, Chart, JsonPatch, Size } from 'cdk8s';
import { Grafana, GrafanaDatasource, GrafanaOperatorDatasource, GrafanaProps, PrometheusStack, PrometheusStackProps, ScrapeGraph, ThanosEndpoint, ThanosQuery } from '../../src';
import { ofKind, synth } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

const PROPS = { admin: { secretName: 'grafana-admin' }, storage: { size: Size.gibibytes(1) } };

function world(props: PrometheusStackProps = {}) {
  const app = new App();
  const monitoring = new Chart(app, 'monitoring', { namespace: 'monitoring' });
  const stack = new PrometheusStack(monitoring, 'Monitoring', props);
  const query = new ThanosQuery(monitoring, 'Query', { endpoints: [ThanosEndpoint.address('a:1')] });
  const datasources = () => [
    GrafanaDatasource.prometheus(stack.prometheus!.queryApi!), GrafanaDatasource.thanos(query.queryApi), GrafanaDatasource.alertmanager(stack.alertmanager!.reference),
  ];
  const grafanaIn = (namespace: string, more: Partial<GrafanaProps> = {}, id = 'Grafana') =>
    new Grafana(new Chart(app, `${id}-${namespace}`, { namespace }), id, { ...PROPS, datasources: datasources(), ...more });
  return { app, monitoring, stack, query, grafanaIn };
}

/** Namespaces in the first rule of each policy of a server. */
function allowed(chart: Chart): Record<string, (string | undefined)[] | undefined> {
  const policies = ofKind(synth(chart), 'NetworkPolicy').filter(({ metadata }) => ['prometheus-main', 'thanos-query', 'alertmanager-main'].includes(metadata.name));
  return Object.fromEntries(policies.map(({ metadata, spec }) => [metadata.name, spec.ingress[0].from?.map(({ namespaceSelector }: any) => namespaceSelector?.matchLabels['kubernetes.io/metadata.name'])]));
}
const denied = (app: App) => ScrapeGraph.of(app).problems.filter(each => each.includes('data source') && each.includes('NetworkPolicy'));

test('a Grafana of another namespace may connect to its datasources', () => {
  const { app, monitoring, grafanaIn } = world();
  expect(allowed(monitoring)).toEqual({ 'prometheus-main': [undefined], 'thanos-query': [undefined], 'alertmanager-main': [undefined] });
  grafanaIn('grafana');
  expect(allowed(monitoring)).toEqual({ 'prometheus-main': [undefined, 'grafana'], 'thanos-query': [undefined, 'grafana'], 'alertmanager-main': [undefined, 'grafana'] });
  expect(denied(app)).toEqual([]);
});

test('each namespace is listed once: its own, one of "clientNamespaces" and one of two Grafanas', () => {
  const { monitoring, grafanaIn } = world({ prometheus: { clientNamespaces: ['grafana'] } });
  grafanaIn('monitoring');
  grafanaIn('grafana');
  grafanaIn('other', {}, 'A');
  grafanaIn('other', { name: 'b' }, 'B');
  expect(allowed(monitoring)['prometheus-main']).toEqual([undefined, 'grafana', 'other']);
});

test('Grafanas of grafana-operator may connect, too, in the namespace of the datasource or in named ones', () => {
  const { app, monitoring, stack, query } = world();
  const chart = new Chart(app, 'operator', { namespace: 'operator' });
  new GrafanaOperatorDatasource(chart, 'A', { datasource: GrafanaDatasource.prometheus(stack.prometheus!.queryApi!), grafanaSelector: { a: 'b' } });
  new GrafanaOperatorDatasource(chart, 'B', { datasource: GrafanaDatasource.thanos(query.queryApi), grafanaSelector: { a: 'b' }, allowCrossNamespaceImport: true, grafanaNamespaces: ['one', 'two'] });
  expect(allowed(monitoring)).toMatchObject({ 'prometheus-main': [undefined, 'operator'], 'thanos-query': [undefined, 'one', 'two'] });
});

test('a server that allows all clients, or has no policy, is unchanged', () => {
  const open = world({ prometheus: { serviceOptions: { type: 'NodePort' } as any } });
  open.grafanaIn('grafana');
  expect(allowed(open.monitoring)['prometheus-main']).toBeUndefined();
  const without = world({ networkPolicy: false });
  without.grafanaIn('grafana');
  expect(allowed(without.monitoring)).not.toHaveProperty('prometheus-main');
});

test('rules that a patch has replaced are unchanged, and the graph reports that Grafana is blocked', () => {
  const { app, monitoring, stack, grafanaIn } = world();
  stack.prometheus!.networkPolicy!.addJsonPatch(JsonPatch.replace('/spec/ingress', []));
  grafanaIn('grafana');
  expect(ofKind(synth(monitoring), 'NetworkPolicy').find(({ metadata }) => metadata.name === 'prometheus-main')!.spec.ingress).toEqual([]);
  expect(denied(app).length).toBeGreaterThan(0);
});

test('a reference by hand, or a copy as Python passes it, finds the same server', () => {
  const { app, monitoring, grafanaIn, stack } = world();
  grafanaIn('grafana', { datasources: [GrafanaDatasource.prometheus({ serviceName: 'prometheus-main', namespace: 'monitoring' })] });
  grafanaIn('other', { datasources: [GrafanaDatasource.prometheus({ ...stack.prometheus!.queryApi! })] });
  expect(allowed(monitoring)['prometheus-main']).toEqual([undefined, 'grafana', 'other']);
  expect(denied(app)).toHaveLength(0);
});

test('a server of another namespace is unknown', () => {
  const { monitoring, grafanaIn } = world();
  grafanaIn('grafana', { datasources: [GrafanaDatasource.prometheus({ serviceName: 'prometheus-main', namespace: 'elsewhere' })] });
  expect(allowed(monitoring)['prometheus-main']).toEqual([undefined]);
});
