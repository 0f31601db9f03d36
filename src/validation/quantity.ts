/** A resource quantity, exact: in units of 10^-9, rounded away from zero like the API server does. */
export type Nanos = bigint;

const SHAPE = /^([-+]?)(\d*)(?:\.(\d*))?(n|u|m|k|[MGTPE]|[KMGTPE]i|[eE][-+]?\d+)?$/;

const DECIMAL: { readonly [suffix: string]: number } = { n: -9, u: -6, m: -3, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const BINARY: { readonly [suffix: string]: bigint } = {
  Ki: 2n ** 10n, Mi: 2n ** 20n, Gi: 2n ** 30n, Ti: 2n ** 40n, Pi: 2n ** 50n, Ei: 2n ** 60n,
};

/** Larger exponents are far beyond any resource, and a number of a million digits would take minutes. */
const LARGEST_EXPONENT = 100;
const LONGEST = 1000;

/** Maximum of quantities with a binary suffix. */
const LARGEST_BINARY = (2n ** 63n - 1n) * 1_000_000_000n;

/**
 * The amount that the API server reads: of `"1500m"` 1.5, of the number `2` 2. It ignores blanks around it, and a suffix alone is 0.
 * Undefined if it is not a quantity.
 * @see https://github.com/kubernetes/apimachinery/blob/v0.37.2/pkg/api/resource/quantity.go
 */
export function nanosOf(value: unknown): Nanos | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') { return undefined; }
  const text = String(value).trim();
  const match = text.length === 0 || text.length > LONGEST ? null : SHAPE.exec(text);
  if (!match) { return undefined; }
  const [, sign, whole, fraction = '', suffix = ''] = match;
  const digits = BigInt(`${whole}${fraction}` || '0');
  const exponent = 9 - fraction.length;
  const isBinary = Object.hasOwn(BINARY, suffix);
  const nanos = isBinary ? binary(digits * BINARY[suffix], exponent) : scaled(digits, exponent + exponentOf(suffix));
  return sign === '-' ? -nanos : nanos;
}

/** Whether the quantity is a whole number of its unit: bytes, devices. */
export function isWhole(nanos: Nanos): boolean {
  return nanos % 1_000_000_000n === 0n;
}

function exponentOf(suffix: string): number {
  if (suffix === '') { return 0; }
  if (Object.hasOwn(DECIMAL, suffix)) { return DECIMAL[suffix]; }
  return Math.max(-LARGEST_EXPONENT, Math.min(LARGEST_EXPONENT, Number(suffix.slice(1))));
}

function binary(digits: bigint, exponent: number): bigint {
  const nanos = scaled(digits, exponent);
  return nanos < LARGEST_BINARY ? nanos : LARGEST_BINARY;
}

/** `digits * 10^exponent`, rounded up. */
function scaled(digits: bigint, exponent: number): bigint {
  if (exponent >= 0) { return digits * 10n ** BigInt(exponent); }
  const divisor = 10n ** BigInt(-exponent);
  return (digits + divisor - 1n) / divisor;
}
