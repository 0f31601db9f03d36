import { besides, lagging, waits } from './variants';
import { AlertCase, differ, flag, GROWS, Input, ksm, OFF, ON } from '../alert-case';

const deployment = (metric: string, more = '') => ksm(`kube_deployment_${metric}`, `namespace="shop",deployment="web"${more}`);
const statefulSet = (metric: string, more = '') => ksm(`kube_statefulset_${metric}`, `namespace="shop",statefulset="db"${more}`);
const daemonSet = (metric: string) => ksm(`kube_daemonset_${metric}`, 'namespace="shop",daemonset="agent"');
const autoscaler = (metric: string) => ksm(`kube_horizontalpodautoscaler_${metric}`, 'namespace="shop",horizontalpodautoscaler="web"');
const budget = (metric: string) => ksm(`kube_poddisruptionbudget_status_${metric}`, 'namespace="shop",poddisruptionbudget="web"');
const job = (metric: string, more = '') => ksm(`kube_job_${metric}`, `namespace="shop",job_name="report"${more}`);
const cronJob = (metric: string) => ksm(`kube_cronjob_${metric}`, 'namespace="shop",cronjob="report"');

const progressing = (reason: string, status: string) => deployment('status_condition', `,reason="${reason}",condition="Progressing",status="${status}"`);

const DEPLOYMENTS: readonly AlertCase[] = [
  ...waits(15, flag('KubeDeploymentRolloutStuck', progressing('ProgressDeadlineExceeded', 'false'))),
  { alert: 'KubeDeploymentRolloutStuck', what: 'complete', fires: { [progressing('ProgressDeadlineExceeded', 'false')]: ON }, quiet: { [progressing('NewReplicaSetAvailable', 'true')]: ON } },
  {
    alert: 'KubeDeploymentRolloutStuck',
    what: 'not available is not stuck',
    fires: { [progressing('ProgressDeadlineExceeded', 'false')]: ON },
    quiet: { [progressing('ReplicaSetUpdated', 'true')]: ON, [deployment('status_condition', ',reason="MinimumReplicasUnavailable",condition="Available",status="false"')]: ON },
  },
  ...waits(15, differ('KubeDeploymentReplicasMismatch', deployment('spec_replicas'), deployment('status_replicas_available'), { [deployment('status_replicas_updated')]: '3x600' })),
  {
    alert: 'KubeDeploymentReplicasMismatch',
    what: 'while a rollout goes on',
    fires: { [deployment('spec_replicas')]: '300x600', [deployment('status_replicas_available')]: '200x600', [deployment('status_replicas_updated')]: '1x600' },
    quiet: { [deployment('spec_replicas')]: '300x600', [deployment('status_replicas_available')]: '200x600', [deployment('status_replicas_updated')]: GROWS },
  },
  { // after a rollout it has more for a while
    alert: 'KubeDeploymentReplicasMismatch',
    what: 'more than wanted',
    fires: { [deployment('spec_replicas')]: '3x600', [deployment('status_replicas_available')]: '2x600', [deployment('status_replicas_updated')]: '3x600' },
    quiet: { [deployment('spec_replicas')]: '3x600', [deployment('status_replicas_available')]: '4x600', [deployment('status_replicas_updated')]: '3x600' },
  },
  ...waits(15, differ('KubeDeploymentGenerationMismatch', deployment('metadata_generation'), deployment('status_observed_generation'))),
];

const REVISIONS: Input = { [statefulSet('status_current_revision', ',revision="db-1"')]: ON, [statefulSet('status_update_revision', ',revision="db-2"')]: ON };
const revisions = Object.keys(REVISIONS);
const ONE_REVISION: Input = { [statefulSet('status_current_revision', ',revision="db-1"')]: ON, [statefulSet('status_update_revision', ',revision="db-1"')]: ON };
const partly: Input = { [statefulSet('replicas')]: '5x600', [statefulSet('status_replicas_updated')]: '1x600' };

const STATEFUL_SETS: readonly AlertCase[] = [
  ...waits(15, differ('KubeStatefulSetReplicasMismatch', statefulSet('replicas'), statefulSet('status_replicas_ready'), { [statefulSet('status_replicas_updated')]: '3x600' })),
  {
    alert: 'KubeStatefulSetReplicasMismatch',
    what: 'while a rollout goes on',
    fires: { [statefulSet('replicas')]: '300x600', [statefulSet('status_replicas_ready')]: '299x600', [statefulSet('status_replicas_updated')]: '0x600' },
    quiet: { [statefulSet('replicas')]: '300x600', [statefulSet('status_replicas_ready')]: '299x600', [statefulSet('status_replicas_updated')]: GROWS },
  },
  ...waits(15, differ('KubeStatefulSetGenerationMismatch', statefulSet('metadata_generation'), statefulSet('status_observed_generation'))),
  ...waits(15, { alert: 'KubeStatefulSetUpdateNotRolledOut', count: 1, fires: { ...REVISIONS, ...partly }, quiet: { ...REVISIONS, ...partly, [statefulSet('status_replicas_updated')]: '5x600' } }),
  { // the window of the updated replicas comes first
    alert: 'KubeStatefulSetUpdateNotRolledOut',
    what: 'no earlier than after 15 minutes of two revisions',
    at: '17m',
    fires: { ...REVISIONS, ...partly },
    quiet: { ...partly, [revisions[0]]: ON, [revisions[1]]: '_x5 1x600', [statefulSet('status_update_revision', ',revision="db-1"')]: '1x4 stale' },
  },
  { alert: 'KubeStatefulSetUpdateNotRolledOut', what: 'no update', fires: { ...REVISIONS, ...partly }, quiet: { ...ONE_REVISION, ...partly } },
  {
    alert: 'KubeStatefulSetUpdateNotRolledOut',
    what: 'while it goes on',
    fires: { ...REVISIONS, ...partly, [statefulSet('replicas')]: '500x600' },
    quiet: { ...REVISIONS, [statefulSet('replicas')]: '500x600', [statefulSet('status_replicas_updated')]: GROWS },
  },
];

