import { UpstreamRows } from './row';

const ONE_ALERT = 'One alert per object, however many kube-state-metrics are scraped. A replaced kube-state-metrics does not restart the wait.';

const OWNERS = 'namespace_workload_pod:kube_pod_owner:relabel';

export const WORKLOADS: UpstreamRows = {
  alerts: [
    { upstream: 'KubePodCrashLooping', ours: 'KubePodCrashLooping', verdict: 'same', why: ONE_ALERT },
    {
      upstream: 'KubePodNotReady',
      ours: 'KubePodNotReady',
      verdict: 'same',
      why: 'One alert per pod, whatever owners it has. Pods of Jobs are left out even if they have a second owner, and pods without a series of their owner are included.',
    },
    {
      upstream: 'KubeContainerWaiting',
      ours: ['KubeContainerWaiting', 'PodImagePullFailing'],
      verdict: 'stricter',
      why: 'Images that cannot be pulled have a separate alert, after 15 minutes instead of an hour.',
    },
    { upstream: 'KubeDeploymentGenerationMismatch', ours: 'KubeDeploymentGenerationMismatch', verdict: 'same', why: ONE_ALERT },
    { upstream: 'KubeDeploymentReplicasMismatch', ours: 'KubeDeploymentReplicasMismatch', verdict: 'same', why: ONE_ALERT },
    { upstream: 'KubeDeploymentRolloutStuck', ours: 'KubeDeploymentRolloutStuck', verdict: 'same', why: ONE_ALERT },
    { upstream: 'KubeStatefulSetReplicasMismatch', ours: 'KubeStatefulSetReplicasMismatch', verdict: 'same', why: ONE_ALERT },
    { upstream: 'KubeStatefulSetGenerationMismatch', ours: 'KubeStatefulSetGenerationMismatch', verdict: 'same', why: ONE_ALERT },
    {
      upstream: 'KubeStatefulSetUpdateNotRolledOut',
      ours: 'KubeStatefulSetUpdateNotRolledOut',
      verdict: 'looser',
      why: 'No pod must have been updated for ten minutes instead of five: pods of databases start slowly. Upstream\'s expression is an error while two kube-state-metrics are scraped.',
    },
    {
      upstream: 'KubeDaemonSetRolloutStuck',
      ours: ['KubeDaemonSetRolloutStuck', 'KubeDaemonSetNotScheduled', 'KubeDaemonSetMisScheduled'],
      verdict: 'same',
      why: 'Pods that are missing or misplaced have their own alerts; upstream fires both.',
    },
    { upstream: 'KubeDaemonSetNotScheduled', ours: 'KubeDaemonSetNotScheduled', verdict: 'same', why: ONE_ALERT },
    { upstream: 'KubeDaemonSetMisScheduled', ours: 'KubeDaemonSetMisScheduled', verdict: 'same', why: ONE_ALERT },
    { upstream: 'KubeJobNotCompleted', ours: 'KubeJobNotCompleted', verdict: 'same' },
    { upstream: 'KubeJobFailed', ours: 'KubeJobFailed', verdict: 'same', why: ONE_ALERT },
    { upstream: 'KubeHpaReplicasMismatch', ours: 'KubeHpaReplicasMismatch', verdict: 'same', why: ONE_ALERT },
    { upstream: 'KubeHpaMaxedOut', ours: 'KubeHpaMaxedOut', verdict: 'same', why: ONE_ALERT },
    { upstream: 'KubePdbNotEnoughHealthyPods', ours: 'KubePdbNotEnoughHealthyPods', verdict: 'same', why: ONE_ALERT },
  ],
  records: [
    {
      upstream: OWNERS,
      ours: OWNERS,
      verdict: 'same',
      why: 'The same labels and types. If a pod, a ReplicaSet or a Job has several owners, only its controller counts: upstream records the pod once per owner, and joins on it fail.',
    },
  ],
  renamed: [
    { was: 'PodCrashLooping', now: 'KubePodCrashLooping', difference: 'One alert per container.' },
    { was: 'PodNotReady', now: 'KubePodNotReady', difference: 'Also pods that run without being ready; no failed pods and none with a scheduling gate; without the label `phase`.' },
    { was: 'ContainerWaiting', now: 'KubeContainerWaiting', difference: 'More reasons that concern images belong to PodImagePullFailing.' },
    { was: 'DeploymentRolloutStuck', now: 'KubeDeploymentRolloutStuck', difference: 'One alert per Deployment.' },
    { was: 'DeploymentReplicasMismatch', now: 'KubeDeploymentReplicasMismatch', difference: 'One alert per Deployment.' },
    { was: 'DeploymentGenerationMismatch', now: 'KubeDeploymentGenerationMismatch', difference: 'One alert per Deployment.' },
    { was: 'StatefulSetReplicasMismatch', now: 'KubeStatefulSetReplicasMismatch', difference: 'One alert per StatefulSet.' },
    { was: 'StatefulSetGenerationMismatch', now: 'KubeStatefulSetGenerationMismatch', difference: 'One alert per StatefulSet.' },
    { was: 'StatefulSetRolloutStuck', now: 'KubeStatefulSetUpdateNotRolledOut', difference: 'No evaluation error while kube-state-metrics is replaced.' },
    { was: 'DaemonSetRolloutStuck', now: 'KubeDaemonSetRolloutStuck', difference: 'Five minutes without an update instead of ten.' },
    { was: 'DaemonSetNotScheduled', now: 'KubeDaemonSetNotScheduled', difference: 'One alert per DaemonSet.' },
    { was: 'DaemonSetMisscheduled', now: 'KubeDaemonSetMisScheduled', difference: 'One alert per DaemonSet.' },
    { was: 'JobFailed', now: 'KubeJobFailed', difference: 'One alert per Job.' },
    { was: 'JobSlow', now: 'KubeJobNotCompleted', difference: 'Only the name.' },
    { was: 'HorizontalPodAutoscalerAtMax', now: 'KubeHpaMaxedOut', difference: 'One alert per autoscaler.' },
    { was: 'HorizontalPodAutoscalerStuck', now: 'KubeHpaReplicasMismatch', difference: 'Only between the minimum and the maximum.' },
    { was: 'PodDisruptionBudgetUnmet', now: 'KubePdbNotEnoughHealthyPods', difference: 'The value is the number of missing pods.' },
    {
      was: 'namespace_pod:workload:info',
      now: OWNERS,
      difference: 'Types in lower case; also bare pods, static pods, ReplicaSets without an owner, Rollouts and all other kinds; pods of CronJobs under the CronJob.',
    },
  ],
};
