import { Duration, Size } from 'cdk8s';
import { Prometheus, PrometheusProps } from '../../src';
import { namesOf } from '../support/stack';
import { aChart, noticesOf, ofKind, synth, theOne } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

function objectsOf(props: PrometheusProps = {}) {
  const chart = aChart('monitoring');
  new Prometheus(chart, 'Prometheus', props);
  return synth(chart);
}
const specOf = (props: PrometheusProps = {}) => theOne(objectsOf(props), 'Prometheus').spec;
const LOCAL = { listenLocal: true, authProxy: true };

test('without a stack it is complete, and all names match the StatefulSet that the operator creates', () => {
  expect(namesOf(objectsOf({ name: 'k8s' }))).toEqual([
    'ServiceAccount prometheus-k8s', 'ClusterRole monitoring-prometheus-k8s', 'ClusterRoleBinding monitoring-prometheus-k8s', 'Role prometheus-k8s', 'RoleBinding prometheus-k8s',
    'PodDisruptionBudget prometheus-k8s', 'NetworkPolicy prometheus-k8s', 'Service prometheus-k8s', 'Prometheus k8s', 'ServiceMonitor prometheus-k8s',
  ]);
});

test('the pods are restricted, and run as a user without files, with the group of the volume', () => {
  expect(specOf().securityContext).toEqual({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' }, runAsUser: 65534, runAsGroup: 65534, fsGroup: 65534 });
});

describe('what is kept', () => {
  test.each<[PrometheusProps, string | undefined]>([
    [{}, undefined],
    [{ storage: { size: Size.gibibytes(100) } }, '87040MiB'],
    [{ storage: { size: Size.gibibytes(100) }, retentionSize: Size.gibibytes(50) }, '51200MiB'],
    [{ retentionSize: Size.gibibytes(1) }, '1024MiB'],
  ])('%j: at most %s', (props, retentionSize) => expect(specOf(props).retentionSize).toBe(retentionSize));

  test('more than 95% of a volume is a warning', () => {
    const warnings = (percent: number) => {
      const chart = aChart('monitoring');
      new Prometheus(chart, 'P', { storage: { size: Size.gibibytes(100) }, retentionSize: Size.mebibytes(1024 * percent) });
      return noticesOf(chart).filter(text => text.includes('[prometheus/retention-size]'));
    };
    expect(warnings(95)).toEqual([]);
    expect(warnings(96)).toHaveLength(1);
  });

  test('volumes, retention and the write-ahead log', () => {
    expect(specOf({ storage: { size: Size.gibibytes(100), storageClassName: 'gp3' }, retention: Duration.days(30), outOfOrderTimeWindow: Duration.minutes(30) })).toMatchObject({
      storage: { volumeClaimTemplate: { spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'gp3', resources: { requests: { storage: '100Gi' } } } } },
      retention: '30d',
      walCompression: true,
      tsdb: { outOfOrderTimeWindow: '30m' },
    });
    expect(specOf({ walCompression: false }).walCompression).toBe(false);
  });
});

test('it sends its alerts to the named Services', () => {
  expect(specOf({ alertmanagers: [{ serviceName: 'alertmanager-main', namespace: 'monitoring', tls: { secretName: 'tls' } }] }).alerting).toEqual({
    alertmanagers: [{
      apiVersion: 'v2',
      name: 'alertmanager-main',
      namespace: 'monitoring',
      port: 'web',
      scheme: 'https',
      tlsConfig: { ca: { secret: { name: 'tls', key: 'ca.crt' } }, serverName: 'alertmanager-main.monitoring.svc' },
    }],
  });
  expect(specOf().alerting).toBeUndefined();
});

test('limits of queries and scrapes use the operator\'s fields and units', () => {
  expect(specOf({
    query: { maxConcurrency: 5, maxSamples: 1000, timeout: Duration.seconds(90), lookbackDelta: Duration.minutes(10) },
    limits: { sampleLimit: 1, targetLimit: 2, labelLimit: 3, bodySizeLimit: Size.mebibytes(20) },
    externalLabels: { cluster: 'eu-1' },
    additionalScrapeConfigs: { secretName: 'more', key: 'scrape.yaml' },
    enableFeatures: ['b', 'a'],
    logLevel: 'debug',
  })).toMatchObject({
    query: { maxConcurrency: 5, maxSamples: 1000, timeout: '90s', lookbackDelta: '10m' },
    enforcedSampleLimit: 1,
    enforcedTargetLimit: 2,
    enforcedLabelLimit: 3,
    enforcedBodySizeLimit: '20MB',
    externalLabels: { cluster: 'eu-1' },
    additionalScrapeConfigs: { name: 'more', key: 'scrape.yaml' },
    enableFeatures: ['a', 'b'],
    logLevel: 'debug',
  });
});

describe('versions', () => {
  test.each([['0.76.2', '2.55.1'], ['0.77.0', '3.16.0']])('with operator %s the version of Prometheus is %s', (operatorVersion, version) => {
    expect(specOf({ operatorVersion })).toMatchObject({ version: `v${version}`, image: `quay.io/prometheus/prometheus:v${version}` });
  });

  test('the distroless image', () => expect(specOf({ distroless: true }).image).toBe('quay.io/prometheus/prometheus:v3.16.0-distroless'));

  test('before 0.77 targets are discovered by Endpoints, and monitors may override it', () => {
    expect(theOne(objectsOf({ operatorVersion: '0.76.2' }), 'Role').rules).toEqual([
      { apiGroups: [''], resources: ['pods', 'services', 'endpoints'], verbs: ['get', 'list', 'watch'] },
      { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['get', 'list', 'watch'] },
    ]);
  });
});

describe('its Service, its ServiceMonitor and its NetworkPolicy agree', () => {
  const portsOf = (props: PrometheusProps) => {
    const objects = objectsOf(props);
    const service = theOne(objects, 'Service').spec;
    const monitor = theOne(objects, 'ServiceMonitor').spec;
    return {
      service: service.ports.map(({ name, port, targetPort }: any) => [name, port, targetPort]),
      monitor: monitor.endpoints.map(({ port, scheme }: any) => [port, scheme]),
      policy: theOne(objects, 'NetworkPolicy').spec.ingress.flatMap(({ ports }: any) => ports.map(({ port }: any) => port)),
    };
  };

  test('plain: Prometheus and its config reloader', () => expect(portsOf({})).toEqual({
    service: [['web', 9090, 'web'], ['reloader-web', 8080, 'reloader-web']], monitor: [['web', undefined], ['reloader-web', undefined]], policy: [9090, 8080],
  }));

  test('over TLS: both', () => {
    expect(portsOf({ tls: { secretName: 'tls' }, operatorProbesConfigReloader: false }).monitor).toEqual([['web', 'https'], ['reloader-web', 'https']]);
    const [{ tlsConfig }] = theOne(objectsOf({ tls: { secretName: 'tls' }, operatorProbesConfigReloader: false }), 'ServiceMonitor').spec.endpoints;
    expect(tlsConfig).toEqual({ ca: { secret: { name: 'tls', key: 'ca.crt' } }, serverName: 'prometheus-main.monitoring.svc' });
    // before 0.71 the reloader does not support it
    expect(portsOf({ tls: { secretName: 'tls' }, operatorVersion: '0.70.0' }).monitor).toEqual([['web', 'https'], ['reloader-web', undefined]]);
  });

  test('listenLocal: only the proxy, with the name and number of the port that it replaces', () => expect(portsOf(LOCAL)).toEqual({
    service: [['web', 9090, 'auth-proxy']], monitor: [['web', 'https']], policy: [9091],
  }));

  test('the Service selects exactly the pods of this Prometheus', () => {
    expect(theOne(objectsOf({ name: 'k8s' }), 'Service').spec.selector).toEqual({
      'app.kubernetes.io/managed-by': 'prometheus-operator', 'app.kubernetes.io/name': 'prometheus', 'app.kubernetes.io/instance': 'k8s',
    });
  });

  test.each(['NodePort', 'LoadBalancer'])('a Service of type %s is open to everybody', type => {
    const objects = objectsOf({ serviceOptions: { type, annotations: { 'example.org/lb': 'x' }, ...type === 'LoadBalancer' && { loadBalancerClass: 'lb', loadBalancerSourceRanges: ['10.0.0.0/8'] } } });
    expect(theOne(objects, 'Service')).toMatchObject({ metadata: { annotations: { 'example.org/lb': 'x' } }, spec: { type } });
    expect(theOne(objects, 'NetworkPolicy').spec.ingress[0].from).toBeUndefined();
    // a cloud's load balancer may reject it
    expect(theOne(objects, 'Service').spec.sessionAffinity).toBe(type === 'LoadBalancer' ? undefined : 'ClientIP');
  });

  test('otherwise only to its own namespace, and to the named ones', () => {
    expect(theOne(objectsOf({ clientNamespaces: ['grafana'] }), 'NetworkPolicy').spec.ingress[0].from)
      .toEqual([{ podSelector: {} }, { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'grafana' } } }]);
  });

  test('without a Service nothing scrapes it', () => {
    const objects = objectsOf({ listenLocal: true, service: false });
    expect([ofKind(objects, 'Service'), ofKind(objects, 'ServiceMonitor')]).toEqual([[], []]);
    expect(theOne(objects, 'Prometheus').spec.listenLocal).toBe(true);
  });
});

