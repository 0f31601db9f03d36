import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Duration } from 'cdk8s';
import * as fc from 'fast-check';
import { MixinOptions, MonitoringMixin } from '../../src';
import { readMixin } from '../../src/monitoring-mixin/mixin-file';
import { aChart, errorsOf, noticesOf, ofKind, synth } from '../support/synth';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mixin-'));
  jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

function imported(text: string, options: MixinOptions = {}) {
  const path = join(folder, 'rules.yaml');
  writeFileSync(path, text);
  const chart = aChart('monitoring');
  return { chart, mixin: MonitoringMixin.fromFile(chart, 'Theirs', path, options) };
}

const RULES = `
groups:
  - name: Apps.rules
    interval: 1m
    rules:
      - record: job:up:sum
        expr: sum by (job) (up)
      - alert: Down
        expr: job:up:sum == 0
        for: 5m
        labels: { severity: warning }
        annotations: { summary: '{{ $labels.job }} is down, {{ $value | humanize }}' }
`;

test('a file of rules becomes PrometheusRules, one for each group', () => {
  const { chart, mixin } = imported(RULES);
  const [rule] = synth(chart);
  expect([rule.kind, rule.metadata.name, rule.spec.groups[0].name, rule.spec.groups[0].interval]).toEqual(['PrometheusRule', 'imported-apps.rules', 'Apps.rules', '1m']);
  expect([mixin.alerts, Object.keys(mixin.rules)]).toEqual([['Down'], ['Apps.rules']]);
});

test('so does a PrometheusRule, and a List of several documents', () => {
  const rule = (name: string) => `apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: { name: ${name} }\nspec: { groups: [{ name: ${name}, rules: [{ alert: A, expr: up == 0 }] }] }\n`;
  expect(Object.keys(imported(`${rule('a')}---\n${rule('b')}`).mixin.rules)).toEqual(['a', 'b']);
  const list = { kind: 'List', items: [{ kind: 'PrometheusRule', spec: { groups: [{ name: 'c', rules: [{ alert: 'A', expr: 'up == 0' }] }] } }] };
  expect(Object.keys(imported(JSON.stringify(list)).mixin.rules)).toEqual(['c']);
});

test('a dashboard becomes a ConfigMap', () => {
  const { chart, mixin } = imported(JSON.stringify({ uid: 'My_Board', title: 'Mine', panels: [{ type: 'stat', title: 'p', targets: [{ expr: 'sum(rate(x_total{a="$b"}[$__rate_interval]))' }] }] }), { dashboardLabels: { board: 'yes' } });
  const [{ metadata, data }] = ofKind(synth(chart), 'ConfigMap');
  expect([metadata.name, metadata.labels.board, Object.keys(data)]).toEqual(['imported-my-board', 'yes', ['my-board.json']]);
  expect(Object.keys(mixin.dashboards)).toEqual(['my-board']);
  expect(noticesOf(chart)).toEqual([]);
});

test('alerts are disabled and changed like our own', () => {
  const options = { alerts: { Down: { for: Duration.minutes(10), severity: 'critical', labels: { team: 'a' } } } };
  expect(synth(imported(RULES, options).chart)[0].spec.groups[0].rules[1]).toMatchObject({ for: '10m', labels: { severity: 'critical', team: 'a' } });
  expect(imported(RULES, { alerts: { Down: { enabled: false } } }).mixin.alerts).toEqual([]);
  expect(errorsOf(imported(RULES, { alerts: { Dawn: {} } }).chart)).toContain('[monitoring-mixin/alert-unknown]');
  expect(errorsOf(imported(RULES, { alerts: { Down: { threshold: 5 } } }).chart)).toContain('[monitoring-mixin/no-threshold]');
  expect(errorsOf(imported(RULES, { disabledGroups: ['apps'] }).chart)).toContain('[monitoring-mixin/group-unknown]');
});

const LEVELS = `
groups:
  - name: apps
    rules:
      - { alert: Full, expr: disk > 80, labels: { severity: warning } }
      - { alert: Full, expr: disk > 90, labels: { severity: critical } }
`;

