import { Part } from './availability';
import { Platform } from './platform';
import { Labels } from '../manifest/labels';
import { RelabelConfig, ServiceMonitorEndpoint } from '../manifest/monitoring';
import { accessFields } from '../scrape/client-access';
import { ClientTls } from '../scrape/client-access-options';
import { kubeletEndpoints } from '../scrape/kubelet';
import { CA_FILE, TOKEN_FILE } from '../scrape/service-account';
import { Timing } from '../scrape/timing';

/** How a part is scraped. */
export interface PartScrape {
  /** The job, and what its objects are called after. */
  readonly job: string;
  /** The label of the Service that has the job. */
  readonly jobLabel: string;
  readonly namespace: string;
  /** Where the Service is there already. */
  readonly selector?: Labels;
  /** Where the Service has to be made: the pods behind it. */
  readonly pods?: Labels;
  readonly ports?: readonly { readonly name: string; readonly port: number }[];
  readonly endpoints: readonly ServiceMonitorEndpoint[];
}

const NAME_LABEL = 'app.kubernetes.io/name';

/** Two paths of one port would be one and the same series of `up`. */
const METRICS_PATH: RelabelConfig = { action: 'replace', sourceLabels: ['__metrics_path__'], targetLabel: 'metrics_path' };

/**
 * What k3s has in the kubelet's `/metrics` although it is not the kubelet's: the same series come from the apiserver.
 * @see https://github.com/k3s-io/k3s/issues/2262
 */
const K3S_FOREIGN: RelabelConfig = {
  action: 'drop',
  sourceLabels: ['__name__'],
  regex: '(aggregator|apiextensions|apiserver|attachdetach|cronjob|endpoint_slice|etcd|job|kubeproxy|node_collector|node_ipam|pv_collector|scheduler|ttl)_.+',
};

export interface PartContext {
  readonly platform: Platform;
  /** The Service in which the operator keeps the kubelets. */
  readonly kubeletService: { readonly namespace: string; readonly name: string };
  readonly kubeletInsecureSkipVerify: boolean;
  readonly kubeletResourceMetrics?: boolean;
  readonly schedulerResourceMetrics?: boolean;
  readonly etcdTls?: ClientTls;
  readonly etcdPort?: number;
  readonly timing: Timing;
}

export const PART_SCRAPES: Readonly<Record<Part, (context: PartContext) => PartScrape>> = {
  kubelet: ({ platform, kubeletService, kubeletInsecureSkipVerify, kubeletResourceMetrics, timing }) => ({
    job: 'kubelet',
    jobLabel: NAME_LABEL,
    namespace: kubeletService.namespace,
    selector: { [NAME_LABEL]: 'kubelet', 'app.kubernetes.io/managed-by': 'prometheus-operator' },
    endpoints: kubeletEndpoints({ timing, insecureSkipVerify: kubeletInsecureSkipVerify, resourceMetrics: kubeletResourceMetrics }).map(endpoint => ({
      ...endpoint,
      // every operator labels its Service the same: of two, each is scraped by its own Prometheus
      relabelings: [{ action: 'keep', sourceLabels: ['__meta_kubernetes_service_name'], regex: kubeletService.name }, ...endpoint.relabelings ?? []],
      ...platform === Platform.K3S && endpoint.path === '/metrics' && { metricRelabelings: [K3S_FOREIGN] },
    })),
  }),
  apiServer: ({ timing }) => ({
    job: 'apiserver',
    jobLabel: 'component',
    namespace: 'default',
    selector: { component: 'apiserver', provider: 'kubernetes' },
    endpoints: ['/metrics', '/metrics/slis'].map(path => ({
      port: 'https',
      path,
      scheme: 'https',
      ...timing,
      bearerTokenFile: TOKEN_FILE,
      tlsConfig: { caFile: CA_FILE, serverName: 'kubernetes' },
      relabelings: [METRICS_PATH],
    })),
  }),
  dns: ({ platform, timing }) => {
    const ports = platform === Platform.GKE ? [{ name: 'http-metrics-dnsmasq', port: 10054 }, { name: 'http-metrics-skydns', port: 10055 }] : [{ name: 'http-metrics', port: 9153 }];
    return {
      ...made(platform === Platform.GKE ? 'kube-dns' : 'coredns', { 'k8s-app': 'kube-dns' }, ports),
      endpoints: ports.map(({ name }) => ({ port: name, ...timing })),
    };
  },
  controllerManager: ({ timing }) => overHttps('kube-controller-manager', 10257, timing),
  scheduler: ({ schedulerResourceMetrics, timing }) => {
    const scrape = overHttps('kube-scheduler', 10259, timing);
    if (!schedulerResourceMetrics) { return scrape; }
    return { ...scrape, endpoints: scrape.endpoints.flatMap(endpoint => ['/metrics', '/metrics/resources'].map(path => ({ ...endpoint, path, relabelings: [METRICS_PATH] }))) };
  },
  etcd: ({ etcdTls, etcdPort, timing }) => {
    const port = etcdTls ? { name: 'https-metrics', port: etcdPort ?? 2379 } : { name: 'http-metrics', port: etcdPort ?? 2381 };
    return {
      ...made('etcd', { component: 'etcd' }, [port]),
      endpoints: [{ port: port.name, ...etcdTls && { scheme: 'https', ...accessFields({ tls: etcdTls }) }, ...timing }],
    };
  },
  kubeProxy: ({ platform, timing }) => ({
    ...made('kube-proxy', platform === Platform.AKS ? { component: 'kube-proxy' } : { 'k8s-app': 'kube-proxy' }, [{ name: 'http-metrics', port: 10249 }]),
    endpoints: [{ port: 'http-metrics', ...timing }],
  }),
};

function made(job: string, pods: Labels, ports: readonly { readonly name: string; readonly port: number }[]) {
  return { job, jobLabel: NAME_LABEL, namespace: 'kube-system', pods, ports };
}

/** Its certificate is of its own making, and it asks the apiserver about the token. */
function overHttps(job: string, port: number, timing: Timing): PartScrape {
  return {
    ...made(job, { component: job }, [{ name: 'https-metrics', port }]),
    endpoints: [{ port: 'https-metrics', scheme: 'https', ...timing, bearerTokenFile: TOKEN_FILE, tlsConfig: { insecureSkipVerify: true } }],
  };
}
