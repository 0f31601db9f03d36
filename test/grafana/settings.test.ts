import { Duration, Size } from 'cdk8s';
import { Grafana, GrafanaDatasource, GrafanaProps, GrafanaRole } from '../../src';
import { GrafanaDatabase } from '../../src/grafana/grafana-database';
import { iniText, variableOf } from '../../src/grafana/settings';
import { DEFAULT_SETTINGS, optionSecrets, optionSettings } from '../../src/grafana/settings-rows';
import { isOpen, keysOf, SECTIONS } from '../../src/grafana/settings-table';
import { settingsIn } from '../support/ini';
import { aChart, errorsOf, noticesOf, synth, theOne } from '../support/synth';

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

const PROPS: GrafanaProps = { admin: { secretName: 'grafana-admin' }, datasources: [GrafanaDatasource.cloudWatch('eu-west-2')], storage: { size: Size.gibibytes(1) } };
const SECRET = { secretName: 'a', key: 'b' };

function chartOf(props: Partial<GrafanaProps>) {
  const chart = aChart('monitoring');
  new Grafana(chart, 'Grafana', { ...PROPS, ...props });
  return chart;
}
const textOf = (props: Partial<GrafanaProps>): string => theOne(synth(chartOf(props)), 'ConfigMap').data['grafana.ini'];
const settingsOf = (props: Partial<GrafanaProps>) => settingsIn(textOf(props));

/** Every option that is a setting. */
const ALL: Partial<GrafanaProps> = {
  rootUrl: 'https://example.org/grafana',
  server: { domain: 'example.org', serveFromSubPath: true, enforceDomain: true, enableGzip: true, routerLogging: true },
  anonymous: { role: GrafanaRole.VIEWER, organization: 'Main Org.', hideVersion: true },
  auth: {
    disableLoginForm: true,
    disableSignoutMenu: true,
    signoutRedirectUrl: 'https://login.example.org/logout',
    maximumInactiveLifetime: Duration.days(7),
    maximumLifetime: Duration.hours(36),
    basicAuth: false,
    sigV4: true,
    proxy: { headerName: 'X-User', headerProperty: 'email', autoSignUp: false, allowedAddresses: ['10.0.0.0/8', '192.168.0.1'], headers: { Email: 'X-Mail', Groups: 'X-Groups' } },
    ldap: { config: { secretName: 'ldap', key: 'config' }, allowSignUp: false },
  },
  users: {
    allowSignUp: false, allowOrgCreate: false, autoAssignOrg: true, autoAssignOrgRole: GrafanaRole.EDITOR, viewersCanEdit: true, defaultTheme: 'light', defaultLanguage: 'de-DE', homePage: '/d/a', defaultTimezone: 'UTC',
  },
  security: { secretKey: SECRET, cookieSecure: true, cookieSameSite: 'strict', allowEmbedding: true, disableGravatar: true, strictTransportSecurity: true, contentSecurityPolicy: true },
  smtp: { host: 'smtp.example.org:587', fromAddress: 'grafana@example.org', fromName: 'Grafana', user: SECRET, password: { secretName: 'smtp', key: 'password' }, startTlsPolicy: 'MandatoryStartTLS', skipVerify: true },
  log: { level: 'warn', format: 'json', filters: { sqlstore: 'debug', ldap: 'debug' } },
  analytics: { reporting: true, checkForUpdates: true, checkForPluginUpdates: true, feedbackLinks: false, newsFeed: false },
  alerting: { enabled: true, executeAlerts: false, minInterval: Duration.seconds(10), evaluationTimeout: Duration.seconds(90) },
  dataProxy: { timeout: Duration.minutes(2), logging: true, sendUserHeader: true },
  featureToggles: { publicDashboardsScene: true },
  unsignedPlugins: ['a-panel', 'b-panel'],
  pluginAdmin: false,
  pluginAutoUpdate: true,
};

