import { ApiObject, JsonPatch } from 'cdk8s';

/**
 * Patches that must work for every object that a construct exposes: adding an unknown field, one with an acronym in its name, an element of
 * a list. Classes with fixed fields silently drop such patches.
 */
export function expectPatchable(object: ApiObject): void {
  object.addJsonPatch(
    JsonPatch.add('/unknownField', { anyURL: 'x', items: [1] }),
    JsonPatch.add('/unknownField/items/-', 2),
    JsonPatch.add('/metadata/annotations', { 'example.org/clusterIP': 'x' }),
  );
  expect(object.toJson()).toMatchObject({ unknownField: { anyURL: 'x', items: [1, 2] }, metadata: { annotations: { 'example.org/clusterIP': 'x' } } });
}
