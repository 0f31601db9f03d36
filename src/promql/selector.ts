import { Matcher } from './matcher';
import { unquote } from './string-literal';
import { childrenOf, SyntaxNode, textOfNode } from './syntax-node';
import { readExpression } from './syntax-tree';

/** A selector that was read, or why it is none. */
export type ReadSelector = { readonly matchers: readonly Matcher[] } | { readonly why: string };

/** What other expressions are, in words. */
const NOT_A_SELECTOR: { readonly [node: string]: string } = {
  MatrixSelector: 'a range is not a selector of series: leave out the brackets',
  SubqueryExpr: 'a subquery is not a selector of series',
  OffsetExpr: 'an offset cannot be asked for here: remove it',
  AnchoredExpr: 'anchored cannot be asked for here: remove it',
  SmoothedExpr: 'smoothed cannot be asked for here: remove it',
  StepInvariantExpr: '"@" cannot be asked for here: remove it',
  AggregateExpr: 'an aggregation is not a selector of series: record it as a rule, and select that',
  FunctionCall: 'a function is not a selector of series: record it as a rule, and select that',
  BinaryExpr: 'an operation is not a selector of series: record it as a rule, and select that',
};

/** Reads an instant vector selector as Prometheus does: `up{job="kubelet"}`. Never throws. */
export function readSelector(text: string): ReadSelector {
  const read = readExpression(text);
  if ('why' in read) { return read; }
  if ('isTooLarge' in read) { return { why: 'it is too large' }; }
  const expression = read.root;
  if (expression.name !== 'VectorSelector') { return { why: NOT_A_SELECTOR[expression.name] ?? 'it is an expression, and no selector of series' }; }
  return { matchers: matchersOf(text, expression) };
}

/** The matchers of a VectorSelector. */
export function matchersOf(text: string, selector: SyntaxNode): Matcher[] {
  return childrenOf(selector).flatMap(child => child.name === 'Identifier' ? [nameMatcher(textOfNode(text, child))] : childrenOf(child).flatMap(each => matcherOf(text, each)));
}

function matcherOf(text: string, node: SyntaxNode): Matcher[] {
  if (node.name === 'QuotedLabelName') { return [nameMatcher(unquote(textOfNode(text, node)))]; } // {"my.metric"}
  const [label, operator, value] = childrenOf(node);
  const name = textOfNode(text, label);
  return [{ label: /^["'`]/.test(name) ? unquote(name) : name, operator: textOfNode(text, operator) as Matcher['operator'], value: unquote(textOfNode(text, value)) }];
}

function nameMatcher(value: string): Matcher {
  return { label: '__name__', operator: '=', value };
}
