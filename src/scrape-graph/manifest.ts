import { shown } from '../validation/rule';
import { masked } from '../validation/secret-texts';
import { isMap, textOf } from '../values/json';

export { listOf, textOf } from '../values/json';

/** An object from YAML, with the fields that all kinds share. */
export interface Manifest {
  readonly apiVersion?: string;
  /** With its group, if another group has the same kind: `Service.serving.knative.dev`. */
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Labels; readonly annotations?: Labels };
  /** A map, empty if the object has none. What is in it may have any type, as may everything below. */
  readonly spec: any;
  /** As given. */
  readonly raw?: any;
  readonly [field: string]: any;
}

/** What identifies an object in a cluster. */
export type NamedObject = Pick<Manifest, 'kind' | 'metadata'>;

export type Labels = { readonly [name: string]: string };

/** The name of an object for messages: `ServiceMonitor monitoring/web`. */
export function nameOf({ kind, metadata: { name, namespace } }: NamedObject): string {
  return masked(`${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`);
}

/** The identity of an object in a cluster. */
export function keyOf({ kind, metadata: { name, namespace } }: NamedObject): string {
  return `${kind} ${namespace ?? ''} ${name}`;
}

const CORE = '';
const RBAC = 'rbac.authorization.k8s.io';
const OPERATOR = 'monitoring.coreos.com';

/** Groups of kinds that exist in several groups. Workloads are not listed: those of other groups run pods, too. */
const GROUPS: { readonly [kind: string]: string } = {
  Service: CORE,
  Endpoints: CORE,
  ConfigMap: CORE,
  Secret: CORE,
  Namespace: CORE,
  Node: CORE,
  ServiceAccount: CORE,
  EndpointSlice: 'discovery.k8s.io',
  Ingress: 'networking.k8s.io',
  NetworkPolicy: 'networking.k8s.io',
  Role: RBAC,
  ClusterRole: RBAC,
  RoleBinding: RBAC,
  ClusterRoleBinding: RBAC,
  Prometheus: OPERATOR,
  PrometheusAgent: OPERATOR,
  Alertmanager: OPERATOR,
  ThanosRuler: OPERATOR,
  ServiceMonitor: OPERATOR,
  PodMonitor: OPERATOR,
  Probe: OPERATOR,
  ScrapeConfig: OPERATOR,
  PrometheusRule: OPERATOR,
  AlertmanagerConfig: OPERATOR,
};

/** A kind as `kubectl` accepts it if two groups have it: Calico's `NetworkPolicy` is not that of Kubernetes. */
export function kindOf(kind: string, apiVersion: unknown): string {
  const group = textOf(apiVersion).split('/').slice(0, -1).join('/');
  return group !== '' && Object.hasOwn(GROUPS, kind) && GROUPS[kind] !== group && !(kind === 'Ingress' && group === 'extensions')
    ? `${kind}.${group}`
    : kind;
}

/** Names that the API server accepts as custom kinds, and that are not inherited by JavaScript objects. */
const KIND = /^[A-Za-z]([-A-Za-z0-9]*[A-Za-z0-9])?$/;

function isKind(kind: string): boolean {
  return KIND.test(kind) && !(kind in Object.prototype);
}

/**
 * Why something that looks like an object is invalid. Undefined if it is valid, or does not claim to be an object: values, workflows and
 * charts are not objects.
 */
export function whyUnusable(value: any): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || typeof value.apiVersion !== 'string'
    || value.kind === undefined) { return undefined; }
  const { kind, metadata } = value;
  if (typeof kind !== 'string') { return `"kind" is ${typedValue(kind)}, not a string`; }
  if (kind.startsWith('ENC[')) { return 'it is encrypted with SOPS: decrypt it first'; }
  if (!isKind(kind)) { return `"kind" is ${shown(kind)}, which is not a valid kind`; }
  if (typeof metadata !== 'object' || metadata === null) { return undefined; }
  const wrong = ['name', 'namespace'].find(field => !isTextOrNothing(metadata[field]));
  return wrong === undefined ? undefined : `"metadata.${wrong}" of the ${kind} is ${typedValue(metadata[wrong])}, not a string`;
}

function isTextOrNothing(value: unknown): boolean {
  return value === undefined || value === null || typeof value === 'string';
}

function typedValue(value: unknown): string {
  if (Array.isArray(value)) { return 'an array'; }
  if (typeof value === 'object') { return value === null ? 'null' : 'a map'; }
  return `the ${typeof value} ${String(value)}`;
}

/** Anything that is not an object is dropped: the graph only contains valid objects. */
export function asManifests(values: readonly unknown[]): Manifest[] {
  return values.flatMap((value: any): Manifest[] => {
    if (typeof value?.kind !== 'string' || !isKind(value.kind) || whyUnusable(value) !== undefined) { return []; }
    if (Array.isArray(value.items) && value.kind.endsWith('List')) { return asManifests(value.items); }
    if (typeof value.metadata?.name !== 'string') { return []; }
    const { name, namespace } = value.metadata;
    const spec = typeof value.spec === 'object' && value.spec !== null ? value.spec : {};
    return [{
      ...value,
      kind: kindOf(value.kind, value.apiVersion),
      spec,
      raw: value,
      metadata: {
        name,
        ...typeof namespace === 'string' && { namespace },
        labels: textsOf(value.metadata.labels),
        annotations: textsOf(value.metadata.annotations),
      },
    }];
  });
}

/** A map of strings. The API server rejects labels that YAML parses as numbers or booleans. */
export function textsOf(value: unknown): Labels {
  if (areTexts(value)) { return value; }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).filter(([, text]) => typeof text === 'string')) as Labels
    : {};
}

function areTexts(value: unknown): value is Labels {
  return isMap(value) && Object.values(value).every(text => typeof text === 'string');
}

/** A port of a container or Service. Undefined if the API server rejects it. */
export function portNumberOf(value: unknown): number | undefined {
  const number = typeof value === 'number' || typeof value === 'string' && /^\d{1,5}$/.test(value) ? Number(value) : NaN;
  return Number.isInteger(number) && number > 0 && number < 65_536 ? number : undefined;
}
