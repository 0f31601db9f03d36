import { StackSize } from './stack-size';
import { AlertmanagerOptions } from '../alertmanager/alertmanager-props';
import { ControlPlaneOptions } from '../control-plane/control-plane-props';
import { Platform } from '../control-plane/platform';
import { KubeStateMetricsOptions } from '../kube-state-metrics/kube-state-metrics-props';
import { ImagePullPolicy } from '../manifest/image-pull-policy';
import { IpFamilyOptions } from '../manifest/ip-family-options';
import { PodSecurityOptions } from '../manifest/pod-security-options';
import { ResourceLimitsOptions } from '../manifest/resource-limits-options';
import { Toleration } from '../manifest/toleration';
import { VerticalPodAutoscalerOptions } from '../manifest/vertical-pod-autoscaler-options';
import { MixinJobs, MonitoringMixinOptions } from '../monitoring-mixin/monitoring-mixin-props';
import { NodeEndpointsOptions } from '../node-endpoints/node-endpoints-props';
import { NodeSource } from '../node-endpoints/node-source';
import { NodeExporterOptions } from '../node-exporter/node-exporter-props';
import { CommonPrometheusOptions } from '../prometheus/common-options';
import { PrometheusOptions } from '../prometheus/prometheus-props';
import { AdmissionWebhookOptions } from '../prometheus-operator/admission-webhook-props';
import { PrometheusOperatorOptions } from '../prometheus-operator/prometheus-operator-props';
import { PrometheusOperatorCrdsOptions } from '../prometheus-operator-crds/prometheus-operator-crds';
import { VersionSet } from '../versions/version-set';
import { WindowsExporterOptions } from '../windows-exporter/windows-exporter-props';

/** A whole monitoring stack. */
export interface PrometheusStackProps extends IpFamilyOptions {
  /**
   * The namespace of the stack: one stack a namespace.
   * @default - the chart's
   */
  readonly namespace?: string;

  /**
   * Make the namespaces too: the stack's, which enforces the pod security standard "restricted", and that of node-exporter, which cannot.
   * @default true
   */
  readonly createNamespaces?: boolean;

  /**
   * The version of the cluster's apiserver: `1.34`, `v1.34.2-gke.1348000`.
   * @default - what every supported version (1.28 and newer) takes
   */
  readonly kubernetesVersion?: string;

  /**
   * Who runs the control plane. It decides which of its parts are scraped and how, where the Service of the kubelets is, and whether node-exporter
   * runs. docs/platforms.md has the table.
   * @default Platform.GENERIC
   */
  readonly platform?: Platform;

  /**
   * How large the cluster is: it decides what CPU and memory the components request.
   * @default StackSize.MEDIUM
   */
  readonly size?: StackSize;

  /**
   * Two Prometheuses and three Alertmanagers, spread over nodes and zones, with PodDisruptionBudgets. False is for a cluster of one node: one of each.
   * @default true
   */
  readonly highAvailability?: boolean;

  // -- what is watched -----------------------------------------------------------------------------

  /**
   * The namespaces in which monitors, rules and AlertmanagerConfigs are read and targets discovered, beside the stack's own. Permissions are given by a Role in each.
   * @default - the stack's own alone, and what is scraped of the control plane
   */
  readonly namespaces?: string[];

  /**
   * Read and discover in all namespaces, by ClusterRoles. Not together with `namespaces`.
   * @default false
   */
  readonly allNamespaces?: boolean;

  // -- components ----------------------------------------------------------------------------------

  /**
   * prometheus-operator.
   * @default - its defaults
   */
  readonly operator?: PrometheusOperatorOptions;

  /**
   * Make it. False where another one looks after this namespace.
   * @default true
   */
  readonly operatorEnabled?: boolean;

  /**
   * The CustomResourceDefinitions, from the files of the operator's release.
   * @default - they are there already
   */
  readonly crds?: PrometheusOperatorCrdsOptions;

  /**
   * Prometheus.
   * @default - its defaults
   */
  readonly prometheus?: PrometheusOptions;

  /**
   * Make it.
   * @default - true, where there is no `agent`
   */
  readonly prometheusEnabled?: boolean;

  /**
   * An agent, which scrapes the same and sends it away: it needs `remoteWrite`. What alerts and answers is where the samples go, so that in its place there is no Prometheus, no
   * Alertmanager and no mixin here, unless they are enabled.
   * @default - none
   */
  readonly agent?: CommonPrometheusOptions;

  /**
   * Alertmanager. Name its configuration: `{ configSecret: 'alertmanager-config' }`.
   * @default - its defaults
   */
  readonly alertmanager?: AlertmanagerOptions;

  /**
   * Make it.
   * @default - true, where there is a Prometheus or no `agent`
   */
  readonly alertmanagerEnabled?: boolean;

  /**
   * node-exporter, in a namespace of its own, `<namespace>-node-exporter`, since its pods cannot be "restricted".
   * @default - its defaults
   */
  readonly nodeExporter?: NodeExporterOptions;

  /**
   * Make it.
   * @default - true; false with Platform.GKE_AUTOPILOT and Platform.OPENSHIFT, which is reported as a warning
   */
  readonly nodeExporterEnabled?: boolean;

