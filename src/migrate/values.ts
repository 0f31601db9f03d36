import { Converter, count, duration, flag, labels, literal, secretKey, secretNames, size, storage, text, texts, tolerations, version } from './convert';

/** What becomes of a value of the chart. A path that ends with `.**` stands for all below it. */
export interface ValueRow {
  readonly path: string;
  /** The option of a PrometheusStack. */
  readonly to?: string;
  readonly as?: Converter;
  /** The value that means the same as nothing. */
  readonly is?: unknown;
  /** The options that it is a part of. */
  readonly used?: string;
  /** Why there is no option, and the way out. */
  readonly why?: string;
}

const to = (path: string, option: string, as: Converter): ValueRow => ({ path, to: option, as });
const not = (why: string, ...paths: string[]): ValueRow[] => paths.map(path => ({ path, why }));
const nothing = (path: string, is: unknown): ValueRow => ({ path, is });

const PATCH = 'set it by a JSON patch of the object, like stack.prometheus.customResource.addJsonPatch(JsonPatch.add("/spec/...", ...))';
const OWN_OBJECT = 'make it beside the stack, as an ApiObject or with a construct of this library';
const SECRET = 'values with secrets do not belong into a repository: make the Secret outside, and refer to it';

/** The fields of a pod that all components have, at one place of the chart and at one of the stack. */
function pod(path: string, option: string): ValueRow[] {
  return [
    to(`${path}.nodeSelector`, `${option}.nodeSelector`, labels), to(`${path}.tolerations`, `${option}.tolerations`, tolerations), to(`${path}.priorityClassName`, `${option}.priorityClassName`, text),
    to(`${path}.resources.requests.cpu`, `${option}.cpu`, value => text(String(value))), to(`${path}.resources.requests.memory`, `${option}.memory`, text), to(`${path}.resources.limits.memory`, `${option}.memoryLimit`, text),
    ...not('a CPU limit slows down what should measure: there is none', `${path}.resources.limits.cpu`),
    ...not(PATCH, `${path}.affinity.**`, `${path}.topologySpreadConstraints`, `${path}.securityContext.**`, `${path}.containerSecurityContext.**`, `${path}.podAnnotations.**`, `${path}.podLabels.**`),
  ];
}

/** What the operator's custom resources have in common. */
function customResource(path: string, option: string, component: 'prometheus' | 'alertmanager'): ValueRow[] {
  return [
    ...pod(path, option),
    to(`${path}.replicas`, `${option}.replicas`, count), to(`${path}.retention`, `${option}.retention`, duration), to(`${path}.externalUrl`, `${option}.externalUrl`, text),
    to(`${path}.logLevel`, `${option}.logLevel`, text), to(`${path}.logFormat`, `${option}.logFormat`, text), to(`${path}.image.tag`, `${option}.version`, version),
    to(`${path}.${component === 'prometheus' ? 'storageSpec' : 'storage'}`, `${option}.storage`, storage),
    ...not('the images of this library are those of the versions; a mirror is "imageRegistry" of the stack, a digest "imageDigest"', `${path}.image.**`, `${path}.sha`),
    ...not(PATCH, ...['podMetadata.**', 'volumes', 'volumeMounts', 'initContainers', 'containers', 'hostAliases', 'hostNetwork', 'dnsConfig.**', 'dnsPolicy', 'podAntiAffinity', 'podAntiAffinityTopologyKey', 'paused', 'minReadySeconds',
      'additionalConfig.**', 'additionalArgs', 'portName', 'routePrefix', 'persistentVolumeClaimRetentionPolicy.**', 'serviceName', 'automountServiceAccountToken', 'web.**', 'secrets', 'configMaps'].map(key => `${path}.${key}`)),
  ];
}

const NAMES = 'prometheus.name, alertmanager.name';
const ALERTS = 'the rules and their names are those of this library (docs/runbooks): "mixin.disabledGroups" and "mixin.alerts"; rules of others by MonitoringMixin.fromFile';
const EXPOSED = 'WebIngress, WebRoute and OAuth2Proxy lead to the user interfaces';
const FOUND_BY_NAMESPACE = 'monitors and rules are found by their namespaces ("namespaces", "allNamespaces"), not by labels';
const SCRAPE_OBJECT = 'the job is that of this library; relabelings, limits and intervals of single jobs by a JSON patch of its ServiceMonitor';

/**
 * THE table: values of kube-prometheus-stack, as of its version 88, and what they are here.
 * @see https://github.com/prometheus-community/helm-charts/blob/main/charts/kube-prometheus-stack/values.yaml
 */
