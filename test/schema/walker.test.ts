import { checkObject } from '../../src/schema/check-object';
import { schemasOf } from '../../src/schema/schema';
import { locate } from '../../src/schema/versions';
import { operatorSchemas } from '../../src/upstream/load';

/** `code path`, in the order in which they are found. */
function verdicts(object: any, version = '0.94.1', more: (violation: any) => string = () => ''): string[] {
  const index = operatorSchemas();
  const root = schemasOf(index, locate(index, version)!.at).root(`${object.apiVersion}/${object.kind}`)!;
  return checkObject(root, object, 'custom').map(violation => `${violation.code} ${violation.path}${more(violation)}`);
}

const monitor = (spec: object, metadata: object = { name: 'web' }) =>
  ({ apiVersion: 'monitoring.coreos.com/v1', kind: 'ServiceMonitor', metadata, spec: { selector: {}, endpoints: [{ port: 'http' }], ...spec } });
const prometheus = (spec: object) => ({ apiVersion: 'monitoring.coreos.com/v1', kind: 'Prometheus', metadata: { name: 'main' }, spec });
const agent = (spec: object) => ({ apiVersion: 'monitoring.coreos.com/v1alpha1', kind: 'PrometheusAgent', metadata: { name: 'main' }, spec });

test('a valid object has no violation', () => {
  expect(verdicts(monitor({ endpoints: [{ port: 'http', interval: '30s', honorLabels: true, params: { module: ['http_2xx'] } }] }))).toEqual([]);
  expect(verdicts(prometheus({ replicas: 2, retention: '15d', resources: { requests: { cpu: '100m', memory: 1024 } } }))).toEqual([]);
});

describe('fields', () => {
  test('a misspelled field is reported with its path and the similar field', () => {
    const suggested = ({ suggestion }: any) => ` -> ${suggestion}`;
    expect(verdicts(monitor({ endpoints: [{ port: 'http', intervall: '30s' }] }), '0.94.1', suggested)).toEqual(['unknown-field spec.endpoints[0].intervall -> interval']);
    expect(verdicts(monitor({ sampleLimt: 5, target_labels: ['a'] }), '0.94.1', suggested)).toEqual(['unknown-field spec.sampleLimt -> sampleLimit', 'unknown-field spec.target_labels -> targetLabels']);
    expect(verdicts({ ...prometheus({}), spce: {} }, '0.94.1', suggested)).toEqual(['unknown-field spce -> spec']);
  });

  test('a field that was added later is reported with its first version', () => {
    // hostNetwork of an Alertmanager: CHANGELOG of prometheus-operator, 0.89.0
    const alertmanager = { apiVersion: 'monitoring.coreos.com/v1', kind: 'Alertmanager', metadata: { name: 'main' }, spec: { hostNetwork: true } };
    expect(verdicts(alertmanager, '0.88.1', ({ since }) => ` since ${since}`)).toEqual(['too-new spec.hostNetwork since 0.89.0']);
    expect(verdicts(alertmanager, '0.89.0')).toEqual([]);
  });

  test('a removed field is reported with the version that removed it', () => {
    // 0.79.0 had it for a day: 0.79.1 calls it fallbackScrapeProtocol (CHANGELOG of prometheus-operator)
    const { spec } = monitor({ scrapeFallbackProtocol: 'PrometheusText0.0.4' });
    const until = ({ until: version }: any) => ` until ${version}`;
    expect(verdicts(monitor(spec), '0.79.0')).toEqual([]);
    expect(verdicts(monitor(spec), '0.79.1', until)).toEqual(['removed spec.scrapeFallbackProtocol until 0.79.1']);
    expect(verdicts(monitor(spec), '0.78.2', ({ since }) => ` since ${since}`)).toEqual(['too-new spec.scrapeFallbackProtocol since 0.79.0']);
  });

  test('null is a missing field, but an unknown field is an error even if it is null', () => {
    expect(verdicts(monitor({ sampleLimit: null, jobLabel: null }))).toEqual([]);
    expect(verdicts(monitor({ sampleLimt: null }))).toEqual(['unknown-field spec.sampleLimt']);
    expect(verdicts(monitor({ selector: null }))).toEqual(['required spec.selector']);
  });

  test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf'])('a field named %s is an unknown field', name => {
    const spec = JSON.parse(`{"selector": {}, "endpoints": [{"${name}": {"a": 1}}], "${name}": 1}`);
    expect(verdicts({ ...monitor({}), spec })).toEqual([`unknown-field spec.endpoints[0].${name}`, `unknown-field spec.${name}`]);
    expect(verdicts({ ...monitor({}), metadata: JSON.parse(`{"name": "web", "${name}": "x"}`) })).toEqual([`unknown-field metadata.${name}`]);
    // in a map any name is right
    expect(verdicts({ ...monitor({}), metadata: JSON.parse(`{"name": "web", "labels": {"${name}": "x"}}`) })).toEqual([]);
  });

  test('unknown fields below status are errors; invalid values there are not, because the API server drops them', () => {
    expect(verdicts({ ...prometheus({}), status: { availableReplicas: 'many', paussed: true } })).toEqual(['unknown-field status.paussed']);
  });
});

