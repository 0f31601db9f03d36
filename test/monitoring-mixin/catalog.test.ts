import { AlertCase } from './alert-case';
import { ALERT_CASES } from './alert-cases';
import { asExposed, catalogProblems } from '../support/catalog';

const seriesOf = ({ fires, quiet }: AlertCase) => [...Object.keys(fires), ...Object.keys(quiet)];
/** A case may be of an older kube-state-metrics. */
const VERSIONS = ['2.20.0', '2.19.1', '2.18.0', '2.13.0'].map(version => ({ 'kube-state-metrics': version }));

/** Problems in each version; a missing label is not one, because promtool gets the series with all of its labels. */
function problemsOf(series: string): string[] {
  const problems = VERSIONS.map(versions => catalogProblems(asExposed(series, undefined, versions), undefined, versions));
  return problems.some(each => each.length === 0) ? [] : problems[0];
}

test.each(Object.entries(ALERT_CASES))('the series in the cases of %s are those of the real programs', (_, cases) => {
  const series = new Set(cases.flatMap(seriesOf));
  expect([...series].flatMap(problemsOf)).toEqual([]);
});
