import { Collector, collectorsOf, defaultCollectors } from './collectors';
import { KubeStateMetricsOptions } from './kube-state-metrics-props';
import { requestsFor } from './resource-requests';
import { resolvePod } from '../manifest/pod';
import { resolveTiming } from '../scrape/timing';
import { Finding } from '../validation/rule';
import { uniqueSorted } from '../values/texts';
import { ComponentVersion } from '../versions/component-version';
import { imageOf, versionIn } from '../versions/releases';

/** The props with their defaults, and the problems found. Never throws. */
export function resolveProps(props: KubeStateMetricsOptions, chartNamespace: string | undefined) {
  const text = props.version ?? versionIn('kubeStateMetrics', props.versions);
  const { version, findings } = ComponentVersion.parse('kubeStateMetrics', 'version', text);
  const { timing, findings: timingFindings } = resolveTiming(props);
  const name = props.name ?? 'kube-state-metrics';
  const namespace = props.namespace ?? chartNamespace;
  const shards = props.shards ?? 1;
  const { imageRegistry: registry, imageDigest: digest } = props;
  return {
    findings: [...findings, ...timingFindings] as readonly Finding[],
    version,
    versionText: text.replace(/^v/, ''),
    name,
    namespace,
    labels: props.labels ?? {},
    requested: props.resources,
    extra: props.extraResources ?? [],
    /** A list replaces the program's default. */
    replacesDefault: props.resources !== undefined,
    excluded: props.excludeResources ?? [],
    collectors: chosenCollectors(version, props),
    metricAllowlist: props.metricAllowlist ?? [],
    metricDenylist: props.metricDenylist ?? [],
    metricOptInList: props.metricOptInList ?? [],
    metricLabelsAllowlist: props.metricLabelsAllowlist ?? {},
    metricAnnotationsAllowlist: props.metricAnnotationsAllowlist ?? {},
    namespaces: props.namespaces && uniqueSorted(props.namespaces),
    namespacesDenylist: uniqueSorted(props.namespacesDenylist ?? []),
    customResources: props.customResourceState?.resources ?? [],
    tls: props.tls,
    authFilter: props.authFilter ?? false,
    authProxy: props.authProxy ?? false,
    livenessAsksApiserver: props.livenessAsksApiserver ?? true,
    shards,
    clusterNodes: props.clusterNodes ?? 100,
    pod: resolvePod(props, requestsFor(props.clusterNodes ?? 100, shards)),
    extraArgs: props.extraArgs ?? {},
    networkPolicy: props.networkPolicy ?? true,
    clientNamespaces: uniqueSorted(props.clientNamespaces ?? []),
    podDisruptionBudget: props.podDisruptionBudget ?? false,
    image: imageOf('kubeStateMetrics', { version: text, registry, digest }),
    proxyImage: imageOf('kubeRbacProxy', { registry, versions: props.versions }),
    timing,
  };
}

export type ResolvedProps = ReturnType<typeof resolveProps>;

/**
 * Resources that kube-state-metrics collects by default, and this library only on request: listing Secrets reveals their contents. No rule
 * and no dashboard of this library uses their series.
 */
const ON_REQUEST: readonly string[] = ['secrets'];

/** Sorted by name. The checks report names that this version does not have. */
function chosenCollectors(
  version: ComponentVersion<'kubeStateMetrics'>, { resources, extraResources = [], excludeResources = [] }: KubeStateMetricsOptions,
): readonly Collector[] {
  const known = collectorsOf(version);
  const named = (names: readonly string[]) => names.flatMap(resource => known.get(resource) ?? []);
  const byDefault = () => defaultCollectors(version).filter(({ resource }) => !ON_REQUEST.includes(resource));
  const chosen = resources ? named(resources) : [...byDefault(), ...named(extraResources)];
  return [...new Set(chosen)].filter(({ resource }) => !excludeResources.includes(resource))
    .sort((a, b) => a.resource < b.resource ? -1 : 1);
}
