import { ClusterState } from '../../../src/scrape-graph/cluster-state';
import { connectionsOf } from '../../../src/scrape-graph/connections/rows';
import { asManifests, Manifest } from '../../../src/scrape-graph/manifest';

/** `host:port field`, as the module finds them. */
function found(object: object, ...others: object[]): string[] {
  const manifests = asManifests([object, ...others]);
  return connectionsOf({ object: manifests[0], world: new ClusterState(manifests) }).connections.map(({ host, port, protocol, field }) => `${host}:${port}${protocol === 'UDP' ? '/udp' : ''} ${field}`);
}

/** `field: what`. */
function unreadIn(object: object, ...others: object[]): string[] {
  const manifests = asManifests([object, ...others]);
  return connectionsOf({ object: manifests[0], world: new ClusterState(manifests) }).unread.map(({ field, what }) => `${field}: ${what}`);
}

const prometheus = (spec: object): Manifest => ({ apiVersion: 'monitoring.coreos.com/v1', kind: 'Prometheus', metadata: { name: 'main', namespace: 'monitoring' }, spec });
const scrapeConfig = (spec: object): Manifest => ({ apiVersion: 'monitoring.coreos.com/v1alpha1', kind: 'ScrapeConfig', metadata: { name: 'far', namespace: 'monitoring' }, spec });
const AWS = ['169.254.169.254:80', '169.254.170.23:80', 'fd00:ec2::254:80', 'fd00:ec2::23:80'];

