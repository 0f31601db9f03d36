import { Context, GroupDefinition } from '../definition';

const POD = '{{ $labels.namespace }}/{{ $labels.pod }}';

/** How many of the tries fail, in percent, where there are any. */
const failing = (failed: string, all: string, selector: string, window: string) => `100 * rate(${failed}{${selector}}[${window}]) / (rate(${all}{${selector}}[${window}]) > 0)`;

export const ALERTMANAGER: GroupDefinition = {
  name: 'alertmanager',
  title: 'Alertmanager',
  needs: ['alertmanager'],
  alerts: [
    {
      alert: 'AlertmanagerConfigReloadFailed',
      severity: 'critical',
      for: '10m',
      expr: ({ alertmanager }) => `max_over_time(alertmanager_config_last_reload_successful{${alertmanager}}[5m]) == 0`,
      summary: `Alertmanager ${POD} refuses its configuration.`,
      description: 'It goes on with the last good one, and does not start again without.',
    },
    {
      alert: 'AlertmanagerMembersDiffer',
      severity: 'critical',
      for: '15m',
      expr: ({ alertmanager, by }) => `max_over_time(alertmanager_cluster_members{${alertmanager}}[5m]) < on (${by('namespace', 'service').slice(4, -1)}) group_left () count ${by('namespace', 'service')} (max_over_time(alertmanager_cluster_members{${alertmanager}}[5m]))`,
      summary: `Alertmanager ${POD} sees {{ $value }} members, fewer than there are.`,
      description: 'Each part sends for itself: people are told twice, and silences do not hold everywhere.',
    },
    {
      alert: 'AlertmanagerNotificationsFailing',
      severity: 'critical',
      for: '5m',
      threshold: 1,
      expr: ({ alertmanager, by }, percent) => `min ${by('namespace', 'service', 'integration')} (${failing('alertmanager_notifications_failed_total', 'alertmanager_notifications_total', alertmanager, '15m')}) > ${percent}`,
      summary: 'Alertmanager fails to send {{ $value | printf "%.0f" }}% of what it sends by {{ $labels.integration }}.',
      description: 'People are not told.',
    },
    {
      alert: 'AlertmanagerConfigsDiffer',
      severity: 'critical',
      for: '20m',
      expr: ({ alertmanager, by }) => `count ${by('namespace', 'service')} (count_values ${by('namespace', 'service')} ("config_hash", alertmanager_config_hash{${alertmanager}})) > 1`,
      summary: 'The Alertmanagers of {{ $labels.namespace }}/{{ $labels.service }} have different configurations.',
      description: 'Who is told depends on which of them sends.',
    },
    {
      alert: 'AlertmanagersDown',
      severity: 'critical',
      for: '5m',
      expr: ({ alertmanager, by }) => `count ${by('namespace', 'service')} (avg_over_time(up{${alertmanager}}[5m]) < 0.5) / count ${by('namespace', 'service')} (up{${alertmanager}}) >= 0.5`,
      summary: 'Half of the Alertmanagers of {{ $labels.namespace }}/{{ $labels.service }} or more are down.',
      description: 'With the last one nobody is told of anything.',
    },
  ],
};

