import { IConstruct } from 'constructs';
import { caFolder } from './ca-folder';
import {
  GrafanaAnyDatasourceOptions, GrafanaCloudWatchOptions, GrafanaDatasourceOptions, GrafanaMimirOptions, GrafanaPrometheusOptions,
  GrafanaTenantOptions,
} from './grafana-datasource-options';
import { serviceUrl } from '../manifest/references';
import { SecretKeyReference } from '../scrape/client-access-options';
import { allowClients } from '../scrape/clients';
import { inPromql } from '../scrape/timing';
import { AlertmanagerReference, QueryApiReference, WebTls } from '../scrape/web';
import { checkOptionsOf } from '../validation/options';

/** Differences between the kinds of datasources. */
interface Kind {
  /** The default name of the datasource. */
  readonly name: string;
  readonly type: string;
  readonly url?: string;
  readonly tls?: WebTls;
  /** `jsonData`. */
  readonly fields?: object;
  /** Fields next to `jsonData`. */
  readonly more?: object;
  readonly requiresToken?: boolean;
  readonly tenant?: string;
  readonly awsAuth?: string;
  readonly userSecret?: SecretKeyReference;
  /** The address that identifies the server. */
  readonly reference?: { readonly serviceName: string; readonly namespace?: string };
}

/** Headers are numbered in `jsonData`, their values in `secureJsonData`: `httpHeaderName1`, `httpHeaderValue1`. */
interface Header {
  readonly name: string;
  readonly value: string;
}

/** A field of `secureJsonData` whose value is in a Secret. */
interface SecureField {
  readonly field: string;
  readonly secretName: string;
  readonly key: string;
}

/**
 * A datasource of Grafana.
 * @see https://grafana.com/docs/grafana/latest/administration/provisioning/#data-sources
 */
export class GrafanaDatasource {
  /**
   * A Prometheus: `stack.prometheus.queryApi`.
   * @param reference reference to the server
   * @param options name and other options
   */
  public static prometheus(reference: QueryApiReference, options: GrafanaPrometheusOptions = {}): GrafanaDatasource {
    checkOptionsOf('GrafanaDatasource.prometheus()', 'GrafanaPrometheusOptions', options);
    checkOptionsOf('GrafanaDatasource.prometheus()', 'QueryApiReference', reference);
    return GrafanaDatasource.promql('Prometheus', reference, options);
  }

  /**
   * A Thanos Query: `query.queryApi`.
   * @param reference reference to the server
   * @param options name and other options
   */
  public static thanos(reference: QueryApiReference, options: GrafanaPrometheusOptions = {}): GrafanaDatasource {
    checkOptionsOf('GrafanaDatasource.thanos()', 'GrafanaPrometheusOptions', options);
    checkOptionsOf('GrafanaDatasource.thanos()', 'QueryApiReference', reference);
    return GrafanaDatasource.promql('Thanos', reference, options);
  }

  /**
   * An Alertmanager: `stack.alertmanager.reference`, for its alerts and silences.
   * @param reference reference to the server
   * @param options name and other options
   */
  public static alertmanager(reference: AlertmanagerReference, options: GrafanaDatasourceOptions = {}): GrafanaDatasource {
    checkOptionsOf('GrafanaDatasource.alertmanager()', 'GrafanaDatasourceOptions', options);
    checkOptionsOf('GrafanaDatasource.alertmanager()', 'AlertmanagerReference', reference);
    const fields = { implementation: 'prometheus', handleGrafanaManagedAlerts: false };
    return new GrafanaDatasource(
      { name: 'Alertmanager', type: 'alertmanager', url: serviceUrl({ ...reference, port: 9093 }), tls: reference.tls, fields, reference },
      options,
    );
  }

  /**
   * A Loki, for logs.
   * @param url with the port, without `/loki/api/v1`: `http://loki-gateway.logging.svc:80`
   * @param options its name, tenant and credentials
   * @see https://grafana.com/docs/grafana/latest/datasources/loki/configure-loki-data-source/
   */
  public static loki(url: string, options: GrafanaTenantOptions = {}): GrafanaDatasource {
    checkOptionsOf('GrafanaDatasource.loki()', 'GrafanaTenantOptions', options);
    return GrafanaDatasource.tenant({ name: 'Loki', type: 'loki', url }, options);
  }

  /**
   * A Tempo, for traces.
   * @param url with the port: `http://tempo.tracing.svc:3200`
   * @param options its name, tenant and credentials
   * @see https://grafana.com/docs/grafana/latest/datasources/tempo/configure-tempo-data-source/
   */
  public static tempo(url: string, options: GrafanaTenantOptions = {}): GrafanaDatasource {
    checkOptionsOf('GrafanaDatasource.tempo()', 'GrafanaTenantOptions', options);
    return GrafanaDatasource.tenant({ name: 'Tempo', type: 'tempo', url }, options);
  }

