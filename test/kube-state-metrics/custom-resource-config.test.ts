import { CustomResource, CustomResourceValue } from '../../src';
import { checkCustomResources, customResourceConfig } from '../../src/kube-state-metrics/custom-resource-config';
import { ComponentVersion } from '../../src/versions/component-version';

const READY = { name: 'ready', help: 'Ready.', each: CustomResourceValue.gauge({ path: ['status', 'ready'] }) };
const resource = (group: string, more: Partial<CustomResource> = {}): CustomResource =>
  ({ groupVersionKind: { group, version: 'v1', kind: 'Thing' }, resourcePlural: 'things', metrics: [READY], ...more });
const check = (resources: CustomResource[], text = '2.20.0') =>
  checkCustomResources(ComponentVersion.parse('kubeStateMetrics', 'version', text).version, text, resources).map(({ ruleId }) => ruleId.replace('kube-state-metrics/custom-resource-', ''));

test('the file has upstream\'s field names', () => {
  const config = customResourceConfig([resource('example.org', {
    clusterScoped: true,
    metricNamePrefix: 'thing',
    commonLabels: { team: 'a' },
    labelsFromPath: { name: ['metadata', 'name'] },
    errorLogV: 5,
    metrics: [
      { name: 'replicas', help: 'Replicas.', each: CustomResourceValue.gauge({ path: ['status'], valueFrom: ['replicas'], nilIsZero: true, labelFromKey: 'key', labelsFromPath: { a: ['b'] } }), errorLogV: 1 },
      { name: 'thing_info', help: 'Info.', each: CustomResourceValue.info({ labelsFromPath: { version: ['spec', 'version'] } }), commonLabels: { x: 'y' } },
      { name: 'phase', help: 'Phase.', each: CustomResourceValue.stateSet({ labelName: 'phase', path: ['status', 'phase'], list: ['Up', 'Down'] }) },
    ],
  })]);
  expect(config).toEqual({
    kind: 'CustomResourceStateMetrics',
    spec: {
      resources: [{
        groupVersionKind: { group: 'example.org', version: 'v1', kind: 'Thing' },
        resourcePlural: 'things',
        metricNamePrefix: 'thing',
        commonLabels: { team: 'a' },
        labelsFromPath: { name: ['metadata', 'name'] },
        errorLogV: 5,
        metrics: [
          {
            name: 'replicas',
            help: 'Replicas.',
            errorLogV: 1,
            each: { type: 'Gauge', gauge: { path: ['status'], valueFrom: ['replicas'], nilIsZero: true, labelFromKey: 'key', labelsFromPath: { a: ['b'] } } },
          },
          { name: 'thing_info', help: 'Info.', commonLabels: { x: 'y' }, each: { type: 'Info', info: { labelsFromPath: { version: ['spec', 'version'] } } } },
          { name: 'phase', help: 'Phase.', each: { type: 'StateSet', stateSet: { labelName: 'phase', path: ['status', 'phase'], list: ['Up', 'Down'] } } },
        ],
      }],
    },
  });
});

test.each([['2.8.2', []], ['2.9.0', ['group']], ['2.20.0', ['group']]])('%s with a core kind: %j', (text, found) => expect(check([resource('')], text)).toEqual(found));
test.each(['apps', 'batch', 'networking.k8s.io', 'policy', 'storage.k8s.io'])('the built-in group %s is rejected in 2.15 and newer', group => {
  expect([check([resource(group)], '2.14.9'), check([resource(group)], '2.15.0')]).toEqual([[], ['group']]);
});
test.each(['snapshot.storage.k8s.io', 'gateway.networking.k8s.io', 'autoscaling.k8s.io', 'metrics.k8s.io', 'example.org'])('%s is a group of custom resources', group => {
  expect(check([resource(group)])).toEqual([]);
});
test('a wildcard for kind or group would require permission to read everything', () => {
  expect(check([resource('*')])).toEqual(['wildcard']);
  expect(check([resource('example.org', { groupVersionKind: { group: 'example.org', version: '*', kind: '*' } })])).toEqual(['wildcard']);
  expect(check([resource('example.org', { groupVersionKind: { group: 'example.org', version: '*', kind: 'Thing' } })])).toEqual([]);
});
test.each<[string, Partial<CustomResource>]>([
  ['without-metrics', { metrics: [] }],
  ['name', { metrics: [{ ...READY, name: 'ready-nodes' }] }],
  ['name', { metricNamePrefix: '', metrics: [{ ...READY, name: '1st' }] }],
  ['name', { metricNamePrefix: 'a b' }],
  ['name', { commonLabels: { 'a-b': 'x' } }],
  ['name', { labelsFromPath: { 'a.b': ['x'] } }],
  ['name', { metrics: [{ ...READY, commonLabels: { '': 'x' } }] }],
  ['twice', { metrics: [READY, READY] }],
  ['twice', { metrics: [{ ...READY, commonLabels: { a: 'x', b: 'y' } }, { ...READY, commonLabels: { b: 'y', a: 'x' } }] }],
  ['twice', { metrics: [READY, { ...READY, each: CustomResourceValue.gauge({ path: ['status', 'other'] }) }] }],
])('%s: %j is refused', (id, more) => expect(check([resource('example.org', more)])).toEqual([id]));
test.each<[string, Partial<CustomResource['metrics'][number]>, Partial<CustomResource['metrics'][number]>]>([
  ['values of a label', { commonLabels: { resource: 'cpu' } }, { commonLabels: { resource: 'memory' } }],
  ['labels', { labelsFromPath: { container: ['name'] } }, {}],
  ['labels of the value', { each: CustomResourceValue.gauge({ labelsFromPath: { a: ['a'] } }) }, { each: CustomResourceValue.gauge({ labelsFromPath: { b: ['a'] } }) }],
])('metrics may have the same name with other %s', (_, one, other) => {
  expect(check([resource('example.org', { metrics: [{ ...READY, ...one }, { ...READY, ...other }] })])).toEqual([]);
});
test('two resources may have metrics with the same name', () => {
  expect(check([resource('example.org'), resource('example.com')])).toEqual([]);
});

test('the file does not depend on the order in which a language writes the options', () => {
  const reversed = (value: object) => Object.fromEntries(Object.entries(value).reverse());
  const gauge = { path: ['status'], labelFromKey: 'key', nilIsZero: true };
  const one = resource('example.org', { metrics: [{ name: 'ready', help: 'Ready.', each: CustomResourceValue.gauge(gauge) }], metricNamePrefix: 'thing', labelsFromPath: { b: ['b'], a: ['a'] } });
  const other = reversed({
    ...one, groupVersionKind: reversed(one.groupVersionKind), metrics: [reversed({ ...one.metrics[0], each: CustomResourceValue.gauge(reversed(gauge)) })],
  }) as unknown as CustomResource;
  expect(JSON.stringify(customResourceConfig([other]))).toBe(JSON.stringify(customResourceConfig([one])));
});
