/** One condition on a label. The name of a metric is the label `__name__`. */
export interface Matcher {
  readonly label: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  /** Unquoted. */
  readonly value: string;
}

/** Longer ones are left alone: nobody writes them, and trying them takes time. */
const LONGEST_PATTERN = 1000;

/**
 * Whether a value of the label fulfils the matcher, where `''` is a label that is not there. Undefined where the pattern is one that only RE2 can read: Prometheus knows, we
 * do not.
 */
export function matches({ operator, value }: Matcher, label: string): boolean | undefined {
  if (operator === '=' || operator === '!=') { return (label === value) === (operator === '='); }
  const pattern = anchored(value);
  return pattern && pattern.test(label) === (operator === '=~');
}

/** Prometheus anchors every pattern. */
function anchored(pattern: string): RegExp | undefined {
  if (pattern.length > LONGEST_PATTERN) { return undefined; }
  try {
    return new RegExp(`^(?:${pattern})$`, 's');
  } catch {
    return undefined;
  }
}

/** Whether it takes every value, but perhaps the label that is not there: it restricts nothing. */
export function isTrivial({ operator, value }: Matcher): boolean {
  return (operator === '=~' && /^\(?(\.\*|\.\+)\)?$/.test(value)) || ((operator === '!=' || operator === '!~') && value === '');
}

/** As it is written. */
export function textOf({ label, operator, value }: Matcher): string {
  return `${label}${operator}${JSON.stringify(value)}`;
}
