import { asLabels, asMap, asMaps, asNumber, asText, at, finishedClaim, finishedPod, Json, metadataOf } from './finished';
import { checkAnnotations, checkLabels } from './labels';
import { checkPod, resolvePod } from './pod';
import { checkNumber, checkReferences } from './references';
import { checkStorage } from './storage';
import { whyNonsense } from '../validation/option-values';
import { finding, Finding } from '../validation/rule';
import { OPTION_VALUE } from '../validation/rules';

/** The requests are those of the finished object. */
const NO_DEFAULTS = resolvePod({}, { cpu: '1', memory: '1Mi' });

/** Whether the image is one that the kubelet reads; the first container's is that of the option. */
function checkImageOf(container: Json, index: number): Finding[] {
  const why = whyNonsense('image', '', asText(container.image));
  return why === undefined ? [] : [finding(OPTION_VALUE, { option: index === 0 ? 'image' : `containers[${index}].image`, why })];
}

/** What is wrong with a finished Deployment, StatefulSet or DaemonSet: the same as with the options of its construct. The first container is the one that they are about. */
export function checkFinishedWorkload(manifest: any): Finding[] {
  const spec = asMap(manifest?.spec) ?? {};
  const pod = asMap(at(spec, 'template.spec')) ?? {};
  const { labels, annotations } = metadataOf(manifest);
  const own = Object.entries(asLabels(at(spec, 'template.metadata.labels'))).filter(([key, value]) => labels[key] !== value);
  return [
    ...checkLabels('labels', labels), ...checkAnnotations('annotations', annotations),
    ...checkLabels('podLabels', Object.fromEntries(own)), ...checkAnnotations('podAnnotations', asLabels(at(spec, 'template.metadata.annotations'))),
    ...checkNumber('replicas', asNumber(spec.replicas), 0), ...checkReferences([{ prop: 'serviceAccountName', name: asText(pod.serviceAccountName) }]),
    ...asMaps(pod.containers).flatMap(checkImageOf), ...asMaps(spec.volumeClaimTemplates).flatMap(claim => checkStorage('storage', finishedClaim(claim))),
    ...checkPod(finishedPod(NO_DEFAULTS, pod, asMaps(pod.containers)[0])),
  ];
}
