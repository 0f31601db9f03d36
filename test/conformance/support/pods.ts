import { get, mustRun } from './cluster';
import { explainNamespace, within } from './wait';

/** The state of one pod of a workload. */
export interface PodState {
  readonly name: string;
  readonly ip: string;
  readonly isReady: boolean;
  /** Of all containers together. */
  readonly restarts: number;
}

/** The pods with this label, without terminating ones. */
export function podsOf(where: string, selector: string): PodState[] {
  const pods = get('pods', '-n', where, '-l', selector).items.filter(({ metadata }: any) => !metadata.deletionTimestamp);
  return pods.map(({ metadata, status }: any) => ({
    name: metadata.name,
    ip: status.podIP ?? '',
    isReady: status.conditions?.some(({ type, status: is }: any) => type === 'Ready' && is === 'True') ?? false,
    restarts: (status.containerStatuses ?? []).reduce((sum: number, { restartCount }: any) => sum + restartCount, 0),
  }));
}

/** Waits until there are that many pods, all of them Ready. */
export function ready(where: string, selector: string, seconds = 120, count = 1): Promise<PodState[]> {
  return within(seconds, `${count} pods with ${selector} in ${where} are Ready`, () => {
    const pods = podsOf(where, selector);
    if (pods.length !== count || !pods.every(({ isReady }) => isReady)) { throw new Error(JSON.stringify(pods)); }
    return pods;
  }, () => explainNamespace(where, selector));
}

/** A certificate authority, and a server's and a client's certificate signed by it, as PEM. */
export function certificates(folder: string, names: readonly string[]): { readonly [file: string]: string } {
  const openssl = (...args: string[]) => mustRun('openssl', ...args);
  const at = (name: string) => `${folder}/${name}`;
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  openssl('req', '-x509', ...key, '-keyout', at('ca.key'), '-out', at('ca.crt'), '-subj', '/CN=ca', '-days', '2');
  for (const [name, subject] of [['tls', `DNS:${names.join(',DNS:')}`], ['client', 'DNS:prometheus']]) {
    const [own, wanted, signed] = ['key', 'csr', 'crt'].map(end => at(`${name}.${end}`));
    openssl('req', ...key, '-keyout', own, '-out', wanted, '-subj', `/CN=${name}`, '-addext', `subjectAltName=${subject}`);
    openssl(
      'x509', '-req', '-in', wanted, '-CA', at('ca.crt'), '-CAkey', at('ca.key'), '-CAcreateserial', '-days', '2',
      '-copy_extensions', 'copy', '-out', signed,
    );
  }
  return Object.fromEntries(['ca.crt', 'tls.crt', 'tls.key', 'client.crt', 'client.key'].map(name => [name, at(name)]));
}

/** A Secret of files. */
export function secretOf(where: string, name: string, files: { readonly [key: string]: string }): object {
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace: where }, stringData: files };
}

/** Runs a pod of the restricted standard. */
export const RESTRICTED = {
  pod: { runAsNonRoot: true, runAsUser: 65534, fsGroup: 65534, seccompProfile: { type: 'RuntimeDefault' } },
  container: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
};
