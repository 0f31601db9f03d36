import { Capability, Component, COMPONENTS } from '../../src/versions/capabilities';

interface Threshold {
  readonly since: string;
  readonly until?: string;
  /** The source upstream: a line of a changelog, or the first tag whose file has it. */
  readonly source: string;
}

const OPERATOR_CRDS = 'example/prometheus-operator-crd/monitoring.coreos.com_';

/** Copied from upstream by hand. Never generate these from the table: they are its reference. */
const THRESHOLDS: { readonly [component in Component]: { readonly [capability: string]: Threshold } } = {
  kubernetes: {
    strictIpValidation: { since: '1.36.0', source: 'v1.37.2 pkg/features/kube_features.go: StrictIPCIDRValidation {1.33 false Alpha} {1.36 true Beta}' },
    canonicalIpv6InSlices: { since: '1.33.0', source: 'pkg/apis/discovery/validation/validation.go: v1.32.13 IsValidIPv6Address, v1.33.0 IsValidIP' },
    endpointsDeprecated: { since: '1.33.0', source: 'k8s.io/api v0.37.2 core/v1/lifecycle.go: Endpoints APILifecycleDeprecated 1, 33' },
    inPlaceResize: { since: '1.33.0', source: 'v1.37.2 pkg/features/kube_features.go: InPlacePodVerticalScaling {1.27 false Alpha} {1.33 true Beta}' },
    nativeHistograms: { since: '1.37.0', source: 'component-base v0.37.2 metrics/features/kube_features.go: NativeHistograms {1.36 false Alpha} {1.37 true Beta}' },
  },
  prometheusOperator: {
    podsWithoutApp: { since: '0.52.0', source: 'CHANGELOG.md 0.52.0, #4350' },
    reloaderWebConfig: { since: '0.71.0', source: 'CHANGELOG.md 0.71.0, #6194' },
    prometheusScale: { since: '0.71.0', source: `v0.71.0 ${OPERATOR_CRDS}prometheuses.yaml: labelSelectorPath; v0.70.0 has none; CHANGELOG.md 0.71.0, #5962` },
    shardsDefault: { since: '0.93.0', source: `v0.93.0 ${OPERATOR_CRDS}prometheuses.yaml: shards has "default: 1"; v0.92.0 has none` },
    alertmanagerScale: { since: '0.76.0', source: `v0.76.0 ${OPERATOR_CRDS}alertmanagers.yaml: labelSelectorPath; v0.75.2 has none; CHANGELOG.md 0.76.0, #6728` },
    monitorBodySizeLimit: { since: '0.73.0', source: `v0.73.0 ${OPERATOR_CRDS}servicemonitors.yaml: bodySizeLimit; CHANGELOG.md 0.73.0, #6349` },
    scrapeConfigJobName: { since: '0.75.0', source: `v0.75.0 ${OPERATOR_CRDS}scrapeconfigs.yaml: jobName; CHANGELOG.md 0.75.0, #6618` },
    scrapeConfigBodySizeLimit: { since: '0.89.0', source: `v0.89.0 ${OPERATOR_CRDS}scrapeconfigs.yaml: bodySizeLimit; CHANGELOG.md 0.89.0, #8348` },
    kubeletAddressPriority: { since: '0.73.0', source: 'v0.73.0 cmd/operator/main.go; CHANGELOG.md 0.73.0, #6377' },
    reloaderExecProbes: { since: '0.75.0', source: 'v0.75.0 pkg/operator/config_reloader.go: handler.Exec; CHANGELOG.md 0.75.0, #6698' },
    memoryLimitRatio: { since: '0.75.0', source: 'CHANGELOG.md 0.75.0, #6591' },
    endpointSlices: { since: '0.77.0', source: 'v0.77.0 cmd/operator/main.go: kubelet-endpointslice; CHANGELOG.md 0.77.0, #6882' },
    kubeletEndpointsSwitch: { since: '0.77.0', source: 'v0.77.0 cmd/operator/main.go: kubelet-endpoints' },
    prometheus3: { since: '0.77.0', source: 'pkg/prometheus/promcfg.go: v0.76.2 Major != 2, v0.77.0 Major != 2 && Major != 3' },
    toleratesInvalidNodeAddress: { since: '0.77.0', source: 'pkg/kubelet/controller.go: no net.ParseIP in v0.76.2, v0.77.0 line 318' },
    spreadByShard: { since: '0.71.0', source: `v0.71.0 ${OPERATOR_CRDS}prometheuses.yaml: additionalLabelSelectors; v0.70.0 has none` },
    remoteWriteSampleAge: { since: '0.73.0', source: `v0.73.0 ${OPERATOR_CRDS}prometheuses.yaml: sampleAgeLimit; CHANGELOG.md 0.73.0, #6326` },
    remoteWriteMessageVersion: { since: '0.78.0', source: `v0.78.0 ${OPERATOR_CRDS}prometheuses.yaml: messageVersion` },
    teamsReceiver: { since: '0.82.0', source: `v0.82.0 ${OPERATOR_CRDS}alertmanagerconfigs.yaml: msteamsv2Configs; v0.81.0 has none` },
    shardRetention: { since: '0.81.0', source: `v0.81.0 ${OPERATOR_CRDS}prometheuses.yaml: shardRetentionPolicy; CHANGELOG.md 0.81.0, #7274` },
    topologySharding: { since: '0.91.0', source: `v0.91.0 ${OPERATOR_CRDS}prometheuses.yaml: shardingStrategy; CHANGELOG.md 0.91.0, #8538` },
    shardingByDefault: { since: '0.92.0', source: 'CHANGELOG.md 0.92.0, note: both gates are Beta and enabled' },
    agentDaemonSet: { since: '0.77.0', source: 'CHANGELOG.md 0.77.0, #6879' },
    azureWorkloadIdentity: { since: '0.88.0', source: `v0.88.0 ${OPERATOR_CRDS}prometheuses.yaml: workloadIdentity; CHANGELOG.md 0.88.0, #7998` },
    serviceMonitorDiscoveryRole: { since: '0.86.0', source: `v0.86.0 ${OPERATOR_CRDS}servicemonitors.yaml: serviceDiscoveryRole; CHANGELOG.md 0.86.0, #7982` },
    labelsManagedServices: { since: '0.86.0', source: 'CHANGELOG.md 0.86.0, #7939' },
    scrapesKubeletsTwice: { since: '0.93.0', until: '0.93.1', source: 'CHANGELOG.md 0.93.0, #8682 brought it; 0.93.1, #8739 fixed it' },
    delayedCompaction: { since: '0.93.0', source: 'CHANGELOG.md 0.93.0, #8694' },
    delayedCompactionTooEarly: { since: '0.93.0', until: '0.94.0', source: 'CHANGELOG.md 0.93.0, #8694: Thanos 0.41.0; 0.94.0, #8764: 0.42.0' },
    joinsThanosCiphers: { since: '0.91.0', until: '0.93.1', source: 'CHANGELOG.md 0.91.0, #8524 and #8542; 0.93.1, #8749' },
    webhookNames: { since: '0.86.0', source: 'cmd/admission-webhook/main.go v0.85.0 and v0.86.0' },
    webhookPromql: { since: '0.91.0', source: 'cmd/admission-webhook/main.go v0.90.0 and v0.91.0' },
    dropsZeroDurations: { since: '0.94.0', source: 'CHANGELOG.md 0.94.0, #8800' },
  },
  prometheus: {
    three: { since: '3.0.0', source: 'CHANGELOG.md 3.0.0' },
    remoteWriteSampleAge: { since: '2.50.0', source: 'CHANGELOG.md 2.50.0, #13002' },
    remoteWrite2: { since: '2.54.0', source: 'CHANGELOG.md 2.54.0, #14395' },
    azureWorkloadIdentity: { since: '3.7.0', source: 'CHANGELOG.md 3.7.0, #16788' },
    distrolessImage: { since: '3.10.0', source: 'CHANGELOG.md 3.10.0, #17876' },
    delayCompactFile: { since: '3.9.0', source: 'CHANGELOG.md 3.9.0, #17435' },
  },
  alertmanager: {
    rejectsZeroDurations: { since: '0.34.0', source: 'v0.34.2 app/options.go validate(): "must be positive"; v0.33.1 has no app/options.go' },
    teamsReceiver: { since: '0.28.0', source: 'v0.28.0 config/config.go: msteamsv2_configs; v0.27.0 has none' },
    autoGomaxprocsFeature: { since: '0.28.0', until: '0.33.0', source: 'featurecontrol/featurecontrol.go: v0.28.0 has auto-gomaxprocs; CHANGELOG.md 0.33.0, #5090' },
  },
  thanos: {
    shipperMetaFilePaths: { since: '0.42.0', source: 'prometheus-operator CHANGELOG.md 0.94.0, #8764: Thanos v0.41.0 mis-validates the paths' },
  },
  nodeExporter: {},
  blackboxExporter: {
    autoReload: { since: '0.28.0', source: 'CHANGELOG.md 0.28.0, #1464' },
  },
  pushgateway: {
    utf8Names: { since: '1.11.0', source: 'v1.11.0 main.go: push.enable-utf8-names; v1.10.0 has none' },
  },
  metricsServer: {
    nodeSelector: { since: '0.7.0', source: 'v0.7.0 kubelet_client.go: node-selector; v0.6.4 has none' },
    kubeletRequestTimeout: { since: '0.7.0', source: 'v0.7.0 kubelet_client.go: kubelet-request-timeout; v0.6.4 has none' },
  },
  prometheusAdapter: {
    prometheusVerb: { since: '0.10.0', source: 'v0.10.0 cmd/adapter/adapter.go: prometheus-verb; v0.9.1 has none' },
  },
  configReloader: {
    webConfigFile: { since: '0.69.0', source: 'v0.69.0 cmd/prometheus-config-reloader/main.go: web-config-file' },
    signalReload: { since: '0.70.0', source: 'v0.70.0 cmd/prometheus-config-reloader/main.go: reload-method, runtimeinfo-url' },
    separateInitPort: { since: '0.75.0', source: 'v0.75.0 pkg/operator/config_reloader.go: 8081' },
    startupProbe: { since: '0.84.0', source: 'v0.84.0 pkg/operator/config_reloader.go: StartupProbe; CHANGELOG.md 0.84.0, #7575' },
    initPortName: { since: '0.86.0', source: 'v0.86.0 pkg/operator/config_reloader.go: reloader-init; CHANGELOG.md 0.86.0, #7904' },
    watchesConfigFolder: { since: '0.91.0', source: 'CHANGELOG.md 0.91.0, #7366' },
  },
  kubeStateMetrics: {
    customResourceNeedsGroup: { since: '2.9.0', source: 'issue #2434' },
    watchesDefinitions: { since: '2.9.0', source: 'CHANGELOG.md v2.9.0, #1851' },
    livez: { since: '2.13.0', source: 'CHANGELOG.md v2.13.0, #2418' },
    readyzOnTelemetryPort: { since: '2.13.0', source: 'CHANGELOG.md v2.13.0, #2442' },
    customResourceNeedsDefinition: { since: '2.15.0', source: 'issue #2681' },
    authFilter: { since: '2.16.0', source: 'v2.16.0 pkg/options/options.go: auth-filter' },
    ecmaScriptPatterns: { since: '2.16.0', source: 'CHANGELOG.md v2.16.0, #2616' },
    endpointSlicesByDefault: { since: '2.18.0', source: 'CHANGELOG.md v2.18.0, #2659' },
    podPreemptionReason: { since: '2.19.0', source: 'CHANGELOG.md v2.19.0, #2892' },
    podDisruptionReason: { since: '2.20.0', source: 'CHANGELOG.md v2.20.0, #3088' },
    admissionPolicies: { since: '2.20.0', source: 'CHANGELOG.md v2.20.0, #3014 and #3019' },
    clusterScopedOnce: { since: '2.20.0', source: 'CHANGELOG.md v2.20.0, #2998' },
  },
};

