import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Chart, Duration, Size } from 'cdk8s';
import {
  DashboardTarget, Grafana, GrafanaDashboard, GrafanaDatabase, GrafanaDatasource, GrafanaOAuthProvider, GrafanaOperatorDatasource, GrafanaProps, GrafanaRole, MonitoringMixin,
  PrometheusStack,
} from '../../../src';
import { Manifest, ofKind, synth } from '../../support/synth';
import { applyStrictly, cleanUp, get, installCrds, installCrdsOf, kubectl, mustApply, pinned } from '../support/cluster';
import { within } from '../support/wait';

// Grafana in every variant: taken by a real apiserver with strict validation, in a namespace that enforces "restricted"; dashboards and datasources by the definitions of
// grafana-operator.
const WHERE = 'grafana';
const SECRET = { secretName: 'credentials', key: 'value' };
let objects: Manifest[];

const DATASOURCES = [
  GrafanaDatasource.prometheus({ serviceName: 'prometheus-main', namespace: 'monitoring', tls: { secretName: 'web-tls' } }, { bearerToken: SECRET }),
  GrafanaDatasource.loki('http://loki-gateway.logging.svc:80', { tenant: 'a', basicAuthUser: 'grafana', secureJsonData: { basicAuthPassword: SECRET } }),
  GrafanaDatasource.tempo('http://tempo.tracing.svc:3200', { jsonData: { tracesToLogsV2: { datasourceUid: 'loki' } } }),
  GrafanaDatasource.mimir('http://mimir.mimir.svc:80/prometheus', { scrapeInterval: Duration.minutes(1) }),
  GrafanaDatasource.cloudWatch('eu-west-2'),
  GrafanaDatasource.alertmanager({ serviceName: 'alertmanager-main', namespace: 'monitoring' }),
  GrafanaDatasource.of({ type: 'grafana-postgresql-datasource', name: 'Postgres', url: 'postgres:5432', user: 'grafana', secureJsonData: { password: SECRET } }),
];

/** A row is a Grafana; its name is the key. */
const VARIANTS: Readonly<Record<string, Partial<GrafanaProps>>> = {
  volume: { storage: { size: Size.gibibytes(10) }, rootUrl: 'https://example.org/grafana', server: { serveFromSubPath: true } },
  claim: { existingClaim: 'data', podAnnotations: { 'linkerd.io/inject': 'enabled' }, serviceAccountAnnotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::123456789012:role/grafana' } },
  replicas: {
    replicas: 3,
    database: GrafanaDatabase.postgres({ host: 'postgres-rw.database.svc:5432', userSecret: SECRET, password: SECRET, sslMode: 'verify-full', caSecretName: 'database-ca' }),
    security: { secretKey: SECRET, cookieSecure: true },
    smtp: { host: 'smtp.example.org:587', fromAddress: 'grafana@example.org', user: SECRET, password: SECRET },
    dashboards: { allNamespaces: true },
  },
  mysql: { replicas: 2, database: GrafanaDatabase.mysql({ host: 'mysql:3306', user: 'grafana', password: SECRET }), dashboardsEnabled: false },
  login: {
    rootUrl: 'https://grafana.example.org',
    anonymous: { role: GrafanaRole.VIEWER },
    auth: { disableLoginForm: true, ldap: { config: { secretName: 'ldap', key: 'ldap.toml' } }, proxy: { headerName: 'X-User' } },
    oauth: [{ provider: GrafanaOAuthProvider.GENERIC, clientId: 'grafana', clientSecret: SECRET, authUrl: 'https://login.example.org/a', tokenUrl: 'https://login.example.org/t', roleAttributePath: 'contains(groups[*], \'sre\') && \'Admin\'' }],
    envFromSecrets: ['grafana-env'],
    plugins: ['grafana-clock-panel@2.1.8'],
    featureToggles: { publicDashboardsScene: true },
    settings: { 'explore': { enabled: true }, 'plugin.my-app': { url: 'https://example.org' } },
  },
};

beforeAll(() => {
  jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  installCrds(pinned('PROMETHEUS_OPERATOR')[0]);
  installCrdsOf('GRAFANA_OPERATOR_CRDS', 'config/crd/bases');
  mustApply([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: WHERE, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } } }]);
  const app = new App();
  const chart = new Chart(app, 'grafana', { namespace: WHERE });
  for (const [name, props] of Object.entries(VARIANTS)) {
    new Grafana(chart, name, { name, admin: { secretName: 'grafana-admin' }, datasources: DATASOURCES, ...props });
  }
  const target = DashboardTarget.grafanaOperator({
    matchLabels: { dashboards: 'grafana' }, matchExpressions: [{ key: 'tier', operator: 'In', values: ['production'] }], allowCrossNamespaceImport: true, folder: 'Kubernetes',
  });
  const folder = mkdtempSync(join(tmpdir(), 'dashboards-'));
  writeFileSync(join(folder, 'board.json'), JSON.stringify({ title: 'Board', panels: [] }));
  for (const [id, dashboardTarget] of Object.entries({ Sidecar: DashboardTarget.sidecar({ folder: 'Files' }), Operator: target })) {
    new GrafanaDashboard(chart, id, { path: join(folder, 'board.json'), name: id.toLowerCase(), dashboardTarget });
  }
  new MonitoringMixin(chart, 'Mixin', { dashboards: true, dashboardTarget: target });
  DATASOURCES.forEach((datasource, at) => new GrafanaOperatorDatasource(chart, `Datasource-${at}`, { datasource, dashboardTarget: target, isDefault: at === 0 }));
  objects = synth(chart);
}, 100_000);

