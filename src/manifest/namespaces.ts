import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { Labels } from './labels';
import { createObject } from './object';
import { NAMESPACE_INVALID, NAMESPACE_LISTS, NAMESPACE_MISSING, NAMESPACE_NAME } from './rules';
import { isDnsLabel } from '../validation/kubernetes-names';
import { finding, Finding } from '../validation/rule';

/** A pod security level that the namespace enforces. */
export type PodSecurity = 'restricted' | 'baseline' | 'privileged';

export function createNamespace(scope: Construct, id: string, name: string, labels: Labels, podSecurity: PodSecurity): ApiObject {
  const level = { 'pod-security.kubernetes.io/enforce': podSecurity, 'pod-security.kubernetes.io/warn': podSecurity };
  return createObject(scope, id, { name, labels: { ...labels, ...level } }, { apiVersion: 'v1', kind: 'Namespace' });
}

/** The namespace of a component must be known, because bindings and flags contain it. */
export function checkNamespace(namespace: string | undefined): Finding[] {
  if (namespace === undefined) { return [finding(NAMESPACE_MISSING, {})]; }
  return isDnsLabel(namespace) ? [] : [finding(NAMESPACE_INVALID, { namespace })];
}

export function checkNamespaceNames(prop: string, names: readonly string[]): Finding[] {
  return names.filter(name => !isDnsLabel(name)).map(name => finding(NAMESPACE_NAME, { prop, name }));
}

/** The namespaces that a component watches: a list, or all. */
export function checkNamespaceChoice(requested: readonly string[] | undefined, allNamespaces: boolean): Finding[] {
  return [...checkNamespaceNames('namespaces', requested ?? []), ...allNamespaces && requested ? [finding(NAMESPACE_LISTS, {})] : []];
}

/** The namespace selector of the operator's custom resources, by names. Undefined selects the object's own namespace. */
export function namespaceSelector(own: string | undefined, names: readonly string[] | 'all'): object | undefined {
  if (names === 'all') { return {}; }
  if (names.every(name => name === own)) { return undefined; }
  return { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: [...names].sort() }] };
}
