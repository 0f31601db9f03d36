import { exprsOf } from './exprs';
import { AlertCase, Input } from '../alert-case';

/**
 * The labels of every by() and on() of an expression: each distinguishes objects, whatever the expression contains. Buckets are not
 * objects.
 */
function tellingApart(expr: string): readonly string[] {
  const lists = [...expr.matchAll(/\b(?:by|on) \(([^)]*)\)/g)].map(([, labels]) => labels.split(', '));
  // another value would match otherwise, unless whatever begins so is left out: `device!~"veth.+"`
  const isMatched = (label: string) => new RegExp(`[{,]${label}(?:=|!=|!~"(?:(?!\\.[+*])[^"])*")`).test(expr);
  return lists.length === 0 ? [] : lists[0].filter(label => label !== '' && label !== 'le' && !isMatched(label) && lists.every(list => list.includes(label)));
}

/** A cluster is a label that Prometheus adds to all series. */
const inCluster = (input: Input): Input => Object.keys(input).some(series => series.includes('cluster="')) ? input
  : Object.fromEntries(Object.entries(input).map(([series, values]) => [series.includes('{') ? series.replace('{', '{cluster="a",') : `${series}{cluster="a"}`, values]));

/** The same of another object, whose label is longer. */
const withLabel = (input: Input, label: string, end: string): Input => Object.fromEntries(Object.entries(input).map(([series, values]) =>
  [series.replace(new RegExp(`([{,]${label}="[^"]*)"`), `$1${end}"`), values]));

/** For each label that distinguishes objects, one object with the same fault and one without: as many alerts as objects with the fault. */
function ofEachLabel(each: AlertCase): readonly AlertCase[] {
  const exprs = exprsOf(each);
  const [fires, quiet] = [inCluster(each.fires), inCluster(each.quiet)];
  const has = (label: string) => [fires, quiet].every(input => Object.keys(input).every(series => new RegExp(`[{,]${label}="`).test(series)));
  const labels = exprs.length === 1 ? tellingApart(exprs[0]).filter(has) : [];
  if (labels.length === 0 || /clusters?\b|beside/.test(each.what ?? '')) { return []; }
  const others = (input: Input, end: string) => Object.assign({}, ...labels.map(label => withLabel(input, label, end))) as Input;
  return [{
    ...each,
    labels: undefined,
    what: [each.what, 'for each label'].filter(Boolean).join(', '),
    count: (each.count ?? 1) * (1 + labels.length),
    fires: { ...fires, ...others(fires, '-ill'), ...others(quiet, '-well') },
    quiet: { ...quiet, ...others(quiet, '-well') },
  }];
}

export const alsoOfEachLabel = (cases: readonly AlertCase[]): readonly AlertCase[] => [...cases, ...cases.flatMap(ofEachLabel)];
