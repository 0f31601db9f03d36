import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Chart, Duration } from 'cdk8s';
import { Prometheus, PrometheusRules, PrometheusRulesFileOptions, PrometheusRulesProps } from '../../src';
import { partsOf } from '../../src/prometheus-rules/parts';
import { aChart, errorsOf, noticesOf, ofKind, synth } from '../support/synth';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rules-'));
  jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const GROUPS: PrometheusRulesProps['groups'] = [{
  name: 'checkout',
  interval: Duration.seconds(30),
  limit: 100,
  queryOffset: Duration.minutes(1),
  labels: { team: 'shop' },
  records: [{ record: 'job:checkout_requests:rate5m', expr: 'sum by (job) (rate(checkout_requests_total[5m]))', labels: { source: 'own' } }],
  alerts: [{
    alert: 'CheckoutIdle',
    expr: 'job:checkout_requests:rate5m == 0',
    for: Duration.minutes(10),
    keepFiringFor: Duration.hours(1),
    severity: 'warning',
    labels: { area: 'sales' },
    summary: 'Nobody uses {{ $labels.job }}.',
    description: 'Orders are missing.',
    runbookUrl: 'https://runbooks.example.org/idle',
    annotations: { dashboard: 'orders' },
  }],
}];

function rulesWith(props: Omit<PrometheusRulesProps, 'groups'> & { readonly groups?: any }): Chart {
  const chart = aChart('shop');
  new PrometheusRules(chart, 'CheckoutRules', props);
  return chart;
}

test('groups become a PrometheusRule with the field names of Prometheus', () => {
  const [rule] = synth(rulesWith({ groups: GROUPS, labels: { release: 'main' } }));
  expect(rule.metadata).toMatchObject({ name: 'checkout-rules', namespace: 'shop', labels: { release: 'main' } });
  expect(rule.spec).toEqual({
    groups: [{
      name: 'checkout',
      interval: '30s',
      limit: 100,
      query_offset: '1m',
      labels: { team: 'shop' },
      rules: [
        { record: 'job:checkout_requests:rate5m', expr: 'sum by (job) (rate(checkout_requests_total[5m]))', labels: { source: 'own' } },
        {
          alert: 'CheckoutIdle',
          expr: 'job:checkout_requests:rate5m == 0',
          for: '10m',
          keep_firing_for: '1h',
          labels: { area: 'sales', severity: 'warning' },
          annotations: { summary: 'Nobody uses {{ $labels.job }}.', description: 'Orders are missing.', runbook_url: 'https://runbooks.example.org/idle', dashboard: 'orders' },
        },
      ],
    }],
  });
});

test('what is not set is not written', () => {
  const [rule] = synth(rulesWith({ groups: [{ name: 'a', alerts: [{ alert: 'A', expr: 'up == 0' }] }] }));
  expect(rule.spec).toEqual({ groups: [{ name: 'a', rules: [{ alert: 'A', expr: 'up == 0' }] }] });
});

