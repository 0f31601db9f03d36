import { Platform } from './platform';

/** The parts of a control plane, by the names of their options. */
export const PARTS = ['kubelet', 'apiServer', 'dns', 'controllerManager', 'scheduler', 'etcd', 'kubeProxy'] as const;
export type Part = (typeof PARTS)[number];

/**
 * Whether a part is scraped by default, can be scraped once it is configured for that, or cannot be at all: what nobody can scrape is neither
 * scraped nor alerted on.
 */
export type Availability = { readonly is: 'scraped' } | { readonly is: 'possible' | 'impossible'; readonly why: string };

const SCRAPED: Availability = { is: 'scraped' };
const possible = (why: string): Availability => ({ is: 'possible', why });
const impossible = (why: string): Availability => ({ is: 'impossible', why });

const HIDDEN = impossible('the provider runs it where nobody reaches it');
const ONE_PROCESS = impossible('k3s runs everything in one process, whose metrics the kubelet and the apiserver bring already');
const PROXY_LOOPBACK = possible('kube-proxy binds its metrics to loopback unless "metricsBindAddress" is "0.0.0.0:10249"');
const bound = (what: string, flag: string) => possible(`${what} binds to loopback unless it has "${flag}"`);

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
 * THE table: what of a platform can be scraped.
 * @see https://github.com/prometheus-operator/kube-prometheus/issues/718 kubeadm binds to loopback
 * @see https://github.com/prometheus-community/helm-charts/issues/4106 managed control planes
 */
export const AVAILABILITY: Readonly<Record<Platform, Readonly<Record<Part, Availability>>>> = {
  [Platform.KUBEADM]: OWN,
  [Platform.EKS]: MANAGED,
  [Platform.GKE]: { ...MANAGED, kubeProxy: impossible('GKE runs it outside of the cluster\'s pods, or not at all with Dataplane V2') },
  [Platform.AKS]: MANAGED,
  [Platform.K3S]: { ...EVERYWHERE, controllerManager: ONE_PROCESS, scheduler: ONE_PROCESS, etcd: ONE_PROCESS, kubeProxy: ONE_PROCESS },
  [Platform.GENERIC]: OWN,
};
