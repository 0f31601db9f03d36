import { SyntaxNode, textOfNode } from './syntax-node';
import { readExpression } from './syntax-tree';

/** A replacement of a part of an expression. */
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** The text with all edits, which do not overlap. */
export function edited(text: string, edits: readonly Edit[]): string {
  const fromTheEnd = [...edits].sort((a, b) => b.from - a.from);
  return fromTheEnd.reduce((made, { from, to, text: piece }) => made.slice(0, from) + piece + made.slice(to), text);
}

/**
 * The syntax tree of an expression. Undefined if it cannot be parsed. Grafana's interval variables are replaced by durations of the same
 * length, so that positions stay valid.
 */
export function treeOf(expr: string): SyntaxNode | undefined {
  const read = readExpression(readable(expr));
  return 'root' in read ? read.root : undefined;
}

/** `[$__rate_interval]` as `[00000000000005m]`. */
export function readable(expr: string): string {
  return expr.replace(/\$__\w+|\$\{__\w+\}/g, variable => '5m'.padStart(variable.length, '0'));
}

/** All nodes, starting at the root. */
export function nodesOf(node: SyntaxNode): SyntaxNode[] {
  return [node, ...node.children.flatMap(nodesOf)];
}

/** Adds these labels to each aggregation and each join that keeps the cluster. */
export function withLabels(expr: string, cluster: string, labels: readonly string[]): string {
  const root = labels.length === 0 ? undefined : treeOf(expr);
  if (!root) { return expr; }
  const groupings = nodesOf(root).filter(({ name }) => name === 'AggregateModifier' || name === 'MatchingModifierClause')
    .flatMap(({ children: [kind, grouping] }) => kind.name === 'By' || kind.name === 'On' ? [grouping] : []);
  return edited(expr, groupings.flatMap(({ children }) => {
    const names = children.map(child => textOfNode(expr, child));
    const more = labels.filter(label => !names.includes(label));
    const at = children[names.indexOf(cluster)];
    return at && more.length > 0 ? [{ from: at.to, to: at.to, text: more.map(label => `, ${label}`).join('') }] : [];
  }));
}
