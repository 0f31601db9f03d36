import { Duration } from 'cdk8s';
import { SecretKeyReference } from '../scrape/client-access-options';

/** Options of every module. */
export interface BlackboxModuleOptions {
  /**
   * Timeout of a probe; at most the `scrapeTimeout` of the Probe.
   * @default - half a second less than the timeout of the scrape
   */
  readonly timeout?: Duration;
  /**
   * Preferred IP protocol: `ip4` or `ip6`.
   * @default 'ip4'
   */
  readonly ipProtocol?: string;
  /**
   * Whether the other protocol is used if the name has no address of the preferred one.
   * @default true
   */
  readonly ipProtocolFallback?: boolean;
}

/** How the certificate of a server is verified. */
export interface BlackboxTlsOptions {
  /**
   * A Secret with the certificate of the authority.
   * @default - the certificate authorities of the image
   */
  readonly ca?: SecretKeyReference;
  /**
   * Name that the certificate of the server must have.
   * @default - the name of the target
   */
  readonly serverName?: string;
  /**
   * Whether verification is disabled.
   * @default false
   */
  readonly insecureSkipVerify?: boolean;
}

/** Options of a module that requests a URL. */
export interface HttpModuleOptions extends BlackboxModuleOptions {
  /**
   * HTTP method.
   * @default 'GET'
   */
  readonly method?: string;
  /**
   * Status codes that count as success.
   * @default - 200 to 299
   */
  readonly validStatusCodes?: number[];
  /**
   * Headers of the request. For credentials use `basicAuth` and `bearerToken` instead.
   * @default - none
   */
  readonly headers?: { [name: string]: string };
  /**
   * Body of the request.
   * @default - none
   */
  readonly body?: string;
  /**
   * Regular expressions (RE2): the probe fails if the body of the response matches one of them.
   * @default - none
   */
  readonly failIfBodyMatches?: string[];
  /**
   * Regular expressions (RE2): the probe fails unless the body of the response matches each of them.
   * @default - none
   */
  readonly failIfBodyNotMatches?: string[];
  /**
   * Whether the probe fails if the response was sent without TLS.
   * @default false
   */
  readonly failIfNotTls?: boolean;
  /**
   * Whether redirects are followed.
   * @default true
   */
  readonly followRedirects?: boolean;
  /**
   * User and password of basic authentication.
   * @default - none
   */
  readonly basicAuth?: BlackboxBasicAuth;
  /**
   * A Secret with a bearer token.
   * @default - none
   */
  readonly bearerToken?: SecretKeyReference;
  /**
   * How the certificate of the server is verified.
   * @default - as in a browser
   */
  readonly tls?: BlackboxTlsOptions;
}

/** User and password of basic authentication. */
export interface BlackboxBasicAuth {
  /** The user. */
  readonly username: string;
  /** A Secret with the password. */
  readonly password: SecretKeyReference;
}

/** A step of a TCP exchange: what is sent to the server, and what it must answer. */
export interface TcpExchange {
  /**
   * A regular expression (RE2) that a line of the response must match.
   * @default - none: the probe does not wait for a response
   */
  readonly expect?: string;
  /**
   * Text that is sent.
   * @default - nothing
   */
  readonly send?: string;
  /**
   * Whether the connection changes to TLS after this step.
   * @default false
   */
  readonly startTls?: boolean;
}

/** Options of a module that connects to a port. */
export interface TcpModuleOptions extends BlackboxModuleOptions {
  /**
   * TLS of the connection.
   * @default - plain TCP
   */
  readonly tls?: BlackboxTlsOptions;
  /**
   * Steps of the exchange, in this order.
   * @default - none: a connection counts as success
   */
  readonly exchange?: TcpExchange[];
}

/** Options of a module that queries a DNS server, which is the target. */
export interface DnsModuleOptions extends BlackboxModuleOptions {
  /** Name that is queried. */
  readonly queryName: string;
  /**
   * Type of the record.
   * @default 'A'
   */
  readonly queryType?: string;
  /**
   * Transport protocol: `udp` or `tcp`.
   * @default 'udp'
   */
  readonly transportProtocol?: string;
}

/** Options of a module that calls the health check of a gRPC server. */
export interface GrpcModuleOptions extends BlackboxModuleOptions {
  /**
   * Service whose health is checked.
   * @default - the server as a whole
   */
  readonly service?: string;
  /**
   * TLS of the connection.
   * @default - no TLS
   */
  readonly tls?: BlackboxTlsOptions;
}
