import * as fc from 'fast-check';
import * as RULES from '../../src/scrape-graph/rules';
import { cases } from '../support/cases';
import { BINDING, deployment, explain, meta, monitor, policy, problemsOf, prometheus, rule, service, WELL } from '../support/scrape-graph';

const bound = (spec: object = {}) => [prometheus(spec), BINDING];
const role = (rules: object[], kind = 'Role', namespace = 'shop') => [
  { kind, metadata: { name: 'prometheus', ...kind === 'Role' && { namespace } }, rules },
  { kind: `${kind}Binding`, metadata: { name: 'prometheus', ...kind === 'Role' && { namespace } }, roleRef: { kind, name: 'prometheus' }, subjects: [{ kind: 'ServiceAccount', name: 'default', namespace: 'monitoring' }] },
];
const READS = [{ apiGroups: [''], resources: ['services', 'endpoints', 'pods'], verbs: ['get', 'list', 'watch'] }];
const podMonitor = (endpoint: object, selector: object = { matchLabels: { app: 'web' } }) => ({ kind: 'PodMonitor', ...meta('pods'), spec: { selector, podMetricsEndpoints: [endpoint] } });
const external = (spec: object = {}) => [
  monitor(spec), service({ selector: undefined }), { kind: 'Endpoints', ...meta('web'), subsets: [{ addresses: [{ ip: '203.0.113.9' }], ports: [{ name: 'metrics', port: 9100 }] }] },
];
const alertmanager = (config: string, encoded = false) => [
  { kind: 'Alertmanager', ...meta('main', {}, 'monitoring'), spec: { configSecret: 'config' } },
  { kind: 'Service', ...meta('alertmanager', {}, 'monitoring'), spec: { selector: { alertmanager: 'main' }, ports: [{ name: 'web', port: 9093 }] } },
  { kind: 'Secret', ...meta('config', {}, 'monitoring'), ...encoded ? { data: { 'alertmanager.yaml': Buffer.from(config).toString('base64') } } : { stringData: { 'alertmanager.yaml': config } } },
];
/** A Probe whose prober is the Service `web`, by its name. */
const probed = (url: string) => [
  ...bound({ probeSelector: {}, probeNamespaceSelector: {} }), service(), deployment(), { kind: 'Probe', ...meta('site'), spec: { prober: { url }, targets: { staticConfig: { static: ['https://example.org'] } } } },
];
const egressTo = (port: number) => policy({ policyTypes: ['Egress'], egress: [{ to: [{ namespaceSelector: {}, podSelector: { matchLabels: { app: 'web' } } }], ports: [{ port }] }] }, 'monitoring');
const ALERTED = bound({ alerting: { alertmanagers: [{ namespace: 'monitoring', name: 'alertmanager', port: 'web' }] } });
const dashboard = (expr: string) => ({ kind: 'ConfigMap', ...meta('dashboard'), data: { 'a.json': JSON.stringify({ panels: [{ title: 'Row', panels: [{ title: 'CPU', targets: [{ expr }] }] }] }) } });
const dropping = (steps: object[]) => monitor({ endpoints: [{ port: 'metrics', metricRelabelings: steps }] });
const operator = (name: string) => ({ kind: 'Deployment', ...meta(name, {}, 'monitoring'), spec: { template: { spec: { containers: [{ name: 'o', args: ['--kubelet-service=kube-system/kubelet'] }] } } } });

/** As the charts of others scrape a kubelet: the path is a label, and cadvisor's endpoint drops what is little used. */
const KUBELET = (metric: string) => {
  const endpoint = (path: string, metricRelabelings: object[]) => ({ port: 'https-metrics', path, honorLabels: true, metricRelabelings, relabelings: [{ sourceLabels: ['__metrics_path__'], targetLabel: 'metrics_path' }] });
  const names = { 'k8s-app': 'kubelet' };
  return [
    ...bound(), operator('operator'),
    monitor({
      jobLabel: 'k8s-app',
      selector: { matchLabels: names },
      namespaceSelector: { matchNames: ['kube-system'] },
      endpoints: [endpoint('/metrics', []), endpoint('/metrics/cadvisor', [{ action: 'drop', sourceLabels: ['__name__'], regex: 'container_memory_(mapped_file|swap)' }])],
    }),
    rule(`sum(${metric}{job="kubelet", metrics_path="/metrics/cadvisor", image!=""})`, { record: 'pod:container_memory:bytes' }),
  ];
};

const routed = (name: string, spec: object = { alertmanagerConfiguration: { name: `routing-${name}` } }) => ({ kind: 'Alertmanager', ...meta(name, {}, 'monitoring'), spec: { alertmanagerConfigSelector: {}, ...spec } });

const RULER = { apiVersion: 'monitoring.coreos.com/v1', kind: 'ThanosRuler', ...meta('main', {}, 'monitoring'), spec: { ruleSelector: {}, ruleNamespaceSelector: {}, queryEndpoints: ['query:10902'] } };

const exporter = (name: string, version: string) =>
  [monitor({ endpoints: [{ port: 'metrics', honorLabels: true }] }), service(), deployment('web', { app: 'web' }, [{ name: 'metrics', containerPort: 8080 }], `example.org/${name}:v${version}`)];

const SHOP = { kind: 'Namespace', metadata: { name: 'shop' } };

