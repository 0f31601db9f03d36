import { ContainerObject } from './containers';
import { ReloaderVolume } from './reloader-volume';
import { CONTAINER_EXISTS, HOST_PORT_TAKEN, OUTPUT_UNREAD, PORT_TAKEN, VOLUME_EXISTS, VOLUME_MISSING } from './rules';
import { ProbedContainer, listenersOf } from '../validation/listeners';
import { finding, Finding, shown } from '../validation/rule';
import { PodSpec } from '../validation/workload';

/** What is added to a pod. */
export interface Attachment {
  readonly container: ContainerObject;
  readonly initContainer: ContainerObject;
  readonly volumes: readonly ReloaderVolume[];
  /** A signal reaches only processes in the same process namespace. */
  readonly shareProcessNamespace: boolean;
  /** The port of the reloader's server in the pod. */
  readonly port: number;
  /** The file that the reloader writes. */
  readonly output?: string;
}

/** Ports that are in use on every node. */
const NODE_PORTS: { readonly [port: number]: string } = {
  10248: 'the kubelet', 10249: 'kube-proxy', 10250: 'the kubelet', 10255: 'the kubelet', 10256: 'kube-proxy',
};

/** The pod with the reloader. Its init container comes last, so that it sees the files that others wrote. */
export function attach(pod: PodSpec, { container, initContainer, volumes, shareProcessNamespace }: Attachment): PodSpec {
  const added = volumes.filter(({ _source }) => _source !== undefined).map(({ name, _source }) => ({ name, ..._source }));
  return {
    ...pod,
    containers: [...pod.containers ?? [], container],
    initContainers: [...pod.initContainers ?? [], initContainer],
    ...(added.length > 0 || pod.volumes) && { volumes: [...pod.volumes ?? [], ...added] },
    ...shareProcessNamespace && { shareProcessNamespace },
  };
}

/** Why the reloader cannot be added to this pod. */
export function checkAttachment(workload: string, pod: PodSpec, attachment: Attachment): Finding[] {
  return [
    ...checkContainers(workload, pod, attachment), ...checkPorts(workload, pod, attachment), ...checkVolumes(workload, pod, attachment),
  ];
}

function checkContainers(workload: string, pod: PodSpec, { container, initContainer }: Attachment): Finding[] {
  const names = all(pod).map(({ name }) => name);
  return [container.name, initContainer.name].filter(name => names.includes(name))
    .map(name => finding(CONTAINER_EXISTS, { workload, name }));
}

function checkPorts(workload: string, pod: PodSpec, { port }: Attachment): Finding[] {
  const holder = (pod.containers ?? []).find(container => portsOf(container).includes(port));
  if (pod.hostNetwork && (holder || NODE_PORTS[port])) {
    return [finding(HOST_PORT_TAKEN, { workload, port, by: holder ? `container ${shown(holder.name)}` : NODE_PORTS[port] })];
  }
  return holder ? [finding(PORT_TAKEN, { workload, port, by: holder.name })] : [];
}

function checkVolumes(workload: string, pod: PodSpec, { volumes, output }: Attachment): Finding[] {
  const has = (pod.volumes ?? []).map(({ name }) => name);
  const clashes = volumes.flatMap(({ name, _source }) => {
    if (_source === undefined) { return has.includes(name) ? [] : [finding(VOLUME_MISSING, { workload, name, has })]; }
    return has.includes(name) ? [finding(VOLUME_EXISTS, { workload, name })] : [];
  });
  const written = output === undefined ? undefined : volumes.find(({ mountPath }) => isInFolder(output, mountPath));
  const isRead = (
    container: ProbedContainer,
  ) => ((container.volumeMounts ?? []) as { name?: string }[]).some(({ name }) => name === written?.name);
  if (written && !(pod.containers ?? []).some(isRead)) {
    clashes.push(finding(OUTPUT_UNREAD, { workload, volume: written.name }));
  }
  return clashes;
}

export function isInFolder(path: string, folder: string): boolean {
  const prefix = folder.endsWith('/') ? folder : `${folder}/`;
  return path === folder || path.startsWith(prefix);
}

/** Declared as a port, or set in a flag. */
function portsOf(container: ProbedContainer): number[] {
  const declared = (container.ports ?? []).flatMap(({ containerPort, hostPort }) => [
    containerPort, ...hostPort === undefined ? [] : [hostPort],
  ]);
  return [...declared, ...listenersOf(container).map(({ port }) => port)];
}

function all({ containers = [], initContainers = [] }: PodSpec): readonly ProbedContainer[] {
  return [...containers, ...initContainers];
}
