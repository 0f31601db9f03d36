import { BoardContext, column, DashboardDefinition, largest, lines, several, stat, table, toBoard, top, value } from './dashboard';
import { Row } from '../../dashboards/panels';

const NAMESPACE = 'namespace=~"$namespace"';

export const WORKLOADS: DashboardDefinition = {
  id: 'workloads',
  title: 'Kubernetes / Namespaces and workloads',
  description: 'Requests, use and pods of the workloads of a namespace.',
  folder: 'Kubernetes',
  questions: [
    { question: 'Which workload of a namespace uses how much?', panel: 'Workloads' },
    { question: 'What does each pod of a namespace use, compared with its requests and limits?', panel: 'Pods by memory' },
    { question: 'Are the requests of a namespace right?', panel: 'CPU of the namespace' },
    { question: 'Does every workload have all of its pods?', panel: 'Replicas missing' },
    { question: 'Why does a container not start?', panel: 'Waiting containers' },
  ],
  needs: ['kubeStateMetrics', 'kubelet'],
  groups: ['workloads', 'resources'],
  alerts: { groups: ['workloads', 'resources'] },
  variables: ({ ksm }) => [{ name: 'namespace', series: `kube_namespace_created{${ksm}}`, label: 'namespace', multi: true }],
  rows: context => [glance(context), list(context), compute(context), pods(context), replicas(context)],
};

function glance({ here }: BoardContext): Row {
  const sum = (series: string, more = '') => `sum(${series}{${here},${NAMESPACE}${more}})`;
  return {
    title: 'At a glance',
    panels: [
      stat('Pods running', 'none', sum('namespace_phase:kube_pod_status_phase:sum', ',phase="Running"'), {
        description: 'Pods in the phase Running.',
        plain: 'any number of pods is valid',
      }),
      stat('Pods not running', 'none', `${sum('namespace_phase:kube_pod_status_phase:sum', ',phase=~"Pending|Unknown|Failed"')} or `
        + 'vector(0)', {
        description: 'Pods in the phases Pending, Unknown and Failed. Some are normal during a rollout. If they remain, read the '
          + 'events: "kubectl describe pod".',
        thresholds: { warning: 1 },
      }),
      stat('Restarts in an hour', 'none', `round(${sum('namespace:kube_pod_container_status_restarts:increase1h')})`, {
        description: 'Containers that restarted in the last hour. Normally 0. If not, read the logs of the previous container: "kubectl '
          + 'logs --previous".',
        thresholds: { warning: 1 },
      }),
      stat('CPU, of requests', 'percentunit', `${sum('namespace:container_cpu_usage_seconds:rate5m')} / `
        + `${sum('namespace_cpu:kube_pod_container_resource_requests:sum')}`, {
        description: 'CPU usage, as a share of requests. Far below 1, nodes are wasted. Above 1 the pods use CPU that they lose when '
          + 'the node is busy.',
        thresholds: { warning: 1 },
      }),
      stat('Memory, of requests', 'percentunit', `${sum('namespace:container_memory_working_set_bytes:sum')} / `
        + `${sum('namespace_memory:kube_pod_container_resource_requests:sum')}`, {
        description: 'Memory usage, as a share of requests. Above 1 the pods are among the first to be evicted: raise the requests.',
        thresholds: { warning: 1 },
      }),
    ],
  };
}

