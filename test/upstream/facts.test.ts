import { HASHES, sha256 } from './index';
import { PromQLFunction } from '../../src/upstream/facts';
import { upstream } from '../../src/upstream/load';

const { featureGates, functions, aggregators, newest } = upstream();

test('data/upstream.json is not edited by hand', () => {
  expect(sha256(upstream())).toBe(HASHES.upstream);
});

// pkg/operator/feature_gates.go and config.go of the tags of github.com/prometheus-operator/prometheus-operator
test('feature gates are those of the operator', () => {
  expect(newest.operator).toBe('0.94.1');
  expect(featureGates).toEqual({
    PrometheusAgentDaemonSet: { since: '0.75.0', default: false },
    PrometheusTopologySharding: { since: '0.80.0', default: true, defaultSince: '0.92.0' },
    PrometheusShardRetentionPolicy: { since: '0.81.0', default: true, defaultSince: '0.92.0' },
    StatusForConfigurationResources: { since: '0.83.0', default: false },
    RemoteWriteCustomResourceDefinition: { since: '0.90.0', default: false },
  });
});

// promql/parser/functions.go of the tags of github.com/prometheus/prometheus
test.each<[string, PromQLFunction]>([
  ['abs', { args: ['vector'], variadic: 0, returns: 'vector' }],
  ['rate', { args: ['matrix'], variadic: 0, returns: 'vector' }],
  ['time', { args: [], variadic: 0, returns: 'scalar' }],
  ['hour', { args: ['vector'], variadic: 1, returns: 'vector' }],
  ['label_join', { args: ['vector', 'string', 'string', 'string'], variadic: -1, returns: 'vector' }],
  ['histogram_quantile', { args: ['scalar', 'vector'], variadic: 0, returns: 'vector' }],
  ['histogram_quantiles', { args: ['vector', 'string', 'scalar', 'scalar'], variadic: 9, returns: 'vector', experimental: true, since: '3.11.0' }],
  ['holt_winters', { args: ['matrix', 'scalar', 'scalar'], variadic: 0, returns: 'vector', until: '3.0.0' }],
  ['double_exponential_smoothing', { args: ['matrix', 'scalar', 'scalar'], variadic: 0, returns: 'vector', experimental: true, since: '3.0.0' }],
  ['histogram_avg', { args: ['vector'], variadic: 0, returns: 'vector', since: '2.51.0' }],
  ['sort_by_label', { args: ['vector', 'string'], variadic: -1, returns: 'vector', experimental: true, since: '2.49.0' }],
  ['first_over_time', { args: ['matrix'], variadic: 0, returns: 'vector', since: '3.7.0', was: [['3.14.0', { experimental: true }]] }],
  ['start', { args: [], variadic: 0, returns: 'scalar', experimental: true, since: '3.12.0' }],
  ['end', { args: [], variadic: 0, returns: 'scalar', experimental: true, since: '3.12.0' }],
  ['min_of', { args: ['scalar', 'scalar'], variadic: 0, returns: 'scalar', experimental: true, since: '3.13.0' }],
  ['max_of', { args: ['scalar', 'scalar'], variadic: 0, returns: 'scalar', experimental: true, since: '3.13.0' }],
  ['integral', { args: ['matrix', 'scalar'], variadic: 1, returns: 'vector', experimental: true, since: '3.16.0' }],
])('%s() is %j', (name, signature) => {
  expect(functions[name]).toEqual(signature);
});

test('there are the 70 functions of 2.45 and the 91 of 3.16', () => {
  const rows = Object.values(functions);
  expect(newest.prometheus).toBe('3.16.0');
  expect(rows.filter(({ since }) => since === undefined)).toHaveLength(70);
  expect(rows.filter(({ until }) => until === undefined)).toHaveLength(91);
});

// promql/parser/lex.go
test('aggregation operators are those of Prometheus', () => {
  expect(aggregators).toEqual({
    ...Object.fromEntries(['avg', 'count', 'group', 'max', 'min', 'stddev', 'stdvar', 'sum'].map(name => [name, {}])),
    ...Object.fromEntries(['bottomk', 'count_values', 'quantile', 'topk'].map(name => [name, { parameter: true }])),
    limit_ratio: { parameter: true, experimental: true, since: '2.54.0' },
    limitk: { parameter: true, experimental: true, since: '2.54.0' },
  });
});
