import { BoardContext, column, DashboardDefinition, lines, several, stat, table, toBoard, value } from './dashboard';
import { Row } from '../../dashboards/panels';

const POD = 'namespace="$namespace",pod="$pod"';

export const PODS: DashboardDefinition = {
  id: 'pod',
  title: 'Kubernetes / Pod',
  description: 'One pod: CPU, memory, network and restarts, by container.',
  folder: 'Kubernetes',
  questions: [
    { question: 'What do the containers of a pod use, compared with their requests and limits?', panel: 'CPU' },
    { question: 'Is a container throttled?', panel: 'CPU throttling' },
    { question: 'How near is a container to its memory limit?', panel: 'Memory, of limit' },
    { question: 'Why did a container end?', panel: 'Last termination of containers' },
  ],
  needs: ['kubeStateMetrics', 'kubelet'],
  groups: ['workloads', 'resources'],
  alerts: {
    names: [
      'KubePodCrashLooping',
      'KubePodNotReady',
      'PodImagePullFailing',
      'KubeContainerWaiting',
      'ContainerOutOfMemory',
      'CPUThrottlingHigh',
      'ContainerMemoryNearLimit',
      'ConfigReloaderSidecarErrors',
    ],
  },
  variables: ({ ksm }) => [
    { name: 'namespace', series: `kube_namespace_created{${ksm}}`, label: 'namespace' },
    { name: 'pod', series: `kube_pod_info{${ksm},namespace="$namespace"}`, label: 'pod' },
  ],
  rows: context => [glance(context), compute(context), network(context), containers(context)],
};

function glance({ ksm, cluster, by }: BoardContext): Row {
  return {
    title: 'At a glance',
    panels: [
      stat('Running', 'bool_on_off', `max(kube_pod_status_phase{${ksm},${POD},phase="Running"})`, {
        description: 'Whether the pod is in the phase Running. If not, read its events: "kubectl describe pod".',
        thresholds: { critical: 1, direction: 'below' },
        empty: 'No such pod',
      }),
      stat('Ready', 'bool_on_off', `max(kube_pod_status_ready{${ksm},${POD},condition="true"})`, {
        description: 'Whether the pod is ready and gets traffic. If not, look at its readiness probe.',
        thresholds: { warning: 1, direction: 'below' },
        empty: 'No such pod',
      }),
      stat('Restarts', 'none', `sum(max by (container) (kube_pod_container_status_restarts_total{${ksm},${POD}}))`, {
        description: 'Restarts of all containers since the pod was created. Normally 0. If not, see "Last termination of containers".',
        thresholds: { warning: 1 },
      }),
      stat('Age', 's', `time() - max(kube_pod_created{${ksm},${POD}})`, {
        description: 'Time since the pod was created.',
        plain: 'any age is normal',
      }),
      table('Placement', 'none', [
        column(cluster, 'Cluster'),
        column('node', 'Node', toBoard('nodes', 'Node ${__value.text}', 'node')),
        column('created_by_kind', 'Owner kind'),
        column('created_by_name', 'Owner'),
      ],
      [{ expr: `max ${by('node', 'created_by_kind', 'created_by_name')} (kube_pod_info{${ksm},${POD}})` }], {
        description: 'The node of the pod, and its owner. Click on the node to see whether it has the problem.',
        size: { w: 24, h: 3 },
        empty: 'No such pod',
      }),
    ],
  };
}

