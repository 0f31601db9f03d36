import { processRow, upStates, upStats } from './control-plane-parts';
import { BoardContext, column, DashboardDefinition, lines, quantile, several, stat, states, table, top, value } from './dashboard';
import { Row } from '../../dashboards/panels';

const component = ({ operator: selector }: BoardContext) => ({ name: 'prometheus-operator', selector });
const EVENTS = 'read the reason in its event: "kubectl get events --all-namespaces --field-selector reason=InvalidConfiguration"';

/** Rate of a controller counter per second. */
const rate = (metric: string, { operator }: BoardContext, ...labels: string[]) =>
  `sum by (${['controller', ...labels].join(', ')}) (rate(prometheus_operator_${metric}_total{${operator}}[$__rate_interval]))`;

const hourly = (metric: string, { operator }: BoardContext) => `increase(prometheus_operator_${metric}_total{${operator}}[1h])`;

function atAGlance(context: BoardContext): Row {
  const { operator, limits } = context;
  const managed = (state: string) => `sum(prometheus_operator_managed_resources{${operator},state="${state}"}) or vector(0)`;
  return {
    title: 'At a glance',
    panels: [
      upStats(component(context))[1],
      stat('Objects selected', 'none', managed('selected'), {
        description: 'Monitors, rules and AlertmanagerConfigs that a Prometheus, Alertmanager or ThanosRuler selects and that are valid.',
        plain: 'any number is valid',
      }),
      stat('Objects rejected', 'none', managed('rejected'), {
        description: `Objects that are selected but invalid: they have no effect. Normally 0. If not, ${EVENTS}.`,
        thresholds: { warning: 1 },
      }),
      stat('Not reconciled', 'none', `sum(prometheus_operator_syncs{${operator},status="failed"}) or vector(0)`, {
        description: 'Prometheuses, Alertmanagers and others that differ from their custom resource. Normally 0. If not, read their '
          + 'condition "Reconciled".',
        thresholds: { warning: 1 },
      }),
      stat('Reconcile errors', 'percentunit', `(sum(${hourly('reconcile_errors', context)}) or vector(0)) / `
        + `(sum(${hourly('reconcile_operations', context)}) > 0) or vector(0)`, {
        description: 'Share of the attempts of an hour to bring objects to their desired state. Normally 0. If not, the log contains the '
          + 'object and the error.',
        thresholds: limits('PrometheusOperatorReconcileErrors', { scale: 0.01 }),
      }),
    ],
  };
}

/** Custom resources with conditions. They require operator 0.94 or newer. */
const KINDS = ['prometheus', 'prometheus_agent', 'alertmanager', 'thanos_ruler'] as const;

function objects(context: BoardContext): Row {
  const { cluster, operator, once, by } = context;
  const conditions = KINDS.map(kind =>
    once(
      `prometheus_operator_${kind}_status_condition{${operator},status!="True"} == 1`,
      'controller',
      'namespace',
      'name',
      'condition',
      'status',
    ));
  const named = [column('controller', 'Controller'), column('namespace', 'Namespace'), column('name', 'Name')];
  return {
    title: 'Objects',
    panels: [
      table('Objects rejected', 'none', [column(cluster, 'Cluster'), column('controller', 'Controller'), column('resource', 'Kind')], [
        value('Rejected', `topk(50, sum ${by('controller', 'resource')} `
          + `(prometheus_operator_managed_resources{${operator},state="rejected"}) > 0)`, { thresholds: { warning: 1 } }),
        value('Selected', `sum ${by('controller', 'resource')} (prometheus_operator_managed_resources{${operator},state="selected"})`
          + ` and ${context.on('controller', 'resource')} prometheus_operator_managed_resources{${operator},state="rejected"} > 0`),
      ], {
        description: 'Invalid objects by kind: they have no effect. Normally none. The operator counts them and does not report their '
          + `names; ${EVENTS}.`,
        sortBy: 'Rejected',
        empty: 'No object is rejected',
        size: { w: 24, h: 6 },
      }),
      table('Servers with a failed condition', 'none', [
        column(cluster, 'Cluster'),
        ...named,
        column('condition', 'Condition'),
        column('status', 'Status'),
      ],
      [value('Since now', `topk(50, ${conditions.join(' or ')})`)], {
        description: 'Prometheuses, Alertmanagers and ThanosRulers with a condition that is not True. '
            + '"Reconciled" false: the object has a mistake; "Available" degraded: some of its pods are not ready. It needs operator '
            + '0.94 or newer.',
        empty: 'All conditions are True (or the operator is older than 0.94)',
        size: { w: 24, h: 6 },
      }),
      lines(
        'Objects selected',
        'short',
        `sum by (resource) (prometheus_operator_managed_resources{${operator},state="selected"})`,
        '{{resource}}',
        {
          description: 'Valid objects that are selected, by kind. An object that no Prometheus selects is not counted: compare with '
            + '"kubectl get servicemonitors -A". '
            + 'If it is missing, its labels or its namespace do not match the selectors.',
        },
      ),
      several('Replicas and shards', 'short', [
        {
          expr: once(`prometheus_operator_spec_replicas{${operator}}`, 'controller', 'namespace', 'name'),
          legend: '{{controller}} {{namespace}}/{{name}} replicas',
        },
        {
          expr: once(`prometheus_operator_spec_shards{${operator}}`, 'controller', 'namespace', 'name'),
          legend: '{{controller}} {{namespace}}/{{name}} shards',
        },
      ], { description: 'Replicas and shards of the custom resources.' }),
    ],
  };
}

