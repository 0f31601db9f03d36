import { Side, Sides } from './side';
import { readTokens, Token } from '../promql/tokens';
import { Labels, listOf, Manifest, nameOf, textOf, textsOf } from '../scrape-graph/manifest';

/** A rule, and the servers that evaluate it. */
export interface RuleState {
  readonly kind: 'alert' | 'record';
  readonly name: string;
  readonly expr: string;
  readonly for: string;
  readonly keepFiringFor: string;
  readonly labels: Labels;
  /** The object that contains it, its group, and the interval of the group. */
  readonly object: string;
  readonly group: string;
  readonly interval: string;
  /** The servers that evaluate it, by their names on the new side. */
  readonly by: readonly string[];
}

/** The rules of a side that a server evaluates. Rules that no server here selects count only if no server here could select them. */
export function rulesOf({ graph }: Side, { serverName }: Sides): RuleState[] {
  return graph.world.ofKind('PrometheusRule').filter(object => !graph.isRejected(object)).flatMap(object => {
    const servers = graph.selectedBy(object);
    const isElsewhere = graph.prometheuses.length === 0;
    if (servers.length === 0 && !isElsewhere) { return []; }
    const by = isElsewhere ? [serverName(undefined)] : servers.map(serverName).sort();
    return listOf(object.spec?.groups).flatMap(group => listOf(group?.rules).flatMap(rule => ruleOf(object, group, rule, by)));
  });
}

function ruleOf(object: Manifest, group: any, rule: any, by: readonly string[]): RuleState[] {
  const name = rule.alert ?? rule.record;
  if (typeof name !== 'string' || typeof rule.expr !== 'string' && typeof rule.expr !== 'number') { return []; }
  return [{
    kind: rule.alert === undefined ? 'record' : 'alert',
    name,
    expr: String(rule.expr),
    for: textOf(rule.for, '0s'),
    keepFiringFor: textOf(rule.keep_firing_for, '0s'),
    labels: textsOf(rule.labels),
    object: nameOf(object),
    group: textOf(group.name),
    interval: textOf(group.interval),
    by,
  }];
}

const pieces = new Map<string, readonly Token[]>();

/** The tokens of an expression, without spaces and comments. Cached, because many clusters have the same. */
function piecesOf(expr: string): readonly Token[] {
  let found = pieces.get(expr);
  if (!found) {
    const read = readTokens(expr);
    found = 'why' in read ? [{ type: 'string', text: expr, from: 0, to: expr.length }] : read.tokens;
    if (pieces.size >= 20_000) { pieces.clear(); }
    pieces.set(expr, found);
  }
  return found;
}

/** An expression for comparison: without spaces and comments. */
export function plainExpression(expr: string): string {
  return piecesOf(expr).map(({ text }) => text).join(' ').trim();
}

/** A changed part of an expression. */
export interface Replaced {
  readonly from: string;
  readonly to: string;
}

/** The numbers and durations in which two expressions differ, without duplicates. Undefined if they differ in anything else. */
export function numbersThatDiffer(old: string, now: string): Replaced[] | undefined {
  const [before, after] = [piecesOf(old), piecesOf(now)];
  if (before.length !== after.length) { return undefined; }
  const found = new Map<string, Replaced>();
  for (const [at, { type, text }] of before.entries()) {
    if (text === after[at].text) { continue; }
    const isNumber = [type, after[at].type].every(each => each === 'number' || each === 'duration');
    if (!isNumber) { return undefined; }
    found.set(`${text} ${after[at].text}`, { from: text, to: after[at].text });
  }
  return [...found.values()];
}

/** Longer middle parts are not compared token by token. */
const MOST_CELLS = 250_000;

/**
 * The parts in which two expressions differ, without duplicates, as in a text diff. Undefined if the expressions are too long to compare.
 * `from` is empty for additions, and `to` for deletions.
 */
export function partsThatDiffer(old: string, now: string): Replaced[] | undefined {
  const [before, after] = [piecesOf(old), piecesOf(now)];
  const [start, end] = commonEnds(before, after);
  const [a, b] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  if (a.length * b.length > MOST_CELLS) { return undefined; }
  const found = new Map<string, Replaced>();
  for (const [own, other] of hunksOf(a, b)) {
    const part = { from: partOf(old, own), to: partOf(now, other) };
    found.set(JSON.stringify(part), part);
  }
  return [...found.values()];
}

/** The tokens between the common start and the common end of two expressions. */
export function partThatDiffers(old: string, now: string): Replaced {
  const [before, after] = [piecesOf(old), piecesOf(now)];
  const [start, end] = commonEnds(before, after);
  return { from: partOf(old, before.slice(start, before.length - end)), to: partOf(now, after.slice(start, after.length - end)) };
}

/** The number of common tokens at the start and at the end. */
function commonEnds(before: readonly Token[], after: readonly Token[]): readonly [start: number, end: number] {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start].text === after[start].text) { start++; }
  let end = 0;
  while (end < most - start && before[before.length - 1 - end].text === after[after.length - 1 - end].text) { end++; }
  return [start, end];
}

/** The text of consecutive tokens, without commas at its ends. */
function partOf(text: string, tokens: readonly Token[]): string {
  return tokens.length === 0 ? '' : text.slice(tokens[0].from, tokens[tokens.length - 1].to).replace(/\s+/g, ' ').replace(/^, ?|,$/g, '');
}

/** Tokens that are not in the longest common subsequence. */
function hunksOf(a: readonly Token[], b: readonly Token[]): (readonly [readonly Token[], readonly Token[]])[] {
  const width = b.length + 1;
  const longest = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const at = i * width + j;
      longest[at] = a[i].text === b[j].text ? longest[at + width + 1] + 1 : Math.max(longest[at + width], longest[at + 1]);
    }
  }
  const hunks: (readonly [readonly Token[], readonly Token[]])[] = [];
  let [i, j, fromI, fromJ] = [0, 0, 0, 0];
  const close = () => { if (i > fromI || j > fromJ) { hunks.push([a.slice(fromI, i), b.slice(fromJ, j)]); } };
  while (i < a.length && j < b.length) {
    if (a[i].text === b[j].text) {
      close();
      [i, j] = [i + 1, j + 1];
      [fromI, fromJ] = [i, j];
    } else if (longest[(i + 1) * width + j] >= longest[i * width + j + 1]) { i++; } else { j++; }
  }
  [i, j] = [a.length, b.length];
  close();
  return hunks;
}
