/**
 * An update, and the immutable fields for which the apiserver rejects it: for each row of the table of such fields, and for similar
 * updates.
 */
export interface UpdateCase {
  readonly title: string;
  readonly before: any;
  readonly after: any;
  readonly refused: readonly string[];
}

const NAMESPACE = 'diff-updates';
const pod = (image = 'a:1', labels: object = { app: 'a' }) => ({ metadata: { labels }, spec: { containers: [{ name: 'a', image }] } });
const selector = (labels: object = { app: 'a' }) => ({ matchLabels: labels });
const claim = (size: string, more: object = {}) => ({ accessModes: ['ReadWriteOnce'], storageClassName: 'fast', resources: { requests: { storage: size } }, ...more });
const job = () => ({ ...pod(), spec: { ...pod().spec, restartPolicy: 'Never' } });
const BOTH = { app: 'a', tier: 'b' };

let count = 0;
function update(title: string, head: { apiVersion: string; kind: string; clusterWide?: boolean }, before: object, after: object, refused: readonly string[] = []): UpdateCase {
  const { clusterWide = false, apiVersion, kind } = head;
  count++;
  const metadata = { name: `update-${count}`, ...!clusterWide && { namespace: NAMESPACE } };
  return { title: `${kind}: ${title}`, before: { apiVersion, kind, metadata, ...before }, after: { apiVersion, kind, metadata, ...after }, refused };
}

const DEPLOYMENT = { apiVersion: 'apps/v1', kind: 'Deployment' };
const STATEFUL_SET = { apiVersion: 'apps/v1', kind: 'StatefulSet' };
const CLAIM = { apiVersion: 'v1', kind: 'PersistentVolumeClaim' };
const SERVICE = { apiVersion: 'v1', kind: 'Service' };
const SECRET = { apiVersion: 'v1', kind: 'Secret' };
const JOB = { apiVersion: 'batch/v1', kind: 'Job' };
const SLICE = { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice' };
const CLASS = { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', clusterWide: true };
const PRIORITY = { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', clusterWide: true };
const BINDING = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding' };
const CLUSTER_BINDING = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRoleBinding', clusterWide: true };
const role = (name: string) => ({ roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name }, subjects: [] });
const set = (more: object = {}) => ({ spec: { serviceName: 'a', selector: selector(), template: pod(), ...more } });
const withClaim = (size: string) => set({ volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: claim(size) }] });

