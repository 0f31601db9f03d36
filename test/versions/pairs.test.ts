import { JsonPatch } from 'cdk8s';
import { Alertmanager, ThanosEndpoint, ThanosQuery, ThanosRuler } from '../../src';
import { ComponentVersion } from '../../src/versions/component-version';
import { checkPairs } from '../../src/versions/pairs';
import { aChart, errorsOf } from '../support/synth';

const found = (kind: string, spec: unknown, operator: string) =>
  checkPairs({ kind, spec }, ComponentVersion.parse('prometheusOperator', 'version', operator).version).map(({ ruleId, severity }) => `${severity} ${ruleId}`);

// pkg/prometheus/server/statefulset.go: compactionModeFor of v0.93.0 and v0.94.1
describe('compaction that waits for a Thanos sidecar', () => {
  const upload = (thanos: object) => ({ thanos: { objectStorageConfig: { name: 'bucket', key: 'objstore.yml' }, ...thanos } });
  const RULE = ['error versions/thanos-delayed-compaction'];

  test.each<[string, object, string[]]>([
    ['0.93.0', { version: 'v3.16.0', ...upload({ version: 'v0.41.0' }) }, RULE],
    ['0.93.1', { version: 'v3.9.0', ...upload({ version: '0.41.9' }) }, RULE],
    ['0.93.0', { version: '3.9.0', thanos: { objectStorageConfigFile: '/etc/bucket.yml', version: '0.41.0' } }, RULE],
    // each condition, just not met
    ['0.92.1', { version: 'v3.16.0', ...upload({ version: 'v0.41.0' }) }, []],
    ['0.94.0', { version: 'v3.16.0', ...upload({ version: 'v0.41.0' }) }, []],
    ['0.93.0', { version: 'v3.8.1', ...upload({ version: 'v0.41.0' }) }, []],
    ['0.93.0', { version: 'v3.16.0', ...upload({ version: 'v0.40.1' }) }, []],
    ['0.93.0', { version: 'v3.16.0', ...upload({ version: 'v0.42.0' }) }, []],
    ['0.93.0', { version: 'v3.16.0', disableCompaction: true, ...upload({ version: 'v0.41.0' }) }, []],
    ['0.93.0', { version: 'v3.16.0', thanos: { version: 'v0.41.0' } }, []],
    // nobody knows
    ['0.93.0', { version: 'v3.16.0', ...upload({}) }, []],
    ['0.93.0', upload({ version: 'v0.41.0' }), []],
    ['0.93.0', { version: 'main', ...upload({ version: 'v0.41.0' }) }, []],
    ['0.93.0', { version: 7, thanos: null }, []],
  ])('operator %s, %j: %j', (operator, spec, rules) => expect(found('Prometheus', spec, operator)).toEqual(rules));
});

// 0.93.0: strings.Join(tls.CipherSuites, ","), for a Thanos of 0.42.0 and newer; 0.93.1: an argument each
test.each<[string, string, object, number]>([
  ['0.91.0', '0.42.4', { cipherSuites: ['A', 'B'], curves: ['X', 'Y'] }, 2],
  ['0.93.0', '0.42.0', { curves: ['X', 'Y'] }, 1],
  ['0.93.0', '0.42.0', { curves: ['X'] }, 0],
  ['0.93.0', '0.41.0', { curves: ['X', 'Y'] }, 0],
  ['0.90.1', '0.42.4', { curves: ['X', 'Y'] }, 0],
  ['0.93.1', '0.42.4', { curves: ['X', 'Y'] }, 0],
  ['0.93.0', '0.42.4', { curves: 'X,Y' }, 0],
])('operator %s, Thanos %s, %j: %i joined', (operator, version, grpcServerTlsConfig, count) => {
  const rules = Array.from({ length: count }, () => 'error versions/thanos-ciphers');
  expect(found('ThanosRuler', { version, grpcServerTlsConfig }, operator)).toEqual(rules);
  expect(found('Prometheus', { thanos: { version, grpcServerTlsConfig } }, operator)).toEqual(rules);
});

// pkg/alertmanager/statefulset.go: discardZeroDurations of v0.94.1; app/options.go: validate of Alertmanager 0.34.2
test.each<[string, string, object, number]>([
  ['0.93.1', '0.34.0', { retention: '0s' }, 1],
  ['0.93.1', '0.35.0', { retention: '0' }, 1],
  ['0.93.1', '0.35.0', { retention: '0h0m' }, 1],
  ['0.93.1', '0.33.1', { retention: '0s' }, 0],
  ['0.94.0', '0.35.0', { retention: '0s' }, 0],
  ['0.93.1', '0.35.0', { retention: '120h' }, 0],
  ['0.93.1', '0.35.0', { retention: '0h30m' }, 0],
  ['0.93.1', '0.35.0', { retention: 0 }, 0],
  ['0.93.1', '0.35.0', { replicas: 3, clusterGossipInterval: '0s', clusterPeerTimeout: '0s', clusterPushpullInterval: '0s' }, 3],
  ['0.93.1', '0.35.0', { forceEnableClusterMode: true, clusterGossipInterval: '0s' }, 1],
  ['0.93.1', '0.35.0', { replicas: 1, clusterGossipInterval: '0s' }, 0],
])('operator %s, Alertmanager %s, %j: %i durations of zero', (operator, version, spec, count) => {
  expect(found('Alertmanager', { version, ...spec }, operator)).toEqual(Array.from({ length: count }, () => 'error versions/alertmanager-zero-duration'));
});

// featurecontrol/featurecontrol.go: there in v0.28.0 and v0.31.1, gone in v0.33.1
test.each([['0.32.1', 0], ['0.33.0', 1], ['0.35.0', 1], ['0.28.0', 0], ['0.27.0', 1], ['0.26.0', 0]])('Alertmanager %s with auto-gomaxprocs: %i', (version, count) => {
  expect(found('Alertmanager', { version, enableFeatures: ['classic-mode', 'auto-gomaxprocs'] }, '0.94.1')).toHaveLength(count);
  expect(found('Alertmanager', { version, enableFeatures: ['classic-mode'] }, '0.94.1')).toEqual([]);
});

test.each([undefined, null, 'x', [], { thanos: 1, enableFeatures: 1 }, { version: {} }])('a specification of %j is ignored, and nothing throws', spec => {
  for (const kind of ['Prometheus', 'PrometheusAgent', 'Alertmanager', 'ThanosRuler', 'Pod']) { expect(found(kind, spec, '0.93.0')).toEqual([]); }
});

describe('a patch of a construct is checked', () => {
  beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
  afterEach(() => jest.restoreAllMocks());

  test('of an Alertmanager', () => {
    const chart = aChart('monitoring');
    const { customResource } = new Alertmanager(chart, 'Alertmanager', { configSecret: 'config', operatorVersion: '0.93.1' });
    customResource.addJsonPatch(JsonPatch.add('/spec/retention', '0s'));
    expect(errorsOf(chart)).toContain('"spec.retention" is "0s", which Alertmanager 0.35.0 rejects');
  });

  test('of a ThanosRuler', () => {
    const chart = aChart('monitoring');
    const query = new ThanosQuery(chart, 'Query', { endpoints: [ThanosEndpoint.address('thanos.example.org:10901')] });
    const { customResource } = new ThanosRuler(chart, 'Ruler', { query, operatorVersion: '0.93.0' });
    customResource.addJsonPatch(JsonPatch.add('/spec/grpcServerTlsConfig', { curves: ['X25519', 'CurveP256'] }));
    expect(errorsOf(chart)).toContain('"spec.grpcServerTlsConfig.curves" has several values');
  });
});
