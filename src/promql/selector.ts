import { Matcher } from './matcher';
import { unquote } from './string-literal';

interface Grammar {
  readonly parser: { parse(text: string): { readonly topNode: Node } };
}

/** Loaded when it is needed. The package has types for ES modules alone, which a CommonJS one cannot import; at run time it has both. */
// eslint-disable-next-line @typescript-eslint/no-require-imports
const grammar = (): Grammar => require('@prometheus-io/lezer-promql');

/** A selector that was read, or why it is none. */
export type ReadSelector = { readonly matchers: readonly Matcher[] } | { readonly why: string };

/** Longer than anything that a person writes. */
const LONGEST = 10_000;

interface Node {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly firstChild: Node | null;
  readonly nextSibling: Node | null;
}

/** What other expressions are, in words. */
const NOT_A_SELECTOR: { readonly [node: string]: string } = {
  MatrixSelector: 'a range is no selector of series: leave out the brackets',
  SubqueryExpr: 'a subquery is no selector of series',
  OffsetExpr: 'an offset cannot be asked for here: leave it out',
  StepInvariantExpr: '"@" cannot be asked for here: leave it out',
  AggregateExpr: 'an aggregation is no selector of series: record it as a rule, and select that',
  FunctionCall: 'a function is no selector of series: record it as a rule, and select that',
  BinaryExpr: 'an operation is no selector of series: record it as a rule, and select that',
};

/** Reads an instant vector selector as Prometheus does: `up{job="kubelet"}`. Total: it never throws. */
export function readSelector(text: string): ReadSelector {
  if (text.length > LONGEST) { return { why: `it has ${text.length} characters, more than ${LONGEST}` }; }
  const root = grammar().parser.parse(text).topNode;
  const error = firstError(root);
  if (error) { return { why: `it cannot be read from character ${error.from + 1} on` }; }
  const [expression, ...more] = childrenOf(root).filter(({ name }) => name !== 'LineComment');
  if (!expression || more.length > 0) { return { why: 'it is not one selector' }; }
  if (expression.name !== 'VectorSelector') { return { why: NOT_A_SELECTOR[expression.name] ?? 'it is an expression, and no selector of series' }; }
  return { matchers: childrenOf(expression).flatMap(child => child.name === 'Identifier' ? [nameMatcher(slice(text, child))] : childrenOf(child).flatMap(each => matcherOf(text, each))) };
}

function matcherOf(text: string, node: Node): Matcher[] {
  if (node.name === 'QuotedLabelName') { return [nameMatcher(unquote(slice(text, node)))]; } // {"my.metric"}
  const [label, operator, value] = childrenOf(node);
  if (!value) { return []; }
  const name = slice(text, label);
  return [{ label: /^["'`]/.test(name) ? unquote(name) : name, operator: slice(text, operator) as Matcher['operator'], value: unquote(slice(text, value)) }];
}

function nameMatcher(value: string): Matcher {
  return { label: '__name__', operator: '=', value };
}

function firstError(node: Node): Node | undefined {
  if (node.name === '⚠') { return node; }
  for (const child of childrenOf(node)) {
    const error = firstError(child);
    if (error) { return error; }
  }
  return undefined;
}

function childrenOf(node: Node): Node[] {
  const children: Node[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) { children.push(child); }
  return children;
}

function slice(text: string, { from, to }: Node): string {
  return text.slice(from, to);
}
