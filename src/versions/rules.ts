import { rule, shown } from '../validation/rule';

export const VERSION_MALFORMED = rule({
  id: 'versions/malformed',
  severity: 'error',
  message: ({ prop, text, newest }: { prop: string; text: string; newest: string }) =>
    `"${prop}" is ${shown(text)}, which is not a version: write it like "${newest}" or "v${newest}"`,
  why: 'What is emitted depends on the version. A version that cannot be read would silently be taken for another one.',
  example: { prop: 'kubernetesVersion', text: 'latest', newest: '1.36.0' },
});

export const VERSION_TOO_OLD = rule({
  id: 'versions/unsupported',
  severity: 'error',
  message: ({ prop, component, text, oldest }: { prop: string; component: string; text: string; oldest: string }) =>
    `"${prop}" is ${shown(text)}, but the oldest supported version of ${component} is ${oldest}: upgrade it, or use an older release of this library`,
  why: 'Nothing was tried against versions older than the oldest row of the capability table.',
  example: { prop: 'kubernetesVersion', component: 'kubernetes', text: '1.19', oldest: '1.28.0' },
});

export const IMAGE_REGISTRY = rule({
  id: 'versions/image-registry',
  severity: 'error',
  message: ({ registry }: { registry: string }) =>
    `"imageRegistry" is ${shown(registry)}: write a host, and a path where the registry has one, like "mirror.example.org/k8s", without "https://" and without a tag`,
  why: 'The kubelet cannot pull an image from it.',
  example: { registry: 'https://mirror.example.org' },
});

export const IMAGE_DIGEST = rule({
  id: 'versions/image-digest',
  severity: 'error',
  message: ({ digest }: { digest: string }) => `"imageDigest" is ${shown(digest)}: a digest is "sha256:" and 64 hexadecimal digits, as the registry says it`,
  why: 'The kubelet cannot pull an image by it.',
  example: { digest: 'v2.20.0' },
});

export const FIELD_TOO_NEW = rule({
  id: 'versions/field-too-new',
  severity: 'error',
  message: ({ kind, field, component, since, version }: { kind: string; field: string; component: string; since: string; version: string }) =>
    `"${field}" of the ${kind} is there from ${component} ${since} on, and this one is ${version}: use ${since} or newer, or leave the field out`,
  why: 'The apiserver refuses a field that the CustomResourceDefinition does not know, or drops it without a word; an older process does not do what it says.',
  example: { kind: 'Prometheus', field: 'spec.hostUsers', component: 'prometheus-operator', since: '0.85.0', version: '0.80.1' },
  see: 'https://github.com/prometheus-operator/prometheus-operator/blob/main/CHANGELOG.md',
});

export const FEATURE_GATE = rule({
  id: 'versions/feature-gate',
  severity: 'error',
  message: ({ name, version, cure }: { name: string; version: string; cure: string }) =>
    `"featureGates" has ${shown(name)}, which prometheus-operator ${version} does not know: ${cure}`,
  why: 'The operator exits at startup if it is given a feature gate that it does not know.',
  example: { name: 'PrometheusShardRetentionPolicy', version: '0.80.1', cure: 'it requires 0.81.0 or newer' },
  see: 'https://github.com/prometheus-operator/prometheus-operator/blob/main/pkg/operator/feature_gates.go',
});

export const FEATURE_GATE_UNCERTAIN = rule({
  id: 'versions/feature-gate-uncertain',
  severity: 'warning',
  message: ({ name, newest, version, cure }: { name: string; newest: string; version: string; cure: string }) =>
    `"featureGates" has ${shown(name)}, which prometheus-operator ${newest} does not know, and ${version} may: ${cure}`,
  why: 'The feature gates of a newer operator are not known here. The operator exits at startup if it is given one that it does not know.',
  example: { name: 'PrometheusAgentDaemonset', newest: '0.94.1', version: '0.96.0', cure: 'did you mean "PrometheusAgentDaemonSet"?' },
});
