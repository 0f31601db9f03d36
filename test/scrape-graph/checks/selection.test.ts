import * as rules from '../../../src/scrape-graph/rules';
import { BINDING, explain, foundBy, meta, monitor, prometheus, rule } from '../../support/scrape-graph';

const unselected = foundBy('not-selected');
const evaluatedTwice = foundBy('evaluated-twice');
const labelGone = foundBy('label-gone');
const nothingWritten = foundBy('nothing-written');
const named = (object: any, name: string) => ({ ...object, metadata: { ...object.metadata, name } });
const ruler = (spec: object = { ruleSelector: {}, ruleNamespaceSelector: {} }, name = 'ruler') => ({ kind: 'ThanosRuler', ...meta(name, {}, 'monitoring'), spec });
const NONE = { ruleSelector: undefined, serviceMonitorSelector: undefined };

describe('an object that no server selects', () => {
  test('is reported with the reason of each server', () => {
    expect(unselected(prometheus(NONE), monitor())).toEqual([expect.stringMatching(/^ServiceMonitor shop\/web is not selected by any Prometheus: Prometheus monitoring\/main: /)]);
    expect(unselected(prometheus(NONE), { ...named(prometheus(NONE), 'other'), kind: 'PrometheusAgent' }, monitor())).toEqual([expect.stringMatching(/Prometheus monitoring\/main: .*; PrometheusAgent monitoring\/other: /)]);
    expect(unselected(prometheus(NONE), named(prometheus(), 'other'), monitor())).toEqual([]);
    expect(unselected(monitor())).toEqual([]);
  });

  test('is a rule, which an agent cannot evaluate, and a ThanosRuler can', () => {
    expect(unselected(prometheus(NONE), rule('up'))).toHaveLength(1);
    expect(unselected({ ...prometheus(NONE), kind: 'PrometheusAgent' }, rule('up'))).toEqual([]);
    expect(unselected(prometheus(NONE), ruler(), rule('up'))).toEqual([]);
    expect(unselected(prometheus(NONE), ruler({}), rule('up'))).toEqual([expect.stringMatching(/Prometheus monitoring\/main: .*; ThanosRuler monitoring\/ruler: /)]);
  });

  test('is an AlertmanagerConfig, unless it is the whole configuration of an Alertmanager', () => {
    const config = { kind: 'AlertmanagerConfig', ...meta('routing', {}, 'monitoring'), spec: {} };
    const alertmanager = (spec: object, namespace = 'monitoring') => ({ kind: 'Alertmanager', ...meta('main', {}, namespace), spec });
    expect(unselected(alertmanager({}), config)).toEqual([expect.stringMatching(/^AlertmanagerConfig monitoring\/routing is not selected by any Alertmanager: Alertmanager monitoring\/main: /)]);
    expect(unselected(alertmanager({ alertmanagerConfigSelector: {} }), config)).toEqual([]);
    expect(unselected(alertmanager({ alertmanagerConfiguration: { name: 'routing' } }), config)).toEqual([]);
    expect(unselected(alertmanager({ alertmanagerConfiguration: { name: 'other' } }), config)).toHaveLength(1);
    expect(unselected(alertmanager({ alertmanagerConfiguration: { name: 'routing' } }, 'other'), config)).toHaveLength(1);
    expect(unselected(config)).toEqual([]);
  });
});

describe('a rule that two servers evaluate', () => {
  test('is one line for each pair, with the first of the rules', () => {
    const by = 'is evaluated by Prometheus monitoring/main and by ThanosRuler monitoring/ruler: select rules by labels';
    expect(evaluatedTwice(prometheus(), ruler(), rule('up'))).toEqual([expect.stringMatching(`^PrometheusRule shop/rules ${by}`)]);
    expect(evaluatedTwice(prometheus(), ruler(), rule('up'), named(rule('up'), 'a'), named(rule('up'), 'b'))).toEqual([expect.stringMatching(`^PrometheusRule shop/a and 2 more ${by}`)]);
  });

  test.each<[string, object[]]>([
    ['the ThanosRuler has others', [prometheus(), ruler({ ruleSelector: { matchLabels: { a: 'b' } }, ruleNamespaceSelector: {} })]],
    ['the Prometheus has none', [prometheus(NONE), ruler()]],
    ['it is surely of one alone', [prometheus({ ruleNamespaceSelector: { matchLabels: { team: 'a' } } }), ruler()]],
    ['two Prometheuses have it', [prometheus(), named(prometheus(), 'second')]],
  ])('is not reported if %s', (_, objects) => expect(evaluatedTwice(...objects, rule('up'))).toEqual([]));
});

