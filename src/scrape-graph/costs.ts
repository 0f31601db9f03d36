import { Explanation, Scrape } from './explanation';
import { millisecondsOf } from '../values/durations';
import { ComponentVersion } from '../versions/component-version';

/** Defaults for the size of a cluster. */
export const PODS_A_NODE = 30;

/** The size of a cluster. */
export interface ClusterScale {
  readonly nodes: number;
  readonly pods: number;
  /** Without it, the larger counts of an older Kubernetes are used. */
  readonly kubernetes?: ComponentVersion<'kubernetes'>;
}

/** Estimated load of a Prometheus, and its outgoing traffic. */
export interface Cost {
  readonly prometheus: string;
  /** Connections that it keeps: one for each target. */
  readonly targets: number;
  readonly series: number;
  readonly samplesPerSecond: number;
  /** Of one pod, including queries, in MiB. */
  readonly memory: number;
  readonly pods: number;
  /** Traffic of all of its pods. */
  readonly sends: readonly { readonly url: string; readonly samplesPerSecond: number; readonly connections: number }[];
  /** Targets with an unknown number of series. Each counts as an ordinary program. */
  readonly unknown: number;
}

interface Row {
  readonly job: string;
  readonly path?: string;
  readonly port?: string;
  /** Series of a target. */
  readonly base: number;
  /** Plus for each pod: on the node of the target, or in the whole cluster. */
  readonly perPod?: number;
  /** Instead of `perPod`, if the component exposes native histograms without buckets in text format. */
  readonly perPodNative?: number;
  readonly perNode?: number;
  readonly isOnNode?: boolean;
}

/**
 * Series of the targets of a cluster, with the relabelings of this library. Counted with a real kubelet and API server, where
 * `conformance:node -- stack` verifies these figures within a factor of two.
 */
const ROWS: readonly Row[] = [
  { job: 'kubelet', path: '/metrics', base: 1900, perPod: 30, isOnNode: true },
  { job: 'kubelet', path: '/metrics/cadvisor', base: 300, perPod: 130, isOnNode: true },
  { job: 'kubelet', path: '/metrics/probes', base: 30, perPod: 35, perPodNative: 9, isOnNode: true },
  { job: 'node-exporter', base: 600 },
  { job: 'kube-state-metrics', port: 'http-metrics', base: 300, perNode: 40, perPod: 45 },
  { job: 'kube-state-metrics', base: 130 },
  { job: 'apiserver', path: '/metrics', base: 25_000 },
  { job: 'apiserver', base: 220 },
  { job: 'prometheus', port: 'web', base: 1400 },
  { job: 'prometheus-agent', port: 'web', base: 700 },
  { job: 'alertmanager', port: 'web', base: 570 },
  { job: 'prometheus-operator', base: 600 },
  ...['prometheus', 'prometheus-agent', 'alertmanager'].map(job => ({ job, port: 'reloader-web', base: 190 })),
];

/** An ordinary program: metrics of a runtime, and its own. */
export const ORDINARY = 500;

/** Memory of a Prometheus for each series, including queries; an agent has no index. In KiB. */
const MEMORY = { Prometheus: 4, PrometheusAgent: 2 };

export function costsOf({ prometheuses, scrapes }: Explanation, scale: ClusterScale): Cost[] {
  return prometheuses.map(({ name, pods, shards, writesTo }): Cost => {
    const own = scrapes.filter(({ by }) => by.includes(name)).map(scrape => loadOf(scrape, scale));
    const sum = (value: (load: Load) => number) => Math.round(own.reduce((all, load) => all + value(load), 0));
    const series = sum(load => load.targets * load.series);
    const samplesPerSecond = sum(load => load.targets * load.series / load.seconds);
    return {
      prometheus: name,
      targets: sum(({ targets }) => targets),
      series,
      samplesPerSecond,
      memory: Math.ceil(series / shards * (name.startsWith('PrometheusAgent') ? MEMORY.PrometheusAgent : MEMORY.Prometheus) / 1024),
      pods,
      sends: writesTo.map(({ url, connections }) => ({ url, samplesPerSecond: Math.round(samplesPerSecond * pods / shards), connections })),
      unknown: sum(({ targets, isKnown }) => isKnown ? 0 : targets),
    };
  });
}

interface Load {
  readonly targets: number;
  readonly series: number;
  readonly seconds: number;
  readonly isKnown: boolean;
}

function loadOf(scrape: Scrape, scale: ClusterScale): Load {
  const { labels, path, port = '', interval, sampleLimit = Infinity, workload } = scrape;
  const known = labels && seriesOf({ job: labels.job, path, port }, scale);
  const isOnEachNode = workload?.startsWith('DaemonSet ') === true || rowOf({ job: labels?.job ?? '', path, port })?.isOnNode === true;
  const counted = scrape.targets ?? (labels === undefined ? 0 : 1);
  return {
    targets: isOnEachNode && counted === 1 ? scale.nodes : counted,
    series: Math.min(known ?? ORDINARY, sampleLimit),
    seconds: Math.max(millisecondsOf(interval) / 1000, 0.001),
    isKnown: known !== undefined,
  };
}

interface ScrapedEndpoint {
  readonly job: string;
  readonly path: string;
  readonly port: string;
}

function rowOf({ job, path, port }: ScrapedEndpoint): Row | undefined {
  return ROWS.find(each => each.job === job && (each.path ?? path) === path && (each.port ?? port) === port);
}

/** The series of one target. Undefined if it is unknown. */
export function seriesOf(asked: ScrapedEndpoint, { nodes, pods, kubernetes }: ClusterScale): number | undefined {
  const row = rowOf(asked);
  if (!row) { return undefined; }
  const perPod = kubernetes?.has('nativeHistograms') ? row.perPodNative ?? row.perPod : row.perPod;
  return row.base + (row.perNode ?? 0) * nodes + (perPod ?? 0) * (row.isOnNode ? pods / Math.max(nodes, 1) : pods);
}
