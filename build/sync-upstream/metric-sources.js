// Where the metrics of each program are defined: a Go module, the packages of the program, and modules with some of its metrics.
'use strict';

const OPERATOR = 'github.com/prometheus-operator/prometheus-operator';
const PROMETHEUS = 'github.com/prometheus/prometheus';
const ALERTMANAGER = 'github.com/prometheus/alertmanager';
const THANOS = 'github.com/thanos-io/thanos';
const KUBERNETES = 'k8s.io/kubernetes';
const GRPC = ['github.com/grpc-ecosystem/go-grpc-prometheus', 'github.com/grpc-ecosystem/go-grpc-middleware/providers/prometheus'];
const STAGING = [...GRPC, ...[
  'apiserver', 'apiextensions-apiserver', 'kube-aggregator', 'component-base', 'controller-manager', 'cloud-provider', 'endpointslice',
  'kms',
  'kubelet', 'dynamic-resource-allocation', 'pod-security-admission', 'cri-client',
].map(name => `k8s.io/${name}`)];
const CONNTRACK = ['github.com/mwitkow/go-conntrack', 'github.com/prometheus/common'];
const WINDOWS_EXPORTER = 'github.com/prometheus-community/windows_exporter';
const CADVISOR = ['github.com/google/cadvisor', 'github.com/google/cadvisor/lib'];

/**
 * * `module`: its versions are in pins.json. `os`: the target operating system, if it is not Linux. `roots`: the packages of the program.
 * `uses`: modules in the version of go.mod. `skip`: prefixes of names that are omitted, because nothing is known about them. `owns`:
 * prefixes that are unique to the program: another name with such a prefix does not exist. `more`: names that the source does not spell
 * out.
 */
const PROGRAMS = {
  'kube-state-metrics': {
    module: 'k8s.io/kube-state-metrics/v2',
    roots: [''],
    owns: ['kube_'],
    more: ['kube_customresource_'],
  },
  'node-exporter': {
    module: 'github.com/prometheus/node_exporter',
    roots: [''],
    fixtures: ['collector/fixtures/e2e-output.txt', 'collector/fixtures/e2e-64k-page-output.txt'],
    owns: ['node_'],
    // collectors that copy names from the kernel, or whose hardware is rare
    skip: [
      'node_zfs_', 'node_bcachefs_', 'node_bcache_', 'node_mountstats_', 'node_xfs_', 'node_perf_', 'node_lnstat_', 'node_xfrm_',
      'node_infiniband_', 'node_zoneinfo_',
      'node_fibrechannel_', 'node_drbd_', 'node_wifi_', 'node_nfsd_', 'node_nfs_', 'node_pcidevice_', 'node_btrfs_', 'node_tape_',
      'node_ksmd_', 'node_ipvs_',
      'node_ethtool_', 'node_drm_', 'node_qdisc_', 'node_dmmultipath_', 'node_slabinfo_', 'node_buddyinfo_', 'node_ntp_', 'node_runit_',
      'node_supervisord_',
      'node_interrupts_', 'node_softirqs_', 'node_cgroups_', 'node_swap_', 'node_watchdog_', 'node_logind_', 'node_network_sys_',
      'node_rapl_',
    ],
    // names of the kernel, names that are common in files of the textfile collector, and prefixes that other programs use
    more: [
      'node_memory_', 'node_netstat_', 'node_vmstat_', 'node_sockstat_', 'node_network_', 'node_textfile_', 'node_systemd_',
      'node_power_supply_', 'node_tcp_',
      'node_reboot', 'node_gpu_', 'node_smart', 'node_apt_', 'node_yum_', 'node_problem_', 'node_nvme_', 'node_meta', 'node_namespace_',
      'node_collector_',
      'node_authorizer_', 'node_ipam_', 'node_controller_', 'node_lifecycle_', 'node_exporter_', 'node_cpu_hourly', 'node_ram_',
      'node_total_',
    ],
  },
  'prometheus': {
    module: PROMETHEUS,
    roots: ['/cmd/prometheus'],
    uses: CONNTRACK,
    owns: ['prometheus_'],
    more: ['prometheus_operator_', 'prometheus_adapter_', 'prometheus_pushgateway_'],
  },
  'alertmanager': {
    module: ALERTMANAGER,
    roots: ['/cmd/alertmanager'],
    uses: CONNTRACK,
    owns: ['alertmanager_'],
    more: [],
  },
  'prometheus-operator': {
    module: OPERATOR,
    roots: ['/cmd/operator'],
    owns: ['prometheus_operator_'],
    more: [],
  },
  'config-reloader': {
    module: OPERATOR,
    roots: ['/cmd/prometheus-config-reloader'],
    uses: [THANOS],
    only: [`${THANOS}/pkg/reloader`],
    owns: ['reloader_'],
    more: [],
  },
  /** Collectors that panels use: most of the defaults, and that of containers. */
  'windows-exporter': {
    module: WINDOWS_EXPORTER,
    os: 'windows',
    roots: ['/cmd/windows_exporter'],
    only: [
      ...['container', 'cpu', 'logical_disk', 'memory', 'net', 'os', 'system']
        .map(name => `${WINDOWS_EXPORTER}/internal/collector/${name}`),
      `${WINDOWS_EXPORTER}/pkg/collector`,
    ],
    owns: [],
    more: [],
  },
  'blackbox-exporter': {
    module: 'github.com/prometheus/blackbox_exporter',
    roots: [''],
    owns: ['blackbox_exporter_'],
    more: [],
  },
  'thanos': {
    module: THANOS,
    roots: ['/cmd/thanos'],
    uses: ['github.com/thanos-io/objstore', ...GRPC],
    owns: [],
    more: [],
  },
  'coredns': { module: 'github.com/coredns/coredns', roots: [''], owns: ['coredns_'], more: [] },
  'etcd': {
    module: 'go.etcd.io/etcd/server/v3',
    roots: [''],
    uses: GRPC,
    owns: ['etcd_server_', 'etcd_disk_', 'etcd_network_', 'etcd_mvcc_'],
    more: [],
  },
  'karpenter': {
    module: 'sigs.k8s.io/karpenter',
    roots: ['/pkg/operator', '/pkg/controllers'],
    uses: ['github.com/awslabs/operatorpkg', 'sigs.k8s.io/controller-runtime'],
    owns: [],
    more: [],
  },
  'kube-apiserver': {
    module: KUBERNETES,
    roots: ['/cmd/kube-apiserver'],
    uses: STAGING,
    owns: ['apiserver_request_', 'apiserver_flowcontrol_', 'apiserver_admission_', 'apiserver_storage_', 'apiserver_watch_'],
    more: [],
  },
  'kube-scheduler': {
    module: KUBERNETES,
    roots: ['/cmd/kube-scheduler'],
    uses: STAGING,
    owns: ['scheduler_'],
    more: ['scheduler_plugins_'],
  },
  'kube-controller-manager': {
    module: KUBERNETES,
    roots: ['/cmd/kube-controller-manager'],
    uses: STAGING,
    owns: [],
    more: [],
  },
  'kube-proxy': {
    module: KUBERNETES,
    roots: ['/cmd/kube-proxy'],
    uses: STAGING,
    owns: ['kubeproxy_'],
    more: [],
  },
  'kubelet': {
    module: KUBERNETES,
    roots: ['/cmd/kubelet'],
    uses: [...STAGING, ...CADVISOR],
    owns: ['kubelet_', 'container_', 'machine_'],
    more: [],
  },
  /** Metrics of all programs in Go: the newest library has the metrics of the older ones. */
  'go': {
    module: 'github.com/prometheus/client_golang',
    roots: ['/prometheus', '/prometheus/promhttp', '/prometheus/collectors/version'],
    owns: ['promhttp_'],
    more: [],
  },
};

