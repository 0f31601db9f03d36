import {
  BlackboxModuleOptions, BlackboxTlsOptions, DnsModuleOptions, GrpcModuleOptions, HttpModuleOptions, TcpModuleOptions,
} from './blackbox-module-props';
import { secretFolder } from './secret-folder';
import { SecretKeyReference } from '../scrape/client-access-options';
import { inPromql } from '../scrape/timing';
import { checkOptionsOf } from '../validation/options';

/** The path of the file with a Secret's key. */
const fileOf = ({ secretName, key }: SecretKeyReference) => `${secretFolder(secretName)}/${key}`;

/**
 * A module: how a target is probed.
 * @see https://github.com/prometheus/blackbox_exporter/blob/master/CONFIGURATION.md
 */
export class BlackboxModule {
  /**
   * Requests a URL. By default a status of 200 to 299 is success.
   * @param options the request, and which responses are success
   */
  public static http(options: HttpModuleOptions = {}): BlackboxModule {
    checkOptionsOf('BlackboxModule.http()', 'HttpModuleOptions', options);
    const {
      method = 'GET',
      headers,
      body,
      basicAuth,
      bearerToken,
      tls,
      validStatusCodes,
      followRedirects,
      failIfNotTls,
      failIfBodyMatches,
      failIfBodyNotMatches,
    } = options;
    return new BlackboxModule('http', options, {
      ...method !== 'GET' && { method },
      ...validStatusCodes && { valid_status_codes: validStatusCodes },
      ...headers && { headers },
      ...body !== undefined && { body },
      ...failIfBodyMatches && { fail_if_body_matches_regexp: failIfBodyMatches },
      ...failIfBodyNotMatches && { fail_if_body_not_matches_regexp: failIfBodyNotMatches },
      ...failIfNotTls && { fail_if_not_ssl: true },
      ...followRedirects === false && { follow_redirects: false },
      ...basicAuth && { basic_auth: { username: basicAuth.username, password_file: fileOf(basicAuth.password) } },
      ...bearerToken && { authorization: { credentials_file: fileOf(bearerToken) } },
      ...tls && { tls_config: tlsOf(tls) },
    }, [basicAuth?.password, bearerToken, tls?.ca], [...failIfBodyMatches ?? [], ...failIfBodyNotMatches ?? []], headers);
  }

  /**
   * Connects to a port. The target is a host and a port.
   * @param options TLS, and what is exchanged
   */
  public static tcp(options: TcpModuleOptions = {}): BlackboxModule {
    checkOptionsOf('BlackboxModule.tcp()', 'TcpModuleOptions', options);
    const { tls, exchange = [] } = options;
    return new BlackboxModule('tcp', options, {
      ...tls && { tls: true, tls_config: tlsOf(tls) },
      ...exchange.length > 0
        && { query_response: exchange.map(({ expect, send, startTls }) => ({ expect, send, ...startTls && { starttls: true } })) },
    }, [tls?.ca], exchange.flatMap(({ expect }) => expect ?? []));
  }

  /**
   * Sends a ping. The target is a host. A sysctl of the pod allows it to send pings, without a capability.
   * @param options timeout and IP protocol
   */
  public static icmp(options: BlackboxModuleOptions = {}): BlackboxModule {
    checkOptionsOf('BlackboxModule.icmp()', 'BlackboxModuleOptions', options);
    return new BlackboxModule('icmp', options, {});
  }

  /**
   * Queries a DNS server, which is the target.
   * @param options the query
   */
  public static dns(options: DnsModuleOptions): BlackboxModule {
    checkOptionsOf('BlackboxModule.dns()', 'DnsModuleOptions', options);
    const { queryName, queryType = 'A', transportProtocol = 'udp' } = options;
    return new BlackboxModule(
      'dns',
      options,
      { query_name: queryName, query_type: queryType, ...transportProtocol !== 'udp' && { transport_protocol: transportProtocol } },
    );
  }

  /**
   * Calls the health check of a gRPC server. The target is a host and a port.
   * @param options the service, and TLS
   */
  public static grpc(options: GrpcModuleOptions = {}): BlackboxModule {
    checkOptionsOf('BlackboxModule.grpc()', 'GrpcModuleOptions', options);
    const { service, tls } = options;
    return new BlackboxModule('grpc', options, { service, ...tls && { tls: true, tls_config: tlsOf(tls) } }, [tls?.ca]);
  }

  /** @internal */
  public readonly _prober: string;
  /** @internal */
  public readonly _options: BlackboxModuleOptions;
  /** @internal */
  public readonly _secrets: readonly SecretKeyReference[];
  /** @internal */
  public readonly _patterns: readonly string[];
  /** @internal */
  public readonly _headers: readonly string[];
  private readonly fields: object;

  private constructor(
    prober: string, options: BlackboxModuleOptions, fields: object,
    secrets: readonly (SecretKeyReference | undefined)[] = [], patterns: readonly string[] = [], headers: {
      readonly [name: string]: string;
    } = {},
  ) {
    this._prober = prober;
    this._options = options;
    this._secrets = secrets.filter(secret => secret !== undefined);
    this._patterns = patterns;
    this._headers = Object.keys(headers);
    this.fields = fields;
  }

  /**
   * As the exporter reads it.
   * @internal
   */
  public _config(): object {
    const { timeout, ipProtocol = 'ip4', ipProtocolFallback = true } = this._options;
    return {
      prober: this._prober,
      ...timeout && { timeout: inPromql(timeout) },
      [this._prober]: { preferred_ip_protocol: ipProtocol, ip_protocol_fallback: ipProtocolFallback, ...this.fields },
    };
  }
}

function tlsOf({ ca, serverName, insecureSkipVerify }: BlackboxTlsOptions): object {
  return {
    ...ca && { ca_file: fileOf(ca) },
    ...serverName !== undefined && { server_name: serverName },
    ...insecureSkipVerify && { insecure_skip_verify: true },
  };
}
