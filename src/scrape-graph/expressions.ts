import { ClusterState } from './cluster-state';
import { listOf, Manifest, nameOf } from './manifest';
import { boardQueries } from '../dashboards/queries';
import { usedSelectorsIn } from '../promql/expression';
import { Matcher } from '../promql/matcher';
import { shown } from '../validation/rule';
import { jsonIn } from '../values/json';

/** An expression and its place: `alert "Down"`, `panel "CPU"`. */
export interface Expression {
  readonly object: Manifest;
  readonly what: string;
  readonly expr: string;
  readonly kind: 'alert' | 'record' | 'panel' | 'query';
  /** The name of the alert, or of the recorded series. */
  readonly name: string;
  /** The Prometheus that evaluates it, if the query has its address. */
  readonly server?: Manifest;
  /** Those of an alert. */
  readonly labels: { readonly [name: string]: string };
}

/** All rules, by the PrometheusRule that contains them. Cached. */
export function rulesByObject(world: ClusterState): ReadonlyMap<Manifest, readonly Expression[]> {
  return world.remember('rules', () => new Map(world.ofKind('PrometheusRule').map(object => [object, rulesIn(object)])));
}

function rulesIn(object: Manifest): Expression[] {
  return listOf(object.spec.groups).flatMap(group => listOf(group?.rules))
    .filter(rule => typeof rule?.expr === 'string')
    .map((rule): Expression => {
      const isAlert = rule.alert !== undefined;
      const name = String(isAlert ? rule.alert : rule.record);
      return {
        object,
        what: `${isAlert ? 'alert' : 'record'} ${shown(name)}`,
        expr: rule.expr,
        kind: isAlert ? 'alert' : 'record',
        name,
        labels: rule.labels ?? {},
      };
    });
}

/** Larger dashboards are skipped. */
const LONGEST = 4_000_000;

/** The panels of the dashboards of a ConfigMap, or of a GrafanaDashboard of the grafana-operator. */
export function panelsIn(object: Manifest): Expression[] {
  const texts = object.kind === 'ConfigMap'
    ? Object.entries(object.raw?.data ?? {}).filter(([file]) => file.endsWith('.json')).map(([, text]) => text)
    : [object.spec.json];
  return texts.flatMap(text => typeof text === 'string' && text.length <= LONGEST && text.includes('"panels"')
    ? panelsOf(object, text)
    : []);
}

const parsed = new Map<string, { readonly title: string; readonly expr: string }[]>();

function panelsOf(object: Manifest, text: string): Expression[] {
  // many clusters have the same dashboard
  let found = parsed.get(text);
  if (!found) {
    found = read(text);
    if (parsed.size >= 500) { parsed.clear(); }
    parsed.set(text, found);
  }
  return found.map(({ title, expr }) => ({ object, what: `panel ${shown(title)}`, expr, kind: 'panel', name: title, labels: {} }));
}

function read(text: string): { readonly title: string; readonly expr: string }[] {
  const dashboard = jsonIn(text);
  return boardQueries(dashboard?.spec?.panels === undefined ? dashboard : dashboard.spec)
    .map(({ panel, expr }) => ({ title: panel, expr: withoutVariables(expr) }));
}

/** Variables of Grafana where the grammar requires another token: an interval, a number. Variables in quotes stay. */
function withoutVariables(expr: string): string {
  return expr.replace(/\[\s*\$[\w{}:]+\s*(?=[\]:])/g, '[5m').replace(/\$__(rate_)?interval(_ms)?|\$__range(_s|_ms)?/g, '5m');
}

/** The series that an expression reads. */
export interface UsedSeries {
  readonly selectors: readonly Selected[];
  /** The matchers of the label `job`. */
  readonly jobs: readonly Matcher[];
  /** The recorded series: their names have a colon. */
  readonly records: readonly string[];
}

export interface Selected {
  readonly matchers: readonly Matcher[];
  /** The name of the metric, if it is matched by `=`. */
  readonly metric: string | undefined;
  /** The expression has series without it, because it is one side of an `or`. */
  readonly isAlternative: boolean;
  /** The expression loses nothing without it, because it is on the right side of an `unless`. */
  readonly isExclusion: boolean;
}

const asked = new Map<string, UsedSeries>();

/** The series that an expression reads. Cached, because many clusters have the same rules. */
export function seriesUsedBy(expr: string): UsedSeries {
  let found = asked.get(expr);
  if (!found) {
    const selectors = usedSelectorsIn(expr).map(({ matchers, isAlternative, isExclusion }): Selected => ({
      matchers, isAlternative, isExclusion, metric: matchers.find(({ label, operator }) => label === '__name__' && operator === '=')?.value,
    }));
    found = {
      selectors,
      jobs: selectors.flatMap(({ matchers }) => matchers.filter(({ label }) => label === 'job')),
      records: [...new Set(selectors.flatMap(({ metric }) => metric?.includes(':') ? [metric] : []))],
    };
    if (asked.size >= 20_000) { asked.clear(); }
    asked.set(expr, found);
  }
  return found;
}

export function placeOf({ object, what }: Expression): string {
  return `${nameOf(object)}, ${what}`;
}
