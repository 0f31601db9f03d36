import { ALERT_CASES } from '../../monitoring-mixin/alert-cases';
import { groupsAt } from '../../support/mixin';
import { failuresAt } from '../../support/promtool';
import { lintOf } from '../support/rule-files';

// Every alert at the longest allowed scrape interval: the same signals, with wider windows. 15 seconds and a minute are in the full tier.
test.each(Object.keys(ALERT_CASES))('with a scrape interval of two minutes, alerts of %s behave as with one minute', group => {
  expect(failuresAt(120, group).failed).toEqual([]);
}, 300_000);

test.each([60, 120])('with an interval of %s seconds, promtool accepts all rules and finds no duplicates', seconds => {
  expect(lintOf(groupsAt(seconds).groups.flatMap(({ groups }) => groups))).toEqual([]);
});
