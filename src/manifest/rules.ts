import { listed, rule, shown } from '../validation/rule';

export const NAME_INVALID = rule({
  id: 'manifest/name',
  severity: 'error',
  message: ({ kind, name, shape }: { kind: string; name: string; shape: string }) => `the name ${shown(name)} of ${/^[AEIO]/.test(kind) ? 'an' : 'a'} ${kind} must be ${shape}`,
  why: 'The API server rejects the object.',
  example: { kind: 'Service', name: 'My_Service', shape: 'lower-case letters, digits and hyphens' },
  see: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
});

export const NAME_TWICE = rule({
  id: 'manifest/name-twice',
  severity: 'error',
  message: ({ kind, name, other }: { kind: string; name: string; other: string }) =>
    `${kind} ${shown(name)} is already created by ${shown(other)} in the same chart: rename one of them, or move it to another chart`,
  why: 'Two objects of the same kind and name overwrite each other when they are applied. In the file-per-resource modes of cdk8s that happens even when they are written.',
  example: { kind: 'Service', name: 'kubelet-nodes', other: 'monitoring/Kubelet/Resource' },
});

export const LABEL_INVALID = rule({
  id: 'manifest/label',
  severity: 'error',
  judges: 'object',
  covers: ['manifest/label', 'schema/value', 'core/label'],
  message: ({ prop, key, value }: { prop: string; key: string; value: string }) =>
    `"${prop}" has the label ${shown(key)}: ${shown(value)}, which the API server rejects: a key must be "name" or "prefix/name", `
    + 'and names and values at most 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends',
  why: 'One invalid label makes the API server reject the whole object.',
  example: { prop: 'labels', key: 'team', value: 'platform & infra' },
  see: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set',
});

export const NAMESPACE_INVALID = rule({
  id: 'manifest/namespace',
  severity: 'error',
  covers: ['manifest/namespace', 'manifest/name', 'schema/value', 'schema/required', 'prometheus-operator/kubelet-service'],
  message: ({ namespace }: { namespace: string }) =>
    `"namespace" is ${shown(namespace)}: use lower-case letters, digits and hyphens, at most 63 characters, beginning and ending with a letter or digit`,
  why: 'Such a namespace cannot exist: no object can be created in it.',
  example: { namespace: 'Kube_System' },
});

export const QUANTITY = rule({
  id: 'manifest/quantity',
  severity: 'error',
  judges: 'object',
  covers: ['core/quantity'],
  message: ({ prop, value }: { prop: string; value: string }) => `"${prop}" is ${shown(value)}, which is not a valid quantity: write it like "100m" (CPU) or "250Mi" (memory)`,
  why: 'The API server rejects the object.',
  example: { prop: 'memory', value: '250 MB' },
});

export const TOLERATION = rule({
  id: 'manifest/toleration',
  severity: 'error',
  judges: 'object',
  covers: ['core/pod'],
  message: ({ where, why }: { where: string; why: string }) => `"${where}" is not a valid toleration: ${why}`,
  why: 'The API server rejects the object.',
  example: { where: 'tolerations[0]', why: '"operator" must be "Exists" if "key" is missing' },
});

export const NAMESPACE_MISSING = rule({
  id: 'manifest/namespace-missing',
  severity: 'error',
  covers: ['manifest/namespace-missing', 'schema/value'],
  message: () => 'the namespace is unknown: set "namespace" here or on the chart',
  why: 'A binding names the ServiceAccount with its namespace. Without it the API server rejects the binding, and Prometheus has no permissions.',
  example: {},
});

export const NAMESPACE_NAME = rule({
  id: 'manifest/namespace-name',
  severity: 'error',
  judges: 'object',
  message: ({ prop, name }: { prop: string; name: string }) =>
    `"${prop}" has ${shown(name)}, which is not a valid namespace name: use lower-case letters, digits and hyphens, at most 63 characters; patterns are not supported`,
  why: 'The API server rejects the Role, and the listed namespace does not exist.',
  example: { prop: 'namespaces', name: 'team-*' },
});

