import { existsSync } from 'fs';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { ALERTMANAGER_FIELDS, ALERTMANAGER_ROWS } from '../../src/alertmanager/spec-rows';
import { appText } from '../../src/migrate/app-text';
import { migrateValues } from '../../src/migrate/migrate';
import { ROWS } from '../../src/migrate/rows';
import { SERVER_FIELDS, SERVER_ROWS } from '../../src/prometheus/spec-rows';
import { complaintsOf } from '../support/compile';
import { yamlOf } from '../support/run-program';

// What public values files contain, trimmed: values of old releases of the chart, empty placeholders, and values of other charts.
const RELEASE = { name: 'kps', namespace: 'monitoring' };
const spec = (prometheusSpec: object) => ({ prometheus: { prometheusSpec }, grafana: { enabled: false } });
const withGrafana = (grafana: object, others: object = {}) => ({ ...others, grafana });
const textOf = (values: unknown) => appText(migrateValues(values, RELEASE), values, RELEASE);
const objectsOf = (values: unknown) => parseAllDocuments(yamlOf(textOf(values))).map(document => document.toJS()).filter(each => each !== null);
const resultsOf = (values: unknown) => Object.fromEntries(migrateValues(values, RELEASE).values.map(({ path, outcome, note }) => [path, `${outcome}: ${note}`]));
const the = (values: unknown, kind: string, name = '') => objectsOf(values).find(each => each.kind === kind && each.metadata.name.includes(name));
const prometheusOf = (prometheusSpec: object) => the(spec(prometheusSpec), 'Prometheus').spec;

const ROOT = join(__dirname, '../..');
/** The declarations of the package are those of the sources where it is not built. */
const COMPILER_OPTIONS = existsSync(join(ROOT, 'lib')) ? {} : { baseUrl: ROOT, paths: { 'cdk8s-prometheus': ['src/index.ts'] } };

beforeAll(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });

describe('fields of a Prometheus', () => {
  interface Owned { readonly path: string; readonly isShared?: boolean; readonly isJoined?: boolean }
  const OWNED: readonly (readonly [component: string, fields: readonly Owned[]])[] = [
    ['prometheus', [...SERVER_ROWS, ...SERVER_FIELDS]], ['alertmanager', [...ALERTMANAGER_ROWS, ...ALERTMANAGER_FIELDS]],
  ];

  test.each(OWNED)('a row never writes into the spec of %s what only an option writes', (component, fields) => {
    const written = ROWS.flatMap(({ to }) => to?.startsWith(`${component}.spec.`) ? [to.slice(`${component}.spec.`.length)] : []);
    expect(written.length).toBeGreaterThan(5);
    const owned = fields.filter(each => !each.isShared && !each.isJoined).map(({ path }) => path);
    expect(owned).toContain('routePrefix');
    expect(written.filter(path => owned.includes(path))).toEqual([]);
  });

  test('an OTLP receiver, schemes of names and the retention of shards', () => {
    const given = {
      enableOTLPReceiver: true,
      otlp: { promoteResourceAttributes: ['service.name'] },
      nameValidationScheme: 'UTF8',
      nameEscapingScheme: 'Dots',
      shards: 2,
      shardRetentionPolicy: { whenScaled: 'Retain', retain: { retentionPeriod: '10d' } },
    };
    expect(prometheusOf(given)).toMatchObject(given);
    expect(resultsOf(spec({ shardRetentionPolicy: { whenScaled: 'Retain' } }))['prometheus.prometheusSpec.shardRetentionPolicy']).toMatch(/^unsupported/);
    expect(resultsOf(spec({ shardRetentionPolicy: { whenScaled: 'Delete' } }))['prometheus.prometheusSpec.shardRetentionPolicy']).toMatch(/^same/);
  });

  test('false is no list: it was the default of some in old releases', () => {
    const found = prometheusOf({ prometheusRulesExcludedFromEnforce: false, secrets: false });
    expect(Object.keys(found)).not.toEqual(expect.arrayContaining(['prometheusRulesExcludedFromEnforce']));
    expect(found.secrets).toBeUndefined();
  });

  test('no replica is unsupported, and the program runs', () => {
    const { outcome, note } = migrateValues(spec({ replicas: 0 }), RELEASE).values.find(({ path }) => path.endsWith('.replicas'))!;
    expect([outcome, note]).toEqual(['unsupported', expect.stringContaining('prometheusEnabled: false')]);
    expect(prometheusOf({ replicas: 0 }).replicas).toBe(1);
  });
});

