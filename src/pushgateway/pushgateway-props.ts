import { Duration } from 'cdk8s';
import { PodOptions } from '../manifest/pod-options';
import { StorageOptions } from '../manifest/storage-options';
import { BasicAuthReference, SecretKeyReference } from '../scrape/client-access-options';
import { TimedMonitorOptions } from '../scrape/component-monitor-options';
import { WebTls } from '../scrape/web';

/** Properties of a Pushgateway. */
export interface PushgatewayProps extends PodOptions {
  /**
   * Options of the monitor that scrapes it: labels, relabelings, limits, and every other field.
   * @default - the monitor as the construct creates it
   */
  readonly monitor?: TimedMonitorOptions;
  /**
   * Name of the objects that this construct creates.
   * @default 'pushgateway'
   */
  readonly name?: string;
  /**
   * Namespace of its objects, including its ServiceMonitor and rules: one in which a Prometheus looks for them.
   * @default - the namespace of the chart
   */
  readonly namespace?: string;
  /**
   * The version: 1.5 or newer.
   * @default '1.11.3'
   */
  readonly version?: string;
  /**
   * Complete image reference.
   * @default - the upstream image of `version`
   */
  readonly image?: string;
  /**
   * Labels of all objects and pods.
   * @default - none
   */
  readonly labels?: { [key: string]: string };

  /**
   * A volume for pushed series. Without one, a restart loses every series until its job pushes again.
   * @default - none: in memory
   */
  readonly storage?: StorageOptions;
  /**
   * Minimum interval in which the volume is written. It has an effect only with `storage`.
   * @default Duration.minutes(5)
   */
  readonly persistenceInterval?: Duration;

  // -- who may push ---------------------------------------------------------------------------------

  /**
   * Namespaces whose pods may push, in addition to its own. No pod outside of these may connect, except those of Prometheus.
   * @default - only its own
   */
  readonly clientNamespaces?: string[];
  /**
   * Labels of the pods that may push, in its namespace and in `clientNamespaces`.
   * @default - all pods there
   */
  readonly clientPodLabels?: { [label: string]: string };
  /**
   * Whether a NetworkPolicy restricts who may connect.
   * @default true
   */
  readonly networkPolicy?: boolean;
  /**
   * HTTPS: the Secret with `tls.crt`, `tls.key` and `ca.crt`, whose certificate is for the name of the Service. The files are in
   * `/etc/pushgateway/tls`.
   * @default - plain HTTP
   */
  readonly tls?: WebTls;
  /**
   * A key of a Secret with the web configuration of exporter-toolkit, for users and passwords: it needs `basic_auth_users`, and with `tls`
   * also `tls_server_config`.
   * @default - none; with `tls` one that has the certificate
   * @see https://github.com/prometheus/exporter-toolkit/blob/master/docs/web-configuration.md
   */
  readonly webConfigSecret?: SecretKeyReference;
  /**
   * The user and the password by which Prometheus scrapes it: one of those in `webConfigSecret`.
   * @default - none
   */
  readonly basicAuth?: BasicAuthReference;

  // -- alerts --------------------------------------------------------------------------------------

  /**
   * Whether to create alerts for pushes that are rejected or fail, and for stale groups as `staleAfter` and `staleAfterByJob` define them.
   * @default true
   */
  readonly alerts?: boolean;
  /**
   * Time without a push after which a group is stale, for all jobs without an entry in `staleAfterByJob`.
   * @default - groups of those jobs are never stale
   */
  readonly staleAfter?: Duration;
  /**
   * Time without a push after which a group is stale, by job. For a nightly job: `{ backup: Duration.hours(26) }`.
   * @default - none
   */
  readonly staleAfterByJob?: { [job: string]: Duration };

  // -- the server ----------------------------------------------------------------------------------

  /**
   * Whether names of metrics and labels may have all Unicode characters. It requires 1.11.0.
   * @default false
   */
  readonly utf8Names?: boolean;
  /**
   * Whether the API that deletes all groups is enabled: `PUT /api/v1/admin/wipe`.
   * @default false
   */
  readonly adminApi?: boolean;
  /**
   * URL at which people reach it.
   * @default - the URL of the Service
   */
  readonly externalUrl?: string;
  /**
   * Log level: debug, info, warn or error.
   * @default 'info'
   */
  readonly logLevel?: string;
  /**
   * Flags of Pushgateway that have no option, by name without `--`. An empty value makes a switch. A flag that the library sets by
   * default is replaced. A flag that an option sets is an error. Example: `{ 'push.disable-consistency-check': '' }`.
   * @default - none
   * @see https://github.com/prometheus/pushgateway/blob/v1.11.3/main.go
   */
  readonly extraArgs?: { [flag: string]: string };
}
