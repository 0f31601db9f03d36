import { initiatorOf, DISRUPTED_PODS, DISRUPTIONS } from './disruption-causes';
import { mainKubelet } from './kubelet-series';
import { Context, RecordDefinition } from '../definition';

const EVICTIONS = 'resource="pods",subresource="eviction"';

/**
 * Increase of a counter in five minutes. A new counter starts with events that increase() does not see, so if its target existed before,
 * its value counts.
 */
export function counted(metric: string, selector: string, target: string, labels: readonly string[], { by }: Context): string {
  const series = `${metric}{${selector}}`;
  const isNew = `${series} unless ${series} offset 5m and on (job, instance) up{${target}} offset 5m == 1`;
  return `sum ${by(...labels)} (${isNew} or round(increase(${series}[5m])))`;
}

const apiServer = ({ apiServer: selector }: Context) => `${selector},metrics_path!="/metrics/slis"`;

/** Without dry runs. */
export const evictions = (context: Context) =>
  counted('apiserver_request_total', `${apiServer(context)},${EVICTIONS},code="201",dry_run=""`, apiServer(context), [], context);

export const evictionRequests = (context: Context) =>
  counted('apiserver_request_total', `${apiServer(context)},${EVICTIONS}`, apiServer(context), ['code'], context);

/**
 * Evictions by Karpenter.
 * @see https://github.com/kubernetes-sigs/karpenter/blob/v1.15.0/pkg/controllers/node/termination/terminator/metrics.go
 */
const karpenterEvictions = (context: Context) =>
  counted('karpenter_pods_eviction_requests_total', `${context.karpenter},code="200"`, context.karpenter, [], context);

/**
 * Pods that Karpenter deletes when `terminationGracePeriod` of the node has passed: they have no condition. Newer versions count them as
 * drained, but not as evicted. The reason "Forceful Termination" also occurs for evictions of an expired node. In versions that do not
 * count them the difference is 0.
 */
export const karpenterForced = (context: Context) =>
  `${counted('karpenter_pods_drained_total', context.karpenter, context.karpenter, [], context)}`
  + ` - ${context.on()} (${karpenterEvictions(context)} or 0 * count ${context.by()} (up{${context.karpenter}}))`;

export const deletionsByTaint = (context: Context) =>
  counted('taint_eviction_controller_pod_deletions_total', context.controllerManager, context.controllerManager, [], context);

/** Evictions and preemptions. A missing counter counts as 0. */
const endedByKubelets = (context: Context) => {
  const target = mainKubelet(context);
  const names = ['kubelet_evictions', 'kubelet_preemptions'];
  const all = names.map(name => `label_replace(${counted(name, target, target, [], context)}, "counter", "${name}", "", "")`);
  return `sum ${context.by()} (${all.join(' or ')})`;
};

/** Pods of these kinds end with their node, which is no loss. Static pods are owned by their node. */
export const OF_THE_NODE = 'DaemonSet|Node';

/** Nodes without pods that had one in the last 15 minutes. It does not need node series, which some setups do not collect. */
export function removedNodes({ ksm, once, on }: Context): string {
  const pods = `kube_pod_info{${ksm},node!=""}`;
  return `${once(`max_over_time(${pods}[15m])`, 'node')} unless ${on('node')} ${pods}`;
}

/** Pods that the pod garbage collector deleted without a drain, by namespace. */
export const LOST = 'namespace:pod_gc_lost_pods:increase5m';

/**
 * Pods whose node is gone or out of service. The other reasons of the counter are housekeeping: `terminated` are finished pods above a
 * threshold, `unscheduled` never ran. Each scale-down orphans the DaemonSet pods of the node, which are subtracted. The namespace of the
 * pod is `exported_namespace` if the ServiceMonitor does not honor labels.
 */
