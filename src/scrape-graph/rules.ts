import { listed, rule, shown } from '../validation/rule';

export const NOT_SELECTED = rule({
  id: 'scrape-graph/not-selected',
  severity: 'warning',
  message: ({ monitor, reasons }: { monitor: string; reasons: readonly string[] }) => `${monitor} is not selected by any ${monitor.startsWith('AlertmanagerConfig ') ? 'Alertmanager' : 'Prometheus'}: ${reasons.join('; ')}`,
  group: ({ monitor, reasons }) => ({ cause: reasons.map(reason => reason.replace(/; the labels are .*/, '')).join('; '), place: monitor }),
  why: 'The object has no effect, silently: its targets are not scraped, its rules not evaluated, its routes not used.',
  example: { monitor: 'ServiceMonitor shop/web', reasons: ['Prometheus monitoring/main: "serviceMonitorSelector" requires release=stack; the labels are app=web'] },
  see: 'https://github.com/prometheus-operator/prometheus-operator/blob/main/Documentation/platform/troubleshooting.md',
});

export const EVALUATED_TWICE = rule({
  id: 'scrape-graph/evaluated-twice',
  severity: 'warning',
  message: ({ rule: what, by }: { rule: string; by: readonly string[] }) => `${what} is evaluated by ${by.join(' and by ')}: select rules by labels ("selection.rules" of a Prometheus, "ruleSelection" of a ThanosRuler), or set "rulesEnabled: false" of the Prometheus`,
  group: ({ rule: what, by }) => ({ cause: by.join(), place: what }),
  why: 'Each recorded series exists twice, and both send each alert. One of the two evaluates only a part of the series.',
  example: { rule: 'PrometheusRule shop/alerts', by: ['Prometheus monitoring/main', 'ThanosRuler monitoring/main'] },
});

export const NO_SERVICE = rule({
  id: 'scrape-graph/no-service',
  severity: 'warning',
  message: ({ monitor, selector, hint }: { monitor: string; selector: string; hint: string }) => `${monitor} selects no Service: it requires ${selector}${hint === '' ? '' : `; ${hint}`}`,
  why: 'The ServiceMonitor never has a target. The selector is compared with the labels of Services, not with those of Endpoints or pods.',
  example: { monitor: 'ServiceMonitor monitoring/worker', selector: 'app=worker-cluster', hint: 'Service monitoring/worker-cluster has no label "app"' },
  see: 'https://github.com/prometheus-operator/prometheus-operator/issues/6724',
});

export const NO_PORT = rule({
  id: 'scrape-graph/no-port',
  severity: 'error',
  message: ({ monitor, port, service, there }: { monitor: string; port: string; service: string; there: readonly string[] }) =>
    `${monitor} scrapes the port ${shown(port)}, which does not exist in ${service}: ${there.length === 0 ? 'its ports have no names' : `use one of ${listed(there)}`}`,
  group: ({ monitor, port, service }) => ({ cause: `${monitor} ${port}`, place: `${monitor}, ${service}` }),
  why: 'The monitor never has a target at this Service.',
  example: { monitor: 'ServiceMonitor shop/web', port: 'metric', service: 'Service shop/web', there: ['"metrics"'] },
});

export const NO_ENDPOINTS = rule({
  id: 'scrape-graph/no-endpoints',
  severity: 'warning',
  message: ({ monitor, service, why }: { monitor: string; service: string; why: string }) => `${monitor} finds no endpoints of ${service}: ${why}`,
  why: 'A Service without a selector, or of type ExternalName, has only the endpoints that somebody writes, with addresses and names of ports.',
  example: { monitor: 'ServiceMonitor edge/worker', service: 'Service edge/worker', why: 'the ports of its endpoints are "metrics", not "http": use the same name in both' },
  see: 'https://kubernetes.io/docs/concepts/services-networking/service/#services-without-selectors',
});