test('typed options are written as the file that Grafana reads', () => {
  expect(textOf(ALL)).toBe(`[analytics]
check_for_plugin_updates = true
check_for_updates = true
feedback_links_enabled = false
reporting_enabled = true

[auth]
disable_login_form = true
disable_signout_menu = true
login_maximum_inactive_lifetime_duration = 7d
login_maximum_lifetime_duration = 36h
signout_redirect_url = https://login.example.org/logout
sigv4_auth_enabled = true

[auth.anonymous]
enabled = true
hide_version = true
org_name = Main Org.
org_role = Viewer

[auth.basic]
enabled = false

[auth.ldap]
allow_sign_up = false
config_file = /etc/grafana/ldap.toml
enabled = true

[auth.proxy]
auto_sign_up = false
enabled = true
header_name = X-User
header_property = email
headers = Email:X-Mail,Groups:X-Groups
whitelist = 10.0.0.0/8,192.168.0.1

[dataproxy]
logging = true
send_user_header = true
timeout = 120

[date_formats]
default_timezone = UTC

[feature_toggles]
publicDashboardsScene = true

[log]
filters = sqlstore:debug ldap:debug
level = warn

[log.console]
format = json

[news]
news_feed_enabled = false

[plugins]
allow_loading_unsigned_plugins = a-panel,b-panel
plugin_admin_enabled = false
preinstall_auto_update = true

[security]
allow_embedding = true
content_security_policy = true
cookie_samesite = strict
cookie_secure = true
disable_gravatar = true
secret_key = $__env{GF_SECURITY_SECRET_KEY}
strict_transport_security = true

[server]
domain = example.org
enable_gzip = true
enforce_domain = true
root_url = https://example.org/grafana
router_logging = true
serve_from_sub_path = true

[smtp]
enabled = true
from_address = grafana@example.org
from_name = Grafana
host = smtp.example.org:587
password = $__env{GF_SMTP_PASSWORD}
skip_verify = true
startTLS_policy = MandatoryStartTLS
user = $__env{GF_SMTP_USER}

[unified_alerting]
enabled = true
evaluation_timeout = 90s
execute_alerts = false
min_interval = 10s

[users]
allow_org_create = false
allow_sign_up = false
auto_assign_org = true
auto_assign_org_role = Editor
default_language = de-DE
default_theme = light
home_page = /d/a
viewers_can_edit = true
`);
  expect(errorsOf(chartOf(ALL))).toBe('');
});

test('each setting that an option writes exists upstream', () => {
  const written = [...optionSettings(ALL), ...optionSecrets(ALL)].filter(({ value }) => value !== undefined).map(({ key }) => key);
  const ofDatabases = Object.keys({ ...GrafanaDatabase.postgres({ host: 'a' })._settings(), ...GrafanaDatabase.postgres({ host: 'a' })._secrets() });
  const unknown = [...written, ...ofDatabases, ...Object.keys(DEFAULT_SETTINGS)].filter(name => {
    const at = name.lastIndexOf('.');
    return !isOpen(name.slice(0, at)) && !keysOf(name.slice(0, at))?.includes(name.slice(at + 1));
  });
  expect(unknown).toEqual([]);
  expect(written.length).toBe(optionSettings(ALL).length + 3);
});

test('the table has upstream\'s sections, and each key once', () => {
  expect(SECTIONS).toHaveLength(100);
  expect(SECTIONS.filter(section => new Set(keysOf(section)).size !== keysOf(section)!.length)).toEqual([]);
  expect(keysOf('auth.anonymous')).toEqual(['enabled', 'org_name', 'org_role', 'hide_version', 'device_limit']);
});

/** @see https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/#override-configuration-with-environment-variables for the four names */
test.each([
  ['instance_name', 'GF_DEFAULT_INSTANCE_NAME'], ['security.admin_user', 'GF_SECURITY_ADMIN_USER'], ['auth.google.client_secret', 'GF_AUTH_GOOGLE_CLIENT_SECRET'],
  ['plugin.grafana-image-renderer.rendering_ignore_https_errors', 'GF_PLUGIN_GRAFANA_IMAGE_RENDERER_RENDERING_IGNORE_HTTPS_ERRORS'],
])('%s is overridden by %s', (name, variable) => expect(variableOf(name)).toBe(variable));

