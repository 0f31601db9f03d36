import { listed, rule, shown } from '../validation/rule';

export const NOT_SELECTED = rule({
  id: 'scrape-graph/not-selected',
  severity: 'warning',
  message: ({ monitor, reasons }: { monitor: string; reasons: readonly string[] }) => `${monitor} is chosen by no Prometheus: ${reasons.join('; ')}`,
  why: 'What it says is never scraped, and nobody says so.',
  example: { monitor: 'ServiceMonitor shop/web', reasons: ['Prometheus monitoring/main: its "serviceMonitorSelector" wants release=stack, and the labels are app=web'] },
  see: 'https://github.com/prometheus-operator/prometheus-operator/blob/main/Documentation/platform/troubleshooting.md',
});

export const NO_SERVICE = rule({
  id: 'scrape-graph/no-service',
  severity: 'warning',
  message: ({ monitor, selector, hint }: { monitor: string; selector: string; hint: string }) => `${monitor} selects no Service: it wants ${selector}${hint === '' ? '' : `; ${hint}`}`,
  why: 'It never has a target. A selector is compared with the labels of Services, never of Endpoints or pods.',
  example: { monitor: 'ServiceMonitor monitoring/worker', selector: 'app=worker-cluster', hint: 'Service monitoring/worker-cluster has no label "app"' },
  see: 'https://github.com/prometheus-operator/prometheus-operator/issues/6724',
});

export const NO_PORT = rule({
  id: 'scrape-graph/no-port',
  severity: 'error',
  message: ({ monitor, port, service, there }: { monitor: string; port: string; service: string; there: readonly string[] }) =>
    `${monitor} scrapes the port ${shown(port)}, which ${service} does not have: it has ${there.length === 0 ? 'none with a name' : listed(there)}`,
  why: 'It never has a target there.',
  example: { monitor: 'ServiceMonitor shop/web', port: 'metric', service: 'Service shop/web', there: ['"metrics"'] },
});

export const NO_TARGET_PORT = rule({
  id: 'scrape-graph/no-target-port',
  severity: 'error',
  message: ({ service, port, target, workload, there }: { service: string; port: string; target: string; workload: string; there: readonly string[] }) =>
    `the port ${shown(port)} of ${service} leads to the port ${shown(target)} of ${workload}, which declares ${there.length === 0 ? 'none' : listed(there)}`,
  why: 'A port of a pod that has a name must be declared: without, the Service has no endpoints there.',
  example: { service: 'Service shop/web', port: 'metrics', target: 'metrics', workload: 'Deployment shop/web', there: ['"http"'] },
});

export const NO_PODS = rule({
  id: 'scrape-graph/no-pods',
  severity: 'warning',
  message: ({ service, selector, monitor, hint }: { service: string; selector: string; monitor: string; hint: string }) =>
    `${service}, which ${monitor} scrapes, selects no pods: it wants ${selector}${hint === '' ? '' : `; ${hint}`}`,
  why: 'It has no endpoints, so that nothing is scraped.',
  example: { service: 'Service shop/web', selector: 'app=web', monitor: 'ServiceMonitor shop/web', hint: 'the pods of Deployment shop/web have app=shop' },
});

export const TWO_WORKLOADS = rule({
  id: 'scrape-graph/two-workloads',
  severity: 'warning',
  message: ({ service, workloads }: { service: string; workloads: readonly string[] }) => `${service} selects the pods of ${workloads.join(' and ')}: give it a selector that one of them alone fulfils`,
  why: 'Both are scraped as one job, and what asks one gets the answer of the other.',
  example: { service: 'Service shop/web', workloads: ['Deployment shop/web', 'Deployment shop/worker'] },
});

export const SCRAPED_TWICE = rule({
  id: 'scrape-graph/scraped-twice',
  severity: 'warning',
  message: ({ what, by }: { what: string; by: readonly string[] }) => `${what} is scraped twice by one Prometheus, with the same labels: ${by.join(' and ')}`,
  why: 'Each sample comes twice: one of them is dropped, and rates jump.',
  example: { what: 'the port "metrics" of Service shop/web', by: ['ServiceMonitor shop/web', 'ServiceMonitor monitoring/shop'] },
});

export const UNKNOWN_JOB = rule({
  id: 'scrape-graph/unknown-job',
  severity: 'warning',
  message: ({ where, job, similar }: { where: string; job: string; similar: readonly string[] }) => `${where} asks for job ${shown(job)}, which nothing here has${similar.length === 0 ? '' : `: is it ${listed(similar)}?`}`,
  why: 'The expression is empty for ever: an alert of it never fires.',
  example: { where: 'PrometheusRule shop/web, alert "WebDown"', job: 'webb', similar: ['"web"'] },
});

export const OBJECT_TWICE = rule({
  id: 'scrape-graph/object-twice',
  severity: 'warning',
  message: ({ objects, count }: { objects: readonly string[]; count: number }) => `${count} objects are there more than once, and only the first of each is looked at: ${listed(objects, 3)}; look at one cluster at a time`,
  why: 'Of two clusters in one folder nobody can tell what belongs to which.',
  example: { objects: ['Service monitoring/prometheus-main'], count: 1 },
});
