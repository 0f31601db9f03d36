import { SloAlertLevel, SloBurnRate } from './service-level-objective-props';
import { durationText } from '../scrape/timing';

/** A burn rate that fires an alert, in milliseconds. */
export interface BurnRate {
  readonly factor: number;
  readonly long: number;
  readonly short: number;
  readonly for: number;
  readonly isPage: boolean;
  readonly severity?: string;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * What part of the budget is used up in which window when the alert fires.
 * @see https://sre.google/workbook/alerting-on-slos/
 */
const WORKBOOK = [
  { part: 0.02, long: HOUR, short: 5 * MINUTE, for: 2 * MINUTE, isPage: true },
  { part: 0.05, long: 6 * HOUR, short: 30 * MINUTE, for: 15 * MINUTE, isPage: true },
  { part: 0.1, long: DAY, short: 2 * HOUR, for: HOUR, isPage: false },
  { part: 0.1, long: 3 * DAY, short: 6 * HOUR, for: 3 * HOUR, isPage: false },
];

/** Windows whose error ratio is computed from the metrics. Longer ones are computed from series that are recorded every few minutes. */
export const LONGEST_RAW = 6 * HOUR;
export const SHORTEST = 5 * MINUTE;

/** The burn rates that fire alerts, for an objective over this period. Below 1 the budget lasts for the period, so there is no alert. */
export function burnRatesOf(period: number, own?: readonly SloBurnRate[]): BurnRate[] {
  if (!own) {
    return WORKBOOK.map(({ part, long, ...others }) => ({ factor: Math.max(1, rounded(part * period / long)), long, ...others }));
  }
  return own.map(({ factor, longWindow, shortWindow, for: after, level = SloAlertLevel.PAGE, severity }) => {
    const long = longWindow.toMilliseconds();
    return {
      factor,
      long,
      short: shortWindow?.toMilliseconds() ?? wholeMinutes(Math.max(SHORTEST, long / 12)),
      for: after?.toMilliseconds() ?? wholeMinutes(Math.min(3 * HOUR, long / 30)),
      isPage: level === SloAlertLevel.PAGE,
      ...severity !== undefined && { severity },
    };
  });
}

/** All recorded windows, sorted: those of the alerts, and the shortest, from which others are computed. */
export function windowsOf(burnRates: readonly BurnRate[]): number[] {
  return [...new Set([SHORTEST, ...burnRates.flatMap(({ long, short }) => [long, short])])].sort((a, b) => a - b);
}

/** Rounds to digits that a float represents reliably: 1 - 0.999 is 0.001. */
export function rounded(value: number): number {
  return Number(value.toPrecision(12));
}

function wholeMinutes(milliseconds: number): number {
  return Math.ceil(milliseconds / MINUTE) * MINUTE;
}

/** Time until the budget is used up at this rate: `2d 2h`, in at most two units. */
export function exhaustedAfter(period: number, factor: number): string {
  const left = Math.round(period / factor / HOUR) * HOUR;
  const [days, rest] = [Math.floor(left / DAY), left % DAY];
  const parts = [...days > 0 ? [durationText(days * DAY)] : [], ...rest > 0 && days < 10 ? [durationText(rest)] : []];
  return parts.join(' ') || '1h';
}
