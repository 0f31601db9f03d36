import { AlertDefinition } from '../../../src/monitoring-mixin/definition';
import { GROUPS } from '../../../src/monitoring-mixin/groups';
import { aContext } from '../../support/mixin';
import { AlertCase, Input } from '../alert-case';

/** How many minutes a condition gets to become true: a rate of five minutes has its whole window, unless the alert waits less. */
const leadOf = (wait: number) => Math.min(6, Math.max(2, wait - 1));

const minutesOf = (duration: string) => Number(duration.slice(0, -1)) * (duration.endsWith('h') ? 60 : 1);

function waitOf({ alert, severity }: AlertCase): number {
  const isMeant = (each: AlertDefinition) => each.alert === alert && (severity === undefined || each.severity === severity);
  return Math.min(...GROUPS.flatMap(({ alerts = [] }) => alerts.filter(isMeant).map(each => minutesOf(each.for ?? '0m'))));
}

/** The same series, a few minutes later. */
export const later = (input: Input, minutes: number): Input => Object.fromEntries(Object.entries(input).map(([series, values]) => [series, `_x${minutes} ${values}`]));

/** It fires as soon as its `for` has passed, and not a minute before. */
function waiting(each: AlertCase): AlertCase[] {
  const minutes = waitOf(each);
  if (each.at !== undefined || each.interval !== undefined || minutes === 0) { return []; }
  return [{ ...each, what: 'as soon as it has waited', at: `${minutes + leadOf(minutes)}m`, quiet: later(each.fires, leadOf(minutes) + 1) }];
}

/** Alerts over gauges as they were last seen, and not over a window. */
function isOfLast({ alert }: AlertCase): boolean {
  const exprs = GROUPS.flatMap(({ alerts = [] }) => alerts.filter(each => each.alert === alert).map(({ expr }) => expr(aContext(), 0)));
  return exprs.some(expr => expr.includes('last_over_time(') && !/\b(deriv|predict_linear)\(/.test(expr));
}

/** A gauge that changes: a window with old values neither delays the alert nor keeps it. */
function turning(each: AlertCase): AlertCase[] {
  const minutes = waitOf(each);
  const pairs = Object.entries(each.fires).map(([series, wrong]) => [series, GAUGE.exec(wrong)?.[1], GAUGE.exec(each.quiet[series] ?? '')?.[1]] as const);
  if (!isOfLast(each) || minutes === 0 || pairs.some(([, wrong, right]) => wrong === undefined || right === undefined)) { return []; }
  const turns = (change: (wrong: string, right: string) => string): Input => Object.fromEntries(pairs.map(([series, wrong, right]) => [series, change(wrong!, right!)]));
  return [{
    ...each,
    what: 'as soon as it turns',
    at: `${minutes + 6}m`,
    fires: turns((wrong, right) => `${right}x3 ${wrong}x600`),
    quiet: turns((wrong, right) => `${wrong}x${minutes + 4} ${right}x600`),
  }];
}

const GAUGE = /^(-?[\d.]+)x\d+$/;

const isOfCluster = (input: Input) => Object.keys(input).some(series => series.includes('cluster="'));
const inClusters = (input: Input): Input => Object.fromEntries(Object.entries(input).flatMap(([series, values]) =>
  ['eu', 'us'].map(cluster => [series.replace('{', `{cluster="${cluster}",`), values])));

/** The same in two clusters, whose objects have the same names: one alert for each. */
function ofEachCluster(each: AlertCase): AlertCase[] {
  if (isOfCluster(each.fires)) { return []; }
  return [{ ...each, what: 'of each cluster', count: 2 * (each.count ?? 1), fires: inClusters(each.fires), quiet: inClusters(each.quiet) }];
}

/** With further cases that are made from the first of each alert and severity. */
export function withDerived(cases: readonly AlertCase[]): readonly AlertCase[] {
  const first = new Map<string, AlertCase>();
  const levels = new Set(cases.filter(({ severity }) => severity !== undefined).map(({ alert }) => alert));
  // a case without a severity is of all levels at once
  for (const each of cases.filter(({ alert, severity }) => severity !== undefined || !levels.has(alert))) {
    const key = `${each.alert} ${each.severity}`;
    if (!first.has(key)) { first.set(key, each); }
  }
  return [...cases, ...[...first.values()].flatMap(each => [...waiting(each), ...turning(each), ...ofEachCluster(each)])];
}
