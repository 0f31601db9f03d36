import { Duration } from 'cdk8s';
import { GrafanaProps } from './grafana-props';
import { SecretKeyReference } from '../scrape/client-access-options';

/** Options of the construct that map to settings. */
export type SettingOptions = Pick<
  GrafanaProps,
  'rootUrl' | 'server' | 'anonymous' | 'auth' | 'users' | 'security' | 'smtp' | 'log' | 'analytics' | 'alerting' | 'dataProxy'
    | 'featureToggles' | 'unsignedPlugins' | 'pluginAdmin' | 'pluginAutoUpdate'
>;

type Value = string | number | boolean | readonly string[];

/** The value that an option writes. Undefined is not written. */
export interface OptionSetting {
  /** Section and key. */
  readonly key: string;
  readonly option: string;
  readonly value: Value | undefined;
}

/** The same for a value in a Secret. */
export interface OptionSecret {
  readonly key: string;
  readonly option: string;
  readonly value: SecretKeyReference | undefined;
}

/** Path of the LDAP configuration. */
export const LDAP_FILE = '/etc/grafana/ldap.toml';

/** The only table of options that map to settings. Each key is in `settings-table.ts`, which a test checks. */
export function optionSettings(options: SettingOptions): OptionSetting[] {
  const {
    server = {}, anonymous, auth = {}, users = {}, security = {}, smtp, log = {}, analytics = {}, alerting = {}, dataProxy = {},
  } = options;
  const { proxy, ldap } = auth;
  const row = (key: string, option: string, value: Value | undefined): OptionSetting => ({ key, option, value });
  return [
    row('server.root_url', 'rootUrl', options.rootUrl),
    row('server.domain', 'server.domain', server.domain),
    row('server.serve_from_sub_path', 'server.serveFromSubPath', server.serveFromSubPath),
    row('server.enforce_domain', 'server.enforceDomain', server.enforceDomain),
    row('server.enable_gzip', 'server.enableGzip', server.enableGzip),
    row('server.router_logging', 'server.routerLogging', server.routerLogging),
    row('auth.anonymous.enabled', 'anonymous', anonymous && (anonymous.enabled ?? true)),
    row('auth.anonymous.org_role', 'anonymous.role', anonymous?.role),
    row('auth.anonymous.org_name', 'anonymous.organization', anonymous?.organization),
    row('auth.anonymous.hide_version', 'anonymous.hideVersion', anonymous?.hideVersion),
    row('auth.disable_login_form', 'auth.disableLoginForm', auth.disableLoginForm),
    row('auth.disable_signout_menu', 'auth.disableSignoutMenu', auth.disableSignoutMenu),
    row('auth.signout_redirect_url', 'auth.signoutRedirectUrl', auth.signoutRedirectUrl),
    row('auth.login_maximum_inactive_lifetime_duration', 'auth.maximumInactiveLifetime', durationOf(auth.maximumInactiveLifetime)),
    row('auth.login_maximum_lifetime_duration', 'auth.maximumLifetime', durationOf(auth.maximumLifetime)),
    row('auth.sigv4_auth_enabled', 'auth.sigV4', auth.sigV4),
    row('auth.basic.enabled', 'auth.basicAuth', auth.basicAuth),
    row('auth.proxy.enabled', 'auth.proxy', proxy && true),
    row('auth.proxy.header_name', 'auth.proxy.headerName', proxy?.headerName),
    row('auth.proxy.header_property', 'auth.proxy.headerProperty', proxy?.headerProperty),
    row('auth.proxy.auto_sign_up', 'auth.proxy.autoSignUp', proxy?.autoSignUp),
    row('auth.proxy.whitelist', 'auth.proxy.allowedAddresses', proxy?.allowedAddresses),
    row('auth.proxy.headers', 'auth.proxy.headers', pairsOf(proxy?.headers)),
    row('auth.ldap.enabled', 'auth.ldap', ldap && true),
    row('auth.ldap.config_file', 'auth.ldap.config', ldap && LDAP_FILE),
    row('auth.ldap.allow_sign_up', 'auth.ldap.allowSignUp', ldap?.allowSignUp),
    row('users.allow_sign_up', 'users.allowSignUp', users.allowSignUp),
    row('users.allow_org_create', 'users.allowOrgCreate', users.allowOrgCreate),
    row('users.auto_assign_org', 'users.autoAssignOrg', users.autoAssignOrg),
    row('users.auto_assign_org_role', 'users.autoAssignOrgRole', users.autoAssignOrgRole),
    row('users.viewers_can_edit', 'users.viewersCanEdit', users.viewersCanEdit),
    row('users.default_theme', 'users.defaultTheme', users.defaultTheme),
    row('users.default_language', 'users.defaultLanguage', users.defaultLanguage),
    row('users.home_page', 'users.homePage', users.homePage),
    row('date_formats.default_timezone', 'users.defaultTimezone', users.defaultTimezone),
    row('security.cookie_secure', 'security.cookieSecure', security.cookieSecure),
    row('security.cookie_samesite', 'security.cookieSameSite', security.cookieSameSite),
    row('security.allow_embedding', 'security.allowEmbedding', security.allowEmbedding),
    row('security.disable_gravatar', 'security.disableGravatar', security.disableGravatar),
    row('security.strict_transport_security', 'security.strictTransportSecurity', security.strictTransportSecurity),
    row('security.content_security_policy', 'security.contentSecurityPolicy', security.contentSecurityPolicy),
    row('smtp.enabled', 'smtp', smtp && true),
    row('smtp.host', 'smtp.host', smtp?.host),
    row('smtp.from_address', 'smtp.fromAddress', smtp?.fromAddress),
    row('smtp.from_name', 'smtp.fromName', smtp?.fromName),
    row('smtp.startTLS_policy', 'smtp.startTlsPolicy', smtp?.startTlsPolicy),
    row('smtp.skip_verify', 'smtp.skipVerify', smtp?.skipVerify),
    row('log.level', 'log.level', log.level),
    row('log.filters', 'log.filters', pairsOf(log.filters)?.join(' ')),
    row('log.console.format', 'log.format', log.format),
    row('analytics.reporting_enabled', 'analytics.reporting', analytics.reporting),
    row('analytics.check_for_updates', 'analytics.checkForUpdates', analytics.checkForUpdates),
    row('analytics.check_for_plugin_updates', 'analytics.checkForPluginUpdates', analytics.checkForPluginUpdates),
    row('analytics.feedback_links_enabled', 'analytics.feedbackLinks', analytics.feedbackLinks),
    row('news.news_feed_enabled', 'analytics.newsFeed', analytics.newsFeed),
    row('unified_alerting.enabled', 'alerting.enabled', alerting.enabled),
    row('unified_alerting.execute_alerts', 'alerting.executeAlerts', alerting.executeAlerts),
    row('unified_alerting.min_interval', 'alerting.minInterval', durationOf(alerting.minInterval)),
    row('unified_alerting.evaluation_timeout', 'alerting.evaluationTimeout', durationOf(alerting.evaluationTimeout)),
    row('dataproxy.timeout', 'dataProxy.timeout', dataProxy.timeout?.toSeconds()),
    row('dataproxy.logging', 'dataProxy.logging', dataProxy.logging),
    row('dataproxy.send_user_header', 'dataProxy.sendUserHeader', dataProxy.sendUserHeader),
    row('plugins.allow_loading_unsigned_plugins', 'unsignedPlugins', options.unsignedPlugins),
    row('plugins.plugin_admin_enabled', 'pluginAdmin', options.pluginAdmin),
    row('plugins.preinstall_auto_update', 'pluginAutoUpdate', options.pluginAutoUpdate),
    ...Object.entries(options.featureToggles ?? {}).map(([toggle, isOn]) => row(`feature_toggles.${toggle}`, 'featureToggles', isOn)),
  ];
}

