/** A part of Kubernetes that the chart scrapes, and its equivalent here. */
export interface JobRow {
  /** The key of the chart. */
  readonly key: string;
  /** The option of `controlPlane`. */
  readonly option: string;
  /** Its job here, by which objects are found. */
  readonly job: string;
  /** The option for machines without pods. */
  readonly addresses?: string;
  /** The default port, there and here. */
  readonly port?: number;
  /** The number of endpoints of the ServiceMonitor here, and whether each has its own relabelings. */
  readonly endpoints: number;
  readonly hasRelabelings: boolean;
  /** `serviceMonitor.jobLabel` and `serviceMonitor.selector` of the chart. */
  readonly jobLabel?: string;
  readonly selector?: unknown;
  /** HTTPS by default, with a certificate that is not verified. */
  readonly isHttps?: boolean;
}

export const APISERVER: JobRow = {
  key: 'kubeApiServer',
  option: 'apiServer',
  job: 'apiserver',
  endpoints: 2,
  hasRelabelings: true,
  jobLabel: 'component',
  selector: { matchLabels: { component: 'apiserver', provider: 'kubernetes' } },
};
export const KUBELET: JobRow = { key: 'kubelet', option: 'kubelet', job: 'kubelet', endpoints: 3, hasRelabelings: true };

const simple = { endpoints: 1, hasRelabelings: false, jobLabel: 'jobLabel', selector: {} };

/** Parts for which the chart creates a Service. */
export const WITH_SERVICE: readonly JobRow[] = [
  { ...simple, key: 'coreDns', option: 'dns', job: 'coredns', port: 9153 },
  {
    ...simple,
    key: 'kubeControllerManager',
    option: 'controllerManager',
    job: 'kube-controller-manager',
    addresses: 'controllerManagerAddresses',
    port: 10257,
    isHttps: true,
  },
  { ...simple, key: 'kubeEtcd', option: 'etcd', job: 'etcd', addresses: 'etcdAddresses', port: 2381 },
  {
    ...simple,
    key: 'kubeScheduler',
    option: 'scheduler',
    job: 'kube-scheduler',
    addresses: 'schedulerAddresses',
    port: 10259,
    isHttps: true,
  },
  { ...simple, key: 'kubeProxy', option: 'kubeProxy', job: 'kube-proxy', addresses: 'kubeProxyAddresses', port: 10249 },
];

export const JOBS: readonly JobRow[] = [APISERVER, KUBELET, ...WITH_SERVICE];

/** Parts that the chart scrapes by default, and this library only on request. */
export const OFF_HERE: readonly string[] = ['controllerManager', 'etcd', 'scheduler', 'kubeProxy'];

const drop = (sourceLabels: readonly string[], regex: string) => ({ action: 'drop', sourceLabels, regex });
const NAME = ['__name__'];

/**
 * Metrics of the control plane that the chart drops by default: about a tenth of all series of a cluster.
 * @see https://github.com/prometheus-community/helm-charts/blob/kube-prometheus-stack-88.5.3/charts/kube-prometheus-stack/values.yaml
 */
export const DROPPED: { readonly [path: string]: readonly object[] } = {
  'kubeApiServer.serviceMonitor.metricRelabelings': [{
    action: 'drop',
    regex: '(etcd_request|apiserver_request_slo|apiserver_request_sli|apiserver_request)_duration_seconds_bucket;'
      + '(0\\.15|0\\.2|0\\.3|0\\.35|0\\.4|0\\.45|0\\.6|0\\.7|0\\.8|0\\.9|1\\.25|1\\.5|1\\.75|2|3|3\\.5|4|4\\.5|6|7|8|'
      + '9|15|20|40|45|50)(\\.0)?',
    sourceLabels: ['__name__', 'le'],
  }],
  'kubelet.serviceMonitor.metricRelabelings': [drop(
    ['__name__', 'le'], '(csi_operations|storage_operation_duration)_seconds_bucket;(0.25|2.5|15|25|120|600)(\\.0)?',
  )],
  'kubelet.serviceMonitor.cAdvisorMetricRelabelings': [
    drop(NAME, 'container_cpu_(cfs_throttled_seconds_total|load_average_10s|system_seconds_total|user_seconds_total)'),
    drop(
      NAME,
      'container_fs_(io_current|io_time_seconds_total|io_time_weighted_seconds_total|reads_merged_total|'
        + 'sector_reads_total|sector_writes_total|writes_merged_total)',
    ),
    drop(NAME, 'container_memory_(mapped_file|swap)'),
    drop(NAME, 'container_(file_descriptors|tasks_state|threads_max)'),
    drop(['__name__', 'scope'], 'container_memory_failures_total;hierarchy'),
    drop(['__name__', 'interface'], 'container_network_.*;(cali|cilium|cni|lxc|nodelocaldns|tunl).*'),
    drop(NAME, 'container_spec.*'),
    drop(['id', 'pod'], '.+;'),
  ],
};
/** The relabelings with which the chart distinguishes the paths of kubelets. This library has them, too. */
export const METRICS_PATH = [{ action: 'replace', sourceLabels: ['__metrics_path__'], targetLabel: 'metrics_path' }];

export const CA_FILE = '/var/run/secrets/kubernetes.io/serviceaccount/ca.crt';
export const TOKEN_FILE = '/var/run/secrets/kubernetes.io/serviceaccount/token';
export const LIMITS: readonly string[] = ['sampleLimit', 'targetLimit', 'labelLimit', 'labelNameLengthLimit', 'labelValueLengthLimit'];