export const NO_TARGET = rule({
  id: 'scrape-graph/no-target',
  severity: 'warning',
  message: ({ monitor, prometheus, why }: { monitor: string; prometheus: string; why: string }) => `${monitor} has no target in ${prometheus}: ${why}`,
  why: 'Nothing is scraped, and Prometheus reports no error.',
  example: { monitor: 'ServiceMonitor shop/web', prometheus: 'Prometheus monitoring/main', why: 'none of 3 discovered targets matches {"action":"keep","sourceLabels":["__meta_kubernetes_endpoint_port_name"],"regex":"metrics"}' },
});

export const NO_TARGET_PORT = rule({
  id: 'scrape-graph/no-target-port',
  severity: 'error',
  message: ({ service, port, target, workload, there }: { service: string; port: string; target: string; workload: string; there: readonly string[] }) =>
    `the port ${shown(port)} of ${service} leads to the port ${shown(target)} of ${workload}, which ${there.length === 0 ? 'declares no ports' : `declares only ${listed(there)}`}`,
  why: 'If "targetPort" is a name, the pod must declare a port with this name. Otherwise the Service has no endpoints for it.',
  example: { service: 'Service shop/web', port: 'metrics', target: 'metrics', workload: 'Deployment shop/web', there: ['"http"'] },
});

export const NO_PODS = rule({
  id: 'scrape-graph/no-pods',
  severity: 'warning',
  message: ({ what, selector, hint }: { what: string; selector: string; hint: string }) => `${what} selects no pods: it requires ${selector}${hint === '' ? '' : `; ${hint}`}`,
  why: 'Without pods there are no targets, and nothing is scraped.',
  example: { what: 'Service shop/web, which ServiceMonitor shop/web scrapes,', selector: 'app=web', hint: 'the pods of Deployment shop/web have app=shop' },
});

export const UNDECLARED_PORT = rule({
  id: 'scrape-graph/undeclared-port',
  severity: 'error',
  message: ({ monitor, port, workload, there }: { monitor: string; port: string; workload: string; there: readonly string[] }) =>
    `${monitor} scrapes the port ${shown(port)} of pods, which ${workload} does not declare: ${there.length === 0 ? 'it declares no ports' : `it declares ${listed(there)}`}`,
  why: 'Prometheus compares "targetPort" of a ServiceMonitor, or the port of a PodMonitor, with the ports that containers declare. '
    + 'An undeclared number matches nothing, even if a process listens there.',
  example: { monitor: 'PodMonitor shop/web', port: '9090', workload: 'Deployment shop/web', there: ['"http"'] },
  see: 'https://github.com/prometheus/prometheus/blob/main/discovery/kubernetes/pod.go',
});

export const TWO_WORKLOADS = rule({
  id: 'scrape-graph/two-workloads',
  severity: 'warning',
  message: ({ service, workloads }: { service: string; workloads: readonly string[] }) => `${service} selects the pods of ${workloads.join(' and ')}: use a selector that matches only one of them`,
  why: 'Both workloads are scraped as one job, and a request to the Service reaches one or the other.',
  example: { service: 'Service shop/web', workloads: ['Deployment shop/web', 'Deployment shop/worker'] },
});

export const SCRAPED_TWICE = rule({
  id: 'scrape-graph/scraped-twice',
  severity: 'warning',
  message: ({ what, by, isSame }: { what: string; by: readonly string[]; isSame: boolean }) => `${what} is scraped twice by one Prometheus, ${isSame ? 'with the same labels' : 'under different labels'}: ${by.join(' and ')}`,
  group: ({ what, by, isSame }) => ({ cause: `${by.join()} ${isSame}`, place: what }),
  why: 'With the same labels each sample arrives twice, Prometheus drops one, and rates jump. With different labels every sum counts the target twice.',
  example: { what: 'the port "metrics" of Deployment shop/web', by: ['ServiceMonitor monitoring/shop', 'ServiceMonitor shop/web'], isSame: true },
});

