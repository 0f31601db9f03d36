import { rule, shown } from '../validation/rule';

export const KUBELET_SERVICE = rule({
  id: 'prometheus-operator/kubelet-service',
  severity: 'error',
  message: ({ text }: { text: string }) => `"kubeletService" is ${shown(text)}: write it as "namespace/name", like "kube-system/kubelet"`,
  why: 'The operator ends at once over anything else.',
  example: { text: 'kubelet' },
});

export const KUBELETS_TWICE = rule({
  id: 'prometheus-operator/kubelets-twice',
  severity: 'warning',
  message: ({ version }: { version: string }) =>
    `prometheus-operator ${version} scrapes the kubelet of a node twice if the node has two addresses of one family: use 0.93.1 or newer`,
  why: 'The release 0.93.0 writes every address of a node into the kubelets\' Service. Rules over kubelets then fail with "many-to-many matching not allowed".',
  example: { version: '0.93.0' },
  see: 'https://github.com/prometheus-operator/prometheus-operator/pull/8739',
});
