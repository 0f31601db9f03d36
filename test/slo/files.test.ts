import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Chart, Duration } from 'cdk8s';
import { ServiceLevelObjectives, SloFileOptions } from '../../src';
import { overWindow } from '../../src/slo/instant-queries';
import { aChart, errorsOf, noticesOf, ofKind, synth } from '../support/synth';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'slo-'));
  jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

type Documents = readonly object[];

function open(documents: Documents | string, options: SloFileOptions = {}): Chart {
  writeFileSync(join(folder, 'slo.yaml'), typeof documents === 'string' ? documents : documents.map(each => JSON.stringify(each)).join('\n---\n'));
  const chart = aChart('shop');
  ServiceLevelObjectives.fromOpenSlo(chart, 'Slos', folder, options);
  return chart;
}

function sloth(document: object, options: SloFileOptions = {}): Chart {
  writeFileSync(join(folder, 'slo.json'), JSON.stringify(document));
  const chart = aChart('shop');
  ServiceLevelObjectives.fromSloth(chart, 'Slos', join(folder, 'slo.json'), options);
  return chart;
}

const source = (query: string, type = 'Prometheus') => ({ metricSource: { type, spec: { query } } });
const RATIO = { ratioMetric: { counter: true, bad: source('errors_total{job="a"}'), total: source('requests_total{job="a"}') } };
const slo = (spec: object = {}, metadata: object = {}) => ({
  apiVersion: 'openslo/v1',
  kind: 'SLO',
  metadata: { name: 'availability', ...metadata },
  spec: {
    service: 'shop', budgetingMethod: 'Occurrences', timeWindow: [{ duration: '4w', isRolling: true }], objectives: [{ target: 0.995 }], indicator: { metadata: { name: 'i' }, spec: RATIO }, ...spec,
  },
});
const sli = (spec: object) => ({ indicator: { metadata: { name: 'i' }, spec } });

const rulesIn = (chart: Chart): any[] => ofKind(synth(chart), 'PrometheusRule').flatMap(({ spec }) => spec.groups.flatMap(({ rules }: any) => rules));
const exprIn = (chart: Chart, record: string): string => rulesIn(chart).find(rule => rule.record === record)?.expr;
const alertsIn = (chart: Chart) => rulesIn(chart).filter(({ alert }) => alert !== undefined);

