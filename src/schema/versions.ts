import { SchemaIndex } from '../upstream/schema-index';
import { compareVersions, versionNumbers, VersionNumbers } from '../values/version-numbers';

/** The position of a version in an index. */
export interface Located {
  /** The index into `versions` of the schema that applies. */
  readonly at: number;
  /** The version is newer than every known one: the newest schema is used. */
  readonly isNewer: boolean;
}

/**
 * The schema of a version: that of the nearest listed release at or below it.
 * @param byMinor whether patch releases never differ, as with Kubernetes
 * @returns undefined if the text is no version, or if the version is older than every known one
 */
export function locate({ versions }: Pick<SchemaIndex, 'versions'>, text: string, byMinor = false): Located | undefined {
  const wanted = versionNumbers(text);
  if (!wanted) { return undefined; }
  const order = (
    a: VersionNumbers, b: VersionNumbers,
  ) => byMinor ? compareVersions([a[0], a[1], 0], [b[0], b[1], 0]) : compareVersions(a, b);
  const at = versions.reduce((best, version, i) => order(versionNumbers(version)!, wanted) <= 0 ? i : best, -1);
  if (at < 0) { return undefined; }
  return { at, isNewer: at === versions.length - 1 && order(versionNumbers(versions[at])!, wanted) < 0 };
}
