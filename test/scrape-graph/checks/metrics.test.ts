import { resourceOf } from '../../../src/scrape-graph/checks/metric-lists';
import { BINDING, deployment, foundBy, meta, monitor, prometheus, rule, service } from '../../support/scrape-graph';

const unknownMetric = foundBy('unknown-metric');
const unknownLabel = foundBy('unknown-label');
const unknownValue = foundBy('unknown-label-value');
const tooShort = foundBy('range-too-short');
const lost = foundBy('lost-histogram');
const sampleLimit = foundBy('sample-limit');
const labelLimit = foundBy('label-limit');
const targetLimit = foundBy('target-limit');
const notExposed = foundBy('metric-not-exposed');

const KSM = 'registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.20.0';
const HONORED = { endpoints: [{ port: 'metrics', honorLabels: true }] };
const named = (object: any, name: string, labels?: object) => ({ ...object, metadata: { ...object.metadata, name, ...labels && { labels } } });
const running = (image: string, fields: object = {}) => {
  const made: any = deployment('web', { app: 'web' }, [{ name: 'metrics', containerPort: 8080 }], image);
  Object.assign(made.spec.template.spec.containers[0], fields);
  return made;
};
const exporter = (image = KSM, spec: object = HONORED, fields: object = {}) => [monitor(spec), service(), running(image, fields)];
const bound = (spec: object = {}) => [prometheus(spec), BINDING];
/** A second app with the job `api`. */
const api = (image: string) => [
  { ...monitor({ ...HONORED, selector: { matchLabels: { app: 'api' } } }), ...meta('api') }, { ...service({ selector: { app: 'api' } }), ...meta('api', { app: 'api' }) },
  deployment('api', { app: 'api' }, [{ name: 'metrics', containerPort: 8080 }], image),
];

describe('a metric that no exporter exposes', () => {
  const of = (expr: string, objects: object[] = exporter(), spec: object = {}) => unknownMetric(...bound(spec), ...objects, rule(expr)).length;

  test.each<[string, string, number]>([
    ['of the job', 'kube_pod_new_thing{job="web"}', 1], ['of any job', 'kube_pod_new_thing', 1], ['of another job', 'kube_pod_new_thing{job="api"}', 0], ['of a job by a variable', 'kube_pod_new_thing{job="$job"}', 1],
    ['of a target that is not here', 'kube_pod_new_thing{service="other"}', 1], ['on one side of "or"', 'kube_pod_new_thing or up', 0], ['by a pattern', '{__name__=~"kube_pod_new_thing"}', 0], ['with a colon', 'kube:pod:new', 0], ['of Prometheus itself', 'up', 0],
    ['that nobody ever had', 'shop_orders_total{job="web"}', 0],
  ])('is asked %s', (_, expr, count) => expect(of(expr)).toBe(count));

  test('may belong to an unknown program with the same job', () => {
    expect(of('kube_pod_new_thing{job="web"}', [...exporter(), deployment('second', { app: 'web' }, [{ name: 'metrics', containerPort: 8080 }], 'x:1')])).toBe(0);
    expect(of('kube_pod_new_thing', [...exporter(), ...api('x:1')])).toBe(1);
    expect(of('node_new_thing', exporter('quay.io/prometheus/node-exporter:v1.9.1'))).toBe(0);
  });

  test.each<[string, object, number]>([
    ['labels are mapped', { action: 'labelmap', regex: 'x' }, 0], ['a label is written', { targetLabel: 'a', replacement: 'b' }, 0], ['series are dropped', { action: 'drop', sourceLabels: ['a'], regex: 'x' }, 1], ['series are kept', { action: 'Keep', sourceLabels: ['a'], regex: '.*' }, 1],
    ['labels are dropped', { action: 'labeldrop', regex: 'x' }, 1], ['labels are kept', { action: 'labelkeep', regex: '.*' }, 1], ['a step writes nothing', { action: 'replace', targetLabel: '' }, 1],
  ])('may exist if %s', (_, step, count) => expect(of('kube_pod_new_thing{job="web"}', exporter(KSM, { endpoints: [{ port: 'metrics', honorLabels: true, metricRelabelings: [step] }] }))).toBe(count));

  test.each(['opencost', 'x/kubecost-cost-analyzer:1', 'cost-model:1', 'kwok@sha256:a', 'registry.k8s.io/metrics-server/metrics-server:v0.8'])('may be of %s', image => expect(of('kube_pod_new_thing', [...exporter(), deployment('copy', { app: 'copy' }, [], image)])).toBe(0));
  test.each(['myopencost', 'metrics-server-x:1'])('is not of %s', image => expect(of('kube_pod_new_thing', [...exporter(), deployment('copy', { app: 'copy' }, [], image)])).toBe(1));

  test('of kube-state-metrics may belong to a custom resource, by argument or command', () => {
    expect(of('kube_pod_new_thing', exporter(KSM, HONORED, { command: ['x', '--custom-resource-state-config=y'] }))).toBe(0);
    expect(of('alertmanager_new_thing', exporter('quay.io/prometheus/alertmanager:v0.28.0', HONORED, { args: ['--custom-resource-state'] }))).toBeLessThan(2);
  });

  test('is reported without the exporter\'s version if that is unknown', () => {
    expect(unknownMetric(...bound(), ...exporter(KSM.replace(':v2.20.0', '')), rule('kube_hpa_spec_max_replicas'))).toEqual([expect.stringContaining('Deployment shop/web (kube-state-metrics) ')]);
    expect(unknownMetric(...bound(), ...exporter(KSM.replace(':v2.20.0', '')), rule('kube_pod_new_thing'))).toEqual([]);
  });
});

