import { Duration, Size } from 'cdk8s';
import { overTls, servesTls, throughAuthProxy, tlsConfigOf, webSpec } from '../../src/scrape/access';
import { accessFields, checkAccess } from '../../src/scrape/client-access';
import { authenticationFields, checkEndpoint, checkMonitor, endpointFields, monitorFields, scrapeConfigFields } from '../../src/scrape/endpoint-fields';
import { whyNoExternalLabel } from '../../src/scrape/external-labels';
import { kubeletEndpoints } from '../../src/scrape/kubelet';
import { podNames } from '../../src/scrape/replica-services';
import { durationText, inGo } from '../../src/scrape/timing';
import { Finding } from '../../src/validation/rule';
import { millisecondsOf } from '../../src/values/durations';

const defined = (value: unknown) => JSON.parse(JSON.stringify(value));
const texts = (findings: readonly Finding[]) => findings.map(({ ruleId, message }) => `${ruleId}: ${message}`);

// https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.Endpoint
describe('how requests to a server are sent, in the fields of the custom resources', () => {
  test.each<[object, object]>([
    [{}, {}],
    [{ basicAuth: { secretName: 's' } }, { basicAuth: { username: { name: 's', key: 'username' }, password: { name: 's', key: 'password' } } }],
    [{ basicAuth: { secretName: 's', usernameKey: 'u', passwordKey: 'p' } }, { basicAuth: { username: { name: 's', key: 'u' }, password: { name: 's', key: 'p' } } }],
    [{ bearerToken: { secretName: 's' } }, { authorization: { credentials: { name: 's', key: 'token' } } }],
    [{ bearerToken: { secretName: 's', key: 'k' } }, { authorization: { credentials: { name: 's', key: 'k' } } }],
    [{ oauth2: { secretName: 's', tokenUrl: 'https://x' } }, { oauth2: { clientId: { secret: { name: 's', key: 'client-id' } }, clientSecret: { name: 's', key: 'client-secret' }, tokenUrl: 'https://x' } }],
    [{ oauth2: { secretName: 's', tokenUrl: 'https://x', clientIdKey: 'i', clientSecretKey: 'k', scopes: ['a'], endpointParams: { b: 'c' } } },
      { oauth2: { clientId: { secret: { name: 's', key: 'i' } }, clientSecret: { name: 's', key: 'k' }, tokenUrl: 'https://x', scopes: ['a'], endpointParams: { b: 'c' } } }],
    [{ tls: {} }, { tlsConfig: {} }],
    [{ tls: { serverName: 'a', caSecretName: 's' } }, { tlsConfig: { serverName: 'a', ca: { secret: { name: 's', key: 'ca.crt' } } } }],
    [{ tls: { caConfigMapName: 'c', caKey: 'k' } }, { tlsConfig: { ca: { configMap: { name: 'c', key: 'k' } } } }],
    [{ tls: { caSecretName: 's', caKey: 'k' } }, { tlsConfig: { ca: { secret: { name: 's', key: 'k' } } } }],
    [{ tls: { clientSecretName: 's' } }, { tlsConfig: { cert: { secret: { name: 's', key: 'tls.crt' } }, keySecret: { name: 's', key: 'tls.key' } } }],
    [{ tls: { caFile: '/ca', certFile: '/cert', keyFile: '/key', insecureSkipVerify: true } }, { tlsConfig: { caFile: '/ca', certFile: '/cert', keyFile: '/key', insecureSkipVerify: true } }],
    [{ tls: { insecureSkipVerify: false } }, { tlsConfig: {} }],
  ])('%j: %j', (options, expected) => {
    const fields = accessFields(options);
    expect(defined(fields)).toEqual(expected);
    expect(Object.entries(fields.tlsConfig ?? {}).filter(([name, value]) => value === undefined && name !== 'serverName')).toEqual([]);
  });

  test('the name of the certificate is the host name, unless another one is given', () => {
    expect([accessFields({ tls: {} }, 'host').tlsConfig?.serverName, accessFields({ tls: { serverName: 'a' } }, 'host').tlsConfig?.serverName]).toEqual(['host', 'a']);
  });

  test('the type of credentials is that of the header', () => {
    expect(authenticationFields({ authorization: { secretName: 's', type: 'Token' } })).toEqual({ authorization: { credentials: { name: 's', key: 'token' }, type: 'Token' } });
    expect(authenticationFields({ authorization: { secretName: 's' } })).toEqual({ authorization: { credentials: { name: 's', key: 'token' } } });
    expect(authenticationFields({})).toEqual({});
    expect(defined(authenticationFields({ tlsConfig: { serverName: 'a' }, basicAuth: { secretName: 's' } }))).toMatchObject({ tlsConfig: { serverName: 'a' }, basicAuth: { username: { name: 's' } } });
  });
});

