import { ALERT_CASES } from './alert-cases';
import { failuresAt, hasPromtool } from '../support/promtool';
import { expanded, resampled } from '../support/resample';

test('a signal does not depend on the interval', () => {
  expect(expanded('0+1x3 _x2 5 7-2x1 1x2')).toEqual(['0', '1', '2', '3', undefined, undefined, '5', '7', '5', '1', '1', '1']);
  expect(resampled('0+1x4 _ 9', 60, 120, 600)).toBe('0 2 4 9');
  expect(resampled('0+1x2', 60, 30, 600)).toBe('0 0 1 1 2');
  expect(resampled('0 1 0 1', 60, 120, 600)).toBeUndefined();
  expect(resampled('0 1 0 1', 60, 30, 600)).toBe('0 0 1 1 0 0 1');
  expect(resampled('{{schema:1}}x5', 60, 30, 600)).toBeUndefined();
});

// promtool is not part of the package: the conformance tests build it and run the cases of all groups
const withPromtool = hasPromtool() ? test : test.skip;

withPromtool.each([[15, 'kubelet'], [120, 'kubelet'], [120, 'resources'], [120, 'alertmanager']] as const)('promtool: with a scrape interval of %s seconds, alerts of %s fire and stay silent as expected', (seconds, group) => {
  const { failed, cases } = failuresAt(seconds, group);
  expect([failed, cases / ALERT_CASES[group].length > 0.8]).toEqual([[], true]);
}, 120_000);
