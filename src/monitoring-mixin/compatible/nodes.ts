import { CompatibleSeries } from './series';
import { DEVICES } from '../groups/node-series';

const network = (direction: string, what: 'bytes' | 'drop', suffix: string, devices: string): CompatibleSeries => ({
  name: `instance:node_network_${direction}_${what}_${suffix}:rate5m`,
  count: 1,
  per: 'node',
  needs: ['nodeExporter'],
  records: [{ expr: ({ node }) => `sum without (device) (rate(node_network_${direction}_${what}_total{${node},${devices}}[5m]))` }],
});

const DIRECTIONS = ['receive', 'transmit'];

export const NODE_SERIES: readonly CompatibleSeries[] = [
  ...DIRECTIONS.flatMap(direction => (['bytes', 'drop'] as const).map(what => network(direction, what, 'excluding_lo', 'device!="lo"'))),
  ...DIRECTIONS.map(direction => network(direction, 'drop', 'physical', DEVICES)),
  {
    name: 'node:node_num_cpu:sum',
    count: 1,
    per: 'node',
    needs: ['nodeExporter'],
    // while a pod of the exporter is replaced, each CPU is reported twice
    records: [
      {
        expr: ({
          node, by, once,
        }) => `count ${by('node')} (${once(`node_cpu_seconds_total{${node},mode="idle",node!=""}`, 'node', 'cpu')})`,
      },
    ],
  },
  {
    name: ':node_memory_MemAvailable_bytes:sum',
    count: 1,
    per: 'cluster',
    needs: ['nodeExporter'],
    records: [{ expr: ({ node, by, once }) => `sum ${by()} (${once(`node_memory_MemAvailable_bytes{${node}}`, 'node', 'instance')})` }],
  },
];
