/** Several keys of one place that have the same value; several with a value each. */
const all = (value: unknown, prefix: string, keys: string): [string, unknown][] => keys.split(' ').map(key => [`${prefix}${key}`, value]);
const each = (prefix: string, values: { readonly [key: string]: unknown }): [string, unknown][] => Object.entries(values).map(([key, value]) => [`${prefix}${key}`, value]);

const SPECS = ['prometheus.prometheusSpec.', 'alertmanager.alertmanagerSpec.'];
const CONTROL_PLANE = ['kubeApiServer.', 'kubelet.', 'kubeControllerManager.', 'coreDns.', 'kubeDns.', 'kubeEtcd.', 'kubeScheduler.', 'kubeProxy.'];
const MONITORS = [...CONTROL_PLANE, 'prometheus.', 'alertmanager.', 'prometheusOperator.'].map(part => `${part}serviceMonitor.`);

/**
 * What the chart has where nobody sets it, as of its version 88, without images and without the password of Grafana: many repositories have a copy of all its values, and what
 * only repeats them asks for nothing. What is empty (`""`, `[]`, `{}`) need not stand here.
 * @see https://github.com/prometheus-community/helm-charts/blob/main/charts/kube-prometheus-stack/values.yaml
 */
export const CHART_DEFAULTS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ...all(true, '', 'crds.enabled global.rbac.create kubernetesServiceMonitors.enabled kubeStateMetrics.enabled nodeExporter.enabled'),
  ...all(true, 'nodeExporter.operatingSystems.', 'linux.enabled aix.enabled darwin.enabled'),
  ...all(false, '', 'global.rbac.createAggregateClusterRoles global.rbac.pspEnabled windowsMonitoring.enabled thanosRuler.enabled cleanPrometheusOperatorObjectNames crds.upgradeJob.enabled'),
  // -- rules
  ...all(true, 'defaultRules.', 'create'),
  ...all(true, 'defaultRules.rules.', 'alertmanager etcd configReloaders general k8sContainerCpuUsageSecondsTotal k8sContainerMemoryCache k8sContainerMemoryRss k8sContainerMemorySwap k8sContainerResource k8sContainerMemoryWorkingSetBytes k8sPodOwner'
    + ' kubeApiserverAvailability kubeApiserverBurnrate kubeApiserverHistogram kubeApiserverSlos kubeControllerManager kubelet kubeProxy kubePrometheusGeneral kubePrometheusNodeRecording kubernetesApps kubernetesResources kubernetesStorage kubernetesSystem'
    + ' kubeSchedulerAlerting kubeSchedulerRecording kubeStateMetrics network node nodeExporterAlerting nodeExporterRecording prometheus prometheusOperator windows'),
  ...each('defaultRules.', { 'appNamespacesOperator': '=~', 'appNamespacesTarget': '.*', 'runbookUrl': 'https://runbooks.prometheus-operator.dev/runbooks', 'node.fsSelector': 'fstype!=""' }),
  // -- both custom resources
  ...SPECS.flatMap(spec => [
    ...all(false, spec, 'listenLocal paused hostNetwork image.sha'), ...all(true, spec, 'automountServiceAccountToken'), ...all(0, spec, 'minReadySeconds'),
    ...each(spec, {
      'replicas': 1,
      'logFormat': 'logfmt',
      'logLevel': 'info',
      'routePrefix': '/',
      'portName': 'http-web',
      'podAntiAffinity': 'soft',
      'podAntiAffinityTopologyKey': 'kubernetes.io/hostname',
      'image.registry': 'quay.io',
      'image.pullPolicy': 'IfNotPresent',
      'securityContext.runAsGroup': 2000,
      'securityContext.runAsNonRoot': true,
      'securityContext.runAsUser': 1000,
      'securityContext.fsGroup': 2000,
      'securityContext.seccompProfile.type': 'RuntimeDefault',
    }),
  ]),
  // -- Prometheus
  ...all(true, 'prometheus.', 'enabled serviceAccount.create serviceAccount.automountServiceAccountToken service.enabled'),
  ...all(false, 'prometheus.', 'agentMode thanosService.enabled thanosServiceMonitor.enabled thanosServiceExternal.enabled thanosIngress.enabled podDisruptionBudget.enabled ingress.enabled ingressPerReplica.enabled servicePerReplica.enabled route.main.enabled'
    + ' networkPolicy.enabled service.publishNotReadyAddresses'),
  ...each('prometheus.', {
    'service.type': 'ClusterIP',
    'service.port': 9090,
    'service.targetPort': 9090,
    'service.nodePort': 30090,
    'service.reloaderWebPort': 8080,
    'service.sessionAffinity': 'None',
    'service.externalTrafficPolicy': 'Cluster',
    'podDisruptionBudget.minAvailable': 1,
    'podDisruptionBudget.unhealthyPodEvictionPolicy': 'AlwaysAllow',
    'prometheusSpec.image.repository': 'prometheus/prometheus',
  }),
  ...each('prometheus.prometheusSpec.', { 'retention': '10d', 'shards': 1, 'walCompression': true, 'tsdb.outOfOrderTimeWindow': '0s', 'enforcedSampleLimit': false, 'enforcedKeepDroppedTargets': 0, 'maximumStartupDurationSeconds': 0, 'hostUsers': true }),
  ...all(true, 'prometheus.prometheusSpec.', 'ruleSelectorNilUsesHelmValues serviceMonitorSelectorNilUsesHelmValues podMonitorSelectorNilUsesHelmValues probeSelectorNilUsesHelmValues scrapeConfigSelectorNilUsesHelmValues'),
  ...all(false, 'prometheus.prometheusSpec.', 'disableCompaction enableOTLPReceiver enableAdminAPI enableRemoteWriteReceiver replicaExternalLabelNameClear prometheusExternalLabelNameClear remoteWriteDashboards arbitraryFSAccessThroughSMs'
    + ' overrideHonorLabels overrideHonorTimestamps ignoreNamespaceSelectors enforcedTargetLimit enforcedLabelLimit enforcedLabelNameLengthLimit enforcedLabelValueLengthLimit allowOverlappingBlocks'),
  // -- Alertmanager
  ...all(true, 'alertmanager.', 'enabled serviceAccount.create serviceAccount.automountServiceAccountToken service.enabled'),
  ...all(false, 'alertmanager.', 'podDisruptionBudget.enabled ingress.enabled ingressPerReplica.enabled servicePerReplica.enabled route.main.enabled networkPolicy.enabled tplConfig alertmanagerSpec.useExistingSecret alertmanagerSpec.clusterAdvertiseAddress'
    + ' alertmanagerSpec.forceEnableClusterMode forceDeployDashboards'),
  ...each('alertmanager.', {
    'apiVersion': 'v2',
    'service.type': 'ClusterIP',
    'service.port': 9093,
    'service.targetPort': 9093,
    'service.nodePort': 30903,
    'service.sessionAffinity': 'None',
    'service.externalTrafficPolicy': 'Cluster',
    'podDisruptionBudget.minAvailable': 1,
    'podDisruptionBudget.unhealthyPodEvictionPolicy': 'AlwaysAllow',
    'alertmanagerSpec.retention': '120h',
    'alertmanagerSpec.image.repository': 'prometheus/alertmanager',
    'alertmanagerSpec.scheme': 'http',
  }),
  // -- the operator
  ...all(true, 'prometheusOperator.', 'enabled tls.enabled livenessProbe.enabled readinessProbe.enabled admissionWebhooks.enabled admissionWebhooks.patch.enabled serviceAccount.create serviceAccount.automountServiceAccountToken automountServiceAccountToken'
    + ' kubeletService.enabled kubeletEndpointsEnabled'),
  ...all(false, 'prometheusOperator.', 'kubeletEndpointSliceEnabled podDisruptionBudget.enabled networkPolicy.enabled hostNetwork prometheusConfigReloader.enableProbe verticalPodAutoscaler.enabled admissionWebhooks.certManager.enabled admissionWebhooks.deployment.enabled'),
  ...each('prometheusOperator.', {
    'revisionHistoryLimit': 10,
    'tls.tlsMinVersion': 'VersionTLS13',
    'tls.internalPort': 10250,
    'admissionWebhooks.timeoutSeconds': 10,
    'logFormat': 'logfmt',
    'logLevel': 'info',
    'kubeletService.namespace': 'kube-system',
    'service.type': 'ClusterIP',
    'service.nodePort': 30080,
    'service.nodePortTls': 30443,
    'service.externalTrafficPolicy': 'Cluster',
    'env.GOGC': '30',
    'secretFieldSelector': 'type!=kubernetes.io/dockercfg,type!=kubernetes.io/service-account-token,type!=helm.sh/release.v1',
    'image.registry': 'quay.io',
    'image.repository': 'prometheus-operator/prometheus-operator',
    'image.pullPolicy': 'IfNotPresent',
    'prometheusConfigReloader.image.registry': 'quay.io',
    'terminationGracePeriodSeconds': 30,
    'prometheusConfigReloader.image.repository': 'prometheus-operator/prometheus-config-reloader',
    'thanosImage.registry': 'quay.io',
    'thanosImage.repository': 'thanos/thanos',
    'prometheusDefaultBaseImage': 'prometheus/prometheus',
    'prometheusDefaultBaseImageRegistry': 'quay.io',
    'alertmanagerDefaultBaseImage': 'prometheus/alertmanager',
    'alertmanagerDefaultBaseImageRegistry': 'quay.io',
  }),
  // -- what is scraped
  ...CONTROL_PLANE.flatMap(part => all(part !== 'kubeDns.', part, 'enabled')), ...CONTROL_PLANE.flatMap(part => all(true, part, 'service.enabled')), ...all('kube-system', 'kubelet.', 'namespace'),
  ...MONITORS.flatMap(monitor => [...all(true, monitor, 'enabled selfMonitor enableHttp2 honorLabels'), ...all(0, monitor, 'sampleLimit targetLimit labelLimit labelNameLengthLimit labelValueLengthLimit')]),
  ...each('kubelet.serviceMonitor.', { 'kubelet': true, 'attachMetadata.node': false, 'https': true, 'insecureSkipVerify': true, 'cAdvisor': true, 'cAdvisorInterval': '10s', 'probes': true, 'resource': false, 'trackTimestampsStaleness': true, 'honorTimestamps': true }),
  ...each('', {
    'kubeApiServer.tlsConfig.serverName': 'kubernetes',
    'kubeApiServer.tlsConfig.insecureSkipVerify': false,
    'coreDns.service.port': 9153,
    'coreDns.service.targetPort': 9153,
    'kubeEtcd.service.port': 2381,
    'kubeEtcd.service.targetPort': 2381,
    'kubeProxy.service.port': 10249,
    'kubeProxy.service.targetPort': 10249,
    'kubeDns.service.dnsmasq.port': 10054,
    'kubeDns.service.dnsmasq.targetPort': 10054,
    'kubeDns.service.skydns.port': 10055,
    'kubeDns.service.skydns.targetPort': 10055,
    'kube-state-metrics.rbac.create': true,
    'kube-state-metrics.releaseLabel': true,
    'kube-state-metrics.prometheusScrape': false,
    'kube-state-metrics.prometheus.monitor.enabled': true,
    'kube-state-metrics.selfMonitor.enabled': false,
    'prometheus-node-exporter.releaseLabel': true,
    'prometheus-node-exporter.service.portName': 'http-metrics',
    'prometheus-node-exporter.rbac.pspEnabled': false,
    'prometheus-node-exporter.podLabels.jobLabel': 'node-exporter',
    'prometheus-node-exporter.prometheus.monitor.enabled': true,
    'prometheus-node-exporter.prometheus.monitor.jobLabel': 'jobLabel',
  }),
  // -- Grafana
  ...each('grafana.', {
    'defaultDashboardsEnabled': true,
    'forceDeployDashboards': false,
    'forceDeployDatasources': false,
    'defaultDashboardsTimezone': 'utc',
    'defaultDashboardsEditable': true,
    'defaultDashboardsInterval': '1m',
    'adminUser': 'admin',
    'rbac.pspEnabled': false,
    'ingress.enabled': false,
    'sidecar.dashboards.enabled': true,
    'sidecar.dashboards.label': 'grafana_dashboard',
    'sidecar.dashboards.labelValue': '1',
    'sidecar.dashboards.searchNamespace': 'ALL',
    'sidecar.datasources.enabled': true,
    'sidecar.datasources.defaultDatasourceEnabled': true,
    'service.portName': 'http-web',
    'serviceMonitor.enabled': true,
    'serviceMonitor.path': '/metrics',
  }),
]);
