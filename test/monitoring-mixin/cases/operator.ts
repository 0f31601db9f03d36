import { AlertCase, GROWS, Input, OFF, ON } from '../alert-case';
import { lasting, replaced } from '../timing';

type Series = (metric: string, labels?: string) => string;
const at = (cluster = 'a', namespace = 'monitoring', instance = '10.0.0.3:8080'): Series => (metric, labels = '') =>
  `${metric}{job="prometheus-operator",cluster="${cluster}",namespace="${namespace}",pod="prometheus-operator-1",container="prometheus-operator",instance="${instance}"${labels && `,${labels}`}}`;
const ONE = at();
const CONTROLLER = 'controller="prometheus"';

/** Differ in one label of their alert from the first. */
const PLACES: readonly (readonly [Series, string])[] = [[ONE, CONTROLLER], [at('b'), CONTROLLER], [at('a', 'team'), CONTROLLER], [ONE, 'controller="alertmanager"']];
const each = (alert: string, ill: (series: Series, labels: string) => Input, well: (series: Series, labels: string) => Input, places = PLACES): AlertCase => {
  const inputs = (make: typeof ill): Input => Object.assign({}, ...places.map(([series, labels]) => make(series, labels)));
  return { alert, what: 'one for each', count: places.length, fires: inputs(ill), quiet: inputs(well) };
};

/** Failures in attempts: the first number of 1000 is too many. */
const failing = (alert: string, failed: string, all: string, minutes: number, bad: number, good: number, window = 0): AlertCase[] => {
  const rates = (number: number) => (series: Series, labels: string): Input => ({
    [series(`prometheus_operator_${failed}_total`, labels)]: `0+${number}x600`, [series(`prometheus_operator_${all}_total`, labels)]: '0+1000x600',
  });
  return [
    each(alert, rates(bad), rates(good)),
    lasting({
      alert, minutes, window, changes: { [ONE(`prometheus_operator_${failed}_total`, CONTROLLER)]: ['0', '9000+9000'] }, others: { [ONE(`prometheus_operator_${all}_total`, CONTROLLER)]: '0+9000x600' },
    }),
    { alert, what: 'nothing is done', fires: rates(bad)(ONE, CONTROLLER), quiet: { [ONE(`prometheus_operator_${failed}_total`, CONTROLLER)]: '900x600', [ONE(`prometheus_operator_${all}_total`, CONTROLLER)]: '900x600' } },
    {
      alert,
      what: 'in all replicas',
      count: 1,
      fires: { ...rates(bad)(ONE, CONTROLLER), ...rates(bad)(at('a', 'monitoring', '10.0.0.4:8080'), CONTROLLER) },
      quiet: { ...rates(good)(ONE, CONTROLLER), ...rates(good)(at('a', 'monitoring', '10.0.0.4:8080'), CONTROLLER) },
    },
  ];
};

/** A gauge of objects that should be 0 for the whole window. */
const objects = (alert: string, metric: string, state: string, other: string, minutes: number, ...more: string[]): AlertCase[] => {
  const labels = [state, ...more.map(label => `${label}="x"`)].join();
  const places: typeof PLACES = [...PLACES.map(([series, controller]) => [series, `${controller},${labels}`] as const), ...more.map(label => [ONE, `${CONTROLLER},${state},${label}="y"`] as const)];
  const instance = (address: string) => at('a', 'monitoring', address)(metric, `${CONTROLLER},${labels}`);
  return [
    each(alert, (series, its) => ({ [series(metric, its)]: ON }), (series, its) => ({ [series(metric, its)]: OFF, [series(metric, its.replace(state, other))]: ON }), places),
    lasting({ alert, minutes, window: 4, changes: { [ONE(metric, `${CONTROLLER},${labels}`)]: ['0', '1'] } }),
    { alert, what: 'a scrape fails', at: `${35 + minutes}m`, fires: { [ONE(metric, `${CONTROLLER},${labels}`)]: '1x33 _ 1x600' }, quiet: { [ONE(metric, `${CONTROLLER},${labels}`)]: `${'1 1 0 1 1 '.repeat(30)}0` } },
    { alert, what: 'although its pod is replaced', at: `${39 + minutes}m`, count: 1, fires: replaced(instance, '0x32 1x6', '1'), quiet: replaced(instance, '0x39', '0') },
  ];
};

