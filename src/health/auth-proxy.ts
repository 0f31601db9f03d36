import { decideHealthCheck, isFinding } from './health-check';
import { SharedOptions, sidecarFields } from '../manifest/container-fields';
import { RESTRICTED_CONTAINER } from '../manifest/workloads';
import { Listener } from '../validation/listeners';

/** kube-rbac-proxy in front of a server that listens on loopback: it asks the apiserver whether a client may. */
export interface AuthProxy {
  readonly container: string;
  readonly image: string;
  readonly port: number;
  readonly portName: string;
  /** On which address it listens, as the flag has it, and the variable that has it; otherwise on all. On the host's network the port is the host's. */
  readonly host?: { readonly text: string; readonly env: readonly object[] };
  /** Where the server listens on loopback: `http://127.0.0.1:8080/`. */
  readonly upstream: string;
  /** The path that anybody may ask, for readiness: it asks the server through the proxy. */
  readonly readinessPath: string;
  readonly timeoutSeconds?: number;
  /** Options of the pod. */
  readonly pod: SharedOptions;
  /** The folder with `tls.crt` and `tls.key`; without, the proxy makes a certificate that nobody knows. */
  readonly certificates?: { readonly volume: string; readonly folder: string };
}

/**
 * The proxy's container. Its readiness asks the server through it; a liveness probe that did would restart the proxy for what ails the server.
 */
export function authProxyContainer({ container, image, port, portName, host, upstream, readinessPath, timeoutSeconds, pod, certificates }: AuthProxy) {
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
    // it listens where the kubelet reaches it, so that there always is a probe
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
