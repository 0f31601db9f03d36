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
    `"${field}" of the ${kind} requires ${component} ${since} or newer; the version is ${version}: use ${since} or newer, or remove the field`,
  why: 'The operator leaves the setting out of the configuration of an older process, and only its log says so.',
  example: { kind: 'Prometheus', field: 'spec.scrapeClassicHistograms', component: 'prometheus', since: '3.5.0', version: '3.4.0' },
  see: 'https://github.com/prometheus-operator/prometheus-operator/blob/main/CHANGELOG.md',
});

export const FEATURE_GATE = rule({
  id: 'versions/feature-gate',
  severity: 'error',
  message: ({ name, version, cure }: { name: string; version: string; cure: string }) => `"featureGates" has ${shown(name)}, which prometheus-operator ${version} does not know: ${cure}`,
  why: 'The operator ends at once over a feature gate that it does not know.',
  example: { name: 'PrometheusShardRetentionPolicy', version: '0.80.1', cure: 'it is there from 0.81.0 on' },
});
