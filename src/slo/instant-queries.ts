import { hasWindow } from './queries';
import { Edit, edited, nodesOf, treeOf } from '../promql/expression-edits';
import { SyntaxNode, textOfNode } from '../promql/syntax-node';

/** Sampling interval of a gauge. */
const STEP = '1m';

/** Nodes of sums: the rate of a sum is the sum of the rates. */
const LINEAR: ReadonlySet<string> = new Set([
  'VectorSelector', 'Identifier', 'LabelMatchers', 'UnquotedLabelMatcher', 'LabelName', 'MatchOp', 'StringLiteral', 'ParenExpr',
  'AggregateExpr', 'AggregateOp', 'AggregateModifier', 'By', 'Without',
  'GroupingLabels', 'FunctionCallBody', 'BinaryExpr', 'Add', 'Sub', 'MatchingModifierClause', 'On', 'Ignoring',
]);

/**
 * A query of OpenSLO, which knows no window, for a window: ranges become the window; a counter gets a rate; of a gauge the samples of the
 * window are added.
 * @param isCounter whether the result only grows; undefined if that is unknown
 * @returns undefined if it is not clear what the query means over a window
 */
export function overWindow(query: string, isCounter: boolean | undefined, how: 'sum' | 'avg'): string | undefined {
  if (hasWindow(query)) { return query; }
  const root = treeOf(query);
  if (!root) { return query; } // problems of it are reported with the objective
  const nodes = nodesOf(root);
  const ranges = nodes.filter(({ name }) => name === 'MatrixSelector');
  if (nodes.some(({ name }) => name === 'SubqueryExpr')) { return undefined; }
  if (ranges.length > 0) {
    return edited(query, ranges.map(({ children: [, range] }) => ({ from: range.from, to: range.to, text: '$window' })));
  }
  // the series of a selector have different labels: those of good and of all events would not match
  const isSelector = root.name === 'VectorSelector';
  if (isCounter === true && isSelector) { return query; }
  if (isCounter !== true) {
    const over = `${how}_over_time((${query})[$window:${STEP}])`;
    return isSelector ? `${how}(${over})` : over;
  }
  return withRates(query, nodes);
}

function withRates(query: string, nodes: readonly SyntaxNode[]): string | undefined {
  const isLinear = nodes.every(
    node => LINEAR.has(node.name) && (node.name !== 'AggregateOp' || textOfNode(query, node).toLowerCase() === 'sum'),
  );
  const selectors = nodes.filter(({ name }) => name === 'VectorSelector');
  return isLinear
    ? edited(query, selectors.flatMap(({ from, to }): Edit[] => [{ from, to: from, text: 'rate(' }, { from: to, to, text: '[$window])' }]))
    : undefined;
}