test('settings may be sections, as in the values of the Grafana chart', () => {
  const sections = { 'users': { login_hint: 'you@example.org', auto_assign_org_id: 2 }, 'auth.jwt': { enabled: true, header_name: 'X-Jwt' }, 'instance_name': 'eu-1', 'plugin.my-app.url': 'https://a', 'DEFAULT': { app_mode: 'production' } };
  const flat = { 'users.login_hint': 'you@example.org', 'users.auto_assign_org_id': 2, 'auth.jwt.enabled': true, 'auth.jwt.header_name': 'X-Jwt', 'instance_name': 'eu-1', 'plugin.my-app.url': 'https://a', 'app_mode': 'production' };
  expect(textOf({ settings: sections })).toBe(textOf({ settings: flat }));
  expect(textOf({ settings: sections })).toContain('app_mode = production\ninstance_name = eu-1\n\n[analytics]');
  expect(noticesOf(chartOf({ settings: sections })).join()).not.toContain('grafana/setting');
});

test('settings take precedence over a default of this library', () => expect(settingsOf({ settings: { analytics: { reporting_enabled: true } } })).toMatchObject({ 'analytics.reporting_enabled': 'true' }));

/** Read back by gopkg.in/ini.v1 v1.67.0, which Grafana uses. */
test.each([
  ['plain', 'plain'], ['with # hash', '`with # hash`'], ['a;b', '`a;b`'], [' blank ', '` blank `'], ['\'Viewer\'', '`\'Viewer\'`'], ['"x"', '`"x"`'], ['two\nlines', '`two\nlines`'],
  ['ends in \\', '`ends in \\`'], ['tick ` and #', '"""tick ` and #"""'], ['%(protocol)s://a', '%(protocol)s://a'], ['[a]:1', '[a]:1'], ['a = b', 'a = b'],
  ['contains(groups[*], \'sre\') && \'Admin\' || \'Viewer\'', 'contains(groups[*], \'sre\') && \'Admin\' || \'Viewer\''],
])('%j is written as %j', (value, expected) => {
  expect(iniText({ plain: new Map([['users.login_hint', value]]), secret: new Map() })).toBe(`[users]\nlogin_hint = ${expected}\n`);
});

test.each<[string, Partial<GrafanaProps>, string]>([
  ['grafana/setting', { settings: { users: { defaultTheme: 'light' } } }, 'the name in Grafana is "users.default_theme": use it'],
  ['grafana/setting', { settings: { smtp: { starttls_policy: 'NoStartTLS' } } }, '"smtp.startTLS_policy"'],
  ['grafana/setting', { settings: { 'Unified-Alerting.enabled': true } }, 'the name of the section in Grafana is "unified_alerting"'],
  ['grafana/setting', { users: { defaultTheme: 'light' }, settings: { 'users.default_theme': 'dark' } }, '"users.defaultTheme" already sets it: remove it from "settings"'],
  ['grafana/setting', { smtp: ALL.smtp, secretSettings: { 'smtp.password': SECRET } }, '"smtp.password" already sets it: remove it from "secretSettings"'],
  ['grafana/setting', { settings: { 'users': { login_hint: 'a' }, 'users.login_hint': 'b' } }, 'it appears twice'],
  ['grafana/setting', { settings: { database: { url: 'postgres://grafana:secret@db:5432/grafana' } } }, 'it is secret'],
  ['grafana/setting', { settings: { remote_cache: { connstr: 'addr=redis:6379,password=x' } } }, 'it is secret'],
  ['grafana/setting', { settings: { 'external_image_storage.azure_blob': { account_key: 'x' } } }, 'it is secret'],
  ['grafana/setting', { settings: { 'users.login_hint': '` and """' } }, 'it cannot be quoted'],
  ['grafana/environment', { log: { level: 'warn' }, env: { GF_LOG_LEVEL: 'debug' } }, 'another option already sets it'],
  ['manifest/reference', { smtp: { ...ALL.smtp!, password: { secretName: 'A B', key: 'b' } } }, 'smtp.password.secretName'],
  ['manifest/reference', { auth: { ldap: { config: { secretName: 'A B', key: 'b' } } } }, 'auth.ldap.config.secretName'],
  ['manifest/reference', { envFromSecrets: ['A B'] }, 'envFromSecrets'],
  ['manifest/annotation', { podAnnotations: { 'a b': 'x' } }, 'podAnnotations'],
])('%s: %#', (id, props, cure) => {
  const errors = errorsOf(chartOf(props));
  expect(errors).toContain(`[${id}]`);
  expect(errors).toContain(cure);
});