function list({ here, cluster, by }: BoardContext): Row {
  const workload = (series: string) => `sum ${by('namespace', 'workload', 'workload_type')} (${series}{${here},${NAMESPACE}})`;
  return {
    title: 'By workload',
    panels: [
      table('Workloads', 'short', [
        column(cluster, 'Cluster'), column('namespace', 'Namespace', toBoard('workloads', 'Only ${__value.text}', 'namespace')),
        column('workload', 'Workload', toBoard('workload', 'Pods of ${__value.text}', 'namespace', 'workload', 'workload_type')),
        column('workload_type', 'Type'),
      ], [
        value('CPU used', `topk(50, ${workload('namespace_workload:container_cpu_usage_seconds:rate5m')})`),
        value('Memory used', workload('namespace_workload:container_memory_working_set_bytes:sum'), { unit: 'bytes' }),
      ], {
        description: 'The workloads that use most CPU first. Click on a workload for its pods.',
        sortBy: 'CPU used',
        empty: 'No workload. Is the kubelet scraped?',
      }),
      lines('CPU', 'short', top(
        `sum by (namespace, workload) (namespace_workload:container_cpu_usage_seconds:rate5m{${here},${NAMESPACE}})`,
      ), '{{namespace}}/{{workload}}', {
        stacked: true,
        links: TO_WORKLOAD,
        description: 'The ten workloads that use most cores. After a step up without a rollout, look at its pods.',
      }),
      lines('Memory', 'bytes', top('sum by (namespace, workload) '
        + `(namespace_workload:container_memory_working_set_bytes:sum{${here},${NAMESPACE}})`), '{{namespace}}/{{workload}}', {
        stacked: true,
        links: TO_WORKLOAD,
        description: 'The ten workloads that use most memory (working set). A curve that only rises is a leak.',
      }),
    ],
  };
}

const TO_WORKLOAD = [toBoard('workload', 'Pods of ${__field.labels.workload}', 'namespace', 'workload')];

function compute({ here }: BoardContext): Row {
  const three = (resource: string, used: string) => [
    { expr: `sum(namespace_${resource}:kube_pod_container_resource_limits:sum{${here},${NAMESPACE}})`, legend: 'limit' },
    { expr: `sum(namespace_${resource}:kube_pod_container_resource_requests:sum{${here},${NAMESPACE}})`, legend: 'requested' },
    { expr: `sum(${used}{${here},${NAMESPACE}})`, legend: 'used' },
  ];
  return {
    title: 'Requests and limits',
    panels: [
      several('CPU of the namespace', 'short', three('cpu', 'namespace:container_cpu_usage_seconds:rate5m'), {
        description: 'Cores that the pods of the selected namespaces may use, request and use. Normally used is somewhat below requested. '
          + 'Near the limit containers are throttled.',
      }),
      several('Memory of the namespace', 'bytes', three('memory', 'namespace:container_memory_working_set_bytes:sum'), {
        description: 'Memory that the pods of the selected namespaces may use, request and use. Normally used is somewhat below requested. '
          + 'At the limit containers are killed.',
      }),
    ],
  };
}

function pods({ here, ksm, cluster, by, on, limits }: BoardContext): Row {
  const used = (series: string) => `sum ${by('namespace', 'pod')} (max ${by('namespace', 'pod', 'container')} `
    + `(${series}{${here},${NAMESPACE}}))`;
  const held = (kind: string, resource: string) =>
    `sum ${by('namespace', 'pod')} (max ${by('namespace', 'pod', 'container')} `
      + `(kube_pod_container_resource_${kind}{${ksm},${NAMESPACE},resource="${resource}"}))`;
  const cpu = used('node_namespace_pod_container:container_cpu_usage_seconds_total:sum_rate5m');
  const memory = used('node_namespace_pod_container:container_memory_working_set_bytes');
  const share = (part: string, whole: string) => `${part} / (${whole} > 0)`;
  const columns = [
    column(cluster, 'Cluster'),
    column('namespace', 'Namespace', toBoard('workloads', 'Only ${__value.text}', 'namespace')),
    column('pod', 'Pod', toBoard('pod', 'Pod ${__value.text}', 'namespace', 'pod')),
  ];
  const empty = 'No pod. Is the kubelet scraped?';
  return {
    title: 'By pod',
    panels: [
      table('Pods by CPU', 'short', columns, largest(on('namespace', 'pod'), [
        value('CPU used', cpu),
        value('Of requested', share(cpu, held('requests', 'cpu')), { unit: 'percentunit' }),
        value('Of limit', share(cpu, held('limits', 'cpu')), { unit: 'percentunit' }),
      ]), {
        description: 'The 50 pods that use most CPU, with their share of requests and limits. Above its requests a pod uses spare CPU; '
          + 'at the limit it is throttled.',
        sortBy: 'CPU used',
        empty,
      }),
      table('Pods by memory', 'bytes', columns, largest(on('namespace', 'pod'), [
        value('Memory used', memory),
        value('Of requested', share(memory, held('requests', 'memory')), { unit: 'percentunit' }),
        value('Of limit', share(memory, held('limits', 'memory')), {
          unit: 'percentunit',
          thresholds: limits('ContainerMemoryNearLimit', { scale: 0.01 }),
        }),
      ]), {
        description: 'The 50 pods that use most memory (working set), with their share of requests and limits. Far above the requests a '
          + 'pod is among the first to be evicted; at the limit it is killed.',
        sortBy: 'Memory used',
        empty,
      }),
    ],
  };
}

