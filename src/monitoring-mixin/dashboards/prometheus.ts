import { BoardContext, column, DashboardDefinition, lines, several, stat, states, table, toBoard, top, value } from './dashboard';
import { Row } from '../../dashboards/panels';
import { Context } from '../definition';

/** Delay of remote write. Prometheus before 3.7 has no metric of what a queue received, only of what was stored. */
export function behind({ prometheus, on }: Context): string {
  const sent = `prometheus_remote_storage_queue_highest_sent_timestamp_seconds{${prometheus}}`;
  const given = `prometheus_remote_storage_queue_highest_timestamp_seconds{${prometheus}}`;
  const stored = `prometheus_remote_storage_highest_timestamp_in_seconds{${prometheus}}`;
  return `(${given} - ${sent}) or (${stored} - ${on('namespace', 'pod')} group_right () ${sent} unless ${on('namespace', 'pod')} ${given})`;
}

/** The containers next to Prometheus expose process metrics, too. */
const ITSELF = 'container!~"config-reloader|thanos-sidecar"';
const POD = 'pod=~"$pod"';

/** The name of a group is the path of its file, a semicolon, and its own name. */
const byGroup = (expr: string) => `max by (rule_group) (label_replace(${expr}, "rule_group", "$1", "rule_group", ".*;(.+)"))`;

const TO_POD = [toBoard('pod', 'Pod ${__field.labels.pod}', 'namespace', 'pod')];

export const PROMETHEUS: DashboardDefinition = {
  id: 'prometheus',
  title: 'Monitoring / Prometheus',
  description: 'Prometheus: targets, storage, rules, queries and sending.',
  folder: 'Monitoring',
  questions: [
    { question: 'Which targets are down?', panel: 'Targets down' },
    { question: 'Which job has most series?', panel: 'Samples per scrape by job' },
    { question: 'Is Prometheus large enough?', panel: 'Memory' },
    { question: 'Do rules fail, or take too long?', panel: 'Failed rule evaluations' },
    { question: 'Do alerts reach Alertmanager?', panel: 'Alerts not sent' },
    { question: 'Is remote write behind?', panel: 'Remote write delay' },
  ],
  needs: ['prometheus'],
  groups: ['prometheus'],
  alerts: { groups: ['prometheus', 'config-reloader'] },
  variables: ({ prometheus }) => [{ name: 'pod', series: `prometheus_build_info{${prometheus}}`, label: 'pod', multi: true }],
  rows: context => [glance(context), scraping(context), storing(context), sending(context)],
};

function glance({ here, prometheus, by, limits }: BoardContext): Row {
  const own = `${prometheus},${POD}`;
  return {
    title: 'At a glance',
    panels: [
      stat('Up', 'none', `sum(up{${own},${ITSELF}})`, {
        description: 'Prometheus servers that are scraped.',
        plain: 'any number of servers is valid',
        empty: 'Prometheus is not scraped',
      }),
      stat('Targets up', 'percentunit', `sum(job:up:sum{${here}}) / sum(job:up:count{${here}})`, {
        description: 'Share of all targets that can be scraped. Normally 1. If not, see "Targets down".',
        thresholds: { warning: 1, critical: 0.9, direction: 'below' },
      }),
      stat('Samples', 'ops', `sum(pod:prometheus_tsdb_head_samples_appended:rate5m{${here},${POD}})`, {
        description: 'Samples stored per second.',
        plain: 'the rate depends on what is scraped',
      }),
      stat('Series in memory', 'short', `max(prometheus_tsdb_head_series{${own}})`, {
        description: 'Series in memory of the Prometheus with most. Each takes some kB. Above the limit add memory, drop series, or shard.',
        thresholds: limits('PrometheusManySeries'),
      }),
      stat('Failed rule evaluations', 'none', `sum(increase(prometheus_rule_evaluation_failures_total{${own}}[10m]))`, {
        description: 'Evaluations of rules that failed in ten minutes. Normally 0. If not, read the page "Rules" of Prometheus: it has '
          + 'the error.',
        thresholds: { critical: 1 },
      }),
      stat('Configuration loaded', 'bool_on_off', `min(max ${by('pod')} (prometheus_config_last_reload_successful{${own}}))`, {
        description: 'Whether every Prometheus loaded its last configuration. If not, read its log: changes have no effect '
          + 'until then.',
        thresholds: { critical: 1, direction: 'below' },
      }),
    ],
  };
}