describe('selectors', () => {
  test('a selector without conditions selects all, without the label of the release', () => {
    const found = prometheusOf({ serviceMonitorSelector: { matchLabels: {} }, ruleSelector: {} });
    expect(found.serviceMonitorSelector).toEqual({});
    expect(found.ruleSelector).toEqual({ matchLabels: { release: 'kps' } });
  });

  test('fields that no selector has are removed by the API server, so they limit nothing', () => {
    const values = spec({ ruleNamespaceSelector: { any: true, matchNames: ['a'] }, serviceMonitorNamespaceSelector: 'all' });
    const results = resultsOf(values);
    expect(results['prometheus.prometheusSpec.ruleNamespaceSelector']).toMatch(/^mapped: .*"any", "matchNames"/);
    expect(results['prometheus.prometheusSpec.serviceMonitorNamespaceSelector']).toMatch(/^unsupported/);
    expect(the(values, 'Prometheus').spec.ruleNamespaceSelector).toEqual({});
  });

  test('a ThanosRuler keeps both', () => {
    const thanosRulerSpec = {
      queryEndpoints: ['thanos.example.org:10901'],
      ruleSelector: { matchLabels: {} },
      ruleNamespaceSelector: { matchLabels: { team: 'a' } },
    };
    const values = { thanosRuler: { enabled: true, thanosRulerSpec }, grafana: { enabled: false } };
    const { ruleSelector, ruleNamespaceSelector } = the(values, 'ThanosRuler').spec;
    expect([ruleSelector, ruleNamespaceSelector]).toEqual([{}, { matchLabels: { team: 'a' } }]);
  });
});

describe('Grafana', () => {
  test('its Ingress has the path of the chart, and TLS only from a list', () => {
    const values = withGrafana({ ingress: { enabled: true, hosts: ['grafana.example.org'], paths: [{ path: '/', pathType: 'Prefix' }], tls: false } });
    const { rules, tls } = the(values, 'Ingress').spec;
    expect(rules[0].http.paths.map(({ path }: { path: string }) => path)).toEqual(['/']);
    expect(tls).toBeUndefined();
    expect(resultsOf(values)['grafana.ingress.paths']).toMatch(/^unknown/);
  });

  test('an init container mounts the volume with the data', () => {
    const container = { name: 'prune', image: 'busybox:1.38', volumeMounts: [{ name: 'storage', mountPath: '/var/lib/grafana' }] };
    const { initContainers } = the(withGrafana({ extraInitContainers: [container] }), 'Deployment', 'grafana').spec.template.spec;
    expect(initContainers).toEqual([expect.objectContaining({ name: 'prune', volumeMounts: [{ name: 'data', mountPath: '/var/lib/grafana' }] })]);
  });

  test.each([{ datasources: { enabled: false } }, { datasources: { defaultDatasourceEnabled: false } }])('without a datasource it gets the Prometheus of the stack: %j', sidecar => {
    expect(textOf(withGrafana({ sidecar }))).toContain('datasources: [GrafanaDatasource.prometheus(stack.prometheus!.queryApi!)]');
    expect(migrateValues(withGrafana({ sidecar }), RELEASE).warnings.join()).toContain('The values have no datasource.');
    expect(() => yamlOf(textOf(withGrafana({ sidecar })))).not.toThrow();
  });

  test('a datasource with the name of one that the chart does not have is kept', () => {
    const own = { name: 'Prometheus', type: 'prometheus', url: 'http://prometheus.example.org' };
    const elsewhere = { prometheus: { enabled: false }, alertmanager: { enabled: false } };
    for (const values of [withGrafana({ additionalDataSources: [own] }, elsewhere), withGrafana({ additionalDataSources: [own], sidecar: { datasources: { enabled: false } } })]) {
      expect(resultsOf(values)['grafana.additionalDataSources']).toMatch(/^mapped/);
      expect(textOf(values)).toContain('url: \'http://prometheus.example.org\'');
    }
    expect(resultsOf(withGrafana({ additionalDataSources: [own] }))['grafana.additionalDataSources']).toMatch(/^different/);
  });
});

