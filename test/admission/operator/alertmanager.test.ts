import { operatorFindings, operatorProblems } from '../../../src/admission/operator/problems';
import { Effect, OperatorEnv } from '../../../src/admission/operator/row';
import { operatorRows } from '../../../src/admission/operator/table';
import { ComponentVersion } from '../../../src/versions/component-version';

const operator = ComponentVersion.parse('prometheusOperator', 'version', '0.94.1').version;
const of = (spec: any, env: OperatorEnv = {}) => operatorProblems({ apiVersion: 'monitoring.coreos.com/v1', kind: 'Alertmanager', metadata: { name: 'main', namespace: 'monitoring' }, spec }, { operator, ...env });
const found = (spec: any, env?: OperatorEnv) => of(spec, env).map(({ effect, path }) => [effect, path]);

const whole = (global: any, version = 'v0.34.0') => ({ version, alertmanagerConfiguration: { name: 'config', global } });
const key = { name: 'keys', key: 'a' };

// pkg/alertmanager/operator.go, statefulset.go and validation/v1/validation.go of prometheus-operator 0.94.1
const REJECTED: readonly (readonly [title: string, spec: any, path: string, env?: OperatorEnv])[] = [
  ['a version that is none', { version: 'latest' }, 'spec.version'],
  ['a version below 0.15', { version: 'v0.14.0' }, 'spec.version'],
  ['a version from 1 on', { version: '1.0.0' }, 'spec.version'],
  ['a whole configuration without a name', { alertmanagerConfiguration: {} }, 'spec.alertmanagerConfiguration.name'],
  ['a whole configuration that does not exist', whole({}), 'spec.alertmanagerConfiguration.name', { lookup: () => undefined }],
  ['a selector with an unknown operator', { alertmanagerConfigSelector: { matchExpressions: [{ key: 'a', operator: 'Is' }] } }, 'spec.alertmanagerConfigSelector.matchExpressions[0].operator'],
  ['a namespace selector with an invalid value', { alertmanagerConfigSelector: {}, alertmanagerConfigNamespaceSelector: { matchLabels: { a: 'b c' } } }, 'spec.alertmanagerConfigNamespaceSelector.matchLabels["a"]'],
  ['global forceImplicitTLS before 0.31', whole({ smtp: { forceImplicitTLS: true } }, '0.30.0'), 'spec.alertmanagerConfiguration.global.smtp.forceImplicitTLS'],
  ['global Telegram before 0.24', whole({ telegram: {} }, '0.23.0'), 'spec.alertmanagerConfiguration.global.telegram'],
  ['global Jira before 0.28', whole({ jira: { apiURL: 'https://a.example' } }, '0.27.0'), 'spec.alertmanagerConfiguration.global.jira'],
  ['global Rocket.Chat before 0.28', whole({ rocketChat: {} }, '0.27.0'), 'spec.alertmanagerConfiguration.global.rocketChat'],
  ['global Webex before 0.25', whole({ webex: {} }, '0.24.0'), 'spec.alertmanagerConfiguration.global.webex'],
  ['global Mattermost before 0.32', whole({ mattermost: {} }, '0.31.0'), 'spec.alertmanagerConfiguration.global.mattermost'],
  ...['telegram', 'jira', 'victorops', 'rocketChat', 'webex', 'wechat'].map(name => [`a URL of ${name} without a host`, whole({ [name]: { apiURL: 'https://' } }), `spec.alertmanagerConfiguration.global.${name}.apiURL`] as const),
  ['two ways of global authentication', whole({ httpConfig: { basicAuth: { username: key, password: key }, authorization: { credentials: key } } }), 'spec.alertmanagerConfiguration.global.httpConfig.basicAuth'],
  ['a global Secret that does not exist', whole({ slackApiUrl: key }), 'spec.alertmanagerConfiguration.global.slackApiUrl.name', { lookup: kind => kind === 'Secret' ? undefined : 'unknown' }],
  ['TLS of the web without a key', { web: { tlsConfig: { cert: { secret: key } } } }, 'spec.web.tlsConfig.keySecret'],
  ['TLS of the web without a certificate', { web: { tlsConfig: { keySecret: key } } }, 'spec.web.tlsConfig.cert'],
  ['TLS of the web with two certificates', { web: { tlsConfig: { keySecret: key, cert: { secret: key }, certFile: '/a' } } }, 'spec.web.tlsConfig.certFile'],
  ['TLS of the cluster without a client certificate', { clusterTLS: { server: { keySecret: key, cert: { secret: key } }, client: {} } }, 'spec.clusterTLS.client.cert'],
  ['TLS of the cluster without a server key', { clusterTLS: { server: { cert: { secret: key } }, client: { keySecret: key, cert: { secret: key } } } }, 'spec.clusterTLS.server.keySecret'],
  ...['config.file', 'storage.path', 'data.retention', 'web.listen-address', 'web.route-prefix', 'cluster.reconnect-timeout', 'cluster.peer', 'no-config.file'].map(name => [`the argument ${name}`, { additionalArgs: [{ name, value: 'a' }] }, 'spec.additionalArgs[0].name'] as const),
  ['the argument cluster.listen-address of two replicas', { replicas: 2, additionalArgs: [{ name: 'cluster.listen-address' }] }, 'spec.additionalArgs[0].name'],
  ['the argument log.level next to logLevel', { logLevel: 'debug', additionalArgs: [{ name: 'log.level' }] }, 'spec.additionalArgs[0].name'],
  ['the argument cluster.label', { version: '0.34.0', additionalArgs: [{ name: 'cluster.label' }] }, 'spec.additionalArgs[0].name'],
];

