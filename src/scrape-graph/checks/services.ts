import { mayBeElsewhere, twinsOf } from './elsewhere';
import { nearestPods, nearestService } from './nearest';
import { Check, judgedProblem, problem, Problem } from './problem';
import { declares, isLeftOut, isNamed, lookedAt, NamespaceTest, namespaceTest, portsOf } from './reach';
import { selectorText, unmet } from '../../admission/cluster/label-selector';
import { listed, shown } from '../../validation/rule';
import { ClusterState } from '../cluster-state';
import { Graph } from '../graph';
import { isImplied, kubeletServiceFlags } from '../implied';
import { listOf, Manifest, nameOf, textOf, textsOf } from '../manifest';
import { KUBELET_TWICE, NO_ENDPOINTS, NO_PODS, NO_PORT, NO_SERVICE, NO_TARGET_PORT, TWO_WORKLOADS, UNDECLARED_PORT } from '../rules';
import { endpointSets, Flavor } from '../targets/endpoints';
import { isOver, numberBehind, Pod } from '../targets/pods';
import { roleOf } from '../targets/scrape-jobs';

/** From a ServiceMonitor to its pods: where the chain breaks. */
export const checkServices: Check = graph => {
  const { world, selectedBy, selecting } = graph;
  return world.ofKind('ServiceMonitor').flatMap(monitor => {
    if (isLeftOut(monitor, graph)) { return []; }
    const isThere = namespaceTest(monitor, selectedBy(monitor));
    const services = servicesOf(monitor, isThere, world);
    if (services.length === 0) {
      // Services that operators create are not in the YAML
      const isMade = lookedAt(monitor, selecting(monitor).map(({ server }) => server)).some(
        namespace => world.makersIn(namespace).length > 0,
      );
      if (isMade && twinsOf(monitor, world).length === 0 || mayBeElsewhere(monitor, graph)) { return []; }
      const hint = nearestService(monitor, isThere, selectedBy(monitor), world);
      return [problem(NO_SERVICE, { monitor: nameOf(monitor), selector: selectorText(monitor.spec.selector), hint }, monitor)];
    }
    const own = services.filter(service => !isImplied(service));
    return [...checkPorts(monitor, services, graph), ...own.flatMap(service => checkPods(monitor, service, graph))];
  });
};

/** The Services that a monitor selects. If its namespaces have none, Services of unknown namespaces. */
function servicesOf({ spec }: Manifest, isThere: NamespaceTest, world: ClusterState): readonly Manifest[] {
  const plain = Object.entries(textsOf(spec.selector?.matchLabels))[0];
  const candidates = (plain
    ? world.servicesLabelled(...plain)
    : world.ofKind('Service')).filter(({ metadata }) => unmet(spec.selector, metadata.labels ?? {}).length === 0);
  const there = candidates.filter(({ metadata }) => isThere(metadata.namespace));
  return there.length > 0 ? there : candidates.filter(({ metadata }) => metadata.namespace === undefined);
}

/** Ports that no selected Service has. If a wide selector matches several Services, some may lack the port. */
function checkPorts(monitor: Manifest, services: readonly Manifest[], graph: Graph): Problem[] {
  const written = services.filter(isWritten);
  const made = services.filter(service => !isWritten(service));
  const endpoints = listOf(monitor.spec.endpoints).filter(endpoint => textOf(endpoint?.port) !== '');
  const missing = endpoints.filter(endpoint => made.every(service => portsOf(endpoint, service).length === 0));
  const sets = new Map(services.map(service => [service, setsOf(service, monitor, graph)]));
  return missing.flatMap(({ port }) => {
    if (services.some(service => sets.get(service)!.has(port))) { return []; }
    // a Service without pods may be one of several
    if (made.length === 0) { return written.flatMap(service => isImplied(service) ? [] : sets.get(service)!.problems(port)); }
    return made.filter(service => !isImplied(service) || made.length === 1).map(service => {
      const there = listOf(service.spec.ports).flatMap(({ name }) => name === undefined ? [] : [shown(name)]);
      const makers = graph.world.makersIn(service.metadata.namespace);
      return judgedProblem(
        NO_PORT,
        { monitor: nameOf(monitor), port, service: nameOf(service), there },
        doubtsOf(makers, 'a Service with it'),
        monitor,
        service,
      );
    });
  });
}

