import { isWorkload, podSpecOf } from '../../validation/workload';
import { Labels, listOf, Manifest, portNumberOf, textOf, textsOf } from '../manifest';

/** A port that a container declares. */
export interface ContainerPort {
  readonly container: Container;
  readonly name: string;
  readonly number: number;
  readonly protocol: string;
}

export interface Container {
  readonly name: string;
  readonly image: string;
  readonly id: string;
  readonly isInit: boolean;
}

/** A pod as service discovery sees it: an existing one, or one that represents all pods of a workload. */
export interface Pod {
  readonly workload: Manifest;
  readonly name: string;
  readonly namespace: string | undefined;
  readonly labels: Labels;
  readonly annotations: Labels;
  /** Empty before it has one. */
  readonly ip: string;
  readonly phase: string;
  readonly ready: string;
  readonly nodeName: string;
  readonly hostIp: string;
  readonly hostname: string;
  /** The Service that its hostname belongs to. */
  readonly subdomain: string;
  readonly uid: string;
  readonly controller?: { readonly kind: string; readonly name: string };
  /** Those of init containers last. */
  readonly containers: readonly Container[];
  readonly ports: readonly ContainerPort[];
  /** Init containers that keep running. A Service can use their ports. */
  readonly sidecars: readonly string[];
}

/**
 * Values that are unknown before a cluster creates them: addresses of pods and nodes, and random suffixes of names. The addresses are from
 * the ranges of RFC 5737 for documentation.
 */
export const UNKNOWN = {
  podIp: '192.0.2.1',
  hostIp: '192.0.2.2',
  controlPlane: '192.0.2.3',
  node: 'node-0',
  uid: '00000000-0000-0000-0000-000000000000',
  hash: '5d4f8c7b9d',
  suffix: 'x7k2m',
};

const SHOWN: { readonly [text: string]: string } = {
  [UNKNOWN.podIp]: '<pod IP>',
  [UNKNOWN.hostIp]: '<node IP>',
  [UNKNOWN.controlPlane]: '<apiserver>',
  [UNKNOWN.node]: '<node>',
  [`${UNKNOWN.hash}-${UNKNOWN.suffix}`]: '*',
  [UNKNOWN.hash]: '*',
  [UNKNOWN.suffix]: '*',
  [UNKNOWN.uid]: '*',
};
const ANY = new RegExp(Object.keys(SHOWN).map(text => text.replace(/\./g, '\\.')).join('|'), 'g');

/** Whether a value stands for an unknown one. */
export function isUnknown(text: string): boolean {
  return text in SHOWN;
}

/** Replaces unknown values by text for readers. */
export function withoutUnknown(text: string): string {
  return text.replace(ANY, found => SHOWN[found]);
}

/** The names of the pods of a controller: the first one if they are numbered. */
const NAMES: {
  readonly [kind: string]: (name: string) => {
    readonly pod: string; readonly controller?: { readonly kind: string; readonly name: string };
  };
} = {
  Pod: name => ({ pod: name }),
  Deployment: name => ({
    pod: `${name}-${UNKNOWN.hash}-${UNKNOWN.suffix}`, controller: { kind: 'ReplicaSet', name: `${name}-${UNKNOWN.hash}` },
  }),
  ReplicaSet: name => ({ pod: `${name}-${UNKNOWN.suffix}`, controller: { kind: 'ReplicaSet', name } }),
  ReplicationController: name => ({ pod: `${name}-${UNKNOWN.suffix}`, controller: { kind: 'ReplicationController', name } }),
  DaemonSet: name => ({ pod: `${name}-${UNKNOWN.suffix}`, controller: { kind: 'DaemonSet', name } }),
  StatefulSet: name => ({ pod: `${name}-0`, controller: { kind: 'StatefulSet', name } }),
  Job: name => ({ pod: `${name}-${UNKNOWN.suffix}`, controller: { kind: 'Job', name } }),
  CronJob: name => ({ pod: `${name}-0-${UNKNOWN.suffix}`, controller: { kind: 'Job', name: `${name}-0` } }),
};

function ofAnotherApi(kind: string, name: string): ReturnType<typeof NAMES[string]> {
  return { pod: `${name}-${UNKNOWN.hash}-${UNKNOWN.suffix}`, controller: { kind, name } };
}

/** The labels that a controller adds to its pods. */
const LABELS: { readonly [kind: string]: (name: string) => Labels } = {
  Deployment: () => ({ 'pod-template-hash': UNKNOWN.hash }),
  StatefulSet: name => ({
    'apps.kubernetes.io/pod-index': '0',
    'controller-revision-hash': `${name}-${UNKNOWN.hash}`,
    'statefulset.kubernetes.io/pod-name': `${name}-0`,
  }),
  DaemonSet: () => ({ 'controller-revision-hash': UNKNOWN.hash, 'pod-template-generation': '1' }),
  Job: name => ({
    'batch.kubernetes.io/controller-uid': UNKNOWN.uid,
    'batch.kubernetes.io/job-name': name,
    'controller-uid': UNKNOWN.uid,
    'job-name': name,
  }),
  CronJob: name => LABELS.Job(`${name}-0`),
};

