import { readPattern } from '../../promql/regex';
import { Graph } from '../graph';
import { listOf, Manifest, textOf } from '../manifest';
import { Pod } from '../targets/pods';

export type NamespaceTest = (namespace: string | undefined) => boolean;

/** Where a monitor looks: in its own namespace alone, where its Prometheus ignores what it says. */
export function namespaceTest(monitor: Manifest, prometheuses: readonly Manifest[]): NamespaceTest {
  const names = lookedAt(monitor, prometheuses);
  return namespace => names.includes(namespace) || names === ANYWHERE;
}

const ANYWHERE: readonly (string | undefined)[] = [undefined];

/** The namespaces in which a monitor looks; undefined is any. */
export function lookedAt({ spec, metadata }: Manifest, prometheuses: readonly Manifest[]): readonly (string | undefined)[] {
  const isIgnored = prometheuses.length > 0 && prometheuses.every(each => each.spec?.ignoreNamespaceSelectors === true);
  const own = metadata.namespace === undefined ? ANYWHERE : [metadata.namespace];
  if (isIgnored) { return own; }
  const names = listOf(spec?.namespaceSelector?.matchNames).map(String);
  if (spec?.namespaceSelector?.any === true) { return ANYWHERE; }
  return names.length > 0 ? names : own;
}

/** The ports of a Service that an endpoint of a monitor means: by name, which is a pattern, by what is behind, or all. */
export function portsOf(endpoint: any, service: Manifest): readonly any[] {
  const ports = listOf(service.spec?.ports);
  if (textOf(endpoint?.port) === '') { return endpoint?.targetPort === undefined ? ports : ports.filter(({ port, targetPort = port }) => String(targetPort) === String(endpoint.targetPort)); }
  return ports.filter(({ name }) => isNamed(endpoint.port, textOf(name)));
}

/** Whether a port has a name that is wanted. */
export function isNamed(wanted: string, name: string): boolean {
  const pattern = readPattern(wanted);
  return name === wanted || 'matches' in pattern && pattern.matches(name);
}

/** Whether a monitor is no concern of anybody here: all that select it leave it out. */
export function isLeftOut(monitor: Manifest, { selectedBy, selecting, isRejected }: Graph): boolean {
  return selectedBy(monitor).length === 0 && (selecting(monitor).length > 0 || isRejected(monitor));
}

/** As Prometheus compares: a text with the names of ports, a number with their numbers. */
export function declares({ ports }: Pod, port: unknown): boolean {
  return ports.some(({ name, number }) => typeof port === 'number' ? number === port : name === port);
}
