import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Chart } from 'cdk8s';
import { MonitoringMixin, NodeEndpoints, NodeSource, ScrapeGraph } from '../../src';
import { parseDocuments } from '../../src/files/documents';
import { migrateValues } from '../../src/migrate/migrate';
import { readPattern } from '../../src/promql/regex';
import { readExpression } from '../../src/promql/syntax-tree';
import { cases } from '../support/cases';
import { randomFrom } from '../support/documents';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Text that breaks parsers: line ends, anchors, tags, prototype keys, invalid numbers, control characters. */
const HOSTILE = [
  '__proto__: { polluted: 1 }\n', '"__proto__": { "polluted": 1 }', 'constructor: { prototype: { polluted: 1 } }\n', '&a [*a]', '*a', '&x ', '<<: *x\n', '!!js/function x', '!!binary "===" ', '!!set {a}', '? ', '- '.repeat(300), '['.repeat(300), '{a: '.repeat(300),
  '"', '\'', '|', '>-\n', '---\n', '...\n', '%YAML 9.9\n', '\t', '\0', '\ufeff', '\ud800', '\u2028', ': ', ' #', '1e999', '-0', '.nan', '0x', '1_0', '9'.repeat(400), 'x'.repeat(5000), '{{', '}}', '\\', '\r', '{}', '[]', 'null', '~', '\n', '  ', ',',
];

/** A sample with parts removed, duplicated and inserted. */
function mutated(sample: string, random: () => number): string {
  let text = sample;
  for (let times = 1 + Math.floor(random() * 4); times > 0; times--) {
    const at = Math.floor(random() * text.length);
    const to = at + Math.floor(random() * 60);
    const kind = random();
    const twice = kind < 0.75 ? text.slice(at, to).repeat(2) : '';
    const piece = kind < 0.5 ? HOSTILE[Math.floor(random() * HOSTILE.length)] : twice;
    text = text.slice(0, at) + piece + text.slice(kind < 0.5 ? at : to);
  }
  return text;
}

const file = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

/** An app is created from it and validated: errors are messages, never our own exceptions. */
function inApp(define: (chart: Chart) => void): void {
  const app = new App();
  define(new Chart(app, 'fuzz', { namespace: 'fuzz' }));
  app.node.findAll().forEach(({ node }) => node.validate());
}

const RULES = 'groups:\n  - name: a\n    rules:\n      - alert: Down\n        expr: sum by (job) (up{job=~"a|b"}) == 0\n        for: 5m\n        labels: { severity: critical }\n        annotations: { summary: "{{ $labels.job }} is down" }\n      - record: a:b\n        expr: rate(x[5m])\n';
const MONITOR = 'apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata: { name: a, namespace: b }\nspec:\n  selector: { matchLabels: { app: a } }\n  endpoints:\n    - port: web\n      relabelings: [{ sourceLabels: [a], regex: "(.*)", targetLabel: b }]\n---\n{"apiVersion":"v1","kind":"Service","metadata":{"name":"a","labels":{"app":"a"}},"spec":{"ports":[{"name":"web","port":80}]}}\n';

const PARSERS: { readonly [what: string]: { readonly sample: string; readonly parse: (text: string) => void } } = {
  'documents': { sample: MONITOR, parse: text => { parseDocuments(text); } },
  'a file of nodes': {
    sample: readFileSync(join(__dirname, '../data/nodes-mixed.yaml'), 'utf8').slice(0, 6000),
    parse: text => inApp(chart => { new NodeEndpoints(chart, 'Nodes', { nodes: NodeSource.fromFile(file('nodes.yaml', text)), operatorVersion: '0.93.0' }); }),
  },
  'a file of values': {
    sample: readFileSync(join(__dirname, '../data/values/eks.yaml'), 'utf8'),
    parse: text => {
      const read = parseDocuments(text);
      if ('documents' in read) { read.documents.forEach(each => migrateValues(each, { name: 'kps', namespace: 'monitoring' })); }
    },
  },
  'a file of rules': { sample: RULES, parse: text => inApp(chart => { MonitoringMixin.fromFile(chart, 'Rules', file('rules.yaml', text)); }) },
  'manifests for the graph': {
    sample: MONITOR,
    parse: text => {
      const graph = ScrapeGraph.fromFiles([file('manifests.yaml', text)]);
      for (const out of [graph.explain(), graph.explainAsJson(), graph.explainAsMermaid(), graph.explainAsHtml()]) { expect(out).not.toContain('[object Object]'); }
    },
  },
  'a selector': { sample: 'sum by (job) (rate({__name__=~"a|b.*",job!="c"}[5m] offset 1h)) > bool 0.5', parse: text => { readExpression(text); } },
  'a regular expression': { sample: '(?P<name>a|b.*)[^c-e]{2,5}\\.example\\.(com|org)$', parse: text => { readPattern(text); } },
};

test.each(Object.keys(PARSERS))('%s: any content is read or rejected, and changes nothing else', what => {
  const { sample, parse } = PARSERS[what];
  const random = randomFrom(what.length * 7919);
  const before = process.memoryUsage().heapUsed;
  for (let at = 0; at < cases(150); at++) {
    const text = mutated(sample, random);
    try {
      parse(text);
    } catch (error) {
      throw new Error(`${what}: ${String((error as Error).stack)}\n${JSON.stringify(text)}`);
    }
    if (({} as any).polluted !== undefined) { throw new Error(`${what} polluted Object.prototype: ${JSON.stringify(text)}`); }
  }
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(500e6);
});

test('rules that are strings, numbers or null are rejected with a readable message', () => {
  const app = new App();
  const mixin = MonitoringMixin.fromFile(new Chart(app, 'fuzz', { namespace: 'fuzz' }), 'Rules', file('rules.yaml', 'groups: [text, { name: a, rules: [record, 5, null, { record: "a:b", expr: x }] }]\n'));
  expect(app.node.findAll().flatMap(({ node }) => node.validate()).join()).toContain('and "alert" or "record"');
  expect(Object.keys(mixin.rules)).toEqual(['a']);
});
