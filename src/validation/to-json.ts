import { ApiObject, ApiObjectMetadataDefinition, App, ImplicitTokenResolver, Lazy, LazyResolver, NumberStringUnionResolver } from 'cdk8s';
import { isPlain, isShared } from './shared';

/**
 * The manifest of an object: the same as its `toJson()`, in one walk. cdk8s walks each twice and metadata four times, and asks three resolvers of each value on the way,
 * with the path to it. For reading alone: parts of it may be the object's own. Whatever is not as cdk8s makes it, a subclass, patches, other resolvers, is left to cdk8s.
 */
export function jsonOf(object: ApiObject): any {
  const props = stockProps(object);
  if (props === undefined) { return object.toJson(); }
  try {
    const found: Record<string, unknown> = {};
    const set = (key: string, json: unknown) => { if (json !== undefined) { found[key] = json; } };
    set('apiVersion', plain(props.apiVersion, false));
    set('kind', plain(props.kind, false));
    set('metadata', metadataOf(object));
    for (const key of Object.keys(props).sort()) {
      if (key !== 'apiVersion' && key !== 'kind' && key !== 'metadata') { set(key, key === '__proto__' ? refuse() : plain(props[key], false)); }
    }
    return found;
  } catch {
    // cdk8s says what is wrong, or knows better
    return object.toJson();
  }
}

/** The same for who only looks for something in it: in any order, with what is empty. */
export function looseJsonOf(object: ApiObject): any {
  const props = stockProps(object);
  if (props === undefined) { return object.toJson(); }
  const { metadata: _metadata, ...body } = props;
  if (!isPlain(body)) { return jsonOf(object); }
  try {
    return { ...body, metadata: metadataOf(object) };
  } catch {
    return object.toJson();
  }
}

/** What an object was made of, where its `toJson()` is that of cdk8s, without patches, and no field of it is taken for something else (`constructor`, `resolve`). */
function stockProps(object: ApiObject): { readonly [field: string]: unknown } | undefined {
  const { props, patches } = object as unknown as { readonly props?: Record<string, unknown>; readonly patches?: readonly unknown[] };
  const isStock = object.toJson === ApiObject.prototype.toJson && patches?.length === 0 && hasOwnResolversOnly(App.of(object)) && !process.env.CDK8S_DISABLE_SORT;
  return isStock && props?.constructor === Object && typeof props.resolve !== 'function' ? props : undefined;
}

/** Those that every app of cdk8s has. */
const OWN: readonly unknown[] = [LazyResolver, ImplicitTokenResolver, NumberStringUnionResolver];

function hasOwnResolversOnly({ resolvers }: App): boolean {
  return resolvers.length === OWN.length && resolvers.every((resolver, at) => resolver.constructor === OWN[at]);
}

interface Fields {
  readonly _additionalAttributes?: object;
  readonly labels?: object;
  readonly annotations?: object;
  readonly finalizers?: readonly unknown[];
  readonly ownerReferences?: readonly unknown[];
}

/** The fields of most metadata. */
const COMMON = new Set(['annotations', 'labels', 'name', 'namespace']);

function metadataOf({ metadata }: ApiObject): unknown {
  const { _additionalAttributes, labels, annotations, finalizers, ownerReferences } = metadata as unknown as Fields;
  const isKnown = [_additionalAttributes, labels, annotations, finalizers, ownerReferences].every(each => each !== undefined);
  if (!isKnown || metadata.toJson !== ApiObjectMetadataDefinition.prototype.toJson) { return metadata.toJson(); }
  const { name, namespace } = metadata;
  if (finalizers!.length + ownerReferences!.length > 0 || !Object.keys(_additionalAttributes!).every(key => COMMON.has(key))) {
    return plain({ ..._additionalAttributes, name, namespace, annotations, finalizers, ownerReferences, labels }, true);
  }
  // most have no more, and it is in order so
  const found: Record<string, unknown> = {};
  const set = (key: string, value: unknown) => {
    const json = value === undefined ? undefined : plain(value, true);
    if (json !== undefined) { found[key] = json; }
  };
  set('annotations', annotations);
  set('labels', labels);
  set('name', name);
  set('namespace', namespace);
  return isEmpty(found) ? undefined : found;
}

/** Keys in order, no empty values, what is lazy resolved. What is so already is not copied: whoever asks only reads. */
function plain(value: any, withoutEmpty: boolean): any {
  if (value === null) { return undefined; }
  if (typeof value !== 'object') { return typeof value === 'function' ? refuse() : value; }
  if (value instanceof Lazy) { return plain(value.produce(), withoutEmpty); }
  if (typeof value.resolve === 'function') { return plain(value.resolve(), withoutEmpty); }
  if (isShared(value)) { return value; }
  if (Array.isArray(value)) { return plainList(value, withoutEmpty); }
  return value.constructor === Object ? plainMap(value, withoutEmpty) : refuse();
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
    keys.sort();
    copy = {};
  }
  for (let at = 0; at < keys.length; at++) {
    const key = keys[at];
    const json = key === '__proto__' ? refuse() : plain(map[key], withoutEmpty);
    if (!copy && (json === undefined || json !== map[key])) {
      copy = {};
      for (const before of keys.slice(0, at)) { copy[before] = map[before]; }
    }
    if (copy && json !== undefined) { copy[key] = json; }
  }
  return copy && withoutEmpty && isEmpty(copy) ? undefined : copy ?? map;
}

function isSorted(keys: readonly string[]): boolean {
  for (let at = 1; at < keys.length; at++) { if (!(keys[at - 1] < keys[at])) { return false; } }
  return true;
}

function isEmpty(object: object): boolean {
  for (const _key in object) { return false; }
  return true;
}

function refuse(): never {
  throw new TypeError('left to cdk8s');
}
