import { Draft, DraftAlerts, DraftIndicator, Drafts, Fields, labelsIn, SourceDocument, trimmedText } from './file-draft';
import { overWindow } from './instant-queries';
import { policyAlerts } from './open-slo-alerts';
import { hasWindow, withWindow } from './queries';
import { LEFT_OUT, NOT_EXPRESSIBLE } from './rules';
import { finding, Finding, shown } from '../validation/rule';
import { asList, mapOf } from '../values/json';

const V1 = 'openslo/v1';
const V1_ALPHA = 'openslo/v1alpha';

export function isOpenSlo({ value }: SourceDocument): boolean {
  return /^openslo(?:\.com)?\//.test(String(value.apiVersion));
}

/** Why something cannot be expressed. */
export class NotExpressible extends Error {}

/** Documents by kind and name. */
export type References = (kind: string, name: unknown) => Fields | undefined;

/**
 * Objectives of OpenSLO documents. References are looked up among all of them. Never throws.
 * @param calendarAsRolling whether windows that follow the calendar become rolling ones
 * @see https://github.com/OpenSLO/OpenSLO
 */
export function readOpenSlo(documents: readonly SourceDocument[], calendarAsRolling = false): Drafts {
  const findings: Finding[] = [];
  const known = new Map(documents.map(({ value }) => [`${value.kind} ${String(mapOf(value.metadata).name)}`, value]));
  const references: References = (kind, name) => known.get(`${kind} ${String(name)}`);
  const slos = documents.filter(({ value }) => value.kind === 'SLO');
  const drafts = slos.flatMap(({ file, value }) => {
    const where = `${file}: SLO ${shown(mapOf(value.metadata).name ?? '')}`;
    try {
      return draftsOf(value, references, calendarAsRolling, why => findings.push(finding(LEFT_OUT, { where, why })));
    } catch (error) {
      if (!(error instanceof NotExpressible)) { throw error; }
      findings.push(finding(NOT_EXPRESSIBLE, { where, why: error.message }));
      return [];
    }
  });
  return { drafts, findings };
}

type Note = (why: string) => void;

function draftsOf(document: Fields, references: References, calendarAsRolling: boolean, note: Note): Draft[] {
  if (document.apiVersion !== V1 && document.apiVersion !== V1_ALPHA) {
    throw new NotExpressible(`"apiVersion" is ${shown(document.apiVersion)}: use ${V1} or ${V1_ALPHA}`);
  }
  const [metadata, spec] = [mapOf(document.metadata), mapOf(document.spec)];
  const service = trimmedText(spec.service);
  const name = trimmedText(metadata.name);
  if (service === undefined || name === undefined) { throw new NotExpressible('it has no "metadata.name" or no "spec.service": add it'); }
  const method = methodOf(spec.budgetingMethod);
  const objectives = asList(spec.objectives).map(mapOf);
  if (objectives.length === 0) { throw new NotExpressible('it has no "objectives": add one with "target"'); }
  const isComposite = objectives.some(
    each => each.compositeWeight !== undefined || (objectives.length > 1 && (each.indicator ?? each.indicatorRef) !== undefined),
  );
  if (isComposite) { throw new NotExpressible('composite objectives are not supported: write an SLO for each indicator'); }
  const window = windowOf(spec.timeWindow ?? spec.timeWindows, calendarAsRolling);
  const alerts: DraftAlerts = policyAlerts(spec.alertPolicies, references, note);
  const description = trimmedText(spec.description) ?? trimmedText(metadata.displayName);
  return objectives.map((objective, at): Draft => {
    const found = indicatorOf(spec, objective, references);
    const { indicator, isAveraged } = method === 'Timeslices' ? inSlices(found, objective) : found;
    return {
      service,
      name: objectives.length === 1 ? name : `${name}-${at + 1}`,
      ...description !== undefined && { description },
      objective: targetOf(objective),
      ...window !== undefined && { window },
      indicator,
      isAveraged: isAveraged || method === 'RatioTimeslices',
      seriesLabels: labelsIn(metadata.labels),
      alerts,
    };
  });
}