/** The pods of all workloads. If a workload's own pods are given, as in a dump of a cluster, these are used. */
export function podsIn(manifests: readonly Manifest[]): Pod[] {
  const workloads = manifests.filter(manifest => (isWorkload(manifest.kind) || podSpecOf(manifest) !== undefined) && !isForTests(manifest));
  const owners = new Set(
    workloads.flatMap(({
      metadata, raw,
    }) => listOf(raw?.metadata?.ownerReferences).map(owner => `${owner?.kind} ${metadata.namespace} ${owner?.name}`)),
  );
  const isMade = (kind: string, namespace: string | undefined, name: string) => owners.has(`${kind} ${namespace} ${name}`);
  return workloads.filter(({ kind, metadata: { namespace, name } }) => !isMade(kind, namespace, name)).filter(makesPods).map(podOf);
}

/** Whether it creates any: it may be scaled to zero, or suspended. */
function makesPods({ kind, spec }: Manifest): boolean {
  if (kind === 'Pod') { return true; }
  const isStopped = kind === 'Job' && spec.parallelism === 0 || ['Job', 'CronJob'].includes(kind) && spec.suspend === true;
  return spec.replicas !== 0 && !isStopped;
}

/** Its labels without those that its controller adds. */
export function writtenLabels({ workload: { kind, metadata }, labels }: Pod): Labels {
  const added = Object.hasOwn(LABELS, kind) ? LABELS[kind](metadata.name) : {};
  return Object.fromEntries(Object.entries(labels).filter(([name]) => !Object.hasOwn(added, name)));
}

/** Helm creates it for a test, and deletes it afterwards. */
function isForTests({ metadata: { annotations } }: Manifest): boolean {
  return textOf(annotations?.['helm.sh/hook']).split(',').some(hook => hook.trim().startsWith('test'));
}

/** Whether it uses hostNetwork: policies do not apply to it. */
export function isOnHostNetwork({ workload }: Pod): boolean {
  return (workload.kind === 'Pod' ? workload.spec : workload.spec.template?.spec)?.hostNetwork === true;
}

/** Whether it has ended. A Service still selects its labels, but it is not an endpoint any more. */
export function isOver({ phase }: Pod): boolean {
  return phase === 'Failed' || phase === 'Succeeded';
}

function podOf(workload: Manifest): Pod {
  const { kind, metadata } = workload;
  const isThere = kind === 'Pod';
  const templateOf = (spec: any) => kind === 'CronJob' ? spec.jobTemplate?.spec?.template : spec.template;
  const template = isThere ? workload.raw : templateOf(workload.spec);
  const { pod: name, controller } = Object.hasOwn(NAMES, kind) ? NAMES[kind](metadata.name) : ofAnotherApi(kind, metadata.name);
  const spec: any = podSpecOf(workload) ?? {};
  const status = isThere && typeof workload.status?.phase === 'string' ? workload.status : undefined;
  const unknownIp = spec.hostNetwork === true ? UNKNOWN.hostIp : UNKNOWN.podIp;
  const hostIp = textOf(status?.hostIP, status ? '' : UNKNOWN.hostIp);
  const owner = listOf(workload.raw?.metadata?.ownerReferences).find(each => each?.controller === true);
  const ids = new Map([
    ...listOf(status?.containerStatuses), ...listOf(status?.initContainerStatuses),
  ].map(each => [each?.name, textOf(each?.containerID)]));
  const own = (
    each: any, isInit: boolean,
  ): Container => ({ name: textOf(each?.name), image: textOf(each?.image), id: ids.get(each?.name) ?? '', isInit });
  const both = [
    ...listOf(spec.containers).map(each => ({ each, container: own(each, false) })),
    ...listOf(spec.initContainers).map(each => ({ each, container: own(each, true) })),
  ];
  return {
    workload,
    name,
    namespace: metadata.namespace,
    labels: { ...textsOf(template?.metadata?.labels), ...Object.hasOwn(LABELS, kind) && LABELS[kind](metadata.name) },
    annotations: textsOf(template?.metadata?.annotations),
    ip: textOf(status?.podIP, status ? '' : unknownIp),
    phase: textOf(status?.phase, 'Running'),
    ready: status ? textOf(listOf(status.conditions).find(each => each?.type === 'Ready')?.status, 'unknown').toLowerCase() : 'true',
    nodeName: textOf(spec.nodeName, status ? '' : UNKNOWN.node),
    hostIp,
    hostname: kind === 'StatefulSet' ? name : textOf(spec.hostname),
    subdomain: kind === 'StatefulSet' ? textOf(workload.spec.serviceName) : textOf(spec.subdomain),
    uid: textOf(workload.raw?.metadata?.uid, UNKNOWN.uid),
    ...isThere ? owner && { controller: { kind: textOf(owner.kind), name: textOf(owner.name) } } : { controller },
    containers: both.map(({ container }) => container),
    ports: both.flatMap(({ each, container }) => listOf(each?.ports).flatMap((port): ContainerPort[] => {
      const number = portNumberOf(port?.containerPort);
      return number === undefined ? [] : [{ container, name: textOf(port?.name), number, protocol: textOf(port?.protocol, 'TCP') }];
    })),
    sidecars: listOf(spec.initContainers).filter(each => each?.restartPolicy === 'Always').map(each => textOf(each.name)),
  };
}

/**
 * The number of the pod port to which a port of a Service leads. Undefined if the pod has no port of this name, and is not an endpoint.
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#defining-a-service
 */
export function numberBehind(servicePort: any, { ports, sidecars }: Pod): number | undefined {
  const target = servicePort?.targetPort ?? servicePort?.port;
  if (typeof target !== 'string' || /^\d+$/.test(target)) { return portNumberOf(target); }
  const protocol = textOf(servicePort?.protocol, 'TCP');
  return ports.find(port => port.name === target && port.protocol === protocol
    && (!port.container.isInit || sidecars.includes(port.container.name)))?.number;
}
