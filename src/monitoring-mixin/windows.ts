import { intervalOf, Intervals, longestOf } from './intervals';
import { AlertRow, RecordRow, RuleGroup } from '../manifest/prometheus-rule';
import { Edit, edited, nodesOf, readable, treeOf } from '../promql/expression-edits';
import { matchersOf } from '../promql/selector';
import { SyntaxNode, textOfNode } from '../promql/syntax-node';
import { durationText } from '../scrape/timing';
import { millisecondsOf } from '../values/durations';

/** rate() needs two samples. With four it tolerates a missed scrape and a late one. */
export const SAMPLES = 4;

type Rule = AlertRow | RecordRow;

/** Rules of one group of the mixin. */
interface Groups {
  readonly name: string;
  readonly groups: readonly RuleGroup[];
}

export interface Widened<T> {
  readonly groups: readonly T[];
  /** New names of recorded series whose name contains their window. */
  readonly renamed: ReadonlyMap<string, string>;
  /** Applies the same change to any other expression over these series. */
  readonly change: (expr: string) => string;
  /** The sample interval of an expression's series: `30s`. */
  readonly interval: (expr: string) => string;
}

/** Ranges in milliseconds, and their replacements. */
type Windows = ReadonlyMap<number, number>;

/**
 * Widens each range that contains fewer than four samples of its series. Equal ranges in one expression stay equal, and so do all rules of
 * one recorded series, and offsets of the same length, which mean "the window before".
 * @param isOfUser whether a user wrote the expression: then only names are changed
 */
export function withWindows<T extends Groups>(
  groups: readonly T[], intervals: Intervals, isOfUser: (rule: Rule) => boolean = () => false,
): Widened<T> {
  const recorded = new Map<string, number>();
  for (const { name, groups: own } of groups) {
    for (const rule of own.flatMap(({ rules }) => rules)) {
      if ('record' in rule) { recorded.set(rule.record, intervals.groups.get(name) ?? intervals.evaluation); }
    }
  }
  const longest = longestOf(intervals);
  const isLongEnough = (expr: string) => shortest(expr) >= sufficient(expr, longest);
  const windowsOf = (expr: string): Windows => isLongEnough(expr) ? new Map() : neededBy(expr, intervals, recorded);
  const isUsual = usual(intervals);
  const all = groups.flatMap(({ groups: own }) => own.flatMap(({ rules }) => rules));
  const byRecord = new Map<string, Windows>();
  for (const rule of all) { if ('record' in rule) { byRecord.set(rule.record, joined(byRecord.get(rule.record), windowsOf(rule.expr))); } }
  const renamed = new Map([...byRecord].flatMap(([record, windows]) => {
    const name = nameWith(record, windows);
    return name === record ? [] : [[record, name] as const];
  }));

  const changed = (rule: Rule): Rule => {
    if ('record' in rule) {
      return {
        ...rule, record: renamed.get(rule.record) ?? rule.record, expr: following(widened(rule.expr, byRecord.get(rule.record)!), renamed),
      };
    }
    return { ...rule, expr: following(isOfUser(rule) ? rule.expr : widened(rule.expr, windowsOf(rule.expr), true), renamed) };
  };
  return {
    groups: groups.map(each => ({ ...each, groups: each.groups.map(group => ({ ...group, rules: group.rules.map(changed) })) })),
    renamed,
    change: expr => following(widened(expr, windowsOf(expr)), renamed),
    interval: expr => durationText(isUsual(expr) ? intervals.others : longestIn(expr, intervals, recorded)),
  };
}

