import { NameHere, nameHere, RuleKind } from '../name-table';

/** An upstream name, and its equivalent here. Undefined if upstream does not have the name. */
export type Names = (kind: RuleKind, name: string) => NameHere | undefined;

export type KnownName = NameHere;

/**
 * Names that upstream gave up before version 45 of the chart, and their current names. Version 9.3.4 of the chart has each of them.
 * @see https://github.com/prometheus-community/helm-charts/tree/kube-prometheus-stack-9.3.4/charts/kube-prometheus-stack/templates/prometheus/rules-1.14
 */
const OLDER: { readonly [kind in RuleKind]: { readonly [name: string]: string } } = {
  alert: {
    AggregatedAPIDown: 'KubeAggregatedAPIDown', AggregatedAPIErrors: 'KubeAggregatedAPIErrors', KubeJobCompletion: 'KubeJobNotCompleted',
  },
  record: {
    'instance:node_cpu_utilisation:rate1m': 'instance:node_cpu_utilisation:rate5m',
    'instance:node_vmstat_pgmajfault:rate1m': 'instance:node_vmstat_pgmajfault:rate5m',
    'instance_device:node_disk_io_time_seconds:rate1m': 'instance_device:node_disk_io_time_seconds:rate5m',
    'instance_device:node_disk_io_time_weighted_seconds:rate1m': 'instance_device:node_disk_io_time_weighted_seconds:rate5m',
    'instance:node_network_receive_bytes_excluding_lo:rate1m': 'instance:node_network_receive_bytes_excluding_lo:rate5m',
    'instance:node_network_transmit_bytes_excluding_lo:rate1m': 'instance:node_network_transmit_bytes_excluding_lo:rate5m',
    'instance:node_network_receive_drop_excluding_lo:rate1m': 'instance:node_network_receive_drop_excluding_lo:rate5m',
    'instance:node_network_transmit_drop_excluding_lo:rate1m': 'instance:node_network_transmit_drop_excluding_lo:rate5m',
    'node_namespace_pod_container:container_cpu_usage_seconds_total:sum_rate':
      'node_namespace_pod_container:container_cpu_usage_seconds_total:sum_rate5m',
    'cluster_quantile:apiserver_request_duration_seconds:histogram_quantile':
      'cluster_quantile:apiserver_request_sli_duration_seconds:histogram_quantile',
  },
};

/** Upstream's names, including those of old releases. */
export const UPSTREAM_NAMES: Names = (kind, name) => {
  const known = nameHere(kind, name);
  if (known || !Object.hasOwn(OLDER[kind], name)) { return known; }
  const names = nameHere(kind, OLDER[kind][name])?.names ?? [];
  return { outcome: 'renamed', names, note: `its upstream name is now ${OLDER[kind][name]}` };
};
