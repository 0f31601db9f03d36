import { ServiceMonitorEndpoint } from '../manifest/monitoring';

/** The name that prometheus-operator gives the kubelet's port too. */
export const PORT_NAME = 'https-metrics';

/** The kubelet's own port: the only one that speaks HTTPS and asks who is there. */
export const KUBELET_PORT = 10250;

const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

export interface KubeletScrape {
  readonly interval?: string;
  readonly scrapeTimeout?: string;
  readonly insecureSkipVerify: boolean;
}

/**
 * What is scraped of a kubelet. Its labels (namespace, pod, container) win over those of the target, and dashboards tell
 * the three apart by `metrics_path`.
 */
export function kubeletEndpoints({ interval, scrapeTimeout, insecureSkipVerify }: KubeletScrape): ServiceMonitorEndpoint[] {
  const endpoint = (path: string): ServiceMonitorEndpoint => ({
    port: PORT_NAME,
    path,
    scheme: 'https',
    interval,
    scrapeTimeout,
    honorLabels: true,
    bearerTokenFile: `${SERVICE_ACCOUNT}/token`,
    tlsConfig: { caFile: `${SERVICE_ACCOUNT}/ca.crt`, insecureSkipVerify },
    relabelings: [{ action: 'replace', sourceLabels: ['__metrics_path__'], targetLabel: 'metrics_path' }],
  });
  return [
    endpoint('/metrics'),
    // cAdvisor writes timestamps of its own: without tracking, series of a container that is gone linger for five minutes
    { ...endpoint('/metrics/cadvisor'), honorTimestamps: true, trackTimestampsStaleness: true },
    endpoint('/metrics/probes'),
  ];
}
