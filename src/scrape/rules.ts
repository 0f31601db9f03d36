import { listed, rule, shown } from '../validation/rule';

export const TIMEOUT = rule({
  id: 'scrape/timeout',
  severity: 'error',
  judges: 'object',
  message: ({ interval, timeout }: { interval: string; timeout: string }) =>
    `"scrapeTimeout" (${timeout}) is longer than "interval" (${interval}): use at most ${interval}`,
  why: 'Prometheus rejects such a scrape configuration; the operator leaves the ServiceMonitor out.',
  example: { interval: '30s', timeout: '60s' },
});

export const NOT_A_SERVICE = rule({
  id: 'scrape/not-a-service',
  severity: 'error',
  message: ({ path, kind }: { path: string; kind: string }) =>
    `${shown(
      path,
    )} is ${kind}, which cannot be scraped: pass a Service or a workload (an ApiObject, or of cdk8s-plus), or a `
    + 'construct with toScrapeTarget()',
  why: 'Prometheus finds targets by the Services in front of them, or by the pods of a workload.',
  example: { path: 'app/Web', kind: 'a ConfigMap' },
});

export const TARGET_NAMESPACE = rule({
  id: 'scrape/target-namespace',
  severity: 'error',
  message: ({
    kind, name,
  }: { kind: string; name: string }) => `the namespace of ${kind} ${shown(name)} is unknown: set it in its metadata, or on the chart`,
  why: 'Prometheus discovers the target in one namespace, and has permissions only there.',
  example: { kind: 'Service', name: 'web' },
});

export const PORT_MISSING = rule({
  id: 'scrape/port-missing',
  severity: 'error',
  message: (
    { service }: { service: string },
  ) => `Service ${shown(service)} has no ports: add a named port, such as { name: 'metrics', port: 8080 }`,
  why: 'There is nothing to scrape.',
  example: { service: 'web' },
});

export const PORT_UNKNOWN = rule({
  id: 'scrape/port-unknown',
  severity: 'error',
  message: ({ service, port, declared }: { service: string; port: string; declared: readonly string[] }) =>
    `Service ${shown(service)} has no port with the name ${shown(port)}: use one of ${listed(declared)}`,
  why: 'A ServiceMonitor with a wrong port silently has no targets.',
  example: { service: 'web', port: 'metric', declared: ['"metrics"'] },
  see: 'https://github.com/prometheus-operator/prometheus-operator/issues/1470',
});

export const PORT_AMBIGUOUS = rule({
  id: 'scrape/port-ambiguous',
  severity: 'error',
  message: ({
    service, declared,
  }: {
    service: string; declared: readonly string[];
  }) => `Service ${shown(service)} has several ports: set "port" to the one with the metrics, one of ${listed(declared)}`,
  why: 'All declared ports would be scraped, and those without metrics would always be down.',
  example: { service: 'web', declared: ['"http"', '"metrics"'] },
});

export const PORT_UNNAMED = rule({
  id: 'scrape/port-unnamed',
  severity: 'error',
  message: ({
    service, port,
  }: {
    service: string; port: number;
  }) => `port ${port} of Service ${shown(service)} has no name: add one, such as { name: 'metrics', port: ${port} }`,
  why: 'A ServiceMonitor selects a port by its name. Without a name, every port of the pods is scraped.',
  example: { service: 'web', port: 8080 },
});

export const AUTH_TWICE = rule({
  id: 'scrape/auth-twice',
  severity: 'error',
  judges: 'object',
  message: ({ given }: { given: readonly string[] }) => `${given.map(name => `"${name}"`)
    .join(' and ')} are set together: keep one of them`,
  why: 'The operator rejects the object.',
  example: { given: ['basicAuth', 'bearerToken'] },
});

export const AUTH_IN_CLEAR = rule({
  id: 'scrape/auth-in-clear',
  severity: 'warning',
  message: ({ given }: { given: readonly string[] }) => `${given.map(name => `"${name}"`)
    .join(' and ')} ${given.length === 1 ? 'is' : 'are'} sent without TLS, in plain text: use HTTPS`,
  why: 'Anyone who can read the traffic can use the credentials.',
  example: { given: ['basicAuth'] },
});

export const POD_PORT_MISSING = rule({
  id: 'scrape/pod-port-missing',
  severity: 'error',
  message: (
    { object }: { object: string },
  ) => `${object} declares no TCP port: declare one, such as { name: 'metrics', containerPort: 8080 }`,
  why: 'Prometheus finds only ports that containers declare, so there is nothing to scrape.',
  example: { object: 'Deployment "web"' },
  see: 'https://prometheus.io/docs/prometheus/latest/configuration/configuration/#pod',
});

export const POD_PORT_UNKNOWN = rule({
  id: 'scrape/pod-port-unknown',
  severity: 'error',
  message: ({ object, port, declared }: { object: string; port: string; declared: readonly string[] }) =>
    `no container of ${object} declares the port ${shown(port)}: use one of ${listed(declared)}, or declare it`,
  why: 'A PodMonitor with an unknown port silently has no targets.',
  example: { object: 'Deployment "web"', port: 'metric', declared: ['"metrics"'] },
});

export const POD_PORT_AMBIGUOUS = rule({
  id: 'scrape/pod-port-ambiguous',
  severity: 'error',
  message: ({
    object, declared,
  }: {
    object: string; declared: readonly string[];
  }) => `${object} declares several ports: set "port" to the one with the metrics, one of ${listed(declared)}`,
  why: 'All declared ports would be scraped, and those without metrics would always be down.',
  example: { object: 'Deployment "web"', declared: ['"http"', '"metrics"'] },
});

export const POD_LABELS = rule({
  id: 'scrape/pod-labels',
  severity: 'error',
  message: (
    { object }: { object: string },
  ) => `the pods of ${object} have no labels: add one to the metadata of the pod, such as { app: 'web' }`,
  why: 'A PodMonitor selects pods by their labels. Without any it selects all pods of the namespace.',
  example: { object: 'Job "backup"' },
});

export const POD_TLS_NAME = rule({
  id: 'scrape/pod-tls-name',
  severity: 'error',
  message: ({ object }: { object: string }) =>
    `"tls" requires a Service, and ${object} has none: use "tlsConfig" with the "serverName" of its certificate, or pass the Service in `
      + 'front of it',
  why: 'The pods are scraped by their IP addresses, and no certificate is valid for those.',
  example: { object: 'Deployment "web"' },
});

export const TLS_TWICE = rule({
  id: 'scrape/tls-twice',
  severity: 'error',
  message: () => '"tls" and "tlsConfig" are both set: use "tls" for a certificate with the name of the Service, and "tlsConfig" otherwise',
  why: 'A target has only one TLS configuration.',
  example: {},
});

export const SERVICE_OPTION = rule({
  id: 'scrape/service-option',
  severity: 'error',
  message: ({
    object, option, cure,
  }: { object: string; option: string; cure: string }) => `"${option}" requires a Service, and ${object} is scraped without one: ${cure}`,
  why: 'A PodMonitor has no such field.',
  example: { object: 'Deployment "web"', option: 'targetLabels', cure: 'use "podTargetLabels"' },
});

export const ADDRESS = rule({
  id: 'scrape/address',
  severity: 'error',
  message: ({ address }: { address: string }) =>
    `${shown(
      address,
    )} is not a valid target address: write only host and port, such as "db.example.org:9100", and use "scheme" and "path" for the rest`,
  why: 'Prometheus scrapes no target whose address has a scheme or a path.',
  example: { address: 'https://db.example.org:9100/metrics' },
});
