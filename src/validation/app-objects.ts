import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { forgetAll, oncePerSynth, oncePerSynthOf } from './once-per-synth';
import { jsonOf, looseJsonOf } from './to-json';
import { patchCount } from './workload';

const known = new WeakMap<IConstruct, () => ReadonlyMap<string, readonly ApiObject[]>>();

/** All objects of an app by their kinds, whoever made them. The app is walked once a synthesis, whatever the number of those who ask. */
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

/** The manifest of an object as it is written, read once a synthesis. For reading alone. */
export const writtenManifestOf: (object: ApiObject) => any = oncePerSynthOf(object => jsonOf(object), patchCount);

let isWriting = false;

/** A synthesis that also writes the manifests: checks and writer read each object together once. What was read before does not count. */
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

/** The manifest of an object, read once a synthesis, for those who only look for something in it: in any order, with what is empty. */
export function manifestOf(object: ApiObject): any {
  return isWriting ? writtenManifestOf(object) : looselyRead(object);
}
