import { isDnsLabel, isDnsSubdomain } from '../../validation/kubernetes-names';

/** A format of names. */
export interface Shape {
  readonly accepts: (name: string) => boolean;
  readonly cure: string;
}

export const SUBDOMAIN: Shape = {
  accepts: isDnsSubdomain,
  cure: 'use lower-case letters, digits, hyphens and dots, at most 253 characters, each part beginning and ending with a letter or digit',
};

export const DNS_LABEL: Shape = {
  accepts: isDnsLabel,
  cure: 'use lower-case letters, digits and hyphens, at most 63 characters, beginning and ending with a letter or digit',
};

/** A part of a URL path: RBAC names may contain colons and upper-case letters. */
export const PATH_SEGMENT: Shape = {
  accepts: name => name !== '.' && name !== '..' && !/[/%]/.test(name),
  cure: 'use any characters but "/" and "%", and neither "." nor ".."',
};

/** The controller appends 11 characters for each Job. */
const CRON_JOB: Shape = {
  accepts: name => isDnsSubdomain(name) && name.length <= 52,
  cure: 'use lower-case letters, digits, hyphens and dots, at most 52 characters: each Job adds 11',
};

/** Its name becomes the value of a label of its pods. */
const JOB: Shape = {
  accepts: name => isDnsSubdomain(name) && name.length <= 63,
  cure: 'use lower-case letters, digits, hyphens and dots, at most 63 characters: it becomes a label of the pods',
};

/**
 * Name formats of kinds whose names are not DNS subdomains. Kubernetes 1.36 accepts Services that begin with a digit; older versions do
 * not.
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/core/validation/names.go
 */
const SHAPES: { readonly [apiVersionAndKind: string]: Shape } = {
  'v1/Namespace': DNS_LABEL,
  'v1/Service': DNS_LABEL,
  'apps/v1/StatefulSet': DNS_LABEL,
  'batch/v1/CronJob': CRON_JOB,
  'batch/v1/Job': JOB,
  'policy/v1/PodDisruptionBudget': PATH_SEGMENT,
  'rbac.authorization.k8s.io/v1/Role': PATH_SEGMENT,
  'rbac.authorization.k8s.io/v1/ClusterRole': PATH_SEGMENT,
  'rbac.authorization.k8s.io/v1/RoleBinding': PATH_SEGMENT,
  'rbac.authorization.k8s.io/v1/ClusterRoleBinding': PATH_SEGMENT,
};

/** Namespaced kinds whose names are DNS subdomains. So are names of custom resources. */
const SUBDOMAINS = new Set([
  'v1/ConfigMap', 'v1/Secret', 'v1/ServiceAccount', 'v1/Pod', 'v1/PersistentVolumeClaim', 'v1/Endpoints', 'v1/ReplicationController',
  'v1/ResourceQuota', 'v1/LimitRange', 'apps/v1/Deployment', 'apps/v1/DaemonSet', 'apps/v1/ReplicaSet',
  'networking.k8s.io/v1/NetworkPolicy', 'networking.k8s.io/v1/Ingress', 'discovery.k8s.io/v1/EndpointSlice',
  'autoscaling/v1/HorizontalPodAutoscaler', 'autoscaling/v2/HorizontalPodAutoscaler',
]);

const CLUSTER_SCOPED = new Set([
  'v1/Namespace', 'rbac.authorization.k8s.io/v1/ClusterRole', 'rbac.authorization.k8s.io/v1/ClusterRoleBinding',
]);

/** Groups whose custom resources are all namespaced. */
const CUSTOM = new Set(['monitoring.coreos.com']);

/** The format of names of a kind. Undefined if it is unknown. */
export function shapeOf(apiVersion: string, kind: string): Shape | undefined {
  const key = `${apiVersion}/${kind}`;
  if (Object.hasOwn(SHAPES, key)) { return SHAPES[key]; }
  return SUBDOMAINS.has(key) || CUSTOM.has(groupOf(apiVersion)) ? SUBDOMAIN : undefined;
}

/** Whether the kind is known to be namespaced. Of other objects the API server ignores the field. */
export function isNamespaced(apiVersion: string, kind: string): boolean {
  return shapeOf(apiVersion, kind) !== undefined && !CLUSTER_SCOPED.has(`${apiVersion}/${kind}`);
}

/** Whether it is a custom resource: groups of Kubernetes itself have no dot, or end with k8s.io. */
export function isCustom(apiVersion: string): boolean {
  const group = groupOf(apiVersion);
  return group.includes('.') && !group.endsWith('.k8s.io');
}

function groupOf(apiVersion: string): string {
  return apiVersion.split('/').slice(0, -1).join('/');
}
