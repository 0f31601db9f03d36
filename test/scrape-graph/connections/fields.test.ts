import { ClusterState } from '../../../src/scrape-graph/cluster-state';
import { addressOf, isInCluster } from '../../../src/scrape-graph/connections/address';
import { movedPorts } from '../../../src/scrape-graph/connections/discovery';
import { isProxied } from '../../../src/scrape-graph/connections/http-client';
import { connectionsOf } from '../../../src/scrape-graph/connections/rows';
import { asManifests } from '../../../src/scrape-graph/manifest';

const read = (object: object, ...others: object[]) => {
  const manifests = asManifests([object, ...others]);
  const { connections, unread } = connectionsOf({ object: manifests[0], world: new ClusterState(manifests) });
  return { found: connections.map(({ host, port, protocol }) => `${host}:${port ?? 'any'}${protocol === 'UDP' ? '/udp' : ''}`), unread: unread.map(({ field, what }) => `${field}: ${what}`) };
};
const named = (kind: string, name: string, fields: object) => ({ kind, metadata: { name, namespace: 'monitoring' }, ...fields });
const secret = (name: string, stringData: object) => named('Secret', name, { stringData });
const configMap = (name: string, data: object) => named('ConfigMap', name, { data });
const deployment = (container: object, volumes: object[] = []) => named('Deployment', 'main', { spec: { template: { metadata: { labels: { app: 'main' } }, spec: { containers: [{ name: 'main', image: 'x:1', ...container }], volumes } } } });

describe('an address', () => {
  test.each<[string, object | undefined]>([
    ['http://a', { host: 'a', port: 80 }], ['https://a', { host: 'a', port: 443 }], ['ldap://a', { host: 'a', port: 389 }], ['ldaps://a', { host: 'a', port: 636 }], ['socks5://a', { host: 'a', port: 1080 }],
    ['socks5h://a', { host: 'a', port: 1080 }], ['tcp://a', { host: 'a', port: 80 }], ['grpc://a', { host: 'a', port: 80 }], ['grpcs://a', { host: 'a', port: 443 }], ['redis://a', { host: 'a', port: 6379 }],
    ['rediss://a', { host: 'a', port: 6379 }], ['mysql://a', { host: 'a', port: 3306 }], ['postgres://a', { host: 'a', port: 5432 }], ['postgresql://a', { host: 'a', port: 5432 }],
    ['HTTPS://a', { host: 'a', port: 443 }], ['ftp://a', { host: 'a', port: 9 }], ['a', { host: 'a', port: 9 }], ['a:7', { host: 'a', port: 7 }], ['http://a:7/b?c#d', { host: 'a', port: 7 }], ['http://a?b', { host: 'a', port: 80 }],
    ['http://a#b', { host: 'a', port: 80 }], ['http://user:pass@a', { host: 'a', port: 80 }], ['http://u@v@a', { host: 'a', port: 80 }], [' a:7 ', { host: 'a', port: 7 }], ['a.', { host: 'a', port: 9 }], ['http://[fd00::1]:7', { host: 'fd00::1', port: 7 }],
    ['[fd00::1]', { host: 'fd00::1', port: 9 }], ['dns+a:7', { host: 'a', port: 7 }], ['dnssrv+_grpc._tcp.a.b', { host: 'a.b', port: 'grpc' }], ['dnssrvnoa+_web._udp.a.', { host: 'a', port: 'web' }],
    ['dnssrv+a', { host: 'a' }], ['xdns+a', { host: 'xdns+a', port: 9 }], ['unix:///a', undefined], ['UNIX:///a', undefined], ['', undefined], ['http://', undefined], ['a:b', undefined], ['fd00::1', undefined], ['a b', undefined],
  ])('%s is %j', (text, expected) => expect(addressOf(text, 9)).toEqual(expected));

  test('without a port has no port', () => {
    expect(addressOf('a')).toEqual({ host: 'a' });
    expect(addressOf('a:0')).toEqual({ host: 'a', port: 0 });
  });

  test.each<[string, boolean]>([['a', true], ['a.b.svc', true], ['a.b.svc.cluster.local', true], ['a.b', false], ['a.svcs', false], ['svc.org', false]])('%s is in the cluster: %s', (host, expected) => expect(isInCluster(host)).toBe(expected));
});

