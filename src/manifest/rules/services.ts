import { listed, rule, shown } from '../../validation/rule';

// Services, and the APIs of a cluster that a Service serves.

const AGGREGATION = 'https://kubernetes.io/docs/concepts/extend-kubernetes/api-extension/apiserver-aggregation/';

const REMOVE_ONE = 'remove one of the two, for example "resourceRules" of a PrometheusAdapter next to a MetricsServer';

export const SERVICE_TYPE = rule({
  id: 'manifest/service-type',
  severity: 'error',
  message: ({ prop, type, why }: { prop: string; type: string; why: string }) => `"${prop}" is ${shown(type)}: ${why}`,
  why: 'The API server rejects the Service.',
  example: { prop: 'service.type', type: 'Headless', why: 'it must be one of ClusterIP, NodePort, LoadBalancer' },
});

export const SERVICE_PORT = rule({
  id: 'manifest/service-port',
  severity: 'error',
  message: ({ name, why }: { name: string; why: string }) => `"additionalPorts" has the port ${shown(name)}: ${why}`,
  why: 'The API server rejects the Service.',
  example: { name: 'web', why: 'the Service already has a port with this name' },
});

export const IP_FAMILIES = rule({
  id: 'manifest/ip-families',
  severity: 'error',
  message: ({ why }: { why: string }) => why,
  why: 'The API server rejects the Service, or Prometheus scrapes each pod twice: by an address of each family.',
  example: { why: '"ipFamilyPolicy" is RequireDualStack: set "ipFamilies" to both families, the preferred one first' },
  see: 'https://kubernetes.io/docs/concepts/services-networking/dual-stack/',
});

export const CA_BUNDLE = rule({
  id: 'manifest/serving-certificate',
  severity: 'error',
  message: ({ isBundle, value }: { isBundle: boolean; value: string }) => isBundle
    ? `"caBundle" of the certificate is ${shown(value, 20)}: use the CA certificate, as base64-encoded PEM`
    : `the kind of the issuer is ${shown(value)}: use "Issuer" or "ClusterIssuer"`,
  why: 'The API server does not trust the server: each request to the API that it serves fails.',
  example: { isBundle: true, value: '-----BEGIN CERTIFICATE-----' },
});

export const API_SERVICE_TWICE = rule({
  id: 'manifest/api-service-twice',
  severity: 'error',
  message: ({ name, other }: { name: string; other: string }) =>
    `APIService ${shown(name)} is already created by ${shown(other)} in the same chart: ${REMOVE_ONE}`,
  why: 'Only one server can serve an API of a cluster. The APIService that is applied last replaces the other.',
  example: { name: 'v1beta1.metrics.k8s.io', other: 'monitoring/MetricsServer/ApiService-metrics' },
  see: AGGREGATION,
});

export const API_SERVICE_CLAIMED = rule({
  id: 'manifest/api-service-claimed',
  severity: 'warning',
  message: ({ name, others }: { name: string; others: readonly string[] }) =>
    `APIService ${shown(name)} is also created by ${listed(others)}: if both charts are for one cluster, ${REMOVE_ONE}`,
  why: 'Only one server can serve an API of a cluster. '
    + 'The APIService that is applied last replaces the other, and autoscaling silently uses its values.',
  example: { name: 'v1beta1.metrics.k8s.io', others: ['autoscaling/MetricsServer/ApiService-metrics'] },
  see: AGGREGATION,
});
