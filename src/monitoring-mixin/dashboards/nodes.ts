import { DashboardDefinition, lines, several, stat } from './dashboard';

const INSTANCE = 'instance=~"$instance"';

export const NODES: DashboardDefinition = {
  id: 'nodes',
  title: 'Kubernetes / Nodes',
  description: 'The machines: CPU, memory, disks, network.',
  needs: ['nodeExporter'],
  groups: ['nodes'],
  variables: ({ node }) => [{ name: 'instance', series: `node_uname_info{${node}}`, label: 'instance', multi: true }],
  rows: ({ here, node }) => [
    {
      title: 'At a glance',
      panels: [
        stat('Machines', 'none', `count(node_uname_info{${node},${INSTANCE}})`),
        stat('CPU used', 'percentunit', `cluster:node_cpu:ratio_rate5m{${here}}`),
        stat('Memory used', 'percentunit', `cluster:node_memory_utilisation:ratio{${here}}`),
      ],
    },
    {
      title: 'CPU and memory',
      panels: [
        lines('CPU used', 'percentunit', `instance:node_cpu_utilisation:rate5m{${here},${INSTANCE}}`, '{{instance}}'),
        lines('Load for each CPU', 'short', `instance:node_load1_per_cpu:ratio{${here},${INSTANCE}}`, '{{instance}}'),
        lines('Memory used', 'percentunit', `instance:node_memory_utilisation:ratio{${here},${INSTANCE}}`, '{{instance}}'),
        lines('Major page faults', 'ops', `instance:node_vmstat_pgmajfault:rate5m{${here},${INSTANCE}}`, '{{instance}}'),
      ],
    },
    {
      title: 'Disks and network',
      panels: [
        lines('Time in which a disk was busy', 'percentunit', `instance_device:node_disk_io_time_seconds:rate5m{${here},${INSTANCE}}`, '{{instance}} {{device}}'),
        lines('Requests that wait for a disk', 'short', `instance_device:node_disk_io_time_weighted_seconds:rate5m{${here},${INSTANCE}}`, '{{instance}} {{device}}'),
        lines('File systems used', 'percentunit', `1 - node_filesystem_avail_bytes{${node},${INSTANCE},fstype!~"tmpfs|ramfs|overlay|squashfs"} / node_filesystem_size_bytes{${node},${INSTANCE},fstype!~"tmpfs|ramfs|overlay|squashfs"}`, '{{instance}} {{mountpoint}}'),
        several('Network', 'Bps', [
          { expr: `instance:node_network_receive_bytes_physical:rate5m{${here},${INSTANCE}}`, legend: '{{instance}} received' },
          { expr: `instance:node_network_transmit_bytes_physical:rate5m{${here},${INSTANCE}}`, legend: '{{instance}} sent' },
        ]),
        lines('Offset of the clock', 's', `abs(node_timex_offset_seconds{${node},${INSTANCE}})`, '{{instance}}'),
        lines('Connections that are followed', 'percentunit', `node_nf_conntrack_entries{${node},${INSTANCE}} / node_nf_conntrack_entries_limit{${node},${INSTANCE}}`, '{{instance}}'),
      ],
    },
  ],
};