function scraping({ here, prometheus, cluster, by }: BoardContext): Row {
  const own = `${prometheus},${POD}`;
  const rate = (metric: string) => `sum by (namespace, pod) (rate(prometheus_target_scrapes_${metric}_total{${own}}[$__rate_interval]))`;
  return {
    title: 'Scraping',
    panels: [
      table('Targets down', 'percentunit', [column(cluster, 'Cluster'), column('job', 'Job')], [
        value(
          'Down',
          `topk(50, sum ${by('job')} (job:up:count{${here}} - job:up:sum{${here}}) > 0)`,
          { unit: 'none', thresholds: { warning: 1 } },
        ),
        value('Of all', `sum ${by('job')} (job:up:count{${here}} - job:up:sum{${here}}) / sum ${by('job')} (job:up:count{${here}}) > 0`),
      ], {
        description: 'Jobs with targets that cannot be scraped. Normally none, except during a rollout. The page "Targets" of Prometheus '
          + 'shows the error of each.',
        sortBy: 'Down',
        empty: 'Every target is up',
      }),
      lines('Samples per scrape by job', 'short', top(`sum by (job) (job:scrape_samples_post_metric_relabeling:sum{${here}})`), '{{job}}', {
        description: 'Series of the ten largest jobs. A step up is a new label or many new objects: look for labels with ids in them.',
      }),
      lines('Longest scrape by job', 's', top(`max by (job) (job:scrape_duration_seconds:max{${here}})`), '{{job}}', {
        description: 'The slowest target of each job. At the timeout (default 10 s) the scrape fails: raise the timeout, or expose '
          + 'fewer series.',
      }),
      several('Samples dropped', 'ops', [
        { expr: rate('sample_duplicate_timestamp'), legend: '{{pod}} duplicate' },
        { expr: rate('sample_out_of_order'), legend: '{{pod}} out of order' },
        { expr: rate('sample_out_of_bounds'), legend: '{{pod}} out of bounds' },
      ], {
        links: TO_POD,
        description: 'Samples that were scraped and not stored. Normally none. Duplicates: two targets with the same labels. Out of '
          + 'order: two sources of one series.',
      }),
      lines(
        'Actual scrape interval (p99)',
        's',
        `max by (pod) (prometheus_target_interval_length_seconds{${own},quantile="0.99"})`,
        '{{pod}}',
        {
          description: 'The time from one scrape to the next (p99). Normally the scrape interval. If it is longer, Prometheus is '
            + 'overloaded.',
        },
      ),
    ],
  };
}

function storing({ here, prometheus, limits }: BoardContext): Row {
  const own = `${prometheus},${POD}`;
  return {
    title: 'Storage',
    panels: [
      lines('Series in memory by Prometheus', 'short', `max by (namespace, pod) (prometheus_tsdb_head_series{${own}})`, '{{pod}}', {
        links: TO_POD,
        thresholds: limits('PrometheusManySeries'),
        description: 'Series in memory. A sawtooth of two hours is normal. A curve that rises for days is churn or growth: see "New '
          + 'series".',
      }),
      lines('New series', 'ops', `max by (namespace, pod) (pod:prometheus_tsdb_head_series_created:rate1h{${here},${POD}})`, '{{pod}}', {
        links: TO_POD,
        description: 'New series per second (churn). Rollouts appear as peaks. If it is always high, a label changes all the '
          + 'time.',
      }),
      lines('Memory', 'bytes', `max by (namespace, pod) (process_resident_memory_bytes{${own},${ITSELF}})`, '{{pod}}', {
        links: TO_POD,
        description: 'Memory of Prometheus itself. Near the limit of its pod it is killed, and replays its log for minutes: raise the '
          + 'limit.',
      }),
      lines('CPU', 'short', `max by (namespace, pod) (rate(process_cpu_seconds_total{${own},${ITSELF}}[$__rate_interval]))`, '{{pod}}', {
        links: TO_POD,
        description: 'Cores that Prometheus itself uses. A step up is a new rule or a heavy dashboard.',
      }),
      lines('Blocks on disk', 'bytes', `max by (namespace, pod) (prometheus_tsdb_storage_blocks_bytes{${own}})`, '{{pod}}', {
        links: TO_POD,
        description: 'Space of the blocks that are older than two hours. It grows until the retention is reached. Its volume needs some '
          + 'more for the write-ahead log.',
      }),
      states('Prometheus over time', 'bool_on_off', `max by (pod) (up{${own},${ITSELF}})`, '{{pod}}', {
        thresholds: { critical: 1, direction: 'below' },
        description: 'When each Prometheus was scraped. In a colored band no rules and alerts were evaluated.',
      }),
    ],
  };
}

function sending(context: BoardContext): Row {
  const { prometheus, limits } = context;
  const own = `${prometheus},${POD}`;
  return {
    title: 'Rules, queries and sending',
    panels: [
      lines('Rule group duration', 's', top(
        byGroup(`max by (rule_group) (prometheus_rule_group_last_duration_seconds{${own}})`),
      ), '{{rule_group}}', {
        description: 'The ten slowest groups. At the evaluation interval (default 30 s) evaluations are skipped: split the '
          + 'group, or record what its rules have in common.',
      }),
      lines('Skipped evaluations', 'ops', byGroup('sum by (rule_group) '
        + `(rate(prometheus_rule_group_iterations_missed_total{${own}}[$__rate_interval])) > 0`), '{{rule_group}}', {
        description: 'Groups that take longer than their interval. Normally none: alerts of these groups are late.',
        empty: 'No evaluation is skipped',
      }),
      lines('Queries', 's', `max by (slice) (prometheus_engine_query_duration_seconds{${own},quantile="0.99"})`, '{{slice}}', {
        description: 'How long queries take (p99), by part. Normally below 1 s. "queue_time" means that too many run at once.',
      }),
      lines('Alerts not sent', 'ops', 'sum by (alertmanager) '
        + `(rate(prometheus_notifications_errors_total{${own}}[$__rate_interval]))`, '{{alertmanager}}', {
        description: 'Alerts that an Alertmanager did not accept. Normally none. If not, look at this Alertmanager, and at '
          + 'NetworkPolicies.',
        empty: 'No Alertmanager',
      }),
      lines('Remote write delay', 's', `max by (pod, url) (${behind({ ...context, prometheus: own })})`, '{{pod}} {{url}}', {
        thresholds: limits('PrometheusRemoteWriteBehind'),
        description: 'Age of the newest sample that was sent. Normally seconds. If it grows, the receiver is slow or rejects samples: '
          + 'see the log of Prometheus.',
        empty: 'No remote write',
      }),
    ],
  };
}
