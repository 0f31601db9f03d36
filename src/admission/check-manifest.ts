import { schemaFindings, Versions } from '../schema/findings';
import { Finding } from '../validation/rule';

/** What is known of the cluster for which a manifest is. */
export interface Environment {
  readonly versions: Versions;
  /** Whether the manifest may lack what a tool adds, Kustomize: it is a patch, or the input of one. */
  readonly isPartial?: boolean;
}

export interface ManifestResult {
  readonly findings: readonly Finding[];
  /** Why the manifest could not be checked against a schema; undefined if it was, or if nobody here knows its kind. */
  readonly unchecked?: string;
}

/** What a cluster says of one manifest: the apiserver, and whoever reads it there. Total: it never throws. */
export function checkManifest(manifest: unknown, { versions, isPartial }: Environment): ManifestResult {
  return schemaFindings(manifest, versions, isPartial);
}
