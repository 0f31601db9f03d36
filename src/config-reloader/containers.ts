import { initArguments, listenerOf, sidecarArguments } from './arguments';
import { ResolvedProps } from './resolve-props';
import { Credentials, decideHealthCheck, HealthCheck, isFinding } from '../health/health-check';
import { Finding } from '../validation/rule';

/** A container with the field names of YAML. */
export type ContainerObject = { readonly name: string; readonly [field: string]: unknown };

function credentialsOf({ webConfig }: ResolvedProps): Credentials {
  if (webConfig?.clientCertificates) { return 'client-certificate'; }
  return webConfig?.basicAuth ? 'basic' : 'none';
}

/** The health check of the reloader, shared by its probes. */
export function healthOf(props: ResolvedProps): HealthCheck | Finding | undefined {
  if (!props.probes) { return undefined; }
  return decideHealthCheck({
    path: '/healthz',
    listener: listenerOf(props),
    credentials: credentialsOf(props),
    hasShell: true, // upstream's image is based on busybox
    container: props.containerName,
  });
}

/** The sidecar container. */
export function sidecarContainer(props: ResolvedProps): ContainerObject {
  const health = healthOf(props);
  const hasProbes = health !== undefined && !isFinding(health);
  return {
    ...commonFields(props),
    resources: resources(props, !(hasProbes && 'exec' in health)),
    name: props.containerName,
    args: sidecarArguments(props),
    ...!props.listenLocal && { ports: [{ name: 'reloader-web', containerPort: props.port, protocol: 'TCP' }] },
    ...hasProbes && { livenessProbe: health, readinessProbe: health },
    ...hasProbes && props.version.has('startupProbe') && { startupProbe: health },
  };
}

/** The init container: it writes the configuration once, before the process starts. */
export function initContainer(props: ResolvedProps): ContainerObject {
  return {
    ...commonFields(props),
    resources: resources(props, true),
    name: `init-${props.containerName}`,
    args: initArguments(props),
    ports: [{ name: props.initPortName, containerPort: props.initPort, protocol: 'TCP' }],
  };
}

/**
 * A command of a probe starts a process in the container's cgroup. With the operator's CPU limit of 10m it takes 3 to 12 seconds (measured
 * with runc 1.1), and the probe waits one second. So CPU is requested, but not limited.
 */
function resources({ cpu, memory }: ResolvedProps, hasCpuLimit: boolean) {
  const cpuAmount = cpu === '0' ? {} : { cpu };
  const memoryAmount = memory === '0' ? {} : { memory };
  return { limits: { ...hasCpuLimit && cpuAmount, ...memoryAmount }, requests: { ...cpuAmount, ...memoryAmount } };
}

function commonFields({ image, shard, volumes }: ResolvedProps) {
  return {
    image,
    command: ['/bin/prometheus-config-reloader'],
    env: [
      { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
      ...shard === undefined ? [] : [{ name: 'SHARD', value: String(shard) }],
    ],
    volumeMounts: volumes.map(({ name, mountPath }) => ({ name, mountPath })),
    terminationMessagePolicy: 'FallbackToLogsOnError',
    securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
  };
}