const IGNORED: readonly (readonly [title: string, spec: any, path: string, env?: OperatorEnv])[] = [
  ['features before 0.27', { version: 'v0.26.0', enableFeatures: ['a'] }, 'spec.enableFeatures'],
  ['limits before 0.28', { version: '0.27.0', limits: { maxSilences: 5 } }, 'spec.limits'],
  ['TLS of the cluster before 0.24', { version: '0.23.0', clusterTLS: { server: { keySecret: key, cert: { secret: key } }, client: { keySecret: key, cert: { secret: key } } } }, 'spec.clusterTLS'],
  ['a label of the cluster before 0.26', { version: '0.25.0', clusterLabel: 'a' }, 'spec.clusterLabel'],
  ['a retention of zero', { retention: '0s' }, 'spec.retention'],
  ['a retention of zero hours and minutes', { retention: '0h0m' }, 'spec.retention'],
  ['a gossip interval of zero', { clusterGossipInterval: '0ms' }, 'spec.clusterGossipInterval'],
  ['a namespace selector without a selector', { alertmanagerConfigNamespaceSelector: {} }, 'spec.alertmanagerConfigNamespaceSelector'],
  ['a Secret next to a whole configuration', { configSecret: 'a', ...whole({}) }, 'spec.configSecret'],
];

const OTHERWISE: readonly (readonly [title: string, spec: any, path: string, env?: OperatorEnv])[] = [
  ['a Secret that does not exist', { configSecret: 'a' }, 'spec.configSecret', { lookup: () => undefined }],
  ['a Secret without the key', { configSecret: 'a' }, 'spec.configSecret', { lookup: () => ({ stringData: { 'alertmanager.yml': 'route: {}' } }) }],
  ['an image in parts', { baseImage: 'quay.io/prometheus/alertmanager' }, 'spec.baseImage'],
];

const WORKING: readonly (readonly [title: string, spec: any, env?: OperatorEnv])[] = [
  ['nothing', {}],
  ['a version with a suffix', { version: 'v0.34.0-rc.1' }],
  ['all of it', { version: 'v0.34.0', replicas: 3, alertmanagerConfigSelector: {}, alertmanagerConfigNamespaceSelector: {}, retention: '120h', enableFeatures: ['a'], limits: { maxSilences: 5 }, clusterLabel: 'a' }],
  ['a whole configuration', whole({ smtp: { from: 'a@b.example', smartHost: { host: 'a', port: '25' } }, mattermost: { webhookURL: key }, telegram: { apiURL: 'https://a.example' } })],
  ['an invalid namespace selector that nobody reads', { alertmanagerConfigNamespaceSelector: undefined }],
  ['TLS of the web', { web: { tlsConfig: { keySecret: key, cert: { secret: key } } } }],
  ['TLS of the cluster', { version: '0.34.0', clusterTLS: { server: { keySecret: key, cert: { secret: key } }, client: { keySecret: key, cert: { secret: key } } } }],
  ['other arguments', { additionalArgs: [{ name: 'alerts.gc-interval', value: '1m' }, { name: 'cluster.listen-address' }, { name: 'log.level', value: 'debug' }] }],
  ['a Secret that is not known', { configSecret: 'a' }, { lookup: () => 'unknown' }],
  ['a Secret with the key', { configSecret: 'a' }, { lookup: () => ({ data: { 'alertmanager.yaml': 'cm91dGU6IHt9' } }) }],
  ['a short retention', { retention: '0h30m' }],
];