describe('the operator', () => {
  const limited = (limits: object, requests: object = {}) =>
    ({ prometheusOperator: { prometheusConfigReloader: { resources: { limits, requests } } }, grafana: { enabled: false } });
  const reloaderFlags = (values: unknown) => the(values, 'Deployment', 'operator').spec.template.spec.containers[0].args
    .filter((flag: string) => flag.includes('config-reloader-memory')).map((flag: string) => flag.replace('--config-reloader-memory-', ''));

  test.each([
    [{ memory: '25Mi' }, {}, ['request=25Mi', 'limit=25Mi']],
    [{ memory: '80Mi' }, { memory: '60Mi' }, ['request=60Mi', 'limit=80Mi']],
    [{ memory: 0 }, {}, ['request=50Mi', 'limit=0']],
  ])('memory limits of config reloaders %j, %j', (limits, requests, flags) => expect(reloaderFlags(limited(limits, requests))).toEqual(flags));

  test('a CPU limit of config reloaders names its option', () => {
    const key = 'prometheusOperator.prometheusConfigReloader.resources.limits.cpu';
    expect(resultsOf(limited({ cpu: '100m' }))[key]).toMatch(/^different: .*configReloaderCpuLimit/);
    expect(resultsOf(limited({ cpu: 0 }))[key]).toMatch(/^same/);
  });

  test('a version that is too old says so', () => {
    expect(resultsOf({ prometheusOperator: { image: { tag: 'v0.48.0' } } })['prometheusOperator.image.tag']).toMatch(/^unsupported: .*upgrade the release/);
  });
});

test('a receiver whose token is an empty placeholder keeps its Secret, and the program compiles', () => {
  const telegram = [{ bot_token: '', chat_id: '', parse_mode: 'HTML' }];
  const config = { route: { receiver: 'chat' }, receivers: [{ name: 'chat', telegram_configs: telegram }] };
  const values = { alertmanager: { config }, grafana: { enabled: false } };
  expect(resultsOf(values)['alertmanager.config']).toMatch(/^different: alertmanager.configSecret: .*telegram_configs\[0\]\.bot_token: it is empty/);
  expect(complaintsOf(new Map([['telegram.ts', `${textOf(values)}\nexport {};\n`]]), COMPILER_OPTIONS)).toEqual([]);
  expect(() => yamlOf(textOf(values))).not.toThrow();
});

test('kube-state-metrics keeps its strategy, which is a text', () => {
  const values = { 'kube-state-metrics': { updateStrategy: 'Recreate' }, 'grafana': { enabled: false } };
  expect(the(values, 'Deployment', 'kube-state-metrics').spec.strategy).toEqual({ type: 'Recreate' });
  expect(resultsOf({ 'kube-state-metrics': { updateStrategy: 'RollingUpdate' } })['kube-state-metrics.updateStrategy']).toMatch(/^same/);
});

test.each(['kube-state-metrics', 'prometheus-node-exporter'])('%s does not run as root, and it is said', exporter => {
  const securityContext = { runAsUser: 0, runAsGroup: 65534, runAsNonRoot: false, enabled: true };
  const results = resultsOf({ [exporter]: { securityContext } });
  const outcomes = Object.keys(securityContext).map(key => results[`${exporter}.securityContext.${key}`].replace(/:.*/, ''));
  expect(outcomes).toEqual(['different', 'same', 'different', 'same']);
});

test('globals that the chart does not read change nothing', () => {
  expect(resultsOf({ global: { cattle: { clusterId: 'c-1' }, domain: 'example.org' } })).toEqual({
    'global.cattle': 'same: the chart does not read it', 'global.domain': 'same: the chart does not read it',
  });
});
