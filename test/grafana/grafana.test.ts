import { Duration, Size } from 'cdk8s';
import { Grafana, GrafanaDatasource, GrafanaOperatorDatasource, GrafanaProps, PrometheusStack, ScrapeGraph, ThanosEndpoint, ThanosQuery } from '../../src';
import { settingsIn } from '../support/ini';
import { aStack, namesOf, stackObjects } from '../support/stack';
import { aChart, errorsOf, noticesOf, ofKind, synth, theOne } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

const REFERENCE = { serviceName: 'prometheus-main', namespace: 'monitoring' };
const PROMETHEUS = GrafanaDatasource.prometheus(REFERENCE);
const PROPS: GrafanaProps = { admin: { secretName: 'grafana-admin' }, datasources: [PROMETHEUS], storage: { size: Size.gibibytes(1) } };

function chartOf(props: Partial<GrafanaProps> = {}) {
  const chart = aChart('monitoring');
  new Grafana(chart, 'Grafana', { ...PROPS, ...props });
  return chart;
}
const objectsOf = (props: Partial<GrafanaProps> = {}) => synth(chartOf(props));
const podOf = (props: Partial<GrafanaProps> = {}) => theOne(objectsOf(props), 'Deployment').spec.template.spec;
const filesOf = (props: Partial<GrafanaProps> = {}): { [file: string]: string } => theOne(objectsOf(props), 'ConfigMap').data;
const iniOf = (props: Partial<GrafanaProps> = {}) => settingsIn(filesOf(props)['grafana.ini']);
const envOf = (props: Partial<GrafanaProps> = {}) => Object.fromEntries(
  podOf(props).containers[0].env.map(({ name, value, valueFrom }: any) => [name, value ?? valueFrom.secretKeyRef]),
);

test('alone it is complete', () => {
  expect(namesOf(objectsOf())).toEqual([
    'ConfigMap grafana-provisioning', 'PersistentVolumeClaim grafana', 'ServiceAccount grafana', 'NetworkPolicy grafana', 'Service grafana', 'Deployment grafana', 'ServiceMonitor grafana', 'Role grafana', 'RoleBinding grafana',
  ]);
});

test('the admin comes from a Secret, and no data is sent to third parties', () => {
  expect(envOf()).toEqual({
    GF_SECURITY_ADMIN_USER: { name: 'grafana-admin', key: 'admin-user' },
    GF_SECURITY_ADMIN_PASSWORD: { name: 'grafana-admin', key: 'admin-password' },
  });
  expect(iniOf()).toEqual({
    'analytics.reporting_enabled': 'false', 'analytics.check_for_updates': 'false', 'analytics.check_for_plugin_updates': 'false', 'plugins.preinstall_auto_update': 'false',
  });
});

test('settings are in grafana.ini, the secret ones in variables from Secrets', () => {
  const props: Partial<GrafanaProps> = {
    rootUrl: 'https://grafana.example.org/',
    settings: { 'users.login_hint': 'a', 'auth.generic_oauth.token_url': 'https://login.example.org/token' },
    secretSettings: { 'auth.generic_oauth.client_secret': { secretName: 'sso', key: 'secret' } },
  };
  expect(envOf(props)).toMatchObject({ GF_AUTH_GENERIC_OAUTH_CLIENT_SECRET: { name: 'sso', key: 'secret' } });
  expect(iniOf(props)).toMatchObject({
    'server.root_url': 'https://grafana.example.org/',
    'users.login_hint': 'a',
    'auth.generic_oauth.token_url': 'https://login.example.org/token',
    'auth.generic_oauth.client_secret': '$__env{GF_AUTH_GENERIC_OAUTH_CLIENT_SECRET}',
  });
  expect(podOf(props).containers[0].volumeMounts).toContainEqual({ name: 'provisioning', mountPath: '/etc/grafana/grafana.ini', subPath: 'grafana.ini', readOnly: true });
});

