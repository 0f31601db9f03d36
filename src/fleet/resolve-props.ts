import { FleetCluster, FleetProps, FleetWorker } from './fleet-props';
import { FederationViewOptions, ThanosViewOptions } from './global-view';
import { MixinFederation } from '../monitoring-mixin/monitoring-mixin-props';
import { CommonPrometheusOptions } from '../prometheus/common-options';
import { RemoteWriteOptions } from '../prometheus/remote-write-options';
import { RemoteWrite } from '../prometheus/remote-write-receivers';
import { PrometheusStackProps } from '../prometheus-stack/prometheus-stack-props';
import { RECEIVE_WRITE } from '../scrape/thanos-ports';

/** Options of a stack per component, of which a cluster may change a single one. */
const PARTS = [
  'operator',
  'crds',
  'prometheus',
  'agent',
  'alertmanager',
  'nodeExporter',
  'kubeStateMetrics',
  'controlPlane',
  'nodeEndpoints',
  'mixin',
  'commonLabels',
  'commonAnnotations',
] as const;

/** Options that require a Prometheus. */
const OF_PROMETHEUS = ['prometheus', 'alertmanager', 'mixin'] as const;

/** How the Prometheus of a cluster is exposed outside of it. */
export interface Serving {
  readonly isHttps: boolean;
  readonly requiresToken: boolean;
  readonly targetPort: 'web' | 'auth-proxy';
}

/** The stack of one cluster, with the fleet's defaults, its external label and its remote write. Never throws. */
export function stackOf(
  {
    stack: shared = {}, globalView, main, workers,
  }: FleetProps, { cluster, stack: own = {} }: FleetCluster, clustersWithoutJob: { [job: string]: string[] } = {},
): PrometheusStackProps & { readonly namespace: string } {
  const parts = PARTS.filter(part => shared[part] && own[part]).map(part => [part, { ...shared[part], ...own[part] }]);
  const all: PrometheusStackProps = { ...shared, ...own, ...Object.fromEntries(parts) };
  // the fleet's options for a Prometheus do not apply to a cluster with an agent
  const needless = !hasPrometheus(all) && all.agent ? OF_PROMETHEUS.filter(part => !own[part]) : [];
  const merged: PrometheusStackProps = { ...all, ...Object.fromEntries(needless.map(part => [part, undefined])) };
  const sent = [
    ...globalView._receivers,
    ...globalView._thanos ? [receiverOf(globalView._thanos, cluster === main.cluster)] : [],
  ];
  const inFleet = (options: CommonPrometheusOptions = {}) => {
    const remoteWrite = [...options.remoteWrite ?? [], ...sent];
    return { ...options, externalLabels: { ...options.externalLabels, cluster }, ...remoteWrite.length > 0 && { remoteWrite } };
  };
  const hasMixin = hasPrometheus(merged) && (merged.mixinEnabled ?? true);
  const federated = globalView._federation && cluster === main.cluster && hasMixin ? federatedOf(globalView._federation, workers) : [];
  return {
    ...merged,
    ...federated.length > 0
      && { mixin: { clustersWithoutJob, ...merged.mixin, federated: [...federated, ...merged.mixin?.federated ?? []] } },
    namespace: merged.namespace ?? 'monitoring',
    ...hasPrometheus(merged) && { prometheus: inFleet(merged.prometheus) },
    ...merged.agent && { agent: inFleet(merged.agent) },
  };
}

/** The selectors and the interval with which the main cluster federates the workers. */
function federatedOf({ match, interval }: FederationViewOptions, workers: readonly FleetWorker[]): MixinFederation[] {
  const all = workers.map(worker => ({ match: worker.match ?? match, interval: worker.federation?.interval ?? interval }));
  return [...new Map(all.map(each => [JSON.stringify([each.match, each.interval?.toMilliseconds()]), each])).values()];
}

/** Whether the cluster can be queried: an agent cannot. */
export function hasPrometheus({ prometheusEnabled, agent }: PrometheusStackProps): boolean {
  return prometheusEnabled ?? !agent;
}

/** The Receive of the main cluster: in that cluster by its Service, elsewhere by the gateway in front of it. */
function receiverOf(options: ThanosViewOptions, isMain: boolean): RemoteWriteOptions {
  const { endpoint, storage, replicas, retention, objectStorage, compactorStorage, clientNamespaces, ...tuning } = options;
  if (!isMain) { return RemoteWrite.thanosReceive({ ...tuning, endpoint }); }
  const { tls, basicAuth, bearerToken, oauth2, ...inside } = tuning;
  return RemoteWrite.thanosReceive({ ...inside, endpoint: INSIDE });
}

/** The Receive of a fleet, in the namespace of the stack. */
export const RECEIVE = 'thanos-receive';
const INSIDE = `http://${RECEIVE}:${RECEIVE_WRITE.port}`;

/** The label `cluster` that is set manually on a Prometheus or an agent. */
export function labelOf({ stack: shared = {} }: FleetProps, { stack: own = {} }: FleetCluster): string | undefined {
  return { ...shared.prometheus, ...own.prometheus }.externalLabels?.cluster ?? { ...shared.agent, ...own.agent }.externalLabels?.cluster;
}

export function replicasOf({ prometheus, highAvailability }: PrometheusStackProps): number {
  return prometheus?.replicas ?? ((highAvailability ?? true) ? 2 : 1);
}

export function servingOf({ prometheus = {} }: PrometheusStackProps): Serving {
  const isProxied = prometheus.authProxy ?? false;
  return { isHttps: isProxied || prometheus.tls !== undefined, requiresToken: isProxied, targetPort: isProxied ? 'auth-proxy' : 'web' };
}
