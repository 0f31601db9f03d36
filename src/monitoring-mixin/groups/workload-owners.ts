import { Context, RecordDefinition } from '../definition';

/** A pod and the workload that it belongs to. Name and labels are those of kubernetes-mixin. */
export const POD_OWNER = 'namespace_workload_pod:kube_pod_owner:relabel';

/** Kinds with separate rules. An empty kind is a pod without an owner. */
const KNOWN_KINDS = 'ReplicaSet|DaemonSet|StatefulSet|Job|Node|';

const copied = (series: string, from: string, to: string) => `label_replace(${series}, "${to}", "$1", "${from}", "(.+)")`;

const workloads = (series: string, { by }: Context, ...more: string[]) => `max ${by('namespace', 'workload', ...more, 'pod')} (${series})`;

/** Pods by owner. An object can have several owners, of which at most one is its controller. */
const ownedBy = (kinds: string, { ksm, once }: Context) =>
  once(`kube_pod_owner{${ksm},owner_kind=~"${kinds}",owner_is_controller!="false"}`, 'namespace', 'pod', 'owner_kind', 'owner_name');

/** One owner of each object, also while two kube-state-metrics disagree. */
const oneOwner = (object: string, owners: string, { by, once }: Context) =>
  `topk ${by('namespace', object)} (1, ${once(owners, 'namespace', object, 'owner_kind', 'owner_name')})`;

/** Pods of ReplicaSets or Jobs, with the owner of these. `label` contains their name in the metrics about them. */
const grandparents = (kind: string, label: string, owners: string, context: Context) =>
  `${copied(ownedBy(kind, context), 'owner_name', label)} * ${context.on('namespace', label)} group_left (owner_kind, owner_name) `
  + oneOwner(label, owners, context);

const ofReplicaSets = (matcher: string, context: Context) =>
  grandparents('ReplicaSet', 'replicaset', `kube_replicaset_owner{${context.ksm},${matcher}}`, context);

/** A Job that a pod created is itself a workload. */
const JOB_OWNERS = 'owner_kind!="",owner_kind!="Pod"';

const owner = (workloadType: string, expr: (context: Context) => string): RecordDefinition =>
  ({ record: POD_OWNER, labels: { workload_type: workloadType }, expr });

const directly = (kind: string, name: 'owner_name' | 'pod', workloadType: string) =>
  owner(workloadType, context => workloads(copied(ownedBy(kind, context), name, 'workload'), context));

/** The kind of the owner is the type: `Rollout`, `CronJob`. */
const byKind = (series: string, context: Context) =>
  workloads(copied(copied(series, 'owner_kind', 'workload_type'), 'owner_name', 'workload'), context, 'workload_type');

/** Kubernetes' own types are in lower case, all others are spelled like the owner's kind. */
export const OWNERS: readonly RecordDefinition[] = [
  owner('deployment', context => workloads(copied(ofReplicaSets('owner_kind="Deployment"', context), 'owner_name', 'workload'), context)),
  owner('replicaset', context => workloads(copied(ofReplicaSets('owner_kind=""', context), 'replicaset', 'workload'), context)),
  { record: POD_OWNER, expr: context => byKind(ofReplicaSets('owner_kind!="",owner_kind!="Deployment"', context), context) },
  directly('DaemonSet', 'owner_name', 'daemonset'),
  directly('StatefulSet', 'owner_name', 'statefulset'),
  owner('job', context => {
    const { ksm, on } = context;
    const jobs = copied(ownedBy('Job', context), 'owner_name', 'job_name');
    const independent = `kube_job_owner{${ksm}} unless ${on('namespace', 'job_name')} kube_job_owner{${ksm},${JOB_OWNERS}}`;
    return workloads(copied(`${jobs} and ${on('namespace', 'job_name')} (${independent})`, 'job_name', 'workload'), context);
  }),
  {
    record: POD_OWNER,
    expr: context => byKind(grandparents('Job', 'job_name', `kube_job_owner{${context.ksm},${JOB_OWNERS}}`, context), context),
  },
  directly('', 'pod', 'barepod'),
  directly('Node', 'pod', 'staticpod'),
  {
    record: POD_OWNER,
    expr: context => {
      const { ksm, on, once } = context;
      const others = `kube_pod_owner{${ksm},owner_kind!~"${KNOWN_KINDS}"`;
      // a pod with a controller belongs to the controller, whatever other owners it has
      const unclaimed = `${others}} unless ${on('namespace', 'pod')} kube_pod_owner{${ksm},owner_is_controller="true"}`;
      return byKind(once(`${others},owner_is_controller="true"} or ${unclaimed}`, 'namespace', 'pod', 'owner_kind', 'owner_name'), context);
    },
  },
];
