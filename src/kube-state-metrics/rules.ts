import { listed, rule, shown } from '../validation/rule';

// -- what is collected ----------------------------------------------------------------------------

export const RESOURCE_UNKNOWN = rule({
  id: 'kube-state-metrics/resource',
  severity: 'error',
  judges: 'object',
  message: ({ prop, name, version, known }: { prop: string; name: string; version: string; known: readonly string[] }) =>
    `"${prop}" has ${shown(name)}, which kube-state-metrics ${version} does not collect: use one of ${listed(
      known, 50,
    )}, or "customResourceState" for other resources`,
  why: 'The process exits at startup if it is given an unknown resource.',
  example: { prop: 'resources', name: 'pod', version: '2.20.0', known: ['nodes', 'pods'] },
});

export const RESOURCES_TWICE = rule({
  id: 'kube-state-metrics/resources-twice',
  severity: 'error',
  message: () =>
    '"resources" and "extraResources" are both set: "resources" is the whole list, so add the names there and remove "extraResources"',
  why: 'The option "resources" replaces the default list; "extraResources" adds to the default list.',
  example: {},
});

export const RESOURCE_EXCLUDED = rule({
  id: 'kube-state-metrics/resource-excluded',
  severity: 'error',
  message: ({ name }: { name: string }) => `"extraResources" and "excludeResources" both have ${shown(name)}: remove it from one of them`,
  why: 'The resource would not be collected, although "extraResources" has it.',
  example: { name: 'secrets' },
});

export const NOTHING_COLLECTED = rule({
  id: 'kube-state-metrics/nothing-collected',
  severity: 'error',
  judges: 'object',
  message: () => 'nothing is collected: remove some of "excludeResources", or set "resources" or "customResourceState"',
  why: 'Without any resource kube-state-metrics would collect its defaults, or nothing.',
  example: {},
});

export const METRIC_LISTS = rule({
  id: 'kube-state-metrics/metric-lists',
  severity: 'error',
  judges: 'object',
  message: () => '"metricAllowlist" and "metricDenylist" are both set, and kube-state-metrics accepts only one: remove one of them',
  why: 'The process exits at startup if both are set.',
  example: {},
});

export const METRIC_PATTERN = rule({
  id: 'kube-state-metrics/metric-pattern',
  severity: 'error',
  judges: 'object',
  message: ({
    prop, pattern, why,
  }: { prop: string; pattern: string; why: string }) => `"${prop}" has ${shown(pattern)}, which is invalid: ${why}`,
  why: 'The process exits at startup if it cannot read a pattern. It splits a pattern with a comma into several.',
  example: { prop: 'metricDenylist', pattern: 'kube_.{1,3}', why: 'an element must not contain a comma or a space' },
});

export const ALLOWLIST_RESOURCE = rule({
  id: 'kube-state-metrics/allowlist-resource',
  severity: 'error',
  judges: 'object',
  message: ({ prop, resource, collected }: { prop: string; resource: string; collected: readonly string[] }) =>
    `"${prop}" has keys for ${shown(resource)}, which is not collected: use one of ${listed(collected, 50)}, or "*" for all`,
  why: 'The process exits at startup if the resource does not exist. If it is not collected, the keys have no effect.',
  example: { prop: 'metricLabelsAllowlist', resource: 'pod', collected: ['nodes', 'pods'] },
});

export const ALLOWLIST_KEY = rule({
  id: 'kube-state-metrics/allowlist-key',
  severity: 'error',
  judges: 'object',
  message: ({
    prop, resource, key, why,
  }: { prop: string; resource: string; key: string; why: string }) => `"${prop}" has the key ${shown(key)} for ${shown(resource)}: ${why}`,
  why: 'The process exits at startup if it cannot read the list. It silently ignores a "*" next to other keys.',
  example: {
    prop: 'metricLabelsAllowlist',
    resource: 'pods',
    key: 'app=web',
    why: 'a key must consist of letters, digits, "-", "_", ".", "/" and at most one "*"',
  },
});

// -- namespaces --------------------------------------------------------------------------------

export const NAMESPACES_EMPTY = rule({
  id: 'kube-state-metrics/namespaces-empty',
  severity: 'error',
  message: () => '"namespaces" is an empty list: add a namespace, or remove it for all namespaces',
  why: 'An empty list means all namespaces, and kube-state-metrics would have no permissions there.',
  example: {},
});

export const NAMESPACE_LISTS = rule({
  id: 'kube-state-metrics/namespace-lists',
  severity: 'error',
  message: () =>
    '"namespaces" and "namespacesDenylist" are both set: remove "namespacesDenylist", and list only the wanted namespaces in "namespaces"',
  why: 'Roles would be created in namespaces that are not read.',
  example: {},
});

export const DUPLICATES = rule({
  id: 'kube-state-metrics/duplicates',
  severity: 'warning',
  judges: 'object',
  message: ({ resources, version }: { resources: readonly string[]; version: string }) =>
    `with several "namespaces", kube-state-metrics ${version} exposes duplicate series of cluster-scoped resources: ${listed(resources)}; `
    + 'use 2.20 or newer (for custom resources a separate KubeStateMetrics), or add them to "excludeResources"',
  why: 'Prometheus drops duplicate series and counts them in prometheus_target_scrapes_sample_duplicate_timestamp_total.',
  example: { resources: ['nodes', 'namespaces'], version: '2.18.0' },
  see: 'https://github.com/kubernetes/kube-state-metrics/pull/2998',
});

