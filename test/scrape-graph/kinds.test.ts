import { parseDocuments } from '../../src/files/documents';
import { manifestsOf } from '../../src/scrape-graph/clusters';
import { explain, Explanation } from '../../src/scrape-graph/explanation';

/** As in the command line: including the results of apiserver and operator. */
function explained(text: string): Explanation {
  const read = parseDocuments(text, 'kubernetes');
  if (!('documents' in read)) { throw new Error(JSON.stringify(read)); }
  const { manifests, sources, problems } = manifestsOf({ given: read.documents.map(value => ({ origin: '', key: '', read: () => value })) });
  return explain(manifests, { sources, problems, withAdmission: true });
}

const SELECTORS = ['serviceMonitor', 'podMonitor', 'probe', 'scrapeConfig', 'rule'].map(kind => `${kind}Selector: {}, ${kind}NamespaceSelector: {}`).join(', ');
const prometheus = (spec = '', name = 'main') => `
---
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: ${name}, namespace: monitoring}
spec: {version: v3.5.0, ${SELECTORS}${spec === '' ? '' : `, ${spec}`}}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: ${name}}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
subjects: [{kind: ServiceAccount, name: default, namespace: monitoring}]
`;
const workload = (name: string, spec = '', ports = '[{name: metrics, containerPort: 8080}]', kind = 'Deployment', apiVersion = 'apps/v1') => `
---
apiVersion: ${apiVersion}
kind: ${kind}
metadata: {name: ${name}, namespace: shop}
spec: {${spec}selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: c, image: "example.org/c:1", ports: ${ports}}]}}}
`;
const service = (spec = 'selector: {app: web}, ports: [{name: metrics, port: 80, targetPort: metrics}]', name = 'web') => `
---
apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: shop, labels: {app: web}}
spec: {${spec}}
`;
const monitor = (endpoint = 'port: metrics', spec = '') => `
---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: web, namespace: shop}
spec: {selector: {matchLabels: {app: web}}, sampleLimit: 1000, endpoints: [{${endpoint}}]${spec}}
`;
const object = (apiVersion: string, kind: string, name: string, rest: string, namespace = 'shop') => `
---
apiVersion: ${apiVersion}
kind: ${kind}
metadata: {name: ${name}, namespace: ${namespace}}
${rest}
`;
const endpoints = (port: string, name = 'web') => object('v1', 'Endpoints', name, `subsets: [{addresses: [{ip: 10.1.2.3}], ports: [${port}]}]`);
const rule = (expr: string, namespace = 'shop', what = 'alert: Down') => object('monitoring.coreos.com/v1', 'PrometheusRule', 'rules', `spec: {groups: [{name: g, rules: [{${what}, expr: '${expr}'}]}]}`, namespace);
const amc = (name: string, spec: string) => object('monitoring.coreos.com/v1alpha1', 'AlertmanagerConfig', name, `spec: {${spec}}`);
const alertmanager = (spec = '') => `${object('monitoring.coreos.com/v1', 'Alertmanager', 'main', `spec: {replicas: 1${spec}}`, 'monitoring')}${
  object('v1', 'Secret', 'alertmanager-main', 'stringData: {alertmanager.yaml: "route: {receiver: a}\\nreceivers: [{name: a, webhook_configs: [{url: http://a/}]}]"}', 'monitoring')}`;
const ALERTING = (port = 'web', more = '') => `alerting: {alertmanagers: [{namespace: monitoring, name: alertmanager-operated, port: ${port}${more}}]}`;
const ALL_CONFIGS = ', alertmanagerConfigSelector: {}, alertmanagerConfigNamespaceSelector: {}';
const WEB = workload('web') + service() + monitor();

interface Expected {
  /** Part of one of the problems each, with the severity in front. */
  readonly says?: readonly string[];
  /** None of the problems has one of these. */
  readonly silent?: readonly string[];
  /** How many scrapes there are with targets. */
  readonly scrapes?: number;
  readonly receivers?: readonly string[];
}

/** In 0.80 and newer the operator itself parses selectors. */
const OPERATOR = workload('operator').replace('example.org/c:1', 'quay.io/prometheus-operator/prometheus-operator:v0.93.0').replace(/app: web/g, 'app: operator');

