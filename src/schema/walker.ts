import { allowedBy } from './allowed';
import { CEL_RULES } from './cel';
import { isBase64, isQuantity, isTime } from './formats';
import { Schema } from './schema';
import { suggestionFor } from './suggest';
import { isPresent, shownValue } from './values';
import { fieldsInside, Path, pathText, Violation, ViolationCode } from './violation';
import { isShared } from '../validation/shared';
import { isMap } from '../values/json';

/**
 * The reader of an object: the API server's structural schemas of custom resources, or Go's decoder of Kubernetes' own kinds. The latter
 * treats null in a list as an empty value, ignores schema defaults, list keys and CEL.
 */
export type Dialect = 'custom' | 'builtin';

/** Further violations of one object are not collected: a file of another kind would have one per line. */
const MOST = 100;
/** Deeper than any schema. Values from a program may be cyclic. */
const DEEPEST = 200;

const BLOCKING: ReadonlySet<ViolationCode> = new Set<ViolationCode>(['type', 'null-in-list', 'enum', 'required']);

/** Whether a required field of the object at a path is really enforced. */
export type Requires = (path: Path, name: string) => boolean;

export interface WalkerOptions {
  readonly dialect: Dialect;
  /** Location of the value in its object. */
  readonly path?: Path;
  /** Fields that the schema marks as required are not always enforced. */
  readonly requires?: Requires;
  /** Whether only types and names matter, with names case-insensitive, as in Go's decoder. */
  readonly decodesOnly?: boolean;
}

/** One pass over one object. The path is one shared list, so valid objects cost nothing. */
export class Walker {
  public readonly violations: Violation[] = [];
  private readonly path: (string | number)[];
  private readonly rulesToCheck: { readonly schema: Schema; readonly value: object; readonly path: Path }[] = [];
  /** Only field names matter: the API server drops the values. */
  private onlyFields = false;

  private readonly dialect: Dialect;
  private readonly requires: Requires;
  private readonly decodesOnly: boolean;

  public constructor({ dialect, path, decodesOnly = false, requires }: WalkerOptions) {
    this.dialect = dialect;
    this.path = path === undefined ? [] : [...path];
    this.requires = requires ?? (decodesOnly ? NEVER : ALWAYS);
    this.decodesOnly = decodesOnly;
  }

  private get checksValues(): boolean {
    return !this.onlyFields && !this.decodesOnly;
  }

  /** Checks a value that is present. */
  public check(schema: Schema, value: unknown): void {
    if (schema.isIntOrString) { return this.checkIntOrString(schema, value); }
    switch (schema.type) {
      case 's': return this.checkText(schema, value);
      case 'o': return this.checkOnce(schema, value, this.checkObject);
      case 'a': return this.checkOnce(schema, value, this.checkList);
      case 'b': return typeof value === 'boolean' ? undefined : this.wrongType(schema, value);
      case 'i': case 'n': return this.checkNumber(schema, value);
      default: return this.checkUntyped(schema, value);
    }
  }

  /** Checks only the names of fields. */
  public checkNames(schema: Schema, value: unknown): void {
    this.onlyFields = true;
    this.check(schema, value);
    this.onlyFields = false;
  }

  /** CEL rules run only if there is no other violation. */
  public finish(): Violation[] {
    if (!this.violations.some(({ code }) => BLOCKING.has(code))) {
      for (const { schema, value, path } of this.rulesToCheck) { this.checkRules(schema, value, path); }
    }
    return this.violations;
  }

  /** Checks the fields of a map that are not in `skipped`. */
  public checkFields(schema: Schema, value: object, skipped?: ReadonlySet<string>): void {
    if (this.path.length > DEEPEST) { return; }
    for (const name of Object.keys(value)) {
      if (skipped?.has(name)) { continue; }
      const field: unknown = (value as any)[name];
      if (field === undefined) { continue; }
      const child = schema.field(name) ?? (this.decodesOnly ? schema.fieldInAnyCase(name) : undefined);
      if (child === undefined) {
        if (!schema.keepsUnknown) { this.unknownField(schema, name, field); }
      } else if (field !== null) {
        this.path.push(name);
        this.check(child, field);
        this.path.pop();
      }
    }
    if (schema.required !== undefined && !this.onlyFields) { this.checkRequired(schema, schema.required, value); }
    if (schema.rules !== undefined && this.checksValues) {
      this.rulesToCheck.push({ schema, value, path: [...this.path] });
    }
  }