describe('a URL of remote write', () => {
  const of = (remoteWrite: object) => read(named('Prometheus', 'main', { spec: { remoteWrite: [remoteWrite] } }));
  const FILLED = { found: [], unread: ['spec.remoteWrite[0].url: a value that is filled in elsewhere'] };

  test.each(['http://localhost:1', 'http://LOCALHOST', 'http://127.0.0.1', 'http://127.1.2.3:1', 'http://[::1]:1', 'http://0.0.0.0:1', 'http://[::]:1', '', '  ', 'unix:///a', ' unix:///a'])('%s is inside the pod', url => expect(of({ url })).toEqual({ found: [], unread: [] }));
  test.each(['http://127.0.0.1.example.org', 'http://mylocalhost', 'http://128.0.0.1', 'http://1127.0.0.1', 'http://a::1'])('%s does not', url => expect(of({ url }).found.length + of({ url }).unread.length).toBe(1));
  test.each(['http://{{ .a }}', 'http://$(A)', 'http://${a}', 'http://$a', 'http://$_a', 'http://<your-host>', 'a:b'])('%s is filled in by another tool', url => expect(of({ url })).toEqual(FILLED));
  test.each([[5], [null], [undefined]])('is ignored if it is %j', url => expect(of({ url })).toEqual({ found: [], unread: [] }));

  test('without a port is unknown outside of the cluster', () => {
    expect(of({ url: 'far.example.org' })).toEqual({ found: [], unread: ['spec.remoteWrite[0].url: the port of "far.example.org"'] });
    expect(of({ url: 'store' })).toEqual({ found: ['store:any'], unread: [] });
  });

  test('with signatures of AWS and tokens of Azure', () => {
    const URL = { url: 'http://a' };
    const AWS = ['169.254.169.254:80', '169.254.170.23:80', 'fd00:ec2::254:80', 'fd00:ec2::23:80'];
    expect(of({ ...URL, sigv4: {} }).found).toEqual(['a:80', ...AWS, 'sts.amazonaws.com:443']);
    expect(of({ ...URL, sigv4: { accessKey: {}, roleArn: 'x' } }).found).toEqual(['a:80', 'sts.amazonaws.com:443']);
    expect(of({ ...URL, sigv4: { accessKey: {}, roleARN: 'x' } }).found).toEqual(['a:80', 'sts.amazonaws.com:443']);
    expect(of({ ...URL, sigv4: { accessKey: {} } }).found).toEqual(['a:80']);
    expect(of({ ...URL, sigv4: 'x', azureAd: null }).found).toEqual(['a:80']);
    expect(of({ ...URL, azureAd: { oauth: {} } }).found).toEqual(['a:80', 'login.microsoftonline.com:443']);
    expect(of({ ...URL, azureAd: { oauth: {}, managedIdentity: {} } }).found).toEqual(['a:80', '169.254.169.254:80', 'login.microsoftonline.com:443']);
    expect(of({ ...URL, azureAd: {} }).found).toEqual(['a:80', '169.254.169.254:80', 'login.microsoftonline.com:443']);
  });

  test('through a proxy, and with a token', () => {
    expect(of({ url: 'http://a', proxyUrl: 'http://p' }).found).toEqual(['p:80']);
    expect(of({ url: 'http://a', proxyURL: 'p' }).found).toEqual(['p:1080']);
    expect(of({ url: 'http://a', proxyUrl: '' }).found).toEqual(['a:80']);
    expect(of({ url: 'http://a', oauth2: { tokenUrl: 't' } }).found).toEqual(['a:80', 't:443']);
    expect(of({ url: 'http://a', oauth2: { tokenUrl: 't', proxyUrl: 'p:1' } }).found).toEqual(['a:80', 'p:1']);
    expect(of({ url: 'http://a', oauth2: { tokenUrl: 't', proxyUrl: 'p:1', noProxy: 'x' } }).found).toEqual(['a:80', 't:443', 'p:1']);
    expect(of({ url: 'http://a', oauth2: 'x' }).found).toEqual(['a:80']);
    expect(of({ url: 'http://a', oauth2: null }).found).toEqual(['a:80']);
    expect([{}, { proxyUrl: 'p' }, { proxyURL: 'p' }, { proxyUrl: 'p', noProxy: 'x' }, undefined].map(isProxied)).toEqual([false, true, true, false, false]);
  });
});

describe('relabelings of the address', () => {
  const step = (replacement: string, more: object = {}) => ({ targetLabel: '__address__', replacement, ...more });
  test.each<[object[], number[] | undefined]>([
    [[step('$1:9100')], [9100]], [[step('$1:9100'), step('$1:9200')], [9100, 9200]], [[step('$1:9100', { action: 'replace' })], [9100]], [[step('$1:9100', { action: 'Replace' })], [9100]],
    [[step('$1:9100', { action: 'lowercase' })], undefined], [[step('$1:9100'), step('$1')], undefined], [[step('$1:0')], undefined], [[step('$1:9100x')], undefined], [[{ targetLabel: 'a', replacement: '$1:9100' }], undefined], [[], undefined],
    [[{ targetLabel: '__address__' }], undefined],
  ])('%j: %j', (steps, expected) => expect(movedPorts(steps)).toEqual(expected));
});