export const VALUES: readonly ValueRow[] = [
  // -- all of it
  to('namespaceOverride', 'namespace', text), to('commonLabels', 'commonLabels', labels), to('global.imageRegistry', 'imageRegistry', text), to('global.imagePullSecrets', 'imagePullSecrets', secretNames),
  nothing('global.rbac.create', true), ...not('permissions come with the components; pods are "restricted" and need no PodSecurityPolicy', 'global.rbac.**'),
  to('kubeTargetVersionOverride', 'kubernetesVersion', value => text(String(value).replace(/^v/, ''))), to('kubeVersionOverride', 'kubernetesVersion', value => text(String(value).replace(/^v/, ''))),
  nothing('crds.enabled', true), ...not('CustomResourceDefinitions come from the files of a release: "crds: { path }"', 'crds.**'),
  ...not(OWN_OBJECT, 'extraManifests', 'extraManifests.**'), { path: 'nameOverride', used: NAMES }, { path: 'fullnameOverride', used: NAMES }, { path: 'cleanPrometheusOperatorObjectNames', is: false, used: NAMES },
  // -- Prometheus
  to('prometheus.enabled', 'prometheusEnabled', flag), ...customResource('prometheus.prometheusSpec', 'prometheus', 'prometheus'), nothing('prometheus.agentMode', false), ...not('"agent" of the stack in place of "prometheus"', 'prometheus.agentMode'),
  to('prometheus.prometheusSpec.scrapeInterval', 'prometheus.scrapeInterval', duration), to('prometheus.prometheusSpec.scrapeTimeout', 'prometheus.scrapeTimeout', duration),
  to('prometheus.prometheusSpec.evaluationInterval', 'prometheus.evaluationInterval', duration), to('prometheus.prometheusSpec.retentionSize', 'prometheus.retentionSize', size), to('prometheus.prometheusSpec.shards', 'prometheus.shards', count),
  to('prometheus.prometheusSpec.externalLabels', 'prometheus.externalLabels', labels), to('prometheus.prometheusSpec.walCompression', 'prometheus.walCompression', flag),
  to('prometheus.prometheusSpec.enableFeatures', 'prometheus.enableFeatures', texts), to('prometheus.prometheusSpec.listenLocal', 'prometheus.listenLocal', flag),
  to('prometheus.prometheusSpec.additionalScrapeConfigsSecret', 'prometheus.additionalScrapeConfigs', secretKey), to('prometheus.prometheusSpec.tsdb.outOfOrderTimeWindow', 'prometheus.outOfOrderTimeWindow', duration),
  to('prometheus.prometheusSpec.query.maxConcurrency', 'prometheus.query.maxConcurrency', count), to('prometheus.prometheusSpec.query.maxSamples', 'prometheus.query.maxSamples', count),
  to('prometheus.prometheusSpec.query.timeout', 'prometheus.query.timeout', duration), to('prometheus.prometheusSpec.query.lookbackDelta', 'prometheus.query.lookbackDelta', duration),
  ...not('jobs by ScrapeConfig objects, or "additionalScrapeConfigs" with a Secret', 'prometheus.prometheusSpec.additionalScrapeConfigs', 'prometheus.prometheusSpec.additionalScrapeConfigs.**'),
  ...not(SECRET, 'prometheus.prometheusSpec.additionalAlertManagerConfigs', 'prometheus.prometheusSpec.additionalAlertRelabelConfigs', 'prometheus.prometheusSpec.additionalAlertManagerConfigsSecret.**', 'prometheus.prometheusSpec.additionalAlertRelabelConfigsSecret.**', 'prometheus.prometheusSpec.additionalPrometheusSecretsAnnotations.**'),
  ...not('"remoteWrite: [RemoteWrite.mimir(...), ...]": receivers by their names, with credentials from Secrets', 'prometheus.prometheusSpec.remoteWrite', 'prometheus.prometheusSpec.additionalRemoteWrite'), ...not(PATCH, 'prometheus.prometheusSpec.remoteRead', 'prometheus.prometheusSpec.additionalRemoteRead', 'prometheus.prometheusSpec.remoteWriteDashboards'),
  ...['serviceMonitor', 'podMonitor', 'probe', 'rule', 'scrapeConfig'].flatMap(kind => [nothing(`prometheus.prometheusSpec.${kind}SelectorNilUsesHelmValues`, false), ...not(FOUND_BY_NAMESPACE, `prometheus.prometheusSpec.${kind}SelectorNilUsesHelmValues`,
    `prometheus.prometheusSpec.${kind}Selector.**`, `prometheus.prometheusSpec.${kind}NamespaceSelector.**`)]),
  ...not('"thanos: { objectStorage }" of prometheus, and ThanosQuery, ThanosStore, ThanosCompactor', 'prometheus.prometheusSpec.thanos.**', 'prometheus.thanosService.**', 'prometheus.thanosServiceMonitor.**', 'prometheus.thanosServiceExternal.**', 'prometheus.thanosIngress.**'),
  ...not(PATCH, ...['apiserverConfig.**', 'arbitraryFSAccessThroughSMs', 'overrideHonorLabels', 'overrideHonorTimestamps', 'ignoreNamespaceSelectors', 'enforcedNamespaceLabel', 'excludedFromEnforcement', 'prometheusRulesExcludedFromEnforce', 'queryLogFile',
    'sampleLimit', 'enforcedSampleLimit', 'enforcedTargetLimit', 'enforcedLabelLimit', 'enforcedLabelNameLengthLimit', 'enforcedLabelValueLengthLimit', 'enforcedKeepDroppedTargets', 'disableCompaction', 'enableAdminAPI', 'enableRemoteWriteReceiver', 'enableOTLPReceiver',
    'otlp.**', 'exemplars.**', 'maximumStartupDurationSeconds', 'scrapeClasses', 'scrapeFailureLogFile', 'scrapeProtocols', 'alertingEndpoints', 'allowOverlappingBlocks', 'nameValidationScheme', 'nameEscapingScheme', 'convertClassicHistogramsToNHCB',
    'scrapeClassicHistograms', 'scrapeNativeHistograms', 'serviceDiscoveryRole', 'tsdb.**', 'query.**', 'version', 'prometheusExternalLabelName', 'prometheusExternalLabelNameClear', 'replicaExternalLabelName', 'replicaExternalLabelNameClear', 'tracingConfig.**', 'hostUsers'].map(key => `prometheus.prometheusSpec.${key}`)),
  ...not(EXPOSED, 'prometheus.ingress.**', 'prometheus.ingressPerReplica.**', 'prometheus.route.**'), ...not('the Service is named by "name" of prometheus; its type by "serviceOptions"', 'prometheus.service.**', 'prometheus.servicePerReplica.**'),
  to('prometheus.service.type', 'prometheus.serviceOptions.type', text), to('prometheus.service.annotations', 'prometheus.serviceOptions.annotations', labels), nothing('prometheus.podDisruptionBudget.enabled', true),
  ...not('each Prometheus with two replicas has one', 'prometheus.podDisruptionBudget.**'), ...not('"networkPolicy" and "clientNamespaces" of prometheus', 'prometheus.networkPolicy.**'), ...not(SCRAPE_OBJECT, 'prometheus.serviceMonitor.**'),
  ...not(OWN_OBJECT, 'prometheus.additionalServiceMonitors', 'prometheus.additionalPodMonitors', 'prometheus.additionalRulesForClusterRole', 'prometheus.extraSecret.**'), nothing('prometheus.serviceAccount.create', true), ...not(PATCH, 'prometheus.serviceAccount.**', 'prometheus.annotations.**', 'prometheus.additionalLabels.**'),
  // -- Alertmanager
  to('alertmanager.enabled', 'alertmanagerEnabled', flag), ...customResource('alertmanager.alertmanagerSpec', 'alertmanager', 'alertmanager'), to('alertmanager.alertmanagerSpec.configSecret', 'alertmanager.configSecret', text),
  nothing('alertmanager.alertmanagerSpec.useExistingSecret', true), ...not(`"routing: new AlertRouting(...)", or "configSecret": ${SECRET}`, 'alertmanager.config.**', 'alertmanager.stringConfig', 'alertmanager.tplConfig', 'alertmanager.secret.**', 'alertmanager.templateFiles.**', 'alertmanager.extraSecret.**',
    'alertmanager.alertmanagerSpec.alertmanagerConfiguration.**', 'alertmanager.alertmanagerSpec.useExistingSecret'),
  ...not(FOUND_BY_NAMESPACE, 'alertmanager.alertmanagerSpec.alertmanagerConfigSelector.**', 'alertmanager.alertmanagerSpec.alertmanagerConfigNamespaceSelector.**'), ...not('"configMatcher"', 'alertmanager.alertmanagerSpec.alertmanagerConfigMatcherStrategy.**'),
  ...not(PATCH, ...['clusterAdvertiseAddress', 'clusterGossipInterval', 'clusterPeerTimeout', 'clusterPushpullInterval', 'clusterLabel', 'forceEnableClusterMode', 'additionalPeers', 'listenLocal', 'scheme', 'limits.**'].map(key => `alertmanager.alertmanagerSpec.${key}`)),
  ...not(EXPOSED, 'alertmanager.ingress.**', 'alertmanager.ingressPerReplica.**', 'alertmanager.route.**'), to('alertmanager.service.type', 'alertmanager.serviceOptions.type', text), to('alertmanager.service.annotations', 'alertmanager.serviceOptions.annotations', labels),
  ...not('the Service is named by "name" of alertmanager', 'alertmanager.service.**', 'alertmanager.servicePerReplica.**'), ...not(SCRAPE_OBJECT, 'alertmanager.serviceMonitor.**'), nothing('alertmanager.podDisruptionBudget.enabled', true),
  ...not('each Alertmanager with several replicas has one', 'alertmanager.podDisruptionBudget.**'), nothing('alertmanager.serviceAccount.create', true), nothing('alertmanager.apiVersion', 'v2'), ...not('"networkPolicy" of alertmanager', 'alertmanager.networkPolicy.**'),
  ...not(PATCH, 'alertmanager.annotations.**', 'alertmanager.additionalLabels.**', 'alertmanager.serviceAccount.**', 'alertmanager.enableFeatures', 'alertmanager.namespaceOverride', 'alertmanager.forceDeployDashboards'),
  // -- the operator
  to('prometheusOperator.enabled', 'operatorEnabled', flag), ...pod('prometheusOperator', 'operator'), to('prometheusOperator.image.tag', 'operator.version', version), to('prometheusOperator.logLevel', 'operator.logLevel', text),
  to('prometheusOperator.logFormat', 'operator.logFormat', text), to('prometheusOperator.prometheusConfigReloader.enableProbe', 'operator.configReloaderProbes', flag),
  to('prometheusOperator.prometheusConfigReloader.resources.requests.cpu', 'operator.configReloaderCpu', value => text(String(value))), to('prometheusOperator.prometheusConfigReloader.resources.requests.memory', 'operator.configReloaderMemory', text),
  ...not('requests are enough: a limit of the reloader kills it while a large configuration is read', 'prometheusOperator.prometheusConfigReloader.resources.limits.**'),
  ...not('there is no admission webhook: rules are read at synth, by Prometheus\' own grammar', 'prometheusOperator.admissionWebhooks.**', 'prometheusOperator.tls.**'), ...not('the kubelet is scraped by what "platform", "nodes" and the operator\'s version say', 'prometheusOperator.kubeletService.**',
    'prometheusOperator.kubeletEndpointsEnabled', 'prometheusOperator.kubeletEndpointSliceEnabled'), ...not(FOUND_BY_NAMESPACE, 'prometheusOperator.namespaces.**', 'prometheusOperator.denyNamespaces', 'prometheusOperator.alertmanagerInstanceNamespaces',
    'prometheusOperator.prometheusInstanceNamespaces', 'prometheusOperator.thanosRulerInstanceNamespaces', 'prometheusOperator.alertmanagerConfigNamespaces'), ...not(SCRAPE_OBJECT, 'prometheusOperator.serviceMonitor.**'),
  ...not('the images of this library are those of the versions', 'prometheusOperator.image.**', 'prometheusOperator.prometheusConfigReloader.image.**', 'prometheusOperator.prometheusDefaultBaseImage', 'prometheusOperator.prometheusDefaultBaseImageRegistry',
    'prometheusOperator.alertmanagerDefaultBaseImage', 'prometheusOperator.alertmanagerDefaultBaseImageRegistry', 'prometheusOperator.thanosImage.**'), ...['thanosImage', 'prometheusConfigReloader.image'].map(image => ({ path: `prometheusOperator.${image}.tag`, used: 'the image of the version of the operator' })), nothing('prometheusOperator.serviceAccount.create', true),
  ...not(PATCH, ...['service.**', 'serviceAccount.**', 'labels.**', 'annotations.**', 'extraArgs', 'env.**', 'fullnameOverride', 'strategy.**', 'revisionHistoryLimit', 'hostNetwork', 'dnsConfig.**', 'livenessProbe.**', 'readinessProbe.**', 'verticalPodAutoscaler.**', 'lifecycle.**',
    'networkPolicy.**', 'podDisruptionBudget.**', 'secretFieldSelector', 'clusterDomain', 'terminationGracePeriodSeconds', 'automountServiceAccountToken', 'extraVolumes', 'extraVolumeMounts'].map(key => `prometheusOperator.${key}`)),
  // -- what is scraped
  ...([['kubeApiServer', 'apiServer'], ['kubelet', 'kubelet'], ['kubeControllerManager', 'controllerManager'], ['coreDns', 'dns'], ['kubeEtcd', 'etcd'], ['kubeScheduler', 'scheduler'], ['kubeProxy', 'kubeProxy']] as const)
    .flatMap(([key, option]) => [to(`${key}.enabled`, `controlPlane.${option}`, flag), ...not(SCRAPE_OBJECT, `${key}.serviceMonitor.**`, `${key}.service.**`, `${key}.endpoints`, `${key}.namespace`, `${key}.tlsConfig.**`)]),
  nothing('kubeDns.enabled', false), ...not('"controlPlane.dns" asks what the platform has', 'kubeDns.**'), to('kubernetesServiceMonitors.enabled', 'controlPlaneEnabled', flag), to('kubeStateMetrics.enabled', 'kubeStateMetricsEnabled', flag), to('nodeExporter.enabled', 'nodeExporterEnabled', flag), ...not('"mixin": the rules and dashboards are those of Linux; "windowsExporter" brings Windows', 'nodeExporter.operatingSystems.**', 'nodeExporter.forceDeployDashboards'),
  ...pod('kube-state-metrics', 'kubeStateMetrics'), to('kube-state-metrics.image.tag', 'kubeStateMetrics.version', version), to('kube-state-metrics.collectors', 'kubeStateMetrics.resources', texts), to('kube-state-metrics.metricAllowlist', 'kubeStateMetrics.metricAllowlist', texts),
  to('kube-state-metrics.metricDenylist', 'kubeStateMetrics.metricDenylist', texts), ...not('"metricLabelsAllowlist" by resource: { pods: ["app"] }', 'kube-state-metrics.metricLabelsAllowlist', 'kube-state-metrics.metricAnnotationsAllowList'),
  ...not('"shards" of kubeStateMetrics', 'kube-state-metrics.autosharding.**'), ...not('"customResourceState" of kubeStateMetrics', 'kube-state-metrics.customResourceState.**'), to('kube-state-metrics.namespacesDenylist', 'kubeStateMetrics.namespacesDenylist', value => typeof value === 'string' ? texts(value.split(',')) : texts(value)),
  ...not(SCRAPE_OBJECT, 'kube-state-metrics.prometheus.**', 'kube-state-metrics.prometheusScrape'), ...not(PATCH, 'kube-state-metrics.**'),
  ...pod('prometheus-node-exporter', 'nodeExporter'), to('prometheus-node-exporter.image.tag', 'nodeExporter.version', version), ...not('"enableCollectors" and "disableCollectors" of nodeExporter', 'prometheus-node-exporter.extraArgs'),
  to('prometheus-node-exporter.service.port', 'nodeExporter.port', count), ...not(SCRAPE_OBJECT, 'prometheus-node-exporter.prometheus.**'), ...not(PATCH, 'prometheus-node-exporter.**'),
  nothing('windowsMonitoring.enabled', false), ...not('"windowsExporter: {}" of the stack', 'windowsMonitoring.**', 'prometheus-windows-exporter.**'),
  // -- rules, dashboards, and what shows them
  to('defaultRules.create', 'mixinEnabled', flag), ...not(ALERTS, 'defaultRules.rules.**', 'defaultRules.disabled.**', 'customRules.**', 'defaultRules.appNamespacesTarget', 'defaultRules.appNamespacesOperator', 'defaultRules.keepFiringFor', 'defaultRules.additionalAggregationLabels',
    'defaultRules.node.**', 'defaultRules.windows.**'), to('defaultRules.runbookUrl', 'mixin.runbookUrl', text), to('defaultRules.additionalRuleLabels', 'mixin.alertLabels', labels), to('defaultRules.labels', 'mixin.labels', labels),
  ...not(ALERTS, 'defaultRules.annotations.**', 'defaultRules.additionalRuleAnnotations.**', 'defaultRules.additionalRuleGroupLabels.**', 'defaultRules.additionalRuleGroupAnnotations.**'),
  ...not(OWN_OBJECT, 'additionalPrometheusRules', 'additionalPrometheusRulesMap.**'), to('grafana.enabled', 'mixin.dashboards', flag), to('grafana.sidecar.dashboards.label', 'mixin.dashboardLabels', value => text(value) && literal({ [value]: '1' })),
  ...not('new Grafana(chart, "Grafana", { admin: { secretName }, datasources: [...] })', 'grafana.**'), nothing('thanosRuler.enabled', false), ...not('new ThanosRuler(...)', 'thanosRuler.**'),
];