test('dashboards are read from ConfigMaps with the label that the mixin sets, in the namespaces of its Roles', () => {
  const { containers: [, { env }], automountServiceAccountToken } = podOf({ dashboards: { namespaces: ['shop'] } });
  const variables = Object.fromEntries(env.map(({ name, value }: any) => [name, value]));
  expect(variables).toMatchObject({ LABEL: 'grafana_dashboard', LABEL_VALUE: '1', NAMESPACE: 'monitoring,shop', RESOURCE: 'configmap', METHOD: 'WATCH' });
  expect(automountServiceAccountToken).toBe(true);
  const objects = objectsOf({ dashboards: { namespaces: ['shop'] } });
  expect(ofKind(objects, 'Role').map(({ metadata, rules }) => [metadata.namespace, rules])).toEqual(['monitoring', 'shop'].map(namespace => [namespace, [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'list', 'watch'] }]]));
  const [dashboard] = ofKind(stackObjects({ mixin: { dashboards: true } }), 'ConfigMap').filter(({ metadata }) => metadata.name.startsWith('mixin-dashboard'));
  expect(dashboard.metadata.labels[variables.LABEL]).toBe(variables.LABEL_VALUE);
});

test('without dashboards there is no sidecar, and the pod has no token', () => {
  const objects = objectsOf({ dashboardsEnabled: false });
  expect(theOne(objects, 'Deployment').spec.template.spec).toMatchObject({ automountServiceAccountToken: false, containers: [{ name: 'grafana' }] });
  expect([...ofKind(objects, 'Role'), Object.keys(theOne(objects, 'ConfigMap').data).reverse()]).toEqual([['grafana.ini', 'datasources.yaml']]);
});

test('one pod at a time uses its volume, and a changed datasource recreates the pod', () => {
  const [one, other] = [{}, { datasources: [GrafanaDatasource.prometheus({ ...REFERENCE, port: 9091 })] }].map(props => theOne(objectsOf(props), 'Deployment').spec);
  expect(one.strategy).toEqual({ type: 'Recreate' });
  expect(one.template.metadata.annotations).not.toEqual(other.template.metadata.annotations);
  expect(theOne(objectsOf({ storage: undefined }), 'Deployment').spec.strategy).toBeUndefined();
});

