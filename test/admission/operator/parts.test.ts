import { agent, effects, env, found, podMonitor, probe, prometheus, ruler, rows, secret, serviceMonitor, version } from './support';

const ref = { secret: secret('tls.crt') };
const SM = 'spec.endpoints[0]';

/** pkg/apis/monitoring/v1/tls_types.go and types_test.go of 0.94.1. */
describe('TLS', () => {
  test.each<[string, object, string[]]>([
    ['nothing', {}, []],
    ['a CA', { ca: ref }, []],
    ['a CA of a ConfigMap', { ca: { configMap: secret('ca') } }, []],
    ['a CA of both', { ca: { ...ref, configMap: secret('ca') } }, ['references/secret-and-configmap']],
    ['a certificate of both', { cert: { ...ref, configMap: secret('ca') }, keySecret: secret('key') }, ['references/secret-and-configmap']],
    ['a certificate and a key', { cert: ref, keySecret: secret('tls.key') }, []],
    ['a certificate alone', { cert: ref }, ['tls/cert-without-key']],
    ['a key alone', { keySecret: secret('tls.key') }, ['tls/key-without-cert']],
    ['an empty certificate and a key', { cert: {}, keySecret: secret('tls.key') }, ['tls/key-without-cert']],
    ['versions in order', { minVersion: 'TLS12', maxVersion: 'TLS13' }, []],
    ['one version', { minVersion: 'TLS12', maxVersion: 'TLS12' }, []],
    ['versions the wrong way around', { minVersion: 'TLS13', maxVersion: 'TLS10' }, ['tls/versions']],
    ['a newest version alone', { maxVersion: 'TLS10' }, []],
    ['a reference without a name', { ca: { secret: { key: 'ca.crt' } } }, ['references/no-name']],
    ['a ConfigMap without a name', { ca: { configMap: { key: 'ca.crt' } } }, ['references/no-configmap-name']],
  ])('of Secrets alone: %s', (_title, tlsConfig, expected) => expect(rows(podMonitor({ tlsConfig }))).toEqual(expected));

  test.each<[string, object, string[]]>([
    ['a CA and its file', { ca: ref, caFile: '/ca' }, ['tls/ca-twice']],
    ['a CA file', { caFile: '/ca' }, []],
    ['a certificate and its file', { cert: ref, certFile: '/c', keySecret: secret('k') }, ['tls/cert-twice']],
    ['a key and its file', { certFile: '/c', keyFile: '/k', keySecret: secret('k') }, ['tls/key-twice']],
    ['two files', { certFile: '/c', keyFile: '/k' }, []],
    ['a certificate file with a key Secret', { certFile: '/c', keySecret: secret('k') }, []],
    ['a certificate with a key file', { cert: ref, keyFile: '/k' }, []],
    ['a certificate file alone', { certFile: '/c' }, ['tls/any-cert-without-key']],
    ['a certificate alone', { cert: ref }, ['tls/any-cert-without-key']],
    ['a key file alone', { keyFile: '/k' }, ['tls/any-key-without-cert']],
    ['a key alone', { keySecret: secret('k') }, ['tls/any-key-without-cert']],
    ['versions the wrong way around', { minVersion: 'TLS12', maxVersion: 'TLS11' }, ['tls/versions']],
  ])('with files: %s', (_title, tlsConfig, expected) => expect(rows(serviceMonitor({ tlsConfig }))).toEqual(expected));

  test('a scrape class with the type basic is rejected even without credentials', () => {
    expect(found(prometheus({ scrapeClasses: [{ name: 'a', authorization: { type: 'basic' } }] }))).toEqual(['authorization/class-basic at spec.scrapeClasses[0].authorization.type']);
    expect(rows(prometheus({ remoteWrite: [{ url: 'https://x', authorization: { type: 'basic' } }] }))).toEqual([]);
  });

  test('the order of TLS versions is checked in 0.76 and newer', () => {
    const monitor = podMonitor({ tlsConfig: { minVersion: 'TLS13', maxVersion: 'TLS12' } });
    expect(rows(monitor, { operator: version('0.75.2') })).toEqual([]);
    expect(rows(monitor, {})).toEqual([]);
  });

  test('an error in a Prometheus rejects the whole object', () => {
    const broken = prometheus({ remoteWrite: [{ url: 'https://x', tlsConfig: { certFile: '/c' } }] });
    expect(found(broken)).toEqual(['tls/any-cert-without-key at spec.remoteWrite[0].tlsConfig.certFile']);
    expect(effects(broken)).toEqual(['resource-rejected']);
    expect(effects(podMonitor({ tlsConfig: { cert: ref } }))).toEqual(['object-left-out']);
  });
});

