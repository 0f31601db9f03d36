import { UnusableNode } from './node-address';
import { shown } from '../validation/rule';

/** The annotation of the Service with the skipped nodes, so that the diff of the YAML shows them. */
export const SKIPPED_NODES_ANNOTATION = 'cdk8s-prometheus/skipped-nodes';

/** Maximum size of all annotations of an object: 256 KiB. */
const MOST_LINES = 100;

export function describeSkipped({ nodeName, reason }: UnusableNode): string {
  return `${shown(nodeName)} (${reason})`;
}

/** One line per node. */
export function skippedAnnotation(unusable: readonly UnusableNode[]): { [key: string]: string } | undefined {
  if (unusable.length === 0) { return undefined; }
  const lines = unusable.slice(0, MOST_LINES).map(({ nodeName, reason }) => `${nodeName}: ${reason.slice(0, 500)}`);
  const rest = unusable.length - lines.length;
  return { [SKIPPED_NODES_ANNOTATION]: [...lines, ...rest > 0 ? [`and ${rest} more`] : []].join('\n') };
}
