import { catalogOf, ExposedSeries, metricComponents } from '../../src/metrics/catalog';
import { isFromPrometheus } from '../../src/metrics/synthetic';
import { dashboardsOf } from '../../src/monitoring-mixin/dashboards';
import { selectorsIn } from '../../src/promql/expression';
import { Matcher, matches } from '../../src/promql/matcher';
import { COMPONENTS } from '../support/catalog';
import { aContext, ALL_JOBS, allGroups } from '../support/mixin';

const VERSIONS = ['2.8.2', '2.11.0', '2.13.0', '2.15.0', '2.18.0', '2.19.1', '2.20.0'];
/** Labels that a target has, or that an external label or honorLabels adds. */
const OF_TARGETS = ['__name__', 'job', 'instance', 'namespace', 'pod', 'service', 'container', 'endpoint', 'node', 'metrics_path', 'cluster', 'exported_namespace'];

const panelsOf = (json: string): any[] => JSON.parse(json).panels.filter(({ type }: any) => type !== 'row');
const filled = (expr: string) => expr.replace(/\$__rate_interval|\$__interval/g, '5m');

function expressionsOf(version: string): [place: string, expr: string][] {
  const rules = allGroups(version, ALL_JOBS, { compatibleSeries: ['all'] }).flatMap(({ groups }) => groups.flatMap(group => group.rules.map((rule): [string, string] => ['alert' in rule ? rule.alert : rule.record, rule.expr])));
  const panels = dashboardsOf(aContext(version)).flatMap(({ id, json }) =>
    panelsOf(json).flatMap(({ title, targets = [] }) => targets.map(({ expr }: any): [string, string] => [`${id}, ${title}`, filled(expr)])));
  return [...rules, ...panels];
}

/** Names of upstream's recorded series that look like metrics. */
const RECORDED = new Set(['windows_pod_container_available']);

/** What a selector requires that the program of its job does not have, in the newest version of all programs except kube-state-metrics. */
function problemsOf(matchers: readonly Matcher[], version: string): string[] {
  const name = matchers.find(({ label }) => label === '__name__')?.value;
  if (name === undefined || name.includes(':') || isFromPrometheus(name)) { return []; }
  const job = matchers.find(({ label, operator }) => label === 'job' && operator === '=')?.value;
  if (job !== undefined && !Object.hasOwn(COMPONENTS, job)) { return [`${name}: the job ${job} is of no program`]; }
  if (RECORDED.has(name)) { return []; }
  const programs = job === undefined ? metricComponents() : COMPONENTS[job];
  const found = programs.map(program => catalogOf(program, program === 'kube-state-metrics' ? version : undefined)!.exposed(name))
    .find((each): each is ExposedSeries => typeof each !== 'string');
  if (!found) { return [`${job ?? 'no program'} does not expose ${name}`]; }
  return matchers.flatMap(matcher => {
    const { label, operator, value } = matcher;
    if (OF_TARGETS.includes(label) || value.includes('$')) { return []; }
    const declared = found.labels.find(each => each.name === label);
    if (!declared) { return found.metric.more.some(start => label.startsWith(start)) ? [] : [`${name} has no label ${label}`]; }
    const isEmpty = operator === '=' && value === '' || declared.values === undefined;
    return isEmpty || declared.values!.some(each => matches(matcher, each)) ? [] : [`${label} of ${name} is never ${operator}${value}`];
  });
}

test.each(VERSIONS)('with kube-state-metrics %s every rule and panel selects existing metrics, labels and values', version => {
  const problems = expressionsOf(version).flatMap(([place, expr]) => selectorsIn(expr).flatMap(matchers => problemsOf(matchers, version)).map(problem => `${place}: ${problem}`));
  expect([...new Set(problems)]).toEqual([]);
});
