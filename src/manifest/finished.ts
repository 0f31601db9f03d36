import { Size } from 'cdk8s';
import { InstanceOptions } from './instance-options';
import { INSTANCE_ROWS } from './instance-spec';
import { Labels } from './labels';
import { OptionRow } from './option-rows';
import { ResolvedPod } from './pod';
import { isPlaceholder } from '../validation/placeholder';
import { nanosOf } from '../validation/quantity';
import { Finding } from '../validation/rule';
import { asList, fieldAt } from '../values/json';
import { Component } from '../versions/capabilities';
import { ComponentVersion } from '../versions/component-version';

/*
 * Finished objects, converted back to the options that produce them, so that `spec`, JSON patches and options share one check. A value of
 * another type than the option's is omitted, because the schema check reports it. A placeholder is omitted too: it decides nothing.
 */

export type Json = { readonly [field: string]: unknown };

export const asMap = (value: unknown): Json | undefined => typeof value === 'object' && value !== null && !Array.isArray(value)
  ? value as Json
  : undefined;
export const asText = (value: unknown): string | undefined => typeof value === 'string' && !isPlaceholder(value) ? value : undefined;
export const asNumber = (value: unknown): number | undefined => typeof value === 'number' ? value : undefined;
export const asTexts = (value: unknown): readonly string[] => asList(value).filter(each => typeof each === 'string');
export const asMaps = (value: unknown): readonly Json[] => asList(value).flatMap(each => {
  const map = asMap(each);
  return map ? [map] : [];
});

/** The entries of a map whose values are strings. */
export function asLabels(value: unknown): Labels {
  return Object.fromEntries(Object.entries(asMap(value) ?? {}).filter((entry): entry is [string, string] => {
    const [key, text] = entry;
    return typeof text === 'string' && !isPlaceholder(key) && !isPlaceholder(text);
  }));
}

/** The same, with keys that an option set, whatever their type. */
export function labelsWith(given: Labels, value: unknown): Labels {
  const all = asMap(value) ?? {};
  return { ...Object.fromEntries(Object.entries(given).filter(([key, text]) => all[key] === text)), ...asLabels(value) };
}

/** A text. A placeholder counts as a valid name. */
export function presentText(value: unknown): string | undefined {
  return typeof value === 'string' && isPlaceholder(value) ? 'filled-in-later' : asText(value);
}

/** A name in a reference to an object. */
export const nameAt = (value: unknown, path: string): string | undefined => presentText(fieldAt(value, `${path}.name`));

/** A reference to a key of a Secret, as options have it. */
export function secretKeyAt(value: unknown, path: string): { readonly secretName: string; readonly key: string } | undefined {
  const name = nameAt(value, path);
  return name === undefined ? undefined : { secretName: name, key: asText(fieldAt(value, `${path}.key`)) ?? '' };
}

/** Whether part of the value is a placeholder. */
export function isUnfinished(value: unknown): boolean {
  if (typeof value === 'string') { return isPlaceholder(value); }
  return typeof value === 'object' && value !== null && Object.values(value).some(isUnfinished);
}

/** The labels and annotations of an object. */
export function metadataOf(manifest: any): { readonly labels: Labels; readonly annotations: Labels } {
  return { labels: asLabels(manifest?.metadata?.labels), annotations: asLabels(manifest?.metadata?.annotations) };
}

/** The version in an object, and its problems if a patch changed it. */
export function versionAt<C extends Component>(
  given: ComponentVersion<C>, text: unknown,
): { readonly version: ComponentVersion<C>; readonly findings: readonly Finding[] } {
  const named = asText(text)?.replace(/^v/, '');
  return named === undefined || named === given.text
    ? { version: given, findings: [] }
    : ComponentVersion.parse(given.component, 'version', named);
}

/** Options of rows that copy a value unchanged, read from the specification. Options of other rows stay. */
export function withRows<Options extends object>(options: Options, rows: readonly OptionRow<Options>[], spec: unknown): Options {
  const plain = rows.filter(({ write }) => write === undefined);
  return { ...options, ...Object.fromEntries(plain.map(({ option, path }) => [option, sameKind(option, options, fieldAt(spec, path))])) };
}

/** Labels and annotations are read as maps of strings. The schema check reports anything else. */
function sameKind(option: string, options: object, value: unknown): unknown {
  if (/Labels$|Annotations$/.test(option)) { return value === undefined ? undefined : asLabels(value); }
  if (isUnfinished(value)) { return undefined; }
  const given: unknown = (options as Json)[option];
  return given !== undefined && value !== undefined && typeof given !== typeof value ? undefined : value;
}

