import { object, podMonitor, probe, rows, scrapeConfig, serviceMonitor, version, env, found, effects, secret } from './support';

/** TestSelectProbes in pkg/prometheus/resource_selector_test.go of 0.94.1. */
describe('the URL of a prober', () => {
  test.each([
    '192.168.178.3', '192.168.178.3:9090', 'blackbox-exporter.example.com', 'blackbox-exporter.example.com:8080', 'localhost', '12-exporter.example.com',
    '::1', '2001:db8::1', '[::1]:9090', '[2001:db8::1]:9090', 'a_b.c:1', 'host.:9115',
  ])('%p is accepted', url => expect(rows(probe({ prober: { url } }))).toEqual([]));

  test.each([
    'http://blackbox-exporter.example.com', 'https://blackbox-exporter.example.com', 'ftp://fileserver.com', 'blackbox:9115/probe', 'blackbox:0', 'blackbox:65536',
    'blackbox:http', 'blackbox/probe', '', 'a b', '-blackbox:9115', 'blackbox:', 'black..box',
  ])('%p is refused', url => expect(found(probe({ prober: { url } }))).toEqual(['probe/url at spec.prober.url']));
});

test('an operator below 0.89 checks only the first two parts of the URL of a prober', () => {
  const old = { operator: version('0.88.1') };
  expect(rows(probe({ prober: { url: '[::1]:9090' } }), old)).toEqual(['probe/url-ipv6']);
  expect(rows(probe({ prober: { url: 'a:9115:b' } }), old)).toEqual([]);
  expect(rows(probe({ prober: { url: 'a:9115:b' } }))).toEqual(['probe/url-parts']);
  for (const url of ['a:b:c', '[::1]', '[::1']) { expect(rows(probe({ prober: { url } }), {})).toEqual(['probe/url']); }
  for (const url of ['::1', '[::1]:90', 'a:9115:b']) { expect(rows(probe({ prober: { url } }), {})).toEqual([]); }
});

test('a bearer token without a Secret is read in 0.88 and newer', () => {
  expect(rows(probe({ bearerTokenSecret: { key: '' } }))).toEqual(['references/no-name']);
  expect(rows(probe({ bearerTokenSecret: { key: '' } }), { operator: version('0.85.0') })).toEqual([]);
  expect(rows(serviceMonitor({ bearerTokenSecret: { key: '' } }))).toEqual([]);
});

describe('targets of a Probe', () => {
  test('one of the two is required', () => {
    for (const targets of [{}, undefined, { staticConfig: null }]) { expect(found(probe({ targets }))).toEqual(['probe/targets at spec.targets']); }
    expect(rows(probe({ targets: { ingress: {} } }))).toEqual([]);
    expect(rows(probe({ targets: { staticConfig: {} } }))).toEqual([]);
  });

  test.each<[string, string, string[]]>([
    ['owner', '2.55.0', []], ['cluster-id', '2.55.0', ['scrape-config/probe-static-labels']], ['cluster-id', '3.0.0', []],
  ])('the label %s for Prometheus %s', (label, prometheus, expected) =>
    expect(rows(probe({ targets: { staticConfig: { static: ['a'], labels: { [label]: 'x' } } } }), env(prometheus))).toEqual(expected));

  test.each<[string, object]>([
    ['static', { staticConfig: { relabelingConfigs: [{ targetLabel: ' invalid label name' }] } }],
    ['ingress', { ingress: { relabelingConfigs: [{ targetLabel: ' invalid label name' }] } }],
  ])('relabelings of %s targets are checked', (_title, targets) => {
    expect(rows(probe({ targets }), env('2.55.0'))).toEqual(['relabeling/target']);
    expect(rows(probe({ targets }), env('3.5.0'))).toEqual([]);
  });

  test('so are its metricRelabelings', () => expect(found(probe({ metricRelabelings: [{ action: 'labeldrop', targetLabel: 'a' }] }))).toEqual(['relabeling/names at spec.metricRelabelings[0].targetLabel']));
});

