import { Duration } from 'cdk8s';
import { MonitoringMixin, MonitoringMixinProps } from '../../src';
import { dashboardsOf } from '../../src/monitoring-mixin/dashboards';
import { Intervals } from '../../src/monitoring-mixin/intervals';
import { withWindows } from '../../src/monitoring-mixin/windows';
import { metricsIn } from '../../src/promql/expression';
import { SyntaxNode } from '../../src/promql/syntax-node';
import { readExpression } from '../../src/promql/syntax-tree';
import { secondsOf } from '../../src/promql/tokens';
import { aContext, allGroups, groupsAt } from '../support/mixin';
import { aStack, named, QUIET, stackObjects } from '../support/stack';
import { aChart, errorsOf, Manifest, noticesOf, ofKind, synth } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

type Rules = readonly { readonly groups: readonly { readonly rules: readonly any[] }[] }[];
const rulesOf = (groups: Rules): any[] => groups.flatMap(({ groups: own }) => own.flatMap(({ rules }) => rules));
const nameOf = (rule: any): string => rule.alert ?? rule.record;
const VERSIONS = ['2.13.0', '2.20.0'];

/** The ranges of an expression in seconds. */
function rangesIn(expr: string): number[] {
  const read = readExpression(expr.replace(/\$__\w+/g, '1h'));
  if (!('root' in read)) { throw new Error(`${expr} cannot be read`); }
  const below = (node: SyntaxNode): number[] => [
    ...node.name === 'MatrixSelector' || node.name === 'SubqueryExpr' ? [secondsOf(expr.replace(/\$__\w+/g, '1h').slice(node.children[1].from, node.children[1].to))] : [],
    ...node.children.flatMap(below),
  ];
  return below(read.root);
}

