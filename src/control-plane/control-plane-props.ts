import { Duration } from 'cdk8s';
import { Platform } from './platform';

/** Which parts of the control plane are scraped. */
export interface ControlPlaneOptions {
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
   * @default true
   */
  readonly dns?: boolean;

  /**
   * kube-controller-manager. With kubeadm it must have `--bind-address=0.0.0.0`.
   * @default false
   */
  readonly controllerManager?: boolean;

  /**
   * kube-scheduler. With kubeadm it must have `--bind-address=0.0.0.0`.
   * @default false
   */
  readonly scheduler?: boolean;

  /**
   * etcd. With kubeadm it must have `--listen-metrics-urls=http://0.0.0.0:2381`.
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
}
