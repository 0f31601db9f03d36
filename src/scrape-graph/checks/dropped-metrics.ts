import { stepText } from './relabelings';
import { Matcher, matches } from '../../promql/matcher';
import { relabelTraced, RelabelStep } from '../../scrape/relabeling';
import { Selected } from '../expressions';
import { Edge } from '../graph';
import { nameOf } from '../manifest';
import { ScrapeJob } from '../targets/scrape-job';

/** Prometheus itself creates these series. */
const OWN = /^(up|scrape_.*|ALERTS(_FOR_STATE)?)$/;

/** Labels that series may set themselves if labels are honored. */
const OF_SERIES = new Set(['namespace', 'pod', 'container', 'service', 'node', 'endpoint', 'instance']);

/** Metrics that every possible target drops, with the steps that drop them. */
export interface Dropped {
  readonly metric: string;
  readonly by: readonly string[];
  readonly edges: readonly Edge[];
}

/** The edges of one Prometheus by job, and how their metric relabelings treat a name. */
export class DroppedMetrics {
  private readonly byJob = new Map<string, Edge[]>();
  private readonly lists: readonly { readonly list: string; readonly job: ScrapeJob }[];
  private readonly listOf = new Map<Edge, string>();
  private readonly verdicts = new Map<string, number>();

  public constructor(private readonly edges: readonly Edge[]) {
    const lists = new Map<string, ScrapeJob>();
    for (const edge of edges) {
      for (const job of new Set(edge.targets.flatMap(({ labels }) => labels?.job ?? []))) {
        this.byJob.set(job, [...this.byJob.get(job) ?? [], edge]);
      }
      const list = edge.job.metricRelabelings.length === 0 ? '' : JSON.stringify(edge.job.metricRelabelings);
      this.listOf.set(edge, list);
      if (edge.job.metricRelabelings.some(isByName)) { lists.set(list, edge.job); }
    }
    this.lists = [...lists].map(([list, job]) => ({ list, job }));
  }

  /** A metric that every target that may expose it drops. */
  public find({ matchers, metric }: Selected): Dropped | undefined {
    if (metric === undefined || metric.includes(':') || OWN.test(metric)) { return undefined; }
    // there are few distinct lists of steps, and many edges
    if (!this.lists.some(({ list, job }) => this.droppedBy(list, job, metric) >= 0)) { return undefined; }
    const job = matchers.find(({ label, operator }) => label === 'job' && operator === '=')?.value;
    const candidates = (job === undefined ? this.edges : this.byJob.get(job) ?? []).filter(({ job: { honorLabels }, targets }) =>
      targets.some(
        ({ labels }) => labels
          && matchers.every(matcher => honorLabels && OF_SERIES.has(matcher.label) || couldFulfil(matcher, labels[matcher.label])),
      ));
    const steps = candidates.map(edge => this.droppedBy(this.listOf.get(edge)!, edge.job, metric));
    if (candidates.length === 0 || steps.some(step => step < 0)) { return undefined; }
    const by = candidates.map((
      { job: { monitor, metricRelabelings } }, at,
    ) => `${nameOf(monitor)}, ${stepText(metricRelabelings[steps[at]])}`);
    return { metric, by: [...new Set(by)].sort(), edges: candidates };
  }

  /** The step that certainly drops the metric, or -1. Steps that read labels of series are undecidable here. */
  private droppedBy(list: string, { metricRelabelings }: ScrapeJob, metric: string): number {
    if (list === '' || metricRelabelings.some(mayRename)) { return -1; }
    const key = `${metric} ${list}`;
    let step = this.verdicts.get(key);
    if (step === undefined) {
      const all = metricRelabelings.map((each, at) => ({ each, at })).filter(({ each }) => isByName(each));
      const { droppedBy } = relabelTraced({ __name__: metric }, all.map(({ each }) => each));
      step = droppedBy < 0 ? -1 : all[droppedBy].at;
      this.verdicts.set(key, step);
    }
    return step;
  }
}

/** Another metric may be renamed to it after the drop. */
function mayRename({ action = 'replace', targetLabel = '', replacement = '' }: RelabelStep): boolean {
  const name = action.toLowerCase();
  return name === 'labelmap' ? replacement.includes('__name__') : !['keep', 'drop'].includes(name) && /__name__|\$/.test(targetLabel);
}

function isByName({ action = 'replace', sourceLabels = [] }: RelabelStep): boolean {
  return ['keep', 'drop'].includes(action.toLowerCase()) && sourceLabels.length === 1 && sourceLabels[0] === '__name__';
}

/** A label that the target lacks may come from the series. */
export function couldFulfil(matcher: Matcher, value: string | undefined): boolean {
  return value === undefined || matcher.label === '__name__' || matcher.value.includes('$') || matches(matcher, value) !== false;
}
