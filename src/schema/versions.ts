import { SchemaIndex } from '../upstream/schema-index';

/** The position of a version in an index. */
export interface Located {
  /** The index into `versions` of the schema that applies. */
  readonly at: number;
  /** The version is newer than every known one: the newest schema is used. */
  readonly isNewer: boolean;
}

type Numbers = readonly [major: number, minor: number, patch: number];

/** `0.85.0`, `v0.85.0`, `1.36`, and what builds append: `v1.34.2-gke.1348000`, `0.85.0-rc.0`. */
const VERSION = /^v?(\d{1,6})\.(\d{1,6})(?:\.(\d{1,6}))?(?:[-+][0-9A-Za-z.+-]{1,64})?$/;

export function numbersOf(text: string): Numbers | undefined {
  const match = VERSION.exec(text);
  return match ? [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)] : undefined;
}

export function compare(a: Numbers, b: Numbers): number {
  const at = a.findIndex((number, i) => number !== b[i]);
  return at < 0 ? 0 : a[at] - b[at];
}

/**
 * The schema of a version: that of the nearest listed release at or below it.
 * @param byMinor whether patch releases never differ, as with Kubernetes
 * @returns undefined if the text is no version, or if the version is older than every known one
 */
export function locate({ versions }: Pick<SchemaIndex, 'versions'>, text: string, byMinor = false): Located | undefined {
  const wanted = numbersOf(text);
  if (!wanted) { return undefined; }
  const order = (a: Numbers, b: Numbers) => byMinor ? compare([a[0], a[1], 0], [b[0], b[1], 0]) : compare(a, b);
  const at = versions.reduce((best, version, i) => order(numbersOf(version)!, wanted) <= 0 ? i : best, -1);
  if (at < 0) { return undefined; }
  return { at, isNewer: at === versions.length - 1 && order(numbersOf(versions[at])!, wanted) < 0 };
}