describe('OpenSLO', () => {
  test('an SLO with its indicator becomes an objective', () => {
    const chart = open([slo({}, { labels: { team: 'a', tiers: ['x'] } })]);
    expect(ofKind(synth(chart), 'PrometheusRule').map(({ metadata }) => metadata.name)).toEqual(['slo-shop-availability']);
    expect(exprIn(chart, 'slo:objective:ratio')).toBe('vector(0.995)');
    expect(exprIn(chart, 'slo:time_period:days')).toBe('vector(28)');
    expect(exprIn(chart, 'slo:sli_errors:rate5m')).toBe('(sum(rate(errors_total{job="a"}[5m])) or 0 * sum(rate(requests_total{job="a"}[5m])))');
    expect(rulesIn(chart)[0].labels.team).toBe('a');
  });

  test('indicators and policies are looked up by their names, in all files of a folder', () => {
    writeFileSync(join(folder, 'more.yaml'), JSON.stringify([
      { apiVersion: 'openslo/v1', kind: 'SLI', metadata: { name: 'requests' }, spec: RATIO },
      { apiVersion: 'openslo/v1', kind: 'AlertPolicy', metadata: { name: 'fast' }, spec: { alertWhenNoData: true, alertWhenBreaching: true, conditions: [{ conditionRef: 'burns' }], notificationTargets: [{ targetRef: 'x' }] } },
      { apiVersion: 'openslo/v1', kind: 'AlertCondition', metadata: { name: 'burns' }, spec: { severity: 'page', condition: { kind: 'burnrate', op: 'gt', threshold: 2, lookbackWindow: '1h', alertAfter: '5m' } } },
    ]));
    const chart = open([slo({ indicator: undefined, indicatorRef: 'requests', alertPolicies: ['fast'] })]);
    expect(alertsIn(chart).map(({ alert, for: after, labels: { severity, long, short } }) => [alert, after, severity, long, short])).toEqual([
      ['ErrorBudgetBurn', '5m', 'page', '1h', '5m'], ['ServiceLevelIndicatorAbsent', '15m', 'warning', undefined, undefined],
    ]);
    expect(alertsIn(chart)[0].expr).toContain('> 0.01 and');
  });

  test('without a policy the alerts are those of the options', () => {
    expect(alertsIn(open([slo()]))).toHaveLength(5);
    expect(alertsIn(open([slo()], { alerts: { enabled: false } }))).toEqual([]);
  });

  test('each objective of a ratio is separate', () => {
    const chart = open([slo({ objectives: [{ target: 0.99 }, { targetPercent: 99.5 }] })]);
    expect(ofKind(synth(chart), 'PrometheusRule').map(({ metadata }) => metadata.name)).toEqual(['slo-shop-availability-1', 'slo-shop-availability-2']);
  });

  test.each<[string, object, string, string]>([
    ['good events', { ratioMetric: { counter: true, good: source('sum(good_total)'), total: source('sum(all_total)') } }, 'slo:sli_errors:rate5m',
      'clamp_min((sum(rate(all_total[5m]))) - ((sum(rate(good_total[5m]))) or 0 * (sum(rate(all_total[5m])))), 0)'],
    ['ranges', { ratioMetric: { counter: false, bad: source('sum(rate(bad_total[1m]))'), total: source('sum(rate(all_total[1m]))') } }, 'slo:sli_errors:rate5m',
      '((sum(rate(bad_total[5m]))) or 0 * (sum(rate(all_total[5m]))))'],
    ['gauges', { ratioMetric: { counter: false, bad: source('count(up == 0)'), total: source('count(up)') } }, 'slo:sli_total:rate5m', '(sum_over_time((count(up))[5m:1m]))'],
    ['a ratio that is known', { ratioMetric: { rawType: 'success', raw: source('avg(probe_success)') } }, 'slo:sli_error:ratio_rate5m', '(1 - (avg_over_time((avg(probe_success))[5m:1m]))) >= 0'],
  ])('%s of an indicator', (_, indicator, record, expr) => {
    expect(exprIn(open([slo(sli(indicator))]), record)).toBe(expr);
  });

  test('a threshold is met or not at each point in time', () => {
    const chart = open([slo({ ...sli({ thresholdMetric: source('p99_seconds') }), objectives: [{ op: 'lte', value: 0.5, target: 0.99 }] })]);
    expect(exprIn(chart, 'slo:sli_error:ratio_rate1h')).toBe('(avg_over_time(((p99_seconds) > bool 0.5)[1h:1m])) >= 0');
  });

  test('time slices are good or bad as a whole', () => {
    const chart = open([slo({ budgetingMethod: 'Timeslices', objectives: [{ target: 0.99, timeSliceTarget: 0.95, timeSliceWindow: '5m' }] })]);
    expect(exprIn(chart, 'slo:sli_error:ratio_rate1h')).toBe(
      '(avg_over_time((((sum(rate(errors_total{job="a"}[5m])) or 0 * sum(rate(requests_total{job="a"}[5m]))) / (sum(rate(requests_total{job="a"}[5m])) > 0)) > bool 0.05)[1h:5m])) >= 0');
  });

  test('calendar windows become rolling windows by option', () => {
    const calendar = (duration: string) => [slo({ timeWindow: [{ duration, calendar: { startTime: '2024-01-01 00:00:00', timeZone: 'UTC' } }] })];
    expect(errorsOf(open(calendar('1M')))).toContain('slo.yaml: SLO "availability": "timeWindow" is a calendar window, which Prometheus rules do not support: use "isRolling: true", or the option "calendarAsRolling"');
    expect(exprIn(open(calendar('1M'), { calendarAsRolling: true }), 'slo:time_period:days')).toBe('vector(30)');
    expect(exprIn(open(calendar('1Q'), { calendarAsRolling: true }), 'slo:time_period:days')).toBe('vector(90)');
  });

  test('ratios of v1alpha, and lists of documents', () => {
    const query = (text: string) => ({ source: 'prometheus', queryType: 'promql', query: text });
    const document = {
      apiVersion: 'openslo/v1alpha',
      kind: 'SLO',
      metadata: { name: 'old' },
      spec: {
        service: 'shop',
        budgetingMethod: 'Occurrences',
        timeWindows: [{ count: 7, unit: 'Day', isRolling: true }],
        objectives: [{ target: 0.999, ratioMetrics: { good: query('sum(rate(good_total[{{.window}}]))'), total: query('sum(rate(all_total[{{.window}}]))') } }],
      },
    };
    const chart = open(JSON.stringify([document]));
    expect(exprIn(chart, 'slo:sli_total:rate5m')).toBe('(sum(rate(all_total[5m])))');
    expect(exprIn(chart, 'slo:time_period:days')).toBe('vector(7)');
  });

  test.each<[string, Documents, string]>([
    ['another source of metrics', [slo(sli({ ratioMetric: { counter: true, bad: source('a', 'Datadog'), total: source('b') } }))], 'the metric source of "bad" is "Datadog": only Prometheus is supported'],
    ['an indicator that is missing', [slo({ indicator: undefined, indicatorRef: 'none' })], 'SLI "none" is not in the files: add its file'],
    ['several indicators with one budget', [slo({ objectives: [{ target: 0.9, indicatorRef: 'a' }, { target: 0.9, indicatorRef: 'b' }] })], 'composite objectives are not supported'],
    ['a month', [slo({ timeWindow: [{ duration: '1M', isRolling: true }] })], '"timeWindow" is "1M": use days or weeks, such as 30d'],
    ['a newer version', [{ ...slo(), apiVersion: 'openslo.com/v2alpha' }], 'slo.yaml: SLO "availability": "apiVersion" is "openslo.com/v2alpha": use openslo/v1 or openslo/v1alpha'],
    ['an objective without a target', [slo({ objectives: [{ displayName: 'x' }] })], 'an objective has neither "target" nor "targetPercent"'],
    ['a counter behind a function', [slo(sli({ ratioMetric: { counter: true, bad: source('max(a_total)'), total: source('b_total') } }))], 'the window of "max(a_total)" is unknown: write "$window" as the range'],
    ['a query that cannot be read', [slo(sli({ ratioMetric: { counter: true, bad: source('sum(a_total'), total: source('b_total') } }))], '"(" at character 4 is not closed'],
    ['no SLO at all', [{ apiVersion: 'openslo/v1', kind: 'Service', metadata: { name: 'shop' } }], 'none of its documents has "kind: SLO"'],
    ['no document of OpenSLO', [{ kind: 'Service' }], 'it has no OpenSLO document ("apiVersion: openslo/v1")'],
    ['a name twice', [slo(), slo()], 'two objectives of the service have this name'],
  ])('%s is an error', (_, documents, message) => expect(errorsOf(open(documents))).toContain(message));

  test('fields without effect are a warning', () => {
    expect(noticesOf(open([slo({ alertPolicies: [{ alertPolicyRef: 'none' }] })])).join()).toContain('AlertPolicy "none" is not in the files, so its alerts are skipped: add its file');
    const policy = { kind: 'AlertPolicy', spec: { conditions: [{ spec: { severity: 'page', condition: { op: 'lte', threshold: 2, lookbackWindow: '1h' } } }] } };
    expect(noticesOf(open([slo({ alertPolicies: [policy] })])).join()).toContain('slo.yaml: SLO "availability": the "op" of an AlertCondition is "lte", but its alert always fires above "threshold": use gt');
  });

  test('any value in a document is read without throwing', () => {
    const odd = [{ objectives: 7 }, { timeWindow: [7] }, { indicator: [] }, { alertPolicies: [7, null] }, { service: {} }, { objectives: [null] }];
    for (const spec of [...odd, sli({ ratioMetric: 7 }), sli({ thresholdMetric: [] })]) {
      expect(() => open([slo(spec)])).not.toThrow();
    }
  });
});

