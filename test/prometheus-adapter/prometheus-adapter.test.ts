import { App, Chart, Duration } from 'cdk8s';
import { AdapterRule, AdapterRules, MetricsServer, Prometheus, PrometheusAdapter, PrometheusAdapterProps, PrometheusStack, ScrapeGraph } from '../../src';
import { parseDocuments } from '../../src/files/documents';
import { aChart, errorsOf, noticesOf, ofKind, synth, theOne } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

const prometheus = { serviceName: 'prometheus-main', namespace: 'monitoring' };
const RULE = AdapterRules.counter({ series: 'http_requests_total', job: 'shop' });

const chartOf = (props: Partial<PrometheusAdapterProps> = { rules: [RULE] }) => {
  const chart = aChart('monitoring');
  new PrometheusAdapter(chart, 'Adapter', { prometheus, ...props });
  return chart;
};
const objectsOf = (props?: Partial<PrometheusAdapterProps>) => synth(chartOf(props));
const configOf = (props?: Partial<PrometheusAdapterProps>): any => {
  const read = parseDocuments(theOne(objectsOf(props), 'ConfigMap').data['config.yaml']);
  return 'documents' in read ? read.documents[0] : undefined;
};
const argsOf = (props?: Partial<PrometheusAdapterProps>): string[] => theOne(objectsOf(props), 'Deployment').spec.template.spec.containers[0].args;
const external = (rule: Partial<AdapterRule>): AdapterRule => ({ seriesQuery: 'queue_length{queue!=""}', metricsQuery: 'max(<<.Series>>{<<.LabelMatchers>>})', ...rule });

describe('the APIs', () => {
  test.each<[string, Partial<PrometheusAdapterProps>, string[]]>([
    ['of custom metrics', { rules: [RULE] }, ['v1beta1.custom.metrics.k8s.io']],
    ['of external metrics', { externalRules: [external({ resources: { namespaced: false } })] }, ['v1beta1.external.metrics.k8s.io']],
    ['of resources', { resourceRules: AdapterRules.resourceRules() }, ['v1beta1.metrics.k8s.io']],
    ['of all three', { rules: [RULE], externalRules: [external({ resources: { namespaced: false } })], resourceRules: AdapterRules.resourceRules() },
      ['v1beta1.custom.metrics.k8s.io', 'v1beta1.external.metrics.k8s.io', 'v1beta1.metrics.k8s.io']],
  ])('%s are those that have rules', (_, props, names) => {
    expect(ofKind(objectsOf(props), 'APIService').map(({ metadata }) => metadata.name)).toEqual(names);
  });

  test('users may read only those of pods and nodes', () => {
    expect(ofKind(objectsOf(), 'ClusterRole').map(({ metadata }) => metadata.name)).toEqual(['monitoring-prometheus-adapter']);
    expect(ofKind(objectsOf({ resourceRules: AdapterRules.resourceRules() }), 'ClusterRole').map(({ metadata }) => metadata.name)).toEqual(['monitoring-prometheus-adapter', 'monitoring-prometheus-adapter-reader']);
  });

  test('of a metrics-server in the same chart are an error that names both', () => {
    const chart = chartOf({ resourceRules: AdapterRules.resourceRules() });
    new MetricsServer(chart, 'MetricsServer');
    expect(errorsOf(chart)).toContain('remove one of the two, for example "resourceRules" of a PrometheusAdapter next to a MetricsServer');
    const without = chartOf();
    new MetricsServer(without, 'MetricsServer');
    expect(errorsOf(without)).toBe('');
  });

  test('of a metrics-server in another chart are a warning', () => {
    const app = new App();
    const other = new Chart(app, 'other', { namespace: 'kube-system' });
    new MetricsServer(other, 'MetricsServer');
    const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
    new PrometheusAdapter(chart, 'Adapter', { prometheus, resourceRules: AdapterRules.resourceRules() });
    jest.restoreAllMocks();
    expect(noticesOf(chart)).toEqual([expect.stringContaining('[monitoring/Adapter/ApiService-v1beta1.metrics.k8s.io] APIService "v1beta1.metrics.k8s.io" is also created by')]);
  });
});

