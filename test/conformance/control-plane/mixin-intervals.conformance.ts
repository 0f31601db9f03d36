import { ALERT_CASES } from '../../monitoring-mixin/alert-cases';
import { groupsAt } from '../../support/mixin';
import { failuresAt } from '../../support/promtool';
import { lintOf } from '../support/rule-files';

// Every alert at the longest scrape interval that is allowed: the same signals, with wider windows. 15 seconds and a minute are in the full tier.
test.each(Object.keys(ALERT_CASES))('scraped every two minutes, alerts of %s fire and are quiet as every minute', group => {
  expect(failuresAt(120, group).failed).toEqual([]);
}, 300_000);

test.each([60, 120])('promtool takes all rules for an interval of %s seconds, and finds none twice', seconds => {
  expect(lintOf(groupsAt(seconds).groups.flatMap(({ groups }) => groups))).toEqual([]);
});