function compute({ here, ksm, cadvisor, limits }: BoardContext): Row {
  const resource = (kind: string, name: string) => 'max by (container) '
    + `(kube_pod_container_resource_${kind}{${ksm},${POD},resource="${name}"})`;
  const memory = `max by (container) (node_namespace_pod_container:container_memory_working_set_bytes{${here},${POD}})`;
  const periods = (kind: string) => 'sum by (container) '
    + `(rate(container_cpu_cfs_${kind}_total{${cadvisor},${POD},container!=""}[$__rate_interval]))`;
  return {
    title: 'CPU and memory',
    panels: [
      several('CPU', 'short', [
        {
          expr: `max by (container) (node_namespace_pod_container:container_cpu_usage_seconds_total:sum_rate5m{${here},${POD}})`,
          legend: '{{container}} used',
        },
        { expr: resource('requests', 'cpu'), legend: '{{container}} requested' },
        { expr: resource('limits', 'cpu'), legend: '{{container}} limit' },
      ], {
        description: 'Cores that each container uses, requests and may use. Normally used is near requested. At the limit the container is '
          + 'throttled.',
      }),
      several('Memory', 'bytes', [
        { expr: memory, legend: '{{container}} used' },
        { expr: resource('requests', 'memory'), legend: '{{container}} requested' },
        { expr: resource('limits', 'memory'), legend: '{{container}} limit' },
      ], {
        description: 'Memory (working set) that each container uses, requests and may use. At the limit the container is killed '
          + '(OOMKilled).',
      }),
      lines('CPU throttling', 'percentunit', `${periods('throttled_periods')} / (${periods('periods')} > 0)`, '{{container}}', {
        description: 'Share of the time slices in which a container wanted more than its CPU limit (throttling). Above 0.25 responses are '
          + 'slow: raise or remove the CPU limit.',
        thresholds: limits('CPUThrottlingHigh', { scale: 0.01 }),
        empty: 'No container has a CPU limit',
      }),
      lines('Memory, of limit', 'percentunit', `${memory} / (${resource('limits', 'memory')} > 0)`, '{{container}}', {
        description: 'Memory of a container, as a share of its limit. At 1 it is killed (OOMKilled): raise the limit, or look for a leak.',
        thresholds: limits('ContainerMemoryNearLimit', { scale: 0.01 }),
        empty: 'No container has a memory limit',
      }),
    ],
  };
}

function network({ here, cadvisor }: BoardContext): Row {
  const rate = (metric: string) => `sum(rate(container_${metric}_total{${cadvisor},${POD}}[$__rate_interval]))`;
  return {
    title: 'Network and disk',
    panels: [
      several('Network', 'Bps', [
        { expr: `sum(namespace_pod:container_network_receive_bytes:rate5m{${here},${POD}})`, legend: 'received' },
        { expr: `sum(namespace_pod:container_network_transmit_bytes:rate5m{${here},${POD}})`, legend: 'sent' },
      ], {
        description: 'Bytes that the pod receives and sends. A pod with hostNetwork has no series.',
        empty: 'The pod uses hostNetwork, or has no traffic',
      }),
      several('Disk', 'Bps', [
        { expr: rate('fs_reads_bytes'), legend: 'read' },
        { expr: rate('fs_writes_bytes'), legend: 'written' },
      ], {
        description: 'Bytes that the containers of the pod read from disks and write to them. Compare it with what the disk of the node '
          + 'can do.',
        empty: 'The runtime does not report disk traffic',
      }),
    ],
  };
}

function containers({ ksm, cluster, by }: BoardContext): Row {
  return {
    title: 'Containers',
    panels: [
      lines(
        'Restarts in an hour',
        'short',
        `max by (container) (increase(kube_pod_container_status_restarts_total{${ksm},${POD}}[1h]))`,
        '{{container}}',
        {
          description: 'Restarts of each container in the last hour. Normally 0. If not, read the logs of the previous container: '
            + '"kubectl logs --previous".',
        },
      ),
      table('Last termination of containers', 'none', [
        column(cluster, 'Cluster'), column('container', 'Container'), column('reason', 'Reason'),
      ],
      [value('Restarts', `max ${by('container', 'reason')} (kube_pod_container_status_last_terminated_reason{${ksm},${POD}} == 1) * 0 `
          + `+ on (${cluster}, container) group_left () max ${by(
            'container',
          )} (kube_pod_container_status_restarts_total{${ksm},${POD}})`)], {
        description: 'Why each container ended the last time, and how often it restarted. OOMKilled: memory limit; Error: the logs '
            + 'before; Completed: the program exited with status 0.',
        size: { w: 24, h: 6 },
        sortBy: 'Restarts',
        empty: 'No container has ended',
      }),
    ],
  };
}