export const UNKNOWN_JOB = rule({
  id: 'scrape-graph/unknown-job',
  severity: 'warning',
  message: ({ where, job, similar, by }: { where: string; job: string; similar: readonly string[]; by?: string }) =>
    `${where} uses job ${shown(job)}, which ${by === undefined ? 'no scrape here has' : `${by}, which evaluates it, does not scrape`}${similar.length === 0 ? '' : `: did you mean ${listed(similar)}?`}`,
  group: ({ where, job, by = '' }) => ({ cause: `${job} ${by}`, place: where }),
  why: 'The expression never has a result: its alert never fires.',
  example: { where: 'PrometheusRule shop/web, alert "WebDown"', job: 'webb', similar: ['"web"'] },
});

export const OBJECT_TWICE = rule({
  id: 'scrape-graph/object-twice',
  severity: 'warning',
  message: ({ objects, count }: { objects: readonly string[]; count: number }) => `${count === 1 ? '1 object is' : `${count} objects are`} defined more than once, and only the first definition is used: ${listed(objects, 3)}; pass the manifests of one cluster at a time`,
  why: 'If a folder contains two clusters, it is unknown which object belongs to which cluster.',
  example: { objects: ['Service monitoring/prometheus-main'], count: 1 },
});

export const DUPLICATE_KEY = rule({
  id: 'scrape-graph/duplicate-key',
  severity: 'warning',
  message: ({ object, place, key }: { object: string; place: string; key: string }) =>
    `${object} (${place}) has the key ${shown(key)} twice in one map, and only the last one is used: remove one of them`,
  group: ({ object, place, key }) => ({ cause: object, place: `${shown(key)} (${place})` }),
  why: 'The document is rejected by kubectl apply and Kustomize. Other tools keep the last value.',
  example: { object: 'Deployment shop/web', place: 'web.yaml:12', key: 'labels' },
});

export const ALL_DROPPED = rule({
  id: 'scrape-graph/all-dropped',
  severity: 'warning',
  message: ({ monitor, what, step }: { monitor: string; what: string; step: string }) => `${monitor} selects ${what}, but its relabeling drops all of these targets: ${step}`,
  group: ({ monitor, what, step }) => ({ cause: `${monitor} ${step}`, place: what }),
  why: 'Nothing is scraped there, and Prometheus does not report dropped targets as an error.',
  example: { monitor: 'ServiceMonitor shop/web', what: 'Deployment shop/web', step: '{"action":"keep","sourceLabels":["__meta_kubernetes_pod_label_tier"],"regex":"front"}' },
});

export const HONOR_LABELS = rule({
  id: 'scrape-graph/honor-labels',
  severity: 'warning',
  message: ({ monitor, what, hidden, isOverridden }: { monitor: string; what: string; hidden: readonly string[]; isOverridden: boolean }) =>
    `${monitor} scrapes ${what} and renames its labels ${hidden.join(', ')} to ${hidden.map(label => `exported_${label}`).join(', ')}: ${isOverridden ? 'its Prometheus has "overrideHonorLabels"' : 'set "honorLabels: true"'}`,
  why: 'The exporter exposes series about other objects, with their labels. Labels of the target replace these: rules that select by them find the exporter itself.',
  example: { monitor: 'ServiceMonitor monitoring/kube-state-metrics', what: 'kube-state-metrics', hidden: ['namespace', 'pod'], isOverridden: false },
  see: 'https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config',
});

export const NO_SAMPLE_LIMIT = rule({
  id: 'scrape-graph/no-sample-limit',
  severity: 'warning',
  message: ({ monitor, what }: { monitor: string; what: string }) => `${monitor} scrapes ${what}, which is outside the cluster, without a limit: set "sampleLimit"`,
  why: 'A target outside the cluster can expose any number of series: one new label there can fill the memory of Prometheus.',
  example: { monitor: 'ServiceMonitor monitoring/worker', what: 'Service monitoring/worker' },
});

