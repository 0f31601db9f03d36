import { UpstreamRow, UpstreamRows } from './row';

const LEAVING = 'Also silent for nodes that are about to be removed (autoscaler, spot interruption, Karpenter).';

const same = (upstream: string, why?: string): UpstreamRow => ({ upstream, ours: upstream, verdict: 'same', ...why !== undefined && { why } });

export const KUBELET_UPSTREAM: UpstreamRows = {
  alerts: [
    {
      upstream: 'KubeletDown',
      ours: 'KubeletDown',
      verdict: 'stricter',
      why: 'Also fires if there is no kubelet at all and kube-state-metrics reports no node: upstream is silent if kube-state-metrics is missing, too.',
    },
    same('KubeletInstanceUnreachable', 'Labels `job`, `instance` and `node`.'),
    {
      upstream: 'KubeNodeNotReady',
      ours: 'KubeNodeNotReady',
      verdict: 'looser',
      why: `${LEAVING} One alert per node while two kube-state-metrics run.`,
    },
    {
      upstream: 'KubeNodeUnreachable',
      ours: 'KubeNodeUnreachable',
      verdict: 'looser',
      why: 'Also silent for cordoned nodes and for nodes that Karpenter removes. One alert per node while two kube-state-metrics run.',
    },
    {
      upstream: 'KubeNodeReadinessFlapping',
      ours: 'KubeNodeReadinessFlapping',
      verdict: 'looser',
      why: `${LEAVING} Upstream adds the changes that two kube-state-metrics report.`,
    },
    {
      upstream: 'KubeNodePressure',
      ours: 'KubeNodePressure',
      verdict: 'looser',
      why: `${LEAVING} One alert per node and condition while two kube-state-metrics run.`,
    },
    {
      upstream: 'KubeNodeEviction',
      ours: 'KubeNodeEviction',
      verdict: 'stricter',
      why: 'Also the first eviction of a signal, with which the counter appears.',
    },
    same('KubeletTooManyPods'),
    same('KubeletPlegDurationHigh'),
    {
      upstream: 'KubeletPodStartUpLatencyHigh',
      ours: 'KubeletPodStartUpLatencyHigh',
      verdict: 'looser',
      why: 'Reads `kubelet_pod_start_duration_seconds`, the time until a pod started. Upstream reads `kubelet_pod_worker_duration_seconds`, which is the time of every sync of a pod.',
    },
    same('KubeletClientCertificateExpiration', 'Only for the job of the kubelets.'),
    same('KubeletServerCertificateExpiration', 'Only for the job of the kubelets.'),
    same('KubeletClientCertificateRenewalErrors', 'Only for the job of the kubelets.'),
    same('KubeletServerCertificateRenewalErrors', 'Only for the job of the kubelets.'),
  ],
  records: [same('node_quantile:kubelet_pleg_relist_duration_seconds:histogram_quantile')],
  renamed: [
    { was: 'KubeletAbsent', now: 'KubeletDown', difference: 'By cluster: one that has nodes and no kubelet that is up.' },
    {
      was: 'KubeletDown',
      now: 'KubeletInstanceUnreachable',
      difference: 'KubeletDown now means all kubelets of a cluster, and is critical.',
    },
    {
      was: 'NodeNotReady',
      now: 'KubeNodeNotReady',
      difference: 'Silent for cordoned nodes and for nodes that are about to be removed. Only the label `node`.',
    },
    {
      was: 'NodeUnreachable',
      now: 'KubeNodeUnreachable',
      difference: 'Silent for cordoned nodes and for nodes that are about to be removed. Only the label `node`.',
    },
    {
      was: 'NodeReadinessFlapping',
      now: 'KubeNodeReadinessFlapping',
      difference: 'Silent for cordoned nodes and for nodes that are about to be removed.',
    },
    {
      was: 'NodePressure',
      now: 'KubeNodePressure',
      difference: 'Info (was warning). Silent for cordoned nodes and for nodes that are about to be removed. Labels `node` and `condition`.',
    },
    { was: 'NodePodsAlmostAtMax', now: 'KubeletTooManyPods', difference: 'Reads `kubelet_running_pods`. Labels `node` and `instance`.' },
    { was: 'KubeletPlegSlow', now: 'KubeletPlegDurationHigh', difference: 'Labels `node`, `instance` and `quantile`.' },
    { was: 'KubeletPodStartSlow', now: 'KubeletPodStartUpLatencyHigh', difference: 'Labels `node` and `instance`.' },
    { was: 'KubeletClientCertificateExpires', now: 'KubeletClientCertificateExpiration', difference: 'New: warning below seven days.' },
    { was: 'KubeletServerCertificateExpires', now: 'KubeletServerCertificateExpiration', difference: 'New: critical below one day.' },
    { was: 'KubeletCertificateRenewalFailing', now: 'KubeletClientCertificateRenewalErrors', difference: 'Only the client certificate.' },
    { was: 'KubeletCertificateRenewalFailing', now: 'KubeletServerCertificateRenewalErrors', difference: 'Only the server certificate.' },
    {
      was: 'instance:kubelet_pleg_relist_duration_seconds:p99_5m',
      now: 'node_quantile:kubelet_pleg_relist_duration_seconds:histogram_quantile',
      difference: 'Labels `node` and `quantile` (0.99, 0.9, 0.5).',
    },
  ],
};
