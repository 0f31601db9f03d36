import { IConstruct } from 'constructs';
import { primaryObjectOf } from '../validation/primary-object';
import { Finding } from '../validation/rule';
import { jsonOf } from '../validation/to-json';

/** Targets in the complete app, or why there are none. */
export type FoundTargets = readonly (string | Finding)[];

/** The finished object of a construct. Undefined for other kinds. */
export function primaryManifestOf(construct: IConstruct, kind: string): any {
  const object = primaryObjectOf(construct);
  return object?.kind === kind ? jsonOf(object) : undefined;
}