/** The same for secret settings. */
export function optionSecrets({ security, smtp }: SettingOptions): OptionSecret[] {
  return [
    { key: 'security.secret_key', option: 'security.secretKey', value: security?.secretKey },
    { key: 'smtp.user', option: 'smtp.user', value: smtp?.user },
    { key: 'smtp.password', option: 'smtp.password', value: smtp?.password },
  ];
}

/** Defaults if neither an option nor `settings` sets a value. */
export const DEFAULT_SETTINGS: Readonly<Record<string, string>> = {
  // pods must not call servers outside of the cluster for update checks
  'analytics.reporting_enabled': 'false',
  'analytics.check_for_updates': 'false',
  'analytics.check_for_plugin_updates': 'false',
  // a restart must not be an upgrade: in Grafana 13.2 the Prometheus plugin is separate, and is updated to the newest version at each start
  'plugins.preinstall_auto_update': 'false',
};

/** `7d`, `90m`: in the largest exact unit. */
function durationOf(duration: Duration | undefined): string | undefined {
  if (!duration) { return undefined; }
  const seconds = duration.toMilliseconds() / 1000;
  const [unit, size] = ([['d', 86400], ['h', 3600], ['m', 60]] as const).find(([, each]) => seconds > 0 && seconds % each === 0) ?? [
    's', 1,
  ];
  return `${seconds / size}${unit}`;
}

function pairsOf(map: Readonly<Record<string, string>> | undefined): string[] | undefined {
  return map && Object.entries(map).map(([name, value]) => `${name}:${value}`);
}
