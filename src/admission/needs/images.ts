import { podSpecOf } from '../../validation/workload';
import { filledText, isMap, mapsIn } from '../../values/json';

type Json = Readonly<Record<string, unknown>>;

/** Kinds from which the operator creates pods. */
const INSTANCES: readonly string[] = ['Prometheus', 'PrometheusAgent', 'Alertmanager', 'ThanosRuler'];

/** Flags with an image that the operator uses in its pods. */
const FLAG = /^--prometheus-config-reloader=(.+)$/;

/** All images of objects, in fields and in flags, without duplicates, sorted by name. */
export function imagesIn(manifests: readonly Json[]): string[] {
  return [...new Set(manifests.flatMap(imagesOf))].sort();
}

function imagesOf(manifest: Json): string[] {
  if (manifest.kind === 'CustomResourceDefinition') { return []; }
  const spec = isMap(manifest.spec) ? manifest.spec : {};
  if (!INSTANCES.includes(String(manifest.kind))) { return imagesOfPod(podSpecOf(manifest)); }
  const thanos = isMap(spec.thanos) ? [spec.thanos.image] : [];
  return [...[spec.image, ...thanos].flatMap(each => filledText(each) ?? []), ...imagesOfPod(spec)];
}

/** Images of containers, and of image volumes. */
function imagesOfPod(pod: unknown): string[] {
  if (!isMap(pod)) { return []; }
  const containers = [...mapsIn(pod.initContainers), ...mapsIn(pod.containers)];
  const args = containers.flatMap(({ command, args: more }) => [command, more].flatMap(each => Array.isArray(each) ? each : []));
  return [
    ...containers.flatMap(({ image }) => filledText(image) ?? []),
    ...args.flatMap(each => typeof each === 'string' ? FLAG.exec(each)?.[1] ?? [] : []),
    ...mapsIn(pod.volumes).flatMap(({ image }) => isMap(image) ? filledText(image.reference) ?? [] : []),
  ];
}
