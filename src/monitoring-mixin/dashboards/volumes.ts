import { bottom, BoardContext, column, DashboardDefinition, largest, lines, several, stat, table, toBoard, top, value } from './dashboard';
import { Row, Variable } from '../../dashboards/panels';
import { mainKubelet } from '../groups/kubelet-series';

const CLAIM = ['namespace', 'persistentvolumeclaim'] as const;
const NAMESPACE = 'namespace=~"$namespace"';
const SPACE = 'namespace_persistentvolumeclaim:kubelet_volume_stats_used:ratio';
const INODES = 'namespace_persistentvolumeclaim:kubelet_volume_stats_inodes_used:ratio';
const LEGEND = '{{namespace}}/{{persistentvolumeclaim}}';
const FORECAST = 'The forecast is the trend of the last six hours, as in the alert KubePersistentVolumeFillingUp.';

const ratio = (record: string, { here, once }: BoardContext) => once(`${record}{${here},${NAMESPACE}}`, ...CLAIM);
/** If a claim is mounted on several nodes, the smallest value. */
const stats = (
  metric: string, context: BoardContext, window = '',
) => `kubelet_volume_stats_${metric}{${mainKubelet(context)},${NAMESPACE}}${window}`;
const claim = (expr: string, { by }: BoardContext) => `min ${by(...CLAIM)} (${expr})`;

/** Seconds until a claim is full, if it fills up. */
const fullIn = (context: BoardContext) =>
  `${claim(stats('available_bytes', context), context)} / ${context.on(...CLAIM)} (-1 * `
    + `${claim(`deriv(${stats('available_bytes', context, '[6h]')})`, context)} > 0)`;

/** The threshold of the alert is the free share, the panel shows the used share. */
const usedLimits = ({ limits }: BoardContext, alert: string) => limits(alert, { scale: -0.01, offset: 1 });

const phase = (phases: string, { ksm, once }: BoardContext) =>
  `${once(`kube_persistentvolumeclaim_status_phase{${ksm},${NAMESPACE},phase=~"${phases}"}`, ...CLAIM, 'phase')} == 1`;

const broken = ({ ksm, once }: BoardContext) =>
  `${once(`kube_persistentvolume_status_phase{${ksm},phase=~"Failed|Pending|Released"}`, 'persistentvolume', 'phase')} == 1`;

function glance(context: BoardContext): Row {
  return {
    title: 'At a glance',
    panels: [
      stat('Fullest volume', 'percentunit', `max(${ratio(SPACE, context)})`, {
        description: 'Share of its space that the fullest volume uses. Writes fail when it is full: enlarge the volume, or delete what '
          + 'is not needed.',
        thresholds: usedLimits(context, 'KubePersistentVolumeFillingUp'),
        empty: 'No volume reports its use',
      }),
      stat('Most inodes used', 'percentunit', `max(${ratio(INODES, context)})`, {
        description: 'The largest used share of inodes of a volume. Without a free inode no file can be created: delete small files.',
        thresholds: usedLimits(context, 'KubePersistentVolumeInodesFillingUp'),
        empty: 'No volume reports its inodes',
      }),
      stat('Full within four days', 'none', `count(${fullIn(context)} < 4 * 86400) or vector(0)`, {
        description: `Volumes that will be full within four days. Normally 0. ${FORECAST}`,
        thresholds: { warning: 1 },
      }),
      stat('Claims pending', 'none', `count(${phase('Pending', context)}) or vector(0)`, {
        description: 'Claims without a volume. A claim that waits for its first pod is normal. A claim that a pod waits for is not.',
        plain: 'with WaitForFirstConsumer a claim waits for its pod',
      }),
      stat('Claims lost', 'none', `count(${phase('Lost', context)}) or vector(0)`, {
        description: 'Claims that have lost their volume. Normally 0. If not, restore the volume or its data.',
        thresholds: { critical: 1 },
      }),
    ],
  };
}

function list(context: BoardContext): Row {
  const { ksm, cluster, once, on, jobs } = context;
  const columns = [
    column(cluster, 'Cluster'),
    column('namespace', 'Namespace', toBoard('workloads', 'Workloads of ${__value.text}', 'namespace')),
    column('persistentvolumeclaim', 'Claim'),
    column('storageclass', 'Class'),
  ];
  const classes = once(`kube_persistentvolumeclaim_info{${ksm},${NAMESPACE}}`, ...CLAIM, 'storageclass');
  return {
    title: 'Claims',
    panels: [
      table('Claims', 'percentunit', columns, largest(on(...CLAIM), [
        value('Used', ratio(SPACE, context), { thresholds: usedLimits(context, 'KubePersistentVolumeFillingUp') }),
        value('Full in', fullIn(context), { unit: 's', thresholds: { warning: 4 * 86_400, direction: 'below' } }),
        value('Inodes used', ratio(INODES, context), { thresholds: usedLimits(context, 'KubePersistentVolumeInodesFillingUp') }),
        value('Size', claim(stats('capacity_bytes', context), context), { unit: 'bytes' }),
        value('Free', claim(stats('available_bytes', context), context), { unit: 'bytes' }),
        ...jobs.kubeStateMetrics === undefined ? [] : [{ expr: classes }],
      ]), {
        description: `The 50 fullest volumes. A volume that does not fill up has no "Full in". ${FORECAST}`,
        sortBy: 'Used',
        empty: 'No volume reports its use',
      }),
    ],
  };
}

