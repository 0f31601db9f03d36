import { NODE_INITIATOR, UNDRAINED } from './disruption-causes';
import { OF_THE_NODE } from './disruption-counters';
import { Context, RecordDefinition } from '../definition';

const POD = ['namespace', 'pod', 'uid'] as const;

/** Each node has this series, cordoned or not. Setups that do not collect nodes have none, and then nothing is concluded. */
const nodes = ({ ksm, once }: Context) => once(`kube_node_spec_unschedulable{${ksm}}`, 'node');

/** Pods of workloads that have neither ended nor started to terminate. */
function runningPods({ ksm, once, on }: Context): string {
  return [
    once(`kube_pod_info{${ksm},node!="",created_by_kind!~"${OF_THE_NODE}"}`, ...POD, 'node'),
    `kube_pod_deletion_timestamp{${ksm}}`,
    `kube_pod_status_phase{${ksm},phase=~"Succeeded|Failed"} == 1`,
  ].join(` unless ${on(...POD)} `);
}

/**
 * The number of pods that would be lost with a node: 0 if the node is being drained, or is about to be removed. Every node has a value at
 * every time, so the last value shows the pods when the node was last seen.
 */
export const UNDRAINED_RECORD: RecordDefinition = {
  record: UNDRAINED,
  expr: context => {
    const { ksm, by, on } = context;
    const atNode = on('node');
    const pods = `count ${by('node')} (${runningPods(context)}) and ${atNode} ${nodes(context)}`;
    const drained = `${NODE_INITIATOR}{initiator!="eviction-api"}`;
    const candidates = `kube_node_spec_taint{${ksm},key="DeletionCandidateOfClusterAutoscaler"}`;
    return `${pods} unless ${atNode} ${drained} unless ${atNode} ${candidates} or ${atNode} 0 * ${nodes(context)}`;
  },
};

/** A single pod that ends with its node can be normal: on Fargate each pod has its own node. */
const MOST_PODS_OF_AN_ORDINARY_NODE = 1;

/**
 * Nodes that are gone without a drain, with workload pods until the end. Unknown while kube-state-metrics reports no node at all, such as
 * just after its start, and while fewer of its targets are up than before, such as when a shard is missing.
 */
export function lostNodes(context: Context): string {
  const { ksm, by, on } = context;
  const lost = `last_over_time(${UNDRAINED}[10m]) > ${MOST_PODS_OF_AN_ORDINARY_NODE} unless ${on('node')} ${nodes(context)}`;
  const up = (at: string) => `count ${by()} (up{${ksm}}${at} == 1)`;
  return `${lost} and ${on()} group ${by()} (${nodes(context)}) unless ${on()} (${up(' offset 10m')} > ${up('')})`;
}
