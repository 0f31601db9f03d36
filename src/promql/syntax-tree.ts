interface Grammar {
  readonly parser: { parse(text: string): { readonly topNode: SyntaxNode } };
}

/** A node of the tree that Prometheus' own grammar makes of a text. */
export interface SyntaxNode {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly firstChild: SyntaxNode | null;
  readonly nextSibling: SyntaxNode | null;
}

/** Longer than anything that a person writes. */
const LONGEST = 10_000;

/** Deeper than anything that a person writes; a tree is walked by recursion. */
const DEEPEST = 500;

/** Loaded when it is needed. The package has types for ES modules alone, which a CommonJS one cannot import; at run time it has both. */
// eslint-disable-next-line @typescript-eslint/no-require-imports
const grammar = (): Grammar => require('@prometheus-io/lezer-promql');

/** The one expression of a text, or why it is none. Total: it never throws. */
export type ReadExpression = { readonly root: SyntaxNode } | { readonly why: string };

export function readExpression(text: string): ReadExpression {
  if (text.length > LONGEST) { return { why: `it has ${text.length} characters, more than ${LONGEST}` }; }
  if (text.trim() === '') { return { why: 'it is empty' }; }
  const root = parse(text);
  const wrong = root === undefined ? 'deep' : firstWrong(root, 0);
  if (root === undefined || wrong === 'deep') { return { why: `it is nested deeper than ${DEEPEST}` }; }
  if (wrong) { return { why: whyNot(text, wrong) }; }
  const [expression, ...more] = childrenOf(root).filter(({ name }) => name !== 'LineComment');
  return !expression || more.length > 0 ? { why: 'it is not one expression' } : { root: expression };
}

/** The parser recurses too, and the stack is not its own: undefined where that does not suffice. */
function parse(text: string): SyntaxNode | undefined {
  try {
    return grammar().parser.parse(text).topNode;
  } catch (error) {
    if (error instanceof RangeError) { return undefined; }
    throw error;
  }
}

/** A name before an opening bracket that is no function is the commonest mistake that the grammar alone finds. */
function whyNot(text: string, { from }: SyntaxNode): string {
  const before = /([a-zA-Z_]\w{0,100})\s*$/.exec(text.slice(0, from));
  const isCall = text.slice(from).trimStart().startsWith('(');
  return isCall && before ? `there is no function ${before[1]}()` : `it cannot be read from character ${from + 1} on`;
}

function firstWrong(node: SyntaxNode, depth: number): SyntaxNode | 'deep' | undefined {
  if (node.name === '⚠') { return node; }
  if (depth > DEEPEST) { return 'deep'; }
  for (const child of childrenOf(node)) {
    const wrong = firstWrong(child, depth + 1);
    if (wrong) { return wrong; }
  }
  return undefined;
}

export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) { children.push(child); }
  return children;
}

export function textOfNode(text: string, { from, to }: SyntaxNode): string {
  return text.slice(from, to);
}
