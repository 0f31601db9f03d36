import { isPlaceholder } from '../../validation/placeholder';
import { finding, Finding, Rule, shown } from '../../validation/rule';
import { isMap } from '../../values/json';

/** Facts of every finding of this folder: the field, its value, what is wrong, and the cure. */
export interface Problem {
  /** The path of the field, in the API server's notation. */
  readonly path: string;
  /** Undefined if the field is missing, or its value does not fit on a line. */
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

/** Collects the problems of one object. */
export class Report {
  public readonly findings: CoreFinding[] = [];

  public add(row: Rule<Problem>, path: string, value: unknown, why: string, cure: string): void {
    const isShort = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    this.findings.push({
      ...finding(row, { path, ...isShort && { value }, why, cure }), path, ...value === undefined && { isAbsent: true },
    });
  }
}

/** The path of a key of a map: `labels["app.kubernetes.io/name"]`. */
export function keyed(path: string, key: string): string {
  return /^[A-Za-z_][-\w]*$/.test(key) ? `${path}.${key}` : `${path}[${shown(key)}]`;
}

/** A map from YAML. Its values may have any type. */
export type Fields = { readonly [field: string]: any };

/** The fields of a map. Empty for other types, which the schema reports. */
export function fieldsOf(value: unknown): Fields {
  return isMap(value) ? value : {};
}

/** The maps of a list, with their indexes. */
export function itemsOf(value: unknown, path: string): { readonly item: Fields; readonly at: string }[] {
  if (!Array.isArray(value)) { return []; }
  return value.flatMap((item, index) => isMap(item) ? [{ item, at: `${path}[${index}]` }] : []);
}

/** The strings of a list, with their indexes. */
export function textItems(value: unknown, path: string): { readonly text: string; readonly at: string }[] {
  if (!Array.isArray(value)) { return []; }
  return value.flatMap((text, index) => typeof text === 'string' ? [{ text, at: `${path}[${index}]` }] : []);
}

/** A string that can be checked. */
export function isText(value: unknown): value is string {
  return typeof value === 'string' && !isPlaceholder(value);
}

export function isInteger(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value);
}
