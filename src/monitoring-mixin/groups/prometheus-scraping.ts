import { AlertDefinition, Context } from '../definition';

/** A Prometheus, in texts. */
export const SELF = '{{ $labels.namespace }}/{{ $labels.pod }}';

/** One series per Prometheus and these labels: a replaced pod has another instance, and keeps its alert. */
export const ofPod = ({ by }: Context, aggregation: string, expression: string, ...labels: string[]) =>
  `${aggregation} ${by('namespace', 'pod', ...labels)} (${expression})`;

/** An error counter increases. */
export const grows = (metric: string, window: string, ...labels: string[]) => (context: Context) =>
  `${ofPod(context, 'sum', `increase(${metric}{${context.prometheus}}[${window}])`, ...labels)} > 0`;

/** Nothing is stored: neither scraped nor recorded samples. */
const notIngesting = (context: Context) => {
  const { prometheus, on } = context;
  const gauge = (metric: string) => `${ofPod(context, 'sum', `max_over_time(${metric}{${prometheus}}[5m])`)} > 0`;
  return `${ofPod(context, 'sum', `rate(prometheus_tsdb_head_samples_appended_total{${prometheus}}[5m])`)} <= 0`
    + ` and ${on('namespace', 'pod')} (${gauge('prometheus_target_metadata_cache_entries')} or ${gauge('prometheus_rule_group_rules')})`;
};

/**
 * Jobs with too many targets. The counter increases only when discovery changes: otherwise the number of targets is compared. The metric of
 * the limit is 0 without a limit.
 */
const targetLimitHit = (context: Context) => {
  const pool = (metric: string) => `max_over_time(prometheus_target_scrape_pool_${metric}{${context.prometheus}}[5m])`;
  return `${grows('prometheus_target_scrape_pool_exceeded_target_limit_total', '5m')(context)}`
    + ` or ${ofPod(context, 'count', `${pool('targets')} > (${pool('target_limit')} > 0)`)}`;
};

