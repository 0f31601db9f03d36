/** An object, and its expected findings as `rule path`. */
export interface CoreCase {
  readonly title: string;
  readonly object: { readonly apiVersion: string; readonly kind: string; readonly metadata: any; readonly [field: string]: any };
  readonly says: readonly string[];
  /** Whether a real API server (1.37) accepts it. Default: if no error is expected. */
  readonly accepted: boolean;
}

interface Options {
  /** The API server's message, if it differs: the kubelet or the process rejects the object. */
  readonly accepted?: boolean;
}

type Changes = { readonly [path: string]: unknown };
type Thing = CoreCase['object'];

/** The object with other values at some paths (`spec.ports.0.name`). Undefined removes a field. */
export function changed(object: Thing, changes: Changes): Thing {
  const copy = structuredClone(object);
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split('.');
    const last = keys.pop()!;
    const parent = keys.reduce<any>((at, key) => at[key] ??= {}, copy);
    if (value === undefined) { delete parent[last]; } else { parent[last] = value; }
  }
  return copy;
}

/** Rules that are warnings. All others are errors. */
const WARNINGS = ['core/fractional-bytes', 'core/port-twice', 'core/env-twice', 'core/schedule-zone'];

/** A case: the change of a valid object, and the expected findings. */
export function of(base: Thing, title: string, changes: Changes, says: readonly string[] = [], { accepted }: Options = {}): CoreCase {
  return { title: `${base.kind}: ${title}`, object: changed(base, changes), says, accepted: accepted ?? says.every(each => WARNINGS.includes(each.split(' ')[0])) };
}

const LABELS = { app: 'web' };
export const POD_SPEC = { containers: [{ name: 'web', image: 'nginx:1.29' }] };
const TEMPLATE = { metadata: { labels: LABELS }, spec: POD_SPEC };
const workload = (kind: string, spec: object = {}): Thing =>
  ({ apiVersion: 'apps/v1', kind, metadata: { name: 'web', namespace: 'default' }, spec: { selector: { matchLabels: LABELS }, template: TEMPLATE, ...spec } });
const object = (apiVersion: string, kind: string, body: object): Thing => ({ apiVersion, kind, metadata: { name: 'web', namespace: 'default' }, ...body });
const clusterWide = (apiVersion: string, kind: string, body: object): Thing => ({ apiVersion, kind, metadata: { name: 'web' }, ...body });

export const POD = object('v1', 'Pod', { spec: POD_SPEC });
export const DEPLOYMENT = workload('Deployment', { replicas: 2 });
export const STATEFUL_SET = workload('StatefulSet', { serviceName: 'web' });
export const DAEMON_SET = workload('DaemonSet');
export const REPLICA_SET = workload('ReplicaSet');
const ENDING = { ...TEMPLATE, spec: { ...POD_SPEC, restartPolicy: 'Never' } };
export const JOB = object('batch/v1', 'Job', { spec: { template: ENDING } });
export const CRON_JOB = object('batch/v1', 'CronJob', { spec: { schedule: '0 5 * * 1', jobTemplate: { spec: { template: ENDING } } } });
export const SERVICE = object('v1', 'Service', { spec: { selector: LABELS, ports: [{ name: 'http', port: 80, targetPort: 'http' }] } });
export const CONFIG_MAP = object('v1', 'ConfigMap', { data: { 'a.yaml': 'x' } });
export const SECRET = object('v1', 'Secret', { stringData: { password: 'x' } });
export const CLAIM = object('v1', 'PersistentVolumeClaim', { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Gi' } } } });
export const BUDGET = object('policy/v1', 'PodDisruptionBudget', { spec: { minAvailable: 1, selector: { matchLabels: LABELS } } });
export const AUTOSCALER = object('autoscaling/v2', 'HorizontalPodAutoscaler', {
  spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, minReplicas: 2, maxReplicas: 4 },
});
export const POLICY = object('networking.k8s.io/v1', 'NetworkPolicy', {
  spec: { podSelector: {}, ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 80 }] }] },
});
export const INGRESS = object('networking.k8s.io/v1', 'Ingress', {
  spec: { rules: [{ host: 'web.example.org', http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { name: 'http' } } } }] } }] },
});
export const ROLE = object('rbac.authorization.k8s.io/v1', 'Role', { rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }] });
export const CLUSTER_ROLE = clusterWide('rbac.authorization.k8s.io/v1', 'ClusterRole', { rules: [{ nonResourceURLs: ['/metrics'], verbs: ['get'] }] });
export const BINDING = object('rbac.authorization.k8s.io/v1', 'RoleBinding', {
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'web' }, subjects: [{ kind: 'ServiceAccount', name: 'web', namespace: 'default' }],
});
export const CLUSTER_BINDING = clusterWide('rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', {
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'web' }, subjects: [{ kind: 'ServiceAccount', name: 'web', namespace: 'default' }],
});
export const NAMESPACE = clusterWide('v1', 'Namespace', {});
export const SERVICE_ACCOUNT = object('v1', 'ServiceAccount', {});