function methodOf(method: unknown): unknown {
  if (method === undefined || method === 'Occurrences' || method === 'Timeslices' || method === 'RatioTimeslices') { return method; }
  throw new NotExpressible(`"budgetingMethod" is ${shown(method)}: use Occurrences, Timeslices or RatioTimeslices`);
}

function targetOf({ target, targetPercent }: Fields): number {
  const number = (value: unknown) => typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  const [part, percent] = [number(target), number(targetPercent)];
  const ofPart = typeof part === 'number' ? Number((part * 100).toPrecision(12)) : NaN;
  const found = typeof percent === 'number' ? percent : ofPart;
  if (!Number.isFinite(found)) {
    throw new NotExpressible('an objective has neither "target" nor "targetPercent": add one, such as "target: 0.999"');
  }
  return found;
}

const UNITS: { readonly [unit: string]: string } = { Second: 's', Minute: 'm', Hour: 'h', Day: 'd', Week: 'w' };

/** Days of units without a fixed length. */
const ABOUT: { readonly [unit: string]: number } = { M: 30, Q: 90, Y: 365 };

/** A rolling window in Prometheus' format. Undefined if there is none. */
function windowOf(windows: unknown, calendarAsRolling: boolean): string | undefined {
  const all = asList(windows);
  if (all.length === 0) { return undefined; }
  const { duration, isRolling, calendar, count, unit } = mapOf(all[0]);
  if (!calendarAsRolling && (isRolling === false || (calendar !== undefined && isRolling !== true))) {
    throw new NotExpressible(
      '"timeWindow" is a calendar window, which Prometheus rules do not support: use "isRolling: true", or the option "calendarAsRolling"',
    );
  }
  const text = duration ?? (typeof count === 'number' && Object.hasOwn(UNITS, String(unit)) ? `${count}${UNITS[String(unit)]}` : undefined);
  if (typeof text === 'string' && /^\d+[smhdw]$/.test(text)) { return text; }
  const [, number, long] = /^(\d+)([MQY])$/.exec(String(text)) ?? [];
  if (calendarAsRolling && number !== undefined) { return `${Number(number) * ABOUT[long]}d`; }
  throw new NotExpressible(`"timeWindow" is ${shown(text ?? `${String(count)} ${String(unit)}`)}: use days or weeks, such as 30d`);
}

interface FoundIndicator {
  readonly indicator: DraftIndicator;
  readonly isAveraged: boolean;
}

function indicatorOf(spec: Fields, objective: Fields, references: References): FoundIndicator {
  const inline = spec.indicator ?? objective.indicator;
  const reference = spec.indicatorRef ?? objective.indicatorRef;
  const document = inline === undefined && reference !== undefined ? references('SLI', reference) : mapOf(inline);
  if (document === undefined) { throw new NotExpressible(`SLI ${shown(reference)} is not in the files: add its file`); }
  const own: Fields = {
    ...mapOf(document.spec ?? document), ...objective.ratioMetrics !== undefined && { ratioMetric: objective.ratioMetrics },
  };
  if (own.ratioMetric !== undefined) { return { indicator: ratioOf(mapOf(own.ratioMetric), references), isAveraged: false }; }
  if (own.thresholdMetric !== undefined) {
    return { indicator: thresholdOf(mapOf(own.thresholdMetric), objective, references), isAveraged: true };
  }
  throw new NotExpressible('the indicator has neither "ratioMetric" nor "thresholdMetric": add one');
}

