/** Where the authority of the database is. */
export const DATABASE_CA = '/etc/grafana/database';

/** The values of `ssl_mode`. Source: the comment of the key in `conf/defaults.ini`; `verify-ca` is one of PostgreSQL's driver. */
export const SSL_MODES = { postgres: ['disable', 'require', 'verify-ca', 'verify-full'], mysql: ['true', 'false', 'skip-verify'] } as const;
