import { Context, GroupDefinition } from '../definition';

/** Real file systems: what is in memory, or is an image, is always full. */
const FILESYSTEMS = 'fstype!~"tmpfs|ramfs|overlay|squashfs|erofs|iso9660|nsfs|fuse.*",mountpoint!~"/(run|var/lib/kubelet)/.+"';

/** Network devices of the machine, not of pods. */
const DEVICES = 'device!~"lo|veth.+|cali.+|cilium.+|lxc.+|cni.+|flannel.+|docker.+|br-.+|tunl.+|kube-.+|nodelocaldns"';

const share = (free: string, of: string, { node }: Context) => `100 * node_filesystem_${free}{${node},${FILESYSTEMS}} / node_filesystem_${of}{${node},${FILESYSTEMS}}`;

const writable = ({ node, on }: Context) => `and ${on('instance', 'device', 'mountpoint')} node_filesystem_readonly{${node},${FILESYSTEMS}} == 0`;

const errors = (direction: 'receive' | 'transmit') => ({ node, by }: Context, percent: number) =>
  `100 * sum ${by('instance', 'device')} (rate(node_network_${direction}_errs_total{${node},${DEVICES}}[5m])) / (sum ${by('instance', 'device')} (rate(node_network_${direction}_packets_total{${node},${DEVICES}}[5m])) > 0) > ${percent}`;

