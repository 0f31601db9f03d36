import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Schemas } from './index';

// How a CustomResourceDefinition becomes a schema. What real ones become is in operator-schemas.test.ts.

const { schemasOf } = require('../../build/sync-upstream/operator-crds') as { schemasOf(folder: string): Schemas };

const folder = mkdtempSync(join(tmpdir(), 'crds-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The schemas of a definition with `spec.size`, of which `scale` scales this field. */
function schemasWith(scale: object | undefined, size: object) {
  const spec = { type: 'object', properties: { size } };
  const version = { name: 'v1', schema: { openAPIV3Schema: { type: 'object', properties: { spec } } }, ...scale && { subresources: { scale } } };
  const definition = { spec: { group: 'example.org', names: { kind: 'Thing' }, versions: [version] } };
  writeFileSync(join(folder, 'thing.yaml'), JSON.stringify(definition));
  return schemasOf(folder);
}

const sizeIn = (schemas: Schemas) => schemas['example.org/v1/Thing'].o!.spec.o!.size;
const INTEGER = { type: 'integer', format: 'int32' };

test('the field that the subresource "scale" scales is not negative', () => {
  expect(sizeIn(schemasWith({ specReplicasPath: '.spec.size' }, INTEGER))).toEqual({ t: 'i', f: 'int32', min: 0 });
  expect(sizeIn(schemasWith(undefined, INTEGER))).toEqual({ t: 'i', f: 'int32' });
});

test('a higher minimum of the schema remains', () => {
  expect(sizeIn(schemasWith({ specReplicasPath: '.spec.size' }, { ...INTEGER, minimum: 1 }))).toEqual({ t: 'i', f: 'int32', min: 1 });
});

test('a path to a missing field is an error: the definition was misread', () => {
  expect(() => schemasWith({ specReplicasPath: '.spec.count' }, INTEGER)).toThrow('scale.specReplicasPath is .spec.count, a field that the schema does not have');
});
