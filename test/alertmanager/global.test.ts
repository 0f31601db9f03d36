import { Duration } from 'cdk8s';
import { Alertmanager, AlertIntegration, AlertmanagerConfigMatcher, AlertmanagerProps, AlertRouting, AlertRoutingProps } from '../../src';
import { aChart, errorsOf, noticesOf, synth, theOne } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

const SECRET = { secretName: 'alerting', key: 'k' };
const KEY = { name: 'alerting', key: 'k' };
const CHAT: AlertRoutingProps = { route: { receiver: 'chat' }, receivers: [{ name: 'chat', integrations: [AlertIntegration.slack({ apiUrl: SECRET })] }] };

function made(props: AlertmanagerProps, routing: AlertRoutingProps = CHAT) {
  const chart = aChart('monitoring');
  new Alertmanager(chart, 'Alertmanager', { ...props.configSecret === undefined && { routing: new AlertRouting(routing) }, ...props });
  return chart;
}

const configurationOf = (props: AlertmanagerProps) => theOne(synth(made(props)), 'Alertmanager').spec.alertmanagerConfiguration;

test('templates are files of ConfigMaps and Secrets', () => {
  const templates = [{ configMapName: 'templates', key: 'shop.tmpl' }, { secretName: 'templates', key: 'pager.tmpl' }];
  expect(configurationOf({ templates })).toEqual({
    name: 'alertmanager-main',
    templates: [{ configMap: { name: 'templates', key: 'shop.tmpl' } }, { secret: { name: 'templates', key: 'pager.tmpl' } }],
  });
  expect(errorsOf(made({ templates }))).toBe('');
});

test('without them no field is written', () => expect(configurationOf({})).toEqual({ name: 'alertmanager-main' }));

/** @see https://github.com/prometheus-operator/prometheus-operator/blob/v0.93.0/pkg/apis/monitoring/v1/alertmanager_types.go */
test('the global configuration is written with the operator\'s field names', () => {
  const global = {
    resolveTimeout: Duration.minutes(10),
    http: { proxyUrl: 'http://proxy:3128', noProxy: '.svc', bearerToken: { secretName: 'token' } },
    smtp: {
      smarthost: 'smtp.example.org:587',
      from: 'alerts@example.org',
      hello: 'h',
      authUsername: 'u',
      authPassword: SECRET,
      authSecret: SECRET,
      authIdentity: 'i',
      requireTls: true,
      tls: { caSecretName: 'authority' },
    },
    slackApiUrl: SECRET,
    pagerDutyUrl: 'https://events.eu.pagerduty.com/v2/enqueue',
    opsgenieApiKey: SECRET,
    opsgenieApiUrl: SECRET,
    victorOpsApiKey: SECRET,
    victorOpsApiUrl: 'https://victorops.example.org/',
    weChatApiSecret: SECRET,
    weChatCorpId: 'c',
    weChatApiUrl: 'https://wechat.example.org/',
    webexApiUrl: 'https://webex.example.org/',
    telegramApiUrl: 'https://telegram.example.org',
    rocketChatApiUrl: 'https://chat.example.org/',
  };
  expect(configurationOf({ global }).global).toEqual({
    resolveTimeout: '10m',
    httpConfig: { proxyUrl: 'http://proxy:3128', noProxy: '.svc', authorization: { credentials: { name: 'token', key: 'token' } } },
    smtp: {
      smartHost: { host: 'smtp.example.org', port: '587' },
      from: 'alerts@example.org',
      hello: 'h',
      authUsername: 'u',
      authPassword: KEY,
      authSecret: KEY,
      authIdentity: 'i',
      requireTLS: true,
      tlsConfig: { ca: { secret: { name: 'authority', key: 'ca.crt' } } },
    },
    slackApiUrl: KEY,
    pagerdutyUrl: 'https://events.eu.pagerduty.com/v2/enqueue',
    opsGenieApiKey: KEY,
    opsGenieApiUrl: KEY,
    victorops: { apiKey: KEY, apiURL: 'https://victorops.example.org/' },
    wechat: { apiSecret: KEY, apiCorpID: 'c', apiURL: 'https://wechat.example.org/' },
    webex: { apiURL: 'https://webex.example.org/' },
    telegram: { apiURL: 'https://telegram.example.org' },
    rocketChat: { apiURL: 'https://chat.example.org/' },
  });
  expect(errorsOf(made({ global }))).toBe('');
});

test('an IPv6 address of a mail server is written without brackets, which the operator adds', () => {
  expect(configurationOf({ global: { smtp: { smarthost: '[2001:db8::1]:25' } } }).global.smtp.smartHost).toEqual({ host: '2001:db8::1', port: '25' });
});

describe('a receiver inherits the values that it does not set', () => {
  const slack: AlertRoutingProps = { route: { receiver: 'chat' }, receivers: [{ name: 'chat', integrations: [AlertIntegration.slack({})] }] };
  const email: AlertRoutingProps = { route: { receiver: 'mail' }, receivers: [{ name: 'mail', integrations: [AlertIntegration.email({ to: 'a@example.org' })] }] };

  test.each<[string, AlertRoutingProps, AlertmanagerProps]>([
    ['Slack', slack, { global: { slackApiUrl: SECRET } }],
    ['a mail server', email, { global: { smtp: { smarthost: 'smtp.example.org:587', from: 'b@example.org' } } }],
  ])('%s: with it there is no error, without it there is one', (_, routing, props) => {
    expect(errorsOf(made(props, routing))).toBe('');
    expect(errorsOf(made({}, routing))).toContain('receivers[0]');
  });
});

