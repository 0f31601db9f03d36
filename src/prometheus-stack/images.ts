import { ApiObject } from 'cdk8s';
import { jsonOf } from '../validation/to-json';

/** All images that the objects name, in fields and in flags, each once, in the order of their names. */
export function imagesOf(objects: readonly ApiObject[]): string[] {
  return [...new Set(objects.flatMap(object => imagesIn(jsonOf(object))))].sort();
}

function imagesIn(value: unknown): string[] {
  if (typeof value === 'string') { return /^--prometheus-config-reloader=(.+)$/.exec(value)?.slice(1) ?? []; }
  if (Array.isArray(value)) { return value.flatMap(imagesIn); }
  if (typeof value !== 'object' || value === null) { return []; }
  return Object.entries(value).flatMap(([key, field]) => key === 'image' && typeof field === 'string' ? [field] : imagesIn(field));
}
