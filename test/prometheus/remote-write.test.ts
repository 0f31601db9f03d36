import { Duration, JsonPatch } from 'cdk8s';
import { Prometheus, PrometheusProps, RemoteWrite, RemoteWriteOptions, RemoteWriteQueue } from '../../src';
import { aChart, errorsOf, noticesOf, synth, theOne } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

const URL = 'https://mimir.example.org/api/v1/push';
function made(receivers: Partial<RemoteWriteOptions>[], props: PrometheusProps = {}) {
  const chart = aChart('monitoring');
  new Prometheus(chart, 'Prometheus', { externalLabels: { cluster: 'eu-1' }, remoteWrite: receivers.map(each => ({ url: URL, ...each })), ...props });
  return chart;
}
const written = (receiver: Partial<RemoteWriteOptions> = {}) => theOne(synth(made([receiver])), 'Prometheus').spec.remoteWrite[0];

test('without receivers there is no such field', () => expect(theOne(synth(made([])), 'Prometheus').spec).not.toHaveProperty('remoteWrite'));

test('all options, in the operator\'s fields', () => {
  expect(written({ name: 'mimir', headers: { 'X-Scope-OrgID': 'a' }, remoteTimeout: Duration.seconds(20), bearerToken: { secretName: 'token', key: 'k' }, tls: { caSecretName: 'ca', serverName: 'mimir' } })).toEqual({
    url: URL,
    name: 'mimir',
    headers: { 'X-Scope-OrgID': 'a' },
    remoteTimeout: '20s',
    authorization: { credentials: { name: 'token', key: 'k' } },
    tlsConfig: { serverName: 'mimir', ca: { secret: { name: 'ca', key: 'ca.crt' } } },
  });
});

describe('what is sent', () => {
  test('one selector requires all of its labels', () => {
    expect(written({ match: ['up{job="kubelet",node=~"a|b"}'] }).writeRelabelConfigs).toEqual([{ action: 'keep', sourceLabels: ['__name__', 'job', 'node'], regex: 'up;kubelet;(?:a|b)' }]);
  });

  test('one of several selectors is enough, and the marker label is not sent', () => {
    expect(written({ match: ['up', '{__name__=~"job:.*"}', 'up'] }).writeRelabelConfigs).toEqual([
      { action: 'replace', sourceLabels: ['__name__'], regex: 'up', targetLabel: '__tmp_remote_write', replacement: 'true' },
      { action: 'replace', sourceLabels: ['__name__'], regex: '(?:job:.*)', targetLabel: '__tmp_remote_write', replacement: 'true' },
      { action: 'keep', sourceLabels: ['__tmp_remote_write'], regex: 'true' },
      { action: 'labeldrop', regex: '__tmp_remote_write' },
    ]);
  });

  test('a value is compared as text, not as a pattern', () => expect(written({ match: ['{path="/a.b|(c)"}'] }).writeRelabelConfigs[0].regex).toBe('/a\\.b\\|\\(c\\)'));
});

test.each<[string, Partial<RemoteWriteOptions>[], string]>([
  ['prometheus/remote-write-url', [{ url: 'mimir.example.org' }], '"remoteWrite[0].url"'],
  ['prometheus/remote-write-url', [{}, { url: 'https://user:secret@mimir.example.org/push' }], '//…@'],
  ['prometheus/remote-write-header', [{ headers: { authorization: 'x' } }], '"bearerToken"'],
  ['prometheus/remote-write-header', [{ headers: { 'a b': 'x' } }], 'remove it'],
  ['prometheus/remote-write-name-twice', [{ name: 'a' }, { name: 'a' }], '[test/Prometheus] "remoteWrite" has two receivers with the name "a"'],
  ['prometheus/remote-write-match', [{ match: [] }], 'remove it to send all'],
  ['prometheus/remote-write-match', [{ match: ['up[5m]'] }], 'remove the brackets'],
  ['prometheus/remote-write-match', [{ match: ['up{job!="a"}'] }], 'write a selector, like \'{__name__=~"job:.*"}\''],
  ['prometheus/remote-write-match', [{ match: ['{}'] }], 'has "{}"'],
  ['prometheus/remote-write-match', [{ match: ['{a=~"("}'] }], 'not a valid RE2 regular expression'],
  ['scrape/auth-twice', [{ basicAuth: { secretName: 'a' }, oauth2: { secretName: 'b', tokenUrl: URL } }], '"remoteWrite[0].basicAuth" and "remoteWrite[0].oauth2"'],
  ['manifest/reference', [{ bearerToken: { secretName: 'a b' } }], '"remoteWrite[0].bearerToken.secretName"'],
])('%s is refused: %j', (id, receivers, cure) => {
  const line = errorsOf(made(receivers)).split('\n').find(each => each.includes(`[${id}]`));
  expect(line).toContain(cure);
});

