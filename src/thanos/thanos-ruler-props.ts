import { Duration } from 'cdk8s';
import { ThanosOptions } from './thanos-props';
import { ThanosQuery } from './thanos-query';
import { InstanceOptions } from '../manifest/instance-options';
import { ObjectSelection } from '../manifest/selection-options';
import { StorageOptions } from '../manifest/storage-options';
import { SecretKeyReference } from '../scrape/client-access-options';
import { AlertmanagerReference } from '../scrape/web';

/** Properties of a Ruler, which evaluates rules over all series of a Query. The operator creates its StatefulSet. */
export interface ThanosRulerProps extends ThanosOptions, InstanceOptions {
  /**
   * The Query that it queries. That Query also queries this Ruler for the recorded series.
   * @default - none: `queryEndpoints`
   */
  readonly query?: ThanosQuery;
  /**
   * Addresses of Queries that are not part of this app: `thanos-query.example.org:10902`. With `dns+` or `dnssrv+`, all addresses of a DNS
   * name. Add this Ruler to the endpoints of those Queries.
   * @default - none
   */
  readonly queryEndpoints?: string[];
  /**
   * Alertmanagers to which it sends alerts: to each of their pods.
   * @default - none
   */
  readonly alertmanagers?: AlertmanagerReference[];
  /**
   * A Secret with the Alertmanagers in Thanos' own syntax, in place of `alertmanagers`. It is needed if they serve HTTPS.
   * @default - none
   * @see https://thanos.io/tip/components/rule.md/#alertmanager
   */
  readonly alertmanagersConfig?: SecretKeyReference;
  /**
   * Which PrometheusRules are evaluated: by their labels, or by labels of their namespaces.
   * @default - all in the namespaces that are watched
   */
  readonly ruleSelection?: ObjectSelection;
  /**
   * Namespaces in which it looks for PrometheusRules, in addition to its own.
   * @default - only its own
   */
  readonly namespaces?: string[];
  /**
   * Whether it looks for PrometheusRules in all namespaces. Not together with `namespaces`.
   * @default false
   */
  readonly allNamespaces?: boolean;
  /**
   * Labels of all series that it records and of all alerts: `{ ruler: 'global' }`. The operator adds `thanos_ruler_replica`, which is
   * removed from alerts.
   * @default - none
   */
  readonly externalLabels?: { [name: string]: string };
  /**
   * Number of replicas. Each evaluates all rules.
   * @default 2
   */
  readonly replicas?: number;
  /**
   * How often rules are evaluated.
   * @default - 30 seconds
   */
  readonly evaluationInterval?: Duration;
  /**
   * How long recorded series are kept.
   * @default - 15 days; with `objectStorage` 2 days
   */
  readonly retention?: Duration;
  /**
   * A volume for each pod.
   * @default - none: recorded series are lost with the pod
   */
  readonly storage?: StorageOptions;
  /**
   * A Secret with the configuration of the bucket to which its blocks are uploaded.
   * @default - none
   */
  readonly objectStorage?: SecretKeyReference;
  /**
   * URL of the web UI to which alerts link: that of Query.
   * @default - none
   */
  readonly alertQueryUrl?: string;
  /**
   * Path prefix of everything that it serves. Its monitor uses it, too.
   * @default '/'
   */
  readonly routePrefix?: string;
  /**
   * Label that is added to everything that rules of a namespace produce. Its value is the name of the namespace.
   * @default - none
   */
  readonly enforcedNamespaceLabel?: string;
  /**
   * How far in the past rules are evaluated, so that late samples are included.
   * @default - none
   */
  readonly ruleQueryOffset?: Duration;
  /**
   * Labels that are removed from alerts, in addition to the replica label.
   * @default - none
   */
  readonly alertDropLabels?: string[];
  /**
   * Additional arguments by name, without dashes. An argument without a value is `''`. An argument that the operator writes itself is an
   * error.
   * @default - none
   */
  readonly additionalArgs?: { [name: string]: string };
  /**
   * Version of the prometheus-operator that reconciles it.
   * @default '0.94.1'
   */
  readonly operatorVersion?: string;
}
