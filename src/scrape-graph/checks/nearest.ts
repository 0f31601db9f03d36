import { NamespaceTest, portsOf } from './reach';
import { unmet } from '../../admission/cluster/label-selector';
import { labelsText } from '../../admission/cluster/selection';
import { shown } from '../../validation/rule';
import { ClusterState } from '../cluster-state';
import { isImplied } from '../implied';
import { Labels, listOf, Manifest, nameOf, textOf, textsOf } from '../manifest';
import { Pod, writtenLabels } from '../targets/pods';

/**
 * The Service that is most similar to a monitor's selector, and what it lacks: first those with the port, then those with the same name.
 */
export function nearestService(monitor: Manifest, isThere: NamespaceTest, prometheuses: readonly Manifest[], world: ClusterState): string {
  const selector = monitor.spec.selector;
  const missing = ({ metadata }: Manifest) => unmet(selector, metadata.labels ?? {});
  const isSaid = ({ isImplied: implied }: Manifest) => implied !== true;
  const elsewhere = world.ofKind('Service').find(service => isSaid(service) && missing(service).length === 0);
  if (elsewhere) {
    return `${nameOf(elsewhere)} has these labels, but is in a namespace that the monitor does not select: ${cureOf(
      monitor, prometheuses,
    )}`;
  }
  const candidates = world.ofKind('Service').filter(service => isSaid(service) && isThere(service.metadata.namespace));
  if (candidates.length === 0) { return 'no Service exists in the namespaces that it selects'; }
  const hasPort = (
    service: Manifest,
  ) => listOf(monitor.spec.endpoints).some(endpoint => textOf(endpoint?.port) !== '' && portsOf(endpoint, service).length > 0);
  const rank = (service: Manifest) => [
    missing(service).length, hasPort(service) ? 0 : 1, service.metadata.name === monitor.metadata.name ? 0 : 1,
  ];
  const ranked = candidates.map(service => ({ service, by: rank(service) })).sort((a, b) =>
    a.by[0] - b.by[0] || a.by[1] - b.by[1] || a.by[2] - b.by[2] || (nameOf(a.service) < nameOf(b.service) ? -1 : 1));
  const best = ranked[0].service;
  const lacking = missing(best);
  const labels = best.metadata.labels ?? {};
  const wanted = Object.entries(textsOf(selector?.matchLabels));
  // a Service without any common label is unrelated
  const isStranger = ranked[0].by[2] === 1 && lacking.every(({ label }) => labels[label] === undefined)
    && !wanted.some(([, value]) => isAlike(best, value))
    && wanted.every(([name, value]) => labels[name] !== value);
  return isStranger ? `no Service in the namespaces that it selects has the label ${lacking.map(({ label }) => shown(label)).join(' or ')}`
    : lacking.map(({ label, text }) => lacks(nameOf(best), labels, label, text)).join(', ');
}

/** Whether a Service has a value under another label, or as its name. */
function isAlike({ metadata }: Manifest, value: string): boolean {
  return metadata.name.includes(value) || value.includes(metadata.name) || Object.values(metadata.labels ?? {}).includes(value);
}

/** What makes a monitor select in other namespaces. Names of namespaces have no effect if its Prometheus ignores them. */
export function cureOf(monitor: Manifest, prometheuses: readonly Manifest[]): string {
  const ignoring = prometheuses.filter(({ spec }) => spec.ignoreNamespaceSelectors === true);
  return ignoring.length === 0 ? 'add the namespace to "namespaceSelector"'
    : `${nameOf(ignoring[0])} has "ignoreNamespaceSelectors": move ${nameOf(monitor)} to that namespace`;
}

function lacks(name: string, labels: Labels, label: string, text: string): string {
  return labels[label] === undefined ? `${name} has no label ${shown(label)}` : `${name} has ${label}=${labels[label]}, not ${text}`;
}

/** The pods that are most similar to a selector. */
export function nearestPods(selector: Labels, namespace: string | undefined, world: ClusterState): string {
  const missing = ({ labels }: Pod) => unmet({ matchLabels: selector }, labels).length;
  const [best] = [...world.podsIn(namespace)].filter(({ workload }) => !isImplied(workload))
    .sort((a, b) => missing(a) - missing(b) || (nameOf(a.workload) < nameOf(b.workload) ? -1 : 1));
  if (best === undefined) { return 'its namespace has no workload'; }
  const isStranger = Object.entries(selector)
    .every(([name, value]) => best.labels[name] === undefined && !Object.values(best.labels).includes(value));
  return isStranger
    ? 'no pods in its namespace have this label'
    : `the pods of ${nameOf(best.workload)} have ${labelsText(writtenLabels(best))}`;
}
