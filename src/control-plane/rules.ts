import { rule } from '../validation/rule';

export const IMPOSSIBLE = rule({
  id: 'control-plane/impossible',
  severity: 'error',
  message: ({ part, platform, why }: { part: string; platform: string; why: string }) => `"${part}" cannot be scraped on ${platform}: ${why}; leave it out`,
  why: 'A target that is never up and an alert that always fires hide those that matter.',
  example: { part: 'scheduler', platform: 'eks', why: 'the provider runs it where nobody reaches it' },
  see: 'https://github.com/prometheus-community/helm-charts/issues/4106',
});

export const NO_KUBELET_SERVICE = rule({
  id: 'control-plane/no-kubelet-service',
  severity: 'error',
  message: () => '"kubelet" needs "kubeletService", the Service in which the operator keeps the kubelets: name it as "namespace/name", or use NodeEndpoints',
  why: 'Without it there is nothing to discover the kubelets by.',
  example: {},
});

export const ADDRESS = rule({
  id: 'control-plane/address',
  severity: 'error',
  message: ({ option, text }: { option: string; text: string }) => `"${option}" has "${text}", which is not an IP address: write the address of the machine, like "10.0.0.1"`,
  why: 'Endpoints and EndpointSlices hold IP addresses; the apiserver rejects names.',
  example: { option: 'etcdAddresses', text: 'etcd-1.example.org' },
});

export const NO_ADDRESS = rule({
  id: 'control-plane/no-address',
  severity: 'error',
  message: ({ option }: { option: string }) => `"${option}" is empty: list the addresses of the machines, or leave the option out`,
  why: 'A Service without addresses has no targets, and its alert fires permanently.',
  example: { option: 'etcdAddresses' },
});
