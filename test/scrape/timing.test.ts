import { Duration } from 'cdk8s';
import { resolveTiming } from '../../src/scrape/timing';

test('durations are written as Prometheus reads them', () => {
  expect(resolveTiming({ interval: Duration.minutes(2), scrapeTimeout: Duration.millis(500) }).timing).toEqual({ interval: '120s', scrapeTimeout: '500ms' });
  expect(resolveTiming({})).toEqual({ timing: { interval: undefined, scrapeTimeout: undefined }, findings: [] });
});

test.each([[10, 10, 0], [10, 11, 1], [11, 10, 0]])('every %s s with a timeout of %s s: %s findings', (interval, timeout, count) => {
  expect(resolveTiming({ interval: Duration.seconds(interval), scrapeTimeout: Duration.seconds(timeout) }).findings).toHaveLength(count);
});