  /**
   * A Mimir, or a Grafana Cloud: PromQL over the series of many clusters.
   * @param url with the prefix of its query API: `http://mimir-gateway.mimir.svc:80/prometheus`
   * @param options its name, tenant and credentials
   * @see https://grafana.com/docs/grafana/latest/datasources/prometheus/configure/#provision-the-prometheus-data-source
   */
  public static mimir(url: string, options: GrafanaMimirOptions = {}): GrafanaDatasource {
    checkOptionsOf('GrafanaDatasource.mimir()', 'GrafanaMimirOptions', options);
    const fields = { httpMethod: 'POST', prometheusType: 'Mimir', timeInterval: inPromql(options.scrapeInterval) ?? '30s' };
    return GrafanaDatasource.tenant({ name: 'Mimir', type: 'prometheus', url, fields }, options);
  }

  /**
   * Amazon CloudWatch.
   * @param defaultRegion region of queries that name none: `eu-west-2`
   * @param options its name and credentials
   * @see https://grafana.com/docs/grafana/latest/datasources/aws-cloudwatch/configure/
   */
  public static cloudWatch(defaultRegion: string, options: GrafanaCloudWatchOptions = {}): GrafanaDatasource {
    checkOptionsOf('GrafanaDatasource.cloudWatch()', 'GrafanaCloudWatchOptions', options);
    const { authType = 'default', assumeRoleArn } = options;
    const fields = { authType, defaultRegion, ...assumeRoleArn !== undefined && { assumeRoleArn } };
    return new GrafanaDatasource({ name: 'CloudWatch', type: 'cloudwatch', fields, awsAuth: authType }, options);
  }

  /**
   * A datasource of any type, also that of a plugin (`plugins` of the Grafana).
   * @param options type, address and credentials
   * @see https://grafana.com/docs/grafana/latest/administration/provisioning/#data-sources
   */
  public static of(options: GrafanaAnyDatasourceOptions): GrafanaDatasource {
    checkOptionsOf('GrafanaDatasource.of()', 'GrafanaAnyDatasourceOptions', options);
    const { type, url, user, database } = options;
    return GrafanaDatasource.tenant(
      { name: type, type, url, more: { ...user !== undefined && { user }, ...database !== undefined && { database } } }, options,
    );
  }

  private static promql(kind: 'Prometheus' | 'Thanos', reference: QueryApiReference, options: GrafanaPrometheusOptions): GrafanaDatasource {
    const fields = { httpMethod: 'POST', prometheusType: kind, timeInterval: inPromql(options.scrapeInterval) ?? '30s' };
    const { tls, requiresToken } = reference;
    return new GrafanaDatasource(
      {
        name: kind,
        type: 'prometheus',
        url: serviceUrl({ ...reference, port: reference.port ?? 9090 }),
        tls,
        fields,
        requiresToken,
        reference,
      },
      options,
    );
  }

  private static tenant(kind: Kind, options: GrafanaTenantOptions): GrafanaDatasource {
    const { basicAuthUser, basicAuthUserSecret, tenant } = options;
    const more = {
      ...kind.more,
      ...(basicAuthUser ?? basicAuthUserSecret) !== undefined && { basicAuth: true },
      ...basicAuthUser !== undefined && { basicAuthUser },
    };
    return new GrafanaDatasource(
      { ...kind, tenant, more, userSecret: basicAuthUser === undefined ? basicAuthUserSecret : undefined }, options,
    );
  }

  /** @internal */
  public readonly _name: string;
  /** @internal */
  public readonly _uid: string;
  /** @internal */
  public readonly _type: string;
  /** @internal */
  public readonly _bearerToken?: SecretKeyReference;
  /**
   * The user of basic authentication.
   * @internal
   */
  public readonly _userSecret?: SecretKeyReference;
  /** @internal */
  public readonly _needsToken: boolean;
  /** @internal */
  public readonly _caSecret?: string;
  /**
   * How CloudWatch authenticates.
   * @internal
   */
  public readonly _awsAuth?: string;
  /** @internal */
  public readonly _jsonData: { readonly [field: string]: unknown };
  /**
   * Fields of `secureJsonData`.
   * @internal
   */
  public readonly _secure: readonly SecureField[];
  /**
   * Fields of the headers that options write.
   * @internal
   */
  public readonly _headerFields: readonly string[];
  /** A setting that must be an HTTP URL. @internal */
  public readonly _httpUrl?: string;
  private readonly tenant?: string;

  private constructor(private readonly kind: Kind, options: GrafanaDatasourceOptions) {
    const { name = kind.name, uid, bearerToken, jsonData = {}, secureJsonData = {} } = options;
    const { tls } = kind;
    this._name = name;
    this._type = kind.type;
    this._awsAuth = kind.awsAuth;
    this._userSecret = kind.userSecret;
    this._uid = uid ?? name.toLowerCase().replace(/[^a-z0-9_-]+/g, '-');
    this._bearerToken = bearerToken;
    this._needsToken = kind.requiresToken === true && !bearerToken;
    this._caSecret = tls && !tls.insecureSkipVerify ? tls.secretName : undefined;
    this._jsonData = jsonData;
    this._secure = Object.entries(secureJsonData).map(([field, { secretName, key }]) => ({ field, secretName, key }));
    this.tenant = kind.tenant;
    this._httpUrl = ['loki', 'tempo', 'prometheus'].includes(kind.type) ? kind.url : undefined;
    this._headerFields = this.headers('').flatMap((_, at) => [`httpHeaderName${at + 1}`, `httpHeaderValue${at + 1}`]);
  }

