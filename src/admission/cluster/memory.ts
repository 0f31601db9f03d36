import { isMap } from '../../schema/values';
import { isShared } from '../../validation/shared';
import { ManifestResult } from '../check-manifest';
import { Lookup } from '../operator/row';

/** One question about another object, and its answer. */
export interface Asked {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly found: ReturnType<Lookup>;
}

interface Entry {
  readonly result: ManifestResult;
  /** The result holds as long as all questions have the same answers. */
  readonly asked: readonly Asked[];
}

/** Many clusters have objects that are equal. By text, since each cluster makes its own. */
const byText = new Map<string, Entry>();
const MOST = 2_000;
const LONGEST = 50_000;
/** Manifests of files are read once, and nobody changes them. */
const byIdentity = new WeakMap<object, { readonly surroundings: string; readonly entry: Entry }>();

/** What these look at is more than one object each, and they are few. */
const NOT_REMEMBERED: readonly unknown[] = ['Secret', 'AlertmanagerConfig', 'Alertmanager', 'CustomResourceDefinition'];

export interface Remembered {
  readonly manifest: unknown;
  /** All that the result depends on, next to the manifest and other objects. */
  readonly surroundings: string;
  readonly isFinal: boolean;
  readonly lookup: Lookup;
}

/** The result for an equal object in equal surroundings, of any cluster; or the one that is found now. */
export function remember({ manifest, surroundings, isFinal, lookup }: Remembered, check: () => Entry): ManifestResult {
  if (!isMap(manifest) || NOT_REMEMBERED.includes(manifest.kind)) { return check().result; }
  const holds = ({ asked }: Entry) => asked.every(({ kind, namespace, name, found }) => lookup(kind, namespace, name) === found);
  if (isFinal) {
    const known = byIdentity.get(manifest);
    if (known?.surroundings === surroundings && holds(known.entry)) { return known.entry.result; }
    const entry = check();
    byIdentity.set(manifest, { surroundings, entry });
    return entry.result;
  }
  const text = textOf(manifest);
  if (text === undefined) { return check().result; }
  const key = `${surroundings}\n${text}`;
  const known = byText.get(key);
  if (known && holds(known)) { return known.result; }
  const entry = check();
  if (byText.size >= MOST) { byText.clear(); }
  byText.set(key, entry);
  return entry.result;
}

const numbers = new WeakMap<object, number>();
let count = 0;

/** A manifest as JSON; what clusters share is a number in it, since it is long. Undefined if it is too long, or no JSON. */
function textOf(manifest: Readonly<Record<string, unknown>>): string | undefined {
  const { spec } = manifest;
  const groups = isMap(spec) ? spec.groups : undefined;
  try {
    const isLong = typeof groups === 'object' && groups !== null && isShared(groups);
    const text = JSON.stringify(isLong ? { ...manifest, spec: { ...spec as object, groups: numberOf(groups) } } : manifest);
    return text.length <= LONGEST ? text : undefined;
  } catch {
    return undefined;
  }
}

function numberOf(value: object): number {
  let number = numbers.get(value);
  if (number === undefined) { numbers.set(value, number = ++count); }
  return number;
}