test.each<[string, Partial<RemoteWriteOptions>, PrometheusProps]>([
  ['prometheus/remote-write-in-clear', { url: 'http://mimir.example.org/push' }, {}],
  ['scrape/auth-in-clear', { url: 'http://10.1.2.3:9009/push', basicAuth: { secretName: 'a' } }, {}],
  ['prometheus/remote-write-cluster', {}, { externalLabels: {} }],
])('%s is said: %j', (id, receiver, props) => expect(noticesOf(made([receiver], props)).join()).toContain(`[${id}]`));

test.each<Partial<RemoteWriteOptions>>([
  {}, { url: 'http://receive.thanos.svc:19291/api/v1/receive', basicAuth: { secretName: 'a' } }, { url: 'http://receive:19291/api/v1/receive' }, { url: 'https://vm.example.org/api/v1/write?extra_label=a%3Db' },
])('nothing is reported about %j', receiver => {
  expect(errorsOf(made([receiver]))).toBe('');
  expect(noticesOf(made([receiver])).join()).not.toMatch(/remote-write|scrape\//);
});

describe('receivers by their name', () => {
  const of = (receiver: RemoteWriteOptions, props: PrometheusProps = {}) => theOne(synth(made([], { remoteWrite: [receiver], ...props })), 'Prometheus').spec.remoteWrite[0];
  const REPLICA = [{ sourceLabels: ['prometheus_replica'], targetLabel: '__replica__' }, { action: 'labeldrop', regex: 'prometheus_replica' }];

  test('Mimir and Cortex: the tenant is a header, and the HA tracker gets its label', () => {
    const expected = { url: 'https://mimir.example.org/api/v1/push', headers: { 'X-Scope-OrgID': 'a', 'X-More': 'b' }, writeRelabelConfigs: REPLICA };
    const options = { endpoint: 'https://mimir.example.org/', tenant: 'a', headers: { 'X-More': 'b' } };
    expect(of(RemoteWrite.mimir(options))).toEqual(expected);
    expect(of(RemoteWrite.cortex(options))).toEqual(expected);
  });

  test('Thanos Receive: the replica label stays, for the query', () => {
    expect(of(RemoteWrite.thanosReceive({ endpoint: 'http://thanos-receive.thanos.svc:19291', tenant: 'a' })))
      .toEqual({ url: 'http://thanos-receive.thanos.svc:19291/api/v1/receive', headers: { 'THANOS-TENANT': 'a' } });
  });

  test('VictoriaMetrics: both replicas send the same series', () => {
    const writeRelabelConfigs = [{ action: 'labeldrop', regex: 'prometheus_replica' }];
    expect(of(RemoteWrite.victoriaMetrics({ endpoint: 'http://vm.monitoring.svc:8428' }))).toEqual({ url: 'http://vm.monitoring.svc:8428/api/v1/write', writeRelabelConfigs });
    expect(of(RemoteWrite.victoriaMetrics({ endpoint: 'http://vminsert.monitoring.svc:8480', account: '7:1' })).url).toBe('http://vminsert.monitoring.svc:8480/insert/7:1/prometheus/api/v1/write');
  });

  test('Grafana Cloud: a user and a token, from a Secret', () => {
    expect(of(RemoteWrite.grafanaCloud({ host: 'prometheus-prod-01-eu-west-0.grafana.net', credentials: { secretName: 'grafana-cloud' } }))).toEqual({
      url: 'https://prometheus-prod-01-eu-west-0.grafana.net/api/prom/push',
      basicAuth: { username: { name: 'grafana-cloud', key: 'username' }, password: { name: 'grafana-cloud', key: 'password' } },
      writeRelabelConfigs: REPLICA,
    });
  });

  test('Amazon: signed for the region of the workspace', () => {
    expect(of(RemoteWrite.amazon({ workspaceId: 'ws-1', sigV4: { region: 'eu-west-1', roleArn: 'arn:aws:iam::123456789012:role/p' } }))).toEqual({
      url: 'https://aps-workspaces.eu-west-1.amazonaws.com/workspaces/ws-1/api/v1/remote_write',
      sigv4: { region: 'eu-west-1', roleArn: 'arn:aws:iam::123456789012:role/p' },
      writeRelabelConfigs: REPLICA,
    });
    expect(of(RemoteWrite.amazon({ workspaceId: 'ws-1', sigV4: { region: 'eu-west-1', secretName: 'aws' } })).sigv4)
      .toEqual({ region: 'eu-west-1', accessKey: { name: 'aws', key: 'access-key' }, secretKey: { name: 'aws', key: 'secret-key' } });
  });

  const ID = '01234567-89ab-cdef-0123-456789abcdef';

  test.each([
    [{ clientId: ID }, { managedIdentity: { clientId: ID } }],
    [{ clientId: ID, tenantId: ID, cloud: 'AzureChina' }, { cloud: 'AzureChina', workloadIdentity: { clientId: ID, tenantId: ID } }],
    [{ clientId: ID, tenantId: ID, secretName: 's' }, { oauth: { clientId: ID, tenantId: ID, clientSecret: { name: 's', key: 'client-secret' } } }],
  ])('Azure, by %j', (azureAd, expected) => {
    expect(of(RemoteWrite.azure({ endpoint: 'https://a.westeurope-1.metrics.ingest.monitor.azure.com', dataCollectionRuleId: 'dcr-0', azureAd }))).toEqual({
      url: 'https://a.westeurope-1.metrics.ingest.monitor.azure.com/dataCollectionRules/dcr-0/streams/Microsoft-PrometheusMetrics/api/v1/write?api-version=2023-04-24', azureAd: expected,
    });
  });

  test('a second replica does not change the stored series', () => {
    expect(of(RemoteWrite.mimir({ endpoint: 'https://m.example.org' }), { replicas: 1 }).writeRelabelConfigs).toEqual(REPLICA.slice(1));
  });

  test('selection comes first, relabeling last', () => {
    const own = { action: 'replace', targetLabel: 'team', replacement: 'a' };
    expect(of(RemoteWrite.mimir({ endpoint: 'https://m.example.org', match: ['up'], writeRelabelings: [own] })).writeRelabelConfigs)
      .toEqual([{ action: 'keep', sourceLabels: ['__name__'], regex: 'up' }, ...REPLICA, own]);
  });
});

describe('two replicas are merged by the receiver', () => {
  const MIMIR = RemoteWrite.mimir({ endpoint: 'https://mimir.example.org' });
  const THANOS = RemoteWrite.thanosReceive({ endpoint: 'http://receive:19291' });
  const VICTORIA = RemoteWrite.victoriaMetrics({ endpoint: 'http://vm:8428' });
  const drop = (label: string) => ({ writeRelabelings: [{ action: 'labeldrop', regex: label }] });
  const errors = (receiver: RemoteWriteOptions, props: PrometheusProps = {}, patch?: JsonPatch) => {
    const chart = made([], { remoteWrite: [receiver], ...props });
    if (patch) { (chart.node.findChild('Prometheus') as Prometheus).customResource.addJsonPatch(patch); }
    return errorsOf(chart);
  };

  test.each([MIMIR, THANOS, VICTORIA])('by the preset of each receiver: $url', receiver => {
    expect(errors(receiver)).toBe('');
    expect(errors(receiver, { replicas: 1 })).toBe('');
  });

  test.each<[string, RemoteWriteOptions, PrometheusProps, string]>([
    ['the label of the tracker is taken away', { ...MIMIR, ...drop('__replica__') }, {}, '"__replica__"'],
    ['there is no cluster', MIMIR, { externalLabels: {} }, '"externalLabels: { cluster: … }"'],
    ['the replicas they also differ in a label other than "__replica__"', { ...MIMIR, writeRelabelings: [{ sourceLabels: ['__replica__'], targetLabel: 'pod' }] }, {}, 'they also differ in a label other than "__replica__"'],
    ['Thanos cannot tell them apart', { ...THANOS, ...drop('prometheus_replica') }, {}, 'keep the label "prometheus_replica", by which queries then merge them'],
  ])('it is an error if %s', (_, receiver, props, cure) => {
    const said = errors(receiver, props);
    expect(said).toContain('[prometheus/remote-write-replicas]');
    expect(said).toContain(cure);
  });

  test('a patch is checked, too', () => {
    const nameless = JsonPatch.add('/spec/replicaExternalLabelName', '');
    expect(errors(THANOS, {}, nameless)).toContain('[prometheus/remote-write-replicas]');
    expect(errors(MIMIR, {}, JsonPatch.add('/spec/replicaExternalLabelName', 'replica'))).toContain('[prometheus/remote-write-replicas]');
    expect(errors(VICTORIA, {}, nameless)).toBe('');
    expect(errors(VICTORIA, {}, JsonPatch.add('/spec/replicaExternalLabelName', 'replica'))).toContain('let the preset set the labels');
  });

  test('each of two with one URL is checked', () => {
    const chart = made([], { remoteWrite: [{ ...MIMIR, name: 'a' }, { ...MIMIR, name: 'b', ...drop('__replica__') }] });
    expect(errorsOf(chart)).toContain('[prometheus/remote-write-replicas]');
  });

  test('whichever series are chosen', () => {
    const match = ['{__name__=~"job:.*"}'];
    expect(errors(RemoteWrite.mimir({ endpoint: 'https://mimir.example.org', match }))).toBe('');
    expect(errors(RemoteWrite.mimir({ endpoint: 'https://mimir.example.org', match: [...match, 'up'] }))).toBe('');
  });

  test('for an unknown receiver nothing is reported', () => expect(errors({ url: URL, ...drop('prometheus_replica') })).toBe(''));

  test('an HA tracker accepts only one of all shards', () => {
    expect(errors(MIMIR, { shards: 3 })).toContain('[prometheus/remote-write-shards]');
    expect(errors(MIMIR, { shards: 3, replicas: 1 })).toBe('');
    expect(errors(THANOS, { shards: 3 })).toBe('');
  });
});

describe('the queue', () => {
  test.each<[RemoteWriteQueue, object]>([
    [{}, { maxShards: 50, maxSamplesPerSend: 2000, capacity: 10_000 }],
    [{ samplesPerSecond: 1000 }, { maxShards: 4, maxSamplesPerSend: 2000, capacity: 10_000 }],
    [{ samplesPerSecond: 100_000 }, { maxShards: 30, maxSamplesPerSend: 2000, capacity: 10_000 }],
    [{ samplesPerSecond: 100_000, latency: Duration.seconds(1), maxSamplesPerSend: 5000 }, { maxShards: 60, maxSamplesPerSend: 5000, capacity: 25_000 }],
    [{ maxShards: 10, minShards: 2, capacity: 4000, batchSendDeadline: Duration.seconds(10), retryOnRateLimit: true, sampleAgeLimit: Duration.hours(2) },
      { maxShards: 10, minShards: 2, maxSamplesPerSend: 2000, capacity: 4000, batchSendDeadline: '10s', retryOnRateLimit: true, sampleAgeLimit: '2h' }],
  ])('%j is %j', (queue, expected) => expect(written({ queue }).queueConfig).toEqual(expected));

  test('without one Prometheus decides', () => expect(written()).not.toHaveProperty('queueConfig'));

  test('full queues fit into the memory of the container', () => {
    const said = (receiver: Partial<RemoteWriteOptions>, memoryLimit?: string, count = 1) => errorsOf(made(Array.from({ length: count }, (_, i) => ({ name: `r${i}`, ...receiver })), { memoryLimit }));
    // 50 shards of 12,000 samples of 170 bytes: 97.3 MiB
    expect(said({}, '98Mi')).toBe('');
    expect(said({}, '97Mi')).toContain('[test/Prometheus] the full queues of "remoteWrite" need 98Mi, but "memoryLimit" is 97Mi');
    expect(said({}, '98Mi', 2)).toContain('[prometheus/remote-write-memory]');
    expect(said({ queue: { samplesPerSecond: 1000 } }, '8M')).toContain('[prometheus/remote-write-memory]');
    expect(said({ queue: { samplesPerSecond: 1000 } }, '9e6')).toBe('');
    expect(said({ queue: { maxShards: 10_000 } })).toBe('');
  });
});

test.each<[string, Partial<RemoteWriteOptions>, PrometheusProps, string]>([
  ['prometheus/remote-write-queue', { queue: { capacity: 1000 } }, {}, 'three to ten times'],
  ['prometheus/remote-write-queue', { queue: { minShards: 60 } }, {}, '"minShards" (60)'],
  ['prometheus/remote-write-queue', { queue: { latency: Duration.millis(0) } }, {}, 'remove it'],
  ['manifest/number', { queue: { maxShards: 0 } }, {}, '"remoteWrite[0].queue.maxShards"'],
  ['prometheus/remote-write-credentials', { basicAuth: { secretName: 'a' }, sigV4: { region: 'eu-west-1' } }, {}, 'keep one'],
  ['prometheus/remote-write-azure', { azureAd: { clientId: 'me' } }, {}, '00000000-0000'],
  ['prometheus/remote-write-azure', { azureAd: { clientId: '01234567-89ab-cdef-0123-456789abcdef', secretName: 's' } }, {}, '"tenantId"'],
  ['prometheus/remote-write-azure', { azureAd: { clientId: '01234567-89ab-cdef-0123-456789abcdef', cloud: 'Mars' } }, {}, 'AzureGovernment'],
  ['prometheus/remote-write-relabeling', { writeRelabelings: [{ regex: '(' }] }, {}, '"remoteWrite[0].writeRelabelings[0].regex" is "("'],
  ['prometheus/remote-write-too-new', { protocol: '3.0' }, {}, '"1.0" or "2.0"'],
  ['prometheus/remote-write-too-new', { protocol: '2.0' }, { operatorVersion: '0.77.2' }, 'prometheus-operator 0.78'],
  ['prometheus/remote-write-too-new', { protocol: '2.0' }, { version: '2.53.0' }, 'Prometheus 2.54'],
  ['prometheus/remote-write-too-new', { queue: { sampleAgeLimit: Duration.hours(1) } }, { version: '2.49.0' }, 'Prometheus 2.50'],
  ['prometheus/remote-write-too-new', { azureAd: { clientId: '01234567-89ab-cdef-0123-456789abcdef', tenantId: '01234567-89ab-cdef-0123-456789abcdef' } }, { version: '3.6.0' }, 'Prometheus 3.7'],
])('%s is rejected: %j with %j', (id, receiver, props, cure) => {
  const line = errorsOf(made([receiver], props)).split('\n').find(each => each.includes(`[${id}]`));
  expect(line).toContain(cure);
});

test('data of the protocol in addition to samples', () => {
  expect(written({ protocol: '2.0', sendExemplars: true, sendNativeHistograms: true, sendMetadata: false }))
    .toEqual({ url: URL, messageVersion: 'V2.0', sendExemplars: true, sendNativeHistograms: true, metadataConfig: { send: false } });
});

// config.reservedHeaders of Prometheus 3.16, and "authorization", for which there are fields
test.each([
  'Accept-Encoding', 'Authorization', 'Connection', 'Content-Encoding', 'Content-Length', 'Content-Type', 'Host', 'Keep-Alive', 'Proxy-Authenticate', 'Proxy-Authorization', 'User-Agent', 'WWW-Authenticate',
  'X-Amz-Content-Sha256', 'X-Amz-Date', 'X-Amz-Security-Token', 'X-Prometheus-Remote-Read-Version', 'X-Prometheus-Remote-Write-Version',
])('the header %s is set by Prometheus itself', header => {
  expect(errorsOf(made([{ headers: { [header]: 'x' } }]))).toContain('[prometheus/remote-write-header]');
  expect(errorsOf(made([{ headers: { [`My-${header}`]: 'x' } }]))).not.toContain('[prometheus/remote-write-header]');
});
