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
