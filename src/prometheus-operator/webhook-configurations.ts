import { AdmissionWebhookOptions } from './admission-webhook-props';

/** One check of the webhook. */
interface Hook {
  /** Suffix of the name of the configuration. */
  readonly id: string;
  readonly kind: 'ValidatingWebhookConfiguration' | 'MutatingWebhookConfiguration';
  readonly name: string;
  readonly path: string;
  readonly resource: string;
  readonly apiVersions: readonly string[];
}

/**
 * What the webhook serves.
 * @see https://github.com/prometheus-operator/prometheus-operator/blob/v0.94.1/pkg/admission/admission.go
 */
export const HOOKS: readonly Hook[] = [
  {
    id: 'rules',
    kind: 'ValidatingWebhookConfiguration',
    name: 'prometheusrulevalidate.monitoring.coreos.com',
    path: '/admission-prometheusrules/validate',
    resource: 'prometheusrules',
    apiVersions: ['v1'],
  },
  {
    id: 'alertmanager-configs',
    kind: 'ValidatingWebhookConfiguration',
    name: 'alertmanagerconfigsvalidate.monitoring.coreos.com',
    path: '/admission-alertmanagerconfigs/validate',
    resource: 'alertmanagerconfigs',
    apiVersions: ['v1alpha1', 'v1beta1'],
  },
  {
    id: 'rules-text',
    kind: 'MutatingWebhookConfiguration',
    name: 'prometheusrulemutate.monitoring.coreos.com',
    path: '/admission-prometheusrules/mutate',
    resource: 'prometheusrules',
    apiVersions: ['v1'],
  },
];

interface Where {
  readonly service: string;
  readonly namespace: string | undefined;
  readonly caBundle: string | undefined;
}

/** `webhooks` of a configuration. */
export function webhooksOf(hook: Hook, { service, namespace, caBundle }: Where, options: AdmissionWebhookOptions): object[] {
  const { failurePolicy = 'Ignore', timeoutSeconds = 5, namespaces } = options;
  return [{
    name: hook.name,
    admissionReviewVersions: ['v1'],
    clientConfig: { ...caBundle !== undefined && { caBundle }, service: { name: service, namespace, path: hook.path, port: 443 } },
    rules: [{
      apiGroups: ['monitoring.coreos.com'],
      apiVersions: hook.apiVersions,
      operations: ['CREATE', 'UPDATE'],
      resources: [hook.resource],
      scope: 'Namespaced',
    }],
    ...namespaces
      && {
        namespaceSelector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: [...namespaces].sort() }] },
      },
    failurePolicy,
    matchPolicy: 'Equivalent',
    sideEffects: 'None',
    timeoutSeconds,
  }];
}
