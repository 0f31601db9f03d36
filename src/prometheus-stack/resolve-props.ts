import { Duration } from 'cdk8s';
import { PrometheusStackProps } from './prometheus-stack-props';
import { SizedComponent, SIZES } from './sizes';
import { StackSize } from './stack-size';
import { Platform } from '../control-plane/platform';
import { traitsOf } from '../control-plane/platform-traits';
import { KubeStateMetricsProps } from '../kube-state-metrics/kube-state-metrics-props';
import { atMost, NOBODY } from '../manifest/pod';
import { PodOptions } from '../manifest/pod-options';
import { disabledIn } from '../monitoring-mixin/alert-overrides';
import { MixinScrapeIntervals } from '../monitoring-mixin/monitoring-mixin-props';
import { Finding } from '../validation/rule';
import { withoutUndefined } from '../values/json';
import { ComponentVersion } from '../versions/component-version';
import { versionIn } from '../versions/releases';
import { checkVersionSet } from '../versions/retired-sets';

/** Options that every component has. */
interface ComponentOptions extends PodOptions {
  readonly labels?: { [key: string]: string };
}

/** The props with their defaults. The options of each component include the settings of the stack for all. Never throws. */
export function resolveProps(props: PrometheusStackProps, chartNamespace: string | undefined) {
  const namespace = props.namespace ?? chartNamespace;
  const operatorVersion = ComponentVersion.parse(
    'prometheusOperator',
    'operator.version',
    props.operator?.version ?? versionIn('prometheusOperator', props.operator?.versions ?? props.versions),
  );
  const kubernetes = props.kubernetesVersion === undefined
    ? undefined
    : ComponentVersion.parse('kubernetes', 'kubernetesVersion', props.kubernetesVersion);
  const platform = props.platform ?? Platform.GENERIC;
  const traits = traitsOf(platform);
  const size = SIZES[props.size ?? StackSize.MEDIUM];
  const isHighlyAvailable = props.highAvailability ?? true;
  const { versions, imageRegistry, imagePullSecrets, priorityClassName, nodeSelector, tolerations, commonLabels = {} } = props;

  /** A component's own options take precedence over the stack's, and those over defaults of the size. */
  function optionsOf<T extends ComponentOptions>(
    component: SizedComponent | undefined, own: T | undefined, shared: Partial<ComponentOptions>,
  ): T {
    const labels = { ...commonLabels, ...own?.labels };
    const requests = component && size.requests[component];
    const sized = requests && { cpu: requests.cpu, memory: atMost(own?.memoryLimit, requests.memory) };
    return {
      ...sized, ...withoutUndefined({ versions, imageRegistry, imagePullSecrets, priorityClassName, ...shared }), ...own, labels,
    } as unknown as T;
  }
  const placed = { nodeSelector, tolerations };
  const networkPolicy = props.networkPolicy ?? true;
  const isProbedByOperator = props.operator?.configReloaderProbes
    ?? !(props.prometheus?.tls || props.agent?.tls || props.alertmanager?.tls
      || ((props.prometheus?.listenLocal || props.agent?.listenLocal) && !operatorVersion.version.has('reloaderExecProbes')));

  const hasOperatorKubelet = (props.operatorEnabled ?? true) && (props.controlPlaneEnabled ?? true)
    && (props.controlPlane?.kubelet ?? true) && props.nodes === undefined;
  const kubeletService = props.operator?.kubeletService ?? (hasOperatorKubelet && namespace !== undefined
    ? `${traits.ownKubeletNamespace ? namespace : 'kube-system'}/${namespace}-kubelet`
    : undefined);
  const hasPrometheus = props.prometheusEnabled ?? !props.agent;
  const hasMixin = props.mixinEnabled ?? hasPrometheus;
  const ksmVersion = props.kubeStateMetrics?.version ?? versionIn('kubeStateMetrics', props.kubeStateMetrics?.versions ?? props.versions);
  // a disrupted pod exists only briefly: it is visible only with a short interval
  const seesDisruptions = hasMixin && !disabledIn(props.mixin ?? {}).includes('disruptions')
    && ComponentVersion.parse('kubeStateMetrics', 'version', ksmVersion).version.has('podDisruptionReason');
  const ksmInterval = props.kubeStateMetrics?.interval ?? (seesDisruptions && props.kubeStateMetrics?.scrapeTimeout === undefined
    ? Duration.seconds(15)
    : undefined);
  const usesExclusion = hasMixin && !disabledIn(props.mixin ?? {}).includes('storage');
  const metricLabelsAllowlist = usesExclusion ? withExclusion(props.kubeStateMetrics ?? {}) : props.kubeStateMetrics?.metricLabelsAllowlist;
  const watched = { namespaces: props.namespaces, allNamespaces: props.allNamespaces };
  const operatorFeatureGates = {
    ...gatesFor({ ...props.agent, ...props.prometheus }, operatorVersion.version), ...props.operator?.featureGates,
  };
  const clusterLabels = [...new Set([props.mixin?.clusterLabel ?? 'cluster', ...props.mixin?.aggregationLabels ?? []])];
  const listensLocal = [props.prometheus, props.agent].some(each => each?.listenLocal);
  const common = { operatorVersion: operatorVersion.version.text, operatorProbesConfigReloader: isProbedByOperator };
  return {
    findings: [...kubernetes?.findings ?? [], ...checkVersionSet(props.versions)] as readonly Finding[],
    namespace,
    operatorVersion: operatorVersion.version,
    kubernetesVersion: kubernetes?.version,
    platform,
    traits,
    createNamespaces: props.createNamespaces ?? true,
    cluster: props.prometheus?.externalLabels?.cluster ?? props.agent?.externalLabels?.cluster,
    isProbedByOperator,
    kubeletService,
    nodeExporterNamespace: props.nodeExporter?.namespace ?? (namespace === undefined ? undefined : `${namespace}-node-exporter`),
    commonLabels,
    enabled: {
      operator: props.operatorEnabled ?? true,
      prometheus: hasPrometheus,
      alertmanager: props.alertmanagerEnabled ?? (hasPrometheus || !props.agent),
      nodeExporter: props.nodeExporterEnabled ?? traits.withoutNodeExporter === undefined,
      kubeStateMetrics: props.kubeStateMetricsEnabled ?? true,
      controlPlane: props.controlPlaneEnabled ?? true,
      mixin: hasMixin,
    },
    operator: {
      ...optionsOf('operator', withoutUndefined({ ...watched, networkPolicy, ...listensLocal && NO_CPU_LIMIT, ...props.operator }), placed),
      featureGates: operatorFeatureGates,
      namespace,
      kubeletService,
      configReloaderProbes: isProbedByOperator,
    },
    admissionWebhook: {
      ...webhookDefaults(props.prometheus, operatorVersion.version),
      ...optionsOf(undefined, withoutUndefined({ replicas: isHighlyAvailable ? 2 : 1, networkPolicy, ...props.admissionWebhook }), placed),
      namespace,
      version: operatorVersion.version.text,
    },
    prometheus: {
      ...optionsOf(
        'prometheus', withoutUndefined({ replicas: isHighlyAvailable ? 2 : 1, ...watched, networkPolicy, ...props.prometheus }), placed,
      ),
      namespace,
      ...common,
      operatorFeatureGates,
    },
    agent: {
      ...optionsOf('agent', withoutUndefined({ replicas: isHighlyAvailable ? 2 : 1, ...watched, networkPolicy, ...props.agent }), placed),
      namespace,
      ...common,
      operatorFeatureGates,
    },
    alertmanager: {
      ...optionsOf(
        'alertmanager',
        withoutUndefined({ replicas: isHighlyAvailable ? 3 : 1, ...watched, clusterLabels, networkPolicy, ...props.alertmanager }),
        placed,
      ),
      namespace,
      ...common,
    },
    nodeExporter: optionsOf(
      'nodeExporter',
      withoutUndefined({
        port: traits.nodeExporterPort, podSecurity: traits.assignsUsers ? OF_NODE_EXPORTER : undefined, ...props.nodeExporter,
      }),
      {},
    ),
    windowsExporter: optionsOf(undefined, props.windowsExporter, {}),
    kubeStateMetrics: {
      ...optionsOf(undefined, withoutUndefined({
        clusterNodes: size.clusterNodes, networkPolicy, interval: ksmInterval, ...props.kubeStateMetrics, metricLabelsAllowlist,
      }), placed),
      namespace,
    },
    mixinJobs: props.mixinJobs,
    mixin: {
      ...props.mixin,
      namespace,
      labels: { ...commonLabels, ...props.mixin?.labels },
      kubeStateMetricsVersion: ksmVersion,
      scrapeIntervals: { ...scrapeIntervalsOf(props, ksmInterval), ...withoutUndefined(props.mixin?.scrapeIntervals ?? {}) },
      evaluationInterval: props.mixin?.evaluationInterval ?? props.prometheus?.evaluationInterval,
    },
    controlPlane: {
      ...props.controlPlane,
      namespace,
      labels: { ...commonLabels, ...props.controlPlane?.labels },
      platform: props.platform,
      operatorVersion: operatorVersion.version.text,
    },
  };
}