describe('a label that does not exist', () => {
  const bound = [prometheus({ podMonitorSelector: {}, podMonitorNamespaceSelector: {}, scrapeConfigSelector: {}, scrapeConfigNamespaceSelector: {} }), BINDING];
  const ofTargets = (...sourceLabels: string[]) => labelGone(...bound, monitor({ endpoints: [{}, { relabelings: [{ targetLabel: 'a' }, { sourceLabels, targetLabel: 'a' }] }] })).map(text => text.replace(/^ServiceMonitor shop\/web: /, ''));
  const ofSamples = (...metricRelabelings: object[]) => labelGone(...bound, monitor({ endpoints: [{ metricRelabelings }] })).map(text => text.replace(/^ServiceMonitor shop\/web: /, ''));
  const SAMPLE = ', which does not exist there: labels that begin with "__" are removed before samples are stored: use "relabelings"';

  test.each<[string, string | undefined]>([
    ['job', undefined],
    ['__address__', undefined],
    ['__name__', 'targets have no metric name: use "metricRelabelings"'],
    ['__meta_kubernetes_namespace', undefined],
    ['__meta_kubernetes_pod_name', undefined],
    ['__meta_kubernetes_pod_label_app', undefined],
    ['__meta_kubernetes_pod_labelpresent_app', undefined],
    ['__meta_kubernetes_service_annotation_a', undefined],
    ['__meta_kubernetes_service_annotationpresent_a', undefined],
    ['__meta_kubernetes_node_address_InternalIP', undefined],
    ['__meta_kubernetes_node_condition_ready', undefined],
    ['__meta_kubernetes_endpointslice_endpoint_topology_x', undefined],
    ['__meta_kubernetes_endpointslice_endpoint_topology_present_x', undefined],
    ['__meta_kubernetes_namespace_label_team', undefined],
    ['__meta_kubernetes_ingress_class_name', undefined],
    ['__meta_consul_whatever', undefined],
    ['__meta_kubernetes_something_quite_different', undefined],
    ['__meta_kubernetes_pod_label_a.b', 'Prometheus replaces such characters with "_": use "__meta_kubernetes_pod_label_a_b"'],
    ['__meta_kubernetes_pod_nodename', 'service discovery does not set it: did you mean "__meta_kubernetes_pod_node_name"?'],
    ['__meta_kubernetes_service_nam', 'service discovery does not set it: did you mean "__meta_kubernetes_service_name"?'],
    ['__meta_kubernetes_endpoints_nam', 'service discovery does not set it: did you mean "__meta_kubernetes_endpoints_name"?'],
    ['__meta_kubernetes_ingress_hots', 'service discovery does not set it: did you mean "__meta_kubernetes_ingress_host"?'],
    ['__meta_kubernetes_node_providerid', 'service discovery does not set it: did you mean "__meta_kubernetes_node_provider_id"?'],
  ])('of a target: %s, %s', (label, why) => {
    expect(ofTargets(label)).toEqual(why === undefined ? [] : [`spec.endpoints[1].relabelings[1] uses the label "${label}", which does not exist there: ${why}`]);
  });

  // all that https://prometheus.io/docs/prometheus/latest/configuration/configuration/#kubernetes_sd_config names
  test.each([
    ['node', ['name', 'provider_id']],
    ['service', ['cluster_ip', 'loadbalancer_ip', 'external_name', 'name', 'port_name', 'port_number', 'port_protocol', 'type']],
    ['pod', ['name', 'ip', 'container_init', 'container_name', 'container_id', 'container_image', 'container_port_name', 'container_port_number', 'container_port_protocol', 'ready', 'phase', 'node_name', 'host_ip', 'uid', 'controller_kind', 'controller_name']],
    ['endpoint', ['hostname', 'node_name', 'ready', 'port_name', 'port_protocol', 'address_target_kind', 'address_target_name']],
    ['endpointslice', ['name', 'address_target_kind', 'address_target_name', 'address_type', 'endpoint_conditions_ready', 'endpoint_conditions_serving', 'endpoint_conditions_terminating', 'endpoint_hostname', 'endpoint_node_name', 'endpoint_zone', 'port', 'port_app_protocol', 'port_name', 'port_protocol']],
    ['ingress', ['name', 'class_name', 'scheme', 'host', 'path']],
  ])('is not one of those of the role %s', (role, names) => expect(ofTargets(...names.map(name => `__meta_kubernetes_${role}_${name}`))).toEqual([]));

  test('of a sample begins with "__", except its name and labels that an earlier step has set', () => {
    const keep = (...sourceLabels: string[]) => ({ action: 'keep', sourceLabels });
    expect(ofSamples(keep('__name__', 'job'))).toEqual([]);
    expect(ofSamples(keep('job', '__meta_x', '__address__'))).toEqual([`spec.endpoints[0].metricRelabelings[0] uses the label "__meta_x"${SAMPLE}`]);
    expect(ofSamples({ sourceLabels: ['job'], targetLabel: '__tmp' }, keep('__tmp'))).toEqual([]);
    expect(ofSamples(keep('__tmp'), { sourceLabels: ['job'], targetLabel: '__tmp' })).toEqual([`spec.endpoints[0].metricRelabelings[0] uses the label "__tmp"${SAMPLE}`]);
  });

  test.each(['__address__', '__scheme__', '__metrics_path__', '__param_a', '__meta_a', '__scrape_interval__'])('of a sample: a step that writes %s is reported', targetLabel => {
    expect(ofSamples({ targetLabel, replacement: 'x' })).toEqual([`spec.endpoints[0].metricRelabelings[0] uses the label "${targetLabel}"${SAMPLE}`]);
  });

  test('of a sample: a temporary label, or one that exists, is not reported', () => {
    expect(ofSamples({ targetLabel: '__tmp_a', replacement: 'x' })).toEqual([]);
    expect(ofSamples({ targetLabel: 'a__address__', replacement: 'x' })).toEqual([]);
    expect(ofSamples({ action: 'labeldrop', regex: 'x' })).toEqual([]);
  });

  test('is found in each kind of monitor, once for two Prometheuses', () => {
    const step = { sourceLabels: ['__name__'], targetLabel: 'a' };
    expect(labelGone(...bound, { kind: 'PodMonitor', ...meta('pods'), spec: { selector: {}, podMetricsEndpoints: [{ relabelings: [step] }] } })).toEqual([expect.stringMatching(/^PodMonitor shop\/pods: spec\.podMetricsEndpoints\[0\]\.relabelings\[0\] uses/)]);
    expect(labelGone(...bound, { kind: 'ScrapeConfig', ...meta('far'), spec: { staticConfigs: [{ targets: ['a:1'] }], relabelings: [step], metricRelabelings: [{ sourceLabels: ['__tmp'] }] } })).toEqual([
      expect.stringMatching(/^ScrapeConfig shop\/far: spec\.metricRelabelings\[0\] uses/), expect.stringMatching(/^ScrapeConfig shop\/far: spec\.relabelings\[0\] uses/),
    ]);
    expect(labelGone(...bound, named(prometheus(), 'second'), monitor({ endpoints: [{ relabelings: [step] }] }))).toHaveLength(1);
  });
});

