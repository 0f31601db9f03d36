import { MixinJobs } from '../../src';
import { checkRuleGroups } from '../../src/admission/rules/rule-groups';
import { emptyLabelsIn } from '../../src/admission/rules/templates';
import { hasNoTexts } from '../../src/monitoring-mixin/alert-overrides';
import { GROUPS } from '../../src/monitoring-mixin/groups';
import { checkExpression, metricsIn } from '../../src/promql/expression';
import { resultLabels } from '../../src/promql/result-labels';
import { ALL_JOBS, aContext, allGroups } from '../support/mixin';

const VERSIONS = ['2.13.0', '2.18.0', '2.19.0', '2.20.0'];
const rulesOf = (version: string, jobs: MixinJobs = ALL_JOBS) =>
  allGroups(version, jobs).flatMap(({ name, groups }) => groups.flatMap(({ rules }) => rules.map(rule => ({ group: name, ...rule }))));
const nameOf = (rule: any): string => rule.alert ?? rule.record;

test('the set is whole', () => {
  const rules = rulesOf('2.20.0');
  expect(new Set(rules.flatMap(rule => 'alert' in rule ? [rule.alert] : [])).size).toBeGreaterThanOrEqual(80);
  expect(rules.filter(rule => 'record' in rule).length).toBeGreaterThanOrEqual(60);
});

test.each(VERSIONS)('with kube-state-metrics %s every expression can be parsed, is a vector, and has no likely mistake', version => {
  const wrong = rulesOf(version).map(rule => [nameOf(rule), checkExpression(rule.expr)] as const).filter(([, { type, problems }]) => type !== 'vector' || problems.length > 0);
  expect(wrong).toEqual([]);
});

test.each(VERSIONS)('with kube-state-metrics %s every label in the texts of an alert is in its result', version => {
  const wrong = rulesOf(version).flatMap(rule => 'alert' in rule ? Object.values(rule.annotations).flatMap(text => emptyLabelsIn(text, resultLabels(rule.expr)).map(label => [rule.alert, label])) : []);
  expect(wrong).toEqual([]);
});

// rules with another threshold are not checked again at synth
test.each([-1e15, -2.5, -1e-9, 0, 1e-9, 0.05, 7, 1e15])('with a threshold of %d every alert is as valid as with its own', threshold => {
  const changed = GROUPS.flatMap(({ alerts = [] }) => alerts.filter(alert => alert.threshold !== undefined)
    .map(({ alert, severity }) => [alert, { levels: { [severity]: { threshold } } }] as const));
  expect(changed.length).toBeGreaterThan(40);
  const alerts: { [alert: string]: any } = {};
  for (const [alert, { levels }] of changed) { alerts[alert] = { levels: { ...alerts[alert]?.levels, ...levels } }; }
  const own = allGroups('2.20.0').flatMap(({ groups }) => groups);
  const made = allGroups('2.20.0', ALL_JOBS, { alerts }).flatMap(({ groups }) => groups);
  expect(made).not.toEqual(own);
  expect(made.flatMap(({ rules }) => rules.map(nameOf))).toEqual(own.flatMap(({ rules }) => rules.map(nameOf)));
  expect(checkRuleGroups(made)).toEqual(checkRuleGroups(own));
  expect(Object.values(alerts).every(hasNoTexts)).toBe(true);
});

test.each([NaN, Infinity, 1e16, '5', '5 or vector(1)'])('a rule with the threshold %p is checked', threshold => {
  expect(hasNoTexts({ threshold } as any)).toBe(false);
  expect(hasNoTexts({ levels: { critical: { threshold } } } as any)).toBe(false);
});

test('every recorded series that is used is recorded, by a rule of the same jobs', () => {
  for (const version of VERSIONS) {
    const rules = rulesOf(version);
    const recorded = new Set(rules.map(nameOf));
    const used = rules.flatMap(({ expr }) => metricsIn(expr)).filter(name => name.includes(':'));
    expect(used.filter(name => !recorded.has(name))).toEqual([]);
  }
});

// a job that is not scraped feeds nothing: not even through a recorded series of another group
test.each(Object.keys(ALL_JOBS))('without %s no rule reads its metrics, and every series that rules read exists', job => {
  const jobs = { ...ALL_JOBS, [job]: undefined };
  const rules = rulesOf('2.20.0', jobs);
  expect(rules.filter(({ expr }) => expr.includes('job=""')).map(nameOf)).toEqual([]);
  const recorded = new Set(rules.map(nameOf));
  expect(rules.flatMap(({ expr }) => metricsIn(expr)).filter(name => name.includes(':') && !recorded.has(name))).toEqual([]);
});

test('alerts with the same name differ in their labels, and each has texts', () => {
  for (const { alerts = [] } of GROUPS) {
    const names = alerts.map(({ alert, severity, labels }) => `${alert} ${severity} ${JSON.stringify(labels)}`);
    expect(new Set(names).size).toBe(names.length);
    for (const { alert, summary, description } of alerts) {
      expect(alert).toMatch(/^(etcd)?[A-Z][A-Za-z]+$/);
      for (const text of [summary, description]) { expect(text).toMatch(/[.?]$/); }
    }
  }
  const all = GROUPS.flatMap(({ alerts = [] }) => [...new Set(alerts.map(({ alert }) => alert))]);
  expect(new Set(all).size).toBe(all.length);
});

test('a threshold is used if there is one', () => {
  for (const { alerts = [] } of GROUPS) {
    for (const { alert, threshold, expr } of alerts) {
      const isUsed = expr(aContext(), 12_345) !== expr(aContext(), 54_321);
      expect([alert, isUsed]).toEqual([alert, threshold !== undefined]);
    }
  }
});

test('every aggregation and join by cluster keeps the extra labels', () => {
  const rules = allGroups('2.20.0', ALL_JOBS, { aggregationLabels: ['region', 'zone'] }).flatMap(({ groups }) => groups.flatMap(group => group.rules));
  const clauses = rules.flatMap(rule => [...rule.expr.matchAll(/\b(?:by|on) \(([^()]*)\)/g)].map(([clause, labels]) => [nameOf(rule), clause, labels.split(/, */)] as const));
  expect(clauses.length).toBeGreaterThan(100);
  expect(clauses.filter(([,, labels]) => labels.includes('cluster') && !(labels.includes('region') && labels.includes('zone'))).map(([name, clause]) => [name, clause])).toEqual([]);
});
