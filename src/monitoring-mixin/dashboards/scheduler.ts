import { clientRow, processRow, queueRow, upStates, upStats } from './control-plane-parts';
import { BoardContext, DashboardDefinition, lines, observations, quantile, several, stat, toBoard } from './dashboard';

const P99 = 'cluster:scheduler_scheduling_attempt_duration_seconds:p99_5m';
const component = ({ scheduler: selector }: BoardContext) => ({ name: 'kube-scheduler', selector });

export const SCHEDULER: DashboardDefinition = {
  id: 'scheduler',
  title: 'Control plane / Scheduler',
  description: 'kube-scheduler: how many pods wait for a node, why, and how long it takes to find one.',
  folder: 'Control plane',
  questions: [
    { question: 'How long do pods wait for a node?', panel: 'Attempt duration (p99)' },
    { question: 'Why do pods stay pending?', panel: 'Unschedulable pods by plugin' },
    { question: 'How many pods are preempted?', panel: 'Preemption' },
  ],
  needs: ['scheduler'],
  groups: ['scheduler'],
  alerts: { groups: ['scheduler'], names: ['PodsPreempted'] },
  rows: context => {
    const { here, scheduler } = context;
    const attempts = (more = '') => `rate(scheduler_schedule_attempts_total{${scheduler}${more}}[$__rate_interval])`;
    return [
      {
        title: 'At a glance',
        panels: [
          ...upStats(component(context)),
          stat('Pods without a node', 'none', `sum(scheduler_pending_pods{${scheduler},queue="unschedulable"})`, {
            description: 'Pods for which no node fits. Normally 0. If not, read "Unschedulable pods by plugin": add nodes, or lower '
              + 'requests.',
            thresholds: { warning: 1 },
            links: [toBoard('nodes-overview', 'Room on the nodes')],
          }),
          stat('Pods scheduled', 'ops', `sum(${attempts(',result="scheduled"')})`, {
            description: 'Pods scheduled per second.',
            plain: 'It follows what users deploy.',
          }),
          stat('Failed attempts', 'ops', `sum(${attempts(',result="error"')}) or vector(0)`, {
            description: 'Attempts that end with an internal error. Normally 0. If not, read the log of kube-scheduler.',
            thresholds: { warning: 0.01 },
          }),
        ],
      },
      {
        title: 'Scheduling',
        panels: [
          lines('Attempt duration (p99)', 's', `max(${P99}{${here}})`, 'kube-scheduler', {
            description: '99% of the attempts to find a node are faster. Normally below 0.1 s. Many nodes and '
              + 'affinity rules make it slow.',
          }),
          lines('Attempts by result', 'ops', `sum by (result) (${attempts()})`, '{{result}}', {
            description: 'Attempts to find a node. "unschedulable" means that no node fits; the scheduler retries until one does.',
          }),
          lines('Pending pods by queue', 'short', `sum by (queue) (scheduler_pending_pods{${scheduler}})`, '{{queue}}', {
            description: 'Pods by queue: "active" are next, "backoff" wait for another attempt, "unschedulable" fit no node, "gated" '
              + 'wait on purpose.',
          }),
          lines('Unschedulable pods by plugin', 'short', `sum by (plugin) (scheduler_unschedulable_pods{${scheduler}}) > 0`, '{{plugin}}', {
            description: 'Pods that fit no node, by the plugin that rejects the nodes. NodeResourcesFit: too little CPU or memory is free. '
              + 'TaintToleration, NodeAffinity: the pod does not fit the nodes. VolumeBinding: a claim has no volume.',
            empty: 'Every pod has found a node',
          }),
          lines('Time to schedule a pod (p99)', 's', quantile(
            0.99, 'scheduler_pod_scheduling_sli_duration_seconds', scheduler, 'by (attempts)',
          ), 'attempts: {{attempts}}', {
            description: 'From the first attempt to the last, by number of attempts. The first attempt is normally enough.',
          }),
          several('Preemption', 'ops', [
            { expr: `sum(rate(scheduler_preemption_attempts_total{${scheduler}}[$__rate_interval]))`, legend: 'attempts' },
            { expr: observations('scheduler_preemption_victims', scheduler, 'by ()', 'sum'), legend: 'pods ended' },
          ], {
            description: 'Attempts to make room for a pod by ending pods of a lower priority. Normally 0. If not, the cluster is too '
              + 'small for its pods.',
          }),
        ],
      },
      {
        title: 'Plugins',
        panels: [
          lines('Step duration (p99)', 's', quantile(
            0.99, 'scheduler_framework_extension_point_duration_seconds', scheduler, 'by (extension_point)',
          ), '{{extension_point}}', {
            description: 'How long the steps of an attempt take. Filter and Score look at the nodes; Bind and PreBind call the API server.',
          }),
          upStates(component(context), context),
        ],
      },
      clientRow(component(context), context),
      queueRow(component(context)),
      processRow(component(context), context),
    ];
  },
};
