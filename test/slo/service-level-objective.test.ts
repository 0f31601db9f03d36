import { Chart, Duration } from 'cdk8s';
import { Prometheus, ServiceLevelObjective, ServiceLevelObjectiveProps, SloAlertLevel, SloBudgetingMethod, SloIndicator } from '../../src';
import { burnRatesOf, exhaustedAfter } from '../../src/slo/burn-rates';
import { boundMatcher } from '../../src/slo/queries';
import { aChart, errorsOf, noticesOf, ofKind, synth, theOne } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

const EVENTS = SloIndicator.events({ total: 'requests_total{job="checkout"}', errors: 'requests_total{job="checkout",code=~"5.."}' });

function chartWith(props: Partial<ServiceLevelObjectiveProps> = {}): Chart {
  const chart = aChart('shop');
  new ServiceLevelObjective(chart, 'Availability', { service: 'checkout', objective: 99.9, indicator: EVENTS, ...props });
  return chart;
}

const groupsOf = (props: Partial<ServiceLevelObjectiveProps> = {}) => theOne(synth(chartWith(props)), 'PrometheusRule').spec.groups;
const rulesOf = (props: Partial<ServiceLevelObjectiveProps> = {}) => groupsOf(props).flatMap(({ rules }: any) => rules);
const exprOf = (record: string, props: Partial<ServiceLevelObjectiveProps> = {}): string => rulesOf(props).find((rule: any) => rule.record === record)?.expr;
const alertsOf = (props: Partial<ServiceLevelObjectiveProps> = {}) => groupsOf(props).flatMap(({ rules }: any) => rules).filter((rule: any) => rule.alert !== undefined);

const OF = '{sloth_id="checkout-availability",sloth_service="checkout",sloth_slo="availability"}';
const ID = { sloth_id: 'checkout-availability', sloth_service: 'checkout', sloth_slo: 'availability' };

test('the recorded series have the names and labels that public dashboards read', () => {
  const records = groupsOf().flatMap(({ rules }: any) => rules).filter((rule: any) => rule.record !== undefined);
  expect(records.map(({ record, labels }: any) => [record, labels.sloth_window])).toEqual([
    ['slo:sli_total:rate5m', undefined], ['slo:sli_errors:rate5m', undefined], ['slo:sli_error:ratio_rate5m', '5m'], ['slo:sli_error:ratio_rate30m', '30m'], ['slo:sli_error:ratio_rate1h', '1h'],
    ['slo:sli_error:ratio_rate2h', '2h'], ['slo:sli_error:ratio_rate6h', '6h'], ['slo:sli_error:ratio_rate1d', '1d'], ['slo:sli_error:ratio_rate3d', '3d'], ['slo:sli_error:ratio_rate30d', '30d'],
    ['slo:objective:ratio', undefined], ['slo:error_budget:ratio', undefined], ['slo:time_period:days', undefined], ['slo:current_burn_rate:ratio', undefined],
    ['slo:period_burn_rate:ratio', undefined], ['slo:period_error_budget_remaining:ratio', undefined], ['sloth_slo_info', undefined],
  ]);
  expect(records.every(({ labels }: any) => labels.sloth_id === ID.sloth_id && labels.sloth_service === ID.sloth_service && labels.sloth_slo === ID.sloth_slo)).toBe(true);
});

test('expressions of events', () => {
  expect(exprOf('slo:sli_total:rate5m')).toBe('sum(rate(requests_total{job="checkout"}[5m]))');
  expect(exprOf('slo:sli_errors:rate5m')).toBe('(sum(rate(requests_total{job="checkout",code=~"5.."}[5m])) or 0 * sum(rate(requests_total{job="checkout"}[5m])))');
  expect(exprOf('slo:sli_error:ratio_rate5m')).toBe(`slo:sli_errors:rate5m${OF} / (slo:sli_total:rate5m${OF} > 0)`);
  expect(exprOf('slo:sli_error:ratio_rate30d')).toBe(`sum_over_time(slo:sli_errors:rate5m${OF}[30d]) / (sum_over_time(slo:sli_total:rate5m${OF}[30d]) > 0)`);
  expect(exprOf('slo:sli_total:rate5m', { grouping: ['namespace'] })).toBe('sum by (namespace) (rate(requests_total{job="checkout"}[5m]))');
  expect(exprOf('slo:error_budget:ratio')).toBe('vector(0.001)');
});

