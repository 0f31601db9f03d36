import { Duration } from 'cdk8s';
import { FederatedClusterProps } from './federated-cluster-props';
import { FederationMode } from './federation-mode';
import { inPromql, resolveTiming } from '../scrape/timing';
import { Finding } from '../validation/rule';
import { ComponentVersion } from '../versions/component-version';
import { versionIn } from '../versions/releases';
import { VersionSet } from '../versions/version-set';

/** The props with their defaults, and the problems found. Never throws. */
export function resolveProps(props: FederatedClusterProps, chartNamespace: string | undefined, versions?: VersionSet) {
  const kubernetes = props.kubernetesVersion === undefined
    ? undefined
    : ComponentVersion.parse('kubernetes', 'kubernetesVersion', props.kubernetesVersion);
  const operator = ComponentVersion.parse(
    'prometheusOperator', 'operatorVersion', props.operatorVersion ?? versionIn('prometheusOperator', versions),
  );
  const { timing, findings } = resolveTiming(props);
  const ips = props.target.ips ?? [];
  return {
    findings: [...kubernetes?.findings ?? [], ...operator.findings, ...findings] as readonly Finding[],
    cluster: props.cluster,
    name: props.name ?? `federate-${props.cluster}`,
    namespace: props.namespace ?? chartNamespace,
    labels: props.labels ?? {},
    ips,
    hostname: props.target.hostname,
    port: props.target.port ?? 9090,
    match: [...new Set(props.match)].sort(),
    mode: props.mode ?? (ips.length > 0 ? FederationMode.SERVICE_MONITOR : FederationMode.SCRAPE_CONFIG),
    // newer versions only add restrictions to addresses: what the newest accepts, all accept
    addressVersion: kubernetes?.version ?? ComponentVersion.newest('kubernetes'),
    hasSlices: kubernetes?.version.has('endpointsDeprecated') ?? false,
    kubernetesVersion: kubernetes?.version,
    operator: operator.version,
    path: props.path ?? '/federate',
    interval: timing.interval ?? '1m',
    scrapeTimeout: inPromql(timeoutOf(props)),
    tls: props.tls,
    basicAuth: props.basicAuth,
    bearerToken: props.bearerToken,
    oauth2: props.oauth2,
    sampleLimit: props.sampleLimit,
    labelLimit: props.labelLimit,
    bodySizeLimit: props.bodySizeLimit,
    replicaLabel: props.replicaLabel ?? 'prometheus_replica',
    scrapeTimeoutSeconds: timeoutOf(props).toMilliseconds() / 1000,
    alerts: {
      enabled: props.alerts?.enabled ?? true,
      downFor: inPromql(props.alerts?.downFor) ?? '5m',
      emptyFor: inPromql(props.alerts?.emptyFor) ?? '10m',
      limitPercent: props.alerts?.limitPercent ?? 80,
      labels: props.alerts?.labels ?? {},
    },
  };
}

export type ResolvedProps = ReturnType<typeof resolveProps>;

/** Default 30 seconds, at most the interval. */
function timeoutOf({ interval, scrapeTimeout }: FederatedClusterProps): Duration {
  return scrapeTimeout ?? (interval !== undefined && interval.toMilliseconds() < 30_000 ? interval : Duration.seconds(30));
}
