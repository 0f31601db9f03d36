import { AlertCase, Input } from '../alert-case';

const mapped = (input: Input, to: (series: string) => string): Input => Object.fromEntries(Object.entries(input).map(([series, values]) => [to(series), values]));

const inCluster = (input: Input, cluster: string) => mapped(input, series => series.replace('{', `{cluster="${cluster}",`));

/** As it is while kube-state-metrics is replaced: two report the same objects. */
function fromTwo(input: Input): Input {
  return Object.fromEntries(Object.entries(input).flatMap(([series, values]) => series.includes('job="kube-state-metrics"')
    ? ['10.0.0.5:8080', '10.0.0.6:8080'].map(instance => [series.replace('{', `{instance="${instance}",`), values])
    : [[series, values]]));
}

const from = (input: Input, instance: string) => mapped(input, series => series.replace('{', `{instance="${instance}",`));

/** Two kube-state-metrics, one of which has not read the change yet: for a change to the worse, and to the better. */
export const lagging = (each: AlertCase, seen: 'worse' | 'better'): AlertCase => {
  const [first, second] = ['10.0.0.5:8080', '10.0.0.6:8080'];
  return {
    ...each,
    what: named(each, 'one of two kube-state-metrics lags'),
    count: 1,
    fires: { ...from(each.fires, first), ...from(seen === 'worse' ? each.quiet : each.fires, second) },
    quiet: { ...from(each.quiet, first), ...from(seen === 'better' ? each.fires : each.quiet, second) },
  };
};

const named = (each: AlertCase, what: string) => [each.what, what].filter(Boolean).join(', ');

const AFTER = 'no earlier than after';

/** The same of another object. */
const another = (input: Input, label: string): Input => mapped(input, series => series.replace(new RegExp(`([{,]${label}="[^"]+)"`), '$1-2"'));

/** Still no alert, although another object meets the condition that this one does not. */
export const besides = (each: AlertCase, other: Input, label: string): AlertCase => ({ ...each, what: named(each, 'besides another'), quiet: { ...each.quiet, ...another(other, label) } });

/** Both, unless they contradict each other: they share a series that has other values. */
function both(one: Input, other: Input): Input | undefined {
  return Object.entries(other).every(([series, values]) => (one[series] ?? values) === values) ? { ...one, ...other } : undefined;
}

/**
 * Each object has one alert, for any number of kube-state-metrics, and whatever another object or another cluster has under the same names.
 * @param labels one of them distinguishes objects: the first that the series have; none if the cluster is the object
 */
export function inEachWay(cases: readonly AlertCase[], ...labels: string[]): readonly AlertCase[] {
  return [...cases, ...cases.filter(({ what = '' }) => !what.includes(AFTER)).flatMap(each => variantsOf(each, labels))];
}

/** The labels by which other objects differ: one has another name, one is in another namespace, and a container in another pod. */
function variedBy(labels: readonly string[], input: Input): readonly string[] {
  const has = (text: string) => Object.keys(input).some(series => series.includes(text));
  const label = labels.find(name => has(`${name}="`));
  if (label === undefined) { return []; }
  return [label, ...label === 'container' ? ['pod'] : [], ...has('namespace="shop"') ? ['namespace'] : []];
}

function variantsOf(each: AlertCase, labels: readonly string[]): readonly AlertCase[] {
  const [fires, quiet, count] = [fromTwo(each.fires), fromTwo(each.quiet), each.count ?? 1];
  const varied = variedBy(labels, fires);
  const withOthers = (others: Input) => varied.reduce<Input | undefined>((all, label) => all && both(all, another(others, label)), fires);
  const [well, ill] = [withOthers(quiet), varied.length > 0 ? withOthers(fires) : undefined];
  const allQuiet = { ...inCluster(quiet, 'a'), ...inCluster(quiet, 'b') };
  return [
    { ...each, what: named(each, 'one of two clusters'), count, fires: { ...inCluster(well ?? fires, 'a'), ...inCluster(quiet, 'b') }, quiet: allQuiet },
    { ...each, what: named(each, 'two of two clusters'), count: 2 * count * (ill ? 1 + varied.length : 1), fires: { ...inCluster(ill ?? fires, 'a'), ...inCluster(ill ?? fires, 'b') }, quiet: allQuiet },
  ];
}

/** In addition: it fires after so many minutes, and not when it begins three to five minutes later. Values are constant, or those of counters. */
export function waits(minutes: number, each: AlertCase): readonly AlertCase[] {
  const late = Object.fromEntries(Object.entries(each.fires).map(([series, values]) => [series, `${startOf(each.quiet[series] ?? values)}x${minutes < 10 ? 2 : 4} ${values}`]));
  return [each, { ...each, what: named(each, `${AFTER} ${minutes} minutes`), at: `${minutes + 2}m`, quiet: late }];
}

/** `3` of `3x600`, `0` of `0+5x600`. */
const startOf = (values: string) => /^-?[\d.]+/.exec(values)![0];

/**
 * A share of one counter in the growth of both, in a thousandth. Per second, so that exactly the threshold can be hit.
 * @param right exactly the threshold: it does not fire
 */
export const thousandths = (alert: string, part: string, rest: string, wrong: number, right: number): AlertCase => {
  const grow = (of1000: number): Input => ({ [part]: `0+${60 * of1000}x600`, [rest]: `0+${60 * (1000 - of1000)}x600` });
  return { alert, count: 1, fires: grow(wrong), quiet: grow(right) };
};
