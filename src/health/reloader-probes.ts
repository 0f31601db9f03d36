import { decideHealthCheck, isFinding } from './health-check';

export interface ReloaderServer {
  /** It listens on loopback, as its Prometheus does. */
  readonly listenLocal: boolean;
  readonly isTls: boolean;
}

/**
 * The probes of the config reloader that the operator puts beside a Prometheus or an Alertmanager, where its own would never pass: merged by the
 * container's name into the pod.
 */
export function reloaderProbes({ listenLocal, isTls }: ReloaderServer) {
  const health = decideHealthCheck({
    path: '/healthz',
    listener: { host: listenLocal ? 'localhost' : '', port: 8080, scheme: isTls ? 'HTTPS' : 'HTTP' },
    hasShell: true, // upstream's image is made from busybox
    container: 'config-reloader',
  });
  return isFinding(health) ? {} : { startupProbe: health, livenessProbe: health, readinessProbe: health };
}