describe('service discovery', () => {
  const of = (spec: object) => read(named('ScrapeConfig', 'x', { spec }));
  const MOVED = [{ targetLabel: '__address__', replacement: '$1:9100' }];

  test.each<[string, object, string[], string[]]>([
    ['names without a port', { dnsSDConfigs: [{ names: ['a.org'], type: 'A' }] }, [], ['spec.dnsSDConfigs[0].names[0]: the port of its targets']],
    ['names through a proxy', { dnsSDConfigs: [{ names: ['a.org'], type: 'A', port: 1 }], proxyUrl: 'p:1' }, ['p:1'], []],
    ['records of a Service', { dnsSDConfigs: [{ names: ['_web._tcp.a.b.svc.'], type: 'srv' }] }, ['a.b.svc:web'], []],
    ['names with moved ports', { dnsSDConfigs: [{ names: ['a.org'], type: 'A', port: 1 }], relabelings: MOVED }, ['a.org:1', '*:9100'], []],
    ['files', { fileSDConfigs: [{ files: ['x'] }], proxyUrl: 'p:1' }, ['p:1'], []],
    ['another cluster, with moved ports', { kubernetesSDConfigs: [{ role: 'Pod', apiServer: 'https://a.org' }], relabelings: MOVED }, ['a.org:443', '*:9100'], []],
    ['another cluster, through a proxy', { kubernetesSDConfigs: [{ role: 'Pod', apiServer: 'https://a.org', proxyUrl: 'p:1' }], proxyUrl: 'q:1' }, ['q:1', 'p:1'], []],
    ['this cluster, with a token', { kubernetesSDConfigs: [{ role: 'Pod', oauth2: { tokenUrl: 't:1' } }] }, ['t:1'], []],
    ['a server with TLS', { consulSDConfigs: [{ server: 'https://a.org' }] }, ['a.org:8500', 'a.org:443'], ['spec.consulSDConfigs[0]: the ports of the targets that it finds']],
    ['a server without a port', { consulSDConfigs: [{ server: 'a.org' }], relabelings: MOVED }, ['a.org:8500', 'a.org:80', '*:9100'], []],
    ['a public API with TLS', { scalewaySDConfigs: [{ apiURL: 'a.org' }] }, ['a.org:443', '*:80'], []],
    ['port 0, which is the default', { linodeSDConfigs: [{ port: 0 }] }, ['api.linode.com:443', '*:80'], []],
    ['OVH in Canada', { ovhcloudSDConfigs: [{ endpoint: 'kimsufi-ca' }] }, ['eu.api.ovh.com:443', '*:80'], []],
    ['OVH at an address', { ovhcloudSDConfigs: [{ endpoint: 'my-ovh-eu' }] }, ['my-ovh-eu:443', '*:80'], []],
    ['a kind that nobody knows', { newSDConfigs: [{ endpoint: 'a:1' }] }, ['a:1'], ['spec.newSDConfigs[0]: the ports of the targets that it finds']],
    ['other lists', { newConfigs: [{ server: 'a:1' }] }, [], []],
  ])('of %s', (_, spec, found, unread) => expect(of(spec)).toEqual({ found, unread }));
});

describe('object storage', () => {
  const of = (text: string) => read(named('Prometheus', 'main', { spec: { thanos: { objectStorageConfig: { name: 'b', key: 'k' } } } }), secret('b', { k: text }));
  const METADATA = ['169.254.169.254:80', '169.254.170.23:80', 'fd00:ec2::254:80', 'fd00:ec2::23:80'];

  test.each<[string, string, string[], string[]]>([
    ['S3 with its own token server', 'type: S3\nconfig: {endpoint: a.org, access_key: k, sts_endpoint: "sts.org:1"}', ['a.org:443', 'sts.org:1'], []],
    ['S3 with a token server at its usual port', 'type: S3\nconfig: {endpoint: a.org, access_key: k, sts_endpoint: sts.org}', ['a.org:443', 'sts.org:443'], []],
    ['S3 with nothing', 'type: S3', METADATA, []],
    ['Azure in another cloud', 'type: azure\nconfig: {storage_account: acme, endpoint: blob.core.usgovcloudapi.net}', ['acme.blob.core.usgovcloudapi.net:443', '169.254.169.254:80'], []],
    ['Azure with nothing', 'type: AZURE', ['*.blob.core.windows.net:443', '169.254.169.254:80'], []],
    ['Swift', 'type: SWIFT\nconfig: {auth_url: "https://keystone.org:5000/v3"}', ['keystone.org:5000'], ['spec.thanos.objectStorageConfig: the address of Swift in the service catalog']],
    ['Swift with nothing', 'type: SWIFT', [], ['spec.thanos.objectStorageConfig: the address of Swift in the service catalog']],
    ['Tencent', 'type: COS\nconfig: {endpoint: "cos.org"}', ['cos.org:443'], []],
    ['Tencent by its bucket', 'type: COS\nconfig: {bucket: b}', ['*:443'], []],
    ['Tencent with nothing', 'type: COS', ['*:443'], []],
    ['Baidu', 'type: BOS\nconfig: {endpoint: bos.org}', ['bos.org:80'], []],
    ['Huawei', 'type: OBS\nconfig: {endpoint: obs.org}', ['obs.org:443'], []],
    ['others with nothing', 'type: OBS', [], []],
    ['Oracle', 'type: OCI', ['*:443', '169.254.169.254:80'], []],
    ['a name of JavaScript', 'type: toString', [], ['spec.thanos.objectStorageConfig: a configuration of object storage of an unknown type']],
    ['no YAML', 'type: [', [], ['spec.thanos.objectStorageConfig: a configuration of object storage of an unknown type']],
    ['nothing', '', [], ['spec.thanos.objectStorageConfig: a configuration of object storage of an unknown type']],
  ])('%s', (_, text, found, unread) => expect(of(text)).toEqual({ found, unread }));

  test('in a Secret without a name, or without the key', () => {
    const server = (reference: object) => named('Prometheus', 'main', { spec: { thanos: { objectStorageConfig: reference } } });
    expect(read(server({ key: 'k' }))).toEqual({ found: [], unread: [] });
    expect(read(server({ name: 'b' }))).toEqual({ found: [], unread: ['spec.thanos.objectStorageConfig: the Secret "b"'] });
    expect(read(server({ name: 'b', key: 'x' }), secret('b', { k: 'y' })).unread).toEqual(['spec.thanos.objectStorageConfig: key "x" of the Secret "b"']);
  });
});

