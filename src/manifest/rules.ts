import { rule, shown } from '../validation/rule';

export const NAME_INVALID = rule({
  id: 'manifest/name',
  severity: 'error',
  message: ({ kind, name, shape }: { kind: string; name: string; shape: string }) => `the name ${shown(name)} of a ${kind} must be ${shape}`,
  why: 'The apiserver refuses the object.',
  example: { kind: 'Service', name: 'My_Service', shape: 'lower-case letters, digits and hyphens' },
  see: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
});

export const NAME_TWICE = rule({
  id: 'manifest/name-twice',
  severity: 'error',
  message: ({ kind, name, other }: { kind: string; name: string; other: string }) =>
    `${kind} ${shown(name)} is made by ${shown(other)} in the same chart already: give one of them another name, or put it in a chart of its own`,
  why: 'Two objects of one kind and name in a chart overwrite each other when they are applied, and in the file-per-resource modes of cdk8s even when they are written.',
  example: { kind: 'Service', name: 'kubelet-nodes', other: 'monitoring/Kubelet/Resource' },
});

export const LABEL_INVALID = rule({
  id: 'manifest/label',
  severity: 'error',
  message: ({ prop, key, value }: { prop: string; key: string; value: string }) =>
    `"${prop}" has the label ${shown(key)}: ${shown(value)}, which the apiserver refuses: a key is "name" or "prefix/name", `
    + 'names and values have at most 63 letters, digits, "-", "_" and "." and begin and end with a letter or digit',
  why: 'One bad label makes the apiserver refuse the whole object.',
  example: { prop: 'labels', key: 'team', value: 'platform & infra' },
  see: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set',
});

export const NAMESPACE_INVALID = rule({
  id: 'manifest/namespace',
  severity: 'error',
  message: ({ namespace }: { namespace: string }) =>
    `"namespace" is ${shown(namespace)}, but must be lower-case letters, digits and hyphens, at most 63 characters, beginning and ending with a letter or digit`,
  why: 'There can be no such namespace, so that nothing in it can be created.',
  example: { namespace: 'Kube_System' },
});

export const QUANTITY = rule({
  id: 'manifest/quantity',
  severity: 'error',
  message: ({ prop, value }: { prop: string; value: string }) => `"${prop}" is ${shown(value)}, which is no amount: write it like "100m" (CPU) or "250Mi" (memory)`,
  why: 'The apiserver refuses the object.',
  example: { prop: 'memory', value: '250 MB' },
});

export const TOLERATION = rule({
  id: 'manifest/toleration',
  severity: 'error',
  message: ({ where, why }: { where: string; why: string }) => `"${where}" is no toleration: ${why}`,
  why: 'The apiserver refuses the object.',
  example: { where: 'tolerations[0]', why: 'without a key the operator is Exists' },
});
