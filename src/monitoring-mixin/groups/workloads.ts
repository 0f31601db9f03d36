import { CONTROLLER_ALERTS } from './workload-controllers';
import { OWNERS } from './workload-owners';
import { AlertDefinition, Context, GroupDefinition } from '../definition';

const CONTAINER = ['namespace', 'pod', 'container'];

/** Reasons that concern images. They have a separate alert, which fires earlier. */
const IMAGE_REASONS = 'ImagePullBackOff|ErrImagePull|ErrImageNeverPull|ImageInspectError|InvalidImageName|RegistryUnavailable';

/** Pods with a scheduling gate wait on purpose. kube-state-metrics reports them since 2.19, the release that added preemption. */
export const schedulingGated = ({ kubeStateMetrics, ksm, on }: Context) => kubeStateMetrics.has('podPreemptionReason')
  ? ` unless ${on('namespace', 'pod')} kube_pod_status_reason{${ksm},reason="SchedulingGated"} == 1`
  : '';

/** Pods that are pending or unknown, or that run without being ready. Failed pods are finished, and KubeJobFailed covers Jobs. */
function notReady(context: Context): string {
  const { ksm, on, once } = context;
  const pods = on('namespace', 'pod');
  const pending = `kube_pod_status_phase{${ksm},phase=~"Pending|Unknown"} == 1`;
  const unready = `kube_pod_status_phase{${ksm},phase="Running"} == 1 and ${pods} kube_pod_status_ready{${ksm},condition="true"} == 0`;
  const ofJobs = `kube_pod_owner{${ksm},owner_kind="Job"}`;
  return `${once(`${pending} or (${unready})`, 'namespace', 'pod')} unless ${pods} ${ofJobs}${schedulingGated(context)}`;
}

/** Containers that were killed for their memory usage and restarted, and those that are not restarted. */
function outOfMemory({ ksm, by, on, once }: Context): string {
  const restarted = `max ${by(...CONTAINER)} (increase(kube_pod_container_status_restarts_total{${ksm}}[10m])) >= 1`;
  const before = `kube_pod_container_status_last_terminated_reason{${ksm},reason="OOMKilled"} == 1`;
  const ended = once(`kube_pod_container_status_terminated_reason{${ksm},reason="OOMKilled"} == 1`, ...CONTAINER);
  return `(${restarted} and ${on(...CONTAINER)} ${before}) or ${ended}`;
}

const waiting = (matcher: string, { ksm }: Context) => `kube_pod_container_status_waiting_reason{${ksm},reason${matcher}}`;

const OF_POD = '{{ $labels.container }} of pod {{ $labels.namespace }}/{{ $labels.pod }}';

const PODS: readonly AlertDefinition[] = [
  {
    alert: 'KubePodCrashLooping',
    severity: 'warning',
    for: '15m',
    expr: context => `${context.once(`max_over_time(${waiting('="CrashLoopBackOff"', context)}[5m])`, ...CONTAINER)} >= 1`,
    summary: `Container ${OF_POD} crashes again and again.`,
    description: 'The kubelet waits longer and longer before each restart, so the container hardly does any work. Read the log of the '
      + 'previous run: "kubectl logs --previous".',
  },
  {
    alert: 'KubePodNotReady',
    severity: 'warning',
    for: '15m',
    expr: notReady,
    summary: 'Pod {{ $labels.namespace }}/{{ $labels.pod }} is not ready.',
    description: 'The pod is pending, its node does not report, or it runs without being ready. It gets no traffic from Services. Read '
      + 'its events and conditions: "kubectl describe pod".',
  },
  {
    alert: 'PodImagePullFailing',
    severity: 'warning',
    for: '15m',
    expr: context => `${context.once(waiting(`=~"${IMAGE_REASONS}"`, context), ...CONTAINER)} > 0`,
    summary: `The image of container ${OF_POD} cannot be pulled.`,
    description: 'The container cannot start on this node. Check the image name, the tag and the pull secret.',
  },
  {
    alert: 'KubeContainerWaiting',
    severity: 'warning',
    for: '1h',
    expr: context => `${context.once(waiting(`!~"CrashLoopBackOff|${IMAGE_REASONS}"`, context), ...CONTAINER, 'reason')} > 0`,
    summary: `Container ${OF_POD} has waited for an hour: {{ $labels.reason }}.`,
    description: 'The container has not started. Read the events of the pod: "kubectl describe pod".',
  },
  {
    alert: 'ContainerOutOfMemory',
    severity: 'warning',
    expr: outOfMemory,
    summary: `Container ${OF_POD} was killed because it used more memory than its limit.`,
    description: 'The work that the container was doing is lost. Raise the memory limit, or look for a leak.',
  },
];

export const WORKLOADS: GroupDefinition = {
  name: 'workloads',
  title: 'Workloads',
  needs: ['kubeStateMetrics'],
  records: [
    ...OWNERS,
    {
      record: 'namespace_phase:kube_pod_status_phase:sum',
      expr: ({ ksm, by, once }) =>
        `sum ${by('namespace', 'phase')} (${once(`kube_pod_status_phase{${ksm}}`, 'namespace', 'pod', 'phase')})`,
    },
    {
      record: 'namespace:kube_pod_container_status_restarts:increase1h',
      expr: ({ ksm, by, once }) =>
        `sum ${by('namespace')} (${once(`increase(kube_pod_container_status_restarts_total{${ksm}}[1h])`, ...CONTAINER)})`,
    },
  ],
  alerts: [...PODS, ...CONTROLLER_ALERTS],
};
