import { checkManifest, Environment } from '../../src/admission/check-manifest';
import { lookupBy } from '../../src/admission/cluster/lookup';
import { serverOf } from '../../src/admission/cluster/server';
import { Verdicts } from '../../src/admission/cluster/verdicts';

const VERSIONS = { operator: ['0.94.1'], kubernetes: [] };
const server = (name: string, spec: object, kind = 'Prometheus') => serverOf({ kind, metadata: { name, namespace: 'monitoring' }, spec });
const object = (kind: string, spec: object, more: object = {}) => ({ apiVersion: 'monitoring.coreos.com/v1', kind, metadata: { name: 'web', namespace: 'shop' }, spec, ...more });
const monitor = (endpoint: object, more: object = {}) => object('ServiceMonitor', { selector: {}, endpoints: [{ port: 'http', ...endpoint }], ...more });
const said = (manifest: unknown, env: Partial<Environment> = {}) => checkManifest(manifest, { versions: VERSIONS, ...env }).findings.map(({ severity, ruleId }) => `${severity} ${ruleId}`);

const OLD = server('old', { version: 'v2.46.0' });
const OLDER = server('older', { version: 'v2.44.0' });
const NEW = server('new', { version: 'v3.5.0' });
const UNKNOWN = server('any', {});
// keepDroppedTargets: Prometheus 2.47.0 (pkg/prometheus/promcfg.go of prometheus-operator 0.94.1)
const dropping = monitor({}, { keepDroppedTargets: 5 });

describe('several servers', () => {
  test.each([
    [[OLD], ['spec.keepDroppedTargets requires Prometheus 2.47.0 or newer; the version is 2.46.0']],
    [[OLD, OLDER], ['spec.keepDroppedTargets requires Prometheus 2.47.0 or newer; the version is 2.46.0']],
    [[OLD, NEW], ['for Prometheus monitoring/old, which selects it: spec.keepDroppedTargets']],
    [[OLD, OLDER, NEW], ['for Prometheus monitoring/old, which', 'for Prometheus monitoring/older, which']],
    [[OLD, UNKNOWN], ['for Prometheus monitoring/old, which']],
    [[NEW], []],
    [[UNKNOWN], []],
    [[], []],
  ])('%#: each finding is certain and is reported once', (servers, words) => {
    const { findings } = checkManifest(dropping, { versions: VERSIONS, servers });
    expect(findings.map(({ message }) => message)).toEqual(words.map(each => expect.stringContaining(each)));
  });

  test('an error for only some servers is a warning that names the servers that do not get the object', () => {
    const classes = server('mtls', { scrapeClasses: [{ name: 'mtls' }] });
    const { findings, leftOutBy, isRejected } = checkManifest(monitor({}, { scrapeClass: 'mtls' }), { versions: VERSIONS, servers: [classes, UNKNOWN] });
    expect(findings).toEqual([expect.objectContaining({ ruleId: 'operator/left-out', severity: 'warning' })]);
    expect([leftOutBy, isRejected]).toEqual([[UNKNOWN], false]);
  });
});

describe('one object', () => {
  test('what the API server rejects is not checked for the operator; what only some clients drop is', () => {
    expect(said(monitor({ interval: '1' }, { sampleLimit: 'many' }))).toEqual(['error schema/value', 'error schema/type']);
    expect(said(monitor({ intervall: '30s', interval: '10s', scrapeTimeout: '20s' }))).toEqual(['error schema/unknown-field', 'error operator/left-out']);
  });

  test('an object is not rejected because a process exits on one of its flags', () => {
    const container = { name: 'a', image: 'quay.io/prometheus/node-exporter:v1.11.1', args: ['--web.max-requests=1', '--web.max-requests=2'] };
    const template = { metadata: { labels: { app: 'a' } }, spec: { containers: [container] } };
    const result = checkManifest({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'a' }, spec: { selector: { matchLabels: { app: 'a' } }, template } }, { versions: VERSIONS });
    expect([result.findings.map(({ ruleId }) => ruleId), result.isRejected]).toEqual([['core/flag-twice'], false]);
  });

  test('encrypted, partial and non-map documents are ignored', () => {
    expect(said({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, stringData: { 'my key': 'ENC[x]' }, sops: { version: '3' } })).toEqual([]);
    expect(said(object('ServiceMonitor', { endpoints: [{ scrapeTimeout: '20s', interval: '10s' }] }), { isPartial: true })).toEqual([]);
    for (const odd of [undefined, null, 5, 'x', [], {}]) { expect(said(odd)).toEqual([]); }
  });

  test('messages do not name the object, because the caller does', () => {
    const [left] = checkManifest(monitor({ interval: '10s', scrapeTimeout: '20s' }), { versions: VERSIONS }).findings;
    const [rule] = checkManifest(object('PrometheusRule', { groups: [{ name: 'g', rules: [{ alert: 'A', expr: 'sum(' }] }] }), { versions: VERSIONS }).findings;
    expect([left.message, rule.message].filter(text => text.includes('shop/web'))).toEqual([]);
    expect(rule.message).toMatch(/^spec\.groups\[0\]\.rules\[0\]\.expr: "expr": .*; prometheus-operator rejects the whole object \[rules\/left-out\]$/);
  });
});

