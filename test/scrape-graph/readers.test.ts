import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import { SchemaChecks, ScrapeGraph } from '../../src';
import { graphOf } from '../../src/scrape-graph/graph';
import { asManifests } from '../../src/scrape-graph/manifest';
import { Files, folders } from '../support/folders';
import { deployment, meta, monitor as bareMonitor, prometheus as barePrometheus, service } from '../support/scrape-graph';
import { aStack } from '../support/stack';
import { errorsOf, noticesOf } from '../support/synth';

const folderOf = folders();

const problemsOf = (files: Files) => ScrapeGraph.fromFiles([folderOf(files)]).problems.filter(text => text.includes('[schema/'));

const custom = (kind: string, spec: object, version = 'v1') => ({ apiVersion: `monitoring.coreos.com/${version}`, kind, metadata: { name: 'web', namespace: 'shop' }, spec });
const monitor = (endpoint: object, more: object = {}) => custom('ServiceMonitor', { selector: {}, endpoints: [{ port: 'http', ...endpoint }], ...more });
const operator = (image: string) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'operator', namespace: 'monitoring' },
  spec: { selector: { matchLabels: { app: 'operator' } }, template: { metadata: { labels: { app: 'operator' } }, spec: { containers: [{ name: 'operator', image }] } } },
});

