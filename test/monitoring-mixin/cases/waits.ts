import { AlertDefinition } from '../../../src/monitoring-mixin/definition';
import { GROUPS } from '../../../src/monitoring-mixin/groups';
import { AlertCase, Input } from '../alert-case';

/** How many minutes a condition needs to be true: a rate of five minutes has its whole window. */
const LEAD = 6;

const minutesOf = (duration: string) => Number(duration.slice(0, -1)) * (duration.endsWith('h') ? 60 : 1);

function waitOf({ alert, severity }: AlertCase): number {
  const isMeant = (each: AlertDefinition) => each.alert === alert && (severity === undefined || each.severity === severity);
  return Math.min(...GROUPS.flatMap(({ alerts = [] }) => alerts.filter(isMeant).map(each => minutesOf(each.for ?? '0m'))));
}

/** The same series, a few minutes later. */
const later = (input: Input, minutes: number): Input => Object.fromEntries(Object.entries(input).map(([series, values]) => [series, `_x${minutes} ${values}`]));

/** With a case for the first of each alert and severity: as soon as it has waited it fires, and not a minute before. */
export function withWaits(cases: readonly AlertCase[]): readonly AlertCase[] {
  const first = new Map<string, AlertCase>();
  for (const each of cases) {
    const key = `${each.alert} ${each.severity}`;
    if (!first.has(key)) { first.set(key, each); }
  }
  return [...cases, ...[...first.values()].flatMap((each): AlertCase[] => {
    const minutes = waitOf(each);
    if (each.at !== undefined || each.interval !== undefined || minutes === 0) { return []; }
    return [{ ...each, what: 'as soon as it has waited', at: `${minutes + LEAD}m`, quiet: later(each.fires, LEAD + 1) }];
  })];
}
