import { rule, shown } from '../validation/rule';

export const LISTEN_LOCAL_SERVICE = rule({
  id: 'prometheus/listen-local-service',
  severity: 'error',
  judges: 'object',
  message: () => 'with "listenLocal" the Service and the ServiceMonitor of this Prometheus do not work: set "authProxy: true", or "service: false" to remove them',
  why: 'Prometheus listens on loopback, and its pod declares no port: the Service has no endpoints, and scraping it never works.',
  example: {},
  see: 'https://github.com/prometheus-operator/prometheus-operator/issues/6682',
});

export const LISTEN_LOCAL_MONITOR = rule({
  id: 'prometheus/listen-local-monitor',
  severity: 'error',
  message: ({ name }: { name: string }) =>
    `a patch sets "listenLocal", so that PodMonitor ${shown(name)} cannot reach its ports: use the option "listenLocal", which removes the PodMonitor`,
  why: 'With listenLocal the processes of the pods listen only on loopback, and the pods declare no ports: the PodMonitor has no targets.',
  example: { name: 'prom-agent-main' },
  see: 'https://github.com/prometheus-operator/prometheus-operator/issues/6682',
});

export const LISTEN_LOCAL_ROUTE = rule({
  id: 'prometheus/listen-local-route',
  severity: 'error',
  message: ({ kind, name, path, authProxy }: { kind: string; name: string; path: string; authProxy: boolean }) =>
    `${kind} ${shown(name)} (${path}) leads to a port of this Prometheus that is not reachable with "listenLocal": `
    + (authProxy ? 'use the Service of this construct, or the port "auth-proxy" of the pods' : 'set "authProxy: true", and use the Service of this construct'),
  why: 'With listenLocal Prometheus listens only on loopback. Requests through the route fail, and federation returns no series.',
  example: { kind: 'Service', name: 'prometheus-lb', path: 'monitoring/Balancer', authProxy: false },
});

export const LISTEN_LOCAL_DISTROLESS = rule({
  id: 'prometheus/listen-local-distroless',
  severity: 'error',
  judges: 'object',
  message: ({ image }: { image: string }) =>
    `with "listenLocal" the operator's probes are commands, and the image ${shown(image)} has no shell to run them: use the image without "-distroless" (remove "distroless")`,
  why: 'The probes of the container always fail: the container is never ready, and is restarted repeatedly.',
  example: { image: 'quay.io/prometheus/prometheus:v3.15.0-distroless' },
  see: 'https://github.com/prometheus-operator/prometheus-operator/issues/8605',
});

export const LISTEN_LOCAL_TLS = rule({
  id: 'prometheus/listen-local-tls',
  severity: 'error',
  judges: 'object',
  message: () => '"listenLocal" and "tls" are both set, but the operator\'s probe commands connect to loopback without TLS: use "authProxyTlsSecretName" for the proxy in front, or remove one of them',
  why: 'The probes of the container always fail.',
  example: {},
});

export const LISTEN_LOCAL_RELOADER_PROBES = rule({
  id: 'prometheus/listen-local-reloader-probes',
  severity: 'error',
  message: ({ version }: { version: string }) =>
    `with "listenLocal", prometheus-operator ${version} probes the config reloader over the network, where it does not listen: use 0.75.0 or newer, or disable its probes `
    + '("configReloaderProbes: false" of the operator, "operatorProbesConfigReloader: false" here); this construct then adds working probes',
  why: 'The config reloader is restarted repeatedly.',
  example: { version: '0.73.2' },
  see: 'https://github.com/prometheus-operator/prometheus-operator/issues/6682',
});

export const TLS_RELOADER_PROBES = rule({
  id: 'prometheus/tls-reloader-probes',
  severity: 'error',
  judges: 'object',
  message: () => 'with "tls" the operator\'s probes connect to the config reloader without TLS: disable them ("configReloaderProbes: false" of the operator, '
    + '"operatorProbesConfigReloader: false" here); this construct then adds working probes',
  why: 'The config reloader answers 400 to a probe without TLS, and is restarted repeatedly.',
  example: {},
});

