import { Duration } from 'cdk8s';
import { Jobs } from './definition';
import { MixinFederation, MixinGroupOptions, MixinScrapeIntervals } from './monitoring-mixin-props';
import { Matcher, matches } from '../promql/matcher';
import { readSelector } from '../promql/selector';

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
  /** Series that come from other Prometheus servers. */
  readonly federated: readonly Federated[];
}

/** Series that are federated, and how often. */
export interface Federated {
  readonly text: string;
  readonly matchers: readonly Matcher[];
  readonly interval: number;
}

const DEFAULT = 30_000;
/** That of a FederatedCluster. */
const FEDERATION = 60_000;

export interface IntervalOptions {
  readonly scrapeIntervals: MixinScrapeIntervals;
  readonly evaluationInterval?: Duration;
  readonly groups: { readonly [group: string]: MixinGroupOptions };
  readonly federated?: readonly MixinFederation[];
}

export function intervalsOf(jobs: Jobs, { scrapeIntervals, evaluationInterval, groups, federated = [] }: IntervalOptions): Intervals {
  const others = scrapeIntervals.others?.toMilliseconds() ?? DEFAULT;
  const byJob = new Map<string, number>();
  for (const [field, job] of Object.entries(jobs) as [keyof Jobs, string | undefined][]) {
    if (job !== undefined) { byJob.set(job, Math.max(byJob.get(job) ?? 0, scrapeIntervals[field]?.toMilliseconds() ?? others)); }
  }
  return {
    jobs: byJob,
    others,
    evaluation: evaluationInterval?.toMilliseconds() ?? DEFAULT,
    groups: new Map(Object.entries(groups)
      .flatMap(([group, { interval }]) => interval === undefined ? [] : [[group, interval.toMilliseconds()]])),
    federated: federated.flatMap(({ match, interval }) => match.flatMap((text): Federated[] => {
      const read = readSelector(text);
      return 'why' in read ? [] : [{ text, matchers: read.matchers, interval: interval?.toMilliseconds() ?? FEDERATION }];
    })),
  };
}

/** The same as plain data. */
export function plainIntervals({ jobs, others, evaluation, groups, federated }: Intervals): unknown {
  return [[...jobs], others, evaluation, [...groups], federated.map(({ text, interval }) => [text, interval])];
}

export function longestOf({ jobs, others, evaluation, groups, federated }: Intervals): number {
  return Math.max(...jobs.values(), others, evaluation, ...groups.values(), ...federated.map(({ interval }) => interval));
}

const valueOf = (
  matchers: readonly Matcher[], name: string,
) => matchers.find(({ label, operator }) => label === name && operator === '=')?.value;

/** Whether this federation may select the series of a selector. Labels other than name and job are unknown. */
export function readsFederated(matchers: readonly Matcher[], federated: Federated): boolean {
  return federated.matchers.every(matcher => {
    const value = ['__name__', 'job'].includes(matcher.label) ? valueOf(matchers, matcher.label) : undefined;
    return value === undefined || matches(matcher, value) !== false;
  });
}

/**
 * How often the series of a selector get a sample: as their job is scraped, as their recording group is evaluated, or as they are
 * federated.
 * @param recorded evaluation intervals by recorded series
 */
export function intervalOf(matchers: readonly Matcher[], intervals: Intervals, recorded: ReadonlyMap<string, number>): number {
  const federated = intervals.federated.filter(each => readsFederated(matchers, each)).map(({ interval }) => interval);
  return Math.max(ownIntervalOf(matchers, intervals, recorded), ...federated);
}

function ownIntervalOf(matchers: readonly Matcher[], intervals: Intervals, recorded: ReadonlyMap<string, number>): number {
  const { jobs, others, evaluation, groups } = intervals;
  const names = selectedJobs(matchers, intervals);
  if (names) { return names.length > 0 ? Math.max(...names.map(job => jobs.get(job)!)) : others; }
  const name = matchers.find(({ label, operator }) => label === '__name__' && operator === '=')?.value ?? '';
  if (/^ALERTS(_FOR_STATE)?$/.test(name)) { return Math.max(evaluation, ...groups.values()); }
  if (name.includes(':')) { return recorded.get(name) ?? evaluation; }
  return Math.max(others, ...jobs.values());
}

/** The mixin's jobs that a selector reads. Undefined if it does not select by job. */
export function selectedJobs(matchers: readonly Matcher[], { jobs }: Intervals): string[] | undefined {
  const ofJob = matchers.filter(({ label, operator, value }) => label === 'job' && (operator === '=' || operator === '=~') && value !== '');
  return ofJob.length === 0 ? undefined : [...jobs.keys()].filter(job => ofJob.every(matcher => matches(matcher, job) === true));
}