  private checkOnce(schema: Schema, value: unknown, check: (schema: Schema, value: unknown) => void): void {
    if (!isShared(value)) { return check.call(this, schema, value); }
    if (clean.get(value as object) === schema) { return; }
    const before = this.violations.length + this.rulesToCheck.length;
    check.call(this, schema, value);
    if (this.violations.length + this.rulesToCheck.length === before && this.checksValues) { clean.set(value as object, schema); }
  }

  private checkObject(schema: Schema, value: unknown): void {
    if (!isMap(value)) { return this.wrongType(schema, value); }
    const { values } = schema;
    if (values === undefined) {
      // Kubernetes' own schemas have maps without a description
      return this.dialect === 'builtin' && !schema.hasFields ? undefined : this.checkFields(schema, value);
    }
    for (const name of Object.keys(value)) {
      const each = value[name];
      if (each === null || each === undefined) { continue; }
      this.path.push(name);
      this.check(values, each);
      this.path.pop();
    }
  }

  private checkRequired(schema: Schema, required: readonly string[], value: object): void {
    for (const name of required) {
      if (isPresent(value, name) || !this.requires(this.path, name)) { continue; }
      if (this.dialect === 'custom' && schema.field(name)?.default !== undefined) { continue; }
      const missing = schema.field(name);
      this.add('required', { allowed: missing && allowedBy(missing) }, name);
    }
  }

  private checkList(schema: Schema, value: unknown): void {
    if (!Array.isArray(value)) { return this.wrongType(schema, value); }
    const { items } = schema;
    if (items !== undefined) {
      for (const [at, item] of value.entries()) {
        this.path.push(at);
        this.checkItem(items, item);
        this.path.pop();
      }
    }
    if (this.dialect === 'custom' && !this.onlyFields) { this.checkListRules(schema, value); }
  }

  private checkListRules(schema: Schema, list: readonly unknown[]): void {
    const { ni, xi } = schema.attributes;
    if (ni !== undefined && list.length < ni) { this.add('length', { value: list, allowed: atLeast(ni, 'item') }); }
    if (xi !== undefined && list.length > xi) { this.add('length', { value: list, allowed: `at most ${xi} items` }); }
    if ((schema.listKeys !== undefined || schema.isSet) && list.length > 1) { this.checkDuplicates(schema, list); }
  }

  private checkItem(items: Schema, item: unknown): void {
    if (item !== null && item !== undefined) { return this.check(items, item); }
    if (item === null && this.dialect === 'custom' && !items.keepsUnknown && !this.onlyFields) {
      this.add('null-in-list', { value: null, allowed: allowedBy(items) });
    }
  }

  /** Items of a list-type map are identified by their keys, with defaults; items of a set by their value. */
  private checkDuplicates({ listKeys, items }: Schema, list: readonly unknown[]): void {
    const seen = new Set<string>();
    const keyOf = (item: any) => listKeys === undefined ? item
      : listKeys.map(key => (isPresent(item, key) ? item[key] : items?.field(key)?.default) ?? null);
    list.forEach((item, at) => {
      if (listKeys !== undefined && !isMap(item)) { return; }
      const key = JSON.stringify(keyOf(item));
      if (seen.has(key)) { this.add('duplicate-key', { value: keyText(listKeys, keyOf(item)), allowed: 'each once' }, at); }
      seen.add(key);
    });
  }

  private checkText(schema: Schema, value: unknown): void {
    if (typeof value !== 'string') {
      // Go also decodes a list of numbers as bytes
      return schema.format === 'byte' && Array.isArray(value) ? undefined : this.wrongType(schema, value);
    }
    if (!schema.hasTextRules || !this.checksValues) { return; }
    const { nl, xl } = schema.attributes;
    if (nl !== undefined && lengthOf(value, nl) < nl) { this.add('length', { value, allowed: atLeast(nl, 'character') }); }
    if (xl !== undefined && value.length > xl && [...value].length > xl) {
      this.add('length', { value, allowed: `at most ${xl} characters` });
    }
    if (!schema.matches(value)) { this.add('pattern', { value, allowed: allowedBy(schema) }); }
    if (!isFormatted(schema, value, this.dialect)) { this.add('format', { value, allowed: allowedBy(schema) }); }
    this.checkEnum(schema, value);
  }

  private checkEnum(schema: Schema, value: unknown): void {
    if (schema.enumeration !== undefined && !schema.enumeration.includes(value as string)) {
      this.add('enum', { value, allowed: allowedBy(schema) });
    }
  }

  private checkNumber(schema: Schema, value: unknown): void {
    const isRight = typeof value === 'number' && (schema.type === 'i' ? Number.isInteger(value) : Number.isFinite(value));
    if (!isRight) { return this.wrongType(schema, value); }
    if (!this.checksValues) { return; }
    if (!isInBounds(schema, value)) { this.add('bounds', { value, allowed: Math.abs(value) > MAX_INT32 ? INT32 : allowedBy(schema) }); }
    this.checkEnum(schema, value);
  }

