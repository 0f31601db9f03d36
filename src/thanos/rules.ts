import { rule, shown } from '../validation/rule';

export const ENDPOINT = rule({
  id: 'thanos/endpoint',
  severity: 'error',
  judges: 'object',
  message: (
    { address }: { address: string },
  ) => `"endpoints" has ${shown(
    address,
  )}: write host and port, such as "thanos.eu-1.example.org:10901", with the prefix "dns+" or "dnssrv+" to use all addresses of a name`,
  why: 'Query starts, and never finds an endpoint there.',
  example: { address: 'https://thanos.example.org' },
  see: 'https://thanos.io/tip/thanos/service-discovery.md/',
});

export const NO_ENDPOINTS = rule({
  id: 'thanos/no-endpoints',
  severity: 'error',
  message: () => '"endpoints" is empty: add one, such as ThanosEndpoint.of(stack.prometheus.storeApi)',
  why: 'Every query returns an empty result without an error.',
  example: {},
});

export const ENDPOINT_TWICE = rule({
  id: 'thanos/endpoint-twice',
  severity: 'error',
  message: ({ address }: { address: string }) => `"endpoints" has ${shown(address)} twice: remove one`,
  why: 'Query fetches every series twice.',
  example: { address: 'thanos.eu-1.example.org:10901' },
});

export const SAME_LABELS = rule({
  id: 'thanos/same-labels',
  severity: 'error',
  message: ({ one, other, labels }: { one: string; other: string; labels: string }) =>
    `${shown(
      one,
    )} and ${shown(
      other,
    )} have the same external labels, ${labels}: set an external label that differs for each Prometheus, such as "cluster"`,
  why: 'Query merges their series as replicas of one Prometheus, and a Compactor merges their blocks: samples of one are lost without an '
    + 'error.',
  example: { one: 'dnssrv+_grpc._tcp.a.x.svc', other: 'thanos.eu-1.example.org:10901', labels: '{cluster="eu-1"}' },
  see: 'https://thanos.io/tip/thanos/quick-tutorial.md/#external-labels',
});

export const REPLICA_LABEL = rule({
  id: 'thanos/replica-label',
  severity: 'error',
  message: ({ label, why }: { label: string; why: string }) => `"replicaLabels" has ${shown(label)}: ${why}`,
  why: 'Query merges different series as if they were replicas.',
  example: { label: 'cluster', why: 'it distinguishes clusters, not replicas' },
  see: 'https://thanos.io/tip/components/query.md/#deduplication',
});

export const COMPACTOR_TWICE = rule({
  id: 'thanos/compactor-twice',
  severity: 'error',
  message: ({
    bucket, others,
  }: {
    bucket: string; others: readonly string[];
  }) => `the bucket of ${bucket} has more than one Compactor, also ${others.join(' and ')}: keep one for each bucket`,
  why: 'Two Compactors compact the same blocks at the same time: the resulting blocks overlap, and both Compactors stop.',
  example: { bucket: 'Secret thanos/bucket, key objstore.yml', others: ['app/Other'] },
  see: 'https://thanos.io/tip/components/compact.md/#warning-only-one-instance-has-to-run-against-single-bucket',
});

export const RETENTION_RESOLUTION = rule({
  id: 'thanos/retention',
  severity: 'error',
  message: ({ why }: { why: string }) => why,
  why: 'Blocks are deleted before they are downsampled: queries over long ranges return nothing.',
  example: { why: '"retentionRaw" is below 40 hours, the age at which blocks are downsampled to 5 minutes: use at least 40 hours' },
  see: 'https://thanos.io/tip/components/compact.md/#downsampling',
});

export const REPLICATION = rule({
  id: 'thanos/replication',
  severity: 'error',
  message: ({
    replicationFactor, replicas, why,
  }: {
    replicationFactor: number; replicas: number; why: string;
  }) => `"replicationFactor" is ${replicationFactor} of ${replicas} pods: ${why}`,
  why: 'Receive does not start, or rejects writes while one pod is not available.',
  example: { replicationFactor: 3, replicas: 2, why: 'use at most the number of pods' },
  see: 'https://thanos.io/tip/components/receive.md/',
});

export const NO_VOLUME = rule({
  id: 'thanos/no-volume',
  severity: 'warning',
  message: () =>
    '"storage" is not set, so Store reads the index of every block again after each restart: set it, for example to { size: '
      + 'Size.gibibytes(50) }',
  why: 'For a large bucket this takes minutes to hours. Until then queries return nothing from it.',
  example: {},
  see: 'https://thanos.io/tip/components/store.md/',
});

export const RULER_NO_QUERY = rule({
  id: 'thanos/ruler-no-query',
  severity: 'error',
  judges: 'object',
  message: () =>
    '"query" and "queryEndpoints" are missing: set "query" to the ThanosQuery whose series the rules use, "queryEndpoints", or '
      + '"spec.queryConfig"',
  why: 'The operator creates no pods for a ThanosRuler without a Query.',
  example: {},
});

export const RULER_ALERTMANAGERS = rule({
  id: 'thanos/ruler-alertmanagers',
  severity: 'error',
  message: ({ withTls, isConfigured }: { withTls: readonly string[]; isConfigured: boolean }) => isConfigured
    ? '"alertmanagers" and "alertmanagersConfig" are both set, and the operator uses only the second: remove one of them'
    : `${withTls.map(name => shown(name))
      .join(
        ' and ',
      )} of "alertmanagers" serves HTTPS, which requires TLS settings: replace "alertmanagers" with `
      + '"alertmanagersConfig", a Secret in the format of Thanos',
  why: 'No alert arrives: each request fails, and only the log shows it.',
  example: { withTls: ['alertmanager-main'], isConfigured: false },
  see: 'https://thanos.io/tip/components/rule.md/#alertmanager',
});

export const RULER_SILENT = rule({
  id: 'thanos/ruler-silent',
  severity: 'warning',
  judges: 'object',
  message: () => 'neither "alertmanagers" nor "alertmanagersConfig" is set, so nobody is notified of alerts: set one of them',
  why: 'The Ruler evaluates alerts, and sends them to no Alertmanager.',
  example: {},
});

export const RULER_LABEL = rule({
  id: 'thanos/ruler-label',
  severity: 'error',
  judges: 'object',
  message: ({ name, why }: { name: string; why: string }) => `"externalLabels" has ${shown(name)}: ${why}`,
  why: 'Thanos exits because of an invalid label, or two replicas look like one.',
  example: { name: 'thanos_ruler_replica', why: 'the operator sets this label' },
});

export const RULER_LISTEN_LOCAL = rule({
  id: 'thanos/ruler-listen-local',
  severity: 'error',
  judges: 'object',
  message: () =>
    '"spec.listenLocal" is true, so that its Service and ServiceMonitor do not work: remove the field; "networkPolicy" restricts who may '
      + 'connect',
  why: 'The Ruler and its config reloader listen on loopback, and the pods declare no ports: the Query gets no answer, and nothing scrapes '
    + 'them.',
  example: {},
  see: 'https://github.com/prometheus-operator/prometheus-operator/blob/v0.94.1/pkg/thanos/statefulset.go',
});

export const RULER_VOLUMES = rule({
  id: 'thanos/ruler-volumes',
  severity: 'error',
  message: () => 'a ThanosRuler has no "persistentVolumeClaimRetentionPolicy": remove it; its volumes are kept',
  why: 'The CustomResourceDefinition of ThanosRuler has no such field in any release.',
  example: {},
});
