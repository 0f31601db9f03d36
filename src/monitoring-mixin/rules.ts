import { listed, rule, shown } from '../validation/rule';

export const ALERT_UNKNOWN = rule({
  id: 'monitoring-mixin/alert-unknown',
  severity: 'error',
  message: ({
    alert, similar,
  }: {
    alert: string; similar: readonly string[];
  }) => `"alerts" has ${shown(alert)}, which does not exist: ${similar.length > 0
    ? `did you mean ${listed(similar)}?`
    : 'use one of docs/runbooks'}`,
  why: 'The change has no effect, silently.',
  example: { alert: 'KubePodCrashLoop', similar: ['"KubePodCrashLooping"'] },
});

export const LEVEL_UNKNOWN = rule({
  id: 'monitoring-mixin/level-unknown',
  severity: 'error',
  message: ({ alert, level, similar, levels }: { alert: string; level: string; similar: readonly string[]; levels: readonly string[] }) =>
    `"alerts.${alert}.levels" has ${shown(level)}, and this alert has the levels ${levels.join(', ')}: ${similar.length > 0
      ? `use ${similar[0]}`
      : 'use one of them'}`,
  why: 'The change has no effect, silently.',
  example: { alert: 'NodeFilesystemAlmostOutOfSpace', level: 'crtical', similar: ['"critical"'], levels: ['warning', 'critical'] },
});

export const LEVEL_NEEDED = rule({
  id: 'monitoring-mixin/level-needed',
  severity: 'error',
  message: ({ alert, field, levels }: { alert: string; field: string; levels: readonly string[] }) =>
    `"alerts.${alert}.${field}" is set, and this alert has the levels ${levels.join(
      ', ',
    )}: set "alerts.${alert}.levels.${levels[0]}.${field}"`,
  why: 'With one value for all levels, warning and critical fire together.',
  example: { alert: 'NodeFilesystemAlmostOutOfSpace', field: 'threshold', levels: ['warning', 'critical'] },
});

export const NO_THRESHOLD = rule({
  id: 'monitoring-mixin/no-threshold',
  severity: 'error',
  message: (
    { path }: { path: string },
  ) => `"${path}.threshold" has no effect, since this alert has no threshold: remove it, or set "${path}.expr"`,
  why: 'The change has no effect, silently.',
  example: { path: 'alerts.KubePodCrashLooping' },
});

export const THRESHOLD = rule({
  id: 'monitoring-mixin/threshold',
  severity: 'error',
  message: ({ path, threshold }: { path: string; threshold: number }) => `"${path}.threshold" is ${threshold}: it must be a finite number`,
  why: 'The alert would fire always, or never.',
  example: { path: 'alerts.NodeCPUHighUsage', threshold: Infinity },
});

export const EXPR_AND_THRESHOLD = rule({
  id: 'monitoring-mixin/expr-and-threshold',
  severity: 'error',
  message: ({ path }: { path: string }) => `"${path}" has "expr" and "threshold": remove "threshold", and write it in "expr"`,
  why: 'The threshold has no effect, silently.',
  example: { path: 'alerts.NodeCPUHighUsage' },
});

export const SEVERAL_RULES = rule({
  id: 'monitoring-mixin/several-rules',
  severity: 'error',
  message: ({ path, count }: { path: string; count: number }) =>
    `"${path}.expr" would replace ${count} rules that differ in their labels: set "${path}.enabled: false", and write your own `
      + 'PrometheusRule',
  why: 'The same expression in rules with different labels would fire the same alert several times.',
  example: { path: 'alerts.KubeAPIErrorBudgetBurn.levels.critical', count: 2 },
});

export const SEVERITY = rule({
  id: 'monitoring-mixin/severity',
  severity: 'error',
  message: ({
    path, severity,
  }: { path: string; severity: string }) => `"${path}.severity" is ${shown(severity)}: it must be one of critical, warning, info, none`,
  why: 'Routes of Alertmanager select by severity: an alert with an unknown severity reaches nobody.',
  example: { path: 'alerts.NodeCPUHighUsage', severity: 'urgent' },
});

export const OVERRIDE = rule({
  id: 'monitoring-mixin/override',
  severity: 'error',
  message: ({ where, why }: { where: string; why: string }) => `"${where}": ${why}`,
  why: 'The operator leaves out the whole PrometheusRule, or Prometheus rejects its configuration.',
  example: { where: 'alerts.NodeCPUHighUsage', why: '"expr": function rat() does not exist: did you mean rate()?' },
});

