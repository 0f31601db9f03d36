import * as fc from 'fast-check';
import { RuleEnvironment } from '../../../src/admission/rules/environment';
import { checkRuleGroups } from '../../../src/admission/rules/rule-groups';
import { cases } from '../../support/cases';

const one = (rule: object, group: object = {}) => [{ name: 'g', rules: [rule], ...group }];
const up = { alert: 'A', expr: 'up' };
const problems = (groups: readonly unknown[], env?: RuleEnvironment) => checkRuleGroups(groups, env).map(({ effect, path, why }) => `${effect} ${path}: ${why}`);

// what rulefmt.Parse refuses, https://github.com/prometheus/prometheus/blob/v3.16.0/model/rulefmt/rulefmt.go
test.each<[string, readonly unknown[], string]>([
  ['a group without a name', [{ rules: [up] }], 'refused groups[0].name: it has no "name"'],
  ['two groups of one name', [...one(up), ...one({ ...up, alert: 'B' })], 'refused groups[1].name: it appears twice (also groups[0])'],
  ['a rule that is neither', one({ expr: 'up' }), 'refused groups[0].rules[0]: the rule has neither of "alert" and "record"'],
  ['a rule that is both', one({ ...up, record: 'a' }), 'refused groups[0].rules[0]: the rule has both of "alert" and "record"'],
  ['an expression that is missing', one({ alert: 'A' }), 'refused groups[0].rules[0].expr: it has no "expr"'],
  ['an expression that is empty', one({ alert: 'A', expr: '' }), 'refused groups[0].rules[0].expr: it has no "expr"'],
  ['an expression that does not parse', one({ alert: 'A', expr: 'sum(' }), 'refused groups[0].rules[0].expr: "expr": "(" at character 4 is not closed'],
  ['an expression of a wrong type', one({ alert: 'A', expr: 'rate(up)' }), 'refused groups[0].rules[0].expr: "expr": rate() requires a range, like x[5m], but up is an instant vector'],
  ['"for" of a recorded series', one({ record: 'a', expr: 'up', for: '5m' }), 'refused groups[0].rules[0].for: a recording rule does not support "for"'],
  ['"keep_firing_for" of a recorded series', one({ record: 'a', expr: 'up', keep_firing_for: '5m' }), 'refused groups[0].rules[0].keep_firing_for: a recording rule does not support "keep_firing_for"'],
  ['annotations of a recorded series', one({ record: 'a', expr: 'up', annotations: { a: 'b' } }), 'refused groups[0].rules[0].annotations: a recording rule does not support "annotations"'],
  ['an expression as the name of a series', one({ record: 'up{a="b"}', expr: 'up' }), 'refused groups[0].rules[0].record: "record" is "up{a=\\"b\\"}", which is an expression'],
  ['a label that is the name of the metric', one({ ...up, labels: { __name__: 'a' } }), 'refused groups[0].rules[0].labels.__name__: "labels" has "__name__"'],
  ['a label of the group that is the name of the metric', one(up, { labels: { __name__: 'a' } }), 'refused groups[0].labels.__name__: "labels" has "__name__"'],
  ['a label without a name', one({ ...up, labels: { '': 'a' } }), 'refused groups[0].rules[0].labels[""]: "labels" has ""'],
  ['a duration that is none', one({ ...up, for: '5 minutes' }), 'refused groups[0].rules[0].for: "for" is "5 minutes", which is not a duration'],
  ['a duration with its units in a wrong order', one({ ...up, for: '5m1h' }), 'refused groups[0].rules[0].for: "for" is "5m1h"'],
  ['a duration longer than 292 years', one({ ...up, for: '293y' }), 'refused groups[0].rules[0].for: "for" is "293y"'],
  ['an interval that is none', one(up, { interval: '1.5m' }), 'refused groups[0].interval: "interval" is "1.5m"'],
  ['an offset that is empty', one(up, { query_offset: '' }), 'refused groups[0].query_offset: "query_offset" is ""'],
  ['a field that does not exist', one({ ...up, fro: '5m' }), 'refused groups[0].rules[0].fro: the field "fro" does not exist: did you mean "for"?'],
  ['a field of a group that does not exist', one(up, { source_tenants: ['a'] }), 'refused groups[0].source_tenants: the field "source_tenants" does not exist'],
  ['a template that does not parse', one({ ...up, annotations: { a: '{{ $labels.x ' } }), 'refused groups[0].rules[0].annotations.a: the template of "annotations.a" does not parse'],
  ['a label whose template does not parse', one({ ...up, labels: { a: '{{ $x }}' } }), 'the template of "labels.a" does not parse: the variable $x does not exist'],
  ['a range', one({ alert: 'A', expr: 'up[5m]' }), 'fails groups[0].rules[0].expr: "expr" is a range'],
  ['a text', one({ alert: 'A', expr: '"up"' }), 'fails groups[0].rules[0].expr: "expr" is a string'],
  ['a pattern that is none, which is compiled late', one({ alert: 'A', expr: 'label_replace(x, "a", "b", "c", "(")' }), 'fails groups[0].rules[0].expr: "expr": "(" is not a valid RE2 regular expression'],
  ['a rule twice', [{ name: 'g', rules: [up, { ...up }] }], 'duplicate groups[0].rules[1]: it appears twice (also rules[0])'],
  ['a group without rules', [{ name: 'g' }], 'doubt groups[0].rules: it has no "rules"'],
])('%s is found, and reported with its path', (_, groups, expected) => {
  expect(problems(groups)).toEqual([expect.stringContaining(expected)]);
});

