import { rule, shown } from '../validation/rule';

export const VERSION_MALFORMED = rule({
  id: 'versions/malformed',
  severity: 'error',
  judges: 'object',
  message: ({ prop, text, newest }: { prop: string; text: string; newest: string }) =>
    `"${prop}" is ${shown(text)}, which is not a version: write it like "${newest}" or "v${newest}"`,
  why: 'The generated objects depend on the version. An invalid version would silently be treated as another one.',
  example: { prop: 'kubernetesVersion', text: 'latest', newest: '1.36.0' },
});

export const VERSION_TOO_OLD = rule({
  id: 'versions/unsupported',
  severity: 'error',
  judges: 'object',
  message: ({ prop, component, text, oldest }: { prop: string; component: string; text: string; oldest: string }) =>
    `"${prop}" is ${shown(
      text,
    )}, but the oldest supported version of ${component} is ${oldest}: upgrade it, or use an older release of this library`,
  why: 'Versions older than the oldest row of the capability table are not tested.',
  example: { prop: 'kubernetesVersion', component: 'kubernetes', text: '1.19', oldest: '1.28.0' },
});

export const VERSION_SET_RETIRED = rule({
  id: 'versions/set-retired',
  severity: 'error',
  message: ({ set, successor }: { set: string; successor: string }) =>
    `"versions" is ${set}, which this release of the library no longer supports: use ${successor}, or set the version of each component `
      + 'that must stay',
  why: 'The components of a retired set are no longer tested together, and some are older than the oldest versions that are supported.',
  example: { set: 'VersionSet.V2025_09', successor: 'VersionSet.V2026_11' },
});

export const IMAGE_REGISTRY = rule({
  id: 'versions/image-registry',
  severity: 'error',
  covers: ['validation/option-value', 'core/image'],
  message: ({ registry }: { registry: string }) =>
    `"imageRegistry" is ${shown(
      registry,
    )}: write a host, and a path if the registry has one, such as "mirror.example.org/k8s", without "https://" and without a tag`,
  why: 'The kubelet cannot pull an image from it.',
  example: { registry: 'https://mirror.example.org' },
});

export const IMAGE_DIGEST = rule({
  id: 'versions/image-digest',
  severity: 'error',
  covers: ['validation/option-value', 'core/image'],
  message: (
    { digest }: { digest: string },
  ) => `"imageDigest" is ${shown(digest)}: use "sha256:" and 64 hexadecimal digits, as the registry shows it`,
  why: 'The kubelet cannot pull an image with such a digest.',
  example: { digest: 'v2.20.0' },
});

export const FIELD_TOO_NEW = rule({
  id: 'versions/field-too-new',
  severity: 'error',
  judges: 'object',
  message: ({
    kind, field, component, since, version,
  }: { kind: string; field: string; component: string; since: string; version: string }) =>
    `"${field}" of the ${kind} requires ${component} ${since} or newer; the version is ${version}: use ${since} or newer, or remove the `
      + 'field',
  why: 'The operator leaves the setting out of the configuration of an older process, and reports that only in its log.',
  example: { kind: 'Prometheus', field: 'spec.scrapeClassicHistograms', component: 'prometheus', since: '3.5.0', version: '3.4.0' },
  see: 'https://github.com/prometheus-operator/prometheus-operator/blob/main/CHANGELOG.md',
});

export const FEATURE_GATE = rule({
  id: 'versions/feature-gate',
  severity: 'error',
  message: ({ name, version, cure }: { name: string; version: string; cure: string }) =>
    `"featureGates" has ${shown(name)}, which prometheus-operator ${version} does not know: ${cure}`,
  why: 'The operator exits at startup if it is given an unknown feature gate.',
  example: { name: 'PrometheusShardRetentionPolicy', version: '0.80.1', cure: 'it requires 0.81.0 or newer' },
  see: 'https://github.com/prometheus-operator/prometheus-operator/blob/main/pkg/operator/feature_gates.go',
});

