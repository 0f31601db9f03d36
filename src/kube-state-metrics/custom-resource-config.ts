import { CustomResource, CustomResourceKind, CustomResourceMetric } from './custom-resource-state';
import {
  CUSTOM_RESOURCE_GROUP, CUSTOM_RESOURCE_NAME, CUSTOM_RESOURCE_TWICE, CUSTOM_RESOURCE_WILDCARD, CUSTOM_RESOURCE_WITHOUT_METRICS,
} from './rules';
import { finding, Finding } from '../validation/rule';
import { isMap } from '../values/json';
import { ComponentVersion } from '../versions/component-version';

/**
 * The groups that the API server itself serves, without a CustomResourceDefinition. Exactly these: many definitions are in other groups
 * that end in `.k8s.io`, such as `snapshot.storage.k8s.io`.
 * @see https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.36/
 */
const BUILT_IN_GROUPS = [
  'admissionregistration.k8s.io', 'apiextensions.k8s.io', 'apiregistration.k8s.io', 'apps', 'authentication.k8s.io',
  'authorization.k8s.io', 'autoscaling',
  'batch', 'certificates.k8s.io', 'coordination.k8s.io', 'discovery.k8s.io', 'events.k8s.io', 'extensions', 'flowcontrol.apiserver.k8s.io',
  'internal.apiserver.k8s.io', 'networking.k8s.io', 'node.k8s.io', 'policy', 'rbac.authorization.k8s.io', 'resource.k8s.io',
  'scheduling.k8s.io',
  'storage.k8s.io', 'storagemigration.k8s.io',
];

/** Prometheus names without `:`, which is for recording rules. */
const METRIC_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

const DEFAULT_PREFIX = 'kube_customresource';

/**
 * The configuration file.
 * @see https://github.com/kubernetes/kube-state-metrics/blob/v2.20.0/docs/metrics/extend/customresourcestate-metrics.md
 */
export function customResourceConfig(resources: readonly CustomResource[]) {
  return {
    kind: 'CustomResourceStateMetrics',
    spec: {
      resources: resources.map(({ clusterScoped: _, metrics, groupVersionKind, ...resource }) => inOrder({
        ...resource,
        groupVersionKind: inOrder({ ...groupVersionKind }),
        metrics: metrics.map(({ each, ...metric }) => inOrder({ ...metric, each: each._each })),
      })),
    },
  };
}

/** Names and labels before values; others by name. The order in which options are written differs between languages, the file does not. */
const ORDER = [
  'group',
  'version',
  'kind',
  'groupVersionKind',
  'resourcePlural',
  'metricNamePrefix',
  'name',
  'help',
  'commonLabels',
  'labelsFromPath',
  'metrics',
  'each',
  'errorLogV',
];

function inOrder(options: { readonly [name: string]: unknown }): object {
  const others = Object.keys(options).filter(name => !ORDER.includes(name)).sort();
  return Object.fromEntries([...ORDER, ...others].filter(name => options[name] !== undefined).map(name => [name, options[name]]));
}

/** Configurations for which kube-state-metrics silently collects nothing, and those that make the whole scrape fail. */
export function checkCustomResources(
  version: ComponentVersion<'kubeStateMetrics'>, versionText: string, resources: readonly CustomResource[],
): Finding[] {
  return [
    ...resources.flatMap(resource => [...checkKind(version, versionText, resource.groupVersionKind), ...checkNames(resource)]),
    ...checkTwice(resources),
  ];
}

function checkKind(version: ComponentVersion<'kubeStateMetrics'>, versionText: string, { group, kind }: CustomResourceKind): Finding[] {
  if (group === '*' || kind === '*') {
    return [finding(CUSTOM_RESOURCE_WILDCARD, { group, kind })];
  }
  const isRefused = group === ''
    ? version.has('customResourceNeedsGroup')
    : version.has('customResourceNeedsDefinition') && BUILT_IN_GROUPS.includes(group);
  return isRefused ? [finding(CUSTOM_RESOURCE_GROUP, { group, kind, version: versionText })] : [];
}

function checkNames({ groupVersionKind: { kind }, metricNamePrefix, metrics, ...resource }: CustomResource): Finding[] {
  if (metrics.length === 0) { return [finding(CUSTOM_RESOURCE_WITHOUT_METRICS, { kind })]; }
  const invalid = (what: string, name: string) => METRIC_NAME.test(name) ? [] : [finding(CUSTOM_RESOURCE_NAME, { kind, what, name })];
  const labelsOf = ({
    commonLabels, labelsFromPath,
  }: Pick<CustomResource, 'commonLabels' | 'labelsFromPath'>) => Object.keys({ ...commonLabels, ...labelsFromPath });
  return [
    ...metrics.flatMap(metric => invalid('metric', fullName(metricNamePrefix, metric.name))),
    ...[resource, ...metrics].flatMap(labelsOf).flatMap(label => invalid('label', label)),
  ];
}

/**
 * Two families with the same name and labels: of equal series Prometheus keeps the first. Labels that only one has, or with other values,
 * make other series, as for the CPU and the memory of a VerticalPodAutoscaler.
 * @see https://github.com/kubernetes/kube-state-metrics/blob/v2.20.0/docs/metrics/extend/customresourcestate-metrics.md
 */
function checkTwice(resources: readonly CustomResource[]): Finding[] {
  const names = resources.flatMap(({ groupVersionKind: { group, version, kind }, metricNamePrefix, metrics }) =>
    metrics.map(metric => ({
      metric: `${fullName(metricNamePrefix, metric.name)} of ${group}/${version} ${kind}`, labels: labelsText(metric),
    })));
  const twice = names.filter((one, i) => names.findIndex(({ metric, labels }) => metric === one.metric && labels === one.labels) < i);
  return [...new Set(twice.map(({ metric }) => metric))].map(metric => finding(CUSTOM_RESOURCE_TWICE, { metric }));
}

/** What the labels of a metric are made of, in the same order for equal labels. */
function labelsText({ commonLabels = {}, labelsFromPath = {}, each: { _each: { type: _, ...kinds } } }: CustomResourceMetric): string {
  const values = Object.values(kinds).flatMap(kind => typeof kind === 'object' && kind !== null ? Object.entries(kind) : []);
  const ofValue = values.filter(([option]) => /^label/.test(option)).map(([option, value]) => [option, inOrderOf(value)]);
  return JSON.stringify([inOrderOf(commonLabels), inOrderOf(labelsFromPath), inOrderOf(Object.fromEntries(ofValue))]);
}

const inOrderOf = (value: unknown): unknown => isMap(value) ? Object.keys(value).sort().map(key => [key, value[key]]) : value;

function fullName(prefix = DEFAULT_PREFIX, name: string): string {
  return prefix === '' ? name : `${prefix}_${name}`;
}