test('its flags, and a pod that is recreated with its configuration', () => {
  expect(argsOf()).toEqual([
    '--secure-port=6443', '--cert-dir=/tmp', '--config=/etc/adapter/config.yaml', '--prometheus-url=http://prometheus-main.monitoring.svc:9090/', '--metrics-relist-interval=1m', '--metrics-max-age=10m',
  ]);
  const hashes = [RULE, AdapterRules.gauge({ series: 'queue_length' })].map(rule => theOne(objectsOf({ rules: [rule] }), 'Deployment').spec.template.metadata.annotations['cdk8s-prometheus/config']);
  expect(new Set(hashes).size).toBe(2);
  expect(argsOf({ rules: [RULE], usePost: true, relistInterval: Duration.hours(1), extraArgs: { v: '6' } })).toEqual(expect.arrayContaining(['--metrics-relist-interval=1h', '--metrics-max-age=1h', '--prometheus-verb=POST', '--v=6']));
});

test('over TLS and with a token it uses a kubeconfig, whose token is read again', () => {
  const objects = objectsOf({ rules: [RULE], prometheus: { ...prometheus, pathPrefix: '/metrics', tls: { secretName: 'prometheus-tls' }, requiresToken: true } });
  expect(theOne(objects, 'ConfigMap').data['prometheus.kubeconfig']).toContain('server: https://prometheus-main.monitoring.svc:9090/metrics/\n      certificate-authority: /etc/prometheus-ca/ca.crt');
  expect(theOne(objects, 'ConfigMap').data['prometheus.kubeconfig']).toContain('tokenFile: /var/run/secrets/kubernetes.io/serviceaccount/token');
  expect(theOne(objects, 'Deployment').spec.template.spec.containers[0].args).toContain('--prometheus-auth-config=/etc/adapter/prometheus.kubeconfig');
  expect(theOne(objects, 'Deployment').spec.template.spec.volumes).toContainEqual({ name: 'prometheus-ca', secret: { secretName: 'prometheus-tls', items: [{ key: 'ca.crt', path: 'ca.crt' }] } });
  expect(theOne(objects, 'ClusterRole').rules).toContainEqual({ nonResourceURLs: ['/metrics/api/v1/query', '/metrics/api/v1/series'], verbs: ['get'] });
  const unverified = objectsOf({ rules: [RULE], prometheus: { ...prometheus, tls: { secretName: '', insecureSkipVerify: true } } });
  expect(theOne(unverified, 'ConfigMap').data['prometheus.kubeconfig']).toContain('insecure-skip-tls-verify: true');
  expect(theOne(objectsOf(), 'ConfigMap').data['prometheus.kubeconfig']).toBeUndefined();
});

describe('rules of a stack', () => {
  test('a counter becomes a rate by pod', () => {
    expect(configOf().rules).toEqual([{
      seriesQuery: 'http_requests_total{job="shop",namespace!="",pod!=""}',
      resources: { overrides: { namespace: { resource: 'namespace' }, pod: { resource: 'pod' } } },
      name: { matches: '^http_requests_total$', as: 'http_requests_per_second' },
      metricsQuery: 'sum by (<<.GroupBy>>) (rate(<<.Series>>{<<.LabelMatchers>>,job="shop"}[5m]))',
    }]);
  });

  test('a gauge is unchanged, for any object', () => {
    expect(AdapterRules.gauge({ series: 'queue_length', name: 'waiting', matchLabels: { queue: 'a"b' }, overrides: { namespace: { resource: 'namespace' }, service: { resource: 'service' } } })).toMatchObject({
      seriesQuery: 'queue_length{queue="a\\"b",namespace!="",service!=""}', name: { as: 'waiting' }, metricsQuery: 'sum by (<<.GroupBy>>) (<<.Series>>{<<.LabelMatchers>>,queue="a\\"b"})',
    });
  });

  test('CPU and memory have the selectors of the stack\'s rules', () => {
    const { cpu, memory, window } = configOf({ resourceRules: AdapterRules.resourceRules() }).resourceRules;
    expect(cpu.containerQuery).toBe('sum by (<<.GroupBy>>) (rate(container_cpu_usage_seconds_total{job="kubelet",metrics_path="/metrics/cadvisor",container!="",image!="",<<.LabelMatchers>>}[5m]))');
    expect(memory.nodeQuery).toBe('sum by (<<.GroupBy>>) (container_memory_working_set_bytes{job="kubelet",metrics_path="/metrics/cadvisor",id="/",<<.LabelMatchers>>})');
    expect(window).toBe('5m');
    const chart = aChart('monitoring');
    new PrometheusStack(chart, 'Stack', { prometheus: { externalLabels: { cluster: 'a' } }, alertmanagerEnabled: false });
    const recorded = ofKind(synth(chart), 'PrometheusRule').flatMap(({ spec }) => spec.groups).flatMap(({ rules }: any) => rules).map(({ expr }: any) => expr).join('\n');
    expect(recorded).toContain('container_cpu_usage_seconds_total{job="kubelet",metrics_path="/metrics/cadvisor",container!="",image!=""}[5m]');
  });

  test('nodes come from node-exporter on request, for one of several clusters', () => {
    const { cpu, memory } = AdapterRules.resourceRules({ nodeExporterJob: 'node-exporter', matchLabels: { cluster: 'eu-1' }, window: Duration.minutes(2) });
    expect(cpu.nodeQuery).toBe('sum by (<<.GroupBy>>) (rate(node_cpu_seconds_total{job="node-exporter",mode!~"idle|iowait|steal",cluster="eu-1",<<.LabelMatchers>>}[2m]))');
    expect(memory.nodeQuery).toBe('sum by (<<.GroupBy>>) (node_memory_MemTotal_bytes{job="node-exporter",cluster="eu-1",<<.LabelMatchers>>} - node_memory_MemAvailable_bytes{job="node-exporter",cluster="eu-1",<<.LabelMatchers>>})');
  });

  test('the graph of the app knows the jobs of the adapter, and reports a missing one', () => {
    const chart = aChart('monitoring');
    const stack = new PrometheusStack(chart, 'Stack', { prometheus: { externalLabels: { cluster: 'a' } }, alertmanager: { configSecret: 'x' } });
    new PrometheusAdapter(chart, 'Adapter', { prometheus: stack.prometheus!.queryApi!, resourceRules: AdapterRules.resourceRules() });
    const problems = () => ScrapeGraph.of(chart).problems.filter(problem => problem.includes('prometheus-adapter'));
    expect(problems()).toEqual([]);
    new PrometheusAdapter(chart, 'Other', { name: 'prometheus-adapter-2', prometheus: stack.prometheus!.queryApi!, rules: [AdapterRules.gauge({ series: 'x', job: 'shop' })] });
    expect(problems().join()).toContain('"shop"');
  });
});

