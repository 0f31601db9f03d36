import { rule, shown } from '../validation/rule';

export const KUBELET_SERVICE = rule({
  id: 'prometheus-operator/kubelet-service',
  severity: 'error',
  message: ({ text }: { text: string }) => `"kubeletService" is ${shown(text)}: write it as "namespace/name", like "kube-system/kubelet"`,
  why: 'The operator ends at once over anything else.',
  example: { text: 'kubelet' },
});
