import { decideHealthCheck, isFinding } from './health-check';

export interface ReloaderServer {
  /** It listens on loopback, like its Prometheus. */
  readonly listenLocal: boolean;
  readonly isTls: boolean;
}

/**
 * Probes of the config reloader that the operator adds to a Prometheus or an Alertmanager, if the operator's own probes would never pass.
 * The operator merges them into the pod by container name.
 */
export function reloaderProbes({ listenLocal, isTls }: ReloaderServer) {
  const health = decideHealthCheck({
    path: '/healthz',
    listener: { host: listenLocal ? 'localhost' : '', port: 8080, scheme: isTls ? 'HTTPS' : 'HTTP' },
    hasShell: true, // upstream's image is based on busybox
    container: 'config-reloader',
  });
  return isFinding(health) ? {} : { startupProbe: health, livenessProbe: health, readinessProbe: health };
}