function work(context: BoardContext): Row {
  const { operator } = context;
  return {
    title: 'Reconciliation',
    panels: [
      lines('Reconciliations', 'ops', rate('reconcile_operations', context), '{{controller}}', {
        description: 'Attempts to bring objects to their desired state, by controller. Each change of a selected object causes one.',
      }),
      lines('Failed reconciliations', 'ops', rate('reconcile_errors', context), '{{controller}}', {
        description: 'Failed attempts by controller. Normally 0. The log of the operator contains the object and the error. After '
          + '"forbidden" give it the permission.',
      }),
      lines('Reconciliation duration (p99)', 's', quantile(
        0.99, 'prometheus_operator_reconcile_duration_seconds', operator, 'by (controller)',
      ), '{{controller}}', {
        description: 'How long an attempt takes. Normally below some seconds. Thousands of selected objects make it slow.',
        empty: 'Nothing was reconciled',
      }),
      lines('Reconciliation triggers', 'ops', top(rate('triggered', context, 'triggered_by', 'action')), '{{controller}} '
        + '{{triggered_by}} {{action}}', {
        hasLongNames: true,
        description: 'Events of objects by kind and action. If a kind is updated continuously, two tools overwrite each other\'s changes.',
      }),
      lines(
        'Objects waiting',
        'short',
        `sum by (controller, name) (prometheus_operator_workqueue_depth{${operator}})`,
        '{{controller}} {{name}}',
        {
          description: 'Objects in the work queues. Normally 0 or 1. If it grows, reconciliations are too slow or fail.',
          empty: 'It needs operator 0.85 or newer',
        },
      ),
      lines('Failed status updates', 'ops', rate('status_update_errors', context), '{{controller}}', {
        description: 'Normally 0. If not, permissions for the subresource "status" are missing, and the status of objects is old.',
        empty: 'No update has failed',
      }),
    ],
  };
}

function requests(context: BoardContext): Row {
  const { operator } = context;
  return {
    title: 'Requests to the API server',
    panels: [
      lines('Failed lists', 'ops', rate('list_operations_failed', context), '{{controller}}', {
        description: 'Normally 0. "forbidden" in the log is a missing permission, "not found" a CustomResourceDefinition that is not '
          + 'applied.',
        empty: 'No list has failed',
      }),
      lines('Failed watches', 'ops', rate('watch_operations_failed', context), '{{controller}}', {
        description: 'Normally 0. If not, the operator sees changes late: check permissions, and proxies in front of the API server.',
        empty: 'No watch has failed',
      }),
      lines('Requests by code', 'reqps', 'sum by (status_code) '
        + `(rate(prometheus_operator_kubernetes_client_http_requests_total{${operator}}[$__rate_interval]))`, '{{status_code}}', {
        description: 'Requests to the API server by status code. A few of 404 and 409 are normal. 403 is a missing permission.',
      }),
      several('Addresses of kubelets', 'short', [
        {
          expr: `sum(increase(prometheus_operator_node_address_lookup_errors_total{${operator}}[15m]))`,
          legend: 'nodes without an address',
        },
        { expr: `sum(increase(prometheus_operator_node_syncs_failed_total{${operator}}[15m]))`, legend: 'updates failed' },
      ], {
        description: 'In 15 minutes. Normally 0. If not, the kubelets of these nodes are not scraped: see the runbook of '
          + 'PrometheusOperatorNodeLookupErrors.',
        empty: 'The operator does not write the addresses of kubelets',
      }),
      states('Ready', 'bool_on_off', `min by (controller) (prometheus_operator_ready{${operator}})`, '{{controller}}', {
        thresholds: { critical: 1, direction: 'below' },
        description: 'Whether a controller has read all objects that it watches. Normally on. If not, a permission or a '
          + 'CustomResourceDefinition is missing.',
      }),
      upStates(component(context), context),
    ],
  };
}

export const OPERATOR: DashboardDefinition = {
  id: 'operator',
  title: 'Monitoring / Operator',
  description: 'prometheus-operator: objects that it selects and rejects, and the conditions of its servers.',
  folder: 'Monitoring',
  questions: [
    { question: 'Which monitors and rules does the operator reject?', panel: 'Objects rejected' },
    { question: 'Which Prometheus or Alertmanager has a failed condition?', panel: 'Servers with a failed condition' },
    { question: 'How many monitors and rules are selected?', panel: 'Objects selected' },
    { question: 'Does the operator keep up?', panel: 'Objects waiting' },
  ],
  needs: ['prometheusOperator'],
  groups: ['operator'],
  alerts: { groups: ['operator', 'config-reloader'] },
  rows: context => [atAGlance(context), objects(context), work(context), requests(context), processRow(component(context), context)],
};
