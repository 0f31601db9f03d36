import { App, Chart, Size } from 'cdk8s';
import { KubeStateMetrics, PrometheusOperatorCrds, PrometheusRules, RemoteWrite, ServiceLevelObjectives, ThanosQuery, ThanosReceive } from '../../src';
import { main } from '../../src/cli';
import { readDocuments } from '../../src/files/documents';
import { readExpression } from '../../src/promql/syntax-tree';
import { printable } from '../../src/validation/control-characters';
import { finding, rule } from '../../src/validation/rule';
import { masked } from '../../src/validation/secret-texts';
import { writeTemporary } from '../support/temporary';

// Findings of `npm run fuzz`: a test for each, so that it stays repaired.

const chart = () => new Chart(new App(), 'test', { namespace: 'monitoring' });
const errorsOf = (scope: Chart) => scope.node.root.node.findAll().flatMap(({ node }) => node.validate()).join('\n');
const run = (input: string, ...args: string[]) => {
  const said = { out: '', err: '' };
  main(args, text => { said.out += text; }, text => { said.err += text; }, { readInput: () => ({ text: input }) });
  return said;
};

test.each(['up @ start()', 'up @ end ( )', '1@start()'])('the position of %j includes the parenthesis of its @ modifier', text => {
  const read = readExpression(text);
  expect('root' in read && text.slice(read.root.from, read.root.to)).toBe(text);
});

describe('messages', () => {
  const LOUD = rule({ id: 'test/loud', severity: 'error', why: '', example: {}, message: () => 'a\n\u001b[2J\u202e https://user:pw@example.org/?token=abc' });

  test('of every rule are one line, without cursor control characters and without secrets', () => {
    expect(finding(LOUD, {}).message).toBe('a\\u000a\\u001b[2J\\u202e https://user:***@example.org/?token=*** [test/loud]');
  });

  test('of options, too', () => {
    expect(() => RemoteWrite.mimir('\u202e' as never)).toThrow('[RemoteWrite.mimir()] the options are "\\u202e"');
  });

  test('the output has lines and tabs, and no other control characters', () => {
    expect(printable('a\tb\n\r\u0007\u009b\u2066c')).toBe('a\tb\n\\u000d\\u0007\\u009b\\u2066c');
  });
});

describe('secrets', () => {
  test('of any length are masked to their end', () => {
    const long = 'x'.repeat(10_000);
    expect(masked(`https://a:${long}@example.org/?token=${long}&b=c`)).toBe('https://a:***@example.org/?token=***&b=c');
    expect(masked(`https://hooks.slack.com/services/${long}`)).toBe('https://hooks.slack.com/services/***');
  });

  test('in JSON are masked, and the JSON stays valid', () => {
    const text = JSON.stringify({ message: 'the role "https://example.org/?token=abcdefgh" is missing', url: 'https://a:pw@example.org' });
    expect(JSON.parse(masked(text))).toEqual({ message: 'the role "https://example.org/?token=***" is missing', url: 'https://a:***@example.org' });
    expect(masked(masked(text))).toBe(masked(text));
  });

  test('in names of objects are in no format, not even in links', () => {
    const object = (name: string) => JSON.stringify({ apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: 'https://user:hunter2@example.org' }, spec: { ports: [] } });
    for (const format of ['text', 'json', 'mermaid', 'html', 'sarif', 'junit']) {
      const { out, err } = run(object('https://example.org/?token=hunter2'), 'explain', '--format', format, '-');
      expect(out + err).not.toContain('hunter2');
      if (format === 'json' || format === 'sarif') { expect(() => JSON.parse(out)).not.toThrow(); }
    }
  });

  test('of values are not in the report of migrate', () => {
    const { out, err } = run('{ extraManifests: [{ kind: ConfigMap, apiVersion: "https://user:hunter2@example.org/", metadata: { name: a } }], "a https://example.org/?token=hunter2": 1 }', 'migrate', '-');
    expect(out + err).not.toContain('hunter2');
  });
});

describe('CustomResourceDefinitions', () => {
  const errors = (text: string) => writeTemporary({ 'crds.yaml': text }, folder => {
    const scope = chart();
    new PrometheusOperatorCrds(scope, 'Crds', { path: `${folder}/crds.yaml` });
    return errorsOf(scope);
  });

  test('without an apiVersion are an error', () => {
    for (const apiVersion of ['', 'apiVersion: https://example.org/?token=hunter2\n', 'apiVersion: 5\n']) {
      const said = errors(`${apiVersion}kind: CustomResourceDefinition\nmetadata: { name: a.example.org }\nspec: { group: example.org }\n`);
      expect(said).toContain('[prometheus-operator-crds/not-a-definition]');
      expect(said).not.toContain('hunter2');
    }
  });

  test('with an invalid name have a path without it', () => {
    const said = errors('apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: "a\\u0007" }\nspec: { group: example.org }\n');
    expect(said).toContain('the name "a\\u0007"');
    expect(said).not.toContain('\u0007');
  });
});

test('an objective with an invalid name has a path without secrets', () => {
  writeTemporary({ 'slo.yaml': 'version: prometheus/v1\nslos: [{ name: "https://example.org/?token=hunter2\\a", objective: 99, sli: { events: { error_query: a, total_query: b } } }]\n' }, folder => {
    const scope = chart();
    ServiceLevelObjectives.fromSloth(scope, 'Slos', `${folder}/slo.yaml`);
    const said = errorsOf(scope) + scope.node.findAll().map(({ node }) => node.path).join();
    expect(said).toContain('[slo/name]');
    expect(said).not.toMatch(/hunter2|\u0007/);
  });
});

test('the volume of a Thanos component keeps its name next to custom labels', () => {
  const scope = chart();
  new ThanosReceive(scope, 'Receive', { storage: { size: Size.gibibytes(1), labels: { team: 'a' } } });
  const [set] = scope.toJson().filter(({ kind }) => kind === 'StatefulSet');
  expect(set.spec.volumeClaimTemplates[0].metadata).toEqual({ name: 'data', labels: { team: 'a' } });
  expect(errorsOf(scope)).toBe('');
});

test('a ratio that is too large is an error with a readable message', () => {
  const scope = chart();
  new ThanosQuery(scope, 'Query', { endpoints: [], resourceLimits: { memoryRatio: 1e308 } });
  expect(errorsOf(scope)).toContain('memoryRatio');
});

test('an invalid path is a problem, not an exception', () => {
  expect(readDocuments({} as never)).toEqual({ problem: { kind: 'unreadable', why: 'the path is not a string', resolved: 'object' } });
});

test('a group of rules without a name is reported', () => {
  const scope = chart();
  new PrometheusRules(scope, 'Rules', { groups: [{} as never] });
  expect(errorsOf(scope)).toContain('"name" is missing');
});

test('zero shards are one error, and resource requests stay numbers', () => {
  const scope = chart();
  new KubeStateMetrics(scope, 'X', { shards: 0 });
  expect(errorsOf(scope)).toContain('shards');
  expect(errorsOf(scope)).not.toContain('NaN');
});