export const KUBELET_TWICE = rule({
  id: 'scrape-graph/kubelet-twice',
  severity: 'error',
  message: ({ service, owners }: { service: string; owners: readonly string[] }) => `${service} has two owners that overwrite each other: ${owners.join(' and ')}; remove one of them`,
  why: 'The endpoints of the kubelets change back and forth, and GitOps tools never stop synchronizing them.',
  example: { service: 'Service kube-system/kubelet', owners: ['Deployment monitoring/prometheus-operator, by --kubelet-service', 'the manifest itself'] },
});

export const NO_PERMISSION = rule({
  id: 'scrape-graph/no-permission',
  severity: 'warning',
  message: ({ who, verbs, resources, where, monitors, hasNone }: {
    who: string; verbs: readonly string[]; resources: readonly string[]; where: string; monitors: readonly string[]; hasNone: boolean;
  }) =>
    `${who} ${hasNone ? 'has no role bindings here and ' : ''}cannot ${verbs.join(' and ')} ${listed(resources)} ${where}, which ${listed(monitors, 3)} requires`,
  group: ({ who, where }) => ({ cause: who, place: where }),
  why: 'Prometheus finds no targets there, and reports that only in its log.',
  example: { who: 'ServiceAccount monitoring/prometheus-main of Prometheus monitoring/main', verbs: ['list', 'watch'], resources: ['endpoints', 'pods', 'services'], where: 'in namespace shop', monitors: ['ServiceMonitor shop/web'], hasNone: false },
  see: 'https://github.com/prometheus-operator/prometheus-operator/issues/4114',
});

export const NETWORK_DENIES = rule({
  id: 'scrape-graph/network-denies',
  severity: 'warning',
  message: ({ prometheus, port, target, policies }: { prometheus: string; port: string; target: string; policies: readonly string[] }) => `${prometheus} cannot connect to port ${port} of ${target}: blocked by ${listed(policies)}`,
  group: ({ prometheus, port, target, policies }) => ({ cause: `${prometheus} ${policies.join()}`, place: `port ${port} of ${target}` }),
  why: 'Prometheus discovers the target, but it is down: connections time out.',
  example: { prometheus: 'Prometheus monitoring/main', port: '8080', target: 'Deployment shop/web', policies: ['NetworkPolicy shop/default-deny'] },
});

export const UNKNOWN_RECORD = rule({
  id: 'scrape-graph/unknown-record',
  severity: 'warning',
  message: ({ where, series, similar, by }: { where: string; series: string; similar: readonly string[]; by?: string }) =>
    `${where} uses ${series}, which no rule ${by === undefined ? 'here' : `of ${by}, which evaluates it,`} records${similar.length === 0 ? '' : `: did you mean ${listed(similar)}?`}`,
  group: ({ where, series, by = '' }) => ({ cause: `${series} ${by}`, place: where }),
  why: 'The expression never has a result: its alert never fires, a panel shows no data.',
  example: { where: 'ConfigMap shop/dashboard, panel "Requests"', series: '"job:requests:rate5m"', similar: ['"job:requests:rate1m"'] },
});

export const METRIC_DROPPED = rule({
  id: 'scrape-graph/metric-dropped',
  severity: 'warning',
  message: ({ where, metrics, by }: { where: string; metrics: readonly string[]; by: readonly string[] }) =>
    `${where} uses ${listed(metrics.map(metric => shown(metric)))}, which every scrape that could have ${metrics.length === 1 ? 'it' : 'them'} drops: ${listed(by, 2)}`,
  group: ({ where, by }) => ({ cause: by.join(), place: where }),
  why: 'Prometheus scrapes the metric and drops it: the expression never has a result.',
  example: { where: 'PrometheusRule monitoring/k8s, record "node_namespace_pod_container:container_memory_swap"', metrics: ['container_memory_swap'], by: ['ServiceMonitor monitoring/kubelet, {"action":"drop","sourceLabels":["__name__"],"regex":"container_memory_swap"}'] },
});

