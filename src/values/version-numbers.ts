export type VersionNumbers = readonly [major: number, minor: number, patch: number];

/** `1.36`, `v2.20.0`, and what builds and clouds append: `v1.34.2-gke.1348000`, `v1.33.4+k3s1`, `0.85.0-rc.0`. */
const VERSION = /^v?(\d{1,6})\.(\d{1,6})(?:\.(\d{1,6}))?(?:[-+][0-9A-Za-z.+-]{1,64})?$/;

/** The numbers of a version; undefined if the text is not a version. */
export function versionNumbers(text: string): VersionNumbers | undefined {
  const match = VERSION.exec(String(text));
  return match ? [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)] : undefined;
}

/** Negative if `a` is older, 0 if both are equal. */
export function compareVersions(a: VersionNumbers, b: VersionNumbers): number {
  const at = a.findIndex((number, i) => number !== b[i]);
  return at < 0 ? 0 : a[at] - b[at];
}
