import { couldFulfil } from './dropped-metrics';
import { catalogOf, Exposed, ExposedSeries, metricComponents, metricNamed, successorOf } from '../../metrics/catalog';
import { isFromPrometheus } from '../../metrics/synthetic';
import { Matcher, matches } from '../../promql/matcher';
import { RelabelStep } from '../../scrape/relabeling';
import { listed } from '../../validation/rule';
import { podSpecOf } from '../../validation/workload';
import { append } from '../append';
import { ClusterState } from '../cluster-state';
import { Exporter, exportersOf } from '../exporters';
import { Selected } from '../expressions';
import { Edge, keptOf } from '../graph';
import { listOf, nameOf, textOf } from '../manifest';

interface OfMetric {
  readonly metric: string;
  readonly exporter: Exporter;
}

interface WithoutMetric extends OfMetric {
  readonly kind: 'metric';
  readonly cure: string;
}

interface WithoutLabel extends OfMetric {
  readonly kind: 'label';
  readonly label: string;
  readonly has: string;
}

interface WithoutValue extends OfMetric {
  readonly kind: 'value';
  readonly label: string;
  readonly value: string;
  readonly values: string;
}

/** Selectors that read series from exporters that do not expose them. */
export type NotExposed = WithoutMetric | WithoutLabel | WithoutValue;

/** Labels that a Prometheus, a store or a sender adds after the exporter, by common names. */
const ADDED_LATER = new RegExp(`^(${[
  'cluster.*', 'k8s_cluster.*', 'prometheus.*', '.*replica', 'region', 'zone', 'env.*', 'tenant.*', 'site', 'datacenter', 'dc', 'stage',
  'stack', 'account', 'team', 'project', 'customer', '__.*', 'exported_.*',
].join('|')})$`);

/** Programs that expose metrics with names of kube-state-metrics and cAdvisor. */
const COPIES = /(^|\/)(opencost|kubecost[\w-]*|cost-model|kwok|metrics-server)(:|@|$)/;

/** Programs whose metric names are unique in a cluster. */
const OWNERS = ['kube-state-metrics', 'prometheus', 'alertmanager', 'prometheus-operator'];

interface Source {
  readonly edge: Edge;
  readonly exporters: readonly Exporter[] | undefined;
}

/** Sources of series that the catalog does not contain. */
export interface Elsewhere {
  /** Labels that a Prometheus adds to what it sends. */
  readonly externalLabels: ReadonlySet<string>;
  /** Names of recorded series, which may look like metrics. */
  readonly recorded: ReadonlySet<string>;
}

/** The exporters behind the edges of one Prometheus, and what their versions expose. */
export class Exposure {
  private readonly sources: readonly Source[];
  private readonly byJob = new Map<string, Source[]>();
  private readonly hasCopies: boolean;
  private readonly hasCustomMetrics: boolean;

  public constructor(edges: readonly Edge[], world: ClusterState, private readonly elsewhere: Elsewhere) {
    this.sources = edges.map(edge => ({ edge, exporters: exportersOf(edge, world) }));
    for (const source of this.sources) {
      for (const job of new Set(keptOf(source.edge).flatMap(({ labels }) => labels!.job ?? []))) { append(this.byJob, job, source); }
    }
    const { images, args } = world.remember('containers', () => containersIn(world));
    this.hasCopies = images.some(image => COPIES.test(image));
    this.hasCustomMetrics = args.some(argument => argument.includes('--custom-resource-state'));
  }

  /** The part of a selector that certainly finds nothing. Undefined if it may find series. */
  public find({ matchers, metric, isAlternative }: Selected): NotExposed | undefined {
    if (metric === undefined || isAlternative || this.isOpen(metric)) { return undefined; }
    const sources = this.readBy(matchers, metric);
    const isKnown = sources.every(({ edge, exporters }) => exporters !== undefined && !edge.job.metricRelabelings.some(mayAdd));
    const exporters = sources.flatMap(source => source.exporters ?? []);
    if (!isKnown || exporters.length === 0) { return undefined; }
    const exposed = exporters.map(({ component, version }) => catalogOf(component, version)?.exposed(metric) ?? 'unknown');
    if (exposed.includes('unknown') || !isWholeProgram(exposed, exporters)) { return undefined; }
    const series = exposed.filter((each): each is ExposedSeries => typeof each !== 'string');
    if (series.length === 0) { return this.withoutMetric(metric, exporters); }
    return this.withoutLabel(matchers, series, sources, { metric, exporter: exporters[exposed.indexOf(series[0])] });
  }

  /** Whether a name is unknown. */
  private isOpen(metric: string): boolean {
    return metric.includes(':') || isFromPrometheus(metric) || this.elsewhere.recorded.has(metric) || this.hasCopies || isUnheardOf(metric);
  }

