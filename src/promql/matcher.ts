import { readPattern, whyNoPattern } from './regex';

/** One condition on a label. The name of a metric is the label `__name__`. */
export interface Matcher {
  readonly label: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  /** Unquoted. */
  readonly value: string;
}

/** Whether a value of the label fulfils the matcher; `''` is a label that is missing. Undefined if the pattern is invalid or too large. */
export function matches({ operator, value }: Matcher, label: string): boolean | undefined {
  if (operator === '=' || operator === '!=') { return (label === value) === (operator === '='); }
  const read = readPattern(value);
  return 'matches' in read ? read.matches(label) === (operator === '=~') : undefined;
}

/** Whether it also takes series that do not have the label: of a selector, one matcher must not. */
export function isMatchingAll(matcher: Matcher): boolean {
  return matches(matcher, '') === true;
}

/** Whether it takes every value, but perhaps the label that is not there: it restricts nothing. */
export function isTrivial({ operator, value }: Matcher): boolean {
  return (operator === '=~' && /^\(?(\.\*|\.\+)\)?$/.test(value)) || ((operator === '!=' || operator === '!~') && value === '');
}

/** As it is written. */
export function textOf({ label, operator, value }: Matcher): string {
  return `${label}${operator}${JSON.stringify(value)}`;
}

/** Why one of the patterns is none, where one is. */
export function whyNotPatterns(matchers: readonly Matcher[]): string | undefined {
  for (const { operator, value } of matchers) {
    const why = operator === '=~' || operator === '!~' ? whyNoPattern(value) : undefined;
    if (why !== undefined) { return `${JSON.stringify(value.slice(0, 80))} is not a valid RE2 regular expression: ${why}`; }
  }
  return undefined;
}
