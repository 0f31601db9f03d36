import { ALERT_CASES } from '../../monitoring-mixin/alert-cases';
import { failuresAt } from '../../support/promtool';

// Every alert at the other usual intervals.
const CASES = [15, 60].flatMap(seconds => Object.keys(ALERT_CASES).map(group => [seconds, group] as const));

test.each(CASES)('with a scrape interval of %s seconds, alerts of %s fire and stay silent as expected', (seconds, group) => {
  expect(failuresAt(seconds, group).failed).toEqual([]);
}, 300_000);
