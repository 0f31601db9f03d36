import { Construct, CONSTRUCTS } from './constructs';
import { ValueType } from './functions';
import { Matcher } from './matcher';
import { PromQLReader, whyUnavailable } from './reader';
import { Remembered } from './remembered';
import { matchersOf } from './selector';
import { SyntaxNode, textOfNode } from './syntax-node';
import { readExpression } from './syntax-tree';
import { ExpressionProblem, TypeCheck } from './type-check';

export type { ExpressionProblem } from './type-check';

/** The type of an expression, and all of its problems. */
export interface CheckedExpression {
  readonly type?: ValueType;
  readonly problems: readonly ExpressionProblem[];
}

/** The result that is independent of the reader's version. */
interface Analysis {
  readonly type?: ValueType;
  readonly problems: readonly ExpressionProblem[];
  readonly uses: readonly Construct[];
}

/** An operator and several servers parse the same expression, in many clusters. */
const analyses = new Remembered<Analysis>(2_000, 5_000);

/** Parses an expression and checks its types, like Prometheus before evaluation. Never throws. */
export function checkExpression(text: string, reader: PromQLReader = {}): CheckedExpression {
  const { type, problems, uses } = analyses.of(text, analyze);
  const byVersion = whyUnavailable(uses, reader).map(({ row, why }): ExpressionProblem => ({
    kind: 'version', why: `${row.words} ${why}`,
  }));
  return { type, problems: [...problems, ...byVersion] };
}

function analyze(text: string): Analysis {
  const read = readExpression(text);
  if ('why' in read) { return { problems: [{ kind: 'syntax', why: read.why }], uses: [] }; }
  if ('isTooLarge' in read) { return { problems: [], uses: [] }; }
  const check = new TypeCheck(text);
  const type = check.typeOf(read.root);
  return { type, problems: check.problems, uses: [...[...read.uses].map(name => CONSTRUCTS[name]), ...check.uses] };
}

/** All selectors in an expression, as matchers. Empty if it cannot be parsed. */
export function selectorsIn(text: string): Matcher[][] {
  const read = readExpression(text);
  return 'root' in read ? selectorsBelow(text, read.root) : [];
}

function selectorsBelow(text: string, node: SyntaxNode): Matcher[][] {
  return node.name === 'VectorSelector' ? [matchersOf(text, node)] : node.children.flatMap(child => selectorsBelow(text, child));
}

/** A selector of an expression. */
export interface UsedSelector {
  readonly matchers: readonly Matcher[];
  /** The expression has series without it, because it is one side of an `or` whose other side also has selectors. */
  readonly isAlternative: boolean;
  /** The expression loses nothing without it, because it is on the right side of an `unless`. */
  readonly isExclusion: boolean;
}

/** All selectors in an expression, and whether they have an alternative. Empty if it cannot be parsed. */
export function usedSelectorsIn(text: string): UsedSelector[] {
  const read = readExpression(text);
  return 'root' in read ? usedBelow(text, read.root, { isAlternative: false, isExclusion: false }) : [];
}

function usedBelow(text: string, node: SyntaxNode, { isAlternative, isExclusion }: Omit<UsedSelector, 'matchers'>): UsedSelector[] {
  if (node.name === 'VectorSelector') { return [{ matchers: matchersOf(text, node), isAlternative, isExclusion }]; }
  const isChoice = node.name === 'BinaryExpr' && node.children.some(({ name }) => name === 'Or')
    && node.children.filter(child => selectorsBelow(text, child).length > 0).length > 1;
  const unless = node.name === 'BinaryExpr' ? node.children.findIndex(({ name }) => name === 'Unless') : -1;
  return node.children.flatMap((
    child, at,
  ) => usedBelow(text, child, { isAlternative: isAlternative || isChoice, isExclusion: isExclusion || unless >= 0 && at > unless }));
}

/** The metric names of an expression that are matched by `=`. */
export function metricsIn(text: string): string[] {
  const names = selectorsIn(text).flatMap(matchers => matchers.filter(isName).map(({ value }) => value));
  return [...new Set(names)].sort();
}

/** Whether a series of this name, or a value computed from it, is compared with 0 by `==`, or used in absent(). */
export function comparesWithZero(text: string, metric: string): boolean {
  const read = readExpression(text);
  return 'root' in read && anyBelow(read.root, node => {
    const isZero = (child: SyntaxNode) => child.name === 'NumberDurationLiteral' && Number(textOfNode(text, child)) === 0;
    const isComparison = node.name === 'BinaryExpr' && node.children.some(({ name }) => name === 'Eql') && node.children.some(isZero);
    const isAbsent = node.name === 'FunctionCall' && /^absent(_over_time)?$/.test(textOfNode(text, node.children[0]));
    const isOfMetric = (matcher: Matcher) => isName(matcher) && matcher.value === metric;
    return (isComparison || isAbsent) && selectorsBelow(text, node).some(matchers => matchers.some(isOfMetric));
  });
}

function isName({ label, operator }: Matcher): boolean {
  return label === '__name__' && operator === '=';
}

function anyBelow(node: SyntaxNode, is: (node: SyntaxNode) => boolean): boolean {
  return is(node) || node.children.some(child => anyBelow(child, is));
}
