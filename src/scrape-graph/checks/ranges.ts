import { expressionsIn } from './expressions';
import { Check, problem, Problem } from './problem';
import { matchersOf } from '../../promql/selector';
import { SyntaxNode, textOfNode } from '../../promql/syntax-node';
import { readExpression } from '../../promql/syntax-tree';
import { durationText } from '../../scrape/timing';
import { millisecondsOf } from '../../values/durations';
import { append } from '../append';
import { seriesUsedBy, Expression, placeOf } from '../expressions';
import { Graph, keptOf } from '../graph';
import { Manifest, nameOf } from '../manifest';
import { RANGE_TOO_SHORT } from '../rules';

/** Functions that return nothing, or a useless value, for one sample. */
const OF_TWO = new Set([
  'rate',
  'irate',
  'increase',
  'delta',
  'idelta',
  'deriv',
  'predict_linear',
  'changes',
  'resets',
  'holt_winters',
  'double_exponential_smoothing',
]);

/** Number of samples that a range should contain. */
const ENOUGH = 4;

/** A range of one job. */
interface Range {
  readonly job: string;
  readonly text: string;
  readonly milliseconds: number;
  /** The number of samples that its function needs. */
  readonly least: number;
}

/**
 * Rules with a range that certainly contains too few samples: their job is selected by name, and every known monitor of it has a long
 * interval.
 */
export const checkRanges: Check = graph => {
  const intervals = intervalsByJob(graph);
  const found = new Map<string, { readonly range: Range; readonly expressions: Expression[]; readonly interval: Interval }>();
  for (const expression of expressionsIn(graph).filter(({
    kind, object, expr,
  }) => kind !== 'panel' && expr.includes('[') && !graph.isRejected(object))) {
    for (const range of rangesOf(expression.expr)) {
      const interval = intervals.get(range.job);
      if (!interval || range.milliseconds >= range.least * interval.milliseconds) { continue; }
      const key = `${range.job} ${range.milliseconds} ${range.least}`;
      const known = found.get(key) ?? { range, expressions: [], interval };
      found.set(key, known);
      known.expressions.push(expression);
    }
  }
  return [...found.values()].map(({ range, expressions, interval }): Problem => {
    const places = [...new Set(expressions.map(placeOf))].sort();
    const where = places.length === 1
      ? places[0]
      : `${places[0]} (and ${places.length - 1} more ${places.length === 2 ? 'place' : 'places'})`;
    const { milliseconds, monitor } = interval;
    const lengths = { range: range.text, interval: durationText(milliseconds), wanted: durationText(ENOUGH * milliseconds) };
    return problem(
      RANGE_TOO_SHORT,
      { where, job: range.job, monitor: nameOf(monitor), ...lengths },
      ...new Set(expressions.map(({ object }) => object)),
      monitor,
    );
  });
};

interface Interval {
  readonly milliseconds: number;
  readonly monitor: Manifest;
}

/** The shortest interval of each job with known targets. */
function intervalsByJob({ edges }: Graph): Map<string, Interval> {
  const byJob = new Map<string, Interval[]>();
  for (const edge of edges) {
    for (const { labels, interval } of keptOf(edge)) {
      if (labels!.job !== undefined) { append(byJob, labels!.job, { milliseconds: millisecondsOf(interval), monitor: edge.job.monitor }); }
    }
  }
  const known = new Map<string, Interval>();
  for (const [job, all] of byJob) {
    const shortest = all.reduce((least, each) => each.milliseconds < least.milliseconds ? each : least);
    if (shortest.milliseconds > 0) { known.set(job, shortest); }
  }
  return known;
}

const remembered = new Map<string, readonly Range[]>();

/** The ranges whose job is certain. Cached, because many clusters have the same rules. */
function rangesOf(expr: string): readonly Range[] {
  let ranges = remembered.get(expr);
  if (!ranges) {
    const hasJob = seriesUsedBy(expr).jobs.some(({ operator, value }) => operator === '=' && value !== '');
    const read = hasJob ? readExpression(expr) : undefined;
    ranges = read && 'root' in read ? rangesBelow(expr, read.root) : [];
    if (remembered.size >= 20_000) { remembered.clear(); }
    remembered.set(expr, ranges);
  }
  return ranges;
}

/** @param name the function whose argument this is */
function rangesBelow(expr: string, node: SyntaxNode, name = ''): Range[] {
  if (node.name === 'MatrixSelector') { return rangeOf(expr, node, name); }
  // with these modifiers a range begins and ends with a sample
  if (node.name === 'AnchoredExpr' || node.name === 'SmoothedExpr') { return []; }
  const called = node.name === 'FunctionCall' ? textOfNode(expr, node.children[0]).toLowerCase() : name;
  return node.children.flatMap(child => rangesBelow(expr, child, called));
}

function rangeOf(expr: string, { children: [selector, length] }: SyntaxNode, name: string): Range[] {
  const least = leastFor(name);
  const job = matchersOf(expr, selector).find(({ label, operator, value }) => label === 'job' && operator === '=' && value !== '')?.value;
  const text = textOfNode(expr, length);
  const milliseconds = length.name === 'NumberDurationLiteral' ? millisecondsOf(text) : 0;
  return job === undefined || milliseconds === 0 || least === 0 ? [] : [{ job, text, milliseconds, least }];
}

/** 0 for unknown functions. */
function leastFor(name: string): number {
  if (OF_TWO.has(name)) { return 2; }
  return name.endsWith('_over_time') && !name.startsWith('absent') ? 1 : 0;
}
