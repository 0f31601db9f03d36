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
 * What a queue has yet to send. Prometheus before 3.7 does not know what a queue was given, only what was stored; then a queue that gets few
 * series looks as if it lagged behind.
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
        plain: 'It is what the configuration says.',
      }),
      stat('Longest delay', 's', `max(${behind(context)})`, {
        description: 'How far the slowest queue is behind. Normal is a few seconds. Samples that are not sent within two hours are lost.',
        thresholds: limits('PrometheusRemoteWriteBehind'),
      }),
      stat('Samples that fail', 'percentunit', `max(${share('samples_failed_total', context)})`, {
        description: 'Share of the samples that the destination rejects for good, of the worst queue. Normal is 0. If not, read the log '
          + 'of Prometheus.',
        thresholds: limits('PrometheusRemoteStorageFailures', { scale: 0.01 }),
      }),
      stat('Dropped in an hour', 'short', `sum(${dropped}) or vector(0)`, {
        description: 'Samples that were not sent: by relabeling ("dropped_series"), or because they were too old ("too_old").',
        plain: 'A relabeling drops samples on purpose.',
      }),
      stat('Samples sent', 'ops', `sum(${rate('samples_total', context)})`, {
        description: 'Samples that are sent in a second, attempts that fail included.',
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
      lines('Behind', 's', behind(context), LEGEND, {
        description: 'How old the newest sample is that was sent. If it grows, the destination is slow or rejects: see failures, retries '
          + 'and shards.',
        thresholds: limits('PrometheusRemoteWriteBehind'),
      }),
      lines('Samples that fail', 'percentunit', share('samples_failed_total', context), LEGEND, {
        description: 'Share that the destination rejects for good (status 4xx). Normal is 0. If not, its message is in the log of '
          + 'Prometheus.',
        thresholds: limits('PrometheusRemoteStorageFailures', { scale: 0.01 }),
      }),
      lines('Samples that are sent again', 'percentunit', share('samples_retried_total', context), LEGEND, {
        description: 'Share that is sent again after a status 5xx or 429. A few are normal. If it stays high, the destination is '
          + 'overloaded.',
      }),
      lines('Samples that are dropped', 'ops', rate('samples_dropped_total', context, 'reason'), `${LEGEND} {{reason}}`, {
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
      ], { description: 'Samples that are stored here, and those that are sent. A queue with relabelings sends fewer.' }),
      lines('Bytes sent', 'Bps', rate('bytes_total', context), LEGEND, {
        description: 'Bytes of samples, compressed, that are sent.',
      }),
      lines('Samples that wait', 'short', gauge('samples_pending', context), LEGEND, {
        description: 'Samples in the shards of a queue. If it stays at shards times capacity, the destination is too slow.',
      }),
      lines('Time of a request (p99)', 's', quantile(0.99, 'prometheus_remote_storage_sent_batch_duration_seconds', `${prometheus},${CHOSEN}`, by('pod', 'remote_name')), LEGEND, {
        description: 'How long the destination takes for a batch. Normal is below 1 s. If not, each shard sends less.',
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
        description: 'Connections that send in parallel. If more are wanted than the limit, the queue falls behind: raise maxShards, or '
          + 'send less.',
      }),
      lines('Shards that are missing', 'short', `(${gauge('shards_desired', context)} - ${on(...QUEUE)} ${gauge('shards_max', context)}) `
        + '> 0', LEGEND, {
        description: 'Shards that are wanted beyond the limit. Normal is none.',
        empty: 'No queue wants more shards than it may have',
        thresholds: { warning: 0 },
      }),
      lines('Room of a shard', 'short', gauge('shard_capacity', context), LEGEND, {
        description: 'Samples for which each shard has room. It is the field capacity of the queue.',
      }),
      lines('Segment of the write-ahead log', 'short', `max ${context.by('namespace', 'pod', 'consumer')} `
        + `(prometheus_wal_watcher_current_segment{${prometheus}})`, '{{pod}} {{consumer}}', {
        description: 'The segment of the log (WAL) that a queue reads. It rises in steps. A queue that stands still is stuck.',
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
    { question: 'How far is remote write behind?', panel: 'Behind' },
    { question: 'Which samples does the destination reject?', panel: 'Samples that fail' },
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
