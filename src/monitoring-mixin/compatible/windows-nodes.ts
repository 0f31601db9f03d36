import { CompatibleSeries } from './series';
import { Context } from '../definition';

type Expression = (context: Context) => string;

/** A gauge of a node, reported once even if several exporter pods report it. */
const gauge = (
  name: string, ...labels: string[]
): Expression => ({ windows, once }) => once(`windows_${name}{${windows}}`, 'instance', ...labels);

const ofNodes = (name: string, count: number, expr: Expression, from?: readonly string[]): CompatibleSeries =>
  ({ name, count, per: 'node', needs: ['windowsExporter'], records: [{ expr }], ...from && { from } });
const ofCluster = (
  name: string, expr: Expression,
): CompatibleSeries => ({ name, count: 1, per: 'cluster', needs: ['windowsExporter'], records: [{ expr }] });

const FREE = gauge('memory_available_bytes');
// windows-exporter 0.31 has no windows_os_visible_memory_bytes, which upstream uses
const TOTAL = gauge('memory_physical_total_bytes');
const CACHE = gauge('memory_cache_bytes');
const CACHES = [
  CACHE,
  ...[
    'modified_page_list', 'standby_cache_core', 'standby_cache_normal_priority', 'standby_cache_reserve',
  ].map(what => gauge(`memory_${what}_bytes`)),
];

const AVAILABLE_BYTES = 'node:windows_node_memory_bytes_available:sum';
const TOTAL_BYTES = 'node:windows_node_memory_bytes_total:sum';

const speed = (name: string): Expression => ({ windows }) => `irate(windows_${name}_total{${windows}}[5m])`;
const sumOf = (...parts: Expression[]): Expression => context => parts.map(part => part(context)).join(' + ');

/** The same for the whole cluster and for each node. */
const both = (name: string, expr: (context: Context, by: string) => string): CompatibleSeries[] => [
  ofCluster(`:${name}`, context => expr(context, context.by())),
  ofNodes(`node:${name}`, 1, context => expr(context, context.by('instance'))),
];

// one minute contains two samples at most: the window is five minutes, and the name is unchanged
const CPU = both(
  'windows_node_cpu_utilisation:avg1m', ({ windows }, by) => `1 - avg ${by} (rate(windows_cpu_time_total{${windows},mode="idle"}[5m]))`,
);

const BUSY = sumOf(speed('logical_disk_read_seconds'), speed('logical_disk_write_seconds'));
const DISCARDED = sumOf(speed('net_packets_received_discarded'), speed('net_packets_outbound_discarded'));

const perVolume = (
  name: string, of: (free: string, size: string, context: Context) => string,
): CompatibleSeries => ofNodes(name, 2, context =>
  of(gauge('logical_disk_free_bytes', 'volume')(context), gauge('logical_disk_size_bytes', 'volume')(context), context));

export const WINDOWS_NODE_SERIES: readonly CompatibleSeries[] = [
  // upstream uses another name: windows-exporter 0.31 has this metric without "_seconds"
  ofCluster('node:windows_node:sum', context => `count ${context.by()} (${gauge('system_boot_time_timestamp')(context)})`),
  ofNodes('node:windows_node_num_cpu:sum', 1, context => `count ${context.by('instance')} (${gauge('cpu_time_total', 'core')(context)})`),
  ...CPU,
  ofCluster(
    ':windows_node_memory_utilisation:', context => `1 - sum ${context.by()} (${FREE(context)}) / sum ${context.by()} (${TOTAL(context)})`,
  ),
  ofCluster(':windows_node_memory_MemFreeCached_bytes:sum', context => `sum ${context.by()} (${sumOf(FREE, CACHE)(context)})`),
  ofNodes('node:windows_node_memory_totalCached_bytes:sum', 1, sumOf(...CACHES)),
  ofCluster(':windows_node_memory_MemTotal_bytes:sum', context => `sum ${context.by()} (${TOTAL(context)})`),
  ofNodes(AVAILABLE_BYTES, 1, FREE),
  ofNodes(TOTAL_BYTES, 1, TOTAL),
  ofNodes('node:windows_node_memory_utilisation:ratio', 1, ({ by, on }) =>
    `(${TOTAL_BYTES} - ${AVAILABLE_BYTES}) / ${on()} group_left () sum ${by()} (${TOTAL_BYTES})`, [AVAILABLE_BYTES, TOTAL_BYTES]),
  ofNodes('node:windows_node_memory_utilisation:', 1, () => `1 - ${AVAILABLE_BYTES} / ${TOTAL_BYTES}`, [AVAILABLE_BYTES, TOTAL_BYTES]),
  ofNodes(
    'node:windows_node_memory_swap_io_pages:irate', 1, context => context.once(speed('memory_swap_page_operations')(context), 'instance'),
  ),
  ...both('windows_node_disk_utilisation:avg_irate', (context, by) => `avg ${by} (${BUSY(context)})`),
  perVolume('node:windows_node_filesystem_usage:', (free, size) => `1 - ${free} / ${size}`),
  perVolume('node:windows_node_filesystem_avail:', (free, size) => `${free} / ${size}`),
  ...both('windows_node_net_utilisation:sum_irate', (context, by) => `sum ${by} (${speed('net_bytes')(context)})`),
  ...both('windows_node_net_saturation:sum_irate', (context, by) => `sum ${by} (${DISCARDED(context)})`),
];