/** pkg/apis/monitoring/v1/http_config.go, and TestSelectPodMonitorsWithInvalidAuthentication. */
describe('ways of authentication', () => {
  const WAYS = {
    authorization: { credentials: secret('token') },
    basicAuth: { username: secret('user'), password: secret('password') },
    bearerTokenSecret: secret('token'),
    oauth2: { clientId: ref, clientSecret: secret('s'), tokenUrl: 'https://t' },
  };

  test.each(Object.entries(WAYS))('%s alone is accepted', (name, value) => {
    for (const monitor of [serviceMonitor({ [name]: value }), podMonitor({ [name]: value }), probe({ [name]: value })]) { expect(rows(monitor)).toEqual([]); }
  });

  test.each<[keyof typeof WAYS, keyof typeof WAYS]>([
    ['authorization', 'basicAuth'], ['authorization', 'bearerTokenSecret'], ['authorization', 'oauth2'], ['basicAuth', 'bearerTokenSecret'], ['basicAuth', 'oauth2'], ['bearerTokenSecret', 'oauth2'],
  ])('%s and %s are rejected', (first, second) => {
    const both = { [first]: WAYS[first], [second]: WAYS[second] };
    expect(found(serviceMonitor(both))).toEqual([`http-config/${first}-and-${second} at ${SM}.${second}`]);
    expect(rows(podMonitor(both))).toEqual([`http-config/${first}-and-${second}`]);
    // before 0.86 the operator writes both
    expect(effects(podMonitor(both), { operator: version('0.85.0') })).toEqual(['invalid-at-reload']);
    expect(rows(podMonitor(both), {})).toEqual(['authentication/twice']);
    expect(effects(serviceMonitor(both), {})).toEqual(['object-left-out']);
    expect(effects(probe(both))).toEqual(['invalid-at-reload']);
  });

  test.each<[string, object, string[]]>([
    ['without credentials', {}, ['authorization/credentials']],
    ['of the type basic', { type: 'Basic', credentials: secret('t') }, ['authorization/basic']],
    ['of the type basic, with spaces', { type: ' BASIC ', credentials: secret('t') }, ['authorization/basic']],
    ['of another type', { type: 'Token', credentials: secret('t') }, []],
  ])('authorization %s', (_title, authorization, expected) => expect(rows(serviceMonitor({ authorization }))).toEqual(expected));

  test('a Probe does not need credentials', () => expect(rows(probe({ authorization: { type: 'Bearer' } }))).toEqual([]));
  test('credentials are required in 0.92 and newer', () => expect(rows(serviceMonitor({ authorization: {} }), { operator: version('0.91.0') })).toEqual([]));

  test.each<[string, object, string[]]>([
    ['with both keys', WAYS.basicAuth, []],
    ['empty', {}, ['basic-auth/password', 'basic-auth/username']],
    ['with a user alone', { username: secret('u') }, ['basic-auth/password']],
    ['with a password alone', { password: secret('p') }, ['basic-auth/username']],
    ['with a key and no Secret', { username: { key: 'u' }, password: secret('p') }, ['basic-auth/username']],
  ])('basicAuth %s', (_title, basicAuth, expected) => expect(rows(serviceMonitor({ basicAuth }))).toEqual(expected));

  test.each<[string, object, string[]]>([
    ['without a client', { clientId: {}, clientSecret: secret('s'), tokenUrl: 'https://t' }, ['oauth2/client-id']],
    ['with a client of both', { ...WAYS.oauth2, clientId: { ...ref, configMap: secret('c') } }, ['references/secret-and-configmap']],
    ['with a certificate alone', { ...WAYS.oauth2, tlsConfig: { cert: ref } }, ['tls/cert-without-key']],
    ['with a noProxy alone', { ...WAYS.oauth2, noProxy: '10.0.0.0/8' }, ['proxy/no-proxy-alone']],
    ['with all', { ...WAYS.oauth2, tlsConfig: { ca: ref }, proxyUrl: 'http://proxy:3128' }, []],
  ])('oauth2 %s', (_title, oauth2, expected) => expect(rows(serviceMonitor({ oauth2 }))).toEqual(expected));

  test.each<[string, object, string[]]>([
    ['credentials and a file', { authorization: { credentials: secret('t'), credentialsFile: '/t' } }, ['authorization/twice']],
    ['a file', { authorization: { credentialsFile: '/t' } }, []],
    ['the type basic', { authorization: { type: 'basic', credentials: secret('t') } }, ['authorization/any-basic']],
    ['two ways', { authorization: { credentialsFile: '/t' }, basicAuth: WAYS.basicAuth }, ['remote-write/authentication']],
    ['one key of sigv4', { sigv4: { accessKey: secret('a') } }, ['sigv4/one-key']],
    ['the other key of sigv4', { sigv4: { secretKey: secret('a') } }, ['sigv4/one-key']],
    ['both keys of sigv4', { sigv4: { accessKey: secret('a'), secretKey: secret('s') } }, []],
    ['no key of sigv4', { sigv4: { region: 'eu-1' } }, []],
  ])('remoteWrite with %s', (_title, remote, expected) => {
    expect(rows(prometheus({ remoteWrite: [{ url: 'https://x', ...remote }] }))).toEqual(expected);
    expect(rows(agent({ remoteWrite: [{ url: 'https://x', ...remote }] }))).toEqual(expected);
    expect(rows(ruler({ remoteWrite: [{ url: 'https://x', ...remote }] }))).toEqual(expected);
  });
});

