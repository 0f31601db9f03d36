import { ResolvedProps } from './resolve-props';
import { secretFolder } from './secret-folder';
import { decideHealthCheck, isFinding } from '../health/health-check';
import { containerFields } from '../manifest/container-fields';
import { withExtraArgs } from '../manifest/extra-args';
import { NOBODY, podFields, spread } from '../manifest/pod';
import { securityContextOf } from '../manifest/pod-security';
import { RESTRICTED_CONTAINER } from '../manifest/workloads';

export const PORT = { name: 'http', port: 9115 } as const;
const CONFIG = '/etc/blackbox_exporter/config';

/** A user without capabilities may ping if the kernel allows its group: a sysctl of the pod's own network, which every cluster accepts. */
const PING = { name: 'net.ipv4.ping_group_range', value: '0 2147483647' };

export function podSpec(
  { name, version, image, modules, replicas, logLevel, extraArgs, pod }: ResolvedProps, serviceAccountName: string, configMap: string,
): object {
  const check = decideHealthCheck({
    path: '/-/healthy', listener: { host: '', port: PORT.port, scheme: 'HTTP' }, container: 'blackbox-exporter', hasShell: true,
  });
  const health = isFinding(check) ? undefined : check;
  const all = Object.values(modules);
  const secrets = [...new Set(all.flatMap(({ _secrets }) => _secrets.map(({ secretName }) => secretName)))].sort();
  const volumes = [
    { name: 'config', source: { configMap: { name: configMap } }, mountPath: CONFIG },
    ...secrets.map((secretName, at) => ({ name: `secret-${at}`, source: { secret: { secretName } }, mountPath: secretFolder(secretName) })),
  ];
  return {
    serviceAccountName,
    automountServiceAccountToken: false,
    securityContext: {
      ...securityContextOf(pod, { id: NOBODY, hasVolumes: secrets.length > 0 }),
      ...all.some(({ _prober }) => _prober === 'icmp') && { sysctls: [PING] },
    },
    ...podFields(pod),
    ...replicas > 1 && spread({ 'app.kubernetes.io/name': 'blackbox-exporter', 'app.kubernetes.io/instance': name }),
    containers: [{
      name: 'blackbox-exporter',
      image,
      args: withExtraArgs(
        [
          `--config.file=${CONFIG}/config.yml`,
          ...version.has('autoReload') ? ['--config.enable-auto-reload'] : [],
          `--log.level=${logLevel}`,
        ],
        extraArgs,
      ),
      ports: [{ name: PORT.name, containerPort: PORT.port, protocol: 'TCP' }],
      readinessProbe: health,
      livenessProbe: health && { ...health, periodSeconds: 30, timeoutSeconds: 5 },
      ...containerFields(pod),
      volumeMounts: volumes.map(({ name: volume, mountPath }) => ({ name: volume, mountPath, readOnly: true })),
      terminationMessagePolicy: 'FallbackToLogsOnError',
      securityContext: RESTRICTED_CONTAINER,
    }],
    volumes: volumes.map(({ name: volume, source }) => ({ name: volume, ...source })),
  };
}
