import { Duration, Size } from 'cdk8s';
import { FederatedCluster, FederatedClusterProps, FederationMode } from '../../src';
import { expectPatchable } from '../support/patches';
import { named } from '../support/stack';
import { aChart, errorsOf, Manifest, noticesOf, ofKind, synth, theOne } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

const BASE: FederatedClusterProps = { cluster: 'eu-1', target: { ips: ['10.1.2.3'], hostname: 'prometheus.eu-1.example.org' }, match: ['{__name__=~"job:.*"}'] };

function made(props: Partial<FederatedClusterProps> = {}) {
  const chart = aChart('monitoring');
  return { chart, eu: new FederatedCluster(chart, 'Eu', { ...BASE, ...props }) };
}
const objectsOf = (props: Partial<FederatedClusterProps> = {}): Manifest[] => synth(made(props).chart);
const endpointOf = (props: Partial<FederatedClusterProps> = {}) => theOne(objectsOf(props), 'ServiceMonitor').spec.endpoints[0];

describe('Service, ServiceMonitor and port names match', () => {
  test.each<[string, Partial<FederatedClusterProps>, string]>([
    ['Endpoints', { kubernetesVersion: '1.32' }, 'Endpoints'], ['EndpointSlices', { kubernetesVersion: '1.33' }, 'EndpointSlice'],
  ])('with %s: the ServiceMonitor selects exactly the Service, by a label that it has, and the port by its name', (_, props, kind) => {
    const objects = objectsOf({ ...props, labels: { release: 'x' } });
    const service = theOne(objects, 'Service');
    const monitor = theOne(objects, 'ServiceMonitor');
    const addresses = theOne(objects, kind);
    expect(service.metadata.labels).toMatchObject(monitor.spec.selector.matchLabels);
    expect(Object.keys(monitor.spec.selector.matchLabels)).toHaveLength(2);
    expect(monitor.metadata.namespace).toBe(service.metadata.namespace);
    const ports = kind === 'Endpoints' ? addresses.subsets[0].ports : addresses.ports;
    expect([service.spec.ports[0].name, ports[0].name, monitor.spec.endpoints[0].port]).toEqual(['federate', 'federate', 'federate']);
    expect([service.spec.ports[0].port, ports[0].port]).toEqual([9090, 9090]);
    if (kind === 'Endpoints') { expect(addresses.metadata.name).toBe(service.metadata.name); } else { expect(addresses.metadata.labels['kubernetes.io/service-name']).toBe(service.metadata.name); }
    // Endpoints are mirrored: they are found by either
    expect(monitor.spec.serviceDiscoveryRole).toBe(kind === 'EndpointSlice' ? kind : undefined);
  });

  test('two clusters select one Service each', () => {
    const chart = aChart('monitoring');
    for (const cluster of ['eu-1', 'us-1']) { new FederatedCluster(chart, cluster, { ...BASE, cluster }); }
    const objects = synth(chart);
    for (const { spec } of ofKind(objects, 'ServiceMonitor')) {
      const selected = ofKind(objects, 'Service').filter(({ metadata }) => Object.entries(spec.selector.matchLabels).every(([key, value]) => metadata.labels[key] === value));
      expect(selected).toHaveLength(1);
    }
  });
});