test.each<[string, any, string]>([
  ['a bracket that is not closed', { alerts: [{ alert: 'A', expr: 'sum(rate(x_total[5m])' }] }, '[test/CheckoutRules] group "g", alert "A": "expr": "(" at character 4 is not closed [prometheus-rules/invalid]'],
  ['a function that does not exist', { records: [{ record: 'a:b', expr: 'rat(x_total[5m])' }] }, '[test/CheckoutRules] group "g", record "a:b": "expr": function rat() does not exist: did you mean rad()? [prometheus-rules/invalid]'],
  ['an expression that always fails', { alerts: [{ alert: 'A', expr: 'x_total[5m]' }] }, 'group "g", alert "A": "expr" is a range: a rule requires an instant vector or a number [prometheus-rules/invalid]'],
  ['a broken template', { alerts: [{ alert: 'A', expr: 'up == 0', summary: '{{ $labels.job }' }] }, 'group "g", alert "A": the template of "annotations.summary" does not parse'],
  ['a name with a space', { records: [{ record: 'a b{}', expr: 'up' }] }, '[test/CheckoutRules] group "g", record "a b{}": "record" is "a b{}", which is an expression'],
  ['a key in the spelling of the YAML', { alerts: [{ alert: 'A', expr: 'up == 0', keep_firing_for: '5m' }] }, 'group "g", alert "A" has "keep_firing_for", which does not exist: use "keepFiringFor" [prometheus-rules/unknown-field]'],
  ['a misspelt key', { alerts: [{ alert: 'A', expr: 'up == 0', sevrity: 'critical' }] }, 'group "g", alert "A" has "sevrity", which does not exist: use "severity" [prometheus-rules/unknown-field]'],
  ['a key of Python', { alerts: [{ alert: 'A', expr: 'up == 0', for_: Duration.minutes(1) }] }, 'which does not exist: use "for"'],
  ['the list of a rule file', { rules: [{ alert: 'A', expr: 'up == 0' }] }, 'group "g" has "rules", which does not exist: use "alerts" and "records"'],
  ['a key that resembles none', { zzz: 1, alerts: [{ alert: 'A', expr: 'up' }] }, 'group "g" has "zzz", which does not exist: use one of name, records, alerts, interval, limit, queryOffset, labels, spec'],
  ['a duration that is text', { alerts: [{ alert: 'A', expr: 'up == 0', for: '5 minutes' }] }, 'group "g", alert "A": "for" is "5 minutes": use a Duration, such as Duration.minutes(5) [prometheus-rules/value]'],
  ['an interval of zero', { interval: Duration.seconds(0), alerts: [{ alert: 'A', expr: 'up == 0' }] }, 'group "g": "interval" is 0 ms: use at least one second, such as Duration.minutes(1)'],
  ['a limit of zero', { limit: 0, alerts: [{ alert: 'A', expr: 'up == 0' }] }, 'group "g": "limit" is 0: use a whole number of at least 1, or remove it for no limit'],
  ['a severity twice', { alerts: [{ alert: 'A', expr: 'up == 0', severity: 'info', labels: { severity: 'none' } }] }, 'group "g", alert "A" has "severity" and "labels.severity": remove one of them [prometheus-rules/said-twice]'],
  ['an option in "spec"', { spec: { query_offset: '1m' }, alerts: [{ alert: 'A', expr: 'up == 0' }] }, 'group "g": "spec" has "query_offset", which has an option: use "queryOffset" [prometheus-rules/spec-has-option]'],
  ['alerts that are no list', { alerts: { alert: 'A', expr: 'up == 0' } }, 'use a list [prometheus-rules/value]'],
])('%s is an error with its place and cure', (_, group, message) => {
  expect(errorsOf(rulesWith({ groups: [{ name: 'g', ...group }] }))).toContain(message);
});

test('each mistake is reported once', () => {
  const found = errorsOf(rulesWith({ groups: [{ name: 'g', alerts: [{ alert: 'A', expr: 'sum(up' }, { alert: 'B', expr: 'up == 0' }] }] }));
  expect(found.match(/is not closed/g)).toHaveLength(1);
});

test('invalid values from an untyped program do not throw', () => {
  for (const groups of [7, 'x', [null], [[]], [{}], [{ name: 7 }], [{ name: 'g', alerts: [7] }], [{ name: 'g', alerts: [{ alert: 7, expr: {}, labels: 7, annotations: [] }] }]]) {
    expect(errorsOf(rulesWith({ groups }))).toContain('[prometheus-rules/');
  }
});

test('a likely mistake in a rule is a warning', () => {
  const notices = noticesOf(rulesWith({ groups: [{ name: 'g', alerts: [{ alert: 'A', expr: 'sum by (job) (up) == 0', summary: '{{ $labels.pod }}' }] }] }));
  expect(notices.join()).toContain('group "g", alert "A": $labels.pod is empty, because the result of the expression does not have this label [prometheus-rules/doubt]');
});

test('fields without an option are written unchanged, and checked by the schema', () => {
  const alerts = [{ alert: 'A', expr: 'up == 0' }];
  expect(synth(rulesWith({ groups: [{ name: 'g', spec: { partial_response_strategy: 'warn' }, alerts }] }))[0].spec.groups[0].partial_response_strategy).toBe('warn');
  expect(errorsOf(rulesWith({ groups: [{ name: 'g', spec: { partial_response: 'warn' }, alerts }] }))).toContain('partial_response');
  expect(errorsOf(rulesWith({ groups: [{ name: 'g', alerts }], spec: { groups: [] } }))).toContain('"spec" has "groups", which has an option: use "groups"');
});

test('no rules at all are an error', () => {
  expect(errorsOf(rulesWith({}))).toContain('[test/CheckoutRules] there are no rules: set "groups" or "files" [prometheus-rules/no-rules]');
});

