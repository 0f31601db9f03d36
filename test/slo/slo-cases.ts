import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Chart, Duration } from 'cdk8s';
import { PrometheusTest, ServiceLevelObjective, ServiceLevelObjectiveProps, ServiceLevelObjectives, SloAlertLevel, SloIndicator } from '../../src';

/** Results of promtool for objectives; each throws if it differs. */
export type SloCases = { readonly [title: string]: () => void };

export function objective(props: Partial<ServiceLevelObjectiveProps> = {}): PrometheusTest {
  const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
  new ServiceLevelObjective(chart, 'Availability', {
    service: 'checkout',
    objective: 99.9,
    indicator: SloIndicator.events({ total: 'requests_total{job="checkout"}', errors: 'requests_total{job="checkout",code=~"5.."}' }),
    ...props,
  });
  return PrometheusTest.of(chart);
}

/** Objectives of a document of OpenSLO. */
function ofOpenSlo(spec: object): PrometheusTest {
  const folder = mkdtempSync(join(tmpdir(), 'slo-'));
  try {
    const file = join(folder, 'slo.json');
    const document = { apiVersion: 'openslo/v1', kind: 'SLO', metadata: { name: 'availability' }, spec: { service: 'checkout', timeWindow: [{ duration: '30d', isRolling: true }], ...spec } };
    writeFileSync(file, JSON.stringify(document));
    const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
    ServiceLevelObjectives.fromOpenSlo(chart, 'Slos', file);
    return PrometheusTest.of(chart);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
const source = (query: string) => ({ metricSource: { type: 'Prometheus', spec: { query } } });
const indicator = (spec: object) => ({ indicator: { metadata: { name: 'i' }, spec } });

const DAY = 24 * 60;

/** A counter that grows so much each minute, first for some minutes, then for others. */
export function counter(...parts: readonly (readonly [perMinute: number, minutes: number])[]): string {
  let from = 0;
  return parts.map(([perMinute, minutes]) => {
    const text = `${from}+${perMinute}x${minutes - 1}`;
    from += perMinute * minutes;
    return text;
  }).join(' ');
}

/** 100,000 requests a minute, of which this part fails: first for some minutes, then for others. */
export function requests(...parts: readonly (readonly [ratio: number, minutes: number])[]): { [series: string]: string } {
  return {
    'requests_total{job="checkout",code="200"}': counter(...parts.map(([ratio, minutes]) => [Math.round(100_000 * (1 - ratio)), minutes] as const)),
    'requests_total{job="checkout",code="503"}': counter(...parts.map(([ratio, minutes]) => [Math.round(100_000 * ratio), minutes] as const)),
  };
}

/** Windows of the alerts of 30 days, and what their factors are at 99.9%. Days are scraped every two minutes: it takes promtool half of the time. */
export const LEVELS = [
  { long: '1h', short: '5m', ratio: 0.0144, minutes: 60 + 10, severity: 'critical' },
  { long: '6h', short: '30m', ratio: 0.006, minutes: 6 * 60 + 30, severity: 'critical' },
  { long: '1d', short: '2h', ratio: 0.003, minutes: DAY + 120, every: 2, severity: 'warning' },
  { long: '3d', short: '6h', ratio: 0.001, minutes: 3 * DAY + 300, every: 2, severity: 'warning' },
];

const fires = (is: boolean, long: string, minutes: number, every = 1) => ({ fires: is, labels: { long }, after: Duration.minutes(minutes), interval: Duration.minutes(every) });

const thresholds: SloCases = Object.fromEntries(LEVELS.map(({ long, short, ratio, minutes, every = 1, severity }) => [
  `the alert over ${long} and ${short} fires above an error ratio of ${ratio}, and not below`, () => {
    const tested = objective();
    const is = (part: number) => requests([part, minutes / every]);
    tested.expectAlert('ErrorBudgetBurn', is(ratio * 1.02), { ...fires(true, long, minutes, every), labels: { long, short, severity, sloth_service: 'checkout', sloth_slo: 'availability' } });
    tested.expectAlert('ErrorBudgetBurn', is(ratio * 0.98), fires(false, long, minutes, every));
  },
]));

const WEEK = { window: Duration.days(7) };

export const SLO_CASES: SloCases = {
  ...thresholds,
  'the alert ends soon after its cause, though the long window has still too many errors': () => {
    const [before, during] = [requests([0.05, 30], [0, 4]), requests([0.05, 30], [0, 20])];
    objective().expectAlert('ErrorBudgetBurn', before, fires(true, '1h', 32));
    objective().expectAlert('ErrorBudgetBurn', during, fires(false, '1h', 48));
  },
  'short errors do not fire, since they use little of the budget': () => {
    objective().expectAlert('ErrorBudgetBurn', requests([0, 90], [0.1, 5]), { fires: false, after: Duration.minutes(94) });
  },
  'a week has the same parts of a smaller budget, and no alert below the speed that keeps the objective': () => {
    const tested = objective(WEEK);
    tested.expectAlert('ErrorBudgetBurn', requests([0.00336 * 1.02, 80]), fires(true, '1h', 79));
    tested.expectAlert('ErrorBudgetBurn', requests([0.00336 * 0.98, 80]), fires(false, '1h', 79));
    const minutes = DAY + 120;
    tested.expectAlert('ErrorBudgetBurn', requests([0.00102, minutes]), fires(true, '1d', minutes - 1));
    tested.expectAlert('ErrorBudgetBurn', requests([0.00098, minutes]), { fires: false, after: Duration.minutes(minutes - 1) });
  },
  'the error ratio, the burn rate and what is left of the budget': () => {
    const tested = objective();
    const series = requests([0.0005, 120]);
    const at = Duration.minutes(110);
    for (const window of ['5m', '30m', '1h', '1d', '3d', '30d']) {
      tested.expectRecord(`slo:sli_error:ratio_rate${window}`, series, { after: at, samples: [{ value: 0.0005, labels: { sloth_window: window, sloth_id: 'checkout-availability' } }] });
    }
    tested.expectRecord('slo:current_burn_rate:ratio', series, { after: at, samples: [{ value: 0.5 }] });
    tested.expectRecord('slo:period_burn_rate:ratio', series, { after: at, samples: [{ value: 0.5 }] });
    tested.expectRecord('slo:period_error_budget_remaining:ratio', series, { after: at, samples: [{ value: 0.5 }] });
    tested.expectRecord('slo:objective:ratio', series, { after: at, samples: [{ value: 0.999 }] });
    tested.expectRecord('slo:error_budget:ratio', series, { after: at, samples: [{ value: 0.001 }] });
    tested.expectRecord('slo:time_period:days', series, { after: at, samples: [{ value: 30 }] });
    tested.expectRecord('sloth_slo_info', series, { after: at, samples: [{ value: 1, labels: { sloth_objective: '99.9' } }] });
  },
  'without any error there is no series of errors, and the error ratio is zero': () => {
    const series = { 'requests_total{job="checkout",code="200"}': '0+60x120' };
    objective().expectRecord('slo:sli_error:ratio_rate1h', series, { after: Duration.minutes(100), samples: [{ value: 0 }] });
    objective().expectAlert('ServiceLevelIndicatorAbsent', series, { fires: false, after: Duration.minutes(100) });
  },
  'without traffic there is no ratio, no alert and nothing that is missing': () => {
    const series = { 'requests_total{job="checkout",code="200"}': '5x120', 'requests_total{job="checkout",code="503"}': '7x120' };
    const at = Duration.minutes(100);
    objective().expectRecord('slo:sli_error:ratio_rate5m', series, { after: at, samples: [] });
    objective().expectRecord('slo:sli_error:ratio_rate1h', series, { after: at, samples: [] });
    objective().expectRecord('slo:sli_error:ratio_rate30d', series, { after: at, samples: [] });
    objective().expectAlert('ErrorBudgetBurn', series, { fires: false, after: at });
    objective().expectAlert('ServiceLevelIndicatorAbsent', series, { fires: false, after: at });
  },
  'an hour without traffic does not spoil what is recorded of the days': () => {
    const series = requests([0.0005, 60]);
    const quiet = Object.fromEntries(Object.entries(series).map(([name, values]) => [name, `${values} ${Math.round(name.includes('503') ? 50 * 59 : 99_950 * 59)}x90`]));
    objective().expectRecord('slo:sli_error:ratio_rate1d', quiet, { after: Duration.minutes(140), samples: [{ value: 0.0005 }] });
  },
  'busy hours count more than quiet ones, unless each minute counts alike': () => {
    // an hour with 100 requests a minute of which 10% fail, then an hour with 300 of which none does
    const series = { 'requests_total{job="checkout",code="200"}': counter([90, 60], [300, 60]), 'requests_total{job="checkout",code="503"}': counter([10, 60], [0, 60]) };
    const byEvents = { after: Duration.minutes(119), samples: [] };
    expect(() => objective().expectRecord('slo:sli_error:ratio_rate30d', series, byEvents)).toThrow(/ 0\.02[0-9]*$/);
    const alike = { service: 'checkout', budgetingMethod: 'RatioTimeslices' as ServiceLevelObjectiveProps['budgetingMethod'] };
    expect(() => objective(alike).expectRecord('slo:sli_error:ratio_rate30d', series, byEvents)).toThrow(/ 0\.05[0-9]*$/);
  },
  'metrics that are missing are reported after 15 minutes': () => {
    const tested = objective();
    const at = (minutes: number, is: boolean) => tested.expectAlert('ServiceLevelIndicatorAbsent', { 'other{job="checkout"}': '1x60' }, { fires: is, after: Duration.minutes(minutes) });
    at(14, false);
    at(16, true);
  },
  'good events are counted in place of bad ones': () => {
    const tested = objective({ indicator: SloIndicator.events({ total: 'sum(rate(all_total[$window]))', good: 'sum(rate(good_total[{{.window}}]))' }) });
    const at = Duration.minutes(100);
    tested.expectRecord('slo:sli_error:ratio_rate1h', { all_total: '0+1000x120', good_total: '0+950x120' }, { after: at, samples: [{ value: 0.05 }] });
    tested.expectRecord('slo:sli_error:ratio_rate1h', { all_total: '0+1000x120' }, { after: at, samples: [{ value: 1 }] });
    tested.expectRecord('slo:sli_error:ratio_rate1h', { all_total: '0+1000x120', good_total: '0+1001x120' }, { after: at, samples: [{ value: 0 }] });
  },
  'each value of a grouping label has its own budget and its own alert': () => {
    const tested = objective({ grouping: ['namespace'] });
    const series = {
      'requests_total{job="checkout",code="200",namespace="a"}': '0+900x80', 'requests_total{job="checkout",code="503",namespace="a"}': '0+100x80', 'requests_total{job="checkout",code="200",namespace="b"}': '0+900x80',
    };
    tested.expectRecord('slo:sli_error:ratio_rate1h', series, { after: Duration.minutes(75), samples: [{ value: 0.1, labels: { namespace: 'a' } }, { value: 0, labels: { namespace: 'b' } }] });
    tested.expectAlert('ErrorBudgetBurn', series, { after: Duration.minutes(75), labels: { namespace: 'a', long: '1h' } });
    tested.expectAlert('ErrorBudgetBurn', series, { after: Duration.minutes(75), labels: { namespace: 'b' }, fires: false });
  },
  'slow events of a classic histogram': () => {
    const tested = objective({ objective: 99, indicator: SloIndicator.latency({ histogram: 'duration_seconds{job="checkout"}', threshold: Duration.millis(300) }) });
    const buckets = (fast: number) => ({
      'duration_seconds_bucket{job="checkout",le="0.3"}': `0+${fast}x100`, 'duration_seconds_bucket{job="checkout",le="+Inf"}': '0+1000x100', 'duration_seconds_count{job="checkout"}': '0+1000x100',
    });
    const at = Duration.minutes(80);
    tested.expectRecord('slo:sli_error:ratio_rate1h', buckets(900), { after: at, samples: [{ value: 0.1 }] });
    tested.expectAlert('ErrorBudgetBurn', buckets(850), { after: at, labels: { long: '1h' } });
    tested.expectAlert('ErrorBudgetBurn', buckets(860), { after: at, labels: { long: '1h' }, fires: false });
  },
  'a bound of whole seconds is found in the storage of Prometheus 2 and 3': () => {
    for (const le of ['2', '2.0']) {
      const tested = objective({ indicator: SloIndicator.latency({ histogram: 'duration_seconds', threshold: Duration.seconds(2) }) });
      const series = { [`duration_seconds_bucket{le="${le}"}`]: '0+750x100', 'duration_seconds_bucket{le="+Inf"}': '0+1000x100', 'duration_seconds_count': '0+1000x100' };
      tested.expectRecord('slo:sli_error:ratio_rate1h', series, { after: Duration.minutes(80), samples: [{ value: 0.25 }] });
    }
  },
  'a bucket that does not exist is missing data, and no slow events': () => {
    const tested = objective({ indicator: SloIndicator.latency({ histogram: 'duration_seconds', threshold: Duration.millis(250) }) });
    const series = { 'duration_seconds_bucket{le="0.3"}': '0+1000x100', 'duration_seconds_bucket{le="+Inf"}': '0+1000x100', 'duration_seconds_count': '0+1000x100' };
    const after = Duration.minutes(80);
    tested.expectAlert('ErrorBudgetBurn', series, { after, fires: false });
    tested.expectAlert('ServiceLevelIndicatorAbsent', series, { after });
  },
  'slow events of a native histogram': () => {
    const tested = objective({ objective: 99, indicator: SloIndicator.latency({ histogram: 'duration_seconds', threshold: Duration.seconds(1), native: true }) });
    // buckets up to 1 and up to 2 seconds
    const grows = (fast: number, slow: number) => ({ duration_seconds: `{{schema:0 sum:0 count:0 buckets:[0 0]}}+{{schema:0 sum:10 count:${fast + slow} buckets:[${fast} ${slow}]}}x100` });
    const after = Duration.minutes(80);
    tested.expectRecord('slo:sli_error:ratio_rate1h', grows(90, 10), { after, samples: [{ value: 0.1 }] });
    tested.expectAlert('ErrorBudgetBurn', grows(80, 20), { after, labels: { long: '1h' } });
    tested.expectAlert('ErrorBudgetBurn', grows(90, 10), { after, labels: { long: '1h' }, fires: false });
    const idle = { duration_seconds: '{{schema:0 sum:10 count:100 buckets:[90 10]}}x100' };
    tested.expectRecord('slo:sli_error:ratio_rate1h', idle, { after, samples: [] });
    tested.expectAlert('ServiceLevelIndicatorAbsent', idle, { after, fires: false });
    const grewBefore = '{{schema:0 sum:0 count:0 buckets:[0 0]}}+{{schema:0 sum:10 count:100 buckets:[90 10]}}x59 {{schema:0 sum:600 count:6000 buckets:[5400 600]}}x90';
    tested.expectRecord('slo:sli_errors:rate5m', { duration_seconds: grewBefore }, { after: Duration.minutes(140), samples: [{ value: 0 }] });
    tested.expectRecord('slo:sli_error:ratio_rate1d', { duration_seconds: grewBefore }, { after: Duration.minutes(140), samples: [{ value: 0.1 }] });
  },
  'an error ratio of its own, of which NaN is not a data that alerts or spoils': () => {
    const tested = objective({ indicator: SloIndicator.errorRatio({ query: 'sum(rate(bad_total[$window])) / sum(rate(all_total[$window]))' }) });
    const after = Duration.minutes(100);
    tested.expectRecord('slo:sli_error:ratio_rate1h', { all_total: '0+1000x120', bad_total: '0+20x120' }, { after, samples: [{ value: 0.02 }] });
    tested.expectAlert('ErrorBudgetBurn', { all_total: '0+1000x120', bad_total: '0+20x120' }, { after, labels: { long: '1h' } });
    const idle = { all_total: '0+1000x59 60000x90', bad_total: '0+20x59 1200x90' };
    tested.expectRecord('slo:sli_error:ratio_rate5m', idle, { after, samples: [] });
    tested.expectRecord('slo:sli_error:ratio_rate1d', idle, { after, samples: [{ value: 0.02 }] });
    tested.expectAlert('ServiceLevelIndicatorAbsent', idle, { after, fires: false });
    tested.expectAlert('ServiceLevelIndicatorAbsent', {}, { after });
  },
  'burn rates of one\'s own': () => {
    const tested = objective({ alerts: { name: 'Burns', burnRates: [{ factor: 2, longWindow: Duration.hours(2), level: SloAlertLevel.TICKET }], ticketSeverity: 'info' } });
    tested.expectAlert('Burns', requests([0.0021, 150]), { after: Duration.minutes(140), labels: { severity: 'info', long: '2h', short: '10m' } });
    tested.expectAlert('Burns', requests([0.0019, 150]), { after: Duration.minutes(140), fires: false });
  },
  'of OpenSLO: a threshold that is not met a tenth of the time': () => {
    const tested = ofOpenSlo({ budgetingMethod: 'Occurrences', ...indicator({ thresholdMetric: source('p99_seconds or p95_seconds') }), objectives: [{ op: 'lte', value: 0.5, target: 0.99 }] });
    const series = { p99_seconds: Array.from({ length: 100 }, (_, minute) => minute % 10 === 0 ? '0.6' : '0.5').join(' ') };
    tested.expectRecord('slo:sli_error:ratio_rate1h', series, { after: Duration.minutes(90), samples: [{ value: 0.1 }] });
  },
  'of OpenSLO: time slices are bad as a whole, however bad they are': () => {
    const method = { budgetingMethod: 'Timeslices', objectives: [{ target: 0.9, timeSliceTarget: 0.95, timeSliceWindow: '5m' }] };
    const tested = ofOpenSlo({ ...method, ...indicator({ ratioMetric: { counter: true, bad: source('bad_total'), total: source('all_total') } }) });
    const after = Duration.minutes(100);
    // a little less, and a little more than the 5% that a slice may have
    tested.expectRecord('slo:sli_error:ratio_rate30m', { all_total: '0+1000x120', bad_total: '0+49x120' }, { after, samples: [{ value: 0 }] });
    tested.expectRecord('slo:sli_error:ratio_rate30m', { all_total: '0+1000x120', bad_total: '0+51x120' }, { after, samples: [{ value: 1 }] });
  },
  'of OpenSLO: a gauge whose good and whole part are added over the window': () => {
    const ratioMetric = { counter: false, good: source('count(up == 1)'), total: source('count(up)') };
    const tested = ofOpenSlo({ budgetingMethod: 'Occurrences', ...indicator({ ratioMetric }), objectives: [{ target: 0.9 }] });
    const series = { 'up{instance="a"}': '1x100', 'up{instance="b"}': '0x100', 'up{instance="c"}': '1x100', 'up{instance="d"}': '1x100' };
    tested.expectRecord('slo:sli_error:ratio_rate1h', series, { after: Duration.minutes(90), samples: [{ value: 0.25 }] });
  },
};
