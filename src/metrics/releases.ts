import { compareVersions, VersionNumbers } from '../values/version-numbers';

/**
 * The indexed releases that describe a version: the one of the same minor version, otherwise the next older and the next newer one, which
 * may differ. Without a version, all. None if the version is older than all, or invalid.
 */
export function releasesFor(releases: readonly string[], version: string | undefined): readonly string[] {
  if (version === undefined) { return releases; }
  const wanted = leadingNumbers(version);
  if (!wanted) { return []; }
  const older = releases.filter(release => compareVersions(leadingNumbers(release)!, wanted) <= 0).at(-1);
  const newer = releases.find(release => compareVersions(leadingNumbers(release)!, wanted) >= 0);
  const near = [older, newer].filter((release): release is string => release !== undefined);
  const same = near.filter(release => isSameMinor(leadingNumbers(release)!, wanted));
  if (same.length > 0) { return [...new Set(same)]; }
  return older === undefined ? [] : near;
}

/** Whether a version is of a newer minor version than all releases. */
export function isNewerThanAll(releases: readonly string[], version: string): boolean {
  const [wanted, newest] = [leadingNumbers(version), leadingNumbers(releases.at(-1) ?? '')];
  return wanted !== undefined && newest !== undefined && compareVersions(newest, wanted) < 0 && !isSameMinor(newest, wanted);
}

function leadingNumbers(text: string): VersionNumbers | undefined {
  const match = /^v?(\d{1,6})\.(\d{1,6})(?:\.(\d{1,6}))?/.exec(text);
  return match ? [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)] : undefined;
}

function isSameMinor(a: VersionNumbers, b: VersionNumbers): boolean {
  return a[0] === b[0] && a[1] === b[1];
}
