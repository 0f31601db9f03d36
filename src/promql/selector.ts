import { Matcher } from './matcher';
import { unquote } from './string-literal';
import { childrenOf, SyntaxNode, textOfNode } from './syntax-node';
import { readExpression } from './syntax-tree';

/** A parsed selector, or the reason why it is invalid. */
export type ReadSelector = { readonly matchers: readonly Matcher[] } | { readonly why: string };

/** Description of other expressions. */
const NOT_A_SELECTOR: { readonly [node: string]: string } = {
  MatrixSelector: 'a range is not a series selector: remove the brackets',
  SubqueryExpr: 'a subquery is not a series selector',
  OffsetExpr: 'an offset is not supported here: remove it',
  AnchoredExpr: '"anchored" is not supported here: remove it',
  SmoothedExpr: '"smoothed" is not supported here: remove it',
  StepInvariantExpr: '"@" is not supported here: remove it',
  AggregateExpr: 'an aggregation is not a series selector: record it with a rule, and select the recorded series',
  FunctionCall: 'a function is not a series selector: record it with a rule, and select the recorded series',
  BinaryExpr: 'an operation is not a series selector: record it with a rule, and select the recorded series',
};

/** Parses an instant vector selector like Prometheus: `up{job="kubelet"}`. Never throws. */
export function readSelector(text: string): ReadSelector {
  const read = readExpression(text);
  if ('why' in read) { return read; }
  if ('isTooLarge' in read) { return { why: 'it is too large' }; }
  const expression = read.root;
  if (expression.name !== 'VectorSelector') {
    return { why: NOT_A_SELECTOR[expression.name] ?? 'it is an expression, not a series selector' };
  }
  return { matchers: matchersOf(text, expression) };
}

/** The matchers of a VectorSelector. */
export function matchersOf(text: string, selector: SyntaxNode): Matcher[] {
  return childrenOf(selector).flatMap(child => child.name === 'Identifier'
    ? [nameMatcher(textOfNode(text, child))]
    : childrenOf(child).flatMap(each => matcherOf(text, each)));
}

function matcherOf(text: string, node: SyntaxNode): Matcher[] {
  if (node.name === 'QuotedLabelName') { return [nameMatcher(unquote(textOfNode(text, node)))]; } // {"my.metric"}
  const [label, operator, value] = childrenOf(node);
  const name = textOfNode(text, label);
  return [{
    label: /^["'`]/.test(name) ? unquote(name) : name,
    operator: textOfNode(text, operator) as Matcher['operator'],
    value: unquote(textOfNode(text, value)),
  }];
}

function nameMatcher(value: string): Matcher {
  return { label: '__name__', operator: '=', value };
}
