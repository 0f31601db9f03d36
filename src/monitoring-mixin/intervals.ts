import { Duration } from 'cdk8s';
import { Jobs } from './definition';
import { MixinGroupOptions, MixinScrapeIntervals } from './monitoring-mixin-props';
import { Matcher, matches } from '../promql/matcher';

/** How often series get a sample, in milliseconds. */
export interface Intervals {
  /** Scrape intervals by the name of the job. */
  readonly jobs: ReadonlyMap<string, number>;
  /** Scrape interval of all other jobs. */
  readonly others: number;
  /** Evaluation interval of groups without their own. */
  readonly evaluation: number;
  /** Evaluation intervals by the name of the mixin's group. */
  readonly groups: ReadonlyMap<string, number>;
}

const DEFAULT = 30_000;

export interface IntervalOptions {
  readonly scrapeIntervals: MixinScrapeIntervals;
  readonly evaluationInterval?: Duration;
  readonly groups: { readonly [group: string]: MixinGroupOptions };
}

export function intervalsOf(jobs: Jobs, { scrapeIntervals, evaluationInterval, groups }: IntervalOptions): Intervals {
  const others = scrapeIntervals.others?.toMilliseconds() ?? DEFAULT;
  const byJob = new Map<string, number>();
  for (const [field, job] of Object.entries(jobs) as [keyof Jobs, string | undefined][]) {
    if (job !== undefined) { byJob.set(job, Math.max(byJob.get(job) ?? 0, scrapeIntervals[field]?.toMilliseconds() ?? others)); }
  }
  return {
    jobs: byJob,
    others,
    evaluation: evaluationInterval?.toMilliseconds() ?? DEFAULT,
    groups: new Map(Object.entries(groups).flatMap(([group, { interval }]) => interval === undefined ? [] : [[group, interval.toMilliseconds()]])),
  };
}

/** The same as plain data. */
export function plainIntervals({ jobs, others, evaluation, groups }: Intervals): unknown {
  return [[...jobs], others, evaluation, [...groups]];
}

export function longestOf({ jobs, others, evaluation, groups }: Intervals): number {
  return Math.max(...jobs.values(), others, evaluation, ...groups.values());
}

/**
 * How often the series of a selector get a sample: as their job is scraped, or as their recording group is evaluated.
 * @param recorded evaluation intervals by recorded series
 */
export function intervalOf(matchers: readonly Matcher[], intervals: Intervals, recorded: ReadonlyMap<string, number>): number {
  const { jobs, others, evaluation, groups } = intervals;
  const names = jobsOf(matchers, intervals);
  if (names) { return names.length > 0 ? Math.max(...names.map(job => jobs.get(job)!)) : others; }
  const name = matchers.find(({ label, operator }) => label === '__name__' && operator === '=')?.value ?? '';
  if (/^ALERTS(_FOR_STATE)?$/.test(name)) { return Math.max(evaluation, ...groups.values()); }
  if (name.includes(':')) { return recorded.get(name) ?? evaluation; }
  return Math.max(others, ...jobs.values());
}

/** The jobs of the mixin that a selector reads; undefined if it does not select by job. */
export function jobsOf(matchers: readonly Matcher[], { jobs }: Intervals): string[] | undefined {
  const ofJob = matchers.filter(({ label, operator, value }) => label === 'job' && (operator === '=' || operator === '=~') && value !== '');
  return ofJob.length === 0 ? undefined : [...jobs.keys()].filter(job => ofJob.every(matcher => matches(matcher, job) === true));
}