describe('an Alertmanager, as prometheus-operator 0.94.1 reads it', () => {
  const wrong = (effect: Effect, cases: typeof REJECTED) => test.each(cases.map(each => [each[0], each] as const))(`%s: ${effect}`, (_, [, spec, path, env]) => expect(found(spec, env)).toContainEqual([effect, path]));
  wrong('resource-rejected', REJECTED);
  wrong('field-ignored', IGNORED);
  wrong('works-otherwise', OTHERWISE);
  test.each(WORKING.map(each => [each[0], each] as const))('%s works', (_, [, spec, env]) => expect(found(spec, env)).toEqual([]));

  test('a check that the operator version does not have is not reported', () => {
    const old = ComponentVersion.parse('prometheusOperator', 'version', '0.75.0').version;
    expect([found({ version: '1.0.0' }, { operator: old }), found({ retention: '0s' }, { operator: old })]).toEqual([[], []]);
  });
});

describe('findings on an AlertmanagerConfig', () => {
  const config = (spec: any, env: OperatorEnv = { operator }) => operatorProblems({ apiVersion: 'monitoring.coreos.com/v1alpha1', kind: 'AlertmanagerConfig', metadata: { name: 'team', namespace: 'shop' }, spec }, env);
  const soon = { route: { receiver: 'a', routes: [{ groupWait: 'soon' }] }, receivers: [{ name: 'a' }] };
  const since = (text: string) => ({ operator: ComponentVersion.parse('prometheusOperator', 'version', text).version });

  test('an invalid duration blocks all objects in 0.89 and newer, and only its own object before', () => {
    expect(config(soon).map(({ effect }) => effect)).toEqual(['everything-blocked']);
    expect(config(soon, since('0.88.0')).map(({ effect }) => effect)).toEqual(['object-left-out']);
    expect(config(soon, since('0.70.0')).map(({ effect }) => effect)).toEqual(['object-left-out']);
  });

  test('with an unknown operator version it is still an error, reported once', () => {
    expect(config(soon, {}).map(({ effect }) => effect)).toEqual(['everything-blocked']);
    expect(config(soon, { operator: ['0.85.0', '0.94.1'].map(text => since(text).operator) }).map(({ effect }) => effect)).toEqual(['everything-blocked']);
  });

  test('an unknown field of a child route rejects the object in 0.77 and newer, and is ignored before', () => {
    const spec = { route: { receiver: 'a', routes: [{ reciever: 'a' }] }, receivers: [{ name: 'a' }] };
    expect(config(spec, since('0.77.0')).map(({ effect }) => effect)).toEqual(['object-left-out']);
    expect(config(spec, since('0.76.0')).map(({ effect }) => effect)).toEqual(['field-ignored']);
    expect(config(spec)[0].why).toBe('does not exist in a route: write "receiver"');
  });

  test('v1beta1 calls time intervals timeIntervals', () => {
    const beta = (spec: any) => operatorProblems({ apiVersion: 'monitoring.coreos.com/v1beta1', kind: 'AlertmanagerConfig', metadata: { name: 'team', namespace: 'shop' }, spec }, { operator }).map(({ path }) => path);
    const route = { receiver: 'a', routes: [{ muteTimeIntervals: ['night'] }] };
    expect(beta({ route, receivers: [{ name: 'a' }], timeIntervals: [{ name: 'night', timeIntervals: [{ weekdays: ['sunday'] }] }] })).toEqual([]);
    expect(beta({ route, receivers: [{ name: 'a' }], timeIntervals: [{ name: 'day', timeIntervals: [{ weekdays: ['saturday:sunday'] }] }] }))
      .toEqual(['spec.route.routes[0].muteTimeIntervals[0]', 'spec.timeIntervals[0].timeIntervals[0].weekdays[0]']);
  });

  test('a value that may come from an unknown global configuration is not reported', () => {
    const mail = { route: { receiver: 'a' }, receivers: [{ name: 'a', emailConfigs: [{ to: 'a@b.example' }], slackConfigs: [{}] }] };
    const alertmanager = (spec: any) => ({ metadata: { name: 'main', namespace: 'monitoring' }, spec: { alertmanagerConfigSelector: {}, ...spec } });
    expect(config(mail)).toEqual([]);
    expect(config(mail, { operator, alertmanagerManifest: alertmanager({}) })).toEqual([]);
    expect(config(mail, { operator, alertmanagerManifest: alertmanager({}), lookup: () => 'unknown' })).toEqual([]);
    const whole_ = alertmanager({ alertmanagerConfiguration: { name: 'global', global: { smtp: { from: 'a@b.example', smartHost: { host: 'a', port: '25' } }, slackApiUrl: key } } });
    expect(config(mail, { operator, alertmanagerManifest: whole_ })).toEqual([]);
    const none = alertmanager({ alertmanagerConfiguration: { name: 'global' } });
    expect(config(mail, { operator, alertmanagerManifest: none }).map(({ effect, path }) => [effect, path])).toEqual([
      ['everything-blocked', 'spec.receivers[0].emailConfigs[0].smarthost'], ['everything-blocked', 'spec.receivers[0].emailConfigs[0].from'], ['invalid-at-reload', 'spec.receivers[0].slackConfigs[0].apiURL'],
    ]);
    expect(config(mail, { ...since('0.78.0'), alertmanagerManifest: none })[0].effect).toBe('invalid-at-reload');
  });

  test('the version of Alertmanager is the one in its resource', () => {
    const discord = { route: { receiver: 'a' }, receivers: [{ name: 'a', msteamsv2Configs: [{ webhookURL: key }] }] };
    expect(config(discord, { operator, alertmanagerManifest: { spec: { version: 'v0.27.0' } } }).map(({ row }) => row)).toEqual(['alertmanager-config/msteamsv2Configs-version']);
    expect(config(discord, { operator, alertmanagerManifest: { spec: { version: 'v0.28.0' } } })).toEqual([]);
    expect(config(discord)).toEqual([]);
  });

  test('a value that Flux replaces is ignored', () => {
    expect(config({ route: { receiver: 'a', routes: [{ groupWait: '${WAIT}' }] }, receivers: [{ name: 'a', webhookConfigs: [{ url: '${URL}' }] }] })).toEqual([]);
  });

  test('hostile input does not throw', () => {
    const deep = (depth: number): any => depth === 0 ? {} : { routes: [deep(depth - 1)] };
    for (const spec of [null, 5, [], { route: 5 }, { route: { receiver: 'a', routes: 'b' } }, { route: { receiver: {}, matchers: [null, 5, {}], groupBy: [null, {}] } }, { receivers: [null, 5, { name: {}, slackConfigs: [null, 5, []] }] },
      { inhibitRules: [null, { sourceMatch: 'a', equal: [5] }] }, { muteTimeIntervals: [null, { timeIntervals: [null, { times: [null, { startTime: 5 }], weekdays: [5], daysOfMonth: [{ start: 'a' }] }] }] }, { route: { receiver: 'a', routes: [deep(200)] } }]) {
      expect(() => config(spec, { operator, alertmanagerManifest: { metadata: { name: 'main', namespace: 'monitoring' }, spec: { alertmanagerConfigSelector: {} } }, lookup: () => undefined })).not.toThrow();
    }
  });

  test('the message contains the problem, the value, the cure and the effect', () => {
    const [{ message, ruleId }] = operatorFindings({ apiVersion: 'monitoring.coreos.com/v1alpha1', kind: 'AlertmanagerConfig', metadata: { name: 'team', namespace: 'shop' }, spec: soon }, 'AlertmanagerConfig shop/team', { operator });
    expect([ruleId, message]).toEqual(['operator/blocked', 'spec.route.routes[0].groupWait of AlertmanagerConfig shop/team is "soon", which is not a Prometheus duration: write one like "30s", "5m" or "4h", '
      + 'the larger units first; with this AlertmanagerConfig, the operator rejects all objects that are selected with it [operator/blocked]']);
  });
});

test('each row has a unique id within its kind, and a source', () => {
  const rows = operatorRows().filter(({ kinds }) => kinds.some(kind => kind.startsWith('Alertmanager')));
  expect(rows.length).toBeGreaterThan(170);
  expect(rows.filter(({ see }) => see.file === '' || see.text === '')).toEqual([]);
  expect(rows.filter(({ id }) => !/^[\w-]+\/[\w.-]+$/.test(id)).map(({ id }) => id)).toEqual([]);
});
