import { ResolvedProps } from './resolve-props';
import { FIXED, FlagOwners, withExtraArgs } from '../manifest/extra-args';
import { imageOf } from '../versions/releases';

/** Name of the construct, for messages about flags. */
export const FLAG_OWNERS: FlagOwners = {
  'namespaces': 'namespaces',
  'prometheus-instance-namespaces': FIXED,
  'alertmanager-instance-namespaces': FIXED,
  'thanos-ruler-instance-namespaces': FIXED,
  'kubelet-service': 'kubeletService',
  'kubelet-endpointslice': FIXED,
  'kubelet-endpoints': FIXED,
  'prometheus-config-reloader': 'imageRegistry',
  'config-reloader-cpu-request': 'configReloaderCpu',
  'config-reloader-memory-request': 'configReloaderMemory',
  'enable-config-reloader-probes': 'configReloaderProbes',
  'feature-gates': 'featureGates',
  'log-level': 'logLevel',
  'log-format': 'logFormat',
  'web.listen-address': FIXED,
};

/** The command line of the operator: sorted lists, and only flags of this version. It exits at startup if it is given an unknown flag. */
export function operatorArguments(props: ResolvedProps): string[] {
  const own = [
    ...namespaceArguments(props),
    ...kubeletArguments(props),
    ...reloaderArguments(props),
    ...imageArguments(props),
    ...otherArguments(props),
  ];
  return withExtraArgs(own, props.extraArgs);
}

/** Only Prometheuses and Alertmanagers in the namespace of the operator, so that two operators never reconcile the same object. */
function namespaceArguments({ namespace = '', namespaces, allNamespaces, denyNamespaces }: ResolvedProps): string[] {
  return [
    ...allNamespaces && denyNamespaces.length > 0 ? [`--deny-namespaces=${denyNamespaces.join(',')}`] : [],
    ...allNamespaces ? [] : [`--namespaces=${[namespace, ...namespaces].sort().join(',')}`],
    ...['prometheus', 'alertmanager', 'thanos-ruler'].map(kind => `--${kind}-instance-namespaces=${namespace}`),
  ];
}

function kubeletArguments({ kubelet, version }: ResolvedProps): string[] {
  if (!kubelet) { return []; }
  return [
    `--kubelet-service=${kubelet.namespace}/${kubelet.name}`,
    ...version.has('endpointSlices') ? ['--kubelet-endpointslice=true'] : [],
    ...version.has('kubeletEndpointsSwitch') ? ['--kubelet-endpoints=false'] : [],
  ];
}

/** Upstream's default of 10m CPU is too small for a probe that is a command: it would time out. 0 means no limit. */
function reloaderArguments(props: ResolvedProps): string[] {
  const { configReloaderProbes, configReloaderCpu, configReloaderCpuLimit, configReloaderMemory, configReloaderMemoryLimit } = props;
  return [
    `--prometheus-config-reloader=${props.configReloaderImage}`,
    `--config-reloader-cpu-request=${configReloaderCpu}`, `--config-reloader-cpu-limit=${configReloaderCpuLimit}`,
    `--config-reloader-memory-request=${configReloaderMemory}`, `--config-reloader-memory-limit=${configReloaderMemoryLimit}`,
    ...configReloaderProbes ? ['--enable-config-reloader-probes=true'] : [],
  ];
}

/** For custom resources without an image. */
function imageArguments({ pod: { imageRegistry: registry } }: ResolvedProps): string[] {
  if (registry === undefined) { return []; }
  const base = (release: 'prometheus' | 'alertmanager') => imageOf(release, { registry }).replace(/:v[^:]*$/, '');
  return [`--prometheus-default-base-image=${base('prometheus')}`, `--alertmanager-default-base-image=${base('alertmanager')}`];
}

/** Folder of the certificate. */
export const TLS_FOLDER = '/etc/prometheus-operator/tls';

function otherArguments({ version, pod, featureGates, logLevel, logFormat, tls }: ResolvedProps): string[] {
  const gates = Object.keys(featureGates).sort().map(name => `${name}=${featureGates[name]}`);
  return [
    ...version.has('memoryLimitRatio') && pod.memoryLimit !== undefined ? ['--auto-gomemlimit-ratio=0.9'] : [],
    ...tls ? ['--web.enable-tls=true', `--web.cert-file=${TLS_FOLDER}/tls.crt`, `--web.key-file=${TLS_FOLDER}/tls.key`] : [],
    ...gates.length > 0 ? [`--feature-gates=${gates.join(',')}`] : [],
    ...logLevel === 'info' ? [] : [`--log-level=${logLevel}`],
    ...logFormat === 'logfmt' ? [] : [`--log-format=${logFormat}`],
  ];
}
