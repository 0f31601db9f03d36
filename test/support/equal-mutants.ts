import { isAlwaysOne } from './always-one';
import { AlertRow } from '../../src/manifest/prometheus-rule';
import { SyntaxNode, textOfNode } from '../../src/promql/syntax-node';
import { readExpression } from '../../src/promql/syntax-tree';

/** The nodes from the root to the smallest one of this name that starts at this character. */
function pathTo(root: SyntaxNode, name: string, at: number): readonly SyntaxNode[] {
  for (const child of root.children) {
    if (child.from <= at && at < child.to) {
      const below = pathTo(child, name, at);
      if (below.length > 0) { return [root, ...below]; }
    }
  }
  return root.name === name && root.from === at ? [root] : [];
}

const SETS = ['And', 'Or', 'Unless'];
const has = (node: SyntaxNode, ...names: readonly string[]) => node.children.some(child => names.includes(child.name));
const last = <T>(list: readonly T[]): T => list[list.length - 1];

/**
 * Whether only the labels of the last node matter, not its value: it is on the right of `and` or `unless`, or counted, or it becomes the
 * alert only through these and parentheses, and the alert does not show its value. All aggregations return the same series.
 */
function isValueUnused(path: readonly SyntaxNode[], rule: AlertRow): boolean {
  for (let at = path.length - 2; at >= 0; at -= 1) {
    const [node, child] = [path[at], path[at + 1]];
    if (['ParenExpr', 'FunctionCallBody'].includes(node.name)) { continue; }
    if (node.name === 'AggregateExpr') { return ['count', 'group'].includes(textOfNode(rule.expr, node.children[0])); }
    if (node.name !== 'BinaryExpr' || !has(node, ...SETS)) { return false; }
    if (has(node, 'And', 'Unless') && last(node.children) === child) { return true; }
  }
  return !JSON.stringify(rule.annotations ?? {}).includes('$value');
}

/** The one value of all series of an expression: what `== 1` keeps, and metrics that are 1 or missing. */
function constantOf(node: SyntaxNode, expr: string): string | undefined {
  const [left, right] = [node.children[0], last(node.children)];
  if (node.name === 'VectorSelector') { return isAlwaysOne(textOfNode(expr, left)) ? '1' : undefined; }
  if (node.name === 'ParenExpr' || node.name === 'FunctionCallBody') { return node.children.length === 1 ? constantOf(left, expr) : undefined; }
  if (node.name === 'AggregateExpr') { return ['max', 'min', 'avg'].includes(textOfNode(expr, left)) ? constantOf(right, expr) : undefined; }
  if (node.name !== 'BinaryExpr') { return undefined; }
  if (has(node, 'Eql')) { return right.name === 'NumberDurationLiteral' ? textOfNode(expr, right) : undefined; }
  if (has(node, 'And', 'Unless')) { return constantOf(left, expr); }
  if (!has(node, 'Or')) { return undefined; }
  const of = constantOf(left, expr);
  return of === constantOf(right, expr) ? of : undefined;
}

