import { isMap } from '../values/json';
import { versionNumbers } from '../values/version-numbers';

const OPERATOR_IMAGE = /(?:^|\/)prometheus-operator:([^@]+)/;
const CRD_VERSION = 'operator.prometheus.io/version';
const OPERATOR_CRD = '.monitoring.coreos.com';

/** Kinds that install a version of prometheus-operator. */
export const INSTALLING_KINDS = ['Deployment', 'CustomResourceDefinition'] as const;

/**
 * The version of prometheus-operator that a manifest installs: from the tag of its image, or from the annotation of its
 * CustomResourceDefinitions, which the API server validates with. Undefined for any other manifest, and for an image without a readable
 * tag.
 */
export function operatorVersionOf(manifest: unknown): string | undefined {
  if (!isMap(manifest)) { return undefined; }
  if (manifest.kind === 'Deployment') { return containersOf(manifest).map(tagOf).find(tag => tag !== undefined); }
  return manifest.kind === 'CustomResourceDefinition' ? annotated(manifest) : undefined;
}

/** All versions, without duplicates. */
export function operatorVersionsIn(manifests: Iterable<unknown>): string[] {
  const found = new Set<string>();
  for (const manifest of manifests) {
    const version = operatorVersionOf(manifest);
    if (version !== undefined) { found.add(version); }
  }
  return [...found].sort();
}

function containersOf(deployment: Readonly<Record<string, unknown>>): readonly unknown[] {
  const pod = ['spec', 'template', 'spec'].reduce<unknown>((value, field) => isMap(value) ? value[field] : undefined, deployment);
  return isMap(pod) && Array.isArray(pod.containers) ? pod.containers : [];
}

function tagOf(container: unknown): string | undefined {
  const image = isMap(container) && typeof container.image === 'string' ? container.image : '';
  const tag = OPERATOR_IMAGE.exec(image)?.[1];
  return tag === undefined || !versionNumbers(tag) ? undefined : tag.replace(/^v/, '');
}

function annotated({ metadata }: Readonly<Record<string, unknown>>): string | undefined {
  if (!isMap(metadata) || !String(metadata.name).endsWith(OPERATOR_CRD) || !isMap(metadata.annotations)) { return undefined; }
  const version = Object.hasOwn(metadata.annotations, CRD_VERSION) ? metadata.annotations[CRD_VERSION] : undefined;
  return typeof version === 'string' && versionNumbers(version) ? version.replace(/^v/, '') : undefined;
}
