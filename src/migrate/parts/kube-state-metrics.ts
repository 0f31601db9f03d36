import { Collected, NOTHING, Patch, add, code, patched } from './collected';
import { customResourceState } from './custom-resource-state';
import { Exporter, flagsOf, exporterName, image, keysByResource, monitor, pods, renameIfTaken } from './exporters';
import { isEmpty, isMap } from '../../values/json';
import { count, map, texts } from '../convert';
import { Part } from '../part';

const AT = 'kube-state-metrics';
const KSM: Exporter = {
  at: AT,
  option: 'kubeStateMetrics',
  component: 'kubeStateMetrics',
  workload: 'its Deployment',
  endpoint: 'http',
  repository: 'kube-state-metrics/kube-state-metrics',
  registry: 'registry.k8s.io',
  hasEnvironment: false,
};

/** Default collectors of the chart. Those of the construct are the defaults of kube-state-metrics, plus admission policies. */
const COLLECTORS = [
  'certificatesigningrequests', 'configmaps', 'cronjobs', 'daemonsets', 'deployments', 'endpointslices', 'horizontalpodautoscalers',
  'ingresses', 'jobs', 'leases', 'limitranges', 'mutatingwebhookconfigurations', 'namespaces',
  'networkpolicies', 'nodes', 'persistentvolumeclaims', 'persistentvolumes', 'poddisruptionbudgets', 'pods', 'replicasets',
  'replicationcontrollers', 'resourcequotas', 'secrets', 'services', 'statefulsets', 'storageclasses',
  'validatingwebhookconfigurations', 'volumeattachments',
];
/** Collectors that kube-state-metrics can add. */
const FURTHER = [
  'endpoints', 'serviceaccounts', 'ingressclasses', 'rolebindings', 'roles', 'clusterrolebindings', 'clusterroles',
  'mutatingadmissionpolicies', 'mutatingadmissionpolicybindings', 'validatingadmissionpolicies',
  'validatingadmissionpolicybindings',
];

/** @see https://github.com/prometheus-community/helm-charts/tree/kube-state-metrics-8.4.0/charts/kube-state-metrics */
export const kubeStateMetricsPart: Part = (values, release) => {
  const found = new Collected(values);
  if (!found.isOn('kubeStateMetrics.enabled')) { return NOTHING; }
  const patches: Patch[] = [...image(found, KSM)];
  renameIfTaken(found, KSM, exporterName(found, AT, release.name), 'kube-state-metrics');
  collectors(found);
  lists(found);
  namespaces(found, release.namespace);
  monitor(found, KSM, 'stack.kubeStateMetrics!');
  pods(found, KSM, patches);
  customResourceState(found, AT);
  extraRules(found);
  extraArgs(found);
  const isSharded = shards(found);
  switches(found);
  const statement = patched(`stack.kubeStateMetrics!.${isSharded ? 'statefulSet' : 'deployment'}!`, patches, `From the values of ${AT}.`);
  if (statement) { found.statement(statement); }
  return found.done();
};

/** A list of names. In old charts, a map of booleans. */
function namesIn(value: unknown): readonly string[] | undefined {
  if (isMap(value)) { return Object.entries(value).filter(([, isOn]) => isOn === true).map(([name]) => name); }
  return Array.isArray(value) && value.every(each => typeof each === 'string') ? value : undefined;
}