const CASES: [string, object[], string][] = [
  ['range-too-short', [...bound(), monitor({ endpoints: [{ port: 'metrics', interval: '1m' }] }), service(), deployment(), rule('rate(x_total{job="web"}[1m]) > 0')], 'use [4m]'],
  ['not-selected', [prometheus({ serviceMonitorSelector: { matchLabels: { release: 'stack' } } }), monitor({}, { team: 'a' }), service(), deployment()], '"serviceMonitorSelector" requires release=stack; the labels are team=a'],
  ['not-selected', [prometheus({ serviceMonitorSelector: undefined }), monitor(), service(), deployment()], '"serviceMonitorSelector" is not set and selects nothing: set "serviceMonitorSelector: {}"'],
  ['not-selected', [prometheus({ serviceMonitorNamespaceSelector: undefined }), monitor(), service(), deployment()], '"serviceMonitorNamespaceSelector" is not set and selects only namespace "monitoring"'],
  ['not-selected', [SHOP, prometheus({ serviceMonitorNamespaceSelector: { matchLabels: { monitored: 'yes' } } }), monitor(), service(), deployment()], 'namespace "shop" does not have monitored=yes'],
  ['not-selected', [prometheus(), podMonitor({ port: 'metrics' })], 'set "podMonitorSelector'],
  ['not-selected', [...bound({ ruleSelector: { matchLabels: { role: 'rules' } } }), rule('vector(1)')], 'PrometheusRule shop/rules is not selected by any Prometheus: Prometheus monitoring/main: "ruleSelector" requires role=rules'],
  ['evaluated-twice', [...bound({ ruleSelector: {}, ruleNamespaceSelector: {} }), rule('vector(1)'), RULER], 'PrometheusRule shop/rules is evaluated by Prometheus monitoring/main and by ThanosRuler monitoring/main'],
  ['no-service', [monitor(), service({}, { app: 'shop' })], 'Service shop/web has app=shop, not app=web'],
  ['no-service', [monitor({ namespaceSelector: { matchNames: ['other'] } }), service()], 'add the namespace to "namespaceSelector"'],
  ['no-service', [...bound({ ignoreNamespaceSelectors: true }), { ...monitor({ namespaceSelector: { any: true } }), ...meta('web', {}, 'other') }, service(), deployment()], 'but is in a namespace that the monitor does not select'],
  ['no-service', [...bound(), { ...monitor(), metadata: { name: 'kube-scheduler', namespace: 'kube-system' } }], 'no Service exists in the namespaces that it selects'],
  ['no-service', [monitor(), deployment()], 'no Service exists in the namespaces that it selects'],
  ['no-port', [monitor({ endpoints: [{ port: 'metric' }] }), service(), deployment()], 'ServiceMonitor shop/web scrapes the port "metric", which does not exist in Service shop/web: use one of'],
  ['no-target-port', [monitor(), service(), deployment('web', { app: 'web' }, [{ name: 'http', containerPort: 80 }])], 'the port "metrics" of Service shop/web leads to the port "metrics" of Deployment shop/web, which declares only "http"'],
  ['no-pods', [monitor(), service(), deployment('web', { app: 'shop' })], 'the pods of Deployment shop/web have app=shop'],
  ['no-pods', [monitor(), service()], 'its namespace has no workload'],
  ['no-pods', [monitor(), service({ selector: { component: 'api' } }), deployment()], 'it requires component=api'],
  ['no-pods', [podMonitor({ port: 'metrics' }, { matchLabels: { app: 'shop' } }), deployment()], 'PodMonitor shop/pods selects no pods: it requires app=shop; the pods of Deployment shop/web have app=web'],
  ['undeclared-port', [podMonitor({ port: 'metric' }), deployment()], 'scrapes the port "metric" of pods, which Deployment shop/web does not declare: it declares "metrics"'],
  ['undeclared-port', [podMonitor({ portNumber: 9090 }), deployment()], 'the port "9090"'],
  ['undeclared-port', [monitor({ endpoints: [{ targetPort: 9090 }] }), service({ ports: [{ name: 'x', port: 9090 }] }), deployment()], 'ServiceMonitor shop/web scrapes the port "9090" of pods'],
  ['two-workloads', [monitor(), service({ ports: [{ name: 'metrics', port: 80, targetPort: 'metrics' }, { name: 'http', port: 8080 }] }), deployment(), deployment('worker')], 'Deployment shop/web and Deployment shop/worker'],
  ['scraped-twice', [...WELL, monitor({}, {}, 'again')], 'the port "metrics" of Deployment shop/web is scraped twice by one Prometheus, with the same labels: ServiceMonitor shop/again and ServiceMonitor shop/web'],
  ['scraped-twice', [...bound(), monitor({ endpoints: [{ port: 'metrics' }, { targetPort: 8080 }] }), service(), deployment()], 'under different labels: ServiceMonitor shop/web, endpoint 0 and ServiceMonitor shop/web, endpoint 1'],
  ['scraped-twice', [...bound({ podMonitorSelector: {}, podMonitorNamespaceSelector: {} }), monitor(), podMonitor({ port: 'metrics' }), service(), deployment()], 'PodMonitor shop/pods and ServiceMonitor shop/web'],
  ['all-dropped', [...bound(), monitor({ endpoints: [{ port: 'metrics', relabelings: [{ targetLabel: 'a', replacement: 'b' }, { action: 'keep', sourceLabels: ['tier'], regex: 'front' }] }] }), service(), deployment()],
    'ServiceMonitor shop/web selects Deployment shop/web, but its relabeling drops all of these targets: {"action":"keep","sourceLabels":["tier"],"regex":"front"}'],
  ['honor-labels', [...bound(), monitor(), service(), deployment('web', { app: 'web' }, [{ name: 'metrics', containerPort: 8080 }], 'registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.20.0')],
    'ServiceMonitor shop/web scrapes kube-state-metrics and renames its labels namespace, pod, container, service'],
  ['honor-labels', [...bound({ overrideHonorLabels: true }), monitor({ endpoints: [{ port: 'metrics', path: '/federate', honorLabels: true }] }), service(), deployment()], 'its Prometheus has "overrideHonorLabels"'],
  ['no-sample-limit', [...bound(), ...external()], 'ServiceMonitor shop/web scrapes Service shop/web, which is outside the cluster, without a limit: set "sampleLimit"'],
  ['no-sample-limit', [...bound({ scrapeConfigSelector: {}, scrapeConfigNamespaceSelector: {} }), { kind: 'ScrapeConfig', ...meta('static'), spec: { staticConfigs: [{ targets: ['example.org:9100'] }] } }], 'ScrapeConfig shop/static'],
  ['kubelet-twice', [operator('one'), operator('two')], 'Service kube-system/kubelet has two owners that overwrite each other: Deployment monitoring/one, by --kubelet-service and Deployment monitoring/two, by --kubelet-service; remove one of them'],
  ['kubelet-twice', [operator('one'), { kind: 'Service', ...meta('kubelet', {}, 'kube-system'), spec: {} }], 'and the manifest itself'],
  ['no-permission', [prometheus(), monitor(), service(), deployment()], 'ServiceAccount monitoring/default of Prometheus monitoring/main has no role bindings here and cannot list and watch endpoints, pods, services in namespace shop, which ServiceMonitor shop/web requires'],
  ['no-permission', [prometheus(), ...role([{ ...READS[0], resources: ['services', 'pods'] }]), monitor(), service(), deployment()], 'ServiceAccount monitoring/default of Prometheus monitoring/main cannot list and watch endpoints in namespace'],
  ['no-permission', [prometheus(), ...role([{ ...READS[0], verbs: ['get', 'list'] }]), monitor(), service(), deployment()], 'ServiceAccount monitoring/default of Prometheus monitoring/main cannot watch endpoints, pods, services in'],
  ['no-permission', [prometheus(), ...role(READS, 'Role', 'other'), monitor(), service(), deployment()], 'ServiceAccount monitoring/default of Prometheus monitoring/main cannot list and watch endpoints, pods,'],
  ['no-permission', [prometheus(), ...role(READS), monitor({ namespaceSelector: { any: true } }), service(), deployment()], 'ServiceAccount monitoring/default of Prometheus monitoring/main cannot list and watch endpoints, pods,'],
  ['no-permission', [prometheus({ serviceDiscoveryRole: 'EndpointSlice' }), ...role(READS), monitor(), service(), deployment()], 'ServiceAccount monitoring/default of Prometheus monitoring/main cannot list and watch endpointslices in'],
  ['no-permission', [prometheus(), ...role([{ ...READS[0], apiGroups: ['apps', 'metrics.k8s.io'] }]), monitor(), service(), deployment()],
    'ServiceAccount monitoring/default of Prometheus monitoring/main cannot list and watch endpoints, pods,'],
  ['no-permission', [prometheus({ serviceDiscoveryRole: 'EndpointSlice' }), ...role([...READS, { ...READS[0], resources: ['endpointslices'] }]), monitor(), service(), deployment()],
    'ServiceAccount monitoring/default of Prometheus monitoring/main cannot list and watch endpointslices in'],
  ['network-denies', [...WELL, policy({ ingress: [{ ports: [{ port: 8081, endPort: 8090 }] }] })], 'port 8080 of Deployment shop/web'],
  ['network-denies', [...WELL, policy()], 'Prometheus monitoring/main cannot connect to port 8080 of Deployment shop/web: blocked by NetworkPolicy shop/deny'],
  ['network-denies', [...WELL, policy({ ingress: [{ from: [{ podSelector: {} }] }] })], 'port 8080 of Deployment shop/web'],
  ['network-denies', [...WELL, policy({ ingress: [{ ports: [{ port: 80 }] }] })], 'port 8080 of Deployment shop/web'],
  ['network-denies', [...WELL, policy({ ingress: [{ ports: [{ port: 8000, endPort: 8079 }] }] })], 'port 8080 of Deployment shop/web'],
  ['network-denies', [...WELL, policy({ ingress: [{ ports: [{ port: 8080, protocol: 'UDP' }] }] })], 'port 8080 of Deployment shop/web'],
  ['no-permission', [prometheus(), ...role([{ ...READS[0], resourceNames: ['web'] }]), monitor(), service(), deployment()], 'ServiceAccount monitoring/default of Prometheus monitoring/main cannot list and watch endpoints, pods,'],
  ['network-denies', [...WELL, policy({ policyTypes: ['Egress'], egress: [] }, 'monitoring')], 'blocked by NetworkPolicy monitoring/deny'],
  ['network-denies', [...probed('web.shop.svc:80'), egressTo(8081)], 'Prometheus monitoring/main cannot connect to port 80 of Probe shop/site: blocked by NetworkPolicy monitoring/deny'],
  ['network-denies', [...bound(), ...external({ sampleLimit: 1 }), policy({ policyTypes: ['Egress'], egress: [{ to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['203.0.113.0/24'] } }] }] }, 'monitoring')], 'port 9100 of Service shop/web'],
  ['unknown-job', [...WELL, rule('up{job="webb"} == 0')], 'PrometheusRule shop/rules, alert "Down" uses job "webb", which no scrape here has: did you mean "web"?'],
  ['unknown-job', [...WELL, dashboard('rate(http_requests_total{job="shop"}[$__rate_interval])')], 'ConfigMap shop/dashboard, panel "CPU" uses job "shop", which no scrape here has'],
  ['unknown-record', [...WELL, rule('job:up:sum > 1'), { ...rule('sum(up)', { record: 'job:up:count' }), ...meta('more') }], 'PrometheusRule shop/rules, alert "Down" uses "job:up:sum", which no rule here records: did you mean "job:up:count"?'],
  ['metric-dropped', [...bound(), dropping([{ action: 'drop', sourceLabels: ['__name__'], regex: 'go_.*' }]), service(), deployment(), rule('go_goroutines{job="web"} > 100')],
    'PrometheusRule shop/rules, alert "Down" uses "go_goroutines", which every scrape that could have it drops: ServiceMonitor shop/web, {"action":"drop","sourceLabels":["__name__"],"regex":"go_.*"}'],
  ['metric-dropped', KUBELET('container_memory_swap'), 'PrometheusRule shop/rules, record "pod:container_memory:bytes" uses "container_memory_swap"'],
  ['metric-dropped', [...bound(), dropping([{ action: 'keep', sourceLabels: ['__name__'], regex: 'http_.*' }]), service(), deployment(), dashboard('go_goroutines')], 'ConfigMap shop/dashboard, panel "CPU" uses "go_goroutines"'],
  ['alerts-nowhere', [...bound({ alerting: undefined }), rule('vector(1)')], 'Prometheus monitoring/main has 1 alert and no Alertmanager'],
  ['no-alertmanager', [...bound({ alerting: { alertmanagers: [{ name: 'alertmanager', port: 'web' }] } }), rule('vector(1)')], 'Prometheus monitoring/main cannot send alerts to Service monitoring/alertmanager: the Service does not exist'],
  ['no-alertmanager', [...bound({ alerting: { alertmanagers: [{ name: 'alertmanager', port: 'http' }] } }), ...alertmanager(''), rule('vector(1)')], 'it has no port "http"'],
  ['silent-receiver', [...ALERTED, ...alertmanager('route: {receiver: nobody}\nreceivers: [{name: nobody}]', true), rule('vector(1)', { alert: 'Down', labels: { severity: 'critical' } })],
    'Alertmanager monitoring/main routes Down only to the receiver "nobody", which notifies nobody: add an integration to it, or change the route'],
  ['silent-receiver', [...ALERTED, ...alertmanager('route: {receiver: a, routes: [{receiver: nobody}, {receiver: b}]}\nreceivers: [{name: a, webhook_configs: [{url: x}]}, {name: nobody}, {name: b, webhook_configs: [{url: x}]}]'), rule('vector(1)')],
    'Alertmanager monitoring/main routes Down only to the receiver "nobody"'],
  ['routing-shared', [routed('a'), routed('b', {}), { kind: 'AlertmanagerConfig', ...meta('routing-a', {}, 'monitoring'), spec: { route: { receiver: 'x' }, receivers: [{ name: 'x' }] } }],
    'AlertmanagerConfig monitoring/routing-a is the whole configuration of Alertmanager monitoring/a, and Alertmanager monitoring/b also selects it: use separate namespaces, or an "alertmanagerConfigSelector" that does not match it'],
  ['object-twice', [...WELL, service({}, { app: 'web', tier: 'front' })], '1 object is defined more than once'],
  ['no-endpoints', [monitor(), service({ selector: undefined, type: 'ExternalName', externalName: 'example.org' })], 'ServiceMonitor shop/web finds no endpoints of Service shop/web: a Service of type ExternalName has no endpoints: create Endpoints with its name, or use a Probe or a ScrapeConfig'],
  ['no-endpoints', [monitor({ endpoints: [{ port: 'http' }] }), ...external().slice(1)], 'the ports of its endpoints are "metrics", not "http"'],
  ['no-target', [...bound(), monitor(), service({ selector: undefined })], 'ServiceMonitor shop/web has no target in Prometheus monitoring/main: nothing is discovered in namespace shop'],
  ['no-address', [...bound({ scrapeConfigSelector: {}, scrapeConfigNamespaceSelector: {} }), { kind: 'ScrapeConfig', ...meta('box'), spec: { sampleLimit: 1, staticConfigs: [{ targets: ['https://example.org/a'] }] } }],
    'ScrapeConfig shop/box has a target "https://example.org/a", which is a URL'],
  ['label-gone', [...bound(), dropping([{ action: 'keep', sourceLabels: ['__address__'], regex: 'a.*' }]), service(), deployment()], 'spec.endpoints[0].metricRelabelings[0] uses the label "__address__"'],
  ['label-gone', [...bound(), monitor({ endpoints: [{ port: 'metrics', relabelings: [{ action: 'drop', sourceLabels: ['__name__'], regex: 'go_.*' }] }] }), service(), deployment()], 'targets have no metric name: use "metricRelabelings"'],
  ['label-gone', [...bound(), monitor({ endpoints: [{ port: 'metrics', relabelings: [{ sourceLabels: ['__meta_kubernetes_pod_label_app.kubernetes.io/name'], targetLabel: 'app' }] }] }), service(), deployment()],
    '"__meta_kubernetes_pod_label_app_kubernetes_io_name"'],
  ['label-gone', [...bound(), monitor({ endpoints: [{ port: 'metrics', relabelings: [{ sourceLabels: ['__meta_kubernetes_pod_nodename'], targetLabel: 'node' }] }] }), service(), deployment()], 'did you mean "__meta_kubernetes_pod_node_name"?'],
  ['nothing-written', bound({ remoteWrite: [{ url: 'http://a', writeRelabelConfigs: ['a', 'b'].map(regex => ({ action: 'keep', sourceLabels: ['__name__'], regex })) }] }), 'no metric matches all of its "keep" steps, "a", "b"'],
  ['route-prefix', [...bound({ routePrefix: '/prometheus' }), ...[monitor({ endpoints: [{ port: 'web' }] }, {}, 'own'), service({ selector: { prometheus: 'main' }, ports: [{ name: 'web', port: 9090, targetPort: 'web' }] })]
    .map(object => ({ ...object, metadata: { ...object.metadata, namespace: 'monitoring' } }))], 'set "path: /prometheus/metrics"'],
  ['retention-too-large', bound({ retentionSize: '200GB', storage: { volumeClaimTemplate: { spec: { resources: { requests: { storage: '100Gi' } } } } } }), '"retentionSize: 200GB" and a volume of 100Gi'],
  ['other-namespace', [...bound(), monitor({ endpoints: [{ port: 'metrics', bearerTokenSecret: { name: 'token', key: 'a' } }] }), { kind: 'Secret', ...meta('token', {}, 'monitoring'), stringData: { a: 'x' } }, service(), deployment()],
    'which is not in its namespace (Secret monitoring/token is in another namespace)'],
  ['board-not-read', [
    { kind: 'Deployment', ...meta('grafana', {}, 'monitoring'), spec: { template: { spec: { containers: [{ name: 'boards', image: 'kiwigrid/k8s-sidecar:1', env: [{ name: 'LABEL', value: 'board' }] }] } } } },
    { kind: 'ConfigMap', ...meta('board', { board: '1' }), data: {} },
  ], 'it reads only namespace monitoring'],
  ['consumer-denied', [
    ...WELL, { kind: 'Service', ...meta('prometheus', {}, 'monitoring'), spec: { selector: { prometheus: 'main' }, ports: [{ port: 9090, targetPort: 'web' }] } }, policy({}, 'monitoring'), deployment('grafana', { app: 'grafana' }, [], 'grafana/grafana:12.1.0'),
    { kind: 'GrafanaDatasource', ...meta('main'), spec: { datasource: { url: 'http://prometheus.monitoring.svc:9090' } } },
  ], 'Deployment shop/grafana cannot connect to StatefulSet monitoring/prometheus-main at "http://prometheus.monitoring.svc:9090"'],
  ['consumer-address', [...WELL, { kind: 'ScaledObject', ...meta('web'), spec: { triggers: [{ type: 'prometheus', metadata: { serverAddress: 'http://prometheus.monitoring.svc:9090' } }] } }], 'Service monitoring/prometheus does not exist'],
  ['consumer-address', [...WELL, { kind: 'AnalysisTemplate', ...meta('web'), spec: { metrics: [{ provider: { prometheus: { address: 'http://web.shop.svc.cluster.local:9090' } } }] } }], 'Service shop/web has no port 9090: it has 80'],
  ['consumer-address', [...WELL, { kind: 'ConfigMap', ...meta('sources', {}, 'monitoring'), data: { 'a.yaml': 'datasources:\n- {name: P, type: prometheus, url: "http://prometheus-operate:9090"}' } }], 'ConfigMap monitoring/sources queries "http://prometheus-operate:9090" (data source "P")'],
  ['metric-not-exposed', [...WELL, rule('kube_pod_labels > 0'), { kind: 'Deployment', ...meta('ksm'), spec: { template: { spec: { containers: [{ name: 'k', image: 'kube-state-metrics:v2.20.0', args: ['--metric-denylist=kube_secret_.*,kube_pod_labels'] }] } } } }],
    'PrometheusRule shop/rules uses "kube_pod_labels", which Deployment shop/ksm does not expose: --metric-denylist contains "kube_pod_labels"'],
  ['metric-not-exposed', [...WELL, rule('kube_pod_labels > 0'), { kind: 'Deployment', ...meta('ksm'), spec: { template: { spec: { containers: [{ name: 'k', image: 'kube-state-metrics:v2.20.0', args: ['--metric-allowlist=kube_node_.*'] }] } } } }], '--metric-allowlist does not contain it'],
  ['enforced-namespace', [...bound({ enforcedNamespaceLabel: 'namespace' }), monitor(), service(), deployment(), { ...rule('up{namespace="shop"} == 0'), ...meta('rules', {}, 'rules') }], 'replaces by namespace="rules"'],
  ['unknown-metric', [...bound(), ...exporter('kube-state-metrics', '2.20.0'), rule('kube_hpa_spec_max_replicas')], '(kube-state-metrics 2.20.0) does not expose: use kube_horizontalpodautoscaler_spec_max_replicas'],
  ['unknown-label', [...bound(), ...exporter('alertmanager', '0.35.0'), rule('alertmanager_alerts{reason="a"}')], 'selects "alertmanager_alerts" by the label "reason", which Deployment shop/web (alertmanager 0.35.0) does not expose: use group_key, state'],
  ['unknown-label-value', [...bound(), ...exporter('kube-state-metrics', '2.20.0'), rule('kube_namespace_status_phase{phase="Gone"}')], 'never exposes: use Active, Terminating'],
];

