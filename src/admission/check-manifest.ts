import { schemaFindings, Versions } from '../schema/findings';
import { Finding } from '../validation/rule';

/** What is known of the cluster for which a manifest is. */
export interface Environment {
  readonly versions: Versions;
}

export interface ManifestResult {
  readonly findings: readonly Finding[];
  /** Why the manifest could not be checked against a schema; undefined if it was, or if nobody here knows its kind. */
  readonly unchecked?: string;
}

/** What a cluster says of one manifest: the apiserver, and whoever reads it there. Total: it never throws. */
export function checkManifest(manifest: unknown, { versions }: Environment): ManifestResult {
  return schemaFindings(manifest, versions);
}