/** Whether the slowest series of an expression have the most common interval, judged by its text: then it need not be parsed. */
function usual({ jobs, others, evaluation, groups, federated }: Intervals): (expr: string) => boolean {
  // a selector without a job has the longest interval of all
  const isSlower = [...jobs.values()].some(interval => interval > others);
  if (isSlower || federated.length > 0 || [evaluation, ...groups.values()].some(interval => interval !== others)) { return () => false; }
  const exceptions = [...jobs].filter(([, interval]) => interval !== others).map(([job]) => job);
  const selectors = [...jobs].filter(([, interval]) => interval === others).map(([job]) => `{job="${job}"`);
  return expr => {
    // a pattern may select a job that it does not contain literally, and a string may contain escapes
    if (!/\bjob["'`]?\s*=~|\\/.test(expr) && !exceptions.some(job => expr.includes(job))) { return true; }
    // one series of this interval is enough, because none is slower; without other quotes and comments the text is a selector
    return !/['`\\#]/.test(expr) && selectors.some(text => expr.includes(text));
  };
}

/** The longest interval of the series of an expression. */
function longestIn(expr: string, intervals: Intervals, recorded: ReadonlyMap<string, number>): number {
  const root = treeOf(expr);
  const selectors = root ? nodesOf(root).filter(({ name }) => name === 'VectorSelector') : [];
  return selectors.length === 0
    ? intervals.others
    : Math.max(...selectors.map(selector => intervalOf(matchersOf(readable(expr), selector), intervals, recorded)));
}

/** A length that suffices for each range of an expression, judged by its text. */
function sufficient(expr: string, longest: number): number {
  if (!/\b(changes|resets)\s*\(/i.test(expr)) { return SAMPLES * longest; }
  // a subquery has its own step, and a number with a signed exponent is not one word
  if (/\[\s|\[[^\]]*:|\d[eE][-+]/.test(expr)) { return Infinity; }
  // any number may be the one that the changes are compared with
  const numbers = (expr.match(/\b\d[\w.]*/g) ?? []).map(Number).filter(Number.isFinite);
  return rounded(Math.max(SAMPLES, Math.floor(Math.max(0, ...numbers)) + 2) * longest);
}

/** The approximate shortest range in a text: most expressions need not be parsed. */
function shortest(expr: string): number {
  const found = [...expr.matchAll(/\[(\w+)/g)].map(([, text]) => millisecondsOf(text)).filter(length => length > 0);
  return Math.min(Infinity, ...found);
}

function neededBy(expr: string, intervals: Intervals, recorded: ReadonlyMap<string, number>): Windows {
  const root = treeOf(expr);
  const needed = new Map<number, number>();
  const samples = root ? samplesFor(expr, root) : new Map<SyntaxNode, number>();
  for (const { node, length, step } of root ? rangesIn(expr, root) : []) {
    const selectors = nodesOf(node).filter(({ name }) => name === 'VectorSelector').map(selector => matchersOf(expr, selector));
    const longest = Math.max(
      ...selectors.map(matchers => intervalOf(matchers, intervals, recorded)),
      ...node.name === 'SubqueryExpr' ? [step ?? intervals.evaluation] : [],
    );
    const wanted = rounded((samples.get(node) ?? SAMPLES) * longest);
    if (wanted > length) { needed.set(length, Math.max(needed.get(length) ?? 0, wanted)); }
  }
  return needed;
}

/** Ranges that need more samples: `changes(x[10m]) > 4` needs six to be true. */
function samplesFor(expr: string, root: SyntaxNode): Map<SyntaxNode, number> {
  const found = new Map<SyntaxNode, number>();
  for (const { children: [left, operator, right] } of nodesOf(root).filter(({ name }) => name === 'BinaryExpr')) {
    const most = right?.name === 'NumberDurationLiteral' ? Number(textOfNode(expr, right)) : NaN;
    const extra = new Map([['Gtr', 2], ['Gte', 1]]).get(operator.name);
    if (extra === undefined || !Number.isFinite(most)) { continue; }
    for (const range of countedIn(expr, left)) { found.set(range, Math.max(SAMPLES, Math.floor(most) + extra)); }
  }
  return found;
}

/** Ranges whose count needs one sample for each change, if the count itself is compared. */
function countedIn(expr: string, node: SyntaxNode): SyntaxNode[] {
  return callsIn(expr, node, /^(changes|resets)$/i).flatMap(call => nodesOf(call).filter(({ name }) => name === 'MatrixSelector'));
}

/** Calls whose value is the whole result, or a part of its sum: not under another operator. */
function callsIn(expr: string, node: SyntaxNode, name: RegExp): SyntaxNode[] {
  if (node.name === 'BinaryExpr') { return []; }
  const isCall = node.name === 'FunctionCall' && name.test(textOfNode(expr, node.children[0]));
  return isCall ? [node] : node.children.flatMap(child => callsIn(expr, child, name));
}

/** Rounded up to whole minutes: 6m40s is hard to read in a name. */
function rounded(milliseconds: number): number {
  return milliseconds > 60_000 ? Math.ceil(milliseconds / 60_000) * 60_000 : milliseconds;
}

interface Range {
  readonly node: SyntaxNode;
  readonly literal: SyntaxNode;
  readonly length: number;
  readonly step?: number;
}

/** Ranges of selectors and subqueries that are literal durations. */
export function rangesIn(expr: string, root: SyntaxNode): Range[] {
  return nodesOf(root).filter(({ name }) => name === 'MatrixSelector' || name === 'SubqueryExpr').flatMap(node => {
    const [, literal, step] = node.children;
    const length = lengthOf(expr, literal);
    return length === 0 ? [] : [{ node, literal, length, ...step && { step: lengthOf(expr, step) } }];
  });
}

/** 0 if it is not a duration, such as a variable of Grafana. */
function lengthOf(expr: string, node: SyntaxNode): number {
  return node.name === 'NumberDurationLiteral' ? millisecondsOf(textOfNode(expr, node)) : 0;
}

function joined(one: Windows = new Map(), other: Windows): Windows {
  const all = new Map(one);
  for (const [length, wanted] of other) { all.set(length, Math.max(all.get(length) ?? 0, wanted)); }
  return all;
}

/** @param isAlert whether a count that is compared with a number is scaled to the old window, so that the threshold keeps its meaning */
function widened(expr: string, windows: Windows, isAlert = false): string {
  const root = windows.size === 0 ? undefined : treeOf(expr);
  if (!root) { return expr; }
  const offsets = nodesOf(root).filter(({ name }) => name === 'OffsetExpr').map(({ children }) => children[1]);
  const edits = [...rangesIn(expr, root).map(({ literal }) => literal), ...offsets].flatMap((node): Edit[] => {
    const wanted = windows.get(lengthOf(expr, node));
    return wanted === undefined ? [] : [{ from: node.from, to: node.to, text: durationText(wanted) }];
  });
  return edited(expr, [...edits, ...isAlert ? scaled(expr, root, windows) : []]);
}

/** `increase(x[8m]) * 5 / 8 > 2` instead of `increase(x[5m]) > 2`. */
function scaled(expr: string, root: SyntaxNode, windows: Windows): Edit[] {
  const compared = nodesOf(root).filter(({
    name, children: [, operator, right],
  }) => name === 'BinaryExpr' && /^(Gtr|Gte|Lss|Lte)$/.test(operator.name)
    && right?.name === 'NumberDurationLiteral' && Number(textOfNode(expr, right)) !== 0);
  return compared.flatMap(({ children: [left] }) => callsIn(expr, left, /^increase$/i)).flatMap((call): Edit[] => {
    const [range] = rangesIn(expr, call);
    const wanted = range && windows.get(range.length);
    return wanted === undefined ? [] : [{ from: call.to, to: call.to, text: ` * ${range.length / 60_000} / ${wanted / 60_000}` }];
  });
}

/** `instance:node_cpu_utilisation:rate5m` becomes `...:rate8m`. Names without a window stay. */
function nameWith(record: string, windows: Windows): string {
  return record.replace(/(\d+(?:ms|[smhdwy]))(?=$|_|:)/g, (text, _, at: number) => {
    const wanted = /[a-z_]/.test(record[at - 1] ?? '') ? windows.get(millisecondsOf(text)) : undefined;
    return wanted === undefined ? text : durationText(wanted);
  });
}

/** With the new names of recorded series. */
function following(expr: string, renamed: ReadonlyMap<string, string>): string {
  if (![...renamed.keys()].some(name => expr.includes(name))) { return expr; }
  const root = treeOf(expr);
  if (!root) { return expr; }
  const names = nodesOf(root).filter(({ name }) => name === 'VectorSelector')
    .map(({ children }) => children[0])
    .filter(({ name }) => name === 'Identifier');
  return edited(expr, names.flatMap((node): Edit[] => {
    const text = renamed.get(textOfNode(readable(expr), node));
    return text === undefined ? [] : [{ from: node.from, to: node.to, text }];
  }));
}