/** TestValidateScrapeIntervalAndTimeout: the Prometheus has 15s there. */
describe('interval and timeout', () => {
  const at = (scrapeInterval?: string) => env(undefined, { prometheusSpec: scrapeInterval === undefined ? {} : { scrapeInterval } });

  test.each<[string, object, string | undefined, number]>([
    ['neither', {}, '15s', 0],
    ['an interval alone', { interval: '5s' }, '15s', 0],
    ['an interval below the timeout of the Prometheus', { interval: '1s' }, '15s', 0],
    ['a timeout below the interval', { interval: '15s', scrapeTimeout: '10s' }, '15s', 0],
    ['a timeout as long', { interval: '1m', scrapeTimeout: '60s' }, '15s', 0],
    ['a timeout above the interval', { interval: '15s', scrapeTimeout: '1m' }, '15s', 1],
    ['a timeout below the interval of the Prometheus', { scrapeTimeout: '10s' }, '15s', 0],
    ['a timeout above the interval of the Prometheus', { scrapeTimeout: '20s' }, '15s', 1],
    ['a timeout above the usual interval', { scrapeTimeout: '31s' }, undefined, 1],
    ['a timeout below the usual interval', { scrapeTimeout: '30s' }, undefined, 0],
    ['parts of a minute', { interval: '1m30s', scrapeTimeout: '91s' }, undefined, 1],
    ['milliseconds', { interval: '1s', scrapeTimeout: '1001ms' }, undefined, 1],
    ['weeks', { interval: '1w', scrapeTimeout: '6d23h' }, undefined, 0],
    ['no duration', { interval: 'soon', scrapeTimeout: '1h' }, undefined, 0],
  ])('%s', (_title, timing, interval, errors) => {
    expect(rows(serviceMonitor(timing), at(interval))).toHaveLength(errors);
    expect(rows(podMonitor(timing), at(interval))).toHaveLength(errors);
    expect(rows(probe(timing), at(interval))).toHaveLength(errors);
    const { interval: scrapeInterval, scrapeTimeout } = timing as { interval?: string; scrapeTimeout?: string };
    expect(rows(scrapeConfig({ scrapeInterval, scrapeTimeout }), at(interval))).toHaveLength(errors);
  });

  test('a timeout alone is not compared without a Prometheus', () => {
    expect(rows(serviceMonitor({ scrapeTimeout: '1h' }))).toEqual([]);
    expect(rows(serviceMonitor({ scrapeTimeout: '1h', interval: '1m' }))).toEqual(['timeout/ServiceMonitor']);
  });
});

describe('what the Prometheus that selects the monitor must have', () => {
  const with_ = (prometheusSpec: Record<string, unknown>) => env(undefined, { prometheusSpec });

  test.each<[string, unknown, string[]]>([
    ['inexistent', [{ name: 'existent' }], ['monitors/scrape-class']], ['existent', [{ name: 'existent' }], []], ['existent', undefined, ['monitors/scrape-class']], ['', undefined, []],
  ])('scrapeClass %p of %j', (scrapeClass, scrapeClasses, expected) => {
    for (const manifest of [serviceMonitor({}, { scrapeClass }), podMonitor({}, { scrapeClass }), probe({ scrapeClass }), scrapeConfig({ scrapeClass })]) {
      expect(rows(manifest, with_({ scrapeClasses }))).toEqual(expected);
      expect(rows(manifest)).toEqual([]);
    }
  });

  test.each<[object, string[]]>([
    [{ bearerTokenFile: '/token' }, ['monitors/bearer-token-file']], [{ tlsConfig: { caFile: '/ca' } }, ['monitors/tls-files']],
    [{ tlsConfig: { certFile: '/c', keyFile: '/k' } }, ['monitors/tls-files', 'monitors/tls-files']], [{ tlsConfig: { ca: { secret: secret('ca') } } }, []],
    [{ bearerTokenFile: '' }, []],
  ])('%j if access to files is denied', (endpoint, expected) => {
    expect(rows(serviceMonitor(endpoint), with_({ arbitraryFSAccessThroughSMs: { deny: true } }))).toEqual(expected);
    expect(rows(serviceMonitor(endpoint), with_({ arbitraryFSAccessThroughSMs: {} }))).toEqual([]);
    expect(rows(serviceMonitor(endpoint))).toEqual([]);
  });

  test('its version is the one in the spec', () => {
    const monitor = serviceMonitor({ relabelings: [{ targetLabel: 'a-b' }] });
    expect(rows(monitor, with_({ version: 'v2.55.0' }))).toEqual(['relabeling/target']);
    expect(rows(monitor, with_({ version: '3.5.0' }))).toEqual([]);
    expect(rows(monitor, with_({}))).toEqual([]);
  });

  test('RoleSelector needs Prometheus 2.17', () => {
    expect(rows(podMonitor({}, { selectorMechanism: 'RoleSelector' }), env('2.16.0'))).toEqual(['monitors/role-selector']);
    expect(rows(podMonitor({}, { selectorMechanism: 'RoleSelector' }), env('2.17.0'))).toEqual([]);
    expect(rows(podMonitor({}, { selectorMechanism: 'RelabelConfig' }), env('2.16.0'))).toEqual([]);
  });
});

