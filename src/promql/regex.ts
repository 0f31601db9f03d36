import type { RE2JS } from 're2js';

/** Loaded when it is needed. */
// eslint-disable-next-line @typescript-eslint/no-require-imports
const engine = (): typeof RE2JS => require('re2js').RE2JS;

/** What a pattern may cost, in instructions of the engine: generated lists of thousands of names are below, hostile repetitions above. */
const LARGEST = 200_000;

/** A pattern that is none, or, with `isUnread`, one that may be right and is too large to be read here. Then nothing is known of it. */
export interface NoPattern {
  readonly why: string;
  readonly isUnread?: true;
}

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

const compiled = new Map<string, Pattern | NoPattern>();

/** Patterns that need no engine, as most of those that operators write: texts in parentheses before another, `(a|b);true`; and a text before anything, `Pod;(.*)`. */
const TEXTS = /^(?:\(([\w;:/|-]+)\))?([\w;:/-]*)$/;
const BEFORE_ANYTHING = /^([\w;:/-]*)\((\.[*+])\)$/;

/**
 * A pattern as Prometheus has it: anchored, `.` also a line feed, by RE2, so that no pattern takes longer than its text. Or why it is none.
 * @see https://github.com/google/re2/wiki/Syntax
 */
export function readPattern(pattern: string): Pattern | NoPattern {
  let found = compiled.get(pattern);
  if (found === undefined) {
    found = isTooLarge(pattern) ? { why: `it has ${pattern.length} characters, more than are read here`, isUnread: true } : plain(pattern) ?? byEngine(pattern);
    if (compiled.size >= 10_000) { compiled.clear(); }
    compiled.set(pattern, found);
  }
  return found;
}

/** Why Prometheus refuses a pattern; undefined if it accepts it, and if that is not known. */
export function whyNoPattern(pattern: string): string | undefined {
  const read = readPattern(pattern);
  return 'why' in read && read.isUnread !== true ? read.why : undefined;
}

/** RE2 writes a repetition as often as it counts, and refuses more than 1,000 in all, nested ones multiplied. */
function isTooLarge(pattern: string): boolean {
  if (pattern.length <= 1000) { return false; }
  const counts = [...pattern.matchAll(/\{(\d+)(?:,(\d*))?\}/g)].map(([, least, most]) => Math.max(Number(least), Number(most || 0), 1));
  return pattern.length * counts.reduce((product, count) => Math.min(product * count, 1000), 1) > LARGEST;
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

function byEngine(pattern: string): Pattern | NoPattern {
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