describe('a label that no exporter sets', () => {
  const of = (matcher: string, spec: object = {}, objects: object[] = exporter()) => [...unknownLabel(...bound(spec), ...objects, rule(`kube_pod_info{${matcher}}`)), ...unknownValue(...bound(spec), ...objects, rule(`kube_pod_info{${matcher}}`))].length;

  test.each<[string, number]>([
    ['own="x"', 1], ['own=~"x"', 1], ['own=""', 0], ['own!="x"', 0], ['own=~"x|"', 0], ['own="$own"', 0], ['namespace="x"', 0], ['node="x"', 0], ['job="web",own="x"', 1], ['job="other",own="x"', 0],
    ...['cluster', 'cluster_name', 'k8s_cluster', 'prometheus', 'prometheus_replica', 'my_replica', 'region', 'zone', 'env', 'environment', 'tenant', 'tenant_id', 'site', 'datacenter', 'dc', 'stage', 'stack', 'account', 'team', 'project', 'customer', '__tenant__', 'exported_x']
      .map((label): [string, number] => [`${label}="x"`, 0]),
    ...['my_cluster', 'regions', 'azone', 'sites', 'xteam', 'projects'].map((label): [string, number] => [`${label}="x"`, 1]),
  ])('is %s: %i', (matcher, count) => expect(of(matcher)).toBe(count));

  test('may be an external label, or one of the target', () => {
    expect(of('own="x"', { externalLabels: { own: 'x' } })).toBe(0);
    expect(of('own="x"', {}, exporter(KSM, { endpoints: [{ port: 'metrics', honorLabels: true, relabelings: [{ targetLabel: 'own', replacement: 'x' }] }] }))).toBe(0);
  });

  test('is reported with its listed values', () => {
    expect(unknownValue(...bound(), ...exporter(), rule('kube_namespace_status_phase{phase="Gone"}'))).toEqual([expect.stringMatching(/phase="Gone".* Active, Terminating$/)]);
    expect(unknownValue(...bound(), ...exporter(), rule('kube_namespace_status_phase{phase="Active"}'))).toEqual([]);
    expect(unknownLabel(...bound(), ...exporter(), rule('kube_namespace_status_phase{phase="Gone"}'))).toEqual([]);
  });
});

