import { Json } from './json';
import { isMap, isSet, textOf } from '../../../values/json';
import { CheckContext, Fault, Part, PartRow, Source } from '../row';

const STORE = 'pkg/assets/store.go';

/** The target of a reference, if it is known. */
type Referred = { readonly text?: string } | 'unknown' | 'no-object' | 'no-key';

/** The text of a key. It may be malformed. In most places the operator ignores `optional`. */
export function referred(kind: 'Secret' | 'ConfigMap', reference: Json, { env, namespace }: CheckContext): Referred {
  const [name, key] = [textOf(reference.name), textOf(reference.key)];
  if (!env.lookup || namespace === undefined || name === '') { return 'unknown'; }
  const object = env.lookup(kind, namespace, name);
  if (object === 'unknown') { return 'unknown'; }
  if (object === undefined) { return 'no-object'; }
  // stringData of a Secret replaces data
  const plain = kind === 'Secret' ? object.stringData : object.data;
  if (isMap(plain) && isSet(plain[key])) { return typeof plain[key] === 'string' ? { text: plain[key] } : {}; }
  const encoded = kind === 'Secret' && isMap(object.data) ? object.data[key] : undefined;
  return isSet(encoded) ? { text: decoded(encoded) } : 'no-key';
}

function decoded(value: unknown): string | undefined {
  return typeof value === 'string' ? Buffer.from(value, 'base64').toString('utf8') : undefined;
}

/** The text behind a SecretOrConfigMap, undefined if it is not known. */
export function referredText(reference: unknown, context: CheckContext): string | undefined {
  if (!isMap(reference)) { return undefined; }
  const [secret, configMap] = [reference.secret, reference.configMap];
  const found = isMap(secret) ? referred('Secret', secret, context) : isMap(configMap) && referred('ConfigMap', configMap, context);
  return typeof found === 'object' ? found.text : undefined;
}

/** The text behind a SecretKeySelector, undefined if it is not known. */
export function secretText(reference: unknown, context: CheckContext): string | undefined {
  const found = isMap(reference) ? referred('Secret', reference, context) : 'unknown';
  return typeof found === 'object' ? found.text : undefined;
}

function missing(kind: 'Secret' | 'ConfigMap', what: 'no-object' | 'no-key'): PartRow['find'] {
  return (reference, context) => {
    if (referred(kind, reference, context) !== what) { return []; }
    const object = `${kind} ${context.namespace}/${textOf(reference.name)}`;
    return what === 'no-object'
      ? [{ at: 'name', why: `refers to ${object}, which does not exist: create it in this namespace, or correct the name` }]
      : [{ at: 'key', value: reference.key, why: `is not a key of ${object}, which is an error even with "optional": add the key` }];
  };
}

function existence(kind: 'Secret' | 'ConfigMap', object: Source, key: Source): readonly PartRow[] {
  const id = kind.toLowerCase();
  return [
    { id: `references/${id}`, field: 'name', see: object, find: missing(kind, 'no-object') },
    { id: `references/${id}-key`, field: 'key', see: key, find: missing(kind, 'no-key') },
  ];
}

const NO_NAME: PartRow = {
  id: 'references/no-name',
  field: 'name',
  see: { file: STORE, text: 'unable to get secret %q' },
  find: reference => (textOf(reference.name) === '' ? [noName('Secret')] : []),
};

const NO_CONFIG_MAP_NAME: PartRow = {
  id: 'references/no-configmap-name',
  field: 'name',
  see: { file: STORE, text: 'unable to get configmap %q' },
  find: reference => (textOf(reference.name) === '' ? [noName('ConfigMap')] : []),
};

/** The meaning of a reference without a name. */
export function noName(kind: string, at = 'name'): Fault {
  return { at, why: `is missing, but the operator reads the ${kind}: set "name" and "key"` };
}

const SECRET_ROWS = existence(
  'Secret',
  { file: STORE, text: 'unable to get secret %q' },
  { file: STORE, text: 'key %q in secret %q not found' },
);
const CONFIG_MAP_ROWS = existence(
  'ConfigMap',
  { file: STORE, text: 'unable to get configmap %q' },
  { file: STORE, text: 'key %q in configmap %q not found' },
);

/** A SecretKeySelector that the operator always reads. */
export const SECRET_KEY: Part = { rows: [NO_NAME, ...SECRET_ROWS] };

/** A SecretKeySelector that the operator reads only if it has a name. */
export const NAMED_SECRET_KEY: Part = { rows: SECRET_ROWS };

/** Checks only that a SecretKeySelector has a name. */
export const NO_NAME_PART: Part = { rows: [NO_NAME] };

export const CONFIG_MAP_KEY: Part = { rows: [NO_CONFIG_MAP_NAME, ...CONFIG_MAP_ROWS] };

/** A SecretOrConfigMap that the operator writes and another program reads. */
export const UNREAD_SECRET_OR_CONFIG_MAP: Part = {
  rows: [
    {
      id: 'references/secret-and-configmap',
      field: 'secret, configMap',
      see: { file: 'pkg/apis/monitoring/v1/types.go', text: 'cannot specify both Secret and ConfigMap' },
      find: reference =>
        isMap(reference.secret) && isMap(reference.configMap)
          ? [{ at: '', why: 'has both "secret" and "configMap": remove one of them' }]
          : [],
    },
  ],
};

/** A SecretOrConfigMap that the operator reads. */
export const SECRET_OR_CONFIG_MAP: Part = {
  rows: UNREAD_SECRET_OR_CONFIG_MAP.rows,
  contains: [
    { at: 'secret', part: SECRET_KEY },
    { at: 'configMap', part: CONFIG_MAP_KEY },
  ],
};

/** Whether a SecretOrConfigMap is empty, such as `{}`. */
export function isEmptyReference(reference: unknown): boolean {
  return !isMap(reference) || (!isMap(reference.secret) && !isMap(reference.configMap));
}