const capabilitiesOf = (component: string) => COMPONENTS[component as Component].capabilities as Readonly<Record<string, Capability>>;

describe.each(Object.entries(THRESHOLDS))('%s', (component, thresholds) => {
  test('each capability has an expectation from upstream, and there are no others', () => {
    expect(Object.keys(thresholds).sort()).toEqual(Object.keys(capabilitiesOf(component)).sort());
  });

  if (Object.keys(thresholds).length > 0) {
    test.each(Object.entries(thresholds))('%s starts and ends at upstream\'s versions', (capability, { since, until }) => {
      const row = capabilitiesOf(component)[capability];
      expect({ since: row?.since, until: row?.until }).toEqual({ since, until });
    });
  }
});

// the sources: the newest types, and the newest releases that the conformance tests run
test.each([
  ['kubernetes', '1.28.0', '1.37.0'],
  ['prometheusOperator', '0.70.0', '0.95.2'],
  ['prometheus', '2.45.0', '3.16.0'],
  ['alertmanager', '0.25.0', '0.35.0'],
  ['thanos', '0.39.0', '0.42.4'],
  ['nodeExporter', '1.5.0', '1.12.1'],
  ['blackboxExporter', '0.22.0', '0.28.0'],
  ['pushgateway', '1.5.0', '1.11.3'],
  ['metricsServer', '0.6.0', '0.9.0'],
  ['prometheusAdapter', '0.8.4', '0.12.0'],
  ['configReloader', '0.65.0', '0.95.2'],
  ['kubeStateMetrics', '2.8.0', '2.20.0'],
] as const)('%s is supported from %s to %s', (component, oldest, newest) => {
  expect([COMPONENTS[component].oldest, COMPONENTS[component].newest]).toEqual([oldest, newest]);
});