test.each(CASES.map(([id, objects, words]) => ({ id, objects, words })))('$id is found: $words', ({ id, objects, words }) => {
  const lines = problemsOf(...objects).filter(each => each.includes(`[scrape-graph/${id}]`));
  expect(lines.find(line => line.includes(words)) ?? lines).toContain(words);
});

test('every rule of the graph has a test with an error', () => {
  const tested = new Set(CASES.map(([id]) => `scrape-graph/${id}`));
  // duplicate keys are found when files are read: see reading.test.ts; the rule of silence() is not about a graph, and for host ports see
  // host-ports.test.ts
  expect(Object.values(RULES).map(({ id }) => id).filter(id => !tested.has(id))).toEqual(['scrape-graph/duplicate-key', 'scrape-graph/host-port-taken', 'scrape-graph/unknown-rule']);
});

test('a correct configuration is scraped, and nothing is reported', () => expect(problemsOf(...WELL)).toEqual([]));

test.each<[string, object[]]>([
  ['a monitor, where there is no Prometheus: somebody else has it', [monitor(), service(), deployment()]],
  ['a Service without a selector: somebody writes its endpoints', [monitor(), service({ selector: undefined })]],
  ['pods that somebody wrote one by one', [monitor(), service(), ...['a', 'b'].map(name => ({ kind: 'Pod', ...meta(name, { app: 'web' }), spec: { containers: [{ name: 'app', ports: [{ name: 'metrics', containerPort: 1 }] }] } }))]],
  ['a number as targetPort of a Service, which pods need not declare', [monitor(), service({ ports: [{ name: 'metrics', port: 80, targetPort: 8080 }] }), deployment('web', { app: 'web' }, [])]],
  ['a port that one of several Services has', [monitor({ selector: {} }), service(), deployment(), { ...service({ ports: [{ name: 'http', port: 80 }] }), ...meta('other', {}) }]],
  ['a monitor beside a Prometheus that does not say its namespace', [{ ...prometheus({ serviceMonitorNamespaceSelector: undefined }), metadata: { name: 'main' } }, BINDING, monitor(), service(), deployment()]],
  ['a binding of a Prometheus that does not say its namespace', [{ ...prometheus(), metadata: { name: 'main' } }, BINDING, monitor(), service(), deployment()]],
  ['what a cadvisor keeps of a kubelet', KUBELET('container_memory_rss')],
  ['a port by a pattern', [monitor({ endpoints: [{ port: 'metrics|http' }] }), service(), deployment()]],
  ['two endpoints at two paths', [...bound(), monitor({ endpoints: [{ port: 'metrics' }, { port: 'metrics', path: '/other' }] }), service(), deployment()]],
  ['two endpoints with other parameters', [...bound(), monitor({ endpoints: [{ port: 'metrics' }, { port: 'metrics', params: { a: ['b'] } }] }), service(), deployment()]],
  ['a job that is there', [...WELL, rule('up{job="web"} == 0 or absent(up{job="web"})')]],
  ['a job where not all are known', [...bound({ additionalScrapeConfigs: { name: 'a', key: 'b' } }), monitor(), service(), deployment(), rule('up{job="other"} == 0')]],
  ['a job by a variable', [...WELL, dashboard('up{job="$job"}')]],
  ['a recorded series that is there', [...WELL, rule('job:up:sum > 1'), { ...rule('sum(up)', { record: 'job:up:sum' }), ...meta('more') }]],
  ['a metric that one of two keeps', [...bound(), dropping([{ action: 'drop', sourceLabels: ['__name__'], regex: 'go_.*' }]), service(), deployment(), { ...monitor({}, {}, 'again'), spec: { selector: {}, endpoints: [{ port: 'metrics', path: '/b' }] } }, rule('go_goroutines > 1')]],
  ['a metric that is dropped by another label too', [...bound(), dropping([{ action: 'drop', sourceLabels: ['__name__', 'le'], regex: 'go_.*' }]), service(), deployment(), rule('go_goroutines > 1')]],
  ['up, which Prometheus makes', [...bound(), dropping([{ action: 'drop', sourceLabels: ['__name__'], regex: '.*' }]), service(), deployment(), rule('up == 0')]],
  ['the API server, whose Service Kubernetes makes', [{ kind: 'ServiceMonitor', ...meta('apiserver'), spec: { selector: { matchLabels: { component: 'apiserver' } }, namespaceSelector: { matchNames: ['default'] }, endpoints: [{ port: 'https' }] } }]],
  ['pods of Kubernetes itself', [{ ...monitor(), metadata: { name: 'dns', namespace: 'kube-system' } }, { ...service({ selector: { 'k8s-app': 'kube-dns' } }), metadata: { name: 'dns', namespace: 'kube-system', labels: { app: 'web' } } }]],
  ['pods that an operator makes', [monitor(), service({ selector: { 'operator.prometheus.io/name': 'main' } })]],
  ['kube-state-metrics with its labels honored', [...bound(), monitor({ endpoints: [{ port: 'metrics', honorLabels: true }] }), service(), deployment('web', { app: 'web' }, [{ name: 'metrics', containerPort: 8080 }], 'kube-state-metrics:v2.20.0')]],
  ['what is outside, with a limit', [...bound(), ...external({ sampleLimit: 1000 })]],
  ['what is outside, with a limit for all', [...bound({ enforcedSampleLimit: 1000 }), ...external()]],
  ['what a Role allows', [prometheus(), ...role(READS), monitor(), service(), deployment()]],
  ['what a ClusterRole allows everywhere', [prometheus(), ...role(READS, 'ClusterRole'), monitor({ namespaceSelector: { any: true } }), service(), deployment()]],
  ['what everybody may', [prometheus(), role(READS)[0], { ...role(READS)[1], subjects: [{ kind: 'Group', name: 'system:serviceaccounts:monitoring' }] }, monitor(), service(), deployment()]],
  ['what a policy lets in', [...WELL, policy({ ingress: [{ from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } }, podSelector: { matchLabels: { prometheus: 'main' } } }], ports: [{ port: 'metrics' }] }] })]],
  ['a port in a range that a policy allows', [...WELL, policy({ ingress: [{ ports: [{ port: 8000, endPort: 8090 }] }] })]],
  ['the last port of a range', [...WELL, policy({ ingress: [{ ports: [{ port: 8000, endPort: 8080 }] }] })]],
  ['the first port of a range', [...WELL, policy({ ingress: [{ ports: [{ port: 8080, endPort: 8090 }] }] })]],
  ['Endpoints of kube-system, which are of the control plane', [...bound(), ...external({ namespaceSelector: { matchNames: ['kube-system'] } }).map((object: any) =>
    object.kind === 'ServiceMonitor' ? object : { ...object, metadata: { ...object.metadata, namespace: 'kube-system' } })]],
  ['what one of two policies lets in', [...WELL, policy(), { ...policy({ ingress: [{}] }), ...meta('allow') }]],
  ['a policy of other pods', [...WELL, policy({ podSelector: { matchLabels: { app: 'db' } } })]],
  ['pods in the network of their node', [...WELL.slice(0, -1), { ...deployment(), spec: { template: { metadata: { labels: { app: 'web' } }, spec: { hostNetwork: true, containers: [{ name: 'app', ports: [{ name: 'metrics', containerPort: 8080 }] }] } } } }, policy()]],
  ['a Prometheus in the network of its node, whose address nobody knows', [prometheus({ hostNetwork: true }), ...WELL.slice(1), policy()]],
  ['a metric with a label that series bring themselves, where theirs are honored', [
    ...bound(), monitor({ endpoints: [{ port: 'metrics', honorLabels: true }, { port: 'metrics', path: '/b', relabelings: [{ targetLabel: 'namespace', replacement: 'other' }], metricRelabelings: [{ action: 'drop', sourceLabels: ['__name__'], regex: 'a' }] }] }), service(), deployment(), rule('a{namespace="other"}'),
  ]],
  ['alerts of which the first route says that others come, too', [
    ...ALERTED, ...alertmanager('route: {receiver: a, routes: [{receiver: b, continue: true}, {receiver: c}]}\nreceivers: [{name: a}, {name: b}, {name: c, webhook_configs: [{url: x}]}]'), rule('vector(1)'),
  ]],
  ['alerts that somebody hears', [...ALERTED, ...alertmanager('route: {receiver: a}\nreceivers: [{name: a, webhook_configs: [{url: x}]}]'), rule('vector(1)')]],
  ['alerts that are for nobody', [...ALERTED, ...alertmanager('route: {receiver: a}\nreceivers: [{name: a}]'), rule('vector(1)', { alert: 'Watchdog' })]],
  ['a policy that allows the pods behind the name of a prober', [...probed('web.shop.svc:80'), egressTo(8080)]],
  ['a policy for a prober that is not here', [...probed('blackbox.elsewhere.svc:9115'), egressTo(8080)]],
])('nothing is reported for %s', (_, objects) => expect(problemsOf(...objects)).toEqual([]));