test.each<[string, readonly unknown[]]>([
  ['all fields', one({ ...up, for: '1d12h', keep_firing_for: '5m', labels: { a: 'b' }, annotations: { c: '{{ $value }}' } }, { interval: '1m', query_offset: '0s', limit: 5, labels: { a: 'b' } })],
  ['a recorded series with durations of 0', one({ record: 'a', expr: 'up', for: '0s', keep_firing_for: '0' })],
  ['an empty name beside the other one', one({ ...up, record: '' })],
  ['a number as an expression', one({ alert: 'A', expr: 1 })],
  ['names with any letters, as Prometheus 3 accepts them', one({ record: 'http.requests', expr: '{"a.b"}', labels: { 'service.name': 'é' } })],
  ['an annotation of any name', one({ ...up, annotations: { 'a-b': 'c', '__name__': 'd' } })],
  ['the same alert for two expressions', [{ name: 'g', rules: [up, { ...up, expr: 'up == 0' }] }]],
  ['a template of a recorded series, which is only text', one({ record: 'a', expr: 'up', labels: { a: '{{ $x }}' } })],
])('%s is accepted', (_, groups) => expect(problems(groups)).toEqual([]));

// https://github.com/prometheus-operator/prometheus-operator/blob/v0.94.1/pkg/operator/rules.go#L160-L200
test.each<[string, RuleEnvironment, string[]]>([
  ['limit', { prometheus: '2.30.0' }, ['ignored groups[0].limit: "limit" requires Prometheus 2.31 or newer; the version is 2.30.0']],
  ['limit', { prometheus: '2.31.0' }, []],
  ['query_offset', { prometheus: '2.52.0' }, ['ignored groups[0].query_offset: "query_offset" requires Prometheus 2.53 or newer; the version is 2.52.0']],
  ['query_offset', { prometheus: '2.53.0' }, []],
  ['query_offset', { thanos: '0.37.0' }, ['ignored groups[0].query_offset: "query_offset" requires Thanos 0.38 or newer; the version is 0.37.0']],
  ['labels', { prometheus: '2.55.1' }, ['ignored groups[0].labels: "labels" requires Prometheus 3.0 or newer; the version is 2.55.1']],
  ['labels', { prometheus: '3.0.0' }, []],
  ['labels', { thanos: '0.39.0' }, []],
  ['partial_response_strategy', { prometheus: '3.5.0' }, ['ignored groups[0].partial_response_strategy: "partial_response_strategy" is only supported by ThanosRuler, not by Prometheus: remove it']],
  ['partial_response_strategy', { thanos: '0.40.0' }, []],
  ['partial_response_strategy', {}, []],
])('the field %s of a group, read by %j: %j', (field, env, expected) => {
  const values: Readonly<Record<string, unknown>> = { limit: 5, query_offset: '1m', labels: { a: 'b' }, partial_response_strategy: 'warn' };
  expect(problems(one(up, { [field]: values[field] }), env)).toEqual(expected);
});

test.each<[RuleEnvironment, number]>([
  [{}, 0], [{ prometheus: '3.0.0' }, 0], [{ prometheus: '3.16.0', operator: '0.94.1' }, 0], [{ operator: '0.87.1' }, 0], [{ thanos: '0.38.0' }, 0],
  [{ prometheus: '2.55.1' }, 3], [{ prometheus: '3.5.0', operator: '0.85.0' }, 3], [{ thanos: '0.37.2' }, 3],
])('names with other letters, read by %j, are %i errors', (env, count) => {
  expect(problems(one({ record: 'a-b', expr: 'up', labels: { 'c.d': 'e', 'é': 'f' } }), env)).toHaveLength(count);
});

