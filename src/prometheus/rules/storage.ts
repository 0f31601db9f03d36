import { rule } from '../../validation/rule';

// Volumes, retention, and the sidecar that uploads blocks.

export const NO_STORAGE = rule({
  id: 'prometheus/no-storage',
  severity: 'warning',
  judges: 'object',
  message: () => '"storage" is not set, so all data is lost when a pod is replaced: '
    + 'set it, for example to { size: Size.gibibytes(100) }',
  why: 'Without a volume the data is in an emptyDir, which is deleted with the pod.',
  example: {},
});

export const RETENTION_SIZE = rule({
  id: 'prometheus/retention-size',
  severity: 'warning',
  judges: 'object',
  message: ({ retentionSize, volume, cure }: { retentionSize: string; volume: string; cure: string }) =>
    `"retentionSize" is ${retentionSize}, and "storage.size" is ${volume}: use at most ${cure}, because compaction also needs space`,
  why: 'If the storage enforces its size, the volume fills up. Prometheus then stops, and cannot start again.',
  example: { retentionSize: '100Gi', volume: '100Gi', cure: '90Gi' },
});

export const RETENTION_PERCENTAGE = rule({
  id: 'prometheus/retention-percentage',
  severity: 'error',
  judges: 'object',
  message: ({ percentage, why }: { percentage: number; why: string }) => `"retentionPercentage" is ${percentage}: ${why}`,
  why: 'Prometheus fills the volume, or deletes more data than intended.',
  example: { percentage: 120, why: 'it must be more than 0 and at most 100' },
});

export const SIDECAR_RETENTION = rule({
  id: 'prometheus/sidecar-retention',
  severity: 'error',
  judges: 'object',
  message: ({ retention }: { retention: string }) =>
    `"retention" is ${retention}, but blocks are uploaded when they are two hours old: use at least six hours`,
  why: 'If the bucket is unavailable for a few hours, Prometheus deletes blocks that are not uploaded yet.',
  example: { retention: '3h' },
  see: 'https://thanos.io/tip/components/sidecar.md/',
});

export const SIDECAR_OPEN = rule({
  id: 'prometheus/sidecar-open',
  severity: 'warning',
  judges: 'object',
  message: ({ isProxied }: { isProxied: boolean }) => isProxied
    ? '"thanos" bypasses "authProxy": the sidecar serves all series without authentication, and only the NetworkPolicy restricts access'
    : '"thanos" with "networkPolicy: false": the sidecar serves all series to every pod of the cluster; '
      + 'restrict access with a NetworkPolicy',
  why: 'The sidecar has no authentication: every client that reaches its port can read all series.',
  example: { isProxied: true },
});
