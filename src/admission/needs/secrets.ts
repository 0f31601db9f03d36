import { Schema, schemasOf } from '../../schema/schema';
import { kubernetesSchemas, operatorSchemas } from '../../upstream/load';
import { isDnsSubdomain } from '../../validation/kubernetes-names';
import { filledText, isMap } from '../../values/json';

type Json = Readonly<Record<string, unknown>>;

/** A Secret that objects refer to, and that the app does not contain. */
export interface NeededSecret {
  /** Undefined if the objects that refer to it have no namespace. */
  readonly namespace?: string;
  readonly name: string;
  /** The keys that are read, if they are known. */
  readonly keys: string[];
  /** Whether every reference is optional. */
  readonly isOptional: boolean;
  /** The objects that refer to it: `Deployment monitoring/grafana`. */
  readonly by: string[];
}

interface Reference {
  readonly namespace?: string;
  readonly name: string;
  readonly keys?: readonly string[];
  readonly isOptional?: boolean;
}

/**
 * The Secrets that must exist before objects work, sorted by namespace and name: those that none of the objects is or creates.
 * @param makers further objects that may create them
 */
export function secretsNeededBy(manifests: readonly Json[], makers: readonly Json[] = []): NeededSecret[] {
  const made = new Set([
    ...manifests, ...makers,
  ].flatMap(manifest => madeBy(manifest).map(name => namespacedKey(namespaceOf(manifest), name))));
  const found = new Map<string, { namespace?: string; name: string; keys: Set<string>; isOptional: boolean; by: Set<string> }>();
  for (const manifest of manifests) {
    for (const { namespace = namespaceOf(manifest), name, keys = [], isOptional = false } of referencesIn(manifest)) {
      const key = namespacedKey(namespace, name);
      if (made.has(key)) { continue; }
      const known = found.get(key) ?? { namespace, name, keys: new Set(), isOptional: true, by: new Set() };
      found.set(key, { ...known, isOptional: known.isOptional && isOptional });
      keys.forEach(each => known.keys.add(each));
      known.by.add(ownerText(manifest));
    }
  }
  return [...found].sort(([a], [b]) => a < b ? -1 : 1).map(([, { namespace, name, keys, isOptional, by }]) => (
    { ...namespace !== undefined && { namespace }, name, keys: [...keys].sort(), isOptional, by: [...by].sort() }));
}

const namespacedKey = (namespace: string | undefined, name: string) => `${namespace ?? ''}/${name}`;

function metadataMap({ metadata }: Json): Json {
  return isMap(metadata) ? metadata : {};
}

function namespaceOf(manifest: Json): string | undefined {
  return filledText(metadataMap(manifest).namespace);
}

function ownerText(manifest: Json): string {
  const namespace = namespaceOf(manifest);
  return `${String(manifest.kind)} ${namespace === undefined ? '' : `${namespace}/`}${String(metadataMap(manifest).name)}`;
}

// -- what creates a Secret ---------------------------------------------------------------------------

/** Fields with the name of a Secret that a controller creates. Without a value the name is that of the object. */
const MAKERS: { readonly [kind: string]: readonly string[] } = {
  Secret: ['metadata', 'name'],
  SealedSecret: ['spec', 'template', 'metadata', 'name'],
  ExternalSecret: ['spec', 'target', 'name'],
  Certificate: ['spec', 'secretName'],
  VaultStaticSecret: ['spec', 'destination', 'name'],
  VaultDynamicSecret: ['spec', 'destination', 'name'],
};

/** Whether objects of a kind may create Secrets, or are Secrets. */
export function isSecretMaker(kind: string): boolean {
  return kind === 'Ingress' || Object.hasOwn(MAKERS, kind);
}

function madeBy(manifest: Json): string[] {
  const kind = String(manifest.kind);
  if (kind === 'Ingress') { return hasIssuer(manifest) ? referencesIn(manifest).map(({ name }) => name) : []; }
  if (!Object.hasOwn(MAKERS, kind)) { return []; }
  const named = MAKERS[kind].reduce<unknown>((value, field) => isMap(value) ? value[field] : undefined, manifest);
  return [filledText(named) ?? filledText(metadataMap(manifest).name) ?? ''];
}

/** cert-manager creates the certificate of such an Ingress. */
function hasIssuer(manifest: Json): boolean {
  const { annotations } = metadataMap(manifest);
  return isMap(annotations) && Object.keys(annotations)
    .some(name => /^(cert-manager\.io\/(cluster-)?issuer|kubernetes\.io\/tls-acme)$/.test(name));
}

// -- what refers to a Secret -------------------------------------------------------------------------

