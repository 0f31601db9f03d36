import { FLAG_OWNERS } from './arguments';
import { COLLECTORS, collectorsOf } from './collectors';
import { checkCustomResources } from './custom-resource-config';
import { whyNotKey, whyNotPattern } from './metric-lists';
import { ResolvedProps } from './resolve-props';
import {
  ALLOWLIST_KEY, ALLOWLIST_RESOURCE, AUTH_FILTER_VERSION, AUTH_TWICE, CLIENT_CERTIFICATE_PROXY, DUPLICATES, METRIC_LISTS, METRIC_PATTERN,
  NAMESPACE_LISTS,
  NAMESPACES_EMPTY, NOTHING_COLLECTED, PREFER_AUTH_FILTER, RESOURCE_EXCLUDED, RESOURCE_UNKNOWN, RESOURCES_TWICE, TOKEN_IN_CLEAR,
} from './rules';
import { checkExtraArgs } from '../manifest/extra-args';
import { checkNamespace, checkNamespaceNames } from '../manifest/namespaces';
import { checkPod } from '../manifest/pod';
import { checkNumber, checkReferences } from '../manifest/references';
import { finding, Finding } from '../validation/rule';

/** Checks that need the options. */
export function checkOptionsAlone(props: ResolvedProps): Finding[] {
  return [
    ...checkExtraArgs(props.extraArgs, FLAG_OWNERS),
    ...checkCustomResources(props.version, props.versionText, props.customResources),
    ...checkAccess(props),
    ...checkPods(props),
  ];
}

/** Problems of the props, read from the arguments of the finished workload: a patch is checked like an option. */
export function checkProps(props: ResolvedProps): Finding[] {
  return [
    ...checkCollectors(props),
    ...checkMetricLists(props),
    ...checkAllowlist('metricLabelsAllowlist', props.metricLabelsAllowlist, props),
    ...checkAllowlist('metricAnnotationsAllowlist', props.metricAnnotationsAllowlist, props),
    ...checkNamespaces(props),
  ];
}

function checkCollectors({
  version, versionText, requested, replacesDefault, extra, excluded, collectors, customResources,
}: ResolvedProps): Finding[] {
  const known = [...collectorsOf(version).keys()].sort();
  const ever = COLLECTORS.map(({ resource }) => resource);
  const unknown = (prop: string, names: readonly string[], among: readonly string[]) =>
    names.filter(name => !among.includes(name)).map(name => finding(RESOURCE_UNKNOWN, { prop, name, version: versionText, known }));
  return [
    ...unknown('resources', requested ?? [], known),
    ...unknown('extraResources', extra, known),
    ...replacesDefault && extra.length > 0 ? [finding(RESOURCES_TWICE, {})] : [],
    ...extra.filter(name => excluded.includes(name)).map(name => finding(RESOURCE_EXCLUDED, { name })),
    ...unknown('excludeResources', excluded, ever), // a list for several versions may contain unknown names
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

function checkNamespaces({
  namespace, namespaces, namespacesDenylist, clientNamespaces, version, versionText, collectors, customResources,
}: ResolvedProps): Finding[] {
  const listedForEach = [
    ...version.has('clusterScopedOnce') ? [] : collectors.filter(({ isClusterScoped }) => isClusterScoped).map(({ resource }) => resource),
    ...customResources.filter(({ clusterScoped }) => clusterScoped).map(({ resourcePlural }) => resourcePlural),
  ];
  return [
    ...checkNamespace(namespace),
    ...namespaces?.length === 0 ? [finding(NAMESPACES_EMPTY, {})] : [],
    ...namespaces && namespacesDenylist.length > 0 ? [finding(NAMESPACE_LISTS, {})] : [],
    ...checkNamespaceNames('namespaces', namespaces ?? []),
    ...checkNamespaceNames('namespacesDenylist', namespacesDenylist),
    ...checkNamespaceNames('clientNamespaces', clientNamespaces),
    ...namespaces && namespaces.length > 1 && listedForEach.length > 0
      ? [finding(DUPLICATES, { resources: listedForEach, version: versionText })]
      : [],
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

function checkPods({ shards, clusterNodes, tls, pod }: ResolvedProps): Finding[] {
  return [
    ...checkNumber('shards', shards, 1, 100),
    ...checkNumber('clusterNodes', clusterNodes, 0),
    ...checkReferences([{ prop: 'tls.secretName', name: tls?.secretName }, { prop: 'tls.clientSecretName', name: tls?.clientSecretName }]),
    ...checkPod(pod),
  ];
}
