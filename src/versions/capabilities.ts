/** A range of versions: from `since` on, up to but not including `until`. */
export interface Capability {
  readonly since?: string;
  readonly until?: string;
  /** The upstream change. */
  readonly see: string;
}

export interface ComponentRow {
  /** The oldest version that is supported: an older one is an error. */
  readonly oldest: string;
  /** The newest version that was reviewed. A newer one is treated like it. */
  readonly newest: string;
  readonly capabilities: Readonly<Record<string, Capability>>;
}

/**
 * The only table of upstream changes, and the versions that introduced them. It contains thresholds, never lists of releases. A construct
 * calls `version.has('...')`; it never compares versions itself.
 */
export const COMPONENTS = {
  kubernetes: {
    oldest: '1.28.0',
    newest: '1.37.0',
    capabilities: {
      /** The feature gate StrictIPCIDRValidation is enabled: no leading zeros, no IPv4-mapped IPv6. */
      strictIpValidation: { since: '1.36.0', see: 'https://kep.k8s.io/4858' },
      /** IPv6 addresses of an EndpointSlice must be strict and canonical (RFC 5952). */
      canonicalIpv6InSlices: { since: '1.33.0', see: 'https://kep.k8s.io/4858' },
      /** The API server returns a deprecation warning for a write of v1 Endpoints. */
      endpointsDeprecated: { since: '1.33.0', see: 'https://kep.k8s.io/4974' },
      /** The feature gate InPlacePodVerticalScaling is enabled: running pods can be resized. */
      inPlaceResize: { since: '1.33.0', see: 'https://kep.k8s.io/1287' },
      /**
       * The feature gate NativeHistograms is enabled: histograms of the components without explicit buckets expose only `+Inf` in text
       * format.
       */
      nativeHistograms: {
        since: '1.37.0',
        see: 'https://github.com/kubernetes/kubernetes/blob/v1.37.2/staging/src/k8s.io/component-base/metrics/features/kube_features.go',
      },
    },
  },
  prometheusOperator: {
    oldest: '0.70.0', // the first whose ServiceMonitor knows trackTimestampsStaleness
    newest: '0.95.2',
    capabilities: {
      /** The pods of Prometheus, Alertmanager and ThanosRuler have no label `app`. */
      podsWithoutApp: { since: '0.52.0', see: 'https://github.com/prometheus-operator/prometheus-operator/pull/4350' },
      /** The config reloader gets the web configuration of its Prometheus, and so uses TLS with it. */
      reloaderWebConfig: { since: '0.71.0', see: 'https://github.com/prometheus-operator/prometheus-operator/pull/6194' },
      /** Prometheus and PrometheusAgent have a scale subresource with a selector. */
      prometheusScale: { since: '0.71.0', see: 'https://github.com/prometheus-operator/prometheus-operator/pull/5962' },
      /** `shards` has the default 1 in the definitions, so that the scale subresource always works. */
      shardsDefault: {
        since: '0.93.0',
        see:
          'https://github.com/prometheus-operator/prometheus-operator/blob/v0.93.0/example/prometheus-operator-crd/monitoring.coreos.com_prometheuses.yaml',
      },
      /** Alertmanager has one. */
      alertmanagerScale: { since: '0.76.0', see: 'https://github.com/prometheus-operator/prometheus-operator/pull/6728' },
      /** `bodySizeLimit` of a ServiceMonitor. */
      monitorBodySizeLimit: { since: '0.73.0', see: 'https://github.com/prometheus-operator/prometheus-operator/pull/6349' },
      /** `jobName` of a ScrapeConfig. */
      scrapeConfigJobName: { since: '0.75.0', see: 'https://github.com/prometheus-operator/prometheus-operator/pull/6618' },
      /** `bodySizeLimit` of a ScrapeConfig. */
      scrapeConfigBodySizeLimit: { since: '0.89.0', see: 'https://github.com/prometheus-operator/prometheus-operator/pull/8348' },
      /** `--kubelet-node-address-priority`. */
      kubeletAddressPriority: { since: '0.73.0', see: 'https://github.com/prometheus-operator/prometheus-operator/pull/6377' },
      /**
       * With listenLocal the probes of the config reloader are commands. Before, they request loopback over the network and never pass.
       */
      reloaderExecProbes: { since: '0.75.0', see: 'https://github.com/prometheus-operator/prometheus-operator/pull/6698' },
      /** `--auto-gomemlimit-ratio`. */
      memoryLimitRatio: { since: '0.75.0', see: 'https://github.com/prometheus-operator/prometheus-operator/pull/6591' },
      /** Kubelets and everything else by EndpointSlice: `--kubelet-endpointslice`, and `serviceDiscoveryRole` of a Prometheus (0.76). */
      endpointSlices: { since: '0.77.0', see: 'https://github.com/prometheus-operator/prometheus-operator/pull/6882' },
      /** `--kubelet-endpoints=false`. */
      kubeletEndpointsSwitch: { since: '0.77.0', see: 'https://github.com/prometheus-operator/prometheus-operator/releases/tag/v0.77.0' },
      /** It can generate configuration for Prometheus 3. Before, it rejects that version. */
      prometheus3: { since: '0.77.0', see: 'https://github.com/prometheus-operator/prometheus-operator/pull/6940' },
      /** A node without a valid IP address is omitted from the kubelets' Service, and the others are kept. */
      toleratesInvalidNodeAddress: {
        since: '0.77.0', see: 'https://github.com/prometheus-operator/prometheus-operator/blob/v0.77.0/pkg/kubelet/controller.go',
      },
      /** `topologySpreadConstraints[].additionalLabelSelectors`: pods of one shard. */
      spreadByShard: {
        since: '0.71.0',
        see:
          'https://github.com/prometheus-operator/prometheus-operator/blob/v0.71.0/example/prometheus-operator-crd/monitoring.coreos.com_prometheuses.yaml',
      },
      /** `remoteWrite[].queueConfig.sampleAgeLimit`. */
      remoteWriteSampleAge: { since: '0.73.0', see: 'https://github.com/prometheus-operator/prometheus-operator/pull/6326' },
      /** `remoteWrite[].messageVersion`. */
      remoteWriteMessageVersion: {
        since: '0.78.0', see: 'https://github.com/prometheus-operator/prometheus-operator/blob/v0.78.2/pkg/prometheus/promcfg.go',
      },
      /** `msteamsv2Configs` of an AlertmanagerConfig. */
      teamsReceiver: {
        since: '0.82.0',
        see:
          'https://github.com/prometheus-operator/prometheus-operator/blob/v0.82.0/example/prometheus-operator-crd/monitoring.coreos.com_alertmanagerconfigs.yaml',
      },
      /** `shardRetentionPolicy` of a Prometheus. */
      shardRetention: { since: '0.81.0', see: 'https://github.com/prometheus-operator/prometheus-operator/pull/7274' },
      /** `shardingStrategy` of a Prometheus: by zone. */
      topologySharding: { since: '0.91.0', see: 'https://github.com/prometheus-operator/prometheus-operator/pull/8538' },
      /** The feature gates PrometheusTopologySharding and PrometheusShardRetentionPolicy are enabled. */
      shardingByDefault: { since: '0.92.0', see: 'https://github.com/prometheus-operator/prometheus-operator/releases/tag/v0.92.0' },
      /** PodMonitors for a PrometheusAgent of mode DaemonSet. */
      agentDaemonSet: { since: '0.77.0', see: 'https://github.com/prometheus-operator/prometheus-operator/pull/6879' },
      /** `remoteWrite[].azureAd.workloadIdentity`. */
      azureWorkloadIdentity: { since: '0.88.0', see: 'https://github.com/prometheus-operator/prometheus-operator/pull/7998' },
      /** `ServiceMonitor.spec.serviceDiscoveryRole`. */
      serviceMonitorDiscoveryRole: { since: '0.86.0', see: 'https://github.com/prometheus-operator/prometheus-operator/pull/7982' },
      /** The Services that it creates have the label `app.kubernetes.io/managed-by`, in addition to `managed-by`. */
      labelsManagedServices: { since: '0.86.0', see: 'https://github.com/prometheus-operator/prometheus-operator/pull/7939' },
      /** Each address of a node is a target of the kubelets' Service, also a second one of the same family. */
      scrapesKubeletsTwice: {
        since: '0.93.0', until: '0.93.1', see: 'https://github.com/prometheus-operator/prometheus-operator/pull/8739',
      },
      /** Compaction waits for the upload of the Thanos sidecar, if Prometheus and Thanos support it. */
      delayedCompaction: { since: '0.93.0', see: 'https://github.com/prometheus-operator/prometheus-operator/pull/8694' },
      /** Compaction also waits for the sidecar of Thanos 0.41, which rejects the paths that the operator writes. */
      delayedCompactionTooEarly: {
        since: '0.93.0', until: '0.94.0', see: 'https://github.com/prometheus-operator/prometheus-operator/pull/8764',
      },
      /** TLS ciphers or curves of a Thanos container become one argument, which Thanos does not accept if there are several. */
      joinsThanosCiphers: { since: '0.91.0', until: '0.93.1', see: 'https://github.com/prometheus-operator/prometheus-operator/pull/8749' },
      /** `--name-validation-scheme` of the admission webhook. */
      webhookNames: {
        since: '0.86.0', see: 'https://github.com/prometheus-operator/prometheus-operator/blob/v0.86.0/cmd/admission-webhook/main.go',
      },
      /** `--promql-options` of the admission webhook. */
      webhookPromql: {
        since: '0.91.0', see: 'https://github.com/prometheus-operator/prometheus-operator/blob/v0.91.0/cmd/admission-webhook/main.go',
      },
      /** Durations of zero are omitted from Alertmanager's arguments. */
      dropsZeroDurations: { since: '0.94.0', see: 'https://github.com/prometheus-operator/prometheus-operator/pull/8800' },
    },
  },
  prometheus: {
    oldest: '2.45.0', // the oldest that prometheus-operator is tested with
    newest: '3.16.0',
    capabilities: {
      /** The third major version. */
      three: { since: '3.0.0', see: 'https://prometheus.io/docs/prometheus/3.0/migration/' },
      /** `sample_age_limit` of a remote write's queue. */
      remoteWriteSampleAge: { since: '2.50.0', see: 'https://github.com/prometheus/prometheus/releases/tag/v2.50.0' },
      /** `protobuf_message` of a remote write: protocol 2.0. */
      remoteWrite2: { since: '2.54.0', see: 'https://github.com/prometheus/prometheus/releases/tag/v2.54.0' },
      /** `azuread.workload_identity` of a remote write. */
      azureWorkloadIdentity: { since: '3.7.0', see: 'https://github.com/prometheus/prometheus/releases/tag/v3.7.0' },
      /** There is a variant of the image without a shell: `-distroless`. */
      distrolessImage: { since: '3.10.0', see: 'https://github.com/prometheus-operator/prometheus-operator/issues/8605' },
      /** `--storage.tsdb.delay-compact-file.path`. */
      delayCompactFile: { since: '3.9.0', see: 'https://github.com/prometheus/prometheus/pull/17435' },
    },
  },
  alertmanager: {
    oldest: '0.25.0',
    newest: '0.35.0',
    capabilities: {
      /** Exits at startup if a duration is zero: retention, and the intervals of the cluster. */
      rejectsZeroDurations: { since: '0.34.0', see: 'https://github.com/prometheus/alertmanager/blob/v0.34.2/app/options.go' },
      /** `msteamsv2_configs` of a receiver. */
      teamsReceiver: { since: '0.28.0', see: 'https://github.com/prometheus/alertmanager/releases/tag/v0.28.0' },
      /** The feature `auto-gomaxprocs`. It exits at startup if it is given an unknown feature. */
      autoGomaxprocsFeature: { since: '0.28.0', until: '0.33.0', see: 'https://github.com/prometheus/alertmanager/releases/tag/v0.33.0' },
    },
  },
  thanos: {
    oldest: '0.39.0', // the first that was reviewed with `--endpoint.sd-config`
    newest: '0.42.4',
    capabilities: {
      /** The sidecar's `--shipper.meta-file-name` and Prometheus' path of the same file may be relative and absolute. */
      shipperMetaFilePaths: { since: '0.42.0', see: 'https://github.com/prometheus-operator/prometheus-operator/issues/8763' },
    },
  },
  nodeExporter: {
    oldest: '1.5.0',
    newest: '1.12.1',
    capabilities: {},
  },
  blackboxExporter: {
    oldest: '0.22.0',
    newest: '0.28.0',
    capabilities: {
      /** `--config.enable-auto-reload`. */
      autoReload: { since: '0.28.0', see: 'https://github.com/prometheus/blackbox_exporter/pull/1464' },
    },
  },
  pushgateway: {
    oldest: '1.5.0', // the first with --web.config.file
    newest: '1.11.3',
    capabilities: {
      /** `--push.enable-utf8-names`. */
      utf8Names: { since: '1.11.0', see: 'https://github.com/prometheus/pushgateway/blob/v1.11.0/main.go' },
    },
  },
  metricsServer: {
    oldest: '0.6.0', // the first that reads /metrics/resource of the kubelet
    newest: '0.9.0',
    capabilities: {
      /** `--node-selector`. */
      nodeSelector: {
        since: '0.7.0',
        see: 'https://github.com/kubernetes-sigs/metrics-server/blob/v0.7.0/cmd/metrics-server/app/options/kubelet_client.go',
      },
      /** `--kubelet-request-timeout`, which must be shorter than 9/10 of the resolution. */
      kubeletRequestTimeout: {
        since: '0.7.0',
        see: 'https://github.com/kubernetes-sigs/metrics-server/blob/v0.7.0/cmd/metrics-server/app/options/kubelet_client.go',
      },
    },
  },
  prometheusAdapter: {
    oldest: '0.8.4', // the first whose client certificate for Prometheus has flags
    newest: '0.12.0',
    capabilities: {
      /** `--prometheus-verb`. */
      prometheusVerb: { since: '0.10.0', see: 'https://github.com/kubernetes-sigs/prometheus-adapter/blob/v0.10.0/cmd/adapter/adapter.go' },
    },
  },
  configReloader: {
    oldest: '0.65.0',
    newest: '0.95.2',
    capabilities: {
      /** `--web-config-file`: the reloader's own server uses TLS or a password. */
      webConfigFile: { since: '0.69.0', see: 'https://github.com/prometheus-operator/prometheus-operator/releases/tag/v0.69.0' },
      /** `--reload-method=signal` and `--runtimeinfo-url`. */
      signalReload: { since: '0.70.0', see: 'https://github.com/prometheus-operator/prometheus-operator/releases/tag/v0.70.0' },
      /** The init container has a separate port, 8081. */
      separateInitPort: { since: '0.75.0', see: 'https://github.com/prometheus-operator/prometheus-operator/releases/tag/v0.75.0' },
      /** The operator adds a startup probe. */
      startupProbe: { since: '0.84.0', see: 'https://github.com/prometheus-operator/prometheus-operator/pull/7575' },
      /** The init container's port is called `reloader-init`, no longer `reloader-web`. */
      initPortName: { since: '0.86.0', see: 'https://github.com/prometheus-operator/prometheus-operator/pull/7904' },
      /** The operator also makes the reloader watch the folder of the configuration file. */
      watchesConfigFolder: { since: '0.91.0', see: 'https://github.com/prometheus-operator/prometheus-operator/pull/7366' },
    },
  },
  kubeStateMetrics: {
    oldest: '2.8.0',
    newest: '2.20.0',
    capabilities: {
      /** CustomResourceState ignores a resource without a group, which means core kinds. */
      customResourceNeedsGroup: { since: '2.9.0', see: 'https://github.com/kubernetes/kube-state-metrics/issues/2434' },
      /** CustomResourceState watches the CustomResourceDefinitions, and accepts wildcards. */
      watchesDefinitions: { since: '2.9.0', see: 'https://github.com/kubernetes/kube-state-metrics/pull/1851' },
      /** `/livez` on the metrics port checks the API server. */
      livez: { since: '2.13.0', see: 'https://github.com/kubernetes/kube-state-metrics/pull/2418' },
      /** `/readyz` on the telemetry port. */
      readyzOnTelemetryPort: { since: '2.13.0', see: 'https://github.com/kubernetes/kube-state-metrics/pull/2442' },
      /** CustomResourceState finds only kinds with a CustomResourceDefinition, so no built-in ones. */
      customResourceNeedsDefinition: { since: '2.15.0', see: 'https://github.com/kubernetes/kube-state-metrics/issues/2681' },
      /** `--auth-filter`. */
      authFilter: { since: '2.16.0', see: 'https://github.com/kubernetes/kube-state-metrics/releases/tag/v2.16.0' },
      /** Metric lists accept lookarounds and backreferences: the regular expressions are ECMAScript's, no longer Go's. */
      ecmaScriptPatterns: { since: '2.16.0', see: 'https://github.com/kubernetes/kube-state-metrics/pull/2616' },
      /** EndpointSlices instead of Endpoints are collected by default. */
      endpointSlicesByDefault: { since: '2.18.0', see: 'https://github.com/kubernetes/kube-state-metrics/releases/tag/v2.18.0' },
      /** `kube_pod_status_reason` has PreemptionByScheduler and TerminationByKubelet. */
      podPreemptionReason: { since: '2.19.0', see: 'https://github.com/kubernetes/kube-state-metrics/pull/2892' },
      /** `kube_pod_status_disruption_reason`; and `kube_pod_status_reason` only has series with the value 1. */
      podDisruptionReason: { since: '2.20.0', see: 'https://github.com/kubernetes/kube-state-metrics/pull/3088' },
      /** Admission policies and their bindings are collected by default. */
      admissionPolicies: { since: '2.20.0', see: 'https://github.com/kubernetes/kube-state-metrics/releases/tag/v2.20.0' },
      /** With `--namespaces`, cluster-scoped objects are listed once, no longer once for each namespace. */
      clusterScopedOnce: { since: '2.20.0', see: 'https://github.com/kubernetes/kube-state-metrics/pull/2998' },
    },
  },
} as const satisfies Readonly<Record<string, ComponentRow>>;

export type Component = keyof typeof COMPONENTS;
export type CapabilityOf<C extends Component> = keyof (typeof COMPONENTS)[C]['capabilities'];
