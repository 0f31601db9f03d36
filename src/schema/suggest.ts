/** Longer names are not compared: no field is this long. */
const LONGEST = 64;

/**
 * The likely field of a misspelled name: another case or snake_case, otherwise the nearest by dropped, added, changed or swapped letters.
 */
export function suggestionFor(name: string, fields: readonly string[]): string | undefined {
  const wanted = plain(name);
  const same = fields.filter(field => plain(field) === wanted);
  if (same.length > 0) { return same[0]; }
  if (name.length > LONGEST) { return undefined; }
  const limit = Math.min(3, Math.floor(wanted.length / 3));
  const near = fields.map(field => ({ field, far: damerauLevenshtein(wanted, plain(field), limit) })).filter(({ far }) => far <= limit);
  return near.sort((a, b) => a.far - b.far || (a.field < b.field ? -1 : 1))[0]?.field;
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[_-]/g, '');
}

/** Damerau-Levenshtein, each part of the text changed once (optimal string alignment). */
function damerauLevenshtein(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) { return limit + 1; }
  let [before, row]: number[][] = [[], Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? before[j - 2] + 1 : Infinity;
      next.push(Math.min(next[j - 1] + 1, row[j] + 1, change, swap));
    }
    [before, row] = [row, next];
  }
  return row[b.length];
}
