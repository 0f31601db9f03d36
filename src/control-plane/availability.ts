import { Platform } from './platform';

/** The parts of a control plane, by the names of their options. */
export const PARTS = ['kubelet', 'apiServer', 'dns', 'controllerManager', 'scheduler', 'etcd', 'kubeProxy'] as const;
export type Part = (typeof PARTS)[number];

/**
 * Whether a part is scraped by default, can be scraped after configuration, can probably not be scraped, or certainly not. A part that
 * cannot be scraped has no monitor and no alerts.
 */
export type Availability = { readonly is: 'scraped' } | Limited;

interface Limited {
  readonly is: 'possible' | 'doubtful' | 'impossible';
  readonly why: string;
  /** It never runs in pods, so it is found only by addresses. */
  readonly outsidePods?: boolean;
}

const SCRAPED: Availability = { is: 'scraped' };
const possible = (why: string): Limited => ({ is: 'possible', why });
const doubtful = (why: string): Limited => ({ is: 'doubtful', why });
const impossible = (why: string): Limited => ({ is: 'impossible', why });
const outsidePods = (limited: Limited): Limited => ({ ...limited, outsidePods: true });
const bound = (what: string, setting: string) => possible(`${what} binds to loopback unless it has "${setting}"`);

const HIDDEN = impossible('the provider runs it, and it is not reachable');
const ONE_PROCESS = outsidePods(
  doubtful('k3s runs everything in one process, whose metrics the kubelet and the API server already expose'),
);
const MANAGED_NAMESPACE = impossible('it is in kube-system, where Autopilot rejects Services of users');
const ELSEWHERE = 'openshift-monitoring already scrapes it';
const PROXY_LOOPBACK = possible('kube-proxy binds its metrics to loopback unless "metricsBindAddress" is "0.0.0.0:10249"');

const EVERYWHERE = { kubelet: SCRAPED, apiServer: SCRAPED, dns: SCRAPED };
const MANAGED = { ...EVERYWHERE, controllerManager: HIDDEN, scheduler: HIDDEN, etcd: HIDDEN, kubeProxy: PROXY_LOOPBACK };
const OWN = {
  ...EVERYWHERE,
  controllerManager: bound('kube-controller-manager', '--bind-address=0.0.0.0'),
  scheduler: bound('kube-scheduler', '--bind-address=0.0.0.0'),
  etcd: bound('etcd', '--listen-metrics-urls=http://0.0.0.0:2381'),
  kubeProxy: PROXY_LOOPBACK,
};

/**
 * THE table: what of a platform can be scraped. docs/platforms.md has it for people, with the source of each cell.
 * @see https://github.com/prometheus-operator/kube-prometheus/issues/718 kubeadm binds to loopback
 * @see https://github.com/prometheus-community/helm-charts/issues/4106 managed control planes
 * @see https://github.com/prometheus-community/helm-charts/issues/4833 Autopilot: Services in kube-system
 * @see https://docs.siderolabs.com/kubernetes-guides/monitoring-and-observability/etcd-metrics Talos
 * @see https://github.com/rancher/rke2/blob/master/pkg/podtemplate/podtemplate.go RKE2: labels and ports of its static pods
 * @see https://github.com/openshift/cluster-kube-controller-manager-operator/blob/main/bindata/assets/kube-controller-manager/svc.yaml
 */
export const AVAILABILITY: Readonly<Record<Platform, Readonly<Record<Part, Availability>>>> = {
  [Platform.KUBEADM]: OWN,
  [Platform.EKS]: MANAGED,
  [Platform.GKE]: { ...MANAGED, kubeProxy: impossible('GKE runs it outside of pods, or not at all with Dataplane V2') },
  [Platform.GKE_AUTOPILOT]: { ...MANAGED, dns: MANAGED_NAMESPACE, kubeProxy: impossible('Dataplane V2 replaces it') },
  [Platform.AKS]: MANAGED,
  [Platform.OKE]: {
    ...MANAGED, kubeProxy: doubtful('Oracle documents neither the labels of its pods nor a setting for the address of its metrics'),
  },
  [Platform.K3S]: {
    ...EVERYWHERE,
    controllerManager: ONE_PROCESS,
    scheduler: ONE_PROCESS,
    etcd: outsidePods(possible('k3s exposes its etcd on port 2381 only with "etcd-expose-metrics: true"')),
    kubeProxy: ONE_PROCESS,
  },
  [Platform.RKE2]: {
    ...EVERYWHERE,
    controllerManager: bound('kube-controller-manager', 'kube-controller-manager-arg: [bind-address=0.0.0.0]'),
    scheduler: bound('kube-scheduler', 'kube-scheduler-arg: [bind-address=0.0.0.0]'),
    etcd: bound('etcd', 'etcd-expose-metrics: true'),
    kubeProxy: bound('kube-proxy', 'kube-proxy-arg: [metrics-bind-address=0.0.0.0]'),
  },
  [Platform.TALOS]: {
    ...EVERYWHERE,
    controllerManager: bound('kube-controller-manager', 'cluster.controllerManager.extraArgs.bind-address: 0.0.0.0'),
    scheduler: bound('kube-scheduler', 'cluster.scheduler.extraArgs.bind-address: 0.0.0.0'),
    etcd: bound('etcd', 'cluster.etcd.extraArgs.listen-metrics-urls: http://0.0.0.0:2381'),
    kubeProxy: bound('kube-proxy', 'cluster.proxy.extraArgs.metrics-bind-address: 0.0.0.0:10249'),
  },
  [Platform.OPENSHIFT]: {
    ...EVERYWHERE,
    dns: doubtful('newer releases allow only openshift-monitoring to connect to the metrics in openshift-dns'),
    controllerManager: possible(ELSEWHERE),
    scheduler: possible(ELSEWHERE),
    etcd: possible(ELSEWHERE),
    kubeProxy: doubtful('OVN-Kubernetes replaces it, and with other network plugins it is in openshift-kube-proxy'),
  },
  [Platform.GENERIC]: OWN,
};
