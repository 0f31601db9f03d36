import { compareTexts } from '../../../values/texts';
import { AtLeast } from '../../../versions/at-least';

interface Semver {
  readonly numbers: readonly [number, number, number];
  readonly pre: readonly string[];
}

const PATTERN = /^v?(\d{1,9})(?:\.(\d{1,9})(?:\.(\d{1,9})(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z.-]+)?)?)?$/;

function parseSemver(text: string): Semver | undefined {
  const match = text.length > 128 ? undefined : PATTERN.exec(text.trim());
  return match ? { numbers: [Number(match[1]), Number(match[2] ?? 0), Number(match[3] ?? 0)], pre: match[4]?.split('.') ?? [] } : undefined;
}

/** Negative if `a` is older. A version with a suffix, such as a release candidate, is older than the one without. */
function compareSemver(a: Semver, b: Semver): number {
  const at = a.numbers.findIndex((number, i) => number !== b.numbers[i]);
  if (at >= 0) { return a.numbers[at] - b.numbers[at]; }
  if (a.pre.length === 0 || b.pre.length === 0) { return b.pre.length - a.pre.length; }
  const part = a.pre.findIndex((text, i) => text !== b.pre[i]);
  if (part < 0) { return a.pre.length - b.pre.length; }
  if (part >= b.pre.length) { return 1; }
  const [left, right] = [a.pre[part], b.pre[part]];
  const areNumbers = /^\d+$/.test(left) && /^\d+$/.test(right);
  return areNumbers ? Number(left) - Number(right) : compareTexts(left, right);
}

const thresholds = new Map<string, Semver>();

/** Cached: the versions come from tables, so there are few. */
function threshold(text: string): Semver {
  let found = thresholds.get(text);
  if (!found) {
    found = parseSemver(text)!;
    thresholds.set(text, found);
  }
  return found;
}

/** A version that tables compare with their thresholds. */
type Version = AtLeast & { readonly major: number };

const versions = new Map<string, Version | undefined>();
const MOST = 1_000;

/** A version in the operator's format: `v3.5.0`, `2.55`, also with a suffix. Undefined if invalid. */
export function readVersion(text: string): Version | undefined {
  if (!versions.has(text)) {
    if (versions.size >= MOST) { versions.clear(); }
    versions.set(text, comparable(text));
  }
  return versions.get(text);
}

function comparable(text: string): Version | undefined {
  const own = parseSemver(text);
  if (!own) { return undefined; }
  // hundreds of rows compare few thresholds, for each object
  const known = new Map<string, boolean>();
  const isAtLeast = (since: string) => {
    let is = known.get(since);
    if (is === undefined) { known.set(since, is = compareSemver(own, threshold(since)) >= 0); }
    return is;
  };
  return { text: text.trim().replace(/^v/, ''), major: own.numbers[0], isAtLeast };
}
