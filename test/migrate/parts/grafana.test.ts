import options from '../../../data/options.json';
import { isSecretText } from '../../../src/grafana/settings-checks';
import { optionSettings } from '../../../src/grafana/settings-rows';
import { grafanaPart } from '../../../src/migrate/parts/grafana';
import { grafanaUid } from '../../../src/migrate/parts/grafana-datasources';
import { isSecretSetting, SETTING_OPTIONS } from '../../../src/migrate/parts/grafana-settings';

const RELEASE = { name: 'kps', namespace: 'monitoring' };
const made = (grafana: unknown, others: object = {}) => grafanaPart({ ...others, grafana }, RELEASE);
const optionsOf = (grafana: unknown, others?: object) => Object.fromEntries(made(grafana, others).options.map(([path, { code }]) => [path, code]));
const code = (grafana: unknown, others?: object) => made(grafana, others).statements[0].code.replace(/\s+/g, ' ');
const results = (grafana: unknown) => made(grafana).values.map(({ path, outcome }) => `${outcome} ${path.replace('grafana.', '')}`);
const ADMIN = 'admin: { secretName: \'grafana-admin\' }';
const DATASOURCES = 'datasources: [ GrafanaDatasource.prometheus(stack.prometheus!.queryApi!), GrafanaDatasource.alertmanager(stack.alertmanager!.reference), ]';

test('without values there is a Grafana with the datasources of the release, and the Prometheus scrapes it', () => {
  expect(code({})).toBe(`new Grafana(chart, 'Grafana', { ${ADMIN}, ${DATASOURCES}, dashboards: { allNamespaces: true }, monitor: { labels: { release: 'kps' } }, });`);
  expect(made({}).statements.map(each => each.code.split('\n')[0])).toEqual(['new Grafana(chart, \'Grafana\', {', 'new ApiObject(chart, \'GrafanaOldService\', {']);
  expect(made({}).statements[0].from).toEqual(['Grafana', 'GrafanaDatasource']);
  expect(optionsOf({})).toEqual({ 'mixin.dashboards': 'true', 'mixin.dashboardOptions.timezone': '\'utc\'', 'mixin.dashboardOptions.editable': 'true', 'mixinJobs.grafana': '\'grafana\'' });
});

test('dashboards without a Grafana are created: forceDeployDashboards', () => {
  expect(optionsOf({ enabled: false, forceDeployDashboards: true })['mixin.dashboards']).toBe('true');
  expect(optionsOf({ enabled: false })).toEqual({ 'mixin.dashboards': 'false' });
  expect(optionsOf({ defaultDashboardsEnabled: false })['mixin.dashboards']).toBe('false');
  expect(made({ enabled: false, forceDeployDashboards: true }).statements).toEqual([]);
});

test('no password is written to the program: the Secret of the chart is copied, others are referenced', () => {
  const grafana = {
    'adminPassword': 'verysecret',
    'env': { GF_AUTH_TOKEN: 'verysecret' },
    'envRenderSecret': { X: 'verysecret' },
    'additionalDataSources': [{ name: 'PG', type: 'postgres', secureJsonData: { password: 'verysecret' } }],
    'grafana.ini': { 'auth.generic_oauth': { client_secret: 'verysecret', client_id: 'grafana' }, 'database': { url: 'postgres://u:verysecret@db/x' } },
  };
  expect(JSON.stringify(made(grafana))).not.toContain('verysecret');
  expect(code(grafana)).toContain('settings: { \'auth.generic_oauth\': { client_id: \'grafana\' } },'
    + ' secretSettings: { \'auth.generic_oauth.client_secret\': { secretName: \'grafana-secrets\', key: \'auth-generic-oauth-client-secret\' }, \'database.url\': { secretName: \'grafana-secrets\', key: \'database-url\' }, },');
  expect(made(grafana).warnings.find(each => each.startsWith('The password of Grafana\'s admin'))).toBe([
    'The password of Grafana\'s admin is in the Secret kps-grafana, which is deleted with the release. Copy it to grafana-admin before you apply this:',
    '  kubectl --namespace monitoring get secret kps-grafana --output json | jq \'{apiVersion, kind, type, data, metadata: {name: "grafana-admin", namespace: .metadata.namespace}}\' | kubectl create --filename -',
  ].join('\n'));
  expect(made(grafana).warnings.at(-1)).toContain('  gf-auth-token: grafana.env.GF_AUTH_TOKEN\n  x: grafana.envRenderSecret.X\n  pg-password: grafana.additionalDataSources[0].secureJsonData.password\n');
});

