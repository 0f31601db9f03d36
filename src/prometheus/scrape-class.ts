import { SecretKeyReference } from '../scrape/client-access-options';
import { AuthorizationReference } from '../scrape/endpoint-options';
import { RelabelConfig } from '../scrape/relabel-config';

/** TLS of a ScrapeClass: files in the container of Prometheus, or keys of Secrets in its namespace. */
export interface ScrapeClassTls {
  /**
   * File with the trusted certificate authority: `/var/run/secrets/mesh/root-cert.pem`.
   * @default - none: `ca`, or the authorities that the image trusts
   */
  readonly caFile?: string;
  /**
   * File with the client certificate.
   * @default - none: `cert`
   */
  readonly certFile?: string;
  /**
   * File with the key of the client certificate.
   * @default - none: `keySecret`
   */
  readonly keyFile?: string;
  /**
   * Key of a Secret with the trusted certificate authority.
   * @default - none: `caFile`
   */
  readonly ca?: SecretKeyReference;
  /**
   * Key of a Secret with the client certificate.
   * @default - none: `certFile`
   */
  readonly cert?: SecretKeyReference;
  /**
   * Key of a Secret with the key of the client certificate.
   * @default - none: `keyFile`
   */
  readonly keySecret?: SecretKeyReference;
  /**
   * Name that the certificates of the targets are for.
   * @default - the address of the target
   */
  readonly serverName?: string;
  /**
   * Whether to skip the verification of the targets' certificates.
   * @default false
   */
  readonly insecureSkipVerify?: boolean;
}

/**
 * Settings that monitors of any kind share. A monitor uses the class that it names, or the default class if it names none.
 * A monitor's own TLS and credentials take precedence.
 * @see https://prometheus-operator.dev/docs/developer/scrapeclass/
 */
export interface ScrapeClass {
  /** Name of the class, which monitors set as `scrapeClass`. */
  readonly name: string;
  /**
   * Whether it is the default class, for all monitors that name no class. At most one class can be the default.
   * @default false
   */
  readonly default?: boolean;
  /**
   * TLS of the targets.
   * @default - none
   */
  readonly tlsConfig?: ScrapeClassTls;
  /**
   * Token in the `Authorization` header. It requires prometheus-operator 0.79.
   * @default - none
   */
  readonly authorization?: AuthorizationReference;
  /**
   * Steps that change labels of targets or drop targets, before those of the monitor; `Relabel` has common ones. It requires
   * prometheus-operator 0.73.
   * @default - none
   */
  readonly relabelings?: RelabelConfig[];
  /**
   * Steps that change labels of samples or drop samples, before those of the monitor; `Relabel` has common ones. It requires
   * prometheus-operator 0.75.
   * @default - none
   */
  readonly metricRelabelings?: RelabelConfig[];
  /**
   * Whether relabelings can use the labels and annotations of the node of a target. Prometheus is then allowed to read nodes.
   * It requires prometheus-operator 0.76.
   * @default false
   */
  readonly attachNodeMetadata?: boolean;
  /**
   * Format of responses without a valid `Content-Type`: `PrometheusText0.0.4`. It requires prometheus-operator 0.80.
   * @default - none
   */
  readonly fallbackScrapeProtocol?: string;
}
