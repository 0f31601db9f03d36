import { mergeValues, Values } from './merge';
import { isMap } from '../../values/json';

/** The names under which the chart was and is published. */
export const CHARTS = ['kube-prometheus-stack', 'prometheus-operator', 'rancher-monitoring'];

/** The name in a path or an address of a chart. */
export const chartName = (chart: string | undefined) => chart?.replace(/\/+$/, '').split('/').at(-1)?.replace(/:.*$/, '');

export function isStackChart(chart: string | undefined): boolean {
  return CHARTS.includes(chartName(chart) ?? '');
}

/** Top-level keys that no other well-known chart has. */
const OWN = [
  'prometheusOperator', 'defaultRules', 'customRules', 'kubeStateMetrics', 'nodeExporter', 'kubeEtcd', 'kubeScheduler',
  'kubeControllerManager', 'kubeProxy', 'kubelet', 'coreDns', 'kubeDns',
  'kubeApiServer', 'thanosRuler', 'additionalPrometheusRules', 'additionalPrometheusRulesMap', 'cleanPrometheusOperatorObjectNames',
  'windowsMonitoring', 'kubernetesServiceMonitors',
];
/** Top-level keys that other charts have too. Charts 45 to 88. */
const SHARED = [
  'nameOverride', 'namespaceOverride', 'fullnameOverride', 'kubeTargetVersionOverride', 'kubeVersionOverride', 'commonLabels', 'crds',
  'global', 'prometheus', 'alertmanager', 'grafana',
  'kube-state-metrics', 'prometheus-node-exporter', 'prometheus-windows-exporter', 'extraManifests',
];

/** All keys at the top of the chart's values. */
export const TOP_KEYS: readonly string[] = [...OWN, ...SHARED];

const has = (values: unknown, key: string) => isMap(values) && Object.hasOwn(values, key);

/** Well-known charts with some keys of this one, by a key that only they have. */
const OTHERS: readonly (readonly [chart: string, is: (values: Values) => boolean])[] = [
  ['victoria-metrics-k8s-stack', values => ['vmsingle', 'vmagent', 'vmcluster'].some(key => isMap(values[key])) && !hasSpec(values)],
  ['prometheus', values => isMap(values.server) && BESIDE_SERVER.some(key => has(values, key)) && !hasOwn(values)],
  ['prometheus', values => isMap(values.prometheus) && isMap(values.prometheus.server) && !hasOwn(values)],
];
/** Keys of the chart prometheus, next to its server. */
const BESIDE_SERVER = ['serverFiles', 'alertmanager', 'prometheus-pushgateway', 'configmapReload', 'extraScrapeConfigs'];

/** The other chart whose values these certainly are. */
export function otherChart(values: unknown): string | undefined {
  return isMap(values) ? OTHERS.find(([, is]) => is(values))?.[0] : undefined;
}

/** Whether values certainly are those of the chart. */
export function isOfStack(values: unknown): boolean {
  return isMap(values) && otherChart(values) === undefined && hasOwn(values);
}

function hasOwn(values: Values): boolean {
  return OWN.some(key => has(values, key)) || hasSpec(values);
}

/** Custom resources of the operator: no other chart has these keys. */
function hasSpec({ prometheus, alertmanager }: Values): boolean {
  return has(prometheus, 'prometheusSpec') || has(alertmanager, 'alertmanagerSpec');
}

const PARTS = ['prometheus', 'alertmanager', 'grafana', 'kube-state-metrics', 'prometheus-node-exporter'];

/** The top-level keys that the chart has, and those it does not have. */
export function knownKeys(values: Values): { readonly parts: readonly string[]; readonly others: readonly string[] } {
  const keys = Object.keys(values);
  return { parts: keys.filter(key => OWN.includes(key) || PARTS.includes(key)), others: keys.filter(key => !TOP_KEYS.includes(key)) };
}

/** Whether values may be those of the chart: they contain a component of it, and no unknown key. */
function canBeOfStack(values: unknown): boolean {
  if (!isMap(values)) { return false; }
  const { parts, others } = knownKeys(values);
  return parts.length > 0 && others.every(key => key === 'enabled');
}

/** The keys of a chart's values that contain those of kube-prometheus-stack. Empty if they are at the top. */
export function umbrellaKeys(values: Values): string[] {
  const named = CHARTS.filter(key => isMap(values[key]));
  const others = Object.keys(values).filter(key => !CHARTS.includes(key) && isOfStack(values[key]));
  const [only, ...more] = Object.keys(values).filter(key => key !== 'global');
  const single = named.length + others.length === 0 && only !== undefined && more.length === 0 && !TOP_KEYS.includes(only)
    && canBeOfStack(values[only]) ? [only] : [];
  return isOfStack(values) && named.length === 0 ? [] : [...named, ...others, ...single];
}

export interface Lifted {
  readonly values: Values;
  readonly notes: readonly string[];
}

/**
 * The values of a dependency. Globals of the parent chart replace its own. With an alias Helm uses the alias as the chart's name, from
 * which all object names derive: here it becomes `nameOverride`.
 */
export function lift(values: Values, key: string, enabledByCondition = true): Lifted {
  const { enabled, ...own } = isMap(values[key]) ? values[key] : {} as Values;
  const others = Object.keys(values).filter(each => each !== key && each !== 'global');
  const withGlobals = isMap(values.global) ? { ...own, global: mergeValues(isMap(own.global) ? own.global : {}, values.global) } : own;
  const isAlias = key !== CHARTS[0] && (withGlobals.nameOverride === undefined || withGlobals.nameOverride === '');
  const isOff = enabled === false && enabledByCondition;
  return {
    values: isAlias ? { ...withGlobals, nameOverride: key } : withGlobals,
    notes: [
      `the values under "${key}" are used, a dependency of another chart`,
      ...isAlias ? [`the chart has the alias "${key}", which is part of the names of its objects: it is used as nameOverride`] : [],
      ...isOff ? [`"${key}.enabled" is false, so the dependency is disabled in the release`] : [],
      ...others.length > 0
        ? [`values of other charts are ignored: ${others.slice(0, 8)
          .join(', ')}${others.length > 8 ? ` and ${others.length - 8} more` : ''}`]
        : [],
    ],
  };
}
