import {
  before, CAUSES, CONDITIONS, DISRUPTED_PODS, DISRUPTIONS, initiatorOf, KUBELET_SIGNAL, NODE_INITIATOR, POD_CAUSE, POD_INITIATOR, POD_NODE,
} from './disruption-causes';
import { counted, deletionsByTaint, evictions, karpenterForced, LOST, LOST_RECORD, OF_THE_NODE, removedNodes } from './disruption-counters';
import { lostNodes, UNDRAINED_RECORD } from './disruption-nodes';
import { mainKubelet, withNode } from './kubelet-series';
import { POD_OWNER } from './workload-owners';
import { Context, RecordDefinition } from '../definition';

const POD = ['namespace', 'pod', 'uid'] as const;

const isNew = ({ kubeStateMetrics }: Context) => kubeStateMetrics.has('podDisruptionReason');
const hasConditions = ({ kubeStateMetrics }: Context) => kubeStateMetrics.has('podPreemptionReason');

/** Pods that existed before kube-state-metrics was scraped are not new. */
const isScraped = ({ ksm, on, by }: Context) => `and ${on()} count ${by()} (up{${ksm}} offset 5m == 1)`;

/** Pods that have one of these reasons now, and had none of them five minutes ago. */
function appeared(metric: string, reasons: readonly string[], all: readonly string[], context: Context, label = 'reason'): string {
  const { ksm, once, on } = context;
  const oneOf = (names: readonly string[]) => names.length === 1 ? `${label}="${names[0]}"` : `${label}=~"${names.join('|')}"`;
  const since = `max_over_time(${metric}{${ksm},${oneOf(reasons)}}[5m]) == 1`;
  const until = `max_over_time(${metric}{${ksm},${oneOf(all)}}[5m] offset 5m) == 1`;
  return `${once(since, ...POD)} unless ${on(...POD)} ${until} ${isScraped(context)}`;
}

/** Nodes of pods, including pods that have ended since. */
const nodesOfPods = ({ ksm, once }: Context, matchers = '') =>
  once(`max_over_time(kube_pod_info{${ksm},node!=""${matchers}}[5m])`, ...POD, 'node');

const OF_WORKLOADS = `,created_by_kind!~"${OF_THE_NODE}"`;

/** Pods on these nodes that have appeared in a series. */
const onNodes = (pods: string, nodes: string, { once, on }: Context, all: string) =>
  once(`(${all} and ${on(...POD)} (${pods})) and ${on('node')} (${nodes})`, ...POD);

/** Pods whose deletion has begun, without those of DaemonSets. */
function deletedOn(nodes: string, context: Context): string {
  const { ksm, once, on } = context;
  const timestamp = `kube_pod_deletion_timestamp{${ksm}}[5m]`;
  const deleted = `${once(`max_over_time(${timestamp})`, ...POD)} unless ${on(...POD)} max_over_time(${timestamp} offset 5m)`
    + ` ${isScraped(context)}`;
  return onNodes(deleted, nodes, context, nodesOfPods(context, OF_WORKLOADS));
}

const failedOn = (nodes: string, context: Context) =>
  onNodes(appeared('kube_pod_status_phase', ['Failed'], ['Failed'], context, 'phase'), nodes, context, nodesOfPods(context));

/**
 * Pods that vanished with their node: the node was lost, or the pod garbage collector counted pods of their namespace. Pods that had ended,
 * or whose deletion had begun, were not lost. If kube-state-metrics is missing, all pods vanish.
 */
function vanished(context: Context): string {
  const { ksm, by, on, jobs } = context;
  const gone = [
    nodesOfPods(context, OF_WORKLOADS),
    `kube_pod_info{${ksm}}`,
    `max_over_time(kube_pod_deletion_timestamp{${ksm}}[15m])`,
    `max_over_time(kube_pod_status_phase{${ksm},phase=~"Succeeded|Failed"}[15m]) == 1`,
  ].join(` unless ${on(...POD)} `);
  const isUp = `and ${on()} count ${by()} (up{${ksm}} == 1)`;
  const ofLostNodes = `${gone} and ${on('node')} (${lostNodes(context)}) ${isUp}`;
  const collected = `${gone} and ${on('node')} (${removedNodes(context)}) and ${on('namespace')} (${LOST} > 0) ${isUp}`;
  return context.once([ofLostNodes, ...jobs.controllerManager === undefined ? [] : [collected]].join(' or '), ...POD);
}

interface Source {
  readonly cause: string;
  readonly expr: (context: Context) => string;
  readonly when?: (context: Context) => boolean;
}

const byReason = (cause: string, reasons: (context: Context) => readonly string[], when?: (context: Context) => boolean): Source => ({
  cause, when, expr: context => appeared('kube_pod_status_reason', reasons(context), reasons(context), context),
});

/** In 2.20 and newer: the condition itself. */
const BY_CONDITION: readonly Source[] = CONDITIONS.map(cause => ({
  cause, when: isNew, expr: context => appeared('kube_pod_status_disruption_reason', [cause], CONDITIONS, context),
}));

