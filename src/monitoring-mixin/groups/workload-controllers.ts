import { AlertDefinition, Context } from '../definition';

/** A metric of kube-state-metrics about one kind of object: one series per object. */
const about = (kind: string, ...more: string[]) => (metric: string, { ksm, once }: Context, matchers = '') =>
  once(`kube_${kind}_${metric}{${ksm}${matchers}}`, 'namespace', kind, ...more);

const deployment = about('deployment');
const statefulSet = about('statefulset');
const revision = about('statefulset', 'revision');
const daemonSet = about('daemonset');
const autoscaler = about('horizontalpodautoscaler');
const budget = about('poddisruptionbudget');

/** No pod has been updated within the window. A slow rollout updates a pod within it. */
const standsStill = (kind: 'deployment' | 'statefulset' | 'daemonset', metric: string, { ksm, on, once }: Context, window = '10m') =>
  `and ${on('namespace', kind)} ${once(`changes(kube_${kind}_${metric}{${ksm}}[${window}])`, 'namespace', kind)} == 0`;

const DEPLOYMENTS: readonly AlertDefinition[] = [
  {
    alert: 'KubeDeploymentRolloutStuck',
    severity: 'warning',
    for: '15m',
    expr: context => `${deployment('status_condition', context, ',condition="Progressing",status="false"')} == 1`,
    summary: 'The rollout of Deployment {{ $labels.namespace }}/{{ $labels.deployment }} makes no progress.',
    description: 'The new version runs in part or not at all. The old version still serves. Read the events and logs of the new pods, or '
      + 'roll back.',
  },
  {
    alert: 'KubeDeploymentReplicasMismatch',
    severity: 'warning',
    for: '15m',
    expr: context => `${deployment('spec_replicas', context)} > ${deployment('status_replicas_available', context)} `
      + standsStill('deployment', 'status_replicas_updated', context),
    summary: 'Deployment {{ $labels.namespace }}/{{ $labels.deployment }} has fewer available pods than it should have.',
    description: 'The Deployment serves with less capacity than requested, and no rollout is in progress. Look at its pods that are not '
      + 'ready.',
  },
  {
    alert: 'KubeDeploymentGenerationMismatch',
    severity: 'warning',
    for: '15m',
    expr: context => `${deployment('status_observed_generation', context)} != ${deployment('metadata_generation', context)}`,
    summary: 'A change of Deployment {{ $labels.namespace }}/{{ $labels.deployment }} has not been observed.',
    description: 'kube-controller-manager has not processed the newest version of the object. Check kube-controller-manager.',
  },
];

const STATEFUL_SETS: readonly AlertDefinition[] = [
  {
    alert: 'KubeStatefulSetReplicasMismatch',
    severity: 'warning',
    for: '15m',
    expr: context => `${statefulSet('status_replicas_ready', context)} != ${statefulSet('replicas', context)} `
      + standsStill('statefulset', 'status_replicas_updated', context),
    summary: 'StatefulSet {{ $labels.namespace }}/{{ $labels.statefulset }} has {{ $value }} ready pods, not the number requested.',
    description: 'Members are missing, and no rollout is in progress. A clustered application can lose its quorum. Look at the first pod '
      + 'that is not ready.',
  },
  {
    alert: 'KubeStatefulSetGenerationMismatch',
    severity: 'warning',
    for: '15m',
    expr: context => `${statefulSet('status_observed_generation', context)} != ${statefulSet('metadata_generation', context)}`,
    summary: 'A change of StatefulSet {{ $labels.namespace }}/{{ $labels.statefulset }} has not been observed.',
    description: 'kube-controller-manager has not processed the newest version of the object. Check kube-controller-manager.',
  },
  {
    alert: 'KubeStatefulSetUpdateNotRolledOut',
    severity: 'warning',
    for: '15m',
    expr: context => {
      const { by, on } = context;
      const old = `${revision('status_current_revision', context)} unless ${revision('status_update_revision', context)}`;
      const updating = `max ${by('namespace', 'statefulset')} (${old})`;
      const incomplete = `(${statefulSet('replicas', context)} != ${statefulSet('status_replicas_updated', context)})`;
      const still = standsStill('statefulset', 'status_replicas_updated', context);
      return `${updating} * ${on('namespace', 'statefulset')} ${incomplete} ${still}`;
    },
    summary: 'The rollout of StatefulSet {{ $labels.namespace }}/{{ $labels.statefulset }} makes no progress.',
    description: 'Some of its pods run the new version, the others the old one. Look at the pod that is not ready: the rollout waits for '
      + 'it.',
  },
];

