import { Part } from './availability';
import { openshiftScrape } from './openshift';
import { PartContext, PartScrape } from './part-scrape';
import { Platform } from './platform';
import { Labels } from '../manifest/labels';
import { RelabelConfig, ServiceMonitorEndpoint } from '../manifest/monitoring';
import { accessFields } from '../scrape/client-access';
import { kubeletEndpoints, OF_PROCESS, SLIS } from '../scrape/kubelet';
import { CA_FILE, TOKEN_FILE } from '../scrape/service-account';
import { Timing } from '../scrape/timing';

const NAME_LABEL = 'app.kubernetes.io/name';

/** Without a label for the path, two paths of one port would share the same series of `up`. */
const METRICS_PATH: RelabelConfig = { action: 'replace', sourceLabels: ['__metrics_path__'], targetLabel: 'metrics_path' };

/**
 * etcd of Talos is not a pod. The API server's pods are on the host network of the machines with an etcd, and of no others, so they lead to
 * etcd. Their name and container belong to the API server, not to etcd.
 * @see https://github.com/siderolabs/talos/blob/main/internal/app/machined/pkg/controllers/k8s/internal/k8stemplates/apiserver.go
 */
const OF_APISERVER: RelabelConfig = { action: 'labeldrop', regex: '(pod|container)' };

/** Requests and limits of pods, as the scheduler counts them. */
export const RESOURCES = '/metrics/resources';

/**
 * Series in the kubelet's `/metrics` of k3s that belong to other components: the API server exposes the same series.
 * @see https://github.com/k3s-io/k3s/issues/2262
 */
const K3S_FOREIGN: RelabelConfig = {
  action: 'drop',
  sourceLabels: ['__name__'],
  regex:
    '(aggregator|apiextensions|apiserver|attachdetach|cronjob|endpoint_slice|etcd|job|kubeproxy|node_collector|'
      + 'node_ipam|pv_collector|scheduler|ttl)_.+',
};

const PART_SCRAPES: Readonly<Record<Part, (context: PartContext) => PartScrape>> = {
  kubelet: ({ platform, kubeletService, kubeletInsecureSkipVerify, kubeletResourceMetrics, componentSlis, timing }) => ({
    job: 'kubelet',
    jobLabel: NAME_LABEL,
    namespace: kubeletService.namespace,
    selector: { [NAME_LABEL]: 'kubelet', 'app.kubernetes.io/managed-by': 'prometheus-operator' },
    endpoints: kubeletEndpoints({
      timing, insecureSkipVerify: kubeletInsecureSkipVerify, resourceMetrics: kubeletResourceMetrics, componentSlis,
    }).map(endpoint => ({
      ...endpoint,
      // every operator labels its Service alike: with two operators, each Service is scraped by its own Prometheus
      relabelings: [
        { action: 'keep', sourceLabels: ['__meta_kubernetes_service_name'], regex: kubeletService.name }, ...endpoint.relabelings ?? [],
      ],
      ...platform === Platform.K3S && endpoint.path === '/metrics' && { metricRelabelings: [K3S_FOREIGN] },
    })),
  }),
  apiServer: ({ timing }) => ({
    job: 'apiserver',
    jobLabel: 'component',
    namespace: 'default',
    selector: { component: 'apiserver', provider: 'kubernetes' },
    endpoints: ['/metrics', SLIS].map(path => ({
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
    const ports = platform === Platform.GKE
      ? [{ name: 'http-metrics-dnsmasq', port: 10054 }, { name: 'http-metrics-skydns', port: 10055 }]
      : [{ name: 'http-metrics', port: 9153 }];
    return {
      ...made(platform === Platform.GKE ? 'kube-dns' : 'coredns', { 'k8s-app': 'kube-dns' }, ports),
      endpoints: ports.map(({ name }) => ({ port: name, ...timing })),
    };
  },
  controllerManager: ({ timing }) => overHttps('kube-controller-manager', 10257, timing),
  scheduler: ({ timing }) => overHttps('kube-scheduler', 10259, timing),
  etcd: ({ platform, etcdTls, etcdPort, timing }) => {
    const port = etcdTls ? { name: 'https-metrics', port: etcdPort ?? 2379 } : { name: 'http-metrics', port: etcdPort ?? 2381 };
    const isBesideApiserver = platform === Platform.TALOS;
    return {
      ...made('etcd', { component: isBesideApiserver ? 'kube-apiserver' : 'etcd' }, [port]),
      endpoints: [{
        port: port.name,
        ...etcdTls && { scheme: 'https', ...accessFields({ tls: etcdTls }) },
        ...timing,
        ...isBesideApiserver && { relabelings: [OF_APISERVER] },
      }],
    };
  },
  kubeProxy: ({ platform, timing }) => ({
    ...made('kube-proxy', proxyPods(platform), [{ name: 'http-metrics', port: 10249 }]),
    endpoints: [{ port: 'http-metrics', ...timing }],
  }),
};

/** How a part is scraped: through pods or a Service of the platform, or at addresses. */
export function scrapeOf(part: Part, context: PartContext, atAddresses: boolean): PartScrape {
  const own = context.platform === Platform.OPENSHIFT && !atAddresses ? openshiftScrape(part, context) : undefined;
  const scrape = own ?? PART_SCRAPES[part](context);
  const further = furtherPaths(part, context);
  if (further.length === 0) { return scrape; }
  const at = (path: string) => (endpoint: ServiceMonitorEndpoint) => ({
    ...endpoint, path, relabelings: [...endpoint.relabelings ?? [], METRICS_PATH], ...path === SLIS && { metricRelabelings: [OF_PROCESS] },
  });
  return { ...scrape, endpoints: ['/metrics', ...further].flatMap(path => scrape.endpoints.map(at(path))) };
}

/** Paths in addition to `/metrics`, for parts without their own list. */
function furtherPaths(part: Part, { componentSlis = false, schedulerResourceMetrics = false }: PartContext): string[] {
  const hasSlis = part === 'controllerManager' || part === 'scheduler' || part === 'kubeProxy';
  return [...part === 'scheduler' && schedulerResourceMetrics ? [RESOURCES] : [], ...hasSlis && componentSlis ? [SLIS] : []];
}

/** RKE2 runs it as a static pod that is labeled with its command; AKS uses the same label. */
function proxyPods(platform: Platform): Labels {
  return platform === Platform.AKS || platform === Platform.RKE2 ? { component: 'kube-proxy' } : { 'k8s-app': 'kube-proxy' };
}

function made(job: string, pods: Labels, ports: readonly { readonly name: string; readonly port: number }[]) {
  return { job, jobLabel: NAME_LABEL, namespace: 'kube-system', pods, ports };
}

/** It has a self-signed certificate, and verifies the token with the API server. */
function overHttps(job: string, port: number, timing: Timing): PartScrape {
  return {
    ...made(job, { component: job }, [{ name: 'https-metrics', port }]),
    endpoints: [{
      port: 'https-metrics', scheme: 'https', ...timing, bearerTokenFile: TOKEN_FILE, tlsConfig: { insecureSkipVerify: true },
    }],
  };
}