const ILL_NODES = ({ ksm }: Context) =>
  `kube_node_spec_taint{${ksm},key=~"node.kubernetes.io/(not-ready|unreachable|out-of-service)",effect="NoExecute"} == 1`;
const DRAINED_NODES = `${NODE_INITIATOR}{initiator!="eviction-api"}`;

/**
 * Before 2.20 conditions are not visible, except two reasons in 2.19. A pod that is deleted on a node during a drain was evicted, if the
 * API server counts evictions. A pod that is deleted on a node that does not respond was deleted by the taint manager.
 */
const BEFORE: readonly Source[] = [
  byReason('PreemptionByScheduler', () => ['PreemptionByScheduler'], context => !isNew(context) && hasConditions(context)),
  {
    cause: 'DeletionByTaintManager',
    when: context => !isNew(context) && context.jobs.controllerManager !== undefined,
    expr: context => `${deletedOn(ILL_NODES(context), context)} and ${context.on()} ${deletionsByTaint(context)} > 0`,
  },
  {
    cause: 'EvictionByEvictionAPI',
    when: context => !isNew(context) && context.jobs.apiServer !== undefined,
    expr: context => `${deletedOn(DRAINED_NODES, context)} and ${context.on()} ${evictions(context)} > 0`,
  },
  byReason(
    'TerminationByKubelet',
    context => hasConditions(context) ? ['Evicted', 'TerminationByKubelet'] : ['Evicted'],
    context => !isNew(context),
  ),
  {
    // status.reason is Terminated or Preempting, which no version exposes
    cause: 'TerminationByKubelet',
    when: context => !hasConditions(context) && context.jobs.kubelet !== undefined,
    expr: context => failedOn(`${KUBELET_SIGNAL}{signal=~"|critical-pod"}`, context),
  },
];

/** Causes without a condition, in every version. */
const WITHOUT_CONDITION: readonly Source[] = [
  { cause: 'DeletionByPodGC', expr: vanished },
  {
    // rejected by a kubelet that shuts down: status.reason is NodeShutdown, which no version exposes
    cause: 'NodeShutdown',
    when: context => hasConditions(context) && context.jobs.kubelet !== undefined,
    expr: context => failedOn(`${KUBELET_SIGNAL}{initiator="node-shutdown"}`, context),
  },
  byReason('UnexpectedAdmissionError', () => ['UnexpectedAdmissionError']),
  byReason('NodeAffinity', () => ['NodeAffinity']),
  {
    // a restarted container is not a lost pod: ContainerOutOfMemory covers those
    cause: 'OOMKilled',
    expr: context => `${appeared('kube_pod_container_status_terminated_reason', ['OOMKilled'], ['OOMKilled'], context)}`
      + ` and ${context.on(...POD)} kube_pod_status_phase{${context.ksm},phase="Failed"} == 1`,
  },
  {
    cause: 'DeletionByKarpenter',
    when: context => isNew(context) && context.jobs.karpenter !== undefined,
    expr: context =>
      `${deletedOn(`${NODE_INITIATOR}{initiator="karpenter"}`, context)} and ${context.on()} (${karpenterForced(context)} > 0)`,
  },
];

const SOURCES = [...BY_CONDITION, ...BEFORE, ...WITHOUT_CONDITION];

/** The sources of one cause, as one record. A pod keeps the first of its causes, even if that leaves the window sooner than the second. */
function causeRecord(cause: string): RecordDefinition {
  const inForce = (context: Context) => SOURCES.filter(source => source.cause === cause && (source.when?.(context) ?? true));
  const earlier = before(cause);
  return {
    record: POD_CAUSE,
    labels: { cause, initiator: initiatorOf(cause) },
    when: context => inForce(context).length > 0,
    expr: context => {
      const pods = inForce(context).map(({ expr }) => expr(context)).join(` or ${context.on(...POD)} `);
      const known = `max_over_time(${POD_CAUSE}{cause=~"${earlier.join('|')}"}[5m])`;
      return earlier.length === 0 ? pods : `(${pods}) unless ${context.on(...POD)} ${known}`;
    },
  };
}

interface Drainer {
  readonly initiator: string;
  readonly nodes: (context: Context) => string;
}

const tainted = (keys: string) => ({ ksm }: Context) => `kube_node_spec_taint{${ksm},key=~"${keys}"}`;

/** The initiator of a drain, from its traces on the node. Every drain also cordons, so cordoning comes last. */
const DRAINERS: readonly Drainer[] = [
  { initiator: 'karpenter', nodes: tainted('karpenter.sh/(disrupted|disruption)') },
  { initiator: 'cluster-autoscaler', nodes: tainted('ToBeDeletedByClusterAutoscaler') },
  { initiator: 'node-termination-handler', nodes: tainted('aws-node-termination-handler/.+|cloud.google.com/impending-node-termination') },
  { initiator: 'drain', nodes: ({ ksm }) => `kube_node_spec_unschedulable{${ksm}}` },
];

