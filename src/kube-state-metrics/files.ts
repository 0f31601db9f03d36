import { ResolvedProps } from './resolve-props';

const WEB_CONFIG_FOLDER = '/etc/kube-state-metrics/web';
const TLS_FOLDER = '/etc/kube-state-metrics/tls';
const CUSTOM_RESOURCE_FOLDER = '/etc/kube-state-metrics/custom-resource-state';

export const WEB_CONFIG_FILE = `${WEB_CONFIG_FOLDER}/web-config.yaml`;
export const CUSTOM_RESOURCE_FILE = `${CUSTOM_RESOURCE_FOLDER}/config.yaml`;
const CERTIFICATE_FILE = `${TLS_FOLDER}/tls.crt`;
const PRIVATE_KEY_FILE = `${TLS_FOLDER}/tls.key`;
const CLIENT_CA_FILE = `${TLS_FOLDER}/ca.crt`;

/** A volume of the pod, and its mount path. */
export interface MountedFiles {
  readonly name: string;
  readonly source: object;
  readonly mountPath: string;
}

/** Certificates for the container that serves TLS: the proxy, if there is one. */
export function certificates({ tls }: ResolvedProps): MountedFiles[] {
  return tls ? [{ name: 'tls', source: { secret: { secretName: tls.secretName } }, mountPath: TLS_FOLDER }] : [];
}

/** Files that kube-state-metrics itself reads. Folders are mounted, not single files, so that changes arrive without a restart. */
export function serverFiles(props: ResolvedProps, configMaps: ConfigMapNames): MountedFiles[] {
  return [
    ...props.tls && !props.authProxy ? [...certificates(props), configMapFiles('web-config', configMaps.webConfig, WEB_CONFIG_FOLDER)] : [],
    ...props.customResources.length > 0
      ? [configMapFiles('custom-resource-state', configMaps.customResourceState, CUSTOM_RESOURCE_FOLDER)]
      : [],
  ];
}

export interface ConfigMapNames {
  readonly webConfig: string;
  readonly customResourceState: string;
}

/**
 * The web configuration of both servers.
 * @see https://github.com/prometheus/exporter-toolkit/blob/master/docs/web-configuration.md
 */
export function webConfig({ tls }: ResolvedProps) {
  return {
    tls_server_config: {
      cert_file: CERTIFICATE_FILE,
      key_file: PRIVATE_KEY_FILE,
      ...tls?.clientSecretName !== undefined && { client_auth_type: 'RequireAndVerifyClientCert', client_ca_file: CLIENT_CA_FILE },
    },
  };
}

function configMapFiles(name: string, configMap: string, mountPath: string): MountedFiles {
  return { name, source: { configMap: { name: configMap } }, mountPath };
}