describe('a range', () => {
  const of = (expr: string, interval = '1m', more: object = { alert: 'Down' }) => tooShort(...bound(), monitor({ endpoints: [{ port: 'metrics', interval }] }), service(), deployment(), rule(expr, more)).length;

  test.each(['rate', 'irate', 'increase', 'delta', 'idelta', 'deriv', 'changes', 'resets'])('of %s needs two samples', name => {
    expect([of(`${name}(x{job="web"}[119s])`), of(`${name}(x{job="web"}[2m])`)]).toEqual([1, 0]);
  });
  test.each(['avg_over_time', 'max_over_time', 'last_over_time', 'present_over_time'])('of %s needs one sample', name => {
    expect([of(`${name}(x{job="web"}[59s])`), of(`${name}(x{job="web"}[1m])`)]).toEqual([1, 0]);
  });
  test.each(['absent_over_time(x{job="web"}[1s])', 'rate(x{job!="web"}[1s])', 'rate(x{job=""}[1s])', 'rate(x[1s]) + x{job="web"}', 'x{job="web"}', 'rate(x{job="web"}[1h:1s])'])('of %s needs none', expr => expect(of(expr)).toBe(0));

  test('is that of the enclosing function', () => {
    expect(of('sum(rate(x{job="web"}[1m])) by (a) / 2')).toBe(1);
    expect(of('predict_linear(x{job="web"}[1m], 3600) < 0')).toBe(1);
    expect(of('rate(x{job="web"}[1m])', '1m', { record: 'a:b' })).toBe(1);
  });

  test('in several places is one line, with the shortest interval of the job', () => {
    const rules = (...names: string[]) => tooShort(...bound(), monitor({ endpoints: [{ port: 'metrics', interval: '1m' }] }), service(), deployment(), ...names.map(name => named(rule('rate(x{job="web"}[1m])'), name)));
    expect(rules('b', 'a')).toEqual([expect.stringMatching(/^PrometheusRule shop\/a, alert "Down" \(and 1 more place\) .*\[1m\]/)]);
    expect(rules('b', 'a', 'c')).toEqual([expect.stringMatching(/^PrometheusRule shop\/a, alert "Down" \(and 2 more places\)/)]);
    expect(of('rate(x{job="web"}[1m]) + rate(x{job="web"}[30s])')).toBe(2);
    const twice = [monitor({ endpoints: [{ port: 'metrics', interval: '5m' }, { port: 'metrics', path: '/b', interval: '1m' }] }), service(), deployment()];
    expect(tooShort(...bound(), ...twice, rule('rate(x{job="web"}[1m])'))).toEqual([expect.stringContaining(' every 1m ')]);
  });

  test('is not checked for panels, because Grafana adapts their range', () => {
    const board = { kind: 'ConfigMap', ...meta('board'), data: { 'a.json': JSON.stringify({ panels: [{ title: 'A', targets: [{ expr: 'rate(x{job="web"}[1s])' }] }] }) } };
    expect(tooShort(...bound(), monitor(), service(), deployment(), board)).toEqual([]);
  });
});

describe('a histogram that is lost', () => {
  const CONVERTS = { convertClassicHistogramsToNHCB: true };
  const of = (expr: string, spec: object = CONVERTS, ...objects: object[]) => lost(...bound(spec), monitor(), service(), deployment(), ...objects, rule(expr)).length;

  test.each<[string, number]>([
    ['x_seconds_bucket', 1], ['x_seconds_bucket{job="web"}', 1], ['x_seconds_bucket{job="other"}', 0], ['x_seconds_bucket{job=~"w.*"}', 1], ['x_seconds_bucket{job="$job"}', 1], ['x_seconds_sum', 0], ['x_seconds', 0], ['{__name__=~"x_bucket"}', 0],
    ['prometheus_http_request_duration_seconds_count', 1],
  ])('is %s: %i', (expr, count) => expect(of(expr)).toBe(count));

  test.each<[string, object]>([
    ['remote write', { enableRemoteWriteReceiver: true }], ['OTLP', { enableOTLPReceiver: true }], ['remote read', { remoteRead: [] }], ['other scrapes', { additionalScrapeConfigs: {} }],
  ])('may come by %s', (_, spec) => expect(of('x_seconds_bucket', { ...CONVERTS, ...spec })).toBe(0));

  test('is lost although receivers are disabled', () => expect(of('x_seconds_bucket', { ...CONVERTS, enableRemoteWriteReceiver: false, enableOTLPReceiver: false })).toBe(1));

  test('belongs to the Prometheus that evaluates the rule', () => {
    const second = named(prometheus({ ruleSelector: undefined }), 'second');
    expect(of('x_seconds_bucket', CONVERTS, second)).toBe(1);
    expect(of('x_seconds_bucket', { ruleSelector: undefined }, named(prometheus(CONVERTS), 'second'))).toBe(1);
    expect(of('x_seconds_bucket', { ...CONVERTS, ruleSelector: undefined }, named(prometheus(), 'second'))).toBe(0);
  });

  test('may belong to another target of an unknown program, whose labels are honored', () => {
    const honored = { ...monitor({ endpoints: [{ port: 'metrics', path: '/b', honorLabels: true }] }), ...meta('honored') };
    expect(of('x_seconds_bucket', CONVERTS, honored)).toBe(0);
  });
});

