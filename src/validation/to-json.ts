import { ApiObject } from 'cdk8s';
import { readsAsInstalled } from './cdk8s/guard';
import { ownJsonOf, ownLooseJsonOf } from './cdk8s/own-json';

/**
 * The manifest of an object: equal to its `toJson()`, in a third of the time. Read-only: parts may belong to the object itself. Anything
 * unusual is left to cdk8s, and everything if the installed cdk8s differs from the supported one.
 */
export function jsonOf(object: ApiObject): any {
  return (readsAsInstalled() ? ownJsonOf(object) : undefined) ?? object.toJson();
}

/** The same for searches only: keys in any order, including empty values. */
export function looseJsonOf(object: ApiObject): any {
  return (readsAsInstalled() ? ownLooseJsonOf(object) : undefined) ?? object.toJson();
}
