import { rule, shown } from '../../validation/rule';

// The server itself: its version, labels, selection, Service and OTLP receiver.

export const DISTROLESS_VERSION = rule({
  id: 'prometheus/distroless-version',
  severity: 'error',
  judges: 'object',
  message: ({ version }: { version: string }) =>
    `"distroless" requires Prometheus 3.10.0 or newer; the version is ${shown(version)}: use a newer version, or remove the option`,
  why: 'Older versions have no image without a shell.',
  example: { version: '3.9.1' },
});

export const OPERATOR_TOO_OLD = rule({
  id: 'prometheus/operator-too-old',
  severity: 'error',
  judges: 'object',
  message: ({ version, operator }: { version: string; operator: string }) =>
    `Prometheus 3 requires prometheus-operator 0.77.0 or newer; the version of the operator is ${operator}, `
    + `and "version" is ${shown(version)}: use a newer operator, or remove "version"`,
  why: 'The operator rejects the Prometheus, and never creates its StatefulSet.',
  example: { version: '3.15.0', operator: '0.73.2' },
  see: 'https://github.com/prometheus-operator/prometheus-operator/pull/6940',
});

export const EXTERNAL_LABEL = rule({
  id: 'prometheus/external-label',
  severity: 'error',
  judges: 'object',
  message: ({ name, why }: { name: string; why: string }) => `"externalLabels" has ${shown(name)}: ${why}`,
  why: 'Prometheus rejects its whole configuration because of an invalid label, or two replicas cannot be distinguished.',
  example: { name: 'prometheus_replica', why: 'the operator sets this label' },
});

export const LABEL_NAME = rule({
  id: 'prometheus/label-name',
  severity: 'error',
  judges: 'object',
  message: ({ prop, name }: { prop: string; name: string }) =>
    `"${prop}" has ${shown(name)}, which is not the name of a label: use letters, digits and "_"`,
  why: 'Prometheus rejects its configuration and keeps the old one.',
  example: { prop: 'enforcedNamespaceLabel', name: 'team-namespace' },
});

export const SELECTS_NOTHING = rule({
  id: 'prometheus/selects-nothing',
  severity: 'error',
  judges: 'object',
  message: () => '"selection" disables all of ServiceMonitors, PodMonitors, Probes and ScrapeConfigs: '
    + 'select at least one of these kinds, even with a label that no object has',
  why: 'Without any of these selectors the operator does not manage the configuration. '
    + 'The Prometheus starts with an empty one, and "additionalScrapeConfigs" is ignored.',
  example: {},
  see: 'https://github.com/prometheus-operator/prometheus-operator/blob/main/Documentation/api-reference/api.md',
});

export const SERVICE_OPTIONS = rule({
  id: 'prometheus/service-options',
  severity: 'error',
  message: () => '"serviceOptions" has no effect with "service: false": remove one of them',
  why: 'The options describe a Service that is not created.',
  example: {},
});

export const OTLP = rule({
  id: 'prometheus/otlp',
  severity: 'error',
  judges: 'object',
  message: ({ why }: { why: string }) => `"otlpReceiver": ${why}`,
  why: 'Prometheus exits at startup, or the operator rejects the Prometheus.',
  example: { why: '"ignoreResourceAttributes" has no effect without "promoteAllResourceAttributes": set it' },
  see: 'https://github.com/prometheus/prometheus/blob/v3.16.0/config/config.go',
});