const READY = 'prometheus_operator_ready';
const LOOKUP = 'prometheus_operator_node_address_lookup_errors_total';
const SYNCS = 'prometheus_operator_node_syncs_failed_total';
const nodes = (alert: string, metric: string, labels: string, ...places: typeof PLACES): AlertCase =>
  each(alert, (series, its) => ({ [series(metric, its)]: GROWS }), (series, its) => ({ [series(metric, its)]: '7x600' }), [[ONE, labels], [at('b'), labels], [at('a', 'team'), labels], ...places]);

const instances = (metric: string, labels = '') => (instance: string) => at('a', 'monitoring', instance)(metric, labels);

const DOWN = 'PrometheusOperatorDown';
const ksm = (cluster: string) => `up{job="kube-state-metrics",cluster="${cluster}",instance="10.0.0.8:8080"}`;

export const OPERATOR: readonly AlertCase[] = [
  { alert: DOWN, what: 'one of two clusters', count: 1, fires: { [ksm('a')]: ON, [ksm('b')]: ON, [ONE('up')]: OFF, [at('b')('up')]: ON }, quiet: { [ksm('a')]: ON, [ksm('b')]: ON, [ONE('up')]: ON, [at('b')('up')]: ON } },
  { alert: DOWN, what: 'nothing is there', count: 1, fires: {}, quiet: { [ONE('up')]: ON } },
  lasting({ alert: DOWN, minutes: 15, changes: { [ONE('up')]: ['1', '0'] }, others: { [ksm('a')]: ON } }),
  ...failing('PrometheusOperatorListErrors', 'list_operations_failed', 'list_operations', 15, 410, 400, 5),
  ...failing('PrometheusOperatorWatchErrors', 'watch_operations_failed', 'watch_operations', 15, 410, 400),
  ...failing('PrometheusOperatorReconcileErrors', 'reconcile_errors', 'reconcile_operations', 10, 110, 100),
  ...failing('PrometheusOperatorStatusUpdateErrors', 'status_update_errors', 'status_update_operations', 10, 110, 100),
  ...objects('PrometheusOperatorSyncFailed', 'prometheus_operator_syncs', 'status="failed"', 'status="ok"', 10),
  ...objects('PrometheusOperatorRejectedResources', 'prometheus_operator_managed_resources', 'state="rejected"', 'state="selected"', 5, 'resource'),
  each('PrometheusOperatorNotReady', (series, labels) => ({ [series(READY, labels)]: OFF }), (series, labels) => ({ [series(READY, labels)]: ON })),
  lasting({ alert: 'PrometheusOperatorNotReady', minutes: 5, window: 4, changes: { [ONE(READY, CONTROLLER)]: ['1', '0'] } }),
  {
    alert: 'PrometheusOperatorNotReady',
    what: 'its pod is replaced',
    at: '44m',
    count: 1,
    fires: replaced(instance => at('a', 'monitoring', instance)(READY, CONTROLLER), '1x31 0x7', '0'),
    quiet: replaced(instance => at('a', 'monitoring', instance)(READY, CONTROLLER), '1x34 0x4', '1'),
  },
  nodes('PrometheusOperatorNodeLookupErrors', LOOKUP, ''),
  { alert: 'PrometheusOperatorNodeLookupErrors', what: 'one node, one time', at: '20m', fires: { [ONE(LOOKUP)]: '0x15 1x600' }, quiet: { [ONE(LOOKUP)]: '0x2 1x600' } },
  { alert: 'PrometheusOperatorNodeLookupErrors', what: 'in its old pod and in the new one', at: '50m', count: 1, fires: replaced(instances(LOOKUP), '0x30 1+1x8', '0+1'), quiet: replaced(instances(LOOKUP), '0x39', '0') },
  {
    alert: 'PrometheusOperatorNodeSyncFailed',
    what: 'although its pod is replaced',
    at: '51m',
    count: 1,
    fires: replaced(instances(SYNCS, 'resource="endpoints"'), '0x30 1+1x8', '0+1'),
    quiet: replaced(instances(SYNCS, 'resource="endpoints"'), '0x39', '0'),
  },
  {
    alert: 'PrometheusOperatorNodeSyncFailed',
    what: 'from time to time',
    fires: { [ONE(SYNCS, 'resource="endpoints"')]: Array.from({ length: 100 }, (_, minute) => Math.floor(minute / 3)).join(' ') },
    quiet: { [ONE(SYNCS, 'resource="endpoints"')]: '0x3 1x600' },
  },
  nodes('PrometheusOperatorNodeSyncFailed', SYNCS, 'resource="endpoints"', [ONE, 'resource="endpointslices"']),
  lasting({ alert: 'PrometheusOperatorNodeSyncFailed', minutes: 15, changes: { [ONE(SYNCS, 'resource="endpoints"')]: ['0', '1+1'] } }),
];
