import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Yaml } from 'cdk8s';
import { PrometheusOperatorCrds, PrometheusOperatorCrdsProps } from '../../src';
import { appliedBytes, withoutDescriptions } from '../../src/prometheus-operator-crds/schema';
import { expectPatchable } from '../support/patches';
import { aStack, namesOf } from '../support/stack';
import { aChart, errorsOf, noticesOf, ofKind, synth } from '../support/synth';

const folder = mkdtempSync(join(tmpdir(), 'crds-'));
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

const PLURALS = ['alertmanagers', 'prometheuses', 'prometheusrules', 'servicemonitors'];

/** Of the shape that upstream's have, of our own words. */
function definition(plural: string, version: string | null = '0.85.0', description = 'what it is') {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.monitoring.coreos.com`, ...version !== null && { annotations: { 'operator.prometheus.io/version': version } } },
    spec: {
      group: 'monitoring.coreos.com',
      names: { plural, kind: 'Kind' },
      scope: 'Namespaced',
      versions: [{
        name: 'v1',
        schema: { openAPIV3Schema: { description, properties: { description: { type: 'string', description }, spec: { description, properties: { properties: { description: 'a field called properties', type: 'object' } } } } } },
      }],
    },
  };
}

/** Writes files, and gives the folder's path. */
function folderOf(name: string, files: { readonly [file: string]: string }): string {
  const at = join(folder, name);
  mkdirSync(at, { recursive: true });
  for (const [file, text] of Object.entries(files)) { writeFileSync(join(at, file), text); }
  return at;
}

const yamlOf = (...objects: object[]) => Yaml.stringify(...objects);
const GOOD = folderOf('good', { ...Object.fromEntries(PLURALS.map(plural => [`${plural}.yaml`, yamlOf(definition(plural))])), 'README.md': 'not YAML' });

function made(props: Partial<PrometheusOperatorCrdsProps>) {
  const chart = aChart('monitoring');
  const crds = new PrometheusOperatorCrds(chart, 'Crds', { path: GOOD, version: '0.85.0', ...props });
  return { chart, crds };
}

test('a folder and a file with several documents give the same result', () => {
  const file = join(folderOf('one', { 'all.yaml': yamlOf(...[...PLURALS].reverse().map(plural => definition(plural))) }), 'all.yaml');
  expect(synth(made({ path: file }).chart)).toEqual(synth(made({}).chart));
  expect(namesOf(synth(made({}).chart))).toEqual(PLURALS.map(plural => `CustomResourceDefinition ${plural}.monitoring.coreos.com`));
});

test('they are cluster-scoped, are marked for server-side apply, and keep their other fields', () => {
  for (const { metadata } of synth(made({}).chart)) {
    expect(metadata.namespace).toBeUndefined();
    expect(metadata.annotations).toEqual({ 'operator.prometheus.io/version': '0.85.0', 'argocd.argoproj.io/sync-options': 'ServerSideApply=true', 'kustomize.toolkit.fluxcd.io/ssa': 'Override' });
  }
  expect(synth(made({ serverSideApply: false }).chart)[0].metadata.annotations).toEqual({ 'operator.prometheus.io/version': '0.85.0' });
});

test('without descriptions: the texts are removed, fields of that name stay', () => {
  const [{ spec }] = synth(made({ stripDescriptions: true }).chart);
  expect(spec.versions[0].schema.openAPIV3Schema).toEqual({ properties: { description: { type: 'string' }, spec: { properties: { properties: { type: 'object' } } } } });
  expect(withoutDescriptions({ description: { type: 'x' }, list: [{ description: 'x', a: 1 }], default: { description: 'x' } }))
    .toEqual({ description: { type: 'x' }, list: [{ a: 1 }], default: { description: 'x' } });
});

test('patches reach them', () => made({}).crds.definitions.forEach(expectPatchable));

test('in a stack they come after the namespaces and before everything else', () => {
  const { chart, stack } = aStack({ operator: { version: '0.85.0' }, crds: { path: GOOD } });
  expect(namesOf(synth(chart)).slice(0, 7)).toEqual(['Namespace monitoring', 'Namespace monitoring-node-exporter', ...PLURALS.map(plural => `CustomResourceDefinition ${plural}.monitoring.coreos.com`), expect.stringContaining('ServiceAccount')]);
  expect(stack.crds!.definitions).toHaveLength(4);
});

test('definitions of another version than the stack\'s operator are rejected', () => {
  const errors = errorsOf(aStack({ operator: { version: '0.93.0' }, crds: { path: GOOD } }).chart);
  expect(errors).toContain('are for prometheus-operator 0.85.0 (alertmanagers.monitoring.coreos.com, prometheuses.monitoring.coreos.com, prometheusrules.monitoring.coreos.com and 1 more), but the version of the operator is 0.93.0');
  expect(errors).toContain('download those of 0.93.0, or set "version" to 0.85.0 [prometheus-operator-crds/version]');
});

test.each<[string, string, string]>([
  ['file-unreadable', join(folder, 'not-there'), 'ENOENT'],
  ['file-unreadable', folderOf('broken', { 'a.yaml': 'kind: [' }), 'cannot be read'],
  ['file-empty', folderOf('empty', { 'a.txt': '' }), 'a folder with *.yaml files'],
  ['file-empty', folderOf('blank', { 'a.yaml': '---\n---\n' }), 'contains no CustomResourceDefinition'],
  ['not-a-definition', folderOf('bundle', { 'a.yaml': yamlOf(definition('prometheuses'), { kind: 'Deployment', metadata: { name: 'prometheus-operator' } }) }), 'remove it'],
  ['not-a-definition', folderOf('text', { 'a.yaml': 'hello' }), 'not a CustomResourceDefinition'],
  ['missing', folderOf('some', { 'a.yaml': yamlOf(definition('prometheuses'), definition('servicemonitors')) }), 'lack alertmanagers.monitoring.coreos.com, prometheusrules.monitoring.coreos.com'],
])('%s: %s', (id, path, part) => {
  const errors = errorsOf(made({ path }).chart);
  expect(errors).toContain(`[prometheus-operator-crds/${id}]`);
  expect(errors).toContain(part);
});

test('definitions without a version are reported', () => {
  const path = folderOf('unversioned', { 'a.yaml': yamlOf(...PLURALS.map(plural => definition(plural, null))) });
  expect(noticesOf(made({ path }).chart).join()).toContain('[prometheus-operator-crds/version-unknown]');
  expect(noticesOf(made({}).chart)).toEqual([]);
});

test('definitions that are too large for client-side apply are reported, with the remaining cure', () => {
  const path = folderOf('large', { 'a.yaml': yamlOf(...PLURALS.map(plural => definition(plural, '0.85.0', 'x'.repeat(100_000)))) });
  const notice = noticesOf(made({ path, serverSideApply: false }).chart).join();
  expect(notice).toContain('set "stripDescriptions", or use "kubectl apply --server-side" [prometheus-operator-crds/client-side-apply]');
  expect(noticesOf(made({ path, serverSideApply: false, stripDescriptions: true }).chart)).toEqual([]);
  expect(noticesOf(made({ path }).chart)).toEqual([]);
  expect(appliedBytes({ a: 'ä' })).toBe(11);
});

test('an empty path is an error, like that of a missing file', () => {
  const chart = aChart();
  new PrometheusOperatorCrds(chart, 'Crds', { path: '' });
  expect(errorsOf(chart)).toContain('cannot be read');
  expect(ofKind(synth(made({}).chart), 'CustomResourceDefinition')).toHaveLength(4);
});
