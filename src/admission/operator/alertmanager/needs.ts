import { baseConfigOf, GlobalNeed, lacks, needPlace } from './global-config';
import { EffectRow, GENERATION, inAlertmanager, inPhases } from './rows';
import { isFilledText, isSet } from '../../../values/json';
import { CheckContext, Fault } from '../row';
import { Json } from '../shared/json';
import { secretText } from '../shared/references';

interface Need {
  readonly id: string;
  readonly field: string;
  readonly need: GlobalNeed;
  /** Alertmanager's message. */
  readonly text: string;
  /** The operator's message, from the first version that checks this. */
  readonly operator?: { readonly since: string; readonly text: string };
}

/**
 * A value that comes from the receiver or from the global configuration. Reported only if the global configuration is known and lacks it.
 */
export function needRow({ id, field, need, text, operator }: Need): readonly EffectRow[] {
  const find = (part: Json, context: CheckContext): readonly Fault[] => {
    const isEmpty = secretText(part[field], context) === '';
    if (!isEmpty && (isFilledText(part[field]) || (isSet(part[field]) && typeof part[field] === 'object'))) { return []; }
    const base = baseConfigOf(context.env);
    const what = isEmpty ? 'refers to an empty value' : 'is missing';
    return base !== 'unknown' && lacks(base, need)
      ? [{ at: field, why: `${what}, and the global configuration does not set it: set it here, or ${needPlace(base, need)}` }] : [];
  };
  const see = inAlertmanager('config/config.go', text);
  const row = { id: `alertmanager-config/${id}`, field, find };
  return operator ? inPhases(row, [
    { until: operator.since, effect: 'invalid-at-reload', see },
    { since: operator.since, effect: 'everything-blocked', see: { file: GENERATION, text: operator.text } },
  ]) : [{ ...row, see, effect: 'invalid-at-reload' }];
}
