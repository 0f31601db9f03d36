import { rule, shown } from '../../validation/rule';

// What `listenLocal`, TLS and the proxy in front mean for Services, routes and probes.

const LISTEN_LOCAL_ISSUE = 'https://github.com/prometheus-operator/prometheus-operator/issues/6682';

/** How to disable the operator's probes of the config reloader. */
const HOW_TO_DISABLE = '("configReloaderProbes: false" of the operator, "operatorProbesConfigReloader: false" here); '
  + 'this construct then adds working probes';

export const LISTEN_LOCAL_SERVICE = rule({
  id: 'prometheus/listen-local-service',
  severity: 'error',
  judges: 'object',
  message: () => 'with "listenLocal" the Service and the ServiceMonitor of this Prometheus do not work: '
    + 'set "authProxy: true", or "service: false" to remove them',
  why: 'Prometheus listens on loopback, and its pod declares no port: the Service has no endpoints, and scraping it never works.',
  example: {},
  see: LISTEN_LOCAL_ISSUE,
});

export const LISTEN_LOCAL_MONITOR = rule({
  id: 'prometheus/listen-local-monitor',
  severity: 'error',
  message: ({ name }: { name: string }) =>
    `a patch sets "listenLocal", so that PodMonitor ${shown(name)} cannot reach its ports: `
    + 'use the option "listenLocal", which removes the PodMonitor',
  why: 'With listenLocal the processes of the pods listen only on loopback, and the pods declare no ports: the PodMonitor has no targets.',
  example: { name: 'prom-agent-main' },
  see: LISTEN_LOCAL_ISSUE,
});

export const LISTEN_LOCAL_ROUTE = rule({
  id: 'prometheus/listen-local-route',
  severity: 'error',
  message: ({ kind, name, path, authProxy }: { kind: string; name: string; path: string; authProxy: boolean }) => {
    const cure = authProxy
      ? 'use the Service of this construct, or the port "auth-proxy" of the pods'
      : 'set "authProxy: true", and use the Service of this construct';
    return `${kind} ${shown(name)} (${path}) leads to a port of this Prometheus that is not reachable with "listenLocal": ${cure}`;
  },
  why: 'With listenLocal Prometheus listens only on loopback. Requests through the route fail, and federation returns no series.',
  example: { kind: 'Service', name: 'prometheus-lb', path: 'monitoring/Balancer', authProxy: false },
});

export const LISTEN_LOCAL_DISTROLESS = rule({
  id: 'prometheus/listen-local-distroless',
  severity: 'error',
  judges: 'object',
  message: ({ image }: { image: string }) =>
    `with "listenLocal" the operator's probes are commands, and the image ${shown(image)} has no shell to run them: `
    + 'use the image without "-distroless" (remove "distroless")',
  why: 'The probes of the container always fail: the container is never ready, and is restarted repeatedly.',
  example: { image: 'quay.io/prometheus/prometheus:v3.15.0-distroless' },
  see: 'https://github.com/prometheus-operator/prometheus-operator/issues/8605',
});

export const LISTEN_LOCAL_TLS = rule({
  id: 'prometheus/listen-local-tls',
  severity: 'error',
  judges: 'object',
  message: () => '"listenLocal" and "tls" are both set, but the operator\'s probe commands connect to loopback without TLS: '
    + 'use "authProxyTlsSecretName" for the proxy in front, or remove one of them',
  why: 'The probes of the container always fail.',
  example: {},
});

export const LISTEN_LOCAL_RELOADER_PROBES = rule({
  id: 'prometheus/listen-local-reloader-probes',
  severity: 'error',
  message: ({ version }: { version: string }) =>
    `with "listenLocal", prometheus-operator ${version} probes the config reloader over the network, where it does not listen: `
    + `use 0.75.0 or newer, or disable its probes ${HOW_TO_DISABLE}`,
  why: 'The config reloader is restarted repeatedly.',
  example: { version: '0.73.2' },
  see: LISTEN_LOCAL_ISSUE,
});

export const TLS_RELOADER_PROBES = rule({
  id: 'prometheus/tls-reloader-probes',
  severity: 'error',
  judges: 'object',
  message: () => `with "tls" the operator's probes connect to the config reloader without TLS: disable them ${HOW_TO_DISABLE}`,
  why: 'The config reloader answers 400 to a probe without TLS, and is restarted repeatedly.',
  example: {},
});

export const AUTH_PROXY_BYPASSED = rule({
  id: 'prometheus/auth-proxy-bypassed',
  severity: 'error',
  message: () => '"authProxy" has no effect without "listenLocal", because clients can bypass it: set "listenLocal: true"',
  why: 'Without listenLocal Prometheus answers on port 9090 of its pods as well.',
  example: {},
});