export const RANGE_TOO_SHORT = rule({
  id: 'scrape-graph/range-too-short',
  severity: 'warning',
  message: ({ where, job, range, interval, monitor, wanted }: { where: string; job: string; range: string; interval: string; monitor: string; wanted: string }) =>
    `${where} uses the range [${range}] for job ${shown(job)}, which is scraped every ${interval} (${monitor}): use [${wanted}], or a shorter interval`,
  group: ({ where, job, range }) => ({ cause: `${job} ${range}`, place: where }),
  why: 'With fewer than two samples in the range, functions such as rate() have no result, and the rule mostly does nothing. Four samples allow for a missed scrape.',
  example: { where: 'PrometheusRule shop/web, alert "WebErrors"', job: 'web', range: '1m', interval: '1m', monitor: 'ServiceMonitor shop/web', wanted: '4m' },
});

export const ALERTS_NOWHERE = rule({
  id: 'scrape-graph/alerts-nowhere',
  severity: 'warning',
  message: ({ prometheus, count }: { prometheus: string; count: number }) => `${prometheus} has ${count} ${count === 1 ? 'alert' : 'alerts'} and no Alertmanager: set "alerting"`,
  why: 'The alerts fire, but nobody is notified.',
  example: { prometheus: 'Prometheus monitoring/main', count: 12 },
});

export const NO_ALERTMANAGER = rule({
  id: 'scrape-graph/no-alertmanager',
  severity: 'warning',
  message: ({ prometheus, service, why }: { prometheus: string; service: string; why: string }) => `${prometheus} cannot send alerts to ${service}: ${why}`,
  why: 'The alerts fire, but nobody is notified.',
  example: { prometheus: 'Prometheus monitoring/main', service: 'Service monitoring/alertmanager', why: 'it has no port "http"' },
});

export const ROUTING_SHARED = rule({
  id: 'scrape-graph/routing-shared',
  severity: 'error',
  message: ({ config, owner, others }: { config: string; owner: string; others: readonly string[] }) =>
    `${config} is the whole configuration of ${owner}, and ${others.join(' and ')} also ${others.length === 1 ? 'selects' : 'select'} it: use separate namespaces, or an "alertmanagerConfigSelector" that does not match it`,
  why: 'Each of these Alertmanagers would send every notification once more.',
  example: { config: 'AlertmanagerConfig monitoring/alertmanager-a', owner: 'Alertmanager monitoring/a', others: ['Alertmanager monitoring/b'] },
  see: 'https://prometheus-operator.dev/docs/developer/alerting/',
});

export const SILENT_RECEIVER = rule({
  id: 'scrape-graph/silent-receiver',
  severity: 'warning',
  message: ({ alertmanager, receiver, alerts }: { alertmanager: string; receiver: string; alerts: readonly string[] }) => `${alertmanager} routes ${listed(alerts, 3)} only to the receiver ${shown(receiver)}, which notifies nobody: add an integration to it, or change the route`,
  group: ({ alertmanager, receiver }) => ({ cause: alertmanager, place: `the receiver ${shown(receiver)}` }),
  why: 'The alerts fire, but nobody is notified.',
  example: { alertmanager: 'Alertmanager monitoring/main', receiver: 'null', alerts: ['NodeDown', 'KubePodCrashLooping'] },
});

export const UNKNOWN_RULE = rule({
  id: 'scrape-graph/unknown-rule',
  severity: 'error',
  message: ({ rule: id, reason, similar }: { rule: string; reason: string; similar: readonly string[] }) => {
    if (reason.trim() === '') { return `"silence": ${shown(id)} is silenced without a reason: add a reason`; }
    return `"silence": there is no rule ${shown(id)}: ${similar.length > 0 ? `write ${listed(similar.map(each => shown(each)), 3)}` : 'run "cdk8s-prometheus rules" for the list'}`;
  },
  why: 'A silence without a reason is never removed, and a misspelled rule id silences nothing.',
  example: { rule: 'scrape-graph/no-pod', reason: 'made by hand', similar: ['scrape-graph/no-pods'] },
});

