import { Duration } from 'cdk8s';
import { SecretKeyReference } from '../scrape/client-access-options';

/** Options of every datasource. */
export interface GrafanaDatasourceOptions {
  /**
   * Name that people see in Grafana.
   * @default - the name of its kind
   */
  readonly name?: string;
  /**
   * Identifier by which dashboards and links refer to it.
   * @default - the name in lower case
   */
  readonly uid?: string;
  /**
   * A Secret with a token, if the server requires one: of a ServiceAccount that may `get` the nonResourceURLs.
   * @default - none
   */
  readonly bearerToken?: SecretKeyReference;
  /**
   * Fields of `jsonData`, as the page of the datasource's type lists them: `{ maxLines: 5000 }`. A field given here replaces the one that
   * the library writes. Grafana reads every text literally: `$` needs no escape.
   * @default - those of its kind
   * @see https://grafana.com/docs/grafana/latest/administration/provisioning/#json-data
   */
  readonly jsonData?: { [field: string]: any };
  /**
   * Fields of `secureJsonData`, each a key of a Secret in the namespace of Grafana:
   * `{ basicAuthPassword: { secretName: 'loki', key: 'password' } }`. The values reach Grafana as environment variables and are not in the
   * YAML.
   * @default - none
   * @see https://grafana.com/docs/grafana/latest/administration/provisioning/#secure-json-data
   */
  readonly secureJsonData?: { [field: string]: SecretKeyReference };
}

/** Options of a server that answers PromQL. */
export interface GrafanaPrometheusOptions extends GrafanaDatasourceOptions {
  /**
   * Scrape interval of the series: the minimum step of a graph.
   * @default - 30 seconds
   */
  readonly scrapeInterval?: Duration;
}

/** Options of a server with data of several tenants. */
export interface GrafanaTenantOptions extends GrafanaDatasourceOptions {
  /**
   * Tenant, sent as the header `X-Scope-OrgID`.
   * @default - no header
   */
  readonly tenant?: string;
  /**
   * User of basic authentication. The password is `secureJsonData.basicAuthPassword`.
   * @default - no basic authentication
   */
  readonly basicAuthUser?: string;
  /**
   * The same user, in a Secret of the namespace of Grafana.
   * @default - `basicAuthUser`
   */
  readonly basicAuthUserSecret?: SecretKeyReference;
}

/** Options of Mimir. */
export interface GrafanaMimirOptions extends GrafanaTenantOptions {
  /**
   * Scrape interval of the series: the minimum step of a graph.
   * @default Duration.seconds(30)
   */
  readonly scrapeInterval?: Duration;
}

/** Options of Amazon CloudWatch. */
export interface GrafanaCloudWatchOptions extends GrafanaDatasourceOptions {
  /**
   * Source of the credentials: `default` (the AWS SDK's chain, with IRSA and pod identity), `keys` (`secureJsonData.accessKey` and
   * `secretKey`) or `credentials`. For `ec2_iam_role` and `grafana_assume_role`, first allow them by the setting
   * `aws.allowed_auth_providers`.
   * @see https://grafana.com/docs/grafana/latest/datasources/aws-cloudwatch/aws-authentication/
   * @default 'default'
   */
  readonly authType?: string;
  /**
   * Role that Grafana assumes.
   * @default - none
   */
  readonly assumeRoleArn?: string;
}

/** A datasource of any type. */
export interface GrafanaAnyDatasourceOptions extends GrafanaTenantOptions {
  /** Type: the id of the plugin, such as `elasticsearch`, `jaeger` or `grafana-postgresql-datasource`. */
  readonly type: string;
  /**
   * URL, with the port. Some types, such as PostgreSQL, expect `host:port`.
   * @default - none; types such as `cloudwatch` need none
   */
  readonly url?: string;
  /**
   * User of a database. The password is `secureJsonData.password`.
   * @default - none
   */
  readonly user?: string;
  /**
   * Name of a database. Newer versions of several types read `jsonData.database` instead.
   * @default - none
   */
  readonly database?: string;
}
