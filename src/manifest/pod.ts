import { pullFields } from './container-fields';
import { checkLabels, Labels } from './labels';
import { PodOptions } from './pod-options';
import { checkPodSecurity, securityContextOf } from './pod-security';
import { checkQuantity } from './quantity';
import { checkReferences } from './references';
import { checkLimits, limitsOf, resourcesOf } from './resource-limits';
import { checkTolerations } from './scheduling';
import { nanosOf } from '../validation/quantity';
import { Finding } from '../validation/rule';
import { checkImage } from '../versions/releases';

/** The user "nobody", which owns no files. */
export const NOBODY = 65534;

export interface Requests {
  readonly cpu: string;
  readonly memory: string;
}

/** The options of a component's pods with its defaults. */
export function resolvePod(options: PodOptions, requests: Requests, tolerations: PodOptions['tolerations'] = []) {
  const [cpu, memory] = [options.cpu ?? requests.cpu, options.memory ?? atMost(options.memoryLimit, requests.memory)];
  const { memoryLimit, resourceLimits } = options;
  return {
    nodeSelector: options.nodeSelector ?? { 'kubernetes.io/os': 'linux' },
    tolerations: options.tolerations ?? tolerations,
    priorityClassName: options.priorityClassName,
    cpu,
    memory,
    /** The effective option. */
    memoryLimit: limitsOf({ cpu, memory, memoryLimit, resourceLimits }).memory,
    resourceLimits,
    imageRegistry: options.imageRegistry,
    imageDigest: options.imageDigest,
    imagePullSecrets: options.imagePullSecrets ?? [],
    imagePullPolicy: options.imagePullPolicy,
    podSecurity: options.podSecurity,
  };
}

/** A default request, lowered to the limit: a request above its limit is rejected. */
export function atMost(limit: string | undefined, request: string): string {
  const [most, wanted] = [nanosOf(limit), nanosOf(request)];
  return limit !== undefined && most !== undefined && wanted !== undefined && wanted > most ? limit : request;
}

/** A workload that the operator creates. */
export interface Instance {
  readonly replicas: number;
  readonly labels: Labels;
  /** The labels that the operator adds to its pods. */
  readonly selector: Labels;
  readonly serviceAccountName: string;
  /** Replicas of each shard are spread separately. */
  readonly byShard?: boolean;
  /** The main container listens on loopback, so its probes are commands. */
  readonly isProbedByCommand?: boolean;
}

export type ResolvedPod = ReturnType<typeof resolvePod>;

/** Fields that belong to the pod. A pod's specification and the operator's custom resources have the same fields. */
export function podFields(pod: ResolvedPod) {
  return {
    nodeSelector: pod.nodeSelector,
    ...pod.tolerations.length > 0 && { tolerations: pod.tolerations },
    ...pod.priorityClassName !== undefined && { priorityClassName: pod.priorityClassName },
    ...pod.imagePullSecrets.length > 0 && { imagePullSecrets: pod.imagePullSecrets.map(name => ({ name })) },
  };
}

/** Common fields of Prometheus and Alertmanager custom resources: restricted pods with their own volume. */
export function instanceFields(
  pod: ResolvedPod, { replicas, labels, selector, serviceAccountName, byShard = false, isProbedByCommand = false }: Instance,
) {
  return {
    replicas,
    ...Object.keys(labels).length > 0 && { podMetadata: { labels } },
    serviceAccountName,
    securityContext: securityContextOf(pod, { id: NOBODY, hasVolumes: true }),
    ...podFields(pod),
    resources: resourcesOf(pod, isProbedByCommand && COMMAND),
    ...pullFields(pod.imagePullPolicy),
    ...replicas > 1 && (byShard ? spreadByShard(selector) : spread(selector)),
  };
}

/** A probe that the operator creates. */
const COMMAND = { exec: {} };

/** Values that the API server or the kubelet would reject. */
export function checkPod(pod: ResolvedPod): Finding[] {
  return [
    ...checkReferences([
      { prop: 'priorityClassName', name: pod.priorityClassName }, ...pod.imagePullSecrets.map(name => ({ prop: 'imagePullSecrets', name })),
    ]),
    ...checkLabels('nodeSelector', pod.nodeSelector),
    ...checkTolerations('tolerations', pod.tolerations),
    ...checkQuantity('cpu', pod.cpu), ...checkQuantity('memory', pod.memory), ...checkQuantity('memoryLimit', pod.memoryLimit),
    ...checkLimits(pod.resourceLimits), ...checkPodSecurity(pod.podSecurity), ...checkImage(pod.imageRegistry, pod.imageDigest),
  ];
}

/** The same for the replicas of each shard. The operator adds the label of the shard. Spreading all pods has a lower weight. */
function spreadByShard(selector: Labels) {
  const constraint = (topologyKey: string) => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: selector },
    additionalLabelSelectors: 'OnShard',
  });
  const { affinity } = spread(selector);
  return { affinity, topologySpreadConstraints: [constraint('kubernetes.io/hostname'), constraint('topology.kubernetes.io/zone')] };
}

/** Spreads the pods of a workload over nodes and zones, as a preference: two pods on one node are better than a pending pod. */
export function spread(selector: Labels) {
  const labelSelector = { matchLabels: selector };
  return {
    affinity: {
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [{
          weight: 100, podAffinityTerm: { topologyKey: 'kubernetes.io/hostname', labelSelector },
        }],
      },
    },
    topologySpreadConstraints: [{
      maxSkew: 1, topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'ScheduleAnyway', labelSelector,
    }],
  };
}
