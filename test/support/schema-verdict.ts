import { Manifest } from './synth';
import { checkObject } from '../../src/schema/check-object';
import { schemasOf } from '../../src/schema/schema';
import { locate } from '../../src/schema/versions';
import { Violation } from '../../src/schema/violation';
import { operatorSchemas } from '../../src/upstream/load';

/** What the index says of a custom resource for a version of prometheus-operator: what its apiserver rejects, and no more. */
export function violationsOf(object: Manifest, version: string): Violation[] {
  const index = operatorSchemas();
  const root = schemasOf(index, locate(index, version)!.at).root(`${object.apiVersion}/${object.kind}`);
  if (!root) { throw new Error(`no schema of ${object.apiVersion}/${object.kind} for ${version}`); }
  return checkObject(root, object, 'custom');
}