describe('the arguments of a container', () => {
  const of = (args: unknown[], more: object = {}, volumes: object[] = [], ...others: object[]) => read(deployment({ args, ...more }, volumes), ...others);

  test.each<[string, string, number]>([
    ['--endpoint', '10901', 0], ['--endpoint-strict', '10901', 0], ['--endpoint-group', '10901', 0], ['--endpoint-group-strict', '10901', 0], ['--store', '10901', 0], ['--query', '80', 0], ['--alertmanagers.url', '9093', 0],
    ['--query-frontend.downstream-url', '80', 0], ['--prometheus.url', '9090', 0], ['--prometheus-url', '9090', 0], ['--oidc-issuer-url', '443', 0], ['--redeem-url', '443', 0], ['--profile-url', '443', 0], ['--validate-url', '443', 0],
    ['--oidc-jwks-url', '443', 0], ['--upstream', '80', 0], ['--redis-connection-url', '6379', 0],
  ])('%s has the port %s by default', (flag, port) => {
    expect(of([`${flag}=a.org`]).found).toEqual([`a.org:${port}`]);
    expect(of([`x${flag}=a.org`, `${flag}x=a.org`, flag, 'a.org']).found).toEqual([]);
  });

  test('in the command, too', () => expect(read(deployment({ command: ['x', '--store=a'] })).found).toEqual(['a:10901']));

  test.each(['--alertmanagers.config-file', '--query.config-file', '--remote-write.config-file', '--tracing.config-file', '--prometheus-auth-config'])('%s is not read', flag => {
    const field = `spec.template.spec.containers[0] ${flag}`;
    expect(of([`${flag}=/etc/a/b.yaml`]).unread).toEqual([`${field}: the file "/etc/a/b.yaml"`]);
    expect(of([`${flag}=/etc/a/b.yaml`], { volumeMounts: [{ name: 'v', mountPath: '/etc/a' }] }, [{ name: 'v', configMap: { name: 'c' } }], configMap('c', { 'b.yaml': 'x' })).unread).toEqual([`${field}: the file "/etc/a/b.yaml"`]);
  });

  test('with addresses in a document, only below keys for addresses', () => {
    expect(of(['--endpoint.sd-config={endpoints: [{address: a, name: b}, {capnproto_address: "c:1"}], targets: [d], other: [e], targets2: f}']).found).toEqual(['a:10901', 'c:1', 'd:10901']);
    expect(of(['--receive.hashrings=[{"hashring": "x", "tenants": ["y"], "endpoints": ["a:1", {"address": "b:2"}]}]']).found).toEqual(['a:1', 'b:2']);
    expect(of(['--receive.hashrings=[']).found).toEqual([]);
  });

  test('with a file of a mount', () => {
    const mounted = (mount: object, volume: object, ...others: object[]) => of(['--receive.hashrings-file=/etc/a/b.json'], { volumeMounts: [{ name: 'other', mountPath: '/x' }, { name: 'v', ...mount }] }, [{ name: 'other' }, { name: 'v', ...volume }], ...others);
    const DATA = '[{"endpoints":["a:1"]}]';
    const OF = { configMap: { name: 'c' } };
    expect(mounted({ mountPath: '/etc/a' }, OF, configMap('c', { 'b.json': DATA })).found).toEqual(['a:1']);
    expect(mounted({ mountPath: '/etc/a/' }, OF, configMap('c', { 'b.json': DATA })).found).toEqual(['a:1']);
    expect(mounted({ mountPath: '/etc/a/b.json', subPath: 'k' }, OF, configMap('c', { k: DATA })).found).toEqual(['a:1']);
    expect(mounted({ mountPath: '/etc' }, OF, configMap('c', { 'a/b.json': DATA })).found).toEqual(['a:1']);
    expect(mounted({ mountPath: '/etc/aa' }, OF, configMap('c', { 'b.json': DATA })).unread).toEqual(['spec.template.spec.containers[0] --receive.hashrings-file: the file "/etc/a/b.json"']);
    expect(mounted({ mountPath: '/etc/a' }, { configMap: { name: 'c', items: [{ key: 'k', path: 'b.json' }] } }, configMap('c', { k: DATA })).found).toEqual(['a:1']);
    expect(mounted({ mountPath: '/etc/a' }, { secret: { secretName: 's', items: [{ key: 'k', path: 'other' }] } }, secret('s', { 'b.json': DATA })).found).toEqual(['a:1']);
    expect(mounted({ mountPath: '/etc/a' }, { emptyDir: {} }).unread).toHaveLength(1);
    expect(mounted({ mountPath: '/etc/a' }, OF).unread).toEqual(['spec.template.spec.containers[0] --receive.hashrings-file: key "b.json" of the ConfigMap "c"']);
  });
});

