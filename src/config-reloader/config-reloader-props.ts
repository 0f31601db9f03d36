import { ReloadMethod } from './reload-method';
import { ReloaderVolume } from './reloader-volume';
import { VersionSet } from '../versions/version-set';

/**
 * Web configuration file with which the reloader's own server uses TLS or requires a password.
 * @see https://github.com/prometheus/exporter-toolkit/blob/master/docs/web-configuration.md
 */
export interface WebConfigOptions {
  /** The path of the file in the container. */
  readonly path: string;
  /**
   * Whether the file has `tls_server_config`.
   * @default true
   */
  readonly tls?: boolean;
  /**
   * Whether the file has `basic_auth_users`. A probe cannot send a password, so it then checks only whether the port accepts connections.
   * @default false
   */
  readonly basicAuth?: boolean;
  /**
   * Whether the file requires client certificates. A probe has none, so it then checks only whether the port accepts connections.
   * @default false
   */
  readonly clientCertificates?: boolean;
}

/** Options of a config reloader. */
export interface ConfigReloaderSidecarOptions {
  /**
   * Version of prometheus-config-reloader, which is that of the operator: 0.65 or newer. Flags and probes depend on it.
   * @default '0.94.1'
   */
  readonly version?: string;
  /**
   * Full reference of the image. It needs a shell, and curl or wget, if `listenLocal` is set; upstream's image has them.
   * @default - upstream's image of that version
   */
  readonly image?: string;
  /**
   * Tested set of versions: the version and images of the component. With a set, an upgrade of this library changes none of them. `version`
   * takes precedence.
   * @default - that of the stack in the same chart; else the newest
   */
  readonly versions?: VersionSet;
  /**
   * Registry from which the image is pulled, instead of upstream's; with a path if the mirror has one. `image` replaces it.
   * @default - that of the stack in the same chart; else upstream's
   */
  readonly imageRegistry?: string;
  /**
   * Configuration file to watch. Gzip and environment variables are expanded into `configEnvsubstFile`.
   * @default - none
   */
  readonly configFile?: string;
  /**
   * The file that the reloader writes and the process reads.
   * @default - none
   */
  readonly configEnvsubstFile?: string;
  /**
   * Folders to watch, not recursively. In 0.91 and newer, the folder of `configFile` is watched too, as in the operator.
   * @default - none
   */
  readonly watchedDirs?: string[];
  /**
   * Whether to listen only on loopback. The probes are then commands inside the container, and no port is declared.
   * @default false
   */
  readonly listenLocal?: boolean;
  /**
   * Name of the loopback address, for the listener, the probes and the process that reloads (`--localhost` of the operator): `localhost`,
   * `127.0.0.1`, `::1`.
   * @default 'localhost'
   */
  readonly localHost?: string;
  /**
   * The port of the reloader's own server.
   * @default 8080
   */
  readonly port?: number;
  /**
   * Whether the container has startup (0.84 and newer), liveness and readiness probes. Independent of `listenLocal`.
   * @default true
   */
  readonly probes?: boolean;
  /**
   * TLS or a password for the reloader's own server. It requires version 0.69 or newer.
   * @default - none
   */
  readonly webConfig?: WebConfigOptions;
  /**
   * The volumes with the files and folders above.
   * @default - none
   */
  readonly volumes?: ReloaderVolume[];
  /**
   * CPU request and limit; '0' for none. If the probes are commands, there is only a request. Each probe starts a process in the container,
   * and a small limit would slow it down beyond the timeout of the probe.
   * @default '10m'
   */
  readonly cpu?: string;
  /**
   * Memory request and limit; '0' for none.
   * @default '50Mi'
   */
  readonly memory?: string;
  /**
   * Number of the shard, set as the environment variable SHARD.
   * @default - none
   */
  readonly shard?: number;
  /**
   * Log level: debug, info, warn or error.
   * @default 'info'
   */
  readonly logLevel?: string;
  /**
   * Log format: logfmt or json.
   * @default 'logfmt'
   */
  readonly logFormat?: string;
  /**
   * The name of the container; that of the init container begins with `init-`.
   * @default 'config-reloader'
   */
  readonly containerName?: string;
}

/** What a config reloader watches, and which process it reloads. */
export interface ConfigReloaderSidecarProps extends ConfigReloaderSidecarOptions {
  /** How the process reloads. */
  readonly reload: ReloadMethod;
}
