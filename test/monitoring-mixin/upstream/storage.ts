import { UpstreamRows } from './row';

const VOLUMES = 'One alert per claim, however many nodes mount it; one failed scrape does not restart the wait. '
  + 'A claim with a writable access mode is watched even if it also has ReadOnlyMany.';

export const STORAGE: UpstreamRows = {
  alerts: [
    { upstream: 'KubePersistentVolumeFillingUp', ours: 'KubePersistentVolumeFillingUp', verdict: 'same', why: VOLUMES },
    { upstream: 'KubePersistentVolumeInodesFillingUp', ours: 'KubePersistentVolumeInodesFillingUp', verdict: 'same', why: VOLUMES },
    { upstream: 'KubePersistentVolumeErrors', ours: 'KubePersistentVolumeErrors', verdict: 'same' },
  ],
  records: [],
  renamed: [
    { was: 'VolumeAlmostFull', now: 'KubePersistentVolumeFillingUp', difference: 'Severity critical. Not for read-only, block and excluded volumes.' },
    { was: 'VolumeWillBeFull', now: 'KubePersistentVolumeFillingUp', difference: 'Severity warning. Not for read-only, block and excluded volumes.' },
    { was: 'VolumeInodesAlmostUsed', now: 'KubePersistentVolumeInodesFillingUp', difference: 'Severity critical. Not for read-only, block and excluded volumes.' },
    { was: 'VolumeInodesWillBeUsed', now: 'KubePersistentVolumeInodesFillingUp', difference: 'Severity warning. Not for read-only, block and excluded volumes.' },
    { was: 'PersistentVolumeFailed', now: 'KubePersistentVolumeErrors', difference: 'One alert per volume.' },
  ],
};