describe('sloth', () => {
  const document = {
    version: 'prometheus/v1',
    service: 'shop',
    labels: { owner: 'a' },
    slos: [{
      name: 'requests',
      objective: 99.9,
      description: 'Requests succeed.',
      labels: { category: 'availability' },
      sli: { events: { error_query: 'sum(rate(errors_total[{{.window}}]))', total_query: 'sum(rate(requests_total[{{.window}}]))' } },
      alerting: { name: 'ShopErrors', labels: { routing: 'x' }, annotations: { note: 'y' }, page_alert: { labels: { severity: 'pageteam', key: 'k' } }, ticket_alert: { disable: true } },
    }],
  };

  test('a specification becomes objectives with the same series and labels', () => {
    const chart = sloth(document);
    expect(exprIn(chart, 'slo:sli_error:ratio_rate30m')).toBe(
      '((sum(rate(errors_total[30m]))) or 0 * (sum(rate(requests_total[30m])))) / ((sum(rate(requests_total[30m]))) > 0)');
    expect(rulesIn(chart)[2].record).toBe('slo:sli_error:ratio_rate5m');
    expect(rulesIn(chart)[2].labels).toEqual({ owner: 'a', category: 'availability', sloth_id: 'shop-requests', sloth_service: 'shop', sloth_slo: 'requests', sloth_window: '5m' });
    const alerts = alertsIn(chart).filter(({ alert }) => alert === 'ShopErrors');
    expect(alerts.map(({ labels: { long, severity, key, routing } }) => [long, severity, key, routing])).toEqual([['1h', 'pageteam', 'k', 'x'], ['6h', 'pageteam', 'k', 'x']]);
    expect(alerts[0].annotations).toMatchObject({ note: 'y', description: 'Requests succeed.' });
  });

  test('so does a PrometheusServiceLevel, with a window from the options', () => {
    const slos = [{ name: 'raw', objective: 99, sli: { raw: { errorRatioQuery: '1 - avg(avg_over_time(up[{{.window}}]))' } }, alerting: { pageAlert: { disable: true }, ticketAlert: {} } }];
    const chart = sloth({ apiVersion: 'sloth.slok.dev/v1', kind: 'PrometheusServiceLevel', metadata: { name: 'x' }, spec: { service: 'shop', slos } }, { window: Duration.days(28) });
    expect(exprIn(chart, 'slo:time_period:days')).toBe('vector(28)');
    expect(exprIn(chart, 'slo:sli_error:ratio_rate28d')).toContain('avg_over_time(slo:sli_error:ratio_rate5m{');
    expect(alertsIn(chart).map(({ labels }) => labels.sloth_severity)).toEqual(['ticket', 'ticket', 'ticket']);
  });

  test('a plugin cannot be run', () => {
    expect(errorsOf(sloth({ version: 'prometheus/v1', service: 's', slos: [{ name: 'x', objective: 99, sli: { plugin: { id: 'p' } } }] }))).toContain('its "sli" is a plugin');
    expect(errorsOf(sloth({ version: 'other' }))).toContain('it has no sloth specification ("version');
  });
});

test.each([
  ['sum(a_total)', true, 'sum(rate(a_total[$window]))'],
  ['sum by (x) (a_total{b="c"}) + sum by (x) (d_total)', true, 'sum by (x) (rate(a_total{b="c"}[$window])) + sum by (x) (rate(d_total[$window]))'],
  ['a_total', true, 'a_total'],
  ['sum(a_total offset 5m)', true, undefined],
  ['sum(a_total) / 2', true, undefined],
  ['sum(increase(a_total[5m])) / sum(increase(b_total[5m]))', undefined, 'sum(increase(a_total[$window])) / sum(increase(b_total[$window]))'],
  ['max_over_time(x[5m:1m])', undefined, undefined],
  ['x', undefined, 'sum(sum_over_time((x)[$window:1m]))'],
  ['count(x)', undefined, 'sum_over_time((count(x))[$window:1m])'],
])('%s over a window', (query, isCounter, expected) => {
  expect(overWindow(query, isCounter, 'sum')).toBe(expected);
});
