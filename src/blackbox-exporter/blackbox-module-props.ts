import { Duration } from 'cdk8s';
import { SecretKeyReference } from '../scrape/client-access-options';

/** What every module has. */
export interface BlackboxModuleOptions {
  /**
   * How long an answer may take; at most the `scrapeTimeout` of the Probe.
   * @default - half a second less than the scrape's
   */
  readonly timeout?: Duration;
  /**
   * `ip4` or `ip6`.
   * @default 'ip4'
   */
  readonly ipProtocol?: string;
  /**
   * Take the other one where a name has no address of this one.
   * @default true
   */
  readonly ipProtocolFallback?: boolean;
}

/** How a server of TLS is verified. */
export interface BlackboxTlsOptions {
  /**
   * A Secret with the certificate of the authority.
   * @default - the authorities that the image knows
   */
  readonly ca?: SecretKeyReference;
  /**
   * The name that its certificate must have.
   * @default - that of the target
   */
  readonly serverName?: string;
  /**
   * Do not verify it.
   * @default false
   */
  readonly insecureSkipVerify?: boolean;
}

/** Asks a URL. */
export interface HttpModuleOptions extends BlackboxModuleOptions {
  /**
   * The HTTP method.
   * @default 'GET'
   */
  readonly method?: string;
  /**
   * The status codes of success.
   * @default - 200 to 299
   */
  readonly validStatusCodes?: number[];
  /**
   * Headers of the request. Credentials are `basicAuth` and `bearerToken`, not headers.
   * @default - none
   */
  readonly headers?: { [name: string]: string };
  /**
   * The body of the request.
   * @default - none
   */
  readonly body?: string;
  /**
   * Fail where the body of the answer matches one of these regular expressions (RE2).
   * @default - none
   */
  readonly failIfBodyMatches?: string[];
  /**
   * Fail where it does not match each of these.
   * @default - none
   */
  readonly failIfBodyNotMatches?: string[];
  /**
   * Fail where the answer did not come by TLS.
   * @default false
   */
  readonly failIfNotTls?: boolean;
  /**
   * Follow redirects.
   * @default true
   */
  readonly followRedirects?: boolean;
  /**
   * A user, and a Secret with the password.
   * @default - none
   */
  readonly basicAuth?: BlackboxBasicAuth;
  /**
   * A Secret with a token.
   * @default - none
   */
  readonly bearerToken?: SecretKeyReference;
  /**
   * How its certificate is verified.
   * @default - as a browser does
   */
  readonly tls?: BlackboxTlsOptions;
}

/** A user and a password. */
export interface BlackboxBasicAuth {
  /** The user. */
  readonly username: string;
  /** A Secret with the password. */
  readonly password: SecretKeyReference;
}

/** What is sent to a server of TCP, and what it must answer. */
export interface TcpExchange {
  /**
   * A regular expression (RE2) that a line of the answer must match.
   * @default - nothing is waited for
   */
  readonly expect?: string;
  /**
   * What is sent.
   * @default - nothing
   */
  readonly send?: string;
  /**
   * Change to TLS after this.
   * @default false
   */
  readonly startTls?: boolean;
}

/** Connects to a port. */
export interface TcpModuleOptions extends BlackboxModuleOptions {
  /**
   * Speak TLS.
   * @default - plain TCP
   */
  readonly tls?: BlackboxTlsOptions;
  /**
   * What is said, in this order.
   * @default - a connection is enough
   */
  readonly exchange?: TcpExchange[];
}

/** Asks a name server, which is the target. */
export interface DnsModuleOptions extends BlackboxModuleOptions {
  /** The name that is asked for. */
  readonly queryName: string;
  /**
   * The type of the record.
   * @default 'A'
   */
  readonly queryType?: string;
  /**
   * `udp` or `tcp`.
   * @default 'udp'
   */
  readonly transportProtocol?: string;
}

/** Asks a server of gRPC for its health. */
export interface GrpcModuleOptions extends BlackboxModuleOptions {
  /**
   * The service that is asked about.
   * @default - the server as a whole
   */
  readonly service?: string;
  /**
   * Speak TLS.
   * @default - plain
   */
  readonly tls?: BlackboxTlsOptions;
}