const DAEMONS: Input = { [daemonSet('status_desired_number_scheduled')]: '5x600', [daemonSet('status_number_available')]: '5x600', [daemonSet('status_updated_number_scheduled')]: '5x600' };

const DAEMON_SETS: readonly AlertCase[] = [
  ...waits(15, { alert: 'KubeDaemonSetRolloutStuck', what: 'not available', count: 1, fires: { ...DAEMONS, [daemonSet('status_number_available')]: '4x600' }, quiet: DAEMONS }),
  ...waits(15, { alert: 'KubeDaemonSetRolloutStuck', what: 'not updated', count: 1, fires: { ...DAEMONS, [daemonSet('status_updated_number_scheduled')]: '4x600' }, quiet: DAEMONS }),
  {
    alert: 'KubeDaemonSetRolloutStuck',
    what: 'while it goes on',
    fires: { ...DAEMONS, [daemonSet('status_desired_number_scheduled')]: '500x600' },
    quiet: { ...DAEMONS, [daemonSet('status_desired_number_scheduled')]: '500x600', [daemonSet('status_updated_number_scheduled')]: GROWS },
  },
  ...waits(10, differ('KubeDaemonSetNotScheduled', daemonSet('status_desired_number_scheduled'), daemonSet('status_current_number_scheduled'))),
  ...waits(15, flag('KubeDaemonSetMisScheduled', daemonSet('status_number_misscheduled'))),
];

const start = job('status_start_time');
const active = job('status_active');
const next = cronJob('next_schedule_time');
const suspended = cronJob('spec_suspend');

const JOBS: readonly AlertCase[] = [
  ...waits(15, flag('KubeJobFailed', job('failed', ',condition="true"'))),
  { alert: 'KubeJobFailed', what: 'not failed', fires: { [job('failed', ',condition="true"')]: ON }, quiet: { [job('failed', ',condition="false"')]: ON } },
  { alert: 'KubeJobNotCompleted', at: '725m', interval: '5m', fires: { [start]: '0x200', [active]: '1x200' }, quiet: { [start]: '300x200', [active]: '1x200' } },
  {
    alert: 'KubeJobNotCompleted', what: 'no longer active', at: '13h', interval: '30m', fires: { [start]: '0x30', [active]: '1x30' }, quiet: { [start]: '0x30', [active]: '0x30' },
  },
  { alert: 'CronJobNotScheduled', at: '77m', fires: { [next]: '0x600', [suspended]: OFF }, quiet: { [next]: '120x600', [suspended]: OFF } },
  { alert: 'CronJobNotScheduled', what: 'suspended', at: '2h', fires: { [next]: '0x600', [suspended]: OFF }, quiet: { [next]: '0x600', [suspended]: ON } },
];

const replicas = (current: number, desired: number): Input => ({
  [autoscaler('status_current_replicas')]: `${current}x600`,
  [autoscaler('status_desired_replicas')]: `${desired}x600`,
  [autoscaler('spec_min_replicas')]: '2x600',
  [autoscaler('spec_max_replicas')]: '8x600',
});

const AUTOSCALERS: readonly AlertCase[] = [
  ...waits(15, { alert: 'KubeHpaMaxedOut', count: 1, fires: replicas(8, 8), quiet: replicas(7, 7) }),
  { // somebody wants just this number
    alert: 'KubeHpaMaxedOut', what: 'without a range', fires: replicas(8, 8), quiet: { ...replicas(8, 8), [autoscaler('spec_min_replicas')]: '8x600' },
  },
  ...waits(15, { alert: 'KubeHpaReplicasMismatch', what: 'too few', count: 1, fires: replicas(4, 6), quiet: replicas(4, 4) }),
  { alert: 'KubeHpaReplicasMismatch', what: 'too many', count: 1, fires: replicas(4, 3), quiet: { ...replicas(4, 3), [autoscaler('status_current_replicas')]: '4 5 '.repeat(60) } },
  { alert: 'KubeHpaReplicasMismatch', what: 'at the maximum', fires: replicas(7, 8), quiet: replicas(8, 9) },
  { alert: 'KubeHpaReplicasMismatch', what: 'at the minimum', fires: replicas(3, 2), quiet: replicas(2, 1) },
];

