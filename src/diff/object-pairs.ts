import { Pairs } from './pairs';
import { append } from '../scrape-graph/append';
import { Manifest, nameOf } from '../scrape-graph/manifest';

/**
 * Pairs the objects of both sides. An object that a side has more than once, such as in a base and an overlay, is compared only if exactly
 * one of its versions changes: otherwise it is unknown which one is applied.
 */
export function pairObjects(before: readonly Manifest[], after: readonly Manifest[]): Pairs<Manifest> {
  const [old, now] = [byName(before), byName(after)];
  const gone = [...old].filter(([name]) => !now.has(name)).map(([, [first]]) => first);
  const added = [...now].filter(([name]) => !old.has(name)).map(([, [first]]) => first);
  const moved = withKnownNamespace(gone, added);
  const both = [...old].flatMap(([name, versions]) => changedVersions(versions, now.get(name) ?? []));
  const [from, to] = [new Set(moved.map(([one]) => one)), new Set(moved.map(([, other]) => other))];
  return { both: [...both, ...moved], gone: gone.filter(each => !from.has(each)), added: added.filter(each => !to.has(each)) };
}

type Pair = readonly [before: Manifest, after: Manifest];

function byName(manifests: readonly Manifest[]): ReadonlyMap<string, readonly [Manifest, ...Manifest[]]> {
  const found = new Map<string, [Manifest, ...Manifest[]]>();
  for (const manifest of manifests) {
    const name = nameOf(manifest);
    const known = found.get(name);
    if (known) { known.push(manifest); } else { found.set(name, [manifest]); }
  }
  return found;
}

function changedVersions(before: readonly Manifest[], after: readonly Manifest[]): Pair[] {
  if (before.length === 1 && after.length === 1) { return [[before[0], after[0]]]; }
  const [old, now] = [without(before, after), without(after, before)];
  return old.length === 1 && now.length === 1 ? [[old[0], now[0]]] : [];
}

function without(some: readonly Manifest[], others: readonly Manifest[]): readonly Manifest[] {
  if (others.length === 0) { return some; }
  const known = new Set(others.map(({ raw }) => JSON.stringify(raw)));
  return some.filter(({ raw }) => !known.has(JSON.stringify(raw)));
}

/** The namespace of an object without one is set by another tool: the same object with a namespace is the same one. */
function withKnownNamespace(gone: readonly Manifest[], added: readonly Manifest[]): Pair[] {
  const [old, now] = [byKindAndName(gone), byKindAndName(added)];
  return [...old].flatMap(([key, manifests]): Pair[] => {
    const same = now.get(key) ?? [];
    if (manifests.length !== 1 || same.length !== 1) { return []; }
    const isUnknown = (manifests[0].metadata.namespace === undefined) !== (same[0].metadata.namespace === undefined);
    return isUnknown ? [[manifests[0], same[0]]] : [];
  });
}

function byKindAndName(manifests: readonly Manifest[]): ReadonlyMap<string, readonly Manifest[]> {
  const found = new Map<string, Manifest[]>();
  for (const each of manifests) { append(found, `${each.kind} ${each.metadata.name}`, each); }
  return found;
}
