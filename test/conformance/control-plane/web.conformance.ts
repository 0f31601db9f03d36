import { App, Chart, Size } from 'cdk8s';
import { Grafana, GrafanaDatasource, GrafanaOperatorDatasource, MonitoringMixin, OAuth2Proxy, WebIngress, WebRoute, WindowsExporter } from '../../../src';
import { Manifest, synth } from '../../support/synth';
import { applyStrictly, cleanUp, get, installCrds, installCrdsOf, kubectl, mustApply, pinned } from '../support/cluster';
import { within } from '../support/wait';

// User interfaces and the routes to them: accepted by a real apiserver with the definitions of the Gateway API and of grafana-operator, in
// a namespace that enforces "restricted".
const WHERE = 'web';
let objects: Manifest[];

beforeAll(() => {
  jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  installCrds(pinned('PROMETHEUS_OPERATOR')[0]);
  installCrdsOf('GATEWAY_API_CRDS', 'config/crd/standard');
  installCrdsOf('GRAFANA_OPERATOR_CRDS', 'config/crd/bases');
  mustApply([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: WHERE, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } } }]);
  const chart = new Chart(new App(), 'web', { namespace: WHERE });
  const tls = { serviceName: 'prometheus-main', namespace: WHERE, tls: { secretName: 'web-tls' } };
  const datasources = [
    GrafanaDatasource.prometheus(tls, { bearerToken: { secretName: 'token', key: 'token' } }), GrafanaDatasource.thanos({ serviceName: 'thanos-query', namespace: WHERE, port: 10902 }), GrafanaDatasource.alertmanager({ serviceName: 'alertmanager-main', namespace: WHERE }),
  ];
  const grafana = new Grafana(chart, 'Grafana', {
    admin: { secretName: 'grafana-admin' }, datasources, storage: { size: Size.gibibytes(1) }, rootUrl: 'https://grafana.example.org/', settings: { 'users.default_theme': 'light' }, secretSettings: { 'auth.generic_oauth.client_secret': { secretName: 'sso', key: 'secret' } },
  });
  datasources.forEach((datasource, at) => new GrafanaOperatorDatasource(chart, `Datasource-${at}`, { datasource, grafanaSelector: { dashboards: 'grafana' }, isDefault: at === 0 }));
  new MonitoringMixin(chart, 'Mixin', { dashboards: true, grafanaSelector: { dashboards: 'grafana' } });
  const ui = { serviceName: 'prometheus-main', namespace: WHERE, port: 9090, podLabels: { app: 'prometheus' }, podPort: 9090 };
  const login = new OAuth2Proxy(chart, 'Login', { ui, issuerUrl: 'https://login.example.org', host: 'prometheus.example.org', secret: { secretName: 'login' }, emailDomains: ['example.org'] });
  new WebIngress(chart, 'Ingress', { ui: login.webUi, host: 'prometheus.example.org', controllerNamespace: 'ingress-nginx', ingressClassName: 'nginx', tlsSecretName: 'web-tls' });
  new WebRoute(chart, 'Route', { ui: grafana.webUi, host: 'grafana.example.org', gateway: { name: 'public', namespace: 'gateways', sectionName: 'https' } });
  // no node, so no pod runs: its fields are checked
  new WindowsExporter(chart, 'Windows');
  objects = synth(chart);
}, 100_000);

afterAll(() => {
  cleanUp(WHERE);
}, 100_000);

test('the API server knows every field of every object', async () => {
  expect([...new Set(objects.map(({ kind }) => kind))]).toEqual(expect.arrayContaining(['HTTPRoute', 'Ingress', 'GrafanaDatasource', 'GrafanaDashboard', 'PersistentVolumeClaim', 'DaemonSet']));
  expect(await applyStrictly(objects)).toEqual([]);
}, 100_000);

test('the pods of Grafana and of the login are admitted', async () => {
  await within(60, 'pods', () => {
    const names: string[] = get('pods', '-n', WHERE).items.map(({ metadata }: any) => metadata.labels['app.kubernetes.io/name']);
    expect(names.sort()).toEqual(['grafana', 'oauth2-proxy', 'oauth2-proxy']);
  }, () => kubectl(['get', 'events', '-n', WHERE]).output);
}, 100_000);