test('report 004, pasted: one line names the label that is missing', () => {
  const reported = [
    { kind: 'Service', metadata: { name: 'worker-cluster', namespace: 'monitoring' }, spec: { type: 'ExternalName', externalName: '10.1.2.3', ports: [{ name: 'web', port: 9090 }] } },
    { kind: 'Endpoints', metadata: { name: 'worker-cluster', namespace: 'monitoring' }, subsets: [{ addresses: [{ ip: '10.1.2.3' }], ports: [{ name: 'web', port: 9090 }] }] },
    { kind: 'ServiceMonitor', metadata: { name: 'worker-cluster', namespace: 'monitoring' }, spec: { selector: { matchLabels: { app: 'worker-cluster' } }, endpoints: [{ port: 'web', path: '/federate' }] } },
  ];
  expect(problemsOf(...reported)).toEqual([
    'ServiceMonitor monitoring/worker-cluster selects no Service: it requires app=worker-cluster; Service monitoring/worker-cluster has no label "app" [scrape-graph/no-service]',
  ]);
});

describe('AlertmanagerConfigs', () => {
  const config = (namespace: string, spec: object, labels = {}) => ({ kind: 'AlertmanagerConfig', ...meta('team', labels, namespace), spec });
  const slack = (name: string) => ({ name, slackConfigs: [{ channel: '#a' }] });
  const base = 'route: {receiver: nobody}\nreceivers: [{name: nobody}]';
  const heard = (spec: object, ...configs: object[]) => {
    const objects = alertmanager(base, true).map(object => 'spec' in object && object.kind === 'Alertmanager' ? { ...object, spec: { ...(object as any).spec, ...spec } } : object);
    const { prometheuses, problems } = explain([...ALERTED, ...objects, ...configs, rule('vector(1)', { alert: 'Down', labels: { severity: 'critical', namespace: 'shop' } })]);
    return { receivers: Object.keys(prometheuses[0].alerts[0].receivers), ids: problems.map(({ id }) => id).filter(id => /receiver|routing/.test(id)) };
  };
  const TEAM = config('shop', { route: { receiver: 'team', matchers: [{ name: 'severity', value: 'crit.*', regex: true }] }, receivers: [slack('team')] });
  const EVERYWHERE = { alertmanagerConfigSelector: {}, alertmanagerConfigNamespaceSelector: {} };

  test('one of a namespace gets only alerts of its namespace, which the first route then does not get', () => {
    expect(heard(EVERYWHERE, TEAM)).toEqual({ receivers: ['shop/team/team'], ids: [] });
    // the namespace of an alert may be known only when it fires: then a missing receiver is not reported
    expect(heard(EVERYWHERE, { ...TEAM, ...meta('team', {}, 'web') })).toEqual({ receivers: ['nobody'], ids: [] });
    expect(heard({ ...EVERYWHERE, alertmanagerConfigMatcherStrategy: { type: 'None' } }, { ...TEAM, ...meta('team', {}, 'web') }).receivers).toEqual(['web/team/team']);
  });

  test('of several each hears', () => {
    const other = config('shop', { route: { receiver: 'team' }, receivers: [slack('team')] });
    expect(heard(EVERYWHERE, TEAM, { ...other, ...meta('other', {}, 'shop') }).receivers).toEqual(['shop/other/team', 'shop/team/team']);
  });

  test('its labels and its namespace determine whether it is used', () => {
    expect(heard({ alertmanagerConfigSelector: {} }, TEAM)).toEqual({ receivers: ['nobody'], ids: ['scrape-graph/silent-receiver'] });
    expect(heard({ ...EVERYWHERE, alertmanagerConfigSelector: { matchLabels: { a: 'b' } } }, TEAM).receivers).toEqual(['nobody']);
  });

  test('as the whole configuration it is for all namespaces', () => {
    const whole = { ...config('monitoring', { route: { receiver: 'all', routes: [{ receiver: 'pager', matchers: [{ name: 'severity', matchType: '=', value: 'critical' }] }] }, receivers: [slack('all'), slack('pager')] }) };
    expect(heard({ alertmanagerConfiguration: { name: 'team' } }, whole)).toEqual({ receivers: ['monitoring/team/pager'], ids: [] });
    expect(heard({ alertmanagerConfiguration: { name: 'other' } }, whole).receivers).toEqual([]);
  });
});

