import { ruleProblems } from '../../../src/admission/rules/prometheus-rule';

const object = (spec: unknown) => ({ apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', metadata: { namespace: 'shop', name: 'web' }, spec });
const withRule = (rule: object) => object({ groups: [{ name: 'g', rules: [rule] }] });

test('an expression that cannot be parsed is an error with its path and effect', () => {
  expect(ruleProblems(withRule({ alert: 'A', expr: 'sum(' }))).toEqual([{
    ruleId: 'rules/left-out',
    severity: 'error',
    message: 'PrometheusRule "shop/web": spec.groups[0].rules[0].expr: "expr": "(" at character 4 is not closed; '
      + 'prometheus-operator rejects the whole object [rules/left-out]',
  }]);
});

test.each<[object, string, string]>([
  [{ alert: 'A', expr: 'rate(x[300])' }, 'rules/not-loaded', 'error'],
  [{ alert: 'A', expr: 'up[5m]' }, 'rules/fails', 'error'],
  [{ alert: 'A', expr: 'up', keep_firing_for: '5m' }, 'rules/ignored', 'warning'],
])('%j is %s', (rule, ruleId, severity) => {
  expect(ruleProblems(withRule(rule), { prometheus: '2.41.0' })).toEqual([expect.objectContaining({ ruleId, severity })]);
});

test('a rule that appears twice is a warning', () => {
  const rule = { alert: 'A', expr: 'up' };
  expect(ruleProblems(object({ groups: [{ name: 'g', rules: [rule, rule] }] })).map(({ ruleId }) => ruleId)).toEqual(['rules/duplicate']);
});

test('a possible mistake is not reported', () => {
  expect(ruleProblems(withRule({ alert: 'A', expr: 'rate(x_bytes[5m]) > 0', annotations: { a: '{{ $labels.x }}' } }))).toEqual([]);
  expect(ruleProblems(object({ groups: [{ name: 'g', rules: [] }] }))).toEqual([]);
});

// https://github.com/prometheus-operator/prometheus-operator/blob/v0.94.1/pkg/operator/rules.go#L231
test.each<[number, string | undefined, string[]]>([
  [524_000, '0.94.1', []], [524_288, '0.94.1', ['rules/too-large']], [600_000, undefined, ['rules/too-large']], [600_000, '0.76.2', []],
])('an annotation of %i bytes, read by the operator %s: %j', (length, operator, expected) => {
  const rule = { alert: 'A', expr: 'up', annotations: { a: 'x'.repeat(length) } };
  expect(ruleProblems(withRule(rule), { operator }).map(({ ruleId }) => ruleId)).toEqual(expected);
});

test.each([undefined, null, 5, 'a', [], {}, { spec: 5 }, { spec: { groups: 5 } }, { spec: { groups: [null, 5, { rules: [null, 5] }] }, metadata: 5 }])('%j is read', manifest => {
  expect(Array.isArray(ruleProblems(manifest))).toBe(true);
});
