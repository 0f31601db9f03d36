import { Check, problem, Problem } from './problem';
import { readPattern } from '../../promql/regex';
import { shown } from '../../validation/rule';
import { Graph } from '../graph';
import { isImplied, kubeletServiceFlags } from '../implied';
import { selectorText, unmet } from '../../admission/cluster/label-selector';
import { Labels, listOf, Manifest, nameOf, textOf, textsOf } from '../manifest';
import { KUBELET_TWICE, NO_PODS, NO_PORT, NO_SERVICE, NO_TARGET_PORT, TWO_WORKLOADS, UNDECLARED_PORT } from '../rules';
import { labelsText } from '../../admission/cluster/selection';
import { numberBehind, Pod } from '../targets/pods';
import { World } from '../world';

/** From a ServiceMonitor to the pods: what does not meet on the way. */
export const checkServices: Check = ({ world, choosers }) => world.ofKind('ServiceMonitor').flatMap(monitor => {
  const isThere = namespaceTest(monitor, choosers(monitor));
  const services = servicesOf(monitor, isThere, world);
  if (services.length === 0) {
    return [problem(NO_SERVICE, { monitor: nameOf(monitor), selector: selectorText(monitor.spec?.selector), hint: nearestService(monitor, isThere, world) }, monitor)];
  }
  const own = services.filter(service => !isImplied(service));
  return [...checkPorts(monitor, services), ...own.flatMap(service => checkPods(monitor, service, world))];
});

type NamespaceTest = (namespace: string | undefined) => boolean;

/** Where a monitor looks: in its own namespace alone, where its Prometheus ignores what it says. */
function namespaceTest({ spec, metadata }: Manifest, prometheuses: readonly Manifest[]): NamespaceTest {
  const isIgnored = prometheuses.length > 0 && prometheuses.every(each => each.spec?.ignoreNamespaceSelectors === true);
  const names = listOf(spec?.namespaceSelector?.matchNames);
  if (isIgnored) { return namespace => namespace === metadata.namespace; }
  return spec?.namespaceSelector?.any === true ? () => true : namespace => names.length > 0 ? names.includes(namespace) : namespace === metadata.namespace;
}

function servicesOf({ spec }: Manifest, isThere: NamespaceTest, world: World): readonly Manifest[] {
  const plain = Object.entries(textsOf(spec?.selector?.matchLabels))[0];
  const candidates = plain ? world.servicesLabelled(...plain) : world.ofKind('Service');
  return candidates.filter(({ metadata }) => isThere(metadata.namespace) && unmet(spec?.selector, metadata.labels ?? {}).length === 0);
}

/** The ports of a Service that an endpoint of a monitor means: by name, which is a pattern, by what is behind, or all. */
function portsOf(endpoint: any, service: Manifest): readonly any[] {
  const ports = listOf(service.spec?.ports);
  if (textOf(endpoint?.port) === '') { return endpoint?.targetPort === undefined ? ports : ports.filter(({ port, targetPort = port }) => String(targetPort) === String(endpoint.targetPort)); }
  const pattern = readPattern(endpoint.port);
  return ports.filter(({ name }) => name === endpoint.port || 'matches' in pattern && pattern.matches(textOf(name)));
}

/** The Service that comes nearest to what a monitor wants, and what it lacks: of those with the port first, and of those with the same name. */
function nearestService(monitor: Manifest, isThere: NamespaceTest, world: World): string {
  const selector = monitor.spec?.selector;
  const missing = ({ metadata }: Manifest) => unmet(selector, metadata.labels ?? {});
  const isSaid = ({ isImplied: implied }: Manifest) => implied !== true;
  const candidates = world.ofKind('Service').filter(service => isSaid(service) && isThere(service.metadata.namespace));
  if (candidates.length === 0) {
    const elsewhere = world.ofKind('Service').find(service => missing(service).length === 0);
    return elsewhere ? `${nameOf(elsewhere)} has it, in a namespace where the monitor does not look: name it in "namespaceSelector"` : 'there is no Service where it looks';
  }
  const hasPort = (service: Manifest) => listOf(monitor.spec?.endpoints).some(endpoint => textOf(endpoint?.port) !== '' && portsOf(endpoint, service).length > 0);
  const rank = (service: Manifest) => [missing(service).length, hasPort(service) ? 0 : 1, service.metadata.name === monitor.metadata.name ? 0 : 1];
  const ranked = candidates.map(service => ({ service, by: rank(service) })).sort((a, b) =>
    a.by[0] - b.by[0] || a.by[1] - b.by[1] || a.by[2] - b.by[2] || (nameOf(a.service) < nameOf(b.service) ? -1 : 1));
  const best = ranked[0].service;
  return missing(best).map(({ label, text }) => lacks(nameOf(best), best.metadata.labels ?? {}, label, text)).join(', ');
}

function lacks(name: string, labels: Labels, label: string, text: string): string {
  return labels[label] === undefined ? `${name} has no label ${shown(label)}` : `${name} has ${label}=${labels[label]}, not ${text}`;
}

