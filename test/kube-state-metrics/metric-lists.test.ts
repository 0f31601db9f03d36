import { whyNotKey, whyNotPattern } from '../../src/kube-state-metrics/metric-lists';
import { ComponentVersion } from '../../src/versions/component-version';

const why = (pattern: string, text = '2.20.0') => whyNotPattern(pattern, ComponentVersion.parse('kubeStateMetrics', 'version', text).version);

test.each(['kube_pod_info', 'kube_.*_created', '^kube_pod_(info|labels)$', '(?i)KUBE_.+', 'kube_[a-z]{3}', '^kube_pod_(?!info)'])('%j is a pattern', pattern => expect(why(pattern)).toBeUndefined());
test.each(['', ' ', 'a,b', 'kube_.{1,3}', 'a b', 'a\n', '(', '[', '*', 'x'.repeat(501)])('%j is none', pattern => expect(why(pattern)).toBeDefined());
test.each(['^kube_(?!pod)', '(?<=a)b', '(a)\\1', '(?<x>a)\\k<x>'])('%j is one from 2.16 on, when the dialect became ECMAScript\'s', pattern => {
  expect([why(pattern, '2.15.9') !== undefined, why(pattern, '2.16.0')]).toEqual([true, undefined]);
});

test.each(['app', 'app.kubernetes.io/name', 'example.org/*', 'a*b'])('%j is a key', key => expect(whyNotKey(key, [key, 'other'])).toBeUndefined());
test.each(['', 'a=b', 'a,b', 'a]', '**', 'a*/b*', 'a b', 'x'.repeat(400)])('%j is not a key', key => expect(whyNotKey(key, [key])).toBeDefined());
test('"*" stands alone, since kube-state-metrics ignores it beside others', () => {
  expect([whyNotKey('*', ['*']), whyNotKey('*', ['a', '*']) !== undefined]).toEqual([undefined, true]);
});
