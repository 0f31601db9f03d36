import { PlanObject } from './objects';
import { isMap } from '../convert';

const SECONDS: { readonly [unit: string]: number } = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/** The longest `for` of the alerts in PrometheusRules, as written. Undefined if no alert has one. */
export function longestFor(objects: readonly PlanObject[]): string | undefined {
  const rules = objects.filter(({ kind }) => kind === 'PrometheusRule').flatMap(({ raw }) => listOf(raw.spec?.groups)).flatMap(group => listOf(group.rules));
  const durations = rules.flatMap(rule => typeof rule.for === 'string' ? [rule.for as string] : []);
  return durations.reduce<string | undefined>((longest, each) => longest === undefined || secondsOf(each) > secondsOf(longest) ? each : longest, undefined);
}

function listOf(value: unknown): any[] {
  return Array.isArray(value) ? value.filter(each => isMap(each)) : [];
}

function secondsOf(duration: string): number {
  return [...duration.matchAll(/(\d+)(ms|[smhdw])/g)].reduce((sum, [, number, unit]) => sum + Number(number) * SECONDS[unit], 0);
}