function curves(context: BoardContext): Row {
  return {
    title: 'Over time',
    panels: [
      lines('Space used', 'percentunit', top(ratio(SPACE, context)), LEGEND, {
        description: 'The ten fullest volumes. A sawtooth shows that retention works. A line that only rises ends at 1.',
        thresholds: usedLimits(context, 'KubePersistentVolumeFillingUp'),
      }),
      lines('Inodes used', 'percentunit', top(ratio(INODES, context)), LEGEND, {
        description: 'The ten volumes with the largest share of inodes in use. Very many small files use up inodes before the space.',
        thresholds: usedLimits(context, 'KubePersistentVolumeInodesFillingUp'),
        empty: 'No volume reports its inodes',
      }),
      lines('Free space', 'bytes', bottom(claim(stats('available_bytes', context), context)), LEGEND, {
        description: 'The ten volumes with the least free space.',
      }),
      lines('Growth in a day', 'bytes', top(`-86400 * ${claim(
        `deriv(${stats('available_bytes', context, '[6h]')})`, context,
      )} > 0`), LEGEND, {
        description: 'Growth per day of the fastest growing volumes, from the trend of six hours. Compare it with the free space.',
        empty: 'No volume grows',
      }),
    ],
  };
}

function problems(context: BoardContext): Row[] {
  const { ksm, cluster, on, once, jobs } = context;
  if (jobs.kubeStateMetrics === undefined) { return []; }
  const requested = once(`kube_persistentvolumeclaim_resource_requests_storage_bytes{${ksm},${NAMESPACE}}`, ...CLAIM);
  const classes = once(`kube_persistentvolumeclaim_info{${ksm},${NAMESPACE}}`, ...CLAIM, 'storageclass');
  const info = once(`kube_persistentvolume_info{${ksm}}`, 'persistentvolume', 'storageclass');
  return [{
    title: 'Claims and volumes that are not bound',
    panels: [
      table('Claims pending or lost', 'none', [
        column(cluster, 'Cluster'),
        column('namespace', 'Namespace'),
        column('persistentvolumeclaim', 'Claim'),
        column('phase', 'Phase'),
        column('storageclass', 'Class'),
      ],
      largest(on(...CLAIM), [
        value('Age', `time() - ${once(`kube_persistentvolumeclaim_created{${ksm},${NAMESPACE}}`, ...CLAIM)} and ${on(...CLAIM)} `
            + `(${phase('Pending|Lost', context)})`, { unit: 's' }),
        { expr: phase('Pending|Lost', context) },
        { expr: classes },
      ]), {
        description: 'Claims without a volume. The events of a claim contain the reason: "kubectl describe persistentvolumeclaim". '
            + 'Without events no provisioner serves its class.',
        sortBy: 'Age',
        empty: 'Every claim has its volume',
        size: { w: 24, h: 6 },
      }),
      table('Volumes that need attention', 'none', [
        column(cluster, 'Cluster'),
        column('persistentvolume', 'Volume'),
        column('phase', 'Phase'),
        column('storageclass', 'Class'),
      ],
      [{ expr: `topk(50, ${broken(context)})` }, { expr: `${info} and ${on('persistentvolume')} (${broken(context)})` }], {
        description: 'Released: its claim is deleted, and its data are kept. Failed: its storage could not be deleted, and still costs '
            + 'money. Pending: it does not exist yet.',
        empty: 'Every volume is bound or available',
        size: { w: 24, h: 6 },
      }),
      lines('Space requested by class', 'bytes', `sum by (storageclass) (${requested} * ${on(...CLAIM)} group_left (storageclass) `
        + `${classes})`, '{{storageclass}}', {
        description: 'Space that all claims request, by StorageClass. Compare it with the quota at the provider.', empty: 'No claim exists',
      }),
      several('Volumes by phase', 'none', [{
        expr: `sum by (phase) (${once(`kube_persistentvolume_status_phase{${ksm}}`, 'persistentvolume', 'phase')})`,
        legend: '{{phase}}',
      }], {
        description: 'Volumes of the cluster by phase. Bound and Available are normal.', empty: 'No volume exists',
      }),
    ],
  }];
}

export const VOLUMES: DashboardDefinition = {
  id: 'volumes',
  title: 'Kubernetes / Volumes',
  description: 'Volumes: use, forecast, and claims without a volume.',
  folder: 'Kubernetes',
  questions: [
    { question: 'How full is each volume, and when will it be full?', panel: 'Claims' },
    { question: 'Which volume runs out of inodes?', panel: 'Inodes used' },
    { question: 'Which claims have no volume?', panel: 'Claims pending or lost' },
  ],
  needs: ['kubelet'],
  groups: ['storage'],
  alerts: { groups: ['storage'] },
  variables: context => [namespaces(context)],
  rows: context => [glance(context), list(context), curves(context), ...problems(context)],
};

/** Namespaces with volumes, without kube-state-metrics. */
const namespaces = (context: BoardContext): Variable => ({
  name: 'namespace',
  series: `kubelet_volume_stats_capacity_bytes{${mainKubelet(context)}}`,
  label: 'namespace',
  multi: true,
});
