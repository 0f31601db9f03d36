import { ApiObject, App, Chart, JsonPatch, Lazy } from 'cdk8s';
import { metadataFieldsOf, patchesOf } from './internals';
import { ownJsonOf } from './own-json';
import { emitNotice } from '../notices';
import { finding } from '../rule';
import { CDK8S_DIFFERS } from '../rules';

/**
 * Compares once, on first use, whether our code has the same results as the installed cdk8s. If not, or if that cannot be compared,
 * a notice reports it, and cdk8s is used instead.
 * @param what what is left to cdk8s, for the notice
 */
export function comparedOnce(what: string, isSame: () => boolean): () => boolean {
  let answer: boolean | undefined;
  return () => {
    if (answer === undefined) {
      answer = true; // the comparison itself may recurse into this function
      answer = holds(isSame);
      if (!answer) { emitNotice(finding(CDK8S_DIFFERS, { what }).message); }
    }
    return answer;
  };
}

/** The private fields of another cdk8s can have any type, so any error means that it differs. */
function holds(isSame: () => boolean): boolean {
  try {
    return isSame();
  } catch {
    return false;
  }
}

/** Whether our rendering of objects equals that of the installed cdk8s. */
export const readsAsInstalled = comparedOnce('renders objects', () => {
  const chart = new Chart(new App(), 'probe', { namespace: 'probe', labels: { chart: 'a' } });
  const own = sample(chart, 'Own');
  const patched = sample(chart, 'Patched');
  patched.addJsonPatch(JsonPatch.add('/spec/patched', true));
  const hasFields = metadataFieldsOf(own) !== undefined && patchesOf(own)?.length === 0 && patchesOf(patched)?.length === 1;
  return hasFields && JSON.stringify(ownJsonOf(own)) === JSON.stringify(own.toJson());
});

/** An object with everything that cdk8s sorts, omits or resolves. */
function sample(chart: Chart, id: string): ApiObject {
  const object = new ApiObject(chart, id, {
    kind: 'Probe',
    apiVersion: 'v1',
    metadata: {
      name: 'probe',
      labels: { z: 'b', a: Lazy.any({ produce: () => 'lazy' }) },
      annotations: {},
      finalizers: ['last'],
      ownerReferences: [],
      more: { empty: {}, list: [] },
    },
    spec: { z: 1, list: [{ b: 2, a: Lazy.any({ produce: () => ({ d: null, c: 3 }) }) }], a: undefined, nothing: null, map: {}, empty: [] },
    data: { token: { resolve: () => 'text' } },
  });
  object.metadata.addLabel('later', 'yes');
  object.metadata.add('generateName', 'probe-');
  return object;
}
