import { ResolvedProps } from './resolve-props';
import { hostAndPort, Listener } from '../validation/listeners';

/** The address of the reloader's own server. */
export function listenerOf({ listenLocal, localHost, port, webConfig }: ResolvedProps): Listener {
  return { host: listenLocal ? localHost : '', port, scheme: webConfig?.tls ? 'HTTPS' : 'HTTP' };
}

/** The command line of the sidecar, in the operator's order. */
export function sidecarArguments(props: ResolvedProps): string[] {
  const { reload, webConfig, localHost } = props;
  const { host, port } = listenerOf(props);
  const process = hostAndPort(localHost, reload._port);
  return [
    `--listen-address=${hostAndPort(host, port)}`,
    ...webConfig ? [`--web-config-file=${webConfig.path}`] : [],
    ...reload._isSignal
      ? ['--reload-method=signal', `--runtimeinfo-url=${reload._url(process, '/api/v1/status/runtimeinfo')}`]
      : [`--reload-url=${reload._url(process, '/-/reload')}`],
    ...reload._processName === undefined ? [] : [`--process-executable-name=${reload._processName}`],
    ...fileArguments(props),
  ];
}

/** The command line of the init container: it writes the configuration once, without serving or reloading. */
export function initArguments(props: ResolvedProps): string[] {
  return ['--watch-interval=0', `--listen-address=:${props.initPort}`, ...fileArguments(props)];
}

function fileArguments({ configFile, configEnvsubstFile, watchedDirs, logLevel, logFormat }: ResolvedProps): string[] {
  return [
    ...configFile === undefined ? [] : [`--config-file=${configFile}`],
    ...configEnvsubstFile === undefined ? [] : [`--config-envsubst-file=${configEnvsubstFile}`],
    ...watchedDirs.map(folder => `--watched-dir=${folder}`),
    ...logLevel === 'info' ? [] : [`--log-level=${logLevel}`],
    ...logFormat === 'logfmt' ? [] : [`--log-format=${logFormat}`],
  ];
}
