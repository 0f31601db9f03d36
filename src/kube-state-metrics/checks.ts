import { COLLECTORS, collectorsOf } from './collectors';
import { checkCustomResources } from './custom-resource-config';
import { whyNotKey, whyNotPattern } from './metric-lists';
import { ResolvedProps } from './resolve-props';
import {
  ALLOWLIST_KEY, ALLOWLIST_RESOURCE, AUTH_FILTER_VERSION, AUTH_TWICE, CLIENT_CERTIFICATE_PROXY, DUPLICATES, METRIC_LISTS, METRIC_PATTERN, NAMESPACE_LISTS, NAMESPACE_MISSING,
  NAMESPACE_NAME, NAMESPACES_EMPTY, NOTHING_COLLECTED, NUMBER, PREFER_AUTH_FILTER, REFERENCE, RESOURCE_UNKNOWN, TOKEN_IN_CLEAR,
} from './rules';
import { checkLabels } from '../manifest/labels';
import { checkQuantity } from '../manifest/quantity';
import { checkTolerations } from '../manifest/scheduling';
import { isDnsLabel, isDnsSubdomain } from '../validation/kubernetes-names';
import { finding, Finding } from '../validation/rule';
import { checkImage } from '../versions/releases';

/** What can be said of the props alone. */
export function checkProps(props: ResolvedProps): Finding[] {
  return [
    ...checkCollectors(props),
    ...checkMetricLists(props),
    ...checkAllowlist('metricLabelsAllowlist', props.metricLabelsAllowlist, props),
    ...checkAllowlist('metricAnnotationsAllowlist', props.metricAnnotationsAllowlist, props),
    ...checkNamespaces(props),
    ...checkCustomResources(props.version, props.versionText, props.customResources),
    ...checkAccess(props),
    ...checkPods(props),
  ];
}

function checkCollectors({ version, versionText, requested, excluded, collectors, customResources }: ResolvedProps): Finding[] {
  const known = [...collectorsOf(version).keys()].sort();
  const ever = COLLECTORS.map(({ resource }) => resource);
  const unknown = (prop: string, names: readonly string[], among: readonly string[]) =>
    names.filter(name => !among.includes(name)).map(name => finding(RESOURCE_UNKNOWN, { prop, name, version: versionText, known }));
  return [
    ...unknown('resources', requested ?? [], known),
    ...unknown('excludeResources', excluded, ever), // one list for several versions is fine
    ...collectors.length === 0 && customResources.length === 0 ? [finding(NOTHING_COLLECTED, {})] : [],
  ];
}

function checkMetricLists({ version, metricAllowlist, metricDenylist, metricOptInList }: ResolvedProps): Finding[] {
  const patterns = (prop: string, list: readonly string[]) => list.flatMap(pattern => {
    const why = whyNotPattern(pattern, version);
    return why === undefined ? [] : [finding(METRIC_PATTERN, { prop, pattern, why })];
  });
  return [
    ...metricAllowlist.length > 0 && metricDenylist.length > 0 ? [finding(METRIC_LISTS, {})] : [],
    ...patterns('metricAllowlist', metricAllowlist),
    ...patterns('metricDenylist', metricDenylist),
    ...patterns('metricOptInList', metricOptInList),
  ];
}

function checkAllowlist(prop: string, lists: { readonly [resource: string]: readonly string[] }, { collectors }: ResolvedProps): Finding[] {
  const collected = collectors.map(({ resource }) => resource);
  return Object.entries(lists).flatMap(([resource, keys]) => [
    ...resource === '*' || collected.includes(resource) ? [] : [finding(ALLOWLIST_RESOURCE, { prop, resource, collected })],
    ...keys.flatMap(key => {
      const why = whyNotKey(key, keys);
      return why === undefined ? [] : [finding(ALLOWLIST_KEY, { prop, resource, key, why })];
    }),
  ]);
}

function checkNamespaces({ namespace, namespaces, namespacesDenylist, version, versionText, collectors, customResources }: ResolvedProps): Finding[] {
  const invalid = (prop: string, names: readonly string[]) => names.filter(name => !isDnsLabel(name)).map(name => finding(NAMESPACE_NAME, { prop, name }));
  const listedForEach = [
    ...version.has('clusterScopedOnce') ? [] : collectors.filter(({ isClusterScoped }) => isClusterScoped).map(({ resource }) => resource),
    ...customResources.filter(({ clusterScoped }) => clusterScoped).map(({ resourcePlural }) => resourcePlural),
  ];
  return [
    ...namespace === undefined ? [finding(NAMESPACE_MISSING, {})] : [],
    ...namespaces?.length === 0 ? [finding(NAMESPACES_EMPTY, {})] : [],
    ...namespaces && namespacesDenylist.length > 0 ? [finding(NAMESPACE_LISTS, {})] : [],
    ...invalid('namespaces', namespaces ?? []),
    ...invalid('namespacesDenylist', namespacesDenylist),
    ...namespaces && namespaces.length > 1 && listedForEach.length > 0 ? [finding(DUPLICATES, { resources: listedForEach, version: versionText })] : [],
  ];
}

function checkAccess({ version, versionText, authFilter, authProxy, tls }: ResolvedProps): Finding[] {
  return [
    ...authFilter && !version.has('authFilter') ? [finding(AUTH_FILTER_VERSION, { version: versionText })] : [],
    ...authFilter && authProxy ? [finding(AUTH_TWICE, {})] : [],
    ...authProxy && !authFilter && version.has('authFilter') ? [finding(PREFER_AUTH_FILTER, {})] : [],
    ...authFilter && !authProxy && !tls ? [finding(TOKEN_IN_CLEAR, {})] : [],
    ...authProxy && tls?.clientSecretName !== undefined ? [finding(CLIENT_CERTIFICATE_PROXY, {})] : [],
  ];
}

function checkPods(props: ResolvedProps): Finding[] {
  const { shards, clusterNodes, tls, priorityClassName, imagePullSecrets, nodeSelector, tolerations, cpu, memory, memoryLimit } = props;
  const numbers = [
    ...Number.isInteger(shards) && shards >= 1 && shards <= 100 ? [] : [finding(NUMBER, { prop: 'shards', value: shards, allowed: 'a whole number from 1 to 100' })],
    ...Number.isInteger(clusterNodes) && clusterNodes >= 0 ? [] : [finding(NUMBER, { prop: 'clusterNodes', value: clusterNodes, allowed: 'a whole number, 0 or more' })],
  ];
  const references = [
    { prop: 'tls.secretName', name: tls?.secretName },
    { prop: 'tls.clientSecretName', name: tls?.clientSecretName },
    { prop: 'priorityClassName', name: priorityClassName },
    ...imagePullSecrets.map(name => ({ prop: 'imagePullSecrets', name })),
  ].flatMap(({ prop, name }) => name === undefined || isDnsSubdomain(name) ? [] : [finding(REFERENCE, { prop, name })]);
  return [
    ...numbers,
    ...references,
    ...checkLabels('nodeSelector', nodeSelector),
    ...checkTolerations('tolerations', tolerations),
    ...checkQuantity('cpu', cpu), ...checkQuantity('memory', memory), ...checkQuantity('memoryLimit', memoryLimit),
    ...checkImage(props.imageRegistry, props.imageDigest),
  ];
}
