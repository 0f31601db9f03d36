import { agent, env, found, object, prometheus, ruler, secret } from './support';
import { Lookup, OperatorEnv } from '../../../src/admission/operator/row';

const alertmanager = (spec: object) => object('Alertmanager', spec);
const lookup = (objects: { readonly [name: string]: object }): Lookup => (kind, namespace, name) => (objects[`${kind} ${namespace}/${name}`] as any) ?? undefined;
const where = (objects: { readonly [name: string]: object }, more: OperatorEnv = {}) => env('3.16.0', { lookup: lookup(objects), ...more });
const service = (selector: object) => ({ 'Service shop/a': { spec: { selector } } });

/** EnsureCustomGoverningService of pkg/k8s/network.go, and makeSelectorLabels of each operator.go, of 0.94.1. */
describe('the Service of a server, "serviceName"', () => {
  const SERVERS = [['Prometheus', prometheus, 'prometheus'], ['PrometheusAgent', agent, 'prometheus'], ['ThanosRuler', ruler, 'thanosruler'], ['Alertmanager', alertmanager, 'thanosruler']] as const;

  test.each(SERVERS)('must exist: %s', (_kind, make, id) => {
    expect(found(make({ serviceName: 'a' }), where({}))).toEqual([`workload/service-${id} at spec.serviceName`]);
    expect(found(make({ serviceName: 'a' }))).toEqual([]);
    expect(found(make({ serviceName: 'a' }), env('3.16.0', { lookup: () => 'unknown' }))).toEqual([]);
  });

  test.each<[string, object, string]>([
    ['Prometheus', prometheus({ serviceName: 'a' }), 'prometheus'], ['PrometheusAgent', agent({ serviceName: 'a' }), 'prometheus-agent'],
    ['ThanosRuler', ruler({ serviceName: 'a' }), 'thanos-ruler'], ['Alertmanager', alertmanager({ serviceName: 'a' }), 'alertmanager'],
  ])('must select its pods: %s', (_kind, manifest, name) => {
    const selector = { 'app.kubernetes.io/name': name, 'app.kubernetes.io/instance': 'web', 'app.kubernetes.io/managed-by': 'prometheus-operator' };
    expect(found(manifest, where(service(selector)))).toEqual([]);
    expect(found(manifest, where(service({ ...selector, 'app.kubernetes.io/instance': 'other' })))).toHaveLength(1);
    expect(found(manifest, where(service({ app: 'web' })))).toHaveLength(1);
  });

  test('is not that of a DaemonSet', () => expect(found(agent({ mode: 'DaemonSet', serviceName: 'a' }), where({}))).toEqual([]));
});

/** GetMountParameters of pkg/webconfig/tls_credentials.go mounts the Secret of the key, named or not. */
describe('a key without a Secret', () => {
  const files = { certFile: '/c', keyFile: '/k' };
  const ofCluster = (server: object, more: object = {}) => alertmanager({ clusterTLS: { server, client: { cert: { secret: secret('c') }, keySecret: secret('k') } }, ...more });

  test('is a volume without a name', () => {
    for (const make of [prometheus, agent, ruler, alertmanager]) { expect(found(make({ web: { tlsConfig: files } }))).toEqual(['workload/web-key at spec.web.tlsConfig.keyFile']); }
    expect(found(prometheus({ web: { tlsConfig: { certFile: '/c', keySecret: { key: 'k' } } } }))).toEqual(['workload/web-key at spec.web.tlsConfig.keySecret']);
    expect(found(ofCluster(files))).toEqual(['workload/cluster-key at spec.clusterTLS.server.keyFile']);
  });

  test.each<[string, object, string]>([
    ['Prometheus below 2.24', prometheus({ version: 'v2.23.0', web: { tlsConfig: files } }), 'ignored/prometheus-prometheusagent/web.tlsconfig at spec.web.tlsConfig'],
    ['ThanosRuler below 0.21', ruler({ version: 'v0.20.2', web: { tlsConfig: files } }), 'ignored/thanosruler/web.tlsconfig at spec.web.tlsConfig'],
    ['Alertmanager below 0.22', alertmanager({ version: 'v0.21.0', web: { tlsConfig: files } }), 'alertmanager/web.tlsConfig-dropped at spec.web.tlsConfig'],
    ['a cluster of Alertmanager below 0.24', ofCluster(files, { version: 'v0.23.0' }), 'alertmanager/clusterTLS-dropped at spec.clusterTLS'],
  ])('is not mounted for %s', (_title, manifest, row) => expect(found(manifest)).toEqual([row]));

  test('is valid with a name', () => expect(found(prometheus({ web: { tlsConfig: { certFile: '/c', keySecret: secret('k') } } }))).toEqual([]));
});