describe('an object with the name of a kind, but another group, is not of that kind', () => {
  const of = (apiVersion: string, object: object) => ({ ...object, apiVersion });

  test('a monitor never selects a Service of Knative', () => {
    expect(explain([prometheus(), BINDING, monitor(), of('serving.knative.dev/v1', service()), deployment()]).scrapes).toEqual([]);
    expect(problemsOf(...WELL, of('serving.knative.dev/v1', service()))).toEqual([]);
  });

  test('a NetworkPolicy of Calico is not read as one of Kubernetes', () => {
    expect(problemsOf(...WELL, of('crd.projectcalico.org/v1', policy()))).toEqual([]);
    expect(problemsOf(...WELL, of('networking.k8s.io/v1', policy()))).not.toEqual([]);
  });

  test('a custom workload runs pods, like those of Kubernetes', () => {
    expect(problemsOf(prometheus(), BINDING, monitor(), service(), of('apps.kruise.io/v1beta1', { ...deployment(), kind: 'StatefulSet' }))).toEqual([]);
  });

  test('an old Ingress is an Ingress', () => {
    const ingress = of('extensions/v1beta1', { kind: 'Ingress', ...meta('web'), spec: { rules: [{ host: 'shop.example.org' }] } });
    const probe = { kind: 'Probe', ...meta('web'), spec: { prober: { url: 'blackbox.monitoring.svc:9115' }, targets: { ingress: { selector: {} } } } };
    expect(explain([prometheus({ probeSelector: {}, probeNamespaceSelector: {} }), BINDING, probe, ingress]).scrapes[0].labels!.instance).toBe('http://shop.example.org/');
  });
});

