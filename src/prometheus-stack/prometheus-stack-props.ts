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

/** Options of a complete monitoring stack. */
export interface PrometheusStackProps extends IpFamilyOptions {
  /**
   * Namespace of the stack. A namespace can have only one stack.
   * @default - the chart's namespace
   */
  readonly namespace?: string;

  /**
   * Whether to create the namespaces: that of the stack, which enforces the pod security standard "restricted", and that of node-exporter,
   * which cannot enforce it.
   * @default true
   */
  readonly createNamespaces?: boolean;

  /**
   * Version of the cluster's API server: `1.34`, `v1.34.2-gke.1348000`.
   * @default - objects that every supported version (1.28 and newer) accepts
   */
  readonly kubernetesVersion?: string;

  /**
   * Platform that runs the control plane. It decides which parts of the control plane are scraped and how, where the Service of the
   * kubelets is, and whether node-exporter runs. See the table in docs/platforms.md.
   * @default Platform.GENERIC
   */
  readonly platform?: Platform;

  /**
   * Size of the cluster. It decides how much CPU and memory the components request.
   * @default StackSize.MEDIUM
   */
  readonly size?: StackSize;

  /**
   * Whether to run two Prometheus pods and three Alertmanager pods, spread over nodes and zones, with PodDisruptionBudgets.
   * Set false for a cluster with one node: one pod of each.
   * @default true
   */
  readonly highAvailability?: boolean;

  // -- what is watched -----------------------------------------------------------------------------

  /**
   * Namespaces in which monitors, rules and AlertmanagerConfigs are read and targets are discovered, in addition to the stack's own
   * namespace.
   * A Role in each namespace grants the permissions.
   * @default - only the stack's own namespace, and those of the control plane's targets
   */
  readonly namespaces?: string[];

  /**
   * Whether to read and discover in all namespaces, with permissions of ClusterRoles. Do not combine it with `namespaces`.
   * @default false
   */
  readonly allNamespaces?: boolean;

  // -- components ----------------------------------------------------------------------------------

  /**
   * Options of prometheus-operator.
   * @default - its defaults
   */
  readonly operator?: PrometheusOperatorOptions;

  /**
   * Whether to deploy prometheus-operator. Set false if another operator manages this namespace.
   * @default true
   */
  readonly operatorEnabled?: boolean;

  /**
   * CustomResourceDefinitions to deploy, from the files of the operator's release.
   * @default - none: they are installed already
   */
  readonly crds?: PrometheusOperatorCrdsOptions;

  /**
   * Options of Prometheus.
   * @default - its defaults
   */
  readonly prometheus?: PrometheusOptions;

  /**
   * Whether to deploy Prometheus.
   * @default - true, unless `agent` is set
   */
  readonly prometheusEnabled?: boolean;

  /**
   * Options of an agent, which scrapes the same targets and sends all samples to a receiver: it requires `remoteWrite`.
   * The receiver evaluates rules and answers queries. So the stack has no Prometheus, no Alertmanager and no mixin, unless you enable them.
   * @default - none
   */
  readonly agent?: CommonPrometheusOptions;

  /**
   * Options of Alertmanager. Name its configuration: `{ configSecret: 'alertmanager-config' }`.
   * @default - its defaults
   */
  readonly alertmanager?: AlertmanagerOptions;

  /**
   * Whether to deploy Alertmanager.
   * @default - true, if the stack has a Prometheus or no `agent`
   */
  readonly alertmanagerEnabled?: boolean;

  /**
   * Options of node-exporter. It runs in a separate namespace, `<namespace>-node-exporter`, because its pods cannot be "restricted".
   * @default - its defaults
   */
  readonly nodeExporter?: NodeExporterOptions;

  /**
   * Whether to deploy node-exporter.
   * @default - true; false with Platform.GKE_AUTOPILOT and Platform.OPENSHIFT, which is reported as a warning
   */
  readonly nodeExporterEnabled?: boolean;

  /**
   * Options of windows-exporter, which runs on the Windows nodes, in the namespace of node-exporter.
   * The components for Linux run on nodes with `kubernetes.io/os: linux`, as without it.
   * @default - none
   */
  readonly windowsExporter?: WindowsExporterOptions;

  /**
   * Options of kube-state-metrics.
   * @default - its defaults
   */
  readonly kubeStateMetrics?: KubeStateMetricsOptions;

  /**
   * Whether to deploy kube-state-metrics.
   * @default true
   */
  readonly kubeStateMetricsEnabled?: boolean;

