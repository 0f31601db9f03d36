import { couldFulfil } from './droppers';
import { catalogOf, Exposed, ExposedSeries, metricNamed, successorOf } from '../../metrics/catalog';
import { isFromPrometheus } from '../../metrics/synthetic';
import { Matcher, matches } from '../../promql/matcher';
import { RelabelStep } from '../../scrape/relabeling';
import { listed } from '../../validation/rule';
import { podSpecOf } from '../../validation/workload';
import { Exporter, exportersOf } from '../exporters';
import { Selected } from '../expressions';
import { Edge, keptOf } from '../graph';
import { listOf, Manifest, nameOf, textOf } from '../manifest';
import { World } from '../world';

/** What a selector asks of exporters that do not have it. */
export type NotExposed =
  | { readonly kind: 'metric'; readonly metric: string; readonly exporter: Exporter; readonly cure: string }
  | { readonly kind: 'label'; readonly metric: string; readonly label: string; readonly exporter: Exporter; readonly has: string }
  | { readonly kind: 'value'; readonly metric: string; readonly label: string; readonly value: string; readonly exporter: Exporter; readonly values: string };

/** Labels that a Prometheus, a store or a sender adds behind the exporter, by the names that most give them. */
const ADDED_LATER = /^(cluster.*|prometheus.*|.*replica|region|zone|env.*|tenant.*|__.*|site|datacenter|dc|stage|account|team|project|k8s_cluster.*|stack|customer|exported_.*)$/;

/** Programs that expose metrics under names of kube-state-metrics and cAdvisor. */
const COPIES = /(^|\/)(opencost|kubecost|cost-model|kubecost-[\w-]+|kwok|metrics-server)(:|@|$)/;

interface Source {
  readonly edge: Edge;
  readonly exporters: readonly Exporter[] | undefined;
}

/** The exporters behind the edges of one Prometheus, and what their versions expose. */
export class Exposure {
  private readonly sources: readonly Source[];
  private readonly hasCopies: boolean;
  private readonly hasCustomMetrics: boolean;

  /** @param recorded names that rules record, which may look like those of metrics */
  public constructor(edges: readonly Edge[], world: World, private readonly externalLabels: ReadonlySet<string>, private readonly recorded: ReadonlySet<string>) {
    this.sources = edges.map(edge => ({ edge, exporters: exportersOf(edge, world) }));
    const workloads = this.sources.some(({ exporters }) => exporters !== undefined) ? world.manifests.filter(manifest => podSpecOf(manifest)) : [];
    const containers = workloads.flatMap(manifest => listOf(podSpecOf(manifest)?.containers));
    this.hasCopies = containers.some(container => COPIES.test(textOf(container?.image)));
    this.hasCustomMetrics = containers.some(container => [...listOf(container?.command), ...listOf(container?.args)].some(argument => String(argument).includes('--custom-resource-state')));
  }

  /** What a selector asks for in vain; undefined if it may find something. */
  public find({ matchers, metric, isAlternative }: Selected): NotExposed | undefined {
    if (metric === undefined || metric.includes(':') || isAlternative || isFromPrometheus(metric) || this.recorded.has(metric) || this.hasCopies) { return undefined; }
    const sources = this.askedBy(matchers, metric);
    const exporters = sources.flatMap(source => source.exporters ?? []);
    if (exporters.length === 0 || sources.some(source => source.exporters === undefined || source.edge.job.metricRelabelings.some(mayAdd))) { return undefined; }
    const exposed = exporters.map(({ component, version }) => catalogOf(component, version)?.exposed(metric) ?? 'unknown');
    if (exposed.includes('unknown')) { return undefined; }
    const found = exposed.filter((each): each is ExposedSeries => typeof each !== 'string');
    if (found.length === 0) {
      // of a version that nothing here states, only what all supported versions replaced is sure
      const isSure = exporters.every(({ version }) => version !== undefined) || successorOf(metric) !== undefined;
      return this.isCustom(metric) || !isSure ? undefined : { kind: 'metric', metric, exporter: exporters[0], cure: cureOf(metric, exporters[0]) };
    }
    if (found.length < exposed.length && !isPartOf(exposed, exporters)) { return undefined; }
    return this.labels(matchers, metric, found, sources, exporters[exposed.findIndex(each => typeof each !== 'string')]);
  }