test('the order of the input does not change the explanation', () => {
  const all = CASES.flatMap(([, objects]) => objects).filter((object: any) => !['Prometheus'].includes(object.kind));
  const once = [...new Map([...WELL, ...all].map((object: any) => [`${object.kind} ${object.metadata.namespace} ${object.metadata.name}`, object])).values()];
  expect(JSON.stringify(explain([...once].reverse()))).toBe(JSON.stringify(explain(once)));
});

test('any objects are read without throwing', () => {
  const kinds = ['Prometheus', 'ServiceMonitor', 'PodMonitor', 'Probe', 'ScrapeConfig', 'Service', 'Endpoints', 'EndpointSlice', 'Deployment', 'Pod', 'Node', 'Ingress', 'PrometheusRule', 'Namespace', 'NetworkPolicy', 'RoleBinding', 'Role',
    'Alertmanager', 'ConfigMap', 'Secret', 'List'];
  fc.assert(fc.property(fc.constantFrom(...kinds), fc.jsonValue(), fc.constantFrom('spec', 'data', 'subsets', 'endpoints', 'status', 'subjects', 'rules', 'stringData'), (kind, value, field) => {
    const odd = [{ kind, metadata: { name: 'x', namespace: 'shop' }, spec: {}, [field]: value }, { kind, metadata: value, items: value }, { ...(WELL[2] as object), spec: { ...monitor().spec, selector: value, endpoints: value } }];
    expect(Array.isArray(explain([...WELL, ...odd]).problems)).toBe(true);
  }), { numRuns: cases(600) });
});
