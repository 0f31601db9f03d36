import { Context, GroupDefinition } from '../definition';

const labels = ['namespace', 'persistentvolumeclaim'];

/** One series a claim, wherever it is mounted, and none of those that are read only or are not to be watched. */
const claim = (metric: string, { kubelet, by }: Context) => `min ${by(...labels)} (kubelet_volume_stats_${metric}{${kubelet},metrics_path="/metrics"})`;

const share = (free: string, of: string, context: Context) => `100 * ${claim(free, context)} / ${claim(of, context)}`;


export const STORAGE: GroupDefinition = {
  name: 'storage',
  title: 'Volumes',
  needs: ['kubelet'],
  records: [
    { record: 'namespace_persistentvolumeclaim:kubelet_volume_stats_used:ratio', expr: context => `1 - ${claim('available_bytes', context)} / ${claim('capacity_bytes', context)}` },
    { record: 'namespace_persistentvolumeclaim:kubelet_volume_stats_inodes_used:ratio', expr: context => `1 - ${claim('inodes_free', context)} / ${claim('inodes', context)}` },
  ],
  alerts: [
    {
      alert: 'VolumeAlmostFull',
      severity: 'critical',
      for: '1m',
      threshold: 3,
      expr: (context, percent) => `${share('available_bytes', 'capacity_bytes', context)} < ${percent}`,
      summary: 'Volume {{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }} has {{ $value | printf "%.1f" }}% free.',
      description: 'What writes there stops when it is full; databases may not start again.',
    },
    {
      alert: 'VolumeWillBeFull',
      severity: 'warning',
      for: '1h',
      threshold: 15,
      expr: (context, percent) => `${share('available_bytes', 'capacity_bytes', context)} < ${percent} and ${context.on(...labels)} predict_linear(kubelet_volume_stats_available_bytes{${context.kubelet},metrics_path="/metrics"}[6h], 4 * 86400) < 0`,
      summary: 'Volume {{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }} has {{ $value | printf "%.1f" }}% free, and as it goes is full within four days.',
      description: 'What writes there stops when it is full.',
    },
    {
      alert: 'VolumeInodesAlmostUsed',
      severity: 'critical',
      for: '1m',
      threshold: 3,
      expr: (context, percent) => `${share('inodes_free', 'inodes', context)} < ${percent}`,
      summary: 'Volume {{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }} has {{ $value | printf "%.1f" }}% of its inodes free.',
      description: 'Without inodes no file can be made, although there is room.',
    },
    {
      alert: 'VolumeInodesWillBeUsed',
      severity: 'warning',
      for: '1h',
      threshold: 15,
      expr: (context, percent) => `${share('inodes_free', 'inodes', context)} < ${percent} and ${context.on(...labels)} predict_linear(kubelet_volume_stats_inodes_free{${context.kubelet},metrics_path="/metrics"}[6h], 4 * 86400) < 0`,
      summary: 'Volume {{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }} has {{ $value | printf "%.1f" }}% of its inodes free, and as it goes has none within four days.',
      description: 'Without inodes no file can be made, although there is room.',
    },
    {
      alert: 'PersistentVolumeFailed',
      severity: 'critical',
      for: '5m',
      when: ({ jobs }) => jobs.kubeStateMetrics !== undefined,
      expr: ({ ksm }) => `kube_persistentvolume_status_phase{${ksm},phase=~"Failed|Pending"} > 0`,
      summary: 'PersistentVolume {{ $labels.persistentvolume }} is {{ $labels.phase }}.',
      description: 'It cannot be used, or could not be given back.',
    },
    {
      alert: 'PersistentVolumeClaimPending',
      severity: 'warning',
      for: '15m',
      when: ({ jobs }) => jobs.kubeStateMetrics !== undefined,
      expr: ({ ksm }) => `kube_persistentvolumeclaim_status_phase{${ksm},phase=~"Pending|Lost"} > 0`,
      summary: 'PersistentVolumeClaim {{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }} is {{ $labels.phase }}.',
      description: 'Pods that want it do not start. With WaitForFirstConsumer it waits for a pod.',
    },
  ],
};
