import { AlertRow, RecordRow, RuleGroup } from '../manifest/prometheus-rule';
import { Edit, edited, nodesOf, treeOf } from '../promql/expression-edits';
import { unquote } from '../promql/string-literal';
import { SyntaxNode, textOfNode } from '../promql/syntax-node';
import { escapedPattern } from '../values/texts';

export interface Rewriting {
  readonly jobs: { readonly [job: string]: string };
  /** The new name of `cluster`. */
  readonly clusterLabel: string;
}

export interface Rewritten {
  readonly groups: readonly RuleGroup[];
  /** All jobs that the expressions select by name, before the rewrite. */
  readonly jobs: readonly string[];
}

const CLUSTER = 'cluster';

/**
 * The same groups with other names of jobs and clusters. Only matchers, grouping labels and templates change. An expression that cannot be
 * parsed stays as it is.
 */
export function rewritten(groups: readonly RuleGroup[], rewriting: Rewriting): Rewritten {
  const jobs = new Set<string>();
  const rules = (all: RuleGroup['rules']) => all.map((rule): AlertRow | RecordRow => {
    const expr = typeof rule.expr === 'string' ? rewrittenExpr(rule.expr, rewriting, jobs) : rule.expr;
    return {
      ...rule,
      expr,
      ...'annotations' in rule && { annotations: inTemplates(rule.annotations, rewriting), labels: inTemplates(rule.labels, rewriting) },
    };
  });
  return { groups: groups.map(group => ({ ...group, rules: rules(group.rules) })), jobs: [...jobs].sort() };
}

function rewrittenExpr(expr: string, rewriting: Rewriting, jobs: Set<string>): string {
  const root = treeOf(expr);
  if (!root) { return expr; }
  const nodes = nodesOf(root);
  const selectors = nodes.filter(({ name }) => name === 'VectorSelector').flatMap(node => matchersIn(expr, node, rewriting, jobs));
  const groupings = nodes.filter(({ name }) => name === 'GroupingLabels').flatMap(({ children }) => renamed(expr, children, rewriting));
  return edited(expr, [...selectors, ...groupings]);
}

function matchersIn(expr: string, selector: SyntaxNode, { jobs: names, clusterLabel }: Rewriting, jobs: Set<string>): Edit[] {
  const matchers = selector.children.flatMap(({ children }) => children).filter(({ children }) => children.length === 3);
  return matchers.flatMap(({ children: [label, operator, value] }): Edit[] => {
    const name = textOfNode(expr, label);
    if (name === CLUSTER) { return renamed(expr, [label], { clusterLabel }); }
    if (name !== 'job') { return []; }
    const text = unquote(textOfNode(expr, value));
    const isPattern = textOfNode(expr, operator).endsWith('~');
    const all = isPattern ? text.split('|') : [text];
    all.filter(each => each !== '' && (!isPattern || isLiteral(each))).forEach(each => jobs.add(each));
    const named = (each: string) => isPattern ? escapedPattern(names[each]) : names[each];
    const changed = all.map(each => Object.hasOwn(names, each) ? named(each) : each).join('|');
    return changed === text ? [] : [{ from: value.from, to: value.to, text: JSON.stringify(changed) }];
  });
}

function isLiteral(pattern: string): boolean {
  return /^[\w/:-]+$/.test(pattern);
}

function renamed(expr: string, labels: readonly SyntaxNode[], { clusterLabel }: Pick<Rewriting, 'clusterLabel'>): Edit[] {
  if (clusterLabel === CLUSTER) { return []; }
  return labels.filter(label => textOfNode(expr, label) === CLUSTER).map(({ from, to }) => ({ from, to, text: clusterLabel }));
}

function inTemplates<T extends { readonly [name: string]: string } | undefined>(texts: T, { clusterLabel }: Rewriting): T {
  if (texts === undefined || clusterLabel === CLUSTER) { return texts; }
  const changed = (text: unknown) => typeof text === 'string'
    ? text.replace(/(\$labels|\.Labels)\.cluster\b/g, `$1.${clusterLabel}`)
    : text;
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, changed(text)])) as T;
}