describe('datasources', () => {
  test('the first is the default, and cannot be changed in Grafana', () => {
    const files = filesOf({ datasources: [PROMETHEUS, GrafanaDatasource.thanos({ serviceName: 'thanos-query', namespace: 'monitoring', port: 10902 }, { scrapeInterval: Duration.minutes(1) }), GrafanaDatasource.alertmanager({ serviceName: 'alertmanager-main', namespace: 'monitoring' })] });
    expect(files['datasources.yaml']).toBe(`apiVersion: 1
prune: true
datasources:
  - name: Prometheus
    type: prometheus
    access: proxy
    url: http://prometheus-main.monitoring.svc:9090
    isDefault: true
    editable: false
    jsonData:
      httpMethod: POST
      prometheusType: Prometheus
      timeInterval: 30s
    uid: prometheus
  - name: Thanos
    type: prometheus
    access: proxy
    url: http://thanos-query.monitoring.svc:10902
    editable: false
    jsonData:
      httpMethod: POST
      prometheusType: Thanos
      timeInterval: 1m
    uid: thanos
  - name: Alertmanager
    type: alertmanager
    access: proxy
    url: http://alertmanager-main.monitoring.svc:9093
    editable: false
    jsonData:
      implementation: prometheus
      handleGrafanaManagedAlerts: false
    uid: alertmanager
`);
  });

  test('an HTTPS server is verified with its CA, one behind a proxy gets a token: both from Secrets', () => {
    const datasources = [
      GrafanaDatasource.prometheus({ ...REFERENCE, tls: { secretName: 'web-tls' } }), GrafanaDatasource.prometheus({ ...REFERENCE, requiresToken: true, tls: { secretName: '', insecureSkipVerify: true } }, { name: 'Proxied', bearerToken: { secretName: 'token', key: 'token' } }),
    ];
    const { 'datasources.yaml': text } = filesOf({ datasources });
    expect(text).toContain('tlsCACert: $__file{/etc/grafana/ca/web-tls/ca.crt}');
    expect(text).toContain('httpHeaderValue1: Bearer $DATASOURCE_1_TOKEN');
    expect(text).toContain('tlsSkipVerify: true');
    expect(envOf({ datasources }).DATASOURCE_1_TOKEN).toEqual({ name: 'token', key: 'token' });
    expect(podOf({ datasources }).volumes).toContainEqual({ name: 'ca-0', secret: { secretName: 'web-tls', items: [{ key: 'ca.crt', path: 'ca.crt' }] } });
  });

  test('datasources of a stack and a Query', () => {
    const { chart, stack } = aStack();
    const query = new ThanosQuery(chart, 'Query', { endpoints: [ThanosEndpoint.address('a:1')] });
    const { prometheus, alertmanager } = stack;
    const datasources = [GrafanaDatasource.prometheus(prometheus!.queryApi!), GrafanaDatasource.thanos(query.queryApi), GrafanaDatasource.alertmanager(alertmanager!.reference)];
    new Grafana(chart, 'Grafana', { ...PROPS, datasources });
    const { data } = synth(chart).find(({ metadata }) => metadata.name === 'grafana-provisioning')!;
    expect(data['datasources.yaml'].match(/url: .*/g)).toEqual(['url: http://prometheus-main.monitoring.svc:9090', 'url: http://thanos-query.monitoring.svc:10902', 'url: http://alertmanager-main.monitoring.svc:9093']);
    expect(ScrapeGraph.of(chart.node.root).problems).toEqual([]);
  });

  test('one behind kube-rbac-proxy requires a token', () => {
    const chart = aChart('monitoring');
    const stack = new PrometheusStack(chart, 'Monitoring', { prometheus: { listenLocal: true, authProxy: true } });
    expect(stack.prometheus!.queryApi).toMatchObject({ requiresToken: true, tls: { insecureSkipVerify: true } });
    new Grafana(chart, 'Grafana', { ...PROPS, datasources: [GrafanaDatasource.prometheus(stack.prometheus!.queryApi!)] });
    expect(errorsOf(chart)).toContain('[grafana/datasource-token]');
  });
});

describe('grafana-operator', () => {
  test('has a datasource as a custom resource, with secrets from Secrets', () => {
    const chart = aChart('monitoring');
    const datasource = GrafanaDatasource.prometheus({ ...REFERENCE, tls: { secretName: 'web-tls' } }, { bearerToken: { secretName: 'token', key: 'value' } });
    new GrafanaOperatorDatasource(chart, 'Datasource', { datasource, grafanaSelector: { dashboards: 'grafana' }, isDefault: true });
    const { apiVersion, spec } = theOne(synth(chart), 'GrafanaDatasource');
    expect(apiVersion).toBe('grafana.integreatly.org/v1beta1');
    expect(spec).toMatchObject({
      instanceSelector: { matchLabels: { dashboards: 'grafana' } },
      uid: 'prometheus',
      datasource: { isDefault: true, secureJsonData: { tlsCACert: '${ca.crt}', httpHeaderValue1: 'Bearer ${value}' } },
      valuesFrom: [
        { targetPath: 'secureJsonData.tlsCACert', valueFrom: { secretKeyRef: { name: 'web-tls', key: 'ca.crt' } } }, { targetPath: 'secureJsonData.httpHeaderValue1', valueFrom: { secretKeyRef: { name: 'token', key: 'value' } } },
      ],
    });
  });

  test('has the dashboards of the mixin as custom resources, instead of ConfigMaps', () => {
    const objects = stackObjects({ mixin: { dashboards: true, grafanaSelector: { dashboards: 'grafana' } } });
    const dashboards = ofKind(objects, 'GrafanaDashboard');
    expect(dashboards.length).toBeGreaterThan(7);
    expect(ofKind(objects, 'ConfigMap')).toEqual([]);
    for (const { spec, metadata } of dashboards) {
      expect(spec.instanceSelector).toEqual({ matchLabels: { dashboards: 'grafana' } });
      expect(JSON.parse(spec.json).panels.length).toBeGreaterThan(0);
      expect(metadata.labels.grafana_dashboard).toBeUndefined();
    }
  });
});