export const OVERRIDE_DOUBT = rule({
  id: 'monitoring-mixin/override-doubt',
  severity: 'warning',
  message: ({ where, why }: { where: string; why: string }) => `"${where}": ${why}`,
  why: 'Prometheus accepts the rule, but its text or its result is probably wrong.',
  example: { where: 'alerts.NodeCPUHighUsage', why: '"annotations.summary": $labels.instance is not in the result of the expression' },
});

export const LABEL_NAME = rule({
  id: 'monitoring-mixin/label-name',
  severity: 'error',
  message: ({ prop, label }: { prop: string; label: string }) =>
    `"${prop}" has ${shown(
      label,
    )}: use letters, digits and "_", do not begin with a digit, and do not use alertname, severity and __name__`,
  why: 'Prometheus rejects the whole rule file.',
  example: { prop: 'alertLabels', label: 'my-team' },
});

export const AGGREGATION_LABEL = rule({
  id: 'monitoring-mixin/aggregation-label',
  severity: 'error',
  message: ({ label }: { label: string }) =>
    `"aggregationLabels" has ${shown(
      label,
    )}, which differs between series of one cluster: use labels that all series of a cluster have in common, such as "region"`,
  why: 'Every aggregation and every join would keep this label: sums would not combine series, and joins would find no match.',
  example: { label: 'pod' },
});

export const GROUP_UNKNOWN = rule({
  id: 'monitoring-mixin/group-unknown',
  severity: 'error',
  message: ({ prop, group, similar, known }: { prop: string; group: string; similar: readonly string[]; known: readonly string[] }) =>
    `"${prop}" has ${shown(group)}, which does not exist: ${similar.length > 0
      ? `did you mean ${listed(similar)}?`
      : `use one of ${known.join(', ')}`}`,
  why: 'The change has no effect, silently.',
  example: { prop: 'disabledGroups', group: 'node', similar: ['"nodes"'], known: ['nodes', 'kubelet'] },
});

export const GROUP_INTERVAL = rule({
  id: 'monitoring-mixin/group-interval',
  severity: 'error',
  message: ({
    group, milliseconds,
  }: {
    group: string; milliseconds: number;
  }) => `"groups.${group}.interval" is ${milliseconds} ms: use at least one second, such as Duration.seconds(30)`,
  why: 'Prometheus rejects an interval of zero, and cannot evaluate rules several times a second.',
  example: { group: 'nodes', milliseconds: 0 },
});

export const GROUP_LIMIT = rule({
  id: 'monitoring-mixin/group-limit',
  severity: 'error',
  message: ({
    group, limit,
  }: {
    group: string; limit: number;
  }) => `"groups.${group}.limit" is ${limit}: use a whole number of at least 1, or remove it for no limit`,
  why: 'The API server rejects a fraction, and 0 means no limit.',
  example: { group: 'nodes', limit: 0 },
});

export const GROUP_NEEDED = rule({
  id: 'monitoring-mixin/group-needed',
  severity: 'error',
  message: ({
    group, by, series,
  }: {
    group: string; by: string; series: string;
  }) => `"disabledGroups" has ${shown(
    group,
  )}, but ${shown(by)} uses its recorded series ${series}: disable the alerts one by one ("alerts"), or disable both groups`,
  why: 'Rules that read a series that no rule records never have a result, silently.',
  example: { group: 'workloads', by: 'resources', series: 'namespace_workload_pod:kube_pod_owner:relabel' },
});

export const NO_JOBS = rule({
  id: 'monitoring-mixin/no-jobs',
  severity: 'error',
  message: () => '"jobs" is empty: add the jobs that are scraped, such as { kubelet: \'kubelet\' }',
  why: 'Without a scraped job no rule has data.',
  example: {},
});

export const COMPATIBLE_UNKNOWN = rule({
  id: 'monitoring-mixin/compatible-unknown',
  severity: 'error',
  message: ({ name, similar, known }: { name: string; similar: readonly string[]; known: readonly string[] }) =>
    `"compatibleSeries" has ${shown(name)}, which is not one of these series: ${similar.length > 0
      ? `did you mean ${listed(similar)}?`
      : `use "all", or names such as ${listed(known, 2)}`}`,
  why: 'Dashboards that read this series are empty, silently.',
  example: { name: 'node:node_num_cpus:sum', similar: ['"node:node_num_cpu:sum"'], known: [] },
});

