import { ResolvedProps } from './resolve-props';
import { PodSecurity } from '../manifest/namespaces';

/**
 * The namespaces that a stack creates, with the pod security level of each: the namespace of the stack, then that of the exporters on
 * nodes, which need access to their node.
 */
export function namespaceLevels(
  { namespace, nodeExporterNamespace, createNamespaces, enabled }: ResolvedProps, hasWindows: boolean,
): [name: string, level: PodSecurity][] {
  if (!createNamespaces || namespace === undefined) { return []; }
  const onNodes = enabled.nodeExporter || hasWindows;
  const isShared = onNodes && nodeExporterNamespace === namespace;
  const ofStack: [string, PodSecurity] = [namespace, isShared ? 'privileged' : 'restricted'];
  return onNodes && nodeExporterNamespace !== undefined && !isShared ? [ofStack, [nodeExporterNamespace, 'privileged']] : [ofStack];
}