describe('a pure pass', () => {
  const intervals = (jobs: { [job: string]: number }, more: Partial<Intervals> = {}): Intervals =>
    ({ jobs: new Map(Object.entries(jobs).map(([job, seconds]) => [job, seconds * 1000])), others: 30_000, evaluation: 30_000, groups: new Map(), federated: [], ...more });
  const SLOW = intervals({ slow: 120, fast: 15 });
  const made = (rules: readonly any[], given = SLOW) => withWindows([{ name: 'g', groups: [{ name: 'g.rules', rules }] }], given);
  const exprOf = (expr: string, given = SLOW): string => made([{ alert: 'A', expr, labels: {}, annotations: {} }], given).groups[0].groups[0].rules[0].expr;

  test.each([
    ['rate(x{job="slow"}[5m])', 'rate(x{job="slow"}[8m])'],
    ['rate(x{job="fast"}[5m])', 'rate(x{job="fast"}[5m])'],
    ['rate(x{job="slow"}[10m])', 'rate(x{job="slow"}[10m])'],
    ['rate(x{job=~"slow|fast"}[5m])', 'rate(x{job=~"slow|fast"}[8m])'],
    ['rate(x[5m])', 'rate(x[8m])'],
    ['increase(x{job="slow"}[5m] offset 1h)', 'increase(x{job="slow"}[8m] offset 1h)'],
    ['increase(x{job="slow"}[5m] @ 1000)', 'increase(x{job="slow"}[8m] @ 1000)'],
    ['x{job="slow"} unless max_over_time(x{job="slow"}[5m] offset 5m)', 'x{job="slow"} unless max_over_time(x{job="slow"}[8m] offset 8m)'],
    ['rate(x{job="fast"}[5m]) / rate(x{job="slow"}[5m]) + rate(x{job="fast"}[2m])', 'rate(x{job="fast"}[8m]) / rate(x{job="slow"}[8m]) + rate(x{job="fast"}[2m])'],
    ['max_over_time(rate(x{job="slow"}[5m])[6m:1m])', 'max_over_time(rate(x{job="slow"}[8m])[8m:1m])'],
    ['max_over_time(vector(1)[5m:2m])', 'max_over_time(vector(1)[8m:2m])'],
    ['rate(x{job="slow"}[$__rate_interval]) + rate(x{job="slow"}[5m])', 'rate(x{job="slow"}[$__rate_interval]) + rate(x{job="slow"}[8m])'],
    ['x{job="slow",a="[5m]"} # [5m]', 'x{job="slow",a="[5m]"} # [5m]'],
    // a threshold means the same
    ['sum by (a) (increase(x{job="slow"}[5m] offset 1h)) > 2', 'sum by (a) (increase(x{job="slow"}[8m] offset 1h) * 5 / 8) > 2'],
    ['increase(x{job="slow"}[5m]) > 0', 'increase(x{job="slow"}[8m]) > 0'],
    ['increase(x{job="fast"}[5m]) > 2', 'increase(x{job="fast"}[5m]) > 2'],
    ['increase(x{job="slow"}[5m]) / y > 2', 'increase(x{job="slow"}[8m]) / y > 2'],
    // five changes are between six samples
    ['changes(x{job="slow"}[7m:3m]) > 1', 'changes(x{job="slow"}[12m:3m]) > 1'],
    ['changes(x{job="slow"}[15m]) > 8', 'changes(x{job="slow"}[20m]) > 8'],
    ['changes(x{job="slow"}[15m]) > 0.8e+1', 'changes(x{job="slow"}[20m]) > 0.8e+1'],
    ['changes(x{job="slow"}[20m]) > 8', 'changes(x{job="slow"}[20m]) > 8'],
    ['changes(x{job="slow"}[ 5m ])', 'changes(x{job="slow"}[ 5m ])'],
    ['max by (pod) (changes(x{job="slow"}[10m])) > 4', 'max by (pod) (changes(x{job="slow"}[12m])) > 4'],
    ['resets(x{job="slow"}[10m]) >= 4', 'resets(x{job="slow"}[10m]) >= 4'],
    ['changes(x{job="fast"}[10m]) > 4', 'changes(x{job="fast"}[10m]) > 4'],
    ['changes(x{job="slow"}[10m]) / 9 > 4', 'changes(x{job="slow"}[10m]) / 9 > 4'],
    ['sum(', 'sum('],
  ])('%s becomes %s', (expr, wanted) => expect(exprOf(expr)).toBe(wanted));

  test('a window has whole minutes: with 100 seconds it needs seven', () => expect(exprOf('rate(x{job="a"}[5m])', intervals({ a: 100 }))).toBe('rate(x{job="a"}[7m])'));
  test('a range over recorded series contains four evaluations of their group', () => {
    const groups = (evaluation: number) => withWindows([
      { name: 'a', groups: [{ name: 'a.records', rules: [{ record: 'a:b', expr: 'sum(x)' }] }] },
      { name: 'b', groups: [{ name: 'b.alerts', rules: [{ alert: 'A', expr: 'avg_over_time(a:b[5m]) > avg_over_time(c:d[6m])', labels: {}, annotations: {} }] }] },
    ], intervals({}, { groups: new Map([['a', evaluation]]) })).groups[1].groups[0].rules[0].expr;
    expect(groups(120_000)).toBe('avg_over_time(a:b[8m]) > avg_over_time(c:d[6m])');
    expect(groups(30_000)).toBe('avg_over_time(a:b[5m]) > avg_over_time(c:d[6m])');
  });

  test('names follow, in all rules of a series, and in their users', () => {
    const { groups, renamed, change } = made([
      { record: 'a:x:rate5m', expr: 'rate(x{job="slow"}[5m])', labels: { of: 'slow' } },
      { record: 'a:x:rate5m', expr: 'rate(x{job="fast"}[5m])', labels: { of: 'fast' } },
      { record: 'a:x:p99_5m', expr: 'histogram_quantile(0.99, rate(x{job="slow"}[5m]))' },
      { record: 'a:x:rate1h', expr: 'rate(x{job="slow"}[1h])' },
      { record: 'a:x:sum', expr: 'sum(rate(x{job="slow"}[5m]))' },
      { alert: 'A', expr: 'a:x:rate5m{job="fast"} / a:x:rate1h > a:x:rate5m_of_others', labels: {}, annotations: {} },
    ]);
    expect(groups[0].groups[0].rules.map(rule => [nameOf(rule), rule.expr])).toEqual([
      ['a:x:rate8m', 'rate(x{job="slow"}[8m])'], ['a:x:rate8m', 'rate(x{job="fast"}[8m])'], ['a:x:p99_8m', 'histogram_quantile(0.99, rate(x{job="slow"}[8m]))'],
      ['a:x:rate1h', 'rate(x{job="slow"}[1h])'], ['a:x:sum', 'sum(rate(x{job="slow"}[8m]))'], ['A', 'a:x:rate8m{job="fast"} / a:x:rate1h > a:x:rate5m_of_others'],
    ]);
    expect([...renamed]).toEqual([['a:x:rate5m', 'a:x:rate8m'], ['a:x:p99_5m', 'a:x:p99_8m']]);
    expect(change('sum(a:x:rate5m{cluster="$cluster"}) + rate(x{job="slow"}[5m])')).toBe('sum(a:x:rate8m{cluster="$cluster"}) + rate(x{job="slow"}[8m])');
  });

  test('in the text of a user only names follow', () => {
    const rule = { alert: 'A', expr: 'a:x:rate5m + rate(x{job="slow"}[5m])', labels: {}, annotations: {} };
    const rules = [{ record: 'a:x:rate5m', expr: 'rate(x{job="slow"}[5m])' }, rule];
    expect(withWindows([{ name: 'g', groups: [{ name: 'g', rules }] }], SLOW, each => each === rule).groups[0].groups[0].rules[1].expr).toBe('a:x:rate8m + rate(x{job="slow"}[5m])');
  });
});

