import { effects, env, found, rows, scrapeConfig, secret, version } from './support';

/** TestSelectScrapeConfigs in pkg/prometheus/resource_selector_test.go of 0.94.1. */
describe('service discoveries', () => {
  test.each<[string, object, string[]]>([
    ['a static label', { staticConfigs: [{ targets: ['a'], labels: { owned_by: 'x' } }] }, []],
    ['a static label with a hyphen', { staticConfigs: [{ targets: ['a'], labels: { 'owned-by': 'x' } }] }, ['scrape-config/static-labels']],
    ['HTTP', { httpSDConfigs: [{ url: 'http://example.com' }] }, []],
    ['HTTP at no URL', { httpSDConfigs: [{ url: 'http://valid-url.${dev}.com' }] }, ['scrape-config/http-url']],
    ['HTTP with basicAuth', { httpSDConfigs: [{ url: 'http://example.com', basicAuth: { username: secret('key1'), password: secret('key2') } }] }, []],
    ['HTTP with half of it', { httpSDConfigs: [{ url: 'http://example.com', basicAuth: { username: secret('key1') } }] }, ['basic-auth/password']],
    ['HTTP with a certificate alone', { httpSDConfigs: [{ url: 'http://example.com', tlsConfig: { cert: { secret: secret('c') } } }] }, ['tls/cert-without-key']],
    ['HTTP with two ways of authentication', { httpSDConfigs: [{ url: 'http://a', basicAuth: { username: secret('u'), password: secret('p') }, authorization: { credentials: secret('t') } }] }, ['authentication/twice']],
    ['Kubernetes', { kubernetesSDConfigs: [{ role: 'Node' }] }, []],
    ['Kubernetes, other server and own namespace', { kubernetesSDConfigs: [{ role: 'Pod', apiServer: 'https://a', namespaces: { ownNamespace: true } }] }, ['scrape-config/own-namespace']],
    ['Kubernetes, other server', { kubernetesSDConfigs: [{ role: 'Pod', apiServer: 'https://a', namespaces: { ownNamespace: false, names: ['b'] } }] }, []],
    ['Kubernetes, own namespace', { kubernetesSDConfigs: [{ role: 'Pod', namespaces: { ownNamespace: true } }] }, []],
    ['a selector of the role', { kubernetesSDConfigs: [{ role: 'Pod', selectors: [{ role: 'Pod', label: 'a=b' }] }] }, []],
    ['a selector of another role', { kubernetesSDConfigs: [{ role: 'Pod', selectors: [{ role: 'Node' }] }] }, ['scrape-config/selector-role']],
    ['selectors of endpoints', { kubernetesSDConfigs: [{ role: 'Endpoints', selectors: [{ role: 'Pod' }, { role: 'Service' }, { role: 'Endpoints' }] }] }, []],
    ['a selector of slices for endpoints', { kubernetesSDConfigs: [{ role: 'Endpoints', selectors: [{ role: 'EndpointSlice' }] }] }, ['scrape-config/selector-role']],
    ['selectors of slices', { kubernetesSDConfigs: [{ role: 'EndpointSlice', selectors: [{ role: 'pod' }, { role: 'EndpointSlice' }] }] }, []],
    ['a selector of services for nodes', { kubernetesSDConfigs: [{ role: 'Node', selectors: [{ role: 'Service' }] }] }, ['scrape-config/selector-role']],
    ['a field selector', { kubernetesSDConfigs: [{ role: 'Pod', selectors: [{ role: 'Pod', field: 'status.phase=Running,metadata.name!=a' }] }] }, []],
    ['a field selector without a value', { kubernetesSDConfigs: [{ role: 'Pod', selectors: [{ role: 'Pod', field: 'running' }] }] }, ['scrape-config/field-selector']],
    ['DNS of the type SRV', { dnsSDConfigs: [{ names: ['a'], type: 'SRV' }] }, []],
    ['DNS without a type', { dnsSDConfigs: [{ names: ['a'] }] }, []],
    ['DNS of the type A with a port', { dnsSDConfigs: [{ names: ['a'], type: 'A', port: 80 }] }, []],
    ['DNS of the type A', { dnsSDConfigs: [{ names: ['a'], type: 'A' }] }, ['scrape-config/dns-port']],
    ['DNS of the type AAAA', { dnsSDConfigs: [{ names: ['a'], type: 'AAAA' }] }, ['scrape-config/dns-port']],
    ['DNS of the type MX', { dnsSDConfigs: [{ names: ['a'], type: 'MX' }] }, ['scrape-config/dns-port']],
    ['DNS of the type NS', { dnsSDConfigs: [{ names: ['a'], type: 'NS' }] }, ['scrape-config/dns-port']],
    ['Azure with all keys', { azureSDConfigs: [{ tenantID: 't', clientID: 'c', clientSecret: secret('s') }] }, []],
    ['Azure without keys', { azureSDConfigs: [{ subscriptionID: 's' }] }, ['scrape-config/azure-clientid', 'scrape-config/azure-clientsecret', 'scrape-config/azure-tenantid']],
    ['Azure with OAuth, without a tenant', { azureSDConfigs: [{ authenticationMethod: 'OAuth', clientID: 'c', clientSecret: secret('s') }] }, ['scrape-config/azure-tenantid']],
    ['Azure of a managed identity', { azureSDConfigs: [{ authenticationMethod: 'ManagedIdentity' }] }, []],
    ['Azure of an SDK', { azureSDConfigs: [{ authenticationMethod: 'SDK' }] }, []],
    ['Docker', { dockerSDConfigs: [{ host: 'unix:///var/run/docker.sock' }] }, []],
    ['Docker at no URL', { dockerSDConfigs: [{ host: 'http://[invalid:ipv6]:2375' }] }, []],
    ['Docker at an URL without an end', { dockerSDConfigs: [{ host: 'http://[::1:2375' }] }, ['scrape-config/docker-host']],
    ['Docker Swarm at no URL', { dockerSwarmSDConfigs: [{ host: 'http://host:port', role: 'Nodes' }] }, ['scrape-config/dockerswarm-host']],
    ['Kuma', { kumaSDConfigs: [{ server: 'http://127.0.0.1:8500' }] }, []],
    ['Kuma without a scheme', { kumaSDConfigs: [{ server: 'kuma.example.org' }] }, ['scrape-config/kuma-server']],
    ['Kuma at a host and a port', { kumaSDConfigs: [{ server: 'localhost:5676' }] }, ['scrape-config/kuma-server']],
    ['Nomad', { nomadSDConfigs: [{ server: 'http://example.com' }] }, []],
    ['Nomad without a scheme', { nomadSDConfigs: [{ server: '/nomad' }] }, ['scrape-config/nomad-server']],
    ['PuppetDB', { puppetDBSDConfigs: [{ url: 'https://example.com', query: 'vhosts' }] }, []],
    ['PuppetDB by another scheme', { puppetDBSDConfigs: [{ url: 'ftp://example.com', query: 'vhosts' }] }, ['scrape-config/puppetdb-scheme']],
    ['PuppetDB without a host', { puppetDBSDConfigs: [{ url: 'http://', query: 'vhosts' }] }, ['scrape-config/puppetdb-scheme']],
    ['EC2 with a key', { ec2SDConfigs: [{ region: 'a', accessKey: secret('a'), secretKey: secret('s') }] }, []],
    ['EC2 with a key of no Secret', { ec2SDConfigs: [{ accessKey: { key: 'a' }, secretKey: secret('s') }] }, ['references/no-name']],
    ['OpenStack', { openstackSDConfigs: [{ role: 'Instance', region: 'r', password: secret('p') }] }, []],
    ['Consul with a token', { consulSDConfigs: [{ server: 'a', tokenRef: secret('t') }] }, []],
    ['a proxy and its environment', { proxyFromEnvironment: true, noProxy: '0.0.0.0' }, ['proxy/no-proxy-of-environment']],
    ['a relabeling', { relabelings: [{ action: 'hashmod', targetLabel: 'a' }] }, ['relabeling/modulus']],
    ['a relabeling of metrics', { metricRelabelings: [{ action: 'labelkeep', sourceLabels: ['a'] }] }, ['relabeling/names']],
  ])('%s', (_title, spec, expected) => expect(rows(scrapeConfig(spec), env('2.55.0'))).toEqual(expected));
});

