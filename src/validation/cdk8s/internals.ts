import { ApiObject, ApiObjectMetadataDefinition, App, ImplicitTokenResolver, LazyResolver, NumberStringUnionResolver } from 'cdk8s';

// All access to private fields of cdk8s. `guard.ts` compares results with the installed cdk8s: if anything differs, cdk8s renders itself.

/** The props of an object. */
export function propsOf(object: ApiObject): { readonly [field: string]: unknown } | undefined {
  return (object as unknown as { readonly props?: { readonly [field: string]: unknown } }).props;
}

/** The JSON patches of an object. */
export function patchesOf(object: ApiObject): readonly unknown[] | undefined {
  return (object as unknown as { readonly patches?: readonly unknown[] }).patches;
}

/** The fields that metadata is rendered from. */
export interface MetadataFields {
  /** All fields as given. */
  readonly _additionalAttributes: { readonly [field: string]: unknown };
  readonly labels: object;
  readonly annotations: object;
  readonly finalizers: readonly unknown[];
  readonly ownerReferences: readonly unknown[];
}

const METADATA_FIELDS: readonly (keyof MetadataFields)[] = [
  '_additionalAttributes', 'labels', 'annotations', 'finalizers', 'ownerReferences',
];

/** Undefined if cdk8s has no such fields, or metadata has another `toJson`. */
export function metadataFieldsOf({ metadata }: ApiObject): MetadataFields | undefined {
  const fields = metadata as unknown as MetadataFields;
  const isStock = metadata.toJson === ApiObjectMetadataDefinition.prototype.toJson;
  return isStock && METADATA_FIELDS.every(name => fields[name] !== undefined) ? fields : undefined;
}

/** The resolvers of every app. */
const RESOLVERS: readonly unknown[] = [LazyResolver, ImplicitTokenResolver, NumberStringUnionResolver];

/** Whether an app has only the default resolvers. */
export function hasStockResolvers(app: App): boolean {
  const { resolvers } = app as { readonly resolvers?: readonly object[] };
  return resolvers?.length === RESOLVERS.length && resolvers.every((resolver, at) => resolver.constructor === RESOLVERS[at]);
}

/** Whether an app writes a file with construct paths. Undefined if cdk8s has no such field. */
export function recordsConstructMetadata(app: App): boolean | undefined {
  return (app as unknown as { readonly recordConstructMetadata?: boolean }).recordConstructMetadata;
}
