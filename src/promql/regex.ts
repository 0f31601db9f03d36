import type { RE2JS } from 're2js';

/** Loaded when it is needed. */
// eslint-disable-next-line @typescript-eslint/no-require-imports
const engine = (): typeof RE2JS => require('re2js').RE2JS;

/** Longer ones are left alone: nobody writes them. */
const LONGEST = 1000;

/** What a pattern has found: the whole, then its groups; those with a name by it, too. */
export interface PatternGroups {
  readonly list: readonly string[];
  readonly byName: { readonly [name: string]: string };
}

export interface Pattern {
  readonly matches: (text: string) => boolean;
  /** Undefined where the text does not match as a whole. */
  readonly groups: (text: string) => PatternGroups | undefined;
}

const compiled = new Map<string, RE2JS | string>();

/**
 * A pattern as Prometheus has it: anchored, `.` also a line feed, by RE2, so that no pattern takes longer than its text. Or why it is none.
 * @see https://github.com/google/re2/wiki/Syntax
 */
export function readPattern(pattern: string): Pattern | { readonly why: string } {
  if (pattern.length > LONGEST) { return { why: `it has ${pattern.length} characters, more than ${LONGEST}` }; }
  let found = compiled.get(pattern);
  if (found === undefined) {
    try {
      found = engine().compile(pattern, engine().DOTALL);
    } catch (error) {
      found = String((error as Error).message).replace(/^error parsing regexp: /, '');
    }
    if (compiled.size >= 10_000) { compiled.clear(); }
    compiled.set(pattern, found);
  }
  if (typeof found === 'string') { return { why: found }; }
  const regex = found;
  return { matches: text => regex.matches(text), groups: text => groupsOf(regex, text) };
}

function groupsOf(regex: RE2JS, text: string): PatternGroups | undefined {
  const matcher = regex.matcher(text);
  if (!matcher.matches()) { return undefined; }
  const list = Array.from({ length: matcher.groupCount() + 1 }, (_, at) => matcher.group(at) ?? '');
  return { list, byName: Object.fromEntries(Object.entries(regex.namedGroups()).map(([name, at]) => [name, list[at]])) };
}