/** Upstream's rule wants a tenth of the nodes wrong for long; but one costs the others, in operators before 0.77. */
export const OPERATOR: GroupDefinition = {
  name: 'operator',
  title: 'prometheus-operator',
  needs: ['prometheusOperator'],
  alerts: [
    {
      alert: 'OperatorAbsent',
      severity: 'warning',
      for: '15m',
      expr: ({ operator }) => `absent(up{${operator}} == 1)`,
      summary: 'No prometheus-operator is scraped.',
      description: 'New monitors and rules have no effect.',
    },
    {
      alert: 'OperatorApiErrors',
      severity: 'warning',
      for: '15m',
      threshold: 40,
      expr: ({ operator, by }, percent) => (['list', 'watch'] as const)
        .map(verb => `100 * sum ${by('controller', 'namespace')} (rate(prometheus_operator_${verb}_operations_failed_total{${operator}}[10m])) / (sum ${by('controller', 'namespace')} (rate(prometheus_operator_${verb}_operations_total{${operator}}[10m])) > 0) > ${percent}`).join(' or '),
      summary: 'The {{ $labels.controller }} controller of prometheus-operator fails in {{ $value | printf "%.0f" }}% of what it asks the apiserver.',
      description: 'Changes have no effect, or late.',
    },
    {
      alert: 'OperatorReconcileFailing',
      severity: 'warning',
      for: '10m',
      threshold: 10,
      expr: ({ operator, by }, percent) => `100 * sum ${by('controller', 'namespace')} (rate(prometheus_operator_reconcile_errors_total{${operator}}[5m])) / (sum ${by('controller', 'namespace')} (rate(prometheus_operator_reconcile_operations_total{${operator}}[5m])) > 0) > ${percent}`,
      summary: 'The {{ $labels.controller }} controller of prometheus-operator fails in {{ $value | printf "%.0f" }}% of its work.',
      description: 'A Prometheus or Alertmanager is not as its custom resource says.',
    },
    {
      alert: 'OperatorSyncFailed',
      severity: 'warning',
      for: '10m',
      expr: ({ operator, by }) => `min_over_time(sum ${by('controller', 'namespace')} (prometheus_operator_syncs{${operator},status="failed"})[5m:1m]) > 0`,
      summary: '{{ $value | printf "%.0f" }} objects of the {{ $labels.controller }} controller of prometheus-operator cannot be brought about.',
      description: 'A Prometheus or Alertmanager is not as its custom resource says.',
    },
    {
      alert: 'OperatorRejectedResources',
      severity: 'warning',
      for: '5m',
      expr: ({ operator, by }) => `min_over_time(sum ${by('controller', 'namespace', 'resource')} (prometheus_operator_managed_resources{${operator},state="rejected"})[5m:1m]) > 0`,
      summary: 'prometheus-operator leaves out {{ $value | printf "%.0f" }} objects of {{ $labels.resource }}.',
      description: 'What they say is not scraped, or not evaluated.',
    },
    {
      alert: 'OperatorNodeAddressLookupFailed',
      severity: 'warning',
      expr: ({ operator }) => `increase(prometheus_operator_node_address_lookup_errors_total{${operator}}[15m]) > 0`,
      summary: 'prometheus-operator finds no valid address of {{ $value | printf "%.0f" }} nodes.',
      description: 'Their kubelets are not scraped. Before operator 0.77 none is: one node costs all.',
    },
    {
      alert: 'OperatorNodeSyncFailed',
      severity: 'warning',
      for: '15m',
      expr: ({ operator }) => `increase(prometheus_operator_node_syncs_failed_total{${operator}}[15m]) > 0`,
      summary: 'prometheus-operator cannot write the addresses of the kubelets.',
      description: 'New nodes are not scraped, or none is.',
    },
    {
      alert: 'OperatorNotReady',
      severity: 'warning',
      for: '5m',
      expr: ({ operator, by }) => `min ${by('controller', 'namespace')} (max_over_time(prometheus_operator_ready{${operator}}[5m]) == 0)`,
      summary: 'The {{ $labels.controller }} controller of prometheus-operator is not ready.',
      description: 'Its kind of objects is not looked at.',
    },
  ],
};

const ksmErrors = (operation: 'list' | 'watch') => ({ ksm, by }: Context, percent: number) =>
  `100 * sum ${by('resource')} (rate(kube_state_metrics_${operation}_total{${ksm},result="error"}[5m])) / (sum ${by('resource')} (rate(kube_state_metrics_${operation}_total{${ksm}}[5m])) > 0) > ${percent}`;

export const KUBE_STATE_METRICS: GroupDefinition = {
  name: 'kube-state-metrics',
  title: 'kube-state-metrics',
  needs: ['kubeStateMetrics'],
  alerts: [
    {
      alert: 'KubeStateMetricsAbsent',
      severity: 'critical',
      for: '15m',
      expr: ({ ksm }) => `absent(up{${ksm}} == 1)`,
      summary: 'No kube-state-metrics is scraped.',
      description: 'All alerts of workloads are silent.',
    },
    {
      alert: 'KubeStateMetricsListErrors',
      severity: 'critical',
      for: '15m',
      threshold: 1,
      expr: ksmErrors('list'),
      summary: 'kube-state-metrics cannot list {{ $labels.resource }}.',
      description: 'Metrics of them are missing or old.',
    },
    {
      alert: 'KubeStateMetricsWatchErrors',
      severity: 'critical',
      for: '15m',
      threshold: 1,
      expr: ksmErrors('watch'),
      summary: 'kube-state-metrics cannot watch {{ $labels.resource }}.',
      description: 'Metrics of them are old.',
    },
    {
      alert: 'KubeStateMetricsShardsDiffer',
      severity: 'critical',
      for: '15m',
      expr: ({ ksm, cluster }) => `stdvar by (${cluster}) (kube_state_metrics_total_shards{${ksm}}) > 0`,
      summary: 'The shards of kube-state-metrics do not agree on how many they are.',
      description: 'Some objects are counted twice, others not at all.',
    },
    {
      alert: 'KubeStateMetricsShardMissing',
      severity: 'critical',
      for: '15m',
      expr: ({ ksm, by }) => `max ${by()} (kube_state_metrics_total_shards{${ksm}}) - count ${by()} (count ${by('shard_ordinal')} (kube_state_metrics_shard_ordinal{${ksm}})) > 0`,
      summary: '{{ $value }} shards of kube-state-metrics are missing.',
      description: 'Their objects are not seen.',
    },
  ],
};
