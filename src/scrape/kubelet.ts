import { CA_FILE, TOKEN_FILE } from './service-account';
import { Timing } from './timing';
import { RelabelConfig, ServiceMonitorEndpoint } from '../manifest/monitoring';

/** The name that prometheus-operator also gives the kubelet's port. */
export const KUBELET_PORT_NAME = 'https-metrics';

/** The kubelet's own port: the only one with HTTPS and authentication. */
export const KUBELET_PORT = 10250;

/** Distinguishes series of cAdvisor from those of the kubelet, which have the same job. */
export const CADVISOR = 'metrics_path="/metrics/cadvisor"';

/** Series of containers only: neither the pause container nor parent cgroups. */
export const OF_CONTAINERS = 'container!="",image!=""';

/** Health checks of a component, as counters and gauges. */
export const SLIS = '/metrics/slis';

/** Series that a component already has in `/metrics`: they would be two series of one process. */
export const OF_PROCESS: RelabelConfig = { action: 'drop', sourceLabels: ['__name__'], regex: 'process_start_time_seconds' };

export interface KubeletScrape {
  readonly timing: Timing;
  readonly insecureSkipVerify: boolean;
  /** Whether `/metrics/resource` is scraped. */
  readonly resourceMetrics?: boolean;
  /** Whether `/metrics/slis` is scraped. */
  readonly componentSlis?: boolean;
}

/**
 * Scrapes of a kubelet. Its labels (namespace, pod, container) take precedence over those of the target, and dashboards distinguish scrapes
 * by `metrics_path`.
 */
export function kubeletEndpoints({ timing, insecureSkipVerify, resourceMetrics, componentSlis }: KubeletScrape): ServiceMonitorEndpoint[] {
  const endpoint = (path: string): ServiceMonitorEndpoint => ({
    port: KUBELET_PORT_NAME,
    path,
    scheme: 'https',
    ...timing,
    honorLabels: true,
    bearerTokenFile: TOKEN_FILE,
    tlsConfig: { caFile: CA_FILE, insecureSkipVerify },
    relabelings: [{ action: 'replace', sourceLabels: ['__metrics_path__'], targetLabel: 'metrics_path' }],
  });
  return [
    endpoint('/metrics'),
    // cAdvisor sets its own timestamps: without tracking, series of a removed container remain for five minutes
    { ...endpoint('/metrics/cadvisor'), honorTimestamps: true, trackTimestampsStaleness: true },
    endpoint('/metrics/probes'),
    ...resourceMetrics ? [{ ...endpoint('/metrics/resource'), honorTimestamps: true, trackTimestampsStaleness: true }] : [],
    ...componentSlis ? [{ ...endpoint(SLIS), metricRelabelings: [OF_PROCESS] }] : [],
  ];
}
