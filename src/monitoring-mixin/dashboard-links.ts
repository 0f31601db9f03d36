import { DashboardOptions, selectedDefinitions } from './dashboards';
import { boardContextOf } from './dashboards/board-context';
import { DashboardDefinition, uidOf } from './dashboards/dashboard';
import { Context } from './definition';
import { Variable } from '../dashboards/panels';
import { mayHave, ResultLabels, resultLabels } from '../promql/result-labels';

/** The dashboard link of an alert, by its name, group and expression. Undefined without a dashboard. */
export type AlertLinks = (alert: string, group: string, expr: string) => string | undefined;

/** A dashboard that alerts may link to. */
interface Target {
  readonly definition: DashboardDefinition;
  readonly variables: readonly Variable[];
}

/**
 * Links from alerts to dashboards.
 * @param url of Grafana; without one there are no links
 */
export function alertLinksOf(context: Context, options: Partial<DashboardOptions>, url: string | undefined): AlertLinks {
  if (url === undefined) { return () => undefined; }
  const cluster: Variable = { name: 'cluster', series: 'up', label: context.cluster, multi: true };
  const panels = boardContextOf(context);
  const targets = selectedDefinitions(context, options).map((definition): Target => ({
    definition,
    variables: [cluster, ...definition.variables?.(panels) ?? []],
  }));
  return (alert, group, expr) => {
    const labels = resultLabels(expr);
    const target = targetOf(targets, alert, group, labels);
    return target && `${url.replace(/\/$/, '')}/d/${uidOf(target.definition.id)}${parametersOf(target.variables, labels, context.cluster)}`;
  };
}

/**
 * The most specific dashboard for an alert: with the most variables for which the alert has labels. If several are equal, the first that
 * lists the alert by name, then the first that lists its group. The alert must have labels for all variables without a default.
 */
function targetOf(targets: readonly Target[], alert: string, group: string, labels: ResultLabels): Target | undefined {
  const isNamed = ({ definition: { alerts } }: Target) => alerts.names?.includes(alert) ?? false;
  const isOfGroup = ({ definition: { alerts } }: Target) => alerts.groups?.includes(group) ?? false;
  const closeness = ({ variables }: Target) => variables.filter(({ label }) => mayHave(labels, label)).length;
  const fitting = targets.filter(target => isNamed(target) || isOfGroup(target))
    .filter(({ variables }) => variables.every(({ multi, label }) => multi || isCertain(labels, label)));
  const closest = Math.max(...fitting.map(closeness));
  const best = fitting.filter(target => closeness(target) === closest);
  return best.find(isNamed) ?? best[0];
}

const isCertain = ({ isOpen, labels }: ResultLabels, label: string) => !isOpen && labels.has(label);

/** Labels that targets may lack. Then all values are selected. */
const OPTIONAL = ['node'];

function parametersOf(variables: readonly Variable[], labels: ResultLabels, cluster: string): string {
  const having = variables.filter(({ label }) => mayHave(labels, label));
  const isOptional = ({ label }: Variable) => label === cluster || OPTIONAL.includes(label) || !isCertain(labels, label);
  const certain = having.filter(each => !isOptional(each)).map(({ name, label }) => `var-${name}={{ $labels.${label} }}`);
  // the name of a cluster may contain any character
  const optional = having.filter(isOptional)
    .map(({ name, label }) => `{{ with $labels.${label} }}&var-${name}={{ . | urlquery }}{{ end }}`);
  return certain.length + optional.length === 0 ? '' : `?${certain.join('&')}${optional.join('')}`;
}
