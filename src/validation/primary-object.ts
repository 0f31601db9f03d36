import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';

/**
 * The object that a construct represents: an ApiObject itself; for cdk8s-plus, in any version, and most others the child `Resource` or
 * `Default`.
 */
export function primaryObjectOf(construct: IConstruct): ApiObject | undefined {
  if (ApiObject.isApiObject(construct)) { return construct; }
  const child = construct.node.defaultChild;
  return child && ApiObject.isApiObject(child) ? child : undefined;
}
