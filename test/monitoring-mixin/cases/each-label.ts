import { exprsOf } from './exprs';
import { AlertCase, Input } from '../alert-case';

/** The labels of every by() and on() of an expression: by each of them objects are told apart, whatever it is made of. */
function tellingApart(expr: string): readonly string[] {
  const lists = [...expr.matchAll(/\b(?:by|on) \(([^)]*)\)/g)].map(([, labels]) => labels.split(', '));
  const isMatched = (label: string) => new RegExp(`[{,]${label}=`).test(expr);
  return lists.length === 0 ? [] : lists[0].filter(label => label !== '' && !isMatched(label) && lists.every(list => list.includes(label)));
}

/** The same of another object, whose label is longer; a label that no series has is added. */
const withLabel = (input: Input, label: string, end: string): Input => Object.fromEntries(Object.entries(input).map(([series, values]) =>
  [series.includes('{') ? series.replace(new RegExp(`([{,]${label}="[^"]*)"`), `$1${end}"`) : series, values]));

/** For each label by which objects are told apart, one that has the same fault and one that is well: as many alerts as objects have it. */
function ofEachLabel(each: AlertCase): readonly AlertCase[] {
  const exprs = exprsOf(each);
  const has = (label: string) => [each.fires, each.quiet].every(input => Object.keys(input).every(series => new RegExp(`[{,]${label}="`).test(series)));
  const labels = exprs.length === 1 ? tellingApart(exprs[0]).filter(has) : [];
  if (labels.length === 0 || /clusters?\b|beside/.test(each.what ?? '')) { return []; }
  const others = (input: Input, end: string) => Object.assign({}, ...labels.map(label => withLabel(input, label, end))) as Input;
  return [{
    ...each,
    what: [each.what, 'for each label'].filter(Boolean).join(', '),
    count: (each.count ?? 1) * (1 + labels.length),
    fires: { ...each.fires, ...others(each.fires, '-ill'), ...others(each.quiet, '-well') },
    quiet: { ...each.quiet, ...others(each.quiet, '-well') },
  }];
}

export const alsoOfEachLabel = (cases: readonly AlertCase[]): readonly AlertCase[] => [...cases, ...cases.flatMap(ofEachLabel)];
