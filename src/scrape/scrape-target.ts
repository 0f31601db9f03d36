import { ApiObject, Duration } from 'cdk8s';
import { IConstruct } from 'constructs';
import { WebTls } from './web';

/** A user and a password, in a Secret of the namespace of the ServiceMonitor. */
export interface BasicAuthReference {
  /** The name of the Secret. */
  readonly secretName: string;
  /**
   * The key of the user.
   * @default 'username'
   */
  readonly usernameKey?: string;
  /**
   * The key of the password.
   * @default 'password'
   */
  readonly passwordKey?: string;
}

/** How a Service is scraped. */
export interface ScrapeTargetOptions {
  /**
   * The name of the Service's port.
   * @default - its only one
   */
  readonly port?: string;
  /**
   * The path of the metrics.
   * @default '/metrics'
   */
  readonly path?: string;
  /**
   * How often it is scraped.
   * @default - the Prometheus' own
   */
  readonly interval?: Duration;
  /**
   * How long a scrape may take; at most `interval`.
   * @default - the Prometheus' own
   */
  readonly scrapeTimeout?: Duration;
  /**
   * Labels of the metrics win over those of the target: for exporters that speak of others.
   * @default false
   */
  readonly honorLabels?: boolean;
  /**
   * It serves HTTPS. The Secret, with `ca.crt`, is in the namespace of the ServiceMonitor.
   * @default - plain HTTP
   */
  readonly tls?: WebTls;
  /**
   * It wants a user and a password.
   * @default - it does not
   */
  readonly basicAuth?: BasicAuthReference;
}

/** A Service, and how it is scraped. */
export interface ScrapeTargetConfig extends ScrapeTargetOptions {
  /** The Service. */
  readonly service: ApiObject;
}

/** A construct that says how it is scraped. */
export interface IScrapeTarget extends IConstruct {
  /** How it is scraped. */
  toScrapeTarget(): ScrapeTargetConfig;
}
