import { alert, alertmanager, monitor, prometheus, record, rules, secret, service } from '../compare/compare-of';

const NAMESPACE = 'monitoring';
const KSM = { 'app.kubernetes.io/name': 'kube-state-metrics' };
const EXPORTER = { 'app.kubernetes.io/name': 'node-exporter' };
const GRAFANA = { app: 'grafana' };

interface Container {
  readonly name: string;
  readonly image: string;
  readonly args?: readonly string[];
  readonly ports?: readonly object[];
  readonly resources?: object;
}

const workload = (kind: string, name: string, labels: object, containers: readonly Container[], pod: object = {}) => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: { name, namespace: NAMESPACE },
  spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { serviceAccountName: name, containers, ...pod } } },
});

const account = (name: string, annotations?: object) => ({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace: NAMESPACE, ...annotations && { annotations } } });

const role = (kind: 'Role' | 'ClusterRole', namespace: string | undefined, name: string, of: string) => {
  const metadata = { name, ...namespace !== undefined && { namespace } };
  return [
    { apiVersion: 'rbac.authorization.k8s.io/v1', kind, metadata, rules: [{ apiGroups: [''], resources: ['services', 'endpoints', 'pods'], verbs: ['get', 'list', 'watch'] }] },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: `${kind}Binding`,
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind, name },
      subjects: [{ kind: 'ServiceAccount', name: of, namespace: NAMESPACE }],
    },
  ];
};

/** The custom resource of a Prometheus as kube-prometheus has it. */
export const PROMETHEUS = prometheus('k8s', {
  alerting: { alertmanagers: [{ name: 'alertmanager-main', namespace: NAMESPACE, port: 'web' }] },
  image: 'quay.io/prometheus/prometheus:v3.5.0',
  version: '3.5.0',
  replicas: 2,
  nodeSelector: { 'kubernetes.io/os': 'linux' },
  resources: { requests: { memory: '400Mi' } },
  securityContext: { fsGroup: 2000, runAsNonRoot: true, runAsUser: 1000 },
  serviceAccountName: 'prometheus-k8s',
  externalLabels: { cluster: 'eu-1' },
  serviceMonitorSelector: {},
  serviceMonitorNamespaceSelector: {},
  ruleSelector: {},
  ruleNamespaceSelector: {},
});

export const ALERTMANAGER = alertmanager('main', { image: 'quay.io/prometheus/alertmanager:v0.28.1', version: '0.28.1', replicas: 3, serviceAccountName: 'alertmanager-main', alertmanagerConfigSelector: {} });

export const OPERATOR = workload('Deployment', 'prometheus-operator', { 'app.kubernetes.io/name': 'prometheus-operator' }, [
  { name: 'prometheus-operator', image: 'quay.io/prometheus-operator/prometheus-operator:v0.85.0', args: ['--kubelet-service=kube-system/kubelet', '--log-level=debug'], resources: { requests: { cpu: '100m' } } },
]);

export const EXPORTERS = [
  workload('Deployment', 'kube-state-metrics', KSM, [{
    name: 'kube-state-metrics',
    image: 'registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.16.0',
    args: ['--metric-labels-allowlist=pods=[app,team],nodes=[*]', '--metric-denylist=kube_.*_created'],
    ports: [{ name: 'http', containerPort: 8080 }],
  }]),
  service('kube-state-metrics', KSM, [{ name: 'http', port: 8080, targetPort: 'http' }], KSM),
  { ...monitor('kube-state-metrics', KSM, 'http', { interval: '1m', honorLabels: true }) },
  workload('DaemonSet', 'node-exporter', EXPORTER, [{
    name: 'node-exporter',
    image: 'quay.io/prometheus/node-exporter:v1.9.1',
    args: ['--web.listen-address=127.0.0.1:9101', '--path.rootfs=/host/root', '--no-collector.wifi', '--collector.systemd', '--collector.netclass.ignored-devices=^veth.*$'],
  }, { name: 'kube-rbac-proxy', image: 'quay.io/brancz/kube-rbac-proxy:v0.19.1', ports: [{ name: 'https', containerPort: 9100, hostPort: 9100 }] }], { tolerations: [{ operator: 'Exists' }], hostNetwork: true }),
  service('node-exporter', EXPORTER, [{ name: 'https', port: 9100, targetPort: 'https' }], EXPORTER),
  monitor('node-exporter', EXPORTER, 'https', { scheme: 'https', relabelings: [{ sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel: 'instance' }] }),
];

export const RULES = [
  rules('kubernetes-monitoring-rules', alert('KubePodCrashLooping', 'warning'), alert('KubePodNotReady', 'warning'), record('node:node_num_cpu:sum', 'vector(1)')),
  rules('own-rules', alert('Own', 'page')),
];

export const GRAFANA_OBJECTS = [
  workload('Deployment', 'grafana', GRAFANA, [{ name: 'grafana', image: 'grafana/grafana:12.0.0', ports: [{ name: 'http', containerPort: 3000 }] }]),
  service('grafana', GRAFANA, [{ name: 'http', port: 3000, targetPort: 'http' }]),
  account('grafana'),
];

export const ACCOUNTS = [
  account('prometheus-k8s', { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::1:role/x' }), account('alertmanager-main'), account('prometheus-operator'), account('kube-state-metrics'), account('node-exporter'),
];

export const ROLES = ['default', 'kube-system', 'monitoring', 'shop'].flatMap(namespace => role('Role', namespace, 'prometheus-k8s', 'prometheus-k8s'));
export const CLUSTER_ROLES = role('ClusterRole', undefined, 'prometheus-k8s', 'prometheus-k8s');

export const SERVICES = [
  service('prometheus-k8s', { 'app.kubernetes.io/name': 'prometheus', 'prometheus': 'k8s' }, [{ name: 'web', port: 9090, targetPort: 'web' }]),
  service('alertmanager-main', { 'app.kubernetes.io/name': 'alertmanager', 'alertmanager': 'main' }, [{ name: 'web', port: 9093, targetPort: 'web' }]),
];

export const SECRET = secret('alertmanager-main', { 'alertmanager.yaml': JSON.stringify({ route: { receiver: 'team' }, receivers: [{ name: 'team', webhook_configs: [{ url: 'http://example.com' }] }] }) });

/** A stack with the names of kube-prometheus. */
export const STACK: readonly object[] = [PROMETHEUS, ALERTMANAGER, OPERATOR, ...EXPORTERS, ...RULES, ...GRAFANA_OBJECTS, ...ACCOUNTS, ...ROLES, ...SERVICES, SECRET];