  /**
   * Which parts of the control plane are scraped.
   * @default - the parts that can be scraped on `platform` without further configuration
   */
  readonly controlPlane?: ControlPlaneOptions;

  /**
   * Whether to scrape the control plane.
   * @default true
   */
  readonly controlPlaneEnabled?: boolean;

  /**
   * Nodes of the cluster, from a file that you commit. NodeEndpoints then discovers the kubelets.
   * It is safer with an operator before 0.77: there, one node without a valid address stops the update of all kubelets.
   * @default - none: the operator discovers the nodes
   */
  readonly nodes?: NodeSource;

  /**
   * How nodes become targets. It requires `nodes`.
   * @default - the defaults of NodeEndpoints
   */
  readonly nodeEndpoints?: NodeEndpointsOptions;

  /**
   * Options of the mixin: alerts, recording rules and dashboards for the scraped jobs.
   * @default - all rules, no dashboards
   */
  readonly mixin?: MonitoringMixinOptions;

  /**
   * Whether to create the alerts, recording rules and dashboards.
   * kube-state-metrics 2.20 or newer is then scraped every 15 seconds, unless its options set an interval: disrupted pods exist only
   * briefly.
   * @default - true, if the stack has a Prometheus
   */
  readonly mixinEnabled?: boolean;

  /**
   * Jobs that are scraped in addition to those of the stack. The mixin then has their rules and dashboards, too.
   * Example: `{ grafana: 'grafana' }` for a Grafana of this library, or for another one that you scrape.
   * @default - none
   */
  readonly mixinJobs?: MixinJobs;

  /**
   * Options of the operator's admission webhook. With it the API server rejects rules, from any source, that Prometheus cannot read.
   * It needs cert-manager or a certificate. One webhook per cluster is enough.
   * @default - none
   */
  readonly admissionWebhook?: AdmissionWebhookOptions;

  // -- all of them ---------------------------------------------------------------------------------

  /**
   * Whether NetworkPolicies restrict connections to the components to the clients that need them.
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
   * Tested set of versions, from which all components take their version and images: `VersionSet.V2026_11`. An upgrade of this library then
   * changes none of them.
   * The `version` of a component takes precedence. See docs/upgrading.md for the versions of each set.
   * @default - the newest set of the installed release of this library
   */
  readonly versions?: VersionSet;

  /**
   * Registry from which all images are pulled, in place of upstream's registries. Include the path of the mirror, if it has one.
   * @default - upstream's registries
   */
  readonly imageRegistry?: string;

  /**
   * Names of Secrets with credentials for the registry.
   * @default - none
   */
  readonly imagePullSecrets?: string[];

  /**
   * When the kubelet pulls the images of all components, and of the containers that the operator adds; it does not apply to the config
   * reloader of a ThanosRuler.
   * @default - `IfNotPresent`, the default of Kubernetes for images with a version
   */
  readonly imagePullPolicy?: ImagePullPolicy;

  /**
   * Labels of the nodes on which the pods may run. They do not apply to the DaemonSets.
   * @default { 'kubernetes.io/os': 'linux' }
   */
  readonly nodeSelector?: { [key: string]: string };

  /**
   * Tolerations of all components except the DaemonSets, which tolerate every taint.
   * @default - none
   */
  readonly tolerations?: Toleration[];

  /**
   * Name of the PriorityClass of the pods.
   * @default - the cluster's default
   */
  readonly priorityClassName?: string;

  /**
   * VerticalPodAutoscalers for the workloads of all components in the stack, and of those that its settings reach. They include workloads
   * that the operator creates from custom resources. A component's own option replaces it as a whole.
   * @default - none
   */
  readonly verticalPodAutoscaler?: VerticalPodAutoscalerOptions;

  /**
   * CPU and memory limits of the containers of all components in the stack and of those that its settings reach, and of their sidecars:
   * multiples of their requests.
   * `{}` limits memory to twice the request, `{ cpuRatio: 5 }` limits CPU, too. A component's own option replaces it as a whole.
   * @default - no limits
   */
  readonly resourceLimits?: ResourceLimitsOptions;

  /**
   * Whether to annotate namespaces, CustomResourceDefinitions and the operator with `argocd.argoproj.io/sync-wave`. Argo CD then applies
   * them before all other objects, even if each resource has its own file.
   * @default false
   */
  readonly syncWaves?: boolean;
}