function collectors(found: Collected): void {
  const given = found.given(`${AT}.collectors`);
  const extra = namesIn(found.given(`${AT}.collectorsExtra`)) ?? [];
  const excluded = namesIn(found.given(`${AT}.collectorsExclude`)) ?? [];
  const wanted = given === undefined ? COLLECTORS : namesIn(given);
  const hasNone = wanted?.length === 0;
  const unknown = [...wanted ?? [], ...extra].filter(name => !COLLECTORS.includes(name) && !FURTHER.includes(name));
  const isOwn = wanted !== undefined
    && (given !== undefined && [...wanted].sort().join() !== [...COLLECTORS].sort().join() || extra.length > 0);
  if (isOwn) {
    found.option(
      'kubeStateMetrics.resources',
      [...new Set([...wanted, ...extra])].filter(name => !excluded.includes(name) && !unknown.includes(name)).sort(),
    );
  }
  if (!isOwn && excluded.length > 0) {
    found.option('kubeStateMetrics.excludeResources', excluded.filter(name => COLLECTORS.includes(name)));
  }
  if (unknown.length > 0) {
    found.warn(`${AT}.collectors: kube-state-metrics no longer collects ${unknown.map(code)
      .join(', ')}, and exits if it is given: it is removed.`);
  }
  found.value(`${AT}.collectors`, hasNone ? [] : [COLLECTORS], () => wanted && 'kubeStateMetrics.resources');
  if (hasNone) { found.replaceResult(`${AT}.collectors`, 'mapped', 'kubeStateMetrics.resources'); }
  found.value(`${AT}.collectorsExtra`, [[]], () => 'kubeStateMetrics.resources');
  found.value(`${AT}.collectorsExclude`, [[]], () => isOwn ? 'kubeStateMetrics.resources' : 'kubeStateMetrics.excludeResources');
}

function lists(found: Collected): void {
  for (const [key, option] of [
    ['metricLabelsAllowlist', 'metricLabelsAllowlist'], ['metricAnnotationsAllowList', 'metricAnnotationsAllowlist'],
  ]) {
    found.value(`${AT}.${key}`, [[]], value => {
      const keys = keysByResource(value);
      if (keys) { found.option(`kubeStateMetrics.${option}`, keys); }
      return keys && `kubeStateMetrics.${option}`;
    });
  }
  for (const key of ['metricAllowlist', 'metricDenylist']) {
    found.value(`${AT}.${key}`, [[]], value => {
      const names = typeof value === 'string' ? value.split(',') : value;
      return texts(names) && (found.option(`kubeStateMetrics.${key}`, names), `kubeStateMetrics.${key}`);
    });
  }
}

const split = (value: unknown): readonly string[] => {
  const list = typeof value === 'string' ? value.split(',') : value;
  return Array.isArray(list)
    ? list.filter(each => typeof each === 'string')
      .flatMap(each => (each as string).split(','))
      .map(each => each.trim())
      .filter(each => each !== '')
    : [];
};

function namespaces(found: Collected, own: string): void {
  const all = [...split(found.given(`${AT}.namespaces`)), ...found.isOn(`${AT}.releaseNamespace`, false) ? [own] : []];
  if (all.length > 0 && !all.some(each => each.includes('{{'))) { found.option('kubeStateMetrics.namespaces', [...new Set(all)]); }
  found.value(`${AT}.namespaces`, ['', []], () => 'kubeStateMetrics.namespaces');
  found.value(`${AT}.releaseNamespace`, [false], () => 'kubeStateMetrics.namespaces');
  found.value(
    `${AT}.namespacesDenylist`,
    ['', []],
    value => split(value).length > 0
      ? (found.option('kubeStateMetrics.namespacesDenylist', split(value)), 'kubeStateMetrics.namespacesDenylist')
      : undefined,
  );
  found.value(`${AT}.namespaceOverride`, ['', own], () => ['different', 'it is in the namespace of the stack']);
}

/** Permissions that customResourceState of the construct does not add. */
function extraRules(found: Collected): void {
  found.value(`${AT}.rbac.extraRules`, [[]], value => {
    if (!Array.isArray(value) || !value.every(isMap)) { return undefined; }
    const statement = patched(
      'stack.kubeStateMetrics!.clusterRole!', value.map(each => add('/rules/-', each)), `Permissions of ${AT}.rbac.extraRules.`,
    );
    if (statement) { found.statement(statement); }
    return 'patches of its ClusterRole';
  });
  found.value(
    `${AT}.rbac.useClusterRole`,
    [true],
    () => isEmpty(found.given(`${AT}.namespaces`))
      ? ['different', 'set "kubeStateMetrics.namespaces": each namespace then has a Role']
      : 'kubeStateMetrics.namespaces',
  );
}

