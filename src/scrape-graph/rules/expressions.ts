import { listed, rule, shown } from '../../validation/rule';

// What the expressions of rules and panels use: jobs, series, ranges.

const didYouMean = (similar: readonly string[]) => similar.length === 0 ? '' : `: did you mean ${listed(similar)}?`;

export const UNKNOWN_JOB = rule({
  id: 'scrape-graph/unknown-job',
  severity: 'warning',
  message: ({ where, job, similar, by }: { where: string; job: string; similar: readonly string[]; by?: string }) => {
    const problem = by === undefined ? 'which no scrape here has' : `but ${by}, which evaluates the expression, does not scrape that job`;
    return `${where} uses job ${shown(job)}, ${problem}${didYouMean(similar)}`;
  },
  group: ({ where, job, by = '' }) => ({ cause: `${job} ${by}`, place: where }),
  why: 'The expression never has a result: its alert never fires.',
  example: { where: 'PrometheusRule shop/web, alert "WebDown"', job: 'webb', similar: ['"web"'] },
});

export const UNKNOWN_RECORD = rule({
  id: 'scrape-graph/unknown-record',
  severity: 'warning',
  message: ({ where, series, similar, by }: { where: string; series: string; similar: readonly string[]; by?: string }) => {
    const problem = by === undefined ? 'which no rule here records' : `but no rule of ${by}, which evaluates the expression, records it`;
    return `${where} uses ${series}, ${problem}${didYouMean(similar)}`;
  },
  group: ({ where, series, by = '' }) => ({ cause: `${series} ${by}`, place: where }),
  why: 'The expression never has a result: its alert never fires, a panel shows no data.',
  example: { where: 'ConfigMap shop/dashboard, panel "Requests"', series: '"job:requests:rate5m"', similar: ['"job:requests:rate1m"'] },
});

export const METRIC_DROPPED = rule({
  id: 'scrape-graph/metric-dropped',
  severity: 'warning',
  message: ({ where, metrics, by }: { where: string; metrics: readonly string[]; by: readonly string[] }) => {
    const names = listed(metrics.map(metric => shown(metric)));
    const them = metrics.length === 1 ? 'it' : 'them';
    return `${where} uses ${names}, which every scrape that could have ${them} drops: ${listed(by, 2)}`;
  },
  group: ({ where, by }) => ({ cause: by.join(), place: where }),
  why: 'Prometheus scrapes the metric and drops it: the expression never has a result.',
  example: {
    where: 'PrometheusRule monitoring/k8s, record "node_namespace_pod_container:container_memory_swap"',
    metrics: ['container_memory_swap'],
    by: ['ServiceMonitor monitoring/kubelet, {"action":"drop","sourceLabels":["__name__"],"regex":"container_memory_swap"}'],
  },
});

export const METRIC_NOT_EXPOSED = rule({
  id: 'scrape-graph/metric-not-exposed',
  severity: 'warning',
  message: ({ rule: object, metric, exporter, why }: { rule: string; metric: string; exporter: string; why: string }) =>
    `${object} uses ${shown(metric)}, which ${exporter} does not expose: ${why}`,
  why: 'The expression never has a result.',
  example: {
    rule: 'PrometheusRule monitoring/k8s',
    metric: 'kube_pod_labels',
    exporter: 'Deployment monitoring/kube-state-metrics',
    why: '--metric-denylist contains "kube_pod_labels"',
  },
  see: 'https://github.com/kubernetes/kube-state-metrics/blob/main/docs/developer/cli-arguments.md',
});

export const RANGE_TOO_SHORT = rule({
  id: 'scrape-graph/range-too-short',
  severity: 'warning',
  message: ({ where, job, range, interval, monitor, wanted }: {
    where: string; job: string; range: string; interval: string; monitor: string; wanted: string;
  }) =>
    `${where} uses the range [${range}] for job ${shown(job)}, which is scraped every ${interval} (${monitor}): `
    + `use [${wanted}], or a shorter interval`,
  group: ({ where, job, range }) => ({ cause: `${job} ${range}`, place: where }),
  why: 'With fewer than two samples in the range, functions such as rate() have no result, and the rule mostly does nothing. '
    + 'Four samples allow for a missed scrape.',
  example: {
    where: 'PrometheusRule shop/web, alert "WebErrors"',
    job: 'web',
    range: '1m',
    interval: '1m',
    monitor: 'ServiceMonitor shop/web',
    wanted: '4m',
  },
});

export const OTHER_NAMESPACE_ASKED = rule({
  id: 'scrape-graph/enforced-namespace',
  severity: 'warning',
  message: ({ where, label, asked, prometheus, own }: {
    where: string; label: string; asked: string; prometheus: string; own: string;
  }) =>
    `${where} selects ${label}=${shown(asked)}, which ${prometheus} replaces by ${label}=${shown(own)}, the namespace of the rule: `
    + `move the rule to namespace ${shown(asked)}`,
  why: 'With "enforcedNamespaceLabel" every selector of a rule gets the namespace of the PrometheusRule: '
    + 'it never matches series of another namespace.',
  example: {
    where: 'PrometheusRule rules/web, alert "WebDown"',
    label: 'namespace',
    asked: 'shop',
    prometheus: 'Prometheus monitoring/main',
    own: 'rules',
  },
  see: 'https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.PrometheusSpec',
});