describe('limits', () => {
  const of = (limit: number, image: string, spec: object = {}, fields: object = {}) => sampleLimit(...bound(), ...exporter(image, { sampleLimit: limit, ...spec }, fields)).length;

  test.each<[string, number]>([['quay.io/prometheus/node-exporter:v1.9.1', 300], [KSM, 65], ['quay.io/prometheus/prometheus:v3.5.0', 350], ['quay.io/prometheus/alertmanager:v0.28.0', 285], ['x/prometheus-operator:v0.85.0', 300], ['x/prometheus-config-reloader:v0.85.0', 95]])(
    'of samples of %s start at %i', (image, least) => expect([of(least - 1, image), of(least, image)]).toEqual([1, 0]));

  test.each(['--collector.disable-defaults', '--no-collector.cpu', '--metric-allowlist=a', '--metric-denylist=a', '--metric-whitelist=a', '--metric-blacklist=a', '--resources=pods', '--custom-resource-state-only', '--agent', '--enable-feature=agent'])(
    'of samples are unknown with the argument %s', argument => {
      expect(of(1, KSM, {}, { args: [argument] })).toBe(0);
      expect(of(1, KSM, {}, { command: ['x', argument] })).toBe(0);
    });

  test('of samples are those of known programs, without steps or parameters, scraped by a Prometheus here', () => {
    expect(of(1, KSM, {}, { args: ['--port=1'] })).toBe(1);
    expect(of(1, KSM, { endpoints: [{ port: 'metrics', params: { a: ['b'] } }] })).toBe(0);
    expect(of(1, KSM, { endpoints: [{ port: 'metrics', metricRelabelings: [{ action: 'keep', sourceLabels: ['a'] }] }] })).toBe(0);
    expect(of(1, KSM, { endpoints: [{ port: 'metrics', metricRelabelings: [{ targetLabel: 'a', replacement: 'b' }] }] })).toBe(1);
    expect(sampleLimit(...exporter(KSM, { sampleLimit: 1 }))).toEqual([]);
    expect(sampleLimit(...bound(), ...exporter(KSM, {}))).toEqual([]);
    const own = (more: object) => [{ kind: 'Prometheus', ...meta('own'), spec: more }, { ...monitor({ sampleLimit: 1, endpoints: [{ port: 'web' }] }) }, service({ selector: { prometheus: 'own' }, ports: [{ name: 'web', port: 9090, targetPort: 'web' }] })];
    expect(sampleLimit(...bound(), ...own({ version: 'v3.5.0' }))).toHaveLength(1);
    expect(sampleLimit(...bound(), ...own({ version: 'v3.5.0', additionalArgs: [{ name: 'enable-feature', value: 'agent' }] }))).toEqual([]);
    expect(sampleLimit(...bound(), ...own({ version: 'v3.5.0', additionalArgs: [{ name: 'web.max-connections', value: '9' }] }))).toHaveLength(1);
    expect(sampleLimit(...bound(), ...own({ version: 'v3.5.0', containers: [{ name: 'prometheus', args: ['--agent'] }] }))).toEqual([]);
  });

  test('of labels are reported with the longest, and all of them', () => {
    const labels = (spec: object, endpoint: object = {}) => labelLimit(...bound(), monitor({ ...spec, endpoints: [{ port: 'metrics', ...endpoint }] }), service(), deployment());
    expect(labels({ labelLimit: 7 })).toEqual([expect.stringContaining('"labelLimit: 7", and each series has 8 labels at least: its name, container, endpoint, instance, job, namespace, pod, service')].map(() => expect.stringContaining('container, endpoint, instance, job, namespace, pod, service')));
    expect(labels({ labelNameLengthLimit: 8 })).toEqual([expect.stringContaining('"container"')]);
    expect(labels({ labelNameLengthLimit: 8, labelLimit: 1 })).toHaveLength(2);
    expect(labels({ labelLimit: 1 }, { honorLabels: true })).toEqual([]);
    expect(labels({ labelLimit: 1 }, { metricRelabelings: [{ targetLabel: 'a' }] })).toEqual([]);
    expect(labels({ labelLimit: 1 }, { relabelings: [{ action: 'drop', sourceLabels: ['job'] }] })).toEqual([]);
    expect(labelLimit(monitor({ labelLimit: 1 }), service(), deployment())).toEqual([]);
  });

  test('of targets count each address once, and static targets only', () => {
    const config = (...lists: object[]) => ({ kind: 'ScrapeConfig', ...meta('far'), spec: { targetLimit: 1, ...Object.assign({}, ...lists) } });
    const selecting = bound({ scrapeConfigSelector: {}, scrapeConfigNamespaceSelector: {} });
    expect(targetLimit(...selecting, config({ staticConfigs: [{ targets: ['a:1'] }, { targets: ['b:1'] }] }))).toHaveLength(1);
    expect(targetLimit(...selecting, config({ staticConfigs: [{ targets: ['a:1'] }, { targets: ['a:1'], labels: { x: 'y' } }] }))).toEqual([]);
    expect(targetLimit(...selecting, config({ staticConfigs: [{ targets: ['a:1', 'b:1'] }] }, { consulSDConfigs: [{}] }))).toEqual([]);
    expect(targetLimit(...selecting, config({ staticConfigs: [{ targets: ['a:1', 'b:1'] }] }, { relabelings: [{ action: 'drop', sourceLabels: ['__address__'], regex: 'b.*' }] }))).toEqual([]);
    expect(targetLimit(config({ staticConfigs: [{ targets: ['a:1', 'b:1'] }] }))).toEqual([]);
  });
});

