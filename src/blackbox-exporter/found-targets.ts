import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Finding } from '../validation/rule';
import { jsonOf } from '../validation/to-json';

/** Targets as they are when everything is defined, or why there are none. */
export type FoundTargets = readonly (string | Finding)[];

/** The finished object of a construct; undefined if it is of another kind. */
export function manifestOf(construct: IConstruct, kind: string): any {
  const object = ApiObject.isApiObject(construct) ? construct : construct.node.defaultChild;
  return object && ApiObject.isApiObject(object) && object.kind === kind ? jsonOf(object) : undefined;
}
