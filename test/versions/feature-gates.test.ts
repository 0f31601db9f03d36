import { ComponentVersion } from '../../src/versions/component-version';
import { checkFeatureGates } from '../../src/versions/feature-gates';

const check = (name: string, version: string) => checkFeatureGates([name], ComponentVersion.parse('prometheusOperator', 'version', version).version);
const known: unknown[] = [];
const refused = (cure: string) => [{ ruleId: 'versions/feature-gate', severity: 'error', message: expect.stringContaining(cure) }];

// pkg/operator/feature_gates.go of the tags of github.com/prometheus-operator/prometheus-operator
test.each([
  ['PrometheusAgentDaemonSet', '0.74.0', '0.75.0'],
  ['PrometheusTopologySharding', '0.79.2', '0.80.0'],
  ['PrometheusShardRetentionPolicy', '0.80.1', '0.81.0'],
  ['StatusForConfigurationResources', '0.82.2', '0.83.0'],
  ['RemoteWriteCustomResourceDefinition', '0.89.0', '0.90.0'],
])('%s does not exist in %s, and exists in %s and newer', (name, before, since) => {
  expect(check(name, before)).toMatchObject(refused(`prometheus-operator ${before} does not know: it requires ${since} or newer`));
  expect(check(name, since)).toEqual(known);
  expect(check(name, '0.94.1')).toEqual(known);
});

test('a typo suggests the similar gate', () => {
  expect(check('PrometheusAgentDaemonset', '0.94.1')).toMatchObject(refused('does not know: did you mean "PrometheusAgentDaemonSet"?'));
});

test('another name lists the gates of the version', () => {
  expect(check('Other', '0.75.0')).toMatchObject(refused('which prometheus-operator 0.75.0 does not know: use one of "PrometheusAgentDaemonSet"'));
  expect(check('Other', '0.74.0')).toMatchObject(refused('which prometheus-operator 0.74.0 does not know: remove it'));
  expect(check('toString', '0.94.1')).toMatchObject(refused('which prometheus-operator 0.94.1 does not know: use one of "PrometheusAgentDaemonSet", '));
});

test('an operator newer than the newest known one may have the gate: a warning', () => {
  expect(check('Other', '0.94.1')).toMatchObject(refused('0.94.1 does not know'));
  expect(check('Other', '0.94.2')).toMatchObject([{ ruleId: 'versions/feature-gate-uncertain', severity: 'warning', message: expect.stringContaining('which prometheus-operator 0.94.1 does not know, but 0.94.2 may') }]);
  expect(check('PrometheusAgentDaemonSet', '0.99.0')).toEqual(known);
});
