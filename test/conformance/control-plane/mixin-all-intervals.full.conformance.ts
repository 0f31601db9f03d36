import { ALERT_CASES } from '../../monitoring-mixin/alert-cases';
import { failuresAt } from '../../support/promtool';

// Every alert at the other usual intervals.
const CASES = [15, 60].flatMap(seconds => Object.keys(ALERT_CASES).map(group => [seconds, group] as const));

test.each(CASES)('scraped every %s seconds, alerts of %s fire and are quiet', (seconds, group) => {
  expect(failuresAt(seconds, group).failed).toEqual([]);
}, 300_000);