const API: { readonly [kind: string]: string } = { Secret: 'v1', ConfigMap: 'v1', Service: 'v1', Deployment: 'apps/v1', AlertmanagerConfig: 'monitoring.coreos.com/v1alpha1' };
const api = (...objects: any[]): any[] => objects.map(object => ({ apiVersion: API[object.kind] ?? 'monitoring.coreos.com/v1', ...object }));
const SHOP = [service(), { ...deployment(), spec: { ...deployment().spec, selector: { matchLabels: { app: 'web' } } } }];
/** Results of the operator or a process for objects in a folder, without the file. */
const saidOf = (...objects: any[]) => {
  const at = folderOf({ 'all.json': { apiVersion: 'v1', kind: 'List', items: api(...objects) } });
  const all = ScrapeGraph.fromFiles([at]).problems.filter(text => /\[(operator|rules|schema|core)\//.test(text));
  return all.map(text => text.replace(` (${at}/all.json:1)`, '').replace(` (${at}/all.json)`, ''));
};
const server = (spec: object = {}, name = 'main') => ({ ...barePrometheus(spec), ...meta(name, {}, 'monitoring') });
const relabeled = (step: object) => bareMonitor({ endpoints: [{ port: 'metrics', relabelings: [step] }] });
const OPERATOR = (version: string) => operator(`quay.io/prometheus-operator/prometheus-operator:v${version}`);
const withToken = bareMonitor({ endpoints: [{ port: 'metrics', bearerTokenSecret: { name: 'token', key: 'bearer' } }] });
const secret = (fields: object, more: object = {}) => ({ kind: 'Secret', metadata: { ...meta('token').metadata, ...more }, ...fields });

describe('objects that the operator rejects', () => {
  // the texts are those of pkg/prometheus/resource_selector.go and promcfg.go of prometheus-operator 0.94.1, in our words
  test.each<[string, object[], string]>([
    ['no regular expression', [relabeled({ sourceLabels: ['a'], regex: '(', targetLabel: 'b' })], 'spec.endpoints[0].relabelings[0].regex is "(", which is not a valid RE2 regular expression: missing closing )'],
    ['no modulus', [bareMonitor({ endpoints: [{ port: 'metrics', metricRelabelings: [{ action: 'hashmod', targetLabel: 'a' }] }] })], 'error: ServiceMonitor shop/web: spec.endpoints[0].metricRelabelings[0].modulus is missing or 0, but "hashmod" divides by it: set a number; the operator rejects this ServiceMonitor'],
    ['no target', [relabeled({ sourceLabels: ['a'] })], 'spec.endpoints[0].relabelings[0].targetLabel is missing, but the action "replace" requires it'],
    ['a name for a newer operator', [OPERATOR('0.85.0'), server({ version: 'v3.5.0' }), relabeled({ targetLabel: 'k8s.pod.name' })], 'is not a valid label name for prometheus-operator below 0.86'],
    ['a name for a newer Prometheus', [server({ version: 'v2.55.1' }), relabeled({ targetLabel: 'not a label' })], '"not a label", which is not a valid label name'],
    ['labeldrop with labels', [relabeled({ action: 'labeldrop', sourceLabels: ['a'], regex: 'b' })], 'which has only "regex": remove it'],
    ['a long timeout', [bareMonitor({ endpoints: [{ port: 'metrics', interval: '10s', scrapeTimeout: '1m' }] })], 'spec.endpoints[0].scrapeTimeout is "1m", which is longer than "interval", "10s"'],
    ['a file', [server({ arbitraryFSAccessThroughSMs: { deny: true } }), bareMonitor({ endpoints: [{ port: 'metrics', bearerTokenFile: '/x' }] })], '"arbitraryFSAccessThroughSMs.deny"'],
    ['a scrape class', [server({ scrapeClasses: [{ name: 'mtls' }] }), bareMonitor({ scrapeClass: 'tls' })], 'error: ServiceMonitor shop/web: spec.scrapeClass is "tls", which is not a scrape class of the Prometheus: use one of "mtls"; the operator rejects this ServiceMonitor'],
    ['a key', [server(), withToken, secret({ stringData: { token: 'x' } })], 'spec.endpoints[0].bearerTokenSecret.key is "bearer", which is not a key of Secret shop/token'],
  ])('%s is an error, once, and names the object once', (_, objects, words) => {
    const said = saidOf(...objects, ...SHOP);
    expect(said).toEqual([expect.stringContaining(words)]);
    expect(said[0]).toMatch(/^error: ServiceMonitor shop\/web: spec\..*; the operator rejects this ServiceMonitor \[operator\/left-out\]$/);
  });

  test('for one of two servers that select it, it is a warning that names this one', () => {
    expect(saidOf(server({ scrapeClasses: [{ name: 'mtls' }] }), server({}, 'other'), bareMonitor({ scrapeClass: 'mtls' }), ...SHOP)).toEqual([
      expect.stringMatching(/^warning: ServiceMonitor shop\/web: for Prometheus monitoring\/other, which selects it: spec\.scrapeClass is "mtls", which .*\[operator\/left-out\]$/),
    ]);
  });

  test('for both it is an error, once, although they have different versions', () => {
    expect(saidOf(server({ version: 'v2.54.1' }), server({ version: 'v2.55.1' }, 'other'), relabeled({ targetLabel: 'not a label' }), ...SHOP)).toEqual([
      expect.stringMatching(/^error: ServiceMonitor shop\/web: spec\.endpoints\[0\]\.relabelings\[0\]\.targetLabel is "not a label"/),
    ]);
  });

  test('a Prometheus that does not select it does not count; without any, the result is unknown', () => {
    const old = server({ version: 'v2.55.1', serviceMonitorSelector: { matchLabels: { team: 'a' } } });
    expect(saidOf(old, relabeled({ targetLabel: 'not a label' }), ...SHOP)).toEqual([]);
    expect(saidOf(relabeled({ targetLabel: 'not a label' }), ...SHOP)).toEqual([]);
    expect(saidOf(server({ version: 'latest' }), relabeled({ targetLabel: 'not a label' }), ...SHOP)).toEqual([
      expect.stringContaining('Prometheus monitoring/main: spec.version is "latest"'),
    ]);
  });

  test('an annotation with the old id of the rule still silences it', () => {
    const silent = { ...bareMonitor({ scrapeClass: 'tls' }), metadata: { ...meta('web').metadata, annotations: { 'cdk8s-prometheus/silence-refused': 'on purpose' } } };
    expect(saidOf(server({ scrapeClasses: [{ name: 'mtls' }] }), silent, ...SHOP)).toEqual([]);
  });
});

describe('references', () => {
  const MARK = 'Tr0ub4dor-and-3';
  const sealed = { apiVersion: 'bitnami.com/v1alpha1', kind: 'SealedSecret', ...meta('token'), spec: { encryptedData: { other: MARK } } };
  const external = { apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret', ...meta('token'), spec: {} };

  test.each<[string, object[]]>([
    ['a Secret that is not here', []],
    ['one that a SealedSecret makes', [sealed]],
    ['one that an ExternalSecret completes', [secret({ stringData: { other: MARK } }), external]],
    ['one without any key', [secret({})]],
    ['one that is filled from another namespace', [secret({ stringData: { other: MARK } }, { annotations: { 'reflector.v1.k8s.emberstack.com/reflects': 'a/b' } })]],
    ['the token of a ServiceAccount', [secret({ type: 'kubernetes.io/service-account-token', data: { extra: '' } })]],
    ['one that has the key, in stringData', [secret({ stringData: { bearer: MARK } })]],
    ['one that has the key, in data', [secret({ data: { bearer: Buffer.from(MARK).toString('base64') } })]],
    ['one that SOPS has encrypted', [{ ...secret({ stringData: { other: `ENC[${MARK}]` } }), sops: { version: '3.9.0' } }]],
  ])('nothing is reported for %s', (_, objects) => expect(saidOf(server(), withToken, ...objects, ...SHOP)).toEqual([]));

  test('a missing key is an error that names the key, and no value of the Secret', () => {
    const said = saidOf(server(), withToken, secret({ stringData: { other: MARK } }), ...SHOP);
    expect(said).toEqual([expect.stringContaining('which is not a key of Secret shop/token')]);
    expect(said.join()).not.toContain(MARK);
  });
});

describe('rules', () => {
  const prometheusRule = (group: object, expr = 'vector(1)') => ({ kind: 'PrometheusRule', ...meta('rules'), spec: { groups: [{ name: 'g', ...group, rules: [{ alert: 'Down', expr }] }] } });

  // query_offset: 2.53 (pkg/operator/rules.go of prometheus-operator 0.94.1)
  test('a field that every Prometheus is too old for is reported once, one that some are too old for with their names', () => {
    const offset = prometheusRule({ query_offset: '1m' });
    expect(saidOf(OPERATOR('0.94.1'), server({ version: 'v2.50.0' }), server({ version: 'v2.51.0' }, 'other'), offset)).toEqual([
      'warning: PrometheusRule shop/rules: spec.groups[0].query_offset is ignored: "query_offset" requires Prometheus 2.53 or newer; the version is 2.50.0 [rules/ignored]',
    ]);
    expect(saidOf(OPERATOR('0.94.1'), server({ version: 'v2.50.0' }), server({ version: 'v3.5.0' }, 'other'), offset)).toEqual([
      'warning: PrometheusRule shop/rules: for Prometheus monitoring/main, which selects it: spec.groups[0].query_offset is ignored: "query_offset" requires Prometheus 2.53 or newer; the version is 2.50.0 [rules/ignored]',
    ]);
  });

  test('feature flags are those of the Prometheus that selects them', () => {
    const limited = prometheusRule({}, 'limitk(1, up)');
    expect(saidOf(OPERATOR('0.94.1'), server({ version: 'v3.5.0' }), limited)).toEqual([expect.stringContaining('requires the feature flag promql-experimental-functions')]);
    expect(saidOf(OPERATOR('0.94.1'), server({ version: 'v3.5.0', enableFeatures: ['promql-experimental-functions'] }), limited)).toEqual([]);
    expect(saidOf(OPERATOR('0.94.1'), server({ version: 'v3.5.0', containers: [{ name: 'prometheus', args: ['--x'] }] }), limited)).toEqual([]);
    expect(saidOf(limited)).toEqual([]);
  });
});

describe('Alertmanagers', () => {
  const alertmanager = (spec: object = {}) => ({ kind: 'Alertmanager', ...meta('main', {}, 'monitoring'), spec: { alertmanagerConfigSelector: {}, alertmanagerConfigNamespaceSelector: {}, ...spec } });
  const configuration = (fields: object) => ({ kind: 'Secret', ...meta('alertmanager-main', {}, 'monitoring'), ...fields });
  const routes = 'route: {receiver: a, routes: [{receiver: pager}]}\nreceivers: [{name: a, webhook_configs: [{url: "https://hooks.example.org/s3cr3t-path"}]}]';
  const team = { kind: 'AlertmanagerConfig', ...meta('team'), spec: { route: { receiver: 'team' }, receivers: [{ name: 'team', slackConfigs: [{ channel: '#team' }] }] } };

  test('a receiver that the Secret does not define is reported once, at its route', () => {
    const said = saidOf(alertmanager(), configuration({ stringData: { 'alertmanager.yaml': routes } }));
    expect(said).toEqual([expect.stringMatching(/^error: Secret monitoring\/alertmanager-main: stringData\["alertmanager\.yaml"\]: route\.routes\[0\]\.receiver is "pager", which is not a receiver in this file/)]);
    expect(said.join()).not.toContain('s3cr3t');
  });

  test('a wrong key is reported once, at the Secret', () => {
    expect(saidOf(alertmanager({ configSecret: 'alertmanager-main' }), configuration({ stringData: { 'alertmanager.yml': routes } }))).toEqual([
      expect.stringMatching(/^error: Secret monitoring\/alertmanager-main: it has the configuration of the Alertmanager "main", and has the key "alertmanager\.yml": rename it/),
    ]);
    expect(saidOf(configuration({ stringData: { 'alertmanager.yml': routes } }))).toEqual([]);
  });

  test('unreadable content is not repeated', () => {
    const said = saidOf(alertmanager(), configuration({ stringData: { 'alertmanager.yaml': 'route: *s3cr3t' } }));
    expect(said).toEqual([expect.stringContaining('[operator/config-unread]')]);
    expect(said.join()).not.toContain('s3cr3t');
  });

  test('an AlertmanagerConfig is checked with the Alertmanager that selects it', () => {
    const base = configuration({ stringData: { 'alertmanager.yaml': 'route: {receiver: a}\nreceivers: [{name: a}]' } });
    expect(saidOf(OPERATOR('0.94.1'), alertmanager(), base, team)).toEqual([expect.stringMatching(/^error: AlertmanagerConfig shop\/team: spec\.receivers\[0\]\.slackConfigs\[0\]\.apiURL is missing/)]);
    expect(saidOf(OPERATOR('0.94.1'), alertmanager({ alertmanagerConfigSelector: { matchLabels: { a: 'b' } } }), base, team)).toEqual([]);
    expect(saidOf(OPERATOR('0.94.1'), alertmanager(), team)).toEqual([]);
  });
});

describe('where it stands', () => {
  test('in a file with several documents it is the line, after comments', () => {
    const text = ['# first', 'apiVersion: v1', 'kind: Namespace', 'metadata: {name: shop}', '---', '', '# a typo', JSON.stringify(monitor({ intervall: '30s' })), '---', JSON.stringify(monitor({ intervall: '1m' }))].join('\n');
    expect(problemsOf({ 'a.yaml': text }).map(line => /\(.*(a\.yaml.*?)\)/.exec(line)![1])).toEqual(['a.yaml:8', 'a.yaml:10']);
    expect(problemsOf({ 'a.yaml': JSON.stringify(monitor({ intervall: '30s' })) })).toEqual([expect.stringContaining('a.yaml): ')]);
  });

  test('equal documents of two clusters are reported in both', () => {
    const of = (cluster: string) => JSON.stringify(api({ ...server({ externalLabels: { cluster } }), apiVersion: 'monitoring.coreos.com/v1' })[0]);
    const broken = JSON.stringify(monitor({ intervall: '30s' }));
    expect(problemsOf({ 'eu/p.yaml': of('eu'), 'eu/a.yaml': broken, 'us/p.yaml': of('us'), 'us/a.yaml': broken }).map(line => /^error: (\w+): .*\/(\w+)\/a\.yaml/.exec(line)!.slice(1)))
      .toEqual([['eu', 'eu'], ['us', 'us']]);
  });

  test('the Prometheus of each cluster determines the result for equal monitors', () => {
    const of = (version: string) => JSON.stringify(api(server({ version }))[0]);
    const same = JSON.stringify(api(relabeled({ targetLabel: 'not a label' }))[0]);
    const at = folderOf({ 'eu/p.yaml': of('v2.55.1'), 'eu/m.yaml': same, 'us/p.yaml': of('v3.5.0'), 'us/m.yaml': same, 'z/p.yaml': of('v2.55.1'), 'z/m.yaml': same });
    expect(ScrapeGraph.fromFiles([at]).problems.filter(text => text.includes('[operator/')).map(text => text.slice(0, 12))).toEqual(['error: eu: S', 'error: z: Se']);
  });
});

describe('isRejected', () => {
  const of = (...objects: any[]) => {
    const manifests = asManifests(api(...objects));
    const graph = graphOf(manifests);
    return { graph, named: (name: string) => manifests.find(({ metadata }) => metadata.name === name)! };
  };

  test('an object that the operator rejects for one server has an effect for the other', () => {
    const { graph, named } = of(server({ scrapeClasses: [{ name: 'mtls' }] }), server({}, 'other'), bareMonitor({ scrapeClass: 'mtls' }));
    expect([named('main'), named('other'), undefined].map(each => graph.isRejected(named('web'), each))).toEqual([false, true, false]);
    expect(graph.isRejected(named('main'))).toBe(false);
  });

  test.each<[string, object, boolean]>([
    ['the API server rejects', bareMonitor({ endpoints: 'none' }), true],
    ['some clients reject', bareMonitor({ intervall: '30s' }), false],
    ['the operator leaves out', relabeled({ sourceLabels: ['a'] }), true],
    ['nobody rejects', bareMonitor(), false],
  ])('what %s: %s', (_, object, isRejected) => {
    const { graph, named } = of(object);
    expect(graph.isRejected(named('web'))).toBe(isRejected);
    const selected = of(server(), object);
    expect([undefined, selected.named('main')].map(each => selected.graph.isRejected(selected.named('web'), each))).toEqual([isRejected, isRejected]);
  });
});

describe('at synth', () => {
  const make = (chart: Chart, object: any, id: string) => new ApiObject(chart, id, api(object)[0]);
  const linesOf = (chart: Chart) => errorsOf(chart).split('\n').filter(line => line.includes('[operator/'));

  test('a monitor is checked with the Prometheus of its cluster that selects it, and reported once for all checks', () => {
    const { chart } = aStack();
    make(chart, { kind: 'ServiceMonitor', metadata: { name: 'mine' }, spec: { selector: {}, endpoints: [{ port: 'web' }], scrapeClass: 'tls' } }, 'mine');
    ScrapeGraph.addTo(chart);
    expect(linesOf(chart)).toEqual([expect.stringContaining('[] ServiceMonitor "mine" (test/mine): spec.scrapeClass is "tls", which is not a scrape class of the Prometheus: it has no scrape classes: remove "scrapeClass"; the operator rejects this ServiceMonitor')]);
  });

  test('each of two clusters has its own', () => {
    const app = new App();
    const [eu, us, shop] = ['eu', 'us', 'shop'].map(id => new Chart(app, id, { namespace: 'monitoring' }));
    make(eu, server({ version: 'v2.55.1' }), 'p');
    make(us, server({ version: 'v3.5.0' }), 'p');
    for (const chart of [eu, us, shop]) { make(chart, { ...relabeled({ targetLabel: 'not a label' }), ...meta('web', {}, 'monitoring') }, 'm'); }
    SchemaChecks.addTo(app);
    expect(linesOf(eu)).toEqual([expect.stringContaining('ServiceMonitor "web" (eu/m): spec.endpoints[0].relabelings[0].targetLabel')]);
  });

  test('a part of the app that is not a cluster may belong to any: a problem with only one Prometheus is a notice', () => {
    const app = new App();
    const [eu, us, shop] = ['eu', 'us', 'shop'].map(id => new Chart(app, id, { namespace: 'monitoring' }));
    make(eu, server({ version: 'v2.55.1' }), 'p');
    make(us, server({ version: 'v3.5.0' }), 'p');
    make(shop, { ...relabeled({ targetLabel: 'not a label' }), ...meta('web', {}, 'monitoring') }, 'm');
    SchemaChecks.addTo(app);
    expect(noticesOf(eu).filter(text => text.includes('[operator/'))).toEqual([expect.stringContaining('(shop/m): for Prometheus monitoring/main, which selects it')]);
  });

  // scrapeClassicHistograms: Prometheus 3.5.0 (pkg/prometheus/promcfg.go of prometheus-operator 0.94.1)
  test('a field that is too new for its Prometheus is reported once: as an error in our objects, as a notice in handwritten ones', () => {
    const { chart, stack } = aStack({ prometheus: { version: '3.4.0' } });
    stack.prometheus!.customResource.addJsonPatch(JsonPatch.add('/spec/scrapeClassicHistograms', true));
    const spy = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    expect(errorsOf(chart).match(/scrapeClassicHistograms/g)).toHaveLength(1);
    expect(spy.mock.calls.filter(([text]) => String(text).includes('scrapeClassicHistograms'))).toEqual([]);
    spy.mockRestore();
    const other = aStack({ prometheus: { version: '3.4.0' } }).chart;
    make(other, { ...server({ version: 'v3.4.0', scrapeClassicHistograms: true }), ...meta('second', {}, 'other') }, 'second');
    expect(noticesOf(other).filter(text => text.includes('scrapeClassicHistograms'))).toEqual([expect.stringContaining('spec.scrapeClassicHistograms requires Prometheus 3.5.0 or newer')]);
  });
});
