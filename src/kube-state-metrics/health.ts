import { ComponentVersion } from '../versions/component-version';

/** The two servers of kube-state-metrics: metrics of the cluster, and its own. */
export type Server = 'metrics' | 'telemetry';

export interface HealthPath {
  readonly server: Server;
  readonly path: string;
}

export interface HealthPaths {
  readonly startup: HealthPath;
  readonly liveness: HealthPath;
  readonly readiness: HealthPath;
}

/**
 * Which server answers what, by version. Before 2.14 any other path answers 200 with a landing page, so that a wrong probe
 * passes without asking anything, until an upgrade makes it 404.
 *
 * @see https://github.com/kubernetes/kube-state-metrics/pull/2418 livez
 * @see https://github.com/kubernetes/kube-state-metrics/pull/2442 readyz
 */
export function healthPaths(version: ComponentVersion<'kubeStateMetrics'>, livenessAsksApiserver: boolean): HealthPaths {
  const started: HealthPath = { server: 'metrics', path: '/healthz' };
  return {
    startup: started,
    liveness: livenessAsksApiserver && version.has('livez') ? { server: 'metrics', path: '/livez' } : started,
    readiness: { server: 'telemetry', path: version.has('readyzOnTelemetryPort') ? '/readyz' : '/' },
  };
}
