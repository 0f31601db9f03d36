import { AlertCase, CONTAINER, differ, flag, GROWS, ksm, OFF, ON, POD } from '../alert-case';

const DEPLOYMENT = 'namespace="shop",deployment="web"';
const STATEFUL_SET = 'namespace="shop",statefulset="db"';
const DAEMON_SET = 'namespace="shop",daemonset="agent"';
const HPA = 'namespace="shop",horizontalpodautoscaler="web"';
const PDB = 'namespace="shop",poddisruptionbudget="web"';
const JOB = 'namespace="shop",job_name="report"';

export const WORKLOADS: readonly AlertCase[] = [
  flag('PodCrashLooping', ksm('kube_pod_container_status_waiting_reason', `${CONTAINER},uid="u",reason="CrashLoopBackOff"`)),
  flag('PodNotReady', ksm('kube_pod_status_phase', `${POD},uid="u",phase="Pending"`)),
  {
    alert: 'PodNotReady',
    what: 'of a Job',
    fires: { [ksm('kube_pod_status_phase', `${POD},phase="Failed"`)]: ON, [ksm('kube_pod_owner', `${POD},owner_kind="ReplicaSet",owner_name="web"`)]: ON },
    quiet: { [ksm('kube_pod_status_phase', `${POD},phase="Failed"`)]: ON, [ksm('kube_pod_owner', `${POD},owner_kind="Job",owner_name="web"`)]: ON },
  },
  flag('PodImagePullFailing', ksm('kube_pod_container_status_waiting_reason', `${CONTAINER},reason="ImagePullBackOff"`)),
  flag('ContainerWaiting', ksm('kube_pod_container_status_waiting_reason', `${CONTAINER},reason="CreateContainerConfigError"`)),
  {
    alert: 'ContainerOutOfMemory',
    at: '30m',
    fires: { [ksm('kube_pod_container_status_restarts_total', CONTAINER)]: '0x25 1 2x600', [ksm('kube_pod_container_status_last_terminated_reason', `${CONTAINER},reason="OOMKilled"`)]: ON },
    quiet: { [ksm('kube_pod_container_status_restarts_total', CONTAINER)]: '2x600', [ksm('kube_pod_container_status_last_terminated_reason', `${CONTAINER},reason="OOMKilled"`)]: ON },
  },
  flag('DeploymentRolloutStuck', ksm('kube_deployment_status_condition', `${DEPLOYMENT},condition="Progressing",status="false"`)),
  differ('DeploymentReplicasMismatch', ksm('kube_deployment_spec_replicas', DEPLOYMENT), ksm('kube_deployment_status_replicas_available', DEPLOYMENT), { [ksm('kube_deployment_status_replicas_updated', DEPLOYMENT)]: '3x600' }),
  {
    alert: 'DeploymentReplicasMismatch',
    what: 'while it moves',
    fires: { [ksm('kube_deployment_spec_replicas', DEPLOYMENT)]: '3x600', [ksm('kube_deployment_status_replicas_available', DEPLOYMENT)]: '2x600', [ksm('kube_deployment_status_replicas_updated', DEPLOYMENT)]: '1x600' },
    quiet: { [ksm('kube_deployment_spec_replicas', DEPLOYMENT)]: '300x600', [ksm('kube_deployment_status_replicas_available', DEPLOYMENT)]: '200x600', [ksm('kube_deployment_status_replicas_updated', DEPLOYMENT)]: GROWS },
  },
  differ('DeploymentGenerationMismatch', ksm('kube_deployment_metadata_generation', DEPLOYMENT), ksm('kube_deployment_status_observed_generation', DEPLOYMENT)),
  differ('StatefulSetReplicasMismatch', ksm('kube_statefulset_replicas', STATEFUL_SET), ksm('kube_statefulset_status_replicas_ready', STATEFUL_SET), { [ksm('kube_statefulset_status_replicas_updated', STATEFUL_SET)]: '3x600' }),
  differ('StatefulSetGenerationMismatch', ksm('kube_statefulset_metadata_generation', STATEFUL_SET), ksm('kube_statefulset_status_observed_generation', STATEFUL_SET)),
  differ('StatefulSetRolloutStuck', ksm('kube_statefulset_replicas', STATEFUL_SET), ksm('kube_statefulset_status_replicas_updated', STATEFUL_SET), {
    [ksm('kube_statefulset_status_current_revision', `${STATEFUL_SET},revision="a"`)]: ON, [ksm('kube_statefulset_status_update_revision', `${STATEFUL_SET},revision="b"`)]: ON,
  }),
  differ('DaemonSetRolloutStuck', ksm('kube_daemonset_status_desired_number_scheduled', DAEMON_SET), ksm('kube_daemonset_status_number_available', DAEMON_SET), { [ksm('kube_daemonset_status_updated_number_scheduled', DAEMON_SET)]: '3x600' }),
  differ('DaemonSetNotScheduled', ksm('kube_daemonset_status_desired_number_scheduled', DAEMON_SET), ksm('kube_daemonset_status_current_number_scheduled', DAEMON_SET)),
  flag('DaemonSetMisscheduled', ksm('kube_daemonset_status_number_misscheduled', DAEMON_SET)),
  flag('JobFailed', ksm('kube_job_failed', `${JOB},condition="true"`)),
  {
    alert: 'JobSlow',
    at: '13h',
    fires: { [ksm('kube_job_status_start_time', JOB)]: '0x800', [ksm('kube_job_status_active', JOB)]: '1x800' },
    quiet: { [ksm('kube_job_status_start_time', JOB)]: '0x800', [ksm('kube_job_status_active', JOB)]: '0x800' },
  },
  {
    alert: 'CronJobNotScheduled',
    fires: { [ksm('kube_cronjob_next_schedule_time', 'namespace="shop",cronjob="report"')]: '0x600', [ksm('kube_cronjob_spec_suspend', 'namespace="shop",cronjob="report"')]: OFF },
    quiet: { [ksm('kube_cronjob_next_schedule_time', 'namespace="shop",cronjob="report"')]: '0x600', [ksm('kube_cronjob_spec_suspend', 'namespace="shop",cronjob="report"')]: ON },
    at: '2h',
  },
  {
    alert: 'HorizontalPodAutoscalerAtMax',
    fires: { [ksm('kube_horizontalpodautoscaler_status_current_replicas', HPA)]: '5x600', [ksm('kube_horizontalpodautoscaler_spec_max_replicas', HPA)]: '5x600', [ksm('kube_horizontalpodautoscaler_spec_min_replicas', HPA)]: '1x600' },
    quiet: { [ksm('kube_horizontalpodautoscaler_status_current_replicas', HPA)]: '5x600', [ksm('kube_horizontalpodautoscaler_spec_max_replicas', HPA)]: '5x600', [ksm('kube_horizontalpodautoscaler_spec_min_replicas', HPA)]: '5x600' },
  },
  differ('HorizontalPodAutoscalerStuck', ksm('kube_horizontalpodautoscaler_status_desired_replicas', HPA), ksm('kube_horizontalpodautoscaler_status_current_replicas', HPA)),
  differ('PodDisruptionBudgetUnmet', ksm('kube_poddisruptionbudget_status_desired_healthy', PDB), ksm('kube_poddisruptionbudget_status_current_healthy', PDB)),
  {
    alert: 'PodDisruptionBudgetNeverAllows',
    fires: { [ksm('kube_poddisruptionbudget_status_expected_pods', PDB)]: '2x600', [ksm('kube_poddisruptionbudget_status_desired_healthy', PDB)]: '2x600' },
    quiet: { [ksm('kube_poddisruptionbudget_status_expected_pods', PDB)]: '3x600', [ksm('kube_poddisruptionbudget_status_desired_healthy', PDB)]: '2x600' },
  },
];
