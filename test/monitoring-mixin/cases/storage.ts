import { AlertCase, flag, ksm, kubelet, share } from '../alert-case';

const CLAIM = 'namespace="shop",persistentvolumeclaim="data"';
export const STORAGE: readonly AlertCase[] = [
  share('VolumeAlmostFull', kubelet('kubelet_volume_stats_available_bytes', CLAIM), kubelet('kubelet_volume_stats_capacity_bytes', CLAIM), 2, 4),
  {
    alert: 'VolumeWillBeFull',
    at: '8h',
    fires: { [kubelet('kubelet_volume_stats_available_bytes', CLAIM)]: '20000-20x600', [kubelet('kubelet_volume_stats_capacity_bytes', CLAIM)]: '100000x600' },
    quiet: { [kubelet('kubelet_volume_stats_available_bytes', CLAIM)]: '12000x600', [kubelet('kubelet_volume_stats_capacity_bytes', CLAIM)]: '100000x600' },
  },
  share('VolumeInodesAlmostUsed', kubelet('kubelet_volume_stats_inodes_free', CLAIM), kubelet('kubelet_volume_stats_inodes', CLAIM), 2, 4),
  {
    alert: 'VolumeInodesWillBeUsed',
    at: '8h',
    fires: { [kubelet('kubelet_volume_stats_inodes_free', CLAIM)]: '20000-20x600', [kubelet('kubelet_volume_stats_inodes', CLAIM)]: '100000x600' },
    quiet: { [kubelet('kubelet_volume_stats_inodes_free', CLAIM)]: '12000x600', [kubelet('kubelet_volume_stats_inodes', CLAIM)]: '100000x600' },
  },
  flag('PersistentVolumeFailed', ksm('kube_persistentvolume_status_phase', 'persistentvolume="pv",phase="Failed"')),
  flag('PersistentVolumeClaimPending', ksm('kube_persistentvolumeclaim_status_phase', `${CLAIM},phase="Pending"`)),
];
