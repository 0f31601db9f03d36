import { Duration } from 'cdk8s';
import { PodOptions } from '../manifest/pod-options';
import { StorageOptions } from '../manifest/storage-options';
import { BasicAuthReference, SecretKeyReference } from '../scrape/client-access-options';
import { TimedMonitorOptions } from '../scrape/component-monitor-options';
import { WebTls } from '../scrape/web';

/** Options of a Pushgateway. */
export interface PushgatewayProps extends PodOptions {
  /**
   * The monitor by which it is scraped: labels, relabelings, limits, and every other field.
   * @default - made by the construct alone
   */
  readonly monitor?: TimedMonitorOptions;
  /**
   * Name of its objects.
   * @default 'pushgateway'
   */
  readonly name?: string;
  /**
   * The namespace, also of its ServiceMonitor and rules: where a Prometheus looks for them.
   * @default - the chart's
   */
  readonly namespace?: string;
  /**
   * The version: 1.5 or newer.
   * @default '1.11.3'
   */
  readonly version?: string;
  /**
   * The whole image reference.
   * @default - upstream's, of `version`
   */
  readonly image?: string;
  /**
   * Labels of all objects and pods.
   * @default - none
   */
  readonly labels?: { [key: string]: string };

  /**
   * A volume for what was pushed. Without one, a restart loses every series until its job pushes again.
   * @default - none: in memory
   */
  readonly storage?: StorageOptions;
  /**
   * Interval in which the volume is written, at least. It has an effect with `storage`.
   * @default Duration.minutes(5)
   */
  readonly persistenceInterval?: Duration;

  // -- who may push ---------------------------------------------------------------------------------

  /**
   * Namespaces whose pods may push, in addition to its own. No pod outside of these may connect, except those of Prometheus.
   * @default - its own alone
   */
  readonly clientNamespaces?: string[];
  /**
   * Labels of the pods that may push, in its namespace and in `clientNamespaces`.
   * @default - all pods there
   */
  readonly clientPodLabels?: { [label: string]: string };
  /**
   * Restrict who may connect.
   * @default true
   */
  readonly networkPolicy?: boolean;
  /**
   * HTTPS: the Secret with `tls.crt`, `tls.key` and `ca.crt`, whose certificate is for the name of the Service. The files are in `/etc/pushgateway/tls`.
   * @default - plain HTTP
   */
  readonly tls?: WebTls;
  /**
   * A key of a Secret with the web configuration of exporter-toolkit, for users and passwords: it needs `basic_auth_users`, and with `tls` also `tls_server_config`.
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
   * Alert if a push is rejected or has failed, and if a group is stale as far as `staleAfter` or `staleAfterByJob` say.
   * @default true
   */
  readonly alerts?: boolean;
  /**
   * Time without a push after which a group is stale, for all jobs without an entry in `staleAfterByJob`.
   * @default - groups of those jobs are never stale
   */
  readonly staleAfter?: Duration;
  /**
   * The same by job: a nightly job `{ backup: Duration.hours(26) }`.
   * @default - none
   */
  readonly staleAfterByJob?: { [job: string]: Duration };

  // -- the server ----------------------------------------------------------------------------------

  /**
   * Allow all Unicode characters in names of metrics and labels. It requires 1.11.0.
   * @default false
   */
  readonly utf8Names?: boolean;
  /**
   * Enable the API that deletes all groups: `PUT /api/v1/admin/wipe`.
   * @default false
   */
  readonly adminApi?: boolean;
  /**
   * URL at which people reach it.
   * @default - that of the Service
   */
  readonly externalUrl?: string;
  /**
   * debug, info, warn or error.
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
