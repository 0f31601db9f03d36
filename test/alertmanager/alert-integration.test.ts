import { Alertmanager, AlertHttpOptions, AlertIntegration, AlertmanagerProps, AlertRouting, SnsIntegrationOptions } from '../../src';
import { operatorSchemas } from '../../src/upstream/load';
import { KINDS } from '../support/every-integration';
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

test.each(KINDS)('%s: every option is written with the operator\'s field name', (field, integration, expected) => {
  expect(fieldsOf(integration())).toEqual({ name: 'all', [field]: [expected] });
});

test.each(KINDS)('%s: the operator accepts it', (_, integration) => {
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

test('one receiver can contain all of them', () => expect(errorsOf(made(KINDS.map(([, integration]) => integration())))).toBe(''));

/** @see https://github.com/prometheus-operator/prometheus-operator/blob/v0.85.0/example/prometheus-operator-crd/monitoring.coreos.com_alertmanagerconfigs.yaml */
test.each<[string, string | undefined, () => AlertIntegration, string]>([
  ['0.84.0', undefined, KINDS[9][1], 'rocketchatConfigs'],
  ['0.74.0', undefined, () => AlertIntegration.webhook({ url: 'https://a.example.org', http: { proxyUrl: 'http://proxy:3128' } }), 'proxyUrl'],
  ['0.94.1', '0.27.0', KINDS[9][1], 'requires Alertmanager 0.28.0'],
  ['0.94.1', '0.25.0', KINDS[6][1], 'requires Alertmanager 0.26.0'],
])('operator %s and Alertmanager %s do not support it yet: %#', (operatorVersion, version, integration, message) => {
  expect(errorsOf(made([integration()], { operatorVersion, ...version !== undefined && { version } }))).toContain(message);
});

describe('how requests to a server are sent', () => {
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
    [{ tls: { caFile: '/ca.crt' } }, '"tls.caFile" is a file, which an AlertmanagerConfig does not support'],
    [{ proxyUrl: 'http://proxy:3128', proxyFromEnvironment: true }, 'proxyFromEnvironment'],
  ])('%j: %s', (http, message) => expect(errorsOf(asked(http))).toContain(message));

  test('credentials over plain HTTP are reported', () => {
    expect(noticesOf(asked({ basicAuth: { secretName: 'hook' } }, 'http://hook.shop.svc'))).toEqual([expect.stringContaining('without TLS')]);
    expect(noticesOf(asked({ basicAuth: { secretName: 'hook' } }))).toEqual([]);
  });
});

const TOPIC = 'arn:aws:sns:eu-west-1:123456789012:alerts';
const sns = (options: Partial<SnsIntegrationOptions>) => AlertIntegration.sns({ sigV4: { region: 'eu-west-1' }, ...options });

test.each<[string, () => AlertIntegration, string]>([
  ['no key', () => AlertIntegration.pagerDuty({}), '[test/Alertmanager] "routing" is invalid at receivers[0].integrations[0]: the PagerDuty integration of "all" has neither of "routingKey" and "serviceKey": set exactly one'],
  ['two keys', () => AlertIntegration.pagerDuty({ routingKey: SECRET, serviceKey: SECRET }), 'has both of "routingKey" and "serviceKey"'],
  ['no place of SNS', () => sns({}), '[test/Alertmanager] "routing" is invalid at receivers[0].integrations[0]: the SNS integration of "all" has none of "topicArn", "targetArn" and "phoneNumber": set exactly one'],
  ['two places of SNS', () => sns({ topicArn: TOPIC, phoneNumber: '+41' }), 'has several of'],
  ['no token', () => AlertIntegration.webex({ roomId: 'r' }), 'the Webex integration of "all" has no "token": set it to the Secret with the token of the bot'],
  ['no URL', () => AlertIntegration.opsgenie({ apiKey: SECRET, apiUrl: 'opsgenie' }), 'receivers[0].integrations[0].apiURL'],
  ['no port', () => AlertIntegration.email({ to: 'a@b', from: 'b@c', smarthost: 'smtp.example.org' }), 'write the host and the port'],
])('%s', (_, integration, message) => expect(errorsOf(made([integration()]))).toContain(message));

describe('fields without an option', () => {
  test('are written by "spec"', () => {
    expect(fieldsOf(AlertIntegration.slack({ apiUrl: SECRET, spec: { messageText: 'm' } })).slackConfigs).toEqual([{ apiURL: KEY, messageText: 'm' }]);
  });

  test.each<[string, () => AlertIntegration, string]>([
    ['a Secret of an option', () => AlertIntegration.slack({ apiUrl: SECRET, spec: { apiURL: { name: 'other', key: 'k' } } }), '"receivers[0].integrations[0].spec.apiURL" is written by the option "apiUrl"'],
    ['a field of an option', () => AlertIntegration.webhook({ url: 'https://a.example.org', spec: { url: 'https://b.example.org' } }), 'is written by the option "url"'],
    ['HTTP', () => AlertIntegration.webhook({ url: 'https://a.example.org', http: { followRedirects: false }, spec: { httpConfig: {} } }), 'is written by the option "http"'],
    ['a field that is none', () => AlertIntegration.slack({ apiUrl: SECRET, spec: { chanel: '#a' } }), 'slackConfigs[0].chanel'],
  ])('%s is an error', (_, integration, message) => expect(errorsOf(made([integration()]))).toContain(message));
});

test('a message of Pushover is HTML or of one width', () => {
  const pushover = (options: object) => AlertIntegration.pushover({ userKey: SECRET, token: SECRET, ...options });
  expect(fieldsOf(pushover({ monospace: true })).pushoverConfigs[0].monospace).toBe(true);
  expect(errorsOf(made([pushover({ monospace: true, html: true })]))).toContain('monospace');
});
