import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Chart, Yaml } from 'cdk8s';
import { FleetApp, GrafanaDashboard, MonitoringMixin, NodeEndpoints, NodeSource, PrometheusOperatorCrds, PrometheusRules, ServiceLevelObjectives } from '../../../src';
import { parseDocuments } from '../../../src/files/documents';
import { parseManifests } from '../../../src/files/manifest-documents';
import { stringify } from '../../../src/fleet-app/emitter';
import { lazily, nodeOf } from '../../../src/upstream/load';
import { documentsFrom } from '../../support/documents';
import { withVersions } from '../../support/golden-versions';
import { Random } from '../../support/random';
import { expectNoPollution, expectSame, expectWords, fail } from '../invariants';
import { mutatedData, mutatedText } from '../mutate';
import { Input, target } from '../target';

const folder = mkdtempSync(join(tmpdir(), 'cdk8s-prometheus-fuzz-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const read = (path: string) => readFileSync(join(process.cwd(), path), 'utf8');

/** What an app says and writes: its YAML, or the gathered errors. */
export function outcomeOf(define: (chart: Chart) => void, input: string, isOfFile = true): string {
  const app = new App({ outdir: folder });
  try {
    define(new Chart(app, 'fuzz', { namespace: 'fuzz' }));
    const messages = app.node.findAll().flatMap(({ node }) => node.validate().map(message => `[${node.path}] ${message}`));
    messages.forEach(message => expectWords(new Error(message), input));
    if (messages.length > 0) { return messages.join('\n'); }
    const yaml = app.synthYaml();
    expectYaml(yaml, input);
    return yaml;
  } catch (error) {
    if (isOfFile || !(error instanceof Error) || error.name !== 'Error') { throw error; }
    expectWords(error, input);
    return error.message;
  }
}

/** Values that are no values of YAML. */
function expectYaml(yaml: string, input: string): void {
  const slip = /(?:^|[:-] )(?:undefined|NaN|\.nan|\.inf|-\.inf|\[object Object\])$/m.exec(yaml);
  if (slip && !/undefined|nan|inf|e\d|\[object Object\]/i.test(input)) { fail('the YAML has a value that is none', yaml.slice(Math.max(0, slip.index - 200), slip.index + 50)); }
  expectNoPollution();
}

/** The same with the line ends of Windows. Texts with line ends of their own are another text then. */
function expectSameWithCarriageReturns(text: string, outcome: (text: string) => string): string {
  const one = outcome(text);
  if (!text.includes('\r')) { expectSame('the line ends of Windows change something', one, outcome(text.replace(/\n/g, '\r\n'))); }
  return one;
}

const RULES = `groups:
  - name: a
    interval: 30s
    rules:
      - alert: Down
        expr: sum by (job) (up{job=~"a|b"}) == 0
        for: 5m
        keep_firing_for: 10m
        labels: { severity: critical, team: "{{ $labels.team }}" }
        annotations: { summary: "{{ $labels.job }} is down", description: |
          Two lines
          of it
        }
      - record: job:up:sum
        expr: |
          sum by (job) (
            up
          )
`;
const MIXIN = '{"uid":"a","title":"A","panels":[{"type":"timeseries","title":"x","targets":[{"expr":"up{job=\\"$job\\"}","refId":"A"}],"datasource":{"type":"prometheus","uid":"${ds}"}}],"templating":{"list":[{"name":"job","type":"query","query":"label_values(up, job)"}]},"schemaVersion":39}';
const OPEN_SLO = `apiVersion: openslo/v1
kind: SLO
metadata: { name: checkout, displayName: Checkout }
spec:
  service: shop
  budgetingMethod: Occurrences
  timeWindow: [{ duration: 4w, isRolling: true }]
  objectives: [{ target: 0.999, displayName: a }]
  indicator:
    metadata: { name: requests }
    spec:
      ratioMetric:
        counter: true
        good: { metricSource: { type: Prometheus, spec: { query: 'http_requests_total{code!~"5.."}' } } }
        total: { metricSource: { type: Prometheus, spec: { query: http_requests_total } } }
  alertPolicies: [{ kind: AlertPolicy, metadata: { name: p }, spec: { conditions: [{ kind: AlertCondition, metadata: { name: c }, spec: { severity: page, condition: { kind: burnrate, op: gte, threshold: 14, lookbackWindow: 1h, alertAfter: 5m } } }] } }]
`;
const SLOTH = `version: prometheus/v1
service: shop
labels: { team: a }
slos:
  - name: requests
    objective: 99.9
    description: requests succeed
    sli: { events: { error_query: 'sum(rate(x{code=~"5.."}[{{.window}}]))', total_query: 'sum(rate(x[{{.window}}]))' } }
    alerting: { name: A, labels: { a: b }, page_alert: { labels: { severity: critical } }, ticket_alert: { disable: true } }
`;
const DASHBOARD = '{"__inputs":[{"name":"DS","type":"datasource","pluginId":"prometheus"}],"uid":"a","title":"A","panels":[{"type":"row","panels":[{"type":"graph","targets":[{"expr":"up"}],"datasource":"${DS}"}]}],"templating":{"list":[]}}';
const CRD = 'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata:\n  name: prometheuses.monitoring.coreos.com\n  annotations: { operator.prometheus.io/version: 0.93.0 }\nspec:\n  group: monitoring.coreos.com\n  names: { kind: Prometheus }\n  versions: [{ name: v1 }]\n';

interface FileKind {
  readonly name: string;
  readonly sample: string;
  readonly define: (chart: Chart, path: string) => void;
}

/** Each kind of file that a construct reads. */
const FILES: readonly FileKind[] = [
  { name: 'rules.yaml', sample: RULES, define: (chart, path) => { MonitoringMixin.fromFile(chart, 'Rules', path); } },
  { name: 'mixin.json', sample: MIXIN, define: (chart, path) => { MonitoringMixin.fromFile(chart, 'Mixin', path, { dashboards: true }); } },
  { name: 'own-rules.yaml', sample: RULES, define: (chart, path) => { PrometheusRules.fromFile(chart, 'Rules', path); } },
  { name: 'open-slo.yaml', sample: OPEN_SLO, define: (chart, path) => { ServiceLevelObjectives.fromOpenSlo(chart, 'Slo', path); } },
  { name: 'sloth.yaml', sample: SLOTH, define: (chart, path) => { ServiceLevelObjectives.fromSloth(chart, 'Slo', path); } },
  { name: 'nodes.yaml', sample: read('test/data/nodes-mixed.yaml').slice(0, 6000), define: (chart, path) => { new NodeEndpoints(chart, 'Nodes', { nodes: NodeSource.fromFile(path), operatorVersion: '0.93.0' }); } },
  { name: 'nodes.json', sample: read('test/data/nodes-one-real.json'), define: (chart, path) => { new NodeEndpoints(chart, 'Nodes', { nodes: NodeSource.fromFile(path), operatorVersion: '0.93.0' }); } },
  { name: 'board.json', sample: DASHBOARD, define: (chart, path) => { new GrafanaDashboard(chart, 'Board', { path }); } },
  { name: 'crds.yaml', sample: CRD, define: (chart, path) => { new PrometheusOperatorCrds(chart, 'Crds', { path }); } },
];

function fileInput(random: Random): { readonly kind: number; readonly text: string } {
  const kind = random.int(FILES.length);
  const { sample } = FILES[kind];
  if (random.int(2) === 0) { return { kind, text: mutatedText(sample, random) }; }
  const parsed = parseDocuments(sample);
  return { kind, text: 'documents' in parsed ? parsed.documents.map(document => JSON.stringify(mutatedData(document as Input, random), undefined, random.int(2))).join('\n---\n') : sample };
}

export const fileTarget = target({
  name: 'files',
  inputs: 300,
  make: fileInput,
  check: ({ kind, text }) => {
    const { name, define } = FILES[kind];
    expectSameWithCarriageReturns(text, each => {
      const path = file(name, each);
      return outcomeOf(chart => define(chart, path), each);
    });
  },
});

const DOCUMENTS = [RULES, OPEN_SLO, SLOTH, MIXIN, CRD, withVersions(read('test/golden/web.yaml')).slice(0, 4000), 'a: &x { b: [1, 2] }\nc: *x\nd: { <<: *x }\n---\n- |+\n  a\n\n- "b\\tc"\n- ? x\n  : y\n'];

export const documentTarget = target({
  name: 'yaml',
  inputs: 500,
  make: random => mutatedText(random.pick(DOCUMENTS), random),
  check: text => {
    const all = (each: string) => JSON.stringify([parseDocuments(each), parseDocuments(each, 'kubernetes'), parseManifests(each)], withoutColumns);
    const one = expectSameWithCarriageReturns(text, all);
    expectSame('two readings of a text differ', one, all(text));
    for (const parsed of [parseDocuments(text), parseManifests(text)]) {
      if ('problem' in parsed && parsed.problem.kind === 'syntax' && parsed.problem.why.length > 400) { fail('a problem is long', parsed.problem.why); }
    }
    expectNoPollution();
  },
});

/** A column behind the end of a line is one more with the line ends of Windows; the reason shows what it did not understand. */
function withoutColumns(key: string, value: unknown): unknown {
  return key === 'column' || key === 'why' ? undefined : value;
}

export const emitterTarget = target({
  name: 'fleet-app',
  inputs: 20_000,
  make: random => random.int(2 ** 31),
  check: seed => {
    const document = documentsFrom(seed)();
    const text = stringify(document);
    if (text !== undefined && text !== Yaml.stringify(document)) { expectSame('a document is written otherwise than by cdk8s', text, Yaml.stringify(document)); }
    if (seed % 20 !== 0) { return; }
    const [ours, theirs] = [FleetApp, App].map(Kind => {
      const app = new Kind({ outdir: folder });
      const next = documentsFrom(seed);
      const chart = new Chart(app, 'a');
      try {
        for (let at = 0; at < 3; at++) { new (require('cdk8s') as typeof import('cdk8s')).ApiObject(chart, `o${at}`, next() as never); } // eslint-disable-line @typescript-eslint/no-require-imports
        return app.synthYaml();
      } catch (error) {
        return `throws ${String(error)}`;
      }
    });
    expectSame('FleetApp differs from App', ours, theirs);
  },
});

const DATA = ['operator-schemas.json', 'upstream.json', 'chart-keys.json', 'options.json', 'metrics.json'].map(name => read(`data/${name}`)).map(text => text.length > 60_000 ? `${text.slice(0, 30_000)}${text.slice(-30_000)}` : text);
const INDEX = '{"versions":["0.93.0"],"kinds":{"A":{"0":1}},"pool":["a"],"nodes":[\n{"t":"o"},\n{"t":"s"}\n]}';

export const dataTarget = target({
  name: 'generated-data',
  inputs: 6_000,
  make: random => ({ text: mutatedText(random.int(2) === 0 ? INDEX : random.pick(DATA), random), node: random.int(4) - 1 }),
  check: ({ text, node }) => {
    file('data.json', text);
    try {
      const data = lazily<{ nodes: unknown; kinds: unknown }>('data.json', ['nodes', 'kinds'], [folder])();
      nodeOf(data as never, node);
      String((data.nodes as unknown[]).length);
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'Error' || !/reinstall the package/.test(error.message)) { throw error; }
    }
  },
});
