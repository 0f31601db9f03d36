import { Duration } from 'cdk8s';
import { caFolder } from './ca-folder';
import { SecretKeyReference } from '../scrape/client-access-options';
import { inPromql } from '../scrape/timing';
import { AlertmanagerReference, QueryApiReference, WebTls } from '../scrape/web';
import { checkOptionsOf } from '../validation/options';

/** What is said of a datasource beside where it is. */
export interface GrafanaDatasourceOptions {
  /**
   * Its name, by which people choose it.
   * @default - that of its kind
   */
  readonly name?: string;
  /**
   * What dashboards and links refer to it by.
   * @default - the name in lower case
   */
  readonly uid?: string;
  /**
   * A Secret with a token, where it asks for one: of a ServiceAccount that may `get` the nonResourceURLs.
   * @default - none
   */
  readonly bearerToken?: SecretKeyReference;
}

/** The same of a server of PromQL. */
export interface GrafanaPrometheusOptions extends GrafanaDatasourceOptions {
  /**
   * How often it scrapes: the least step of a graph.
   * @default - 30 seconds
   */
  readonly scrapeInterval?: Duration;
}

/**
 * What a Grafana asks.
 * @see https://grafana.com/docs/grafana/latest/administration/provisioning/#data-sources
 */
export class GrafanaDatasource {
  /**
   * A Prometheus: `stack.prometheus.queryApi`.
   * @param reference where it is
   * @param options its name
   */
  public static prometheus(reference: QueryApiReference, options: GrafanaPrometheusOptions = {}): GrafanaDatasource {
    checkOptionsOf('GrafanaDatasource.prometheus()', 'GrafanaPrometheusOptions', options);
    checkOptionsOf('GrafanaDatasource.prometheus()', 'QueryApiReference', reference);
    return GrafanaDatasource.promql('Prometheus', reference, options);
  }

  /**
   * A Thanos Query: `query.queryApi`.
   * @param reference where it is
   * @param options its name
   */
  public static thanos(reference: QueryApiReference, options: GrafanaPrometheusOptions = {}): GrafanaDatasource {
    checkOptionsOf('GrafanaDatasource.thanos()', 'GrafanaPrometheusOptions', options);
    checkOptionsOf('GrafanaDatasource.thanos()', 'QueryApiReference', reference);
    return GrafanaDatasource.promql('Thanos', reference, options);
  }

  /**
   * An Alertmanager: `stack.alertmanager.reference`, for its alerts and silences.
   * @param reference where it is
   * @param options its name
   */
  public static alertmanager(reference: AlertmanagerReference, options: GrafanaDatasourceOptions = {}): GrafanaDatasource {
    checkOptionsOf('GrafanaDatasource.alertmanager()', 'GrafanaDatasourceOptions', options);
    checkOptionsOf('GrafanaDatasource.alertmanager()', 'AlertmanagerReference', reference);
    const { name = 'Alertmanager' } = options;
    return new GrafanaDatasource(name, options, 'alertmanager', { ...reference, port: 9093 }, { implementation: 'prometheus', handleGrafanaManagedAlerts: false });
  }

  private static promql(kind: 'Prometheus' | 'Thanos', reference: QueryApiReference, options: GrafanaPrometheusOptions): GrafanaDatasource {
    const { name = kind, scrapeInterval } = options;
    const fields = { httpMethod: 'POST', prometheusType: kind, timeInterval: inPromql(scrapeInterval) ?? '30s' };
    return new GrafanaDatasource(name, options, 'prometheus', { ...reference, port: reference.port ?? 9090 }, fields, reference.requiresToken);
  }

  /** @internal */
  public readonly _name: string;
  /** @internal */
  public readonly _uid: string;
  /** @internal */
  public readonly _bearerToken?: SecretKeyReference;
  /** @internal */
  public readonly _needsToken: boolean;
  /** @internal */
  public readonly _caSecret?: string;
  private readonly where: { readonly serviceName: string; readonly namespace: string; readonly port: number; readonly tls?: WebTls; readonly pathPrefix?: string };

  private constructor(
    name: string, options: GrafanaDatasourceOptions, private readonly type: string,
    where: { readonly serviceName: string; readonly namespace: string; readonly port: number; readonly tls?: WebTls; readonly pathPrefix?: string },
    private readonly fields: object, requiresToken = false,
  ) {
    this._name = name;
    this._uid = options.uid ?? name.toLowerCase().replace(/[^a-z0-9_-]+/g, '-');
    this._bearerToken = options.bearerToken;
    this._needsToken = requiresToken && !options.bearerToken;
    this._caSecret = where.tls && !where.tls.insecureSkipVerify ? where.tls.secretName : undefined;
    this.where = where;
  }

  /**
   * As Grafana reads it from a file.
   * @param variable the environment variable with the token
   * @internal
   */
  public _provisioned(isDefault: boolean, variable: string): object {
    return {
      ...this.fieldsOf(isDefault), uid: this._uid, ...this.secured({ ca: `$__file{${caFolder(String(this._caSecret))}/ca.crt}`, token: `$__env{${variable}}` }),
    };
  }

  /**
   * As grafana-operator reads it: what is secret comes from Secrets of its namespace.
   * @internal
   */
  public _custom(isDefault: boolean): { readonly spec: object; readonly valuesFrom: readonly object[] } {
    const valueFrom = (field: string, name: string, key: string) => ({ targetPath: `secureJsonData.${field}`, valueFrom: { secretKeyRef: { name, key } } });
    const token = this._bearerToken;
    return {
      spec: { ...this.fieldsOf(isDefault), ...this.secured({ ca: '${ca.crt}', token: `\${${token?.key}}` }) },
      valuesFrom: [...this._caSecret === undefined ? [] : [valueFrom('tlsCACert', this._caSecret, 'ca.crt')], ...token ? [valueFrom('httpHeaderValue1', token.secretName, token.key)] : []],
    };
  }

  private fieldsOf(isDefault: boolean): object {
    const { serviceName, namespace, port, tls, pathPrefix = '' } = this.where;
    return {
      name: this._name,
      type: this.type,
      access: 'proxy',
      url: `${tls ? 'https' : 'http'}://${serviceName}.${namespace}.svc:${port}${pathPrefix}`,
      ...isDefault && { isDefault: true },
      editable: false,
      jsonData: {
        ...this.fields,
        ...tls?.insecureSkipVerify && { tlsSkipVerify: true },
        ...this._caSecret !== undefined && { tlsAuthWithCACert: true },
        ...this._bearerToken && { httpHeaderName1: 'Authorization' },
      },
    };
  }

  private secured({ ca, token }: { readonly ca: string; readonly token: string }): object {
    const secure = { ...this._caSecret !== undefined && { tlsCACert: ca }, ...this._bearerToken && { httpHeaderValue1: `Bearer ${token}` } };
    return Object.keys(secure).length > 0 ? { secureJsonData: secure } : {};
  }
}
