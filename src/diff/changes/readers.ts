import { Matcher } from '../../promql/matcher';
import { queriesIn } from '../../scrape-graph/consumers';
import { seriesUsedBy, Expression, panelsIn, rulesByObject } from '../../scrape-graph/expressions';
import { keptOf } from '../../scrape-graph/graph';
import { Manifest, nameOf } from '../../scrape-graph/manifest';
import { listed } from '../../validation/rule';
import { Change } from '../change';
import { Side, Sides } from '../side';
import { RuleChanges, ruleSeries } from './rule-changes';

/** Recorded series that are gone or new, and users of series that are gone: alerts that cannot fire, panels without data. */
export function readerChanges(sides: Sides, { records, alerts }: RuleChanges): Change[] {
  const { before, after } = sides;
  const readers = readersIn(after);
  const recorded = new Set([...records.both.map(([, now]) => now), ...records.added].map(({ name }) => name));
  const gone = new Map(records.gone.filter(({ name }) => !recorded.has(name)).map(rule => [rule.name, rule]));
  const isNew = new Set(alerts.added.map(({ name }) => name));
  const jobs: Jobs = { before: jobsOf(before), after: jobsOf(after) };
  const blind = readers.flatMap((reader): Change[] => {
    const why = whyBlind(reader, gone, jobs);
    // a new rule never had another expression
    if (why === undefined || reader.kind === 'alert' && isNew.has(reader.name)) { return []; }
    if (reader.kind === 'alert') { return [{ kind: 'blind-alert', subject: reader.name, text: why, object: nameOf(reader.object) }]; }
    return reader.kind === 'panel'
      ? [{ kind: 'empty-panel', subject: `${reader.what} of ${nameOf(reader.object)}`, text: why, object: nameOf(reader.object) }]
      : [];
  });
  return [
    ...[...gone.values()].map(({ name, object }): Change => {
      const by = [...new Set(readers.filter(({ expr }) => seriesUsedBy(expr).records.includes(name))
        .map(({ object: of, what }) => `${what} of ${nameOf(of)}`))].sort();
      return by.length > 0 ? { kind: 'lost-record', subject: name, text: `read by ${listed(by)}`, object, isOld: true }
        : { kind: 'removed-record', subject: name, text: `was recorded by ${object}`, object, isOld: true };
    }),
    ...once(
      records.added.map((rule): Change => ({
        kind: 'new-record', subject: ruleSeries(rule), text: `by ${rule.object}`, object: rule.object,
      })),
    ),
    ...once(blind),
  ];
}

/** All expressions of a side: of evaluated rules, of panels, and of other readers. */
function readersIn({ graph, manifests }: Side): Expression[] {
  const isEvaluated = (object: Manifest) => graph.selectedBy(object).length > 0
    || graph.prometheuses.length === 0 && !graph.isRejected(object);
  const rules = [...rulesByObject(graph.world)].filter(([object]) => isEvaluated(object)).flatMap(([, all]) => all);
  const boards = manifests.filter(({ kind }) => kind === 'ConfigMap' || kind === 'GrafanaDashboard');
  return [...rules, ...boards.flatMap(panelsIn), ...queriesIn(graph.world)];
}

/** The labels `job` of what is scraped. */
interface Jobs {
  readonly before: ReadonlySet<string>;
  readonly after: ReadonlySet<string>;
}

function jobsOf({ graph }: Side): ReadonlySet<string> {
  return new Set(graph.edges.flatMap(edge => keptOf(edge).flatMap(({ labels }) => labels?.job ?? [])));
}

/** Why an expression certainly no longer has series: a series that it needs is gone, or its jobs are. */
function whyBlind({ expr }: Expression, gone: ReadonlyMap<string, unknown>, jobs: Jobs): string | undefined {
  for (const { metric, matchers, isAlternative } of seriesUsedBy(expr).selectors) {
    if (isAlternative) { continue; }
    if (metric !== undefined && gone.has(metric)) { return `reads ${metric}, which nothing records any more`; }
    const job = matchers.find(matcher => matcher.label === 'job' && areLost(matcher, jobs));
    if (job) { return `reads series of job ${JSON.stringify(job.value)}, which has no target any more`; }
  }
  return undefined;
}

/** Names of jobs, without other patterns. */
const NAMES = /^[\w./-]+(\|[\w./-]+)*$/;

/** Whether one of the jobs had targets before, and none has any now. */
function areLost({ operator, value }: Matcher, { before, after }: Jobs): boolean {
  if (operator !== '=' && operator !== '=~' || operator === '=~' && !NAMES.test(value)) { return false; }
  const names = operator === '=' ? [value] : value.split('|');
  return names.some(name => before.has(name)) && !names.some(name => after.has(name));
}

/** A panel with several queries, and an alert with several severities, are reported once. */
function once(changes: readonly Change[]): Change[] {
  return [...new Map(changes.map(change => [`${change.kind} ${change.subject} ${change.text}`, change])).values()];
}
