import { ApiObject } from 'cdk8s';
import { readsAsInstalled } from './cdk8s/guard';
import { ownJsonOf, ownLooseJsonOf } from './cdk8s/own-json';

/**
 * The manifest of an object: the same as its `toJson()`, in a third of the time. For reading alone: parts of it may be the object's own.
 * Whatever is not as cdk8s makes it is left to cdk8s, and everything if the installed cdk8s differs from what this library knows.
 */
export function jsonOf(object: ApiObject): any {
  return (readsAsInstalled() ? ownJsonOf(object) : undefined) ?? object.toJson();
}

/** The same for callers who only look for something in it: keys in any order, with what is empty. */
export function looseJsonOf(object: ApiObject): any {
  return (readsAsInstalled() ? ownLooseJsonOf(object) : undefined) ?? object.toJson();
}
