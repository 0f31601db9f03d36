import { ResolvedProps } from './resolve-props';
import { decideHealthCheck, isFinding } from '../health/health-check';
import { containerFields } from '../manifest/container-fields';
import { withExtraArgs } from '../manifest/extra-args';
import { NOBODY, podFields } from '../manifest/pod';
import { securityContextOf } from '../manifest/pod-security';
import { RESTRICTED_CONTAINER } from '../manifest/workloads';
import { inGo } from '../scrape/timing';

export const PORT = { name: 'http', port: 9091 } as const;
const FOLDER = '/etc/pushgateway';
const DATA = '/data';

/** The web configuration, unless users provide their own. */
export const WEB_CONFIG = { tls_server_config: { cert_file: `${FOLDER}/tls/tls.crt`, key_file: `${FOLDER}/tls/tls.key` } };
export const WEB_CONFIG_KEY = 'web-config.yml';

/** @param objects the names of the volume claim, and of the ConfigMap with the web configuration */
export function podSpec(
  props: ResolvedProps, serviceAccountName: string, objects: { readonly claim?: string; readonly webConfig?: string },
): object {
  const { image, tls, webConfigSecret, pod, prefix } = props;
  const health = (path: string) => {
    const check = decideHealthCheck({
      path: `${prefix}${path}`,
      listener: { host: '', port: PORT.port, scheme: tls ? 'HTTPS' : 'HTTP' },
      credentials: webConfigSecret ? 'basic' : 'none',
      container: 'pushgateway',
      hasShell: true,
    });
    return isFinding(check) ? undefined : check;
  };
  const ownWeb = objects.webConfig === undefined ? undefined : { configMap: { name: objects.webConfig } };
  const web = webConfigSecret
    ? { secret: { secretName: webConfigSecret.secretName, items: [{ key: webConfigSecret.key, path: WEB_CONFIG_KEY }] } }
    : ownWeb;
  const volumes = [
    ...objects.claim === undefined
      ? []
      : [{ name: 'data', source: { persistentVolumeClaim: { claimName: objects.claim } }, mountPath: DATA, readOnly: false }],
    ...web ? [{ name: 'web-config', source: web, mountPath: `${FOLDER}/web`, readOnly: true }] : [],
    ...tls
      ? [{
        name: 'tls',
        source: { secret: { secretName: tls.secretName, items: ['tls.crt', 'tls.key'].map(key => ({ key, path: key })) } },
        mountPath: `${FOLDER}/tls`,
        readOnly: true,
      }]
      : [],
  ];
  return {
    serviceAccountName,
    automountServiceAccountToken: false,
    securityContext: securityContextOf(pod, { id: NOBODY, hasVolumes: volumes.length > 0 }),
    ...podFields(pod),
    containers: [{
      name: 'pushgateway',
      image,
      args: argumentsOf(props, objects.claim !== undefined, web !== undefined),
      ports: [{ name: PORT.name, containerPort: PORT.port, protocol: 'TCP' }],
      readinessProbe: health('/-/ready'),
      livenessProbe: { ...health('/-/healthy'), periodSeconds: 30, timeoutSeconds: 5 },
      ...containerFields(pod, health('/-/healthy')),
      ...volumes.length > 0
        && { volumeMounts: volumes.map(({ name, mountPath, readOnly }) => ({ name, mountPath, ...readOnly && { readOnly } })) },
      terminationMessagePolicy: 'FallbackToLogsOnError',
      securityContext: RESTRICTED_CONTAINER,
    }],
    ...volumes.length > 0 && { volumes: volumes.map(({ name, source }) => ({ name, ...source })) },
  };
}

function argumentsOf(props: ResolvedProps, hasVolume: boolean, hasWebConfig: boolean): string[] {
  const { persistenceInterval, utf8Names, adminApi, externalUrl, logLevel, extraArgs } = props;
  return withExtraArgs([
    ...hasVolume
      ? [
        `--persistence.file=${DATA}/pushgateway.data`,
        ...persistenceInterval ? [`--persistence.interval=${inGo(persistenceInterval)}`] : [],
      ]
      : [],
    ...hasWebConfig ? [`--web.config.file=${FOLDER}/web/${WEB_CONFIG_KEY}`] : [],
    ...externalUrl === undefined ? [] : [`--web.external-url=${externalUrl}`],
    ...adminApi ? ['--web.enable-admin-api'] : [],
    ...utf8Names ? ['--push.enable-utf8-names'] : [],
    `--log.level=${logLevel}`,
  ], extraArgs);
}
