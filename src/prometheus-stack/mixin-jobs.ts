import { MixinJobs } from '../monitoring-mixin/monitoring-mixin-props';

/** Components of a stack that are scraped, by the name of the component. */
export interface Scraped {
  readonly kubeStateMetrics?: unknown;
  readonly nodeExporter?: unknown;
  readonly windowsExporter?: unknown;
  readonly operator?: unknown;
  readonly alertmanager?: unknown;
  /** The kubelets, if they are discovered from `nodes`. */
  readonly nodeEndpoints?: unknown;
  readonly prometheus?: { readonly serviceMonitor?: unknown };
  readonly controlPlane?: { readonly jobs: readonly string[] };
}

/** The names of the scraped jobs. A job of an option takes precedence. */
export function scrapedJobs(scraped: Scraped, own: MixinJobs | undefined): MixinJobs {
  const parts = scraped.controlPlane?.jobs ?? [];
  const part = (job: string) => parts.includes(job) ? job : undefined;
  const component = (found: unknown, job: string) => found ? job : undefined;
  return {
    kubeStateMetrics: component(scraped.kubeStateMetrics, 'kube-state-metrics'),
    nodeExporter: component(scraped.nodeExporter, 'node-exporter'),
    kubelet: scraped.nodeEndpoints ? 'kubelet' : part('kubelet'),
    apiServer: part('apiserver'),
    coreDns: part('coredns'),
    etcd: part('etcd'),
    scheduler: part('kube-scheduler'),
    controllerManager: part('kube-controller-manager'),
    kubeProxy: part('kube-proxy'),
    prometheus: component(scraped.prometheus?.serviceMonitor, 'prometheus'),
    alertmanager: component(scraped.alertmanager, 'alertmanager'),
    prometheusOperator: component(scraped.operator, 'prometheus-operator'),
    windowsExporter: component(scraped.windowsExporter, 'windows-exporter'),
    ...own,
  };
}
