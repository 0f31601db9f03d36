import { Problem, problem } from './problem';
import { podSpecOf } from '../../validation/workload';
import { Labels, listOf, Manifest, nameOf, textsOf } from '../manifest';
import { HOST_PORT_TAKEN } from '../rules';

interface HostPort {
  readonly daemonSet: Manifest;
  readonly port: number;
  readonly protocol: string;
}

/** Host ports of DaemonSets: two with the same port cannot run on one node. */
export function hostPortProblems(manifests: readonly Manifest[]): Problem[] {
  const byPort = new Map<string, HostPort[]>();
  for (const each of manifests.filter(({ kind }) => kind === 'DaemonSet').flatMap(hostPortsOf)) {
    const key = `${each.protocol}/${each.port}`;
    byPort.set(key, [...byPort.get(key) ?? [], each]);
  }
  return [...byPort.values()].flatMap(ports => ports.flatMap((first, at) => ports.slice(at + 1)
    .filter(({ daemonSet }) => daemonSet !== first.daemonSet && nameOf(daemonSet) !== nameOf(first.daemonSet) && onTheSameNodes(
      first.daemonSet, daemonSet,
    ))
    .map(({ daemonSet, port }) => problem(
      HOST_PORT_TAKEN, { first: nameOf(first.daemonSet), second: nameOf(daemonSet), port }, daemonSet, first.daemonSet,
    ))));
}

function hostPortsOf(daemonSet: Manifest): HostPort[] {
  const pod: any = podSpecOf(daemonSet);
  return listOf(pod?.containers).flatMap(container => listOf(container?.ports))
    .flatMap(({ containerPort, hostPort, hostIP, protocol = 'TCP' }: any) => {
      const port: unknown = pod.hostNetwork === true ? hostPort ?? containerPort : hostPort;
      return typeof port === 'number' && port > 0 && hostIP === undefined ? [{ daemonSet, port, protocol: String(protocol) }] : [];
    });
}

/** Whether they certainly share nodes: their selectors are equal, or one contains the other, and neither has an affinity. */
function onTheSameNodes(a: Manifest, b: Manifest): boolean {
  const [first, second] = [podSpecOf(a), podSpecOf(b)] as any[];
  if (first?.affinity?.nodeAffinity || second?.affinity?.nodeAffinity || first?.nodeName || second?.nodeName) { return false; }
  const [one, other] = [textsOf(first?.nodeSelector), textsOf(second?.nodeSelector)];
  return isPartOf(one, other) || isPartOf(other, one);
}

function isPartOf(one: Labels, other: Labels): boolean {
  return Object.entries(one).every(([name, value]) => other[name] === value);
}
