import { NO_SHELL, NO_WAY_IN } from './rules';
import { hostAndPort, isLoopbackHost, Listener } from '../validation/listeners';
import { finding, Finding } from '../validation/rule';

/** What a server wants of those who ask. */
export type Credentials = 'none' | 'basic' | 'client-certificate';

/** All that decides how a container is asked for its health. */
export interface HealthQuestion {
  /** The path that answers: `/healthz`. */
  readonly path: string;
  readonly listener: Listener;
  readonly credentials?: Credentials;
  /** Whether the image has a shell, and curl or wget. */
  readonly hasShell: boolean;
  /** The container, for messages. */
  readonly container: string;
}

/** The one way to ask, the same for every probe that needs it. */
export type HealthCheck =
  | { readonly httpGet: { readonly path: string; readonly port: number; readonly scheme?: 'HTTPS' } }
  | { readonly tcpSocket: { readonly port: number } }
  | { readonly exec: { readonly command: readonly string[] } };

/**
 * Decides how a container is asked.
 *
 * - On a listener that the kubelet reaches: httpGet with the listener's own port and scheme. (It verifies no certificate.)
 * - Where the server wants credentials, which a probe cannot have: whether the port takes connections.
 * - On loopback: a command inside the container, with the listener's own host, since `localhost` may mean another address there.
 *
 * Where no probe could pass, it says why instead.
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

/** As the kubelet does, it asks without verifying the certificate, which nobody issued for a loopback address. */
function askScript(url: string): string {
  const isTls = url.startsWith('https:');
  const curl = `curl --fail ${isTls ? '--insecure ' : ''}${url}`;
  const wget = `wget -q ${isTls ? '--no-check-certificate ' : ''}-O /dev/null ${url}`;
  return `if [ -x "$(command -v curl)" ]; then exec ${curl}; elif [ -x "$(command -v wget)" ]; then exec ${wget}; else exit 1; fi`;
}
