import { ResolvedProps } from './resolve-props';
import { decideHealthCheck, isFinding } from '../health/health-check';
import { FIXED, FlagOwners, withExtraArgs } from '../manifest/extra-args';
import { NOBODY, podFields, resourcesOf } from '../manifest/pod';
import { securityContextOf } from '../manifest/pod-security';
import { RESTRICTED_CONTAINER } from '../manifest/workloads';
import { Listener } from '../validation/listeners';
import { PodSpec } from '../validation/workload';

export const CONTAINER = 'node-exporter';
export const PORT_NAME = 'metrics';

/** Where the container has the host's files. */
const ROOT = '/host/root';

/** File systems and mounts that are no disks, or those of containers: they come and go with pods. */
const MOUNT_POINTS = '^/(dev|proc|sys|run/k3s/containerd/.+|var/lib/docker/.+|var/lib/kubelet/pods/.+|var/lib/containers/storage/.+)($|/)';
const VIRTUAL_DEVICES = '^(veth.*|[a-f0-9]{15}|cali.*|lxc.*|cni.*)$';

export function listenerOf({ port }: ResolvedProps): Listener {
  return { host: '', port, scheme: 'HTTP' };
}

/** What a collector needs beyond its own flag. */
interface Extra {
  readonly args?: readonly string[];
  readonly env?: readonly { readonly name: string; readonly value: string }[];
}

/** By collector. The host's bus is where its other files are; restarts are not counted by default, and an alert of the mixin reads them. */
const EXTRAS: { readonly [collector: string]: Extra | undefined } = {
  systemd: {
    args: ['--collector.systemd.enable-restarts-metrics'],
    env: [{ name: 'DBUS_SYSTEM_BUS_ADDRESS', value: `unix:path=${ROOT}/run/dbus/system_bus_socket` }],
  },
};

const extrasOf = ({ enableCollectors }: ResolvedProps): Extra[] => enableCollectors.flatMap(name => EXTRAS[name] ?? []);

/** Who writes the flags. */
export const FLAG_OWNERS: FlagOwners = { 'web.listen-address': 'port', 'path.rootfs': FIXED, 'path.procfs': FIXED, 'path.sysfs': FIXED, 'path.udev.data': FIXED };

/** A collector is switched by the options for collectors. */
export function ownerOfFlag(flag: string): string | undefined {
  const [, no, name] = /^(no-)?collector\.(\w+)$/.exec(flag) ?? [];
  if (name === undefined) { return undefined; }
  return no ? 'disableCollectors' : 'enableCollectors';
}

/** On the node's address alone, not on those of bridges and tunnels. */
function nodeArguments(props: ResolvedProps): string[] {
  const { port, enableCollectors, disableCollectors, extraArgs } = props;
  return withExtraArgs([
    `--web.listen-address=[$(HOST_IP)]:${port}`,
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

/** The specification of the pods: as restricted as a pod can be that has the host's network, processes and files, the latter read-only. */
export function podSpec(props: ResolvedProps, serviceAccountName: string): PodSpec {
  const health = decideHealthCheck({ path: '/', listener: listenerOf(props), container: CONTAINER, hasShell: false });
  return {
    serviceAccountName,
    automountServiceAccountToken: false,
    hostNetwork: true,
    hostPID: true,
    securityContext: securityContextOf(props.pod, { id: NOBODY }),
    ...podFields(props.pod),
    containers: [{
      name: CONTAINER,
      image: props.image,
      args: nodeArguments(props),
      env: [
        { name: 'HOST_IP', valueFrom: { fieldRef: { fieldPath: 'status.hostIP' } } },
        ...extrasOf(props).flatMap(({ env = [] }) => env),
      ],
      ports: [{ name: PORT_NAME, containerPort: props.port, hostPort: props.port, protocol: 'TCP' }],
      ...!isFinding(health) && { readinessProbe: health, livenessProbe: { ...health, timeoutSeconds: 5, failureThreshold: 6 } },
      resources: resourcesOf(props.pod),
      volumeMounts: [{ name: 'root', mountPath: ROOT, mountPropagation: 'HostToContainer', readOnly: true }],
      terminationMessagePolicy: 'FallbackToLogsOnError',
      securityContext: RESTRICTED_CONTAINER,
    }],
    volumes: [{ name: 'root', hostPath: { path: '/' } }],
  };
}
