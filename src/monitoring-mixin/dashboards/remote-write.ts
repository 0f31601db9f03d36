import { BoardContext, DashboardDefinition, lines, quantile, several, stat } from './dashboard';
import { Row, Variable } from '../../dashboards/panels';

/** A destination of a Prometheus. */
const QUEUE = ['namespace', 'pod', 'remote_name', 'url'] as const;
const LEGEND = '{{pod}} {{remote_name}}';
const CHOSEN = 'remote_name=~"$queue"';

const series = (metric: string, { prometheus }: BoardContext) => `prometheus_remote_storage_${metric}{${prometheus},${CHOSEN}}`;
const rate = (metric: string, context: BoardContext, ...more: string[]) =>
  `sum ${context.by(...QUEUE, ...more)} (rate(${series(metric, context)}[$__rate_interval]))`;
const gauge = (metric: string, context: BoardContext) => context.once(series(metric, context), ...QUEUE);

/**
 * Delay of a queue. Prometheus before 3.7 has no metric of what a queue received, only of what was stored. There a queue that gets few
 * series appears to lag.
 */
function behind(context: BoardContext): string {
  const { prometheus, on } = context;
  const pod = on('namespace', 'pod');
  const sent = gauge('queue_highest_sent_timestamp_seconds', context);
  const given = gauge('queue_highest_timestamp_seconds', context);
  const stored = context.once(`prometheus_remote_storage_highest_timestamp_in_seconds{${prometheus}}`, 'namespace', 'pod');
  return `(${given} - ${sent}) or (${stored} - ${pod} group_right () ${sent} unless ${pod} ${given})`;
}

const share = (metric: string, context: BoardContext) => `${rate(metric, context)} / ${rate('samples_total', context)}`;

function atAGlance(context: BoardContext): Row {
  const { limits } = context;
  const dropped = `increase(${series('samples_dropped_total', context)}[1h])`;
  return {
    title: 'At a glance',
    panels: [
      stat('Queues', 'none', `count(${gauge('shards', context)}) or vector(0)`, {
        description: 'Destinations of all Prometheuses: each has a queue.',
        plain: 'Their number is configured.',
      }),
      stat('Longest delay', 's', `max(${behind(context)})`, {
        description: 'How far the slowest queue is behind. Normally a few seconds. Samples that are not sent within two hours are lost.',
        thresholds: limits('PrometheusRemoteWriteBehind'),
      }),
      stat('Failed samples', 'percentunit', `max(${share('samples_failed_total', context)})`, {
        description: 'Share of the samples that the destination rejects for good, of the worst queue. Normally 0. If not, read the log '
          + 'of Prometheus.',
        thresholds: limits('PrometheusRemoteStorageFailures', { scale: 0.01 }),
      }),
      stat('Dropped in an hour', 'short', `sum(${dropped}) or vector(0)`, {
        description: 'Samples that were not sent: by relabeling ("dropped_series"), or because they were too old ("too_old").',
        plain: 'A relabeling drops samples on purpose.',
      }),
      stat('Samples sent', 'ops', `sum(${rate('samples_total', context)})`, {
        description: 'Samples sent per second, failed attempts included.',
        plain: 'It follows what is scraped.',
      }),
    ],
  };
}

function delay(context: BoardContext): Row {
  const { limits } = context;
  return {
    title: 'Delay and failures',
    panels: [
      lines('Delay', 's', behind(context), LEGEND, {
        description: 'How old the newest sample is that was sent. If it grows, the destination is slow or rejects: see failures, retries '
          + 'and shards.',
        thresholds: limits('PrometheusRemoteWriteBehind'),
      }),
      lines('Failed samples', 'percentunit', share('samples_failed_total', context), LEGEND, {
        description: 'Share that the destination rejects for good (status 4xx). Normally 0. If not, read its message in the log of '
          + 'Prometheus.',
        thresholds: limits('PrometheusRemoteStorageFailures', { scale: 0.01 }),
      }),
      lines('Samples retried', 'percentunit', share('samples_retried_total', context), LEGEND, {
        description: 'Share that is sent again after a status 5xx or 429. A few are normal. If it stays high, the destination is '
          + 'overloaded.',
      }),
      lines('Samples dropped', 'ops', rate('samples_dropped_total', context, 'reason'), `${LEGEND} {{reason}}`, {
        description: 'By reason: "dropped_series" is a relabeling, "too_old" are samples older than the limit, '
          + '"unintentionally_dropped_series" are lost.',
        empty: 'Nothing was dropped',
      }),
    ],
  };
}

