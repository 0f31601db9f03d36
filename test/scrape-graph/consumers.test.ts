import { parseDocuments } from '../../src/files/documents';
import { manifestsOf } from '../../src/scrape-graph/clusters';
import { explain } from '../../src/scrape-graph/explanation';

function problemsOf(text: string): string[] {
  const read = parseDocuments(text, 'kubernetes');
  if (!('documents' in read)) { throw new Error(JSON.stringify(read)); }
  const { manifests, sources, problems } = manifestsOf({ given: read.documents.map(value => ({ origin: '', key: '', read: () => value })) });
  return explain(manifests, { sources, problems, withAdmission: true }).problems.map(({ message }) => message);
}

const object = (apiVersion: string, kind: string, name: string, rest: string, namespace = 'shop', labels = '') =>
  `---\napiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: ${name}, namespace: ${namespace}, labels: {${labels}}}\n${rest}\n`;
const pods = (name: string, image: string, { namespace = 'shop', ports = '[{name: metrics, containerPort: 8080}]', more = '', volumes = '' } = {}) => object('apps/v1', 'Deployment', name,
  `spec: {selector: {matchLabels: {app: ${name}}}, template: {metadata: {labels: {app: ${name}}}, spec: {containers: [{name: a, image: "${image}", ports: ${ports}${more}}]${volumes}}}}`, namespace);
const prometheus = (name: string, selector = '{}') => object('monitoring.coreos.com/v1', 'Prometheus', name,
  `spec: {version: v3.5.0, serviceMonitorSelector: ${selector}, serviceMonitorNamespaceSelector: {}, podMonitorSelector: ${selector}, podMonitorNamespaceSelector: {}, ruleSelector: ${selector}, ruleNamespaceSelector: {}}`, 'monitoring')
  + object('v1', 'Service', `prometheus-${name}`, `spec: {selector: {prometheus: ${name}}, ports: [{name: web, port: 9090, targetPort: web}]}`, 'monitoring')
  + `---\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: {name: ${name}}\nroleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}\nsubjects: [{kind: ServiceAccount, name: default, namespace: monitoring}]\n`;
const app = (name: string, team = 'a', steps = '') => pods(name, 'example.org/a:1') + object('v1', 'Service', name, `spec: {selector: {app: ${name}}, ports: [{name: metrics, port: 8080}]}`, 'shop', `app: ${name}`)
  + object('monitoring.coreos.com/v1', 'ServiceMonitor', name, `spec: {selector: {matchLabels: {app: ${name}}}, endpoints: [{port: metrics${steps}}]}`, 'shop', `team: ${team}`);
const recording = (record: string) => object('monitoring.coreos.com/v1', 'PrometheusRule', 'records', `spec: {groups: [{name: g, rules: [{record: '${record}', expr: up}]}]}`, 'shop', 'team: a');

const MAIN = prometheus('main') + app('web');
const ADDRESS = 'http://prometheus-main.monitoring.svc:9090';
const scaler = (query: string, address = ADDRESS) => object('keda.sh/v1alpha1', 'ScaledObject', 'web', `spec: {scaleTargetRef: {name: web}, triggers: [{type: prometheus, metadata: {serverAddress: "${address}", query: '${query}'}}]}`);
const analysis = (query: string) => object('argoproj.io/v1alpha1', 'AnalysisTemplate', 'rate', `spec: {metrics: [{name: a, provider: {prometheus: {address: "${ADDRESS}", query: '${query}'}}}]}`);
const adapter = (rules: string) => pods('adapter', 'example.org/prometheus-adapter:v1', { namespace: 'monitoring', more: `, args: ["--prometheus-url=${ADDRESS}"]`, volumes: ', volumes: [{name: config, configMap: {name: adapter}}]' })
  + object('v1', 'ConfigMap', 'adapter', `data: {config.yaml: ${JSON.stringify(rules)}}`, 'monitoring');