test('no range of more than six hours is computed from raw metrics', () => {
  for (const { expr } of groupsOf().flatMap(({ rules }: any) => rules)) { expect(expr).not.toMatch(/requests_total\{[^}]*\}\[\d+d\]/); }
});

test('expressions of histograms', () => {
  const latency = (histogram: string, native = false) => SloIndicator.latency({ histogram, threshold: Duration.millis(300), native });
  expect(exprOf('slo:sli_errors:rate5m', { indicator: latency('d_seconds{job="a"}') })).toBe('clamp_min(sum(rate(d_seconds_count{job="a"}[5m])) - sum(rate(d_seconds_bucket{le="0.3",job="a"}[5m])), 0)');
  expect(exprOf('slo:sli_errors:rate5m', { indicator: latency('d_seconds') })).toBe('clamp_min(sum(rate(d_seconds_count[5m])) - sum(rate(d_seconds_bucket{le="0.3"}[5m])), 0)');
  expect(exprOf('slo:sli_errors:rate5m', { indicator: latency('d_seconds{}') })).toBe('clamp_min(sum(rate(d_seconds_count{}[5m])) - sum(rate(d_seconds_bucket{le="0.3"}[5m])), 0)');
  expect(exprOf('slo:sli_total:rate5m', { indicator: latency('d_seconds', true) })).toBe('histogram_count(sum(rate(d_seconds[5m])))');
  expect([boundMatcher(0.3), boundMatcher(5)]).toEqual(['le="0.3"', 'le=~"5|5\\\\.0"']);
  expect(exprOf('slo:sli_errors:rate5m', { indicator: SloIndicator.latency({ histogram: 'd_ms', threshold: Duration.millis(300), bound: 300 }) })).toContain('le=~"300|300\\\\.0"');
});

test('alerts have the windows, factors and severities of the workbook', () => {
  expect(alertsOf().slice(0, 4).map(({ alert, expr, for: after, labels: { severity, long, short } }: any) => [alert, expr.match(/> (\S+)/)[1], after, severity, long, short])).toEqual([
    ['ErrorBudgetBurn', '0.0144', '2m', 'critical', '1h', '5m'], ['ErrorBudgetBurn', '0.006', '15m', 'critical', '6h', '30m'],
    ['ErrorBudgetBurn', '0.003', '1h', 'warning', '1d', '2h'], ['ErrorBudgetBurn', '0.001', '3h', 'warning', '3d', '6h'],
  ]);
  expect(alertsOf()[0].expr).toBe(`max without (sloth_window) (slo:sli_error:ratio_rate1h${OF}) > 0.0144 and max without (sloth_window) (slo:sli_error:ratio_rate5m${OF}) > 0.0144`);
  expect(alertsOf()[0].annotations.summary).toBe(
    '{{ $value | humanizePercentage }} of the events of checkout were bad for 1h: at this rate the error budget of "availability" for 30d is used up in 2d 2h or less.');
});

test.each([[30, [14.4, 6, 3, 1]], [28, [13.44, 5.6, 2.8, 1]], [7, [3.36, 1.4, 1, 1]], [90, [43.2, 18, 9, 3]]])('a window of %i days has the factors %j', (days, factors) => {
  expect(burnRatesOf(days * 86_400_000).map(({ factor }) => factor)).toEqual(factors);
});

test('how long a budget lasts', () => {
  const days = 86_400_000;
  expect([14.4, 6, 3, 1, 43.2].map(factor => exhaustedAfter(30 * days, factor))).toEqual(['2d 2h', '5d', '10d', '30d', '17h']);
});

