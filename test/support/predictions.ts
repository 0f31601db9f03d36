import { ClusterState } from '../../src/scrape-graph/cluster-state';
import { graphOf } from '../../src/scrape-graph/graph';
import { isImplied } from '../../src/scrape-graph/implied';
import { asManifests, Labels, Manifest, nameOf } from '../../src/scrape-graph/manifest';
import { jobsOf, shardsOf } from '../../src/scrape-graph/targets/scrape-jobs';
import { firstLabels, targetsOf } from '../../src/scrape-graph/targets/targets';
import { RELEASES } from '../../src/versions/releases';

/** A target as in `/api/v1/targets`. One without labels is dropped. */
export interface Prediction {
  /** `serviceMonitor/shop/web/0#main#0`: the Prometheus, and its shard. */
  readonly job: string;
  readonly discovered: Labels;
  readonly labels?: Labels;
  /** The discovered labels of duplicates of the same target. Prometheus shows an arbitrary one. */
  readonly alsoFrom?: readonly Labels[];
}

/** Facts that exist only in a running cluster: omitted on both sides. */
const UNKNOWABLE = [
  /_pod_uid$/, /^__meta_kubernetes_service_cluster_ip$/, /^__meta_kubernetes_endpointslice_name$/,
  // controllers add these to objects that they create
  /^__meta_kubernetes_(endpoints|endpointslice)_(label|annotation)(present)?_(endpoints|endpointslice|service)_kubernetes_io_/,
  /^__meta_kubernetes_node_annotation(present)?_node_alpha_kubernetes_io_ttl$/,
  // how samples are read, not which
  /^__(convert_classic|always_scrape_classic|scrape_native)_/,
];

const isKnown = ([name]: [string, string]) => !UNKNOWABLE.some(pattern => pattern.test(name));
const known = (labels: Labels): Labels => Object.fromEntries(Object.entries(labels).filter(isKnown).sort(([a], [b]) => a < b ? -1 : 1));

/** Sorted. If the result is arbitrary, by the first in it. */
export function normalized(all: readonly Prediction[]): Prediction[] {
  return all.map(({ job, discovered, labels, alsoFrom = [] }) => ({
    job, discovered: known(discovered), ...labels && { labels: known(labels) }, ...alsoFrom.length > 0 && { alsoFrom: alsoFrom.map(known) },
  }))
    .map(each => ({ each, text: JSON.stringify(each) })).sort((a, b) => a.text < b.text ? -1 : 1).map(({ each }) => each);
}

/** The predictions for a test cluster. */
export interface WorldPrediction {
  readonly targets: readonly Prediction[];
  /**
   * The jobs that the operator writes, each with its Prometheus: `main serviceMonitor/shop/web/0`, and whether it is for all namespaces.
   */
  readonly jobs: readonly string[];
  /** Uncertain jobs: those of a monitor that a Prometheus selects only if a Namespace has certain labels. */
  readonly perhaps: ReadonlySet<string>;
  readonly servers: readonly string[];
  /** Names of objects that the API server or the operator rejects. */
  readonly refused: readonly string[];
  readonly leftOut: readonly string[];
  /** Those that are rejected only if they are selected. */
  readonly perhapsLeftOut: ReadonlySet<string>;
}

const EVERYWHERE = ' everywhere';
const AGENT = 'PrometheusAgent';

/** Two kinds of servers may have the same name. */
export const serverName = ({ kind, metadata: { name } }: Pick<Manifest, 'kind' | 'metadata'>): string => kind === AGENT ? `agent-${name}` : name;

/** The operator's name of a job. */
export function jobText(server: string, job: string, isEverywhere: boolean): string {
  return `${server} ${job}${isEverywhere ? EVERYWHERE : ''}`;
}