export type ResolvedProps = ReturnType<typeof resolveProps>;

/** The probes of their config reloaders are commands. */
const NO_CPU_LIMIT = { configReloaderCpuLimit: '0' };

/** SecurityContextConstraints that allow host files assign no user, and the kubelet rejects an image whose user is only a name. */
const OF_NODE_EXPORTER = { runAsUser: NOBODY, runAsGroup: NOBODY };

const CLAIMS = 'persistentvolumeclaims';
/** The label of a claim that excludes it from alerts, which KubePersistentVolumeFillingUp reads. */
const EXCLUSION = 'excluded_from_alerts';

/** kube-state-metrics exposes a label of a claim only if it is in this list. With the resource "*" it reads only that list. */
function withExclusion({
  resources, excludeResources = [], metricLabelsAllowlist: own = {},
}: KubeStateMetricsProps): { [resource: string]: string[] } {
  const isCollected = (resources?.includes(CLAIMS) ?? true) && !excludeResources.includes(CLAIMS);
  const resource = Object.hasOwn(own, '*') ? '*' : CLAIMS;
  const keys = Object.hasOwn(own, resource) ? own[resource] : [];
  return !isCollected || keys.some(key => ['*', EXCLUSION].includes(key)) ? own : { ...own, [resource]: [...keys, EXCLUSION] };
}