describe('rules that the adapter or Prometheus rejects are an error', () => {
  const rule = (changes: Partial<AdapterRule>): Partial<PrometheusAdapterProps> => ({ rules: [{ ...RULE, ...changes }] });
  test.each<[string, Partial<PrometheusAdapterProps>, string]>([
    ['no rules at all', {}, '"rules", "externalRules" and "resourceRules" are all missing'],
    ['a series that is an expression', rule({ seriesQuery: 'sum(x)' }), '[test/Adapter] "rules[0].seriesQuery": an aggregation is not a series selector'],
    ['a series that may be any', rule({ seriesQuery: '{namespace=~".*"}' }), 'a selector requires a matcher that does not match the empty string'],
    ['a filter with two answers', rule({ seriesFilters: [{ is: 'a', isNot: 'b' }] }), '"rules[0].seriesFilters[0]" has both "is" and "isNot"'],
    ['a filter that is not a pattern', rule({ seriesFilters: [{ isNot: '(' }] }), '"rules[0].seriesFilters[0]" is not a valid RE2 regular expression'],
    ['a query that does not parse', rule({ metricsQuery: 'sum(<<.Series>>{<<.LabelMatchers>>} by (<<.GroupBy>>)' }), '"rules[0].metricsQuery":'],
    ['a template that is not closed', rule({ metricsQuery: 'sum(<<.Series) by (<<.GroupBy>>)' }), 'is not closed'],
    ['a field that no template has', rule({ metricsQuery: 'sum(<<.Series>>{<<.LabelMatcher>>}) by (<<.GroupBy>>)' }), 'it has no field "LabelMatcher": use <<.Series>>'],
    ['a number', rule({ metricsQuery: '1' }), 'it is a scalar, and the adapter needs a vector'],
    ['a label that is aggregated away', rule({ metricsQuery: 'sum(<<.Series>>{<<.LabelMatchers>>})' }), '"rules[0].metricsQuery" aggregates away "namespace", "pod": write "by (<<.GroupBy>>)"'],
    ['a name that Go reads otherwise', rule({ name: { matches: '^(.*)_total', as: '$1_per_second' } }), '[test/Adapter] "rules[0].name.as" is "$1_per_second", but "$1_per_second" is not a group of "matches", so it is empty: write "${1}_per_second"'],
    ['a group that does not exist', rule({ name: { matches: '^(.*)_total', as: '${2}' } }), 'use the number of a group'],
    ['two groups without a name', rule({ name: { matches: '^(.*)_(total)$' } }), '"rules[0].name.as" is missing, and "matches" has 2 groups'],
    ['no labels of objects', rule({ resources: {} }), '"rules[0].resources" has neither "template" nor "overrides"'],
    ['pods without a namespace', rule({ resources: { overrides: { pod: { resource: 'pod' } } } }), '"rules[0].resources.overrides" has "pod" and no namespace'],
    ['a template without a resource', rule({ resources: { template: 'kube_pod' } }), '"rules[0].resources.template" has no "<<.Resource>>"'],
    ['an external metric without a label of namespaces', { externalRules: [external({})] }, '[test/Adapter] "externalRules[0].resources" does not name the label of namespaces'],
    ['an external metric with a list of groups', { externalRules: [external({ resources: { namespaced: false }, metricsQuery: 'sum(<<.Series>>) by (<<.GroupBy>>,queue)' })] }, '"externalRules[0].metricsQuery":'],
    ['a resource rule', { resourceRules: { ...AdapterRules.resourceRules(), cpu: { ...AdapterRules.resourceRules().cpu, nodeQuery: '<<.Series>>' } } }, '"resourceRules.cpu.nodeQuery": it is empty'],
    ['a list that ages before it is made', { rules: [RULE], maxAge: Duration.seconds(30) }, '"maxAge" (30s) is shorter than "relistInterval" (1m)'],
    ['POST before 0.10.0', { rules: [RULE], usePost: true, version: '0.9.1' }, '"usePost" requires prometheus-adapter 0.10.0 or newer; the version is 0.9.1'],
    ['a flag of an option', { rules: [RULE], extraArgs: { 'prometheus-url': 'x' } }, 'which is set by the option "prometheus"'],
  ])('%s', (_, props, message) => expect(errorsOf(chartOf(props))).toContain(message));
});