describe('the environment of a container', () => {
  const of = (variable: object, ...others: object[]) => read(deployment({ env: [{ name: 'OTHER', value: 'http://x:1' }, variable] }), ...others);

  test.each(['http_proxy', 'HTTPS_PROXY', 'All_Proxy'])('has a proxy as %s', name => expect(of({ name, value: 'p' }).found).toEqual(['p:80']));
  test.each(['no_proxy', 'my_http_proxy', 'http_proxy_host'])('has none as %s', name => expect(of({ name, value: 'p' }).found).toEqual([]));

  test('is in a Secret or a ConfigMap', () => {
    expect(of({ name: 'http_proxy', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } }, secret('s', { k: 'http://p:1' })).found).toEqual(['p:1']);
    expect(of({ name: 'http_proxy', valueFrom: { configMapKeyRef: { name: 'c', key: 'k' } } }, configMap('c', { k: 'p' })).found).toEqual(['p:80']);
    expect(of({ name: 'http_proxy', valueFrom: { configMapKeyRef: { name: 'c', key: 'k' } } }).unread).toEqual(['spec.template.spec.containers[0].env[1] (http_proxy): key "k" of the ConfigMap "c"']);
    expect(of({ name: 'http_proxy', valueFrom: { fieldRef: {} } })).toEqual({ found: [], unread: [] });
    expect(of({ name: 'http_proxy' })).toEqual({ found: [], unread: [] });
  });

  test('is that of containers of a Prometheus, of which others are named', () => {
    const server = (spec: object) => read(named('Prometheus', 'main', { spec }));
    expect(server({ containers: [{ name: 'a' }, { name: '' }, {}], initContainers: [{ name: 'b' }] }).unread).toEqual(['spec.containers[0]: the container "a"', 'spec.initContainers[0]: the container "b"']);
    for (const name of ['prometheus', 'config-reloader', 'init-config-reloader', 'thanos-sidecar', 'alertmanager', 'thanos-ruler', 'auth-proxy', 'kube-rbac-proxy']) { expect([name, server({ containers: [{ name }] }).unread]).toEqual([name, []]); }
    expect(server({ containers: [{ name: 'my-prometheus' }, { name: 'prometheus-x' }] }).unread).toHaveLength(2);
    expect(server({ dnsConfig: { nameservers: ['', null, '10.0.0.1'] } }).found).toEqual(['10.0.0.1:53/udp', '10.0.0.1:53']);
    expect(server({ dnsPolicy: 'ClusterFirst' }).unread).toEqual([]);
  });
});

