import { LOOPBACK, METRICS_PORT, serverArguments, TELEMETRY_PORT } from './arguments';
import { certificates, ConfigMapNames, MountedFiles, serverFiles } from './files';
import { healthPaths, Server } from './health';
import { ResolvedProps } from './resolve-props';
import { authProxyContainer, proxyListener } from '../health/auth-proxy';
import { Credentials, decideHealthCheck, isFinding } from '../health/health-check';
import { containerFields } from '../manifest/container-fields';
import { NOBODY, podFields } from '../manifest/pod';
import { securityContextOf } from '../manifest/pod-security';
import { RESTRICTED_CONTAINER } from '../manifest/workloads';
import { Listener } from '../validation/listeners';
import { KnownListeners } from '../validation/probes';
import { PodSpec } from '../validation/workload';

const SERVER = 'kube-state-metrics';

/** The names of the ports, the same in containers and Service. */
export function portNames({ tls, authProxy }: ResolvedProps): { readonly [server in Server]: string } {
  return { metrics: tls || authProxy ? 'https-metrics' : 'http-metrics', telemetry: 'telemetry' };
}

const PROXIES: { readonly [server in Server]: { readonly container: string; readonly port: number; readonly upstream: number } } = {
  metrics: { container: 'kube-rbac-proxy-metrics', port: 8443, upstream: METRICS_PORT },
  telemetry: { container: 'kube-rbac-proxy-telemetry', port: 9443, upstream: TELEMETRY_PORT },
};

/** The container that serves each of the two endpoints to clients, and its listener. */
function answering(server: Server, { authProxy, tls }: ResolvedProps): { readonly container: string; readonly listener: Listener } {
  return authProxy
    ? { container: PROXIES[server].container, listener: proxyListener(PROXIES[server].port) }
    : {
      container: SERVER, listener: { host: '', port: server === 'metrics' ? METRICS_PORT : TELEMETRY_PORT, scheme: tls ? 'HTTPS' : 'HTTP' },
    };
}

/** The ports for clients, for the Service. */
export function servedPorts(props: ResolvedProps): { readonly name: string; readonly port: number }[] {
  return ([
    'metrics', 'telemetry',
  ] as const).map(server => ({ name: portNames(props)[server], port: answering(server, props).listener.port }));
}

/** The listeners of all containers, for the checks of probes. */
export function knownListeners(props: ResolvedProps): KnownListeners {
  const server: Listener[] = [
    METRICS_PORT, TELEMETRY_PORT,
  ].map(port => ({ host: props.authProxy ? LOOPBACK : '', port, scheme: props.tls && !props.authProxy ? 'HTTPS' : 'HTTP' }));
  const answers = (['metrics', 'telemetry'] as const).map(name => answering(name, props));
  return { [SERVER]: server, ...props.authProxy && Object.fromEntries(answers.map(({ container, listener }) => [container, [listener]])) };
}

/** A probe of a server. None if no probe can pass. */
function probe(server: Server, path: string, props: ResolvedProps) {
  const { container, listener } = answering(server, props);
  const credentials: Credentials = props.tls?.clientSecretName !== undefined && !props.authProxy ? 'client-certificate' : 'none';
  const health = decideHealthCheck({ path, listener, credentials, container, hasShell: false });
  // both servers listen where the kubelet reaches them, so a probe always exists
  return isFinding(health) ? undefined : { ...health, timeoutSeconds: 5 };
}

/** The specification of the pods. */
export function podSpec(props: ResolvedProps, serviceAccountName: string, configMaps: ConfigMapNames): PodSpec {
  const files = [...serverFiles(props, configMaps), ...props.authProxy ? certificates(props) : []];
  return {
    serviceAccountName,
    automountServiceAccountToken: true,
    securityContext: securityContextOf(props.pod, { id: NOBODY }),
    ...podFields(props.pod),
    containers: [
      serverContainer(props, serverFiles(props, configMaps)),
      ...props.authProxy ? [proxyContainer('metrics', props), proxyContainer('telemetry', props)] : [],
    ],
    ...files.length > 0 && { volumes: files.map(({ name, source }) => ({ name, ...source })) },
  };
}

function serverContainer(props: ResolvedProps, files: readonly MountedFiles[]) {
  const { startup, liveness, readiness } = healthPaths(props.version, props.livenessAsksApiserver);
  const args = serverArguments(props);
  return {
    name: SERVER,
    image: props.image,
    // the API server drops an empty list, so every apply would change the object
    ...args.length > 0 && { args },
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
    ...containerFields(props.pod),
    ...mounts(files),
    terminationMessagePolicy: 'FallbackToLogsOnError',
    securityContext: RESTRICTED_CONTAINER,
  };
}

/** kube-rbac-proxy in front of one of the servers. */
function proxyContainer(server: Server, props: ResolvedProps) {
  const { container, port, upstream } = PROXIES[server];
  const { startup, readiness } = healthPaths(props.version, props.livenessAsksApiserver);
  const [files] = certificates(props);
  return authProxyContainer({
    container,
    image: props.proxyImage,
    port,
    portName: portNames(props)[server],
    upstream: `http://${LOOPBACK}:${upstream}/`,
    pod: props.pod,
    readinessPath: [startup, readiness].find(asked => asked.server === server)!.path,
    ...files && { certificates: { volume: files.name, folder: files.mountPath } },
  });
}

function mounts(files: readonly MountedFiles[]) {
  return files.length > 0 && { volumeMounts: files.map(({ name, mountPath }) => ({ name, mountPath, readOnly: true })) };
}
