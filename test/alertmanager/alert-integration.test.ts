import { Duration } from 'cdk8s';
import { Alertmanager, AlertHttpOptions, AlertIntegration, AlertmanagerProps, AlertRouting, SnsIntegrationOptions } from '../../src';
import { operatorSchemas } from '../../src/upstream/load';
import { aChart, errorsOf, noticesOf, synth, theOne } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

const SECRET = { secretName: 'alerting', key: 'k' };
const KEY = { name: 'alerting', key: 'k' };

function made(integrations: AlertIntegration[], props: AlertmanagerProps = {}) {
  const chart = aChart('monitoring');
  new Alertmanager(chart, 'Alertmanager', { ...props, routing: new AlertRouting({ route: { receiver: 'all' }, receivers: [{ name: 'all', integrations }] }) });
  return chart;
}

const fieldsOf = (integration: AlertIntegration) => theOne(synth(made([integration])), 'AlertmanagerConfig').spec.receivers[0];

/**
 * Each kind with all its options, and what the CustomResourceDefinition calls them.
 * @see https://github.com/prometheus-operator/prometheus-operator/blob/v0.93.0/pkg/apis/monitoring/v1alpha1/alertmanager_config_types.go
 */
const KINDS: readonly (readonly [field: string, integration: () => AlertIntegration, expected: object])[] = [
  ['slackConfigs', () => AlertIntegration.slack({
    apiUrl: SECRET, channel: '#alerts', title: 't', titleLink: 'https://t', text: 'x', pretext: 'p', fallback: 'f', footer: 'o', color: 'danger',
    fields: [{ title: 'a', value: 'b', short: true }], shortFields: false, username: 'u', iconEmoji: ':fire:', iconUrl: 'https://i', imageUrl: 'https://m', thumbUrl: 'https://h',
    linkNames: true, mrkdwnIn: ['text'], callbackId: 'c', timeout: Duration.seconds(10), sendResolved: true,
    actions: [{ text: 'Runbook', url: '{{ (index .Alerts 0).Annotations.runbook_url }}', style: 'primary', confirm: { text: 'sure?', title: 'q', okText: 'y', dismissText: 'n' } }],
  }), {
    apiURL: KEY, channel: '#alerts', title: 't', titleLink: 'https://t', text: 'x', pretext: 'p', fallback: 'f', footer: 'o', color: 'danger',
    fields: [{ title: 'a', value: 'b', short: true }], shortFields: false, username: 'u', iconEmoji: ':fire:', iconURL: 'https://i', imageURL: 'https://m', thumbURL: 'https://h',
    linkNames: true, mrkdwnIn: ['text'], callbackId: 'c', timeout: '10s', sendResolved: true,
    actions: [{
      type: 'button', text: 'Runbook', url: '{{ (index .Alerts 0).Annotations.runbook_url }}', style: 'primary', confirm: { text: 'sure?', title: 'q', okText: 'y', dismissText: 'n' },
    }],
  }],
  ['pagerdutyConfigs', () => AlertIntegration.pagerDuty({
    routingKey: SECRET, severity: 'critical', description: 'd', source: 's', component: 'c', group: 'g', eventClass: 'e', client: 'l', clientUrl: 'https://l', details: { b: '2', a: '1' },
    links: [{ href: 'https://a', alt: 'a' }], images: [{ src: 'https://b', href: 'https://c', alt: 'd' }], url: 'https://events.eu.pagerduty.com/v2/enqueue',
  }), {
    routingKey: KEY, severity: 'critical', description: 'd', source: 's', component: 'c', group: 'g', class: 'e', client: 'l', clientURL: 'https://l',
    details: [{ key: 'a', value: '1' }, { key: 'b', value: '2' }], pagerDutyLinkConfigs: [{ href: 'https://a', alt: 'a' }],
    pagerDutyImageConfigs: [{ src: 'https://b', href: 'https://c', alt: 'd' }], url: 'https://events.eu.pagerduty.com/v2/enqueue',
  }],
  ['webhookConfigs', () => AlertIntegration.webhook({ urlSecret: SECRET, maxAlerts: 5, timeout: Duration.minutes(1), http: { bearerToken: { secretName: 'hook' } } }),
    { urlSecret: KEY, maxAlerts: 5, timeout: '1m', httpConfig: { authorization: { credentials: { name: 'hook', key: 'token' } } } }],
  ['emailConfigs', () => AlertIntegration.email({
    to: 'a@example.org', from: 'b@example.org', smarthost: 'smtp.example.org:587', authUsername: 'b', authPassword: SECRET, authSecret: SECRET, authIdentity: 'i', requireTls: false, hello: 'h',
    headers: { Subject: 's' }, html: '<b>', text: 't', tls: { serverName: 'smtp', caConfigMapName: 'authority' },
  }), {
    to: 'a@example.org', from: 'b@example.org', smarthost: 'smtp.example.org:587', authUsername: 'b', authPassword: KEY, authSecret: KEY, authIdentity: 'i', requireTLS: false, hello: 'h',
    headers: [{ key: 'Subject', value: 's' }], html: '<b>', text: 't', tlsConfig: { serverName: 'smtp', ca: { configMap: { name: 'authority', key: 'ca.crt' } } },
  }],
  ['opsgenieConfigs', () => AlertIntegration.opsgenie({
    apiKey: SECRET, apiUrl: 'https://api.eu.opsgenie.com/', priority: 'P1', message: 'm', description: 'd', source: 's', tags: 'a,b', note: 'n', details: { a: '1' },
    responders: [{ type: 'team', name: 'shop' }], updateAlerts: true,
  }), {
    apiKey: KEY, apiURL: 'https://api.eu.opsgenie.com/', priority: 'P1', message: 'm', description: 'd', source: 's', tags: 'a,b', note: 'n', details: [{ key: 'a', value: '1' }],
    responders: [{ type: 'team', name: 'shop' }], updateAlerts: true,
  }],
  ['msteamsv2Configs', () => AlertIntegration.teams({ webhookUrl: SECRET, title: 't', text: 'x' }), { webhookURL: KEY, title: 't', text: 'x' }],
  ['msteamsConfigs', () => AlertIntegration.teamsConnector({ webhookUrl: SECRET, title: 't', summary: 's', text: 'x' }), { webhookUrl: KEY, title: 't', summary: 's', text: 'x' }],
  ['discordConfigs', () => AlertIntegration.discord({ apiUrl: SECRET, title: 't', message: 'm', content: '@here', username: 'u', avatarUrl: 'https://a.example.org/a.png' }),
    { apiURL: KEY, title: 't', message: 'm', content: '@here', username: 'u', avatarURL: 'https://a.example.org/a.png' }],
  ['telegramConfigs', () => AlertIntegration.telegram({ botToken: SECRET, chatId: -5, messageThreadId: 7, message: 'm', parseMode: 'HTML', disableNotifications: true, apiUrl: 'https://telegram.example.org' }),
    { botToken: KEY, chatID: -5, messageThreadID: 7, message: 'm', parseMode: 'HTML', disableNotifications: true, apiURL: 'https://telegram.example.org' }],
  ['rocketchatConfigs', () => AlertIntegration.rocketChat({
    token: SECRET, tokenId: SECRET, channel: '#alerts', apiUrl: 'https://chat.example.org/', title: 't', titleLink: 'https://t', text: 'x', color: 'red', emoji: ':fire:', iconUrl: 'https://i',
    fields: [{ title: 'a', value: 'b' }], shortFields: true,
  }), {
    token: KEY, tokenID: KEY, channel: '#alerts', apiURL: 'https://chat.example.org/', title: 't', titleLink: 'https://t', text: 'x', color: 'red', emoji: ':fire:', iconURL: 'https://i',
    fields: [{ title: 'a', value: 'b' }], shortFields: true,
  }],
  ['webexConfigs', () => AlertIntegration.webex({ roomId: 'r', token: SECRET, message: 'm', apiUrl: 'https://webex.example.org/v1/messages', http: { followRedirects: false } }),
    { roomID: 'r', message: 'm', apiURL: 'https://webex.example.org/v1/messages', httpConfig: { followRedirects: false, authorization: { credentials: KEY } } }],
  ['wechatConfigs', () => AlertIntegration.weChat({ apiSecret: SECRET, corpId: 'c', agentId: 'a', toUser: '@all', toParty: 'p', toTag: 't', message: 'm', messageType: 'markdown', apiUrl: 'https://wechat.example.org/' }),
    { apiSecret: KEY, corpID: 'c', agentID: 'a', toUser: '@all', toParty: 'p', toTag: 't', message: 'm', messageType: 'markdown', apiURL: 'https://wechat.example.org/' }],
  ['victoropsConfigs', () => AlertIntegration.victorOps({
    apiKey: SECRET, routingKey: 'shop', messageType: 'WARNING', entityDisplayName: 'e', stateMessage: 's', monitoringTool: 'm', customFields: { env: 'prod' }, apiUrl: 'https://victorops.example.org/',
  }), {
    apiKey: KEY, routingKey: 'shop', messageType: 'WARNING', entityDisplayName: 'e', stateMessage: 's', monitoringTool: 'm', customFields: [{ key: 'env', value: 'prod' }],
    apiUrl: 'https://victorops.example.org/',
  }],
  ['pushoverConfigs', () => AlertIntegration.pushover({
    userKey: SECRET, token: SECRET, title: 't', message: 'm', url: '{{ .ExternalURL }}', urlTitle: 'u', device: 'd', priority: '1', retry: Duration.seconds(30), expire: Duration.hours(1),
    ttl: Duration.hours(2), html: true,
  }), {
    userKey: KEY, token: KEY, title: 't', message: 'm', url: '{{ .ExternalURL }}', urlTitle: 'u', device: 'd', priority: '1', retry: '30s', expire: '1h', ttl: '2h', html: true,
  }],
  ['snsConfigs', () => AlertIntegration.sns({
    topicArn: 'arn:aws:sns:eu-west-1:123456789012:alerts', sigV4: { region: 'eu-west-1', accessKey: SECRET, secretKey: SECRET, profile: 'p', roleArn: 'arn:aws:iam::123456789012:role/alerts' },
    subject: 's', message: 'm', attributes: { a: '1' }, apiUrl: 'https://sns.eu-west-1.amazonaws.com',
  }), {
    topicARN: 'arn:aws:sns:eu-west-1:123456789012:alerts', sigv4: { region: 'eu-west-1', accessKey: KEY, secretKey: KEY, profile: 'p', roleArn: 'arn:aws:iam::123456789012:role/alerts' },
    subject: 's', message: 'm', attributes: { a: '1' }, apiURL: 'https://sns.eu-west-1.amazonaws.com',
  }],
];