describe('Grafana', () => {
  const grafana = (env: object[], files: object = {}, image = 'grafana/grafana:12') => read(deployment({ image, env }, [{ name: 'f', configMap: { name: 'f' } }]), configMap('f', files));
  const ini = (...lines: string[]) => grafana([], { 'grafana.ini': lines.join('\r\n') }).found;

  test.each<[string, string[], string[]]>([
    ['[smtp]', ['host = a'], ['a:25']], ['[auth.okta]', ['token_url = a', 'api_url = b', 'jwk_set_url = c', 'jwks_url = d', 'teams_url = e', 'emails_url = f', 'auth_url = g'], ['a:443', 'b:443', 'c:443', 'd:443', 'e:443', 'f:443']],
    ['[rendering]', ['server_url = a'], ['a:80']], ['[unified_alerting]', ['ha_redis_address = a', 'ha_peers = b:1, c'], ['a:9094', 'b:1', 'c:9094']], ['[external_image_storage.s3]', ['endpoint = a', 'path_style_endpoint = b', 'url = c'], ['a:443', 'b:443', 'c:443']],
    ['[tracing.opentelemetry.otlp]', ['address = a'], ['a:4317']], ['[tracing.opentelemetry.jaeger]', ['address = a'], ['a:4317']], ['[tracing.jaeger]', ['address = a'], ['a:6831']], ['[log.frontend]', ['custom_endpoint = a'], ['a:443']],
    ['[metrics.graphite]', ['address = a'], ['a:2003']], ['[grafana_net]', ['url = a'], ['a:443']], ['[grafana_com]', ['api_url = a'], ['a:443']],
    ['[unified_alerting.state_history]', ['loki_remote_url = a', 'loki_remote_read_url = b', 'loki_remote_write_url = c'], ['a:3100', 'b:3100', 'c:3100']], ['[recording_rules]', ['url = a'], ['a:80']], ['[live]', ['ha_engine_address = a'], ['a:6379']],
    ['[database]', ['url = mysql://a'], ['a:3306']], ['[database]', ['host = a:1'], ['a:1']], ['[database]', ['host = "a:1"', 'x = y'], ['a:1']], ['[ database ]', ['host: `a:1`'], ['a:1']], ['[smtp]', ['  host=a  '], ['a:25']],
    ['[smtp]', [';host = a', '  # host = b', 'nohost = c', 'host'], []], ['[other]', ['host = a'], []], ['[auth.github]', ['enabled = false'], []], ['[auth.other]', ['enabled = true'], []],
    ['[remote_cache]', ['connstr = a:1'], ['a:1']], ['[other]', ['connstr = a:1'], []], ['[plugins]', ['preinstall = a'], ['grafana.com:443']], ['[plugins]', ['preinstall_sync = a'], ['grafana.com:443']], ['[plugins]', ['preinstall =', 'preinstall_x = a'], []],
    ['[smtp]', ['host = /var/run/a'], []],
  ])('reads of %s %j: %j', (section, lines, expected) => expect(ini(section, ...lines)).toEqual(expected));

  test.each(['auth.github', 'auth.gitlab', 'auth.google', 'auth.azuread', 'auth.okta', 'auth.grafana_com', 'auth.grafananet'])('has the servers of %s', section => expect(ini(`[${section}]`, 'enabled = true')).toEqual(['*:443']));

  test('has settings in variables', () => {
    const of = (name: string, value: unknown = 'a') => grafana([{ name, value }]).found;
    expect([of('GF_SMTP_HOST'), of('GF_DATABASE_HOST'), of('GF_RENDERING_SERVER_URL'), of('GF_TRACING_JAEGER_ADDRESS'), of('GF_PLUGINS_PREINSTALL'), of('MY_GF_SMTP_HOST'), of('GF_OTHER_X'), of('GF_smtp_host')])
      .toEqual([['a:25'], ['a:3306', 'a:5432'], ['a:80'], ['a:6831'], ['grafana.com:443'], [], [], []]);
    expect(grafana([{ name: 'GF_SMTP_HOST', valueFrom: { configMapKeyRef: { name: 'f', key: 'k' } } }], { k: 'b' }).found).toEqual(['b:25']);
    expect(grafana([{ name: 'GF_SMTP_HOST' }])).toEqual({ found: [], unread: [] });
  });

  test.each<[string, boolean]>([['grafana/grafana:12', true], ['grafana-oss', true], ['x/grafana-enterprise@sha256:a', true], ['mygrafana:1', false], ['grafana-image-renderer:1', false]])('runs in %s: %s', (image, isGrafana) => {
    expect(grafana([{ name: 'GF_SMTP_HOST', value: 'a' }], {}, image).found).toEqual(isGrafana ? ['a:25'] : []);
  });

  test('has data sources only in YAML files', () => {
    const text = 'datasources:\n- {name: A, url: "a.org"}\n- {name: B}\n';
    expect(grafana([], { 'a.yaml': text }).found).toEqual(['a.org:443', '*:443']);
    expect(grafana([], { 'a.yml': text }).found).toEqual(['a.org:443', '*:443']);
    expect(grafana([], { 'a.txt': text }).found).toEqual([]);
    expect(grafana([], { 'a.yaml': `x:\n  ${text}` }).found).toEqual([]);
    expect(grafana([], { 'a.yaml': 'datasources: [' }).found).toEqual([]);
    expect(grafana([], { 'a.yaml': 5 }).found).toEqual([]);
  });
});

