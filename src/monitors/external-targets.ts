import { Duration } from 'cdk8s';
import { DnsSdConfig, HttpSdConfig, ScrapeConfigProps, StaticConfig } from './scrape-config-props';
import {
  AuthenticationOptions, BodySizeOptions, HttpOptions, MonitorOptions, ProxyOptions, ScrapeOptions,
} from '../scrape/endpoint-options';
import { checkOptionsOf } from '../validation/options';

/** How targets that are not objects of the cluster are scraped. */
export interface ExternalTargetOptions extends ScrapeOptions, MonitorOptions, BodySizeOptions {
  /**
   * Label `job` of the series.
   * @default - the name of the ScrapeConfig
   */
  readonly job?: string;
  /**
   * Labels that all targets get.
   * @default - none
   */
  readonly labels?: { [name: string]: string };
  /**
   * Whether HTTP/2 is used. It requires prometheus-operator 0.79.
   * @default true
   */
  readonly enableHttp2?: boolean;
}

/** How a list of targets is requested. */
export interface HttpDiscoveryOptions extends AuthenticationOptions, ProxyOptions, HttpOptions {
  /**
   * Interval between requests.
   * @default - 60 seconds
   */
  readonly refreshInterval?: Duration;
}

/** How DNS names are looked up. */
export interface DnsDiscoveryOptions {
  /**
   * Type of the records: A, AAAA, SRV, MX or NS.
   * @default - 'A' with `port`, else 'SRV'
   */
  readonly type?: string;
  /**
   * Port of the targets. SRV records have their own.
   * @default - none
   */
  readonly port?: number;
  /**
   * Interval between lookups.
   * @default - 30 seconds
   */
  readonly refreshInterval?: Duration;
}

/** Targets that are not objects of the cluster, for `addExternalTarget` of a PrometheusStack. */
export class ExternalTargets {
  /**
   * Addresses or names with their ports: `db.example.org:9100`, `10.0.0.7:9100`, `[2001:db8::7]:9100`.
   * @param addresses without scheme and path; the default port is 80, or 443 with HTTPS
   */
  public static addresses(...addresses: string[]): ExternalTargets {
    return new ExternalTargets({ staticConfigs: [{ targets: addresses }] });
  }

  /**
   * Groups of addresses, each with its own labels.
   * @param groups addresses and labels
   */
  public static groups(...groups: StaticConfig[]): ExternalTargets {
    return new ExternalTargets({ staticConfigs: groups });
  }

  /**
   * Targets that an HTTP server lists.
   * @param url URL of the list: `https://inventory.example.org/targets`
   * @param options how it is requested
   * @see https://prometheus.io/docs/prometheus/latest/http_sd/
   */
  public static http(url: string, options: HttpDiscoveryOptions = {}): ExternalTargets {
    checkOptionsOf('ExternalTargets.http()', 'HttpDiscoveryOptions', options);
    const config: HttpSdConfig = { url, ...options };
    return new ExternalTargets({ httpSdConfigs: [config] });
  }

  /**
   * Targets from DNS records.
   * @param names names that are looked up
   * @param options type of the records, and the port
   */
  public static dns(names: string[], options: DnsDiscoveryOptions = {}): ExternalTargets {
    checkOptionsOf('ExternalTargets.dns()', 'DnsDiscoveryOptions', options);
    const config: DnsSdConfig = { names, ...options, type: options.type ?? (options.port === undefined ? undefined : 'A') };
    return new ExternalTargets({ dnsSdConfigs: [config] });
  }

  /** @internal */
  public readonly _discoveries: Pick<ScrapeConfigProps, 'staticConfigs' | 'httpSdConfigs' | 'dnsSdConfigs'>;

  private constructor(discoveries: Pick<ScrapeConfigProps, 'staticConfigs' | 'httpSdConfigs' | 'dnsSdConfigs'>) {
    this._discoveries = discoveries;
  }
}