// the Prometheus in go.mod of each operator
test.each<[string, RuleEnvironment, string]>([
  ['first_over_time(x[5m])', { operator: '0.85.0', prometheus: '3.16.0' }, 'refused groups[0].rules[0].expr: "expr": first_over_time() requires Prometheus 3.7'],
  ['mad_over_time(x[5m])', { operator: '0.90.1', prometheus: '3.10.0', features: ['promql-experimental-functions'] }, 'refused groups[0].rules[0].expr: "expr": mad_over_time() requires the feature flag'],
  ['integral(x[5m])', { operator: '0.94.1', prometheus: '3.16.0' }, 'in the parser of prometheus-operator 0.94.1'],
  ['holt_winters(x[5m], 1, 1)', { operator: '0.94.1', prometheus: '2.55.1' }, 'refused groups[0].rules[0].expr: "expr": holt_winters() is not in Prometheus 3.0 and newer'],
  ['mad_over_time(x[5m])', { operator: '0.94.1', features: [] }, 'refused groups[0].rules[0].expr: "expr": mad_over_time() requires the feature flag'],
  ['rate(x[300])', { operator: '0.94.1', prometheus: '2.50.0' }, 'not-loaded groups[0].rules[0].expr: "expr": a number as a duration'],
  ['mad_over_time(x[5m])', { prometheus: '3.5.0', features: [] }, 'not-loaded groups[0].rules[0].expr: "expr": mad_over_time() requires the feature flag'],
])('%s, read by %j: %s', (expr, env, expected) => {
  expect(problems(one({ alert: 'A', expr }), env)).toEqual([expect.stringContaining(expected)]);
});

test.each<[string, RuleEnvironment]>([
  ['mad_over_time(x[5m])', { operator: '0.91.0', prometheus: '3.11.0', features: ['promql-experimental-functions'] }],
  ['mad_over_time(x[5m])', { operator: '0.94.1' }],
  ['rate(x[5m])', { operator: '0.70.0' }],
  ['rate(x[5m] smoothed)', { operator: '0.95.2', prometheus: '3.16.0' }],
  ['integral(x[5m])', { operator: '0.96.0' }],
  ['rate(x[300])', { operator: 'main' }],
])('%s, read by %j, is accepted', (expr, env) => expect(problems(one({ alert: 'A', expr }), env)).toEqual([]));

test.each<[string, RuleEnvironment, string[]]>([
  ['{{ toDuration $value }}', {}, []],
  ['{{ toDuration $value }}', { prometheus: '3.6.0' }, []],
  ['{{ toDuration $value }}', { prometheus: '3.5.0' }, ['not-loaded']],
  ['{{ toDuration $value }}', { prometheus: '3.16.0', operator: '0.85.0' }, ['refused']],
  ['{{ urlQueryEscape "a" }}', { prometheus: '3.8.0' }, []],
  ['{{ fromTheFuture $value }}', { prometheus: '3.16.0' }, ['refused']],
  ['{{ fromTheFuture $value }}', { prometheus: '3.17.0' }, []],
])('the template %s, read by %j: %j', (a, env, expected) => {
  expect(checkRuleGroups(one({ ...up, annotations: { a } }), env).map(({ effect }) => effect)).toEqual(expected);
});

test('with a schema, unknown fields and wrong types are left to it', () => {
  const groups = [5, null, ...one({ alert: 5, expr: true, for: 5, fro: 'a', labels: { a: 5, b: true }, annotations: [] }, { interval: '', limit: 'x', intervall: 'y' })];
  expect(checkRuleGroups(groups, {}, { hasSchema: true })).toEqual([]);
});

test('any value of groups is read without throwing', () => {
  const value = fc.oneof(fc.jsonValue(), fc.constant({ toString: [] }));
  const rule = fc.record({ alert: value, record: value, expr: fc.oneof(value, fc.string()), for: value, labels: value, annotations: value }, { requiredKeys: [] });
  const group = fc.record({ name: value, interval: value, rules: fc.oneof(value, fc.array(rule)), labels: value, limit: value }, { requiredKeys: [] });
  fc.assert(fc.property(fc.array(fc.oneof(value, group)), fc.boolean(), (groups, hasSchema) => {
    expect(Array.isArray(checkRuleGroups(groups, { operator: '0.94.1', prometheus: '3.16.0' }, { hasSchema }))).toBe(true);
  }), { numRuns: cases(500) });
});