/** metav1.LabelSelectorAsSelector: helpers_test.go of apimachinery. */
describe('label selectors', () => {
  const expression = (operator: string, values?: string[], key = 'app') => ({ matchExpressions: [{ key, operator, values }] });

  test.each<[string, object, number]>([
    ['empty', {}, 0],
    ['labels', { matchLabels: { 'app.kubernetes.io/name': 'web', 'a': '' } }, 0],
    ['In', expression('In', ['a', 'b']), 0],
    ['NotIn', expression('NotIn', ['a']), 0],
    ['Exists', expression('Exists'), 0],
    ['DoesNotExist with an empty list', expression('DoesNotExist', []), 0],
    ['In without values', expression('In'), 1],
    ['In with an empty list', expression('In', []), 1],
    ['NotIn without values', expression('NotIn', []), 1],
    ['Exists with values', expression('Exists', ['a']), 1],
    ['a lower-case operator', expression('in', ['a']), 1],
    ['an operator of Terraform', expression('Equals', ['a']), 1],
    ['a key with a space', expression('Exists', undefined, 'a b'), 1],
    ['a key with two slashes', { matchLabels: { 'a/b/c': 'x' } }, 1],
    ['an empty key', expression('Exists', undefined, ''), 1],
    ['a value with a slash', { matchLabels: { app: 'a/b' } }, 1],
    ['a long value', expression('In', ['x'.repeat(64)]), 1],
    ['what Flux puts in', { matchLabels: { app: '${APP}-dragonfly' } }, 0],
  ])('%s', (_title, selector, errors) => {
    expect(rows(serviceMonitor({}, { selector }))).toEqual(Array.from({ length: errors }, () => 'monitors/selector'));
    expect(rows(podMonitor({}, { selector }))).toHaveLength(errors);
    expect(rows(object('Prometheus', { serviceMonitorSelector: selector }))).toHaveLength(errors);
    expect(rows(object('Prometheus', { serviceMonitorSelector: {}, ruleSelector: selector }))).toHaveLength(errors);
  });

  test('monitors are rejected because of it in 0.80 and newer', () => expect(rows(serviceMonitor({}, { selector: expression('in', ['a']) }), { operator: version('0.79.2') })).toEqual([]));
});

describe('a query in a path', () => {
  test.each([
    serviceMonitor({ path: '/v1/sys/metrics?format=prometheus' }), podMonitor({ path: '/metrics?x' }), probe({ prober: { url: 'a', path: '/probe?x=y' } }), scrapeConfig({ metricsPath: '/federate?match[]=up' }),
  ])('works otherwise', manifest => expect(effects(manifest)).toEqual(['works-otherwise']));

  test('valid params are accepted', () => expect(rows(serviceMonitor({ path: '/v1/sys/metrics', params: { format: ['prometheus'] } }))).toEqual([]));
});

test.each([undefined, null, 3, 'text', [], {}, { kind: 'ServiceMonitor' }, { apiVersion: 'v1', kind: 'Secret', metadata: {} }, { apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', spec: {} },
  { apiVersion: 'monitoring.coreos.com/v1', kind: 'ServiceMonitor' }, object('ServiceMonitor', null), object('PodMonitor', { podMetricsEndpoints: { a: 1 }, selector: 'x' })])(
  'any other path is valid: %j', manifest => expect(rows(manifest)).toEqual([]));
