import { asLabels, asMap, asMaps, asNumber, asText, finishedClaim, finishedPod, metadataOf } from './finished';
import { checkAnnotations, checkLabels } from './labels';
import { checkPod, resolvePod } from './pod';
import { checkNumber, checkReferences } from './references';
import { checkStorage } from './storage';
import { Finding } from '../validation/rule';
import { fieldAt } from '../values/json';

/** The requests are those of the finished object. */
const NO_DEFAULTS = resolvePod({}, { cpu: '1', memory: '1Mi' });

/**
 * What is wrong with a finished Deployment, StatefulSet or DaemonSet: the same as with the options of its construct, which are about the first container.
 * Images and fields are checked as those of any workload.
 */
export function checkFinishedWorkload(manifest: any): Finding[] {
  const spec = asMap(manifest?.spec) ?? {};
  const pod = asMap(fieldAt(spec, 'template.spec')) ?? {};
  const { labels, annotations } = metadataOf(manifest);
  const own = Object.entries(asLabels(fieldAt(spec, 'template.metadata.labels'))).filter(([key, value]) => labels[key] !== value);
  return [
    ...checkLabels('labels', labels), ...checkAnnotations('annotations', annotations),
    ...checkLabels('podLabels', Object.fromEntries(own)), ...checkAnnotations('podAnnotations', asLabels(fieldAt(spec, 'template.metadata.annotations'))),
    ...checkNumber('replicas', asNumber(spec.replicas), 0), ...checkReferences([{ prop: 'serviceAccountName', name: asText(pod.serviceAccountName) }]),
    ...asMaps(spec.volumeClaimTemplates).flatMap(claim => checkStorage('storage', finishedClaim(claim))),
    ...checkPod(finishedPod(NO_DEFAULTS, pod, asMaps(pod.containers)[0])),
  ];
}
