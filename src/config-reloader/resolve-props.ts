import { ConfigReloaderSidecarProps } from './config-reloader-props';
import { Finding } from '../validation/rule';
import { ComponentVersion } from '../versions/component-version';
import { checkImage, imageOf, versionIn } from '../versions/releases';

/** The init container never serves, but declares its own port: clients warn if two containers declare the same port. */
const INIT_PORT = 8081;

/** The props with their defaults, and the problems found. Never throws. */
export function resolveProps(props: ConfigReloaderSidecarProps) {
  const text = props.version ?? versionIn('configReloader', props.versions);
  const { version, findings } = ComponentVersion.parse('configReloader', 'version', text);
  const port = props.port ?? 8080;
  const configFolder = props.configFile === undefined ? [] : [folderOf(props.configFile)];
  const watchedDirs = props.watchedDirs ?? [];
  return {
    findings: [...findings, ...checkImage(props.imageRegistry, undefined)] as readonly Finding[],
    version,
    versionText: text,
    reload: props.reload,
    image: props.image ?? imageOf('configReloader', { version: text, registry: props.imageRegistry }),
    configFile: props.configFile,
    configEnvsubstFile: props.configEnvsubstFile,
    watchedDirs: version.has('watchesConfigFolder')
      ? [...watchedDirs, ...configFolder.filter(folder => !watchedDirs.includes(folder))]
      : watchedDirs,
    listenLocal: props.listenLocal ?? false,
    localHost: props.localHost ?? 'localhost',
    port,
    initPort: version.has('separateInitPort') && port !== INIT_PORT ? INIT_PORT : port,
    initPortName: version.has('initPortName') ? 'reloader-init' : 'reloader-web',
    probes: props.probes ?? true,
    webConfig: props.webConfig && { tls: true, basicAuth: false, clientCertificates: false, ...props.webConfig },
    volumes: props.volumes ?? [],
    cpu: props.cpu ?? '10m',
    memory: props.memory ?? '50Mi',
    shard: props.shard,
    logLevel: props.logLevel ?? 'info',
    logFormat: props.logFormat ?? 'logfmt',
    containerName: props.containerName ?? 'config-reloader',
  };
}

export type ResolvedProps = ReturnType<typeof resolveProps>;

export function folderOf(path: string): string {
  return path.slice(0, Math.max(1, path.lastIndexOf('/')));
}
