import { Duration } from 'cdk8s';
import { Prometheus, PrometheusProps, RemoteWriteOptions } from '../../src';
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

test('all of it, in the operator\'s fields', () => {
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
  test('one selector is one condition on all of its labels', () => {
    expect(written({ match: ['up{job="kubelet",node=~"a|b"}'] }).writeRelabelConfigs).toEqual([{ action: 'keep', sourceLabels: ['__name__', 'job', 'node'], regex: 'up;kubelet;(?:a|b)' }]);
  });

  test('of several one is enough, and the mark is not sent', () => {
    expect(written({ match: ['up', '{__name__=~"job:.*"}', 'up'] }).writeRelabelConfigs).toEqual([
      { action: 'replace', sourceLabels: ['__name__'], regex: 'up', targetLabel: '__tmp_remote_write', replacement: 'true' },
      { action: 'replace', sourceLabels: ['__name__'], regex: '(?:job:.*)', targetLabel: '__tmp_remote_write', replacement: 'true' },
      { action: 'keep', sourceLabels: ['__tmp_remote_write'], regex: 'true' },
      { action: 'labeldrop', regex: '__tmp_remote_write' },
    ]);
  });

  test('a value is no pattern', () => expect(written({ match: ['{path="/a.b|(c)"}'] }).writeRelabelConfigs[0].regex).toBe('/a\\.b\\|\\(c\\)'));
});

test.each<[string, Partial<RemoteWriteOptions>[], string]>([
  ['prometheus/remote-write-url', [{ url: 'mimir.example.org' }], '"remoteWrite[0].url"'],
  ['prometheus/remote-write-url', [{}, { url: 'https://user:secret@mimir.example.org/push' }], '//…@'],
  ['prometheus/remote-write-header', [{ headers: { authorization: 'x' } }], '"bearerToken"'],
  ['prometheus/remote-write-header', [{ headers: { 'a b': 'x' } }], 'leave it out'],
  ['prometheus/remote-write-name-twice', [{ name: 'a' }, { name: 'a' }], 'another name'],
  ['prometheus/remote-write-match', [{ match: [] }], 'leave it out to send all'],
  ['prometheus/remote-write-match', [{ match: ['up[5m]'] }], 'leave out the brackets'],
  ['prometheus/remote-write-match', [{ match: ['up{job!="a"}'] }], 'cannot leave out'],
  ['prometheus/remote-write-match', [{ match: ['{}'] }], 'has "{}"'],
  ['prometheus/remote-write-match', [{ match: ['{a=~"("}'] }], 'no regular expression of RE2'],
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
])('nothing is said of %j', receiver => {
  expect(errorsOf(made([receiver]))).toBe('');
  expect(noticesOf(made([receiver])).join()).not.toMatch(/remote-write|scrape\//);
});
