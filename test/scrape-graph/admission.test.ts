import { join } from 'path';
import { ApiObject, App, Chart } from 'cdk8s';
import { ScrapeGraph, ScrapeGraphValidation } from '../../src';
import { Files, folders } from '../support/folders';
import { aStack } from '../support/stack';
import { aChart, errorsOf, noticesOf, synth } from '../support/synth';

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
const crd = (version: string, group = 'monitoring.coreos.com') => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `servicemonitors.${group}`, annotations: { 'operator.prometheus.io/version': version } },
  spec: { group, scope: 'Namespaced', names: { plural: 'servicemonitors', kind: 'ServiceMonitor' }, versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }] },
});

describe('explain of a folder', () => {
  test('the message contains the object, its file, the path and the cure', () => {
    const at = folderOf({ 'apps/web.yaml': monitor({ intervall: '30s' }) });
    expect(ScrapeGraph.fromFiles([at]).problems.filter(text => text.includes('[schema/'))).toEqual([
      `error: ServiceMonitor shop/web (${at}/apps/web.yaml): "spec.endpoints[0].intervall" ("30s") does not exist in prometheus-operator 0.70.0 to 0.95.2; `
      + 'kubectl fails, other clients drop it silently: write "interval" [schema/unknown-field]',
    ]);
  });

  // bodySizeLimit of a ServiceMonitor: CHANGELOG of prometheus-operator, 0.73.0
  test.each([
    ['quay.io/prometheus-operator/prometheus-operator:v0.72.0', true],
    ['mirror.example.org:5000/a/prometheus-operator:0.72.0@sha256:abc', true],
    ['quay.io/prometheus-operator/prometheus-operator:v0.73.0', false],
    ['quay.io/prometheus-operator/prometheus-operator', false],
    ['quay.io/prometheus-operator/prometheus-operator@sha256:abc', false],
    ['quay.io/prometheus-operator/prometheus-operator:latest', false],
    ['quay.io/prometheus-operator/prometheus-config-reloader:v0.72.0', false],
  ])('the image %s determines the version: %s', (image, isTooOld) => {
    const problems = problemsOf({ 'a.yaml': operator(image), 'b.yaml': monitor({}, { bodySizeLimit: '1MB' }) });
    expect(problems.map(text => /\[(.*)\]$/.exec(text)![1])).toEqual(isTooOld ? ['schema/too-new'] : []);
  });

  test('definitions determine the version, too, with which the API server checks; two versions are both checked', () => {
    const limited = monitor({}, { bodySizeLimit: '1MB' });
    expect(problemsOf({ 'a.yaml': crd('0.72.0'), 'b.yaml': limited })).toHaveLength(1);
    expect(problemsOf({ 'a.yaml': crd('0.94.1'), 'b.yaml': limited, 'c.yaml': operator('prometheus-operator:v0.72.0') })).toEqual([]);
    expect(problemsOf({ 'a.yaml': crd('0.72.0', 'example.org'), 'b.yaml': limited })).toEqual([]);
  });

  test('an old operator, a kind with a typo: an unchecked object is reported once', () => {
    const many = Object.fromEntries(Array.from({ length: 3 }, (_, at) => [`${at}.yaml`, { ...monitor({}), metadata: { name: `web-${at}`, namespace: 'shop' } }]));
    expect(problemsOf({ ...many, 'o.yaml': operator('prometheus-operator:v0.65.1') }))
      .toEqual(['warning: 3 objects are not checked against a schema: prometheus-operator 0.65.1 is older than 0.70.0, the oldest known version [schema/unchecked]']);
    expect(problemsOf({ 'a.yaml': custom('ServiceMoniter', {}) })).toEqual([expect.stringContaining('write "ServiceMonitor" [schema/unknown-kind]')]);
  });

  test('booleans of YAML 1.1 are parsed like kubectl does', () => {
    const text = (value: string) => `apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata: {name: web}\nspec:\n  selector: {}\n  endpoints: [{port: http, honorLabels: ${value}}]\n`;
    expect([problemsOf({ 'a.yaml': text('yes') }), problemsOf({ 'a.yaml': text('"yes"') }).length]).toEqual([[], 1]);
  });

  test('an input of Kustomize may lack what Kustomize adds, but unknown fields are errors', () => {
    const partial = { ...operator('a:1'), spec: { replicass: 1 } };
    expect(problemsOf({ 'kustomization.yaml': 'patches: [{path: patches/a.yaml}]', 'patches/a.yaml': partial })).toEqual([expect.stringContaining('"spec.replicass"')]);
    expect(problemsOf({ 'patches/a.yaml': partial })).toHaveLength(3);
    expect(problemsOf({ 'a.yaml': { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a' }, $patch: 'delete' } })).toEqual([]);
  });

  test('a silenced problem is listed separately, with its reason', () => {
    const silent = { ...monitor({ intervall: '30s' }), metadata: { name: 'web', namespace: 'shop', annotations: { 'cdk8s-prometheus/silence-schema-unknown-field': 'our fork has it' } } };
    const graph = ScrapeGraph.fromFiles([folderOf({ 'a.yaml': silent })]);
    expect(graph.problems.filter(text => text.includes('[schema/'))).toEqual([]);
    expect(graph.explain()).toMatch(/Silenced\n.*intervall[^]*at ServiceMonitor shop\/web: our fork has it/);
  });

  test('the validation plugin reports it, and fails', async () => {
    const violations: any[] = [];
    const submit = jest.fn();
    const report = { addViolation: (violation: any) => violations.push(violation), submit };
    await new ScrapeGraphValidation().validate({ manifests: [join(folderOf({ 'a.yaml': monitor({ intervall: '30s' }) }), 'a.yaml')], report, logger: { log: () => undefined } });
    expect(violations.find(({ ruleName }) => ruleName === 'schema/unknown-field')).toMatchObject({
      recommendation: expect.stringContaining('write "interval"'), fix: expect.stringContaining('fieldValidation=Strict'), violatingResources: [{ resourceName: 'web' }],
    });
    expect(submit).toHaveBeenCalledWith('failure');
  });

  test('10,000 custom resources take a second or two', () => {
    const items = Array.from({ length: 10_000 }, (_, at) => ({ ...custom('PrometheusRule', { groups: [{ name: 'a', rules: [{ record: 'a:b', expr: 'up' }] }] }), metadata: { name: `rule-${at}`, namespace: 'shop' } }));
    items[7777].spec = { grups: [] };
    const started = process.cpuUsage();
    expect(problemsOf({ 'all.json': { apiVersion: 'v1', kind: 'List', items } })).toEqual([expect.stringContaining('PrometheusRule shop/rule-7777')]);
    expect(process.cpuUsage(started).user).toBeLessThan(15_000_000);
  });
});

describe('of an app', () => {
  const made = (chart: Chart, object: any, id = 'web') => new ApiObject(chart, id, object);

  test('the graph reports it once, and addTo checks it once', () => {
    const chart = aChart('shop');
    made(chart, monitor({ intervall: '30s' }));
    expect(ScrapeGraph.of(chart).problems.filter(text => text.includes('intervall'))).toHaveLength(1);
    ScrapeGraph.addTo(chart);
    expect(errorsOf(chart).match(/intervall/g)).toHaveLength(1);
  });

  test('silence holds at synth', () => {
    const { chart } = aStack();
    made(chart, { ...monitor({ intervall: '30s' }), metadata: { name: 'mine' } });
    ScrapeGraph.silence(chart, 'schema/unknown-field', 'our fork has it');
    expect(errorsOf(chart)).toBe('');
    expect(synth(chart).find(({ metadata }) => metadata.name === 'mine')!.metadata.annotations).toEqual({ 'cdk8s-prometheus/silence-schema-unknown-field': 'our fork has it' });
  });

  test('each cluster has its own operator; a chart without one uses those of the app', () => {
    const app = new App();
    const charts = ['eu', 'us', 'shop'].map(name => new Chart(app, name, { namespace: 'monitoring' }));
    aStack({ operator: { version: '0.72.0' }, prometheus: { version: '2.55.1' } }, charts[0]);
    aStack({ operator: { version: '0.94.1' } }, charts[1]);
    for (const chart of charts) { made(chart, { ...monitor({}, { bodySizeLimit: '1MB' }), metadata: { name: 'mine' } }, 'mine'); }
    const lines = errorsOf(charts[0]).split('\n').filter(line => line.includes('"mine"'));
    expect(lines).toEqual([expect.stringContaining('ServiceMonitor "mine" (eu/mine): "spec.bodySizeLimit" requires prometheus-operator 0.73.0 or newer; the version is 0.72.0')]);
  });

  test('the operator\'s image in the app determines the version if no construct does', () => {
    const chart = aChart('shop');
    made(chart, operator('quay.io/prometheus-operator/prometheus-operator:v0.72.0'), 'operator');
    made(chart, monitor({}, { bodySizeLimit: '1MB' }));
    ScrapeGraph.addTo(chart);
    expect(errorsOf(chart)).toContain('the version is 0.72.0');
  });

  test('an operator newer than every known one warns', () => {
    const { chart } = aStack({ operator: { version: '0.99.0' } });
    made(chart, { ...monitor({ intervall: '30s' }), metadata: { name: 'mine' } });
    expect(noticesOf(chart).filter(text => text.includes('[schema/'))).toEqual([expect.stringContaining('[] ServiceMonitor "mine" (test/web): "spec.endpoints[0].intervall" ("30s") does not exist in prometheus-operator 0.95.2 and older; the version is 0.99.0, which is newer: check it, or write "interval"')]);
  });

  test('cdk8s reports an object that cannot be rendered', () => {
    const { chart } = aStack();
    made(chart, { ...monitor({}), spec: { selector: new Map() } });
    expect(errorsOf(chart)).toContain('can\'t render non-simple object');
  });
});