test.each(KINDS)('%s: every option, in the operator\'s spelling', (field, integration, expected) => {
  expect(fieldsOf(integration())).toEqual({ name: 'all', [field]: [expected] });
});

test.each(KINDS)('%s: the operator has nothing to say against it', (_, integration) => {
  const chart = made([integration()]);
  expect([errorsOf(chart), noticesOf(chart)]).toEqual(['', []]);
});

test('every kind of receiver that the operator knows has an integration', () => {
  const { nodes, kinds } = operatorSchemas();
  const at = (reference: number | readonly number[]) => nodes[typeof reference === 'number' ? reference : reference[0]];
  const spec = at(at(kinds['monitoring.coreos.com/v1alpha1/AlertmanagerConfig']).o!.spec);
  const receiver = nodes[at(spec.o!.receivers).i!];
  expect(Object.keys(receiver.o!).filter(field => field !== 'name').sort()).toEqual(KINDS.map(([field]) => field).sort());
});

test('in one receiver there may be all of them', () => expect(errorsOf(made(KINDS.map(([, integration]) => integration())))).toBe(''));

/** @see https://github.com/prometheus-operator/prometheus-operator/blob/v0.85.0/example/prometheus-operator-crd/monitoring.coreos.com_alertmanagerconfigs.yaml */
test.each<[string, string | undefined, () => AlertIntegration, string]>([
  ['0.84.0', undefined, KINDS[9][1], 'rocketchatConfigs'],
  ['0.74.0', undefined, () => AlertIntegration.webhook({ url: 'https://a.example.org', http: { proxyUrl: 'http://proxy:3128' } }), 'proxyUrl'],
  ['0.94.1', '0.27.0', KINDS[9][1], 'requires Alertmanager 0.28.0'],
  ['0.94.1', '0.25.0', KINDS[6][1], 'requires Alertmanager 0.26.0'],
])('operator %s and Alertmanager %s do not know it yet: %#', (operatorVersion, version, integration, message) => {
  expect(errorsOf(made([integration()], { operatorVersion, ...version !== undefined && { version } }))).toContain(message);
});