/** Options of pods that the operator creates. */
export function finishedInstance<Options extends InstanceOptions>(options: Options, spec: unknown, manifest: unknown): Options {
  const read = withRows<InstanceOptions>(options, INSTANCE_ROWS, spec);
  const { labels } = metadataOf(manifest);
  // the labels of the objects are also those of the pods
  const podLabels = Object.fromEntries(Object.entries(read.podLabels ?? {}).filter(([key, value]) => labels[key] !== value));
  return {
    ...options,
    ...read,
    podLabels,
    serviceAccountName: asText(fieldAt(spec, 'serviceAccountName')),
    annotations: metadataOf(manifest).annotations,
  };
}

/** `storage`, if the object has a volume claim. */
export function finishedStorage(storage: unknown) {
  const template = asMap(fieldAt(storage, 'volumeClaimTemplate'));
  return template && finishedClaim(template);
}

/** A capacity that no size exceeds. */
const UNKNOWN_SIZE = Size.tebibytes(1_000_000);

/** The options that produce a claim. */
export function finishedClaim(claim: unknown) {
  return {
    size: sizeOf(fieldAt(claim, 'spec.resources.requests.storage')) ?? UNKNOWN_SIZE,
    storageClassName: storageClassOf(fieldAt(claim, 'spec.storageClassName')),
    accessModes: asTexts(fieldAt(claim, 'spec.accessModes')).filter(mode => !isPlaceholder(mode)),
    selector: asLabels(fieldAt(claim, 'spec.selector.matchLabels')),
    ...metadataOf(claim),
  };
}

/** An empty text explicitly means no class. */
function storageClassOf(value: unknown): string | undefined {
  return value === '' ? undefined : asText(value);
}

/** A quantity in whole mebibytes. Undefined if it is invalid. */
export function sizeOf(value: unknown): Size | undefined {
  const nanos = typeof value === 'string' || typeof value === 'number' ? nanosOf(String(value)) : undefined;
  return nanos === undefined || nanos < 0n ? undefined : Size.mebibytes(Math.floor(Number(nanos / 1_000_000_000n) / 2 ** 20));
}

/** The options of a component's pods, from the specification of a pod or a custom resource, and from its main container. */
export function finishedPod(pod: ResolvedPod, spec: unknown, container: unknown = spec): ResolvedPod {
  const { requests, limits } = (asMap(fieldAt(container, 'resources')) ?? {}) as { readonly requests?: unknown; readonly limits?: unknown };
  return {
    ...pod,
    nodeSelector: asLabels(fieldAt(spec, 'nodeSelector')),
    tolerations: asMaps(fieldAt(spec, 'tolerations')).filter(each => !isUnfinished(each)) as ResolvedPod['tolerations'],
    priorityClassName: asText(fieldAt(spec, 'priorityClassName')),
    cpu: quantityAt(requests, 'cpu') as string,
    memory: quantityAt(requests, 'memory') as string,
    memoryLimit: quantityAt(limits, 'memory'),
    imagePullSecrets: asMaps(fieldAt(spec, 'imagePullSecrets')).flatMap(({ name }) => asText(name) ?? []),
    podSecurity: finishedSecurity(pod, asMap(fieldAt(spec, 'securityContext')) ?? {}),
  };
}

/** User 0 is an error only if the pod requires a non-root user. */
function finishedSecurity({ podSecurity }: ResolvedPod, context: Json): ResolvedPod['podSecurity'] {
  const groups = asList(context.supplementalGroups).filter(each => typeof each === 'number');
  return {
    ...podSecurity,
    ...podSecurity?.idsFromPlatform !== true && {
      runAsUser: context.runAsNonRoot === true ? asNumber(context.runAsUser) : undefined,
      runAsGroup: asNumber(context.runAsGroup),
      fsGroup: asNumber(context.fsGroup),
      ...groups.length > 0 && { supplementalGroups: groups },
    },
    seccompLocalhostProfile: asText(fieldAt(context, 'seccompProfile.localhostProfile')),
  };
}

/** A quantity is a string or a number. */
function quantityAt(resources: unknown, name: string): string | undefined {
  const value = fieldAt(resources, name);
  return typeof value === 'number' ? String(value) : asText(value);
}
