import { ReloadMethod } from './reload-method';
import { ReloaderVolume } from './reloader-volume';
import { VersionSet } from '../versions/version-set';

/**
 * The file that makes the reloader's own server speak TLS or want a password.
 * @see https://github.com/prometheus/exporter-toolkit/blob/master/docs/web-configuration.md
 */
export interface WebConfigOptions {
  /** The path of the file in the container. */
  readonly path: string;
  /**
   * The file has `tls_server_config`.
   * @default true
   */
  readonly tls?: boolean;
  /**
   * The file has `basic_auth_users`. A probe cannot have a password: it then asks only whether the port takes connections.
   * @default false
   */
  readonly basicAuth?: boolean;
  /**
   * The file demands client certificates. A probe cannot have one: it then asks only whether the port takes connections.
   * @default false
   */
  readonly clientCertificates?: boolean;
}

/** The knobs of a config reloader. */
export interface ConfigReloaderSidecarOptions {
  /**
   * The version of prometheus-config-reloader, which is the operator's: 0.65 or newer. It decides flags and probes.
   * @default '0.94.1'
   */
  readonly version?: string;
  /**
   * The whole reference of the image. It needs a shell and curl or wget when `listenLocal` is set; upstream's has them.
   * @default - upstream's image of that version
   */
  readonly image?: string;
  /**
   * The tested set of versions from which the component's version and images are taken. An upgrade of this library then changes none of them. `version` goes before it.
   * @default - that of the stack in the same chart; else the newest
   */
  readonly versions?: VersionSet;
  /**
   * Registry from which the image is pulled, instead of upstream's; with a path if the mirror has one. `image` replaces it.
   * @default - that of the stack in the same chart; else upstream's
   */
  readonly imageRegistry?: string;
  /**
   * The configuration file to watch. Gzip and environment variables are expanded into `configEnvsubstFile`.
   * @default - none
   */
  readonly configFile?: string;
  /**
   * The file that the reloader writes and the process reads.
   * @default - none
   */
  readonly configEnvsubstFile?: string;
  /**
   * Folders to watch, not recursively. From 0.91 on the folder of `configFile` is watched too, as the operator has it.
   * @default - none
   */
  readonly watchedDirs?: string[];
  /**
   * Listen on loopback alone. The probes are then commands inside the container, and no port is declared.
   * @default false
   */
  readonly listenLocal?: boolean;
  /**
   * The name of the loopback address, for the listener, the probes and the process that reloads (the operator's `--localhost`): `localhost`, `127.0.0.1`, `::1`.
   * @default 'localhost'
   */
  readonly localHost?: string;
  /**
   * The port of the reloader's own server.
   * @default 8080
   */
  readonly port?: number;
  /**
   * Startup (0.84 and newer), liveness and readiness probes. Independent of `listenLocal`.
   * @default true
   */
  readonly probes?: boolean;
  /**
   * TLS or a password for the reloader's own server. Needs version 0.69 or newer.
   * @default - none
   */
  readonly webConfig?: WebConfigOptions;
  /**
   * The volumes with the files and folders above.
   * @default - none
   */
  readonly volumes?: ReloaderVolume[];
  /**
   * CPU, requested and allowed; '0' for none. Where the probes are commands it is only requested: each starts a process in the
   * container, which under a small limit takes longer than the probe waits.
   * @default '10m'
   */
  readonly cpu?: string;
  /**
   * Memory, requested and allowed; '0' for none.
   * @default '50Mi'
   */
  readonly memory?: string;
  /**
   * The number of the shard, as the environment variable SHARD.
   * @default - none
   */
  readonly shard?: number;
  /**
   * debug, info, warn or error.
   * @default 'info'
   */
  readonly logLevel?: string;
  /**
   * logfmt or json.
   * @default 'logfmt'
   */
  readonly logFormat?: string;
  /**
   * The name of the container; that of the init container begins with `init-`.
   * @default 'config-reloader'
   */
  readonly containerName?: string;
}

/** What a config reloader watches, and whom it tells. */
export interface ConfigReloaderSidecarProps extends ConfigReloaderSidecarOptions {
  /** How the process reloads. */
  readonly reload: ReloadMethod;
}