describe('the target', () => {
  const serviceOf = (target: object, props: Partial<FederatedClusterProps> = {}) => theOne(objectsOf({ target, mode: FederationMode.SERVICE_MONITOR, ...props }), 'Service').spec;

  test('a host name is the externalName', () => expect(serviceOf({ ips: ['10.1.2.3'], hostname: 'a.example.org' })).toMatchObject({ type: 'ExternalName', externalName: 'a.example.org' }));

  test('without one it is an IPv4 address, with a warning', () => {
    expect(serviceOf({ ips: ['10.1.2.3'] })).toMatchObject({ type: 'ExternalName', externalName: '10.1.2.3' });
    expect(noticesOf(made({ target: { ips: ['10.1.2.3'] } }).chart).join()).toContain('Prometheus uses the endpoints');
  });

  test('with only IPv6 addresses the Service is headless, of that family, because the API server rejects an externalName', () => {
    expect(serviceOf({ ips: ['fd00::1'] })).toEqual({ type: 'ClusterIP', clusterIP: 'None', ipFamilyPolicy: 'SingleStack', ipFamilies: ['IPv6'], ports: [{ name: 'federate', port: 9090, protocol: 'TCP' }] });
  });

  test('addresses occur once, canonical, in order; slices have one family', () => {
    const target = { ips: ['fd00::1', '10.0.0.2', 'FD00:0::1', '10.0.0.1', '10.0.0.2'], hostname: 'a.example.org', port: 443 };
    expect(theOne(objectsOf({ target }), 'Endpoints').subsets).toEqual([{ addresses: [{ ip: '10.0.0.1' }, { ip: '10.0.0.2' }, { ip: 'fd00::1' }], ports: [{ name: 'federate', port: 443, protocol: 'TCP' }] }]);
    const slices = ofKind(objectsOf({ target, kubernetesVersion: '1.34' }), 'EndpointSlice');
    expect(slices.map(({ metadata, addressType, endpoints }) => [metadata.name, addressType, endpoints.flatMap((endpoint: any) => endpoint.addresses)]))
      .toEqual([['federate-eu-1-ipv4', 'IPv4', ['10.0.0.1', '10.0.0.2']], ['federate-eu-1-ipv6', 'IPv6', ['fd00::1']]]);
  });

  test.each([
    [{ hostname: 'a.example.org' }, ['a.example.org:9090']],
    [{ hostname: 'a.example.org', ips: ['10.0.0.1'], port: 443 }, ['a.example.org:443']],
    [{ ips: ['fd00::1', '10.0.0.1'] }, ['10.0.0.1:9090', '[fd00::1]:9090']],
  ])('a ScrapeConfig for %j discovers %j', (target, targets) => {
    const objects = objectsOf({ target, mode: FederationMode.SCRAPE_CONFIG });
    expect(theOne(objects, 'ScrapeConfig').spec.staticConfigs).toEqual([{ targets }]);
    expect(objects.map(({ kind }) => kind).sort()).toEqual(['PrometheusRule', 'ScrapeConfig']);
  });

  test('a ScrapeConfig resolves a host name without addresses', () => expect(ofKind(objectsOf({ target: { hostname: 'a.example.org' } }), 'ScrapeConfig')).toHaveLength(1));
});

