/** Suggestions for a misspelled name: at most three letters differ, and less than half of them. Nearest first. */
export function similarTo(name: string, names: Iterable<string>): string[] {
  const small = name.toLowerCase();
  const found = [...new Set(names)].map(each => [levenshtein(small, each.toLowerCase()), each] as const)
    .filter(([far]) => far <= 3 && far < name.length / 2);
  return found.sort(([a, x], [b, y]) => a - b || (x < y ? -1 : 1)).map(([, each]) => each);
}

/** The edit distance (Levenshtein) of the first 64 letters. */
function levenshtein(a: string, b: string): number {
  const [one, other] = [a.slice(0, 64), b.slice(0, 64)];
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      next.push(Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[other.length];
}
