import { Duration } from 'cdk8s';
import { inPromql, resolveTiming } from '../../src/scrape/timing';

test('durations are written as Prometheus reads them', () => {
  expect(resolveTiming({ interval: Duration.minutes(2), scrapeTimeout: Duration.millis(500) }).timing).toEqual({ interval: '2m', scrapeTimeout: '500ms' });
  expect([Duration.days(15), Duration.hours(36), Duration.minutes(90), Duration.seconds(90), Duration.seconds(0)].map(duration => inPromql(duration))).toEqual(['15d', '36h', '90m', '90s', '0s']);
  expect(resolveTiming({})).toEqual({ timing: { interval: undefined, scrapeTimeout: undefined }, findings: [] });
});

test('a single one of both is never too long', () => {
  expect([resolveTiming({ interval: Duration.seconds(1) }).findings, resolveTiming({ scrapeTimeout: Duration.seconds(1) }).findings]).toEqual([[], []]);
  const [tooLong] = resolveTiming({ interval: Duration.seconds(30), scrapeTimeout: Duration.minutes(1) }).findings;
  expect(tooLong.message).toBe('"scrapeTimeout" (1m) is longer than "interval" (30s): use at most 30s [scrape/timeout]');
});

test.each([[10, 10, 0], [10, 11, 1], [11, 10, 0]])('every %s s with a timeout of %s s: %s findings', (interval, timeout, count) => {
  expect(resolveTiming({ interval: Duration.seconds(interval), scrapeTimeout: Duration.seconds(timeout) }).findings).toHaveLength(count);
});