/** Objects that an unknown operator may create. */
function doubtsOf(makers: readonly Manifest[], what: string): string[] {
  return makers.length > 0 ? [`the operator of ${nameOf(makers[0])} creates ${what}`] : [];
}

/** Whether its endpoints are written explicitly: no pods are selected. */
export function isWritten({ spec }: Manifest): boolean {
  return Object.keys(textsOf(spec.selector)).length === 0 || spec.type === 'ExternalName';
}

interface Written {
  readonly has: (port: string) => boolean;
  readonly problems: (port: string) => Problem[];
}

/** The explicit endpoints of a Service, as the Prometheuses read them. */
function setsOf(service: Manifest, monitor: Manifest, { world, selectedBy }: Graph): Written {
  const { namespace, name } = service.metadata;
  const owners = selectedBy(monitor);
  const flavors = [...new Set((owners.length > 0 ? owners : [undefined]).map(each => roleOf(each, monitor) as Flavor))];
  const of = (flavor: Flavor) => endpointSets(flavor, world, namespace).filter(({ serviceName }) => serviceName === name)
    .flatMap(({ endpoints }) => endpoints);
  const all = flavors.flatMap(of);
  return {
    has: port => all.some(({ portName }) => isNamed(port, portName)),
    problems: port => {
      const names = [...new Set(all.map(({ portName }) => portName === '' ? 'one without a name' : shown(portName)))];
      const hasSlices = flavors.includes('endpoints') && of('endpointslice').length > 0;
      const isExternal = service.spec.type === 'ExternalName';
      // they may be written elsewhere
      if (names.length === 0 && !hasSlices && !isExternal) { return []; }
      const none = hasSlices ? 'it has only EndpointSlices, which "serviceDiscoveryRole: Endpoints" does not read'
        : 'a Service of type ExternalName has no endpoints: create Endpoints with its name, or use a Probe or a ScrapeConfig';
      const why = names.length > 0
        ? `the ports of its endpoints are ${listed(names)}, not ${shown(port)}: use the same name in both`
        : none;
      return [problem(NO_ENDPOINTS, { monitor: nameOf(monitor), service: nameOf(service), why }, monitor, service)];
    },
  };
}

function checkPods(monitor: Manifest, service: Manifest, { world }: Graph): Problem[] {
  if (isWritten(service)) { return []; }
  const selector = textsOf(service.spec.selector);
  const pods = world.podsOf(service).filter(pod => !isOver(pod));
  const makers = world.makersIn(service.metadata.namespace);
  // in a dump of a cluster, or written by hand: they decide
  const isSaid = world.named('Endpoints', service.metadata.namespace, service.metadata.name) !== undefined;
  if (pods.length === 0) {
    const isMade = isSaid || isMadeElsewhere(service, world) || makers.length > 0;
    return isMade
      ? []
      : [problem(
        NO_PODS,
        {
          what: `${nameOf(service)}, which ${nameOf(monitor)} scrapes,`,
          selector: selectorText({ matchLabels: selector }),
          hint: nearestPods(selector, service.metadata.namespace, world),
        },
        monitor,
        service,
      )];
  }
  const endpoints = listOf(monitor.spec.endpoints);
  const scraped = [...new Set(endpoints.flatMap(endpoint => portsOf(endpoint, service)))];
  const doubts = doubtsOf(makers, 'pods with it');
  return [
    ...checkWorkloads(monitor, service, pods, scraped),
    ...isSaid
      ? []
      : scraped.filter(port => pods.every(pod => numberBehind(port, pod) === undefined)).map(port => judgedProblem(NO_TARGET_PORT, {
        service: nameOf(service), port: String(port.name ?? port.port), target: String(port.targetPort), ...without(pods),
      }, doubts, monitor, service, pods[0].workload)),
    ...endpoints.filter(endpoint => textOf(endpoint?.port) === '' && endpoint?.targetPort !== undefined
      && !pods.some(pod => declares(pod, endpoint.targetPort)))
      .map(({ targetPort }) => judgedProblem(
        UNDECLARED_PORT, { monitor: nameOf(monitor), port: String(targetPort), ...without(pods) }, doubts, monitor, pods[0].workload,
      )),
  ];
}

