import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { selectedLabels, Selection } from './selection';
import { jsonOf } from '../validation/to-json';

/** Permissions of a Prometheus. */
interface Readable {
  allow(namespace: string): void;
  allowPaths(paths: readonly string[]): void;
}

/** URL paths of Kubernetes' own servers that authorize clients, in addition to those of every Prometheus. */
const AUTHORIZED_PATHS = ['/metrics/resources'];

/**
 * Labels the monitors and rules of a construct so that a Prometheus selects them, and grants discovery in the namespaces of their targets.
 */
export function selectIn(construct: IConstruct, selection: Selection, readable: Readable): void {
  for (const object of construct.node.findAll().filter(ApiObject.isApiObject)) {
    if (!object.apiVersion.startsWith('monitoring.coreos.com/')) { continue; }
    const labels = selectedLabels(selection, object.kind);
    if (!labels) { continue; }
    for (const [key, value] of Object.entries(labels)) { object.metadata.addLabel(key, value); }
    for (const namespace of namespacesOf(object)) { readable.allow(namespace); }
    readable.allowPaths(AUTHORIZED_PATHS.filter(path => object.kind === 'ServiceMonitor' && readsPath(object, path)));
  }
}

/** The namespaces that a ServiceMonitor or a PodMonitor selects by name. */
function namespacesOf(object: ApiObject): readonly string[] {
  if (object.kind !== 'ServiceMonitor' && object.kind !== 'PodMonitor') { return []; }
  const own = object.metadata.namespace;
  const names: unknown = jsonOf(object).spec?.namespaceSelector?.matchNames;
  if (Array.isArray(names) && names.length > 0) { return names.map(String); }
  return own === undefined ? [] : [own];
}

function readsPath(monitor: ApiObject, path: string): boolean {
  const endpoints: unknown = jsonOf(monitor).spec?.endpoints;
  return Array.isArray(endpoints) && endpoints.some(endpoint => endpoint?.path === path);
}
