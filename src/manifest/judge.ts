import { ApiObject } from 'cdk8s';
import { reachOf } from './reach';
import { manifestOf } from '../validation/app-objects';
import { nonsenseIn } from '../validation/option-values';
import { Problems } from '../validation/problems';
import { finding, Finding } from '../validation/rule';
import { OPTION_VALUE } from '../validation/rules';
import { silenceReason } from '../validation/silence';
import { patchCount } from '../validation/workload';

/**
 * Lets the construct that created an object report problems of the finished object: options, `spec` and JSON patches have the same check.
 * @param find gets the manifest without the common labels and annotations of a stack, which the stack checks
 */
export function judgeObject(object: ApiObject, find: (manifest: any) => readonly Finding[]): void {
  Problems.of(object.node.scope!).judge(() => {
    const manifest = manifestOf(object);
    return find(withoutCommon(
      object, manifest,
    )).filter(({ ruleId }) => silenceReason(manifest.metadata?.annotations, ruleId) === undefined);
  }, () => patchCount(object));
}

/** Invalid combinations in a finished object. Problems that come from options of the construct are reported there. */
export function judgeValues(object: ApiObject): void {
  judgeObject(object, ({ spec }) => Problems.hasReported(object, OPTION_VALUE.id) ? []
    : nonsenseIn(spec).map(({ path, why }) => finding(OPTION_VALUE, { option: `spec.${path}`, why })));
}

function withoutCommon(object: ApiObject, manifest: any): any {
  const { labels, annotations } = reachOf(object, object.metadata.namespace).defaults;
  if (!labels && !annotations) { return manifest; }
  const { metadata = {} } = manifest;
  return {
    ...manifest,
    metadata: { ...metadata, labels: without(metadata.labels, labels), annotations: without(metadata.annotations, annotations) },
  };
}

function without(own: object | undefined, common: { readonly [key: string]: string } | undefined): object | undefined {
  return own && common ? Object.fromEntries(Object.entries(own).filter(([key, value]) => common[key] !== value)) : own;
}