describe('receivers', () => {
  const of = (receiver: object, ...others: object[]) => read(named('AlertmanagerConfig', 'x', { spec: { receivers: [receiver] } }), ...others);

  test.each<[string, string | undefined]>([
    ['discordConfigs', 'discord.com'], ['incidentioConfigs', 'api.incident.io'], ['jiraConfigs', undefined], ['mattermostConfigs', undefined], ['msteamsConfigs', 'outlook.office.com'], ['msteamsv2Configs', 'logic.azure.com'], ['opsgenieConfigs', 'api.opsgenie.com'],
    ['pagerdutyConfigs', 'events.pagerduty.com'], ['pushoverConfigs', 'api.pushover.net'], ['rocketchatConfigs', 'open.rocket.chat'], ['slackConfigs', 'hooks.slack.com'], ['telegramConfigs', 'api.telegram.org'], ['victoropsConfigs', 'alert.victorops.com'],
    ['webexConfigs', 'webexapis.com'], ['wechatConfigs', 'qyapi.weixin.qq.com'], ['webhookConfigs', undefined], ['emailConfigs', undefined], ['otherConfigs', undefined],
  ])('%s have the API %s', (list, api) => expect(of({ name: 'a', [list]: [{}] }).found).toEqual(api === undefined ? [] : [`${api}:443`]));

  test.each(['jiraConfigs', 'opsgenieConfigs', 'rocketchatConfigs', 'slackConfigs', 'telegramConfigs', 'webexConfigs', 'wechatConfigs', 'discordConfigs'])('%s have another URL', list => expect(of({ [list]: [{ apiURL: 'http://a:1' }] }).found).toEqual(['a:1']));
  test.each(['mattermostConfigs', 'msteamsv2Configs', 'otherConfigs'])('%s have the URL of a webhook', list => expect(of({ [list]: [{ webhookURL: 'http://a:1' }] }).found).toEqual(['a:1']));
  test.each(['jira_configs', 'opsgenie_configs', 'rocketchat_configs', 'slack_configs', 'sns_configs', 'telegram_configs', 'victorops_configs', 'webex_configs', 'wechat_configs', 'other_configs'])('%s of a file have another URL', list => {
    expect(of({ [list]: [{ api_url: 'a' }] }).found[0]).toBe('a:443');
  });
  test.each(['discord_configs', 'mattermost_configs', 'msteams_configs', 'msteamsv2_configs', 'other_configs'])('%s of a file have the URL of a webhook', list => expect(of({ [list]: [{ webhook_url: 'a' }] }).found).toEqual(['a:443']));
  test.each(['incidentio_configs', 'pagerduty_configs', 'webhook_configs', 'other_configs'])('%s of a file have a URL', list => expect(of({ [list]: [{ url: 'a' }] }).found).toEqual(['a:443']));

  test('have mail, proxies and Secrets', () => {
    expect(of({ emailConfigs: [{ smarthost: 'a' }] }).found).toEqual(['a:25']);
    expect(of({ webhookConfigs: [{ url: 'http://a', http_config: { proxy_url: 'x', proxyUrl: 'p:1' } }] }).found).toEqual(['p:1']);
    expect(of({ webhookConfigs: [{ url: 'http://a', httpConfig: null, http_config: { oauth2: { tokenUrl: 't:1' } } }] }).found).toEqual(['a:80', 't:1']);
    expect(of({ webhookConfigs: [{ urlSecret: { name: 's', key: 'k' } }] }, secret('s', { k: ' http://a:1\n' })).found).toEqual(['a:1']);
    expect(of({ slackConfigs: [{ apiURL: { name: 's', key: 'k' } }] }, secret('s', { k: 'a' })).found).toEqual(['a:443']);
    expect(of({ snsConfigs: [{}] }).found).toEqual(['sns.amazonaws.com:443', '169.254.169.254:80', '169.254.170.23:80', 'fd00:ec2::254:80', 'fd00:ec2::23:80', 'sts.amazonaws.com:443']);
    expect(read(named('AlertmanagerConfig', 'x', { spec: { receivers: ['a'] } })).found).toEqual([]);
  });
});

