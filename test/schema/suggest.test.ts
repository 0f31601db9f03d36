import { suggestionFor } from '../../src/schema/suggest';

const FIELDS = ['interval', 'sampleLimit', 'targetLimit', 'labelLimit', 'honorLabels', 'honorTimestamps', 'targetLabels', 'podTargetLabels', 'endpoints', 'retention', 'retentionSize', 'tlsConfig', 'path', 'port'];

test.each([
  ['intervall', 'interval'], ['inteval', 'interval'], ['intevral', 'interval'], ['Interval', 'interval'], ['sample_limit', 'sampleLimit'], ['samplelimit', 'sampleLimit'],
  ['sampleLimits', 'sampleLimit'], ['endpoint', 'endpoints'], ['retentionn', 'retention'], ['honour-labels', 'honorLabels'], ['tlsconfig', 'tlsConfig'], ['targetLabel', 'targetLabels'], ['prot', 'port'],
])('%s means %s', (name, field) => {
  expect(suggestionFor(name, FIELDS)).toBe(field);
});

test.each(['scrape', 'x', '', 'jobLabel', 'y'.repeat(10_000)])('%s is similar to none of them', name => {
  expect(suggestionFor(name, FIELDS)).toBeUndefined();
});

// optimal string alignment: letters dropped, added, changed or swapped with the next one, each as one step; at most one step for three letters, and three
test.each<[string, string, boolean]>([
  ['abc', 'abd', true], ['abc', 'acb', true], ['abc', 'abcd', true], ['abc', 'ab', true], ['abc', 'bac', true],
  ['ab', 'ac', false], ['abc', 'ade', false], ['abc', 'abcde', false], ['abcde', 'abcfg', false], ['abcdef', 'badcef', true], ['abcdef', 'badcfe', false], ['abcdef', 'abcd', true], ['abcdef', 'abc', false],
  ['abcdefghi', 'badcfeghi', true], ['abcdefghi', 'abcdefxyz', true], ['abcdefghijklm', 'abcdefghiwxyz', false], ['abcdefghijkl', 'abcdefgh', false],
  ['abcxyz', 'xyz', false], ['aab', 'aba', true], ['abcdef', 'cbadef', true], ['abcdef', 'abdcfe', true], ['aaabbb', 'bbb', false],
])('%s and %s are similar: %s', (name, field, isNear) => {
  expect(suggestionFor(name, [field])).toBe(isNear ? field : undefined);
});

test.each<[string, string[], string]>([
  ['abcdef', ['abcdxy', 'abcdex'], 'abcdex'],
  ['abcdef', ['abcdex', 'abcdxy'], 'abcdex'],
  ['abcdef', ['abcdez', 'abcdey', 'abcdex'], 'abcdex'],
  ['abcdef', ['abcdex', 'abcdey'], 'abcdex'],
  ['abcdef', ['abcdeg', 'ABCDEF'], 'ABCDEF'],
  ['a_b', ['ab', 'a-b'], 'ab'],
])('of several similar ones, %s means the most similar, otherwise the first: %j', (name, fields, expected) => {
  expect(suggestionFor(name, fields)).toBe(expected);
});

test('names of up to 64 characters are compared', () => {
  const field = 'x'.repeat(64);
  expect([suggestionFor('x'.repeat(63) + 'y', [field]), suggestionFor('x'.repeat(65), [field]), suggestionFor(`X_${'x'.repeat(63)}`, [field])]).toEqual([field, undefined, field]);
});
