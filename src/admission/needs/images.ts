import { podSpecOf } from '../../validation/workload';

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
  return [...[spec.image, ...thanos].flatMap(textOf), ...imagesOfPod(spec)];
}

/** Images of containers, and of image volumes. */
function imagesOfPod(pod: unknown): string[] {
  if (!isMap(pod)) { return []; }
  const containers = [...listOf(pod.initContainers), ...listOf(pod.containers)];
  const args = containers.flatMap(({ command, args: more }) => [command, more].flatMap(each => Array.isArray(each) ? each : []));
  return [
    ...containers.flatMap(({ image }) => textOf(image)),
    ...args.flatMap(each => typeof each === 'string' ? FLAG.exec(each)?.[1] ?? [] : []),
    ...listOf(pod.volumes).flatMap(({ image }) => isMap(image) ? textOf(image.reference) : []),
  ];
}

function listOf(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isMap) : [];
}

function textOf(value: unknown): string[] {
  return typeof value === 'string' && value !== '' ? [value] : [];
}

function isMap(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
