import { suggestionFor } from '../../src/schema/suggest';

const FIELDS = ['interval', 'sampleLimit', 'targetLimit', 'labelLimit', 'honorLabels', 'honorTimestamps', 'targetLabels', 'podTargetLabels', 'endpoints', 'retention', 'retentionSize', 'tlsConfig', 'path', 'port'];

test.each([
  ['intervall', 'interval'], ['inteval', 'interval'], ['intevral', 'interval'], ['Interval', 'interval'], ['sample_limit', 'sampleLimit'], ['samplelimit', 'sampleLimit'],
  ['sampleLimits', 'sampleLimit'], ['endpoint', 'endpoints'], ['retentionn', 'retention'], ['honour-labels', 'honorLabels'], ['tlsconfig', 'tlsConfig'], ['targetLabel', 'targetLabels'], ['prot', 'port'],
])('%s means %s', (name, field) => {
  expect(suggestionFor(name, FIELDS)).toBe(field);
});

test.each(['scrape', 'x', '', 'jobLabel', 'y'.repeat(10_000)])('%s means none of them', name => {
  expect(suggestionFor(name, FIELDS)).toBeUndefined();
});
