import { PlanObject } from './objects';
import { millisecondsOf } from '../../values/durations';
import { mapsIn } from '../../values/json';

/** The longest `for` of the alerts in PrometheusRules, as written. Undefined if no alert has one. */
export function longestFor(objects: readonly PlanObject[]): string | undefined {
  const rules = objects.filter(({ kind }) => kind === 'PrometheusRule')
    .flatMap(({ raw }) => mapsIn(raw.spec?.groups))
    .flatMap(group => mapsIn(group.rules));
  const durations = rules.flatMap(rule => typeof rule.for === 'string' ? [rule.for as string] : []);
  return durations.reduce<string | undefined>(
    (longest, each) => longest === undefined || millisecondsOf(each) > millisecondsOf(longest) ? each : longest, undefined,
  );
}
