import { LostBy } from '../../scrape/lost-histograms';
import { rule, shown } from '../../validation/rule';

// Findings of the metric catalog on users' rules and panels.

export const METRIC_UNKNOWN = rule({
  id: 'scrape-graph/unknown-metric',
  severity: 'warning',
  message: ({ where, metric, exporter, cure }: { where: string; metric: string; exporter: string; cure: string }) =>
    `${where} uses ${shown(metric)}, which ${exporter} does not expose: ${cure}`,
  group: ({ where, metric, exporter, cure }) => ({ cause: `${exporter} ${metric} ${cure}`, place: where }),
  why: 'The expression never has a result: an alert never fires, a panel shows no data.',
  example: {
    where: 'PrometheusRule shop/web, alert "AutoscalerAtMax"',
    metric: 'kube_hpa_spec_max_replicas',
    exporter: 'Deployment monitoring/kube-state-metrics (kube-state-metrics 2.20.0)',
    cure: 'use kube_horizontalpodautoscaler_spec_max_replicas',
  },
});

export const METRIC_WITHOUT_LABEL = rule({
  id: 'scrape-graph/unknown-label',
  severity: 'warning',
  message: ({ where, metric, label, exporter, has }: { where: string; metric: string; label: string; exporter: string; has: string }) =>
    `${where} selects ${shown(metric)} by the label ${shown(label)}, which ${exporter} does not expose: use ${has === ''
      ? 'labels of the target'
      : has}`,
  group: ({ where, metric, label, exporter, has }) => ({ cause: `${exporter} ${metric} ${label} ${has}`, place: where }),
  why: 'No series has the label: the expression never has a result.',
  example: {
    where: 'PrometheusRule shop/web, alert "NotificationsFail"',
    metric: 'alertmanager_notifications_total',
    label: 'reason',
    exporter: 'Alertmanager monitoring/main (alertmanager 0.35.0)',
    has: 'integration, receiver_name',
  },
});

export const METRIC_WITHOUT_VALUE = rule({
  id: 'scrape-graph/unknown-label-value',
  severity: 'warning',
  message: ({
    where, metric, label, value, exporter, values,
  }: { where: string; metric: string; label: string; value: string; exporter: string; values: string }) =>
    `${where} selects ${shown(metric)} by ${label}=${shown(value)}, which ${exporter} never exposes: use ${values}`,
  group: ({ where, metric, label, value, exporter, values }) => ({
    cause: `${exporter} ${metric} ${label} ${value} ${values}`, place: where,
  }),
  why: 'The label has a fixed set of values without this one: the expression never has a result.',
  example: {
    where: 'PrometheusRule shop/web, alert "PodEvicted"',
    metric: 'kube_pod_status_phase',
    label: 'phase',
    value: 'Evicted',
    exporter: 'Deployment monitoring/kube-state-metrics (kube-state-metrics 2.20.0)',
    values: 'Failed, Pending, Running, Succeeded, Unknown',
  },
});

const LOST_BECAUSE: { readonly [by in LostBy]: string } = {
  native: 'stores only as a native histogram',
  converted: 'converts to a native histogram',
  unbounded: 'scrapes only with the bucket "+Inf", because Kubernetes 1.37 exposes it as a native histogram',
};

export const HISTOGRAM_LOST = rule({
  id: 'scrape-graph/lost-histogram',
  severity: 'warning',
  message: ({ where, series, by, prometheus, cure }: { where: string; series: string; by: LostBy; prometheus: string; cure: string }) =>
    `${where} uses ${shown(series)}, which ${prometheus} ${LOST_BECAUSE[by]}: ${cure}`,
  group: ({ where, series, by, prometheus, cure }) => ({ cause: `${series} ${by} ${prometheus} ${cure}`, place: where }),
  why: 'The expression never has a result: an alert never fires, a recording rule records nothing.',
  example: {
    where: 'PrometheusRule shop/web, alert "SlowRequests"',
    series: 'apiserver_request_duration_seconds_bucket',
    by: 'native',
    prometheus: 'Prometheus monitoring/main',
    cure: 'set "scrapeClassicHistograms: true", or use the native histogram, such as histogram_quantile(0.99, '
      + 'sum(rate(apiserver_request_duration_seconds[5m])))',
  },
  see: 'https://prometheus.io/docs/specs/native_histograms/',
});

// Limits of monitors.

export const SAMPLE_LIMIT = rule({
  id: 'scrape-graph/sample-limit',
  severity: 'warning',
  message: ({ monitor, limit, exporter, least }: { monitor: string; limit: number; exporter: string; least: number }) =>
    `${monitor} has "sampleLimit: ${limit}", and ${exporter} exposes at least ${least} samples: raise it, or remove it`,
  why: 'If a target exposes more samples, Prometheus drops all of them, and the target is down.',
  example: { monitor: 'ServiceMonitor monitoring/node-exporter', limit: 100, exporter: 'node-exporter', least: 300 },
  see: 'https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config',
});

export const LABEL_LIMIT = rule({
  id: 'scrape-graph/label-limit',
  severity: 'error',
  message: ({
    monitor, field, limit, why,
  }: {
    monitor: string; field: string; limit: number; why: string;
  }) => `${monitor} has "${field}: ${limit}", and ${why}: raise it, or remove it`,
  why: 'If one series of a target exceeds the limit, Prometheus drops all samples of the target, and the target is down.',
  example: { monitor: 'ServiceMonitor shop/web', field: 'labelLimit', limit: 4, why: 'each series has at least 8 labels' },
  see: 'https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config',
});

export const TARGET_LIMIT = rule({
  id: 'scrape-graph/target-limit',
  severity: 'error',
  message: ({ monitor, limit, targets }: { monitor: string; limit: number; targets: number }) =>
    `${monitor} has "targetLimit: ${limit}" and ${targets} targets: raise it, or remove it`,
  why: 'If a job has more targets, Prometheus scrapes none of them.',
  example: { monitor: 'ScrapeConfig shop/routers', limit: 10, targets: 12 },
  see: 'https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config',
});