test('an existing Secret of the admin is referenced', () => {
  expect(code({ admin: { existingSecret: 'grafana', userKey: 'user', passwordKey: 'admin-password' } })).toContain('admin: { secretName: \'grafana\', userKey: \'user\' }');
});

test('an admin and settings in environment variables become options', () => {
  expect(code({ env: { GF_SECURITY_ADMIN_USER: 'me', GF_SERVER_ROOT_URL: 'https://grafana.example.org', GF_X: 'y' } })).toContain('env: { GF_X: \'y\' }');
  expect(code({ env: { GF_SERVER_ROOT_URL: 'https://grafana.example.org' } })).toContain('rootUrl: \'https://grafana.example.org\'');
  expect(made({ env: { GF_SECURITY_ADMIN_USER: 'me' } }).warnings).toContain('Grafana\'s admin is in environment variables of the values. Create the Secret grafana-admin from them before you apply this. Write each to a file without a line break at the end:\n'
    + '  kubectl --namespace monitoring create secret generic grafana-admin --from-file admin-user --from-file admin-password');
  const envValueFrom = { GF_SECURITY_ADMIN_USER: { secretKeyRef: { name: 'g', key: 'user' } }, GF_SECURITY_ADMIN_PASSWORD: { secretKeyRef: { name: 'g', key: 'pass' } } };
  expect(code({ envValueFrom })).toContain('admin: { secretName: \'g\', userKey: \'user\', passwordKey: \'pass\' }');
});

test('settings become options if possible, and paths of the image are equal', () => {
  const ini = {
    'paths': { data: '/var/lib/grafana/' },
    'server': { root_url: 'https://grafana.example.org', domain: 'grafana.example.org' },
    'auth.anonymous': { enabled: true, org_role: 'Viewer' },
    'users': { allow_sign_up: 'false', login_hint: 'name' },
    'app_mode': 'production',
  };
  expect(code({ 'grafana.ini': ini })).toContain('rootUrl: \'https://grafana.example.org\', server: { domain: \'grafana.example.org\' }, anonymous: { enabled: true, role: GrafanaRole.VIEWER },'
    + ' users: { allowSignUp: false }, settings: { users: { login_hint: \'name\' }, app_mode: \'production\' },');
  expect(results({ 'grafana.ini': ini })).toEqual([
    'same grafana.ini.paths.data', 'mapped grafana.ini.server.root_url', 'mapped grafana.ini.server.domain', 'mapped grafana.ini.auth.anonymous.enabled', 'mapped grafana.ini.auth.anonymous.org_role',
    'mapped grafana.ini.users.allow_sign_up', 'mapped grafana.ini.users.login_hint', 'mapped grafana.ini.app_mode',
  ]);
});

test('datasources keep the uid that Grafana gave them, and dollar signs are unescaped', () => {
  // the uid of a datasource called Loki that was provisioned without one, in Grafana's own documentation
  expect([grafanaUid('Loki'), grafanaUid('Prometheus')]).toEqual(['P8E80F9AEF21F6940', 'PBFA97CFB590B2093']);
  const additionalDataSources = [{ name: 'Loki', type: 'loki', url: 'http://loki.{{ .Release.Namespace }}:3100', access: 'proxy', jsonData: { url: '$${__value.raw}' } }];
  expect(code({ additionalDataSources })).toContain('GrafanaDatasource.of({ type: \'loki\', name: \'Loki\', uid: \'P8E80F9AEF21F6940\', url: \'http://loki.monitoring:3100\', jsonData: { url: \'${__value.raw}\' }, }), ],');
  expect(made({ additionalDataSources: [{ name: 'X', type: 'x', url: '$HOST' }] }).warnings).toContain('The datasource "X" uses an environment variable ($NAME), which is not expanded here: write the value, or use "secureJsonData".');
});