describe('what is scraped', () => {
  test('all of it, with the field names of a ServiceMonitor', () => {
    expect(endpointOf({ interval: Duration.seconds(20), match: ['b', 'a', 'b'] })).toEqual({
      port: 'federate',
      path: '/federate',
      params: { 'match[]': ['a', 'b'] },
      interval: '20s',
      scrapeTimeout: '20s',
      honorLabels: true,
      honorTimestamps: true,
      trackTimestampsStaleness: true,
      relabelings: [
        { action: 'labeldrop', regex: 'namespace|service|endpoint|pod|container' },
        { action: 'replace', targetLabel: 'job', replacement: 'federation' }, { action: 'replace', targetLabel: 'cluster', replacement: 'eu-1' },
      ],
      metricRelabelings: [{ action: 'labeldrop', regex: 'prometheus_replica' }],
    });
  });

  test('and of a ScrapeConfig: the same except for its field names', () => {
    const { relabelings, path, interval, port, ...common } = endpointOf({ tls: {}, basicAuth: { secretName: 'login' } });
    expect(theOne(objectsOf({ tls: {}, basicAuth: { secretName: 'login' }, mode: FederationMode.SCRAPE_CONFIG }), 'ScrapeConfig').spec).toEqual({
      ...common,
      scheme: 'HTTPS',
      metricsPath: path,
      scrapeInterval: interval,
      relabelings: relabelings.slice(1),
      jobName: 'federate-eu-1',
      staticConfigs: [{ targets: ['prometheus.eu-1.example.org:9090'] }],
    });
    expect([port, relabelings.length]).toEqual(['federate', 3]);
  });

  test('limits are in the operator\'s fields', () => {
    const limits = { sampleLimit: 1000, labelLimit: 50, bodySizeLimit: Size.mebibytes(20) };
    expect(theOne(objectsOf(limits), 'ServiceMonitor').spec).toMatchObject({ sampleLimit: 1000, labelLimit: 50, bodySizeLimit: '20MB' });
    expect(theOne(objectsOf({ ...limits, mode: FederationMode.SCRAPE_CONFIG }), 'ScrapeConfig').spec).toMatchObject({ sampleLimit: 1000, labelLimit: 50, bodySizeLimit: '20MB' });
  });

  test('Secrets are referenced, never written', () => {
    expect(endpointOf({ tls: { caSecretName: 'ca', clientSecretName: 'client' }, bearerToken: { secretName: 'token' } })).toMatchObject({
      scheme: 'https',
      authorization: { credentials: { name: 'token', key: 'token' } },
      tlsConfig: {
        serverName: 'prometheus.eu-1.example.org', ca: { secret: { name: 'ca', key: 'ca.crt' } }, cert: { secret: { name: 'client', key: 'tls.crt' } }, keySecret: { name: 'client', key: 'tls.key' },
      },
    });
  });

  test('so is a client of OAuth 2.0', () => {
    expect(endpointOf({ tls: {}, oauth2: { secretName: 'client', tokenUrl: 'https://login.example.org/token', clientIdKey: 'id', scopes: ['a'], endpointParams: { audience: 'b' } } }).oauth2).toEqual({
      clientId: { secret: { name: 'client', key: 'id' } }, clientSecret: { name: 'client', key: 'client-secret' }, tokenUrl: 'https://login.example.org/token', scopes: ['a'], endpointParams: { audience: 'b' },
    });
  });

  test.each([['0.85.0', undefined], ['0.86.0', 'EndpointSlice']])('operator %s: the discovery role of slices is %s', (operatorVersion, role) => {
    expect(theOne(objectsOf({ operatorVersion, kubernetesVersion: '1.34' }), 'ServiceMonitor').spec.serviceDiscoveryRole).toBe(role);
  });

  test.each([['0.74.0', undefined], ['0.75.0', 'federate-eu-1']])('operator %s: the job of a ScrapeConfig is %s', (operatorVersion, jobName) => {
    expect(theOne(objectsOf({ operatorVersion, mode: FederationMode.SCRAPE_CONFIG }), 'ScrapeConfig').spec.jobName).toBe(jobName);
  });

  test('JSON patches reach every object', () => {
    const { eu } = made();
    [eu.service!, eu.endpoints!, eu.serviceMonitor!, eu.rules!].forEach(expectPatchable);
    expectPatchable(made({ kubernetesVersion: '1.34' }).eu.endpointSlices[0]);
    expectPatchable(made({ mode: FederationMode.SCRAPE_CONFIG }).eu.scrapeConfig!);
  });
});