export const NODES: GroupDefinition = {
  name: 'nodes',
  title: 'Machines',
  needs: ['nodeExporter'],
  records: [
    { record: 'instance:node_cpu:count', expr: ({ node, by }) => `count ${by('instance')} (node_cpu_seconds_total{${node},mode="idle"})` },
    { record: 'instance:node_cpu_utilisation:ratio_rate5m', expr: ({ node, by }) => `1 - avg ${by('instance')} (sum without (mode) (rate(node_cpu_seconds_total{${node},mode=~"idle|iowait|steal"}[5m])))` },
    { record: 'instance:node_load1_per_cpu:ratio', expr: ({ node, on, by }) => `max ${by('instance')} (node_load1{${node}}) / ${on('instance')} instance:node_cpu:count` },
    { record: 'instance:node_memory_utilisation:ratio', expr: ({ node, by }) => `1 - max ${by('instance')} (node_memory_MemAvailable_bytes{${node}}) / max ${by('instance')} (node_memory_MemTotal_bytes{${node}})` },
    { record: 'instance:node_vmstat_pgmajfault:rate5m', expr: ({ node, by }) => `max ${by('instance')} (rate(node_vmstat_pgmajfault{${node}}[5m]))` },
    { record: 'instance_device:node_disk_io_time_seconds:rate5m', expr: ({ node, by }) => `max ${by('instance', 'device')} (rate(node_disk_io_time_seconds_total{${node},device!~"loop.+|ram.+|zram.+"}[5m]))` },
    { record: 'instance_device:node_disk_io_time_weighted_seconds:rate5m', expr: ({ node, by }) => `max ${by('instance', 'device')} (rate(node_disk_io_time_weighted_seconds_total{${node},device!~"loop.+|ram.+|zram.+"}[5m]))` },
    { record: 'instance:node_network_receive_bytes:rate5m', expr: ({ node, by }) => `sum ${by('instance')} (rate(node_network_receive_bytes_total{${node},${DEVICES}}[5m]))` },
    { record: 'instance:node_network_transmit_bytes:rate5m', expr: ({ node, by }) => `sum ${by('instance')} (rate(node_network_transmit_bytes_total{${node},${DEVICES}}[5m]))` },
    { record: 'cluster:node_cpu_utilisation:ratio_rate5m', expr: ({ by, on }) => `sum ${by()} (instance:node_cpu_utilisation:ratio_rate5m * ${on('instance')} instance:node_cpu:count) / sum ${by()} (instance:node_cpu:count)` },
    { record: 'cluster:node_memory_utilisation:ratio', expr: ({ node, by }) => `1 - sum ${by()} (node_memory_MemAvailable_bytes{${node}}) / sum ${by()} (node_memory_MemTotal_bytes{${node}})` },
  ],
  alerts: [
    {
      alert: 'NodeFilesystemAlmostFull',
      severity: 'critical',
      for: '15m',
      threshold: 5,
      expr: (context, percent) => `${share('avail_bytes', 'size_bytes', context)} < ${percent} ${writable(context)}`,
      summary: 'File system {{ $labels.mountpoint }} of {{ $labels.instance }} has {{ $value | printf "%.1f" }}% free.',
      description: 'The kubelet evicts pods to make room, and images cannot be pulled.',
    },
    {
      alert: 'NodeFilesystemWillBeFull',
      severity: 'warning',
      for: '1h',
      threshold: 30,
      expr: (context, percent) => `${share('avail_bytes', 'size_bytes', context)} < ${percent} and predict_linear(node_filesystem_avail_bytes{${context.node},${FILESYSTEMS}}[6h], 86400) < 0 ${writable(context)}`,
      summary: 'File system {{ $labels.mountpoint }} of {{ $labels.instance }} has {{ $value | printf "%.1f" }}% free, and as it goes is full within a day.',
      description: 'The kubelet will evict pods to make room.',
    },
    {
      alert: 'NodeInodesAlmostUsed',
      severity: 'critical',
      for: '15m',
      threshold: 3,
      expr: (context, percent) => `${share('files_free', 'files', context)} < ${percent} ${writable(context)}`,
      summary: 'File system {{ $labels.mountpoint }} of {{ $labels.instance }} has {{ $value | printf "%.1f" }}% of its inodes free.',
      description: 'Without inodes no file can be made, although there is room.',
    },
    {
      alert: 'NodeClockWrong',
      severity: 'warning',
      for: '10m',
      threshold: 0.05,
      expr: ({ node }, seconds) => `abs(node_timex_offset_seconds{${node}}) > ${seconds}`,
      summary: 'The clock of {{ $labels.instance }} is off by {{ $value | humanizeDuration }}.',
      description: 'Certificates and tokens may be refused, samples be out of order, leases be lost.',
    },
    {
      alert: 'NodeClockNotSynchronised',
      severity: 'warning',
      for: '10m',
      expr: ({ node, on }) => `min_over_time(node_timex_sync_status{${node}}[5m]) == 0 and ${on('instance')} node_timex_maxerror_seconds{${node}} >= 16`,
      summary: 'The clock of {{ $labels.instance }} follows no time server.',
      description: 'It drifts away, by seconds a day.',
    },
    {
      alert: 'NodeCpuBusy',
      severity: 'info',
      for: '15m',
      threshold: 90,
      expr: (_, percent) => `100 * instance:node_cpu_utilisation:ratio_rate5m > ${percent}`,
      summary: 'The CPUs of {{ $labels.instance }} are {{ $value | printf "%.0f" }}% busy.',
      description: 'Pods without requests get little.',
    },
    {
      alert: 'NodeLoadHigh',
      severity: 'warning',
      for: '15m',
      threshold: 2,
      expr: (_, perCpu) => `instance:node_load1_per_cpu:ratio > ${perCpu}`,
      summary: '{{ $value | printf "%.1f" }} threads of {{ $labels.instance }} wait for each of its CPUs or disks.',
      description: 'What runs there is slow, the kubelet too.',
    },
    {
      alert: 'NodeMemoryAlmostUsed',
      severity: 'warning',
      for: '15m',
      threshold: 90,
      expr: (_, percent) => `100 * instance:node_memory_utilisation:ratio > ${percent}`,
      summary: 'The memory of {{ $labels.instance }} is {{ $value | printf "%.0f" }}% used.',
      description: 'Soon the kubelet evicts pods, or the kernel kills some.',
    },
    {
      alert: 'NodeMemoryThrashing',
      severity: 'warning',
      for: '15m',
      threshold: 500,
      expr: (_, perSecond) => `instance:node_vmstat_pgmajfault:rate5m > ${perSecond}`,
      summary: '{{ $labels.instance }} reads {{ $value | humanize }} pages a second from disk, since its memory is short.',
      description: 'What runs there is slow.',
    },
    {
      alert: 'NodeDiskSaturated',
      severity: 'warning',
      for: '30m',
      threshold: 10,
      expr: (_, queue) => `instance_device:node_disk_io_time_weighted_seconds:rate5m > ${queue}`,
      summary: '{{ $value | printf "%.0f" }} requests wait for disk {{ $labels.device }} of {{ $labels.instance }}.',
      description: 'Reads and writes there are slow; etcd suffers first.',
    },
    {
      alert: 'NodeNetworkReceiveErrors',
      severity: 'warning',
      for: '1h',
      threshold: 1,
      expr: errors('receive'),
      summary: '{{ $value | printf "%.1f" }}% of what {{ $labels.instance }} receives on {{ $labels.device }} has errors.',
      description: 'Connections are slow, since packets are sent again.',
    },
    {
      alert: 'NodeNetworkTransmitErrors',
      severity: 'warning',
      for: '1h',
      threshold: 1,
      expr: errors('transmit'),
      summary: '{{ $value | printf "%.1f" }}% of what {{ $labels.instance }} sends on {{ $labels.device }} has errors.',
      description: 'Connections are slow, since packets are sent again.',
    },
    {
      alert: 'NodeNetworkFlapping',
      severity: 'warning',
      for: '2m',
      threshold: 2,
      expr: ({ node }, changes) => `changes(node_network_up{${node},${DEVICES}}[2m]) > ${changes}`,
      summary: 'Device {{ $labels.device }} of {{ $labels.instance }} goes up and down.',
      description: 'Connections break.',
    },
    {
      alert: 'NodeConntrackAlmostFull',
      severity: 'warning',
      for: '5m',
      threshold: 75,
      expr: ({ node }, percent) => `100 * node_nf_conntrack_entries{${node}} / node_nf_conntrack_entries_limit{${node}} > ${percent}`,
      summary: '{{ $labels.instance }} follows {{ $value | printf "%.0f" }}% of the connections that it can.',
      description: 'When the table is full, new connections are dropped without a word.',
    },
    {
      alert: 'NodeFileDescriptorsAlmostUsed',
      severity: 'warning',
      for: '15m',
      threshold: 80,
      expr: ({ node }, percent) => `100 * node_filefd_allocated{${node}} / node_filefd_maximum{${node}} > ${percent}`,
      summary: '{{ $labels.instance }} has {{ $value | printf "%.0f" }}% of its file descriptors in use.',
      description: 'When there are none, nothing can open a file or a connection.',
    },
  ],
};