const NO_ERROR = ['error: '];
const NOTHING = [''];

const KINDS: readonly (readonly [kind: string, title: string, text: string, expected: Expected])[] = [
  ['W1', 'a workload beside without the port is in no endpoint', prometheus() + WEB + workload('other', '', '[]', 'StatefulSet'), { silent: NO_ERROR, scrapes: 1 }],
  ['W1', 'a pod of a Helm test does not run', prometheus() + WEB + object('v1', 'Pod', 'check', 'spec: {containers: [{name: c, image: "example.org/c:1"}]}').replace('namespace: shop', 'namespace: shop, labels: {app: web}, annotations: {helm.sh/hook: "test-success"}'), { silent: NOTHING, scrapes: 1 }],
  ['W1', 'zero replicas are no pods', prometheus() + service() + monitor() + workload('web', 'replicas: 0, ', '[]', 'StatefulSet') + workload('new'), { silent: NOTHING, scrapes: 1 }],
  ['W1', 'no pod with the port is an error', prometheus() + service() + monitor() + workload('web', '', '[{name: http, containerPort: 80}]'), { says: ['error: the port "metrics" of Service shop/web'], scrapes: 0 }],
  ['W2', 'the name of the port is that of the Endpoints', prometheus('serviceDiscoveryRole: Endpoints') + service('clusterIP: None') + endpoints('{name: metrics, port: 9100}') + monitor(), { silent: NOTHING, scrapes: 1 }],
  ['W2', 'an EndpointSlice by hand has it, too', prometheus('serviceDiscoveryRole: EndpointSlice') + service('clusterIP: None')
    + object('discovery.k8s.io/v1', 'EndpointSlice', 'web-1', 'addressType: IPv4\nendpoints: [{addresses: [10.1.2.3]}]\nports: [{name: metrics, port: 9100}]').replace('namespace: shop', 'namespace: shop, labels: {kubernetes.io/service-name: web}') + monitor(), { silent: NOTHING, scrapes: 1 }],
  ['W2', 'a name that only the Service has finds nothing', prometheus() + service('clusterIP: None, ports: [{name: metrics, port: 9100}]') + endpoints('{name: http, port: 9100}') + monitor(), { says: ['warning: ServiceMonitor shop/web finds no endpoints of Service shop/web: the ports of its endpoints are "http"'], scrapes: 0 }],
  ['W3', 'a name with dots is a label of Prometheus 3', prometheus() + workload('web') + service() + monitor('port: metrics, relabelings: [{targetLabel: k8s.pod, replacement: a}]'), { silent: NO_ERROR, scrapes: 1 }],
  ['W3', 'and none of Prometheus 2', prometheus().replace('v3.5.0', 'v2.55.1') + workload('web') + service() + monitor('port: metrics, relabelings: [{targetLabel: k8s.pod, replacement: a}]'), { says: ['error: '], scrapes: 0 }],
  ['W3', 'a labelmap of annotations with slashes', prometheus() + workload('web') + service() + monitor('port: metrics, relabelings: [{action: labelmap, regex: "__meta_(.+)", replacement: "k8s/$1"}]'), { silent: NO_ERROR, scrapes: 1 }],
  ['W4', 'a timeout is judged by a Prometheus, if one is here', WEB.replace('port: metrics}', 'port: metrics, scrapeTimeout: 45s}'), { silent: NO_ERROR, scrapes: 1 }],
  ['W4', 'each Prometheus judges for itself', prometheus('scrapeInterval: 60s', 'a') + prometheus('scrapeInterval: 10s', 'b') + WEB.replace('port: metrics}', 'port: metrics, scrapeTimeout: 45s}'), { says: ['Prometheus monitoring/b'], scrapes: 1 }],
  ['W4', 'a timeout above the own interval is wrong for all', WEB.replace('port: metrics}', 'port: metrics, interval: 10s, scrapeTimeout: 45s}'), { says: ['error: '], scrapes: 0 }],
  ['W5', 'the Service of the kubelets in a dump has one owner', workload('operator').replace('image: "example.org/c:1"', 'image: "quay.io/prometheus-operator/prometheus-operator:v0.93.0", args: ["--kubelet-service=kube-system/kubelet"]')
    + object('v1', 'Service', 'kubelet', 'spec: {clusterIP: None, ports: [{name: https-metrics, port: 10250}]}', 'kube-system').replace('namespace: kube-system', 'namespace: kube-system, labels: {app.kubernetes.io/managed-by: prometheus-operator}'), { silent: ['two owners'] }],
  ['W5', 'a Service of the operator in a dump is the one that it makes', prometheus() + object('v1', 'Service', 'prometheus-operated', 'spec: {clusterIP: None, selector: {app.kubernetes.io/name: prometheus}, ports: [{name: web, port: 9090, targetPort: web}]}', 'monitoring'), { silent: NOTHING }],
  ['W5', 'a StatefulSet of the operator in a dump does not double the pods', `${prometheus()}${WEB}${object('apps/v1', 'StatefulSet', 'prometheus-main', 'spec: {serviceName: prometheus-operated, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: "example.org/c:1"}]}}}', 'monitoring')}`, { silent: NOTHING, scrapes: 1 }],
  ['W6', 'a Probe with a scheme in the URL of its prober is rejected', prometheus() + object('monitoring.coreos.com/v1', 'Probe', 'site', 'spec: {prober: {url: "https://box:9115"}, targets: {staticConfig: {static: [a]}}}'), { says: ['error: '], scrapes: 0 }],
  ['W6', 'a ScrapeConfig of a URL has no target', prometheus() + object('monitoring.coreos.com/v1alpha1', 'ScrapeConfig', 'box', 'spec: {sampleLimit: 9, staticConfigs: [{targets: ["http://box:9100"]}]}'), { says: ['error: ScrapeConfig shop/box has a target "http://box:9100"'], scrapes: 0 }],
  ['W6', 'a monitor with two ways of authorization has no target', prometheus() + workload('web') + service() + monitor('port: metrics, basicAuth: {username: {name: a, key: b}}, authorization: {credentials: {name: a, key: b}}'), { says: ['error: '], scrapes: 0 }],
  ['W7', 'no alert comes to an AlertmanagerConfig that the operator leaves out', prometheus(ALERTING()) + alertmanager(ALL_CONFIGS) + rule('vector(1)') + amc('team', 'route: {receiver: b}, receivers: [{name: c, webhookConfigs: [{url: "http://b/"}]}]'), { says: ['error: '], receivers: ['a'] }],
  ['W7', 'none through a policy that lets nobody in', prometheus(ALERTING()) + alertmanager() + rule('vector(1)') + object('networking.k8s.io/v1', 'NetworkPolicy', 'deny', 'spec: {podSelector: {matchLabels: {alertmanager: main}}, policyTypes: [Ingress]}', 'monitoring'), { says: ['warning: Prometheus monitoring/main cannot send alerts to Service monitoring/alertmanager-operated: connections to StatefulSet monitoring/alertmanager-main are blocked by NetworkPolicy monitoring/deny'], receivers: [] }],
  ['W7', 'a route without a receiver at its top', prometheus(ALERTING()) + alertmanager(ALL_CONFIGS) + rule('vector(1)') + amc('team', 'route: {groupBy: [job]}, receivers: [{name: b, webhookConfigs: [{url: "http://b/"}]}]'), { says: ['error: '], receivers: ['a'] }],
  ['W8', 'a number is that of the container', prometheus(ALERTING('9093')) + alertmanager() + rule('vector(1)'), { silent: NOTHING, receivers: ['a'] }],
  ['W8', 'the number of the Service finds nothing', prometheus('alerting: {alertmanagers: [{namespace: shop, name: am, port: 80}]}') + alertmanager() + rule('vector(1)') + service('selector: {app: web}, ports: [{name: web, port: 80, targetPort: 8080}]', 'am') + workload('am'), { says: ['none of its pods declares port 80'] }],
  ['W8', 'a name that the Service does not have', prometheus(ALERTING('http')) + alertmanager() + rule('vector(1)'), { says: ['it has no port "http"'], receivers: [] }],
  ['W9', 'a metric may come back by a rename', prometheus(ALERTING()) + alertmanager() + workload('web') + service() + monitor('port: metrics, metricRelabelings: [{action: drop, sourceLabels: [__name__], regex: old}, {sourceLabels: [__name__], regex: new, targetLabel: __name__, replacement: old}]') + rule('old > 1'), { silent: ['asks for "old"'] }],
  ['W9', 'a rename of another label does not bring it back', prometheus(ALERTING()) + alertmanager() + workload('web') + service() + monitor('port: metrics, metricRelabelings: [{action: drop, sourceLabels: [__name__], regex: old}, {sourceLabels: [a], targetLabel: b}]') + rule('old > 1'), { says: ['PrometheusRule shop/rules, alert "Down" uses "old", which every scrape that could have it drops'] }],
  ['W9', 'a labelmap may rename, too', prometheus(ALERTING()) + alertmanager() + workload('web') + service() + monitor('port: metrics, metricRelabelings: [{action: drop, sourceLabels: [__name__], regex: old}, {action: labelmap, regex: name, replacement: __name__}]') + rule('old > 1'), { silent: ['asks for "old"'] }],
  ['W10', 'what is ignored is not a cure', prometheus('ignoreNamespaceSelectors: true') + workload('web') + service() + monitor('port: metrics', ', namespaceSelector: {any: true}').replace('name: web, namespace: shop', 'name: web, namespace: other'), { says: ['"ignoreNamespaceSelectors"'], silent: ['add the namespace to "namespaceSelector"'] }],
  ['W10', 'of a PodMonitor neither', `${prometheus('ignoreNamespaceSelectors: true')}${workload('web')}${object('monitoring.coreos.com/v1', 'PodMonitor', 'web', 'spec: {namespaceSelector: {any: true}, selector: {matchLabels: {app: web}}, podMetricsEndpoints: [{port: metrics}]}', 'other')}`, { says: ['"ignoreNamespaceSelectors"'] }],
  ['W10', 'where nothing ignores it, it is one', prometheus() + workload('web') + service() + monitor().replace('name: web, namespace: shop', 'name: web, namespace: other'), { says: ['add the namespace to "namespaceSelector"'] }],
  ['W11', 'an operator of a selector in small letters', OPERATOR + prometheus() + workload('web') + service() + monitor().replace('matchLabels: {app: web}', 'matchExpressions: [{key: app, operator: in, values: [web]}]'), { says: ['error: '], scrapes: 0 }],
  ['W11', 'one that there is not', OPERATOR + prometheus() + workload('web') + service() + monitor().replace('matchLabels: {app: web}', 'matchExpressions: [{key: app, operator: Equals, values: [web]}]'), { says: ['error: '], scrapes: 0 }],
  ['W11', 'one as it is written', prometheus() + workload('web') + service() + monitor().replace('matchLabels: {app: web}', 'matchExpressions: [{key: app, operator: In, values: [web]}]'), { silent: NOTHING, scrapes: 1 }],
  ['W12', 'a pattern may be long', prometheus() + workload('web') + service() + monitor(`port: metrics, metricRelabelings: [{action: drop, sourceLabels: [__name__], regex: "${'long_name|'.repeat(300)}x"}]`), { silent: NOTHING, scrapes: 1 }],
  ['W12', 'one of a relabeling, too', prometheus() + workload('web') + service() + monitor(`port: metrics, relabelings: [{action: keep, sourceLabels: [__meta_kubernetes_namespace], regex: "${'other|'.repeat(300)}shop"}]`), { silent: NOTHING, scrapes: 1 }],
  ['W12', 'and of a remote write', prometheus(`remoteWrite: [{url: "http://a/", writeRelabelConfigs: [{action: keep, sourceLabels: [__name__], regex: "${'long_name|'.repeat(300)}x"}]}]`) + WEB, { silent: NOTHING, scrapes: 1 }],

  ['S1', 'nothing is discovered', prometheus() + service('clusterIP: None') + monitor(), { says: ['has no target in Prometheus monitoring/main: nothing is discovered'], scrapes: 0 }],
  ['S1', 'an ExternalName without Endpoints', prometheus() + service('type: ExternalName, externalName: example.org') + monitor(), { says: ['a Service of type ExternalName has no endpoints'], scrapes: 0 }],
  ['S1', 'a name that is a number', prometheus() + workload('web') + object('monitoring.coreos.com/v1', 'PodMonitor', 'web', 'spec: {selector: {matchLabels: {app: web}}, podMetricsEndpoints: [{port: "8080"}]}'), { says: ['error: PodMonitor shop/web scrapes the port "8080" of pods'], scrapes: 0 }],
  ['S2', 'a Secret without the key', `${prometheus()}${workload('web')}${service()}${monitor('port: metrics, basicAuth: {username: {name: access, key: user}, password: {name: access, key: password}}')}${object('v1', 'Secret', 'access', 'stringData: {user: a}')}`, { says: ['error: '], scrapes: 0 }],
  ['S2', 'a Secret in another namespace', `${prometheus()}${workload('web')}${service()}${monitor('port: metrics, bearerTokenSecret: {name: token, key: a}')}${object('v1', 'Secret', 'token', 'stringData: {a: b}', 'monitoring')}`, { says: ['which is not in its namespace (Secret monitoring/token is in another namespace)'] }],
  ['S2', 'a Secret that is not here is required, and no problem', prometheus() + workload('web') + service() + monitor('port: metrics, bearerTokenSecret: {name: token, key: a}'), { silent: NOTHING, scrapes: 1 }],
  ['S2', 'a rule that cannot be read', prometheus(ALERTING()) + alertmanager() + rule('sum(up'), { says: ['error: '], receivers: undefined }],
  ['S3', 'an AlertmanagerConfig that nobody selects', prometheus() + alertmanager() + amc('team', 'route: {receiver: b}, receivers: [{name: b, webhookConfigs: [{url: "http://b/"}]}]'), { says: ['AlertmanagerConfig shop/team is not selected by any Alertmanager'] }],
  ['S3', 'one of another namespace', prometheus() + alertmanager(', alertmanagerConfigSelector: {}') + amc('team', 'route: {receiver: b}, receivers: [{name: b, webhookConfigs: [{url: "http://b/"}]}]'), { says: ['AlertmanagerConfig shop/team is not selected by any Alertmanager'] }],
  ['S3', 'one that is selected', prometheus() + alertmanager(ALL_CONFIGS) + amc('team', 'route: {receiver: b}, receivers: [{name: b, webhookConfigs: [{url: "http://b/"}]}]'), { silent: NOTHING }],
  ['S4', 'samples have no address', prometheus() + workload('web') + service() + monitor('port: metrics, metricRelabelings: [{sourceLabels: [__address__], targetLabel: host}]'), { says: ['uses the label "__address__", which does not exist there'] }],
  ['S4', 'targets have no metric name', prometheus() + workload('web') + service() + monitor('port: metrics, relabelings: [{action: drop, sourceLabels: [__name__], regex: go_.*}]'), { says: ['uses the label "__name__"'] }],
  ['S4', 'a label that a step before has set is there', prometheus() + workload('web') + service() + monitor('port: metrics, metricRelabelings: [{sourceLabels: [__name__], targetLabel: __tmp_name}, {action: drop, sourceLabels: [__tmp_name], regex: a}]'), { silent: NOTHING }],
  ['S5', 'an Alertmanager below a prefix', prometheus(ALERTING()) + alertmanager(', routePrefix: /am') + rule('vector(1)'), { says: ['set "pathPrefix: /am"'], receivers: [] }],
  ['S5', 'and one that is asked there', prometheus(ALERTING('web', ', pathPrefix: /am/')) + alertmanager(', routePrefix: /am') + rule('vector(1)'), { silent: NOTHING, receivers: ['a'] }],
  ['S5', 'a Prometheus below a prefix', `${prometheus('routePrefix: /p')}${object('monitoring.coreos.com/v1', 'ServiceMonitor', 'own', 'spec: {selector: {matchLabels: {operated-prometheus: "true"}}, endpoints: [{port: web}]}', 'monitoring')}`, { says: ['set "path: /p/metrics"'] }],
  ['S6', 'a Service and its headless twin', prometheus() + WEB + service('clusterIP: None, selector: {app: web}, ports: [{name: metrics, port: 80, targetPort: metrics}]', 'web-headless'), { says: ['is scraped twice by one Prometheus, under different labels: ServiceMonitor shop/web, by Service shop/web and ServiceMonitor shop/web, by Service shop/web-headless'] }],
  ['S6', 'two Services of different ports are no twins', prometheus() + workload('web', '', '[{name: metrics, containerPort: 8080}, {name: admin, containerPort: 8081}]') + service() + service('selector: {app: web}, ports: [{name: metrics, port: 80, targetPort: admin}]', 'admin') + monitor(), { silent: ['twice'] }],
  ['S6', 'a twin that a relabeling drops', prometheus() + workload('web') + service() + service('clusterIP: None, selector: {app: web}, ports: [{name: metrics, port: 80, targetPort: metrics}]', 'web-headless')
    + monitor('port: metrics, relabelings: [{action: drop, sourceLabels: [__meta_kubernetes_service_name], regex: .*-headless}]'), { silent: ['twice'] }],
  ['S7', 'two keeps of which each drops what the other keeps', prometheus('remoteWrite: [{url: "http://a/", writeRelabelConfigs: [{action: keep, sourceLabels: [__name__], regex: a}, {action: keep, sourceLabels: [__name__], regex: b}]}]') + WEB, { says: ['writes nothing to "http://a/"'] }],
  ['S7', 'two keeps that have a name in common', prometheus('remoteWrite: [{url: "http://a/", writeRelabelConfigs: [{action: keep, sourceLabels: [__name__], regex: a|b}, {action: keep, sourceLabels: [__name__], regex: b|c}]}]') + WEB, { silent: NOTHING }],
  ['S7', 'a pattern and a list', prometheus('remoteWrite: [{url: "http://a/", writeRelabelConfigs: [{action: keep, sourceLabels: [__name__], regex: node_.*}, {action: keep, sourceLabels: [__name__], regex: up|kube_x}]}]') + WEB, { says: ['writes nothing to'] }],
  ['S8', 'a rule about another namespace', prometheus(`enforcedNamespaceLabel: namespace, ${ALERTING()}`) + alertmanager() + WEB + rule('up{namespace="shop"} == 0', 'rules'), { says: ['replaces by namespace="rules"'] }],
  ['S8', 'one about its own', prometheus(`enforcedNamespaceLabel: namespace, ${ALERTING()}`) + alertmanager() + WEB + rule('up{namespace="shop"} == 0'), { silent: NOTHING }],
  ['S8', 'one that is excepted', prometheus(`enforcedNamespaceLabel: namespace, excludedFromEnforcement: [{group: monitoring.coreos.com, resource: prometheusrules, namespace: rules}], ${ALERTING()}`) + alertmanager() + WEB + rule('up{namespace="shop"} == 0', 'rules'), { silent: NOTHING }],
];

test.each(KINDS.map(([kind, title, text, expected]) => ({ kind, title, text, expected })))('$kind: $title', ({ text, expected }) => {
  const { problems, scrapes, prometheuses } = explained(text);
  const said = problems.map(({ severity, message }) => `${severity}: ${message}`);
  for (const words of expected.says ?? []) { expect(said.find(line => line.includes(words)) ?? said).toContain(words); }
  for (const words of expected.silent ?? []) { expect(said.filter(line => line.includes(words))).toEqual([]); }
  if (expected.scrapes !== undefined) { expect(scrapes.filter(({ labels }) => labels !== undefined).length).toBe(expected.scrapes); }
  if (expected.receivers !== undefined) { expect(prometheuses.flatMap(({ alerts }) => alerts.flatMap(({ receivers }) => Object.keys(receivers)))).toEqual(expected.receivers); }
});

test('each kind of report has a test and two similar cases', () => {
  const count = (kind: string) => KINDS.filter(([each]) => each === kind).length;
  const kinds = [...Array.from({ length: 12 }, (_, at) => `W${at + 1}`), ...Array.from({ length: 8 }, (_, at) => `S${at + 1}`)];
  expect(kinds.filter(kind => count(kind) < 3)).toEqual([]);
});