function replicas({ ksm, cluster, by, once }: BoardContext): Row {
  const of = (metric: string, kind: string) => once(`${metric}{${ksm},${NAMESPACE}}`, 'namespace', kind);
  const workload = (expr: string, kind: string) => `label_replace(label_replace(${expr}, "workload", "$1", "${kind}", "(.+)"), "kind", `
    + `"${kind}", "", "")`;
  const missing = (wanted: string, available: string, kind: string) => workload(`(${of(wanted, kind)} - ${of(available, kind)} > 0)`, kind);
  const all = [
    missing('kube_deployment_spec_replicas', 'kube_deployment_status_replicas_available', 'deployment'),
    missing('kube_statefulset_replicas', 'kube_statefulset_status_replicas_ready', 'statefulset'),
    missing('kube_daemonset_status_desired_number_scheduled', 'kube_daemonset_status_number_available', 'daemonset'),
  ].join(' or ');
  const object = [column(cluster, 'Cluster'), column('namespace', 'Namespace', toBoard('workloads', 'Only ${__value.text}', 'namespace'))];
  return {
    title: 'Missing and waiting pods',
    panels: [
      lines('Replicas missing over time', 'none', top(`sum by (namespace, workload) (${all})`), '{{namespace}}/{{workload}}', {
        links: TO_WORKLOAD,
        description: 'The ten workloads with most missing pods. Normally none, except for minutes during a rollout. '
          + 'One pod of a StatefulSet that does not become ready blocks the others.',
        empty: 'Every workload has its pods',
      }),
      table('Replicas missing', 'none', [
        ...object,
        column('workload', 'Workload', toBoard('workload', 'Pods of ${__value.text}', 'namespace', 'workload')),
        column('kind', 'Kind'),
      ],
      [value('Missing', `topk(50, sum ${by('namespace', 'workload', 'kind')} (${all}))`, { thresholds: { warning: 1 } })], {
        description: 'Deployments, StatefulSets and DaemonSets with fewer pods than desired. Normally none, except during a rollout. '
            + 'Read the events of the pods that are missing.',
        sortBy: 'Missing',
        empty: 'Every workload has its pods',
      }),
      table('Waiting containers', 'none', [
        ...object,
        column('pod', 'Pod', toBoard('pod', 'Pod ${__value.text}', 'namespace', 'pod')),
        column('container', 'Container'),
        column('reason', 'Reason'),
      ],
      [{
        expr: `topk(50, max ${by('namespace', 'pod', 'container', 'reason')} `
          + `(kube_pod_container_status_waiting_reason{${ksm},${NAMESPACE}} == 1))`,
      }], {
        description: 'Containers that do not run yet, and why. Normally none for longer than a minute. ImagePullBackOff: the image; '
            + 'CrashLoopBackOff: the logs; CreateContainerConfigError: Secrets and ConfigMaps.',
        empty: 'No container waits',
      }),
    ],
  };
}
