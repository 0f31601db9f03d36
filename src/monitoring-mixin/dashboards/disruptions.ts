import { BoardContext, column, DashboardDefinition, lines, stat, table, toBoard, value } from './dashboard';
import { Panel, Row } from '../../dashboards/panels';
import { disruptionLimits } from '../../versions/disruption-limits';

/** Lists what cannot be shown, so that an empty panel is not read as "nothing happened". */
function limitsText({ kubeStateMetrics, jobs }: BoardContext): string {
  const limits = disruptionLimits(kubeStateMetrics, {
    apiServer: jobs.apiServer !== undefined,
    scheduler: jobs.scheduler !== undefined,
    controllerManager: jobs.controllerManager !== undefined,
    kubelet: jobs.kubelet !== undefined,
  });
  const sentences = limits.map(({ what, cure }) => `${what}: ${cure}.`);
  return sentences.length === 0 ? '' : ` Not everything is visible with kube-state-metrics ${kubeStateMetrics.text}. `
    + `${sentences.join(' ')}`;
}

export const DISRUPTIONS: DashboardDefinition = {
  id: 'disruptions',
  title: 'Kubernetes / Disruptions',
  description: 'Disrupted pods: their workload, node, initiator and cause. A pod counts once.',
  folder: 'Kubernetes',
  questions: [
    { question: 'What was disrupted, and by whom?', panel: 'By cause' },
    { question: 'Which pods were disrupted?', panel: 'Pods' },
    { question: 'Which workload loses most pods?', panel: 'By workload' },
    { question: 'Which node is drained, and by whom?', panel: 'Nodes being drained' },
    { question: 'What blocks evictions?', panel: 'Budgets that block evictions' },
  ],
  needs: ['kubeStateMetrics'],
  groups: ['disruptions'],
  alerts: { groups: ['disruptions'], names: ['KubePdbNotEnoughHealthyPods', 'PodDisruptionBudgetNeverAllows'] },
  variables: ({ ksm }) => [{ name: 'namespace', series: `kube_namespace_created{${ksm}}`, label: 'namespace', multi: true }],
  rows: context => [glance(context), overTime(context), objects(context), evictions(context)],
};

/** A disruption that only a counter reports has no namespace. */
const NAMESPACE = 'namespace=~"$namespace|"';

/** A single eviction is not a drain. */
export const DRAINED = 'initiator!="eviction-api"';

function glance({ here, ksm, once }: BoardContext): Row {
  return {
    title: 'At a glance',
    panels: [
      stat('In five minutes', 'none', `sum(pod_disruption:increase5m{${here},${NAMESPACE}}) or vector(0)`, {
        description: 'Pods that were disrupted in the last five minutes. Some are normal while nodes are updated or scaled down. '
          + 'Otherwise see "By cause".',
        thresholds: { warning: 1 },
      }),
      stat('Nodes being drained', 'none', `count(node:pod_disruption_initiator:info{${here},${DRAINED}}) or vector(0)`, {
        description: 'Nodes that an autoscaler or a person drains. A drain should end within minutes; see "Nodes being drained" '
          + 'for which.',
        thresholds: { warning: 1 },
      }),
      stat('Blocking budgets', 'none', `count(${once(
        `kube_poddisruptionbudget_status_pod_disruptions_allowed{${ksm},namespace=~"$namespace"}`, 'namespace', 'poddisruptionbudget',
      )} == 0) or vector(0)`, {
        description: 'PodDisruptionBudgets that allow no eviction now. A drain waits for them. If it does not end, add a replica, or relax '
          + 'the budget.',
        thresholds: { warning: 1 },
      }),
    ],
  };
}

function overTime(context: BoardContext): Row {
  const stacked = (
    title: string, legend: string, labels: string, more: Omit<Partial<Panel>, 'description'> & { readonly description: string },
  ) =>
    lines(
      title,
      'short',
      `sum by (${labels}) (pod_disruption:increase5m{${context.here},${NAMESPACE}})`,
      legend,
      { stacked: true, empty: 'Nothing was disrupted', ...more },
    );
  const nameless = 'A series without a name is from a counter without pod names.';
  return {
    title: 'Over time',
    panels: [
      stacked('By cause', '{{cause}} ({{initiator}})', 'cause, initiator', {
        description: `Pods that were disrupted in five minutes, by cause and initiator.${limitsText(context)}`,
      }),
      stacked('By namespace', '{{namespace}}', 'namespace', {
        description: `Pods that were disrupted in five minutes. ${nameless}`,
        links: [toBoard('workloads', 'Workloads of ${__field.labels.namespace}', 'namespace')],
      }),
      stacked('By node', '{{node}}', 'node', {
        description: 'Pods that were disrupted in five minutes. One node after another is a rolling update; many at once a failure. '
          + `${nameless}`,
        links: [toBoard('nodes', 'Machine ${__field.labels.node}', 'node')],
      }),
      stacked('By workload', '{{namespace}}/{{workload}}', 'namespace, workload', {
        description: 'Pods that were disrupted in five minutes. A workload that loses all of its pods at once needs a '
          + `PodDisruptionBudget. ${nameless}`,
        links: [toBoard('workload', 'Pods of ${__field.labels.workload}', 'namespace', 'workload')],
      }),
    ],
  };
}