/** Packages that other programs also import, and whose metrics only this program registers. */
const HOMES = [
  [/^k8s.io\/kubernetes\/pkg\/kubelet\b|^github.com\/google\/cadvisor\b|^k8s.io\/cri-client\b/, 'kubelet'],
  [/^k8s.io\/kubernetes\/pkg\/scheduler\b/, 'kube-scheduler'],
  [/^k8s.io\/kubernetes\/pkg\/proxy\b/, 'kube-proxy'],
  [/^k8s.io\/kubernetes\/pkg\/(registry|controlplane|kubeapiserver)\b/, 'kube-apiserver'],
  [/^k8s.io\/kubernetes\/pkg\/controller\b/, 'kube-controller-manager'],
];

/** [package, pattern of names, change]: additions by a registry, and names that are built at run time. */
const CHANGES = [
  // kubelet: pkg/kubelet/server/server.go, containerPrometheusLabelsFunc
  [
    /cadvisor.*\/metrics$/, /^container_(?!scrape_error)/,
    { labels: ['container', 'id', 'image', 'name', 'namespace', 'pod'], closes: true },
  ],
  // operator: pkg/operator/operator.go and resource_reconciler.go register with the label of the controller
  [
    /prometheus-operator\/pkg\/(operator|metrics|prometheus|alertmanager|thanos)/,
    /^prometheus_operator_(?!feature_gate|kubernetes_client)/,
    { labels: ['controller'] },
  ],
  // Prometheus: tsdb/wlog/wlog.go, in tsdb/head.go and tsdb/agent/db.go
  [/prometheus\/tsdb\/wlog$/, /^(?!prometheus_)/, { prefixes: ['prometheus_tsdb_wal_', 'prometheus_tsdb_out_of_order_wbl_'] }],
  // kubelet: the collector of the machine, metrics/prometheus_machine.go
  [/cadvisor.*\/metrics$/, /^machine_(?!scrape_error)/, { labels: ['boot_id', 'machine_id', 'system_uuid'], closes: true }],
  // Thanos: its commands register with separate prefixes and labels
  [/^github.com\/thanos-io\/(?!thanos\/pkg\/reloader)/, /./, { labels: ['*'] }],
  // Karpenter: nodes have the labels of their NodePool
  [/karpenter\/pkg/, /^karpenter_nodes_/, { labels: ['*'] }],
];

/** Label values that a list in the source defines: [component, names, label, file, pattern of each value]. */
const VALUES = [
  ['kubelet', ['kubelet_evictions'], 'eviction_signal', 'pkg/kubelet/eviction/api/types.go', /^\tSignal\w+ +Signal += +"([^"]+)"/gm],
  [
    'kube-state-metrics', ['kube_state_metrics_list_total', 'kube_state_metrics_watch_total'], 'result',
    'pkg/watch/watch.go', /"(error|success)"/g,
  ],
  ['prometheus-operator', ['prometheus_operator_managed_resources'], 'state', 'pkg/operator/operator.go', /"(rejected|selected)"/g],
  ['prometheus-operator', ['prometheus_operator_syncs'], 'status', 'pkg/operator/operator.go', /"(ok|failed)"/g],
];

/** Values in the documentation of kube-state-metrics that are wrong. */
const NOT_ALL = ['kube_namespace_status_condition condition'];

module.exports = { CHANGES, HOMES, NOT_ALL, PROGRAMS, VALUES };