test.each<[string, AlertmanagerProps, string]>([
  ['no source', { templates: [{ key: 'a' }] }, '"templates[0]" is invalid: it has neither of "configMapName" and "secretName": set exactly one'],
  ['two sources', { templates: [{ configMapName: 'a', secretName: 'b', key: 'a' }] }, 'it has both of'],
  ['one key twice', { templates: [{ configMapName: 'a', key: 'a' }, { secretName: 'b', key: 'a' }] }, 'its key "a" is also the key of templates[0]'],
  ['a path', { templates: [{ configMapName: 'a', key: 'a/b' }] }, 'its key "a/b" is not a valid key of a ConfigMap or Secret'],
  ['a bad name', { templates: [{ configMapName: 'A_', key: 'a' }] }, 'templates[0].configMapName'],
  ['a Secret beside it', { configSecret: 'own', global: { resolveTimeout: Duration.minutes(1) } }, '"global" has no effect with "configSecret"'],
  ['templates and a Secret', { configSecret: 'own', templates: [{ configMapName: 'a', key: 'a' }] }, '"templates" has no effect with "configSecret"'],
  ['no port', { global: { smtp: { smarthost: 'smtp' } } }, '"global.smtp.smarthost" is invalid: it is "smtp": write the host and the port'],
  ['a file', { global: { http: { tls: { certFile: '/a' } } } }, '[test/Alertmanager] "global.http.tls.certFile" is invalid'],
  ['a file of the mail server', { global: { smtp: { smarthost: 'a:1', tls: { caFile: '/a' } } } }, '[test/Alertmanager] "global.smtp.tls.caFile" is invalid'],
  ['no URL', { global: { pagerDutyUrl: 'pagerduty' } }, 'global.pagerDutyUrl'],
  ['a bad Secret', { global: { slackApiUrl: { secretName: 'A_', key: 'a' } } }, 'global.slackApiUrl'],
  ['spec beside the option', { global: { resolveTimeout: Duration.minutes(1) }, spec: { alertmanagerConfiguration: { global: { resolveTimeout: '2m' } } } }, 'global'],
])('%s is an error', (_, props, message) => expect(errorsOf(made(props))).toContain(message));

test('"spec" may set fields that "global" does not set', () => {
  const configuration = configurationOf({ global: { resolveTimeout: Duration.minutes(1) }, spec: { alertmanagerConfiguration: { global: { jira: { apiURL: 'https://jira.example.org' } } } } });
  expect(configuration.global).toEqual({ resolveTimeout: '1m', jira: { apiURL: 'https://jira.example.org' } });
});

describe('which alerts the routes of an AlertmanagerConfig see', () => {
  const configMatcher = AlertmanagerConfigMatcher.ON_NAMESPACE_EXCEPT_ALERTMANAGER;

  test('by default those of its namespace, except for an AlertmanagerConfig in the namespace of the Alertmanager', () => {
    expect(theOne(synth(made({ configMatcher })), 'Alertmanager').spec.alertmanagerConfigMatcherStrategy).toEqual({ type: 'OnNamespaceExceptForAlertmanagerNamespace' });
    expect(errorsOf(made({ configMatcher }))).toBe('');
  });

  /** @see https://github.com/prometheus-operator/prometheus-operator/releases/tag/v0.84.0 */
  test('operator 0.83 does not have the field', () => {
    expect(errorsOf(made({ configMatcher, operatorVersion: '0.83.0' }))).toContain('alertmanagerConfigMatcherStrategy');
    expect(errorsOf(made({ configMatcher, operatorVersion: '0.84.0' }))).toBe('');
  });
});

describe('an AlertmanagerConfig that exists', () => {
  const existing = { alertmanagerConfiguration: { name: 'existing' } };

  test('an existing one is named by "spec", and none is created', () => {
    const chart = made({ routing: undefined, spec: existing, global: { resolveTimeout: Duration.minutes(1) } });
    const objects = synth(chart);
    expect(theOne(objects, 'Alertmanager').spec.alertmanagerConfiguration).toEqual({ name: 'existing', global: { resolveTimeout: '1m' } });
    expect(objects.filter(({ kind }) => kind === 'AlertmanagerConfig')).toEqual([]);
    expect(noticesOf(chart).join()).not.toContain('no-configuration');
  });

  test.each<[string, AlertmanagerProps]>([
    ['"routing"', { spec: existing, routing: new AlertRouting({ route: { receiver: 'a' }, receivers: [{ name: 'a' }] }) }],
    ['"configSecret"', { spec: existing, configSecret: 'config' }],
  ])('not together with %s', (_, props) => {
    expect(errorsOf(made(props))).toContain('"spec.alertmanagerConfiguration.name" is written by the option "routing"');
  });
});