afterAll(() => {
  cleanUp(WHERE);
}, 100_000);

test('the API server knows every field of every object', async () => {
  expect([...new Set(objects.map(({ kind }) => kind))]).toEqual(expect.arrayContaining(['ClusterRole', 'ConfigMap', 'GrafanaDashboard', 'GrafanaDatasource', 'PersistentVolumeClaim', 'PodDisruptionBudget']));
  expect(await applyStrictly(objects)).toEqual([]);
}, 100_000);

test('the pods of every variant are admitted', async () => {
  const wanted = Object.entries(VARIANTS).flatMap(([name, { replicas = 1 }]) => Array.from({ length: replicas }, () => name)).sort();
  await within(60, 'pods', () => {
    const names: string[] = get('pods', '-n', WHERE).items.map(({ metadata }: any) => metadata.labels['app.kubernetes.io/instance']);
    expect(names.sort()).toEqual(wanted);
  }, () => kubectl(['get', 'events', '-n', WHERE]).output);
}, 100_000);

test('replicas find each other by their Service, before they are ready', () => {
  const service = get('service', 'replicas-headless', '-n', WHERE);
  expect(service.spec).toMatchObject({ clusterIP: 'None', publishNotReadyAddresses: true });
  expect(service.spec.ports.map(({ name, port, protocol }: any) => `${name} ${port} ${protocol}`)).toEqual(['gossip-tcp 9094 TCP', 'gossip-udp 9094 UDP']);
});

test('a selector of grafana-operator is immutable, as the documentation says', async () => {
  const [dashboard] = ofKind(objects, 'GrafanaDashboard');
  const changed = { ...dashboard, spec: { ...dashboard.spec, instanceSelector: { matchLabels: { dashboards: 'other' } } } };
  expect((await applyStrictly([changed])).join()).toContain('spec.instanceSelector is immutable');
}, 100_000);

test('the API server rejects a field that grafana-operator does not have', async () => {
  const [dashboard] = ofKind(objects, 'GrafanaDashboard');
  const wrong = { ...dashboard, metadata: { ...dashboard.metadata, name: 'wrong' }, spec: { ...dashboard.spec, folderName: 'a' } };
  expect((await applyStrictly([wrong])).join()).toContain('folderName');
}, 100_000);

test('the patched policy of a Prometheus allows a Grafana of another namespace, and is accepted', async () => {
  const app = new App();
  const monitoring = new Chart(app, 'monitoring', { namespace: WHERE });
  const stack = new PrometheusStack(monitoring, 'Monitoring', { kubeStateMetricsEnabled: false, nodeExporterEnabled: false });
  new Grafana(new Chart(app, 'other', { namespace: 'other' }), 'Grafana', { admin: { secretName: 'a' }, datasources: [GrafanaDatasource.prometheus(stack.prometheus!.queryApi!)] });
  const policy = ofKind(synth(monitoring), 'NetworkPolicy').find(({ metadata }) => metadata.name === 'prometheus-main')!;
  expect(await applyStrictly([policy])).toEqual([]);
  const { spec } = get('networkpolicy', 'prometheus-main', '-n', WHERE);
  expect(spec.ingress[0].from).toContainEqual({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'other' } } });
}, 100_000);
