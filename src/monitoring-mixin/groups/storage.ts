import { hasKubeStateMetrics } from '../context';
import { schedulingGated } from './workloads';
import { AlertDefinition, Context, GroupDefinition } from '../definition';

const CLAIM = ['namespace', 'persistentvolumeclaim'];

const ofKubelet = (metric: string, { kubelet }: Context) => `kubelet_volume_stats_${metric}{${kubelet},metrics_path="/metrics"}`;

/** One series per claim, even if it is mounted on several nodes. One failed scrape does not interrupt it. */
const claim = (metric: string, context: Context, aggregation: 'min' | 'max' = 'min') =>
  `${aggregation} ${context.by(...CLAIM)} (last_over_time(${ofKubelet(metric, context)}[5m]))`;

interface Filesystem {
  readonly free: string;
  readonly size: string;
  readonly used: string;
}

const SPACE: Filesystem = { free: 'available_bytes', size: 'capacity_bytes', used: 'used_bytes' };
const INODES: Filesystem = { free: 'inodes_free', size: 'inodes', used: 'inodes_used' };

/**
 * Claims without writers, and those with the label `excluded_from_alerts: "true"`. Selected by name, because volumes are covered even if
 * kube-state-metrics does not collect claims. From any kube-state-metrics: a matcher of the job would only restrict who can exclude a
 * claim.
 */
function excluded({ jobs, on }: Context): string {
  if (jobs.kubeStateMetrics === undefined) { return ''; }
  const claims = on(...CLAIM);
  const mode = (matcher = '') => `{__name__="kube_persistentvolumeclaim_access_mode"${matcher}} == 1`;
  return ` unless ${claims} (${mode()} unless ${claims} ${mode(',access_mode=~"ReadWrite.+"')})`
    + ` unless ${claims} {__name__="kube_persistentvolumeclaim_labels",label_excluded_from_alerts="true"} == 1`;
}

const usedOf = (of: Filesystem) => (context: Context) => `1 - ${claim(of.free, context)} / ${claim(of.size, context)}`;

/** Block volumes, and drivers without statistics, have a size and no usage. */
const isReported = (of: Filesystem, context: Context) => `and ${claim(of.used, context, 'max')} > 0`;

const freeBelow = (of: Filesystem, percent: number, context: Context) =>
  `100 * ${claim(of.free, context)} / ${claim(of.size, context)} < ${percent}`;

const almostFull = (of: Filesystem) => (context: Context, percent: number) =>
  `${freeBelow(of, percent, context)} ${isReported(of, context)}${excluded(context)}`;

/** By the trend of six hours. */
const fullWithinFourDays = (of: Filesystem) => (context: Context, percent: number) =>
  `${freeBelow(of, percent, context)} and min ${context.by(...CLAIM)} (predict_linear(${ofKubelet(of.free, context)}[6h], 4 * 86400)) < 0 `
  + `${isReported(of, context)}${excluded(context)}`;

/** Only claims that a pod waits for: with `WaitForFirstConsumer` a claim stays pending until a pod uses it. */
function pendingClaim(context: Context): string {
  const { ksm, on, once } = context;
  const phase = (is: string) => once(`kube_persistentvolumeclaim_status_phase{${ksm},phase="${is}"}`, ...CLAIM, 'phase');
  const waiting = `kube_pod_status_phase{${ksm},phase="Pending"} == 1${schedulingGated(context)}`;
  const uses = `kube_pod_spec_volumes_persistentvolumeclaims_info{${ksm}} and ${on('namespace', 'pod')} (${waiting})`;
  return `${phase('Lost')} > 0 or (${phase('Pending')} > 0 and ${on(...CLAIM)} (${uses}))`;
}

const THE_VOLUME = 'Volume {{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }} has {{ $value | printf "%.1f" }}%';

const FILLING: readonly AlertDefinition[] = [
  {
    alert: 'KubePersistentVolumeFillingUp',
    severity: 'critical',
    for: '1m',
    threshold: 3,
    expr: almostFull(SPACE),
    summary: `${THE_VOLUME} of its space free.`,
    description: 'Writes fail when the volume is full. A database may then not start again. Enlarge the claim, or delete data.',
  },
  {
    alert: 'KubePersistentVolumeFillingUp',
    severity: 'warning',
    for: '1h',
    threshold: 15,
    expr: fullWithinFourDays(SPACE),
    summary: `${THE_VOLUME} of its space free, and will be full within four days.`,
    description: 'Writes fail when the volume is full. The forecast is the trend of the last six hours. Enlarge the claim, or delete '
      + 'data.',
  },
  {
    alert: 'KubePersistentVolumeInodesFillingUp',
    severity: 'critical',
    for: '1m',
    threshold: 3,
    expr: almostFull(INODES),
    summary: `${THE_VOLUME} of its inodes free.`,
    description: 'Without a free inode no file can be created, even if there is space. Delete small files that are not needed.',
  },
  {
    alert: 'KubePersistentVolumeInodesFillingUp',
    severity: 'warning',
    for: '1h',
    threshold: 15,
    expr: fullWithinFourDays(INODES),
    summary: `${THE_VOLUME} of its inodes free, and will have none within four days.`,
    description: 'Without a free inode no file can be created, even if there is space. The forecast is the trend of the last six hours. '
      + 'Find what creates small files.',
  },
];

export const STORAGE: GroupDefinition = {
  name: 'storage',
  title: 'Volumes',
  needs: ['kubelet'],
  records: [
    { record: 'namespace_persistentvolumeclaim:kubelet_volume_stats_used:ratio', expr: usedOf(SPACE) },
    { record: 'namespace_persistentvolumeclaim:kubelet_volume_stats_inodes_used:ratio', expr: usedOf(INODES) },
  ],
  alerts: [
    ...FILLING,
    {
      alert: 'KubePersistentVolumeErrors',
      severity: 'critical',
      for: '5m',
      when: hasKubeStateMetrics,
      expr: ({ ksm, once }) =>
        `${once(`kube_persistentvolume_status_phase{${ksm},phase=~"Failed|Pending"}`, 'persistentvolume', 'phase')} > 0`,
      summary: 'PersistentVolume {{ $labels.persistentvolume }} is {{ $labels.phase }}.',
      description: 'The volume cannot be used, or its storage could not be reclaimed. Run "kubectl describe persistentvolume {{ '
        + '$labels.persistentvolume }}".',
    },
    {
      alert: 'PersistentVolumeClaimPending',
      severity: 'warning',
      for: '15m',
      when: hasKubeStateMetrics,
      expr: pendingClaim,
      summary: 'PersistentVolumeClaim {{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }} is {{ $labels.phase }}.',
      description: 'Pods that use the claim do not start, or have lost their volume. Read the events of the claim: "kubectl describe '
        + 'persistentvolumeclaim".',
    },
  ],
};
