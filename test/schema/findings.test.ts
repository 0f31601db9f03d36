import { schemaFindings, Versions } from '../../src/schema/findings';
import * as rules from '../../src/schema/rules';
import * as load from '../../src/upstream/load';

const V = (...operator: string[]): Versions => ({ operator, kubernetes: [] });
const messages = (object: unknown, versions: Versions = V('0.94.1')) => schemaFindings(object, versions).findings.map(({ severity, message }) => `${severity}: ${message}`);
const ids = (object: unknown, versions: Versions = V('0.94.1')) => schemaFindings(object, versions).findings.map(({ ruleId }) => ruleId);

const custom = (kind: string, spec: unknown, version = 'v1') => ({ apiVersion: `monitoring.coreos.com/${version}`, kind, metadata: { name: 'x' }, spec });
const monitor = (endpoint: object) => custom('ServiceMonitor', { selector: {}, endpoints: [endpoint] });
const configMap = (more: object) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' }, ...more });
const container = (more: object) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' }, spec: { containers: [{ name: 'a', image: 'a', ...more }] } });

afterEach(() => jest.restoreAllMocks());

describe('messages contain the path, the value, the effect and the cure', () => {
  test.each([
    [monitor({ intervall: '30s' }), 'error: "spec.endpoints[0].intervall" ("30s") does not exist in prometheus-operator 0.94.1; kubectl fails, other clients drop it silently: write "interval" [schema/unknown-field]'],
    [custom('Prometheus', { replicas: 'two' }), 'error: "spec.replicas" is "two"; the API server rejects it: write an integer [schema/type]'],
    [custom('Prometheus', { replicas: 3e9 }), 'error: "spec.replicas" is 3000000000; the API server rejects it: write an integer of at most 2147483647 [schema/value]'],
    [custom('Prometheus', { retention: '15' }), 'error: "spec.retention" is "15"; the API server rejects it: write a duration such as "30s" or "1h30m" [schema/value]'],
    [custom('Prometheus', { logFormat: 'xml' }), 'error: "spec.logFormat" is "xml"; the API server rejects it: write one of "", "logfmt", "json" [schema/value]'],
    [custom('ServiceMonitor', { endpoints: [] }), 'error: "spec.selector" is missing; the API server rejects the object: set it to a map [schema/required]'],
    [custom('PrometheusAgent', { mode: 'DaemonSet', replicas: 2 }, 'v1alpha1'),
      'error: "spec" has fields that exclude each other; the API server rejects it: remove "replicas" if "mode" is "DaemonSet" [schema/rule]'],
    [custom('Prometheus', { containers: [{ name: 'a', ports: [{ containerPort: 1 }, { containerPort: 1 }] }] }),
      'error: "spec.containers[0].ports[1]" repeats an earlier item of the list (containerPort 1, protocol "TCP"); the API server rejects it: remove one of them [schema/duplicate]'],
    [container({ resource: {} }), 'error: "spec.containers[0].resource" ({}) does not exist in Kubernetes 1.28.0 to 1.37.0; kubectl fails, other clients drop it silently: write "resources" [schema/unknown-field]'],
    [container({ imagePullPolicy: 1 }), 'error: "spec.containers[0].imagePullPolicy" is 1; the API server rejects it: write a string [schema/type]'],
    [container({ resources: { limits: { memory: '1 GB' } } }),
      'error: "spec.containers[0].resources.limits.memory" is "1 GB"; the API server rejects it: write a quantity such as "500m" or "2Gi" [schema/value]'],
  ])('%j', (object, expected) => {
    expect(messages(object)).toEqual([expected]);
  });

  test.each<[object, string]>([
    [custom('ServiceMonitor', { selector: {}, endpoints: [], scrapeFallbackProtocol: 'PrometheusText0.0.4' }), 'error: "spec.scrapeFallbackProtocol" was removed in prometheus-operator 0.79.1; the version is 0.94.1: remove the field [schema/removed]'],
    [custom('ServiceMonitor', { selector: {}, endpoints: [], targetLabels: [null] }), 'error: "spec.targetLabels[0]" is null; the API server rejects it: write a string [schema/type]'],
    [custom('ServiceMonitor', { selector: {}, endpoints: {} }), 'error: "spec.endpoints" is {}; the API server rejects it: write a list [schema/type]'],
    [custom('ServiceMonitor', { selector: [], endpoints: [] }), 'error: "spec.selector" is []; the API server rejects it: write a map [schema/type]'],
    [custom('ServiceMonitor', { selector: ['a', 'b'], endpoints: [] }), 'error: "spec.selector" is a list of 2; the API server rejects it: write a map [schema/type]'],
    [custom('ServiceMonitor', { selector: {}, endpoints: [{ port: { a: 1 } }] }), 'error: "spec.endpoints[0].port" is a map; the API server rejects it: write a string [schema/type]'],
    [custom('ServiceMonitor', { selector: {}, endpoints: [{ targetPort: true }] }), 'error: "spec.endpoints[0].targetPort" is true; the API server rejects it: write an integer or a string [schema/type]'],
    [custom('Prometheus', { replicas: 'x'.repeat(60) }), `error: "spec.replicas" is "${'x'.repeat(60)}"; the API server rejects it: write an integer [schema/type]`],
    [custom('Prometheus', { replicas: 'x'.repeat(61) }), `error: "spec.replicas" is "${'x'.repeat(60)}…"; the API server rejects it: write an integer [schema/type]`],
    [custom('AlertmanagerConfig', { receivers: [{ name: 'a' }], route: { receiver: 'a', routes: [{ receiver: 1 }] } }, 'v1alpha1'),
      'error: "spec.route.routes[0].receiver" (1) is invalid; the operator rejects the whole AlertmanagerConfig, and its routes are missing: write a string [schema/child-route]'],
    [{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x' }, data: { a: 'YWI' } }, 'error: "data.a" is "YWI"; the API server rejects it: write a string in base64 [schema/value]'],
    [{ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding', metadata: { name: 'x' }, subjects: [] }, 'error: "roleRef" is missing; the API server rejects the object: set it to a map [schema/required]'],
    [{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'x' }, spec: { selector: {}, template: {}, replica: 1 } },
      'error: "spec.replica" (1) does not exist in Kubernetes 1.28.0 to 1.37.0; kubectl fails, other clients drop it silently: write "replicas" [schema/unknown-field]'],
  ])('%j: %s', (object, expected) => {
    expect(messages(object)).toEqual([expected]);
  });

  test('fields that OpenAPI requires and Go does not are not missing', () => {
    expect(messages({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'x' }, spec: {} })).toEqual([]);
  });

  test('values are bounded and on one line', () => {
    const [message] = messages(custom('Prometheus', { replicas: `${'x'.repeat(100_000)}\n` }));
    expect(message.length).toBeLessThan(200);
    expect(message).not.toContain('\n');
  });
});

describe('the version', () => {
  const hostUsers = custom('Prometheus', { hostUsers: false }); // from 0.85.0 on: CHANGELOG of prometheus-operator

  test('determines whether a field exists', () => {
    expect(messages(hostUsers, V('0.84.1'))).toEqual(['error: "spec.hostUsers" requires prometheus-operator 0.85.0 or newer; the version is 0.84.1: upgrade it, or remove the field [schema/too-new]']);
    expect(messages(hostUsers, V('v0.85.0'))).toEqual([]);
  });

  test('that is unknown makes an error of what every version rejects, and of nothing else', () => {
    expect(messages(hostUsers, V())).toEqual([]);
    expect(messages(custom('Prometheus', { hostUser: false }), V())[0]).toContain('does not exist in prometheus-operator 0.70.0 to 0.95.2;');
    // a field of 0.85 in which something is wrong: older versions reject the field
    expect(messages(custom('Prometheus', { hostUsers: 'no' }), V())).toEqual(['error: "spec.hostUsers" is "no"; the API server rejects it: write true or false [schema/type]']);
    // only 0.79.0 has it, and that is enough
    expect(messages(custom('ServiceMonitor', { selector: {}, endpoints: [], scrapeFallbackProtocol: 'PrometheusText0.0.4' }), V())).toEqual([]);
  });

  test('that is one of several is checked for each', () => {
    expect(messages(custom('Prometheus', { hostUser: false }), V('v0.84.1', '0.94.1'))[0]).toContain('does not exist in prometheus-operator 0.84.1 and 0.94.1;');
    expect(ids(custom('Prometheus', { hostUser: false, hostUsers: false }), V('0.84.1', '0.94.1'))).toEqual(['schema/unknown-field']);
    // a problem is certain only if every version rejects it, there or in its parent: below 0.85.0 there is no such field
    expect(ids(custom('ServiceMonitor', { selector: {}, endpoints: [], scrapeFallbackProtocol: 5 }), V('0.79.0', '0.94.1'))).toEqual(['schema/removed']);
    expect(ids(custom('Prometheus', { hostNetwork: 'no' }), V('0.94.1', '0.70.0'))).toEqual(['schema/type']);
    expect(messages(hostUsers, V('0.84.1', '0.94.1'))).toEqual([]);
    expect(messages(hostUsers, V('0.84.1', '0.80.1'))[0]).toContain('the version is 0.84.1 and 0.80.1');
  });

  test('that is newer than all known ones makes unknown fields and values a warning', () => {
    expect(messages(custom('Prometheus', { retentionn: '15d', logFormat: 'xml' }), V('0.99.0'))).toEqual([
      'warning: "spec.retentionn" ("15d") does not exist in prometheus-operator 0.95.2 and older; the version is 0.99.0, which is newer: check it, or write "retention" [schema/not-known-here]',
      'warning: "spec.logFormat" ("xml") does not exist in prometheus-operator 0.95.2 and older; the version is 0.99.0, which is newer: check it [schema/not-known-here]',
    ]);
    expect(ids(custom('Prometheus', { replicas: 'two' }), V('0.99.0'))).toEqual(['schema/type']);
  });

  test('that is older than all known ones cannot be checked', () => {
    expect(schemaFindings(hostUsers, V('0.65.1'))).toEqual({ findings: [], unchecked: 'prometheus-operator 0.65.1 is older than 0.70.0, the oldest known version' });
  });

  test('of Kubernetes is compared by its minor release', () => {
    const policy = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'x' }, spec: { trafficDistribution: 'PreferClose' } }; // from 1.30 on: CHANGELOG-1.30
    const of = (...kubernetes: string[]) => ids(policy, { operator: [], kubernetes });
    expect([of('1.29.15'), of('1.30'), of('v1.34.2-gke.1348000'), of('1.28.0'), of()]).toEqual([['schema/too-new'], [], [], ['schema/too-new'], []]);
    expect(ids(configMap({ dataa: {} }), { operator: [], kubernetes: ['1.99'] })).toEqual(['schema/not-known-here']);
  });
});

