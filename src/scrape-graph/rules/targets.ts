import { rule, shown } from '../../validation/rule';

// Targets: their addresses and labels, and what relabeling drops.

export const NO_TARGET = rule({
  id: 'scrape-graph/no-target',
  severity: 'warning',
  message: ({ monitor, prometheus, why }: { monitor: string; prometheus: string; why: string }) =>
    `${monitor} has no target in ${prometheus}: ${why}`,
  why: 'Nothing is scraped, and Prometheus reports no error.',
  example: {
    monitor: 'ServiceMonitor shop/web',
    prometheus: 'Prometheus monitoring/main',
    why: 'none of 3 discovered targets matches '
      + '{"action":"keep","sourceLabels":["__meta_kubernetes_endpoint_port_name"],"regex":"metrics"}',
  },
});

export const SCRAPED_TWICE = rule({
  id: 'scrape-graph/scraped-twice',
  severity: 'warning',
  message: ({ what, by, isSame }: { what: string; by: readonly string[]; isSame: boolean }) => {
    const labels = isSame ? 'with the same labels' : 'under different labels';
    return `${what} is scraped twice by one Prometheus, ${labels}: ${by.join(' and ')}`;
  },
  group: ({ what, by, isSame }) => ({ cause: `${by.join()} ${isSame}`, place: what }),
  why: 'With the same labels each sample arrives twice, Prometheus drops one, and rates jump. '
    + 'With different labels every sum counts the target twice.',
  example: {
    what: 'the port "metrics" of Deployment shop/web',
    by: ['ServiceMonitor monitoring/shop', 'ServiceMonitor shop/web'],
    isSame: true,
  },
});

export const ALL_DROPPED = rule({
  id: 'scrape-graph/all-dropped',
  severity: 'warning',
  message: ({ monitor, what, step }: { monitor: string; what: string; step: string }) =>
    `${monitor} selects ${what}, but its relabeling drops all of these targets: ${step}`,
  group: ({ monitor, what, step }) => ({ cause: `${monitor} ${step}`, place: what }),
  why: 'Nothing is scraped there, and Prometheus does not report dropped targets as an error.',
  example: {
    monitor: 'ServiceMonitor shop/web',
    what: 'Deployment shop/web',
    step: '{"action":"keep","sourceLabels":["__meta_kubernetes_pod_label_tier"],"regex":"front"}',
  },
});

export const HONOR_LABELS = rule({
  id: 'scrape-graph/honor-labels',
  severity: 'warning',
  message: ({ monitor, what, hidden, isOverridden }: {
    monitor: string; what: string; hidden: readonly string[]; isOverridden: boolean;
  }) => {
    const renamed = hidden.map(label => `exported_${label}`);
    const cure = isOverridden ? 'its Prometheus has "overrideHonorLabels"' : 'set "honorLabels: true"';
    return `${monitor} scrapes ${what} and renames its labels ${hidden.join(', ')} to ${renamed.join(', ')}: ${cure}`;
  },
  why: 'The exporter exposes series about other objects, with their labels. '
    + 'Labels of the target replace these: rules that select by them find the exporter itself.',
  example: {
    monitor: 'ServiceMonitor monitoring/kube-state-metrics',
    what: 'kube-state-metrics',
    hidden: ['namespace', 'pod'],
    isOverridden: false,
  },
  see: 'https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config',
});

export const NO_SAMPLE_LIMIT = rule({
  id: 'scrape-graph/no-sample-limit',
  severity: 'warning',
  message: ({ monitor, what }: { monitor: string; what: string }) =>
    `${monitor} scrapes ${what}, which is outside the cluster, without a limit: set "sampleLimit"`,
  why: 'A target outside the cluster can expose any number of series: one new label there can fill the memory of Prometheus.',
  example: { monitor: 'ServiceMonitor monitoring/worker', what: 'Service monitoring/worker' },
});

export const NO_ADDRESS = rule({
  id: 'scrape-graph/no-address',
  severity: 'error',
  message: ({ monitor, address }: { monitor: string; address: string }) => {
    const problem = address === '' ? 'without an address' : `${shown(address)}, which is a URL`;
    return `${monitor} has a target ${problem}: use "host:port", with the scheme in "scheme" and the path in "metricsPath"`;
  },
  why: 'Prometheus drops a target with "/" in its address, and reports that only in its log.',
  example: { monitor: 'ScrapeConfig infra/box', address: 'https://box.example.org/metrics' },
  see: 'https://github.com/prometheus/prometheus/blob/main/scrape/target.go',
});

export const LABEL_GONE = rule({
  id: 'scrape-graph/label-gone',
  severity: 'warning',
  message: ({ monitor, field, label, why }: { monitor: string; field: string; label: string; why: string }) =>
    `${monitor}: ${field} uses the label ${shown(label)}, which does not exist there: ${why}`,
  why: 'A label that does not exist is empty: the step has no effect, or drops everything.',
  example: {
    monitor: 'ServiceMonitor shop/web',
    field: 'spec.endpoints[0].relabelings[0]',
    label: '__name__',
    why: 'targets have no metric name: use "metricRelabelings"',
  },
  see: 'https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config',
});