describe('how a server is asked', () => {
  const asked = (http: AlertHttpOptions, url = 'https://hook.example.org') => made([AlertIntegration.webhook({ url, http })]);
  const written = (http: AlertHttpOptions) => theOne(synth(asked(http)), 'AlertmanagerConfig').spec.receivers[0].webhookConfigs[0].httpConfig;

  test.each<[AlertHttpOptions, object]>([
    [{ proxyUrl: 'http://proxy:3128', noProxy: '.svc' }, { proxyUrl: 'http://proxy:3128', noProxy: '.svc' }],
    [{ proxyFromEnvironment: true, enableHttp2: false, followRedirects: false }, { proxyFromEnvironment: true, enableHttp2: false, followRedirects: false }],
    [{ basicAuth: { secretName: 'hook' } }, { basicAuth: { username: { name: 'hook', key: 'username' }, password: { name: 'hook', key: 'password' } } }],
    [{ authorization: { type: 'Token', credentials: SECRET } }, { authorization: { type: 'Token', credentials: KEY } }],
    [{ oauth2: { secretName: 'hook', tokenUrl: 'https://login.example.org/token' } },
      { oauth2: { clientId: { secret: { name: 'hook', key: 'client-id' } }, clientSecret: { name: 'hook', key: 'client-secret' }, tokenUrl: 'https://login.example.org/token' } }],
    [{ tls: { caSecretName: 'authority', clientSecretName: 'client', insecureSkipVerify: true } }, {
      tlsConfig: { ca: { secret: { name: 'authority', key: 'ca.crt' } }, cert: { secret: { name: 'client', key: 'tls.crt' } }, keySecret: { name: 'client', key: 'tls.key' }, insecureSkipVerify: true },
    }],
  ])('%j', (http, expected) => {
    expect(written(http)).toEqual(expected);
    expect(errorsOf(asked(http))).toBe('');
  });

  test.each<[AlertHttpOptions, string]>([
    [{ basicAuth: { secretName: 'a' }, bearerToken: { secretName: 'a' } }, 'are set together'],
    [{ authorization: { credentials: SECRET }, bearerToken: { secretName: 'a' } }, '"receivers[0].integrations[0].http.authorization" and "receivers[0].integrations[0].http.bearerToken" are set together'],
    [{ authorization: { credentials: { secretName: 'A_', key: 'k' } } }, 'http.authorization.credentials'],
    [{ tls: { caFile: '/ca.crt' } }, '"tls.caFile" is a file, which an AlertmanagerConfig cannot name'],
    [{ proxyUrl: 'http://proxy:3128', proxyFromEnvironment: true }, 'proxyFromEnvironment'],
  ])('%j: %s', (http, message) => expect(errorsOf(asked(http))).toContain(message));

  test('credentials over plain HTTP are said', () => {
    expect(noticesOf(asked({ basicAuth: { secretName: 'hook' } }, 'http://hook.shop.svc'))).toEqual([expect.stringContaining('without TLS')]);
    expect(noticesOf(asked({ basicAuth: { secretName: 'hook' } }))).toEqual([]);
  });
});

