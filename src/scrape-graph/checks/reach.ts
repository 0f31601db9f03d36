import { readPattern } from '../../promql/regex';
import { Graph } from '../graph';
import { listOf, Manifest, textOf } from '../manifest';
import { Pod } from '../targets/pods';

export type NamespaceTest = (namespace: string | undefined) => boolean;

/** The namespaces of a monitor: only its own, if its Prometheus ignores the monitor's selector. */
export function namespaceTest(monitor: Manifest, prometheuses: readonly Manifest[]): NamespaceTest {
  const names = lookedAt(monitor, prometheuses);
  return namespace => names.includes(namespace) || names === ANYWHERE;
}

const ANYWHERE: readonly (string | undefined)[] = [undefined];

/** The namespaces that a monitor selects. Undefined: any. */
export function lookedAt({ spec, metadata }: Manifest, prometheuses: readonly Manifest[]): readonly (string | undefined)[] {
  const isIgnored = prometheuses.length > 0 && prometheuses.every(each => each.spec.ignoreNamespaceSelectors === true);
  const own = metadata.namespace === undefined ? ANYWHERE : [metadata.namespace];
  if (isIgnored) { return own; }
  const names = listOf(spec.namespaceSelector?.matchNames).map(String);
  if (spec.namespaceSelector?.any === true) { return ANYWHERE; }
  return names.length > 0 ? names : own;
}

/** The ports of a Service that an endpoint of a monitor selects: by name, which is a pattern, by target port, or all. */
export function portsOf(endpoint: any, service: Manifest): readonly any[] {
  const ports = listOf(service.spec.ports);
  if (textOf(endpoint?.port) === '') {
    return endpoint?.targetPort === undefined
      ? ports
      : ports.filter(({ port, targetPort = port }) => String(targetPort) === String(endpoint.targetPort));
  }
  return ports.filter(({ name }) => isNamed(endpoint.port, textOf(name)));
}

/** Whether a port has one of the names. */
export function isNamed(wanted: string, name: string): boolean {
  const pattern = readPattern(wanted);
  return name === wanted || 'matches' in pattern && pattern.matches(name);
}

/** Whether a monitor has no effect: every server that selects it rejects it. */
export function isLeftOut(monitor: Manifest, { selectedBy, selecting, isRejected }: Graph): boolean {
  return selectedBy(monitor).length === 0 && (selecting(monitor).length > 0 || isRejected(monitor));
}

/** Compared like Prometheus does: a string with port names, a number with port numbers. */
export function declares({ ports }: Pod, port: unknown): boolean {
  return ports.some(({ name, number }) => typeof port === 'number' ? number === port : name === port);
}