/** Whether the last node is a sum of increases that is only compared with zero: then its maximum gives the same result. */
function isAnyGrowth(path: readonly SyntaxNode[], { expr }: AlertRow): boolean {
  const [parent, sum] = path.slice(-2);
  const inner = last(sum.children).children[0];
  return parent.name === 'BinaryExpr' && has(parent, 'Gtr') && parent.children[0] === sum && textOfNode(expr, last(parent.children)) === '0'
    && textOfNode(expr, sum.children[0]) === 'sum' && /^(?:increase|rate)\(/.test(textOfNode(expr, inner));
}

/** Whether another aggregation at this character is equivalent, whatever is scraped. */
export function isSameAggregation(rule: AlertRow, at: number): boolean {
  const read = readExpression(rule.expr);
  const path = 'root' in read ? pathTo(read.root, 'AggregateExpr', at) : [];
  if (path.length === 0) { return false; }
  const aggregation = last(path);
  const isOfEqual = ['max', 'min', 'avg'].includes(textOfNode(rule.expr, aggregation.children[0])) && constantOf(last(aggregation.children), rule.expr) !== undefined;
  // a count of ones is their sum
  const isOfOnes = textOfNode(rule.expr, aggregation.children[0]) === 'count' && constantOf(last(aggregation.children), rule.expr) === '1';
  return isOfEqual || isOfOnes || isValueUnused(path, rule) || path.length > 1 && isAnyGrowth(path, rule) && isValueUnused(path.slice(0, -1), rule);
}

/** Aggregations for which aggregating parts first gives the same result. */
const OF_PARTS = ['max', 'min', 'sum', 'group'];

const labelsOf = (node: SyntaxNode, expr: string) => textOfNode(expr, last(node.children[1].children)).slice(1, -1).split(', ');

/** Whether a label of `by` at this character can be removed: the same aggregation around it removes it anyway, and needs no other. */
export function isSameGrouping(rule: AlertRow, at: number, left: readonly string[]): boolean {
  const read = readExpression(rule.expr);
  const path = 'root' in read ? pathTo(read.root, 'AggregateModifier', at) : [];
  const [outer, body, inner] = path.slice(-4);
  if (path.length < 4 || outer.name !== 'AggregateExpr' || body.name !== 'FunctionCallBody' || inner.name !== 'AggregateExpr') { return false; }
  const [one, other] = [outer, inner].map(node => textOfNode(rule.expr, node.children[0]));
  return one === other && OF_PARTS.includes(one) && labelsOf(outer, rule.expr).every(label => left.includes(label));
}

/**
 * Metrics that more than one path of a program exposes: every target has `up`, and the kubelet has these of containers at /metrics/cadvisor
 * and at /metrics/resource (pkg/kubelet/metrics/collectors/resource_metrics.go). All other metrics of the kubelet and of the API server are
 * at one path (pkg/kubelet/server/server.go, staging/src/k8s.io/component-base/metrics/prometheus/slis/routes.go of Kubernetes).
 */
const OF_SEVERAL_PATHS = /^(?:up|scrape_.+|container_(?:cpu_usage_seconds_total|memory_working_set_bytes|start_time_seconds|swap_.+)|kubernetes_healthchecks?(?:_total)?)$/;

/** Whether all series of a node match a matcher, because its selectors contain it. */
function isEnforced(node: SyntaxNode, matcher: string, expr: string): boolean {
  const [left, right] = [node.children[0], last(node.children)];
  if (node.name === 'VectorSelector') { return textOfNode(expr, node).includes(matcher); }
  if (node.name !== 'BinaryExpr') { return node.children.some(child => isEnforced(child, matcher, expr)); }
  const sides = [left, right].map(side => isEnforced(side, matcher, expr));
  if (has(node, 'Unless')) { return sides[0]; }
  return has(node, 'Or') ? sides.every(Boolean) : sides.some(Boolean);
}

/** Labels by which series are joined, or that depend on them: what is mounted at one place has one type. */
const isJoined = (label: string, expr: string) => [...expr.matchAll(/\b(?:by|on) \(([^)]*)\)/g)].every(([, labels]) => labels.split(', ').includes(label === 'fstype' ? 'mountpoint' : label));

/** Whether the other side of the join has the same matcher, so that other series have no match. */
function isRepeated({ expr }: AlertRow, at: number, label: string): boolean {
  const read = readExpression(expr);
  const matcher = /^[^"]*"[^"]*"/.exec(expr.slice(at))![0];
  if (!('root' in read) || !isJoined(label, expr)) { return false; }
  for (let node = read.root; node.children.length > 0;) {
    const inner = node.children.find(child => child.from <= at && at < child.to);
    if (inner === undefined) { return false; }
    const other = [node.children[0], last(node.children)].find(child => child !== inner);
    const isFiltered = node.name === 'BinaryExpr' && !has(node, 'Or') && !(has(node, 'Unless') && inner === node.children[0]);
    if (isFiltered && other !== undefined && isEnforced(other, matcher, expr)) { return true; }
    node = inner;
  }
  return false;
}

/**
 * Whether a matcher at this character can be removed: it selects the path, and only one path has the metric; or the other side of the join
 * has it too.
 */
export function isSameMatcher(rule: AlertRow, at: number, label: string): boolean {
  const metric = /([a-zA-Z_:][\w:]*)\{[^{}]*$/.exec(rule.expr.slice(0, at))?.[1];
  return label === 'metrics_path' && metric !== undefined && !OF_SEVERAL_PATHS.test(metric) || isRepeated(rule, at, label);
}