export const NUMBER = rule({
  id: 'manifest/number',
  severity: 'error',
  judges: 'object',
  message: ({ prop, value, allowed }: { prop: string; value: number; allowed: string }) => `"${prop}" is ${value}: it must be ${allowed}`,
  why: 'The API server rejects the object, or the process exits at startup.',
  example: { prop: 'shards', value: 0, allowed: 'a whole number from 1 to 100' },
});

export const IDS_FROM_PLATFORM = rule({
  id: 'manifest/ids-from-platform',
  severity: 'error',
  message: ({ options }: { options: readonly string[] }) =>
    `"podSecurity" has "idsFromPlatform", and ${listed(options.map(option => shown(option)))}: remove "idsFromPlatform" if you assign IDs, or remove the IDs`,
  why: 'Either the manifest assigns user and groups, or the platform does.',
  example: { options: ['runAsUser', 'fsGroup'] },
});

export const SECCOMP_PROFILE = rule({
  id: 'manifest/seccomp-profile',
  severity: 'error',
  message: ({ profile }: { profile: string }) =>
    `"podSecurity.seccompLocalhostProfile" is ${shown(profile)}: use a path in the kubelet's folder of profiles, such as "profiles/monitoring.json", without ".."`,
  why: 'The API server rejects the pods.',
  example: { profile: '/var/lib/kubelet/seccomp/monitoring.json' },
  see: 'https://kubernetes.io/docs/tutorials/security/seccomp/',
});

export const REFERENCE = rule({
  id: 'manifest/reference',
  severity: 'error',
  judges: 'object',
  covers: ['core/rbac'],
  message: ({ prop, name }: { prop: string; name: string }) =>
    `"${prop}" is ${shown(name)}, which is not a valid object name: write the name, not the content, in lower-case letters, digits, hyphens and dots`,
  why: 'The API server rejects the object, or the pod waits indefinitely for an object that cannot exist.',
  example: { prop: 'tls.secretName', name: 'KSM TLS' },
});

export const SIZE = rule({
  id: 'manifest/size',
  severity: 'error',
  judges: 'object',
  message: ({ prop }: { prop: string }) => `"${prop}" is less than 1 MiB: use the size of a volume, such as Size.gibibytes(100)`,
  why: 'The API server rejects the claim, or nothing fits into the volume.',
  example: { prop: 'storage.size' },
});

export const ACCESS_MODE = rule({
  id: 'manifest/access-mode',
  severity: 'error',
  judges: 'object',
  message: ({ prop, mode, allowed }: { prop: string; mode: string; allowed: readonly string[] }) => `"${prop}" has ${shown(mode)}: it must be one of ${allowed.join(', ')}`,
  why: 'The API server rejects the claim.',
  example: { prop: 'storage.accessModes', mode: 'RWO', allowed: ['ReadWriteOnce'] },
});

export const SERVICE_TYPE = rule({
  id: 'manifest/service-type',
  severity: 'error',
  message: ({ prop, type, why }: { prop: string; type: string; why: string }) => `"${prop}" is ${shown(type)}: ${why}`,
  why: 'The API server rejects the Service.',
  example: { prop: 'service.type', type: 'Headless', why: 'it must be one of ClusterIP, NodePort, LoadBalancer' },
});

export const NAMESPACE_LISTS = rule({
  id: 'manifest/namespace-lists',
  severity: 'error',
  message: () => '"namespaces" and "allNamespaces" are both set: remove one of them',
  why: 'With "allNamespaces" the list of namespaces has no effect.',
  example: {},
});

export const LOG = rule({
  id: 'manifest/log',
  severity: 'error',
  judges: 'object',
  message: ({ prop, value, allowed }: { prop: string; value: string; allowed: readonly string[] }) => `"${prop}" is ${shown(value)}: it must be one of ${allowed.join(', ')}`,
  why: 'The API server rejects the object, or the process exits at startup.',
  example: { prop: 'logLevel', value: 'verbose', allowed: ['debug', 'info', 'warn', 'error'] },
});

export const URL_INVALID = rule({
  id: 'manifest/url',
  severity: 'error',
  judges: 'object',
  message: ({ prop, url }: { prop: string; url: string }) => `"${prop}" is ${shown(withoutUser(url))}: write it like "https://prometheus.example.org" or "https://example.org/prometheus"`,
  why: 'The process exits at startup if it cannot read the URL. Otherwise links do not work.',
  example: { prop: 'externalUrl', url: 'prometheus.example.org' },
});

