import { CA_FILE, TOKEN_FILE } from './service-account';
import { Timing } from './timing';
import { RelabelConfig, ServiceMonitorEndpoint } from '../manifest/monitoring';

/** The name that prometheus-operator gives the kubelet's port too. */
export const KUBELET_PORT_NAME = 'https-metrics';

/** The kubelet's own port: the only one that speaks HTTPS and asks who is there. */
export const KUBELET_PORT = 10250;

/** What tells the series of cAdvisor from those of the kubelet, which have the same job. */
export const CADVISOR = 'metrics_path="/metrics/cadvisor"';

/** Those of containers alone: neither the pod's pause nor the cgroups above. */
export const OF_CONTAINERS = 'container!="",image!=""';

/** Health checks of a component, as counters and gauges. */
export const SLIS = '/metrics/slis';

/** What a component has in `/metrics` already: twice it would be two series of one process. */
export const OF_PROCESS: RelabelConfig = { action: 'drop', sourceLabels: ['__name__'], regex: 'process_start_time_seconds' };

export interface KubeletScrape {
  readonly timing: Timing;
  readonly insecureSkipVerify: boolean;
  /** `/metrics/resource` too. */
  readonly resourceMetrics?: boolean;
  /** `/metrics/slis` too. */
  readonly componentSlis?: boolean;
}

/**
 * What is scraped of a kubelet. Its labels (namespace, pod, container) win over those of the target, and dashboards tell
 * them apart by `metrics_path`.
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
    // cAdvisor writes timestamps of its own: without tracking, series of a container that is gone linger for five minutes
    { ...endpoint('/metrics/cadvisor'), honorTimestamps: true, trackTimestampsStaleness: true },
    endpoint('/metrics/probes'),
    ...resourceMetrics ? [{ ...endpoint('/metrics/resource'), honorTimestamps: true, trackTimestampsStaleness: true }] : [],
    ...componentSlis ? [{ ...endpoint(SLIS), metricRelabelings: [OF_PROCESS] }] : [],
  ];
}
