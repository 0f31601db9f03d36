import { AlertDefinition, Context, GroupDefinition } from '../definition';

const CONTROLLER = ['controller', 'namespace'];
const WHICH = 'the {{ $labels.controller }} controller of prometheus-operator';

/** The share of failed attempts in percent, by controller. */
const failing = (failed: string, all: string, window: string) => ({ operator, by }: Context, percent: number) => {
  const rate = (metric: string) => `sum ${by(...CONTROLLER)} (rate(prometheus_operator_${metric}_total{${operator}}[${window}]))`;
  return `100 * ${rate(failed)} / ${rate(all)} > ${percent}`;
};

/** Objects that were in this state for the whole window. */
const objects = (metric: string, state: string, ...labels: string[]) => ({ operator, by }: Context) =>
  `max ${by(...CONTROLLER, ...labels)} (min_over_time(prometheus_operator_${metric}{${operator},${state}}[5m])) > 0`;

/** Any failure in the last 15 minutes. */
const failed = (metric: string, ...labels: string[]) => ({ operator, by }: Context) =>
  `sum ${by('namespace', ...labels)} (increase(prometheus_operator_${metric}_total{${operator}}[15m])) > 0`;

const NODE_ALERTS: readonly AlertDefinition[] = [
  {
    alert: 'PrometheusOperatorNodeLookupErrors',
    severity: 'warning',
    // one node is enough, immediately: before operator 0.77 one node without an address breaks all kubelets
    expr: failed('node_address_lookup_errors'),
    summary: 'prometheus-operator found no valid address of {{ $value | printf "%.0f" }} nodes in 15 minutes.',
    description: 'The kubelets of these nodes are not scraped. Before operator 0.77 no kubelet is scraped. Look for nodes without an '
      + 'InternalIP: "kubectl get nodes --output wide".',
  },
  {
    alert: 'PrometheusOperatorNodeSyncFailed',
    severity: 'warning',
    for: '15m',
    expr: failed('node_syncs_failed', 'resource'),
    summary: 'prometheus-operator cannot write the addresses of the kubelets.',
    description: 'The kubelets of new nodes are not scraped. Read the log of the operator: "forbidden" is a missing permission.',
  },
];

export const OPERATOR: GroupDefinition = {
  name: 'operator',
  title: 'prometheus-operator',
  needs: ['prometheusOperator'],
  alerts: [
    {
      alert: 'PrometheusOperatorDown',
      severity: 'warning',
      for: '15m',
      expr: ({ operator, absent }) => absent(operator),
      summary: 'No prometheus-operator is up.',
      description: 'Changes of monitors, rules and Prometheus objects have no effect. Prometheus runs on. Look at the events and the log '
        + 'of the operator\'s pod.',
    },
    {
      alert: 'PrometheusOperatorListErrors',
      severity: 'warning',
      for: '15m',
      threshold: 40,
      expr: failing('list_operations_failed', 'list_operations', '10m'),
      summary: `{{ $value | printf "%.0f" }}% of the lists of ${WHICH} fail.`,
      description: 'Changes have no effect, or a late one. Read its log: a missing permission or a missing CustomResourceDefinition.',
    },
    {
      alert: 'PrometheusOperatorWatchErrors',
      severity: 'warning',
      for: '15m',
      threshold: 40,
      expr: failing('watch_operations_failed', 'watch_operations', '5m'),
      summary: `{{ $value | printf "%.0f" }}% of the watches of ${WHICH} fail.`,
      description: 'Changes have no effect, or a late one. Read its log: a missing permission, or an API server that fails.',
    },
    {
      alert: 'PrometheusOperatorReconcileErrors',
      severity: 'warning',
      for: '10m',
      threshold: 10,
      expr: failing('reconcile_errors', 'reconcile_operations', '5m'),
      summary: `{{ $value | printf "%.0f" }}% of the reconciliations of ${WHICH} fail.`,
      description: 'A Prometheus or Alertmanager differs from its custom resource. Read the log of the operator for the object and the '
        + 'error.',
    },
    {
      alert: 'PrometheusOperatorStatusUpdateErrors',
      severity: 'warning',
      for: '10m',
      threshold: 10,
      expr: failing('status_update_errors', 'status_update_operations', '5m'),
      summary: `{{ $value | printf "%.0f" }}% of the status updates of ${WHICH} fail.`,
      description: 'The status of custom resources is wrong, and tools that wait for it do not continue. Grant the operator update of the '
        + 'subresource "status".',
    },
    {
      alert: 'PrometheusOperatorSyncFailed',
      severity: 'warning',
      for: '10m',
      expr: objects('syncs', 'status="failed"'),
      summary: `{{ $value | printf "%.0f" }} objects of ${WHICH} cannot be reconciled.`,
      description: 'A Prometheus or Alertmanager differs from its custom resource. Read the conditions of this object, and the log of the '
        + 'operator.',
    },
    {
      alert: 'PrometheusOperatorRejectedResources',
      severity: 'warning',
      for: '5m',
      expr: objects('managed_resources', 'state="rejected"', 'resource'),
      summary: `${WHICH.replace('the', 'The')} rejects {{ $value | printf "%.0f" }} objects of {{ $labels.resource }}.`,
      description: 'These objects have no effect. Read their events: "kubectl get events --field-selector reason=InvalidConfiguration".',
    },
    {
      alert: 'PrometheusOperatorNotReady',
      severity: 'warning',
      for: '5m',
      expr: ({ operator, by }) => `max ${by(...CONTROLLER)} (max_over_time(prometheus_operator_ready{${operator}}[5m])) == 0`,
      summary: `${WHICH.replace('the', 'The')} is not ready.`,
      description: 'Changes of the objects of this controller have no effect. Check its permissions and the CustomResourceDefinitions.',
    },
    ...NODE_ALERTS,
  ],
};
