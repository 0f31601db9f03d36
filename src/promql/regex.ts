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

const compiled = new Map<string, Pattern | { readonly why: string }>();

/** Patterns that need no engine, as most of those that operators write: texts in parentheses before another, `(a|b);true`; and a text before anything, `Pod;(.*)`. */
const TEXTS = /^(?:\(([\w;:/|-]+)\))?([\w;:/-]*)$/;
const BEFORE_ANYTHING = /^([\w;:/-]*)\((\.[*+])\)$/;

/**
 * A pattern as Prometheus has it: anchored, `.` also a line feed, by RE2, so that no pattern takes longer than its text. Or why it is none.
 * @see https://github.com/google/re2/wiki/Syntax
 */
export function readPattern(pattern: string): Pattern | { readonly why: string } {
  let found = compiled.get(pattern);
  if (found === undefined) {
    found = pattern.length > LONGEST ? { why: `it has ${pattern.length} characters, more than ${LONGEST}` } : plain(pattern) ?? byEngine(pattern);
    if (compiled.size >= 10_000) { compiled.clear(); }
    compiled.set(pattern, found);
  }
  return found;
}

function plain(pattern: string): Pattern | undefined {
  const [, before, anything] = BEFORE_ANYTHING.exec(pattern) ?? [];
  if (before !== undefined) {
    const least = before.length + (anything === '.*' ? 0 : 1);
    return of(text => text.length >= least && text.startsWith(before) ? [text, text.slice(before.length)] : undefined);
  }
  const [, texts, after] = TEXTS.exec(pattern) ?? [];
  if (after === undefined) { return undefined; }
  const wholes = new Map((texts ?? '').split('|').map(text => [`${text}${after}`, texts === undefined ? [after] : [`${text}${after}`, text]]));
  return of(text => wholes.get(text));
}

function of(find: (text: string) => readonly string[] | undefined): Pattern {
  return {
    matches: text => find(text) !== undefined,
    groups: text => {
      const list = find(text);
      return list && { list, byName: {} };
    },
  };
}

function byEngine(pattern: string): Pattern | { readonly why: string } {
  try {
    const regex = engine().compile(pattern, engine().DOTALL);
    return { matches: text => regex.matches(text), groups: text => groupsOf(regex, text) };
  } catch (error) {
    return { why: String((error as Error).message).replace(/^error parsing regexp: /, '') };
  }
}

function groupsOf(regex: RE2JS, text: string): PatternGroups | undefined {
  const matcher = regex.matcher(text);
  if (!matcher.matches()) { return undefined; }
  const list = Array.from({ length: matcher.groupCount() + 1 }, (_, at) => matcher.group(at) ?? '');
  return { list, byName: Object.fromEntries(Object.entries(regex.namedGroups()).map(([name, at]) => [name, list[at]])) };
}