describe('rules that may be valid are not an error', () => {
  test.each<[string, Partial<AdapterRule>]>([
    ['a template that does more than name fields', { metricsQuery: '<<if .GroupBy>>sum<<end>>(<<.Series>>)' }],
    ['one label of a map', { metricsQuery: 'sum(<<.Series>>{namespace="<<index .LabelValuesByName "namespace">>"}) by (<<.GroupBy>>)' }],
    ['a label that the query writes itself', { metricsQuery: 'sum(<<.Series>>{<<.LabelMatchers>>}) by (pod)' }],
    ['no aggregation', { metricsQuery: '<<.Series>>{<<.LabelMatchers>>}' }],
    ['nodes alone', { resources: { overrides: { node: { resource: 'node' } } } }],
    ['a custom resource, which may be without a namespace', { resources: { overrides: { pool: { group: 'karpenter.sh', resource: 'nodepool' } } } }],
    ['groups with names', { name: { matches: '^(?P<what>.*)_total$', as: '${what}_rate' } }],
    ['a dollar', { name: { matches: '(x)', as: '$$_$1' } }],
    ['a pattern that is too large to compile here', { name: { matches: `(${'a'.repeat(200_000)})`, as: '$1' } }],
  ])('%s', (_, changes) => expect(errorsOf(chartOf({ rules: [{ ...RULE, ...changes }] }))).toBe(''));

  test('an external metric without matchers is a warning only if the query is invalid without them', () => {
    jest.restoreAllMocks();
    const noticesFor = (metricsQuery: string) => noticesOf(chartOf({ externalRules: [external({ resources: { namespaced: false }, metricsQuery })] }));
    expect(noticesFor('max(<<.Series>>{<<.LabelMatchers>>,queue="a"})')).toEqual([expect.stringContaining('"externalRules[0].metricsQuery" has "<<.LabelMatchers>>," at the beginning')]);
    expect(noticesFor('max(<<.Series>>{queue="a",<<.LabelMatchers>>})')).toEqual([]);
  });
});

test('it is in the namespace of its Prometheus, or the policy of the Prometheus allows its namespace', () => {
  const chart = aChart('monitoring');
  const server = new Prometheus(chart, 'Prometheus', { clientNamespaces: ['autoscaling'] });
  new PrometheusAdapter(chart, 'Adapter', { prometheus: server.queryApi!, rules: [RULE], namespace: 'autoscaling' });
  const { spec } = synth(chart).find(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === 'prometheus-main')!;
  expect(spec.ingress[0].from).toContainEqual({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'autoscaling' } } });
});
