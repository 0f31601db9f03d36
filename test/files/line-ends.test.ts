import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Chart } from 'cdk8s';
import { GrafanaDashboard, MonitoringMixin, NodeEndpoints, NodeSource, PrometheusOperatorCrds, PrometheusRules, ServiceLevelObjectives } from '../../src';
import { main } from '../../src/cli';
import { parseDocuments } from '../../src/files/documents';
import { parseManifests } from '../../src/files/manifest-documents';
import { readAnswer } from '../../src/verify/reality';
import { goldenFiles, readGolden } from '../support/golden';

// Git for Windows checks files out with CR LF. Readers must not be affected, and no output contains a CR.

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'line-ends-'));
  jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const windows = (text: string) => text.replace(/\r?\n/g, '\r\n');

/** The result for a file, with each kind of line ends. The file name is the same. */
function both(name: string, text: string, outcome: (path: string) => string): { readonly ours: string; readonly theirs: string } {
  const [ours, theirs] = [text, windows(text)].map(each => {
    const path = join(folder, name);
    writeFileSync(path, each);
    return outcome(path);
  });
  return { ours, theirs };
}

const yamlOf = (define: (chart: Chart) => void) => {
  const app = new App();
  define(new Chart(app, 'test', { namespace: 'monitoring' }));
  return app.synthYaml();
};
const said = (...args: string[]) => {
  let text = '';
  const status = main(args, each => { text += each; }, each => { text += each; });
  return `${status}\n${text}`;
};

const RULES = 'groups:\n  - name: a\n    rules:\n      - alert: Down\n        expr: |\n          sum by (job) (\n            up\n          ) == 0\n        annotations:\n          description: |-\n            Two lines\n            of it.\n          summary: >\n            folded\n            text\n';
const OPEN_SLO = 'apiVersion: openslo/v1\nkind: SLO\nmetadata: { name: checkout }\nspec:\n  service: shop\n  description: |\n    Two lines\n    of it\n  budgetingMethod: Occurrences\n  timeWindow: [{ duration: 4w, isRolling: true }]\n  objectives: [{ target: 0.999 }]\n  indicator:\n    metadata: { name: requests }\n    spec:\n      ratioMetric:\n        counter: true\n        good: { metricSource: { type: Prometheus, spec: { query: \'a{code!~"5.."}\' } } }\n        total: { metricSource: { type: Prometheus, spec: { query: a } } }\n';
const SLOTH = 'version: prometheus/v1\nservice: shop\nslos:\n  - name: requests\n    objective: 99.9\n    description: |\n      Two lines\n      of it\n    sli:\n      events:\n        error_query: |\n          sum(rate(x{code=~"5.."}[{{.window}}]))\n        total_query: |\n          sum(rate(x[{{.window}}]))\n    alerting: { name: A }\n';
const MIXIN = `${JSON.stringify({ groups: [{ name: 'a', rules: [{ alert: 'Down', expr: 'up ==\n0' }] }] }, undefined, 2)}\n`;
const CRD = 'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata:\n  name: probes.monitoring.coreos.com\n  annotations: { operator.prometheus.io/version: 0.94.1 }\nspec:\n  group: monitoring.coreos.com\n  names: { kind: Probe }\n  description: |\n    Two lines\n    of it\n';
const nodes = readFileSync(join(__dirname, '../data/nodes-mixed.yaml'), 'utf8');

