import { rule } from '../../validation/rule';

// Shards, and the zones that they scrape.

const SHARDING = 'https://prometheus-operator.dev/docs/platform/sharding/';

export const SHARDS_PARTIAL = rule({
  id: 'prometheus/shards-partial',
  severity: 'warning',
  judges: 'object',
  message: ({ shards }: { shards: number }) =>
    `each of ${shards} shards scrapes a part of the targets, and evaluates rules only over that part: `
    + 'query all of them with a Thanos Query, and evaluate rules in a ThanosRuler ("rulesEnabled: false" here)',
  why: 'On one shard, a sum is too small and a join finds no matching series. An alert with absent() fires on all shards except one.',
  example: { shards: 3 },
  see: SHARDING,
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
  message: ({ shards, zones }: { shards: number; zones: number }) =>
    `"shardZones" has ${zones} zones, but there are only ${shards} shards: set "shards" to at least ${zones}`,
  why: 'Targets in a zone without a shard are not scraped.',
  example: { shards: 2, zones: 3 },
  see: SHARDING,
});

export const SHARD_UNEVEN = rule({
  id: 'prometheus/shard-uneven',
  severity: 'error',
  judges: 'object',
  message: ({ shards, zones }: { shards: number; zones: number }) => {
    const even = Math.ceil(shards / zones) * zones;
    return `"shards" is ${shards} and "shardZones" has ${zones} zones: use a multiple of ${zones} shards, such as ${even}`;
  },
  why: 'The operator divides the targets of every zone by the same number, rounded down. '
    + 'The additional shards of some zones scrape the same targets as others, or none.',
  example: { shards: 5, zones: 3 },
  see: 'https://github.com/prometheus-operator/prometheus-operator/issues/8664',
});

export const SHARD_GATE = rule({
  id: 'prometheus/shard-gate',
  severity: 'warning',
  message: ({ prop, gate, version }: { prop: string; gate: string; version: string }) =>
    `"${prop}" has no effect unless prometheus-operator ${version} has the feature gate ${gate}: `
    + 'set "featureGates" of the operator, or use 0.92.0 or newer',
  why: 'Without the gate the operator ignores the field: it deletes shards, or divides targets by address.',
  example: { prop: 'shardRetention', gate: 'PrometheusShardRetentionPolicy', version: '0.85.0' },
  see: 'https://github.com/prometheus-operator/prometheus-operator/releases/tag/v0.92.0',
});
