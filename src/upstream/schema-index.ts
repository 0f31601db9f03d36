/** A JSON value. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** Type codes of positions and nodes. */
export type NodeType = 'o' | 'a' | 's' | 'i' | 'n' | 'b';

/**
 * The index of a node, or [index, since, until, since, until, ...]: `since` and `until` are indexes into `versions`, `until` is exclusive,
 * and the last `until` is missing if the field still exists.
 */
export type NodeReference = number | readonly number[];

/** Attributes of a node in a range of versions. */
export interface NodeAttributes {
  /** The type: object, array, string, integer, number, boolean. Missing: any of them, or see `ios` and `f`. */
  readonly t?: NodeType;
  /** The node of an array's items. */
  readonly i?: number;
  /** The node of a map's values. */
  readonly m?: number;
  /** Names of required fields, sorted. */
  readonly r?: readonly string[];
  /** The pattern of a string: an index into the pool. Go's RE2 syntax; it matches anywhere in the text. */
  readonly p?: number;
  /** The allowed values: an index into the pool. */
  readonly e?: number;
  /** CEL rules: indexes into the pool. */
  readonly c?: readonly number[];
  readonly min?: number;
  readonly max?: number;
  /** The bounds are exclusive. */
  readonly xmin?: 1;
  readonly xmax?: 1;
  /** minLength and maxLength of a string. */
  readonly nl?: number;
  readonly xl?: number;
  /** minItems and maxItems of an array. */
  readonly ni?: number;
  readonly xi?: number;
  /** The format: int32, int64, double, date-time, byte; and `quantity`, which is a string or a number. */
  readonly f?: string;
  /** A whole number or a string. A pattern applies to the string. */
  readonly ios?: 1;
  /** Unknown fields are kept (x-kubernetes-preserve-unknown-fields), or any value is allowed if there is no type. */
  readonly any?: 1;
  /** The keys that identify the items of a list-type map. */
  readonly k?: readonly string[];
  /** A list with unique items (list-type set). */
  readonly set?: 1;
  /** The default value, which the API server sets before other checks. */
  readonly d?: JsonValue;
}

/** One position of a schema, for all versions. */
export interface SchemaNode extends NodeAttributes {
  /** The fields of an object. */
  readonly o?: Readonly<Record<string, NodeReference>>;
  /** [until, attributes], oldest first: the node's attributes before `until`. They replace the node's own, except `o`. */
  readonly was?: readonly (readonly [until: number, attributes: NodeAttributes])[];
}

/** The schemas of a group of kinds for all versions. A version that is not listed uses the nearest older one. */
export interface SchemaIndex {
  readonly versions: readonly string[];
  /** `group/version/Kind`, or `version/Kind` for the core group, to the root node. */
  readonly kinds: Readonly<Record<string, NodeReference>>;
  /** Patterns, CEL rules (texts) and lists of allowed values. */
  readonly pool: readonly (string | readonly JsonValue[])[];
  readonly nodes: readonly SchemaNode[];
}
