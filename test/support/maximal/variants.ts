import { coveredBy, Generator, Json, Path, pathsOf } from './generator';
import { Schema, schemasOf } from '../../../src/schema/schema';
import { locate } from '../../../src/schema/versions';
import { operatorSchemas } from '../../../src/upstream/load';

/** The release whose fields all occur. */
export const MAXIMAL_OPERATOR = '0.94.1';

/** Alternatives are in several variants: more than this number is a mistake. */
const MOST = 12;

/** The schema of the specification of a kind, `v1/Prometheus`. */
export function specSchema(key: string): Schema {
  const index = operatorSchemas();
  const root = schemasOf(index, locate(index, MAXIMAL_OPERATOR)!.at).root(`monitoring.coreos.com/${key}`);
  return root!.field('spec')!;
}

export const kindOf = (key: string) => key.split('/')[1];

/** Every field of a kind that some variant must contain. */
export function wanted(key: string): ReadonlySet<Path> {
  return new Set(pathsOf(specSchema(key), kindOf(key)));
}

export function fieldsIn(key: string, spec: Json): Path[] {
  return coveredBy(spec, kindOf(key), specSchema(key));
}

/** Specifications that together contain all fields of a kind. */
export function specsOf(key: string): Json[] {
  const generator = new Generator(specSchema(key), kindOf(key));
  const specs: Json[] = [];
  while (generator.left.length > 0 && specs.length < MOST) { specs.push(finished(generator.next())); }
  return specs;
}

/** References to other parts of the same object. */
function finished(spec: Json): Json {
  if (!Array.isArray(spec.volumes)) { return spec; }
  const own = [{ name: 'scratch', emptyDir: {} }, { name: 'block', persistentVolumeClaim: { claimName: 'maximal' } }];
  return { ...spec, volumes: [...spec.volumes, ...own] };
}
