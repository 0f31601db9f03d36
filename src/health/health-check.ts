import { NO_SHELL, NO_WAY_IN } from './rules';
import { hostAndPort, isLoopbackHost, Listener } from '../validation/listeners';
import { finding, Finding } from '../validation/rule';

/** The authentication that a server requires. */
export type Credentials = 'none' | 'basic' | 'client-certificate';

/** Input of the decision how the health of a container is checked. */
export interface HealthQuestion {
  /** The health endpoint: `/healthz`. */
  readonly path: string;
  readonly listener: Listener;
  readonly credentials?: Credentials;
  /** Whether the image has a shell, and curl or wget. */
  readonly hasShell: boolean;
  /** The container, for messages. */
  readonly container: string;
}

/** One probe handler, shared by all probes that need it. */
export type HealthCheck =
  | { readonly httpGet: { readonly path: string; readonly port: number; readonly scheme?: 'HTTPS' } }
  | { readonly tcpSocket: { readonly port: number } }
  | { readonly exec: { readonly command: readonly string[] } };

/**
 * Decides how the health of a container is checked.
 *
 * - On a listener that the kubelet reaches: httpGet with the listener's port and scheme. (It verifies no certificate.)
 * - If the server requires credentials, which a probe cannot send: a TCP connection.
 * - On loopback: a command inside the container, with the listener's own host, since `localhost` may be another address there.
 *
 * If no probe could pass, it returns the reason.
 */
export function decideHealthCheck({ path, listener, credentials = 'none', hasShell, container }: HealthQuestion): HealthCheck | Finding {
  const { host, port, scheme = 'HTTP' } = listener;
  if (!isLoopbackHost(host)) {
    return credentials === 'none'
      ? { httpGet: { path, port, ...scheme === 'HTTPS' && { scheme } } }
      : { tcpSocket: { port } };
  }
  if (credentials !== 'none') { return finding(NO_WAY_IN, { container, listener: hostAndPort(host, port), credentials }); }
  if (!hasShell) { return finding(NO_SHELL, { container, listener: hostAndPort(host, port) }); }
  return { exec: { command: ['sh', '-c', askScript(`${scheme.toLowerCase()}://${hostAndPort(host, port)}${path}`)] } };
}

export function isFinding(answer: HealthCheck | Finding): answer is Finding {
  return 'ruleId' in answer;
}

/** Like the kubelet, it does not verify the certificate: no authority issues one for a loopback address. */
function askScript(url: string): string {
  const isTls = url.startsWith('https:');
  const curl = `curl --fail ${isTls ? '--insecure ' : ''}${url}`;
  const wget = `wget -q ${isTls ? '--no-check-certificate ' : ''}-O /dev/null ${url}`;
  return `if [ -x "$(command -v curl)" ]; then exec ${curl}; elif [ -x "$(command -v wget)" ]; then exec ${wget}; else exit 1; fi`;
}
