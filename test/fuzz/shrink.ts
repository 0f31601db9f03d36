import { Input } from './target';

/** Maximum number of checks to reduce an input, and maximum time. */
const MOST_CHECKS = 600;
const MOST_MILLISECONDS = 5_000;

/** A smaller input that fails in the same way: parts are removed while it still fails. */
export function shrunk(input: Input, fails: (input: Input) => boolean, now: () => number): Input {
  const until = now() + MOST_MILLISECONDS;
  let left = MOST_CHECKS;
  let best = input;
  for (let isSmaller = true; isSmaller;) {
    isSmaller = false;
    for (const candidate of smaller(best)) {
      if (left-- <= 0 || now() > until) { return best; }
      if (!fails(candidate)) { continue; }
      best = candidate;
      isSmaller = true;
      break;
    }
  }
  return best;
}

/** Inputs with a piece less, the largest pieces first. */
function* smaller(input: Input): Generator<Input> {
  if (typeof input === 'string') {
    yield* withoutPieces(input.length).map(([from, to]) => input.slice(0, from) + input.slice(to));
    return;
  }
  if (Array.isArray(input)) {
    const items = input as readonly Input[];
    yield* withoutPieces(items.length).map(([from, to]) => [...items.slice(0, from), ...items.slice(to)]);
    for (const [at, item] of items.entries()) {
      for (const each of smaller(item)) { yield items.map((other, place) => place === at ? each : other); }
    }
    return;
  }
  if (typeof input === 'object' && input !== null) {
    const entries = Object.entries(input);
    yield* withoutPieces(entries.length).map(([from, to]) => Object.fromEntries([...entries.slice(0, from), ...entries.slice(to)]));
    for (const [key, value] of entries) {
      for (const each of smaller(value)) { yield Object.fromEntries(entries.map(([name, other]) => [name, name === key ? each : other])); }
    }
  }
}

/** Halves, quarters, and so on, to a 64th; what is short loses single places, too. */
function withoutPieces(length: number): [from: number, to: number][] {
  const pieces: [number, number][] = [];
  for (let size = Math.ceil(length / 2); size >= Math.max(1, length / 64); size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < length; from += size) { pieces.push([from, Math.min(length, from + size)]); }
  }
  return pieces;
}
