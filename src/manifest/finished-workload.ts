import { asLabels, asMap, asMaps, asNumber, asText, finishedClaim, finishedPod, metadataOf } from './finished';
import { checkAnnotations, checkLabels } from './labels';
import { checkPod, resolvePod } from './pod';
import { checkNumber, checkReferences } from './references';
import { checkStorage } from './storage';
import { Finding } from '../validation/rule';
import { fieldAt } from '../values/json';

/** The requests come from the finished object. */
const NO_DEFAULTS = resolvePod({}, { cpu: '1', memory: '1Mi' });

/**
 * Problems of a finished Deployment, StatefulSet or DaemonSet: the checks of the construct's options, which apply to the first container.
 * Images and fields are checked as for any workload.
 */
export function checkFinishedWorkload(manifest: any): Finding[] {
  const spec = asMap(manifest?.spec) ?? {};
  const pod = asMap(fieldAt(spec, 'template.spec')) ?? {};
  const { labels, annotations } = metadataOf(manifest);
  const own = Object.entries(asLabels(fieldAt(spec, 'template.metadata.labels'))).filter(([key, value]) => labels[key] !== value);
  return [
    ...checkLabels('labels', labels), ...checkAnnotations('annotations', annotations),
    ...checkLabels('podLabels', Object.fromEntries(own)),
    ...checkAnnotations('podAnnotations', asLabels(fieldAt(spec, 'template.metadata.annotations'))),
    ...checkNumber('replicas', asNumber(spec.replicas), 0),
    ...checkReferences([{ prop: 'serviceAccountName', name: asText(pod.serviceAccountName) }]),
    ...asMaps(spec.volumeClaimTemplates).flatMap(claim => checkStorage('storage', finishedClaim(claim))),
    ...checkPod(finishedPod(NO_DEFAULTS, pod, asMaps(pod.containers)[0])),
  ];
}
