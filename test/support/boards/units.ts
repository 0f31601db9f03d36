/** A value as displayed by a panel: `12.3`, ` MiB`. */
export interface Formatted {
  readonly text: string;
  readonly suffix: string;
}

/** Default digits after the decimal point: three digits in total. */
export function digitsOf(value: number): number {
  return Number.isInteger(value) ? 0 : Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
}

const fixed = (value: number, decimals?: number): string => value.toFixed(Math.min(20, decimals ?? digitsOf(value)));

/** Divided by a base until it is small. */
function scaled(value: number, base: number, suffixes: readonly string[], decimals?: number): Formatted {
  let rest = value;
  let at = 0;
  while (Math.abs(rest) >= base && at < suffixes.length - 1) { rest /= base; at++; }
  return { text: fixed(rest, decimals), suffix: suffixes[at] };
}

const COUNTS = ['', ' K', ' Mil', ' Bil', ' Tri'];
const SHORT_COUNTS = ['', 'K', 'M', 'B', 'T'];
const SI = ['', 'k', 'M', 'G', 'T', 'P'];
const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi'];

/** From the largest: number of seconds, and the word. */
const TIMES: readonly (readonly [seconds: number, word: string])[] = [
  [31_536_000, ' years'], [604_800, ' weeks'], [86_400, ' days'], [3600, ' hours'], [60, ' mins'], [1, ' s'], [1e-3, ' ms'], [1e-6, ' µs'], [1e-9, ' ns'],
];

function time(value: number, decimals?: number): Formatted {
  if (value === 0) { return { text: '0', suffix: ' s' }; }
  const [seconds, word] = TIMES.find(([least]) => Math.abs(value) >= least) ?? TIMES[TIMES.length - 1];
  const text = fixed(value / seconds, decimals);
  return { text, suffix: text === '1' && word.endsWith('s') && word.length > 4 ? word.slice(0, -1) : word };
}

/** Milliseconds of Unix time, from a fixed clock: pictures are the same on every day. */
const NOW = 'now';
function fromNow(value: number, now: number): Formatted {
  const seconds = now - value / 1000;
  if (!Number.isFinite(seconds)) { return { text: NOW, suffix: '' }; }
  const { text, suffix } = time(Math.abs(Math.round(seconds)), 0);
  return { text: seconds < 0 ? `in ${text}${suffix}` : `${text}${suffix} ago`, suffix: '' };
}

type Format = (value: number, decimals: number | undefined, now: number) => Formatted;
const counted = (unit: string): Format => (value, decimals) => scaled(value, 1000, SHORT_COUNTS.map(prefix => `${prefix} ${unit}`), decimals);
const prefixed = (base: 1000 | 1024, unit: string): Format => (value, decimals) => scaled(value, base, (base === 1000 ? SI : BINARY).map(prefix => ` ${prefix}${unit}`), decimals);

/** By Grafana's names. */
const UNITS: { readonly [unit: string]: Format } = {
  none: (value, decimals) => ({ text: fixed(value, decimals), suffix: '' }),
  short: (value, decimals) => scaled(value, 1000, COUNTS, decimals),
  percent: (value, decimals) => ({ text: fixed(value, decimals), suffix: '%' }),
  percentunit: (value, decimals) => ({ text: fixed(Number((value * 100).toPrecision(12)), decimals), suffix: '%' }),
  bytes: prefixed(1024, 'B'),
  decbytes: prefixed(1000, 'B'),
  Bps: prefixed(1000, 'B/s'),
  binBps: prefixed(1024, 'B/s'),
  bps: prefixed(1000, 'b/s'),
  pps: prefixed(1000, 'p/s'),
  s: time,
  ms: (value, decimals) => time(value / 1000, decimals),
  reqps: counted('req/s'),
  ops: counted('ops/s'),
  iops: counted('io/s'),
  cps: counted('c/s'),
  rps: counted('rd/s'),
  wps: counted('wr/s'),
  bool: value => ({ text: value === 0 ? 'False' : 'True', suffix: '' }),
  bool_on_off: value => ({ text: value === 0 ? 'Off' : 'On', suffix: '' }),
  bool_yes_no: value => ({ text: value === 0 ? 'No' : 'Yes', suffix: '' }),
  dateTimeFromNow: (value, _decimals, now) => fromNow(value, now),
};

/** Whether pictures support this unit. */
export const isKnownUnit = (unit: string): boolean => Object.hasOwn(UNITS, unit) || /^(suffix|prefix|short):/.test(unit);

/** A value in its unit. A unit of `suffix:` is the number and that text, as in Grafana. */
export function formatted(value: number, unit = 'none', decimals?: number, now = 0): Formatted {
  if (unit.startsWith('suffix:')) { return { text: fixed(value, decimals), suffix: unit.slice('suffix:'.length) }; }
  if (unit.startsWith('prefix:')) { return { text: `${unit.slice('prefix:'.length)}${fixed(value, decimals)}`, suffix: '' }; }
  return (Object.hasOwn(UNITS, unit) ? UNITS[unit] : UNITS.none)(value, decimals, now);
}

export function textOf(value: number, unit?: string, decimals?: number, now?: number): string {
  const { text, suffix } = formatted(value, unit, decimals, now);
  return `${text}${suffix}`;
}