/** Ports that none of the Services has: of several that a wide selector takes, some may be without. */
function checkPorts(monitor: Manifest, services: readonly Manifest[]): Problem[] {
  const missing = listOf(monitor.spec?.endpoints).filter(endpoint => textOf(endpoint?.port) !== '' && services.every(service => portsOf(endpoint, service).length === 0));
  return missing.flatMap(({ port }) => services.filter(service => !isImplied(service) || services.length === 1).map(service => {
    const there = listOf(service.spec?.ports).flatMap(({ name }) => name === undefined ? [] : [shown(name)]);
    return problem(NO_PORT, { monitor: nameOf(monitor), port, service: nameOf(service), there }, monitor, service);
  }));
}

function checkPods(monitor: Manifest, service: Manifest, world: World): Problem[] {
  const selector = textsOf(service.spec?.selector);
  if (Object.keys(selector).length === 0 || service.spec?.type === 'ExternalName') { return []; } // its endpoints are written by somebody
  const pods = world.podsOf(service);
  if (pods.length === 0) {
    return isMadeElsewhere(service) ? [] : [problem(NO_PODS, { what: `${nameOf(service)}, which ${nameOf(monitor)} scrapes,`, selector: selectorText({ matchLabels: selector }), hint: nearestPods(selector, service.metadata.namespace, world) }, monitor, service)];
  }
  const endpoints = listOf(monitor.spec?.endpoints);
  const scraped = [...new Set(endpoints.flatMap(endpoint => portsOf(endpoint, service)))];
  const workloads = [...new Set(pods.map(({ workload, controller }) => workload.kind === 'Pod' && controller ? `${controller.kind} ${workload.metadata.namespace}/${controller.name}` : nameOf(workload)))].sort();
  return [
    // pods that somebody wrote one by one belong together
    ...workloads.length > 1 && workloads.some(name => !name.startsWith('Pod ')) ? [problem(TWO_WORKLOADS, { service: nameOf(service), workloads }, monitor, service)] : [],
    ...scraped.flatMap(port => pods.filter(pod => numberBehind(port, pod) === undefined).map(pod => problem(NO_TARGET_PORT, {
      service: nameOf(service), port: String(port.name ?? port.port), target: String(port.targetPort), workload: nameOf(pod.workload), there: declared(pod),
    }, monitor, service, pod.workload))),
    ...endpoints.filter(endpoint => textOf(endpoint?.port) === '' && endpoint?.targetPort !== undefined).flatMap(({ targetPort }) => pods.filter(pod => !declares(pod, targetPort))
      .map(pod => problem(UNDECLARED_PORT, { monitor: nameOf(monitor), port: String(targetPort), workload: nameOf(pod.workload), there: declared(pod) }, monitor, pod.workload))),
  ];
}

export function declares({ ports }: Pod, port: unknown): boolean {
  return ports.some(({ name, number }) => name === port || String(number) === String(port));
}

export function declared({ ports }: Pod): string[] {
  return ports.map(({ name, number }) => shown(name === '' ? number : name));
}

/** Pods that an operator makes are not in the YAML where its custom resources are not, either. */
function isMadeElsewhere({ spec }: Manifest): boolean {
  const selector = textsOf(spec?.selector);
  return selector['app.kubernetes.io/managed-by'] === 'prometheus-operator' || Object.keys(selector).some(label => label.startsWith('operator.prometheus.io/'));
}

/** The pods that come nearest to a selector. */
export function nearestPods(selector: Labels, namespace: string | undefined, world: World): string {
  const missing = ({ labels }: Pod) => unmet({ matchLabels: selector }, labels).length;
  const [best] = [...world.podsIn(namespace)].filter(({ workload }) => !isImplied(workload))
    .sort((a, b) => missing(a) - missing(b) || (nameOf(a.workload) < nameOf(b.workload) ? -1 : 1));
  return best === undefined ? 'there is no workload in its namespace' : `the pods of ${nameOf(best.workload)} have ${labelsText(best.labels)}`;
}

/** Two that keep the same Service of kubelets: each writes over the other. */
export const checkKubeletOwners: Check = ({ world }: Graph) => {
  const owners = new Map<string, { readonly text: string; readonly object: Manifest }[]>();
  for (const { operator, namespace, name } of kubeletServiceFlags(world.manifests)) { add(owners, `Service ${namespace}/${name}`, { text: `${nameOf(operator)}, by --kubelet-service`, object: operator }); }
  for (const service of world.ofKind('Service')) {
    if (owners.has(nameOf(service)) && !isImplied(service)) { add(owners, nameOf(service), { text: 'the manifest itself', object: service }); }
  }
  return [...owners].filter(([, all]) => all.length > 1).map(([service, all]) =>
    problem(KUBELET_TWICE, { service, owners: all.map(({ text }) => text) }, ...all.map(({ object }) => object)));
};

function add<V>(map: Map<string, V[]>, key: string, value: V): void {
  map.set(key, [...map.get(key) ?? [], value]);
}