describe('the fields of a Prometheus', () => {
  test.each<[string, object, string[]]>([
    ['remote write', { remoteWrite: [{ url: 'http://mimir.example.org:9009/push' }, { url: 'https://far.example.org/write' }] }, ['mimir.example.org:9009 spec.remoteWrite[0].url', 'far.example.org:443 spec.remoteWrite[1].url']],
    ['an IPv6 address', { remoteWrite: [{ url: 'http://[fd00::7]:8480/insert' }] }, ['fd00::7:8480 spec.remoteWrite[0].url']],
    ['remote read', { remoteRead: [{ url: 'http://store.example.org:19291/read' }] }, ['store.example.org:19291 spec.remoteRead[0].url']],
    ['the token server of remote write', { remoteWrite: [{ url: 'https://far.example.org/', oauth2: { tokenUrl: 'https://login.example.org:8443/token' } }] },
      ['far.example.org:443 spec.remoteWrite[0].url', 'login.example.org:8443 spec.remoteWrite[0].oauth2.tokenUrl']],
    ['a proxy in place of the server', { remoteWrite: [{ url: 'https://far.example.org:9009/', proxyUrl: 'http://proxy.example.org:3128' }] }, ['proxy.example.org:3128 spec.remoteWrite[0].proxyUrl']],
    ['both, where hosts are excepted from the proxy', { remoteWrite: [{ url: 'https://far.example.org:9009/', proxyUrl: 'http://proxy.example.org:3128', noProxy: 'example.com' }] },
      ['far.example.org:9009 spec.remoteWrite[0].url', 'proxy.example.org:3128 spec.remoteWrite[0].proxyUrl']],
    ['the proxy of a token server', { remoteWrite: [{ url: 'https://far.example.org/', oauth2: { tokenUrl: 'https://login.example.org:8443/', proxyUrl: 'http://proxy.example.org:8888' } }] },
      ['far.example.org:443 spec.remoteWrite[0].url', 'proxy.example.org:8888 spec.remoteWrite[0].oauth2.proxyUrl']],
    ['tracing', { tracingConfig: { endpoint: 'otel-collector.tracing.svc:4318' } }, ['otel-collector.tracing.svc:4318 spec.tracingConfig.endpoint']],
    ['an apiserver elsewhere', { apiserverConfig: { host: 'https://api.example.org:8443' } }, ['api.example.org:8443 spec.apiserverConfig.host']],
    ['an Alertmanager by the name of its port', { alerting: { alertmanagers: [{ namespace: 'alerts', name: 'am', port: 'web' }] } }, ['am.alerts.svc:web spec.alerting.alertmanagers[0]']],
    ['resolvers', { dnsConfig: { nameservers: ['10.1.2.3'] } }, ['10.1.2.3:53/udp spec.dnsConfig.nameservers[0]', '10.1.2.3:53 spec.dnsConfig.nameservers[0]']],
    ['a proxy in the environment', { containers: [{ name: 'prometheus', env: [{ name: 'HTTPS_PROXY', value: 'http://proxy.example.org:3128' }] }] }, ['proxy.example.org:3128 spec.containers[0].env[0] (HTTPS_PROXY)']],
    ['what is in its own pod: nothing', { remoteWrite: [{ url: 'http://localhost:9009/' }, { url: 'http://127.0.0.1:9009/' }] }, []],
  ])('%s', (_, spec, expected) => expect(found(prometheus(spec))).toEqual(expected));

  test('signatures of AWS need the metadata service, unless a key is given', () => {
    const url = 'https://aps-workspaces.eu-west-1.amazonaws.com/api/v1/remote_write';
    expect(found(prometheus({ remoteWrite: [{ url, sigv4: { region: 'eu-west-1' } }] }))).toEqual([
      'aps-workspaces.eu-west-1.amazonaws.com:443 spec.remoteWrite[0].url',
      ...[...AWS, 'sts.amazonaws.com:443'].map(each => `${each} spec.remoteWrite[0].sigv4`),
    ]);
    expect(found(prometheus({ remoteWrite: [{ url, sigv4: { accessKey: { name: 'a', key: 'b' } } }] }))).toEqual(['aps-workspaces.eu-west-1.amazonaws.com:443 spec.remoteWrite[0].url']);
  });

  test('tokens of Azure need its login, and a managed identity the metadata service', () => {
    const azureAd = { managedIdentity: { clientId: 'x' } };
    expect(found(prometheus({ remoteWrite: [{ url: 'https://x.example.org', azureAd }] })).slice(1)).toEqual(['169.254.169.254:80', 'login.microsoftonline.com:443'].map(each => `${each} spec.remoteWrite[0].azureAd`));
  });

  test.each<[string, object, string]>([
    ['scrape configurations', { additionalScrapeConfigs: { name: 'more', key: 'x.yaml' } }, 'spec.additionalScrapeConfigs: key "x.yaml" of the Secret "more"'],
    ['Alertmanagers', { additionalAlertManagerConfigs: { name: 'more', key: 'x.yaml' } }, 'spec.additionalAlertManagerConfigs: key "x.yaml" of the Secret "more"'],
    ['object storage', { thanos: { objectStorageConfig: { name: 'bucket', key: 'thanos.yaml' } } }, 'spec.thanos.objectStorageConfig: key "thanos.yaml" of the Secret "bucket"'],
    ['object storage in a file', { thanos: { objectStorageConfigFile: '/etc/bucket.yaml' } }, 'spec.thanos.objectStorageConfigFile: the file "/etc/bucket.yaml"'],
    ['traces of Thanos', { thanos: { tracingConfig: { name: 'traces', key: 'x' } } }, 'spec.thanos.tracingConfig: key "x" of the Secret "traces"'],
    ['a proxy in the environment', { containers: [{ name: 'prometheus', env: [{ name: 'https_proxy', valueFrom: { secretKeyRef: { name: 'proxy', key: 'url' } } }] }] },
      'spec.containers[0].env[0] (https_proxy): key "url" of the Secret "proxy"'],
    ['traces of Thanos in a file', { thanos: { tracingConfigFile: '/etc/traces.yaml' } }, 'spec.thanos.tracingConfigFile: the file "/etc/traces.yaml"'],
    ['the resolvers of the nodes', { dnsPolicy: 'Default' }, 'spec.dnsPolicy: the resolvers of the nodes'],
    ['a container of somebody else', { containers: [{ name: 'prometheus' }, { name: 'shipper', image: 'x' }] }, 'spec.containers[1]: the container "shipper"'],
  ])('fields that are not set there: %s', (_, spec, expected) => expect(unreadIn(prometheus(spec))).toEqual([expected]));
});

describe('object storage that a Secret of the app configures in plain text', () => {
  const bucket = (config: string) => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'bucket', namespace: 'monitoring' }, stringData: { 'thanos.yaml': config } });
  const storage = prometheus({ thanos: { objectStorageConfig: { name: 'bucket', key: 'thanos.yaml' } } });
  test.each<[string, string, string[]]>([
    ['MinIO', 'type: S3\nconfig: {endpoint: "minio.storage.svc:9000", access_key: a, insecure: true}', ['minio.storage.svc:9000']],
    ['S3 with a role', 'type: s3\nconfig: {endpoint: s3.eu-west-1.amazonaws.com}', ['s3.eu-west-1.amazonaws.com:443', ...AWS]],
    ['S3 without TLS', 'type: S3\nconfig: {endpoint: s3.example.org, access_key: a, insecure: true}', ['s3.example.org:80']],
    ['Google', 'type: GCS\nconfig: {bucket: b}', ['storage.googleapis.com:443', '169.254.169.254:80', '169.254.169.252:988']],
    ['Azure', 'type: AZURE\nconfig: {storage_account: acme}', ['acme.blob.core.windows.net:443', '169.254.169.254:80']],
    ['Alibaba', 'type: ALIYUNOSS\nconfig: {endpoint: oss-eu.aliyuncs.com}', ['oss-eu.aliyuncs.com:443']],
    ['a folder', 'type: FILESYSTEM\nconfig: {directory: /data}', []],
  ])('%s', (_, config, expected) => expect(found(storage, bucket(config)).map(each => each.split(' ')[0])).toEqual(expected));

  test('in base64, too; an unknown type is unread', () => {
    const data = { 'thanos.yaml': Buffer.from('type: S3\nconfig: {endpoint: "minio:9000", access_key: a}').toString('base64') };
    expect(found(storage, { ...bucket(''), stringData: undefined, data })).toEqual(['minio:9000 spec.thanos.objectStorageConfig']);
    expect(unreadIn(storage, bucket('type: NEW'))).toEqual(['spec.thanos.objectStorageConfig: a configuration of object storage of an unknown type']);
  });
});