export const NO_ADDRESS = rule({
  id: 'scrape-graph/no-address',
  severity: 'error',
  message: ({ monitor, address }: { monitor: string; address: string }) =>
    `${monitor} has a target ${address === '' ? 'without an address' : `${shown(address)}, which is a URL`}: use "host:port", with the scheme in "scheme" and the path in "metricsPath"`,
  why: 'Prometheus drops a target with "/" in its address, and reports that only in its log.',
  example: { monitor: 'ScrapeConfig infra/box', address: 'https://box.example.org/metrics' },
  see: 'https://github.com/prometheus/prometheus/blob/main/scrape/target.go',
});

export const LABEL_GONE = rule({
  id: 'scrape-graph/label-gone',
  severity: 'warning',
  message: ({ monitor, field, label, why }: { monitor: string; field: string; label: string; why: string }) => `${monitor}: ${field} uses the label ${shown(label)}, which does not exist there: ${why}`,
  why: 'A label that does not exist is empty: the step has no effect, or drops everything.',
  example: { monitor: 'ServiceMonitor shop/web', field: 'spec.endpoints[0].relabelings[0]', label: '__name__', why: 'targets have no metric name: use "metricRelabelings"' },
  see: 'https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config',
});

export const NOTHING_WRITTEN = rule({
  id: 'scrape-graph/nothing-written',
  severity: 'warning',
  message: ({ prometheus, url, steps }: { prometheus: string; url: string; steps: readonly string[] }) => `${prometheus} writes nothing to ${shown(url)}: no metric matches all of its "keep" steps, ${listed(steps)}: combine them into one with "|"`,
  why: 'Each step keeps what it matches and drops the rest, including what another step keeps.',
  example: { prometheus: 'Prometheus monitoring/main', url: 'https://receiver.example.org/api/v1/write', steps: ['"node_cpu"', '"node_ram"'] },
});

export const ROUTE_PREFIX = rule({
  id: 'scrape-graph/route-prefix',
  severity: 'warning',
  message: ({ monitor, path, server, prefix }: { monitor: string; path: string; server: string; prefix: string }) => `${monitor} scrapes ${shown(path)} of ${server}, which serves under ${shown(prefix)}: set "path: ${prefix}/metrics"`,
  why: 'With "routePrefix" all paths begin with this prefix, including "/metrics": the target is down, with status 404.',
  example: { monitor: 'ServiceMonitor monitoring/own', path: '/metrics', server: 'Prometheus monitoring/main', prefix: '/prometheus' },
});

export const RETENTION_TOO_LARGE = rule({
  id: 'scrape-graph/retention-too-large',
  severity: 'warning',
  message: ({ prometheus, retention, claim }: { prometheus: string; retention: string; claim: string }) => `${prometheus} has "retentionSize: ${retention}" and a volume of ${claim}: use about 85% of the size of the volume`,
  why: 'The volume is full before Prometheus deletes a block. Then it cannot write any more samples.',
  example: { prometheus: 'Prometheus monitoring/main', retention: '200GB', claim: '100Gi' },
});

export const SECRET_ELSEWHERE = rule({
  id: 'scrape-graph/other-namespace',
  severity: 'warning',
  message: ({ object, kind, name, other }: { object: string; kind: string; name: string; other: string }) => `${object} names the ${kind} ${shown(name)}, which is not in its namespace (${other} is in another namespace): create it there`,
  why: 'The operator reads the Secret or ConfigMap from the namespace of the object. If it is not found, the operator leaves out the object.',
  example: { object: 'ServiceMonitor shop/web', kind: 'Secret', name: 'access', other: 'Secret monitoring/access' },
});

export const BOARD_NOT_READ = rule({
  id: 'scrape-graph/board-not-read',
  severity: 'warning',
  message: ({ board, sidecar, why }: { board: string; sidecar: string; why: string }) => `${board} is not read by the sidecar of ${sidecar}: ${why}`,
  why: 'The dashboard never appears, and no error is reported.',
  example: { board: 'ConfigMap shop/board', sidecar: 'Deployment monitoring/grafana', why: 'it reads only namespace monitoring' },
});

