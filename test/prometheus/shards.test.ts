import { Duration } from 'cdk8s';
import { Prometheus, PrometheusProps, PrometheusStack } from '../../src';
import { QUIET } from '../support/stack';
import { aChart, errorsOf, noticesOf, synth, theOne } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

function made(props: PrometheusProps) {
  const chart = aChart('monitoring');
  new Prometheus(chart, 'Prometheus', props);
  return chart;
}
const specOf = (props: PrometheusProps) => theOne(synth(made(props)), 'Prometheus').spec;

test('without shards there is one shard', () => {
  expect(specOf({ shards: 1 })).toEqual(specOf({}));
  expect(specOf({})).not.toHaveProperty('shards');
});

test('replicas of one shard are on different nodes and zones: the operator adds the label of the shard', () => {
  const { shards, replicas, topologySpreadConstraints } = specOf({ shards: 3 });
  expect({ shards, replicas }).toEqual({ shards: 3, replicas: 2 });
  const selector = { 'app.kubernetes.io/instance': 'main' };
  expect(topologySpreadConstraints).toEqual(['kubernetes.io/hostname', 'topology.kubernetes.io/zone'].map(topologyKey => ({
    maxSkew: 1, topologyKey, whenUnsatisfiable: 'ScheduleAnyway', additionalLabelSelectors: 'OnShard', labelSelector: { matchLabels: expect.objectContaining(selector) },
  })));
});

// additionalLabelSelectors is in the CRD of v0.71.0, and not in that of v0.70.0
test.each(['0.70.0', '0.71.0'])('operator %s supports the label of the shard in 0.71 and newer', operatorVersion => {
  const { topologySpreadConstraints } = specOf({ shards: 3, operatorVersion });
  expect(topologySpreadConstraints.every((each: any) => each.additionalLabelSelectors === 'OnShard')).toBe(operatorVersion === '0.71.0');
});

test('a shard with one replica has no replicas to spread', () => expect(specOf({ shards: 3, replicas: 1 })).not.toHaveProperty('topologySpreadConstraints'));

test('retention and zones of shards', () => {
  const { shardRetentionPolicy, shardingStrategy } = specOf({ shards: 2, shardRetention: Duration.days(15), shardZones: ['a', 'b'] });
  expect(shardRetentionPolicy).toEqual({ whenScaled: 'Retain', retain: { retentionPeriod: '15d' } });
  expect(shardingStrategy).toEqual({ mode: 'Topology', topology: { values: ['a', 'b'] } });
});

test.each<[string, PrometheusProps, string]>([
  ['manifest/number', { shards: 0 }, '"shards"'],
  ['prometheus/shards-none', { shardRetention: Duration.days(1) }, 'set "shards"'],
  ['prometheus/shards-none', { shardZones: ['a'] }, 'set "shards"'],
  ['prometheus/shard-zones', { shards: 2, shardZones: ['a', 'b', 'c'] }, 'at least 3'],
  ['schema/too-new', { shards: 2, shardRetention: Duration.days(1), operatorVersion: '0.80.0' }, '0.81.0'],
  ['schema/too-new', { shards: 2, shardZones: ['a', 'b'], operatorVersion: '0.90.0' }, '0.91.0'],
])('%s is refused: %j', (id, props, cure) => {
  const line = errorsOf(made(props)).split('\n').find(each => each.includes(`[${id}`));
  expect(line).toContain(cure);
});

test('a warning says that a shard has only a part', () => {
  expect(noticesOf(made({ shards: 2 })).join()).toContain('[prometheus/shards-partial]');
  expect(noticesOf(made({})).join()).not.toContain('shard');
});

test.each<[string, PrometheusProps, boolean]>([
  ['0.85.0', { shardRetention: Duration.days(1) }, true],
  ['0.85.0', { shardRetention: Duration.days(1), operatorFeatureGates: { PrometheusShardRetentionPolicy: true } }, false],
  ['0.91.0', { shardZones: ['a'] }, true],
  ['0.92.0', { shardZones: ['a'], shardRetention: Duration.days(1) }, false],
])('operator %s and %j: a feature gate is missing: %s', (operatorVersion, props, isMissing) => {
  expect(noticesOf(made({ shards: 2, operatorVersion, ...props })).join().includes('[prometheus/shard-gate]')).toBe(isMissing);
});

test('a stack enables the feature gates of its operator that it needs', () => {
  const argumentsOf = (version: string) => {
    const chart = aChart('monitoring');
    new PrometheusStack(chart, 'Monitoring', { ...QUIET, operator: { version }, prometheus: { ...QUIET.prometheus, shards: 2, shardRetention: Duration.days(1) } });
    expect(noticesOf(chart).join()).not.toContain('shard-gate');
    return JSON.stringify(synth(chart).filter(({ kind, metadata }) => kind === 'Deployment' && metadata.name.includes('operator')));
  };
  expect(argumentsOf('0.85.0')).toContain('--feature-gates=PrometheusShardRetentionPolicy=true');
  expect(argumentsOf('0.94.1')).not.toContain('feature-gates');
});
