import { Duration } from 'cdk8s';
import { Platform } from './platform';
import { ClientTls } from '../scrape/client-access-options';
import { ComponentMonitorOptions } from '../scrape/component-monitor-options';

/** Which parts of the control plane are scraped. */
export interface ControlPlaneOptions {
  /**
   * The monitor by which it is scraped: labels, relabelings, limits, and every other field.
   * @default - made by the construct alone
   */
  readonly monitor?: ComponentMonitorOptions;

  /**
   * The kubelets: `/metrics`, `/metrics/cadvisor` and `/metrics/probes`.
   * @default true
   */
  readonly kubelet?: boolean;

  /**
   * The apiserver.
   * @default true
   */
  readonly apiServer?: boolean;

  /**
   * CoreDNS, or kube-dns on GKE.
   * @default - true; false with Platform.GKE_AUTOPILOT and Platform.OPENSHIFT
   */
  readonly dns?: boolean;

  /**
   * kube-controller-manager. With kubeadm it must have `--bind-address=0.0.0.0`. docs/platforms.md names the setting of each platform.
   * @default false
   */
  readonly controllerManager?: boolean;

  /**
   * kube-scheduler. With kubeadm it must have `--bind-address=0.0.0.0`.
   * @default false
   */
  readonly scheduler?: boolean;

  /**
   * etcd. With kubeadm it must have `--listen-metrics-urls=http://0.0.0.0:2381`. With Platform.K3S it needs `etcdAddresses`, with
   * Platform.OPENSHIFT `etcdTls`.
   * @default false
   */
  readonly etcd?: boolean;

  /**
   * kube-proxy. It must have `metricsBindAddress: 0.0.0.0:10249`.
   * @default false
   */
  readonly kubeProxy?: boolean;

  /**
   * Do not verify the kubelets' certificates. Kubelets sign their own unless `serverTLSBootstrap` is set, and no authority knows those.
   * @default true
   */
  readonly kubeletInsecureSkipVerify?: boolean;

  /**
   * Scrape `/metrics/resource` of the kubelets too: CPU and memory of containers, pods and nodes, as `kubectl top` reads them.
   * The series of containers exist a second time then, with another `metrics_path`.
   * @default false
   */
  readonly kubeletResourceMetrics?: boolean;

  /**
   * Scrape `/metrics/resources` of kube-scheduler too: requests and limits of each pod, as the scheduler counts them.
   * @default false
   * @see https://kubernetes.io/docs/concepts/cluster-administration/system-metrics/#kube-scheduler-metrics
   */
  readonly schedulerResourceMetrics?: boolean;

  /**
   * Scrape `/metrics/slis` of the kubelets, kube-controller-manager, kube-scheduler and kube-proxy too, as far as they are scraped: their health
   * checks, as `kubernetes_healthcheck` and `kubernetes_healthchecks_total`. That of the apiserver is always scraped. Kubernetes 1.27 or newer
   * serves them.
   * @default false
   * @see https://kubernetes.io/docs/reference/instrumentation/slis/
   */
  readonly componentSlis?: boolean;

  /**
   * IP addresses of the machines where kube-controller-manager runs, if it does not run in pods. They switch it on.
   * @default - the pods with the label `component: kube-controller-manager`
   */
  readonly controllerManagerAddresses?: string[];

  /**
   * IP addresses of the machines where kube-scheduler runs, if it does not run in pods. They switch it on.
   * @default - the pods with the label `component: kube-scheduler`
   */
  readonly schedulerAddresses?: string[];

  /**
   * IP addresses of the machines where etcd runs, if it does not run in pods. They switch it on.
   * @default - the pods with the label `component: etcd`
   */
  readonly etcdAddresses?: string[];

  /**
   * IP addresses of the machines where kube-proxy runs, if it does not run in pods. They switch it on.
   * @default - the pods of kube-proxy
   */
  readonly kubeProxyAddresses?: string[];

  /**
   * Scrape etcd by HTTPS, with a client certificate. Secrets are in the namespace of the ServiceMonitor.
   * @default - plain HTTP, as `--listen-metrics-urls` of kubeadm has it
   */
  readonly etcdTls?: ClientTls;

  /**
   * Port of etcd's metrics.
   * @default - 2379, which serves clients, with `etcdTls`; otherwise 2381
   */
  readonly etcdPort?: number;

  /**
   * How often they are scraped.
   * @default - the Prometheus' own
   */
  readonly interval?: Duration;

  /**
   * How long a scrape may take; at most `interval`.
   * @default - the Prometheus' own
   */
  readonly scrapeTimeout?: Duration;

  /**
   * Labels of all objects.
   * @default - none
   */
  readonly labels?: { [key: string]: string };
}

/** What a control plane is, and which parts of it are scraped. */
export interface ControlPlaneProps extends ControlPlaneOptions {
  /**
   * Who runs it. What that platform hides cannot be switched on.
   * @default Platform.GENERIC
   */
  readonly platform?: Platform;

  /**
   * The namespace of the ServiceMonitors. Services are made in kube-system, called `<namespace>-<job>`.
   * @default - the chart's
   */
  readonly namespace?: string;

  /**
   * The Service in which the operator keeps the addresses of the kubelets: its `--kubelet-service`, `namespace/name`.
   * @default - there is none, and `kubelet` is false
   */
  readonly kubeletService?: string;

  /**
   * Version of the prometheus-operator. Before 0.77, addresses are written as Endpoints, and otherwise as EndpointSlices.
   * @default '0.94.1'
   */
  readonly operatorVersion?: string;
}
