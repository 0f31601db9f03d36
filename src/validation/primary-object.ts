import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';

/**
 * The object that a construct stands for: an ApiObject itself; of cdk8s-plus, in any version, and of most others the child called `Resource`
 * or `Default`.
 */
export function primaryObjectOf(construct: IConstruct): ApiObject | undefined {
  if (ApiObject.isApiObject(construct)) { return construct; }
  const child = construct.node.defaultChild;
  return child && ApiObject.isApiObject(child) ? child : undefined;
}
