import { inEachWay, lagging, waits } from './variants';
import { CONTROLLERS, LAGGING } from './workload-controllers';
import { AlertCase, flag, GROWS, Input, ksm, OFF, ON } from '../alert-case';

const POD = 'namespace="shop",pod="web-1",uid="7c9f"';
const CONTAINER = `${POD},container="app"`;

const phase = (is: string) => ksm('kube_pod_status_phase', `${POD},phase="${is}"`);
const condition = (is: string) => ksm('kube_pod_status_ready', `${POD},condition="${is}"`);
const ready = condition('true');
const owned = (kind: string, name: string, isController = 'true') => ksm('kube_pod_owner', `${POD},owner_kind="${kind}",owner_name="${name}",owner_is_controller="${isController}"`);
const OF_REPLICA_SET = { [owned('ReplicaSet', 'web-7c9f')]: ON };
const OF_NOBODY = { [owned('', '', '')]: ON };
const waiting = (reason: string) => ksm('kube_pod_container_status_waiting_reason', `${CONTAINER},reason="${reason}"`);
const PENDING: Input = { [phase('Pending')]: ON, [phase('Running')]: OFF };
const RUNNING: Input = { [phase('Pending')]: OFF, [phase('Running')]: ON, [condition('unknown')]: OFF };
const lost = ksm('kube_pod_status_reason', `${POD},reason="NodeLost"`);

const NOT_READY: readonly AlertCase[] = [
  ...waits(15, { alert: 'KubePodNotReady', what: 'pending', count: 1, fires: { ...OF_REPLICA_SET, ...PENDING }, quiet: { ...OF_REPLICA_SET, ...RUNNING } }),
  { alert: 'KubePodNotReady', what: 'unknown', count: 1, fires: { ...OF_NOBODY, [phase('Unknown')]: ON, [lost]: ON }, quiet: { ...OF_NOBODY, [phase('Unknown')]: OFF } },
  ...waits(15, {
    alert: 'KubePodNotReady', what: 'running', count: 1, fires: { ...OF_REPLICA_SET, ...RUNNING, [ready]: OFF }, quiet: { ...OF_REPLICA_SET, ...RUNNING, [ready]: ON },
  }),
  {
    alert: 'KubePodNotReady',
    what: 'first pending, then running',
    at: '16m',
    count: 1,
    fires: { ...OF_REPLICA_SET, [phase('Pending')]: '1x7 0x600', [phase('Running')]: '0x7 1x600', [ready]: OFF },
    quiet: { ...OF_REPLICA_SET, [phase('Pending')]: '1x7 0x600', [phase('Running')]: '0x7 1x600', [ready]: '0x9 1x600' },
  },
  { // of Jobs it is the Job that tells
    alert: 'KubePodNotReady', what: 'of a Job', fires: { ...OF_REPLICA_SET, ...PENDING }, quiet: { [owned('Job', 'report')]: ON, ...PENDING },
  },
  {
    alert: 'KubePodNotReady',
    what: 'of several owners',
    count: 1,
    fires: { ...OF_REPLICA_SET, [owned('Backup', 'nightly', 'false')]: ON, ...PENDING },
    quiet: { [owned('Job', 'report')]: ON, [owned('Backup', 'nightly', 'false')]: ON, ...PENDING },
  },
  { // an lost pod that nobody has deleted
    alert: 'KubePodNotReady',
    what: 'failed',
    fires: { ...OF_REPLICA_SET, ...PENDING },
    quiet: { ...OF_REPLICA_SET, [phase('Failed')]: ON, [phase('Running')]: OFF, [phase('Pending')]: OFF, [ready]: OFF },
  },
  {
    alert: 'KubePodNotReady',
    what: 'succeeded',
    fires: { ...OF_REPLICA_SET, ...PENDING },
    quiet: { ...OF_NOBODY, [phase('Succeeded')]: ON, [phase('Running')]: OFF, [phase('Pending')]: OFF, [ready]: OFF },
  },
  {
    alert: 'KubePodNotReady',
    what: 'scheduling gated',
    fires: { ...OF_REPLICA_SET, ...PENDING },
    quiet: { ...OF_REPLICA_SET, ...PENDING, [ksm('kube_pod_status_reason', `${POD},reason="SchedulingGated"`)]: ON },
  },
];

const restarts = ksm('kube_pod_container_status_restarts_total', CONTAINER);
const lastReason = (reason: string) => ksm('kube_pod_container_status_last_terminated_reason', `${CONTAINER},reason="${reason}"`);