describe('lookupBy', () => {
  const secret = (fields: object) => lookupBy(kind => kind === 'Secret' ? { kind: 'Secret', metadata: { name: 'a' }, ...fields } : undefined)('Secret', 'shop', 'a');

  test.each([
    [{ stringData: { a: '${TOKEN}' } }, { a: true }], [{ stringData: { a: '<put your token here>' } }, { a: true }], [{ stringData: { a: 'changeme' } }, { a: true }],
    [{ stringData: { a: 'https://hooks.example.org/x' } }, { a: 'https://hooks.example.org/x' }],
    [{ stringData: { a: 'text: |\n  {{ .Alerts }}\n' } }, { a: 'text: |\n  {{ .Alerts }}\n' }],
  ])('%j: a value that a tool replaces later is unknown', (fields, stringData) => expect(secret(fields)).toMatchObject({ stringData }));

  test('an object that the app does not contain is unknown', () => expect(lookupBy(() => undefined)('Secret', 'shop', 'a')).toBe('unknown'));
});

describe('Verdicts', () => {
  const cluster = (spec: object, find: (kind: string) => unknown = () => undefined) => new Verdicts({
    versions: VERSIONS, selectedBy: () => [{ kind: 'Prometheus', metadata: { name: 'main', namespace: 'monitoring' }, spec }], alertmanagers: () => [], find,
  });
  const as = (raw: any) => ({ ...raw, raw });
  const ids = (verdicts: Verdicts, raw: object) => verdicts.of(as(raw)).findings.map(({ ruleId }) => ruleId);

  test('equal objects in two clusters are checked against their own clusters', () => {
    const make = () => monitor({}, { scrapeClass: 'tls' });
    expect(ids(cluster({ scrapeClasses: [{ name: 'tls' }] }), make())).toEqual([]);
    expect(ids(cluster({ scrapeClasses: [{ name: 'mtls' }] }), make())).toEqual(['operator/left-out']);
    expect(ids(cluster({ scrapeClasses: [{ name: 'tls' }], externalLabels: { cluster: 'us' } }), make())).toEqual([]);
  });

  test('and against the objects that they refer to in their cluster', () => {
    const make = () => monitor({ bearerTokenSecret: { name: 'token', key: 'a' } });
    const holding = (key: string) => (kind: string) => kind === 'Secret' ? { kind: 'Secret', metadata: { name: 'token' }, stringData: { [key]: 'x' } } : undefined;
    expect(ids(cluster({}), make())).toEqual([]);
    expect(ids(cluster({}, holding('b')), make())).toEqual(['operator/left-out']);
    expect(ids(cluster({}, holding('a')), make())).toEqual([]);
    expect(ids(cluster({}), make())).toEqual([]);
  });

  test('ConfigMaps are equal if their data is equal', () => {
    const map = (text: unknown) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { a: text } });
    expect([ids(cluster({}), map('x')), ids(cluster({}), map('x'.repeat(1_100_000))), ids(cluster({}), map('y'))]).toEqual([[], ['core/size'], []]);
  });

  test('external labels are equal if their names are; values that are not strings are compared', () => {
    const of = (externalLabels: object) => ids(cluster({}), object('Prometheus', { version: 'v3.5.0', externalLabels }));
    expect([of({ cluster: 'eu' }), of({ cluster: 'us' }), of({ cluster: 5 })]).toEqual([[], [], ['schema/type']]);
  });
});
