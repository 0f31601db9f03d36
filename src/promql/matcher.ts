import { readPattern, whyNoPattern } from './regex';

/** One condition on a label. The name of a metric is the label `__name__`. */
export interface Matcher {
  readonly label: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  /** Unquoted. */
  readonly value: string;
}

/** Whether a value of the label matches. `''` stands for a missing label. Undefined if the pattern is invalid or too large. */
export function matches({ operator, value }: Matcher, label: string): boolean | undefined {
  if (operator === '=' || operator === '!=') { return (label === value) === (operator === '='); }
  const read = readPattern(value);
  return 'matches' in read ? read.matches(label) === (operator === '=~') : undefined;
}

/** Whether it also matches series without the label. A selector needs at least one matcher that does not. */
export function isMatchingAll(matcher: Matcher): boolean {
  return matches(matcher, '') === true;
}

/** Whether it matches every value, except possibly a missing label: it restricts nothing. */
export function isTrivial({ operator, value }: Matcher): boolean {
  return (operator === '=~' && /^\(?(\.\*|\.\+)\)?$/.test(value)) || ((operator === '!=' || operator === '!~') && value === '');
}

/** As written in the expression. */
export function matcherText({ label, operator, value }: Matcher): string {
  return `${label}${operator}${JSON.stringify(value)}`;
}

/** Why one of the patterns is invalid. Undefined if all are valid. */
export function whyNotPatterns(matchers: readonly Matcher[]): string | undefined {
  for (const { operator, value } of matchers) {
    const why = operator === '=~' || operator === '!~' ? whyNoPattern(value) : undefined;
    if (why !== undefined) { return `${JSON.stringify(value.slice(0, 80))} is not a valid RE2 regular expression: ${why}`; }
  }
  return undefined;
}
