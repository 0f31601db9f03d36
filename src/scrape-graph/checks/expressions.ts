import { Check, problem, Problem } from './problem';
import { Matcher, matches } from '../../promql/matcher';
import { relabelTraced, RelabelStep } from '../../scrape/relabeling';
import { shown } from '../../validation/rule';
import { askedBy, Expression, panelsIn, placeOf, rulesByObject, Selected } from '../expressions';
import { Edge, Graph, keptOf } from '../graph';
import { listOf, nameOf } from '../manifest';
import { METRIC_DROPPED, UNKNOWN_JOB, UNKNOWN_RECORD } from '../rules';

/** All rules and all panels. */
export function expressionsIn({ world }: Pick<Graph, 'world'>): Expression[] {
  return [...[...rulesByObject(world).values()].flat(), ...['ConfigMap', 'GrafanaDashboard'].flatMap(kind => world.ofKind(kind).flatMap(panelsIn))];
}

/** Rules and panels that ask for what nobody has: a job, a recorded series, a metric that is dropped. */
export const checkExpressions: Check = graph => {
  const expressions = expressionsIn(graph);
  if (expressions.length === 0 || graph.prometheuses.length === 0 && graph.edges.length === 0) { return []; }
  const jobs = jobsOf(graph);
  const records = isClosed(graph) ? new Set(expressions.filter(({ kind }) => kind === 'record').map(({ name }) => name)) : undefined;
  const dropping = new Droppers(graph.edges);
  return expressions.flatMap(expression => {
    const { selectors, jobs: matchers, records: series } = askedBy(expression.expr);
    return [...checkJobs(expression, matchers, jobs), ...checkRecords(expression, series, records), ...selectors.flatMap(selected => dropping.check(expression, selected))];
  });
};

function checkJobs(expression: Expression, matchers: readonly Matcher[], jobs: ReadonlySet<string> | undefined): Problem[] {
  if (jobs === undefined || jobs.size === 0) { return []; }
  return matchers.filter(({ operator, value }) => operator === '=' && value !== '' && !jobs.has(value) && !value.includes('$'))
    .map(({ value }) => problem(UNKNOWN_JOB, { where: placeOf(expression), job: value, similar: similarTo(value, [...jobs]) }, expression.object));
}

/** A name with a colon is that of a recording rule. */
function checkRecords(expression: Expression, series: readonly string[], records: ReadonlySet<string> | undefined): Problem[] {
  return records === undefined ? [] : series.filter(name => !records.has(name))
    .map(name => problem(UNKNOWN_RECORD, { where: placeOf(expression), series: name, similar: similarTo(name, [...records]) }, expression.object));
}

/** Whether all series that there are come from what is here. */
function isClosed({ prometheuses, edges, jobs }: Graph): boolean {
  return !prometheuses.some(({ spec }) => spec?.additionalScrapeConfigs !== undefined || listOf(spec?.remoteRead).length > 0 || spec?.enableRemoteWriteReceiver === true)
    && !edges.some(({ job }) => job.honorLabels && job.path.endsWith('/federate')) && !jobs.some(({ job }) => job.path.endsWith('/federate') || job.discoveries.some(({ kind }) => kind === 'elsewhere'));
}

/** All jobs that there are; undefined where something may bring others. */
function jobsOf(graph: Graph): Set<string> | undefined {
  const { edges, jobs } = graph;
  const withTargets = new Set(edges.map(({ job }) => job.monitor));
  // what others own, the control plane, is not in the YAML
  if (!isClosed(graph) || jobs.some(({ job }) => !withTargets.has(job.monitor))) { return undefined; }
  return new Set(edges.flatMap(edge => keptOf(edge).flatMap(({ labels }) => labels!.job ?? [])));
}

function similarTo(name: string, all: readonly string[]): string[] {
  return all.filter(each => each.includes(name) || name.includes(each) || each.slice(0, 4) === name.slice(0, 4)).sort().slice(0, 3).map(each => shown(each));
}

/** Prometheus makes these itself. */
const OWN = /^(up|scrape_.*|ALERTS(_FOR_STATE)?)$/;

/** Labels that series may bring themselves, where theirs are honored. */
const OF_SERIES = new Set(['namespace', 'pod', 'container', 'service', 'node', 'endpoint', 'instance']);

/** The edges by job, and what their metric relabelings do with a name. */
class Droppers {
  private readonly byJob = new Map<string, Edge[]>();
  private readonly verdicts = new Map<string, number>();
  private readonly isAny: boolean;

  public constructor(private readonly edges: readonly Edge[]) {
    for (const edge of edges) {
      const job = keptOf(edge)[0]?.labels?.job ?? '';
      this.byJob.set(job, [...this.byJob.get(job) ?? [], edge]);
    }
    this.isAny = edges.some(({ job }) => job.metricRelabelings.some(isByName));
  }

  /** A metric that everything drops which could have it. */
  public check(expression: Expression, { matchers, metric }: Selected): Problem[] {
    if (!this.isAny || metric === undefined || metric.includes(':') || OWN.test(metric)) { return []; }
    const job = matchers.find(({ label, operator }) => label === 'job' && operator === '=')?.value;
    const candidates = (job === undefined ? this.edges : this.byJob.get(job) ?? []).filter(({ job: { honorLabels }, targets }) =>
      targets.some(({ labels }) => labels && matchers.every(matcher => honorLabels && OF_SERIES.has(matcher.label) || couldFulfil(matcher, labels[matcher.label]))));
    const steps = candidates.map(edge => this.droppedBy(edge, metric));
    if (candidates.length === 0 || steps.some(step => step < 0)) { return []; }
    return [problem(METRIC_DROPPED, {
      where: placeOf(expression), metric, by: [...new Set(candidates.map(({ job: { monitor, metricRelabelings } }, at) => `${nameOf(monitor)}, ${JSON.stringify(metricRelabelings[steps[at]])}`))].sort(),
    }, expression.object, ...candidates.map(({ job: { monitor } }) => monitor))];
  }

  /** The step that surely drops the metric; -1 where none does. What looks at labels of series is not known here. */
  private droppedBy({ job }: Edge, metric: string): number {
    const key = `${job.name} ${metric}`;
    let step = this.verdicts.get(key);
    if (step === undefined) {
      const all = job.metricRelabelings.map((each, at) => ({ each, at })).filter(({ each }) => isByName(each));
      const { droppedBy } = relabelTraced({ __name__: metric }, all.map(({ each }) => each));
      step = droppedBy < 0 ? -1 : all[droppedBy].at;
      this.verdicts.set(key, step);
    }
    return step;
  }
}

function isByName({ action = 'replace', sourceLabels = [] }: RelabelStep): boolean {
  return ['keep', 'drop'].includes(action.toLowerCase()) && sourceLabels.length === 1 && sourceLabels[0] === '__name__';
}

/** A label that the target does not have may be one of the series. */
function couldFulfil(matcher: Matcher, value: string | undefined): boolean {
  return value === undefined || matcher.label === '__name__' || matcher.value.includes('$') || matches(matcher, value) !== false;
}