export const COMPATIBLE_JOB = rule({
  id: 'monitoring-mixin/compatible-job',
  severity: 'warning',
  message: ({ name, jobs }: { name: string; jobs: readonly string[] }) =>
    `"compatibleSeries" has ${shown(name)}, which is not recorded: ${jobs.join(' and ')} ${jobs.length === 1
      ? 'is'
      : 'are'} not scraped; scrape ${jobs.length === 1 ? 'it' : 'them'} ("jobs"), or remove the name`,
  why: 'Dashboards that read this series are empty, silently.',
  example: { name: 'node:node_num_cpu:sum', jobs: ['nodeExporter'] },
});

// -- intervals ---------------------------------------------------------------------------------------

export const INTERVAL_TOO_LONG = rule({
  id: 'monitoring-mixin/interval-too-long',
  severity: 'error',
  message: ({ what, rules, cure, groups }: { what: string; rules: readonly string[]; cure: string; groups: readonly string[] }) =>
    `${what}, and ${rules.length} ${rules.length === 1
      ? 'rule needs'
      : 'rules need'} at least 2m (${listed(rules, 3)}): ${cure}, or disable their groups ("disabledGroups": ${groups.join(', ')})`,
  why: 'Prometheus looks back five minutes for a sample: with one missed scrape the rules have no data, and alerts end.',
  example: {
    what: 'the job node-exporter is scraped every 5m',
    rules: ['NodeClockNotSynchronising', 'NodeFileDescriptorLimit', 'instance:node_num_cpu:sum', 'NodeRAIDDegraded'],
    cure: 'scrape them at least every 2m ("interval", "scrapeInterval")',
    groups: ['nodes'],
  },
  see: 'https://prometheus.io/docs/prometheus/latest/querying/basics/#staleness',
});

export const FEDERATED_RARELY = rule({
  id: 'monitoring-mixin/federated-rarely',
  severity: 'warning',
  message: ({ matches, every, rules }: { matches: readonly string[]; every: string; rules: readonly string[] }) =>
    `series of ${matches.join(', ')} are federated every ${every}, and ${rules.length} ${rules.length === 1
      ? 'rule reads'
      : 'rules read'} it (${listed(rules, 3)}): `
    + 'federate them at least every 2m ("interval"), or evaluate the alerts in the clusters themselves',
  why: 'Prometheus looks back five minutes for a sample: with one missed scrape the rules have no data of these clusters, and alerts end.',
  example: { matches: ['up'], every: '5m', rules: ['TargetDown'] },
  see: 'https://prometheus.io/docs/prometheus/latest/querying/basics/#staleness',
});

export const WINDOW_RENAMED = rule({
  id: 'monitoring-mixin/window-renamed',
  severity: 'warning',
  message: ({ names }: { names: readonly string[] }) =>
    `at these intervals 5 minutes have fewer than 4 samples, so ${names.length} recorded series that third-party dashboards use have `
      + 'longer windows and other names, '
    + `${listed(names)}: scrape at least every 75 seconds to keep the names, or change the dashboards`,
  why: 'A series with five minutes in its name must cover five minutes. With fewer than four samples in this window it has gaps.',
  example: { names: ['instance:node_cpu_utilisation:rate5m (now instance:node_cpu_utilisation:rate8m)'] },
});

// -- files -------------------------------------------------------------------------------------------

export const FILE_UNREADABLE = rule({
  id: 'monitoring-mixin/file-unreadable',
  severity: 'error',
  message: ({ path, why }: { path: string; why: string }) => `${shown(path)} cannot be read: ${why}`,
  why: 'The rules of the file would be missing.',
  example: { path: 'rules.yaml', why: 'the file does not exist' },
});

export const FILE_RULE = rule({
  id: 'monitoring-mixin/file-rule',
  severity: 'error',
  message: ({ where, why }: { where: string; why: string }) => `${where}: ${why}`,
  why: 'The operator leaves out the whole PrometheusRule, or Prometheus rejects its configuration.',
  example: { where: 'rules.yaml: group "apps", alert "Down"', why: '"for" is "5 minutes", which is not a duration: write it like "5m"' },
});

export const FILE_DOUBT = rule({
  id: 'monitoring-mixin/file-doubt',
  severity: 'warning',
  message: ({ where, why }: { where: string; why: string }) => `${where}: ${why}`,
  why: 'The rule or panel is accepted, but its text or its result is probably wrong.',
  example: {
    where: 'rules.yaml: group "apps", alert "Down"',
    why: 'rate() is for counters, but node_memory_free_bytes is named like a gauge: use delta() or deriv()',
  },
});