/** Discovery, scraping and storage. */
export const SCRAPING_ALERTS: readonly AlertDefinition[] = [
  {
    alert: 'PrometheusBadConfig',
    severity: 'critical',
    for: '10m',
    expr: context => `${ofPod(context, 'max', `max_over_time(prometheus_config_last_reload_successful{${context.prometheus}}[5m])`)} == 0`,
    summary: `Prometheus ${SELF} cannot load its configuration.`,
    description: 'It keeps the previous configuration: changes have no effect, and after a restart it does not start. Read its log for '
      + 'the invalid field, and correct or revert it.',
  },
  {
    alert: 'PrometheusSDRefreshFailure',
    severity: 'warning',
    for: '20m',
    expr: grows('prometheus_sd_refresh_failures_total', '10m', 'mechanism', 'config'),
    summary: `Prometheus ${SELF} cannot refresh the service discovery {{ $labels.mechanism }}.`,
    description: 'New targets are not found. Check the address and credentials of this discovery in its log.',
  },
  {
    alert: 'PrometheusKubernetesListWatchFailures',
    severity: 'warning',
    for: '15m',
    expr: grows('prometheus_sd_kubernetes_failures_total', '5m'),
    summary: `Prometheus ${SELF} cannot list or watch objects of Kubernetes.`,
    description: 'New targets are not found. Check its Roles: its log contains the namespace that is forbidden.',
  },
  {
    alert: 'PrometheusTargetSyncFailure',
    severity: 'critical',
    for: '5m',
    expr: grows('prometheus_target_sync_failed_total', '30m', 'scrape_job'),
    summary: `{{ $value | printf "%.0f" }} targets of {{ $labels.scrape_job }} are invalid in Prometheus ${SELF}.`,
    description: 'These targets are not scraped. Correct the relabelings of this job.',
  },
  {
    alert: 'PrometheusNotIngestingSamples',
    severity: 'warning',
    for: '10m',
    expr: notIngesting,
    summary: `Prometheus ${SELF} stores no samples.`,
    description: 'Alerts that need new samples do not fire. Check free space of its volume, then its targets.',
  },
  {
    alert: 'PrometheusDuplicateTimestamps',
    severity: 'warning',
    for: '10m',
    expr: grows('prometheus_target_scrapes_sample_duplicate_timestamp_total', '5m'),
    summary: `Prometheus ${SELF} drops samples with a timestamp that it already has.`,
    description: 'Two targets expose the same series, and one of them is lost. Find the two targets in its log with the level debug, and '
      + 'remove one of them.',
  },
  {
    alert: 'PrometheusOutOfOrderTimestamps',
    severity: 'warning',
    for: '10m',
    expr: grows('prometheus_target_scrapes_sample_out_of_order_total', '5m'),
    summary: `Prometheus ${SELF} drops samples that are older than the newest one of their series.`,
    description: 'Series have gaps. Federate one replica only, or set honorTimestamps: false for the target.',
  },
  {
    alert: 'PrometheusTargetLimitHit',
    severity: 'warning',
    for: '15m',
    expr: targetLimitHit,
    summary: `Prometheus ${SELF} does not scrape jobs with more targets than targetLimit.`,
    description: 'All targets of these jobs are down. Check whether the new targets are wanted, then raise the limit.',
  },
  {
    alert: 'PrometheusLabelLimitHit',
    severity: 'warning',
    for: '15m',
    expr: grows('prometheus_target_scrape_pool_exceeded_label_limits_total', '5m'),
    summary: `Prometheus ${SELF} rejects scrapes whose series exceed labelLimit, labelNameLengthLimit or labelValueLengthLimit.`,
    description: 'These targets are down. The page "Targets" shows the limit. Remove labels, or raise it.',
  },
  {
    alert: 'PrometheusScrapeBodySizeLimitHit',
    severity: 'warning',
    for: '15m',
    expr: grows('prometheus_target_scrapes_exceeded_body_size_limit_total', '5m'),
    summary: `Prometheus ${SELF} rejects scrapes whose body is larger than bodySizeLimit.`,
    description: 'These targets are down. Look for a label with unbounded values, or raise the limit.',
  },
  {
    alert: 'PrometheusScrapeSampleLimitHit',
    severity: 'warning',
    for: '15m',
    expr: grows('prometheus_target_scrapes_exceeded_sample_limit_total', '5m'),
    summary: `Prometheus ${SELF} rejects scrapes that have more samples than sampleLimit.`,
    description: 'These targets are down. Drop metrics that are not used, or raise the limit.',
  },
  {
    alert: 'PrometheusTSDBReloadsFailing',
    severity: 'warning',
    for: '4h',
    expr: grows('prometheus_tsdb_reloads_failures_total', '3h'),
    summary: `Prometheus ${SELF} cannot load blocks from disk.`,
    description: 'Queries miss the samples of these blocks, and old blocks are not deleted. Check free space and I/O errors of its '
      + 'volume; its log contains the block.',
  },
  {
    alert: 'PrometheusTSDBCompactionsFailing',
    severity: 'warning',
    for: '4h',
    expr: grows('prometheus_tsdb_compactions_failed_total', '3h'),
    summary: `Prometheus ${SELF} cannot compact blocks.`,
    description: 'Memory and disk usage grow until Prometheus exits. Check free space of its volume: enlarge it, or lower the retention.',
  },
  {
    alert: 'PrometheusWalCorrupted',
    severity: 'warning',
    expr: grows('prometheus_tsdb_wal_corruptions_total', '1h'),
    summary: `Prometheus ${SELF} found its write-ahead log corrupted.`,
    description: 'Samples of the last two hours can be lost. Check whether it ran out of memory or disk space.',
  },
  {
    alert: 'PrometheusManySeries',
    severity: 'warning',
    for: '1h',
    threshold: 5_000_000,
    expr: (
      context, series,
    ) => `${ofPod(context, 'max', `max_over_time(prometheus_tsdb_head_series{${context.prometheus}}[5m])`)} > ${series}`,
    summary: `Prometheus ${SELF} has {{ $value | humanize }} series in memory.`,
    description: 'Each series needs some kilobytes of memory: Prometheus can be killed for its memory usage. Find the metrics and labels '
      + 'with most series on the page "TSDB status".',
  },
];