/** A message must not repeat a password. */
function withoutUser(url: string): string {
  return url.replace(/\/\/[^/]*@/, '//…@');
}

export const SPEC_OPTION = rule({
  id: 'manifest/spec-option',
  severity: 'error',
  message: ({ path, option }: { path: string; option: string }) => `"${path}" is written by the option "${option}": use the option, and remove the field from "spec"`,
  why: 'The construct also checks the option, and other objects depend on it. Of two values, only one could take effect.',
  example: { path: 'spec.retention', option: 'retention' },
});

export const SPEC_FIXED = rule({
  id: 'manifest/spec-fixed',
  severity: 'error',
  message: ({ path, why }: { path: string; why: string }) => `"${path}" is written by the construct: ${why}: remove the field from "spec"`,
  why: 'Other objects of the construct depend on the value.',
  example: { path: 'spec.portName', why: 'Services and monitors use the name of the port' },
});

export const SPEC_NOT_A_MAP = rule({
  id: 'manifest/spec-map',
  severity: 'error',
  message: ({ prop }: { prop: string }) => `"${prop}" is not a map: give the fields of the specification, such as { minReadySeconds: 10 }; their values may be lazy`,
  why: 'The fields are merged with those of the options when the construct is created.',
  example: { prop: 'spec' },
});

export const SELECTION_NONE = rule({
  id: 'manifest/selection-none',
  severity: 'error',
  message: ({ prop, given }: { prop: string; given: readonly string[] }) =>
    `"${prop}" has "none: true" and ${given.map(name => `"${name}"`).join(', ')}: remove "none" to select by the conditions, or remove the conditions`,
  why: 'With "none" nothing is selected, so the conditions have no effect.',
  example: { prop: 'selection.rules', given: ['matchLabels'] },
});

export const CHOICE = rule({
  id: 'manifest/choice',
  severity: 'error',
  judges: 'object',
  message: ({ prop, value, allowed }: { prop: string; value: string; allowed: readonly string[] }) =>
    `"${prop}" is ${shown(value)}: use one of ${allowed.map(each => JSON.stringify(each)).join(', ')}`,
  why: 'The API server rejects the object, or the process exits at startup.',
  example: { prop: 'dnsPolicy', value: 'clusterFirst', allowed: ['ClusterFirst', 'Default', 'None'] },
});

export const STORAGE_TWICE = rule({
  id: 'manifest/storage-twice',
  severity: 'error',
  judges: 'object',
  message: () => '"storage" and "emptyDir" are both set: keep "storage" for a volume that outlives the pod, or "emptyDir" for one that does not',
  why: 'The operator uses the emptyDir and silently ignores the volume claim.',
  example: {},
  see: 'https://github.com/prometheus-operator/prometheus-operator/blob/v0.94.1/pkg/prometheus/server/statefulset.go',
});

export const ANNOTATION_INVALID = rule({
  id: 'manifest/annotation',
  severity: 'error',
  judges: 'object',
  covers: ['core/annotation'],
  message: ({ prop, key, value }: { prop: string; key: string; value: string }) =>
    `"${prop}" has the annotation ${shown(key)}: ${shown(value)}, which the API server rejects: use a key such as "name" or "prefix/name", and text as the value`,
  why: 'One invalid annotation makes the API server reject the whole object.',
  example: { prop: 'podAnnotations', key: 'linkerd.io/', value: 'enabled' },
  see: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/#syntax-and-character-set',
});

export const ROUTE_PREFIX = rule({
  id: 'manifest/route-prefix',
  severity: 'error',
  judges: 'object',
  message: ({ routePrefix }: { routePrefix: string }) => `"routePrefix" is ${shown(routePrefix)}: write a path such as "/prometheus"`,
  why: 'Probes and scrapes use the path, and all of them fail.',
  example: { routePrefix: 'prometheus' },
});

export const EXTRA_ARGUMENT = rule({
  id: 'manifest/extra-argument',
  severity: 'error',
  message: ({ flag, why }: { flag: string; why: string }) => `"extraArgs" has ${shown(flag)}, which ${why}`,
  why: 'A program exits at startup if it is given a flag twice, or one that it does not know.',
  example: { flag: 'web.listen-address', why: 'is set by the option "port": use the option' },
});

