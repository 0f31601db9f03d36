import { rule, shown } from '../validation/rule';

export const NAMESPACE_LISTS = rule({
  id: 'prometheus-operator/namespace-lists',
  severity: 'error',
  message: () => '"namespaces" and "allNamespaces" are both set: leave out one of the two',
  why: 'Who names namespaces wants no others read.',
  example: {},
});

export const KUBELET_SERVICE = rule({
  id: 'prometheus-operator/kubelet-service',
  severity: 'error',
  message: ({ text }: { text: string }) => `"kubeletService" is ${shown(text)}: write it as "namespace/name", like "kube-system/kubelet"`,
  why: 'The operator ends at once over anything else.',
  example: { text: 'kubelet' },
});

export const LOG = rule({
  id: 'prometheus-operator/log',
  severity: 'error',
  message: ({ prop, value, allowed }: { prop: string; value: string; allowed: readonly string[] }) => `"${prop}" is ${shown(value)}: it must be one of ${allowed.join(', ')}`,
  why: 'The process ends at once over another one.',
  example: { prop: 'logLevel', value: 'verbose', allowed: ['debug', 'info', 'warn', 'error'] },
});
