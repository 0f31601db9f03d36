const ESCAPES: { readonly [character: string]: string } = {
  'a': '\x07', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t', 'v': '\v', '\\': '\\', '\'': '\'', '"': '"',
};

/**
 * The value of a string of PromQL: in double or single quotes with Go's escapes, in backticks without any.
 * @see https://prometheus.io/docs/prometheus/latest/querying/basics/#string-literals
 */
export function unquote(literal: string): string {
  const inner = literal.slice(1, -1);
  if (literal.startsWith('`')) { return inner; }
  return inner.replace(/\\(x[0-9a-fA-F]{2}|[0-7]{3}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)/gs, (whole, escape: string) => {
    if (/^[xuU].+/.test(escape)) { return String.fromCodePoint(Math.min(parseInt(escape.slice(1), 16), 0x10ffff)); }
    if (/^[0-7]{3}$/.test(escape)) { return String.fromCodePoint(parseInt(escape, 8)); }
    return ESCAPES[escape] ?? whole;
  });
}