/** All predictions for these objects, by `explain`. Rejected objects have no effect. */
export function predictWorld(objects: readonly object[]): WorldPrediction {
  const manifests = asManifests(objects);
  const options = { versions: { operator: [RELEASES.prometheusOperator.version], kubernetes: [] } };
  const given = graphOf(manifests, options);
  const { world, prometheuses, monitors, selecting, selectedBy } = graphOf(manifests.filter(manifest => !given.isRejected(manifest)), options);
  const pairs = monitors.flatMap(monitor => selectedBy(monitor).map(server => ({ server, monitor, isSure: selecting(monitor).some(each => each.server === server && each.answer.kind === 'yes') })));
  const jobs = pairs.flatMap(({ server, monitor, isSure }) => jobsOf(server, monitor).map(({ name, discoveries }) => {
    const isEverywhere = discoveries.some(each => each.kind === 'kubernetes' && each.role !== 'node' && each.namespaces === undefined);
    return { text: jobText(serverName(server), name, isEverywhere), isSure };
  }));
  const leftOutBy = (monitor: Manifest, isSure: boolean) => given.selecting(monitor)
    .filter(({ server, answer }) => prometheuses.includes(server) && (answer.kind === 'yes') === isSure && given.isRejected(monitor, server));
  const refused = manifests.filter(manifest => given.verdicts.of(manifest).isRejected);
  const seenByOperator = given.monitors.filter(monitor => !refused.includes(monitor));
  return {
    targets: normalized(pairs.flatMap(({ server, monitor }) => targetsFor(server, monitor, world))),
    jobs: jobs.map(({ text }) => text).sort(),
    perhaps: new Set(jobs.filter(({ isSure }) => !isSure).map(({ text }) => text)),
    servers: prometheuses.map(serverName).sort(),
    refused: refused.map(nameOf).sort(),
    leftOut: seenByOperator.filter(monitor => leftOutBy(monitor, true).length + leftOutBy(monitor, false).length > 0).map(nameOf).sort(),
    perhapsLeftOut: new Set(seenByOperator.filter(monitor => leftOutBy(monitor, true).length === 0).map(nameOf)),
  };
}

/** All targets of all jobs of a monitor, in all shards. */
function targetsFor(server: Manifest, monitor: Manifest, world: ClusterState): Prediction[] {
  return Array.from({ length: shardsOf(server) }, (_, shard) => jobsOf(server, monitor, shard).flatMap(job =>
    // the pods of the operator have no node and no address here; the API server belongs to no object; a target without an address is not
    // even listed as dropped
    targetsOf(job, server, world, { all: true }).filter(({ labels, droppedBy }) => labels !== undefined || droppedBy >= 0).filter(({ pod, service }) => !(pod && isImplied(pod.workload)) && service?.metadata.namespace !== 'default').map(({ discovered, labels, alsoFrom }): Prediction => {
      const first = firstLabels(job, server);
      return { job: `${job.name}#${serverName(server)}#${shard}`, discovered: { ...first, ...discovered.all() }, ...labels && { labels }, alsoFrom: alsoFrom.map(each => ({ ...first, ...each.all() })) };
    }))).flat();
}

/** Without objects that a Prometheus only possibly selects, and does not: unknown from the folder. */
export function withoutUnselected(prediction: WorldPrediction, jobs: ReadonlySet<string>, leftOut: readonly string[]): WorldPrediction {
  const isOut = (text: string) => prediction.perhaps.has(text) && !jobs.has(text);
  const out = new Set(prediction.jobs.filter(isOut).map(text => text.replace(EVERYWHERE, '')));
  return {
    ...prediction,
    jobs: prediction.jobs.filter(text => !isOut(text)),
    leftOut: prediction.leftOut.filter(name => leftOut.includes(name) || !prediction.perhapsLeftOut.has(name)),
    targets: prediction.targets.filter(({ job }) => {
      const [name, server] = job.split('#');
      return !out.has(`${server} ${name}`);
    }),
  };
}

/** The observation, where an arbitrary result agrees with the prediction. */
export function settled(seen: readonly Prediction[], predicted: readonly Prediction[]): { readonly seen: Prediction[]; readonly predicted: Prediction[] } {
  const text = (value: unknown) => JSON.stringify(value);
  const open = predicted.filter(({ alsoFrom }) => alsoFrom);
  const all = seen.map(each => {
    const same = each.labels && open.find(other => other.job === each.job && text(other.labels) === text(each.labels)
      && other.alsoFrom!.some(labels => text(labels) === text(each.discovered)));
    return same ? { ...each, discovered: same.discovered } : each;
  });
  return { seen: normalized(all), predicted: normalized(predicted.map(({ alsoFrom: _, ...each }) => each)) };
}
