import { ALERT_CASES, ALWAYS } from './alert-cases';
import { allGroups } from '../support/mixin';
import { failuresOf, hasPromtool } from '../support/promtool';

test('every alert has a case in which it fires, and one in which it does not', () => {
  const alerts = new Set(allGroups().flatMap(({ groups }) => groups.flatMap(({ rules }) => rules.flatMap(rule => 'alert' in rule ? [rule.alert] : []))));
  const cases = new Set([...Object.values(ALERT_CASES).flat().map(({ alert }) => alert), ...ALWAYS]);
  expect([...alerts].filter(alert => !cases.has(alert))).toEqual([]);
  expect([...cases].filter(alert => !alerts.has(alert))).toEqual([]);
});

// promtool is not part of the package: the conformance tests build it and run the same cases, always
const withPromtool = hasPromtool() ? test : test.skip;

withPromtool.each(Object.keys(ALERT_CASES))('promtool: alerts of %s fire and stay silent as expected', group => expect(failuresOf(group)).toEqual([]), 300_000);