describe('fields that require a version of Prometheus', () => {
  test.each<[string, string, object, string]>([
    ['2.45.0', '2.44.0', { consulSDConfigs: [{ server: 'a', pathPrefix: 'x' }] }, 'scrape-config/consul-path-prefix'],
    ['3.0.0', '2.55.1', { consulSDConfigs: [{ server: 'a', filter: 'x' }] }, 'scrape-config/consul-filter'],
    ['3.11.2', '3.11.1', { consulSDConfigs: [{ server: 'a', healthFilter: 'x' }] }, 'scrape-config/consul-health-filter'],
    ['2.52.0', '2.51.0', { azureSDConfigs: [{ authenticationMethod: 'SDK' }] }, 'scrape-config/azure-sdk'],
    ['3.11.0', '3.10.0', { azureSDConfigs: [{ authenticationMethod: 'WorkloadIdentity' }] }, 'scrape-config/azure-workload'],
    ['3.2.0', '3.1.0', { openstackSDConfigs: [{ role: 'LoadBalancer', region: 'r' }] }, 'scrape-config/openstack-role'],
    ['2.54.1', '2.54.0', { dockerSDConfigs: [{ host: 'tcp://a', matchFirstNetwork: false }] }, 'scrape-config/docker-first-network'],
    ['2.50.0', '2.49.0', { kumaSDConfigs: [{ server: 'http://a', clientID: 'x' }] }, 'scrape-config/kuma-client-id'],
    ['3.5.0', '3.4.2', { hetznerSDConfigs: [{ role: 'hcloud', labelSelector: 'a' }] }, 'scrape-config/hetzner-label-selector'],
  ])('%s, not %s', (enough, tooOld, spec, row) => {
    expect(rows(scrapeConfig(spec), env(tooOld))).toEqual([row]);
    expect(rows(scrapeConfig(spec), env(enough))).toEqual([]);
    expect(rows(scrapeConfig(spec), env())).toEqual([]);
  });

  test('below Prometheus 2.40 no ScrapeConfig works, even an empty one', () => {
    expect(rows(scrapeConfig({ staticConfigs: [] }), env('2.39.0'))).toEqual(['scrape-config/needs-ovhcloud']);
    expect(rows(scrapeConfig({}), env('2.40.0'))).toEqual([]);
    expect(rows(scrapeConfig({}), env('2.30.0'))).toEqual(['scrape-config/needs-ionos', 'scrape-config/needs-ovhcloud', 'scrape-config/needs-puppetdb']);
    expect(rows(scrapeConfig({}), { operator: version('0.73.2'), prometheus: version('2.30.0') })).toEqual([]);
  });

  test('a release candidate of 3.0 has the filter of Consul', () => expect(rows(scrapeConfig({ consulSDConfigs: [{ server: 'a', filter: 'x' }] }), env('3.0.0-rc.1'))).toEqual([]));
});

test('a client secret that Azure does not need can make the whole Prometheus fail', () => {
  const manifest = scrapeConfig({ azureSDConfigs: [{ authenticationMethod: 'ManagedIdentity', clientSecret: secret('s') }] });
  expect(found(manifest)).toEqual(['scrape-config/azure-unread-secret at spec.azureSDConfigs[0].clientSecret']);
  expect(effects(manifest)).toEqual(['works-otherwise']);
});

test('errors have the path of their discovery', () => {
  const broken = scrapeConfig({ httpSDConfigs: [{ url: 'http://a' }, { url: 'http://b', oauth2: { clientId: {}, clientSecret: secret('s'), tokenUrl: 'https://t' } }] });
  expect(found(broken)).toEqual(['oauth2/client-id at spec.httpSDConfigs[1].oauth2.clientId']);
  expect(effects(broken)).toEqual(['object-left-out']);
});