describe('alerts', () => {
  const alertsOf = (props: Partial<FederatedClusterProps> = {}) => theOne(objectsOf(props), 'PrometheusRule').spec.groups[0].rules;

  test('are about this cluster only, and say what to check', () => {
    for (const { expr, labels, annotations } of alertsOf({ sampleLimit: 1000 })) {
      expect(expr).toContain('job="federation",cluster="eu-1"');
      expect(labels.cluster).toBe('eu-1');
      expect(annotations.description.length).toBeGreaterThan(40);
    }
    expect(alertsOf()[0].annotations.description).toMatch(/network.*firewall.*port names.*path.*match\[\].*\/config/s);
  });

  test('thresholds are parameters', () => {
    const rules = alertsOf({ sampleLimit: 1000, scrapeTimeout: Duration.seconds(20), alerts: { limitPercent: 50, downFor: Duration.minutes(1), emptyFor: Duration.minutes(2), labels: { team: 'a' } } });
    const of = (alert: string) => rules.find((rule: any) => rule.alert === alert);
    expect([of('FederationTargetDown').for, of('FederationEmpty').for]).toEqual(['1m', '2m']);
    expect(of('FederationSlow').expr).toMatch(/> 10 and up/);
    expect(of('FederationNearSampleLimit').expr).toMatch(/> 500$/);
    expect(rules.every(({ labels }: any) => labels.team === 'a')).toBe(true);
    expect(alertsOf().some(({ alert }: any) => alert === 'FederationNearSampleLimit')).toBe(false);
    expect(ofKind(objectsOf({ alerts: { enabled: false } }), 'PrometheusRule')).toEqual([]);
  });
});

test.each<[string, Partial<FederatedClusterProps>, string]>([
  ['federated-cluster/cluster-name', { cluster: 'EU 1' }, 'or set "name"'],
  ['federated-cluster/target-missing', { target: {} }, 'set the address of the other cluster\'s Prometheus'],
  ['federated-cluster/target-address', { target: { ips: ['10.1.2', '127.0.0.1'] } }, '"127.0.0.1" is loopback'],
  ['federated-cluster/target-hostname', { target: { hostname: 'https://prometheus.example.org' } }, 'without scheme, port and path'],
  ['federated-cluster/target-hostname', { target: { hostname: '10.1.2.3' } }, 'write a DNS name such as "prometheus.eu-1.example.org"'],
  ['federated-cluster/hostname-alone', { target: { hostname: 'a.example.org' }, mode: FederationMode.SERVICE_MONITOR }, 'FederationMode.SCRAPE_CONFIG'],
  ['federated-cluster/server-name', { target: { ips: ['10.1.2.3'] }, tls: {} }, 'set "serverName" to the name in the certificate'],
  ['scrape/auth-twice', { tls: {}, basicAuth: { secretName: 'a' }, bearerToken: { secretName: 'b' } }, 'keep one of them'],
  ['scrape/auth-twice', { tls: {}, basicAuth: { secretName: 'a' }, oauth2: { secretName: 'b', tokenUrl: 'https://a.example.org/token' } }, '"basicAuth" and "oauth2"'],
  ['manifest/url', { tls: {}, oauth2: { secretName: 'b', tokenUrl: 'a.example.org/token' } }, '"oauth2.tokenUrl"'],
  ['federated-cluster/path', { path: 'federate' }, 'write a path that begins with "/"'],
  ['federated-cluster/path', { path: '/federate?match[]=up' }, 'the selectors are in "match"'],
  ['federated-cluster/replica-label', { replicaLabel: 'replica.*' }, 'letters, digits and "_"'],
  ['federated-cluster/field-version', { bodySizeLimit: Size.mebibytes(1), operatorVersion: '0.72.0' }, '0.73.0 or newer'],
  ['federated-cluster/field-version', { bodySizeLimit: Size.mebibytes(1), operatorVersion: '0.88.0', mode: FederationMode.SCRAPE_CONFIG }, '0.89.0 or newer'],
  ['federated-cluster/match-missing', { match: [] }, '[test/Eu] "match" is empty'],
  ['federated-cluster/match-syntax', { match: ['sum(up)'] }, 'record it with a rule'],
  ['federated-cluster/match-syntax', { match: ['up[5m]'] }, 'remove the brackets'],
  ['federated-cluster/match-syntax', { match: ['up{job='] }, '"{" at character 3 is not closed'],
  ['federated-cluster/match-syntax', { match: ['up{job=~"(?=a)"}'] }, '"(?=a)" is not a valid RE2 regular expression'],
  ['federated-cluster/match-empty', { match: ['{}'] }, 'add a matcher that requires a value, such as \'{__name__=~"job:.*"}\''],
  ['federated-cluster/match-empty', { match: ['{job=~".*"}'] }, 'add a matcher that requires a value, such as \'{__name__=~"job:.*"}\''],
  ['federated-cluster/match-external-label', { match: ['{cluster="eu-1"}'] }, 'remove it'],
  ['federated-cluster/match-external-label', { match: ['up{prometheus_replica="a"}'] }, 'because the other Prometheus adds the external label "prometheus_replica" only to its response'],
  ['federated-cluster/match-external-label', { match: ['up{replica="a"}'], replicaLabel: 'replica' }, 'remove it'],
  ['manifest/number', { target: { ips: ['10.1.2.3'], port: 0 } }, '"target.port" is 0'],
  ['manifest/number', { alerts: { limitPercent: 0 } }, '"alerts.limitPercent" is 0'],
  ['manifest/reference', { tls: { caSecretName: '-----BEGIN CERTIFICATE-----' } }, 'write the name, not the content, in lower-case letters, digits, hyphens and dots'],
  ['manifest/label', { labels: { a: 'b c' } }, '"labels"'],
  ['scrape/timeout', { interval: Duration.seconds(10), scrapeTimeout: Duration.seconds(20) }, '[test/Eu] "scrapeTimeout" (20s) is longer than "interval" (10s)'],
  ['versions/malformed', { kubernetesVersion: 'x' }, 'write it like'],
])('%s is refused: %j', (id, props, cure) => {
  const line = errorsOf(made(props).chart).split('\n').find(each => each.includes(`[${id}]`));
  expect(line).toContain(cure);
});

