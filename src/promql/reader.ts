import { Construct } from './constructs';

/** The reader of an expression. If its version is unknown, nothing is reported that a supported version accepts. */
export interface PromQLReader {
  /** The version of Prometheus: `3.5.0`. */
  readonly prometheus?: string;
  /** All feature flags of Prometheus. */
  readonly features?: readonly string[];
}

/** A version-dependent construct or function. */
export type Availability = Omit<Construct, 'words'>;

/** `v3.5.0-rc.1` as a comparable number. Undefined if it is not a version. */
export function versionNumber(text: string | undefined): number | undefined {
  const [, major, minor] = /^v?(\d{1,3})\.(\d{1,3})(?:\.\d|$|[-+])/.exec(text ?? '') ?? [];
  return major === undefined ? undefined : Number(major) * 1000 + Number(minor);
}

/** What a version does not support, and why. */
export interface Unavailable<T> {
  readonly row: T;
  readonly why: string;
}

/** Whether one version supports all of these. If none does, the first reasons, of the newest. */
export function whyUnavailable<T extends Availability>(all: readonly T[], reader: PromQLReader): readonly Unavailable<T>[] {
  const version = versionNumber(reader.prometheus);
  const candidates = version === undefined ? candidatesOf(all) : [version];
  let reasons: Unavailable<T>[] = [];
  for (const each of candidates) {
    reasons = all.flatMap(row => {
      const why = whyNotIn(row, each, reader);
      return why === undefined ? [] : [{ row, why }];
    });
    if (reasons.length === 0) { return []; }
  }
  return reasons;
}

/** The versions in which support starts or ends, oldest first. */
function candidatesOf(all: readonly Availability[]): number[] {
  const thresholds = all.flatMap(({ since, until, stable }) => [
    ...since === undefined ? [] : [versionNumber(since)!],
    ...until === undefined ? [] : [versionNumber(until)! - 1, versionNumber(until)!],
    ...stable === undefined ? [] : [versionNumber(stable)!],
  ]);
  return [...new Set([OLDEST, ...thresholds])].sort((a, b) => a - b);
}

/** Prometheus 2.45. */
const OLDEST = 2045;

function whyNotIn(row: Availability, version: number, { prometheus, features }: PromQLReader): string | undefined {
  const { since, until, flag, flagSince, stable } = row;
  const isOlder = (threshold: string | undefined) => threshold !== undefined && version < versionNumber(threshold)!;
  const given = prometheus === undefined ? '' : `; the version is ${prometheus.replace(/^v/, '')}`;
  if (isOlder(since)) { return `requires Prometheus ${short(since!)} or newer${given}`; }
  if (until !== undefined && !isOlder(until)) { return `is not in Prometheus ${short(until)} and newer${given}`; }
  const isFlagNeeded = flag !== undefined && !isOlder(flagSince) && (stable === undefined || isOlder(stable));
  if (!isFlagNeeded || features === undefined || features.includes(flag)) { return undefined; }
  return `requires the feature flag ${flag}${stable === undefined ? '' : `, or Prometheus ${short(stable)} or newer`}${given}`;
}

/** `3.16.0` for display. */
function short(version: string): string {
  return version.replace(/^(\d+\.\d+)\.0$/, '$1');
}