describe('the Prometheus that evaluates the rules', () => {
  const alerts = [{ alert: 'A', expr: 'up == 0' }];

  test('sets the labels that it selects', () => {
    const chart = aChart('monitoring');
    const prometheus = new Prometheus(chart, 'Prometheus', { selection: { rules: { matchLabels: { role: 'alert-rules' } } } });
    new PrometheusRules(chart, 'Own', { prometheus, groups: [{ name: 'g', alerts }] });
    expect(ofKind(synth(chart), 'PrometheusRule')[0].metadata.labels.role).toBe('alert-rules');
  });

  test('that does not select them is an error', () => {
    const chart = aChart('monitoring');
    const prometheus = new Prometheus(chart, 'Prometheus', {});
    new PrometheusRules(chart, 'Own', { prometheus, namespace: 'shop', groups: [{ name: 'g', alerts }] });
    expect(errorsOf(chart)).toContain('[test/Own] PrometheusRule "own" is not selected by Prometheus "main": "ruleNamespaceSelector" is not set and');
  });

  test('that evaluates no rules is an error', () => {
    const chart = aChart('monitoring');
    const prometheus = new Prometheus(chart, 'Prometheus', { rulesEnabled: false });
    new PrometheusRules(chart, 'Own', { prometheus, groups: [{ name: 'g', alerts }] });
    expect(errorsOf(chart)).toContain('set "ruleSelector');
  });

  test('is a Prometheus or a ThanosRuler', () => {
    const chart = aChart('monitoring');
    new PrometheusRules(chart, 'Own', { prometheus: chart, groups: [{ name: 'g', alerts }] });
    expect(errorsOf(chart)).toContain('"prometheus" is "test", which is neither a Prometheus nor a ThanosRuler');
  });

  test('determines by its version which expressions are valid', () => {
    const chart = aChart('monitoring');
    const prometheus = new Prometheus(chart, 'Prometheus', { version: '2.45.0' });
    new PrometheusRules(chart, 'Own', { prometheus, groups: [{ name: 'g', labels: { team: 'a' }, alerts: [{ alert: 'A', expr: 'double_exponential_smoothing(x[5m], 0.5, 0.5) > 1' }] }] });
    expect(errorsOf(chart)).toContain('double_exponential_smoothing');
  });
});

const RULE_FILE = `
groups:
  - name: node
    rules:
      - record: cluster:cpu:sum
        expr: sum by (cluster) (node_cpu_seconds_total{job="node", cluster="eu"})
      - alert: NodeDown
        expr: up{job=~"node|kubelet"} == 0
        for: 5m
        annotations: { summary: '{{ $labels.instance }} of {{ $labels.cluster }} is down.' }
`;
const MANIFEST = (name: string) => `{ apiVersion: monitoring.coreos.com/v1, kind: PrometheusRule, metadata: { name: ${name}, namespace: x, labels: { role: y } }, spec: { groups: [{ name: g, rules: [{ alert: A, expr: up == 0 }] }] } }\n`;

