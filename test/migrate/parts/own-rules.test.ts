import { ownRulesPart } from '../../../src/migrate/parts/own-rules';

const RELEASE = { name: 'kps', namespace: 'monitoring' };
const made = (values: unknown) => ownRulesPart(values, RELEASE);
const ALERT = { alert: 'PoolDegraded', expr: 'pool_state{state!="online"} > 0\n', for: '5m', labels: { severity: 'critical', team: 'storage' }, annotations: { summary: 'Pool {{ $labels.pool }}', note: 'x' } };
const groups = [{ name: 'pool', interval: '1m', rules: [ALERT, { record: 'a:b:c', expr: 'sum(x)' }] }];

test('rules of a map become PrometheusRules that the Prometheus of the stack selects', () => {
  const { statements, values } = made({ additionalPrometheusRulesMap: { pool: { groups } } });
  expect(statements).toEqual([{
    comment: 'additionalPrometheusRulesMap.pool',
    uses: ['Duration'],
    from: ['PrometheusRules'],
    code: `new PrometheusRules(chart, 'PoolRules', {
  name: 'pool',
  prometheus: stack.prometheus,
  groups: [
    {
      name: 'pool',
      interval: Duration.minutes(1),
      records: [{ record: 'a:b:c', expr: 'sum(x)' }],
      alerts: [
        {
          alert: 'PoolDegraded',
          expr: 'pool_state{state!="online"} > 0',
          for: Duration.minutes(5),
          severity: 'critical',
          labels: { team: 'storage' },
          summary: 'Pool {{ $labels.pool }}',
          annotations: { note: 'x' },
        },
      ],
    },
  ],
});`,
  }]);
  expect(values).toEqual([{ path: 'additionalPrometheusRulesMap.pool', outcome: 'mapped', note: 'new PrometheusRules(...)' }]);
});

test('rules that cannot be read are copied unchanged, with the problem', () => {
  const { statements, warnings } = made({ additionalPrometheusRulesMap: { broken: { additionalLabels: { a: 'b' }, groups: [{ name: 'x', rules: [{ alert: 'X', expr: 'sum((' }] }] } } });
  expect(statements[0].code).toContain('annotations: { \'cdk8s-prometheus/silence-rules-left-out\': \'copied unchanged from the values\' }');
  expect(statements[0].code).toContain('{ name: \'x\', rules: [{ alert: \'X\', expr: \'sum((\' }] }');
  expect(statements[0].comment).toBe('additionalPrometheusRulesMap.broken: copied unchanged. group "x", alert "X": "expr": "(" at character 5 is not closed');
  expect(warnings).toHaveLength(1);
});

test('the list is read like the map, and ignored next to it, as in the chart', () => {
  const list = [{ name: 'my-rules', groups }, { name: 'my-rules', groups }];
  expect(made({ additionalPrometheusRules: list }).statements.map(({ code }) => code.split('\n')[0])).toEqual(['new PrometheusRules(chart, \'MyRulesRules\', {', 'new PrometheusRules(chart, \'MyRulesRules2\', {']);
  const both = made({ additionalPrometheusRules: list, additionalPrometheusRulesMap: { pool: { groups } } });
  expect([both.statements.length, both.values.map(({ path, outcome }) => `${outcome} ${path}`)]).toEqual([1, ['same additionalPrometheusRules', 'mapped additionalPrometheusRulesMap.pool']]);
});

test('fields that PrometheusRules does not have keep the rules unchanged, without a warning', () => {
  const { statements, warnings } = made({ additionalPrometheusRulesMap: { thanos: { groups: [{ name: 'x', partial_response_strategy: 'warn', rules: [{ alert: 'X', expr: 'up == 0' }] }] } } });
  expect([statements[0].uses, statements[0].code.includes('partial_response_strategy: \'warn\''), warnings]).toEqual([['ApiObject'], true, []]);
});

test('texts of the file are literals', () => {
  const { statements: [{ code }] } = made({ additionalPrometheusRulesMap: { 'x\'); process.exit(); (\'': { groups: [{ name: '${x}`\n', rules: [{ alert: 'A', expr: 'up', labels: { ['__proto__']: 'x' } }] }] } } });
  expect(code.split('\n')[0]).toBe('new PrometheusRules(chart, \'XProcessExitRules\', {');
  expect(code).toContain('name: \'${x}`\\n\'');
});

test.each([null, [], 5, { additionalPrometheusRulesMap: [] }, { additionalPrometheusRulesMap: { a: null, b: 5, c: { groups: [null, 5, { rules: {} }] } } }, { additionalPrometheusRules: [null, { groups: 'x' }] }])('%j does not stop it', values => {
  expect(() => made(values)).not.toThrow();
});
