import { UPSTREAM_WINDOWS } from './compatible/upstream-windows';
import { Federated, Intervals, selectedJobs, readsFederated } from './intervals';
import { FEDERATED_RARELY, INTERVAL_TOO_LONG, WINDOW_RENAMED } from './rules';
import { AlertRow, RecordRow, RuleGroup } from '../manifest/prometheus-rule';
import { selectorsIn } from '../promql/expression';
import { Matcher } from '../promql/matcher';
import { durationText } from '../scrape/timing';
import { finding, Finding } from '../validation/rule';

/** Prometheus looks back five minutes for a sample. With an interval above two and a half, one missed scrape interrupts each series. */
export const LONGEST_INTERVAL = 120_000;

interface Groups {
  readonly name: string;
  readonly groups: readonly RuleGroup[];
}

/** Intervals with which rules would miss samples sometimes, with the rules. */
export function checkIntervals(groups: readonly Groups[], intervals: Intervals): Finding[] {
  return [...checkScrapes(groups, intervals), ...checkFederation(groups, intervals), ...checkEvaluation(groups, intervals)];
}

/** Whether a selector certainly reads federated series: it contains the name and the job of the federation. */
function surelyReads(matchers: readonly Matcher[], federated: Federated): boolean {
  const isNamed = (label: string) => matchers.some(each => each.label === label && each.operator === '=');
  return federated.matchers.filter(({ label }) => ['__name__', 'job'].includes(label))
    .every(({ label }) => isNamed(label)) && readsFederated(matchers, federated);
}

const namesJob = ({ matchers }: Federated) => matchers.some(({ label }) => label === 'job');

/** A federation that selects a job needs its rules. One that selects metrics by name may be for dashboards only. */
function checkFederation(groups: readonly Groups[], { federated }: Intervals): Finding[] {
  const slow = federated.filter(({ interval }) => interval > LONGEST_INTERVAL);
  const lengths = [...new Set(slow.map(({ interval }) => interval))].sort((a, b) => a - b);
  return lengths.flatMap(length => [true, false].flatMap(isOfJob => {
    const ofLength = slow.filter(each => each.interval === length && namesJob(each) === isOfJob);
    const affected = groups.flatMap(({ name, groups: own }) => own.flatMap(({ rules }) => rules)
      .filter(rule => selectorsIn(rule.expr).some(matchers => ofLength.some(each => surelyReads(matchers, each))))
      .map(rule => ({ rule: ruleName(rule), group: name })));
    if (affected.length === 0) { return []; }
    const matches = [...new Set(ofLength.map(({ text }) => text))].sort();
    const cure = 'federate them at least every 2m ("interval")';
    return [isOfJob
      ? finding(
        INTERVAL_TOO_LONG,
        {
          what: `series of ${matches.join(', ')} are federated every ${durationText(length)}`,
          rules: namesOf(affected),
          cure,
          groups: groupsOf(affected),
        },
      )
      : finding(FEDERATED_RARELY, { matches, every: durationText(length), rules: namesOf(affected) })];
  }));
}

function checkScrapes(groups: readonly Groups[], intervals: Intervals): Finding[] {
  const slow = [...intervals.jobs].filter(([, interval]) => interval > LONGEST_INTERVAL);
  if (slow.length === 0) { return []; }
  const lengths = [...new Set(slow.map(([, interval]) => interval))].sort((a, b) => a - b);
  const reading = groups.flatMap(({ name, groups: own }) => own.flatMap(({ rules }) => rules)
    .map(rule => ({
      rule: ruleName(rule), group: name, jobs: new Set(selectorsIn(rule.expr).flatMap(matchers => selectedJobs(matchers, intervals) ?? [])),
    })));
  return lengths.flatMap(length => {
    const jobs = slow.filter(([, interval]) => interval === length).map(([job]) => job);
    const affected = reading.filter(each => jobs.some(job => each.jobs.has(job)));
    const read = jobs.filter(job => affected.some(each => each.jobs.has(job)));
    if (affected.length === 0) { return []; }
    const what = read.length === 1 ? `the job ${read[0]} is scraped` : `the jobs ${read.join(', ')} are scraped`;
    const cure = 'scrape them at least every 2m ("interval", "scrapeInterval")';
    return [finding(
      INTERVAL_TOO_LONG, { what: `${what} every ${durationText(length)}`, rules: namesOf(affected), cure, groups: groupsOf(affected) },
    )];
  });
}

function checkEvaluation(groups: readonly Groups[], { evaluation, groups: own }: Intervals): Finding[] {
  const slow = groups.map(group => ({ group, interval: own.get(group.name) ?? evaluation }))
    .filter(({ interval }) => interval > LONGEST_INTERVAL);
  const lengths = [...new Set(slow.map(({ interval }) => interval))].sort((a, b) => a - b);
  return lengths.map(length => {
    const affected = slow.filter(({ interval }) => interval === length)
      .flatMap(({ group: { name, groups: made } }) => made.flatMap(({ rules }) => rules)
        .map(rule => ({ rule: ruleName(rule), group: name })));
    const cure = 'evaluate them at least every 2m ("evaluationInterval", "groups")';
    return finding(
      INTERVAL_TOO_LONG,
      { what: `rules are evaluated every ${durationText(length)}`, rules: namesOf(affected), cure, groups: groupsOf(affected) },
    );
  });
}

function ruleName(rule: AlertRow | RecordRow): string {
  return 'alert' in rule ? rule.alert : rule.record;
}

const namesOf = (affected: readonly { readonly rule: string }[]) => [...new Set(affected.map(({ rule }) => rule))].sort();
const groupsOf = (affected: readonly { readonly group: string }[]) => [...new Set(affected.map(({ group }) => group))].sort();

/** Recorded series that third-party dashboards read, and that are renamed because their window is wider. */
export function checkRenamed(renamed: ReadonlyMap<string, string>): Finding[] {
  const lost = UPSTREAM_WINDOWS.filter(name => renamed.has(name));
  return lost.length === 0 ? [] : [finding(WINDOW_RENAMED, { names: lost.map(name => `${name} (now ${renamed.get(name)})`) })];
}