  private checkIntOrString(schema: Schema, value: unknown): void {
    if (typeof value === 'string') {
      if (this.checksValues && !schema.matches(value)) { this.add('pattern', { value, allowed: allowedBy(schema) }); }
    } else if (!Number.isInteger(value)) {
      this.wrongType(schema, value);
    } else if (this.dialect === 'builtin' && Math.abs(value as number) > MAX_INT32 && !this.onlyFields) {
      this.add('bounds', { value, allowed: INT32 });
    }
  }

  private checkUntyped(schema: Schema, value: unknown): void {
    if (schema.format === 'quantity' && !isQuantity(value) && !this.onlyFields) {
      this.add(typeof value === 'string' ? 'format' : 'type', { value, allowed: allowedBy(schema) });
    }
    if (schema.hasFields && isMap(value)) { this.checkFields(schema, value); }
  }

  private checkRules(schema: Schema, value: object, path: Path): void {
    const self = withDefaults(schema, value);
    for (const text of schema.rules!) {
      const rule = CEL_RULES.get(text);
      if (rule && !rule.holds(self) && this.violations.length < MOST) {
        this.violations.push({ code: 'cel', path: pathText(path), allowed: rule.cure });
      }
    }
  }

  private wrongType(schema: Schema, value: unknown): void {
    if (this.onlyFields) { return; }
    const inside = fieldsInside(value, this.path);
    this.add('type', { value, allowed: allowedBy(schema), ...inside.length > 0 && { inside } });
  }

  private unknownField(schema: Schema, name: string, value: unknown): void {
    if (this.violations.length >= MOST) { return; }
    const { since, until } = schema.lifetimeOf(name) ?? {};
    if (since !== undefined) { return this.add('too-new', { value, since }, name); }
    if (until !== undefined) { return this.add('removed', { value, until }, name); }
    this.add('unknown-field', { value, suggestion: suggestionFor(name, schema.names), allowed: allowedNames(schema) }, name);
  }

  private add(code: ViolationCode, more: Omit<Violation, 'code' | 'path'>, ...below: (string | number)[]): void {
    if (this.violations.length < MOST) { this.violations.push({ code, path: pathText([...this.path, ...below]), ...more }); }
  }
}

/** Valid data that many clusters share, cached by schema. */
const clean = new WeakMap<object, Schema>();

const ALWAYS: Requires = () => true;
const NEVER: Requires = () => false;

const MAX_INT32 = 2_147_483_647;
const INT32 = `an integer of at most ${MAX_INT32}`;
const MAX_INT64 = 2 ** 63;

function isInBounds({ format, attributes: { min, max, xmin, xmax } }: Schema, value: number): boolean {
  if (format === 'int32' && (value > MAX_INT32 || value < -MAX_INT32 - 1)) { return false; }
  if (format === 'int64' && (value >= MAX_INT64 || value < -MAX_INT64)) { return false; }
  if (min !== undefined && (value < min || xmin === 1 && value === min)) { return false; }
  return max === undefined || value < max || value === max && xmax !== 1;
}

function isFormatted({ format }: Schema, text: string, dialect: Dialect): boolean {
  switch (format) {
    case 'date-time': return isTime(text);
    case 'byte': return dialect !== 'builtin' || isBase64(text);
    case 'quantity': return isQuantity(text);
    default: return true;
  }
}

function atLeast(count: number, what: string): string {
  return `at least ${count} ${what}${count === 1 ? '' : 's'}`;
}

/** Characters are counted only if necessary. */
function lengthOf(text: string, least: number): number {
  return text.length < least || text.length >= 2 * least ? text.length : [...text].length;
}

/** The value of an object for CEL. One level suffices for the existing rules, with defaults only for its own fields. */
function withDefaults(schema: Schema, value: object): object {
  const written: Record<string, unknown> = { ...value };
  for (const name of schema.names) {
    const preset = schema.field(name)?.default;
    if (preset !== undefined && !isPresent(value, name)) { written[name] = preset; }
  }
  return written;
}

function keyText(keys: readonly string[] | undefined, values: any): string {
  return keys === undefined ? shownValue(values) : keys.map((key, at) => `${key} ${shownValue(values[at])}`).join(', ');
}

/** Suggested names, if they are few. */
function allowedNames(schema: Schema): string | undefined {
  const names = schema.names.filter(name => !OF_EVERY_OBJECT.has(name));
  return names.length > 0 && names.length <= 12 ? names.join(', ') : undefined;
}

const OF_EVERY_OBJECT: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata', 'status']);
