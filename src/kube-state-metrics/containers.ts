import { LOOPBACK, METRICS_PORT, serverArguments, TELEMETRY_PORT } from './arguments';
import { CERTIFICATE_FILE, certificates, ConfigMapNames, MountedFiles, PRIVATE_KEY_FILE, serverFiles } from './files';
import { healthPaths, Server } from './health';
import { ResolvedProps } from './resolve-props';
import { Credentials, decideHealthCheck, isFinding } from '../health/health-check';
import { RESTRICTED_CONTAINER, RESTRICTED_POD } from '../manifest/workloads';
import { Listener } from '../validation/listeners';
import { KnownListeners } from '../validation/probes';
import { PodSpec } from '../validation/workload';

const SERVER = 'kube-state-metrics';

/** The user "nobody", who owns nothing. */
const USER = 65534;

/** The names of the ports, of containers and Service alike. */
export function portNames({ tls, authProxy }: ResolvedProps): { readonly [server in Server]: string } {
  return { metrics: tls || authProxy ? 'https-metrics' : 'http-metrics', telemetry: 'telemetry' };
}

const PROXIES: { readonly [server in Server]: { readonly container: string; readonly port: number; readonly upstream: number } } = {
  metrics: { container: 'kube-rbac-proxy-metrics', port: 8443, upstream: METRICS_PORT },
  telemetry: { container: 'kube-rbac-proxy-telemetry', port: 9443, upstream: TELEMETRY_PORT },
};

/** The container that answers from outside for each of the two servers, and where it listens. */
function answering(server: Server, { authProxy, tls }: ResolvedProps): { readonly container: string; readonly listener: Listener } {
  return authProxy
    ? { container: PROXIES[server].container, listener: { host: '', port: PROXIES[server].port, scheme: 'HTTPS' } }
    : { container: SERVER, listener: { host: '', port: server === 'metrics' ? METRICS_PORT : TELEMETRY_PORT, scheme: tls ? 'HTTPS' : 'HTTP' } };
}

/** The ports that answer, for the Service. */
export function servedPorts(props: ResolvedProps): { readonly name: string; readonly port: number }[] {
  return (['metrics', 'telemetry'] as const).map(server => ({ name: portNames(props)[server], port: answering(server, props).listener.port }));
}

/** Where every container listens, for the checks of the probes. */
export function knownListeners(props: ResolvedProps): KnownListeners {
  const server: Listener[] = [METRICS_PORT, TELEMETRY_PORT].map(port => ({ host: props.authProxy ? LOOPBACK : '', port, scheme: props.tls && !props.authProxy ? 'HTTPS' : 'HTTP' }));
  const answers = (['metrics', 'telemetry'] as const).map(name => answering(name, props));
  return { [SERVER]: server, ...props.authProxy && Object.fromEntries(answers.map(({ container, listener }) => [container, [listener]])) };
}

/** A probe of what answers on a server; none where no probe can pass. */
function probe(server: Server, path: string, props: ResolvedProps) {
  const { container, listener } = answering(server, props);
  const credentials: Credentials = props.tls?.clientSecretName !== undefined && !props.authProxy ? 'client-certificate' : 'none';
  const health = decideHealthCheck({ path, listener, credentials, container, hasShell: false });
  // both servers listen where the kubelet reaches them, so that there always is one
  return isFinding(health) ? undefined : { ...health, timeoutSeconds: 5 };
}

/** The specification of the pods. */
export function podSpec(props: ResolvedProps, serviceAccountName: string, configMaps: ConfigMapNames): PodSpec {
  const files = [...serverFiles(props, configMaps), ...props.authProxy ? certificates(props) : []];
  return {
    serviceAccountName,
    automountServiceAccountToken: true,
    securityContext: { ...RESTRICTED_POD, runAsUser: USER, runAsGroup: USER },
    nodeSelector: props.nodeSelector,
    ...props.tolerations.length > 0 && { tolerations: props.tolerations },
    ...props.priorityClassName !== undefined && { priorityClassName: props.priorityClassName },
    ...props.imagePullSecrets.length > 0 && { imagePullSecrets: props.imagePullSecrets.map(name => ({ name })) },
    containers: [
      serverContainer(props, serverFiles(props, configMaps)),
      ...props.authProxy ? [proxyContainer('metrics', props), proxyContainer('telemetry', props)] : [],
    ],
    ...files.length > 0 && { volumes: files.map(({ name, source }) => ({ name, ...source })) },
  };
}

function serverContainer(props: ResolvedProps, files: readonly MountedFiles[]) {
  const { startup, liveness, readiness } = healthPaths(props.version, props.livenessAsksApiserver);
  return {
    name: SERVER,
    image: props.image,
    args: serverArguments(props),
    ...props.shards > 1 && {
      env: [
        { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
        { name: 'POD_NAMESPACE', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } },
      ],
    },
    ...!props.authProxy && {
      ports: servedPorts(props).map(({ name, port }) => ({ name, containerPort: port, protocol: 'TCP' })),
      startupProbe: probe(startup.server, startup.path, props),
      livenessProbe: probe(liveness.server, liveness.path, props),
      readinessProbe: probe(readiness.server, readiness.path, props),
    },
    resources: {
      requests: { cpu: props.cpu, memory: props.memory },
      ...props.memoryLimit !== undefined && { limits: { memory: props.memoryLimit } },
    },
    ...mounts(files),
    terminationMessagePolicy: 'FallbackToLogsOnError',
    securityContext: RESTRICTED_CONTAINER,
  };
}

/**
 * kube-rbac-proxy before one of the servers. Its readiness asks that server through it; a liveness probe that did would restart the
 * proxy for what ails the server.
 */
function proxyContainer(server: Server, props: ResolvedProps) {
  const { container, port, upstream } = PROXIES[server];
  const { startup, readiness } = healthPaths(props.version, props.livenessAsksApiserver);
  const { path } = [startup, readiness].find(asked => asked.server === server)!;
  return {
    name: container,
    image: props.proxyImage,
    args: [
      `--secure-listen-address=:${port}`,
      `--upstream=http://${LOOPBACK}:${upstream}/`,
      `--ignore-paths=${path}`,
      ...props.tls ? [`--tls-cert-file=${CERTIFICATE_FILE}`, `--tls-private-key-file=${PRIVATE_KEY_FILE}`] : [],
    ],
    ports: [{ name: portNames(props)[server], containerPort: port, protocol: 'TCP' }],
    readinessProbe: probe(server, path, props),
    resources: { requests: { cpu: '10m', memory: '20Mi' } },
    ...mounts(certificates(props)),
    terminationMessagePolicy: 'FallbackToLogsOnError',
    securityContext: RESTRICTED_CONTAINER,
  };
}

function mounts(files: readonly MountedFiles[]) {
  return files.length > 0 && { volumeMounts: files.map(({ name, mountPath }) => ({ name, mountPath, readOnly: true })) };
}