test('a default datasource comes first, if that of the chart is not the default', () => {
  const grafana = { sidecar: { datasources: { isDefaultDatasource: false, uid: 'prom' } }, additionalDataSources: [{ name: 'Mimir', type: 'prometheus', uid: 'mimir', url: 'http://mimir', isDefault: true }] };
  expect(code(grafana)).toContain('datasources: [ GrafanaDatasource.of({ type: \'prometheus\', name: \'Mimir\', uid: \'mimir\', url: \'http://mimir\' }), GrafanaDatasource.prometheus(stack.prometheus!.queryApi!, { uid: \'prom\' }),');
});

test('the volume is kept with its claim, and preparations are listed', () => {
  expect(code({ persistence: { enabled: true, size: '10Gi' } })).toContain('existingClaim: \'kps-grafana\'');
  expect(code({ persistence: { enabled: true, type: 'statefulset' } })).toContain('existingClaim: \'storage-kps-grafana-0\'');
  expect(code({ persistence: { enabled: true, existingClaim: 'data' } })).toContain('existingClaim: \'data\'');
  expect(made({ persistence: { enabled: true, size: '10Gi' } }).warnings.find(each => each.startsWith('Grafana keeps its volume'))).toMatch(/Grafana keeps its volume: the PersistentVolumeClaim kps-grafana of 10Gi\. It must not be deleted with the/);
});

test('Service, Ingress and route keep the name of the chart, and the URL is that of the Ingress', () => {
  const grafana = { ingress: { enabled: true, hosts: ['grafana.example.org'], tls: [{ secretName: 'x' }] }, service: { type: 'NodePort', nodePort: 30000 } };
  expect(code(grafana)).toContain('rootUrl: \'https://grafana.example.org\'');
  const [, service, ingress] = made(grafana).statements.map(each => each.code.replace(/\s+/g, ' '));
  expect(service).toContain('metadata: { name: \'kps-grafana\' }, spec: { type: \'NodePort\', ports: [{ name: \'http-web\', port: 80, targetPort: 3000, nodePort: 30000 }],');
  expect(ingress).toContain('backend: { service: { name: \'kps-grafana\', port: { number: 80 } } }');
});

test('a release whose Grafana is named grafana gets a Deployment with another name', () => {
  expect(code({ fullnameOverride: 'grafana' })).toContain('new Grafana(chart, \'Grafana\', { name: \'grafana-server\', ');
  expect(optionsOf({ fullnameOverride: 'grafana' })['mixinJobs.grafana']).toBe('\'grafana-server\'');
});

test('dashboards of the values become ConfigMaps with their folder; nothing is downloaded', () => {
  const grafana = {
    dashboardProviders: { 'x.yaml': { providers: [{ name: 'apps', folder: 'Apps' }] } },
    dashboards: { apps: { mine: { json: '{"title":"x"}' }, nodes: { gnetId: 1860, revision: 37 }, evil: { url: 'https://example.org/$(rm -rf .)' } } },
    dashboardsConfigMaps: { apps: 'my-dashboards' },
  };
  const { statements, warnings } = made(grafana);
  expect(statements.at(-1)!.code.replace(/\s+/g, ' ')).toBe('new ApiObject(chart, \'MineDashboard\', { apiVersion: \'v1\', kind: \'ConfigMap\','
    + ' metadata: { name: \'dashboard-mine\', labels: { grafana_dashboard: \'1\' }, annotations: { grafana_folder: \'Apps\' } }, data: { \'mine.json\': \'{"title":"x"}\' }, });');
  expect(warnings.find(each => each.startsWith('The chart downloads'))).toBe('The chart downloads dashboards whenever Grafana starts. Download them to the repository, and add: GrafanaDashboard.fromFolder(chart, \'Downloaded\', \'dashboards\', { datasources });\n'
    + '  curl --location --output dashboards/nodes.json https://grafana.com/api/dashboards/1860/revisions/37/download');
  expect(warnings).toContain('The ConfigMap my-dashboards has dashboards. Label it, so that Grafana finds it: kubectl label configmap my-dashboards grafana_dashboard=1');
});