// -- disruptions -------------------------------------------------------------------------------------

export const DISRUPTION_ZERO = rule({
  id: 'monitoring-mixin/disruption-zero',
  severity: 'warning',
  message: ({ where, version }: { where: string; version: string }) =>
    `${where} compares kube_pod_status_reason with 0, but kube-state-metrics ${version} exposes no series with value 0: write `
      + '"kube_pod_info unless on (namespace, pod) kube_pod_status_reason", or use pod_disruption:increase5m',
  why: 'Since kube-state-metrics 2.20 no series has the value 0: the expression is always empty.',
  example: { where: 'PrometheusRule "apps", alert "NotEvicted"', version: '2.20.0' },
  see: 'https://github.com/kubernetes/kube-state-metrics/pull/3089',
});

export const DISRUPTION_EVICTED = rule({
  id: 'monitoring-mixin/disruption-evicted',
  severity: 'warning',
  message: ({ where, version }: { where: string; version: string }) =>
    `${where} reads evictions from kube_pod_status_reason, which in kube-state-metrics ${version} has evictions by kubelets, but not by `
      + 'the Eviction API (drains, Karpenter): use pod_disruption:increase5m{cause="EvictionByEvictionAPI"}',
  why: 'The reason of such an eviction is in a condition of the pod, which this version does not read.',
  example: { where: 'PrometheusRule "apps", alert "Evicted"', version: '2.15.0' },
  see: 'https://github.com/kubernetes/kube-state-metrics/issues/2612',
});

export const DISRUPTION_TOO_OLD = rule({
  id: 'monitoring-mixin/disruption-too-old',
  severity: 'warning',
  message: ({ where, version }: { where: string; version: string }) =>
    `${where} reads kube_pod_status_disruption_reason, which requires kube-state-metrics 2.20.0 or newer; the version is ${version}: use `
      + 'pod_disruption:increase5m, which exists with every version',
  why: 'The expression is always empty.',
  example: { where: 'PrometheusRule "apps", alert "Evicted"', version: '2.15.0' },
  see: 'https://github.com/kubernetes/kube-state-metrics/pull/3088',
});

export const DISRUPTION_INTERVAL = rule({
  id: 'monitoring-mixin/disruption-interval',
  severity: 'warning',
  message: ({ seconds }: { seconds: number }) =>
    `kube-state-metrics is scraped every ${seconds} seconds, so that pods that end sooner after a disruption are missing, or have no `
      + 'namespace: scrape it every 15 seconds, or add "disruptions" to "disabledGroups"',
  why: 'A disrupted pod exists for at most its grace period, 30 seconds by default.',
  example: { seconds: 60 },
});

export const DASHBOARD_INPUT = rule({
  id: 'monitoring-mixin/dashboard-input',
  severity: 'warning',
  message: ({ path, dashboard, input, example }: { path: string; dashboard: string; input: string; example: string }) =>
    `${path}: the dashboard ${shown(
      dashboard,
    )} has the input ${shown(
      input,
    )}, which Grafana sets only in a manual import: set a value, such as dashboardOptions: { inputs: { ${input}: '${example.replace(
      /[\\']/g, '\\$&',
    )}' } }`,
  why: 'Panels of a provisioned dashboard refer to a datasource that does not exist.',
  example: { path: 'node-exporter.json', dashboard: 'node-exporter-full', input: 'DS_PROMETHEUS', example: 'prometheus' },
  see: 'https://github.com/grafana/grafana/issues/10786',
});

export const DASHBOARD_REFUSED = rule({
  id: 'monitoring-mixin/dashboard-refused',
  severity: 'error',
  message: ({ where, why }: { where: string; why: string }) => `${where}: ${why}`,
  why: 'Grafana or the API server rejects the dashboard, or it replaces another one.',
  example: { where: 'boards/shop.json: dashboard "shop"', why: '"uid" has 47 characters; at most 40 are allowed: shorten it' },
});

export const DASHBOARD_DOUBT = rule({
  id: 'monitoring-mixin/dashboard-doubt',
  severity: 'warning',
  message: ({ where, why }: { where: string; why: string }) => `${where}: ${why}`,
  why: 'Grafana accepts the dashboard, but some of its panels are empty or look wrong.',
  example: {
    where: 'boards/shop.json: dashboard "shop"',
    why: 'panels read kube_pod_state, which no supported release of kube-state-metrics exposes: correct the name, or remove the panels',
  },
});