test.each<[string, object, string]>([
  ['a setting that was removed', { security: { angular_support_enabled: true } }, 'correct or remove it, unless a plugin reads it [grafana/setting-unknown],[test/Grafana] "settings" has'],
  ['a section that Grafana does not have', { 'auth.generic_oauth.group_mapping': { org_id: 1 } }, 'correct or remove it, unless a plugin reads it [grafana/setting-unknown],[test/Grafana] "settings" has'],
  ['a name that is nearly one', { users: { default_themes: 'light' } }, 'did you mean "users.default_theme"? correct or remove it, unless a plugin reads it'],
  ['a key of another section', { auth: { cookie_secure: true } }, 'did you mean "security.cookie_secure"? correct or remove it, unless a plugin reads it'],
])('%s is a warning, not an error', (_, settings, text) => {
  expect(errorsOf(chartOf({ settings: settings as any }))).toBe('');
  expect(noticesOf(chartOf({ settings: settings as any })).join()).toContain(text);
});

test.each<[string, Partial<GrafanaProps>]>([
  ['of another major version', { version: '11.6.0', settings: { security: { angular_support_enabled: true } } }],
  ['of a version that cannot be read', { version: 'main', settings: { users: { brand_new: 1 } } }],
  ['of a plugin, a toggle, a header or Enterprise', { settings: { 'plugin.my-app': { url: 'a' }, 'feature_toggles': { anything: true }, 'server.custom_response_headers': { 'X-A': 'b' }, 'white_labeling': { app_title: 'Ours' }, 'auth.saml': { enabled: true } } }],
  ['whose names end like secrets, and that are switches', { settings: { 'auth.proxy': { enable_login_token: true }, 'auth.generic_oauth': { use_refresh_token: 'True' } }, env: { GF_AUTH_GITHUB_USE_REFRESH_TOKEN: 'true' } }],
  ['from a variable or a file', { settings: { 'auth.generic_oauth': { client_secret: '$__env{OIDC_CLIENT_SECRET}' }, 'database': { password: '$__file{/etc/secrets/password}' }, 'smtp': { password: '${SMTP_PASSWORD}' } } }],
])('nothing is reported about settings %s', (_, props) => {
  expect(errorsOf(chartOf(props))).toBe('');
  expect(noticesOf(chartOf(props)).join()).not.toContain('grafana/setting');
});

/** Grafana redirects what does not begin with the path of its URL: pkg/middleware/subpath_redirect.go. */
test('below a path prefix it is probed and scraped there, unless a proxy removes the prefix', () => {
  const of = (props: Partial<GrafanaProps>) => {
    const objects = synth(chartOf(props));
    const [{ readinessProbe, startupProbe }] = theOne(objects, 'Deployment').spec.template.spec.containers;
    return [readinessProbe.httpGet.path, startupProbe.httpGet.path, theOne(objects, 'ServiceMonitor').spec.endpoints[0].path];
  };
  const rootUrl = 'https://example.org/grafana/';
  expect(of({ rootUrl, server: { serveFromSubPath: true } })).toEqual(['/grafana/api/health', '/grafana/api/health', '/grafana/metrics']);
  expect(of({ rootUrl, settings: { server: { serve_from_sub_path: true } } })).toEqual(['/grafana/api/health', '/grafana/api/health', '/grafana/metrics']);
  expect(of({ rootUrl: '%(protocol)s://%(domain)s:%(http_port)s/grafana', server: { serveFromSubPath: true } })[0]).toBe('/grafana/api/health');
  expect(of({ rootUrl })).toEqual(['/api/health', '/api/health', undefined]);
  expect(of({ rootUrl: 'https://example.org/', server: { serveFromSubPath: true } })).toEqual(['/api/health', '/api/health', undefined]);
});

