import { Duration, Size } from 'cdk8s';
import { Pushgateway, PushgatewayProps } from '../../src';
import { checkExpression } from '../../src/promql/expression';
import { namesOf } from '../support/stack';
import { aChart, errorsOf, ofKind, synth, theOne } from '../support/synth';

const made = (props: PushgatewayProps = {}) => {
  const chart = aChart('monitoring');
  return { chart, gateway: new Pushgateway(chart, 'Pushgateway', props) };
};
const objectsOf = (props: PushgatewayProps = {}) => synth(made(props).chart);
const specOf = (props: PushgatewayProps = {}) => theOne(objectsOf(props), 'Deployment').spec.template.spec;
const rulesOf = (props: PushgatewayProps = {}): any[] => theOne(objectsOf(props), 'PrometheusRule').spec.groups[0].rules;

test('without a stack it is complete: its own namespace may push, and Prometheus scrapes it', () => {
  const objects = objectsOf();
  expect(namesOf(objects)).toEqual(['ServiceAccount', 'NetworkPolicy', 'Service', 'Deployment', 'ServiceMonitor', 'PrometheusRule'].map(kind => `${kind} pushgateway`));
  const { ingress: [{ from, ports }] } = theOne(objects, 'NetworkPolicy').spec;
  expect(ports).toEqual([{ port: 9091, protocol: 'TCP' }]);
  expect(from[0]).toEqual({ podSelector: {} });
  expect(from).toHaveLength(3);
  expect(specOf().containers[0]).toMatchObject({ image: 'quay.io/prometheus/pushgateway:v1.11.3', args: ['--log.level=info'], securityContext: { readOnlyRootFilesystem: true } });
});

test('series keep the pushed job and instance, without the pod of the gateway', () => {
  expect(theOne(objectsOf(), 'ServiceMonitor').spec.endpoints).toEqual([{ port: 'http', honorLabels: true, relabelings: [{ action: 'labeldrop', regex: '(pod|container)' }] }]);
});

test('only the named namespaces and pods may push', () => {
  const { ingress: [{ from }] } = theOne(objectsOf({ clientNamespaces: ['backup'], clientPodLabels: { pushes: 'yes' } }), 'NetworkPolicy').spec;
  expect(from.slice(0, 2)).toEqual([
    { podSelector: { matchLabels: { pushes: 'yes' } } },
    { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'backup' } }, podSelector: { matchLabels: { pushes: 'yes' } } },
  ]);
});

test('with a volume only one pod at a time uses it, and the interval has Go\'s format', () => {
  const objects = objectsOf({ storage: { size: Size.gibibytes(1) }, persistenceInterval: Duration.days(1) });
  expect(theOne(objects, 'PersistentVolumeClaim').spec.resources.requests).toEqual({ storage: '1Gi' });
  const { strategy, template } = theOne(objects, 'Deployment').spec;
  expect(strategy).toEqual({ type: 'Recreate' });
  expect(template.spec.containers[0].args).toEqual(['--persistence.file=/data/pushgateway.data', '--persistence.interval=24h', '--log.level=info']);
  expect(template.spec.volumes).toEqual([{ name: 'data', persistentVolumeClaim: { claimName: 'pushgateway' } }]);
  expect(template.spec.securityContext.fsGroup).toBe(65534);
});

test('with HTTPS it has a web configuration, and probes and a monitor that use it', () => {
  const { chart, gateway } = made({ tls: { secretName: 'gateway-tls' } });
  const objects = synth(chart);
  expect(theOne(objects, 'ConfigMap').data).toEqual({ 'web-config.yml': 'tls_server_config:\n  cert_file: /etc/pushgateway/tls/tls.crt\n  key_file: /etc/pushgateway/tls/tls.key\n' });
  const [container] = theOne(objects, 'Deployment').spec.template.spec.containers;
  expect(container.args).toContain('--web.config.file=/etc/pushgateway/web/web-config.yml');
  expect(container.readinessProbe).toEqual({ httpGet: { path: '/-/ready', port: 9091, scheme: 'HTTPS' } });
  expect(theOne(objects, 'ServiceMonitor').spec.endpoints[0]).toMatchObject({ scheme: 'https', tlsConfig: { serverName: 'pushgateway.monitoring.svc', ca: { secret: { name: 'gateway-tls', key: 'ca.crt' } } } });
  expect(gateway.pushUrl).toBe('https://pushgateway.monitoring.svc:9091');
});

