import { readPattern } from '../../promql/regex';
import { isImplied } from '../implied';
import { listOf, Manifest, textOf } from '../manifest';
import { World } from '../world';

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

/** Whether what a monitor selects can be elsewhere: of none of the namespaces where it looks it is here what runs there. */
export function isElsewhere({ kind }: Manifest, names: readonly (string | undefined)[], isSelected: boolean, world: World): boolean {
  // a Prometheus here is here with what it scrapes
  if (names.includes(undefined)) { return !isSelected; }
  // pods of Kubernetes itself are in no YAML, and have few Services
  return names.every(namespace => namespace === 'kube-system' ? kind === 'PodMonitor' : !isDescribed(namespace, world));
}

function isDescribed(namespace: string | undefined, world: World): boolean {
  return world.remember(`described ${namespace}`, () =>
    world.inNamespace('Service', namespace).some(service => !isImplied(service)) || world.podsIn(namespace).some(({ workload }) => !isImplied(workload)));
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
