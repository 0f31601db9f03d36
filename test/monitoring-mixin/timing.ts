import { AlertCase, Input } from './alert-case';

/** What a series does: its values while all is well, and from then on. `['0', '1+1']` is a counter that begins to grow. */
type Change = readonly [well: string, ill: string];

/** Long enough for every window but that of days. */
const WELL = 60;

const changing = (changes: { readonly [series: string]: Change }, minute: number): Input =>
  Object.fromEntries(Object.entries(changes).map(([series, [well, ill]]) => [series, `${well}x${minute - 1} ${ill}x600`]));

interface Lasting {
  readonly alert: string;
  readonly severity?: string;
  /** The `for` of the alert, in minutes. */
  readonly minutes: number;
  /** How long the expression itself needs to see it: the window of max_over_time. */
  readonly window?: number;
  readonly changes: { readonly [series: string]: Change };
  /** What does not change. */
  readonly others?: Input;
}

/** Fires when the condition has lasted for the `for` of the alert; half of that is not enough. */
export function lasting({ alert, severity, minutes, window = 0, changes, others = {} }: Lasting): AlertCase {
  return {
    alert,
    severity,
    what: 'for as long as it says',
    at: `${WELL + window + minutes + 2}m`,
    fires: { ...others, ...changing(changes, WELL) },
    quiet: { ...others, ...changing(changes, WELL + Math.ceil(minutes / 2)) },
  };
}

/**
 * A pod that is replaced 40 minutes after the beginning: another instance, of the same pod.
 * @param before values of 40 minutes
 * @param after a value, and what is added to it each minute
 */
export const replaced = (series: (instance: string) => string, before: string, after: string): Input => ({
  [series('10.1.0.1:9090')]: `${before} stale`,
  [series('10.1.0.2:9090')]: `_x40 ${after}x600`,
});

/** The values of an instance until it is replaced, and those of the next one: `5x600` or `0+10x600`. */
function handedOver(values: string): readonly [before: string, after: string] {
  const [, first, step = ''] = /^(-?\d+)([+-]\d+)?x\d+$/.exec(values)!;
  const later = step === '' ? first : String(Number(first) + 40 * Number(step));
  return [`${first}${step}x39 stale`, `_x40 ${later}${step}x600`];
}

/** A case of constant values, with all pods replaced after 40 minutes: the alert goes on, and the new instances alone have not waited long enough. */
export function althoughReplaced({ alert, fires, quiet }: AlertCase, minutes: number): AlertCase {
  const moved = (input: Input): Input => Object.fromEntries(Object.entries(input).flatMap(([series, values]) => {
    const [before, after] = handedOver(values);
    return [[series.replace('{', '{instance="10.1.0.1:9090",'), before], [series.replace('{', '{instance="10.1.0.2:9090",'), after]];
  }));
  return { alert, what: 'although its pod is replaced, in numbers', at: `${38 + minutes}m`, count: 1, fires: moved(fires), quiet: moved(quiet) };
}