describe('the clients of monitors', () => {
  const client = { proxyUrl: 'http://proxy.example.org:3128', oauth2: { tokenUrl: 'https://login.example.org:8443/token' } };
  test.each<[string, object, string]>([
    ['ServiceMonitor', { endpoints: [{ port: 'http' }, client] }, 'spec.endpoints[1]'],
    ['PodMonitor', { podMetricsEndpoints: [client] }, 'spec.podMetricsEndpoints[0]'],
    ['ScrapeConfig', client, 'spec'],
    ['Probe', client, 'spec'],
  ])('%s', (kind, spec, field) => expect(found({ apiVersion: 'monitoring.coreos.com/v1', kind, metadata: { name: 'x', namespace: 'monitoring' }, spec })).toEqual([
    `proxy.example.org:3128 ${field}.proxyUrl`, `login.example.org:8443 ${field}.oauth2.tokenUrl`,
  ]));

  test('the prober of a Probe, or its proxy', () => {
    const probe = (prober: object) => ({ apiVersion: 'monitoring.coreos.com/v1', kind: 'Probe', metadata: { name: 'x', namespace: 'monitoring' }, spec: { prober } });
    expect(found(probe({ url: 'blackbox-exporter.monitoring.svc:9115' }))).toEqual(['blackbox-exporter.monitoring.svc:9115 spec.prober.url']);
    expect(found(probe({ url: 'blackbox.example.org', scheme: 'https' }))).toEqual(['blackbox.example.org:443 spec.prober.url']);
    expect(found(probe({ url: 'blackbox:9115', proxyUrl: 'http://proxy:3128' }))).toEqual(['proxy:3128 spec.prober.proxyUrl']);
  });
});