describe('problems of these options', () => {
  const BASIC = { basicAuth: { secretName: 's' } };

  test.each<[object, boolean, string[]]>([
    [{}, false, []],
    [BASIC, true, []],
    [BASIC, false, ['scrape/auth-in-clear: "p.basicAuth" is sent without TLS']],
    [{ tls: {} }, false, []],
    [{ ...BASIC, bearerToken: { secretName: 's' } }, true, ['scrape/auth-twice: "p.basicAuth" and "p.bearerToken" are set together']],
    [{ bearerToken: { secretName: 's' }, oauth2: { secretName: 's', tokenUrl: 'https://x' } }, false, ['scrape/auth-twice: "p.bearerToken" and "p.oauth2"', 'scrape/auth-in-clear: "p.bearerToken" and "p.oauth2"']],
    [{ basicAuth: { secretName: 'A B' } }, true, ['"p.basicAuth.secretName"']],
    [{ bearerToken: { secretName: 'A B' } }, true, ['"p.bearerToken.secretName"']],
    [{ oauth2: { secretName: 'A B', tokenUrl: 'x' } }, true, ['"p.oauth2.secretName"', '"p.oauth2.tokenUrl"']],
    [{ tls: { caSecretName: 'A B', caConfigMapName: 'A B', clientSecretName: 'A B' } }, true, ['"p.tls.caSecretName"', '"p.tls.caConfigMapName"', '"p.tls.clientSecretName"']],
  ])('%j, encrypted %s: %j', (options, isEncrypted, expected) => {
    const found = texts(checkAccess(options, 'p.', isEncrypted));
    expect(found.map((text, at) => text.includes(expected[at]))).toEqual(expected.map(() => true));
  });

  test('are reported with the names of the options', () => {
    const names = { tls: 'tlsConfig', bearerToken: 'authorization' };
    expect(texts(checkAccess({ bearerToken: { secretName: 'A B' }, tls: { caSecretName: 'A B' } }, '', false, names)).join('\n')).toMatch(/"authorization" is sent without TLS, in plain text/);
  });

  test.each<[Parameters<typeof checkEndpoint>, number]>([
    [[{ ...BASIC }], 0], [[{ ...BASIC }, 'p.', true], 0], [[{ ...BASIC }, 'p.', false], 1], [[{ ...BASIC, scheme: 'HTTPS' }, 'p.', false], 0], [[{ ...BASIC, scheme: 'http' }, 'p.', false], 1],
    [[{ ...BASIC, tlsConfig: {} }, 'p.', false], 0], [[{ interval: Duration.seconds(1), scrapeTimeout: Duration.seconds(2) }], 1], [[{ authorization: { secretName: 'A B' } }], 1],
  ])('%j: %d findings', (args, count) => expect(checkEndpoint(...args)).toHaveLength(count));

  test('limits are whole numbers, and 0 means none', () => {
    const limits = ['sampleLimit', 'targetLimit', 'labelLimit', 'labelNameLengthLimit', 'labelValueLengthLimit', 'keepDroppedTargets'];
    expect(limits.map(name => checkMonitor({ [name]: 0 }).length)).toEqual(limits.map(() => 0));
    expect(limits.map(name => texts(checkMonitor({ [name]: -1 }))[0])).toEqual(limits.map(name => expect.stringContaining(`"${name}" is -1`)));
  });
});