describe('queries of a Prometheus that is here', () => {
  test.each<[string, string, string | undefined]>([
    ['a job that it scrapes', MAIN + scaler('sum(up{job="web"})'), undefined],
    ['a job that it does not scrape', MAIN + scaler('sum(up{job="webb"})'), 'ScaledObject shop/web, its trigger uses job "webb", but Prometheus monitoring/main, which evaluates the expression, does not scrape that job: did you mean "web"? [scrape-graph/unknown-job]'],
    ['a job of another Prometheus', prometheus('main', '{matchLabels: {team: a}}') + prometheus('other', '{matchLabels: {team: b}}') + app('web') + app('cart', 'b') + scaler('up{job="cart"}'), 'ScaledObject shop/web, its trigger uses job "cart", but Prometheus monitoring/main, which evaluates the expression, does not scrape that job [scrape-graph/unknown-job]'],
    ['one that a template fills in', MAIN + analysis('sum(rate(requests_total{job="{{args.service}}"}[5m]))'), undefined],
    ['an interval that a template fills in', MAIN + analysis('sum(rate(requests_total{job="webb"}[{{args.interval}}]))'), undefined],
    ['a series that a rule records', MAIN + recording('job:up:sum') + analysis('job:up:sum'), undefined],
    ['a series that no rule records', MAIN + recording('job:up:sum') + analysis('job:up:max'), 'AnalysisTemplate shop/rate, its metric uses "job:up:max", but no rule of Prometheus monitoring/main, which evaluates the expression, records it'],
    ['a metric that it drops', prometheus('main') + app('web', 'a', ', metricRelabelings: [{action: drop, sourceLabels: [__name__], regex: requests_total}]') + analysis('rate(requests_total[5m])'), 'AnalysisTemplate shop/rate, its metric uses "requests_total", which every scrape that could have it drops: ServiceMonitor shop/web, {"action":"drop","sourceLabels":["__name__"],"regex":"requests_total"} [scrape-graph/metric-dropped]'],
    ['a Prometheus that is elsewhere', MAIN + scaler('up{job="webb"}', 'https://prometheus.example.org'), undefined],
    ['series of a configuration that no rule records', MAIN + adapter('rules:\n- seriesQuery: \'job:up:max{namespace!=""}\'\n  metricsQuery: sum(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>)\n'), 'Deployment monitoring/adapter, argument --prometheus-url uses "job:up:max", but no rule of Prometheus monitoring/main, which evaluates the expression, records it [scrape-graph/unknown-record]'],
    ['a configuration of names', MAIN + adapter('resourceRules:\n  cpu:\n    containerQuery: sum(rate(cpu_total{<<.LabelMatchers>>,container!=""}[5m])) by (<<.GroupBy>>)\n'), undefined],
    ['a job of a configuration', MAIN + adapter('resourceRules:\n  cpu:\n    nodeQuery: sum(rate(cpu_total{job="node",<<.LabelMatchers>>}[5m])) by (<<.GroupBy>>)\n'), 'Deployment monitoring/adapter, argument --prometheus-url uses job "node", but Prometheus monitoring/main, which evaluates the expression, does not scrape that job [scrape-graph/unknown-job]'],
  ])('%s', (_, text, says) => {
    expect(problemsOf(text).map(line => says !== undefined && line.includes(says) ? says : line)).toEqual(says === undefined ? [] : [says]);
  });
});

const SOURCES = object('v1', 'ConfigMap', 'sources', `data: {a.yaml: "datasources:\\n- {name: P, type: prometheus, url: '${ADDRESS}'}"}`, 'grafana');
const GRAFANA = pods('grafana', 'docker.io/grafana/grafana:12.1.0', { namespace: 'grafana' });
const policy = (name: string, spec: string, namespace = 'monitoring') => object('networking.k8s.io/v1', 'NetworkPolicy', name, `spec: {${spec}}`, namespace);
const OF_PROMETHEUS = (from: string, ports = '') => policy('main', `podSelector: {matchLabels: {prometheus: main}}, policyTypes: [Ingress], ingress: [{from: [${from}]${ports}}]`);
const BLOCKED = 'Deployment grafana/grafana cannot connect to StatefulSet monitoring/prometheus-main at "http://prometheus-main.monitoring.svc:9090", which ConfigMap grafana/sources queries (data source "P"): blocked by ';

describe('policies between clients and a Prometheus', () => {
  test.each<[string, string, string | undefined]>([
    ['without any nothing is blocked', MAIN + GRAFANA + SOURCES, undefined],
    ['other pods alone may connect', MAIN + GRAFANA + SOURCES + OF_PROMETHEUS('{podSelector: {matchLabels: {app: other}}}'), `${BLOCKED}NetworkPolicy monitoring/main`],
    ['those of the namespace of Grafana may', MAIN + GRAFANA + SOURCES + OF_PROMETHEUS('{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: grafana}}}'), undefined],
    ['those of a namespace with a label may, and it is unknown whether this one has it', MAIN + GRAFANA + SOURCES + OF_PROMETHEUS('{namespaceSelector: {matchLabels: {team: a}}}'), undefined],
    ['to another port', MAIN + GRAFANA + SOURCES + OF_PROMETHEUS('{namespaceSelector: {}}', ', ports: [{port: 8080}]'), `${BLOCKED}NetworkPolicy monitoring/main`],
    ['Grafana may connect to nothing', MAIN + GRAFANA + SOURCES + policy('deny', 'podSelector: {}, policyTypes: [Egress]', 'grafana'), `${BLOCKED}NetworkPolicy grafana/deny`],
    ['Grafana is not here', MAIN + SOURCES + OF_PROMETHEUS('{podSelector: {matchLabels: {app: other}}}'), undefined],
    ['a second Grafana may', MAIN + GRAFANA + pods('other', 'grafana/grafana:12.1.0', { namespace: 'monitoring' }) + SOURCES + OF_PROMETHEUS('{podSelector: {matchLabels: {app: other}}}'), undefined],
    ['the operator of KEDA may not', MAIN + pods('keda', 'ghcr.io/kedacore/keda:2.18.0', { namespace: 'keda' }) + scaler('up') + OF_PROMETHEUS('{podSelector: {}}'), 'Deployment keda/keda cannot connect to StatefulSet monitoring/prometheus-main'],
  ])('%s', (_, text, says) => {
    expect(problemsOf(text).map(line => says !== undefined && line.includes(says) ? says : line)).toEqual(says === undefined ? [] : [says]);
  });
});
