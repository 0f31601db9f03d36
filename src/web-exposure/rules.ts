import { rule, shown } from '../validation/rule';

export const OPEN = rule({
  id: 'web-exposure/open',
  severity: 'warning',
  message: ({ service, host }: { service: string; host: string }) =>
    `${shown(
      service,
    )} is exposed at ${shown(
      host,
    )} without authentication: put an OAuth2Proxy in front of it, or set "insecure: true" if something else authenticates users`,
  why: 'Anyone who can reach the controller can read everything, and silence alerts.',
  example: { service: 'prometheus-main', host: 'prometheus.example.org' },
  see: 'https://prometheus.io/docs/operating/security/',
});

export const PLAIN = rule({
  id: 'web-exposure/plain',
  severity: 'warning',
  message: (
    { host }: { host: string },
  ) => `${shown(host)} is served over plain HTTP: set "tlsSecretName", or an annotation with which the controller gets a certificate`,
  why: 'Passwords and cookies cross networks in plain text.',
  example: { host: 'grafana.example.org' },
});

export const FROM_NOWHERE = rule({
  id: 'web-exposure/from-nowhere',
  severity: 'error',
  message: () =>
    'neither "controllerNamespace" nor "controllerCidrs" is set: set one of them, such as "controllerNamespace: ingress-nginx"',
  why: 'The NetworkPolicy of the component blocks the controller, which then answers 504.',
  example: {},
});

export const HOST = rule({
  id: 'web-exposure/host',
  severity: 'error',
  message: (
    { host }: { host: string },
  ) => `"host" is ${shown(host)}: write a name without a scheme, a port or a path, like "prometheus.example.org"`,
  why: 'The API server rejects the object.',
  example: { host: 'https://prometheus.example.org' },
});

export const EXTERNAL_URL = rule({
  id: 'web-exposure/external-url',
  severity: 'warning',
  message: ({
    service, host, url,
  }: {
    service: string; host: string; url: string;
  }) => `${shown(service)} is exposed at ${shown(host)}, but its external URL is ${shown(url)}: set the URL to that host`,
  why: 'Links in alerts and redirects lead to the wrong address.',
  example: { service: 'prometheus-main', host: 'prometheus.example.org', url: 'https://prom.example.org' },
});

export const BACKEND_HTTPS = rule({
  id: 'web-exposure/backend-https',
  severity: 'warning',
  message: ({ service, isRoute }: { service: string; isRoute: boolean }) => `${shown(service)} serves HTTPS, and ${isRoute
    ? 'a Gateway connects to a Service over HTTP unless a BackendTLSPolicy exists: create one'
    : 'most controllers connect to a Service over HTTP unless an annotation is set: set it, such as '
      + '"nginx.ingress.kubernetes.io/backend-protocol: HTTPS"'}`,
  why: 'The component answers 400 to a request without TLS.',
  example: { service: 'prometheus-main', isRoute: false },
  see: 'https://gateway-api.sigs.k8s.io/api-types/backendtlspolicy/',
});

export const UPSTREAM_HTTPS = rule({
  id: 'web-exposure/upstream-https',
  severity: 'error',
  message: ({ service, requiresToken }: { service: string; requiresToken: boolean }) => requiresToken
    ? `${shown(service)} already requires a token: expose it directly, or remove its "authProxy"`
    : `${shown(
      service,
    )} serves HTTPS with a certificate that the proxy does not trust: remove its "tls", since the proxy is in the same namespace`,
  why: 'The proxy answers 502 or 401 to every request.',
  example: { service: 'prometheus-main', requiresToken: false },
});

export const PROXY_EVERYBODY = rule({
  id: 'web-exposure/everybody',
  severity: 'warning',
  message: () => '"emailDomains" is ["*"] without "allowedGroups": everybody with an account at the provider has access; set your domain',
  why: 'At a public provider anyone can have an account.',
  example: {},
});

export const PROXY_NOBODY = rule({
  id: 'web-exposure/nobody',
  severity: 'error',
  message: () => '"emailDomains" is empty: add the domains of your users, or "*" together with "allowedGroups"',
  why: 'The proxy does not start.',
  example: {},
});

export const SESSION_PERSISTENCE = rule({
  id: 'web-exposure/session-persistence',
  severity: 'error',
  message: ({ why }: { why: string }) => `"sessionPersistence": ${why}`,
  why: 'The CustomResourceDefinition of HTTPRoute rejects the whole route.',
  example: { why: '"permanentCookie" requires "absoluteTimeout": set it' },
  see: 'https://gateway-api.sigs.k8s.io/geps/gep-1619/',
});
