import { checkLabels, objectLabels, selectorLabels } from '../../src/manifest/labels';

const identity = { name: 'kube-state-metrics', instance: 'ksm', component: 'metrics', version: '2.20.0' };

test('a selector has neither the version nor the user\'s labels', () => {
  expect(selectorLabels(identity)).toEqual({ 'app.kubernetes.io/name': 'kube-state-metrics', 'app.kubernetes.io/instance': 'ksm' });
});

test('an object has all labels, and the user\'s do not replace what the selector relies on', () => {
  expect(objectLabels(identity, { 'team': 'a', 'app.kubernetes.io/name': 'mine' })).toEqual({
    'team': 'a',
    'app.kubernetes.io/version': '2.20.0',
    'app.kubernetes.io/component': 'metrics',
    'app.kubernetes.io/managed-by': 'cdk8s-prometheus',
    ...selectorLabels(identity),
  });
});

test('a label that the API server rejects is an error that shows it', () => {
  expect(checkLabels('labels', { 'team': 'a', 'example.com/team': '' })).toEqual([]);
  const findings = checkLabels('labels', { 'team name': 'a', 'team': 'a b', 'x': 1 as never });
  expect(findings.map(({ message }) => message.slice(0, 40))).toEqual([
    '"labels" has the label "team name": "a",', '"labels" has the label "team": "a b", wh', '"labels" has the label "x": "1", which t',
  ]);
});