describe('metadata', () => {
  test('is Go\'s ObjectMeta: unknown fields and non-string values are errors', () => {
    expect(verdicts(monitor({}, { name: 'web', label: {}, labels: { a: 1 }, annotations: { b: true } })))
      .toEqual(['unknown-field metadata.label', 'type metadata.labels.a', 'type metadata.annotations.b']);
    expect(verdicts(monitor({}, { name: 'web', creationTimestamp: null, labels: { a: null }, finalizers: [null] }))).toEqual([]);
    expect(verdicts({ ...monitor({}), metadata: [] })).toEqual(['type metadata']);
  });
});

describe('values', () => {
  test.each([
    ['a string for a number', prometheus({ replicas: 'two' }), 'type spec.replicas'],
    ['a fraction for an integer', prometheus({ replicas: 1.5 }), 'type spec.replicas'],
    ['more than 32 bits', prometheus({ replicas: 3_000_000_000 }), 'bounds spec.replicas'],
    ['a number for a string', monitor({ endpoints: [{ port: 8080 }] }), 'type spec.endpoints[0].port'],
    ['a string for a boolean', monitor({ endpoints: [{ honorLabels: 'yes' }] }), 'type spec.endpoints[0].honorLabels'],
    ['a map for a list', monitor({ endpoints: {} }), 'type spec.endpoints'],
    ['a list for a map', monitor({ selector: [] }), 'type spec.selector'],
    ['a duration without a unit', prometheus({ retention: '15' }), 'pattern spec.retention'],
    ['a value that is not in the list', prometheus({ logLevel: 'verbose' }), 'enum spec.logLevel'],
    ['null in a list', monitor({ targetLabels: ['a', null] }), 'null-in-list spec.targetLabels[1]'],
    ['a number in a map of strings', prometheus({ externalLabels: { cluster: 1 } }), 'type spec.externalLabels.cluster'],
    ['a fraction for an integer or a string', monitor({ endpoints: [{ targetPort: 1.5 }] }), 'type spec.endpoints[0].targetPort'],
    ['a quantity that is none', prometheus({ resources: { requests: { memory: '2 Gi' } } }), 'pattern spec.resources.requests.memory'],
    ['a missing field', monitor({ selector: undefined }), 'required spec.selector'],
    ['no spec', { ...prometheus({}), spec: undefined }, 'required spec'],
    ['two containers of one name', prometheus({ containers: [{ name: 'a' }, { name: 'a' }] }), undefined],
  ])('%s', (_, object, expected) => {
    expect(verdicts(object)).toEqual(expected === undefined ? [] : [expected]);
  });

  test('a default replaces a required field that is missing or null', () => {
    // SecretKeySelector.name has the default "": only the key is required
    expect(verdicts(monitor({ endpoints: [{ basicAuth: { username: { key: 'user' }, password: { name: null, key: 'password' } } }] }))).toEqual([]);
    expect(verdicts(monitor({ endpoints: [{ basicAuth: { username: { name: 'web' } } }] }))).toEqual(['required spec.endpoints[0].basicAuth.username.key']);
  });

  test('list keys are compared with their defaults', () => {
    const port = { containerPort: 1 };
    const withPorts = (...ports: object[]) => prometheus({ containers: [{ name: 'a', ports }] });
    expect(verdicts(withPorts(port, { ...port, protocol: 'TCP' }))).toEqual(['duplicate-key spec.containers[0].ports[1]']);
    expect(verdicts(withPorts(port, { ...port, protocol: 'UDP' }))).toEqual([]);
  });
});

describe('CEL', () => {
  test('a DaemonSet has no replicas', () => {
    expect(verdicts(agent({ mode: 'DaemonSet', replicas: 2 }))).toEqual(['cel spec']);
    expect(verdicts(agent({ mode: 'StatefulSet', replicas: 2 }))).toEqual([]);
    expect(verdicts(agent({ mode: 'DaemonSet', replicas: null }))).toEqual([]);
  });

  test('the default of shards is applied before it is compared with the zones', () => {
    const shardingStrategy = { mode: 'Topology', topology: { values: ['a', 'b'] } };
    expect(verdicts(prometheus({ shardingStrategy }))).toEqual(['cel spec']);
    expect(verdicts(prometheus({ shardingStrategy, shards: 2 }))).toEqual([]);
  });

  test('is not checked if a type is wrong, as in the API server', () => {
    expect(verdicts(agent({ mode: 'DaemonSet', replicas: 'two' }))).toEqual(['type spec.replicas']);
  });
});

describe('hostile input', () => {
  test('deep nesting and circular values terminate', () => {
    let deep: any = 'x';
    for (let i = 0; i < 10_000; i++) { deep = { a: deep }; }
    expect(verdicts(prometheus({ externalLabels: deep }))).toEqual(['type spec.externalLabels.a']);
    const circle: any = { endpoints: [] };
    circle.self = circle;
    expect(verdicts({ ...monitor({}), spec: { ...circle, selector: {} } })).toEqual(['unknown-field spec.self']);
  });

  test('huge strings take linear time, and paths stay short', () => {
    const started = process.cpuUsage();
    expect(verdicts(prometheus({ retentionSize: '9'.repeat(200_000) }))).toEqual(['pattern spec.retentionSize']);
    expect(verdicts(prometheus({ ['x'.repeat(100_000)]: 1 }))[0].length).toBeLessThan(120);
    expect(process.cpuUsage(started).user).toBeLessThan(3_000_000);
  });

  test('at most 100 violations of one object are collected', () => {
    expect(verdicts(prometheus(Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`field${at}`, 1]))))).toHaveLength(100);
  });
});
