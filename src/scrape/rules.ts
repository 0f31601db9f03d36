import { listed, rule, shown } from '../validation/rule';

export const TIMEOUT = rule({
  id: 'scrape/timeout',
  severity: 'error',
  message: ({ interval, timeout }: { interval: string; timeout: string }) =>
    `"scrapeTimeout" (${timeout}) is longer than "interval" (${interval}): make it at most as long`,
  why: 'Prometheus refuses the scrape configuration; the operator leaves the ServiceMonitor out.',
  example: { interval: '30s', timeout: '60s' },
});

export const NOT_A_SERVICE = rule({
  id: 'scrape/not-a-service',
  severity: 'error',
  message: ({ path, kind }: { path: string; kind: string }) =>
    `${shown(path)} is ${kind}, which cannot be scraped: give a Service (an ApiObject, or one of cdk8s-plus), or a construct with toScrapeTarget()`,
  why: 'Prometheus finds targets by the Services in front of them.',
  example: { path: 'app/Web', kind: 'a Deployment' },
});

export const TARGET_NAMESPACE = rule({
  id: 'scrape/target-namespace',
  severity: 'error',
  message: ({ service }: { service: string }) => `the namespace of Service ${shown(service)} is not known: set it in its metadata, or the chart's`,
  why: 'Prometheus looks for the Service in one namespace, and may read only there.',
  example: { service: 'web' },
});

export const PORT_MISSING = rule({
  id: 'scrape/port-missing',
  severity: 'error',
  message: ({ service }: { service: string }) => `Service ${shown(service)} has no ports: give it one with a name, like { name: 'metrics', port: 8080 }`,
  why: 'There is nothing to scrape.',
  example: { service: 'web' },
});

export const PORT_UNKNOWN = rule({
  id: 'scrape/port-unknown',
  severity: 'error',
  message: ({ service, port, declared }: { service: string; port: string; declared: readonly string[] }) =>
    `Service ${shown(service)} has no port with the name ${shown(port)}: it has ${listed(declared)}`,
  why: 'A ServiceMonitor with a wrong port has no targets, and nobody says so.',
  example: { service: 'web', port: 'metric', declared: ['"metrics"'] },
  see: 'https://github.com/prometheus-operator/prometheus-operator/issues/1470',
});

export const PORT_AMBIGUOUS = rule({
  id: 'scrape/port-ambiguous',
  severity: 'error',
  message: ({ service, declared }: { service: string; declared: readonly string[] }) => `Service ${shown(service)} has several ports: say by "port" which of ${listed(declared)} has the metrics`,
  why: 'All of them would be scraped, and those without metrics are down for ever.',
  example: { service: 'web', declared: ['"http"', '"metrics"'] },
});

export const PORT_UNNAMED = rule({
  id: 'scrape/port-unnamed',
  severity: 'error',
  message: ({ service, port }: { service: string; port: number }) => `port ${port} of Service ${shown(service)} has no name: give it one, like { name: 'metrics', port: ${port} }`,
  why: 'A ServiceMonitor names the port. Without, every port of the pods is scraped.',
  example: { service: 'web', port: 8080 },
});

export const AUTH_TWICE = rule({
  id: 'scrape/auth-twice',
  severity: 'error',
  message: ({ given }: { given: readonly string[] }) => `${given.map(name => `"${name}"`).join(' and ')} are set together: leave in one of them`,
  why: 'The operator refuses the object.',
  example: { given: ['basicAuth', 'bearerToken'] },
});

export const AUTH_IN_CLEAR = rule({
  id: 'scrape/auth-in-clear',
  severity: 'warning',
  message: ({ given }: { given: readonly string[] }) => `${given.map(name => `"${name}"`).join(' and ')} without TLS: the credentials cross networks in plain text; use HTTPS`,
  why: 'Whoever reads the traffic may do what the credentials allow.',
  example: { given: ['basicAuth'] },
});
