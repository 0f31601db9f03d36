/** Numbers from 0 to 1, the same ones for a seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Random documents with texts that YAML could misinterpret. Seeded, so that a failure can be repeated. */
export function documentsFrom(seed: number): () => Record<string, unknown> {
  const random = randomFrom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)];
  const text = () => random() < 0.5 ? pick(ODD) : Array.from({ length: Math.floor(random() * 12) }, () => pick(PIECES)).join('');
  const scalar = (): unknown => {
    const kind = random();
    if (kind < 0.7) { return text(); }
    if (kind < 0.8) { return Math.floor((random() - 0.5) * 10 ** Math.floor(random() * 18)); }
    if (kind < 0.86) { return (random() - 0.5) * 10 ** Math.floor(random() * 30 - 10); }
    if (kind < 0.93) { return random() < 0.5; }
    return kind < 0.96 ? null : pick(NUMBERS);
  };
  const value = (depth: number): unknown => {
    const kind = random();
    if (depth <= 0 || kind < 0.5) { return scalar(); }
    return kind < 0.75 ? Array.from({ length: Math.floor(random() * 4) }, () => value(depth - 1)) : map(depth - 1);
  };
  const key = () => random() < 0.7 ? pick(KEYS) : text();
  const map = (depth: number): Record<string, unknown> => Object.fromEntries(Array.from({ length: Math.floor(random() * 4) }, () => [key(), value(depth)]));
  return () => ({ apiVersion: 'v1', kind: text(), metadata: { name: text(), labels: map(1) }, ...random() < 0.3 ? map(3) : {}, spec: value(5) });
}

const KEYS = ['a', 'name', 'spec', 'key-1', 'app.kubernetes.io/name'];
const NUMBERS = [0, -0, 1e21, 1e-7, 100, 1e15, 123456789012345680, Infinity, -Infinity, NaN, 0.1];
const PIECES = [
  'a', 'b', 'Z', '0', '1', '9', '.', '-', '_', '/', ' ', '  ', '\n', '\t', ':', ': ', '#', ' #', '"', '\'', '\\', '{', '}', '[', ']', ',', '&', '*', '!', '|', '>', '%', '@', '`', '?', '~', '=', '<<', 'é', '日', '\u2028',
  '\u0085', '😀', '\u0000', '\u001b', '\r', 'e', '+', 'x', 'o', 'true', 'null', 'yes', '---', '...', '\ufeff', '\u00a0',
];
/** Texts that are, or nearly are, something else: booleans, numbers, dates, block scalars, anchors, document ends; and long ones. */
const ODD = [
  'true', 'False', 'yes', 'NO', 'on', 'Off', 'y', 'n', 'Y', 'null', '~', 'Null', '1', '-1', '+1', '0x1f', '0o17', '017', '1e3', 'e3', 'E+10', '1.5', '.5', '5.', '1_000', '1:30', '190:20:30', '2001-12-14', '2001-12-14t21:59:43.10-05:00',
  '.inf', '-.Inf', '.NaN', '<<', '=', '', '-', '?', ':', '--- a', '...', '- a', '? b', 'a: b', 'a:b', 'a #b', '#a', 'a\nb', 'a\nb\n', 'a\n\nb', '\na', 'a\n\n', ' a', 'a ', 'a\n b', '  a\nb', 'a\tb', '"a"', '\'a\'', '{{ $labels.x }}',
  'sum(rate(x[5m])) by (a)', 'up == 0', 'a, b', '*', '&a', '&a b', '*a', '!x', '!!str x', '%a', '@a', '`a`', '|', '>', '{a}', '[a]', '{}', '[]', 'a'.repeat(200), 'word '.repeat(40).trim(), 'line of text\n'.repeat(10), `${'x\n'.repeat(3)} y`,
  'k: |\n  x', '0775', '08', '0b11', '-0', '1.0', '1e21', 'Infinity', 'NaN', 'undefined', 'a\r\nb', 'tab\tx\ny', 'end with colon:', 'a: \nb', '# x\ny', '- x\n- y', 'é\né', '__proto__', 'constructor',
];
