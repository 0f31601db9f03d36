import { BurnRate } from './burn-rates';
import { hasWindow, IndicatorQueries, whyNoEvents, whyNoHistogram, withWindow } from './queries';
import {
  BURN_RATE, ERRORS_OR_GOOD, GROUPING, INDICATOR, INTERVAL, LABEL, METHOD, NAME, OBJECTIVE, OBJECTIVE_SHARE, UNREACHABLE, WINDOW,
} from './rules';
import { budgetOf, Slo, thresholdOf } from './slo-rules';
import { isOldLabelName } from '../admission/rules/values';
import { checkExpression } from '../promql/expression';
import { mayHave, resultLabels } from '../promql/result-labels';
import { durationText } from '../scrape/timing';
import { finding, Finding, shown } from '../validation/rule';

/** Problems of an objective. Rules are created only if there are no errors. */
export function checkSlo(slo: Slo, isWeighted: boolean, hasOwnBurnRates: boolean): Finding[] {
  return [
    ...slo.service === '' ? [finding(NAME, { option: 'service' })] : [],
    ...slo.name === '' ? [finding(NAME, { option: 'name' })] : [],
    ...checkObjective(slo),
    ...checkQueries(slo.queries),
    ...isWeighted && slo.queries.kind === 'ratio' ? [finding(METHOD, {})] : [],
    ...checkGrouping(slo),
    ...checkLabels('seriesLabels', slo.seriesLabels),
    ...checkLabels('alerts.labels', slo.alerts.labels),
    ...checkLabels('alerts.pageLabels', slo.alerts.pageLabels),
    ...checkLabels('alerts.ticketLabels', slo.alerts.ticketLabels),
    ...slo.interval >= 1000 && slo.interval <= 120_000 ? [] : [finding(INTERVAL, { interval: durationText(slo.interval) })],
    ...checkWindows(slo),
    ...hasOwnBurnRates ? slo.alerts.burnRates.flatMap(checkBurnRate) : [],
  ];
}

function checkObjective(slo: Slo): Finding[] {
  const { objective, alerts } = slo;
  if (typeof objective !== 'number' || !(objective > 0 && objective < 100)) {
    return [finding(OBJECTIVE, { objective: typeof objective === 'number' ? String(objective) : shown(objective) })];
  }
  if (objective < 1) { return [finding(OBJECTIVE_SHARE, { objective, percent: Number((objective * 100).toPrecision(12)) })]; }
  const most = Math.floor(10 / budgetOf(slo)) / 10;
  return alerts.burnRates.filter(each => thresholdOf(slo, each) >= 1)
    .map(({ factor }) => finding(UNREACHABLE, { factor, objective, ratio: thresholdOf(slo, { factor }), most }));
}

function checkQueries(queries: IndicatorQueries): Finding[] {
  const invalid = (
    option: string, value: unknown, why: string | undefined,
  ) => why === undefined ? [] : [finding(INDICATOR, { option, value: shown(value, 200), why })];
  switch (queries.kind) {
    case 'events': {
      const { total, errors, good } = queries;
      const both = errors !== undefined && good !== undefined;
      const neither = errors === undefined && good === undefined;
      const parts = Object.entries({ total, errors, good }).filter(([, text]) => text !== undefined);
      return [
        ...both || neither ? [finding(ERRORS_OR_GOOD, { has: both ? 'both' : 'neither' })] : [],
        ...parts.flatMap(([option, text]) => invalid(option, text, whyInvalid(text) ?? whyNoEvents(text!))),
      ];
    }
    case 'latency': {
      const { histogram, bound } = queries;
      const isBound = Number.isFinite(bound) && bound > 0;
      return [
        ...invalid('histogram', histogram, whyNoHistogram(histogram)),
        ...isBound ? [] : invalid('threshold', bound, 'it must be longer than zero'),
      ];
    }
    case 'ratio': {
      const { query } = queries;
      return invalid(
        'query',
        query,
        whyInvalid(query) ?? (hasWindow(query)
          ? undefined
          : 'it has no "$window": write it as the range, such as avg_over_time(x[$window])'),
      );
    }
  }
}

function whyInvalid(text: unknown): string | undefined {
  if (typeof text !== 'string') { return 'it must be a string'; }
  const { type, problems } = checkExpression(withWindow(text, '5m'));
  const [problem] = problems.filter(({ kind }) => kind !== 'doubt' && kind !== 'version');
  if (problem) { return problem.why; }
  return hasWindow(text) && type !== undefined && type !== 'vector' && type !== 'scalar'
    ? `it is a ${type === 'matrix' ? 'range' : type}: use an expression whose result is a vector`
    : undefined;
}

const OWN_LABELS = /^(?:sloth_.*|__name__|severity|long|short)$/;

function queryTexts(queries: Slo['queries']): (readonly [string, string | undefined])[] {
  if (queries.kind === 'events') { return [['total', queries.total], ['errors', queries.errors], ['good', queries.good]]; }
  return queries.kind === 'ratio' ? [['query', queries.query]] : [];
}

function checkGrouping({ grouping, queries }: Slo): Finding[] {
  const texts = queryTexts(queries);
  return grouping.flatMap((label): Finding[] => {
    if (!isOldLabelName(label) || OWN_LABELS.test(label)) {
      return [finding(GROUPING, { label, why: 'it is not a valid label name, or the rules need this label themselves' })];
    }
    const without = texts.find(([, text]) => typeof text === 'string' && hasWindow(text) && !mayHave(
      resultLabels(withWindow(text, '5m')), label,
    ));
    return without
      ? [finding(GROUPING, { label, why: `the result of "${without[0]}" does not have this label: add it to "by" of the expression` })]
      : [];
  });
}

function checkLabels(option: string, labels: { readonly [name: string]: string }): Finding[] {
  return Object.keys(labels)
    .filter(label => !isOldLabelName(label) || OWN_LABELS.test(label))
    .map(label => finding(LABEL, { option, label }));
}

function checkWindows({ period, alerts }: Slo): Finding[] {
  const tooLong = [...new Set(alerts.burnRates.map(({ long }) => long))].filter(long => long >= period);
  return tooLong.length === 0 ? [] : [finding(WINDOW, { period: durationText(period), windows: tooLong.map(durationText) })];
}

function checkBurnRate({ factor, long, short }: BurnRate, at: number): Finding[] {
  if (!Number.isFinite(factor) || factor <= 0) {
    return [finding(BURN_RATE, { at, why: `"factor" is ${factor}: use a number above 0, such as 6` })];
  }
  if (short >= long) {
    return [finding(
      BURN_RATE,
      {
        at,
        why: `"shortWindow" is ${durationText(short)}, and must be shorter than "longWindow", ${durationText(long)}: use one twelfth of it`,
      },
    )];
  }
  return short >= 60_000
    ? []
    : [finding(BURN_RATE, { at, why: `"shortWindow" is ${durationText(short)}: use at least one minute, to have several samples` })];
}
