import { RemoteWriteOptions, ReplicaDeduplication, WriteRelabeling } from './remote-write-options';
import { REMOTE_WRITE_REPLICAS, REMOTE_WRITE_SHARDS } from './rules';
import { LabelSet } from '../scrape/label-set';
import { isFilter, relabel, RelabelStep } from '../scrape/relabeling';
import { finding, Finding } from '../validation/rule';

/** The operator's default label for replicas. */
const OPERATORS = 'prometheus_replica';
/** The default label of receivers with an HA tracker. */
const TRACKERS = '__replica__';

/**
 * The replica label in the form that a receiver needs. The stored series do not depend on the number of replicas: a second one creates no
 * new series.
 * @see https://grafana.com/docs/mimir/latest/configure/configure-high-availability-deduplication/
 */
export function replicaRelabelings(deduplication: ReplicaDeduplication | undefined, replicas: number): WriteRelabeling[] {
  const drop = { action: 'labeldrop', regex: OPERATORS };
  switch (deduplication) {
    case ReplicaDeduplication.HA_TRACKER: return [...replicas > 1 ? [{ sourceLabels: [OPERATORS], targetLabel: TRACKERS }] : [], drop];
    case ReplicaDeduplication.SAME_SERIES: return [drop];
    default: return [];
  }
}

/** The fields of a Prometheus that affect what its replicas send. */
interface Sender {
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec: {
    readonly replicas?: number;
    readonly shards?: number;
    readonly externalLabels?: { readonly [name: string]: string };
    readonly replicaExternalLabelName?: string;
    readonly prometheusExternalLabelName?: string;
    readonly remoteWrite?: readonly { readonly url: string; readonly writeRelabelConfigs?: readonly RelabelStep[] }[];
  };
}

/**
 * Whether a receiver can merge the samples of two replicas: a series is relabeled for each, and both results are compared. Includes
 * patches.
 */
export function checkReplicaMerging({ metadata, spec }: Sender, receivers: readonly RemoteWriteOptions[]): Finding[] {
  const { replicas = 1, shards = 1, remoteWrite = [] } = spec;
  if (replicas < 2) { return []; }
  return receivers.flatMap(({ url, deduplication = ReplicaDeduplication.UNKNOWN }, at) => {
    // two entries may have the same URL, and a patch may have moved them
    const own = remoteWrite[at]?.url === url ? remoteWrite[at] : remoteWrite.find(each => each.url === url);
    const steps = own?.writeRelabelConfigs ?? [];
    const sent = [0, 1].map(replica => sentBy({ metadata, spec }, replica, steps));
    const why = WHY[deduplication](sent[0], sent[1]);
    return [
      ...why === undefined ? [] : [finding(REMOTE_WRITE_REPLICAS, { url, replicas, why })],
      ...shards > 1 && deduplication === ReplicaDeduplication.HA_TRACKER ? [finding(REMOTE_WRITE_SHARDS, { url, shards })] : [],
    ];
  });
}

type Sent = { readonly [label: string]: string };

const without = (label: string, { [label]: _, ...rest }: Sent): string => JSON.stringify(Object.entries(rest).sort());

function whyNotTracked(one: Sent, other: Sent): string | undefined {
  if (one[TRACKERS] === other[TRACKERS]) {
    return `it distinguishes replicas by the label "${TRACKERS}", which "writeRelabelings" or a patch removes: keep it`;
  }
  if (one.cluster === undefined) { return 'its HA tracker also requires the label "cluster": set "externalLabels: { cluster: … }"'; }
  if (without(TRACKERS, one) === without(TRACKERS, other)) { return undefined; }
  return `they also differ in a label other than "${TRACKERS}": let the preset set "${OPERATORS}"`;
}

/** Why two replicas are not merged. Undefined if they are. */
const WHY: { readonly [deduplication in ReplicaDeduplication]: (one: Sent, other: Sent) => string | undefined } = {
  [ReplicaDeduplication.UNKNOWN]: () => undefined,
  [ReplicaDeduplication.HA_TRACKER]: whyNotTracked,
  [ReplicaDeduplication.QUERY]: (
    one, other,
  ) => without('', one) === without('', other)
    ? 'both send the same series, and their samples collide: keep the label "prometheus_replica", by which queries then merge them'
    : undefined,
  [ReplicaDeduplication.SAME_SERIES]: (
    one, other,
  ) => without('', one) === without('', other)
    ? undefined
    : 'it merges only identical series, but these differ in a label: let the preset set the labels',
};

/** The labels of a series that a replica sends. Whether the series is kept or dropped does not matter here. */
function sentBy({ metadata: { name, namespace }, spec }: Sender, replica: number, steps: readonly RelabelStep[]): Sent {
  const replicaLabel = spec.replicaExternalLabelName ?? OPERATORS;
  const prometheusLabel = spec.prometheusExternalLabelName ?? 'prometheus';
  const labels = new LabelSet({
    __name__: 'up',
    job: 'job',
    instance: 'instance',
    ...spec.externalLabels,
    ...prometheusLabel !== '' && { [prometheusLabel]: `${namespace}/${name}` },
    ...replicaLabel !== '' && { [replicaLabel]: `prometheus-${name}-${replica}` },
  }).changeable();
  relabel(labels, steps.filter(step => !isFilter(step)));
  return labels.all();
}
