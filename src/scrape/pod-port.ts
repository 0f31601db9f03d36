import { POD_PORT_AMBIGUOUS, POD_PORT_MISSING, POD_PORT_UNKNOWN } from './rules';
import { finding, Finding, shown } from '../validation/rule';
import { podSpecOf } from '../validation/workload';

interface ContainerPort {
  readonly name?: string;
  readonly containerPort: number;
  readonly protocol?: string;
}

/** How the endpoint of a PodMonitor refers to a port. */
export type PodPort = { readonly port: string } | { readonly portNumber: number };

/**
 * The port of a workload's pods that is scraped, as the finished workload declares it. Prometheus finds the declared ports of pods, and no
 * others.
 * @param wanted its name, or its number as digits
 */
export function choosePodPort(workload: any, wanted: string | undefined): PodPort | Finding {
  const object = `${workload.kind} ${shown(workload.metadata?.name)}`;
  const ports = declaredPorts(workload);
  const declared = ports.map(port => port.name === undefined ? String(port.containerPort) : shown(port.name));
  if (ports.length === 0) { return finding(POD_PORT_MISSING, { object }); }
  if (wanted !== undefined) {
    const found = ports.find(port => port.name === wanted) ?? ports.find(port => String(port.containerPort) === wanted);
    return found ? portOf(found) : finding(POD_PORT_UNKNOWN, { object, port: wanted, declared });
  }
  const candidates = ports.filter(({ protocol = 'TCP' }) => protocol === 'TCP');
  if (candidates.length > 1) { return finding(POD_PORT_AMBIGUOUS, { object, declared }); }
  return candidates.length === 1 ? portOf(candidates[0]) : finding(POD_PORT_MISSING, { object });
}

function portOf({ name, containerPort }: ContainerPort): PodPort {
  return name === undefined ? { portNumber: containerPort } : { port: name };
}

/** Ports of containers, and of init containers that keep running. */
function declaredPorts(workload: any): readonly ContainerPort[] {
  const { containers, initContainers } = podSpecOf(workload) ?? {};
  const sidecars = (Array.isArray(initContainers) ? initContainers : []).filter((each: any) => each?.restartPolicy === 'Always');
  return [
    ...Array.isArray(containers) ? containers : [], ...sidecars,
  ].flatMap((container: any) => Array.isArray(container?.ports) ? container.ports : []);
}

/**
 * The selector for the pods of a workload: its own selector, or for a Pod or a Job the labels of the pods. Undefined if they have none.
 */
export function podSelectorOf(workload: any): object | undefined {
  const { kind, spec } = workload;
  const selector = spec?.selector;
  // the controller creates the pod labels of Jobs
  if (kind !== 'Job' && kind !== 'CronJob' && selector && Object.keys(selector).length > 0) { return selector; }
  const labels = templateLabelsOf(workload);
  return labels && Object.keys(labels).length > 0 ? { matchLabels: labels } : undefined;
}

/** The labels that a workload sets on its pods. */
export function templateLabelsOf({ kind, spec, metadata }: any): { readonly [label: string]: string } | undefined {
  if (kind === 'Pod') { return metadata?.labels; }
  return (kind === 'CronJob' ? spec?.jobTemplate?.spec?.template : spec?.template)?.metadata?.labels;
}
