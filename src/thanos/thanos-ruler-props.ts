import { Duration } from 'cdk8s';
import { ThanosOptions } from './thanos-props';
import { ThanosQuery } from './thanos-query';
import { InstanceOptions } from '../manifest/instance-options';
import { ObjectSelection } from '../manifest/selection-options';
import { StorageOptions } from '../manifest/storage-options';
import { SecretKeyReference } from '../scrape/client-access-options';
import { AlertmanagerReference } from '../scrape/web';

/** A Ruler: it evaluates rules over all that a Query sees. The operator makes its StatefulSet. */
export interface ThanosRulerProps extends ThanosOptions, InstanceOptions {
  /**
   * The Query that it asks, and that asks it for what it records.
   * @default - none: `queryEndpoints`
   */
  readonly query?: ThanosQuery;
  /**
   * Queries that are not of this app: `thanos-query.example.org:10902`, with `dns+` or `dnssrv+` for all that a name stands for. Have them ask this one.
   * @default - none
   */
  readonly queryEndpoints?: string[];
  /**
   * Where it sends alerts: to each pod of them.
   * @default - nowhere
   */
  readonly alertmanagers?: AlertmanagerReference[];
  /**
   * A Secret with whom it sends alerts to, in Thanos' own syntax, in place of `alertmanagers`: where they serve HTTPS.
   * @default - none
   * @see https://thanos.io/tip/components/rule.md/#alertmanager
   */
  readonly alertmanagersConfig?: SecretKeyReference;
  /**
   * Which PrometheusRules are evaluated: by labels, or by labels of their namespaces.
   * @default - everything in the namespaces that are watched
   */
  readonly ruleSelection?: ObjectSelection;
  /**
   * The namespaces in which it looks for PrometheusRules, beside its own.
   * @default - its own alone
   */
  readonly namespaces?: string[];
  /**
   * Look for them in all namespaces. Not together with `namespaces`.
   * @default false
   */
  readonly allNamespaces?: boolean;
  /**
   * Labels of all that it records and alerts: `{ ruler: 'global' }`. The operator adds `thanos_ruler_replica`, which alerts do not have.
   * @default - none
   */
  readonly externalLabels?: { [name: string]: string };
  /**
   * How many pods, each of which evaluates all.
   * @default 2
   */
  readonly replicas?: number;
  /**
   * How often rules are evaluated.
   * @default - 30 seconds
   */
  readonly evaluationInterval?: Duration;
  /**
   * How long it keeps what it records.
   * @default - 15 days; with `objectStorage` 2 days
   */
  readonly retention?: Duration;
  /**
   * A volume for each pod.
   * @default - none: what it records is lost with the pod
   */
  readonly storage?: StorageOptions;
  /**
   * A Secret with the configuration of the bucket to which its blocks go.
   * @default - none
   */
  readonly objectStorage?: SecretKeyReference;
  /**
   * The URL under which people reach what it alerts with, as it stands in alerts: that of Query.
   * @default - none
   */
  readonly alertQueryUrl?: string;
  /**
   * The path below which it serves everything. Its monitor follows it.
   * @default '/'
   */
  readonly routePrefix?: string;
  /**
   * The label that all that rules of a namespace produce gets, with the name of the namespace.
   * @default - none
   */
  readonly enforcedNamespaceLabel?: string;
  /**
   * How far back rules are evaluated, so that late samples count.
   * @default - none
   */
  readonly ruleQueryOffset?: Duration;
  /**
   * Labels that alerts do not have, in addition to that of the replica.
   * @default - none
   */
  readonly alertDropLabels?: string[];
  /**
   * Further arguments by their names, without dashes. An argument without a value is `''`. One that the operator writes itself is an error.
   * @default - none
   */
  readonly additionalArgs?: { [name: string]: string };
  /**
   * The version of the prometheus-operator that makes it.
   * @default '0.94.1'
   */
  readonly operatorVersion?: string;
}
