import { OBJECT_META } from './object-meta';
import { Schema } from './schema';
import { isPresent } from './values';
import { Violation } from './violation';
import { Dialect, Requires, Walker } from './walker';
import { isMap } from '../values/json';

/** Fields that every object has, and that schemas do not describe further. */
const SKIPPED: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata']);
const SKIPPED_WITH_STATUS: ReadonlySet<string> = new Set([...SKIPPED, 'status']);

/** Checks one object like an API server with fieldValidation=Strict. */
export function checkObject(root: Schema, object: Readonly<Record<string, unknown>>, dialect: Dialect, requires?: Requires): Violation[] {
  const walker = new Walker({ dialect, requires });
  const statusSchema = root.field('status');
  walker.checkFields(root, object, statusSchema === undefined ? SKIPPED : SKIPPED_WITH_STATUS);
  const found = walker.finish();
  if (statusSchema !== undefined && isPresent(object, 'status')) { found.push(...statusViolations(statusSchema, object.status, dialect)); }
  return [...metadataViolations(object), ...found];
}

/** Go decodes metadata, also of custom resources: null is an empty value everywhere. */
function metadataViolations({ metadata = {} }: Readonly<Record<string, unknown>>): Violation[] {
  if (isMap(metadata) && isCommon(metadata)) { return []; }
  const walker = new Walker({ dialect: 'builtin', path: ['metadata'] });
  const meta = metadata ?? {};
  walker.check(OBJECT_META, meta);
  const found = walker.finish();
  return !isMap(meta) || isNamed(meta) ? found : [{ code: 'required', path: 'metadata.name' }, ...found];
}

/**
 * The API server writes status itself and drops what a client sends. In custom resources unknown fields of status are errors all the same;
 * its own kinds are decoded as a whole.
 */
function statusViolations(schema: Schema, status: unknown, dialect: Dialect): Violation[] {
  const walker = new Walker({ dialect, path: ['status'], requires: () => false });
  if (dialect === 'builtin') { walker.check(schema, status); } else { walker.checkNames(schema, status); }
  return walker.finish();
}

const isString = (value: unknown) => typeof value === 'string';
const areTexts = (value: unknown) => isMap(value) && Object.values(value).every(isString);

/** Fields of most metadata. */
const COMMON: ReadonlyMap<string, (value: unknown) => boolean> = new Map([
  ['name', isString], ['namespace', isString], ['labels', areTexts], ['annotations', areTexts],
]);

/** Whether metadata has only common, valid fields, which is decided without a walk. */
function isCommon(metadata: Readonly<Record<string, unknown>>): boolean {
  return isNamed(metadata) && Object.keys(metadata).every(field => COMMON.get(field)?.(metadata[field]));
}

function isNamed({ name, generateName }: Readonly<Record<string, unknown>>): boolean {
  return [name, generateName].some(each => (each ?? '') !== '');
}