describe('a remote write that sends nothing', () => {
  const keep = (regex: string, fields: object = {}) => ({ action: 'keep', sourceLabels: ['__name__'], regex, ...fields });
  const of = (...writeRelabelConfigs: object[]) => nothingWritten(prometheus({ remoteWrite: [{ url: 'http://a', writeRelabelConfigs }] }));

  test('has several "keep" steps for different names', () => {
    expect(of(keep('a|b'), keep('c'))).toEqual(['Prometheus monitoring/main writes nothing to "http://a": no metric matches all of its "keep" steps, "a|b", "c": combine them into one with "|"']);
    expect(of(keep('(a|b)'), keep('c.*', { action: 'Keep' }))).toHaveLength(1);
    expect(of(keep('c.*'), keep('a'))).toHaveLength(1);
  });

  test.each<[string, object[]]>([
    ['one name passes all', [keep('a|b'), keep('b|c')]],
    ['there is one step', [keep('a')]],
    ['no step has a list of names', [keep('a.*'), keep('b.*')]],
    ['the second step drops', [keep('a'), keep('b', { action: 'drop' })]],
    ['the second step reads another label', [keep('a'), keep('b', { sourceLabels: ['job'] })]],
    ['there are none', []],
  ])('is none if %s', (_, steps) => expect(of(...steps)).toEqual([]));
});

