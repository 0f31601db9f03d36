import { isMap } from '../../values/json';
import { ManifestResult } from '../check-manifest';
import { Lookup } from '../operator/row';

/** One lookup of another object, and its result. */
export interface Looked {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly found: ReturnType<Lookup>;
}

interface Entry {
  readonly result: ManifestResult;
  /** The result is valid as long as all lookups return the same. */
  readonly asked: readonly Looked[];
}

type Manifest = Readonly<Record<string, unknown>>;

interface Known {
  readonly manifest: Manifest;
  readonly surroundings: string;
  readonly entry: Entry;
}

/** Many clusters have equal objects. Cached by kind, namespace and name: the latest few of each. */
const byName = new Map<string, Known[]>();
const MOST_NAMES = 2_000;
const MOST_OF_A_NAME = 4;
/** Manifests from files are read once and do not change. */
const byIdentity = new WeakMap<object, Known>();

/** The first two have their own lookups of other objects. The last is large, and its check is fast. */
const NOT_REMEMBERED: readonly unknown[] = ['Secret', 'AlertmanagerConfig', 'CustomResourceDefinition'];

export interface Remembered {
  readonly manifest: unknown;
  /** All inputs of the result, except the manifest and other objects. */
  readonly surroundings: string;
  readonly isFinal: boolean;
  readonly lookup: Lookup;
}

/** The cached result for an equal object in equal surroundings of any cluster, or a new one. */
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
  const known = knownBy(externalKey(manifest));
  const found = known.find(each => each.surroundings === surroundings && isEqualManifest(each.manifest, manifest) && holds(each.entry));
  if (found) { return found.entry.result; }
  const entry = check();
  if (known.length >= MOST_OF_A_NAME) { known.shift(); }
  known.push({ manifest, surroundings, entry });
  return entry.result;
}

function externalKey({ kind, metadata }: Manifest): string {
  const { namespace, name } = isMap(metadata) ? metadata : {};
  return `${kind} ${namespace}/${name}`;
}

function knownBy(name: string): Known[] {
  let known = byName.get(name);
  if (!known) {
    if (byName.size >= MOST_NAMES) { byName.clear(); }
    byName.set(name, known = []);
  }
  return known;
}

/** Equal, ignoring the values of external labels: clusters differ in them, and no check reads them. */
function isEqualManifest(one: Manifest, other: Manifest): boolean {
  const [labels, others] = [externalLabelsOf(one), externalLabelsOf(other)];
  if (!labels || !others) { return isEqual(one, other); }
  const withLabels = ({ spec, ...rest }: Manifest) => ({ ...rest, spec: { ...spec as object, externalLabels: undefined } });
  return isEqual(Object.keys(labels), Object.keys(others)) && isEqual(withLabels(one), withLabels(other));
}

function externalLabelsOf({ spec }: Manifest): object | undefined {
  const labels = isMap(spec) ? spec.externalLabels : undefined;
  return isMap(labels) && Object.values(labels).every(value => typeof value === 'string') ? labels : undefined;
}

/** Equal data. Data that clusters share is compared by identity. */
function isEqual(one: unknown, other: unknown): boolean {
  if (one === other) { return true; }
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) { return false; }
  if (Array.isArray(one)) {
    return Array.isArray(other) && one.length === other.length && one.every((each, at) => isEqual(each, other[at]));
  }
  if (Array.isArray(other)) { return false; }
  const [fields, others] = [one as Manifest, other as Manifest];
  let count = 0;
  for (const key in fields) {
    if (!Object.hasOwn(others, key) || !isEqual(fields[key], others[key])) { return false; }
    count++;
  }
  for (const _key in others) { count--; }
  return count === 0;
}
