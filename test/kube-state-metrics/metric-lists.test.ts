import { whyNotKey, whyNotPattern } from '../../src/kube-state-metrics/metric-lists';
import { ComponentVersion } from '../../src/versions/component-version';

const why = (pattern: string, text = '2.20.0') => whyNotPattern(pattern, ComponentVersion.parse('kubeStateMetrics', 'version', text).version);

test.each(['kube_pod_info', 'kube_.*_created', '^kube_pod_(info|labels)$', '(?i)KUBE_.+', 'kube_[a-z]{3}', '^kube_pod_(?!info)'])('%j is a pattern', pattern => expect(why(pattern)).toBeUndefined());
test.each(['', ' ', 'a,b', 'kube_.{1,3}', 'a b', 'a\n', '(', '[', '*', 'x'.repeat(501)])('%j is none', pattern => expect(why(pattern)).toBeDefined());
test.each(['^kube_(?!pod)', '(?<=a)b', '(a)\\1', '(?<x>a)\\k<x>'])('%j is valid in 2.16 and newer, with the regular expressions of ECMAScript', pattern => {
  expect([why(pattern, '2.15.9') !== undefined, why(pattern, '2.16.0')]).toEqual([true, undefined]);
});

test.each(['app', 'app.kubernetes.io/name', 'example.org/*', 'a*b'])('%j is a key', key => expect(whyNotKey(key, [key, 'other'])).toBeUndefined());
test.each(['', 'a=b', 'a,b', 'a]', '**', 'a*/b*', 'a b', 'x'.repeat(400)])('%j is not a valid key', key => expect(whyNotKey(key, [key])).toBeDefined());
test('"*" must be the only key, because kube-state-metrics ignores it next to others', () => {
  expect([whyNotKey('*', ['*']), whyNotKey('*', ['a', '*']) !== undefined]).toEqual([undefined, true]);
});
