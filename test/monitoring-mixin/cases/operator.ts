import { AlertCase, flag, GROWS, growth, OFF, ON, operator } from '../alert-case';

export const OPERATOR: readonly AlertCase[] = [
  flag('OperatorAbsent', operator('up'), OFF, ON),
  growth('OperatorApiErrors', operator('prometheus_operator_list_operations_failed_total', 'controller="prometheus"'), operator('prometheus_operator_list_operations_total', 'controller="prometheus"'), 410, 390),
  growth('OperatorReconcileFailing', operator('prometheus_operator_reconcile_errors_total', 'controller="prometheus"'), operator('prometheus_operator_reconcile_operations_total', 'controller="prometheus"'), 110, 90),
  flag('OperatorSyncFailed', operator('prometheus_operator_syncs', 'controller="prometheus",status="failed"')),
  flag('OperatorRejectedResources', operator('prometheus_operator_managed_resources', 'controller="prometheus",resource="ServiceMonitor",state="rejected"')),
  { alert: 'OperatorNodeAddressLookupFailed', at: '20m', fires: { [operator('prometheus_operator_node_address_lookup_errors_total')]: '0x15 1x600' }, quiet: { [operator('prometheus_operator_node_address_lookup_errors_total')]: '7x600' } },
  { alert: 'OperatorNodeSyncFailed', fires: { [operator('prometheus_operator_node_syncs_failed_total', 'resource="endpoints"')]: GROWS }, quiet: { [operator('prometheus_operator_node_syncs_failed_total', 'resource="endpoints"')]: '7x600' } },
  flag('OperatorNotReady', operator('prometheus_operator_ready', 'controller="prometheus"'), OFF, ON),
];