export const UPDATES: readonly UpdateCase[] = [
  update('another selector', DEPLOYMENT, { spec: { selector: selector(), template: pod('a:1', BOTH) } }, { spec: { selector: selector(BOTH), template: pod('a:1', BOTH) } }, ['spec.selector']),
  update('another image', DEPLOYMENT, { spec: { selector: selector(), template: pod() } }, { spec: { selector: selector(), template: pod('a:2'), replicas: 3 } }),
  update('another selector', { apiVersion: 'apps/v1', kind: 'DaemonSet' }, { spec: { selector: selector(), template: pod('a:1', BOTH) } }, { spec: { selector: selector(BOTH), template: pod('a:1', BOTH) } }, ['spec.selector']),
  update('another service', STATEFUL_SET, set(), set({ serviceName: 'b' }), ['spec.serviceName']),
  update('a larger claim', STATEFUL_SET, withClaim('1Gi'), withClaim('2Gi'), ['spec.volumeClaimTemplates']),
  update('another order of pods', STATEFUL_SET, set(), set({ podManagementPolicy: 'Parallel' }), ['spec.podManagementPolicy']),
  update('the default order of pods', STATEFUL_SET, set(), set({ podManagementPolicy: 'OrderedReady' })),
  update('a claim in other words, and with what the API server sets', STATEFUL_SET, withClaim('1Gi'), set({
    volumeClaimTemplates: [{
      apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data', creationTimestamp: null }, spec: claim('1024Mi', { volumeMode: 'Filesystem' }), status: {},
    }],
  })),
  update('what may change', STATEFUL_SET, set(), set({
    template: pod('a:2'),
    replicas: 2,
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 1 } },
    minReadySeconds: 5,
    revisionHistoryLimit: 3,
    persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete', whenScaled: 'Retain' },
  })),
  update('another template', JOB, { spec: { template: job() } }, { spec: { template: { ...job(), spec: { ...job().spec, containers: [{ name: 'a', image: 'a:2' }] } } } }, ['spec.template']),
  update('more at a time', JOB, { spec: { template: job() } }, { spec: { template: job(), parallelism: 2 } }),
  update('the default of a completion', JOB, { spec: { template: job() } }, { spec: { template: job(), completionMode: 'NonIndexed' } }),
  update('the default group of a role', BINDING, { roleRef: { kind: 'ClusterRole', name: 'view' } }, role('view')),
  update('another role', BINDING, role('view'), role('edit'), ['roleRef']),
  update('another role', CLUSTER_BINDING, role('view'), role('edit'), ['roleRef']),
  update('another type', SECRET, { type: 'Opaque', stringData: { a: 'b' } }, { type: 'example.org/a', stringData: { a: 'b' } }, ['type']),
  update('the default type', SECRET, { type: 'Opaque', stringData: { a: 'b' } }, { stringData: { a: 'b' } }),
  update('other data', SECRET, { stringData: { a: 'b' } }, { stringData: { a: 'c' } }),
  update('other data of one that is immutable', SECRET, { immutable: true, data: { a: 'Yg==' } }, { immutable: true, data: { a: 'Yw==' } }, ['data']),
  update('other data of one that is immutable', { apiVersion: 'v1', kind: 'ConfigMap' }, { immutable: true, data: { a: 'b' } }, { immutable: true, data: { a: 'c' } }, ['data']),
  update('no longer immutable', { apiVersion: 'v1', kind: 'ConfigMap' }, { immutable: true, data: { a: 'b' } }, { immutable: false, data: { a: 'b' } }, ['immutable']),
  update('becomes immutable', { apiVersion: 'v1', kind: 'ConfigMap' }, { data: { a: 'b' } }, { immutable: true, data: { a: 'b' } }),
  update('another class', CLAIM, { spec: claim('1Gi') }, { spec: claim('1Gi', { storageClassName: 'slow' }) }, ['spec.storageClassName']),
  update('other modes', CLAIM, { spec: claim('1Gi') }, { spec: claim('1Gi', { accessModes: ['ReadWriteMany'] }) }, ['spec.accessModes']),
  update('another way to be served', SLICE, { addressType: 'IPv4', endpoints: [], ports: [] }, { addressType: 'IPv6', endpoints: [], ports: [] }, ['addressType']),
  update('another provisioner', CLASS, { provisioner: 'a.example.org' }, { provisioner: 'b.example.org' }, ['provisioner']),
  update('other parameters', CLASS, { provisioner: 'a.example.org', parameters: { a: 'b' } }, { provisioner: 'a.example.org', parameters: { a: 'c' } }, ['parameters']),
  update('the defaults of a class', CLASS, { provisioner: 'a.example.org' }, { provisioner: 'a.example.org', reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' }),
  update('may be enlarged', CLASS, { provisioner: 'a.example.org' }, { provisioner: 'a.example.org', allowVolumeExpansion: true }),
  update('another value', PRIORITY, { value: 10 }, { value: 20 }, ['value']),
  update('no address of its own any more', SERVICE, { spec: { selector: { app: 'a' }, ports: [{ port: 80 }], clusterIP: '10.97.0.201' } }, { spec: { selector: { app: 'a' }, ports: [{ port: 80 }], clusterIP: 'None' } }, ['spec.clusterIP']),
  update('another selector', SERVICE, { spec: { selector: { app: 'a' }, ports: [{ port: 80 }] } }, { spec: { selector: { app: 'b' }, ports: [{ port: 80 }] } }),
];
