import { AlertDefinition, Context } from '../definition';
import { grows, ofPod, SELF } from './prometheus-scraping';

/**
 * The share of alerts that cannot be sent in percent, by Alertmanager. NaN if nothing is sent, which min() ignores. Since Prometheus 3.10
 * the counter of sent alerts counts only successes, and does not increase while all fail. Before, it counts all attempts, which makes the
 * share a little smaller.
 */
function unsentPercent(context: Context): string {
  const rate = (metric: string) => ofPod(
    context, 'sum', `rate(prometheus_notifications_${metric}_total{${context.prometheus}}[5m])`, 'alertmanager',
  );
  return `100 * ${rate('errors')} / (${rate('errors')} + ${rate('sent')})`;
}

/** A destination of remote write. */
const QUEUE = ['remote_name', 'url'];

const ofQueue = (context: Context, aggregation: string, metric: string, over: string) =>
  ofPod(context, aggregation, `${over}(prometheus_remote_storage_${metric}{${context.prometheus}}[5m])`, ...QUEUE);

/**
 * Delay of a queue. Prometheus 3.7 and newer have a metric of what a queue received. Older versions only have what was stored, of which
 * relabeling may keep little, so that a queue with few series appears to lag.
 */
function behind(context: Context, seconds: number): string {
  const { prometheus, on } = context;
  const sent = ofQueue(context, 'max', 'queue_highest_sent_timestamp_seconds', 'max_over_time');
  const given = ofQueue(context, 'max', 'queue_highest_timestamp_seconds', 'max_over_time');
  const stored = ofPod(context, 'max', `max_over_time(prometheus_remote_storage_highest_timestamp_in_seconds{${prometheus}}[5m])`);
  return `${given} - ${sent} > ${seconds}`
    + ` or ((${stored} - ${on('namespace', 'pod')} group_right () ${sent}) unless ${on('namespace', 'pod')} ${given}) > ${seconds}`;
}

