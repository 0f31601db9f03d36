import { BurnRate, exhaustedAfter, LONGEST_RAW, rounded, SHORTEST, windowsOf } from './burn-rates';
import { EventRates, IndicatorQueries, ratesOf, ratioOf } from './queries';
import { AlertRow, RecordRow, RuleGroup } from '../manifest/prometheus-rule';
import { durationText } from '../scrape/timing';

/** An objective with its defaults. */
export interface Slo {
  readonly service: string;
  readonly name: string;
  readonly description?: string;
  /** In percent. */
  readonly objective: number;
  readonly queries: IndicatorQueries;
  /** In milliseconds. */
  readonly period: number;
  readonly grouping: readonly string[];
  readonly isAveraged: boolean;
  readonly interval: number;
  readonly seriesLabels: { readonly [name: string]: string };
  readonly alerts: SloAlerts;
}

export interface SloAlerts {
  readonly name: string;
  readonly pageSeverity: string;
  readonly ticketSeverity: string;
  readonly burnRates: readonly BurnRate[];
  readonly hasAbsent: boolean;
  readonly pageLabels: { readonly [name: string]: string };
  readonly ticketLabels: { readonly [name: string]: string };
  readonly labels: { readonly [name: string]: string };
  readonly annotations: { readonly [name: string]: string };
}

/** Series without a window in their name. Names and labels are those of sloth, which public dashboards use. */
export const SERIES = {
  ratio: (window: string) => `slo:sli_error:ratio_rate${window}`,
  errors: 'slo:sli_errors:rate5m',
  total: 'slo:sli_total:rate5m',
  objective: 'slo:objective:ratio',
  budget: 'slo:error_budget:ratio',
  days: 'slo:time_period:days',
  burning: 'slo:current_burn_rate:ratio',
  burnt: 'slo:period_burn_rate:ratio',
  left: 'slo:period_error_budget_remaining:ratio',
  info: 'sloth_slo_info',
} as const;

const DAY = 86_400_000;
/** Rules over days need no shorter interval, and Prometheus looks back five minutes for their series. */
const LONG_INTERVAL = 120_000;

/** Labels that identify the series of one objective. */
export const idLabels = ({ service, name }: Pick<Slo, 'service' | 'name'>) => ({
  sloth_id: `${service}-${name}`, sloth_service: service, sloth_slo: name,
});

/** Matchers of the series of an objective: `sloth_id="...",sloth_service="...",sloth_slo="..."`. */
export function objectiveMatchers(slo: Pick<Slo, 'service' | 'name'>): string {
  return Object.entries(idLabels(slo)).map(([label, value]) => `${label}=${JSON.stringify(value)}`).join(',');
}

/** The share of events that may be bad. */
export function budgetOf({ objective }: Pick<Slo, 'objective'>): number {
  return rounded(1 - objective / 100);
}

/** Threshold of the error ratio at which an alert fires. */
export function thresholdOf(slo: Pick<Slo, 'objective'>, { factor }: Pick<BurnRate, 'factor'>): number {
  return rounded(factor * budgetOf(slo));
}

/** All rules of an objective. */
export function sloGroups(slo: Slo): RuleGroup[] {
  const { sloth_id: id } = idLabels(slo);
  const alerts = alertsOf(slo);
  return [
    { name: `slo-sli-${id}`, interval: durationText(slo.interval), rules: indicatorRecords(slo) },
    { name: `slo-period-${id}`, interval: durationText(LONG_INTERVAL), rules: [...longRecords(slo), ...metaRecords(slo)] },
    ...alerts.length > 0 ? [{ name: `slo-alerts-${id}`, interval: durationText(slo.interval), rules: alerts }] : [],
  ];
}

function indicatorRecords(slo: Slo): RecordRow[] {
  const rates = ratesOf(slo.queries, slo.grouping);
  const windows = windowsOf(slo.alerts.burnRates).filter(window => window <= LONGEST_RAW);
  const ratio = (window: number) => ({
    record: SERIES.ratio(durationText(window)), expr: ratioExpr(slo, rates, window), labels: labelsOf(slo, window),
  });
  if (!rates) { return windows.map(ratio); }
  return [
    { record: SERIES.total, expr: rates.total('5m'), labels: labelsOf(slo) },
    { record: SERIES.errors, expr: rates.errors('5m'), labels: labelsOf(slo) },
    ...windows.map(ratio),
  ];
}

/** Without traffic there is no ratio, instead of a division by zero. */
function ratioExpr(slo: Slo, rates: EventRates | undefined, window: number): string {
  const text = durationText(window);
  if (slo.queries.kind === 'ratio') { return ratioOf(slo.queries.query, text); }
  if (!rates) { return ''; }
  const of = objectiveMatchers(slo);
  if (window === SHORTEST) { return `${SERIES.errors}{${of}} / (${SERIES.total}{${of}} > 0)`; }
  return `${rates.errors(text)} / (${rates.total(text)} > 0)`;
}