  /** The sources that a selector reads. Without a job it reads all. Then only a program itself has metrics with its prefix. */
  private readBy(matchers: readonly Matcher[], metric: string): readonly Source[] {
    const job = matchers.find(({ label, operator, value }) => label === 'job' && operator === '=' && !value.includes('$'));
    if (job) { return (this.byJob.get(job.value) ?? []).filter(({ edge }) => isReadBy(matchers, edge)); }
    const owners = OWNERS.filter(component => catalogOf(component)!.owns(metric));
    if (owners.length === 0) { return []; }
    const isOfOwner = ({ exporters }: Source) => exporters?.some(({ component }) => owners.includes(component));
    return this.sources.filter(source => isOfOwner(source) && isReadBy(matchers, source.edge));
  }

  private withoutMetric(metric: string, exporters: readonly Exporter[]): WithoutMetric | undefined {
    if (this.hasCustomMetrics && metric.startsWith('kube_')) { return undefined; }
    // for an unknown version, only what all supported versions replaced is certain
    const isSure = exporters.every(({ version }) => version !== undefined) || successorOf(metric) !== undefined;
    return isSure ? { kind: 'metric', metric, exporter: exporters[0], cure: cureOf(metric, exporters[0]) } : undefined;
  }

  private withoutLabel(
    matchers: readonly Matcher[], series: readonly ExposedSeries[], sources: readonly Source[], of: OfMetric,
  ): NotExposed | undefined {
    if (series.some(({ metric: { more } }) => more.length > 0)) { return undefined; }
    const ofTargets = new Set(sources.flatMap(({ edge }) => keptOf(edge).flatMap(({ labels }) => Object.keys(labels!))));
    const { externalLabels } = this.elsewhere;
    const isOpen = (label: string) =>
      label === '__name__' || ofTargets.has(label) || ADDED_LATER.test(label) || externalLabels.has(label);
    for (const matcher of matchers) {
      const { label, value } = matcher;
      const isHarmless = value.includes('$') || matches(matcher, '') !== false;
      const missing = isOpen(label) || isHarmless ? undefined : missingOf(matcher, series, of);
      if (missing) { return missing; }
    }
    return undefined;
  }
}

/** Whether no program of the catalog has, had or may have a metric of this name. */
function isUnheardOf(metric: string): boolean {
  return successorOf(metric) === undefined && metricComponents().every(component => catalogOf(component)!.exposed(metric) === 'unknown');
}

function missingOf(matcher: Matcher, series: readonly ExposedSeries[], of: OfMetric): NotExposed | undefined {
  const { label, value } = matcher;
  const declared = series.flatMap(({ labels }) => labels.find(({ name }) => name === label) ?? []);
  if (declared.length === 0) {
    const names = new Set(series.flatMap(({ labels }) => labels.map(({ name }) => name)));
    return { kind: 'label', ...of, label, has: listed([...names].sort(), 12) };
  }
  if (declared.some(({ values }) => values === undefined)) { return undefined; }
  const values = [...new Set(declared.flatMap(each => each.values!))].sort();
  const isPossible = values.some(each => matches(matcher, each) !== false);
  return isPossible ? undefined : { kind: 'value', ...of, label, value, values: listed(values, 12) };
}

function containersIn({ manifests }: ClusterState): { readonly images: readonly string[]; readonly args: readonly string[] } {
  const containers = manifests.flatMap(manifest => listOf(podSpecOf(manifest)?.containers));
  return {
    images: containers.map(container => textOf(container?.image)),
    args: containers.flatMap(container => [...listOf(container?.command), ...listOf(container?.args)].map(String)),
  };
}

/** Whether a target of an edge may have series that a selector matches. Labels that the target lacks may come from the series. */
function isReadBy(matchers: readonly Matcher[], { job: { honorLabels }, targets }: Edge): boolean {
  return targets.some(({ labels }) => labels !== undefined && matchers.every(matcher => {
    const own = labels[matcher.label];
    const isOfSeries = matcher.label !== 'job' && (honorLabels || own === undefined);
    return isOfSeries || couldFulfil(matcher, own);
  }));
}

/** Programs of one job have different metrics: the result must hold for all versions of a program, or for none. */
function isWholeProgram(exposed: readonly Exposed[], exporters: readonly Exporter[]): boolean {
  const having = new Set(exporters.filter((_, at) => typeof exposed[at] !== 'string').map(({ component }) => component));
  return exporters.every(({ component }, at) => typeof exposed[at] !== 'string' || !having.has(component));
}

/** A step that changes names or labels of the exporter. */
function mayAdd({ action = 'replace', targetLabel = '' }: RelabelStep): boolean {
  const name = action.toLowerCase();
  return name === 'labelmap' || (!['keep', 'drop', 'labeldrop', 'labelkeep'].includes(name) && targetLabel !== '');
}

function cureOf(metric: string, { component, version }: Exporter): string {
  const successor = successorOf(metric);
  if (successor !== undefined) { return `use ${successor}`; }
  const known = metricNamed(metric).find(each => each.component === component);
  if (known?.until !== undefined) { return `it was removed in ${known.until}: remove the expression, or use another metric`; }
  if (known?.since !== undefined && version !== undefined) {
    return `it requires ${known.since} or newer: upgrade ${component}, or use another metric`;
  }
  return 'correct the name, or remove the expression';
}

export function exporterText({ component, version, object }: Exporter): string {
  return `${nameOf(object)} (${component}${version === undefined ? '' : ` ${version}`})`;
}