  /**
   * windows-exporter on the Windows nodes, in the namespace of node-exporter. With it the parts for Linux stay where they are: on nodes with `kubernetes.io/os: linux`.
   * @default - none
   */
  readonly windowsExporter?: WindowsExporterOptions;

  /**
   * kube-state-metrics.
   * @default - its defaults
   */
  readonly kubeStateMetrics?: KubeStateMetricsOptions;

  /**
   * Make it.
   * @default true
   */
  readonly kubeStateMetricsEnabled?: boolean;

  /**
   * Which parts of the control plane are scraped.
   * @default - what `platform` lets be scraped as it is
   */
  readonly controlPlane?: ControlPlaneOptions;

  /**
   * Scrape it.
   * @default true
   */
  readonly controlPlaneEnabled?: boolean;

  /**
   * The cluster's nodes, from a file that you commit: the kubelets are then found by NodeEndpoints. Before operator 0.77 it is safer: one node without a valid address costs the
   * operator all kubelets.
   * @default - the operator looks for the nodes
   */
  readonly nodes?: NodeSource;

  /**
   * How nodes become targets. With `nodes` alone.
   * @default - the defaults of NodeEndpoints
   */
  readonly nodeEndpoints?: NodeEndpointsOptions;

  /**
   * Alerts, recorded series and dashboards, of what is scraped.
   * @default - all rules, no dashboards
   */
  readonly mixin?: MonitoringMixinOptions;

  /**
   * Make them. kube-state-metrics from 2.20 on is then scraped every 15 seconds, where its options say nothing else: pods that are disrupted are there for moments.
   * @default - true, where there is a Prometheus
   */
  readonly mixinEnabled?: boolean;

  /**
   * Jobs that are scraped in addition to those of the stack, for their rules and dashboards: `{ grafana: 'grafana' }` for a Grafana of this library or one that you scrape.
   * @default - none
   */
  readonly mixinJobs?: MixinJobs;

  /**
   * The admission webhook of the operator: the apiserver rejects rules that Prometheus could not read, from any source. It needs
   * cert-manager, or a certificate. One in a cluster is enough.
   * @default - none
   */
  readonly admissionWebhook?: AdmissionWebhookOptions;

  // -- all of them ---------------------------------------------------------------------------------

  /**
   * Let nobody connect to the components but who must.
   * @default true
   */
  readonly networkPolicy?: boolean;

  /**
   * User, groups and seccomp profile of all pods. Options of a component replace single fields.
   * @default - what the pod security standard "restricted" requires, and fixed IDs; `{ idsFromPlatform: true }` with Platform.OPENSHIFT
   */
  readonly podSecurity?: PodSecurityOptions;

  /**
   * Labels of all objects and pods. They are never part of a selector.
   * @default - none
   */
  readonly commonLabels?: { [key: string]: string };

  /**
   * Annotations of all objects.
   * @default - none
   */
  readonly commonAnnotations?: { [key: string]: string };

  /**
   * The tested set of versions from which all components take their version and images: `VersionSet.V2026_11`. An upgrade of this library then changes none of them.
   * The `version` of a component goes before it. See docs/upgrading.md for what each set has.
   * @default - the newest set of the installed release of this library
   */
  readonly versions?: VersionSet;

  /**
   * Where all images are pulled from, in place of upstream's registries; with a path where the mirror has one.
   * @default - upstream's
   */
  readonly imageRegistry?: string;

  /**
   * Secrets with the credentials of the registry.
   * @default - none
   */
  readonly imagePullSecrets?: string[];

  /**
   * When the kubelet pulls the images of all components, and of the containers that the operator adds; it does not apply to the config reloader of a ThanosRuler.
   * @default - `IfNotPresent`, the default of Kubernetes for images with a version
   */
  readonly imagePullPolicy?: ImagePullPolicy;

  /**
   * The nodes on which the pods may run, but for those that run on every node.
   * @default { 'kubernetes.io/os': 'linux' }
   */
  readonly nodeSelector?: { [key: string]: string };

  /**
   * The taints that are tolerated, but by those that run on every node, which tolerate all.
   * @default - none
   */
  readonly tolerations?: Toleration[];

  /**
   * The name of a PriorityClass.
   * @default - the cluster's default
   */
  readonly priorityClassName?: string;

  /**
   * VerticalPodAutoscalers for the workloads of all components in the stack and of those that its settings reach, also for what the operator makes of
   * custom resources. A component's own option replaces it as a whole.
   * @default - none
   */
  readonly verticalPodAutoscaler?: VerticalPodAutoscalerOptions;

  /**
   * CPU and memory limits of the containers of all components in the stack and of those that its settings reach, with the sidecars: multiples of what they request.
   * `{}` limits memory to twice the request, `{ cpuRatio: 5 }` limits CPU, too. A component's own option replaces it as a whole.
   * @default - no limits
   */
  readonly resourceLimits?: ResourceLimitsOptions;

  /**
   * Annotate namespaces, CustomResourceDefinitions and the operator with `argocd.argoproj.io/sync-wave`, so that Argo CD applies them before
   * everything else, also from one file per resource.
   * @default false
   */
  readonly syncWaves?: boolean;
}
