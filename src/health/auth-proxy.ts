import { decideHealthCheck, isFinding } from './health-check';
import { SharedOptions, sidecarFields } from '../manifest/container-fields';
import { RESTRICTED_CONTAINER } from '../manifest/workloads';
import { Listener } from '../validation/listeners';

/** kube-rbac-proxy in front of a server that listens on loopback. It authorizes clients with the API server. */
export interface AuthProxy {
  readonly container: string;
  readonly image: string;
  readonly port: number;
  readonly portName: string;
  /**
   * Its listen address, as a flag, and the variable that contains it. Default: all addresses. With hostNetwork the port is on the host.
   */
  readonly host?: { readonly text: string; readonly env: readonly object[] };
  /** Where the server listens on loopback: `http://127.0.0.1:8080/`. */
  readonly upstream: string;
  /** The path without authentication, for readiness: it requests the server through the proxy. */
  readonly readinessPath: string;
  readonly timeoutSeconds?: number;
  /** Options of the pod. */
  readonly pod: SharedOptions;
  /** The folder with `tls.crt` and `tls.key`. Without it, the proxy generates a certificate. */
  readonly certificates?: { readonly volume: string; readonly folder: string };
}

/**
 * The proxy's container. Its readiness probe requests the server through the proxy. A liveness probe of the same kind would restart the
 * proxy for problems of the server.
 */
export function authProxyContainer({
  container, image, port, portName, host, upstream, readinessPath, timeoutSeconds, pod, certificates,
}: AuthProxy) {
  const health = decideHealthCheck({ path: readinessPath, listener: proxyListener(port), container, hasShell: false });
  return {
    name: container,
    image,
    args: [
      `--secure-listen-address=${host?.text ?? ''}:${port}`,
      `--upstream=${upstream}`,
      `--ignore-paths=${readinessPath}`,
      ...certificates ? [`--tls-cert-file=${certificates.folder}/tls.crt`, `--tls-private-key-file=${certificates.folder}/tls.key`] : [],
    ],
    ...host && { env: host.env },
    ports: [{ name: portName, containerPort: port, ...host && { hostPort: port }, protocol: 'TCP' }],
    // it listens where the kubelet reaches it, so a probe always exists
    ...!isFinding(health) && { readinessProbe: { ...health, timeoutSeconds: timeoutSeconds ?? 5 } },
    ...sidecarFields('10m', '20Mi', pod),
    ...certificates && { volumeMounts: [{ name: certificates.volume, mountPath: certificates.folder, readOnly: true }] },
    terminationMessagePolicy: 'FallbackToLogsOnError',
    securityContext: RESTRICTED_CONTAINER,
  };
}

export function proxyListener(port: number): Listener {
  return { host: '', port, scheme: 'HTTPS' };
}
