import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import { FederationRules, PrometheusTest, ScrapeGraph } from '../../src';
import { BINDING, deployment, explain, monitor, prometheus, rule, service } from '../support/scrape-graph';
import { aStack } from '../support/stack';
import { aChart, errorsOf } from '../support/synth';

const ROOT = join(__dirname, '..');

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });

describe('each input that once caused an error has a test', () => {
  const patched = 'robustness/patched-objects.test.ts';
  const nonsense = 'robustness/nonsense.test.ts';
  const here = 'robustness/faults.test.ts';
  test.each<[string, string, string]>([
    ['links that lead up', 'scrape-graph/reading.test.ts', 'links to folders are not followed: a circle terminates, and nothing is read twice'],
    ['packages of a workspace that link each other', here, 'packages that link each other in node_modules do not cause endless recursion'],
    ['a patch of a field with an option', patched, 'a patch is reported like the option that writes the same'],
    ['a patch without an option', patched, 'a patch that no option can write'],
    ['patches and PrometheusTest', here, 'a test of the app fails because of a patch'],
    ['fields of a rules file', 'monitoring-mixin/imported-mixin.test.ts', 'the field "fro" does not exist: did you mean "for"?'],
    ['labels of FederationRules', here, 'an invalid label of FederationRules is rejected'],
    ['an expression that Prometheus rejects', here, 'an endless expression is a problem of the graph'],
    ['policies without a port', 'prometheus-stack/restrict-egress.test.ts', 'restrictEgress() opens at any port'],
    ['policies without DNS', 'prometheus-stack/restrict-egress.test.ts', 'pods of kube-system and NodeLocal DNSCache by default'],
    ['addresses in Secrets', 'prometheus-stack/restrict-egress.test.ts', 'is one warning that names the fields and the Secrets'],
    ['headers with a credential', 'validation/secrets.test.ts', 'a header of Datadog'],
    ['tokens in a URL', 'validation/secrets.test.ts', 'a token in a URL'],
    ['parameters of OAuth2', 'validation/secrets.test.ts', 'parameters of OAuth2'],
    ['variables', 'validation/secrets.test.ts', 'a key of AWS in a variable'],
    ['arguments', 'validation/secrets.test.ts', 'an argument'],
    ['webhooks', 'validation/secrets.test.ts', 'a webhook of Slack'],
    ['settings of Grafana', 'validation/secrets.test.ts', 'a setting of Grafana'],
    ['bodies of probes', 'validation/secrets.test.ts', 'a password in JSON'],
    ['values in messages', 'validation/secrets.test.ts', 'for a manifest from another source one warning names all fields, and no value'],
    ['an empty action', here, 'an empty relabeling action takes no extra time'],
    ['a kind called constructor', 'scrape-graph/reading.test.ts', 'a kind that every object of JavaScript has'],
    ['a List that contains itself', 'files/bounds.test.ts', 'a List that contains itself affects only itself'],
    ['a link to nowhere', 'scrape-graph/reading.test.ts', 'a dangling link, as editors create for a lock'],
    ['a folder without permission', 'scrape-graph/reading.test.ts', 'a folder that cannot be read'],
    ['a broken pipe', 'cli/pipe.test.ts', 'a reader that closes the pipe ends the command silently'],
    ['standard input', 'cli/explain.test.ts', '- is standard input'],
    ['process substitution', 'files/streams.test.ts', '<(command) of a shell is read'],
    ['control characters', 'cli/explain.test.ts', 'names cannot forge lines or move the cursor, on stdout or stderr'],
    ['16 MiB of "-"', 'files/bounds.test.ts', 'more values than fit into memory are rejected at the position where they exceed the limit'],
    ['an endless word', 'files/bounds.test.ts', 'the message about an endless word is cut'],
    ['many uses of one anchor', 'files/bounds.test.ts', 'one text under an anchor can be used five hundred times'],
    ['images', nonsense, 'an image of 70,000 characters'],
    ['zero durations', nonsense, 'a zero interval'],
    ['empty keys', nonsense, 'a key that is empty'],
    ['annotations', nonsense, 'an annotation key that the API server rejects is rejected in every option'],
    ['huge numbers', nonsense, 'a limit beyond all numbers'],
    ['CR LF in headers', nonsense, 'CR LF in a header'],
    ['no access mode', nonsense, 'no access mode'],
    ['prototypes', nonsense, 'a key "__proto__" is rejected'],
    ['plain JavaScript', 'validation/options.test.ts', 'every option with a wrong type is a message with the path of the construct and the option, never a TypeError'],
    ['a job that is null', nonsense, 'null for a job'],
    ['a URL for a reference', nonsense, 'a URL for a reference'],
    ['Secrets that kube-state-metrics lists', 'kube-state-metrics/kube-state-metrics.test.ts', 'exactly list and watch for the default collectors, without Secrets'],
    ['files that are overwritten', 'robustness/overwritten-files.test.ts', 'rejects two stacks in one folder with a file for each resource, and writes nothing'],
    ['shards and zones', nonsense, '5 shards in 3 zones'],
    ['limits of samples', 'scrape-graph/limits.test.ts', 'below the minimum that the exporter exposes is a warning'],
  ])('%s', (_, file, title) => expect(readFileSync(join(ROOT, file), 'utf8').replaceAll('\\\'', '\'')).toContain(title));
});

