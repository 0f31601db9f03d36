import { initArguments, listenerOf, sidecarArguments } from './arguments';
import { ResolvedProps } from './resolve-props';
import { decideHealthCheck, HealthCheck, isFinding } from '../health/health-check';
import { Finding } from '../validation/rule';

/** A container as the YAML has it. */
export type ContainerObject = { readonly name: string; readonly [field: string]: unknown };

/** How the reloader is asked for its health: once for all of its probes. */
export function healthOf(props: ResolvedProps): HealthCheck | Finding | undefined {
  if (!props.probes) { return undefined; }
  return decideHealthCheck({
    path: '/healthz',
    listener: listenerOf(props),
    credentials: props.webConfig?.clientCertificates ? 'client-certificate' : props.webConfig?.basicAuth ? 'basic' : 'none',
    hasShell: true, // upstream's image is made from busybox
    container: props.containerName,
  });
}

/** The container that stays beside the process. */
export function sidecarContainer(props: ResolvedProps): ContainerObject {
  const health = healthOf(props);
  const hasProbes = health !== undefined && !isFinding(health);
  return {
    ...commonFields(props),
    name: props.containerName,
    args: sidecarArguments(props),
    ...!props.listenLocal && { ports: [{ name: 'reloader-web', containerPort: props.port, protocol: 'TCP' }] },
    ...hasProbes && { livenessProbe: health, readinessProbe: health },
    ...hasProbes && props.version.has('startupProbe') && { startupProbe: health },
  };
}

/** The container that writes the configuration once, before the process starts. */
export function initContainer(props: ResolvedProps): ContainerObject {
  return {
    ...commonFields(props),
    name: `init-${props.containerName}`,
    args: initArguments(props),
    ports: [{ name: props.initPortName, containerPort: props.initPort, protocol: 'TCP' }],
  };
}

function commonFields({ image, shard, volumes, cpu, memory }: ResolvedProps) {
  const amounts = { ...cpu !== '0' && { cpu }, ...memory !== '0' && { memory } };
  return {
    image,
    command: ['/bin/prometheus-config-reloader'],
    env: [
      { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
      ...shard === undefined ? [] : [{ name: 'SHARD', value: String(shard) }],
    ],
    volumeMounts: volumes.map(({ name, mountPath }) => ({ name, mountPath })),
    resources: { limits: amounts, requests: amounts },
    terminationMessagePolicy: 'FallbackToLogsOnError',
    securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
  };
}
