import { deniedAt } from './network';
import { Check, problem, Problem } from './problem';
import { ClusterState } from '../cluster-state';
import { Consumer, consumersIn, serviceAt } from '../consumers';
import { isImplied } from '../implied';
import { listOf, Manifest, nameOf, portNumberOf } from '../manifest';
import { CONSUMER_ADDRESS, CONSUMER_DENIED } from '../rules';
import { isOnHostNetwork, numberBehind, Pod } from '../targets/pods';

/**
 * Addresses in this cluster without a Service, without the port, or blocked by a policy: dashboards, adapters and autoscalers that get no
 * data.
 */
export const checkConsumers: Check = ({ world }) => consumersIn(world).flatMap((consumer): Problem[] => {
  const { object, what, url } = consumer;
  const { name, namespace, number } = serviceAt(consumer);
  // a name without a namespace may belong to another domain, and a namespace without known objects is unknown
  if (name === undefined || namespace === undefined || !isKnown(namespace, world)) { return []; }
  if (world.makersIn(namespace).some(maker => maker !== object && !CONSUMERS.has(maker.kind))) { return []; }
  const service = world.perhaps('Service', namespace, name);
  const said = { object: nameOf(object), what, url };
  if (!service) {
    // without a known Prometheus it runs elsewhere, with its Service
    const [server] = world.ofKind('Prometheus');
    return server === undefined
      ? []
      : [problem(CONSUMER_ADDRESS, { ...said, why: `Service ${namespace}/${name} does not exist` }, object, server)];
  }
  // without a cluster IP the port is that of the pods
  if (service.spec.clusterIP === 'None' || service.spec.type === 'ExternalName' || number === undefined) {
    return checkPathTo(consumer, service, number, world);
  }
  const ports = listOf(service.spec.ports).flatMap(each => portNumberOf(each?.port) ?? []);
  if (!ports.includes(number)) {
    return [problem(
      CONSUMER_ADDRESS, { ...said, why: `${nameOf(service)} has no port ${number}: it has ${ports.join(', ')}` }, object, service,
    )];
  }
  return checkPathTo(consumer, service, number, world);
});

/** Whether a namespace has objects that users created. Implied objects are everywhere. */
function isKnown(namespace: string, world: ClusterState): boolean {
  return world.remember(
    `said ${namespace}`, () => world.manifests.some(manifest => manifest.metadata.namespace === namespace && !isImplied(manifest)),
  );
}

/** Kinds that send queries, and create no Services. */
const CONSUMERS: ReadonlySet<string> = new Set([
  'ScaledObject', 'ScaledJob', 'AnalysisTemplate', 'ClusterAnalysisTemplate', 'GrafanaDatasource', 'GrafanaDashboard',
]);

/** NetworkPolicies that block every client pod from every server pod. */
function checkPathTo({ object, what, url, pods }: Consumer, service: Manifest, number: number | undefined, world: ClusterState): Problem[] {
  if (world.ofKind('NetworkPolicy').length === 0) { return []; }
  const sources = pods.filter(pod => !isOnHostNetwork(pod));
  const ways = sources.flatMap(source => world.podsOf(service)
    .map(pod => ({ source, pod, denying: denied(source, pod, portOf(service, number, pod), world) })));
  if (sources.length < pods.length || ways.length === 0 || ways.some(({ denying }) => denying.length === 0)) { return []; }
  const [{ source, pod, denying }] = ways;
  return [problem(CONSUMER_DENIED, {
    object: nameOf(object), what, url, source: nameOf(source.workload), target: nameOf(pod.workload), policies: denying.map(nameOf),
  }, object, ...denying)];
}

/** The number of the pod port to which a port of the Service leads. */
function portOf(service: Manifest, number: number | undefined, pod: Pod): number | undefined {
  if (service.spec.clusterIP === 'None') { return number; }
  return listOf(service.spec.ports).filter(({ port }) => Number(port) === number).map(port => numberBehind(port, pod))[0];
}

function denied(source: Pod, pod: Pod, number: number | undefined, world: ClusterState): Manifest[] {
  const place = { address: `${pod.ip}:${number ?? ''}`, pod };
  return [...deniedAt(pod, 'Ingress', source, place, world), ...deniedAt(source, 'Egress', pod, place, world)];
}

/** Services of addresses that do not exist, if no Prometheus is known. */
export function requiredByConsumers(world: ClusterState): { readonly object: string; readonly by: string }[] {
  if (world.ofKind('Prometheus').length > 0) { return []; }
  return consumersIn(world).flatMap(consumer => {
    const { name, namespace } = serviceAt(consumer);
    return name === undefined || namespace === undefined || world.perhaps('Service', namespace, name)
      ? []
      : [{ object: `Service ${namespace}/${name}`, by: nameOf(consumer.object) }];
  });
}
