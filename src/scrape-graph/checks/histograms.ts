import { couldFulfil } from './dropped-metrics';
import { Check, problem, Problem } from './problem';
import { metricNamed } from '../../metrics/catalog';
import {
  histogramCure, histogramOf, HistogramStorage, histogramStorageOf, isKnownHistogram, isOfKubernetesAlone, isOtherMetric,
  KUBERNETES_COMPONENTS, LostHistogram, lostOfKubernetes,
} from '../../scrape/lost-histograms';
import { ComponentVersion } from '../../versions/component-version';
import { exportersOf } from '../exporters';
import { seriesUsedBy, placeOf, rulesByObject, Selected } from '../expressions';
import { Edge, Graph, keptOf } from '../graph';
import { Manifest, nameOf } from '../manifest';
import { HISTOGRAM_LOST } from './rules';

type Kubernetes = ComponentVersion<'kubernetes'> | undefined;

/** Rules that use series of classic histograms that their Prometheus does not store. */
export const checkHistograms: Check = graph => {
  const kubernetes = oldestOf(graph.kubernetesVersions);
  const isConverting = graph.jobs.some(({ prometheus, job }) => histogramStorageOf(prometheus?.spec, job.monitor.spec).convertsClassic);
  if (!kubernetes?.has('nativeHistograms') && !isConverting) { return []; }
  const rules = rulesByObject(graph.world);
  const recorded = new Set([...rules.values()].flat().flatMap(({ kind, name }) => kind === 'record' ? [name] : []));
  const stores = new Map(graph.prometheuses.map(server => [server, new Store(server, graph, kubernetes)]));
  return [...rules].flatMap(([object, expressions]) => graph.isRejected(object) ? [] : graph.selectedBy(object).flatMap(server => {
    const store = stores.get(server);
    if (!store || store.isFilledByOthers) { return []; }
    return expressions.flatMap(rule => seriesUsedBy(rule.expr).selectors.flatMap((selected): Problem[] => {
      const lost = selected.metric === undefined || recorded.has(selected.metric) ? undefined : store.lostIn(selected);
      if (!lost) { return []; }
      const { series, by } = lost;
      return [problem(
        HISTOGRAM_LOST, { where: placeOf(rule), series, by, prometheus: nameOf(server), cure: histogramCure(by, lost) }, object, server,
      )];
    }));
  }));
};

/** How one Prometheus stores histograms. */
class Store {
  private readonly sources: readonly {
    readonly edge: Edge; readonly exporters: readonly string[] | undefined; readonly storage: HistogramStorage;
  }[];
  private readonly convertsAll: boolean;

  public constructor(private readonly server: Manifest, graph: Graph, private readonly kubernetes: Kubernetes) {
    const edges = graph.edges.filter(edge => edge.prometheus === server && keptOf(edge).length > 0);
    this.sources = edges.map(edge => {
      const exporters = exportersOf(edge, graph.world)?.map(({ component }) => component);
      return { edge, exporters, storage: histogramStorageOf(server.spec, edge.job.monitor.spec) };
    });
    const jobs = graph.jobs.filter(({ prometheus }) => prometheus === server);
    this.convertsAll = jobs.length > 0 && jobs.every(({ job }) => histogramStorageOf(server.spec, job.monitor.spec).convertsClassic);
  }

  /** Whether samples may come from outside of its scrapes, or through unknown objects. */
  public get isFilledByOthers(): boolean {
    const { enableRemoteWriteReceiver, enableOTLPReceiver, remoteRead, additionalScrapeConfigs } = this.server.spec ?? {};
    return enableRemoteWriteReceiver === true || enableOTLPReceiver === true || remoteRead !== undefined
      || additionalScrapeConfigs !== undefined;
  }

  /** Undefined if a target may have the series. */
  public lostIn({ metric = '', matchers, isAlternative }: Selected): LostHistogram | undefined {
    const histogram = histogramOf(metric);
    if (histogram === undefined || isAlternative) { return undefined; }
    const ofJob = matchers.filter(({ label }) => label === 'job');
    const hasJob = ofJob.some(({ operator, value }) => operator === '=' && !value.includes('$'));
    const read = this.sources.filter(
      ({ edge }) => keptOf(edge).some(({ labels }) => ofJob.every(matcher => couldFulfil(matcher, labels!.job))),
    );
    const isConverted = hasJob ? read.length > 0 && read.every(({ storage }) => storage.convertsClassic) : this.convertsAll;
    const isHonest = this.sources.every(({ edge, exporters }) => exporters !== undefined || !edge.job.honorLabels);
    if (isConverted && isHonest && (metric.endsWith('_bucket') ? !isOtherMetric(metric) : isKnownHistogram(histogram))) {
      return { series: metric, histogram, by: 'converted' };
    }
    if (!hasJob && !isOfKubernetesAlone(histogram)) { return undefined; }
    const owners = metricNamed(metric).map(({ component }) => component);
    // without a job, the programs that have the metric
    const exposing = hasJob ? read : read.filter(({ exporters }) => exporters?.some(exporter => owners.includes(exporter)));
    const found = exposing.map(({ exporters = [], storage }) => {
      const isOfKubernetes = exporters.length > 0
        && exporters.every(exporter => KUBERNETES_COMPONENTS.includes(exporter) && owners.includes(exporter));
      return isOfKubernetes ? lostOfKubernetes(metric, matchers, storage, this.kubernetes) : undefined;
    });
    return found.every(each => each !== undefined) ? found[0] : undefined;
  }
}

/** Features that the oldest of several versions has, which all have. */
function oldestOf(versions: readonly string[]): Kubernetes {
  const parsed = versions.map(text => ComponentVersion.parse('kubernetes', 'version', text).version);
  return parsed.length === 0 ? undefined : parsed.reduce((oldest, each) => oldest.isAtLeast(each.text) ? each : oldest);
}
