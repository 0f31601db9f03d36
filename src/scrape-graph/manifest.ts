import { shown } from '../validation/rule';
import { masked } from '../validation/secret-texts';

/** An object as it stands in YAML, as far as one looks at every kind. */
export interface Manifest {
  readonly apiVersion?: string;
  /** With its group, where another one has a kind of the same name: `Service.serving.knative.dev`. */
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Labels; readonly annotations?: Labels };
  // what is below is looked at with care: it may be anything
  readonly spec?: any;
  /** As it was given. */
  readonly raw?: any;
  readonly [field: string]: any;
}

export type Labels = { readonly [name: string]: string };

/** Where an object is, for people: `ServiceMonitor monitoring/web`. */
export function nameOf({ kind, metadata: { name, namespace } }: Manifest): string {
  return masked(`${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`);
}

/** What an object is, in a world of objects. */
export function keyOf({ kind, metadata: { name, namespace } }: Manifest): string {
  return `${kind} ${namespace ?? ''} ${name}`;
}

const CORE = '';
const RBAC = 'rbac.authorization.k8s.io';
const OPERATOR = 'monitoring.coreos.com';

/** The groups of kinds of which others have one of the same name. Workloads are not here: those of others run pods, too. */
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

/** A kind as one writes it for `kubectl` where two groups have it: a `NetworkPolicy` of Calico is none of Kubernetes. */
export function kindOf(kind: string, apiVersion: unknown): string {
  const group = textOf(apiVersion).split('/').slice(0, -1).join('/');
  return group !== '' && Object.hasOwn(GROUPS, kind) && GROUPS[kind] !== group && !(kind === 'Ingress' && group === 'extensions') ? `${kind}.${group}` : kind;
}

/** As the apiserver accepts the kinds of custom resources, and none that an object of JavaScript has of itself. */
const KIND = /^[A-Za-z]([-A-Za-z0-9]*[A-Za-z0-9])?$/;

function isKind(kind: string): boolean {
  return KIND.test(kind) && !(kind in Object.prototype);
}

/**
 * Why something that names itself an object is none; undefined if it is one, or does not name itself so: values, workflows and charts are
 * no objects either.
 */
export function whyUnusable(value: any): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || typeof value.apiVersion !== 'string' || value.kind === undefined) { return undefined; }
  const { kind, metadata } = value;
  if (typeof kind !== 'string') { return `"kind" is ${typedValue(kind)}, not a string`; }
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

/** What cannot be an object is left out: a graph is drawn of what is there. */
export function asManifests(values: readonly unknown[]): Manifest[] {
  return values.flatMap((value: any): Manifest[] => {
    if (typeof value?.kind !== 'string' || !isKind(value.kind) || whyUnusable(value) !== undefined) { return []; }
    if (Array.isArray(value.items) && value.kind.endsWith('List')) { return asManifests(value.items); }
    if (typeof value.metadata?.name !== 'string') { return []; }
    const { name, namespace } = value.metadata;
    const spec = typeof value.spec === 'object' && value.spec !== null ? value.spec : {};
    return [{ ...value, kind: kindOf(value.kind, value.apiVersion), spec, raw: value, metadata: { name, ...typeof namespace === 'string' && { namespace }, labels: textsOf(value.metadata.labels), annotations: textsOf(value.metadata.annotations) } }];
  });
}

/** A map of texts: of labels that are none, YAML's numbers and booleans, the apiserver would refuse the object. */
export function textsOf(value: unknown): Labels {
  if (areTexts(value)) { return value; }
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).filter(([, text]) => typeof text === 'string')) as Labels : {};
}

function areTexts(value: unknown): value is Labels {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(text => typeof text === 'string');
}

/** A list, of whatever but nothing; none where it is none. */
export function listOf(value: unknown): readonly any[] {
  if (!Array.isArray(value)) { return []; }
  return value.some(each => each === null || each === undefined) ? value.filter(each => each !== null && each !== undefined) : value;
}

/** A port of a container or Service. Undefined if the apiserver rejects it: it is no port then. */
export function portNumberOf(value: unknown): number | undefined {
  const number = typeof value === 'number' || typeof value === 'string' && /^\d{1,5}$/.test(value) ? Number(value) : NaN;
  return Number.isInteger(number) && number > 0 && number < 65_536 ? number : undefined;
}

export function textOf(value: unknown, fallback = ''): string {
  return typeof value === 'string' ? value : fallback;
}
