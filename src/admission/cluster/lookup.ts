import { fieldAt, isMap, textOf } from '../../values/json';
import { Lookup } from '../operator/row';
import { Json } from '../operator/shared/json';

/** The manifest of an object of the same cluster. Undefined if the app does not contain it. */
export type Find = (kind: string, namespace: string, name: string) => unknown;

/**
 * Objects, for checks of references. An object that the app does not contain may exist all the same: created by hand, or by a controller
 * from a SealedSecret or an ExternalSecret. The keys of an object in the app are certain, unless something else writes to it.
 */
export function lookupBy(find: Find): Lookup {
  return (kind, namespace, name) => {
    const found = find(kind, namespace, name);
    if (!isMap(found)) { return 'unknown'; }
    if (kind !== 'Secret' && kind !== 'ConfigMap') { return found; }
    return isFilledElsewhere(found, maker => find(maker, namespace, name) !== undefined) ? 'unknown' : withoutPlaceholders(found);
  };
}

/** Annotations and labels of controllers that write keys into objects that others create. */
const FILLED_BY = new RegExp(`^(?:${[
  'reflector.v1.k8s.emberstack.com/', 'replicator.v1.mittwald.de/', 'secret-generator.v1.mittwald.de/', 'cert-manager.io/',
  'sealedsecrets.bitnami.com/', 'config.openshift.io/inject', 'service.beta.openshift.io/inject', 'kyverno.io/', 'vault.',
].map(prefix => prefix.replace(/\./g, '\\.')).join('|')})`);
/** Kinds whose objects create or complete the Secret of the same name. */
const MAKERS = [
  'SealedSecret', 'ExternalSecret', 'VaultStaticSecret', 'VaultDynamicSecret', 'OnePasswordItem', 'SecretProviderClass',
  'Certificate', 'Bundle',
];

/** Whether something else may write keys into an object, or it is encrypted. */
export function isFilledElsewhere(object: Json, hasMaker = (_kind: string) => false): boolean {
  const keys = [object.data, object.stringData, object.binaryData].flatMap(each => isMap(each) ? Object.keys(each) : []);
  if (keys.length === 0 || isMap(object.sops)) { return true; }
  if (textOf(object.type) === 'kubernetes.io/service-account-token') { return true; }
  const marks = ['metadata.annotations', 'metadata.labels'].map(path => fieldAt(object, path))
    .flatMap(map => isMap(map) ? Object.keys(map) : []);
  return marks.some(mark => FILLED_BY.test(mark)) || MAKERS.some(hasMaker);
}

/** Texts that a tool or a person replaces: the key exists, and its value is unknown. */
function withoutPlaceholders(object: Json): Json {
  const masked = ['data', 'stringData'].flatMap(field => {
    const map = object[field];
    if (!isMap(map) || !Object.values(map).some(isPlaceholder)) { return []; }
    return [[field, Object.fromEntries(Object.entries(map).map(([key, value]) => [key, isPlaceholder(value) ? true : value]))]];
  });
  return masked.length === 0 ? object : { ...object, ...Object.fromEntries(masked) };
}

const PLACEHOLDER = /\$\{|\{\{|^\s*<[^>]*>\s*$|<path:|^ENC\[|\b(?:change|replace)[-_ ]?me\b|\bREPLACE|\bTODO\b|^(?:x+|\*+|\.\.\.)$/i;
/** In a file, `{{` may belong to the file's template language, so it does not mark a placeholder. */
const PLACEHOLDER_IN_FILE = /\$\{|<path:|^ENC\[/;

function isPlaceholder(value: unknown): boolean {
  if (typeof value !== 'string') { return false; }
  const texts = [value, Buffer.from(value, 'base64').toString('utf8')];
  return texts.some(text => (text.trim().includes('\n') ? PLACEHOLDER_IN_FILE : PLACEHOLDER).test(text));
}
