/** A node of the syntax tree of an expression. */
export interface SyntaxNode {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly children: readonly SyntaxNode[];
}

export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  return node.children;
}

export function textOfNode(text: string, { from, to }: SyntaxNode): string {
  return text.slice(from, to);
}