/** The cases of TestSelectProbes about proxies in pkg/prometheus/resource_selector_test.go. */
describe('proxies', () => {
  const header = { header: [secret('key1')] };

  test.each<[string, object, string[]]>([
    ['an URL with a brace', { proxyUrl: 'http://xxx-${dev}.svc.cluster.local:80', noProxy: '0.0.0.0', proxyFromEnvironment: false, proxyConnectHeader: header }, ['proxy/url']],
    ['an URL and the environment', { proxyUrl: 'http://no-proxy.com', proxyFromEnvironment: true, proxyConnectHeader: header }, ['proxy/twice']],
    ['a list and the environment', { noProxy: '0.0.0.0', proxyFromEnvironment: true, proxyConnectHeader: header }, ['proxy/no-proxy-of-environment']],
    ['a header and no proxy', { proxyFromEnvironment: false, proxyConnectHeader: header }, ['proxy/header-alone']],
    ['a list and no proxy', { noProxy: '0.0.0.0' }, ['proxy/no-proxy-alone']],
    ['all that fits', { proxyUrl: 'http://no-proxy.com', noProxy: '0.0.0.0', proxyFromEnvironment: false, proxyConnectHeader: header }, []],
    ['the environment', { proxyFromEnvironment: true, proxyConnectHeader: header }, []],
    ['a header without values', { proxyUrl: 'http://p', proxyConnectHeader: { a: [] } }, ['proxy/header-empty']],
    ['an URL without a scheme', { proxyUrl: '10.0.0.1:3128' }, ['proxy/url']],
    ['a host and a port', { proxyUrl: 'proxy:3128' }, []],
  ])('%s', (_title, proxy, expected) => {
    expect(rows(serviceMonitor(proxy))).toEqual(expected);
    expect(rows(podMonitor(proxy))).toEqual(expected);
    expect(rows(probe({ prober: { url: 'blackbox:9115', ...proxy } }))).toEqual(expected);
  });
});

