import { Manifest } from './synth';
import { coreProblems } from '../../src/admission/core/core-problems';
import { checkObject } from '../../src/schema/check-object';
import { schemasOf } from '../../src/schema/schema';
import { locate } from '../../src/schema/versions';
import { Violation } from '../../src/schema/violation';
import { operatorSchemas } from '../../src/upstream/load';

/**
 * Whether an API server with the CustomResourceDefinitions of an operator rejects a custom resource: by its schema, and by the syntax of its
 * metadata.
 */
export function violationsOf(object: Manifest, version: string): (Pick<Violation, 'path' | 'inside'> & { readonly code?: Violation['code'] })[] {
  const index = operatorSchemas();
  const root = schemasOf(index, locate(index, version)!.at).root(`${object.apiVersion}/${object.kind}`);
  if (!root) { throw new Error(`no schema of ${object.apiVersion}/${object.kind} for ${version}`); }
  return [...checkObject(root, object, 'custom'), ...coreProblems(object).filter(({ path, severity }) => path.startsWith('metadata') && severity === 'error')];
}