describe('the fields of an endpoint', () => {
  const ALL = {
    scheme: 'http',
    proxyUrl: 'http://p',
    noProxy: 'a',
    proxyFromEnvironment: true,
    params: { a: ['b'] },
    honorLabels: true,
    honorTimestamps: false,
    trackTimestampsStaleness: true,
    relabelings: [{ action: 'keep' }],
    metricRelabelings: [{ action: 'drop' }],
  };

  test('are those of the options', () => {
    const options = { ...ALL, path: '/m', interval: Duration.seconds(30), scrapeTimeout: Duration.seconds(10), followRedirects: false, enableHttp2: false };
    expect(endpointFields(options)).toEqual({ ...ALL, path: '/m', interval: '30s', scrapeTimeout: '10s', followRedirects: false, enableHttp2: false });
    expect(scrapeConfigFields(options)).toEqual({ ...ALL, metricsPath: '/m', scrapeInterval: '30s', scrapeTimeout: '10s', enableHTTP2: false });
    expect([defined(endpointFields({})), defined(scrapeConfigFields({}))]).toEqual([{}, {}]);
  });

  test('use HTTPS with TLS, unless a scheme is set', () => {
    expect([{}, { tlsConfig: {} }, { tlsConfig: {}, scheme: 'http' }].map(options => endpointFields(options).scheme)).toEqual([undefined, 'https', 'http']);
  });

  test('of a monitor are its limits and formats', () => {
    const options = {
      sampleLimit: 1, targetLimit: 2, labelLimit: 3, labelNameLengthLimit: 4, labelValueLengthLimit: 5, keepDroppedTargets: 6, scrapeClass: 'c', scrapeProtocols: ['p'], fallbackScrapeProtocol: 'f',
    };
    expect(monitorFields({ ...options, bodySizeLimit: Size.gibibytes(1) })).toEqual({ ...options, bodySizeLimit: '1024MB' });
    expect(defined(monitorFields({}))).toEqual({});
  });

  test('behind TLS have the CA and the name of the Service', () => {
    const verified = { ca: { secret: { name: 't', key: 'ca.crt' } }, serverName: 'web.shop.svc' };
    expect(tlsConfigOf({ secretName: 't' }, 'web', 'shop')).toEqual(verified);
    expect(tlsConfigOf({ secretName: 't', insecureSkipVerify: true }, 'web', 'shop')).toEqual({ insecureSkipVerify: true });
    expect(tlsConfigOf(undefined, 'web', 'shop')).toEqual({ insecureSkipVerify: true });
    expect(overTls({ secretName: 't' }, 'web', 'shop')).toEqual({ scheme: 'https', tlsConfig: verified });
    expect(throughAuthProxy({ secretName: 't' }, 'web', 'shop')).toEqual({ scheme: 'https', tlsConfig: verified, bearerTokenFile: '/var/run/secrets/kubernetes.io/serviceaccount/token' });
    expect(webSpec({ secretName: 't' })).toEqual({ tlsConfig: { cert: { secret: { name: 't', key: 'tls.crt' } }, keySecret: { name: 't', key: 'tls.key' } } });
    expect([undefined, {}, { web: {} }, { web: { tlsConfig: {} } }].map(servesTls)).toEqual([false, false, false, true]);
  });
});

