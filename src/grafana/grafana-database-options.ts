import { SecretKeyReference } from '../scrape/client-access-options';

/** Connection to a database. The database must exist; Grafana creates its tables. Secrets are in the namespace of Grafana. */
export interface GrafanaDatabaseOptions {
  /** Host and port: `postgres-rw.database.svc:5432`. */
  readonly host: string;
  /**
   * Name of the database.
   * @default 'grafana'
   */
  readonly name?: string;
  /**
   * User. One of `user` and `userSecret` is needed.
   * @default - `userSecret`
   */
  readonly user?: string;
  /**
   * User, in a Secret, as database operators create it.
   * @default - `user`
   */
  readonly userSecret?: SecretKeyReference;
  /**
   * A Secret with the password.
   * @default - none: the server accepts the user without a password
   */
  readonly password?: SecretKeyReference;
  /**
   * TLS mode. PostgreSQL: `disable`, `require`, `verify-ca` or `verify-full`. MySQL: `true`, `false` or `skip-verify`.
   * @default - Grafana's: 'disable'
   */
  readonly sslMode?: string;
  /**
   * Name of the Secret with the `ca.crt` that signed the certificate of the server.
   * @default - the certificate authorities of the image
   */
  readonly caSecretName?: string;
  /**
   * Maximum number of connections of each replica.
   * @default - Grafana's: no limit
   */
  readonly maxOpenConnections?: number;
}
