import { functionOf } from './functions';
import { matchersOf } from './selector';
import { unquote } from './string-literal';
import { childrenOf, SyntaxNode, textOfNode } from './syntax-node';
import { readExpression } from './syntax-tree';

/** The labels of a result: exactly these, or any except these. */
export interface ResultLabels {
  readonly isOpen: boolean;
  readonly labels: ReadonlySet<string>;
}

const NONE: ResultLabels = { isOpen: false, labels: new Set() };
const ANY: ResultLabels = { isOpen: true, labels: new Set() };

/** Aggregations that return their input series. */
const SELECTING = ['topk', 'bottomk', 'limitk', 'limit_ratio'];

/** The labels that the result of an expression may have. Never throws: an unparsable expression may have any. */
export function resultLabels(text: string): ResultLabels {
  const read = readExpression(text);
  return 'root' in read ? labelsOf(text, read.root) : ANY;
}

export function mayHave({ isOpen, labels }: ResultLabels, label: string): boolean {
  return isOpen !== labels.has(label);
}

function labelsOf(text: string, node: SyntaxNode): ResultLabels {
  switch (node.name) {
    case 'VectorSelector': return {
      isOpen: true,
      labels: new Set(matchersOf(text, node).filter(({ operator, value }) => operator === '=' && value === '').map(({ label }) => label)),
    };
    case 'NumberDurationLiteral': case 'StringLiteral': return NONE;
    case 'FunctionCall': return ofCall(text, node);
    case 'AggregateExpr': return ofAggregation(text, node);
    case 'BinaryExpr': return ofOperation(text, node);
    default: {
      const inner = childrenOf(node).find(({ name }) => name !== 'UnaryOp');
      return inner ? labelsOf(text, inner) : ANY;
    }
  }
}

function ofCall(text: string, node: SyntaxNode): ResultLabels {
  const name = textOfNode(text, node.children[0]);
  const given = bodyOf(node);
  if (name === 'vector' || name === 'scalar' || name === 'time' || name === 'pi') { return NONE; }
  if (name === 'absent' || name === 'absent_over_time') { return ofAbsent(text, given[0]); }
  const vector = given.find(each => each.name !== 'NumberDurationLiteral' && each.name !== 'StringLiteral');
  const labels = vector ? labelsOf(text, vector) : NONE;
  if (name === 'histogram_quantile') { return without(labels, ['le']); }
  if (name === 'label_replace' || name === 'label_join') {
    return plus(labels, given[1]?.name === 'StringLiteral' ? [unquote(textOfNode(text, given[1]))] : []);
  }
  return name === 'info' ? ANY : labels;
}

/** The labels of `absent()`: those that are matched by `=`. */
function ofAbsent(text: string, node: SyntaxNode | undefined): ResultLabels {
  const selector = node && firstSelector(node);
  const matchers = selector ? matchersOf(text, selector) : [];
  return {
    isOpen: false,
    labels: new Set(matchers.filter(({ operator, label }) => operator === '=' && label !== '__name__').map(({ label }) => label)),
  };
}

function firstSelector(node: SyntaxNode): SyntaxNode | undefined {
  if (node.name === 'VectorSelector') { return node; }
  return node.name === 'MatrixSelector' || node.name === 'ParenExpr' || node.name === 'OffsetExpr'
    ? childrenOf(node).map(firstSelector).find(found => found)
    : undefined;
}

function ofAggregation(text: string, node: SyntaxNode): ResultLabels {
  const operator = textOfNode(text, node.children[0]).toLowerCase();
  const given = bodyOf(node);
  const inner = given.length > 0 ? labelsOf(text, given[given.length - 1]) : ANY;
  if (SELECTING.includes(operator)) { return inner; }
  const modifier = childrenOf(node).find(({ name }) => name === 'AggregateModifier');
  const names = modifier ? groupingOf(text, modifier) : [];
  const isWithout = modifier !== undefined && childrenOf(modifier).some(({ name }) => name === 'Without');
  const grouped = isWithout ? without(inner, names) : { isOpen: false, labels: new Set(names.filter(name => mayHave(inner, name))) };
  return operator === 'count_values' && given[0]?.name === 'StringLiteral' ? plus(grouped, [unquote(textOfNode(text, given[0]))]) : grouped;
}