/** Time slices that are good or bad as a whole: a slice is bad if its error ratio exceeds "timeSliceTarget". */
function inSlices({ indicator }: FoundIndicator, { timeSliceTarget, timeSliceWindow }: Fields): FoundIndicator {
  const slice = typeof timeSliceWindow === 'number' ? `${timeSliceWindow}m` : timeSliceWindow;
  if (typeof timeSliceTarget !== 'number' || typeof slice !== 'string' || !/^\d+[smhdw]$/.test(slice)) {
    throw new NotExpressible(
      'the budgeting method Timeslices requires "timeSliceTarget" and "timeSliceWindow": add them, such as 0.95 and 1m',
    );
  }
  const allowed = Number((1 - timeSliceTarget).toPrecision(12));
  const bad = `(${ratioIn(indicator, slice)}) > bool ${allowed}`;
  return { indicator: { errorRatio: `avg_over_time((${bad})[$window:${slice}])` }, isAveraged: true };
}

/** The error ratio of a slice. */
function ratioIn(indicator: DraftIndicator, slice: string): string {
  if ('errorRatio' in indicator) { return withWindow(indicator.errorRatio, slice); }
  const rate = (text: string) => hasWindow(text) ? `(${withWindow(text, slice)})` : `sum(rate(${text}[${slice}]))`;
  const [part, total] = [rate(indicator.errors ?? indicator.good!), rate(indicator.total)];
  const share = `(${part} or 0 * ${total}) / (${total} > 0)`;
  return indicator.errors === undefined ? `1 - ${share}` : share;
}

function ratioOf(metric: Fields, references: References): DraftIndicator {
  const isCounter = [metric.counter, metric.incremental].find(value => typeof value === 'boolean');
  if (metric.raw !== undefined) {
    const query = queryOf(metric.raw, 'raw', references);
    const ratio = windowed(query, false, 'avg');
    return { errorRatio: metric.rawType === 'failure' ? ratio : `1 - (${ratio})` };
  }
  const total = windowed(queryOf(metric.total, 'total', references), isCounter, 'sum');
  if (metric.bad !== undefined) { return { total, errors: windowed(queryOf(metric.bad, 'bad', references), isCounter, 'sum') }; }
  return { total, good: windowed(queryOf(metric.good, 'good', references), isCounter, 'sum') };
}

/** The bad events, from the good ones. */
const INVERSE: { readonly [op: string]: string } = { lte: '>', lt: '>=', gte: '<', gt: '<=' };

function thresholdOf(metric: Fields, { op, value }: Fields, references: References): DraftIndicator {
  const query = queryOf(metric, 'thresholdMetric', references);
  const operator = Object.hasOwn(INVERSE, String(op)) ? INVERSE[String(op)] : undefined;
  if (operator === undefined || typeof value !== 'number') {
    throw new NotExpressible('an objective with a "thresholdMetric" requires "op" (lte, lt, gte or gt) and a number as "value": add them');
  }
  return { errorRatio: `avg_over_time(((${query}) ${operator} bool ${value})[$window:1m])` };
}

/** The PromQL of a metric source. */
function queryOf(metric: unknown, field: string, references: References): string {
  const own = mapOf(metric);
  const source = mapOf(own.metricSource ?? own);
  const type = trimmedText(source.type) ?? trimmedText(source.source)
    ?? trimmedText(mapOf(mapOf(references('DataSource', source.metricSourceRef)).spec).type);
  if (type !== undefined && type.toLowerCase() !== 'prometheus') {
    throw new NotExpressible(`the metric source of "${field}" is ${shown(type)}: only Prometheus is supported`);
  }
  const { query, promql } = { ...source, ...mapOf(source.spec) } as Fields;
  const text = trimmedText(query) ?? trimmedText(promql);
  if (text === undefined) { throw new NotExpressible(`"${field}" has no "query" in PromQL: add it to the "spec" of its metric source`); }
  return text;
}

function windowed(query: string, isCounter: boolean | undefined, how: 'sum' | 'avg'): string {
  const found = overWindow(query, isCounter, how);
  if (found === undefined) {
    throw new NotExpressible(`the window of ${shown(query, 120)} is unknown: write "$window" as the range, such as rate(x_total[$window])`);
  }
  return found;
}
