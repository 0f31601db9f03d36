/** Series that Prometheus creates itself, for each target and each alert. Sources: scrape/scrape.go, rules/alerting.go of Prometheus. */
const OF_PROMETHEUS: ReadonlySet<string> = new Set([
  'up', 'scrape_duration_seconds', 'scrape_samples_scraped', 'scrape_samples_post_metric_relabeling', 'scrape_series_added',
  'scrape_timeout_seconds', 'scrape_sample_limit', 'scrape_body_size_bytes', 'ALERTS', 'ALERTS_FOR_STATE',
]);

/** Whether Prometheus itself creates series of this name. */
export function isFromPrometheus(name: string): boolean {
  return OF_PROMETHEUS.has(name);
}
