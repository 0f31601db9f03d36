import { UnusableNode } from './node-address';
import { shown } from '../validation/rule';

/** The annotation of the Service that names the nodes that are left out, so that the diff of the YAML shows them. */
export const SKIPPED_NODES_ANNOTATION = 'cdk8s-prometheus/skipped-nodes';

/** All annotations of an object together may have 256 KiB. */
const MOST_LINES = 100;

export function describeSkipped({ nodeName, reason }: UnusableNode): string {
  return `${shown(nodeName)} (${reason})`;
}

/** One line a node. */
export function skippedAnnotation(unusable: readonly UnusableNode[]): { [key: string]: string } | undefined {
  if (unusable.length === 0) { return undefined; }
  const lines = unusable.slice(0, MOST_LINES).map(({ nodeName, reason }) => `${nodeName}: ${reason.slice(0, 500)}`);
  const rest = unusable.length - lines.length;
  return { [SKIPPED_NODES_ANNOTATION]: [...lines, ...rest > 0 ? [`and ${rest} more`] : []].join('\n') };
}