const BUDGETS: readonly AlertCase[] = [
  ...waits(15, differ('KubePdbNotEnoughHealthyPods', budget('desired_healthy'), budget('current_healthy'))),
  { alert: 'KubePdbNotEnoughHealthyPods', what: 'more than wanted', fires: { [budget('desired_healthy')]: '3x600', [budget('current_healthy')]: '2x600' }, quiet: { [budget('desired_healthy')]: '3x600', [budget('current_healthy')]: '4x600' } },
  ...waits(60, {
    alert: 'PodDisruptionBudgetNeverAllows',
    fires: { [budget('expected_pods')]: '2x600', [budget('desired_healthy')]: '2x600' },
    quiet: { [budget('expected_pods')]: '3x600', [budget('desired_healthy')]: '2x600' },
  }),
  { alert: 'PodDisruptionBudgetNeverAllows', what: 'without pods', fires: { [budget('expected_pods')]: '2x600', [budget('desired_healthy')]: '2x600' }, quiet: { [budget('expected_pods')]: OFF, [budget('desired_healthy')]: OFF } },
];

const ROLLED_OUT: Input = { [deployment('spec_replicas')]: '3x600', [deployment('status_replicas_available')]: '3x600', [deployment('status_replicas_updated')]: '3x600' };
const COMPLETE: Input = { ...REVISIONS, [statefulSet('replicas')]: '5x600', [statefulSet('status_replicas_ready')]: '5x600', [statefulSet('status_replicas_updated')]: '5x600' };
const SCALED = replicas(4, 4);

const caseOf = (cases: readonly AlertCase[], alert: string, what: string) => cases.find(each => each.alert === alert && each.what === what)!;

/** Another object has what this one lacks. */
const BESIDES: readonly AlertCase[] = [
  besides(caseOf(DEPLOYMENTS, 'KubeDeploymentReplicasMismatch', 'while a rollout goes on'), ROLLED_OUT, 'deployment'),
  besides(caseOf(STATEFUL_SETS, 'KubeStatefulSetReplicasMismatch', 'while a rollout goes on'), COMPLETE, 'statefulset'),
  besides(caseOf(STATEFUL_SETS, 'KubeStatefulSetUpdateNotRolledOut', 'while it goes on'), COMPLETE, 'statefulset'),
  besides(caseOf(DAEMON_SETS, 'KubeDaemonSetRolloutStuck', 'while it goes on'), DAEMONS, 'daemonset'),
  besides(caseOf(JOBS, 'KubeJobNotCompleted', 'no longer active'), { [start]: '46000x30', [active]: '1x30' }, 'job_name'),
  besides(caseOf(JOBS, 'CronJobNotScheduled', 'suspended'), { [next]: '100000x600', [suspended]: OFF }, 'cronjob'),
  besides(caseOf(AUTOSCALERS, 'KubeHpaMaxedOut', 'without a range'), SCALED, 'horizontalpodautoscaler'),
  ...['too many', 'at the maximum', 'at the minimum'].map(what => besides(caseOf(AUTOSCALERS, 'KubeHpaReplicasMismatch', what), SCALED, 'horizontalpodautoscaler')),
  {
    alert: 'PodDisruptionBudgetNeverAllows',
    what: 'besides another',
    fires: { [budget('expected_pods')]: '2x600', [budget('desired_healthy')]: '2x600' },
    quiet: { [budget('expected_pods')]: '3x600', [budget('desired_healthy')]: '2x600', [budget('expected_pods').replace('web', 'api')]: OFF, [budget('desired_healthy').replace('web', 'api')]: OFF },
  },
];

const first = (alert: string) => [...DEPLOYMENTS, ...STATEFUL_SETS, ...DAEMON_SETS, ...JOBS, ...BUDGETS].find(each => each.alert === alert)!;

/** Which of two values counts. */
export const LAGGING: readonly AlertCase[] = [
  ...['KubeDeploymentRolloutStuck', 'KubeDaemonSetMisScheduled', 'KubeJobFailed'].map(alert => lagging(first(alert), 'worse')),
  ...[
    'KubeDeploymentReplicasMismatch', 'KubeDeploymentGenerationMismatch', 'KubeStatefulSetReplicasMismatch', 'KubeStatefulSetGenerationMismatch', 'KubeDaemonSetNotScheduled',
    'KubeDaemonSetRolloutStuck', 'KubePdbNotEnoughHealthyPods', 'KubeStatefulSetUpdateNotRolledOut',
  ].map(alert => lagging(first(alert), 'better')),
];

export const CONTROLLERS: readonly AlertCase[] = [...DEPLOYMENTS, ...STATEFUL_SETS, ...DAEMON_SETS, ...JOBS, ...AUTOSCALERS, ...BUDGETS, ...BESIDES];
