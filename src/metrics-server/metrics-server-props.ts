import { Duration } from 'cdk8s';
import { PodOptions } from '../manifest/pod-options';
import { ServingCertificate } from '../manifest/serving-certificate';
import { TimedMonitorOptions } from '../scrape/component-monitor-options';

/** Properties of metrics-server. */
export interface MetricsServerProps extends PodOptions {
  /**
   * Options of the monitor that scrapes it: labels, relabelings, limits, and every other field.
   * @default - the monitor as the construct creates it
   */
  readonly monitor?: TimedMonitorOptions;
  /**
   * Name of the objects that this construct creates.
   * @default 'metrics-server'
   */
  readonly name?: string;
  /**
   * Namespace of the objects that this construct creates.
   * @default - the namespace of the chart
   */
  readonly namespace?: string;
  /**
   * The version: 0.6 or newer.
   * @default '0.9.0'
   */
  readonly version?: string;
  /**
   * Complete image reference.
   * @default - the upstream image of `version`
   */
  readonly image?: string;
  /**
   * Labels of all objects and pods.
   * @default - none
   */
  readonly labels?: { [key: string]: string };
  /**
   * Number of replicas. Each reads every kubelet. With two, `kubectl top` and autoscaling work while a node is drained.
   * @default 2
   */
  readonly replicas?: number;

  // -- the kubelets --------------------------------------------------------------------------------

  /**
   * Interval in which the kubelets are read: 10 seconds or more.
   * @default Duration.seconds(15)
   */
  readonly resolution?: Duration;
  /**
   * Timeout of a request to a kubelet: at most nine tenths of `resolution`. It requires 0.7.0.
   * @default Duration.seconds(10)
   */
  readonly kubeletRequestTimeout?: Duration;
  /**
   * Types of the node addresses by which it reaches the kubelets, in order of preference.
   * @default ['InternalIP', 'ExternalIP', 'Hostname']
   */
  readonly kubeletAddressTypes?: string[];
  /**
   * Name of the ConfigMap with the `ca.crt` that signed the certificates of the kubelets.
   * @default - the authority of the cluster
   */
  readonly kubeletCertificateAuthority?: string;
  /**
   * Whether the certificates of the kubelets are not verified. kubeadm, kind and others leave them self-signed unless `serverTLSBootstrap`
   * is set;
   * metrics-server is never ready there without this option.
   * @default false
   */
  readonly kubeletInsecureTls?: boolean;
  /**
   * Labels of the nodes whose kubelets are read. It requires 0.7.0.
   * @default - all nodes
   */
  readonly scrapedNodes?: { [label: string]: string };

  // -- the API -------------------------------------------------------------------------------------

  /**
   * The serving certificate, which it presents to the API server.
   * @default ServingCertificate.generated()
   */
  readonly certificate?: ServingCertificate;
  /**
   * Port of the pods. The control plane of GKE reaches 10250 in private clusters without a firewall rule.
   * @default 10250
   */
  readonly port?: number;
  /**
   * Whether the pods use the network of the node: for control planes that cannot reach pods, such as EKS with a custom CNI. `port` must
   * then differ from the port of the kubelet, and the namespace cannot enforce "restricted".
   * @default false
   */
  readonly hostNetwork?: boolean;
  /**
   * Whether a NetworkPolicy restricts connections to its port. Any source may connect to that port, because the API server is not a pod.
   * @default true
   */
  readonly networkPolicy?: boolean;

  /**
   * Flags of metrics-server that have no option, by name without `--`. An empty value makes a switch. A flag that the library sets by
   * default is replaced. A flag that an option sets is an error. Example: `{ v: '2' }`.
   * @default - none
   * @see https://github.com/kubernetes-sigs/metrics-server/blob/v0.9.0/docs/command-line-flags.txt
   */
  readonly extraArgs?: { [flag: string]: string };
}