const MEMORY: readonly AlertCase[] = [
  {
    alert: 'ContainerOutOfMemory', at: '30m', fires: { [restarts]: '0x25 1 2x600', [lastReason('OOMKilled')]: ON }, quiet: { [restarts]: '2x600', [lastReason('OOMKilled')]: ON },
  },
  {
    alert: 'ContainerOutOfMemory',
    what: 'for another reason',
    at: '30m',
    fires: { [restarts]: '0x25 1 2x600', [lastReason('OOMKilled')]: ON },
    quiet: { [restarts]: '0x25 1 2x600', [lastReason('Error')]: ON },
  },
  { // from zero it has grown by exactly one
    alert: 'ContainerOutOfMemory',
    what: 'for the first time',
    at: '30m',
    count: 1,
    fires: { [restarts]: '0x25 1x600', [lastReason('OOMKilled')]: '_x26 1x600' },
    quiet: { [restarts]: '0x25 1x600', [lastReason('Error')]: '_x26 1x600' },
  },
  { // another container was killed before, and not started since
    alert: 'ContainerOutOfMemory',
    what: 'besides another',
    at: '30m',
    fires: { [restarts]: '0x25 1 2x600', [lastReason('OOMKilled')]: ON },
    quiet: { [restarts]: '0x25 1 2x600', [lastReason('Error')]: ON, [restarts.replace('app', 'proxy')]: '1x600', [lastReason('OOMKilled').replace('app', 'proxy')]: ON },
  },
  { // restartPolicy Never
    alert: 'ContainerOutOfMemory',
    what: 'not restarted',
    at: '30m',
    fires: { [restarts]: OFF, [ksm('kube_pod_container_status_terminated_reason', `${CONTAINER},reason="OOMKilled"`)]: ON },
    quiet: { [restarts]: OFF, [ksm('kube_pod_container_status_terminated_reason', `${CONTAINER},reason="Completed"`)]: ON },
  },
];

const PODS: readonly AlertCase[] = [
  ...waits(15, flag('KubePodCrashLooping', waiting('CrashLoopBackOff'))),
  { alert: 'KubePodCrashLooping', what: 'for another reason', fires: { [waiting('CrashLoopBackOff')]: ON }, quiet: { [waiting('ContainerCreating')]: ON } },
  { // between two waits it runs for moments
    alert: 'KubePodCrashLooping', what: 'now and then', fires: { [waiting('CrashLoopBackOff')]: '1 _ _ '.repeat(40) }, quiet: { [waiting('CrashLoopBackOff')]: `${'_ '.repeat(20)}1 ${'_ '.repeat(40)}` },
  },
  ...NOT_READY,
  ...waits(15, flag('PodImagePullFailing', waiting('ImagePullBackOff'))),
  { alert: 'PodImagePullFailing', what: 'by turns', count: 1, at: '17m', fires: { [waiting('ErrImagePull')]: '1 _ '.repeat(60), [waiting('ImagePullBackOff')]: '_ 1 '.repeat(60) }, quiet: { [waiting('PodInitializing')]: ON } },
  ...waits(60, flag('KubeContainerWaiting', waiting('CreateContainerConfigError'))),
  { alert: 'KubeContainerWaiting', what: 'images have their own', fires: { [waiting('ContainerCreating')]: ON }, quiet: { [waiting('ErrImagePull')]: ON, [waiting('CrashLoopBackOff')]: ON } },
  { // each reason is waited for
    alert: 'KubeContainerWaiting', what: 'for one reason after another', at: '85m', fires: { [waiting('CreateContainerConfigError')]: ON }, quiet: { [waiting('ContainerCreating')]: '1x40 stale', [waiting('CreateContainerConfigError')]: '_x41 1x600' },
  },
  ...MEMORY,
];

export const WORKLOADS: readonly AlertCase[] = [
  ...inEachWay(PODS, 'container', 'pod'),
  ...inEachWay(CONTROLLERS, 'deployment', 'statefulset', 'daemonset', 'job_name', 'cronjob', 'horizontalpodautoscaler', 'poddisruptionbudget'),
  ...LAGGING,
  ...['KubePodCrashLooping', 'KubePodNotReady', 'PodImagePullFailing', 'KubeContainerWaiting'].map(alert => lagging(PODS.find(each => each.alert === alert)!, 'worse')),
  { // two objects are two alerts
    alert: 'KubePodCrashLooping',
    what: 'two containers',
    count: 2,
    fires: { [waiting('CrashLoopBackOff')]: ON, [waiting('CrashLoopBackOff').replace('app', 'proxy')]: ON },
    quiet: { [restarts]: GROWS },
  },
];
