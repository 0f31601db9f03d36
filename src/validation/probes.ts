import { hostAndPort, isLoopbackHost, Listener, listenersOf, ProbedContainer } from './listeners';
import { finding, Finding, shown } from './rule';
import { PROBE_ELSEWHERE, PROBE_HANDLERS, PROBE_LOOPBACK, PROBE_PORT_NAME, PROBE_PORT_UNDECLARED, PROBE_SCHEME } from './rules';
import { PodSpec } from './workload';

const PROBES = ['startupProbe', 'livenessProbe', 'readinessProbe'] as const;
const HANDLERS = ['exec', 'httpGet', 'tcpSocket', 'grpc'] as const;

/** Known listeners of the containers by name. They take precedence over flags. */
export type KnownListeners = { readonly [container: string]: readonly Listener[] };

/**
 * Certain problems of the probes of a pod. A probe other than `exec` comes from the kubelet, from outside: it reaches listeners on the
 * pod's address, not those on loopback.
 */
export function checkProbes(pod: PodSpec, known: KnownListeners = {}): Finding[] {
  const containers = [...pod.initContainers ?? [], ...pod.containers ?? []];
  return containers.flatMap(container => PROBES.flatMap(name => {
    const probe = container[name] as Probe | undefined;
    return probe ? checkProbe({ container, name, probe, containers, listeners: known[container.name] }) : [];
  }));
}

interface Probe {
  readonly httpGet?: { readonly port: unknown; readonly host?: string; readonly scheme?: string };
  readonly [handler: string]: unknown;
}

interface Case {
  readonly container: ProbedContainer;
  readonly name: string;
  readonly probe: Probe;
  /** The whole pod. */
  readonly containers: readonly ProbedContainer[];
  /** The known listeners of the container. Undefined if they must be read from its flags. */
  readonly listeners?: readonly Listener[];
}

function checkProbe({ container, name, probe, containers, listeners }: Case): Finding[] {
  const where = `${name} of container ${shown(container.name)}`;
  const handlers = HANDLERS.filter(handler => probe[handler] !== undefined && probe[handler] !== null);
  if (handlers.length !== 1) {
    return [finding(PROBE_HANDLERS, { where, handlers })];
  }
  const handler = probe[handlers[0]] as { port?: unknown; host?: string; scheme?: string };
  // a probe with an explicit host does not reach this pod
  if (handlers[0] === 'exec' || handler.host !== undefined) { return []; }

  const ports = container.ports ?? [];
  if (typeof handler.port === 'string' && !ports.some(port => port.name === handler.port)) {
    const declared = ports.map(port => port.name ?? String(port.containerPort));
    return [finding(PROBE_PORT_NAME, { where, port: handler.port, declared })];
  }
  const port = typeof handler.port === 'string'
    ? ports.find(declared => declared.name === handler.port)!.containerPort
    : Number(handler.port);

  const own = (listeners ?? listenersOf(container)).filter(listener => listener.port === port);
  if (own.length > 0 && own.every(listener => isLoopbackHost(listener.host))) {
    return [finding(PROBE_LOOPBACK, { where, handler: handlers[0], listener: hostAndPort(own[0].host, port) })];
  }
  if (listeners && own.length === 0) {
    return [finding(PROBE_ELSEWHERE, { where, port, listens: listeners.map(listener => listener.port) })];
  }
  const asked = handler.scheme ?? 'HTTP';
  const spoken = own.find(listener => listener.scheme !== undefined)?.scheme;
  if (handlers[0] === 'httpGet' && spoken !== undefined && spoken !== asked) {
    return [finding(PROBE_SCHEME, { where, asked, spoken })];
  }
  if (!listeners && !containers.some(other => other.ports?.some(declared => declared.containerPort === port))) {
    return [finding(PROBE_PORT_UNDECLARED, { where, port })];
  }
  return [];
}
