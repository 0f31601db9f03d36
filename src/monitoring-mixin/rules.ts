import { listed, rule, shown } from '../validation/rule';

export const ALERT_UNKNOWN = rule({
  id: 'monitoring-mixin/alert-unknown',
  severity: 'error',
  message: ({ alert, similar }: { alert: string; similar: readonly string[] }) => `"alerts" has ${shown(alert)}, and there is no such alert${similar.length > 0 ? `: is it ${listed(similar)}?` : '; docs/runbooks lists them'}`,
  why: 'What was to be changed stays as it was, and nobody says so.',
  example: { alert: 'PodCrashLoop', similar: ['"PodCrashLooping"'] },
});

export const NO_THRESHOLD = rule({
  id: 'monitoring-mixin/no-threshold',
  severity: 'error',
  message: ({ alert }: { alert: string }) => `"alerts.${alert}.threshold" has no effect, since this alert has none: leave it out`,
  why: 'Who gives a threshold wants it to hold.',
  example: { alert: 'PodCrashLooping' },
});

export const THRESHOLD = rule({
  id: 'monitoring-mixin/threshold',
  severity: 'error',
  message: ({ alert, threshold }: { alert: string; threshold: number }) => `"alerts.${alert}.threshold" is ${threshold}: it must be a number`,
  why: 'The alert would fire always, or never.',
  example: { alert: 'NodeCPUHighUsage', threshold: Infinity },
});

export const SEVERITY = rule({
  id: 'monitoring-mixin/severity',
  severity: 'error',
  message: ({ alert, severity }: { alert: string; severity: string }) => `"alerts.${alert}.severity" is ${shown(severity)}: it must be one of critical, warning, info, none`,
  why: 'Routes of Alertmanager go by the severity: nobody would be told.',
  example: { alert: 'NodeCPUHighUsage', severity: 'urgent' },
});

export const LABEL_NAME = rule({
  id: 'monitoring-mixin/label-name',
  severity: 'error',
  message: ({ prop, label }: { prop: string; label: string }) => `"${prop}" has ${shown(label)}: a label is letters, digits and "_", begins with no digit, and is none of alertname, severity, __name__`,
  why: 'Prometheus refuses the whole file of rules.',
  example: { prop: 'alertLabels', label: 'my-team' },
});

export const GROUP_UNKNOWN = rule({
  id: 'monitoring-mixin/group-unknown',
  severity: 'error',
  message: ({ group, known }: { group: string; known: readonly string[] }) => `"disabledGroups" has ${shown(group)}: it must be one of ${known.join(', ')}`,
  why: 'What was to be left out is there, and nobody says so.',
  example: { group: 'node', known: ['nodes', 'kubelet'] },
});

export const GROUP_NEEDED = rule({
  id: 'monitoring-mixin/group-needed',
  severity: 'error',
  message: ({ group, by, series }: { group: string; by: string; series: string }) => `"disabledGroups" has ${shown(group)}, but ${shown(by)} needs its recorded series ${series}: switch off its alerts one by one ("alerts"), or leave out both`,
  why: 'Rules over a series that nobody records are empty for ever, and nobody says so.',
  example: { group: 'workloads', by: 'resources', series: 'namespace_pod:workload:info' },
});

export const NO_JOBS = rule({
  id: 'monitoring-mixin/no-jobs',
  severity: 'error',
  message: () => '"jobs" is empty: name the jobs that are scraped, like { kubelet: \'kubelet\' }',
  why: 'There is nothing that could feed a rule.',
  example: {},
});

// -- files -------------------------------------------------------------------------------------------

export const FILE_UNREADABLE = rule({
  id: 'monitoring-mixin/file-unreadable',
  severity: 'error',
  message: ({ path, why }: { path: string; why: string }) => `${shown(path)} cannot be read: ${why}`,
  why: 'Its rules would be missing.',
  example: { path: 'rules.yaml', why: 'there is no such file' },
});

export const FILE_RULE = rule({
  id: 'monitoring-mixin/file-rule',
  severity: 'error',
  message: ({ where, why }: { where: string; why: string }) => `${where}: ${why}`,
  why: 'The operator leaves out the whole PrometheusRule, or Prometheus refuses its configuration.',
  example: { where: 'rules.yaml: group "apps", alert "Down"', why: '"for" is "5 minutes", which is no duration: write it like "5m"' },
});

export const FILE_DOUBT = rule({
  id: 'monitoring-mixin/file-doubt',
  severity: 'warning',
  message: ({ where, why }: { where: string; why: string }) => `${where}: ${why}`,
  why: 'Prometheus takes it, and it hardly says what is meant.',
  example: { where: 'rules.yaml: group "apps", alert "Down"', why: 'rate() is for counters, and node_memory_free_bytes has the name of a gauge: use delta() or deriv()' },
});

// -- disruptions -------------------------------------------------------------------------------------

export const DISRUPTION_ZERO = rule({
  id: 'monitoring-mixin/disruption-zero',
  severity: 'warning',
  message: ({ where, version }: { where: string; version: string }) =>
    `${where} compares kube_pod_status_reason with 0, and kube-state-metrics ${version} has rows of 1 alone: write "kube_pod_info unless on (namespace, pod) kube_pod_status_reason", or use pod_disruption:increase5m`,
  why: 'From 2.20 on there is no row of 0: the expression is empty for ever.',
  example: { where: 'PrometheusRule "apps", alert "NotEvicted"', version: '2.20.0' },
  see: 'https://github.com/kubernetes/kube-state-metrics/pull/3089',
});

export const DISRUPTION_EVICTED = rule({
  id: 'monitoring-mixin/disruption-evicted',
  severity: 'warning',
  message: ({ where, version }: { where: string; version: string }) =>
    `${where} asks kube_pod_status_reason for evictions, and in kube-state-metrics ${version} it has those of kubelets alone, none of the Eviction API, that is of drains and of Karpenter: use pod_disruption:increase5m{cause="EvictionByEvictionAPI"}`,
  why: 'The reason of such an eviction is in a condition of the pod, at which this version does not look.',
  example: { where: 'PrometheusRule "apps", alert "Evicted"', version: '2.15.0' },
  see: 'https://github.com/kubernetes/kube-state-metrics/issues/2612',
});

export const DISRUPTION_TOO_OLD = rule({
  id: 'monitoring-mixin/disruption-too-old',
  severity: 'warning',
  message: ({ where, version }: { where: string; version: string }) =>
    `${where} asks for kube_pod_status_disruption_reason, which kube-state-metrics has from 2.20.0 on, and this is ${version}: use pod_disruption:increase5m, which is there in every version`,
  why: 'The expression is empty for ever.',
  example: { where: 'PrometheusRule "apps", alert "Evicted"', version: '2.15.0' },
  see: 'https://github.com/kubernetes/kube-state-metrics/pull/3088',
});

export const DISRUPTION_INTERVAL = rule({
  id: 'monitoring-mixin/disruption-interval',
  severity: 'warning',
  message: ({ seconds }: { seconds: number }) =>
    `kube-state-metrics is scraped every ${seconds} seconds: pods that end sooner after a disruption are not seen, or without their namespace; scrape it every 15 seconds, or leave the group "disruptions" out ("disabledGroups")`,
  why: 'A disrupted pod is there for its grace period at most, 30 seconds by default.',
  example: { seconds: 60 },
});