test.each<[string, Partial<FederatedClusterProps>]>([
  ['federated-cluster/match-everything', { match: ['{__name__=~".+"}'] }],
  ['federated-cluster/match-everything', { match: ['{job!=""}'] }],
  ['federated-cluster/match-alerts', { match: ['{__name__=~"[A-Z].*"}'] }],
  ['federated-cluster/match-alerts', { match: ['ALERTS'] }],
  ['federated-cluster/discovery-role', { kubernetesVersion: '1.34', operatorVersion: '0.85.0' }],
  ['scrape/auth-in-clear', { bearerToken: { secretName: 'x' } }],
  ['federated-cluster/several-addresses', { target: { ips: ['10.1.2.3', '10.1.2.4'], hostname: 'a.example.org' } }],
  ['federated-cluster/several-addresses', { target: { ips: ['10.1.2.3', 'fd00::1'] }, mode: FederationMode.SCRAPE_CONFIG }],
])('%s is said: %j', (id, props) => expect(noticesOf(made(props).chart).join()).toContain(`[${id}]`));

test.each<Partial<FederatedClusterProps>>([
  {}, { match: ['{__name__=~"job:.*"}', 'up{job="kubelet"}'] }, { target: { ips: ['10.1.2.3', '10.1.2.4'], hostname: 'a.example.org' }, mode: FederationMode.SCRAPE_CONFIG }, { match: ['up{cluster=""}'] }, { match: ['up{cluster!="eu-2"}'] }, { match: ['{__name__=~"[A-Z].*",__name__!~"ALERTS.*"}'] },
  { match: ['{__name__=~"(?i)job:.*"}'] },
])('nothing is reported about %j', props => expect([errorsOf(made(props).chart), noticesOf(made(props).chart)]).toEqual(['', []]));

test('every created object belongs to one cluster and can be found by its name', () => {
  expect(objectsOf().map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual(['Service federate-eu-1', 'Endpoints federate-eu-1', 'ServiceMonitor federate-eu-1', 'PrometheusRule federate-eu-1']);
  expect(named(objectsOf({ name: 'eu' }), 'Service', 'eu').metadata.labels['app.kubernetes.io/instance']).toBe('eu');
});
