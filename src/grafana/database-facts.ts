/** Folder of the database's CA certificate. */
export const DATABASE_CA = '/etc/grafana/database';

/** The values of `ssl_mode`. Source: the comment of the key in `conf/defaults.ini`. `verify-ca` comes from the PostgreSQL driver. */
export const SSL_MODES = { postgres: ['disable', 'require', 'verify-ca', 'verify-full'], mysql: ['true', 'false', 'skip-verify'] } as const;
