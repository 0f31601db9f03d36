import { ResolvedProps } from './resolve-props';
import { authProxyContainer, proxyListener } from '../health/auth-proxy';
import { decideHealthCheck, isFinding } from '../health/health-check';
import { containerFields } from '../manifest/container-fields';
import { FIXED, FlagOwners, withExtraArgs } from '../manifest/extra-args';
import { NOBODY, podFields } from '../manifest/pod';
import { securityContextOf } from '../manifest/pod-security';
import { RESTRICTED_CONTAINER } from '../manifest/workloads';
import { Listener } from '../validation/listeners';
import { KnownListeners } from '../validation/probes';
import { PodSpec } from '../validation/workload';

export const CONTAINER = 'node-exporter';
export const PORT_NAME = 'metrics';

/** Mount path of the host's files. */
const ROOT = '/host/root';

/** File systems and mounts that are not disks, or that belong to containers: they change with pods. */
const MOUNT_POINTS = '^/(dev|proc|sys|run/k3s/containerd/.+|var/lib/docker/.+|var/lib/kubelet/pods/.+|var/lib/containers/storage/.+)($|/)';
const VIRTUAL_DEVICES = '^(veth.*|[a-f0-9]{15}|cali.*|lxc.*|cni.*)$';

const PROXY_CERTIFICATES = { volume: 'auth-proxy-tls', folder: '/etc/auth-proxy/tls' };
const PROXY = 'kube-rbac-proxy';

function listenerOf({ port, authProxy }: ResolvedProps): Listener {
  return { host: authProxy ? '127.0.0.1' : '', port, scheme: 'HTTP' };
}

/** The listeners of all containers, for the checks of probes. */
export function knownListeners(props: ResolvedProps): KnownListeners {
  return { [CONTAINER]: [listenerOf(props)], ...props.authProxy && { [PROXY]: [proxyListener(props.port)] } };
}

/** The node's own address, of any family. */
const HOST_IP = { name: 'HOST_IP', valueFrom: { fieldRef: { fieldPath: 'status.hostIP' } } };

/** What a collector needs in addition to its own flag. */
interface Extra {
  readonly args?: readonly string[];
  readonly env?: readonly { readonly name: string; readonly value: string }[];
}

/**
 * By collector. The host's D-Bus socket is with its other files. Restarts are not counted by default, and an alert of the mixin uses them.
 */
const EXTRAS: { readonly [collector: string]: Extra | undefined } = {
  systemd: {
    args: ['--collector.systemd.enable-restarts-metrics'],
    env: [{ name: 'DBUS_SYSTEM_BUS_ADDRESS', value: `unix:path=${ROOT}/run/dbus/system_bus_socket` }],
  },
};

const extrasOf = ({ enableCollectors }: ResolvedProps): Extra[] => enableCollectors.flatMap(name => EXTRAS[name] ?? []);

/** Name of the construct, for messages about flags. */
export const FLAG_OWNERS: FlagOwners = {
  'web.listen-address': 'port', 'path.rootfs': FIXED, 'path.procfs': FIXED, 'path.sysfs': FIXED, 'path.udev.data': FIXED,
};

/** Collectors are enabled with the options for collectors. */
export function ownerOfFlag(flag: string): string | undefined {
  const [, no, name] = /^(no-)?collector\.(\w+)$/.exec(flag) ?? [];
  if (name === undefined) { return undefined; }
  return no ? 'disableCollectors' : 'enableCollectors';
}

/** Listens only on the node's address, not on those of bridges and tunnels. On loopback if a proxy listens on the node's address. */
function nodeArguments(props: ResolvedProps): string[] {
  const { port, authProxy, enableCollectors, disableCollectors, extraArgs } = props;
  return withExtraArgs([
    `--web.listen-address=${authProxy ? '127.0.0.1' : '[$(HOST_IP)]'}:${port}`,
    `--path.rootfs=${ROOT}`,
    `--path.procfs=${ROOT}/proc`,
    `--path.sysfs=${ROOT}/sys`,
    `--path.udev.data=${ROOT}/run/udev/data`,
    `--collector.filesystem.mount-points-exclude=${MOUNT_POINTS}`,
    `--collector.netclass.ignored-devices=${VIRTUAL_DEVICES}`,
    `--collector.netdev.device-exclude=${VIRTUAL_DEVICES}`,
    ...enableCollectors.map(name => `--collector.${name}`),
    ...extrasOf(props).flatMap(({ args = [] }) => args),
    ...disableCollectors.map(name => `--no-collector.${name}`),
  ], extraArgs);
}

/** The specification of the pods: as restricted as possible with the host's network, processes and files, the latter read-only. */
export function podSpec(props: ResolvedProps, serviceAccountName: string): PodSpec {
  const { authProxy, proxyTls } = props;
  return {
    serviceAccountName,
    // the proxy authorizes clients with the API server
    automountServiceAccountToken: authProxy,
    hostNetwork: true,
    hostPID: true,
    securityContext: securityContextOf(props.pod, { id: NOBODY }),
    ...podFields(props.pod),
    containers: [exporterContainer(props), ...authProxy ? [proxyContainer(props)] : []],
    volumes: [
      { name: 'root', hostPath: { path: '/' } },
      ...authProxy && proxyTls ? [{ name: PROXY_CERTIFICATES.volume, secret: { secretName: proxyTls.secretName } }] : [],
    ],
  };
}

function exporterContainer(props: ResolvedProps) {
  const { port, authProxy } = props;
  // behind a proxy it listens on loopback: the readiness probe of the proxy covers it
  const health = authProxy
    ? undefined
    : decideHealthCheck({ path: '/', listener: listenerOf(props), container: CONTAINER, hasShell: false });
  return {
    name: CONTAINER,
    image: props.image,
    args: nodeArguments(props),
    env: [
      HOST_IP,
      ...extrasOf(props).flatMap(({ env = [] }) => env),
    ],
    ...!authProxy && { ports: [{ name: PORT_NAME, containerPort: port, hostPort: port, protocol: 'TCP' }] },
    ...health && !isFinding(health) && { readinessProbe: health, livenessProbe: { ...health, timeoutSeconds: 5, failureThreshold: 6 } },
    ...containerFields(props.pod),
    volumeMounts: [{ name: 'root', mountPath: ROOT, mountPropagation: 'HostToContainer', readOnly: true }],
    terminationMessagePolicy: 'FallbackToLogsOnError',
    securityContext: RESTRICTED_CONTAINER,
  };
}

/** The same port, on the node's address. */
function proxyContainer({ port, proxyImage, proxyTls, pod }: ResolvedProps) {
  return authProxyContainer({
    container: PROXY,
    image: proxyImage,
    port,
    portName: PORT_NAME,
    host: { text: '[$(HOST_IP)]', env: [HOST_IP] },
    upstream: `http://127.0.0.1:${port}/`,
    readinessPath: '/',
    pod,
    ...proxyTls && { certificates: PROXY_CERTIFICATES },
  });
}
