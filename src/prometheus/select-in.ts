import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { selectedLabels, Selection } from './selection';
import { jsonOf } from '../validation/to-json';

/** Labels the monitors and rules of a construct as a Prometheus selects them, and tells in which namespaces they look for targets. */
export function selectIn(construct: IConstruct, selection: Selection, allow: (namespace: string) => void): void {
  for (const object of construct.node.findAll().filter(ApiObject.isApiObject)) {
    if (!object.apiVersion.startsWith('monitoring.coreos.com/')) { continue; }
    const labels = selectedLabels(selection, object.kind);
    if (!labels) { continue; }
    for (const [key, value] of Object.entries(labels)) { object.metadata.addLabel(key, value); }
    for (const namespace of namespacesOf(object)) { allow(namespace); }
  }
}

/** The namespaces in which a ServiceMonitor or a PodMonitor looks, as far as they have names. */
function namespacesOf(object: ApiObject): readonly string[] {
  if (object.kind !== 'ServiceMonitor' && object.kind !== 'PodMonitor') { return []; }
  const own = object.metadata.namespace;
  const names: unknown = jsonOf(object).spec?.namespaceSelector?.matchNames;
  return Array.isArray(names) && names.length > 0 ? names.map(String) : own === undefined ? [] : [own];
}
