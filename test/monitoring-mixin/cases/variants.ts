import { AlertCase, Input } from '../alert-case';

const withLabel = (input: Input, label: string): Input => Object.fromEntries(Object.entries(input).map(([series, values]) => [series.replace('{', `{${label},`), values]));

/** As it is while kube-state-metrics is replaced: two report the same objects. */
function fromTwo(input: Input): Input {
  return Object.fromEntries(Object.entries(input).flatMap(([series, values]) => series.includes('job="kube-state-metrics"')
    ? ['10.0.0.5:8080', '10.0.0.6:8080'].map(instance => [series.replace('{', `{instance="${instance}",`), values])
    : [[series, values]]));
}

const named = (each: AlertCase, what: string) => [each.what, what].filter(Boolean).join(', ');

const AFTER = 'no earlier than after';

/** Each object is one alert, however many kube-state-metrics report it, and whatever another cluster has under the same names. */
export function inEachWay(cases: readonly AlertCase[]): readonly AlertCase[] {
  const others = cases.filter(({ what = '' }) => !what.includes(AFTER)).map(each => {
    const [fires, quiet] = [fromTwo(each.fires), fromTwo(each.quiet)];
    return {
      ...each,
      what: named(each, 'one of two clusters with two kube-state-metrics each'),
      count: each.count ?? 1,
      fires: { ...withLabel(fires, 'cluster="a"'), ...withLabel(quiet, 'cluster="b"') },
      quiet: { ...withLabel(quiet, 'cluster="a"'), ...withLabel(quiet, 'cluster="b"') },
    };
  });
  return [...cases, ...others];
}

/** In addition: it fires after so many minutes, and not when it is true for five minutes less. Values must be constant. */
export function waits(minutes: number, each: AlertCase): readonly AlertCase[] {
  const constant = (values: string) => values.slice(0, values.indexOf('x'));
  const late = Object.fromEntries(Object.entries(each.fires).map(([series, values]) => [series, `${constant(each.quiet[series] ?? values)}x4 ${constant(values)}x600`]));
  return [each, { ...each, what: named(each, `${AFTER} ${minutes} minutes`), at: `${minutes + 1}m`, quiet: late }];
}
