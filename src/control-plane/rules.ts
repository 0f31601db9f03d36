import { rule } from '../validation/rule';

export const IMPOSSIBLE = rule({
  id: 'control-plane/impossible',
  severity: 'error',
  message: ({
    part, platform, why,
  }: { part: string; platform: string; why: string }) => `"${part}" cannot be scraped on ${platform}: ${why}; remove it`,
  why: 'A target that is never up and an alert that always fires hide those that matter.',
  example: { part: 'scheduler', platform: 'eks', why: 'the provider runs it, and it is not reachable' },
  see: 'https://github.com/prometheus-community/helm-charts/issues/4106',
});

export const DOUBTFUL = rule({
  id: 'control-plane/doubtful',
  severity: 'warning',
  message: ({ part, platform, why }: { part: string; platform: string; why: string }) =>
    `"${part}" can probably not be scraped on ${platform}: ${why}; remove it, or check that its targets are up`,
  why: 'A target that is never up and an alert that always fires hide those that matter.',
  example: {
    part: 'dns', platform: 'openshift', why: 'newer releases allow only openshift-monitoring to connect to the metrics in openshift-dns',
  },
  see: 'docs/platforms.md',
});

export const OUTSIDE_PODS = rule({
  id: 'control-plane/outside-pods',
  severity: 'error',
  message: ({ part, platform, option }: { part: string; platform: string; option: string }) =>
    `"${part}" runs outside of pods on ${platform}, where a Service cannot select it: list the addresses of its machines in "${option}"`,
  why: 'A Service that selects no pod has no targets, and its alert fires permanently.',
  example: { part: 'etcd', platform: 'k3s', option: 'etcdAddresses' },
  see: 'https://docs.k3s.io/cli/server',
});

export const ETCD_WITHOUT_CERTIFICATE = rule({
  id: 'control-plane/etcd-without-certificate',
  severity: 'warning',
  message: () => '"etcd" is scraped on openshift without a client certificate: set "etcdTls" with "clientSecretName" and "caSecretName"',
  why: 'The Prometheus of openshift-monitoring presents a client certificate to etcd; etcd probably rejects all other clients.',
  example: {},
  see: 'https://github.com/openshift/cluster-monitoring-operator/blob/release-4.14/assets/control-plane/service-monitor-etcd.yaml',
});

export const NO_KUBELET_SERVICE = rule({
  id: 'control-plane/no-kubelet-service',
  severity: 'error',
  message: () =>
    '"kubelet" requires "kubeletService", the Service with the addresses of the kubelets: set it to "namespace/name", or use NodeEndpoints',
  why: 'Prometheus discovers the kubelets by this Service.',
  example: {},
});

export const ADDRESS = rule({
  id: 'control-plane/address',
  severity: 'error',
  message: ({
    option, text,
  }: {
    option: string; text: string;
  }) => `"${option}" has "${text}", which is not an IP address: write the address of the machine, like "10.0.0.1"`,
  why: 'Endpoints and EndpointSlices hold IP addresses; the API server rejects names.',
  example: { option: 'etcdAddresses', text: 'etcd-1.example.org' },
});

export const NO_ADDRESS = rule({
  id: 'control-plane/no-address',
  severity: 'error',
  message: ({ option }: { option: string }) => `"${option}" is empty: list the addresses of the machines, or leave the option out`,
  why: 'A Service without addresses has no targets, and its alert fires permanently.',
  example: { option: 'etcdAddresses' },
});