/** LoadSecretRef of pkg/k8s/secrets.go, and "unmarshalling additional ..." of pkg/prometheus/promcfg.go, of 0.94.1. */
describe('additional configurations', () => {
  const FIELDS = ['additionalScrapeConfigs', 'additionalAlertRelabelConfigs', 'additionalAlertManagerConfigs'];
  const of = (text: string) => ({ 'Secret shop/secret': { stringData: { a: text } } });

  test.each(FIELDS)('%s must exist', field => {
    const id = field.toLowerCase();
    expect(found(prometheus({ [field]: secret('a') }), where({}))).toEqual([`additional-configs/${id}-missing at spec.${field}.name`]);
    expect(found(prometheus({ [field]: secret('b') }), where(of('[]')))).toEqual([`additional-configs/${id}-missing at spec.${field}.key`]);
    expect(found(prometheus({ [field]: { ...secret('b'), optional: true } }), where({}))).toEqual([]);
    expect(found(prometheus({ [field]: { key: 'b', optional: true } }), where({}))).toEqual([`additional-configs/${id}-missing at spec.${field}.name`]);
    expect(found(prometheus({ [field]: secret('a') }))).toEqual([]);
  });

  test.each(['t', 'a: b', '- t', '5', '- [a]'])('%j is not a list of maps', text => {
    for (const field of FIELDS) { expect(found(prometheus({ [field]: secret('a') }), where(of(text)))).toEqual([`additional-configs/${field.toLowerCase()}-content at spec.${field}.key`]); }
  });

  test.each(['- job_name: a\n', '[]', '', '- {}', '-\n', '\t- a', '# later'])('%j is a list of maps, or unknown', text => {
    for (const field of FIELDS) { expect(found(prometheus({ [field]: secret('a') }), where(of(text)))).toEqual([]); }
  });

  test('of an agent, only those of scraping are checked', () => {
    expect(found(agent({ additionalScrapeConfigs: secret('a') }), where({}))).toEqual(['additional-configs/additionalscrapeconfigs-missing at spec.additionalScrapeConfigs.name']);
    expect(found(agent({ additionalScrapeConfigs: secret('a') }), where(of('t')))).toEqual(['additional-configs/additionalscrapeconfigs-content at spec.additionalScrapeConfigs.key']);
  });
});

/** createOrUpdateConfigurationSecret of pkg/prometheus/server/operator.go returns before it looks at any of these. */
test.each<[string, object]>([
  ['remoteWrite with two ways of authentication', { remoteWrite: [{ url: 'http://a', authorization: {}, sigv4: {} }] }],
  ['remoteWrite without an identity', { remoteWrite: [{ url: 'http://a', azureAd: {} }] }],
  ['remoteRead that would end the operator', { remoteRead: [{ url: 'http://a', authorization: {} }], version: 'v2.25.0' }],
  ['additionalScrapeConfigs that do not exist', { additionalScrapeConfigs: secret('a') }],
  ['scrapeTimeout above the interval', { scrapeTimeout: '2m' }],
])('a Prometheus that selects no monitors is not checked for %s', (_title, spec) =>
  expect(found(prometheus({ serviceMonitorSelector: undefined, ...spec }), where({})).filter(each => !each.startsWith('prometheus/unmanaged') && !each.startsWith('ignored/'))).toEqual([]));

test('scrapeTimeout above the interval is rejected for an agent, too', () =>
  expect(found(agent({ scrapeTimeout: '2m', scrapeInterval: '1m' }))).toEqual(['prometheus/timeout at spec.scrapeTimeout']));
