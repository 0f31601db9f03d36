import { FleetCluster, FleetProps } from './fleet-props';
import { PrometheusStackProps } from '../prometheus-stack/prometheus-stack-props';

/** What a stack says about each of its parts, where a cluster may change a single option. */
const PARTS = ['operator', 'crds', 'prometheus', 'alertmanager', 'nodeExporter', 'kubeStateMetrics', 'controlPlane', 'nodeEndpoints', 'mixin', 'commonLabels', 'commonAnnotations'] as const;

/** How the Prometheus of a cluster answers those who are not in it. */
export interface Serving {
  readonly isHttps: boolean;
  readonly asksForToken: boolean;
  readonly targetPort: 'web' | 'auth-proxy';
}

/** The stack of one cluster, with the fleet's defaults, its external label and where it writes to. Total: it never throws. */
export function stackOf({ stack: shared = {}, globalView }: FleetProps, { cluster, stack: own = {} }: FleetCluster): PrometheusStackProps & { readonly namespace: string } {
  const parts = PARTS.filter(part => shared[part] && own[part]).map(part => [part, { ...shared[part], ...own[part] }]);
  const merged: PrometheusStackProps = { ...shared, ...own, ...Object.fromEntries(parts) };
  const remoteWrite = [...merged.prometheus?.remoteWrite ?? [], ...globalView._remoteWrite ? [globalView._remoteWrite] : []];
  return {
    ...merged,
    namespace: merged.namespace ?? 'monitoring',
    ...merged.prometheusEnabled !== false && {
      prometheus: { ...merged.prometheus, externalLabels: { ...merged.prometheus?.externalLabels, cluster }, ...remoteWrite.length > 0 && { remoteWrite } },
    },
  };
}

/** The label `cluster` that somebody has given a Prometheus by hand. */
export function labelOf({ stack: shared = {} }: FleetProps, { stack: own = {} }: FleetCluster): string | undefined {
  return { ...shared.prometheus, ...own.prometheus }.externalLabels?.cluster;
}

export function replicasOf({ prometheus, highAvailability }: PrometheusStackProps): number {
  return prometheus?.replicas ?? ((highAvailability ?? true) ? 2 : 1);
}

export function servingOf({ prometheus = {} }: PrometheusStackProps): Serving {
  const isProxied = prometheus.authProxy ?? false;
  return { isHttps: isProxied || prometheus.tls !== undefined, asksForToken: isProxied, targetPort: isProxied ? 'auth-proxy' : 'web' };
}
