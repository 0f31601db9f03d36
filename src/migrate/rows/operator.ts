import { pod } from './pods';
import { below, different, differentUnless, same, to, used, ValueRow } from './row';
import { Expression, flag, labels, map, quantity, text, texts, versionOf } from '../convert';

const option = (path: string, name: string, as: (value: any) => any, ...values: unknown[]) => to(path, `operator.${name}`, as, ...values);

/** Arguments in the format of the process: `--name=value`. */
function flags(value: unknown): Expression | undefined {
  if (!Array.isArray(value) || !value.every(each => typeof each === 'string' && /^--[\w-]+(?:=|$)/.test(each))) { return undefined; }
  const pairs = value.map((each: string) => /^--([\w-]+)(?:=([^]*))?$/.exec(each)!).map(([, name, own = '']) => [name, own]);
  return map(Object.fromEntries(pairs));
}

const IMAGES = 'images are those of the version: set "imageRegistry" for a mirror, "imageDigest" for a digest';
const WEBHOOK = 'rules are validated when the program is synthesized; set "admissionWebhook" of the stack to also validate others in the '
  + 'cluster';
const PATCH = 'change it with a JSON patch of the Deployment';

const ROWS: readonly ValueRow[] = [
  {
    ...option('image.tag', 'version', versionOf('prometheusOperator')),
    unsupported: 'it is not a version that this library supports: upgrade the release first, or set "operator.version"',
  },
  option('logLevel', 'logLevel', text, 'info'),
  option('logFormat', 'logFormat', text, 'logfmt'),
  option('affinity', 'affinity', map),
  option('podLabels', 'podLabels', labels),
  option('podAnnotations', 'podAnnotations', labels),
  option('labels', 'labels', labels),
  option('annotations', 'annotations', labels),
  option('serviceAccount.annotations', 'serviceAccountAnnotations', labels),
  option('extraArgs', 'extraArgs', flags),
  option('featureGates', 'featureGates', map),
  option('denyNamespaces', 'denyNamespaces', texts),
  ...differentUnless(
    [true], 'config reloaders have probes here: set "operator: { configReloaderProbes: false }" for none',
    'prometheusConfigReloader.enableProbe',
  ),
  option('prometheusConfigReloader.resources.requests.cpu', 'configReloaderCpu', quantity),
  option('prometheusConfigReloader.resources.requests.memory', 'configReloaderMemory', quantity),
  option('prometheusConfigReloader.resources.limits.memory', 'configReloaderMemoryLimit', quantity, 0, '0'),
  ...differentUnless(
    [0, '0'], 'no CPU limit, because throttling delays probes: set "operator: { configReloaderCpuLimit }" for one',
    'prometheusConfigReloader.resources.limits.cpu',
  ),
  ...different('config reloaders have limits for CPU and memory only', 'prometheusConfigReloader.resources.limits.**'),
  same('serviceAccount.create', true), same('serviceAccount.automountServiceAccountToken', true),
  same('automountServiceAccountToken', true),
  same('admissionWebhooks.enabled', false),
  ...different(WEBHOOK, 'admissionWebhooks.**'),
  same('tls.enabled', false),
  ...different('only metrics are served, over plain HTTP: set "operator: { tls }" for HTTPS', 'tls.**'),
  same('kubeletService.namespace', 'kube-system'),
  ...differentUnless(
    [true], 'kubelets are discovered with the Service of the operator: set "controlPlane: { kubelet: false }" to not scrape them',
    'kubeletService.enabled',
  ),
  ...different('the operator manages its own kubelet Service: set "operator: { kubeletService }"', 'kubeletService.**'),
  ...different('the addresses of kubelets are in EndpointSlices', 'kubeletEndpointsEnabled', 'kubeletEndpointSliceEnabled'),
  ...different(
    'the operator of the stack reads the namespaces of "namespaces", or all with "allNamespaces"',
    'namespaces.**', 'alertmanagerConfigNamespaces', 'prometheusInstanceNamespaces', 'alertmanagerInstanceNamespaces',
    'thanosRulerInstanceNamespaces', 'prometheusInstanceSelector', 'alertmanagerInstanceSelector', 'thanosRulerInstanceSelector',
  ),
  same('serviceMonitor.selfMonitor', true),
  ...different('the monitor is that of this library: set "monitor" of operator for labels, relabelings and limits', 'serviceMonitor.**'),
  same('image.pullPolicy', 'IfNotPresent'),
  ...used(IMAGES, 'image.registry', 'image.repository', 'image.sha', 'thanosImage.**', 'prometheusConfigReloader.image.**'),
  ...different(
    IMAGES, 'image.**', 'prometheusDefaultBaseImage', 'prometheusDefaultBaseImageRegistry', 'alertmanagerDefaultBaseImage',
    'alertmanagerDefaultBaseImageRegistry',
  ),
  ...used('networkPolicy', 'networkPolicy.enabled'),
  ...different('set "networkPolicy" of operator', 'networkPolicy.**'),
  ...different('set "verticalPodAutoscaler" of operator', 'verticalPodAutoscaler.**'),
  same('hostNetwork', false), same('revisionHistoryLimit', 10), same('env.GOGC', '30'), same('podDisruptionBudget.enabled', false),
  ...['securityContext', 'containerSecurityContext'].flatMap(key => [
    same(`${key}.fsGroup`, 65534), same(`${key}.runAsGroup`, 65534), same(`${key}.runAsUser`, 65534), same(`${key}.runAsNonRoot`, true),
    same(`${key}.seccompProfile`, { type: 'RuntimeDefault' }), same(`${key}.allowPrivilegeEscalation`, false),
    same(`${key}.readOnlyRootFilesystem`, true),
    same(`${key}.capabilities`, { drop: ['ALL'] }),
  ]),
  ...different(
    'set "podSecurity" of operator for users and groups; the rest is fixed', 'securityContext.**', 'containerSecurityContext.**',
  ),
  ...differentUnless([30], PATCH, 'terminationGracePeriodSeconds'),
  ...different('the Service is named "prometheus-operator"; only monitoring uses it', 'service.**', 'fullnameOverride'),
  ...different('access to Secrets is not restricted by a selector: set "extraArgs: { \'secret-field-selector\' }"', 'secretFieldSelector'),
  ...different(
    PATCH, 'livenessProbe.**', 'readinessProbe.**', 'strategy.**', 'revisionHistoryLimit', 'hostNetwork', 'hostUsers', 'dnsConfig.**',
    'lifecycle.**', 'podDisruptionBudget.**', 'clusterDomain', 'automountServiceAccountToken', 'extraVolumes', 'extraVolumeMounts',
    'env.**', 'serviceAccount.**',
  ),
];

/** prometheus-operator. */
export const OPERATOR_ROWS: readonly ValueRow[] = [
  to('prometheusOperator.enabled', 'operatorEnabled', flag), ...pod('prometheusOperator', 'operator'), ...below('prometheusOperator', ROWS),
];
