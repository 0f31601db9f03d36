import { DATABASE_CA } from './database-facts';
import { GrafanaDatabaseOptions } from './grafana-database-options';
import { SecretKeyReference } from '../scrape/client-access-options';
import { checkOptionsOf } from '../validation/options';

/**
 * The database of a Grafana: its users, dashboards, alerts and sessions. Several replicas need one.
 * @see https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/#database
 */
export class GrafanaDatabase {
  /**
   * A PostgreSQL.
   * @param options its connection
   */
  public static postgres(options: GrafanaDatabaseOptions): GrafanaDatabase {
    checkOptionsOf('GrafanaDatabase.postgres()', 'GrafanaDatabaseOptions', options);
    return new GrafanaDatabase('postgres', options);
  }

  /**
   * A MySQL or MariaDB.
   * @param options its connection
   */
  public static mysql(options: GrafanaDatabaseOptions): GrafanaDatabase {
    checkOptionsOf('GrafanaDatabase.mysql()', 'GrafanaDatabaseOptions', options);
    return new GrafanaDatabase('mysql', options);
  }

  private constructor(private readonly type: 'postgres' | 'mysql', private readonly options: GrafanaDatabaseOptions) {}

  /** @internal */
  public get _type(): 'postgres' | 'mysql' {
    return this.type;
  }

  /** @internal */
  public get _options(): GrafanaDatabaseOptions {
    return this.options;
  }

  /**
   * Settings by section and key.
   * @internal
   */
  public _settings(): { [key: string]: string | number | undefined } {
    const { host, name = 'grafana', user, sslMode, caSecretName, maxOpenConnections } = this.options;
    return {
      'database.type': this.type,
      'database.host': host,
      'database.name': name,
      'database.user': user,
      'database.ssl_mode': sslMode,
      'database.ca_cert_path': caSecretName === undefined ? undefined : `${DATABASE_CA}/ca.crt`,
      'database.max_open_conn': maxOpenConnections,
    };
  }

  /** The same for its secret settings. @internal */
  public _secrets(): { [key: string]: SecretKeyReference | undefined } {
    const { userSecret, password } = this.options;
    return { 'database.user': userSecret, 'database.password': password };
  }
}
