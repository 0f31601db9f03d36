import { rule, shown } from '../../validation/rule';

// Names, labels and annotations of objects, and the namespaces that they are in.

export const NAME_INVALID = rule({
  id: 'manifest/name',
  severity: 'error',
  message: ({ kind, name, shape }: { kind: string; name: string; shape: string }) => {
    const article = /^[AEIO]/.test(kind) ? 'an' : 'a';
    return `the name ${shown(name)} of ${article} ${kind} must be ${shape}`;
  },
  why: 'The API server rejects the object.',
  example: { kind: 'Service', name: 'My_Service', shape: 'lower-case letters, digits and hyphens' },
  see: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
});

export const NAME_TWICE = rule({
  id: 'manifest/name-twice',
  severity: 'error',
  message: ({ kind, name, other }: { kind: string; name: string; other: string }) =>
    `${kind} ${shown(name)} is already created by ${shown(other)} in the same chart: rename one of them, or move it to another chart`,
  why: 'Two objects of the same kind and name overwrite each other when they are applied. '
    + 'In the file-per-resource modes of cdk8s that happens even when they are written.',
  example: { kind: 'Service', name: 'kubelet-nodes', other: 'monitoring/Kubelet/Resource' },
});

export const REFERENCE = rule({
  id: 'manifest/reference',
  severity: 'error',
  judges: 'object',
  covers: ['core/rbac'],
  message: ({ prop, name }: { prop: string; name: string }) =>
    `"${prop}" is ${shown(name)}, which is not a valid object name: `
    + 'write the name, not the content, in lower-case letters, digits, hyphens and dots',
  why: 'The API server rejects the object, or the pod waits indefinitely for an object that cannot exist.',
  example: { prop: 'tls.secretName', name: 'KSM TLS' },
});

export const LABEL_INVALID = rule({
  id: 'manifest/label',
  severity: 'error',
  judges: 'object',
  covers: ['manifest/label', 'schema/value', 'core/label'],
  message: ({ prop, key, value }: { prop: string; key: string; value: string }) =>
    `"${prop}" has the label ${shown(key)}: ${shown(value)}, which the API server rejects: a key must be "name" or "prefix/name", `
    + 'and names and values at most 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends',
  why: 'One invalid label makes the API server reject the whole object.',
  example: { prop: 'labels', key: 'team', value: 'platform & infra' },
  see: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set',
});

export const ANNOTATION_INVALID = rule({
  id: 'manifest/annotation',
  severity: 'error',
  judges: 'object',
  covers: ['core/annotation'],
  message: ({ prop, key, value }: { prop: string; key: string; value: string }) =>
    `"${prop}" has the annotation ${shown(key)}: ${shown(value)}, which the API server rejects: `
    + 'use a key such as "name" or "prefix/name", and text as the value',
  why: 'One invalid annotation makes the API server reject the whole object.',
  example: { prop: 'podAnnotations', key: 'linkerd.io/', value: 'enabled' },
  see: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/#syntax-and-character-set',
});

export const NAMESPACE_INVALID = rule({
  id: 'manifest/namespace',
  severity: 'error',
  covers: ['manifest/namespace', 'manifest/name', 'schema/value', 'schema/required', 'prometheus-operator/kubelet-service'],
  message: ({ namespace }: { namespace: string }) =>
    `"namespace" is ${shown(namespace)}: `
    + 'use lower-case letters, digits and hyphens, at most 63 characters, beginning and ending with a letter or digit',
  why: 'Such a namespace cannot exist: no object can be created in it.',
  example: { namespace: 'Kube_System' },
});

export const NAMESPACE_MISSING = rule({
  id: 'manifest/namespace-missing',
  severity: 'error',
  covers: ['manifest/namespace-missing', 'schema/value'],
  message: () => 'the namespace is unknown: set "namespace" here or on the chart',
  why: 'A binding names the ServiceAccount with its namespace. '
    + 'Without it the API server rejects the binding, and Prometheus has no permissions.',
  example: {},
});

export const NAMESPACE_NAME = rule({
  id: 'manifest/namespace-name',
  severity: 'error',
  judges: 'object',
  message: ({ prop, name }: { prop: string; name: string }) =>
    `"${prop}" has ${shown(name)}, which is not a valid namespace name: `
    + 'use lower-case letters, digits and hyphens, at most 63 characters; patterns are not supported',
  why: 'The API server rejects the Role, and the listed namespace does not exist.',
  example: { prop: 'namespaces', name: 'team-*' },
});

export const NAMESPACE_LISTS = rule({
  id: 'manifest/namespace-lists',
  severity: 'error',
  message: () => '"namespaces" and "allNamespaces" are both set: remove one of them',
  why: 'With "allNamespaces" the list of namespaces has no effect.',
  example: {},
});
