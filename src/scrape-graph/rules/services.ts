import { listed, rule, shown } from '../../validation/rule';

// From a monitor to the ports of pods: Services, endpoints, workloads.

/** The reason behind a message, if there is one. */
const after = (hint: string) => hint === '' ? '' : `; ${hint}`;

export const NO_SERVICE = rule({
  id: 'scrape-graph/no-service',
  severity: 'warning',
  message: ({ monitor, selector, hint }: { monitor: string; selector: string; hint: string }) =>
    `${monitor} selects no Service: it requires ${selector}${after(hint)}`,
  why: 'The ServiceMonitor never has a target. The selector is compared with the labels of Services, not with those of Endpoints or pods.',
  example: {
    monitor: 'ServiceMonitor monitoring/worker',
    selector: 'app=worker-cluster',
    hint: 'Service monitoring/worker-cluster has no label "app"',
  },
  see: 'https://github.com/prometheus-operator/prometheus-operator/issues/6724',
});

export const NO_PORT = rule({
  id: 'scrape-graph/no-port',
  severity: 'error',
  message: ({ monitor, port, service, there }: { monitor: string; port: string; service: string; there: readonly string[] }) => {
    const cure = there.length === 0 ? 'its ports have no names' : `use one of ${listed(there)}`;
    return `${monitor} scrapes the port ${shown(port)}, which does not exist in ${service}: ${cure}`;
  },
  group: ({ monitor, port, service }) => ({ cause: `${monitor} ${port}`, place: `${monitor}, ${service}` }),
  why: 'The monitor never has a target at this Service.',
  example: { monitor: 'ServiceMonitor shop/web', port: 'metric', service: 'Service shop/web', there: ['"metrics"'] },
});

export const NO_ENDPOINTS = rule({
  id: 'scrape-graph/no-endpoints',
  severity: 'warning',
  message: ({ monitor, service, why }: { monitor: string; service: string; why: string }) =>
    `${monitor} finds no endpoints of ${service}: ${why}`,
  why: 'A Service without a selector, or of type ExternalName, has only the endpoints that somebody writes, '
    + 'with addresses and names of ports.',
  example: {
    monitor: 'ServiceMonitor edge/worker',
    service: 'Service edge/worker',
    why: 'the ports of its endpoints are "metrics", not "http": use the same name in both',
  },
  see: 'https://kubernetes.io/docs/concepts/services-networking/service/#services-without-selectors',
});

export const NO_TARGET_PORT = rule({
  id: 'scrape-graph/no-target-port',
  severity: 'error',
  message: ({ service, port, target, workload, there }: {
    service: string; port: string; target: string; workload: string; there: readonly string[];
  }) => {
    const declared = there.length === 0 ? 'declares no ports' : `declares only ${listed(there)}`;
    return `the port ${shown(port)} of ${service} leads to the port ${shown(target)} of ${workload}, which ${declared}`;
  },
  why: 'If "targetPort" is a name, the pod must declare a port with this name. Otherwise the Service has no endpoints for it.',
  example: { service: 'Service shop/web', port: 'metrics', target: 'metrics', workload: 'Deployment shop/web', there: ['"http"'] },
});

export const NO_PODS = rule({
  id: 'scrape-graph/no-pods',
  severity: 'warning',
  message: ({ what, selector, hint }: { what: string; selector: string; hint: string }) =>
    `${what} selects no pods: it requires ${selector}${after(hint)}`,
  why: 'Without pods there are no targets, and nothing is scraped.',
  example: {
    what: 'Service shop/web, which ServiceMonitor shop/web scrapes,',
    selector: 'app=web',
    hint: 'the pods of Deployment shop/web have app=shop',
  },
});

export const UNDECLARED_PORT = rule({
  id: 'scrape-graph/undeclared-port',
  severity: 'error',
  message: ({ monitor, port, workload, there }: { monitor: string; port: string; workload: string; there: readonly string[] }) => {
    const declared = there.length === 0 ? 'it declares no ports' : `it declares ${listed(there)}`;
    return `${monitor} scrapes the port ${shown(port)} of pods, which ${workload} does not declare: ${declared}`;
  },
  why: 'Prometheus compares "targetPort" of a ServiceMonitor, or the port of a PodMonitor, with the ports that containers declare. '
    + 'An undeclared number matches nothing, even if a process listens there.',
  example: { monitor: 'PodMonitor shop/web', port: '9090', workload: 'Deployment shop/web', there: ['"http"'] },
  see: 'https://github.com/prometheus/prometheus/blob/main/discovery/kubernetes/pod.go',
});

export const TWO_WORKLOADS = rule({
  id: 'scrape-graph/two-workloads',
  severity: 'warning',
  message: ({ service, workloads }: { service: string; workloads: readonly string[] }) =>
    `${service} selects the pods of ${workloads.join(' and ')}: use a selector that matches only one of them`,
  why: 'Both workloads are scraped as one job, and a request to the Service reaches one or the other.',
  example: { service: 'Service shop/web', workloads: ['Deployment shop/web', 'Deployment shop/worker'] },
});