export const IP_FAMILIES = rule({
  id: 'manifest/ip-families',
  severity: 'error',
  message: ({ why }: { why: string }) => why,
  why: 'The API server rejects the Service, or Prometheus scrapes each pod twice: by an address of each family.',
  example: { why: '"ipFamilyPolicy" is RequireDualStack: set "ipFamilies" to both families, the preferred one first' },
  see: 'https://kubernetes.io/docs/concepts/services-networking/dual-stack/',
});

export const SERVICE_PORT = rule({
  id: 'manifest/service-port',
  severity: 'error',
  message: ({ name, why }: { name: string; why: string }) => `"additionalPorts" has the port ${shown(name)}: ${why}`,
  why: 'The API server rejects the Service.',
  example: { name: 'web', why: 'the Service already has a port with this name' },
});

export const DASHBOARD_UNKNOWN = rule({
  id: 'manifest/dashboard-unknown',
  severity: 'error',
  message: ({ option, name, similar, known }: { option: 'exclude' | 'only'; name: string; similar: readonly string[]; known: readonly string[] }) =>
    `"dashboardOptions.${option}" has ${shown(name)}, which is not a dashboard of this construct: ${similar.length > 0
      ? `did you mean ${listed(similar)}?` : `use ${known.map(each => `"${each}"`).join(', ') || 'none, as there are no dashboards'}`}`,
  why: 'A misspelled name silently has no effect: with "exclude" the dashboard is still created, with "only" it is not.',
  example: { option: 'exclude', name: 'kublet', similar: ['"kubelet"'], known: ['cluster', 'kubelet'] },
});

export const DASHBOARD_TARGET = rule({
  id: 'manifest/dashboard-target',
  severity: 'error',
  message: ({ option }: { option: string }) => `"${option}" is set together with "dashboardTarget", which overrides it: remove "${option}"`,
  why: 'Two options would set the place of the dashboards, and Grafana reads only one place.',
  example: { option: 'dashboardNamespace' },
});

export const DASHBOARD_OPTION = rule({
  id: 'manifest/dashboard-option',
  severity: 'error',
  message: ({ option, value, why }: { option: string; value: string; why: string }) => `"dashboardOptions.${option}" is ${shown(value)}: ${why}`,
  why: 'Grafana ignores the value, or shows the dashboard differently.',
  example: { option: 'timezone', value: 'Europe Berlin', why: 'use "browser", "utc" or a name such as "Europe/Berlin"' },
});

export const CA_BUNDLE = rule({
  id: 'manifest/serving-certificate',
  severity: 'error',
  message: ({ isBundle, value }: { isBundle: boolean; value: string }) => isBundle
    ? `"caBundle" of the certificate is ${shown(value, 20)}: use the CA certificate, as base64-encoded PEM`
    : `the kind of the issuer is ${shown(value)}: use "Issuer" or "ClusterIssuer"`,
  why: 'The API server does not trust the server: each request to the API that it serves fails.',
  example: { isBundle: true, value: '-----BEGIN CERTIFICATE-----' },
});

export const API_SERVICE_TWICE = rule({
  id: 'manifest/api-service-twice',
  severity: 'error',
  message: ({ name, other }: { name: string; other: string }) =>
    `APIService ${shown(name)} is already created by ${shown(other)} in the same chart: remove one of the two, for example "resourceRules" of a PrometheusAdapter next to a MetricsServer`,
  why: 'Only one server can serve an API of a cluster. The APIService that is applied last replaces the other.',
  example: { name: 'v1beta1.metrics.k8s.io', other: 'monitoring/MetricsServer/ApiService-metrics' },
  see: 'https://kubernetes.io/docs/concepts/extend-kubernetes/api-extension/apiserver-aggregation/',
});