  private isCustom(metric: string): boolean {
    return this.hasCustomMetrics && metric.startsWith('kube_');
  }

  /** The sources that a selector reads. One without a job reads all; of those only the program itself has metrics that begin like its own. */
  private askedBy(matchers: readonly Matcher[], metric: string): readonly Source[] {
    const isByJob = matchers.some(({ label, operator, value }) => label === 'job' && operator === '=' && !value.includes('$'));
    const reading = this.sources.filter(({ edge: { job: { honorLabels }, targets } }) => targets.some(({ labels }) => labels !== undefined && matchers.every(matcher =>
      matcher.label !== 'job' && (honorLabels || labels[matcher.label] === undefined) || couldFulfil(matcher, labels[matcher.label]))));
    if (isByJob) { return reading; }
    return isOwned(metric) ? reading.filter(({ exporters }) => exporters?.some(({ component }) => catalogOf(component)!.owns(metric))) : [];
  }

  private labels(matchers: readonly Matcher[], metric: string, found: readonly ExposedSeries[], sources: readonly Source[], exporter: Exporter): NotExposed | undefined {
    if (found.some(({ metric: { more } }) => more.length > 0)) { return undefined; }
    const ofTargets = new Set(sources.flatMap(({ edge }) => keptOf(edge).flatMap(({ labels }) => Object.keys(labels!))));
    for (const matcher of matchers) {
      const { label, value } = matcher;
      const isOpen = label === '__name__' || ofTargets.has(label) || ADDED_LATER.test(label) || this.externalLabels.has(label) || value.includes('$') || matches(matcher, '') !== false;
      if (isOpen) { continue; }
      const declared = found.map(({ labels }) => labels.find(({ name }) => name === label));
      if (declared.every(each => each === undefined)) {
        return { kind: 'label', metric, label, exporter, has: listed([...new Set(found.flatMap(({ labels }) => labels.map(({ name }) => name)))].sort(), 12) };
      }
      const values = [...new Set(declared.flatMap(each => each?.values ?? []))].sort();
      const isKnown = declared.every(each => each === undefined || each.values !== undefined);
      if (isKnown && values.every(each => matches(matcher, each) === false)) { return { kind: 'value', metric, label, value, exporter, values: listed(values, 12) }; }
    }
    return undefined;
  }
}

/** Series of one program of several behind one job: the others have other metrics. */
function isPartOf(exposed: readonly Exposed[], exporters: readonly Exporter[]): boolean {
  const having = new Set(exporters.filter((_, at) => typeof exposed[at] !== 'string').map(({ component }) => component));
  return exporters.every(({ component }, at) => typeof exposed[at] !== 'string' || !having.has(component));
}

/** A step that writes a name, or labels, that are not the exporter's. */
function mayAdd({ action = 'replace', targetLabel = '' }: RelabelStep): boolean {
  return !['keep', 'drop', 'labeldrop', 'labelkeep'].includes(action.toLowerCase()) && (targetLabel !== '' || action.toLowerCase() === 'labelmap');
}

function isOwned(metric: string): boolean {
  return OWNERS.some(component => catalogOf(component)!.owns(metric));
}

/** Programs whose names no other program of a cluster uses. */
const OWNERS = ['kube-state-metrics', 'prometheus', 'alertmanager', 'prometheus-operator'];

function cureOf(metric: string, { component, version }: Exporter): string {
  const successor = successorOf(metric);
  if (successor !== undefined) { return `use ${successor}`; }
  const [known] = metricNamed(metric).filter(each => each.component === component);
  if (known?.until !== undefined) { return `it was removed in ${known.until}: remove the expression, or use another metric`; }
  if (known?.since !== undefined && version !== undefined) { return `it exists from ${known.since} on: upgrade ${component}, or use another metric`; }
  return 'correct the name, or remove the expression';
}

export function exporterName({ component, version, object }: Exporter): string {
  return `${nameOf(object as Manifest)} (${component}${version === undefined ? '' : ` ${version}`})`;
}