// -- custom resources ----------------------------------------------------------------------------

export const CUSTOM_RESOURCE_GROUP = rule({
  id: 'kube-state-metrics/custom-resource-group',
  severity: 'error',
  message: ({ group, kind, version }: { group: string; kind: string; version: string }) =>
    `"customResourceState" has ${kind} of the ${group === ''
      ? 'core group (group: "")'
      : `built-in group ${shown(group)}`}, which kube-state-metrics ${version} silently ignores: `
    + 'use kinds with a CustomResourceDefinition; for labels and annotations of built-in kinds use "metricLabelsAllowlist" and '
      + '"metricAnnotationsAllowlist"',
  why: 'Core kinds are ignored in 2.9 and newer, other built-in kinds in 2.15 and newer: the metrics would never exist.',
  example: { group: '', kind: 'Pod', version: '2.20.0' },
  see: 'https://github.com/kubernetes/kube-state-metrics/issues/2434',
});

export const CUSTOM_RESOURCE_WILDCARD = rule({
  id: 'kube-state-metrics/custom-resource-wildcard',
  severity: 'error',
  message: ({ group, kind }: { group: string; kind: string }) =>
    `"customResourceState" has the group ${shown(
      group,
    )} and the kind ${shown(kind)}: write both, since permissions require the names; only the version may be "*"`,
  why: 'A wildcard would need permission to read everything, including Secrets.',
  example: { group: 'karpenter.sh', kind: '*' },
});

export const CUSTOM_RESOURCE_WITHOUT_METRICS = rule({
  id: 'kube-state-metrics/custom-resource-without-metrics',
  severity: 'error',
  message: ({ kind }: { kind: string }) => `"customResourceState" has no metrics for ${kind}: add a metric, or remove the resource`,
  why: 'The objects of the resource would be read without any use.',
  example: { kind: 'NodePool' },
});

export const CUSTOM_RESOURCE_NAME = rule({
  id: 'kube-state-metrics/custom-resource-name',
  severity: 'error',
  message: ({ kind, what, name }: { kind: string; what: string; name: string }) =>
    `"customResourceState" has the ${what} ${shown(name)} for ${kind}: use letters, digits and "_", and do not begin with a digit`,
  why: 'One invalid metric name makes Prometheus reject the whole scrape: all series of kube-state-metrics are missing. Invalid label '
    + 'names are renamed.',
  example: { kind: 'NodePool', what: 'metric', name: 'kube_customresource_ready-nodes' },
});

export const CUSTOM_RESOURCE_TWICE = rule({
  id: 'kube-state-metrics/custom-resource-twice',
  severity: 'error',
  message: (
    { metric }: { metric: string },
  ) => `"customResourceState" has the metric ${metric} twice, with the same labels: rename one of them, or set `
    + '"commonLabels" with different values, or another "metricNamePrefix"',
  why: 'Prometheus keeps the first of two equal series and drops the other.',
  example: { metric: 'kube_customresource_ready of karpenter.sh/v1 NodePool' },
});

// -- access ------------------------------------------------------------------------------------

export const AUTH_FILTER_VERSION = rule({
  id: 'kube-state-metrics/auth-filter-version',
  severity: 'error',
  message: (
    { version }: { version: string },
  ) => `"authFilter" requires kube-state-metrics 2.16 or newer; the version is ${shown(version)}: use a newer version, or "authProxy"`,
  why: 'An older version exits at startup, because it does not know the flag.',
  example: { version: '2.15.0' },
  see: 'https://github.com/kubernetes/kube-state-metrics/releases/tag/v2.16.0',
});

export const AUTH_TWICE = rule({
  id: 'kube-state-metrics/auth-twice',
  severity: 'error',
  message: () => '"authFilter" and "authProxy" are both set: remove "authProxy"',
  why: 'The proxy does not forward credentials, so the filter behind it rejects every scrape.',
  example: {},
});

export const PREFER_AUTH_FILTER = rule({
  id: 'kube-state-metrics/prefer-auth-filter',
  severity: 'warning',
  message: () =>
    '"authProxy" is not needed with 2.16 or newer: use "authFilter" with "tls", which needs no extra containers and keeps the liveness '
      + 'probe',
  why: 'Behind a proxy kube-state-metrics listens on loopback, where no probe reaches it: nothing restarts one that hangs.',
  example: {},
});

export const TOKEN_IN_CLEAR = rule({
  id: 'kube-state-metrics/token-in-clear',
  severity: 'warning',
  message: () => 'with "authFilter" and without "tls", Prometheus sends its token over plain HTTP: set "tls"',
  why: 'Anyone who can read the traffic gets the permissions of Prometheus.',
  example: {},
});

export const CLIENT_CERTIFICATE_PROXY = rule({
  id: 'kube-state-metrics/client-certificate-proxy',
  severity: 'error',
  message: () => '"tls.clientSecretName" has no effect with "authProxy", which checks tokens: remove one of them',
  why: 'The option suggests that client certificates are required, but the proxy does not require them.',
  example: {},
});

export const NO_PERMISSION = rule({
  id: 'kube-state-metrics/no-permission',
  severity: 'warning',
  judges: 'object',
  message: ({ resources }: { resources: readonly string[] }) =>
    `the arguments collect ${listed(
      resources,
    )}, but no role of this construct allows "list" and "watch" for them: set "resources" instead of a patch, or also patch the role`,
  why: 'The process logs an error every few seconds, and exposes no series of these resources.',
  example: { resources: ['secrets'] },
});