test.each(VERSIONS)('up to 30 seconds nothing changes, and up to 75 seconds no five-minute window: kube-state-metrics %s', version => {
  for (const seconds of [15, 30]) { expect(rulesOf(groupsAt(seconds, version).groups)).toEqual(rulesOf(allGroups(version))); }
  const before = rulesOf(allGroups(version));
  const changed = rulesOf(groupsAt(75, version).groups).flatMap((rule, at) => rule.expr === before[at].expr ? [] : [before[at]]);
  for (const rule of changed) { expect([nameOf(rule), Math.min(...rangesIn(rule.expr)) < 300]).toEqual([nameOf(rule), true]); }
});

test.each([15, 30, 60, 100, 120].flatMap(seconds => VERSIONS.map(version => [seconds, version] as const)))('at %s seconds each range of each rule and panel contains four samples: kube-state-metrics %s', (seconds, version) => {
  const made = groupsAt(seconds, version);
  const rules = rulesOf(made.groups);
  const panels = dashboardsOf(aContext(version), {}, made).flatMap(({ id, json }) => JSON.parse(json).panels.flatMap(({ title, targets = [] }: any) => targets.map(({ expr }: any) => ({ alert: `${id}: ${title}`, expr }))));
  const ranges = [...rules, ...panels].flatMap(rule => rangesIn(rule.expr).map(range => [nameOf(rule), range] as const));
  expect(ranges.length).toBeGreaterThan(150);
  expect(ranges.filter(([, range]) => range < 4 * seconds)).toEqual([]);

  const recorded = new Set(rules.map(nameOf));
  expect([...rules, ...panels].flatMap(({ expr }) => metricsIn(expr.replace(/\$__\w+/g, '5m').replace(/\$(\w+)/g, 'value'))).filter(name => name.includes(':') && !recorded.has(name))).toEqual([]);
  expect(made.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
});

describe('the interval of an expression', () => {
  const MINUTE = 60_000;
  const intervals: Intervals = { jobs: new Map([['fast', 15_000], ['usual', 30_000]]), others: 30_000, evaluation: 30_000, groups: new Map(), federated: [] };
  const intervalIn = (expr: string, more: Partial<Intervals> = {}) => withWindows([], { ...intervals, ...more }).interval(expr);

  test.each([
    ['rate(x{job="usual"}[5m])', '30s'],
    ['rate(x[5m])', '30s'],
    ['rate(x{job="fast"}[5m])', '15s'],
    ['rate(x{job=~"fa.+"}[5m])', '15s'],
    ['rate({"x","job"=~"fa.+"}[5m])', '15s'],
    ['rate(x{job="\\x66ast"}[5m])', '15s'],
    ['rate(x{job="fast"}[5m]) / rate(y{job="usual"}[5m])', '30s'],
    ['rate(x{job="fast",a=\'{job="usual"\'}[5m])', '15s'],
    ['rate(x{job="fast",a=`{job="usual"`}[5m])', '15s'],
    ['rate(x{job="fast",a="{job=\\"usual\\""}[5m])', '15s'],
    ['rate(x{job="fast"}[5m]) # {job="usual"}', '15s'],
    ['a:b', '30s'],
  ])('%s: %s', (expr, interval) => expect(intervalIn(expr)).toBe(interval));

  test.each([
    ['rate(x[5m])', { jobs: new Map([['slow', MINUTE]]) }],
    ['a:b', { evaluation: MINUTE }],
    ['ALERTS', { groups: new Map([['a', MINUTE]]) }],
  ])('%s over slower series: 1m', (expr, more) => expect(intervalIn(expr, more)).toBe('1m'));
});

describe('intervals of a mixin', () => {
  const made = (props: MonitoringMixinProps) => {
    const chart = aChart('monitoring');
    new MonitoringMixin(chart, 'Mixin', props);
    return chart;
  };
  const every = Duration.minutes;

  test.each<[string, MonitoringMixinProps, RegExp]>([
    ['one job', { scrapeIntervals: { nodeExporter: every(5) } }, /the job node-exporter is scraped every 5m, and \d+ rules need at least 2m \(.+, .+, .+ and \d+ more\): scrape them .* or disable their groups \("disabledGroups": .*nodes/],
    ['all jobs', { scrapeIntervals: { others: every(5) } }, /the jobs kube-state-metrics, node-exporter, .* are scraped every 5m/],
    ['the evaluation', { evaluationInterval: every(3) }, /rules are evaluated every 3m, and \d+ rules need at least 2m/],
    ['a group', { groups: { storage: { interval: every(4) } } }, /rules are evaluated every 4m.*"disabledGroups": storage\)/],
  ])('of more than two minutes are rejected with the affected rules: %s', (_, props, message) => {
    const lines = errorsOf(made(props)).split('\n').filter(line => line.includes('[monitoring-mixin/interval-too-long]'));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(message);
  });

  test.each<[string, MonitoringMixinProps]>([
    ['two minutes', { scrapeIntervals: { others: every(2) }, evaluationInterval: every(2) }],
    ['a slow job whose groups are off', { jobs: { nodeExporter: 'node-exporter', prometheus: 'prometheus' }, scrapeIntervals: { nodeExporter: every(5) }, disabledGroups: ['nodes'] }],
    ['a slow job that is not scraped', { jobs: { prometheus: 'prometheus' }, scrapeIntervals: { etcd: every(5) } }],
  ])('are accepted: %s', (_, props) => expect(errorsOf(made(props))).toBe(''));

  test('a series that third-party dashboards read and that gets another name is a warning', () => {
    const slow = made({ scrapeIntervals: { nodeExporter: every(2) } });
    expect(noticesOf(slow).join()).toMatch(/instance:node_vmstat_pgmajfault:rate5m \(now instance:node_vmstat_pgmajfault:rate8m\).*\[monitoring-mixin\/window-renamed\]/);
    expect(noticesOf(made({ scrapeIntervals: { nodeExporter: Duration.seconds(75) } })).join()).not.toContain('window-renamed');
  });
});

describe('in a stack', () => {
  // of what is scraped: ranges of recorded series follow the interval of evaluations
  const rangesOf = (objects: readonly Manifest[], group: string) => named(objects, 'PrometheusRule', `mixin-${group}`).spec.groups
    .flatMap(({ rules }: any) => rules.flatMap(({ expr }: any) => /last_over_time\(\w+:/.test(expr) ? [] : rangesIn(expr)));
  const stack = (props: Parameters<typeof aStack>[0] = {}) => stackObjects({ ...QUIET, ...props });

  test('windows follow the interval of each monitor', () => {
    expect(Math.min(...rangesOf(stack(), 'nodes'))).toBeLessThan(480);
    const objects = stack({ nodeExporter: { interval: Duration.minutes(2) }, mixin: { dashboards: true } });
    expect(Math.min(...rangesOf(objects, 'nodes'))).toBe(480);
    expect(Math.min(...rangesOf(objects, 'kubelet'))).toBeLessThan(480);
    expect(JSON.stringify(ofKind(objects, 'ConfigMap').map(({ data }) => data))).toContain('rate8m');
  });

  test.each<[string, object, string]>([
    ['of Prometheus', { prometheus: { ...QUIET.prometheus, scrapeInterval: Duration.minutes(5) } }, 'scraped every 5m'],
    ['of evaluations', { prometheus: { ...QUIET.prometheus, evaluationInterval: Duration.minutes(5) } }, 'evaluated every 5m'],
    ['of the control plane', { controlPlane: { interval: Duration.minutes(5) } }, 'the jobs kubelet, apiserver, coredns are scraped every 5m'],
  ])('an interval %s of five minutes is rejected', (_, props, message) => expect(errorsOf(aStack({ ...QUIET, ...props }).chart)).toContain(message));

  test('the mixin may be disabled', () => {
    expect(errorsOf(aStack({ ...QUIET, prometheus: { ...QUIET.prometheus, scrapeInterval: Duration.minutes(5) }, mixinEnabled: false }).chart)).toBe('');
  });

  test('options of the mixin take precedence over facts of the stack', () => {
    expect(synth(aStack({ ...QUIET, mixin: { scrapeIntervals: { nodeExporter: Duration.minutes(2) } } }).chart).length).toBeGreaterThan(0);
    expect(Math.min(...rangesOf(stack({ mixin: { scrapeIntervals: { nodeExporter: Duration.minutes(2) } } }), 'nodes'))).toBe(480);
  });
});
