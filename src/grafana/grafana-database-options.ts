import { SecretKeyReference } from '../scrape/client-access-options';

/** Where a database is. It must exist; Grafana makes its tables. Secrets are in the namespace of Grafana. */
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
   * User, in a Secret, as database operators make it.
   * @default - `user`
   */
  readonly userSecret?: SecretKeyReference;
  /**
   * Password.
   * @default - none: the server lets the user in without it
   */
  readonly password?: SecretKeyReference;
  /**
   * Use of TLS: of PostgreSQL `disable`, `require`, `verify-ca` or `verify-full`; of MySQL `true`, `false` or `skip-verify`.
   * @default - Grafana's: 'disable'
   */
  readonly sslMode?: string;
  /**
   * Secret with the `ca.crt` that has signed the certificate of the server.
   * @default - the authorities of the image
   */
  readonly caSecretName?: string;
  /**
   * Most connections of each replica.
   * @default - Grafana's: no limit
   */
  readonly maxOpenConnections?: number;
}
