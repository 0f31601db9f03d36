import { BoardContext } from './dashboard';

/**
 * Series by the name of their node, or by their address if their targets have no label `node`. A replaced exporter is the same node.
 * @param labels other labels that stay
 */
export function byNodeName(expr: string, ...labels: string[]): string {
  return `max by (${['node', ...labels].join(', ')}) (label_replace(label_join(${expr}, "node", ";", "node", "instance"), "node", "$1", `
    + '"node", ";?([^;]+).*"))';
}

/** What pods may use of a node. @param more matchers, such as those of one node */
export function allocatable(resource: string, { ksm, once }: BoardContext, more = ''): string {
  return once(`kube_node_status_allocatable{${ksm}${more},resource="${resource}"}`, 'node');
}

/** Pods that hold resources of their node: finished ones do not. */
export function activePods({ ksm, once }: BoardContext): string {
  return `${once(`kube_pod_status_phase{${ksm},phase=~"Pending|Running"}`, 'namespace', 'pod')} == 1`;
}