function referencesIn(manifest: Json): Reference[] {
  const schema = schemaOf(manifest);
  const found: Reference[] = [];
  if (schema) { visit(manifest, schema, '', found); } else { visitUnknown(manifest, 0, found); }
  return found;
}

/** The newest schema of the kind: only its shape is read. */
function schemaOf({ apiVersion, kind }: Json): Schema | undefined {
  const key = `${String(apiVersion).includes('/') ? '' : '/'}${String(apiVersion)}/${String(kind)}`.replace(/^\//, '');
  for (const load of [operatorSchemas, kubernetesSchemas]) {
    const index = load();
    const root = schemasOf(index, index.versions.length - 1).root(key);
    if (root) { return root; }
  }
  return undefined;
}

/** The fields of a SecretKeySelector. A ConfigMapKeySelector has the same fields; the name of its parent field distinguishes it. */
const isKeySelector = (schema: Schema) => schema.names.length <= 3 && ['name', 'key'].every(name => schema.names.includes(name))
  && schema.names.every(name => name === 'name' || name === 'key' || name === 'optional');
const OF_CONFIG_MAPS = /^configMap/;
const OF_SECRETS = /^secret$|[sS]ecretRef$|^imagePullSecrets$/;

/** The keys that a Secret of a type must have. */
const KEYS_OF_PULL_SECRET = ['.dockerconfigjson'];
const KEYS_OF_TLS = ['tls.crt', 'tls.key'];
/** The key that the operator reads: pkg/alertmanager/operator.go, `alertmanagerConfigFile`. */
const KEYS_OF_CONFIG_SECRET = ['alertmanager.yaml'];

/** @param field that contains the value; for the items of a list, the field of the list */
function visit(value: unknown, schema: Schema, field: string, found: Reference[]): void {
  if (Array.isArray(value)) {
    const { items } = schema;
    if (items) { value.forEach(each => visitItem(each, items, field, found)); }
    return;
  }
  if (!isMap(value)) { return; }
  if (isKeySelector(schema)) {
    if (!OF_CONFIG_MAPS.test(field)) { add(found, { name: value.name, keys: [value.key], optional: value.optional }); }
    return;
  }
  if (OF_SECRETS.test(field) && schema.names.includes('name')) {
    const keys = field === 'imagePullSecrets' ? KEYS_OF_PULL_SECRET : itemsOf(value);
    add(found, { namespace: value.namespace, name: value.name, keys, optional: value.optional });
    return;
  }
  for (const name of Object.keys(value)) {
    if (name === 'secretName' && schema.field(name)) {
      add(
        found,
        {
          namespace: value.secretNamespace,
          name: value[name],
          keys: 'hosts' in value ? KEYS_OF_TLS : itemsOf(value),
          optional: value.optional,
        },
      );
    } else if (name === 'configSecret' && schema.field(name)) {
      add(found, { name: value[name], keys: KEYS_OF_CONFIG_SECRET });
    } else {
      const inner = schema.field(name) ?? schema.values;
      if (inner) { visit(value[name], inner, name, found); }
    }
  }
}

function visitItem(item: unknown, schema: Schema, field: string, found: Reference[]): void {
  if (typeof item === 'string') {
    if (field === 'secrets') { add(found, { name: item }); }
  } else { visit(item, schema, field, found); }
}

/** For a kind without a schema here: the field names that Kubernetes uses for Secrets. */
function visitUnknown(value: unknown, depth: number, found: Reference[]): void {
  if (depth > 20 || typeof value !== 'object' || value === null) { return; }
  for (const [name, field] of Object.entries(value)) {
    if (name === 'secretKeyRef' && isMap(field)) {
      add(found, { name: field.name, keys: [field.key], optional: field.optional });
    } else if (name === 'envFrom' && Array.isArray(field)) {
      field.forEach(each => {
        if (isMap(each) && isMap(each.secretRef)) { add(found, { name: each.secretRef.name, optional: each.secretRef.optional }); }
      });
    } else { visitUnknown(field, depth + 1, found); }
  }
}

/** The keys of a volume that mounts only some of them. */
function itemsOf({ items }: Json): unknown[] {
  return Array.isArray(items) ? items.map(item => isMap(item) ? item.key : undefined) : [];
}

function add(
  found: Reference[],
  { namespace, name, keys = [], optional }: { namespace?: unknown; name: unknown; keys?: readonly unknown[]; optional?: unknown },
): void {
  const text = filledText(name);
  // a template of Helm or Kustomize is not a name
  if (text === undefined || !isDnsSubdomain(text)) { return; }
  const where = filledText(namespace);
  found.push({
    ...where !== undefined && { namespace: where },
    name: text,
    keys: keys.flatMap(key => filledText(key) ?? []),
    isOptional: optional === true,
  });
}
