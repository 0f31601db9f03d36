import { isMap } from '../../values/json';
import { migrateValues, Migration } from '../migrate';
import { MigratedValue, Release } from '../part';
import { PUSHED, RANCHER_RELEASE } from './release';

type Values = { readonly [key: string]: unknown };

/**
 * Defaults of rancher-monitoring that differ from those of kube-prometheus-stack.
 * @see https://github.com/rancher/ob-team-charts/blob/main/charts/rancher-monitoring/80.9.1-rancher.9/values.yaml
 */
const DEFAULTS: Values = {
  nameOverride: 'rancher-monitoring',
  namespaceOverride: 'cattle-monitoring-system',
  kubeControllerManager: { enabled: false },
  kubeEtcd: { enabled: false },
  kubeScheduler: { enabled: false },
  kubeProxy: { enabled: false },
  prometheus: {
    prometheusSpec: {
      scrapeInterval: '30s',
      evaluationInterval: '30s',
      ruleSelectorNilUsesHelmValues: false,
      serviceMonitorSelectorNilUsesHelmValues: false,
      podMonitorSelectorNilUsesHelmValues: false,
      resources: { limits: { memory: '3000Mi', cpu: '1000m' }, requests: { memory: '750Mi', cpu: '750m' } },
    },
  },
};

const PUSHPROX = 'PushProx carries the metrics of this part to Prometheus: keep its chart and ServiceMonitor, or scrape the part with '
  + '"controlPlane" if Prometheus reaches it';

/** Keys that kube-prometheus-stack does not have, and their equivalents. */
const OWN: { readonly [path: string]: Omit<MigratedValue, 'path'> } = {
  ...Object.fromEntries(PUSHED.map(key => [key, { outcome: 'different', note: PUSHPROX } as const])),
  ...Object.fromEntries([
    'rkeIngressNginx', 'rke2IngressNginx', 'ingressNginx',
  ].map(key => [key, { outcome: 'different', note: 'write a ServiceMonitor or PodMonitor for the controller' } as const])),
  'prometheus-adapter': { outcome: 'different', note: 'write new PrometheusAdapter(chart, "Adapter", { prometheus: ... })' },
  'windowsExporter': { outcome: 'different', note: 'set "windowsExporter: {}" of the stack' },
  'hardened': { outcome: 'different', note: 'NetworkPolicies of the components are on unless "networkPolicy" is false' },
  'upgrade': { outcome: 'same', note: 'a Job of the chart: not needed' },
  'rancherMonitoring': { outcome: 'different', note: 'write a ServiceMonitor for the Services of Rancher in cattle-system' },
  'rancherBackupMonitoring': { outcome: 'different', note: 'keep the dashboard of rancher-backup: the program does not have it' },
  'loggingMonitors': { outcome: 'different', note: 'write ServiceMonitors for fluentd and fluentbit' },
  'global.cattle.systemDefaultRegistry': {
    outcome: 'different', note: 'set "imageRegistry" of the stack to a mirror of upstream\'s images: Rancher\'s mirrors have other names',
  },
  'global.cattle': { outcome: 'same', note: 'it describes the cluster for the chart: not used' },
  'global.seLinux': { outcome: 'different', note: 'set "podSecurity", or patch the pods' },
  'global.kubectl': { outcome: 'same', note: 'for Jobs of the chart: not used' },
  'global.rbac.userRoles': {
    outcome: 'different',
    note: 'the ClusterRoles monitoring-admin, -edit and -view are not created: set "operator: { aggregatedRoles: true }"',
  },
  'global.disableProxyIPv6': { outcome: 'same', note: 'no Rancher proxy' },
  'prometheus.prometheusSpec.proxy': { outcome: 'different', note: 'no Rancher proxy: its UI reaches Prometheus through the Service' },
  'grafana.proxy': { outcome: 'different', note: 'no Rancher proxy: its UI reaches Grafana through the Service' },
  'prometheus.disableServiceDiscovery': { outcome: 'different', note: 'permissions follow "namespaces": set it' },
};

/**
 * The converted values of a release of rancher-monitoring: its chart is a fork, so they become values of kube-prometheus-stack. Never
 * throws.
 */
export function migrateRancherValues(
  values: unknown, release: Release = RANCHER_RELEASE,
): { readonly migration: Migration; readonly values: Values } {
  const given = isMap(values) ? values : {};
  const own: MigratedValue[] = [];
  const rest = withoutOwn(given, '', own);
  const merged = mergedWith(DEFAULTS, rest);
  const migration = migrateValues(merged, release);
  // a default of the chart itself is not a value of the file
  const isGiven = (path: string) => hasPath(given, path.split('.'));
  return { migration: { ...migration, values: [...migration.values.filter(({ path }) => isGiven(path)), ...own] }, values: merged };
}

function withoutOwn(values: Values, prefix: string, found: MigratedValue[]): Values {
  return Object.fromEntries(Object.entries(values).flatMap(([key, value]): [string, unknown][] => {
    const path = `${prefix}${key}`;
    const result = Object.hasOwn(OWN, path) ? OWN[path] : undefined;
    const hasDeeper = Object.keys(OWN).some(each => each.startsWith(`${path}.`));
    if (hasDeeper && isMap(value)) {
      const inner = withoutOwn(value, `${path}.`, found);
      if (!result) { return Object.keys(inner).length > 0 || Object.keys(value).length === 0 ? [[key, inner]] : []; }
      if (Object.keys(inner).length > 0) { found.push({ path, ...result }); }
      return [];
    }
    if (!result) { return [[key, value]]; }
    found.push({ path, ...result });
    return [];
  }));
}

function mergedWith(defaults: Values, values: Values): Values {
  const keys = [...new Set([...Object.keys(defaults), ...Object.keys(values)])];
  return Object.fromEntries(keys.map(key => {
    const [one, other] = [Object.hasOwn(defaults, key) ? defaults[key] : undefined, Object.hasOwn(values, key) ? values[key] : undefined];
    return [key, isMap(one) && isMap(other) ? mergedWith(one, other) : other ?? one];
  }));
}

function hasPath(values: unknown, [first, ...rest]: readonly string[]): boolean {
  if (!isMap(values)) { return true; }
  return first === undefined || Object.hasOwn(values, first) && hasPath(values[first], rest);
}
