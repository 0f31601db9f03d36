import { requiredByConsumers } from './consumers';
import { requiredByMonitors } from './elsewhere';
import { Check, problem } from './problem';
import { ClusterState } from '../cluster-state';
import { Graph } from '../graph';
import { Manifest, nameOf } from '../manifest';
import { SECRET_ELSEWHERE } from '../rules';

/** A Secret or ConfigMap that an object refers to. */
export interface Reference {
  readonly object: Manifest;
  readonly kind: 'Secret' | 'ConfigMap';
  readonly name: string;
  readonly isOptional: boolean;
}

const KINDS = [
  'Prometheus',
  'PrometheusAgent',
  'Alertmanager',
  'ThanosRuler',
  'ServiceMonitor',
  'PodMonitor',
  'Probe',
  'ScrapeConfig',
  'AlertmanagerConfig',
];

/** Fields with a reference to a key of a Secret: the CRDs have no other fields with a name and a key. */
const CONFIG_MAP = /^configMap$|ConfigMap$/;

/** The Secrets and ConfigMaps that the operator's objects refer to by name and key, without duplicates. */
export function referencesIn(world: ClusterState): readonly Reference[] {
  return world.remember('references', () => KINDS.flatMap(kind => world.ofKind(kind)).flatMap(object => {
    const found = new Map<string, Reference>();
    collect(object.spec, 'spec', 0, (field, value) => {
      const reference: Reference = {
        object, kind: CONFIG_MAP.test(field) ? 'ConfigMap' : 'Secret', name: value.name, isOptional: value.optional === true,
      };
      found.set(`${reference.kind} ${reference.name}`, reference);
    });
    return [...found.values()];
  }));
}

const DEEPEST = 12;
/** Pods have other references, whose missing targets the kubelet reports. */
const OF_PODS = new Set(['containers', 'initContainers', 'volumes', 'env', 'envFrom']);

function collect(
  value: any, field: string, depth: number, report: (field: string, reference: { name: string; optional?: boolean }) => void,
): void {
  if (typeof value !== 'object' || value === null || depth > DEEPEST || OF_PODS.has(field)) { return; }
  if (Array.isArray(value)) {
    for (const each of value) { collect(each, field, depth + 1, report); }
    return;
  }
  if (typeof value.name === 'string' && value.name !== '' && typeof value.key === 'string' && Object.keys(value)
    .every(key => ['name', 'key', 'optional'].includes(key))) {
    report(field, value);
    return;
  }
  for (const [key, each] of Object.entries(value)) { collect(each, key, depth + 1, report); }
}

/** References to objects that exist only in another namespace: the operator looks in that of the object. */
export const checkReferredObjects: Check = ({ world, isRejected }) => referencesIn(world).flatMap(({ object, kind, name, isOptional }) => {
  const { namespace } = object.metadata;
  if (isOptional || isRejected(object) || namespace === undefined || world.perhaps(kind, namespace, name)) { return []; }
  const other = world.ofKind(kind).find(({ metadata }) => metadata.name === name);
  return other ? [problem(SECRET_ELSEWHERE, { object: nameOf(object), kind, name, other: nameOf(other) }, object)] : [];
});

/** Objects that must exist and are not in the folder, with the first object that refers to each. Secrets have a separate list. */
export function requiredOf(graph: Graph): { readonly object: string; readonly by: string }[] {
  const { world } = graph;
  const required = new Map<string, string>();
  for (const { object, by } of [...requiredByMonitors(graph), ...requiredByConsumers(world)]) {
    if (!required.has(object)) { required.set(object, by); }
  }
  for (const { object, kind, name, isOptional } of referencesIn(world)) {
    const { namespace } = object.metadata;
    const key = `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
    if (kind === 'ConfigMap' && !isOptional && !world.perhaps(kind, namespace, name) && !required.has(key)) {
      required.set(key, nameOf(object));
    }
  }
  return [...required].sort(([a], [b]) => a < b ? -1 : 1).map(([object, by]) => ({ object, by }));
}
