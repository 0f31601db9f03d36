import { Component, customResourceOf } from './custom-resource';
import { selectionOf } from './selection';
import { isEmpty, isMap } from '../../values/json';
import { valueAt } from '../chart-values';
import { maps, literalText } from '../convert';
import { fullNameOf, namesOf, namespaceOf } from '../names';
import { Converted, MigratedValue, Part, Statement } from '../part';

const SPEC = 'prometheus.prometheusSpec';

const NOTHING: Converted = { options: [], statements: [], values: [], warnings: [] };

/** The Prometheus of the release, and related objects. */
export const prometheusPart: Part = (values, release) => {
  if (valueAt(values, 'prometheus.enabled') === false) { return NOTHING; }
  const component: Component = {
    component: 'prometheus',
    spec: SPEC,
    storage: `${SPEC}.storageSpec`,
    selector: name => ({ 'app.kubernetes.io/name': 'prometheus', 'operator.prometheus.io/name': name }),
    reloaderPort: valueAt(values, 'prometheus.service.reloaderWebPort'),
  };
  const common = customResourceOf(values, release, component);
  const selection = selectionOf(values, release);
  const hasClaim = common.options.some(([option]) => option === 'prometheus.storage.size');
  const role = discoveryOf(
    values,
    {
      full: fullNameOf(values, release),
      account: accountIn(common) ?? `prometheus-${namesOf(values, release).prometheus}`,
      namespace: namespaceOf(values, release),
    },
  );
  const discovery = valueAt(values, `${SPEC}.serviceDiscoveryRole`);
  return {
    options: [...common.options, ...selection.options, ...remoteOf(values)],
    statements: [...common.statements, ...hasClaim && isEmpty(valueAt(values, `${SPEC}.retentionSize`)) ? [WITHOUT_SIZE] : [], ...role],
    values: [...common.values, ...selection.values, ...discovery === undefined ? [] : [discoveryResult(discovery)], ...RULES_OF_ROLE],
    warnings: [
      ...common.warnings,
      'Targets are discovered with EndpointSlices. Your relabelings that use __meta_kubernetes_endpoints_* must use'
      + ' __meta_kubernetes_endpointslice_*.',
      ...hasClaim || common.statements.some(({ code }) => /storage|volume/i.test(code)) ? [] : [
        'Prometheus has no volume in the release: all samples are lost when its pod is replaced, which this migration also does.',
      ],
    ],
  };
};

const WITHOUT_SIZE: Statement = {
  code: 'stack.prometheus!.customResource.addJsonPatch(JsonPatch.remove(\'/spec/retentionSize\'));',
  comment: 'The release has no limit for disk space. Remove this statement to limit it to 85 percent of the claim.',
  uses: ['JsonPatch'],
};

const RULES_OF_ROLE: readonly MigratedValue[] = [
  { path: 'prometheus.additionalRulesForClusterRole', outcome: 'mapped', note: 'the ClusterRole of the program' },
];

function accountIn({ options }: Converted): string | undefined {
  const found = options.find(([option]) => option === 'prometheus.serviceAccountName')?.[1].data;
  return typeof found === 'string' ? found : undefined;
}

function discoveryResult(role: unknown): MigratedValue {
  const path = `${SPEC}.serviceDiscoveryRole`;
  return role === 'EndpointSlice' || isEmpty(role)
    ? { path, outcome: 'same', note: 'same behavior' } : {
      path, outcome: 'different', note: 'targets are discovered with EndpointSlices; only __meta_kubernetes_endpoints_* labels differ',
    };
}

/** The chart has two keys for each of the lists. */
function remoteOf(values: unknown): Converted['options'] {
  return ['remoteWrite', 'remoteRead'].flatMap(key => {
    const additional = `additional${key[0].toUpperCase()}${key.slice(1)}`;
    const all = [key, additional].flatMap(name => valueAt(values, `${SPEC}.${name}`) ?? []);
    const expression = maps(all);
    return expression && !JSON.stringify(all).includes('{{') ? [[`prometheus.spec.${key}`, expression] as const] : [];
  });
}

interface Bound {
  readonly full: string;
  readonly account: string;
  readonly namespace: string;
}

/** The chart allows discovery of nodes, Endpoints and Ingresses, which third-party monitors may need. */
function discoveryOf(values: unknown, { full, account, namespace }: Bound): Statement[] {
  if (valueAt(values, 'global.rbac.create') === false) { return []; }
  const verbs = ['get', 'list', 'watch'];
  const own = valueAt(values, 'prometheus.additionalRulesForClusterRole');
  const rules = [
    { apiGroups: [''], resources: ['nodes', 'endpoints'], verbs }, { apiGroups: ['networking.k8s.io'], resources: ['ingresses'], verbs },
    ...Array.isArray(own) ? own.filter(isMap) : [],
  ];
  const name = `${full}-prometheus-discovery`;
  const group = 'rbac.authorization.k8s.io';
  const role = { apiVersion: `${group}/v1`, kind: 'ClusterRole', metadata: { name }, rules };
  const binding = {
    apiVersion: `${group}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name },
    roleRef: { apiGroup: group, kind: 'ClusterRole', name },
    subjects: [{ kind: 'ServiceAccount', name: account, namespace }],
  };
  return [{
    code: [['PrometheusDiscovery', role], ['PrometheusDiscoveryBinding', binding]]
      .map(([id, object]) => `new ApiObject(chart, '${String(id)}', ${literalText(object)});`).join('\n'),
    comment: 'Permissions that the chart also grants: for nodes, Endpoints and Ingresses. Remove it if no monitor, Probe or'
      + ' ScrapeConfig needs it.',
    uses: ['ApiObject'],
  }];
}