/** Workloads without the port, and the ports of the first of them. */
export function without(pods: readonly Pod[]): { readonly workload: string; readonly there: string[] } {
  const names = [...new Set(pods.map(({ workload }) => nameOf(workload)))];
  return { workload: listed(names, 2), there: [...new Set(pods.flatMap(declared))] };
}

/** Of several workloads, those that are endpoints of the Service together. */
function checkWorkloads(monitor: Manifest, service: Manifest, pods: readonly Pod[], scraped: readonly any[]): Problem[] {
  const reached = pods.filter(pod => scraped.some(port => numberBehind(port, pod) !== undefined));
  const names = reached.map(({ workload, controller }) => workload.kind === 'Pod' && controller
    ? `${controller.kind} ${workload.metadata.namespace}/${controller.name}`
    : nameOf(workload));
  const workloads = [...new Set(names)].sort();
  // pods that are written one by one belong together
  const isOne = workloads.length < 2 || workloads.every(name => name.startsWith('Pod '));
  return isOne || isForMetrics(service, reached, scraped)
    ? []
    : [problem(TWO_WORKLOADS, { service: nameOf(service), workloads }, monitor, service)];
}

/** Whether a Service exists only to be scraped, for several workloads that all declare its ports. */
function isForMetrics({ spec }: Manifest, reached: readonly Pod[], scraped: readonly any[]): boolean {
  const areAll = listOf(spec.ports).every(port => scraped.includes(port));
  return areAll && reached.every(pod => scraped.every(port => pod.ports.some(({ number }) => number === numberBehind(port, pod))));
}

export function declared({ ports }: Pod): string[] {
  return ports.map(({ name, number }) => shown(name === '' ? number : name));
}

/** Pods that an operator creates are not in the YAML if its custom resources are not, either. */
function isMadeElsewhere({ spec }: Manifest, world: ClusterState): boolean {
  const selector = textsOf(spec.selector);
  if (selector['app.kubernetes.io/managed-by'] === 'prometheus-operator' || Object.keys(selector)
    .some(label => label.startsWith('operator.prometheus.io/'))) { return true; }
  return Object.entries(SERVERS).some(([name, kind]) => world.ofKind(kind).length === 0
    && (selector[name] !== undefined || ['app', 'app.kubernetes.io/name'].some(label => selector[label] === name)));
}

/** The labels of pods of custom resources. */
const SERVERS: { readonly [label: string]: string } = {
  'prometheus': 'Prometheus', 'alertmanager': 'Alertmanager', 'thanos-ruler': 'ThanosRuler',
};

/** Two operators that write the same Service of kubelets: each overwrites the other. */
export const checkKubeletOwners: Check = ({ world }: Graph) => {
  const owners = new Map<string, { readonly text: string; readonly object: Manifest }[]>();
  for (const { operator, namespace, name } of kubeletServiceFlags(world.manifests)) {
    add(owners, `Service ${namespace}/${name}`, { text: `${nameOf(operator)}, by --kubelet-service`, object: operator });
  }
  for (const service of world.ofKind('Service')) {
    // in a dump of a cluster the operator has created it
    const isMade = service.metadata.labels?.['app.kubernetes.io/managed-by'] === 'prometheus-operator';
    if (owners.has(nameOf(service)) && !isImplied(service) && !isMade) {
      add(owners, nameOf(service), { text: 'the manifest itself', object: service });
    }
  }
  return [...owners].filter(([, all]) => all.length > 1).map(([service, all]) =>
    problem(KUBELET_TWICE, { service, owners: all.map(({ text }) => text) }, ...all.map(({ object }) => object)));
};

function add<V>(map: Map<string, V[]>, key: string, value: V): void {
  map.set(key, [...map.get(key) ?? [], value]);
}