const DAEMON_SETS: readonly AlertDefinition[] = [
  {
    alert: 'KubeDaemonSetRolloutStuck',
    severity: 'warning',
    for: '15m',
    expr: context => {
      const desired = daemonSet('status_desired_number_scheduled', context);
      const updated = daemonSet('status_updated_number_scheduled', context);
      return `(${desired} != ${daemonSet('status_number_available', context)} or ${desired} != ${updated}) `
        + standsStill('daemonset', 'status_updated_number_scheduled', context, '5m');
    },
    summary: 'DaemonSet {{ $labels.namespace }}/{{ $labels.daemonset }} is not available or not updated on all of its nodes.',
    description: 'Some nodes lack the service of the DaemonSet, or run an old version of it, and the rollout makes no progress. Look at '
      + 'its pods that are not ready, and at their nodes.',
  },
  {
    alert: 'KubeDaemonSetNotScheduled',
    severity: 'warning',
    for: '10m',
    expr: context =>
      `${daemonSet('status_desired_number_scheduled', context)} - ${daemonSet('status_current_number_scheduled', context)} > 0`,
    summary: '{{ $value }} pods of DaemonSet {{ $labels.namespace }}/{{ $labels.daemonset }} are not scheduled.',
    description: 'Some nodes lack the service that the DaemonSet provides. The events of the pending pods contain the reason.',
  },
  {
    alert: 'KubeDaemonSetMisScheduled',
    severity: 'warning',
    for: '15m',
    expr: context => `${daemonSet('status_number_misscheduled', context)} > 0`,
    summary: '{{ $value }} pods of DaemonSet {{ $labels.namespace }}/{{ $labels.daemonset }} run on nodes where they should not run.',
    description: 'Labels or taints of these nodes have changed. The pods stay until they end. Delete them, or tolerate the taint.',
  },
];

const JOB = ['namespace', 'job_name'];

const JOBS: readonly AlertDefinition[] = [
  {
    alert: 'KubeJobFailed',
    severity: 'warning',
    for: '15m',
    expr: ({ ksm, once }) => `${once(`kube_job_failed{${ksm},condition="true"}`, ...JOB)} > 0`,
    summary: 'Job {{ $labels.namespace }}/{{ $labels.job_name }} has failed.',
    description: 'The work of the Job is not done, and Kubernetes does not retry it. Read the logs of its pods, then delete the Job.',
  },
  {
    alert: 'KubeJobNotCompleted',
    severity: 'warning',
    threshold: 43_200,
    expr: ({ ksm, on, once }, seconds) =>
      `time() - ${once(`kube_job_status_start_time{${ksm}} and ${on(...JOB)} kube_job_status_active{${ksm}} > 0`, ...JOB)} > ${seconds}`,
    summary: 'Job {{ $labels.namespace }}/{{ $labels.job_name }} has run for {{ $value | humanizeDuration }}.',
    description: 'The Job hangs, or it has more work than it used to have. Read the logs of its pods.',
  },
  {
    alert: 'CronJobNotScheduled',
    severity: 'warning',
    for: '15m',
    threshold: 3600,
    expr: ({ ksm, on, once }, seconds) =>
      `time() - ${once(`kube_cronjob_next_schedule_time{${ksm}}`, 'namespace', 'cronjob')} > ${seconds} `
      + `and ${on('namespace', 'cronjob')} kube_cronjob_spec_suspend{${ksm}} == 0`,
    summary: 'CronJob {{ $labels.namespace }}/{{ $labels.cronjob }} should have run {{ $value | humanizeDuration }} ago.',
    description: 'The regular work of the CronJob is not done. Look for a Job that hangs, and check concurrencyPolicy and '
      + 'kube-controller-manager.',
  },
];

