import { isPlaceholder } from '../../validation/placeholder';
import { finding, Finding, Rule, shown } from '../../validation/rule';
import { isMap } from '../../values/json';

/** What every rule of this folder says: where, what is there, what is wrong, and the cure. */
export interface Problem {
  /** The field, as the apiserver writes its path. */
  readonly path: string;
  /** Undefined if the field is missing, or has no value that fits on a line. */
  readonly value?: string | number | boolean;
  readonly why: string;
  readonly cure: string;
}

/** A finding that names the field. */
export interface CoreFinding extends Finding {
  readonly path: string;
  /** Whether the field is missing, or empty. */
  readonly isAbsent?: boolean;
}

export function sentence({ path, value, why, cure }: Problem): string {
  return value === undefined ? `"${path}" ${why}: ${cure}` : `"${path}" is ${shownValue(value)}, ${why}: ${cure}`;
}

function shownValue(value: string | number | boolean): string {
  return typeof value === 'string' ? shown(value) : String(value);
}

/** Gathers what is wrong with one object. */
export class Report {
  public readonly findings: CoreFinding[] = [];

  public add(row: Rule<Problem>, path: string, value: unknown, why: string, cure: string): void {
    const isShort = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    this.findings.push({ ...finding(row, { path, ...isShort && { value }, why, cure }), path, ...value === undefined && { isAbsent: true } });
  }
}

/** The path of a key of a map: `labels["app.kubernetes.io/name"]`. */
export function keyed(path: string, key: string): string {
  return /^[A-Za-z_][-\w]*$/.test(key) ? `${path}.${key}` : `${path}[${shown(key)}]`;
}

/** A map as it stands in YAML, looked at with care: nothing is known of its values. */
export type Fields = { readonly [field: string]: any };

/** The fields of a map; none if it is something else, which the schema reports. */
export function fieldsOf(value: unknown): Fields {
  return isMap(value) ? value : {};
}

/** The maps of a list, with their places in it. */
export function itemsOf(value: unknown, path: string): { readonly item: Fields; readonly at: string }[] {
  if (!Array.isArray(value)) { return []; }
  return value.flatMap((item, index) => isMap(item) ? [{ item, at: `${path}[${index}]` }] : []);
}

/** The texts of a list, with their places in it. */
export function textItems(value: unknown, path: string): { readonly text: string; readonly at: string }[] {
  if (!Array.isArray(value)) { return []; }
  return value.flatMap((text, index) => typeof text === 'string' ? [{ text, at: `${path}[${index}]` }] : []);
}

/** A text that can be judged. */
export function isText(value: unknown): value is string {
  return typeof value === 'string' && !isPlaceholder(value);
}

export function isInteger(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value);
}