describe('the proxy', () => {
  const proxyOf = (props: PrometheusProps) => specOf(props).containers.find(({ name }: any) => name === 'auth-proxy');

  test('requests Prometheus on loopback, and its readiness goes through it', () => {
    const proxy = proxyOf(LOCAL);
    expect(proxy.args).toEqual(['--secure-listen-address=:9091', '--upstream=http://127.0.0.1:9090/', '--ignore-paths=/-/ready']);
    expect(proxy.readinessProbe).toEqual({ httpGet: { path: '/-/ready', port: 9091, scheme: 'HTTPS' }, timeoutSeconds: 5 });
    expect(proxy.ports).toEqual([{ name: 'auth-proxy', containerPort: 9091, protocol: 'TCP' }]);
    expect(proxy.livenessProbe).toBeUndefined();
    expect(proxy.securityContext).toEqual({ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } });
  });

  test('may create access reviews at the API server', () => {
    const rules = theOne(objectsOf(LOCAL), 'ClusterRole').rules;
    expect(rules).toContainEqual({ apiGroups: ['authentication.k8s.io'], resources: ['tokenreviews'], verbs: ['create'] });
    expect(JSON.stringify(theOne(objectsOf(), 'ClusterRole').rules)).not.toContain('tokenreviews');
  });

  test('a custom certificate is verified', () => {
    const props = { ...LOCAL, authProxyTlsSecretName: 'proxy-tls' };
    expect(proxyOf(props).args).toEqual(expect.arrayContaining(['--tls-cert-file=/etc/auth-proxy/tls/tls.crt', '--tls-private-key-file=/etc/auth-proxy/tls/tls.key']));
    expect(specOf(props).volumes).toEqual([{ name: 'auth-proxy-tls', secret: { secretName: 'proxy-tls' } }]);
    expect(proxyOf(props).volumeMounts).toEqual([{ name: 'auth-proxy-tls', mountPath: '/etc/auth-proxy/tls', readOnly: true }]);
    expect(theOne(objectsOf(props), 'ServiceMonitor').spec.endpoints[0].tlsConfig).toEqual({ ca: { secret: { name: 'proxy-tls', key: 'ca.crt' } }, serverName: 'prometheus-main.monitoring.svc' });
  });
});
