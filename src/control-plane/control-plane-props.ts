import { Duration } from 'cdk8s';
import { Platform } from './platform';
import { ClientTls } from '../scrape/client-access-options';
import { ComponentMonitorOptions } from '../scrape/component-monitor-options';

/** Parts of the control plane that are scraped. */
export interface ControlPlaneOptions {
  /**
   * Options of the monitors that scrape it: labels, relabelings, limits, and every other field.
   * @default - the construct's own settings
   */
  readonly monitor?: ComponentMonitorOptions;

  /**
   * Whether to scrape the kubelets: `/metrics`, `/metrics/cadvisor` and `/metrics/probes`.
   * @default true
   */
  readonly kubelet?: boolean;

  /**
   * Whether to scrape the API server.
   * @default true
   */
  readonly apiServer?: boolean;

  /**
   * Whether to scrape CoreDNS, or kube-dns on GKE.
   * @default - true; false with Platform.GKE_AUTOPILOT and Platform.OPENSHIFT
   */
  readonly dns?: boolean;

  /**
   * Whether to scrape kube-controller-manager. With kubeadm it must have `--bind-address=0.0.0.0`. docs/platforms.md names the setting of
   * each platform.
   * @default false
   */
  readonly controllerManager?: boolean;

  /**
   * Whether to scrape kube-scheduler. With kubeadm it must have `--bind-address=0.0.0.0`.
   * @default false
   */
  readonly scheduler?: boolean;

  /**
   * Whether to scrape etcd. With kubeadm it must have `--listen-metrics-urls=http://0.0.0.0:2381`. It requires `etcdAddresses` with
   * Platform.K3S, and `etcdTls` with Platform.OPENSHIFT.
   * @default false
   */
  readonly etcd?: boolean;

  /**
   * Whether to scrape kube-proxy. It must have `metricsBindAddress: 0.0.0.0:10249`.
   * @default false
   */
  readonly kubeProxy?: boolean;

  /**
   * Whether to skip verification of the kubelets' certificates. Kubelets use self-signed certificates unless `serverTLSBootstrap` is set.
   * @default true
   */
  readonly kubeletInsecureSkipVerify?: boolean;

  /**
   * Whether to scrape `/metrics/resource` of the kubelets too: CPU and memory of containers, pods and nodes, as `kubectl top` reads them.
   * The series of containers then exist twice, with different values of `metrics_path`.
   * @default false
   */
  readonly kubeletResourceMetrics?: boolean;

  /**
   * Whether to scrape `/metrics/resources` of kube-scheduler too: requests and limits of each pod, as the scheduler counts them.
   * @default false
   * @see https://kubernetes.io/docs/concepts/cluster-administration/system-metrics/#kube-scheduler-metrics
   */
  readonly schedulerResourceMetrics?: boolean;

  /**
   * Whether to scrape `/metrics/slis` of the kubelets, kube-controller-manager, kube-scheduler and kube-proxy too, if they are scraped:
   * their health checks, as `kubernetes_healthcheck` and `kubernetes_healthchecks_total`. `/metrics/slis` of the API server is always
   * scraped. Kubernetes 1.27 or newer serves these paths.
   * @default false
   * @see https://kubernetes.io/docs/reference/instrumentation/slis/
   */
  readonly componentSlis?: boolean;

  /**
   * IP addresses of the machines where kube-controller-manager runs, if it does not run in pods. Addresses enable the scrape.
   * @default - the pods with the label `component: kube-controller-manager`
   */
  readonly controllerManagerAddresses?: string[];

  /**
   * IP addresses of the machines where kube-scheduler runs, if it does not run in pods. Addresses enable the scrape.
   * @default - the pods with the label `component: kube-scheduler`
   */
  readonly schedulerAddresses?: string[];

  /**
   * IP addresses of the machines where etcd runs, if it does not run in pods. Addresses enable the scrape.
   * @default - the pods with the label `component: etcd`
   */
  readonly etcdAddresses?: string[];

  /**
   * IP addresses of the machines where kube-proxy runs, if it does not run in pods. Addresses enable the scrape.
   * @default - the pods of kube-proxy
   */
  readonly kubeProxyAddresses?: string[];

  /**
   * TLS settings of etcd: it is scraped over HTTPS, with a client certificate. Secrets are in the namespace of the ServiceMonitor.
   * @default - plain HTTP, as in `--listen-metrics-urls` of kubeadm
   */
  readonly etcdTls?: ClientTls;

  /**
   * Port of etcd's metrics.
   * @default - 2379, which serves clients, with `etcdTls`; otherwise 2381
   */
  readonly etcdPort?: number;

  /**
   * Interval between scrapes.
   * @default - the Prometheus' own
   */
  readonly interval?: Duration;

  /**
   * Timeout of a scrape; at most `interval`.
   * @default - the Prometheus' own
   */
  readonly scrapeTimeout?: Duration;

  /**
   * Labels of all objects.
   * @default - none
   */
  readonly labels?: { [key: string]: string };
}

/** Platform of a control plane, and the parts of it that are scraped. */
export interface ControlPlaneProps extends ControlPlaneOptions {
  /**
   * Platform that runs the control plane. Parts that it hides cannot be enabled.
   * @default Platform.GENERIC
   */
  readonly platform?: Platform;

  /**
   * The namespace of the ServiceMonitors. Services are created in kube-system, with the name `<namespace>-<job>`.
   * @default - the chart's
   */
  readonly namespace?: string;

  /**
   * The Service in which the operator keeps the addresses of the kubelets: its `--kubelet-service`, `namespace/name`.
   * @default - none; `kubelet` is false
   */
  readonly kubeletService?: string;

  /**
   * Version of the prometheus-operator. Before 0.77, addresses are written as Endpoints; in 0.77 and newer, as EndpointSlices.
   * @default '0.94.1'
   */
  readonly operatorVersion?: string;
}