export const LOST_RECORD: RecordDefinition = {
  record: LOST,
  when: ({ jobs }) => jobs.controllerManager !== undefined,
  expr: context => {
    const { by, on, ksm, once, controllerManager } = context;
    const selector = `${controllerManager},reason=~"orphaned|out-of-service"`;
    const labels = ['namespace', 'exported_namespace'];
    const series = counted('pod_gc_collector_force_delete_pods_total', selector, controllerManager, labels, context);
    const all = `sum ${by('namespace')} (label_replace(${series}, "namespace", "$1", "exported_namespace", "(.+)"))`;
    const info = `kube_pod_info{${ksm},node!="",created_by_kind=~"${OF_THE_NODE}"}`;
    const pods = once(`max_over_time(${info}[15m])`, 'namespace', 'pod', 'uid', 'node');
    const ofNodes = `count ${by('namespace')} (${pods} and ${on('node')} (${removedNodes(context)}))`;
    return `${all} - ${on('namespace')} ${ofNodes} or ${all}`;
  },
};

/** Increase of a counter beyond the pods that are reported by name. */
function unseen(cause: string, all: (context: Context) => string, labels: readonly string[], matchers: string, context: Context): string {
  const { by, on } = context;
  const seen = `count ${by(...labels)} (${DISRUPTED_PODS}{cause="${cause}"${matchers}})`;
  return `${all(context)} - ${on(...labels)} (${seen} or ${on(...labels)} 0 * ${all(context)}) > 0`;
}

interface Counter {
  readonly cause: string;
  readonly initiator?: string;
  readonly job: 'scheduler' | 'controllerManager' | 'apiServer' | 'kubelet' | 'karpenter';
  readonly expr: (context: Context) => string;
}

const preemptionVictims = (context: Context) =>
  counted('scheduler_preemption_victims_sum', context.scheduler, context.scheduler, [], context);

/**
 * Counters of the control plane, for every version: kube-state-metrics never shows a pod that ends before the next scrape. Pods that the
 * pod garbage collector deletes always end like this. Pods that are reported by name are subtracted, so that a pod counts once.
 */
const COUNTERS: readonly Counter[] = [
  {
    cause: 'PreemptionByScheduler',
    job: 'scheduler',
    expr: context => unseen('PreemptionByScheduler', preemptionVictims, [], '', context),
  },
  {
    cause: 'DeletionByTaintManager',
    job: 'controllerManager',
    expr: context => unseen('DeletionByTaintManager', deletionsByTaint, [], '', context),
  },
  {
    cause: 'EvictionByEvictionAPI',
    initiator: 'karpenter',
    job: 'karpenter',
    expr: context => unseen('EvictionByEvictionAPI', karpenterEvictions, [], ',initiator="karpenter"', context),
  },
  {
    cause: 'EvictionByEvictionAPI',
    job: 'apiServer',
    expr: context => {
      if (context.jobs.karpenter === undefined) { return unseen('EvictionByEvictionAPI', evictions, [], '', context); }
      const ofKarpenter = `sum ${context.by()} (${DISRUPTIONS}{initiator="karpenter",namespace=""})`;
      const others = (each: Context) => `(${evictions(each)} - ${each.on()} ${ofKarpenter} or ${evictions(each)})`;
      return unseen('EvictionByEvictionAPI', others, [], '', context);
    },
  },
  {
    // pods of DaemonSets are replaced and deleted as soon as they fail; neither counter includes shutdowns
    cause: 'TerminationByKubelet',
    job: 'kubelet',
    expr: context => unseen('TerminationByKubelet', endedByKubelets, [], ',initiator!="node-shutdown"', context),
  },
  {
    cause: 'DeletionByPodGC',
    job: 'controllerManager',
    expr: context => unseen('DeletionByPodGC', () => LOST, ['namespace'], '', context),
  },
];

export const UNSEEN: readonly RecordDefinition[] = COUNTERS.map(({ cause, initiator = initiatorOf(cause), job, expr }) => ({
  record: DISRUPTIONS, labels: { cause, initiator }, expr, when: ({ jobs }) => jobs[job] !== undefined,
}));
