import { DraftAlerts, DraftBurnRate, Fields, trimmedText } from './file-draft';
import { shown } from '../validation/rule';
import { asList, mapOf } from '../values/json';

/** The alerts of the policies of an SLO. Without policies the options decide. */
export function policyAlerts(
  policies: unknown, references: (kind: string, name: unknown) => Fields | undefined, note: (why: string) => void,
): DraftAlerts {
  const found = asList(policies).flatMap(policy => resolved(policy, 'alertPolicyRef', 'AlertPolicy', references, note));
  if (found.length === 0) { return {}; }
  const burnRates = found.filter(({ alertWhenBreaching }) => alertWhenBreaching !== false)
    .flatMap(({ conditions }) => asList(conditions))
    .flatMap(condition => resolved(condition, 'conditionRef', 'AlertCondition', references, note))
    .flatMap(each => burnRateOf(each, note));
  return { absent: found.some(({ alertWhenNoData }) => alertWhenNoData === true), burnRates };
}

/** The `spec` of a document, inline or referenced by name. */
function resolved(
  value: unknown, ref: string, kind: string, references: (kind: string, name: unknown) => Fields | undefined, note: (why: string) => void,
): Fields[] {
  const own = typeof value === 'string' ? { [ref]: value } : mapOf(value);
  const name = own[ref];
  const document = name === undefined ? own : references(kind, name);
  if (document === undefined) {
    note(`${kind} ${shown(name)} is not in the files, so its alerts are skipped: add its file`);
    return [];
  }
  return [mapOf(document.spec ?? document)];
}

function burnRateOf({ severity, condition }: Fields, note: (why: string) => void): DraftBurnRate[] {
  const { kind = 'burnrate', op, threshold, lookbackWindow, alertAfter } = mapOf(condition);
  const isDuration = (text: unknown): text is string => typeof text === 'string' && /^\d+[smhdw]$/.test(text);
  if (String(kind).toLowerCase() !== 'burnrate' || typeof threshold !== 'number' || !isDuration(lookbackWindow)) {
    note(
      `an AlertCondition is skipped, because it has no burn rate with "threshold" and "lookbackWindow" (${shown(JSON.stringify(condition)
        ?? '')})`,
    );
    return [];
  }
  if (op === 'lt' || op === 'lte') {
    note(`the "op" of an AlertCondition is ${shown(op)}, but its alert always fires above "threshold": use gt`);
  }
  return [{
    factor: threshold,
    longWindow: lookbackWindow,
    for: isDuration(alertAfter) ? alertAfter : '0s',
    severity: trimmedText(severity) ?? 'critical',
  }];
}