describe('an alert with two levels', () => {
  const rulesWith = (options: MixinOptions) => synth(imported(LEVELS, options).chart)[0].spec.groups[0].rules;

  test('is changed level by level', () => {
    const [warning, critical] = rulesWith({ alerts: { Full: { labels: { team: 'a' }, levels: { critical: { expr: 'disk > 95', for: Duration.minutes(1), labels: { page: 'yes' } } } } } });
    expect([warning.expr, warning.for, warning.labels]).toEqual(['disk > 80', undefined, { severity: 'warning', team: 'a' }]);
    expect([critical.expr, critical.for, critical.labels]).toEqual(['disk > 95', '1m', { severity: 'critical', team: 'a', page: 'yes' }]);
    expect(rulesWith({ alerts: { Full: { levels: { warning: { enabled: false } } } } })).toHaveLength(1);
  });

  test.each<[string, MixinOptions, string]>([
    ['level-needed', { alerts: { Full: { for: Duration.minutes(1) } } }, '"alerts.Full.for" is set, and this alert has the levels warning, critical: set "alerts.Full.levels.warning.for"'],
    ['level-needed', { alerts: { Full: { expr: 'up' } } }, '"alerts.Full.expr"'],
    ['level-needed', { alerts: { Full: { severity: 'info' } } }, '"alerts.Full.severity"'],
    ['level-unknown', { alerts: { Full: { levels: { crtical: {} } } } }, 'has the levels warning, critical: use "critical"'],
    ['override', { alerts: { Full: { levels: { critical: { expr: 'disk >' } } } } }, '"alerts.Full.levels.critical": "expr"'],
    ['severity', { alerts: { Full: { levels: { critical: { severity: 'page' } } } } }, '"alerts.Full.levels.critical.severity"'],
    ['no-threshold', { alerts: { Full: { levels: { critical: { threshold: 4 } } } } }, '"alerts.Full.levels.critical.threshold"'],
  ])('%s is refused: %j', (id, options, cure) => {
    expect(errorsOf(imported(LEVELS, options).chart).split('\n').find(line => line.includes(`[monitoring-mixin/${id}]`))).toContain(cure);
  });

  test('a level with two rules has no single expression', () => {
    const twice = `${LEVELS}      - { alert: Full, expr: disk > 99, labels: { severity: critical, b: c } }\n`;
    expect(errorsOf(imported(twice, { alerts: { Full: { levels: { critical: { expr: 'up' } } } } }).chart)).toContain('[monitoring-mixin/several-rules]');
  });
});

test('a group has an interval and a limit', () => {
  expect(synth(imported(RULES, { groups: { 'Apps.rules': { interval: Duration.minutes(2), limit: 9 } } }).chart)[0].spec.groups[0]).toMatchObject({ interval: '2m', limit: 9 });
  expect(imported(RULES, { groups: { 'Apps.rules': { enabled: false } } }).mixin.alerts).toEqual([]);
});

const oneRule = (rule: object) => JSON.stringify({ groups: [{ name: 'g', rules: [rule] }] });

test.each<[string, string]>([
  [oneRule({ alert: 'A', expr: 'rate(up)' }), '"expr": rate() requires a range, like x[5m]'],
  [oneRule({ alert: 'A', expr: 'sum(' }), '"(" at character 4 is not closed'],
  [oneRule({ alert: 'A', expr: 'upp(x)' }), 'function upp() does not exist'],
  [oneRule({ alert: 'A', expr: 'up{a=~"("}' }), '"(" is not a valid RE2 regular expression'],
  [oneRule({ alert: 'A', expr: 'up[5m]' }), '"expr" is a range'],
  [oneRule({ alert: 'A' }), 'it has no "expr"'],
  [oneRule({ alert: 'A', record: 'b', expr: 'up' }), 'the rule has both of "alert" and "record"'],
  [oneRule({ record: 'up{a="b"}', expr: 'up' }), 'and write a metric name'],
  [oneRule({ alert: 'A', expr: 'up', fro: '5m' }), 'the field "fro" does not exist: did you mean "for"?'],
  [oneRule({ alert: 'A', exp: 'up', expr: 'up' }), 'the field "exp" does not exist: did you mean "expr"?'],
  [JSON.stringify({ groups: [{ name: 'g', intervall: '1m', rules: [{ alert: 'A', expr: 'up' }] }] }), 'the field "intervall" does not exist: did you mean "interval"?'],
  [oneRule({ alert: 'A', expr: 'up', labels: { __name__: 'x' } }), '"labels" has "__name__"'],
  [oneRule({ alert: 'A', expr: 'up', annotations: { a: '{{ $lables.pod }}' } }), 'the variable $lables does not exist'],
  [oneRule({ alert: 'A', expr: 'up', annotations: { a: '{{ humanise $value }}' } }), 'the function humanise does not exist'],
  [oneRule({ record: 'a', expr: 'up', for: '5m' }), 'a recording rule does not support "for"'],
  [oneRule({ alert: 'A', expr: 'up', for: '5 minutes' }), '"for" is "5 minutes"'],
  [oneRule({ alert: 'A', expr: 'up', labels: { a: 5 } }), '"labels.a" is not a string'],
  [oneRule({ alert: 'A', expr: 'up', annotations: { a: '{{ $labels.job }' } }), '"}" is not expected between'],
  [oneRule({ alert: 'A', expr: 'up', annotations: { a: '{{ $labels.job ' } }), '"{{" is not closed by "}}"'],
  [JSON.stringify({ groups: [{ rules: [{ alert: 'A', expr: 'up' }] }] }), 'it has no "name"'],
  [JSON.stringify({ groups: [{ name: 'g', rules: 'x' }] }), '"rules" is not a list'],
  [JSON.stringify({ groups: [{ name: 'g', interval: 'x', rules: [{ alert: 'A', expr: 'up' }] }] }), '"interval" is "x"'],
  [JSON.stringify({ groups: [{ name: 'g', rules: [{ alert: 'A', expr: 'up' }] }, { name: 'g', rules: [{ alert: 'B', expr: 'up' }] }] }), 'group "g": it appears twice'],
  ['a: [', 'line 1'], ['', 'it is empty'], ['a: 1', 'neither "groups" of rules'],
])('%s is refused', (text, why) => expect(errorsOf(imported(text).chart)).toContain(why));