function write(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function fromFile(path: string, options: PrometheusRulesFileOptions = {}): Chart {
  const chart = aChart('shop');
  PrometheusRules.fromFile(chart, 'Theirs', path, options);
  return chart;
}

test('a rule file becomes a PrometheusRule', () => {
  const [rule, ...others] = synth(fromFile(write('node.yaml', RULE_FILE)));
  expect([rule.metadata.name, rule.metadata.namespace, others]).toEqual(['theirs', 'shop', []]);
  expect(rule.spec.groups[0].rules[1]).toMatchObject({ alert: 'NodeDown', expr: 'up{job=~"node|kubelet"} == 0', for: '5m' });
});

test('jobs and the cluster label get the names used here', () => {
  const [rule] = synth(fromFile(write('node.yaml', RULE_FILE), { jobs: { node: 'node.exporter', kubelet: 'kubelets' }, clusterLabel: 'k8s_cluster' }));
  expect(rule.spec.groups[0].rules).toEqual([
    { record: 'cluster:cpu:sum', expr: 'sum by (k8s_cluster) (node_cpu_seconds_total{job="node.exporter", k8s_cluster="eu"})' },
    expect.objectContaining({ expr: 'up{job=~"node\\\\.exporter|kubelets"} == 0', annotations: { summary: '{{ $labels.instance }} of {{ $labels.k8s_cluster }} is down.' } }),
  ]);
  expect(errorsOf(fromFile(write('node.yaml', RULE_FILE), { jobs: { nodes: 'x' } }))).toContain('[test/Theirs] "jobs" has "nodes", but no expression in the files selects this job: use one of "kubelet", "node" [prometheus-rules/job-unused]');
  expect(errorsOf(fromFile(write('node.yaml', RULE_FILE), { clusterLabel: 'a-b' }))).toContain('[prometheus-rules/cluster-label]');
});

test('each file of a folder becomes a PrometheusRule, and files without rules are ignored', () => {
  mkdirSync(join(folder, 'more'));
  write('b.yaml', RULE_FILE);
  write('kustomization.yaml', 'kind: Kustomization\nresources: [b.yaml]\n');
  write('more/A_one.yml', MANIFEST('one'));
  write('README.md', '# no rules');
  expect(synth(fromFile(folder)).map(({ metadata }) => [metadata.name, metadata.namespace, metadata.labels.role])).toEqual([['theirs-b', 'shop', undefined], ['theirs-a-one', 'shop', undefined]]);
});

test('several PrometheusRules of a file keep their groups separate, even with the same names', () => {
  expect(synth(fromFile(write('all.yaml', `${MANIFEST('one')}---\n${MANIFEST('two')}`))).map(({ metadata }) => metadata.name)).toEqual(['theirs-one', 'theirs-two']);
  const list = { kind: 'List', items: [{ kind: 'PrometheusRule', metadata: { name: 'x' }, spec: { groups: [{ name: 'g', rules: [{ alert: 'A', expr: 'up' }] }] } }] };
  expect(synth(fromFile(write('list.json', JSON.stringify(list)))).map(({ metadata }) => metadata.name)).toEqual(['theirs']);
});

test.each([
  ['a file that does not exist', 'none.yaml', undefined, 'the file does not exist'],
  ['a template of Helm', 'template.yaml', 'groups:\n{{- if .Values.x }}\n  - name: a\n{{- end }}\n', 'if it is a Helm template, pass the output of "helm template" [prometheus-rules/file]'],
  ['a file without rules', 'service.yaml', 'kind: Service\n', 'it has neither "groups" of rules nor a PrometheusRule'],
  ['a broken rule', 'broken.yaml', 'groups: [{ name: a, rules: [{ alert: A, expr: "sum(" }] }]\n', 'broken.yaml: group "a", alert "A": "expr": "(" at character 4 is not closed'],
])('%s is an error', (_, name, text, message) => {
  if (text !== undefined) { write(name, text); }
  expect(errorsOf(fromFile(join(folder, name)))).toContain(message);
});

test('a folder without rules is an error', () => {
  expect(errorsOf(fromFile(folder))).toContain('cannot be used: no file in it has rules');
});

describe('rules that are too large for one object', () => {
  const many = (count: number) => Array.from({ length: count }, (_, at) => ({ name: `group-${at}`, alerts: [{ alert: `A${at}`, expr: 'up == 0', description: 'x'.repeat(20_000) }] }));
  const contents = (count: number) => new Map(synth(rulesWith({ groups: many(count) })).map(({ metadata, spec }) => [metadata.name as string, JSON.stringify(spec)]));

  test('are divided into objects of at most 250 kB', () => {
    const all = contents(60);
    expect([...all.values()].map(text => text.length).filter(length => length > 250_000)).toEqual([]);
    expect([...all.keys()].every(name => /^checkout-rules-[01]+$/.test(name))).toBe(true);
    expect([...all.values()].join().match(/"alert":/g)).toHaveLength(60);
  });

  test('a single group that the operator cannot store is an error', () => {
    const alerts = Array.from({ length: 30 }, (_, at) => ({ alert: `A${at}`, expr: 'up == 0', description: 'x'.repeat(20_000) }));
    expect(errorsOf(rulesWith({ groups: [{ name: 'one', alerts }] }))).toMatch(/at most 524288 are allowed: split it; otherwise the operator rejects the object \[rules\/too-large\]/);
  });

  test('an additional group changes one object, or divides it into two', () => {
    for (const count of [40, 43, 46]) {
      const [before, after] = [contents(count), contents(count + 1)];
      const changed = [...before].filter(([name, text]) => after.get(name) !== text);
      expect(changed.length).toBeLessThanOrEqual(1);
    }
  });

  test('the order of the groups does not change their objects', () => {
    const groups = many(40).map(({ name, alerts }) => ({ name, rules: alerts.map(({ alert, expr, description }) => ({ alert, expr, labels: {}, annotations: { description } })) }));
    const names = (all: typeof groups) => partsOf(all).map(part => [part.suffix, part.groups.map(({ name }) => name).sort()]);
    expect(names([...groups].reverse())).toEqual(names(groups));
    expect(partsOf(groups, 1).every(part => part.groups.length === 1)).toBe(true);
  });
});