describe('a kind', () => {
  test('with a typo is a warning that suggests the right one', () => {
    expect(messages(custom('ServiceMoniter', {}))).toEqual(['warning: monitoring.coreos.com/v1/ServiceMoniter does not exist in prometheus-operator 0.70.0 to 0.95.2, and the object is not checked: write "ServiceMonitor" [schema/unknown-kind]']);
    expect(messages(custom('ScrapeConfig', {}))[0]).toContain('the apiVersion is "monitoring.coreos.com/v1alpha1"');
  });

  test('of another group, or one that is not in the data, is not checked', () => {
    expect(schemaFindings({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', spec: { x: 1 } }, V())).toEqual({ findings: [] });
    expect(schemaFindings({ apiVersion: 'apps/v1', kind: 'Deploymentt', spec: { x: 1 } }, V())).toEqual({ findings: [] });
    expect(schemaFindings({ apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', spec: { x: 1 } }, V())).toEqual({ findings: [] });
  });

  test('that was added later is reported with its first version', () => {
    const index = { versions: ['1.0.0', '1.1.0'], kinds: { 'monitoring.coreos.com/v1/Late': [0, 1] }, pool: [], nodes: [{ t: 'o' as const, o: {} }] };
    jest.spyOn(load, 'operatorSchemas').mockImplementation(() => index);
    expect(messages(custom('Late', undefined), V('1.0.0'))).toEqual(['error: "kind" requires prometheus-operator 1.1.0 or newer; the version is 1.0.0: upgrade it, or remove the field [schema/too-new]']);
    expect(messages(custom('Late', undefined), V('1.1.0'))).toEqual([]);
    expect(messages(custom('Late', undefined), V())).toEqual([]);
  });

  test('that is unknown is reported with a shortened name, and a cure if no kind is similar', () => {
    expect(messages(custom('Grafana', {}))).toEqual(['warning: monitoring.coreos.com/v1/Grafana does not exist in prometheus-operator 0.70.0 to 0.95.2, and the object is not checked: check that its CustomResourceDefinition exists [schema/unknown-kind]']);
    expect(messages(custom('x'.repeat(1000), {}))[0].length).toBeLessThan(350);
  });

  test.each(['v1', 'apps/v1', 'batch/v1', 'rbac.authorization.k8s.io/v1', 'networking.k8s.io/v1'])('of %s belongs to Kubernetes', apiVersion => {
    const kind = { 'v1': 'ConfigMap', 'apps/v1': 'Deployment', 'batch/v1': 'Job', 'rbac.authorization.k8s.io/v1': 'Role', 'networking.k8s.io/v1': 'NetworkPolicy' }[apiVersion]!;
    expect(ids({ apiVersion, kind, metadata: { name: 'x' }, zzz: 1 })).toContain('schema/unknown-field');
  });

  test.each(['example.com/v1', 'k8s.io.example.com/v1', 'monitoring.coreos.com', 'x.monitoring.coreos.com/v1'])('of %s is not', apiVersion => {
    const spy = jest.spyOn(load, 'kubernetesSchemas');
    expect([schemaFindings({ apiVersion, kind: 'ConfigMap', zzz: 1 }, V()), apiVersion.includes('/') ? spy.mock.calls.length : 0]).toEqual([{ findings: [] }, 0]);
  });

  test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])('called %s does not exist', kind => {
    expect(ids(JSON.parse(`{"apiVersion": "monitoring.coreos.com/v1", "kind": "${kind}"}`))).toEqual(['schema/unknown-kind']);
    expect(ids({ apiVersion: 'v1', kind })).toEqual([]);
    expect(ids({ apiVersion: kind, kind })).toEqual([]);
  });

  test.each([undefined, null, 1, 'x', [], {}, { apiVersion: 1, kind: 'x' }, { apiVersion: 'v1', kind: null }])('of %j is not an object', value => {
    expect(schemaFindings(value, V())).toEqual({ findings: [] });
  });
});

describe('child routes, for which the API server has no schema', () => {
  const routes = (...children: unknown[]) => custom('AlertmanagerConfig', { route: { receiver: 'a', routes: children }, receivers: [{ name: 'a' }] }, 'v1alpha1');

  // unmarshalling with DisallowUnknownFields: pkg/apis/monitoring/v1alpha1/alertmanager_config_types.go, ChildRoutes()
  test('are decoded by the operator, which rejects the object', () => {
    expect(messages(routes({ groupWaitt: '30s' }))).toEqual([
      'error: "spec.route.routes[0].groupWaitt" ("30s") is invalid; the operator rejects the whole AlertmanagerConfig, and its routes are missing: write "groupWait" [schema/child-route]',
    ]);
    expect(messages(routes({ receiver: 'a', routes: [{ matchers: [{ name: 1 }] }] }))[0]).toContain('"spec.route.routes[0].routes[0].matchers[0].name" (1) is invalid;');
    expect(ids(routes('x'))).toEqual(['schema/child-route']);
  });

  test('are decoded like in Go: in any case, null is empty, and further checks of the schema do not apply', () => {
    expect(ids(routes({ Receiver: 'a', groupwait: 'soon', MATCHERS: [{ Name: 'x', matchType: '?' }], Routes: [null] }, null))).toEqual([]);
  });

  test('with an unknown field are ignored by operators below 0.77, with a wrong type by none', () => {
    expect([ids(routes({ foo: 1 }), V('0.76.2')), ids(routes({ foo: 1 }), V('0.77.0')), ids(routes({ foo: 1 }), V())]).toEqual([[], ['schema/child-route'], []]);
    expect([ids(routes({ receiver: 1 }), V('0.76.2')), ids(routes({ receiver: 1 }), V())]).toEqual([['schema/child-route'], ['schema/child-route']]);
  });
});

test('a value that a later step fills in has no type yet', () => {
  expect(ids(custom('Prometheus', { replicas: '${REPLICAS}', retention: '{{ .Values.retention }}', logLevel: '${LEVEL:=info}' }))).toEqual([]);
  expect(ids(custom('Prometheus', { replicass: '${REPLICAS}' }))).toEqual(['schema/unknown-field']);
});

describe('a damaged index neither crashes nor accepts everything', () => {
  test.each<[string, () => any, string]>([
    ['a file that cannot be read', () => { throw new Error('data/operator-schemas.json is damaged'); }, 'data/operator-schemas.json is damaged'],
    ['a node that is missing', () => ({ ...load.operatorSchemas(), nodes: [] }), 'the schema index is damaged: it has no node'],
    ['nodes that are none', () => ({ ...load.operatorSchemas(), nodes: load.operatorSchemas().nodes.map(() => 'x') }), ''],
    ['no versions', () => ({ ...load.operatorSchemas(), versions: [] }), 'prometheus-operator 0.94.1 is older than'],
    ['a pattern that is none', () => ({ ...load.operatorSchemas(), pool: load.operatorSchemas().pool.map(() => '(') }), 'Invalid regular expression'],
  ])('%s', (_, read, expected) => {
    const index = (() => {
      try { return read(); } catch (error) { return error; }
    })();
    jest.spyOn(load, 'operatorSchemas').mockImplementation(() => {
      if (index instanceof Error) { throw index; }
      return index;
    });
    const { findings, unchecked } = schemaFindings(monitor({ interval: '30s' }), V('0.94.1'));
    expect(unchecked ?? findings.map(({ ruleId }) => ruleId).join()).toContain(expected);
  });
});

test('each rule of the table is reported by a test here or in the walker\'s tests', () => {
  const text = require('fs').readFileSync(__filename, 'utf8');
  expect(Object.values(rules).map(({ id }) => id).filter(id => !text.includes(id) && !['schema/removed', 'schema/unchecked'].includes(id))).toEqual([]);
});