export const OTHER_NAMESPACE_ASKED = rule({
  id: 'scrape-graph/enforced-namespace',
  severity: 'warning',
  message: ({ where, label, asked, prometheus, own }: { where: string; label: string; asked: string; prometheus: string; own: string }) =>
    `${where} selects ${label}=${shown(asked)}, which ${prometheus} replaces by ${label}=${shown(own)}, the namespace of the rule: move the rule to namespace ${shown(asked)}`,
  why: 'With "enforcedNamespaceLabel" every selector of a rule gets the namespace of the PrometheusRule: it never matches series of another namespace.',
  example: { where: 'PrometheusRule rules/web, alert "WebDown"', label: 'namespace', asked: 'shop', prometheus: 'Prometheus monitoring/main', own: 'rules' },
  see: 'https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.PrometheusSpec',
});

export const CONSUMER_ADDRESS = rule({
  id: 'scrape-graph/consumer-address',
  severity: 'warning',
  message: ({ object, what, url, why }: { object: string; what: string; url: string; why: string }) => `${object} queries ${shown(url)} (${what}), which does not exist: ${why}`,
  why: 'Queries get no answer: a dashboard is empty, a scaler does not scale, an analysis fails.',
  example: { object: 'ScaledObject shop/web', what: 'trigger', url: 'http://prometheus.monitoring.svc:9090', why: 'Service monitoring/prometheus does not exist' },
});

export const CONSUMER_DENIED = rule({
  id: 'scrape-graph/consumer-denied',
  severity: 'warning',
  message: ({ object, what, url, source, target, policies }: { object: string; what: string; url: string; source: string; target: string; policies: readonly string[] }) =>
    `${source} cannot connect to ${target} at ${shown(url)}, which ${object} queries (${what}): blocked by ${listed(policies)}; allow the port there`,
  group: ({ object, source, policies }) => ({ cause: `${source} ${policies.join()}`, place: object }),
  why: 'Connections time out: a dashboard is empty, a scaler does not scale, an analysis fails.',
  example: { object: 'ConfigMap monitoring/sources', what: 'data source "Prometheus"', url: 'http://prometheus-main.monitoring.svc:9090', source: 'Deployment monitoring/grafana', target: 'StatefulSet monitoring/prometheus-main', policies: ['NetworkPolicy monitoring/prometheus'] },
  see: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
});

export const METRIC_NOT_EXPOSED = rule({
  id: 'scrape-graph/metric-not-exposed',
  severity: 'warning',
  message: ({ rule: object, metric, exporter, why }: { rule: string; metric: string; exporter: string; why: string }) => `${object} uses ${shown(metric)}, which ${exporter} does not expose: ${why}`,
  why: 'The expression never has a result.',
  example: { rule: 'PrometheusRule monitoring/k8s', metric: 'kube_pod_labels', exporter: 'Deployment monitoring/kube-state-metrics', why: '--metric-denylist contains "kube_pod_labels"' },
  see: 'https://github.com/kubernetes/kube-state-metrics/blob/main/docs/developer/cli-arguments.md',
});

export const HOST_PORT_TAKEN = rule({
  id: 'scrape-graph/host-port-taken',
  severity: 'warning',
  message: ({ first, second, port }: { first: string; second: string; port: number }) =>
    `${second} uses port ${port} of each node, which ${first} also uses: change one of the ports, or remove one of them and scrape the other`,
  why: 'Two pods with the same host port cannot run on one node: the pods of one of the DaemonSets stay Pending.',
  group: ({ first, second }) => ({ cause: `host ports of ${first}`, place: second }),
  example: { first: 'DaemonSet monitoring/node-exporter', second: 'DaemonSet observability/node-exporter', port: 9100 },
  see: 'https://github.com/prometheus-community/helm-charts/issues/2983',
});