/** Flags for which there are options, and the keys of the chart that set the same. */
const OPTION_FLAGS: { readonly [flag: string]: (value: string) => readonly [option: string, value: unknown] | undefined } = {
  'resources': value => ['resources', value.split(',')],
  'namespaces': value => ['namespaces', value.split(',')],
  'namespaces-denylist': value => ['namespacesDenylist', value.split(',')],
  'metric-allowlist': value => ['metricAllowlist', value.split(',')],
  'metric-denylist': value => ['metricDenylist', value.split(',')],
  'metric-opt-in-list': value => ['metricOptInList', value.split(',')],
  'metric-labels-allowlist': value => keysByResource(value) && ['metricLabelsAllowlist', keysByResource(value)],
  'metric-annotations-allowlist': value => keysByResource(value) && ['metricAnnotationsAllowlist', keysByResource(value)],
  'custom-resource-state-only': value => value === 'false' ? undefined : ['resources', []],
};
/** Flags that the construct sets, or that would break it. */
const OWN_FLAGS = [
  'host',
  'port',
  'telemetry-host',
  'telemetry-port',
  'tls-config',
  'auth-filter',
  'pod',
  'pod-namespace',
  'shard',
  'total-shards',
  'custom-resource-state-config',
  'custom-resource-state-config-file',
];

function extraArgs(found: Collected): void {
  found.value(`${AT}.extraArgs`, [[]], value => {
    if (!Array.isArray(value)) { return undefined; }
    const { flags, others } = flagsOf(value);
    const free: [string, string][] = [];
    const left = [...others];
    for (const [flag, text] of flags) {
      const option = Object.hasOwn(OPTION_FLAGS, flag) ? OPTION_FLAGS[flag](text) : undefined;
      if (option) { found.option(`kubeStateMetrics.${option[0]}`, option[1]); continue; }
      if (OWN_FLAGS.includes(flag) || Object.hasOwn(OPTION_FLAGS, flag)) { left.push(`--${flag}`); } else { free.push([flag, text]); }
    }
    if (free.length > 0) { found.option('kubeStateMetrics.extraArgs', Object.fromEntries(free)); }
    return left.length > 0
      ? ['different', `options and kubeStateMetrics.extraArgs; ignored: ${left.map(code).join(', ')}`]
      : 'options of kubeStateMetrics';
  });
}

function shards(found: Collected): boolean {
  const replicas = found.given(`${AT}.replicas`);
  const isSharded = found.isOn(`${AT}.autosharding.enabled`, false);
  const isSeveral = isSharded && Number(replicas) > 1;
  if (isSeveral && count(replicas)) { found.option('kubeStateMetrics.shards', replicas); }
  found.value(`${AT}.autosharding.enabled`, [false], () => 'kubeStateMetrics.shards');
  found.value(
    `${AT}.replicas`,
    [1],
    () => isSharded
      ? 'kubeStateMetrics.shards'
      : ['different', 'replicas without shards expose duplicate series: set "kubeStateMetrics.shards"'],
  );
  return isSeveral;
}

function switches(found: Collected): void {
  const option = (key: string, name: string, usual: readonly unknown[], as: (value: any) => unknown) =>
    found.value(
      `${AT}.${key}`, usual, value => as(value) ? (found.option(`kubeStateMetrics.${name}`, true), `kubeStateMetrics.${name}`) : undefined,
    );
  option('networkPolicy.enabled', 'networkPolicy', [false], value => value === true);
  option('podDisruptionBudget', 'podDisruptionBudget', [{}], map);
  option('authFilter.enabled', 'authFilter', [false], value => value === true);
  option('kubeRBACProxy.enabled', 'authProxy', [false], value => value === true);
  found.each('same', 'same behavior: its own metrics are also scraped', `${AT}.selfMonitor.enabled`);
  found.each('same', 'it is scraped by a ServiceMonitor', `${AT}.prometheusScrape`);
  found.value(`${AT}.service.port`, [8080], () => ['different', 'the Service is headless, with the ports 8080 and 8081']);
}