test.each<[string, Partial<GrafanaProps>, string]>([
  ['grafana/no-datasources', { datasources: [] }, '[test/Grafana] "datasources" is empty'],
  ['grafana/datasource-twice', { datasources: [PROMETHEUS, GrafanaDatasource.prometheus(REFERENCE, { uid: 'other' })] }, 'the name "Prometheus"'],
  ['grafana/datasource-twice', { datasources: [PROMETHEUS, GrafanaDatasource.prometheus(REFERENCE, { name: 'prometheus' })] }, 'the uid "prometheus"'],
  ['grafana/datasource-token', { datasources: [GrafanaDatasource.prometheus({ ...REFERENCE, requiresToken: true })] }, 'set "bearerToken" to a Secret of a ServiceAccount that can "get" the nonResourceURLs of its queries'],
  ['grafana/datasource-uid', { datasources: [GrafanaDatasource.prometheus(REFERENCE, { uid: 'a b' })] }, 'at most 40'],
  ['grafana/setting', { settings: { 'security.admin_password': 'x' } }, 'use "admin", or "secretSettings"'],
  ['grafana/setting', { settings: { 'auth.generic_oauth.client_secret': 'x' } }, 'use "admin", or "secretSettings"'],
  ['grafana/setting', { settings: { 'plugin.chat.token': 'x' } }, 'use "admin", or "secretSettings"'],
  ['grafana/setting', { settings: { 'security.admin_user': 'root' } }, '"admin" already sets it: remove it from "settings"'],
  ['grafana/setting', { secretSettings: { 'security.admin_password': { secretName: 'a', key: 'b' } } }, '"admin" already sets it: remove it from "secretSettings"'],
  ['grafana/setting', { settings: { theme: 'light' } }, 'write the section and the key'],
  ['grafana/setting', { secretSettings: { 'Auth!': { secretName: 'a', key: 'b' } } }, 'write the section and the key'],
  ['grafana/setting', { settings: { 'server.root_url': 'x' } }, 'use the option "rootUrl"'],
  ['grafana/setting', { settings: { 'users.login_hint': 'x' }, secretSettings: { 'users.login_hint': { secretName: 'a', key: 'b' } } }, 'remove one of them'],
  ['manifest/reference', { admin: { secretName: 'A B' } }, 'admin.secretName'],
  ['manifest/url', { rootUrl: 'grafana.example.org' }, 'rootUrl'],
])('%s: %#', (id, props, cure) => {
  const errors = errorsOf(chartOf(props));
  expect(errors).toContain(`[${id}]`);
  expect(errors).toContain(cure);
});

test('a missing volume is a warning', () => expect(noticesOf(chartOf({ storage: undefined })).join()).toContain('[grafana/no-storage]'));

/** As grafana-operator runs Grafana: with volumes for data, logs and temporary files. */
test('no container can write to its root file system', () => {
  const { containers, volumes } = podOf();
  for (const { securityContext, volumeMounts } of containers) {
    expect(securityContext).toEqual({ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } });
    expect(volumeMounts.map(({ mountPath }: any) => mountPath)).toContain('/tmp');
  }
  expect(containers[0].volumeMounts.filter(({ readOnly }: any) => readOnly !== true).map(({ mountPath }: any) => mountPath)).toEqual(['/var/lib/grafana', '/var/log/grafana', '/tmp']);
  const { containers: [withProfiles] } = podOf({ env: { GF_AWS_PROFILES: 'default' } });
  expect(withProfiles.volumeMounts).toContainEqual({ name: 'tmp', mountPath: '/usr/share/grafana/.aws', subPath: 'aws' });
  expect(volumes.filter(({ emptyDir }: any) => emptyDir).map(({ name }: any) => name)).toEqual(['logs', 'tmp', 'dashboards']);
});