export const API_SERVICE_CLAIMED = rule({
  id: 'manifest/api-service-claimed',
  severity: 'warning',
  message: ({ name, others }: { name: string; others: readonly string[] }) =>
    `APIService ${shown(name)} is also created by ${listed(others)}: if both charts are for one cluster, remove one of the two, for example "resourceRules" of a PrometheusAdapter next to a MetricsServer`,
  why: 'Only one server can serve an API of a cluster. The APIService that is applied last replaces the other, and autoscaling silently uses its values.',
  example: { name: 'v1beta1.metrics.k8s.io', others: ['autoscaling/MetricsServer/ApiService-metrics'] },
  see: 'https://kubernetes.io/docs/concepts/extend-kubernetes/api-extension/apiserver-aggregation/',
});

const VPA_DOCS = 'https://github.com/kubernetes/autoscaler/blob/vertical-pod-autoscaler/v1.7.1/vertical-pod-autoscaler/docs';

export const VPA_OPTION = rule({
  id: 'manifest/vertical-pod-autoscaler',
  severity: 'error',
  message: ({ option, value, why }: { option: string; value: string; why: string }) => `"verticalPodAutoscaler.${option}" is ${shown(value)}: ${why}`,
  why: 'The admission webhook of VerticalPodAutoscaler rejects the object, or the recommender ignores it.',
  example: { option: 'minCpu', value: '2', why: 'it is above "maxCpu" (1): use a smaller value' },
  see: `${VPA_DOCS}/api.md`,
});

export const VPA_REQUEST = rule({
  id: 'manifest/vertical-pod-autoscaler-request',
  severity: 'warning',
  message: ({ name, option, value, bound }: { name: string; option: string; value: string; bound: string }) =>
    `"${option}" of ${shown(name)} is ${value}, which is ${bound}, so the pods never request it: change "${option}" or the bound`,
  why: 'VerticalPodAutoscaler replaces requests when a pod is created, and only within its bounds. The value in the manifest is not the one that runs.',
  example: { name: 'main', option: 'memory', value: '4Gi', bound: 'above the maximum of the VerticalPodAutoscaler (2Gi)' },
});

export const VPA_WRITTEN = rule({
  id: 'manifest/vertical-pod-autoscaler-written',
  severity: 'warning',
  message: ({ options, mode }: { options: readonly string[]; mode: string }) =>
    `${listed(options.map(each => `"${each}"`))} ${options.length === 1 ? 'is' : 'are'} set, and "verticalPodAutoscaler" has mode ${mode}: the manifest then has only the initial requests; remove the option, or set minCpu and minMemory`,
  why: 'VerticalPodAutoscaler replaces the requests of pods. A change of the option in Git restarts the pods but does not change their requests.',
  example: { options: ['memory'], mode: 'Recreate' },
  see: `${VPA_DOCS}/components.md`,
});

export const VPA_REPLICAS = rule({
  id: 'manifest/vertical-pod-autoscaler-replicas',
  severity: 'warning',
  message: ({ name, replicas, minReplicas, mode }: { name: string; replicas: number; minReplicas: number | undefined; mode: string }) => {
    const limit = minReplicas === undefined ? 'the updater needs 2 unless its --min-replicas is changed' : `"minReplicas" is ${minReplicas}`;
    return `${shown(name)} has ${replicas} ${replicas === 1 ? 'replica' : 'replicas'} and ${limit}: mode ${mode} never changes a running pod; set "verticalPodAutoscaler.minReplicas" to ${replicas}, or use mode Initial`;
  },
  why: 'The updater evicts and resizes pods only if a minimum number of them is alive. Otherwise it only logs "Too few replicas".',
  example: { name: 'grafana', replicas: 1, minReplicas: undefined, mode: 'Recreate' },
  see: 'https://github.com/kubernetes/autoscaler/blob/vertical-pod-autoscaler/v1.7.1/vertical-pod-autoscaler/pkg/updater/restriction/pods_restriction_factory.go',
});

export const VPA_IN_PLACE = rule({
  id: 'manifest/vertical-pod-autoscaler-in-place',
  severity: 'warning',
  message: ({ version }: { version: string }) => `mode InPlaceOrRecreate requires Kubernetes 1.33 or newer; the version is ${version}: every change evicts the pod; use mode Recreate, or Initial`,
  why: 'Before 1.33 the feature gate InPlacePodVerticalScaling is disabled, so no running pod is resized.',
  example: { version: '1.32' },
  see: `${VPA_DOCS}/features.md`,
});