test.each<[string, string, string, (chart: Chart, path: string) => void]>([
  ['rules for the mixin', 'rules.yaml', RULES, (chart, path) => { MonitoringMixin.fromFile(chart, 'A', path); }],
  ['rules', 'rules.yaml', RULES, (chart, path) => { PrometheusRules.fromFile(chart, 'A', path); }],
  ['rules of a mixin, as JSON', 'mixin.json', MIXIN, (chart, path) => { MonitoringMixin.fromFile(chart, 'A', path); }],
  ['objectives of OpenSLO', 'slo.yaml', OPEN_SLO, (chart, path) => { ServiceLevelObjectives.fromOpenSlo(chart, 'A', path); }],
  ['objectives of sloth', 'slo.yaml', SLOTH, (chart, path) => { ServiceLevelObjectives.fromSloth(chart, 'A', path); }],
  ['nodes', 'nodes.yaml', nodes, (chart, path) => { new NodeEndpoints(chart, 'A', { nodes: NodeSource.fromFile(path), operatorVersion: '0.93.0' }); }],
  ['nodes as JSON', 'nodes.json', readFileSync(join(__dirname, '../data/nodes-one-real.json'), 'utf8'), (chart, path) => { new NodeEndpoints(chart, 'A', { nodes: NodeSource.fromFile(path), operatorVersion: '0.93.0' }); }],
  ['a dashboard', 'a.json', JSON.stringify({ uid: 'a', title: 'A', panels: [{ type: 'row', title: 'x' }] }, undefined, 2), (chart, path) => { new GrafanaDashboard(chart, 'A', { path }); }],
])('%s: the YAML is byte-identical, without CR', (_, name, text, define) => {
  const { ours, theirs } = both(name, text, path => yamlOf(chart => define(chart, path)));
  expect(ours).toContain('apiVersion');
  expect(theirs).toBe(ours);
  expect(ours).not.toContain('\r');
});

test('CustomResourceDefinitions', () => {
  const { ours, theirs } = both('crds.yaml', CRD, path => JSON.stringify(new PrometheusOperatorCrds(new Chart(new App(), 'a'), 'A', { path }).definitions.map(each => each.toJson())));
  expect(ours).toContain('Two lines\\nof it');
  expect(theirs).toBe(ours);
});

const MANIFESTS = readGolden('example-minimal-monitoring.yaml');
const VALUES = 'prometheus:\n  prometheusSpec:\n    retention: 7d\n    additionalScrapeConfigs: |\n      - job_name: a\n        static_configs: [{ targets: ["a:1"] }]\nalertmanager:\n  config:\n    route: { receiver: a }\n    receivers: [{ name: a }]\n  templateFiles:\n    a.tmpl: |\n      {{ define "a" }}\n      x\n      {{ end }}\n';
const HELM = `USER-SUPPLIED VALUES:\n${VALUES}`;

test.each([
  ['explain', MANIFESTS, ['explain']], ['explain, as JSON', MANIFESTS, ['explain', '--json']], ['explain, as SARIF', MANIFESTS, ['explain', '--format', 'sarif']], ['migrate --from', MANIFESTS, ['migrate', '--from', 'objects']],
  ['migrate, of values', VALUES, ['migrate']], ['migrate, of what Helm prints', HELM, ['migrate']],
])('%s says the same', (_, text, args) => {
  const { ours, theirs } = both('input.yaml', text, path => said(...args, path));
  expect(theirs).toBe(ours);
  expect(ours).not.toContain('\r');
});

test('diff: a file with other line ends is unchanged', () => {
  writeFileSync(join(folder, 'old.yaml'), MANIFESTS);
  writeFileSync(join(folder, 'new.yaml'), windows(MANIFESTS));
  expect(said('diff', join(folder, 'old.yaml'), join(folder, 'new.yaml'))).toMatch(/^0\n[^]*no change/);
});

test('line numbers of broken documents are the same', () => {
  const broken = 'a: 1\n---\nb: [\n---\nkind: List\nitems:\n  - kind: A\n  - kind: B\n';
  const lines = (text: string) => {
    const read = parseManifests(text);
    return 'problem' in read ? read : [read.broken.map(({ line }) => line), read.documents.map(({ line, itemLines }) => [line, itemLines])];
  };
  expect(lines(windows(broken))).toEqual(lines(broken));
  expect(parseDocuments(windows(RULES), 'kubernetes')).toEqual(parseDocuments(RULES, 'kubernetes'));
});

test('saved answers of a server', () => {
  const answer = JSON.stringify({ status: 'success', data: { yaml: 'global:\n  external_labels:\n    cluster: a\nscrape_configs:\n- job_name: a\n' } }, undefined, 2);
  expect(readAnswer('config', windows(answer))).toEqual(readAnswer('config', answer));
});

test('no committed output contains a CR', () => {
  const texts = goldenFiles().map(file => readGolden(file));
  expect(texts.length).toBeGreaterThan(30);
  expect(texts.filter(text => /\r|\\r/.test(text))).toEqual([]);
});
