import { Duration } from 'cdk8s';
import { TIMEOUT } from './rules';
import { finding, Finding } from '../validation/rule';
import { DURATION_UNITS, millisecondsOf } from '../values/durations';

/** Interval and timeout, in Prometheus' format. */
export interface Timing {
  readonly interval?: string;
  readonly scrapeTimeout?: string;
}

export function resolveTiming({ interval, scrapeTimeout }: { readonly interval?: Duration; readonly scrapeTimeout?: Duration }): {
  timing: Timing; findings: Finding[];
} {
  const timing = { interval: inPromql(interval), scrapeTimeout: inPromql(scrapeTimeout) };
  return { timing, findings: checkTiming(timing) };
}

/** A scrape must end before the next one begins. */
export function checkTiming({ interval, scrapeTimeout }: Timing): Finding[] {
  if (interval === undefined || scrapeTimeout === undefined) { return []; }
  const [every, most] = [millisecondsOf(interval), millisecondsOf(scrapeTimeout)];
  return every > 0 && most > every ? [finding(TIMEOUT, { interval, timeout: scrapeTimeout })] : [];
}

/** Prometheus writes no weeks and years. */
const UNITS = DURATION_UNITS.filter(([unit]) => unit !== 'y' && unit !== 'w');

/** A duration in Prometheus' format, in the largest exact unit: `15d`, `90s`. */
export function inPromql(duration: Duration): string;
export function inPromql(duration: Duration | undefined): string | undefined;
export function inPromql(duration: Duration | undefined): string | undefined {
  const milliseconds = duration?.toMilliseconds();
  return milliseconds === undefined ? undefined : durationText(milliseconds);
}

/** Milliseconds in Prometheus' format, in the largest exact unit. */
export function durationText(milliseconds: number): string {
  const [unit, size] = UNITS.find(([, each]) => milliseconds > 0 && milliseconds % each === 0) ?? UNITS[3];
  return `${milliseconds / size}${unit}`;
}

const GO_UNITS = UNITS.filter(([unit]) => unit !== 'd');

/** A duration for programs in Go, which have no unit for days: `24h`. */
export function inGo(duration: Duration): string {
  const milliseconds = duration.toMilliseconds();
  const [unit, size] = GO_UNITS.find(([, each]) => milliseconds > 0 && milliseconds % each === 0) ?? GO_UNITS[2];
  return `${milliseconds / size}${unit}`;
}
