import { rule, shown } from '../validation/rule';

export const KUBELET_SERVICE = rule({
  id: 'prometheus-operator/kubelet-service',
  severity: 'error',
  message: ({ text }: { text: string }) => `"kubeletService" is ${shown(text)}: write it as "namespace/name", like "kube-system/kubelet"`,
  why: 'The operator exits at startup if the value has another form.',
  example: { text: 'kubelet' },
});

export const KUBELETS_TWICE = rule({
  id: 'prometheus-operator/kubelets-twice',
  severity: 'warning',
  message: ({ version }: { version: string }) =>
    `prometheus-operator ${version} scrapes the kubelet of a node twice if the node has two addresses of one family: use 0.93.1 or newer`,
  why: 'The release 0.93.0 writes every address of a node into the kubelets\' Service. Rules over kubelets then fail with "many-to-many '
    + 'matching not allowed".',
  example: { version: '0.93.0' },
  see: 'https://github.com/prometheus-operator/prometheus-operator/pull/8739',
});

export const CA_BUNDLE = rule({
  id: 'prometheus-operator/webhook-certificate',
  severity: 'error',
  message: ({ isBundle, value }: { isBundle: boolean; value: string }) => isBundle
    ? `"caBundle" of the webhook's certificate is ${shown(value, 20)}: use the CA certificate, as base64-encoded PEM`
    : `the kind of the issuer is ${shown(value)}: use "Issuer" or "ClusterIssuer"`,
  why: 'The API server does not trust the webhook: it accepts every object unchecked, or rejects every one.',
  example: { isBundle: true, value: '-----BEGIN CERTIFICATE-----' },
});

export const WEBHOOK_OPTION = rule({
  id: 'prometheus-operator/webhook-option',
  severity: 'error',
  message: ({ prop, since, version }: { prop: string; since: string; version: string }) =>
    `"${prop}" requires operator ${since} or newer; the version is ${version}: remove the option, or use a newer operator`,
  why: 'The webhook exits at startup over a flag that it does not know.',
  example: { prop: 'promqlOptions', since: '0.91.0', version: '0.85.0' },
  see: 'https://github.com/prometheus-operator/prometheus-operator/blob/v0.94.1/cmd/admission-webhook/main.go',
});

export const DENY_NAMESPACES = rule({
  id: 'prometheus-operator/deny-namespaces',
  severity: 'error',
  message: () => '"denyNamespaces" requires "allNamespaces: true": set it, or list the allowed namespaces in "namespaces"',
  why: 'The operator exits at startup if it is given namespaces to read and namespaces not to read.',
  example: {},
  see: 'https://github.com/prometheus-operator/prometheus-operator/blob/v0.94.1/cmd/operator/main.go',
});