describe('an Alertmanager', () => {
  const of = (spec: object, ...others: object[]) => read(named('Alertmanager', 'main', { spec }), ...others);
  const OWN = { alertmanagerConfiguration: { name: 'x' } };
  const MESH = ['alertmanager-operated.monitoring.svc:9094', 'alertmanager-operated.monitoring.svc:9094/udp'];

  test.each<[object, string[]]>([
    [{}, []], [{ replicas: 1 }, []], [{ replicas: 2 }, MESH], [{ forceEnableClusterMode: true }, MESH], [{ forceEnableClusterMode: false }, []], [{ replicas: 2, serviceName: 'own' }, MESH.map(each => each.replace('alertmanager-operated', 'own'))],
    [{ additionalPeers: [] }, MESH],
  ])('with %j has the mesh %j', (spec, expected) => expect(of({ ...OWN, ...spec }).found).toEqual(expected));

  test.each(['opsGenieApiUrl', 'pagerdutyUrl', 'slackApiUrl', 'opsgenie_api_url', 'pagerduty_url', 'slack_api_url', 'victorops_api_url', 'webex_api_url', 'wechat_api_url', 'telegram_api_url', 'jira_api_url', 'rocketchat_api_url', 'mattermost_webhook_url'])(
    'has the global setting %s', name => expect(of({ alertmanagerConfiguration: { name: 'x', global: { [name]: 'a' } } }).found).toEqual(['a:443']));
  test.each<[string, string | undefined]>([['opsGenieApiUrl', 'api.opsgenie.com:443'], ['pagerdutyUrl', 'events.pagerduty.com:443'], ['slackApiUrl', 'hooks.slack.com:443']])('assumes for %s in a Secret %s', (name, expected) => {
    expect(of({ alertmanagerConfiguration: { name: 'x', global: { [name]: { name: 's', key: 'k' } } } }).found).toEqual([expected]);
  });
  test.each(['jira', 'rocketChat', 'telegram', 'victorops', 'webex', 'wechat', 'mattermost'])('has the global setting of %s', part => {
    expect(of({ alertmanagerConfiguration: { name: 'x', global: { [part]: { apiURL: 'a', other: 'c' } } } }).found).toEqual(['a:443']);
    expect(of({ alertmanagerConfiguration: { name: 'x', global: { [part]: { webhookURL: 'b' } } } }).found).toEqual(['b:443']);
  });
  test('has a global server of mail, and a proxy', () => {
    const global = (fields: object) => of({ alertmanagerConfiguration: { name: 'x', global: fields } }).found;
    expect(global({ smtp: { smartHost: { host: 'a' } } })).toEqual(['a:25']);
    expect(global({ smtp: { smartHost: { host: 'a', port: '0' } } })).toEqual(['a:25']);
    expect(global({ smtp: { smartHost: { host: 'a', port: '5' } } })).toEqual(['a:5']);
    expect(global({ smtp: { smartHost: { port: '5' } } })).toEqual([]);
    expect(global({ smtp_smarthost: 'a' })).toEqual(['a:25']);
    expect(global({ http_config: { proxyUrl: 'p:1' } })).toEqual(['p:1']);
  });

  test('is in its own file, if it is here', () => {
    expect(of({}, secret('alertmanager-main', { 'alertmanager.yaml': 'receivers: [{name: a, webhook_configs: [{url: "http://a:1"}]}]' })).found).toEqual(['a:1']);
    expect(of({ configSecret: 'own' }, secret('own', { 'alertmanager.yaml': 'text' })).unread).toEqual(['spec.configSecret: a configuration that is not a map']);
    expect(of({ configSecret: 'own' }, secret('own', { 'alertmanager.yaml': 'a: [' })).unread).toEqual(['spec.configSecret: a configuration that is not a map']);
    expect(of({ alertmanagerConfiguration: null }).unread).toEqual(['spec.configSecret: key "alertmanager.yaml" of the Secret "alertmanager-main"']);
    expect(of(OWN)).toEqual({ found: [], unread: [] });
  });
});

describe('a prober', () => {
  const service = named('Service', 'blackbox', { spec: { selector: { app: 'main' } } });
  const probe = (url: string, target = 'http://a:1', namespace = 'shop') => ({ kind: 'Probe', metadata: { name: 'p', namespace }, spec: { prober: { url }, targets: { staticConfig: { static: [target] } } } });
  const of = (...objects: object[]) => read(deployment({}), ...objects).found;

  test.each<[string, string, boolean]>([
    ['blackbox.monitoring.svc:9115', 'shop', true], ['blackbox.monitoring.svc.cluster.local', 'shop', true], ['blackbox.monitoring', 'shop', true], ['blackbox', 'shop', false], ['blackbox:9115', 'monitoring', true], ['other.monitoring.svc', 'shop', false],
    ['blackbox.other.svc', 'shop', false],
  ])('at %s of a Probe in %s is this one: %s', (url, namespace, expected) => expect(of(service, probe(url, 'http://a:1', namespace))).toEqual(expected ? ['a:1', 'a:443'] : []));

  test('does not exist without a Service that selects its pods', () => {
    expect(of(probe('blackbox.monitoring.svc'))).toEqual([]);
    expect(of(named('Service', 'blackbox', { spec: { selector: {} } }), probe('blackbox.monitoring.svc'))).toEqual([]);
    expect(of(named('Service', 'blackbox', { spec: { selector: { app: 'x' } } }), probe('blackbox.monitoring.svc'))).toEqual([]);
    expect(of(named('Service', 'blackbox', {}), probe('blackbox.monitoring.svc'))).toEqual([]);
  });

  test.each<[string, string[]]>([['http://a', ['a:80', 'a:443']], ['HTTPS://a:8443', ['a:8443', 'a:443']], ['http://localhost', []], ['a:53', ['a:53', 'a:53/udp']], ['', []], ['xhttp://a:1', ['a:1', 'a:1/udp']]])('connects to %s', (target, expected) => {
    expect(of(service, probe('blackbox.monitoring.svc', target))).toEqual(expected);
  });
});
