import { Duration } from 'cdk8s';
import { PodOptions } from '../manifest/pod-options';
import { ServingCertificate } from '../manifest/serving-certificate';
import { TimedMonitorOptions } from '../scrape/component-monitor-options';

/** Options of metrics-server. */
export interface MetricsServerProps extends PodOptions {
  /**
   * The monitor by which it is scraped: labels, relabelings, limits, and every other field.
   * @default - made by the construct alone
   */
  readonly monitor?: TimedMonitorOptions;
  /**
   * Name of its objects.
   * @default 'metrics-server'
   */
  readonly name?: string;
  /**
   * The namespace.
   * @default - the chart's
   */
  readonly namespace?: string;
  /**
   * The version: 0.6 or newer.
   * @default '0.9.0'
   */
  readonly version?: string;
  /**
   * The whole image reference.
   * @default - upstream's, of `version`
   */
  readonly image?: string;
  /**
   * Labels of all objects and pods.
   * @default - none
   */
  readonly labels?: { [key: string]: string };
  /**
   * Number of pods. Each reads every kubelet. With two, `kubectl top` and autoscaling go on while a node is drained.
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
   * Time that a kubelet may take to answer, at most nine tenths of `resolution`. It requires 0.7.0.
   * @default Duration.seconds(10)
   */
  readonly kubeletRequestTimeout?: Duration;
  /**
   * Types of the addresses by which the kubelets are reached, in order.
   * @default ['InternalIP', 'ExternalIP', 'Hostname']
   */
  readonly kubeletAddressTypes?: string[];
  /**
   * A ConfigMap with the `ca.crt` that signed the certificates of the kubelets.
   * @default - the authority of the cluster
   */
  readonly kubeletCertificateAuthority?: string;
  /**
   * Whether the certificates of the kubelets are not verified. kubeadm, kind and others leave them self-signed unless `serverTLSBootstrap` is set;
   * metrics-server is never ready there without this option.
   * @default false
   */
  readonly kubeletInsecureTls?: boolean;
  /**
   * Nodes that are read, by their labels. It requires 0.7.0.
   * @default - all
   */
  readonly scrapedNodes?: { [label: string]: string };

  // -- the API -------------------------------------------------------------------------------------

  /**
   * The certificate by which the apiserver reaches it.
   * @default ServingCertificate.generated()
   */
  readonly certificate?: ServingCertificate;
  /**
   * Port of the pods. The control plane of GKE reaches 10250 in private clusters without a firewall rule.
   * @default 10250
   */
  readonly port?: number;
  /**
   * Use the network of the node: for control planes that do not reach pods, such as EKS with a custom CNI. `port` must then differ from the
   * kubelet's, and the namespace cannot enforce "restricted".
   * @default false
   */
  readonly hostNetwork?: boolean;
  /**
   * Restrict connections to its port. Anybody may connect to that: the apiserver is no pod.
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