test('alerts have the options for all alerts', () => {
  const alerts = alertsOf({
    seriesLabels: { team: 'shop' },
    alerts: { name: 'CheckoutBurns', pageSeverity: 'page', ticketSeverity: 'ticket', labels: { area: 'sales' }, annotations: { dashboard: 'x' }, runbookUrl: 'https://example.org/slo' },
  });
  expect(alerts.map(({ alert }: any) => alert)).toEqual(['CheckoutBurns', 'CheckoutBurns', 'CheckoutBurns', 'CheckoutBurns', 'ServiceLevelIndicatorAbsent']);
  expect(alerts[0].labels).toEqual({ team: 'shop', area: 'sales', ...ID, severity: 'page', sloth_severity: 'page', long: '1h', short: '5m' });
  expect(alerts[4].labels).toEqual({ team: 'shop', area: 'sales', ...ID, severity: 'ticket', sloth_severity: 'ticket' });
  expect(alerts[0].annotations).toMatchObject({ dashboard: 'x', runbook_url: 'https://example.org/slo' });
});

test('alerts can be disabled', () => {
  expect(alertsOf({ alerts: { enabled: false } })).toEqual([]);
  expect(alertsOf({ alerts: { absent: false } })).toHaveLength(4);
});

test('the dashboard is a ConfigMap with the series of the objective', () => {
  const { metadata, data } = theOne(synth(chartWith({ grouping: ['namespace'] })), 'ConfigMap');
  expect([metadata.name, metadata.labels.grafana_dashboard]).toEqual(['slo-checkout-availability-dashboard', '1']);
  const board = JSON.parse(data['slo-checkout-availability.json']);
  expect(board).toMatchObject({ title: 'SLO / checkout / availability', uid: expect.stringMatching(/^slo-[0-9a-f]{16}$/) });
  expect(board.templating.list.map(({ name }: any) => name)).toEqual(['datasource', 'namespace']);
  const queries: string[] = board.panels.flatMap(({ targets = [] }: any) => targets.map(({ expr }: any) => expr));
  expect(queries).toContain('min(slo:period_error_budget_remaining:ratio{sloth_id="checkout-availability",sloth_service="checkout",sloth_slo="availability",namespace=~"$namespace"})');
  const recorded = new Set(groupsOf().flatMap(({ rules }: any) => rules).map(({ record }: any) => record));
  for (const series of queries.flatMap(expr => expr.match(/slo:\w+:\w+/g) ?? [])) { expect(recorded).toContain(series); }
});

test('the dashboard can be disabled, or be a GrafanaDashboard of grafana-operator', () => {
  expect(ofKind(synth(chartWith({ dashboard: false })), 'ConfigMap')).toEqual([]);
  expect(theOne(synth(chartWith({ grafanaSelector: { dashboards: 'grafana' } })), 'GrafanaDashboard').spec.instanceSelector).toEqual({ matchLabels: { dashboards: 'grafana' } });
});

test('the Prometheus sets the labels that it selects', () => {
  const chart = aChart('monitoring');
  const prometheus = new Prometheus(chart, 'Prometheus', { selection: { rules: { matchLabels: { role: 'rules' } } } });
  new ServiceLevelObjective(chart, 'Availability', { service: 'checkout', objective: 99, indicator: EVENTS, prometheus });
  expect(ofKind(synth(chart), 'PrometheusRule').map(({ metadata }) => [metadata.namespace, metadata.labels.role])).toEqual([['monitoring', 'rules']]);
});

