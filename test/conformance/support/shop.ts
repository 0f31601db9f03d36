import { mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { RESTRICTED } from './pods';

/** A namespace with workloads of all kinds, healthy and failing, so that panels have data. */
export interface Shop {
  readonly namespace: string;
  /** A folder of the node for the volume of the database. */
  readonly folder: string;
}

const IMAGE = 'docker.io/library/busybox:1.35';
/** Its pod is evicted, and ends slowly, so that a scrape sees it while it ends. */
export const EVICTED = 'invoice-worker';
/** A PodDisruptionBudget allows none of its pods to be evicted. */
export const PROTECTED = 'checkout';

interface Program {
  readonly script: string;
  readonly cpu?: readonly [request: string, limit: string];
  readonly memory?: readonly [request: string, limit: string];
  readonly more?: object;
  readonly pod?: object;
}

const SERVE = 'mkdir -p /tmp/www && dd if=/dev/zero of=/tmp/www/index.html bs=1024 count=64 2>/dev/null && exec busybox httpd -f -p 8080 -h /tmp/www';
const LOAD = 'while :; do busybox wget -q -O /dev/null "http://$CHECKOUT_SERVICE_HOST:8080/index.html"; busybox sleep 0.3; done';
const STORE = 'while :; do busybox dd if=/dev/zero of=/data/table bs=65536 count=16 2>/dev/null; busybox sync /data/table; busybox sleep 1; done';
/** More than its limit of CPU allows. */
const BUSY = 'while :; do :; done';
const HUNGRY = 'busybox sleep 5; x=aaaaaaaaaaaaaaaa; while :; do x="$x$x"; done';
const STUBBORN = 'trap "" TERM; while :; do busybox sleep 1; done';

function podOf({ script, cpu = ['5m', '200m'], memory = ['8Mi', '64Mi'], more = {}, pod = {} }: Program): object {
  const resources = { requests: { cpu: cpu[0], memory: memory[0] }, limits: { cpu: cpu[1], memory: memory[1] } };
  return {
    securityContext: RESTRICTED.pod,
    terminationGracePeriodSeconds: 1,
    ...pod,
    containers: [{ name: 'app', image: IMAGE, command: ['sh', '-c', script], resources, securityContext: RESTRICTED.container, ...more }],
  };
}

/** All objects, in the order in which they must be created: a pod has environment variables only for earlier Services. */
export function shopOf({ namespace, folder }: Shop): object[] {
  const meta = (name: string) => ({ metadata: { name, namespace, labels: { app: name } } });
  const of = (name: string, program: Program) => ({ selector: { matchLabels: { app: name } }, template: { metadata: { labels: { app: name } }, spec: podOf(program) } });
  const deployment = (name: string, program: Program, replicas = 1) => ({ apiVersion: 'apps/v1', kind: 'Deployment', ...meta(name), spec: { replicas, ...of(name, program) } });
  const budget = { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', ...meta(PROTECTED), spec: { minAvailable: 2, selector: { matchLabels: { app: PROTECTED } } } };
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } } },
    { apiVersion: 'v1', kind: 'ResourceQuota', ...meta('quota'), spec: { hard: QUOTA } },
    { apiVersion: 'v1', kind: 'LimitRange', ...meta('limits'), spec: { limits: [{ type: 'Container', max: { cpu: '1', memory: '1Gi' } }] } },
    { apiVersion: 'v1', kind: 'Service', ...meta(PROTECTED), spec: { selector: { app: PROTECTED }, ports: [{ port: 8080 }] } },
    ...volumeOf(namespace, folder),
    deployment(PROTECTED, { script: SERVE }, 2),
    budget,
    deployment('load', { script: LOAD }),
    deployment('thumbnails', { script: BUSY, cpu: ['5m', '20m'] }),
    deployment('search', { script: HUNGRY, memory: ['8Mi', '24Mi'] }),
    deployment('mailer', { script: 'busybox sleep 2; exit 1' }),
    deployment('recommendations', { script: ':', more: { image: 'registry.example.org/not-there:1' } }),
    deployment('labels-gpu', { script: STUBBORN, pod: { nodeSelector: { 'example.org/gpu': 'true' } } }),
    deployment(EVICTED, { script: STUBBORN, pod: { terminationGracePeriodSeconds: 60 } }),
    {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      ...meta('database'),
      spec: { serviceName: 'database', ...of('database', { script: STORE, more: MOUNT, pod: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'database' } }] } }) },
    },
    { apiVersion: 'apps/v1', kind: 'DaemonSet', ...meta('log-shipper'), spec: of('log-shipper', { script: STUBBORN }) },
    { apiVersion: 'batch/v1', kind: 'Job', ...meta('import'), spec: { backoffLimit: 0, template: { spec: podOf({ script: 'busybox sleep 10', pod: { restartPolicy: 'Never' } }) } } },
    { apiVersion: 'batch/v1', kind: 'CronJob', ...meta('report'), spec: { schedule: '* * * * *', jobTemplate: { spec: { template: { spec: podOf({ script: ':', pod: { restartPolicy: 'Never' } }) } } } } },
  ];
}

const QUOTA = {
  'pods': '30', 'requests.cpu': '1', 'requests.memory': '512Mi', 'limits.cpu': '4', 'limits.memory': '2Gi', 'requests.storage': '5Gi', 'persistentvolumeclaims': '4',
};
const MOUNT = { volumeMounts: [{ name: 'data', mountPath: '/data' }] };

/** A claim that is bound to a folder of the node: kubelets measure local volumes, as those of cloud providers. */
function volumeOf(namespace: string, folder: string): object[] {
  const data = join(folder, 'data');
  mkdirSync(data, { recursive: true, mode: 0o777 });
  writeFileSync(join(data, 'table'), '', { mode: 0o666 });
  const node = { nodeSelectorTerms: [{ matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: ['node0'] }] }] };
  const common = { accessModes: ['ReadWriteOnce'], storageClassName: 'local' };
  const metadata = { name: 'database', namespace };
  const pending = { accessModes: ['ReadWriteOnce'], storageClassName: 'nobody-provisions', resources: { requests: { storage: '1Gi' } } };
  return [
    {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name: namespace },
      spec: { ...common, capacity: { storage: '1Gi' }, local: { path: data }, nodeAffinity: { required: node } },
    },
    { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata, spec: { ...common, volumeName: namespace, resources: { requests: { storage: '1Gi' } } } },
    { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'uploads', namespace }, spec: pending },
  ];
}