describe('a folder', () => {
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'faults-')); });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('packages that link each other in node_modules do not cause endless recursion', () => {
    const names = ['a', 'b', 'c'];
    for (const name of names) {
      mkdirSync(join(folder, name, 'node_modules'), { recursive: true });
      writeFileSync(join(folder, name, 'service.yaml'), `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}, namespace: shop}\n`);
    }
    for (const name of names) {
      for (const other of names) { symlinkSync(join('..', '..', other), join(folder, name, 'node_modules', other)); }
    }
    const graph = ScrapeGraph.fromFiles([folder]);
    expect(graph.unreadable).toEqual([]);
    expect(graph.problems.filter(problem => problem.includes('object-twice'))).toEqual([]);
  });
});

test('an empty relabeling action takes no extra time', () => {
  const metricRelabelings = [{ action: null, regex: 'a' }, { action: '', regex: 'b' }];
  const found = explain([prometheus(), BINDING, monitor({ endpoints: [{ port: 'metrics', metricRelabelings }] }), service(), deployment()]);
  expect(found.scrapes.map(({ monitor: name }) => name)).toEqual(['ServiceMonitor shop/web']);
});

test('an endless expression is a problem of the graph', () => {
  const folder = mkdtempSync(join(tmpdir(), 'faults-'));
  writeFileSync(join(folder, 'rule.json'), JSON.stringify({ apiVersion: 'monitoring.coreos.com/v1', ...rule('sum(') }));
  const { problems } = ScrapeGraph.fromFiles([folder]);
  rmSync(folder, { recursive: true });
  expect(problems.join()).toContain('[rules/left-out]');
});

test('an invalid label of FederationRules is rejected', () => {
  const chart = aChart('monitoring');
  new FederationRules(chart, 'Rules', { alertLabels: { 'a b': 'c' } });
  expect(errorsOf(chart)).toContain('"alertLabels" has "a b", which is not the name of a label');
});

describe('a test of the app fails because of a patch', () => {
  const stack = () => aStack({ nodeExporterEnabled: false }, aChart('monitoring'));
  const add = (path: string, value: unknown) => JsonPatch.add(path, value);
  const ruleOf = (chart: Chart) => chart.node.findAll().find(each => ApiObject.isApiObject(each) && each.kind === 'PrometheusRule') as ApiObject;

  test.each<[string, (made: ReturnType<typeof stack>) => void, string]>([
    ['listenLocal', ({ stack: { prometheus: server } }) => server!.customResource.addJsonPatch(add('/spec/listenLocal', true)), 'prometheus/listen-local-service'],
    ['retention "xyz"', ({ stack: { prometheus: server } }) => server!.customResource.addJsonPatch(add('/spec/retention', 'xyz')), 'schema/value'],
    ['spec.retenshun', ({ stack: { prometheus: server } }) => server!.customResource.addJsonPatch(add('/spec/retenshun', '1d')), 'schema/unknown-field'],
    ['an expression without an end', ({ chart }) => ruleOf(chart).addJsonPatch(add('/spec/groups/0/rules/0/expr', 'sum(')), 'rules/left-out'],
    ['a selector that does not match', ({ stack: { operator } }) => operator!.deployment.addJsonPatch(add('/spec/selector/matchLabels', { app: 'x' })), 'core/selector'],
    ['a label of 64 characters', ({ stack: { operator } }) => operator!.deployment.addJsonPatch(add('/metadata/labels/a', 'a'.repeat(64))), 'manifest/label'],
    ['a user in a URL', ({ stack: { prometheus: server } }) => server!.customResource.addJsonPatch(add('/spec/remoteWrite', [{ url: 'https://a:b@c.example.org' }])), 'prometheus/remote-write-url'],
    ['a port that the Service does not have', ({ stack: { prometheus: server } }) => server!.serviceMonitor!.addJsonPatch(add('/spec/endpoints/0/port', 'nope')), 'scrape-graph/no-port'],
    ['another ServiceAccount', ({ stack: { prometheus: server } }) => server!.customResource.addJsonPatch(add('/spec/serviceAccountName', 'other')), 'scrape-graph/no-permission'],
    ['no metadata', ({ stack: { prometheus: server } }) => server!.service!.addJsonPatch(JsonPatch.remove('/metadata')), 'schema/required'],
  ])('%s', (_, change, id) => {
    const made = stack();
    change(made);
    expect(() => PrometheusTest.of(made.chart).expectNoProblems(true)).toThrow(`[${id}]`);
  });
});
