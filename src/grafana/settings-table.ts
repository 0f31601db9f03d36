import { DEFAULTS } from './default-settings';

const LOGIN = ['login_prompt', 'auth_style', 'token_exchange_timeout', 'org_attribute_path'];

/**
 * Settings that Grafana reads and that are not in `conf/defaults.ini`.
 * @see https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/ for `csrf_*`, and the pages of each provider for the others
 */
const DOCUMENTED: Readonly<Record<string, readonly string[]>> = {
  'security': ['csrf_always_check', 'csrf_trusted_origins', 'csrf_additional_headers'],
  'auth.github': LOGIN,
  'auth.gitlab': LOGIN,
  'auth.google': LOGIN,
  'auth.azuread': [...LOGIN, 'domain_hint'],
  'auth.okta': LOGIN,
  'auth.generic_oauth': LOGIN,
};

/** Sections with any key: the user's own, those of plugins, and those of Grafana Enterprise, which are not listed here. */
const OPEN = [
  // names of headers, labels, toggles, plugins
  /^server\.custom_response_headers$/, /^smtp\.static_headers$/, /^feature_toggles(\.openfeature\.context)?$/,
  /^metrics\.environment_info$/, /\.external_labels$/, /\.custom_headers$/,
  /^plugin\./, /^plugins\.restricted_apis_/, /^navigation\./, /^frontend_dev$/,
  // Enterprise settings, and settings for Grafana Cloud
  /^(unified_storage|secrets_manager|security\.encryption|keystore|remote)\./, /^(caching|usage_insights|auditing)(\.|$)/,
  /^analytics\.(summaries|views)$/,
  /^auth\.(saml|scim|extended_jwt|ldap)$/,
  /^(white_labeling|reporting|rbac|enterprise|recorded_queries|operator|cluster|grafana-apiserver)$/,
];

/**
 * Settings of older releases only. @see https://github.com/grafana/grafana/issues/111300 for the first of them; the others are in
 * `conf/defaults.ini` of 10.0 or 8.1
 */
const FORMER: ReadonlySet<string> = new Set([
  'security.angular_support_enabled', 'users.default_locale', 'users.editors_can_admin', 'snapshots.snapshot_remove_expired',
  'auth.proxy.ldap_sync_ttl', 'dataproxy.max_idle_connections_per_host', 'log.frontend.sentry_dsn', 'log.frontend.sample_rate',
]);

const TABLE: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(DEFAULTS).map(([section, keys]) =>
  [section, [...new Set([...keys.split(' ').filter(key => key !== ''), ...DOCUMENTED[section] ?? []])]]));

export const SECTIONS: readonly string[] = [...TABLE.keys()];

/** The section of keys before the first one. */
export const TOP = 'DEFAULT';

/** The keys of a section; undefined if Grafana has no such section. */
export const keysOf = (section: string): readonly string[] | undefined => TABLE.get(section);

/** Whether a section accepts any key. */
export const isOpen = (section: string): boolean => OPEN.some(pattern => pattern.test(section));

/** Whether only older releases have a setting. */
export const isFormer = (section: string, key: string): boolean => FORMER.has(`${section}.${key}`);