test('the liveness probe does not read the database: an outage of the database restarts no pod', () => {
  const rootUrl = 'https://grafana.corp/grafana/';
  const { livenessProbe, readinessProbe } = theOne(synth(chartOf({ rootUrl, server: { serveFromSubPath: true } })), 'Deployment').spec.template.spec.containers[0];
  expect([livenessProbe.httpGet.path, readinessProbe.httpGet.path]).toEqual(['/grafana/healthz', '/grafana/api/health']);
});

test('a URL may contain Grafana\'s variables, also with an empty port; then it is not used for links', () => {
  const rootUrl = '%(protocol)s://%(domain)s:/grafana/';
  expect(settingsOf({ rootUrl })['server.root_url']).toBe(rootUrl);
  expect(errorsOf(chartOf({ rootUrl }))).toBe('');
  expect(new Grafana(aChart('monitoring'), 'Grafana', { ...PROPS, rootUrl }).webUi.externalUrl).toBeUndefined();
  expect(errorsOf(chartOf({ rootUrl: '%(domain)s/grafana' }))).toContain('[manifest/url]');
});

test('additional containers and volumes, and an existing ServiceAccount', () => {
  const objects = synth(chartOf({
    serviceAccountName: 'ours',
    initContainers: [{ name: 'init', image: 'init:1' }],
    containers: [{ name: 'proxy', image: 'proxy:1' }],
    volumes: [{ name: 'tls', secret: { secretName: 'tls' } }],
    volumeMounts: [{ name: 'tls', mountPath: '/tls' }],
  }));
  const { spec } = theOne(objects, 'Deployment').spec.template;
  expect(spec.serviceAccountName).toBe('ours');
  expect(spec.initContainers).toEqual([{ name: 'init', image: 'init:1' }]);
  expect(spec.containers.map(({ name }: any) => name)).toEqual(['grafana', 'dashboards', 'proxy']);
  expect(spec.volumes).toContainEqual({ name: 'tls', secret: { secretName: 'tls' } });
  expect(spec.containers[0].volumeMounts).toContainEqual({ name: 'tls', mountPath: '/tls' });
  expect(objects.filter(({ kind }) => kind === 'ServiceAccount')).toEqual([]);
  expect(theOne(objects, 'RoleBinding').subjects).toEqual([{ kind: 'ServiceAccount', name: 'ours', namespace: 'monitoring' }]);
});

test('the configuration of LDAP is a file from its Secret', () => {
  const { containers: [{ volumeMounts }], volumes } = theOne(synth(chartOf({ auth: { ldap: { config: { secretName: 'ldap', key: 'config' } } } })), 'Deployment').spec.template.spec;
  expect(volumes).toContainEqual({ name: 'ldap', secret: { secretName: 'ldap', items: [{ key: 'config', path: 'ldap.toml' }] } });
  expect(volumeMounts).toContainEqual({ name: 'ldap', mountPath: '/etc/grafana/ldap.toml', subPath: 'ldap.toml', readOnly: true });
});

test('existing Secrets, annotations and a volume are used', () => {
  const objects = synth(chartOf({
    storage: undefined, existingClaim: 'grafana-pvc', envFromSecrets: ['grafana-env'], podAnnotations: { 'linkerd.io/inject': 'enabled' }, serviceAccountAnnotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::123456789012:role/grafana' },
  }));
  const { strategy, template } = theOne(objects, 'Deployment').spec;
  expect(template.metadata.annotations).toMatchObject({ 'linkerd.io/inject': 'enabled' });
  expect(template.spec.containers[0].envFrom).toEqual([{ secretRef: { name: 'grafana-env' } }]);
  expect(template.spec.volumes).toContainEqual({ name: 'data', persistentVolumeClaim: { claimName: 'grafana-pvc' } });
  expect(strategy).toEqual({ type: 'Recreate' });
  expect(theOne(objects, 'ServiceAccount').metadata.annotations).toEqual({ 'eks.amazonaws.com/role-arn': 'arn:aws:iam::123456789012:role/grafana' });
  expect(objects.filter(({ kind }) => kind === 'PersistentVolumeClaim')).toEqual([]);
});