test.each([
  oneRule({ alert: 'A', expr: 'sum(\n# a comment\nup\n)' }),
  oneRule({ alert: 'A', expr: 'sum by ("k8s.pod") ({"http.status"="200", "my.metric"})' }),
  oneRule({ record: 'job:up:sum', expr: 'max_of(1, end() - start())' }),
  oneRule({ record: 'http.requests', expr: 'rate(x_total[5m] smoothed)', labels: { 'service.name': 'a' } }),
  oneRule({ alert: 'A', expr: 'up', for: '1d12h', keep_firing_for: '5m', labels: {}, annotations: { 'a-b': '{{ range query "up" }}{{ .Value }}{{ end }}' } }),
  JSON.stringify({ groups: [{ name: 'g', interval: '1m', query_offset: '10s', limit: 5, labels: { a: 'b' }, partial_response_strategy: 'warn', rules: [{ alert: 'A', expr: 'up' }] }] }),
])('%s is accepted, because a supported version accepts it', text => {
  const { chart } = imported(text);
  expect([errorsOf(chart), noticesOf(chart)]).toEqual(['', []]);
});

test('a missing file is an error with the full path', () => {
  const chart = aChart('monitoring');
  MonitoringMixin.fromFile(chart, 'Theirs', join(folder, 'nowhere.yaml'));
  expect(errorsOf(chart)).toMatch(/nowhere\.yaml" cannot be read: the file does not exist \(full path:/);
});

test.each<[string, string]>([
  [oneRule({ alert: 'A', expr: 'rate(x_bytes[5m]) > 0' }), 'but x_bytes is named like a gauge'],
  [oneRule({ alert: 'A', expr: 'sum by (job) (up) == 0', annotations: { summary: '{{ $labels.pod }}' } }), '$labels.pod is empty, because the result of the expression does not have this label'],
  [oneRule({ alert: 'A', expr: 'up', annotations: { a: '$labels.job }}' } }), 'has "}}" without "{{"'],
  [JSON.stringify({ groups: [{ name: 'g', rules: [] }] }), 'it has no "rules"'],
  [JSON.stringify({ groups: [{ name: 'g', rules: [{ alert: 'A', expr: 'up' }, { alert: 'A', expr: 'up' }] }] }), 'it appears twice'],
  [JSON.stringify({ title: 'D', panels: [{ title: 'p', panels: [{ title: 'q', targets: [{ expr: 'sum(' }] }] }] }), 'dashboard "D", panel "q"'],
])('%s is said', (text, why) => expect(noticesOf(imported(text).chart).join()).toContain(why));

test('any file is read or rejected', () => {
  fc.assert(fc.property(fc.jsonValue(), value => {
    expect(Array.isArray(readMixin('f', [value, { groups: value }, { groups: [value] }, { groups: [{ name: 'g', rules: value }] }, { groups: [{ name: 'g', rules: [value] }] }, { title: 't', panels: [value] }]).findings)).toBe(true);
  }), { numRuns: 300 });
});
