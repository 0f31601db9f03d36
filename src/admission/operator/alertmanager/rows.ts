import { isMap } from '../../../values/json';
import { Effect, Lifetime, PartRow, Source } from '../row';
import { Json } from '../shared/json';

/** A check of a part and its effect. Rows of the same kind can have different effects. */
export interface EffectRow extends PartRow {
  readonly effect: Effect;
}

export const VALIDATION = 'pkg/alertmanager/validation/v1alpha1/validation.go';
export const TYPES = 'pkg/apis/monitoring/v1alpha1/validation.go';
export const OPERATOR = 'pkg/alertmanager/operator.go';
export const GENERATION = 'pkg/alertmanager/amcfg.go';
export const STATEFUL_SET = 'pkg/alertmanager/statefulset.go';

/** A check in Alertmanager's own repository. */
export const inAlertmanager = (file: string, text: string): Source => ({ file: `alertmanager: ${file}`, text });

export const leftOut = (row: PartRow): EffectRow => ({ ...row, effect: 'object-left-out' });
export const blocking = (row: PartRow): EffectRow => ({ ...row, effect: 'everything-blocked' });
export const rejecting = (row: PartRow): EffectRow => ({ ...row, effect: 'resource-rejected' });
export const atReload = (row: PartRow): EffectRow => ({ ...row, effect: 'invalid-at-reload' });
export const ignored = (row: PartRow): EffectRow => ({ ...row, effect: 'field-ignored' });
export const otherwise = (row: PartRow): EffectRow => ({ ...row, effect: 'works-otherwise' });

/** A range of versions of a check whose effect changed. */
export interface Phase extends Lifetime {
  readonly effect: Effect;
  readonly see: Source;
}

/**
 * A check that every operator has, with an effect that depends on the version. If the version is unknown, or several are possible, the last
 * effect is reported: the object works with none of them.
 */
export function inPhases(row: Omit<PartRow, 'see' | 'since' | 'until'>, phases: readonly Phase[]): readonly EffectRow[] {
  const last = phases[phases.length - 1];
  const isOf = (operator: readonly { isAtLeast(threshold: string): boolean }[], { since, until }: Phase) =>
    operator.length > 0 && operator.every(version => (since === undefined || version.isAtLeast(since)) && (until === undefined
      || !version.isAtLeast(until)));
  return [
    ...phases.map((phase): EffectRow => ({ ...row, ...phase })),
    {
      ...row,
      effect: last.effect,
      see: last.see,
      find: (part, context) => phases.some(phase => isOf([context.env.operator ?? []].flat(), phase)) ? [] : row.find(part, context),
    },
  ];
}

/** A list of maps. The schema reports other types. */
export function mapsOf(value: unknown): readonly { readonly at: number; readonly map: Json }[] {
  return Array.isArray(value) ? value.flatMap((map: unknown, at) => isMap(map) ? [{ at, map }] : []) : [];
}