describe('service discovery', () => {
  const SAID = ['the ports of the targets that it finds'];
  test.each<[string, object, string[], string[]]>([
    ['azureSDConfigs', { subscriptionID: 's' }, ['management.azure.com:443', 'login.microsoftonline.com:443', '*:80'], []],
    ['azureSDConfigs', { subscriptionID: 's', authenticationMethod: 'ManagedIdentity', port: 9100 }, ['management.azure.com:443', '169.254.169.254:80', 'login.microsoftonline.com:443', '*:9100'], []],
    ['consulSDConfigs', { server: 'consul.example.org:8500' }, ['consul.example.org:8500'], SAID],
    ['consulSDConfigs', { server: 'consul.example.org', scheme: 'HTTPS' }, ['consul.example.org:8500', 'consul.example.org:443'], SAID],
    ['digitalOceanSDConfigs', { port: 9100 }, ['api.digitalocean.com:443', '*:9100'], []],
    ['dockerSDConfigs', { host: 'tcp://docker.example.org:2376' }, ['docker.example.org:2376'], SAID],
    ['dockerSDConfigs', { host: 'unix:///var/run/docker.sock' }, [], SAID],
    ['dockerSwarmSDConfigs', { host: 'http://swarm.example.org:2375', role: 'Nodes' }, ['swarm.example.org:2375'], SAID],
    ['ec2SDConfigs', { region: 'eu-west-1', port: 9100 }, ['ec2.amazonaws.com:443', ...AWS, 'sts.amazonaws.com:443', '*:9100'], []],
    ['ec2SDConfigs', { accessKey: { name: 'a', key: 'b' } }, ['ec2.amazonaws.com:443', 'sts.amazonaws.com:443', '*:80'], []],
    ['eurekaSDConfigs', { server: 'http://eureka.example.org:8761/eureka' }, ['eureka.example.org:8761'], SAID],
    ['gceSDConfigs', { project: 'p', zone: 'z' }, ['compute.googleapis.com:443', '169.254.169.254:80', '169.254.169.252:988', 'oauth2.googleapis.com:443', '*:80'], []],
    ['hetznerSDConfigs', { role: 'hcloud', port: 9100 }, ['api.hetzner.cloud:443', '*:9100'], []],
    ['httpSDConfigs', { url: 'http://sd.example.org:8080/targets' }, ['sd.example.org:8080'], SAID],
    ['ionosSDConfigs', { datacenterID: 'd' }, ['api.ionos.com:443', '*:80'], []],
    ['kumaSDConfigs', { server: 'http://kuma.example.org:5676' }, ['kuma.example.org:5676'], SAID],
    ['lightSailSDConfigs', { accessKey: { name: 'a', key: 'b' }, endpoint: 'https://lightsail.example.org:4443' }, ['lightsail.example.org:4443', 'sts.amazonaws.com:443', '*:80'], []],
    ['linodeSDConfigs', { port: 9100 }, ['api.linode.com:443', '*:9100'], []],
    ['nomadSDConfigs', { server: 'http://nomad.example.org:4646' }, ['nomad.example.org:4646'], SAID],
    ['openstackSDConfigs', { identityEndpoint: 'https://keystone.example.org:5000/v3', region: 'r', role: 'Instance' }, ['keystone.example.org:5000', '*:80'], ['the addresses of Nova and Neutron in the service catalog']],
    ['ovhcloudSDConfigs', { endpoint: 'ovh-eu', service: 'VPS' }, ['eu.api.ovh.com:443', '*:80'], []],
    ['puppetDBSDConfigs', { url: 'https://puppetdb.example.org:8081', port: 9100 }, ['puppetdb.example.org:8081', '*:9100'], []],
    ['scalewaySDConfigs', { apiURL: 'https://scw.example.org:4443', port: 9100 }, ['scw.example.org:4443', '*:9100'], []],
    ['scalewaySDConfigs', {}, ['api.scaleway.com:443', '*:80'], []],
    ['kubernetesSDConfigs', { role: 'Pod', apiServer: 'https://api.example.org:6444' }, ['api.example.org:6444'], ['the ports of the targets in the other cluster']],
    ['kubernetesSDConfigs', { role: 'Pod' }, [], []],
    ['dnsSDConfigs', { names: ['a.example.org', 'b.example.org'], type: 'A', port: 9100 }, ['a.example.org:9100', 'b.example.org:9100'], []],
    ['dnsSDConfigs', { names: ['_metrics._tcp.db.shop.svc.cluster.local'] }, ['db.shop.svc.cluster.local:metrics'], []],
    ['dnsSDConfigs', { names: ['_metrics._tcp.example.org'], type: 'SRV' }, [], ['the port in its SRV record']],
    ['fileSDConfigs', { files: ['/x.json'] }, [], ['the targets in its files']],
    ['brandNewSDConfigs', { server: 'https://new.example.org:1234' }, ['new.example.org:1234'], SAID],
    ['consulSDConfigs', { server: 'consul:8500', proxyUrl: 'http://proxy:3128', oauth2: { tokenUrl: 'https://login.example.org:8443' } }, ['proxy:3128', 'login.example.org:8443'], SAID],
  ])('%s %j', (field, config, connections, unread) => {
    const object = scrapeConfig({ [field]: [config] });
    expect(found(object).map(each => each.split(' ')[0])).toEqual(connections);
    expect(unreadIn(object).map(each => each.split(': ')[1])).toEqual(unread);
  });

  test('a relabeling of the address determines the port of all targets', () => {
    const object = scrapeConfig({ consulSDConfigs: [{ server: 'consul:8500' }], relabelings: [{ sourceLabels: ['__meta_consul_address'], targetLabel: '__address__', replacement: '${1}:9100' }] });
    expect([found(object), unreadIn(object)]).toEqual([['consul:8500 spec.consulSDConfigs[0].server', '*:9100 spec.consulSDConfigs[0]'], []]);
  });

  test('targets behind a proxy need no port', () => {
    expect(found(scrapeConfig({ ec2SDConfigs: [{ accessKey: {}, port: 9100 }], proxyUrl: 'http://proxy:3128' })).map(each => each.split(' ')[0])).toEqual(['proxy:3128', 'ec2.amazonaws.com:443', 'sts.amazonaws.com:443']);
    expect(unreadIn(scrapeConfig({ httpSDConfigs: [{ url: 'http://sd:8080' }], proxyUrl: 'http://proxy:3128' }))).toEqual([]);
  });
});

test('a value that may be any type does not throw', () => {
  for (const spec of [{ remoteWrite: [null, 1, { url: 5, oauth2: 'x', sigv4: 1 }] }, { alerting: { alertmanagers: [{}] } }, { thanos: 1, containers: [{ env: [null, {}] }] }, { remoteRead: { url: 'x' } }]) {
    expect(() => found(prometheus(spec))).not.toThrow();
  }
  expect(() => found(scrapeConfig({ consulSDConfigs: [null, 1, {}], dnsSDConfigs: [{ names: [1] }], httpSDConfigs: {} }))).not.toThrow();
});
