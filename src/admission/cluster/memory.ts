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

type Manifest = Readonly<Record<string, unknown>>;

interface Known {
  readonly manifest: Manifest;
  readonly surroundings: string;
  readonly entry: Entry;
}

/** Many clusters have objects that are equal. By text, since each cluster makes its own. */
const byText = new Map<string, Known>();
const MOST = 2_000;
const LONGEST = 50_000;
/** Manifests of files are read once, and nobody changes them. */
const byIdentity = new WeakMap<object, Known>();

/** The first two look at other objects in their own ways; of the last the text is long, and the check short. */
const NOT_REMEMBERED: readonly unknown[] = ['Secret', 'AlertmanagerConfig', 'CustomResourceDefinition'];

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
    byIdentity.set(manifest, { manifest, surroundings, entry });
    return entry.result;
  }
  const isData = manifest.kind === 'ConfigMap' && isMap(manifest.data);
  const text = textOf(isData ? { ...manifest, data: Object.keys(manifest.data as object) } : manifest);
  if (text === undefined) { return check().result; }
  const known = byText.get(text);
  const isKnown = known?.surroundings === surroundings && (!isData || isSameData(known.manifest, manifest));
  if (isKnown && holds(known.entry)) { return known.entry.result; }
  const entry = check();
  if (byText.size >= MOST) { byText.clear(); }
  byText.set(text, { manifest, surroundings, entry });
  return entry.result;
}

const numbers = new WeakMap<object, number>();
let count = 0;

/** A manifest as JSON; what clusters share is a number in it, since it is long. Undefined if it is too long, or no JSON. */
function textOf(manifest: Manifest): string | undefined {
  try {
    const text = JSON.stringify(isMap(manifest.spec) ? { ...manifest, spec: essenceOf(manifest.spec) } : manifest);
    return text.length <= LONGEST ? text : undefined;
  } catch {
    return undefined;
  }
}

/** The values of external labels, by which clusters differ, decide nothing. */
function essenceOf(spec: Manifest): object {
  const { groups, externalLabels } = spec;
  const isLong = typeof groups === 'object' && groups !== null && isShared(groups);
  const isMapOfTexts = isMap(externalLabels) && Object.values(externalLabels).every(value => typeof value === 'string');
  if (!isLong && !isMapOfTexts) { return spec; }
  return { ...spec, ...isLong && { groups: numberOf(groups) }, ...isMapOfTexts && { externalLabels: Object.keys(externalLabels) } };
}

function numberOf(value: object): number {
  let number = numbers.get(value);
  if (number === undefined) { numbers.set(value, number = ++count); }
  return number;
}

/** A ConfigMap is compared by its texts, which clusters have in common: dashboards are too long for a key. */
function isSameData(one: Manifest, other: Manifest): boolean {
  const [data, others] = [one.data, other.data];
  if (!isMap(data) || !isMap(others)) { return false; }
  const keys = Object.keys(data);
  return keys.length === Object.keys(others).length && keys.every(key => typeof data[key] === 'string' && data[key] === others[key]);
}
