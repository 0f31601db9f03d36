import { isInFolder } from './attachment';
import { healthOf } from './containers';
import { ResolvedProps } from './resolve-props';
import { LOCAL_HOST, LOG, NEEDS_VERSION, NOT_MOUNTED, NOTHING_TO_WATCH, PATH, PORT } from './rules';
import { isFinding } from '../health/health-check';
import { checkQuantity } from '../manifest/quantity';
import { isPortNumber } from '../net/port';
import { isLoopbackHost } from '../validation/listeners';
import { finding, Finding } from '../validation/rule';
import { COMPONENTS } from '../versions/capabilities';

const LEVELS = ['debug', 'info', 'warn', 'error'];
const FORMATS = ['logfmt', 'json'];

/** Checks that need only the props. */
export function checkProps(props: ResolvedProps): Finding[] {
  const { localHost, logLevel, logFormat, configFile, watchedDirs } = props;
  const health = healthOf(props);
  return [
    ...checkVersion(props),
    ...checkPorts(props),
    ...checkPaths(props),
    ...checkQuantity('cpu', props.cpu),
    ...checkQuantity('memory', props.memory),
    ...isLoopbackHost(localHost) ? [] : [finding(LOCAL_HOST, { host: localHost })],
    ...LEVELS.includes(logLevel) ? [] : [finding(LOG, { prop: 'logLevel', value: logLevel, allowed: LEVELS.join(', ') })],
    ...FORMATS.includes(logFormat) ? [] : [finding(LOG, { prop: 'logFormat', value: logFormat, allowed: FORMATS.join(', ') })],
    ...configFile === undefined && watchedDirs.length === 0 ? [finding(NOTHING_TO_WATCH, {})] : [],
    ...health && isFinding(health) ? [health] : [],
  ];
}

function checkVersion({ version, versionText, webConfig, reload }: ResolvedProps): Finding[] {
  const { webConfigFile, signalReload } = COMPONENTS.configReloader.capabilities;
  return [
    ...webConfig && !version.has('webConfigFile')
      ? [finding(NEEDS_VERSION, { prop: 'webConfig', since: webConfigFile.since, version: versionText })]
      : [],
    ...reload._isSignal && !version.has('signalReload')
      ? [finding(NEEDS_VERSION, { prop: 'reload', since: signalReload.since, version: versionText })]
      : [],
  ];
}

function checkPorts({ port, reload }: ResolvedProps): Finding[] {
  const noPort = 'use a whole number from 1 to 65535';
  return [
    ...isPortNumber(port) ? [] : [finding(PORT, { prop: 'port', port, why: noPort })],
    ...isPortNumber(reload._port) ? [] : [finding(PORT, { prop: 'reload.port', port: reload._port, why: noPort })],
    ...port === reload._port
      ? [finding(PORT, { prop: 'port', port, why: 'the process that is reloaded listens there: use another port' })]
      : [],
  ];
}

function checkPaths({ configFile, configEnvsubstFile, watchedDirs, webConfig, volumes }: ResolvedProps): Finding[] {
  const paths = [
    ...configFile === undefined ? [] : [{ prop: 'configFile', path: configFile }],
    ...configEnvsubstFile === undefined ? [] : [{ prop: 'configEnvsubstFile', path: configEnvsubstFile }],
    ...watchedDirs.map(path => ({ prop: 'watchedDirs', path })),
    ...webConfig ? [{ prop: 'webConfig.path', path: webConfig.path }] : [],
    ...volumes.map(({ mountPath }) => ({ prop: 'volumes', path: mountPath })),
  ];
  return paths.flatMap(({ prop, path }) => path.startsWith('/') ? [] : [finding(PATH, { prop, path })]);
}

/** In a pod, every file must be on a volume. */
export function checkMounts({ configFile, configEnvsubstFile, watchedDirs, webConfig, volumes }: ResolvedProps): Finding[] {
  const paths = [
    { prop: 'configFile', path: configFile },
    { prop: 'configEnvsubstFile', path: configEnvsubstFile },
    ...watchedDirs.map(path => ({ prop: 'watchedDirs', path })),
    { prop: 'webConfig.path', path: webConfig?.path },
  ];
  return paths.flatMap(({ prop, path }) => path === undefined || volumes.some(({ mountPath }) => isInFolder(path, mountPath))
    ? []
    : [finding(NOT_MOUNTED, { prop, path, mounts: volumes.map(({ mountPath }) => mountPath) })]);
}