describe('a metric that filters of kube-state-metrics exclude', () => {
  const of = (args: string[], expr: string, more: object = {}, ...objects: object[]) =>
    notExposed(...bound(), ...exporter(KSM, HONORED, { args, ...more }), ...objects, rule(expr)).length;
  const ALLOW = ['--metric-allowlist=kube_pod_.*,kube_node_info'];

  test.each<[string, string[], string, number]>([
    ['it is allowed', ALLOW, 'kube_pod_info', 0], ['it is not allowed', ALLOW, 'kube_deployment_labels', 1], ['it is denied', ['--metric-denylist=kube_pod_info'], 'kube_pod_info', 1], ['it is denied by a part of its name', ['--metric-denylist=pod'], 'kube_pod_info', 1],
    ['another is denied', ['--metric-denylist=^kube_node'], 'kube_pod_info', 0], ['both', [...ALLOW, '--metric-denylist=kube_pod_info'], 'kube_pod_info', 1], ['a pattern that cannot be read', ['--metric-denylist=(', '--metric-allowlist=x'], 'kube_pod_info', 0],
    ['one of itself', ALLOW, 'kube_state_metrics_list_total', 0], ['another name', ALLOW, 'up', 0], ['a recorded one', ALLOW, 'kube_deployment:sum', 0], ['one side of "or"', ALLOW, 'kube_deployment_labels or up', 0], ['the right side of "unless"', ALLOW, 'up unless kube_deployment_labels', 1],
    ['no lists', [], 'kube_deployment_labels', 0], ['it is collected', ['--resources=pods,deployments'], 'kube_deployment_labels', 0], ['it is not collected', ['--resources=pods'], 'kube_deployment_labels', 1], ['it is not collected, in two arguments', ['--resources', 'pods'], 'kube_deployment_labels', 1],
    ['it is not collected, with one dash', ['-resources=pods'], 'kube_deployment_labels', 1], ['it is not collected, with spaces', ['--resources=pods, deployments'], 'kube_deployment_labels', 0], ['it may be in a file', ['--resources=pods', '--config=x'], 'kube_deployment_labels', 0],
    ['it may be in a variable', ['--resources=$(R)'], 'kube_deployment_labels', 0], ['the right side of "unless", by resource', ['--resources=pods'], 'up unless kube_deployment_labels', 0], ['an argument without a value', ['--resources'], 'kube_deployment_labels', 1], ['another argument', ['--resources-x=pods', 'x--resources=pods'], 'kube_deployment_labels', 0],
  ])('%s', (_, args, expr, count) => expect(of(args, expr)).toBe(count));

  test('is exposed if one of several exposes it, and its command is read', () => {
    expect(of(ALLOW, 'kube_deployment_labels', {}, ...api(KSM))).toBe(0);
    expect(of([], 'kube_deployment_labels', { command: ALLOW })).toBe(1);
    expect(notExposed(...bound(), ...exporter('my-kube-state-metrics-x:1', HONORED, { args: ALLOW }), rule('kube_deployment_labels'))).toEqual([]);
  });

  test.each<[string, string | undefined]>([
    ['kube_pod_info', 'pods'], ['kube_ingress_info', 'ingresses'], ['kube_networkpolicy_labels', 'networkpolicies'], ['kube_storageclass_info', 'storageclasses'], ['kube_endpoint_info', 'endpoints'], ['kube_customthing_info', undefined], ['up', undefined],
  ])('%s is collected for %s', (metric, expected) => expect(resourceOf(metric)).toBe(expected));
});