test.each<[string, Partial<ServiceLevelObjectiveProps>, string]>([
  ['an objective of 100', { objective: 100 }, '[test/Availability] "objective" is 100: it must be a percentage between 0 and 100, such as 99.9 [slo/objective]'],
  ['no service', { service: '' }, '"service" is empty: use a string such as "checkout" [slo/name]'],
  ['an expression without a window', { indicator: SloIndicator.events({ total: 'sum(rate(x_total[5m]))', errors: 'y_total' }) }, '[test/Availability] "total" is "sum(rate(x_total[5m]))": an aggregation is not a series selector'],
  ['an expression that cannot be read', { indicator: SloIndicator.events({ total: 'sum(rate(x_total[$window])', errors: 'y_total' }) }, '"total" is "sum(rate(x_total[$window])": "(" at character 4 is not closed [slo/indicator]'],
  ['an expression that is a range', { indicator: SloIndicator.errorRatio({ query: 'x[$window]' }) }, '"query" is "x[$window]": it is a range: use an expression whose result is a vector'],
  ['an error ratio without a window', { indicator: SloIndicator.errorRatio({ query: '1 - avg(up)' }) }, '"query" is "1 - avg(up)": it has no "$window"'],
  ['events that are neither good nor bad', { indicator: SloIndicator.events({ total: 'x_total' }) }, 'the indicator has neither "errors" nor "good": set one of them [slo/errors-or-good]'],
  ['events that are both', { indicator: SloIndicator.events({ total: 'x_total', errors: 'a_total', good: 'b_total' }) }, 'the indicator has "errors" and "good": set one of them'],
  ['a histogram with a suffix', { indicator: SloIndicator.latency({ histogram: 'd_seconds_bucket', threshold: Duration.seconds(1) }) }, '"histogram" is "d_seconds_bucket": it ends with "_bucket": remove this suffix'],
  ['a threshold of zero', { indicator: SloIndicator.latency({ histogram: 'd_seconds', threshold: Duration.seconds(0) }) }, '"threshold" is "0": it must be longer than zero'],
  ['a ratio that cannot be weighted', { budgetingMethod: SloBudgetingMethod.OCCURRENCES, indicator: SloIndicator.errorRatio({ query: '1 - avg(avg_over_time(up[$window]))' }) }, '[slo/budgeting-method]'],
  ['a label that the result does not have', { grouping: ['pod'], indicator: SloIndicator.events({ total: 'sum by (namespace) (rate(x_total[$window]))', errors: 'y_total' }) }, '"grouping" has "pod": the result of "total" does not have this label: add it to "by" of the expression [slo/grouping]'],
  ['a label that the rules need', { grouping: ['sloth_slo'] }, '[test/Availability] "grouping" has "sloth_slo": it is not a valid label name, or the rules need this label themselves'],
  ['a label of the objective in other labels', { seriesLabels: { sloth_slo: 'x' } }, '"seriesLabels" has "sloth_slo"'],
  ['a window shorter than those of the alerts', { window: Duration.days(2) }, '"window" is 2d, but alerts have windows of 3d, which must be shorter: use a longer window, or set "alerts.burnRates" [slo/window]'],
  ['a short window that is not shorter', { alerts: { burnRates: [{ factor: 2, longWindow: Duration.hours(1), shortWindow: Duration.hours(2) }] } }, '[test/Availability] "alerts.burnRates[0]": "shortWindow" is 2h, and must be shorter than "longWindow", 1h: use one twelfth of it'],
  ['a factor of zero', { alerts: { burnRates: [{ factor: 0, longWindow: Duration.hours(1) }] } }, '"alerts.burnRates[0]": "factor" is 0: use a number above 0, such as 6 [slo/burn-rate]'],
  ['rules that are evaluated too rarely', { interval: Duration.minutes(5) }, '"interval" is 5m: use 1 second to 2 minutes [slo/interval]'],
])('%s is an error with its cure', (_, props, message) => {
  expect(errorsOf(chartWith(props))).toContain(message);
});

test('an objective written as a fraction, and an alert that can never fire, are warnings', () => {
  expect(noticesOf(chartWith({ objective: 0.999 })).join()).toContain('"objective" is 0.999, which means 0.999%: use 99.9 if you mean a fraction [slo/objective-share]');
  expect(noticesOf(chartWith({ objective: 90 })).join()).toContain('the alert at 14.4 times the error budget can never fire, because with an objective of 90% it requires an error ratio above 1.44, and the maximum is 1: set "alerts.burnRates" with factors below 10');
  expect(noticesOf(chartWith({ objective: 99.9 })).filter(text => text.includes('[slo/'))).toEqual([]);
});

test('custom burn rates have matching windows', () => {
  const [burnRate] = burnRatesOf(30 * 86_400_000, [{ factor: 10, longWindow: Duration.hours(1), level: SloAlertLevel.TICKET }]);
  expect(burnRate).toEqual({ factor: 10, long: 3_600_000, short: 300_000, for: 120_000, isPage: false });
});

test('long names become names that the API server accepts', () => {
  const objects = synth(chartWith({ service: 'A very long name of a Service, with spaces'.repeat(2) }));
  expect(objects.map(({ metadata }) => metadata.labels['app.kubernetes.io/instance'].length).filter(length => length > 63)).toEqual([]);
});