  /**
   * In the format of a Grafana file. A secret is `$NAME`, not `$__env{NAME}`: Grafana expands the value of the latter once more, which
   * corrupts a password with a "$".
   * @param variable the environment variable with a secret: of a field of `secureJsonData`, or of the token
   * @internal
   * @see https://grafana.com/docs/grafana/latest/administration/provisioning/#using-environment-variables
   */
  public _provisioned(isDefault: boolean, variable: (field?: string) => string): object {
    const secure = this.secured({
      ca: `$__file{${caFolder(String(this._caSecret))}/ca.crt}`,
      headers: this.headers(`$${variable()}`, escapedVariables),
      fields: this._secure.map(({ field }) => [field, `$${variable(field)}`]),
    });
    return {
      ...escapedIn(this.fieldsOf(isDefault)) as object,
      ...this._userSecret && { basicAuthUser: `$${variable(USER)}` },
      uid: this._uid,
      ...secure,
    };
  }

  /** In the format of grafana-operator: secrets come from Secrets in its namespace. @internal */
  public _custom(isDefault: boolean): { readonly spec: object; readonly valuesFrom: readonly object[] } {
    const from = (targetPath: string, name: string, key: string) => ({ targetPath, valueFrom: { secretKeyRef: { name, key } } });
    const valueFrom = (field: string, name: string, key: string) => from(`secureJsonData.${field}`, name, key);
    const token = this._bearerToken;
    const secure = this.secured({
      ca: '${ca.crt}', headers: this.headers(`\${${token?.key}}`), fields: this._secure.map(({ field, key }) => [field, `\${${key}}`]),
    });
    return {
      spec: { ...this.fieldsOf(isDefault), ...this._userSecret && { basicAuthUser: `\${${this._userSecret.key}}` }, ...secure },
      valuesFrom: [
        ...this._caSecret === undefined ? [] : [valueFrom('tlsCACert', this._caSecret, 'ca.crt')],
        ...token ? [valueFrom('httpHeaderValue1', token.secretName, token.key)] : [],
        ...this._secure.map(({ field, secretName, key }) => valueFrom(field, secretName, key)),
        ...this._userSecret ? [from(USER, this._userSecret.secretName, this._userSecret.key)] : [],
      ],
    };
  }

  /** Allows the pods of a namespace to connect to the server, if it is part of this app. @internal */
  public _allowClients(scope: IConstruct, namespace: string | undefined): void {
    if (this.kind.reference) { allowClients(scope, this.kind.reference, namespace); }
  }

  private fieldsOf(isDefault: boolean): object {
    const { type, url, tls, fields, more } = this.kind;
    const jsonData = {
      ...fields,
      ...tls?.insecureSkipVerify && { tlsSkipVerify: true },
      ...this._caSecret !== undefined && { tlsAuthWithCACert: true },
      ...Object.fromEntries(this.headers('').map(({ name }, at) => [`httpHeaderName${at + 1}`, name])),
      ...this._jsonData,
    };
    return {
      name: this._name,
      type,
      access: 'proxy',
      ...url !== undefined && { url },
      ...more,
      ...isDefault && { isDefault: true },
      editable: false,
      ...Object.keys(jsonData).length > 0 && { jsonData },
    };
  }

  private headers(token: string, written = (text: string): string => text): Header[] {
    return [
      ...this._bearerToken ? [{ name: 'Authorization', value: `Bearer ${token}` }] : [],
      ...this.tenant === undefined ? [] : [{ name: 'X-Scope-OrgID', value: written(this.tenant) }],
    ];
  }

  private secured({
    ca, headers, fields,
  }: { readonly ca: string; readonly headers: readonly Header[]; readonly fields: readonly (readonly [string, string])[] }): object {
    const secure = {
      ...this._caSecret !== undefined && { tlsCACert: ca },
      ...Object.fromEntries(headers.map(({ value }, at) => [`httpHeaderValue${at + 1}`, value])),
      ...Object.fromEntries(fields),
    };
    return Object.keys(secure).length > 0 ? { secureJsonData: secure } : {};
  }
}

/** The field of the user of basic authentication. */
const USER = 'basicAuthUser';

/** Grafana replaces `$NAME` and `${NAME}` in the values of its files by environment variables; `$$` is a `$`. */
const escapedVariables = (text: string): string => text.replace(/\$/g, '$$$$');

function escapedIn(value: unknown): unknown {
  if (typeof value === 'string') { return escapedVariables(value); }
  if (Array.isArray(value)) { return value.map(escapedIn); }
  return value !== null && typeof value === 'object'
    ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, escapedIn(each)]))
    : value;
}
