import { Duration } from 'cdk8s';
import { TIMEOUT } from './rules';
import { finding, Finding } from '../validation/rule';

/** How often and how long, in Prometheus' spelling. */
export interface Timing {
  readonly interval?: string;
  readonly scrapeTimeout?: string;
}

export function resolveTiming({ interval, scrapeTimeout }: { readonly interval?: Duration; readonly scrapeTimeout?: Duration }): { timing: Timing; findings: Finding[] } {
  const timing = { interval: inPromql(interval), scrapeTimeout: inPromql(scrapeTimeout) };
  const isTooLong = interval !== undefined && scrapeTimeout !== undefined && scrapeTimeout.toMilliseconds() > interval.toMilliseconds();
  return { timing, findings: isTooLong ? [finding(TIMEOUT, { interval: timing.interval!, timeout: timing.scrapeTimeout! })] : [] };
}

function inPromql(duration: Duration | undefined): string | undefined {
  const milliseconds = duration?.toMilliseconds();
  if (milliseconds === undefined) { return undefined; }
  return milliseconds % 1000 === 0 ? `${milliseconds / 1000}s` : `${milliseconds}ms`;
}
