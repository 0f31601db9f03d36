import { NODE_ALERTS } from './node-alerts';
import { DEVICES, DISKS } from './node-series';
import { Context, GroupDefinition, RecordDefinition } from '../definition';

/** Names and labels are those of the node-exporter mixin, which public dashboards use: all labels of the target stay. */
const RECORDS: readonly RecordDefinition[] = [
  { record: 'instance:node_num_cpu:sum', expr: ({ node }) => `count without (cpu, mode) (node_cpu_seconds_total{${node},mode="idle"})` },
  {
    record: 'instance:node_cpu_utilisation:rate5m',
    expr: ({ node }) => `1 - avg without (cpu) (sum without (mode) (rate(node_cpu_seconds_total{${node},mode=~"idle|iowait|steal"}[5m])))`,
  },
  { record: 'instance:node_load1_per_cpu:ratio', expr: ({ node }) => `node_load1{${node}} / instance:node_num_cpu:sum{${node}}` },
  {
    record: 'instance:node_memory_utilisation:ratio',
    expr: ({ node }) => `1 - node_memory_MemAvailable_bytes{${node}} / node_memory_MemTotal_bytes{${node}}`,
  },
  { record: 'instance:node_vmstat_pgmajfault:rate5m', expr: ({ node }) => `rate(node_vmstat_pgmajfault{${node}}[5m])` },
  {
    record: 'instance_device:node_disk_io_time_seconds:rate5m',
    expr: ({ node }) => `rate(node_disk_io_time_seconds_total{${node},${DISKS}}[5m])`,
  },
  {
    record: 'instance_device:node_disk_io_time_weighted_seconds:rate5m',
    expr: ({ node }) => `rate(node_disk_io_time_weighted_seconds_total{${node},${DISKS}}[5m])`,
  },
  { record: 'instance:node_network_receive_bytes_physical:rate5m', expr: traffic('receive') },
  { record: 'instance:node_network_transmit_bytes_physical:rate5m', expr: traffic('transmit') },
  // a target without the label "node" is not a node: it would produce the mean of the cluster
  {
    record: 'node:node_cpu_utilization:ratio_rate5m',
    expr: ({ node, by }) => `avg ${by('node')} (instance:node_cpu_utilisation:rate5m{${node},node!=""})`,
  },
  {
    record: 'cluster:node_cpu:ratio_rate5m',
    expr: ({ node, by }) => `sum ${by()} (instance:node_cpu_utilisation:rate5m{${node}} * instance:node_num_cpu:sum{${node}})`
      + ` / sum ${by()} (instance:node_num_cpu:sum{${node}})`,
  },
  {
    record: 'cluster:node_memory_utilisation:ratio',
    expr: ({ node, by }) => `1 - sum ${by()} (node_memory_MemAvailable_bytes{${node}}) / sum ${by()} (node_memory_MemTotal_bytes{${node}})`,
  },
];

function traffic(direction: 'receive' | 'transmit') {
  return ({ node }: Context) => `sum without (device) (rate(node_network_${direction}_bytes_total{${node},${DEVICES}}[5m]))`;
}

export const NODES: GroupDefinition = {
  name: 'nodes',
  title: 'Machines',
  needs: ['nodeExporter'],
  records: RECORDS,
  alerts: NODE_ALERTS,
};