describe('problems that are reported as one', () => {
  const groups = (...objects: object[]) => explain(objects).problems.map(({ id, group }) => [id.replace('scrape-graph/', ''), group]);

  test('are objects that are not selected for one reason, whatever their labels', () => {
    const server = prometheus({ serviceMonitorSelector: { matchLabels: { release: 'x' } } });
    const cause = 'Prometheus monitoring/main: "serviceMonitorSelector" requires release=x';
    expect(groups(server, monitor({}, { a: 'b' }), monitor({}, {}, 'other')).filter(([id]) => id === 'not-selected')).toEqual([
      ['not-selected', { cause: expect.stringContaining(cause), place: 'ServiceMonitor shop/other' }], ['not-selected', { cause, place: 'ServiceMonitor shop/web' }],
    ]);
  });

  const group = (row: any, args: object) => row.group(args);
  test.each<[string, object, object]>([
    ['evaluated-twice', group(rules.EVALUATED_TWICE, { rule: 'r', by: ['a', 'b'] }), { cause: 'a,b', place: 'r' }],
    ['no-port', group(rules.NO_PORT, { monitor: 'm', port: 'p', service: 's', there: [] }), { cause: 'm p', place: 'm, s' }],
    ['scraped-twice', group(rules.SCRAPED_TWICE, { what: 'w', by: ['a', 'b'], isSame: true }), { cause: 'a,b true', place: 'w' }],
    ['unknown-job', group(rules.UNKNOWN_JOB, { where: 'w', job: 'j', similar: [], by: 'b' }), { cause: 'j b', place: 'w' }],
    ['unknown-job of all', group(rules.UNKNOWN_JOB, { where: 'w', job: 'j', similar: [] }), { cause: 'j ', place: 'w' }],
    ['all-dropped', group(rules.ALL_DROPPED, { monitor: 'm', what: 'w', step: 's' }), { cause: 'm s', place: 'w' }],
    ['no-permission', group(rules.NO_PERMISSION, { who: 'w', verbs: [], resources: [], where: 'x', monitors: [], hasNone: true }), { cause: 'w', place: 'x' }],
    ['network-denies', group(rules.NETWORK_DENIES, { prometheus: 'p', port: '1', target: 't', policies: ['a', 'b'] }), { cause: 'p a,b', place: 'port 1 of t' }],
    ['unknown-record', group(rules.UNKNOWN_RECORD, { where: 'w', series: 's', similar: [] }), { cause: 's ', place: 'w' }],
    ['metric-dropped', group(rules.METRIC_DROPPED, { where: 'w', metrics: ['m'], by: ['a', 'b'] }), { cause: 'a,b', place: 'w' }],
    ['range-too-short', group(rules.RANGE_TOO_SHORT, { where: 'w', job: 'j', range: '1m' }), { cause: 'j 1m', place: 'w' }],
    ['silent-receiver', group(rules.SILENT_RECEIVER, { alertmanager: 'a', receiver: 'r', alerts: [] }), { cause: 'a', place: 'the receiver "r"' }],
    ['consumer-denied', group(rules.CONSUMER_DENIED, { object: 'o', source: 's', policies: ['a', 'b'] }), { cause: 's a,b', place: 'o' }],
    ['host-port-taken', group(rules.HOST_PORT_TAKEN, { first: 'a', second: 'b', port: 1 }), { cause: 'host ports of a', place: 'b' }],
    ['duplicate-key', group(rules.DUPLICATE_KEY, { object: 'o', place: 'p', key: 'k' }), { cause: 'o', place: '"k" (p)' }],
  ])('of the rule %s have a cause and a place', (_, found, expected) => expect(found).toEqual(expected));
});