export const FEATURE_GATE_UNCERTAIN = rule({
  id: 'versions/feature-gate-uncertain',
  severity: 'warning',
  message: ({ name, newest, version, cure }: { name: string; newest: string; version: string; cure: string }) =>
    `"featureGates" has ${shown(name)}, which prometheus-operator ${newest} does not know, but ${version} may: ${cure}`,
  why: 'This library does not know the feature gates of a newer operator. The operator exits at startup if it is given an unknown feature '
    + 'gate.',
  example: { name: 'PrometheusAgentDaemonset', newest: '0.94.1', version: '0.96.0', cure: 'did you mean "PrometheusAgentDaemonSet"?' },
});

// -- releases that do not work together ----------------------------------------------------------

export const THANOS_DELAYED_COMPACTION = rule({
  id: 'versions/thanos-delayed-compaction',
  severity: 'error',
  message: ({ operator, prometheus, thanos }: { operator: string; prometheus: string; thanos: string }) =>
    `prometheus-operator ${operator} with Prometheus ${prometheus} writes paths that the Thanos sidecar ${thanos} rejects: `
    + 'use Thanos 0.42.0 or newer, or prometheus-operator 0.94.0 or newer',
  why: 'The sidecar compares the path of its meta file with that of Prometheus. One is relative and the other absolute, so it uploads '
    + 'nothing and exits.',
  example: { operator: '0.93.0', prometheus: '3.16.0', thanos: '0.41.0' },
  see: 'https://github.com/prometheus-operator/prometheus-operator/issues/8763',
});

export const THANOS_CIPHERS = rule({
  id: 'versions/thanos-ciphers',
  severity: 'error',
  message: ({ field, operator }: { field: string; operator: string }) =>
    `"${field}" has several values, which prometheus-operator ${operator} joins into one argument that Thanos rejects: use 0.93.1 or `
      + 'newer, or give one value',
  why: 'Thanos exits at startup: it reads the joined text as the name of one cipher suite or curve.',
  example: { field: 'spec.thanos.grpcServerTlsConfig.cipherSuites', operator: '0.93.0' },
  see: 'https://github.com/prometheus-operator/prometheus-operator/pull/8749',
});

export const ALERTMANAGER_ZERO_DURATION = rule({
  id: 'versions/alertmanager-zero-duration',
  severity: 'error',
  message: ({ field, value, version, operator }: { field: string; value: string; version: string; operator: string }) =>
    `"${field}" is ${shown(
      value,
    )}, which Alertmanager ${version} rejects and prometheus-operator ${operator} passes on: remove it, or use operator 0.94.0 or newer`,
  why: 'In 0.34.0 and newer, Alertmanager exits at startup if a duration is zero. prometheus-operator 0.94.0 and newer leave such a field '
    + 'out.',
  example: { field: 'spec.retention', value: '0s', version: '0.34.2', operator: '0.93.0' },
  see: 'https://github.com/prometheus-operator/prometheus-operator/pull/8800',
});

export const ALERTMANAGER_FEATURE = rule({
  id: 'versions/alertmanager-feature',
  severity: 'error',
  message: ({
    feature, version,
  }: {
    feature: string; version: string;
  }) => `"spec.enableFeatures" has ${shown(feature)}, which Alertmanager ${version} does not know: remove it`,
  why: 'Alertmanager exits at startup if it is given an unknown feature. It removed this feature in 0.33.0.',
  example: { feature: 'auto-gomaxprocs', version: '0.35.0' },
  see: 'https://github.com/prometheus/alertmanager/releases/tag/v0.33.0',
});

export const FEATURE_UNKNOWN = rule({
  id: 'versions/prometheus-feature',
  severity: 'warning',
  judges: 'object',
  message: ({ feature, version, cure }: { feature: string; version: string; cure: string }) =>
    `"spec.enableFeatures" has ${shown(feature)}, which Prometheus ${version} ignores: ${cure}`,
  why: 'Prometheus writes one line to its log and starts without the feature.',
  example: { feature: 'exemplar-storge', version: '3.16.0', cure: 'did you mean "exemplar-storage"?' },
  see: 'https://github.com/prometheus/prometheus/blob/v3.16.0/cmd/prometheus/main.go',
});