function ofOperation(text: string, node: SyntaxNode): ResultLabels {
  const children = childrenOf(node);
  const [left, right] = [
    children[0], children[children.length - 1],
  ].map(side => ({ labels: labelsOf(text, side), isScalar: isScalar(text, side) }));
  const names = new Set(children.map(({ name }) => name));
  if (names.has('And') || names.has('Unless')) { return left.labels; }
  if (names.has('Or')) { return union(left.labels, right.labels); }
  if (left.isScalar || right.isScalar) { return left.isScalar ? right.labels : left.labels; }
  const clause = children.find(({ name }) => name === 'MatchingModifierClause');
  if (!clause) {
    if (!left.labels.isOpen) { return intersection(left.labels, right.labels); }
    return right.labels.isOpen ? left.labels : intersection(right.labels, left.labels);
  }
  const kinds = childrenOf(clause);
  const lists = kinds.filter(({ name }) => name === 'GroupingLabels');
  const many = kinds.find(({ name }) => name === 'GroupLeft' || name === 'GroupRight');
  if (many) {
    const included = lists[1] ? groupingOf(text, { ...many, children: [lists[1]] }) : [];
    return plus(many.name === 'GroupLeft' ? left.labels : right.labels, included);
  }
  const listed = groupingOf(text, clause);
  return kinds.some(({ name }) => name === 'On')
    ? { isOpen: false, labels: new Set(listed.filter(name => mayHave(left.labels, name) && mayHave(right.labels, name))) }
    : without(left.labels, listed);
}

/** Whether it is a number, which removes no labels from the other operand. */
function isScalar(text: string, node: SyntaxNode): boolean {
  const children = childrenOf(node);
  switch (node.name) {
    case 'NumberDurationLiteral': return true;
    case 'FunctionCall': return functionOf(textOfNode(text, node.children[0]))?.returns === 'scalar';
    case 'BinaryExpr': return isScalar(text, children[0]) && isScalar(text, children[children.length - 1]);
    case 'ParenExpr': case 'UnaryExpr': return isScalar(text, children[children.length - 1]);
    default: return false;
  }
}

function bodyOf(node: SyntaxNode): readonly SyntaxNode[] {
  const body = childrenOf(node).find(({ name }) => name === 'FunctionCallBody');
  return body ? childrenOf(body) : [];
}

/** The labels of the first label list below a node. */
function groupingOf(text: string, node: SyntaxNode): string[] {
  const list = childrenOf(node).find(({ name }) => name === 'GroupingLabels');
  return list ? childrenOf(list).map(each => textOfNode(text, each)).map(name => /^["'`]/.test(name) ? unquote(name) : name) : [];
}

function without({ isOpen, labels }: ResultLabels, names: readonly string[]): ResultLabels {
  return { isOpen, labels: isOpen ? new Set([...labels, ...names]) : new Set([...labels].filter(label => !names.includes(label))) };
}

function plus({ isOpen, labels }: ResultLabels, names: readonly string[]): ResultLabels {
  return { isOpen, labels: isOpen ? new Set([...labels].filter(label => !names.includes(label))) : new Set([...labels, ...names]) };
}

/** The labels of a closed set that another set may contain. */
function intersection(closed: ResultLabels, other: ResultLabels): ResultLabels {
  return { isOpen: false, labels: new Set([...closed.labels].filter(label => mayHave(other, label))) };
}

function union(a: ResultLabels, b: ResultLabels): ResultLabels {
  if (!a.isOpen && !b.isOpen) { return { isOpen: false, labels: new Set([...a.labels, ...b.labels]) }; }
  const [open, other] = a.isOpen ? [a, b] : [b, a];
  return { isOpen: true, labels: new Set([...open.labels].filter(label => !mayHave(other, label))) };
}