function throughput(context: BoardContext): Row {
  const { prometheus, by } = context;
  return {
    title: 'Throughput',
    panels: [
      several('Samples', 'ops', [
        { expr: `sum(rate(prometheus_remote_storage_samples_in_total{${prometheus}}[$__rate_interval]))`, legend: 'stored' },
        { expr: `sum by (remote_name) (rate(${series('samples_total', context)}[$__rate_interval]))`, legend: '{{remote_name}} sent' },
      ], { description: 'Samples that are stored, and those that are sent. A queue with relabelings sends fewer.' }),
      lines('Bytes sent', 'Bps', rate('bytes_total', context), LEGEND, {
        description: 'Compressed bytes that are sent.',
      }),
      lines('Samples pending', 'short', gauge('samples_pending', context), LEGEND, {
        description: 'Samples in the shards of a queue. If it stays at shards times capacity, the destination is too slow.',
      }),
      lines('Request duration (p99)', 's', quantile(
        0.99, 'prometheus_remote_storage_sent_batch_duration_seconds', `${prometheus},${CHOSEN}`, by('pod', 'remote_name'),
      ), LEGEND, {
        description: 'How long the destination takes to accept a batch. Normally below 1 s. If not, each shard sends less.',
      }),
    ],
  };
}

function shards(context: BoardContext): Row {
  const { prometheus, on } = context;
  return {
    title: 'Shards',
    panels: [
      several('Shards', 'short', [
        { expr: gauge('shards_max', context), legend: `${LEGEND} limit` },
        { expr: gauge('shards_desired', context), legend: `${LEGEND} wanted` },
        { expr: gauge('shards', context), legend: `${LEGEND} used` },
      ], {
        description: 'Connections that send in parallel. If desired shards exceed the limit, the queue falls behind: raise maxShards, or '
          + 'send less.',
      }),
      lines('Shards missing', 'short', `(${gauge('shards_desired', context)} - ${on(...QUEUE)} ${gauge('shards_max', context)}) `
        + '> 0', LEGEND, {
        description: 'Desired shards above the limit. Normally none.',
        empty: 'No queue needs more shards than its limit',
        thresholds: { warning: 0 },
      }),
      lines('Shard capacity', 'short', gauge('shard_capacity', context), LEGEND, {
        description: 'Samples that each shard can buffer: the field capacity of the queue.',
      }),
      lines('WAL segment', 'short', `max ${context.by('namespace', 'pod', 'consumer')} `
        + `(prometheus_wal_watcher_current_segment{${prometheus}})`, '{{pod}} {{consumer}}', {
        description: 'The segment of the log (WAL) that a queue reads. It rises in steps. A queue whose segment does not change is stuck.',
      }),
    ],
  };
}

export const REMOTE_WRITE: DashboardDefinition = {
  id: 'remote-write',
  title: 'Monitoring / Remote write',
  description: 'Each destination of remote write: delay, failures, throughput and shards.',
  folder: 'Monitoring',
  questions: [
    { question: 'How far is remote write behind?', panel: 'Delay' },
    { question: 'Which samples does the destination reject?', panel: 'Failed samples' },
    { question: 'Does remote write have enough shards?', panel: 'Shards' },
  ],
  needs: ['prometheus'],
  groups: ['prometheus'],
  alerts: { names: ['PrometheusRemoteStorageFailures', 'PrometheusRemoteWriteBehind', 'PrometheusRemoteWriteDesiredShards'] },
  variables: ({ prometheus }): Variable[] => [
    { name: 'queue', series: `prometheus_remote_storage_shards{${prometheus}}`, label: 'remote_name', multi: true },
  ],
  rows: context => [atAGlance(context), delay(context), throughput(context), shards(context)],
};
