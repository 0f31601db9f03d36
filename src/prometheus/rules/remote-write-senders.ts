import { rule, shown } from '../../validation/rule';

// The pods that write to a receiver: their queues and memory, and how the receiver distinguishes them.

const DEDUPLICATION = 'https://grafana.com/docs/mimir/latest/configure/configure-high-availability-deduplication/';

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
    `the full queues of "remoteWrite" need ${needed}, but "memoryLimit" is ${limit}: `
    + 'set "queue.samplesPerSecond", lower "maxShards", or raise the limit',
  why: 'While a receiver is unavailable its queue fills: '
    + 'the pod is killed, and killed again after it has read its write-ahead log.',
  example: { needed: '3891Mi', limit: '2048Mi' },
  see: 'https://prometheus.io/docs/practices/remote_write/#memory-usage',
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

export const REMOTE_WRITE_REPLICAS = rule({
  id: 'prometheus/remote-write-replicas',
  severity: 'error',
  message: ({ url, replicas, why }: { url: string; replicas: number; why: string }) =>
    `${replicas} replicas write to ${shown(url)}, which does not merge them: ${why}`,
  why: 'The receiver stores every sample several times, so that sums are too high. '
    + 'Or it rejects duplicates, with errors such as "out of order".',
  example: {
    url: 'https://mimir.example.org/api/v1/push',
    replicas: 2,
    why: 'it distinguishes replicas by the label "__replica__", which "writeRelabelings" or a patch removes: keep it',
  },
  see: DEDUPLICATION,
});

export const REMOTE_WRITE_SHARDS = rule({
  id: 'prometheus/remote-write-shards',
  severity: 'error',
  message: ({ url, shards }: { url: string; shards: number }) =>
    `${shards} shards with several replicas write to ${shown(url)}, whose HA tracker accepts only one pod of a cluster: `
    + 'use one replica, one shard, or a receiver that merges at query time',
  why: 'The tracker elects one of all pods of the cluster: it discards the samples of the other shards.',
  example: { url: 'https://mimir.example.org/api/v1/push', shards: 3 },
  see: DEDUPLICATION,
});

export const REMOTE_WRITE_CLUSTER = rule({
  id: 'prometheus/remote-write-cluster',
  severity: 'warning',
  judges: 'object',
  message: () => '"remoteWrite" without an external label "cluster": set "externalLabels: { cluster: … }"',
  why: 'The receiver cannot distinguish two clusters that write to it: their series overwrite each other.',
  example: {},
});