const DRAINED: readonly RecordDefinition[] = DRAINERS.map(({ initiator, nodes }, at) => ({
  record: NODE_INITIATOR,
  labels: { initiator },
  expr: context => {
    const drained = context.once(`max_over_time(${nodes(context)}[5m]) == 1`, 'node');
    const earlier = DRAINERS.slice(0, at).map(each => each.initiator).join('|');
    return at === 0 ? drained : `${drained} unless ${context.on('node')} ${NODE_INITIATOR}{initiator=~"${earlier}"}`;
  },
}));

/** How long after the start of its shutdown a node ends its pods. */
const SHUTDOWN_SECONDS = 600;

const hasKubelet = ({ jobs }: Context) => jobs.kubelet !== undefined;
const perKubelet = (metric: string, label: string, context: Context) =>
  withNode(`(${counted(metric, mainKubelet(context), mainKubelet(context), ['instance', label], context)} > 0)`, context);

/** Why the kubelet of a node ended pods. Of several signals, the one that ended most. */
const SIGNALS: readonly RecordDefinition[] = [
  {
    record: KUBELET_SIGNAL,
    labels: { initiator: 'kubelet' },
    when: hasKubelet,
    expr: context => {
      const evicted = perKubelet('kubelet_evictions', 'eviction_signal', context);
      const series = `label_replace(${evicted}, "signal", "$1", "eviction_signal", "(.+)")`;
      return `group ${context.by('node', 'signal')} (topk ${context.by('node')} (1, ${series}))`;
    },
  },
  {
    record: KUBELET_SIGNAL,
    labels: { initiator: 'node-shutdown' },
    when: hasKubelet,
    expr: context => {
      const start = `max_over_time(kubelet_graceful_shutdown_start_time_seconds{${mainKubelet(context)}}[5m])`;
      const began = `(max ${context.by('instance')} (${start}) > time() - ${SHUTDOWN_SECONDS})`;
      const evicted = `${KUBELET_SIGNAL}{initiator="kubelet",signal!="critical-pod"}`;
      return `group ${context.by('node')} (${withNode(began, context)}) unless ${context.on('node')} ${evicted}`;
    },
  },
  {
    record: KUBELET_SIGNAL,
    labels: { initiator: 'kubelet', signal: 'critical-pod' },
    when: hasKubelet,
    expr: context => `group ${context.by('node')} (${perKubelet('kubelet_preemptions', 'preemption_signal', context)})`
      + ` unless ${context.on('node')} ${KUBELET_SIGNAL}{signal!="critical-pod"}`,
  },
];

/** Adds its node, initiator and workload, if they are known. */
const ENRICHED: readonly RecordDefinition[] = [
  {
    record: POD_NODE,
    expr: context => {
      const on = context.on(...POD);
      return `${POD_CAUSE} * ${on} group_left (node) ${nodesOfPods(context)} or ${on} ${POD_CAUSE}`;
    },
  },
  {
    record: NODE_INITIATOR,
    labels: { initiator: 'eviction-api' },
    expr: ({ by, on }) =>
      `group ${by('node')} (${POD_NODE}{cause="EvictionByEvictionAPI",node!=""}) unless ${on('node')} ${DRAINED_NODES}`,
  },
  {
    record: POD_INITIATOR,
    expr: context => {
      const { on } = context;
      const evicted = `${POD_NODE}{cause="EvictionByEvictionAPI"} * ${on('node')} group_left (initiator) ${NODE_INITIATOR}`;
      const ended = `${POD_NODE}{cause="TerminationByKubelet"} * ${on('node')} group_left (initiator, signal) ${KUBELET_SIGNAL}`;
      return [evicted, ...hasKubelet(context) ? [ended] : [], POD_NODE].join(` or ${on(...POD)} `);
    },
  },
  {
    record: DISRUPTED_PODS,
    expr: ({ by, on, once }) => {
      const ofPods = `last_over_time(${POD_OWNER}[10m]) and ${on('namespace', 'pod')} ${POD_INITIATOR}`;
      const owner = `topk ${by('namespace', 'pod')} (1, ${once(ofPods, 'namespace', 'pod', 'workload', 'workload_type')})`;
      return `${POD_INITIATOR} * ${on('namespace', 'pod')} group_left (workload, workload_type) ${owner} or ${on(...POD)} ${POD_INITIATOR}`;
    },
  },
  {
    record: DISRUPTIONS,
    expr: ({ by }) =>
      `count ${by('namespace', 'node', 'workload', 'workload_type', 'cause', 'initiator', 'signal')} (${DISRUPTED_PODS})`,
  },
];

export const BY_POD: readonly RecordDefinition[] = [
  ...DRAINED, UNDRAINED_RECORD, ...SIGNALS, LOST_RECORD, ...CAUSES.map(({ cause }) => causeRecord(cause)), ...ENRICHED,
];