test('users and passwords come from a Secret, and probes need none', () => {
  const objects = objectsOf({ webConfigSecret: { secretName: 'gateway-web', key: 'web.yml' }, basicAuth: { secretName: 'gateway-scrape' } });
  expect(ofKind(objects, 'ConfigMap')).toEqual([]);
  const { containers: [{ readinessProbe }], volumes } = theOne(objects, 'Deployment').spec.template.spec;
  expect(readinessProbe).toEqual({ tcpSocket: { port: 9091 } });
  expect(volumes).toEqual([{ name: 'web-config', secret: { secretName: 'gateway-web', items: [{ key: 'web.yml', path: 'web-config.yml' }] } }]);
  expect(theOne(objects, 'ServiceMonitor').spec.endpoints[0].basicAuth).toEqual({ username: { name: 'gateway-scrape', key: 'username' }, password: { name: 'gateway-scrape', key: 'password' } });
});

test('below a path prefix probes, scrapes and clients use it', () => {
  const { chart, gateway } = made({ externalUrl: 'https://example.org/push/' });
  const objects = synth(chart);
  expect(theOne(objects, 'Deployment').spec.template.spec.containers[0].readinessProbe.httpGet.path).toBe('/push/-/ready');
  expect(theOne(objects, 'ServiceMonitor').spec.endpoints[0].path).toBe('/push/metrics');
  expect(gateway.pushUrl).toBe('http://pushgateway.monitoring.svc:9091/push');
});

describe('alerts', () => {
  test('a group is stale only if its interval is known', () => {
    expect(rulesOf().map(({ alert }) => alert)).toEqual(['PushFailed', 'PushRejected']);
    const rules = rulesOf({ staleAfter: Duration.days(2), staleAfterByJob: { 'a.b': Duration.hours(26), 'c': Duration.minutes(90) } });
    expect(rules.slice(2).map(({ expr }) => expr)).toEqual([
      'time() - push_time_seconds{job="a.b"} > 93600 and push_time_seconds{job="a.b"} > 0',
      'time() - push_time_seconds{job="c"} > 5400 and push_time_seconds{job="c"} > 0',
      'time() - push_time_seconds{job!~"a\\\\.b|c"} > 172800 and push_time_seconds{job!~"a\\\\.b|c"} > 0',
    ]);
    expect(rules.slice(2).map(({ annotations }) => annotations.summary)).toEqual(['26h', '90m', '2d'].map(limit => `Job {{ $labels.job }} pushed nothing for more than ${limit}.`));
    expect(ofKind(objectsOf({ alerts: false }), 'PrometheusRule')).toEqual([]);
  });

  test('each expression is valid, and reads series that the real Pushgateway exposes', () => {
    for (const { expr } of rulesOf({ staleAfter: Duration.days(1) })) {
      expect(checkExpression(expr)).toEqual({ type: 'vector', problems: [] });
      expect(expr).toMatch(/push_time_seconds|push_failure_time_seconds|pushgateway_http_requests_total/); // test/conformance/control-plane/addons.conformance.ts has them
    }
  });
});

test.each<[string, PushgatewayProps, string]>([
  ['UTF-8 names before 1.11.0', { version: '1.10.0', utf8Names: true }, '"utf8Names" requires Pushgateway 1.11.0 or newer; the version is 1.10.0'],
  ['a password that nobody verifies', { basicAuth: { secretName: 'x' } }, '"basicAuth" is set without "webConfigSecret"'],
  ['no time at all', { staleAfterByJob: { backup: Duration.seconds(0) } }, '"staleAfterByJob" has "backup", which is 0s'],
  ['a version that is too old', { version: '1.4.0' }, '1.5.0'],
  ['a flag of an option', { extraArgs: { 'persistence.file': '/x' } }, 'which is set by the option "storage"'],
  ['a namespace that is none', { clientNamespaces: ['team-*'] }, '"clientNamespaces" has "team-*"'],
])('%s is an error', (_, props, message) => expect(errorsOf(made(props).chart)).toContain(message));

test('UTF-8 names in 1.11.0 and newer, and the flags of options', () => {
  expect(specOf({ version: '1.11.0', utf8Names: true, adminApi: true, extraArgs: { 'push.disable-consistency-check': '' } }).containers[0].args)
    .toEqual(['--web.enable-admin-api', '--push.enable-utf8-names', '--log.level=info', '--push.disable-consistency-check']);
});
