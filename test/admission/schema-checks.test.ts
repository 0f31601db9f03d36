import { ApiObject, App, Chart, Lazy } from 'cdk8s';
import { FleetApp, SchemaChecks } from '../../src';
import * as check from '../../src/admission/check-manifest';
import { operatorVersionOf } from '../../src/admission/versions-in-manifests';
import { registerVersion, versionsInForce } from '../../src/validation/versions-in-force';
import { aStack } from '../support/stack';
import { aChart, errorsOf, noticesOf } from '../support/synth';

const monitor = (chart: Chart, endpoint: object, id = 'web') => new ApiObject(chart, id, {
  apiVersion: 'monitoring.coreos.com/v1', kind: 'ServiceMonitor', metadata: { name: id }, spec: { selector: {}, endpoints: [{ port: 'http', ...endpoint }] },
});

afterEach(() => jest.restoreAllMocks());

test('an app without our constructs is checked after a call of SchemaChecks, once even after several calls', () => {
  const chart = aChart();
  monitor(chart, { intervall: '30s' });
  expect(errorsOf(chart)).toBe('');
  SchemaChecks.addTo(chart);
  SchemaChecks.addTo(chart.node.root);
  expect(errorsOf(chart).match(/intervall/g)).toHaveLength(1);
});

test('an app with one of our objects is checked without a call: all of its objects, once per synthesis', () => {
  const { chart } = aStack();
  const other = new Chart(chart.node.root, 'other');
  monitor(other, {});
  const spy = jest.spyOn(check, 'checkManifest');
  jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  (chart.node.root as App).synthYaml();
  expect(spy).toHaveBeenCalledTimes(chart.node.root.node.findAll().filter(ApiObject.isApiObject).length);
});

test('lazy values are resolved, and a change after a synthesis is noticed', () => {
  const chart = aChart();
  const object = monitor(chart, { interval: Lazy.any({ produce: () => 30 }) });
  SchemaChecks.addTo(chart);
  expect(errorsOf(chart)).toContain('"spec.endpoints[0].interval" is 30; the API server rejects it: write a duration');
  object.addJsonPatch({ _toJson: () => ({ op: 'replace', path: '/spec/endpoints/0/interval', value: '30s' }) } as any);
  expect(errorsOf(chart)).toBe('');
});

test('the same in a FleetApp', () => {
  const app = new FleetApp();
  const chart = new Chart(app, 'test', { namespace: 'monitoring' });
  aStack({}, chart);
  monitor(chart, { intervall: '30s' }, 'mine');
  jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  expect(() => app.synthYaml()).toThrow('"spec.endpoints[0].intervall" ("30s") does not exist');
});

test('a kind with a typo is a notice', () => {
  const chart = aChart();
  new ApiObject(chart, 'Web', { apiVersion: 'monitoring.coreos.com/v1', kind: 'ServiceMoniter', metadata: { name: 'web' } });
  SchemaChecks.addTo(chart);
  expect(noticesOf(chart)).toEqual([expect.stringContaining('ServiceMoniter "web" (test/Web): monitoring.coreos.com/v1/ServiceMoniter does not exist')]);
});

describe('versions in force', () => {
  const app = () => {
    const root = new App();
    const [eu, us] = ['eu', 'us'].map(id => new Chart(root, id));
    return { root, eu, us };
  };

  test('the version in a cluster takes precedence over a default and over other clusters', () => {
    const { root, eu, us } = app();
    registerVersion(eu, 'operator', 'v0.85.0');
    registerVersion(eu, 'operator', '0.94.1', true);
    registerVersion(us, 'operator', '0.90.0');
    const of = versionsInForce(root, 'operator');
    expect([of('eu'), of('us')]).toEqual([['0.85.0'], ['0.90.0']]);
    expect(versionsInForce(root, 'kubernetes')('eu')).toEqual([]);
  });

  test('a cluster without a version has its defaults, then the versions in other clusters, then the defaults of all', () => {
    const { root, eu, us } = app();
    registerVersion(us, 'operator', '0.94.1', true);
    expect(versionsInForce(root, 'operator')('eu')).toEqual(['0.94.1']);
    registerVersion(eu, 'operator', '0.85.0');
    expect(versionsInForce(root, 'operator')('us')).toEqual(['0.85.0', '0.94.1']);
    expect(versionsInForce(root, 'operator')('shop')).toEqual(['0.85.0']);
  });

  test('the versions that are installed are named', () => {
    const { root, eu } = app();
    registerVersion(eu, 'operator', '0.94.1', true);
    registerVersion(eu, 'operator', undefined);
    expect(versionsInForce(root, 'operator', [{ cluster: 'eu', version: '0.80.1' }])('eu')).toEqual(['0.80.1']);
  });

  test.each([undefined, null, 'x', {}, { kind: 'Deployment' }, { kind: 'Deployment', spec: { template: { spec: { containers: 'x' } } } },
    { kind: 'Deployment', spec: { template: { spec: { containers: [null, {}, { image: 1 }] } } } }, { kind: 'CustomResourceDefinition', metadata: { name: 'a.monitoring.coreos.com', annotations: [] } }])('%j installs none', manifest => {
    expect(operatorVersionOf(manifest)).toBeUndefined();
  });
});
