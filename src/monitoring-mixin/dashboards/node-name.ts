/**
 * Series by the name of their node, or by their address if their targets have no label `node`. A replaced exporter is the same node.
 * @param labels other labels that stay
 */
export function named(expr: string, ...labels: string[]): string {
  return `max by (${['node', ...labels].join(', ')}) (label_replace(label_join(${expr}, "node", ";", "node", "instance"), "node", "$1", `
    + '"node", ";?([^;]+).*"))';
}
