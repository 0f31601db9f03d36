/** The items in code-unit order, each once. */
export function uniqueSorted(items: readonly string[]): string[] {
  return [...new Set(items)].sort();
}

/** The names that a list has more than once, each once. */
export function repeatedIn(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, at) => names.indexOf(name) !== at))];
}

/** Code-unit order, which is the same in each locale. */
export function compareTexts(a: string, b: string): number {
  if (a < b) { return -1; }
  return a > b ? 1 : 0;
}

/** A text in a regular expression that matches only this text. */
export function escapedPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** What a sticky pattern matches at a place of a text. */
export function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

/** A name for an object or a file: lower-case letters, digits and single hyphens. */
export function slugOf(text: string, otherwise: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(0, 60).replace(/^-+|-+$/g, '') || otherwise;
}

/** A flag and its negation are one: `no-collector.wifi` is `collector.wifi`. */
export function withoutNegation(flag: string): string {
  return flag.replace(/^no-/, '');
}

/** A name as Prometheus writes it into a label name: `app.kubernetes.io/name` becomes `app_kubernetes_io_name`. */
export function sanitizedLabel(name: string): string {
  return name.replace(/[^a-zA-Z0-9_]/g, '_');
}