test('sidecar labels, folders and the selector of grafana-operator are those of the mixin, too', () => {
  const sidecar = { dashboards: { label: 'dash', labelValue: 'yes', searchNamespace: 'a,b', folderAnnotation: 'folder', annotations: { folder: 'Kubernetes' } } };
  expect(optionsOf({ sidecar, operator: { dashboardsConfigMapRefEnabled: true, matchLabels: { app: 'grafana' } } })).toMatchObject({
    'mixin.dashboardLabels': '{ dash: \'yes\' }', 'mixin.dashboardOptions.folder': '\'Kubernetes\'', 'mixin.grafanaSelector': '{ app: \'grafana\' }', 'mixin.dashboardOptions.allowCrossNamespaceImport': 'true',
  });
  expect(code({ sidecar })).toContain('dashboards: { label: \'dash\', labelValue: \'yes\', folderAnnotation: \'folder\', namespaces: [\'a\', \'b\'] }');
});

test('pods, plugins, environment and mounts are options', () => {
  expect(code({
    replicas: 2,
    image: { tag: '12.1.0' },
    resources: { requests: { cpu: 1, memory: '256Mi' }, limits: { memory: '1Gi', cpu: '2' } },
    plugins: ['a-panel', 'b-panel 1.2.3'],
    envFromSecret: 'env',
    envValueFrom: { A: { secretKeyRef: { name: 's', key: 'k' } } },
    extraSecretMounts: [{ name: 'x', secretName: 'y', mountPath: '/etc/x', readOnly: true }],
    serviceMonitor: { interval: '1m' },
  }, { prometheus: { prometheusSpec: { serviceMonitorSelectorNilUsesHelmValues: false } } })).toContain('plugins: [\'a-panel\', \'b-panel@1.2.3\'], secretEnv: { A: { secretName: \'s\', key: \'k\' } }, envFromSecrets: [\'env\'], replicas: 2,'
    + ' cpu: \'1\', memory: \'256Mi\', memoryLimit: \'1Gi\', version: \'12.1.0\', volumes: [{ name: \'x\', secret: { secretName: \'y\' } }], volumeMounts: [{ name: \'x\', mountPath: \'/etc/x\', readOnly: true }],'
    + ' monitor: { interval: Duration.minutes(1) }, });');
});

test('settings are secret by the same names as in the checks of Grafana', () => {
  for (const [key, text] of [['client_secret', 'x'], ['password', '$__env{X}'], ['use_refresh_token', 'true'], ['token_url', 'https://x'], ['secret_key', 'abc'], ['api_key', '']]) {
    expect([key, isSecretSetting(key, text)]).toEqual([key, isSecretText(key, text)]);
  }
});

test('the settings in the table are those that options of a Grafana write', () => {
  const all: any = { rootUrl: 'x', server: {}, anonymous: {}, auth: {}, users: {}, security: {}, log: {}, analytics: {}, alerting: {} };
  const rows = new Map(optionSettings(all).map(({ key, option }) => [key, option]));
  for (const [key, [option]] of Object.entries(SETTING_OPTIONS)) { expect([key, rows.get(key)]).toEqual([key, option === 'anonymous.enabled' ? 'anonymous' : option]); }
  expect(Object.keys(options.structs.GrafanaProps)).toEqual(expect.arrayContaining(['secretEnv', 'envFromSecrets', 'existingClaim', 'secretSettings', 'plugins', 'volumeMounts', 'monitor']));
});

test.each([null, 5, [], 'x', { 'grafana.ini': 'x', 'sidecar': [], 'additionalDataSources': [null, 5, { type: {} }], 'dashboards': { a: { b: 5, c: null } }, 'plugins': 5, 'env': [] }, { ingress: { enabled: true, hosts: [5] }, persistence: 'x', image: { tag: {} }, service: 5 }])('%j does not stop it', grafana => {
  expect(() => made(grafana)).not.toThrow();
});