/** Rules, queries, notifications and remote write. */
export const SENDING_ALERTS: readonly AlertDefinition[] = [
  {
    alert: 'PrometheusRuleFailures',
    severity: 'critical',
    for: '15m',
    expr: grows('prometheus_rule_evaluation_failures_total', '5m', 'rule_group'),
    summary: `Prometheus ${SELF} cannot evaluate rules of {{ $labels.rule_group }}.`,
    description: 'The alerts of these rules do not fire. The page "Rules" of Prometheus shows the error of each rule.',
  },
  {
    alert: 'PrometheusMissingRuleEvaluations',
    severity: 'warning',
    for: '15m',
    expr: grows('prometheus_rule_group_iterations_missed_total', '5m', 'rule_group'),
    summary: `Prometheus ${SELF} skips evaluations of {{ $labels.rule_group }}, which takes longer than its interval.`,
    description: 'Alerts of these rules are late. Split the group, or record its expensive expressions.',
  },
  {
    alert: 'PrometheusHighQueryLoad',
    severity: 'warning',
    for: '15m',
    threshold: 80,
    expr: (context, percent) => {
      const queries = (
        over: string, metric: string,
      ) => ofPod(context, 'max', `${over}(prometheus_engine_${metric}{${context.prometheus}}[5m])`);
      return `100 * ${queries('avg_over_time', 'queries')} / ${queries('max_over_time', 'queries_concurrent_max')} > ${percent}`;
    },
    summary: `Prometheus ${SELF} runs {{ $value | printf "%.0f" }}% of the queries that it may run at a time.`,
    description: 'Dashboards and rules wait for their queries. Find the expensive queries, and record what dashboards query often.',
  },
  {
    alert: 'PrometheusNotificationQueueRunningFull',
    severity: 'warning',
    for: '15m',
    // since 3.10 each Alertmanager has a queue, with one capacity for all
    expr: context => `${ofPod(
      context, 'max', `predict_linear(prometheus_notifications_queue_length{${context.prometheus}}[5m], 1800)`, 'alertmanager',
    )}`
      + ` > ${context.on('namespace', 'pod')} group_left ()`
      + ` ${ofPod(context, 'min', `min_over_time(prometheus_notifications_queue_capacity{${context.prometheus}}[5m])`)}`,
    summary: `The queue of alerts of Prometheus ${SELF} will be full within 30 minutes.`,
    description: 'A full queue drops alerts. Check Alertmanager, and look for a rule that fires for many objects.',
  },
  {
    alert: 'PrometheusErrorSendingAlertsToSomeAlertmanagers',
    severity: 'warning',
    for: '15m',
    threshold: 1,
    expr: (context, percent) => `${unsentPercent(context)} > ${percent}`,
    summary: `Prometheus ${SELF} fails to send {{ $value | printf "%.1f" }}% of its alerts to {{ $labels.alertmanager }}.`,
    description: 'If the other Alertmanagers fail too, alerts are lost. Check this Alertmanager, TLS and credentials.',
  },
  {
    alert: 'PrometheusErrorSendingAlertsToAnyAlertmanager',
    severity: 'critical',
    for: '15m',
    threshold: 3,
    expr: (context, percent) => `${ofPod(context, 'min', unsentPercent(context))} > ${percent}`,
    summary: `Prometheus ${SELF} fails to send alerts to all of its Alertmanagers, at least {{ $value | printf "%.1f" }}% to each.`,
    description: 'Alerts are lost. Check that the Alertmanagers are up, then port, TLS and NetworkPolicies.',
  },
  {
    alert: 'PrometheusNotConnectedToAlertmanagers',
    severity: 'warning',
    for: '10m',
    when: ({ jobs }) => jobs.alertmanager !== undefined,
    expr: context => `${ofPod(
      context, 'max', `max_over_time(prometheus_notifications_alertmanagers_discovered{${context.prometheus}}[5m])`,
    )} < 1`,
    summary: `Prometheus ${SELF} has no Alertmanager.`,
    description: 'No alert of this Prometheus is sent. Compare Service, namespace and port in its field "alerting" with those of '
      + 'Alertmanager.',
  },
  {
    alert: 'PrometheusRemoteStorageFailures',
    severity: 'critical',
    for: '15m',
    threshold: 1,
    // the total includes every attempt, also failed ones
    expr: (
      context, percent,
    ) => `100 * ${ofQueue(
      context, 'sum', 'samples_failed_total', 'rate',
    )} / ${ofQueue(context, 'sum', 'samples_total', 'rate')} > ${percent}`,
    summary: `Prometheus ${SELF} fails to send {{ $value | printf "%.1f" }}% of its samples to {{ $labels.url }}.`,
    description: 'These samples are missing in the remote storage. Its log contains the status: 401 and 403 are credentials, 429 is a '
      + 'limit of the receiver.',
  },
  {
    alert: 'PrometheusRemoteWriteBehind',
    severity: 'critical',
    for: '15m',
    threshold: 120,
    expr: behind,
    summary: `Remote write of Prometheus ${SELF} to {{ $labels.url }} is {{ $value | humanizeDuration }} behind.`,
    description: 'Samples that are not sent within two hours are lost. Check the receiver and the network to it, then raise maxShards.',
  },
  {
    alert: 'PrometheusRemoteWriteDesiredShards',
    severity: 'warning',
    for: '15m',
    expr: context => `${ofQueue(
      context, 'max', 'shards_desired', 'max_over_time',
    )} > ${ofQueue(context, 'max', 'shards_max', 'max_over_time')}`,
    summary: `Remote write of Prometheus ${SELF} to {{ $labels.url }} needs {{ $value | printf "%.0f" }} shards, more than maxShards.`,
    description: 'Remote write falls behind. Check why the receiver is slow, or raise maxShards.',
  },
];
