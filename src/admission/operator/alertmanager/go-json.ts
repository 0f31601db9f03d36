import { isMap } from '../../../values/json';
import { Json } from '../shared/json';

/** A Go type, limited to what child routes contain. */
export type GoType = 'string' | 'boolean' | 'anything' | { readonly list: GoType }
  | { readonly fields: { readonly [name: string]: GoType } };

/** A decoding error, and its path. */
export interface DecodeFault {
  readonly at: string;
  readonly value: unknown;
  readonly why: 'type' | 'unknown-field';
  /** The type, or the unknown field. */
  readonly what: string;
}

/** A value with Go's field names, and the decoding errors. */
export interface Decoded {
  readonly value: unknown;
  readonly faults: readonly DecodeFault[];
}

/**
 * Decodes a value like Go's encoding/json with DisallowUnknownFields: names match in any case, the last one counts, and null leaves a field
 * unchanged.
 * @see https://pkg.go.dev/encoding/json#Unmarshal
 */
export function decodeGo(value: unknown, type: GoType, at = ''): Decoded {
  if (value === null || value === undefined) { return { value: undefined, faults: [] }; }
  if (type === 'anything') { return { value, faults: [] }; }
  if (typeof type === 'string') {
    const what = type === 'string' ? 'a string, in quotes' : 'true or false, without quotes';
    return typeof value === type ? { value, faults: [] } : wrongType(value, what, at);
  }
  return 'list' in type ? decodeList(value, type.list, at) : decodeFields(value, type.fields, at);
}

function decodeList(value: unknown, of: GoType, at: string): Decoded {
  if (!Array.isArray(value)) { return wrongType(value, 'a list', at); }
  const all = value.map((each, index) => decodeGo(each, of, `${at}[${index}]`));
  // null is the zero value of its type
  return { value: all.map(each => each.value ?? (of === 'string' ? '' : {})), faults: all.flatMap(each => each.faults) };
}

function decodeFields(value: unknown, fields: { readonly [name: string]: GoType }, at: string): Decoded {
  if (!isMap(value)) { return wrongType(value, 'a map', at); }
  const result: { [name: string]: unknown } = {};
  const faults: DecodeFault[] = [];
  for (const [key, each] of Object.entries(value as Json)) {
    const path = at === '' ? key : `${at}.${key}`;
    const name = Object.hasOwn(fields, key) ? key : Object.keys(fields).find(field => field.toLowerCase() === key.toLowerCase());
    if (name === undefined) {
      faults.push({ at: path, value: each, why: 'unknown-field', what: key });
      continue;
    }
    const decoded = decodeGo(each, fields[name], path);
    faults.push(...decoded.faults);
    if (decoded.value !== undefined) { result[name] = decoded.value; }
  }
  return { value: result, faults };
}

function wrongType(value: unknown, what: string, at: string): Decoded {
  return { value: undefined, faults: [{ at, value, why: 'type', what }] };
}
