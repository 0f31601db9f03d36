import { checkOptionsOf } from '../validation/options';
/** Options of a reload over HTTP. */
export interface HttpReloadOptions {
  /** Port of the process. */
  readonly port: number;
  /**
   * The path below which the process serves its web pages (`--web.route-prefix`).
   * @default '/'
   */
  readonly routePrefix?: string;
  /**
   * Whether the process serves HTTPS.
   * @default false
   */
  readonly tls?: boolean;
}

/** Options of a reload by a signal. */
export interface SignalReloadOptions {
  /** Port of the process. There the reloader checks whether a Prometheus has reloaded. */
  readonly port: number;
  /**
   * The path below which the process serves its web pages (`--web.route-prefix`).
   * @default '/'
   */
  readonly routePrefix?: string;
  /**
   * Whether the process serves HTTPS.
   * @default false
   */
  readonly tls?: boolean;
  /**
   * The name of the process' executable (`--process-executable-name`).
   * @default 'prometheus'
   */
  readonly processName?: string;
}

/** How the process reloads its configuration. */
export class ReloadMethod {
  /** By a POST to `/-/reload`; the process must enable its lifecycle API (Prometheus: `--web.enable-lifecycle`). */
  public static http(options: HttpReloadOptions): ReloadMethod {
    checkOptionsOf('ReloadMethod.http()', 'HttpReloadOptions', options);
    return new ReloadMethod(false, options);
  }

  /** By SIGHUP; the containers of the pod then share a process namespace. It requires version 0.70 or newer. */
  public static signal(options: SignalReloadOptions): ReloadMethod {
    checkOptionsOf('ReloadMethod.signal()', 'SignalReloadOptions', options);
    return new ReloadMethod(true, options);
  }

  /** @internal */
  public readonly _isSignal: boolean;
  /** @internal */
  public readonly _port: number;
  /** @internal */
  public readonly _processName?: string;
  private readonly prefix: string;
  private readonly scheme: string;

  private constructor(isSignal: boolean, { port, routePrefix = '/', tls = false, processName }: SignalReloadOptions) {
    this._isSignal = isSignal;
    this._port = port;
    this._processName = processName;
    this.prefix = `/${routePrefix}`.replace(/\/+/g, '/').replace(/\/$/, '');
    this.scheme = tls ? 'https' : 'http';
  }

  /**
   * A URL of the process below its route prefix.
   * @internal
   */
  public _url(hostAndPort: string, path: string): string {
    return `${this.scheme}://${hostAndPort}${this.prefix}${path}`;
  }
}