function objects({ here, cluster, by }: BoardContext): Row {
  return {
    title: 'Pods and nodes',
    panels: [
      table('Pods', 'none', [
        column(cluster, 'Cluster'),
        column('namespace', 'Namespace', toBoard('workloads', 'Workloads of ${__value.text}', 'namespace')),
        column('pod', 'Pod', toBoard('pod', 'Pod ${__value.text}', 'namespace', 'pod')),
        column('workload', 'Workload'),
        column('node', 'Node', toBoard('nodes', 'Machine ${__value.text}', 'node')),
        column('cause', 'Cause'),
        column('initiator', 'By'),
      ], [{
        expr: `topk(50, sum ${by('namespace', 'pod', 'workload', 'node', 'cause', 'initiator')} `
        + `(max_over_time(namespace_pod:pod_disruption:increase5m{${here},namespace=~"$namespace"}[$__range])))`,
      }], {
        description: 'Each pod that was disrupted in the selected time, once for each cause. The dashboard "Disruptions in detail" says '
          + 'when, and what nodes were short of.',
        empty: 'Nothing was disrupted',
      }),
      table('Nodes being drained', 'none', [
        column(cluster, 'Cluster'),
        column('node', 'Node', toBoard('nodes', 'Machine ${__value.text}', 'node')),
        column('initiator', 'By'),
      ],
      [{ expr: `topk(50, max ${by('node', 'initiator')} (node:pod_disruption_initiator:info{${here},${DRAINED}}))` }], {
        description: 'Nodes that are being drained, and by whom. If a drain does not end, see the budgets that block evictions.',
        empty: 'No node is drained',
      }),
    ],
  };
}

function evictions({ here, ksm, jobs, karpenter, cluster, by }: BoardContext): Row {
  const budgets = (name: string) => `max ${by('namespace', 'poddisruptionbudget')} `
    + `(kube_poddisruptionbudget_status_${name}{${ksm},namespace=~"$namespace"})`;
  const blocking = `${budgets('pod_disruptions_allowed')} == 0`;
  const on = `on (${cluster}, namespace, poddisruptionbudget)`;
  const column2 = (title: string, name: string) => value(title, `${budgets(name)} and ${on} (${blocking})`);
  return {
    title: 'Budgets and evictions',
    panels: [
      ...jobs.apiServer === undefined ? [] : [
        lines('Eviction requests', 'short', `sum by (code) (cluster_code:apiserver_eviction_requests:increase5m{${here}})`, '{{code}}', {
          description: 'Requests to evict a pod, in five minutes. 201: the pod is evicted. 429: a PodDisruptionBudget blocks it, and the '
            + 'request is repeated.',
          empty: 'No eviction was requested',
        }),
      ],
      ...jobs.karpenter === undefined ? [] : [
        lines('Nodes disrupted by Karpenter', 'short', 'sum by (nodepool, reason) '
          + `(nodepool_reason:karpenter_nodeclaims_disrupted:increase5m{${here}})`, '{{nodepool}} {{reason}}', {
          description: 'Nodes that Karpenter replaces or removes, in five minutes. Underutilized and Empty save cost, Drifted follows a '
            + 'change of the NodePool.',
          empty: 'Karpenter disrupts no node',
        }),
        lines(
          'Pods drained by Karpenter',
          'short',
          `sum by (reason) (increase(karpenter_pods_drained_total{${karpenter}}[5m]))`,
          '{{reason}}',
          {
            description: 'Pods that Karpenter drained from nodes, in five minutes.',
            empty: 'Karpenter drains no pod',
          },
        ),
      ],
      table('Budgets that block evictions', 'none', [
        column(cluster, 'Cluster'),
        column('namespace', 'Namespace', toBoard('workloads', 'Workloads of ${__value.text}', 'namespace')),
        column('poddisruptionbudget', 'Budget'),
      ], [
        value('Allowed', `topk(50, ${blocking})`, { thresholds: { warning: 1, direction: 'below' } }),
        column2('Healthy', 'current_healthy'),
        column2('Needed', 'desired_healthy'),
        column2('Expected', 'expected_pods'),
      ], {
        description: 'PodDisruptionBudgets that block a drain now. If fewer pods are healthy than needed, repair them; if all are '
          + 'healthy, add a replica or relax the budget.',
        sortBy: 'Expected',
        empty: 'No budget blocks',
      }),
    ],
  };
}