const AUTOSCALER = ['namespace', 'horizontalpodautoscaler'];

const AUTOSCALERS: readonly AlertDefinition[] = [
  {
    alert: 'KubeHpaMaxedOut',
    severity: 'warning',
    for: '15m',
    expr: context => {
      const max = autoscaler('spec_max_replicas', context);
      const hasRange = `${max} > ${autoscaler('spec_min_replicas', context)}`;
      return `${autoscaler('status_current_replicas', context)} == ${max} and ${context.on(...AUTOSCALER)} ${hasRange}`;
    },
    summary: 'Autoscaler {{ $labels.namespace }}/{{ $labels.horizontalpodautoscaler }} has reached its maximum of {{ $value }} pods.',
    description: 'The autoscaler cannot add pods. With more load the workload becomes slow. Raise maxReplicas if the nodes have room.',
  },
  {
    alert: 'KubeHpaReplicasMismatch',
    severity: 'warning',
    for: '15m',
    // at a bound the autoscaler cannot reach the desired number: KubeHpaMaxedOut covers this
    expr: context => {
      const { ksm, on, once } = context;
      const current = autoscaler('status_current_replicas', context);
      const between = `${current} > ${autoscaler('spec_min_replicas', context)} < ${autoscaler('spec_max_replicas', context)}`;
      const still = `${once(`changes(kube_horizontalpodautoscaler_status_current_replicas{${ksm}}[15m])`, ...AUTOSCALER)} == 0`;
      const others = on(...AUTOSCALER);
      return `${autoscaler('status_desired_replicas', context)} != ${current} and ${others} (${between}) and ${others} ${still}`;
    },
    summary: 'Autoscaler {{ $labels.namespace }}/{{ $labels.horizontalpodautoscaler }} has not reached its desired number of {{ $value }} '
      + 'pods.',
    description: 'The workload has more or fewer pods than its load needs. Run "kubectl describe horizontalpodautoscaler", and look at '
      + 'the pods of the workload.',
  },
];

const BUDGETS: readonly AlertDefinition[] = [
  {
    alert: 'KubePdbNotEnoughHealthyPods',
    severity: 'warning',
    for: '15m',
    expr: context => `${budget('status_desired_healthy', context)} - ${budget('status_current_healthy', context)} > 0`,
    summary: 'PodDisruptionBudget {{ $labels.namespace }}/{{ $labels.poddisruptionbudget }} has {{ $value }} fewer healthy pods than '
      + 'required.',
    description: 'The workload has fewer healthy pods than its budget requires, and nodes with its pods cannot be drained. Look at its '
      + 'pods that are not ready.',
  },
  {
    alert: 'PodDisruptionBudgetNeverAllows',
    severity: 'info',
    for: '1h',
    expr: context => {
      const expected = budget('status_expected_pods', context);
      const desired = budget('status_desired_healthy', context);
      return `${expected} > 0 and ${context.on('namespace', 'poddisruptionbudget')} ${desired} >= ${expected}`;
    },
    summary: 'PodDisruptionBudget {{ $labels.namespace }}/{{ $labels.poddisruptionbudget }} never allows a disruption.',
    description: 'It requires all of its {{ $value }} pods. Nodes with these pods cannot be drained, so upgrades are blocked. Add a '
      + 'replica, or set maxUnavailable: 1.',
  },
];

/** Alerts of controllers, autoscalers and disruption budgets. */
export const CONTROLLER_ALERTS: readonly AlertDefinition[] =
  [...DEPLOYMENTS, ...STATEFUL_SETS, ...DAEMON_SETS, ...JOBS, ...AUTOSCALERS, ...BUDGETS];
