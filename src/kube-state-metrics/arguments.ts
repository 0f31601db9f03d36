import { defaultCollectors } from './collectors';
import { CUSTOM_RESOURCE_FILE, WEB_CONFIG_FILE } from './files';
import { ResolvedProps } from './resolve-props';
import { FIXED, FlagOwners, withExtraArgs } from '../manifest/extra-args';
import { uniqueSorted } from '../values/texts';

/** The ports of kube-state-metrics itself; its defaults. */
export const METRICS_PORT = 8080;
export const TELEMETRY_PORT = 8081;

/** The address that only a proxy in the same pod reaches. */
export const LOOPBACK = '127.0.0.1';

/** Name of the construct, for messages about flags. */
export const FLAG_OWNERS: FlagOwners = {
  'host': FIXED,
  'port': FIXED,
  'telemetry-host': FIXED,
  'telemetry-port': FIXED,
  'tls-config': 'tls',
  'auth-filter': 'authFilter',
  'pod': 'shards',
  'pod-namespace': 'shards',
  'shard': 'shards',
  'total-shards': 'shards',
  'resources': 'resources',
  'namespaces': 'namespaces',
  'namespaces-denylist': 'namespacesDenylist',
  'custom-resource-state-only': 'customResourceState',
  'custom-resource-state-config': 'customResourceState',
  'custom-resource-state-config-file': 'customResourceState',
  'metric-allowlist': 'metricAllowlist',
  'metric-denylist': 'metricDenylist',
  'metric-opt-in-list': 'metricOptInList',
  'metric-labels-allowlist': 'metricLabelsAllowlist',
  'metric-annotations-allowlist': 'metricAnnotationsAllowlist',
};

/** The command line of kube-state-metrics: only flags that differ from the default, and sorted lists. */
export function serverArguments(props: ResolvedProps): string[] {
  return withExtraArgs([...listenArguments(props), ...collectArguments(props), ...metricArguments(props)], props.extraArgs);
}

function listenArguments({ authProxy, authFilter, tls, shards }: ResolvedProps): string[] {
  return [
    ...authProxy ? [`--host=${LOOPBACK}`, `--telemetry-host=${LOOPBACK}`] : [],
    ...tls && !authProxy ? [`--tls-config=${WEB_CONFIG_FILE}`] : [],
    ...authFilter ? ['--auth-filter=true'] : [],
    ...shards > 1 ? ['--pod=$(POD_NAME)', '--pod-namespace=$(POD_NAMESPACE)'] : [],
  ];
}

function collectArguments({ version, collectors, namespaces, namespacesDenylist, customResources }: ResolvedProps): string[] {
  const names = collectors.map(({ resource }) => resource);
  const isDefault = names.join() === defaultCollectors(version).map(({ resource }) => resource).sort().join();
  const resources = names.length === 0 ? ['--custom-resource-state-only=true'] : list('resources', names);
  return [
    ...isDefault ? [] : resources,
    ...list('namespaces', namespaces ?? []),
    ...list('namespaces-denylist', namespacesDenylist),
    ...customResources.length > 0 ? [`--custom-resource-state-config-file=${CUSTOM_RESOURCE_FILE}`] : [],
  ];
}

function metricArguments(props: ResolvedProps): string[] {
  return [
    ...list('metric-allowlist', uniqueSorted(props.metricAllowlist)),
    ...list('metric-denylist', uniqueSorted(props.metricDenylist)),
    ...list('metric-opt-in-list', uniqueSorted(props.metricOptInList)),
    ...list('metric-labels-allowlist', keysByResource(props.metricLabelsAllowlist)),
    ...list('metric-annotations-allowlist', keysByResource(props.metricAnnotationsAllowlist)),
  ];
}

function list(flag: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [`--${flag}=${items.join(',')}`];
}

/** `pods=[app,team]` */
function keysByResource(keys: { readonly [resource: string]: readonly string[] }): string[] {
  return uniqueSorted(Object.keys(keys)).map(resource => `${resource}=[${uniqueSorted(keys[resource]).join(',')}]`);
}
