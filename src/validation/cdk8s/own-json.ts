import { ApiObject, App, Lazy } from 'cdk8s';
import { hasStockResolvers, metadataFieldsOf, patchesOf, propsOf } from './internals';
import { hasNoKeys } from '../../values/json';
import { isPlain, isShared } from '../shared';

/**
 * The manifest of an object: the same as its `toJson()`, in one walk. cdk8s walks each twice and metadata four times, and calls three
 * resolvers for each value on the way, with the path to it. For reading alone: parts of it may be the object's own.
 * @returns undefined for whatever is not as cdk8s makes it: a subclass, patches, other resolvers, a value that it refuses
 */
export function ownJsonOf(object: ApiObject): any {
  const props = stockProps(object);
  return props && unlessLeft(() => {
    const found: Record<string, unknown> = {};
    const set = (key: string, json: unknown) => { if (json !== undefined) { found[key] = json; } };
    set('apiVersion', plain(props.apiVersion, false));
    set('kind', plain(props.kind, false));
    set('metadata', metadataJson(object));
    for (const key of sortKeys(Object.keys(props))) {
      if (key !== 'apiVersion' && key !== 'kind' && key !== 'metadata') {
        set(key, key === '__proto__' ? leave() : plain(props[key], false));
      }
    }
    return found;
  });
}

/** The same for searches only: keys in any order, including empty values. */
export function ownLooseJsonOf(object: ApiObject): any {
  const props = stockProps(object);
  if (props === undefined) { return undefined; }
  const { metadata: _metadata, ...body } = props;
  return isPlain(body) ? unlessLeft(() => ({ ...body, metadata: metadataJson(object) })) : ownJsonOf(object);
}

/**
 * The props of an object, if its `toJson()` is that of cdk8s, without patches, and no field collides with an inherited one (`constructor`,
 * `resolve`).
 */
function stockProps(object: ApiObject): { readonly [field: string]: unknown } | undefined {
  if (object.toJson !== ApiObject.prototype.toJson || patchesOf(object)?.length !== 0 || process.env.CDK8S_DISABLE_SORT) {
    return undefined;
  }
  const props = propsOf(object);
  return props?.constructor === Object && typeof props.resolve !== 'function' && hasStockResolvers(App.of(object)) ? props : undefined;
}

/** The fields of most metadata. */
const COMMON = new Set(['annotations', 'labels', 'name', 'namespace']);

function metadataJson(object: ApiObject): unknown {
  const { metadata } = object;
  const fields = metadataFieldsOf(object);
  if (!fields) { return produced(() => metadata.toJson()); }
  const { _additionalAttributes, labels, annotations, finalizers, ownerReferences } = fields;
  const { name, namespace } = metadata;
  if (finalizers.length + ownerReferences.length > 0 || !Object.keys(_additionalAttributes).every(key => COMMON.has(key))) {
    return plain({ ..._additionalAttributes, name, namespace, annotations, finalizers, ownerReferences, labels }, true);
  }
  // most metadata has no more fields, and is already sorted
  const found: Record<string, unknown> = {};
  const set = (key: string, value: unknown) => {
    const json = value === undefined ? undefined : plain(value, true);
    if (json !== undefined) { found[key] = json; }
  };
  set('annotations', annotations);
  set('labels', labels);
  set('name', name);
  set('namespace', namespace);
  return hasNoKeys(found) ? undefined : found;
}

/** Sorted keys, no empty values, lazy values resolved. A value that already complies is not copied, because callers only read. */
function plain(value: any, withoutEmpty: boolean): any {
  if (value === null) { return undefined; }
  if (typeof value !== 'object') { return typeof value === 'function' ? leave() : value; }
  if (value instanceof Lazy) { return plain(produced(() => value.produce()), withoutEmpty); }
  if (typeof value.resolve === 'function') { return plain(produced(() => value.resolve()), withoutEmpty); }
  if (isShared(value)) { return value; }
  if (Array.isArray(value)) { return plainList(value, withoutEmpty); }
  return value.constructor === Object ? plainMap(value, withoutEmpty) : leave();
}

function plainList(list: readonly unknown[], withoutEmpty: boolean): readonly unknown[] | undefined {
  if (withoutEmpty && list.length === 0) { return undefined; }
  let copy: unknown[] | undefined;
  for (let at = 0; at < list.length; at++) {
    const json = plain(list[at], withoutEmpty);
    if (json !== list[at]) { (copy ??= [...list])[at] = json; }
  }
  return copy ?? list;
}

function plainMap(map: Record<string, unknown>, withoutEmpty: boolean): object | undefined {
  const keys = Object.keys(map);
  if (withoutEmpty && keys.length === 0) { return undefined; }
  let copy: Record<string, unknown> | undefined;
  if (!isSorted(keys)) {
    sortKeys(keys);
    copy = {};
  }
  for (let at = 0; at < keys.length; at++) {
    const key = keys[at];
    const json = key === '__proto__' ? leave() : plain(map[key], withoutEmpty);
    if (!copy && (json === undefined || json !== map[key])) {
      copy = {};
      for (const before of keys.slice(0, at)) { copy[before] = map[before]; }
    }
    if (copy && json !== undefined) { copy[key] = json; }
  }
  return copy && withoutEmpty && hasNoKeys(copy) ? undefined : copy ?? map;
}

function isSorted(keys: readonly string[]): boolean {
  for (let at = 1; at < keys.length; at++) { if (!(keys[at - 1] < keys[at])) { return false; } }
  return true;
}

/** Most lists are at most this long, and are sorted without a copy: copies would be a tenth of all memory that a stack allocates. */
const SHORT = 20;

/** The same order as `sort()`. */
function sortKeys(keys: string[]): string[] {
  if (keys.length > SHORT) { return keys.sort(); }
  for (let at = 1; at < keys.length; at++) {
    const key = keys[at];
    let to = at;
    for (; to > 0 && keys[to - 1] > key; to--) { keys[to] = keys[to - 1]; }
    keys[to] = key;
  }
  return keys;
}

/** Values that cdk8s has to render, or to reject with its own message. */
class LeftToCdk8s extends Error {}

function leave(): never {
  throw new LeftToCdk8s();
}

/** Calls third-party code, whose errors cdk8s reports with the path of the object. */
function produced<T>(produce: () => T): T {
  try {
    return produce();
  } catch {
    return leave();
  }
}

/** Errors of our own code are not hidden. */
function unlessLeft<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof LeftToCdk8s || error instanceof RangeError) { return undefined; } // an object that contains itself
    throw error;
  }
}