describe('references', () => {
  const objects = {
    'Secret shop/secret': { data: { 'user': Buffer.from('me').toString('base64'), 'tls.crt': Buffer.from('no certificate').toString('base64') }, stringData: { password: 'x' } },
    'ConfigMap shop/ca': { data: { 'ca.crt': '-----BEGIN CERTIFICATE-----\n' } },
  } as Record<string, Record<string, unknown>>;
  const lookup = (kind: string, namespace: string, name: string) => name === 'sealed' ? 'unknown' as const : objects[`${kind} ${namespace}/${name}`];
  const where = env(undefined, { lookup });

  test.each<[string, object, string[]]>([
    ['exist, as data and as text', { basicAuth: { username: secret('user'), password: secret('password') } }, []],
    ['a key that does not exist', { basicAuth: { username: secret('user'), password: secret('pass') } }, [`references/secret-key at ${SM}.basicAuth.password.key`]],
    ['a Secret that does not exist', { basicAuth: { username: secret('user', 'other'), password: secret('password') } }, [`references/secret at ${SM}.basicAuth.username.name`]],
    ['an optional key does not help', { bearerTokenSecret: { ...secret('token'), optional: true } }, [`references/secret-key at ${SM}.bearerTokenSecret.key`]],
    ['an object that nobody can read', { bearerTokenSecret: secret('token', 'sealed') }, []],
    ['a ConfigMap', { tlsConfig: { ca: { configMap: secret('ca.crt', 'ca') } } }, []],
    ['a key of a ConfigMap', { tlsConfig: { ca: { configMap: secret('ca', 'ca') } } }, [`references/configmap-key at ${SM}.tlsConfig.ca.configMap.key`]],
    ['a ConfigMap that does not exist', { tlsConfig: { ca: { configMap: secret('ca', 'cas') } } }, [`references/configmap at ${SM}.tlsConfig.ca.configMap.name`]],
    ['a CA that is not a PEM', { tlsConfig: { ca: { secret: secret('tls.crt') } } }, [`tls/ca-no-pem at ${SM}.tlsConfig.ca`]],
    ['a certificate that is not a PEM', { tlsConfig: { cert: { secret: secret('tls.crt') }, keySecret: secret('user') } }, [`tls/pair-no-pem at ${SM}.tlsConfig.cert`]],
    ['a header of a proxy', { proxyUrl: 'http://p', proxyConnectHeader: { a: [secret('b')] } }, [`references/secret-key at ${SM}.proxyConnectHeader["a"][0].key`]],
  ])('%s', (_title, endpoint, expected) => expect(found(serviceMonitor(endpoint), where)).toEqual(expected));

  test('credentials of tracing and of the authorization of a scrape class are not read', () => {
    const unread = { tracingConfig: { endpoint: 'a:1', tlsConfig: { ca: { secret: secret('none', 'nowhere') } } }, scrapeClasses: [{ name: 'a', authorization: { credentials: secret('none', 'nowhere') } }] };
    expect(rows(prometheus(unread), where)).toEqual([]);
    const read = { scrapeClasses: [{ name: 'a', tlsConfig: { ca: { secret: secret('none', 'nowhere') } } }] };
    expect(rows(prometheus(read), where)).toEqual(['references/secret']);
    expect(rows(prometheus({ ...read, serviceMonitorSelector: undefined }), where)).toEqual([]);
  });

  test('without a lookup nothing is reported', () => expect(rows(serviceMonitor({ bearerTokenSecret: secret('none', 'nowhere') }))).toEqual([]));
});

/** TestValidateTLSConfig of WebTLSConfig in pkg/apis/monitoring/v1/types_test.go. */
describe('web.tlsConfig', () => {
  test.each<[string, object, string[]]>([
    ['a certificate and a key', { cert: ref, keySecret: secret('k') }, []],
    ['two files, whose key is mounted in any case', { certFile: '/c', keyFile: '/k' }, ['workload/web-key']],
    ['nothing', {}, ['web-tls/no-cert', 'web-tls/no-key']],
    ['a certificate alone', { cert: ref }, ['web-tls/no-key']],
    ['a key alone', { keySecret: secret('k') }, ['web-tls/no-cert']],
    ['a certificate and its file', { cert: ref, certFile: '/c', keySecret: secret('k') }, ['web-tls/cert']],
    ['a key and its file', { cert: ref, keyFile: '/k', keySecret: secret('k') }, ['web-tls/key']],
    ['a CA and its file', { cert: ref, keySecret: secret('k'), client_ca: ref, clientCAFile: '/ca' }, ['web-tls/ca']],
    ['a CA of both', { cert: ref, keySecret: secret('k'), client_ca: { ...ref, configMap: secret('c') } }, ['references/secret-and-configmap']],
  ])('%s', (_title, tlsConfig, expected) => {
    for (const manifest of [prometheus({ web: { tlsConfig } }), agent({ web: { tlsConfig } }), ruler({ web: { tlsConfig } })]) { expect(rows(manifest)).toEqual(expected); }
  });
});
