import { ApiObject, JsonPatch } from 'cdk8s';

/**
 * What a JSON patch must be able to do to every object that a construct exposes: add a field that no type knows, one with an
 * acronym in its name, an element of a list. Classes that know their fields drop such patches without a word.
 */
export function expectPatchable(object: ApiObject): void {
  object.addJsonPatch(
    JsonPatch.add('/unknownField', { anyURL: 'x', items: [1] }),
    JsonPatch.add('/unknownField/items/-', 2),
    JsonPatch.add('/metadata/annotations', { 'example.org/clusterIP': 'x' }),
  );
  expect(object.toJson()).toMatchObject({ unknownField: { anyURL: 'x', items: [1, 2] }, metadata: { annotations: { 'example.org/clusterIP': 'x' } } });
}