describe('the endpoints of a kubelet', () => {
  const endpoints = (more: object = {}) => kubeletEndpoints({ timing: { interval: '30s' }, insecureSkipVerify: true, ...more });

  test('are its metrics, those of cAdvisor and of probes; two more on request', () => {
    expect(endpoints().map(({ path }) => path)).toEqual(['/metrics', '/metrics/cadvisor', '/metrics/probes']);
    expect(endpoints({ resourceMetrics: true, componentSlis: true }).map(({ path }) => path)).toEqual(['/metrics', '/metrics/cadvisor', '/metrics/probes', '/metrics/resource', '/metrics/slis']);
  });

  test('have the labels of the kubelet, and their path as a label', () => {
    const folder = '/var/run/secrets/kubernetes.io/serviceaccount';
    expect(endpoints()[0]).toEqual({
      port: 'https-metrics',
      path: '/metrics',
      scheme: 'https',
      interval: '30s',
      honorLabels: true,
      bearerTokenFile: `${folder}/token`,
      tlsConfig: { caFile: `${folder}/ca.crt`, insecureSkipVerify: true },
      relabelings: [{ action: 'replace', sourceLabels: ['__metrics_path__'], targetLabel: 'metrics_path' }],
    });
    const timestamps = endpoints({ resourceMetrics: true }).map(({ honorTimestamps, trackTimestampsStaleness }) => [honorTimestamps, trackTimestampsStaleness]);
    expect(timestamps).toEqual([[undefined, undefined], [true, true], [undefined, undefined], [true, true]]);
    expect(endpoints({ componentSlis: true }).at(-1)!.metricRelabelings).toEqual([{ action: 'drop', sourceLabels: ['__name__'], regex: 'process_start_time_seconds' }]);
  });
});

test.each<[number, string, string]>([[0, '0s', '0s'], [1, '1ms', '1ms'], [1500, '1500ms', '1500ms'], [1000, '1s', '1s'], [60_000, '1m', '1m'], [3_600_000, '1h', '1h'], [86_400_000, '1d', '24h'], [90_000, '90s', '90s'], [172_800_000, '2d', '48h']])(
  '%d milliseconds are %s to Prometheus and %s to Go', (milliseconds, prometheus, go) => {
    expect([durationText(milliseconds), inGo(Duration.millis(milliseconds))]).toEqual([prometheus, go]);
  },
);

test.each<[string, number]>([
  ['1y', 31_536_000_000], ['1w', 604_800_000], ['1d', 86_400_000], ['1h', 3_600_000], ['1m', 60_000], ['1s', 1000], ['5ms', 5], ['1h30m', 5_400_000], ['1m5ms', 60_005], ['10s', 10_000],
  ['', 0], ['1', 0], ['x1s', 0], ['1sx', 0], ['1 s', 0], ['s', 0],
])('%j is %d milliseconds', (text, milliseconds) => expect(millisecondsOf(text)).toBe(milliseconds));

test.each<[string, number, number | undefined, string[]]>([
  ['prometheus-main', 2, undefined, ['prometheus-main-0', 'prometheus-main-1']],
  ['prometheus-main', 1, 3, ['prometheus-main-0', 'prometheus-main-shard-1-0', 'prometheus-main-shard-2-0']],
  ['a', 0, 1, []],
])('%s with %d replicas and %s shards has the pods %j', (prefix, replicas, shards, expected) => expect(podNames(prefix, replicas, shards)).toEqual(expected));

test.each<[string, unknown, string | undefined]>([
  ['cluster', 'eu-1', undefined], ['_a1', 'x', undefined], ['x'.repeat(128), 'x', undefined], ['cluster', '5 $', undefined], ['cluster', 'a$', undefined],
  ['1a', 'x', 'do not begin with a digit'], ['a-b', 'x', 'do not begin with a digit'], ['', 'x', 'do not begin with a digit'], ['a b', 'x', 'do not begin with a digit'], ['x'.repeat(129), 'x', 'do not begin with a digit'],
  ['__a', 'x', 'are reserved for Prometheus'], ['taken', 'x', 'the operator sets this label'], ['a', '', 'an empty label has no effect'], ['a', 5, 'an empty label has no effect'], ['a', undefined, 'an empty label has no effect'],
  ['a', '${X}', 'Prometheus expands "$"'], ['a', 'x$HOME', 'Prometheus expands "$"'],
])('the external label %s=%j: %s', (name, value, why) => {
  const found = whyNoExternalLabel(name, value, ['taken']);
  expect(why === undefined ? found : found?.includes(why)).toBe(why === undefined ? undefined : true);
});