const TOPIC = 'arn:aws:sns:eu-west-1:123456789012:alerts';
const sns = (options: Partial<SnsIntegrationOptions>) => AlertIntegration.sns({ sigV4: { region: 'eu-west-1' }, ...options });

test.each<[string, () => AlertIntegration, string]>([
  ['no key', () => AlertIntegration.pagerDuty({}), 'the PagerDuty integration of "all" has neither of "routingKey" and "serviceKey": give one'],
  ['two keys', () => AlertIntegration.pagerDuty({ routingKey: SECRET, serviceKey: SECRET }), 'has both of "routingKey" and "serviceKey"'],
  ['no place of SNS', () => sns({}), 'the SNS integration of "all" has none of "topicArn", "targetArn" and "phoneNumber": give one'],
  ['two places of SNS', () => sns({ topicArn: TOPIC, phoneNumber: '+41' }), 'has several of'],
  ['no token', () => AlertIntegration.webex({ roomId: 'r' }), 'has no "token": name the Secret'],
  ['no URL', () => AlertIntegration.opsgenie({ apiKey: SECRET, apiUrl: 'opsgenie' }), 'receivers[0].integrations[0].apiURL'],
  ['no port', () => AlertIntegration.email({ to: 'a@b', from: 'b@c', smarthost: 'smtp.example.org' }), 'write the host and the port'],
])('%s', (_, integration, message) => expect(errorsOf(made([integration()]))).toContain(message));
