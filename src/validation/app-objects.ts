import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { forgetAll, oncePerSynth, oncePerSynthOf } from './once-per-synth';
import { jsonOf, looseJsonOf } from './to-json';
import { patchCount } from './workload';
import { Attached } from '../values/attached';

const known = new Attached<IConstruct, () => ReadonlyMap<string, readonly ApiObject[]>>();

/** All objects of an app by kind, from any source. The app is walked once per synthesis, however many checks need it. */
export function objectsByKind(root: IConstruct): ReadonlyMap<string, readonly ApiObject[]> {
  let ask = known.get(root);
  if (!ask) {
    ask = oncePerSynth(() => {
      const byKind = new Map<string, ApiObject[]>();
      for (const object of root.node.findAll().filter(ApiObject.isApiObject)) {
        const objects = byKind.get(object.kind);
        if (objects) { objects.push(object); } else { byKind.set(object.kind, [object]); }
      }
      return byKind;
    });
    known.set(root, ask);
  }
  return ask();
}

/** The objects of one kind in an app. */
export function objectsOf(root: IConstruct, kind: string): readonly ApiObject[] {
  return objectsByKind(root).get(kind) ?? [];
}

const looselyRead = oncePerSynthOf(looseJsonOf, patchCount);

/** The rendered manifest of an object, read-only. Rendered once per synthesis. */
export const writtenManifestOf: (object: ApiObject) => any = oncePerSynthOf(object => jsonOf(object), patchCount);

let isWriting = false;

/** A synthesis that also writes the manifests: checks and writer render each object once. Earlier results are not reused. */
export function readingOnce<T>(synthesis: () => T): T {
  forgetAll();
  isWriting = true;
  try {
    return synthesis();
  } finally {
    isWriting = false;
    forgetAll();
  }
}

/** The manifest of an object for searches only: keys in any order, including empty values. Rendered once per synthesis. */
export function manifestOf(object: ApiObject): any {
  return isWriting ? writtenManifestOf(object) : looselyRead(object);
}
