import { ConstructName } from './constructs';
import { SyntaxNode, textOfNode } from './syntax-node';
import { secondsOf } from './tokens';

const MODIFIERS = ['OffsetExpr', 'StepInvariantExpr', 'AnchoredExpr', 'SmoothedExpr'];
const SELECTORS = ['VectorSelector', 'MatrixSelector'];
const MODIFIED = [...SELECTORS, 'SubqueryExpr'];
/** Timestamps have 64 bits. */
const LATEST = 2 ** 63;

export function isModifier({ name }: SyntaxNode): boolean {
  return MODIFIERS.includes(name);
}

/** A selector without its modifiers. */
export function unmodified(node: SyntaxNode): SyntaxNode {
  return isModifier(node) ? unmodified(node.children[0]) : node;
}

/** Problems of an offset, "@", "anchored" or "smoothed". */
export function whyNotModified(text: string, node: SyntaxNode): string | undefined {
  const base = unmodified(node);
  const inner = modifiersOf(node.children[0]);
  const shown = textOfNode(text, node).slice(0, 60);
  const notBehind = `must follow a selector or a subquery, not ${textOfNode(text, base).slice(0, 60)}`;
  switch (node.name) {
    case 'OffsetExpr':
      if (!MODIFIED.includes(base.name)) { return `an offset ${notBehind}`; }
      if (!inner.some(each => each.name === 'OffsetExpr' && valueOf(text, each.children[1]) !== 0)) { return undefined; }
      return `${shown} has two offsets`;
    case 'StepInvariantExpr':
      if (!MODIFIED.includes(base.name)) { return `"@" ${notBehind}`; }
      if (inner.some(({ name }) => name === 'StepInvariantExpr')) { return `${shown} has two "@" modifiers`; }
      return isOutOfBounds(text, node.children[1]) ? `${shown} has an invalid time in "@"` : undefined;
    default: {
      const word = node.name === 'AnchoredExpr' ? 'anchored' : 'smoothed';
      if (!SELECTORS.includes(base.name)) { return `"${word}" must follow a selector`; }
      return inner.some(({ name }) => name !== node.name && (name === 'AnchoredExpr' || name === 'SmoothedExpr'))
        ? `${shown} has "anchored" and "smoothed": remove one of them` : undefined;
    }
  }
}

/** Invalid operands of a range, or operands that only older versions accept. */
export function beforeRange(text: string, vector: SyntaxNode): { readonly why?: string; readonly uses?: ConstructName } {
  for (const { name, children: [, value] } of modifiersOf(vector)) {
    if (name === 'StepInvariantExpr') {
      if (value.name !== 'Timestamp') { return { uses: 'rangeAfterStartOrEnd' }; }
      return { why: `"@" must follow the range of ${textOfNode(text, vector).slice(0, 60)}` };
    }
    if (name === 'OffsetExpr') {
      const seconds = valueOf(text, value);
      if (seconds === undefined) { return { uses: 'rangeAfterStartOrEnd' }; }
      if (seconds !== 0) { return { why: `the offset must follow the range of ${textOfNode(text, vector).slice(0, 60)}` }; }
    }
  }
  return {};
}

function modifiersOf(node: SyntaxNode): SyntaxNode[] {
  return isModifier(node) ? [node, ...modifiersOf(node.children[0])] : [];
}

/** Value of a number or a duration, with its sign. Undefined for arithmetic. */
function valueOf(text: string, node: SyntaxNode): number | undefined {
  if (node.name === 'NumberDurationLiteral') { return secondsOf(textOfNode(text, node)); }
  const [sign, inner] = node.children;
  return sign?.name === 'UnaryOp' ? valueOf(text, inner) : undefined;
}

function isOutOfBounds(text: string, { name, children }: SyntaxNode): boolean {
  return name === 'Timestamp' && !(secondsOf(textOfNode(text, children[children.length - 1])) < LATEST);
}