/** Scrape intervals of the stack's jobs. */
function scrapeIntervalsOf(props: PrometheusStackProps, kubeStateMetrics: Duration | undefined): MixinScrapeIntervals {
  const { prometheus, nodeExporter, windowsExporter, operator, controlPlane, nodeEndpoints, nodes } = props;
  const parts = controlPlane?.interval;
  return withoutUndefined({
    others: prometheus?.scrapeInterval,
    kubeStateMetrics,
    nodeExporter: nodeExporter?.interval,
    windowsExporter: windowsExporter?.interval,
    prometheusOperator: operator?.interval,
    kubelet: nodes ? nodeEndpoints?.interval : parts,
    apiServer: parts,
    coreDns: parts,
    etcd: parts,
    scheduler: parts,
    controllerManager: parts,
    kubeProxy: parts,
  });
}

/** The syntax of rules that feature flags of Prometheus enable, as a flag of the webhook. */
const PROMQL_OPTIONS: { readonly [feature: string]: string } = {
  'promql-binop-fill-modifiers': 'binop-fill-modifiers',
  'promql-duration-expr': 'duration-expression-parsing',
  'promql-experimental-functions': 'experimental-functions',
  'promql-extended-range-selectors': 'extended-range-selectors',
};

/** The webhook accepts the rules that the Prometheus of the stack accepts. */
function webhookDefaults(
  { version, enableFeatures = [] }: PrometheusStackProps['prometheus'] = {}, operator: ComponentVersion<'prometheusOperator'>,
) {
  const isLegacy = version !== undefined && !ComponentVersion.parse('prometheus', 'version', version).version.has('three');
  const promqlOptions = enableFeatures.map(feature => PROMQL_OPTIONS[feature]).filter(option => option !== undefined);
  return {
    ...isLegacy && operator.has('webhookNames') && { nameValidationScheme: 'legacy' },
    ...promqlOptions.length > 0 && operator.has('webhookPromql') && { promqlOptions },
  };
}

/** Feature gates that the operator needs before they are enabled by default. */
function gatesFor(
  { shardRetention, shardZones }: PrometheusStackProps['prometheus'] = {}, operator: ComponentVersion<'prometheusOperator'>,
): { [gate: string]: boolean } {
  if (operator.has('shardingByDefault')) { return {}; }
  return {
    ...shardRetention && operator.has('shardRetention') && { PrometheusShardRetentionPolicy: true },
    ...shardZones && operator.has('topologySharding') && { PrometheusTopologySharding: true },
  };
}