/** Windows of days, computed from recorded series. */
function longRecords(slo: Slo): RecordRow[] {
  const windows = windowsOf(slo.alerts.burnRates).filter(window => window > LONGEST_RAW && window !== slo.period);
  const long = (window: number, isAveraged: boolean): RecordRow => {
    const [of, text] = [objectiveMatchers(slo), durationText(window)];
    const sum = (series: string) => `sum_over_time(${series}{${of}}[${text}])`;
    const expr = isAveraged ? `avg_over_time(${SERIES.ratio('5m')}{${of}}[${text}])` : `${sum(SERIES.errors)} / (${sum(SERIES.total)} > 0)`;
    return { record: SERIES.ratio(text), expr, labels: labelsOf(slo, window) };
  };
  return [...windows.map(window => long(window, slo.queries.kind === 'ratio')), long(slo.period, slo.isAveraged)];
}

function metaRecords(slo: Slo): RecordRow[] {
  const labels = labelsOf(slo);
  const of = `{${objectiveMatchers(slo)}}`;
  const record = (name: string, expr: string, more: object = {}): RecordRow => ({ record: name, expr, labels: { ...labels, ...more } });
  const perBudget = (series: string) => `${series}${of} / on (${Object.keys(idLabels(slo))
    .join(', ')}) group_left () ${SERIES.budget}${of}`;
  return [
    record(SERIES.objective, `vector(${rounded(slo.objective / 100)})`),
    record(SERIES.budget, `vector(${budgetOf(slo)})`),
    record(SERIES.days, `vector(${rounded(slo.period / DAY)})`),
    record(SERIES.burning, perBudget(SERIES.ratio('5m'))),
    record(SERIES.burnt, perBudget(SERIES.ratio(durationText(slo.period)))),
    record(SERIES.left, `1 - ${SERIES.burnt}${of}`),
    record(
      SERIES.info, 'vector(1)', { sloth_objective: String(slo.objective), sloth_mode: 'cdk8s-prometheus', sloth_spec: 'cdk8s-prometheus' },
    ),
  ];
}

function labelsOf(slo: Slo, window?: number): { readonly [name: string]: string } {
  return { ...slo.seriesLabels, ...idLabels(slo), ...window !== undefined && { sloth_window: durationText(window) } };
}

function alertsOf(slo: Slo): AlertRow[] {
  const { burnRates, hasAbsent } = slo.alerts;
  return [...burnRates.map(burnRate => burnAlert(slo, burnRate)), ...hasAbsent ? [absentAlert(slo)] : []];
}

/** Names the budget, if there are several. */
const groupText = ({ grouping }: Slo) => grouping.length === 0 ? '' : ` (${grouping.map(label => `{{ $labels.${label} }}`).join(', ')})`;

function burnAlert(slo: Slo, burnRate: BurnRate): AlertRow {
  const { alerts, period } = slo;
  const [long, short] = [durationText(burnRate.long), durationText(burnRate.short)];
  const above = (window: string) => `max without (sloth_window) (${SERIES.ratio(window)}{${objectiveMatchers(slo)}}) > ${thresholdOf(
    slo, burnRate,
  )}`;
  return {
    alert: alerts.name,
    expr: `${above(long)} and ${above(short)}`,
    ...burnRate.for > 0 && { for: durationText(burnRate.for) },
    labels: {
      ...slo.seriesLabels,
      ...alerts.labels,
      ...burnRate.isPage ? alerts.pageLabels : alerts.ticketLabels,
      ...idLabels(slo),
      severity: burnRate.severity ?? (burnRate.isPage ? alerts.pageSeverity : alerts.ticketSeverity),
      sloth_severity: burnRate.isPage ? 'page' : 'ticket',
      long,
      short,
    },
    annotations: {
      summary: `{{ $value | humanizePercentage }} of the events of ${slo.service}${groupText(slo)} were bad for ${long}:`
        + ` at this rate the error budget of "${slo.name}" for ${durationText(period)} is used up`
        + ` in ${exhaustedAfter(period, burnRate.factor)} or less.`,
      description: slo.description ?? `The objective is ${slo.objective}% over ${durationText(period)}.`
        + ` The alert fires at ${burnRate.factor} times the error ratio that the objective allows.`
        + ' Look for a change or an outage at the time it began.',
      ...alerts.annotations,
    },
  };
}

function absentAlert(slo: Slo): AlertRow {
  const { alerts, queries } = slo;
  return {
    alert: 'ServiceLevelIndicatorAbsent',
    // without traffic the ratio is NaN, which is a value: the alert does not fire
    expr: queries.kind === 'ratio'
      ? `absent(${ratioOf(queries.query, '5m').replace(/ >= 0$/, '')})`
      : `absent(${SERIES.errors}{${objectiveMatchers(slo)}})`,
    for: '15m',
    labels: {
      ...slo.seriesLabels,
      ...alerts.labels,
      ...alerts.ticketLabels,
      ...idLabels(slo),
      severity: alerts.ticketSeverity,
      sloth_severity: 'ticket',
    },
    annotations: {
      summary: `There is no data for the objective "${slo.name}" of ${slo.service}.`,
      description: 'The metrics are missing, or their names or labels have changed. The alerts on the error budget cannot fire. '
        + 'Run the query of the objective in Prometheus.',
      ...alerts.annotations,
    },
  };
}