export const AUTH_PROXY_BYPASSED = rule({
  id: 'prometheus/auth-proxy-bypassed',
  severity: 'error',
  message: () => '"authProxy" has no effect without "listenLocal", because clients can bypass it: set "listenLocal: true"',
  why: 'Without listenLocal Prometheus answers on port 9090 of its pods as well.',
  example: {},
});

export const DISTROLESS_VERSION = rule({
  id: 'prometheus/distroless-version',
  severity: 'error',
  judges: 'object',
  message: ({ version }: { version: string }) => `"distroless" requires Prometheus 3.10.0 or newer; the version is ${shown(version)}: use a newer version, or remove the option`,
  why: 'Older versions have no image without a shell.',
  example: { version: '3.9.1' },
});

export const OPERATOR_TOO_OLD = rule({
  id: 'prometheus/operator-too-old',
  severity: 'error',
  judges: 'object',
  message: ({ version, operator }: { version: string; operator: string }) =>
    `Prometheus 3 requires prometheus-operator 0.77.0 or newer; the version of the operator is ${operator}, and "version" is ${shown(version)}: use a newer operator, or remove "version"`,
  why: 'The operator rejects the Prometheus, and never creates its StatefulSet.',
  example: { version: '3.15.0', operator: '0.73.2' },
  see: 'https://github.com/prometheus-operator/prometheus-operator/pull/6940',
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

export const NO_STORAGE = rule({
  id: 'prometheus/no-storage',
  severity: 'warning',
  judges: 'object',
  message: () => '"storage" is not set, so all data is lost when a pod is replaced: set it, for example to { size: Size.gibibytes(100) }',
  why: 'Without a volume the data is in an emptyDir, which is deleted with the pod.',
  example: {},
});

export const EXTERNAL_LABEL = rule({
  id: 'prometheus/external-label',
  severity: 'error',
  judges: 'object',
  message: ({ name, why }: { name: string; why: string }) => `"externalLabels" has ${shown(name)}: ${why}`,
  why: 'Prometheus rejects its whole configuration because of an invalid label, or two replicas cannot be distinguished.',
  example: { name: 'prometheus_replica', why: 'the operator sets this label' },
});

export const SIDECAR_OPEN = rule({
  id: 'prometheus/sidecar-open',
  severity: 'warning',
  judges: 'object',
  message: ({ isProxied }: { isProxied: boolean }) => isProxied
    ? '"thanos" bypasses "authProxy": the sidecar serves all series without authentication, and only the NetworkPolicy restricts access'
    : '"thanos" with "networkPolicy: false": the sidecar serves all series to every pod of the cluster; restrict access with a NetworkPolicy',
  why: 'The sidecar has no authentication: every client that reaches its port can read all series.',
  example: { isProxied: true },
});

export const SIDECAR_RETENTION = rule({
  id: 'prometheus/sidecar-retention',
  severity: 'error',
  judges: 'object',
  message: ({ retention }: { retention: string }) => `"retention" is ${retention}, but blocks are uploaded when they are two hours old: use at least six hours`,
  why: 'If the bucket is unavailable for a few hours, Prometheus deletes blocks that are not uploaded yet.',
  example: { retention: '3h' },
  see: 'https://thanos.io/tip/components/sidecar.md/',
});

export const SHARDS_PARTIAL = rule({
  id: 'prometheus/shards-partial',
  severity: 'warning',
  judges: 'object',
  message: ({ shards }: { shards: number }) => `each of ${shards} shards scrapes a part of the targets, and evaluates rules only over that part: query all of them with a Thanos Query, and evaluate rules in a ThanosRuler ("rulesEnabled: false" here)`,
  why: 'On one shard, a sum is too small and a join finds no matching series. An alert with absent() fires on all shards except one.',
  example: { shards: 3 },
  see: 'https://prometheus-operator.dev/docs/platform/sharding/',
});

export const SHARDS_NONE = rule({
  id: 'prometheus/shards-none',
  severity: 'error',
  judges: 'object',
  message: ({ prop }: { prop: string }) => `"${prop}" has no effect with one shard: set "shards", or remove it`,
  why: 'The option describes shards, and there is only one.',
  example: { prop: 'shardRetention' },
});

export const SHARD_ZONES = rule({
  id: 'prometheus/shard-zones',
  severity: 'error',
  judges: 'object',
  message: ({ shards, zones }: { shards: number; zones: number }) => `"shardZones" has ${zones} zones, but there are only ${shards} shards: set "shards" to at least ${zones}`,
  why: 'Targets in a zone without a shard are not scraped.',
  example: { shards: 2, zones: 3 },
  see: 'https://prometheus-operator.dev/docs/platform/sharding/',
});

export const SHARD_GATE = rule({
  id: 'prometheus/shard-gate',
  severity: 'warning',
  message: ({ prop, gate, version }: { prop: string; gate: string; version: string }) => `"${prop}" has no effect unless prometheus-operator ${version} has the feature gate ${gate}: set "featureGates" of the operator, or use 0.92.0 or newer`,
  why: 'Without the gate the operator ignores the field: it deletes shards, or divides targets by address.',
  example: { prop: 'shardRetention', gate: 'PrometheusShardRetentionPolicy', version: '0.85.0' },
  see: 'https://github.com/prometheus-operator/prometheus-operator/releases/tag/v0.92.0',
});

export const SERVICE_OPTIONS = rule({
  id: 'prometheus/service-options',
  severity: 'error',
  message: () => '"serviceOptions" has no effect with "service: false": remove one of them',
  why: 'The options describe a Service that is not created.',
  example: {},
});

// -- remote write --------------------------------------------------------------------------------

export const REMOTE_WRITE_URL = rule({
  id: 'prometheus/remote-write-url',
  severity: 'error',
  judges: 'object',
  message: ({ prop, url }: { prop: string; url: string }) => `"${prop}" is ${shown(url.replace(/\/\/[^/]*@/, '//…@'))}: write the receiver's URL, without a user, like "https://mimir.example.org/api/v1/push"`,
  why: 'Prometheus rejects its whole configuration, or the YAML contains a password.',
  example: { prop: 'remoteWrite[0].url', url: 'mimir.example.org' },
});

export const REMOTE_WRITE_IN_CLEAR = rule({
  id: 'prometheus/remote-write-in-clear',
  severity: 'warning',
  judges: 'object',
  message: ({ prop, url }: { prop: string; url: string }) => `"${prop}" is ${shown(url)}, which sends all samples in plain text: use https`,
  why: 'Anyone with access to the network traffic can read and change all metrics.',
  example: { prop: 'remoteWrite[0].url', url: 'http://mimir.example.org/api/v1/push' },
});

export const REMOTE_WRITE_HEADER = rule({
  id: 'prometheus/remote-write-header',
  severity: 'error',
  judges: 'object',
  message: ({ header }: { header: string }) => `"remoteWrite" has the header ${shown(header)}, which is invalid or set by Prometheus itself: remove it; for credentials use "basicAuth", "bearerToken" or "oauth2"`,
  why: 'Prometheus rejects its whole configuration.',
  example: { header: 'Authorization' },
  see: 'https://prometheus.io/docs/prometheus/latest/configuration/configuration/#remote_write',
});

export const REMOTE_WRITE_NAME_TWICE = rule({
  id: 'prometheus/remote-write-name-twice',
  severity: 'error',
  judges: 'object',
  message: ({ name }: { name: string }) => `"remoteWrite" has two receivers with the name ${shown(name)}: rename one of them`,
  why: 'Prometheus rejects its whole configuration.',
  example: { name: 'mimir' },
});

export const REMOTE_WRITE_MATCH = rule({
  id: 'prometheus/remote-write-match',
  severity: 'error',
  message: ({ prop, why }: { prop: string; why: string }) => `"${prop}" ${why}; write a selector, like '{__name__=~"job:.*"}'`,
  why: 'Prometheus sends other series than intended, or none.',
  example: { prop: 'remoteWrite[0].match', why: 'has "up[5m]": a range is not a series selector: remove the brackets' },
});

export const REMOTE_WRITE_CREDENTIALS = rule({
  id: 'prometheus/remote-write-credentials',
  severity: 'error',
  judges: 'object',
  message: ({ given }: { given: readonly string[] }) => `${given.map(each => `"${each}"`).join(' and ')} are set: a request can have only one kind of credentials, keep one`,
  why: 'Prometheus rejects its whole configuration.',
  example: { given: ['remoteWrite[0].basicAuth', 'remoteWrite[0].sigV4'] },
  see: 'https://prometheus.io/docs/prometheus/latest/configuration/configuration/#remote_write',
});

export const REMOTE_WRITE_AZURE = rule({
  id: 'prometheus/remote-write-azure',
  severity: 'error',
  judges: 'object',
  message: ({ prop, why }: { prop: string; why: string }) => `"${prop}" is invalid: ${why}`,
  why: 'Prometheus rejects its whole configuration.',
  example: { prop: 'remoteWrite[0].azureAd', why: '"clientId" is not a UUID such as 00000000-0000-0000-0000-000000000000' },
  see: 'https://prometheus.io/docs/prometheus/latest/configuration/configuration/#remote_write',
});

export const REMOTE_WRITE_QUEUE = rule({
  id: 'prometheus/remote-write-queue',
  severity: 'error',
  judges: 'object',
  message: ({ prop, why }: { prop: string; why: string }) => `"${prop}": ${why}`,
  why: 'Prometheus rejects its whole configuration, or sends samples too slowly.',
  example: { prop: 'remoteWrite[0].queue', why: '"minShards" (60) is more than the maximum number of shards (50): lower it' },
  see: 'https://prometheus.io/docs/practices/remote_write/',
});

export const REMOTE_WRITE_MEMORY = rule({
  id: 'prometheus/remote-write-memory',
  severity: 'error',
  judges: 'object',
  message: ({ needed, limit }: { needed: string; limit: string }) =>
    `the full queues of "remoteWrite" need ${needed}, but "memoryLimit" is ${limit}: set "queue.samplesPerSecond", lower "maxShards", or raise the limit`,
  why: 'While a receiver is unavailable its queue fills: the pod is killed, and killed again after it has read its write-ahead log.',
  example: { needed: '3891Mi', limit: '2048Mi' },
  see: 'https://prometheus.io/docs/practices/remote_write/#memory-usage',
});

export const REMOTE_WRITE_RELABELING = rule({
  id: 'prometheus/remote-write-relabeling',
  severity: 'error',
  judges: 'object',
  message: ({ prop, regex, why }: { prop: string; regex: string; why: string }) => `"${prop}" is ${shown(regex)}: ${why}`,
  why: 'The operator rejects the whole Prometheus because of one invalid relabeling.',
  example: { prop: 'remoteWrite[0].writeRelabelings[0].regex', regex: '(', why: 'not a valid RE2 regular expression' },
});

export const REMOTE_WRITE_TOO_NEW = rule({
  id: 'prometheus/remote-write-too-new',
  severity: 'error',
  judges: 'object',
  message: ({ prop, value, cure }: { prop: string; value: string; cure: string }) => `"${prop}" is ${shown(value)}: ${cure}`,
  why: 'The API server rejects the Prometheus, or the field is dropped and the option has no effect.',
  example: { prop: 'remoteWrite[0].protocol', value: '2.0', cure: 'it requires prometheus-operator 0.78 and Prometheus 2.54' },
});

export const REMOTE_WRITE_REPLICAS = rule({
  id: 'prometheus/remote-write-replicas',
  severity: 'error',
  message: ({ url, replicas, why }: { url: string; replicas: number; why: string }) => `${replicas} replicas write to ${shown(url)}, which does not merge them: ${why}`,
  why: 'The receiver stores every sample several times, so that sums are too high. Or it rejects duplicates, with errors such as "out of order".',
  example: { url: 'https://mimir.example.org/api/v1/push', replicas: 2, why: 'it distinguishes replicas by the label "__replica__", which "writeRelabelings" or a patch removes: keep it' },
  see: 'https://grafana.com/docs/mimir/latest/configure/configure-high-availability-deduplication/',
});

export const REMOTE_WRITE_SHARDS = rule({
  id: 'prometheus/remote-write-shards',
  severity: 'error',
  message: ({ url, shards }: { url: string; shards: number }) =>
    `${shards} shards with several replicas write to ${shown(url)}, whose HA tracker accepts only one pod of a cluster: use one replica, one shard, or a receiver that merges at query time`,
  why: 'The tracker elects one of all pods of the cluster: it discards the samples of the other shards.',
  example: { url: 'https://mimir.example.org/api/v1/push', shards: 3 },
  see: 'https://grafana.com/docs/mimir/latest/configure/configure-high-availability-deduplication/',
});

export const REMOTE_WRITE_CLUSTER = rule({
  id: 'prometheus/remote-write-cluster',
  severity: 'warning',
  judges: 'object',
  message: () => '"remoteWrite" without an external label "cluster": set "externalLabels: { cluster: … }"',
  why: 'The receiver cannot distinguish two clusters that write to it: their series overwrite each other.',
  example: {},
});

export const SELECTS_NOTHING = rule({
  id: 'prometheus/selects-nothing',
  severity: 'error',
  judges: 'object',
  message: () => '"selection" disables all of ServiceMonitors, PodMonitors, Probes and ScrapeConfigs: select at least one of these kinds, even with a label that no object has',
  why: 'Without any of these selectors the operator does not manage the configuration. The Prometheus starts with an empty one, and "additionalScrapeConfigs" is ignored.',
  example: {},
  see: 'https://github.com/prometheus-operator/prometheus-operator/blob/main/Documentation/api-reference/api.md',
});

export const OTLP = rule({
  id: 'prometheus/otlp',
  severity: 'error',
  judges: 'object',
  message: ({ why }: { why: string }) => `"otlpReceiver": ${why}`,
  why: 'Prometheus exits at startup, or the operator rejects the Prometheus.',
  example: { why: '"ignoreResourceAttributes" has no effect without "promoteAllResourceAttributes": set it' },
  see: 'https://github.com/prometheus/prometheus/blob/v3.16.0/config/config.go',
});

export const LABEL_NAME = rule({
  id: 'prometheus/label-name',
  severity: 'error',
  judges: 'object',
  message: ({ prop, name }: { prop: string; name: string }) => `"${prop}" has ${shown(name)}, which is not the name of a label: use letters, digits and "_"`,
  why: 'Prometheus rejects its configuration and keeps the old one.',
  example: { prop: 'enforcedNamespaceLabel', name: 'team-namespace' },
});

export const RETENTION_PERCENTAGE = rule({
  id: 'prometheus/retention-percentage',
  severity: 'error',
  judges: 'object',
  message: ({ percentage, why }: { percentage: number; why: string }) => `"retentionPercentage" is ${percentage}: ${why}`,
  why: 'Prometheus fills the volume, or deletes more data than intended.',
  example: { percentage: 120, why: 'it must be more than 0 and at most 100' },
});

export const EXEMPLARS_OFF = rule({
  id: 'prometheus/exemplars-off',
  severity: 'warning',
  judges: 'object',
  message: () => '"remoteWrite" sends exemplars, but this Prometheus does not store them: set "maxExemplars", for example to 100000',
  why: 'Without the feature flag exemplar-storage Prometheus drops every scraped exemplar.',
  example: {},
  see: 'https://github.com/prometheus/prometheus/blob/v3.16.0/tsdb/head_append.go',
});

export const SHARD_UNEVEN = rule({
  id: 'prometheus/shard-uneven',
  severity: 'error',
  judges: 'object',
  message: ({ shards, zones }: { shards: number; zones: number }) =>
    `"shards" is ${shards} and "shardZones" has ${zones} zones: use a multiple of ${zones} shards, such as ${Math.ceil(shards / zones) * zones}`,
  why: 'The operator divides the targets of every zone by the same number, rounded down. The additional shards of some zones scrape the same targets as others, or none.',
  example: { shards: 5, zones: 3 },
  see: 'https://github.com/prometheus-operator/prometheus-operator/issues/8664',
});
