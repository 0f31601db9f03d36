import { Code, shortened, ours } from './code';
import { entriesOf, Gathered } from './converted';
import { rendered } from './exposure';
import { isEmpty, isMap } from '../../values/json';
import { Release } from '../part';
import { hasTemplate } from './storage';

/** A reference to a key of a Secret that the engineer creates. */
export interface SecretSetting {
  readonly secretName: string;
  readonly key: string;
}

/** Options of a Grafana that `grafana.ini` converts to. */
export interface SettingsFound {
  readonly options: Record<string, unknown>;
  readonly settings: Record<string, unknown>;
  readonly secretSettings: Record<string, SecretSetting>;
}

/** The same as in src/grafana/settings-checks.ts, which a test compares. */
const SECRET = /(password|secret|secret_key|account_key|token|api_key|private_key|cert_pass)$/;
const SWITCH = /^(true|false|0|1|-)?$/i;
const EXPANSION = /\$(__\w+)?\{[^}]+\}/;
const PASSWORD_INSIDE = /:\/\/[^/@\s:]*:[^@\s]+@|\bpassword=/;

/** Whether a setting is a secret in clear text. */
export const isSecretSetting = (
  key: string, text: string,
): boolean => SECRET.test(key) && !SWITCH.test(text) && !EXPANSION.test(text) || PASSWORD_INSIDE.test(text);

/** Defaults of the chart that are the same here: paths of the image, and the log on standard output. */
const AS_IN_CHART: Readonly<Record<string, unknown>> = {
  'paths.data': '/var/lib/grafana/',
  'paths.logs': '/var/log/grafana',
  'paths.plugins': '/var/lib/grafana/plugins',
  'paths.provisioning': '/etc/grafana/provisioning',
  'log.mode': 'console',
  'unified_storage.index_path': '/var/lib/grafana-search/bleve',
};

type Kind = 'flag' | 'text' | 'role';

/** The only table of settings with options, by option. Other settings are written to `settings`. */
const OPTIONS: Readonly<Record<string, readonly [option: string, kind: Kind]>> = {
  'server.root_url': ['rootUrl', 'text'],
  'server.domain': ['server.domain', 'text'],
  'server.serve_from_sub_path': ['server.serveFromSubPath', 'flag'],
  'server.enforce_domain': ['server.enforceDomain', 'flag'],
  'server.enable_gzip': ['server.enableGzip', 'flag'],
  'auth.anonymous.enabled': ['anonymous.enabled', 'flag'],
  'auth.anonymous.org_role': ['anonymous.role', 'role'],
  'auth.anonymous.org_name': ['anonymous.organization', 'text'],
  'auth.disable_login_form': ['auth.disableLoginForm', 'flag'],
  'auth.disable_signout_menu': ['auth.disableSignoutMenu', 'flag'],
  'auth.signout_redirect_url': ['auth.signoutRedirectUrl', 'text'],
  'auth.basic.enabled': ['auth.basicAuth', 'flag'],
  'users.allow_sign_up': ['users.allowSignUp', 'flag'],
  'users.auto_assign_org': ['users.autoAssignOrg', 'flag'],
  'users.auto_assign_org_role': ['users.autoAssignOrgRole', 'role'],
  'users.viewers_can_edit': ['users.viewersCanEdit', 'flag'],
  'users.default_theme': ['users.defaultTheme', 'text'],
  'users.default_language': ['users.defaultLanguage', 'text'],
  'date_formats.default_timezone': ['users.defaultTimezone', 'text'],
  'security.cookie_secure': ['security.cookieSecure', 'flag'],
  'security.cookie_samesite': ['security.cookieSameSite', 'text'],
  'security.allow_embedding': ['security.allowEmbedding', 'flag'],
  'security.disable_gravatar': ['security.disableGravatar', 'flag'],
  'log.level': ['log.level', 'text'],
  'analytics.reporting_enabled': ['analytics.reporting', 'flag'],
  'analytics.check_for_updates': ['analytics.checkForUpdates', 'flag'],
  'analytics.check_for_plugin_updates': ['analytics.checkForPluginUpdates', 'flag'],
  'analytics.feedback_links_enabled': ['analytics.feedbackLinks', 'flag'],
  'news.news_feed_enabled': ['analytics.newsFeed', 'flag'],
  'unified_alerting.enabled': ['alerting.enabled', 'flag'],
  'plugins.plugin_admin_enabled': ['pluginAdmin', 'flag'],
};

/** For tests. */
export const SETTING_OPTIONS = OPTIONS;

const ROLES: Readonly<Record<string, string>> = { Viewer: 'VIEWER', Editor: 'EDITOR', Admin: 'ADMIN', None: 'NONE' };

/** `grafana.grafana.ini`, by section and key. */
export function chartSettings(
  said: Gathered, ini: unknown, release: Release, needed: (key: string, path: string) => SecretSetting,
): SettingsFound {
  const found: SettingsFound = { options: {}, settings: {}, secretSettings: {} };
  for (const [section, content] of entriesOf(rendered(ini, release))) {
    const path = `grafana.grafana.ini.${section}`;
    if (!isMap(content)) {
      // a key before the first section
      sayOne(said, found, { section: '', key: section, path, value: content }, needed);
    } else { entriesOf(content).forEach(([key, value]) => sayOne(said, found, { section, key, path: `${path}.${key}`, value }, needed)); }
  }
  return found;
}

interface Setting {
  readonly section: string;
  readonly key: string;
  readonly path: string;
  readonly value: unknown;
}

function sayOne(
  said: Gathered, found: SettingsFound, { section, key, path, value }: Setting, needed: (key: string, path: string) => SecretSetting,
): void {
  const name = section === '' ? key : `${section}.${key}`;
  if (isEmpty(value)) { said.say(path, 'same', 'empty'); return; }
  if (AS_IN_CHART[name] !== undefined) {
    const isSame = AS_IN_CHART[name] === value;
    said.say(path, isSame ? 'same' : 'different', isSame ? 'same behavior' : 'the paths of the image are used');
    return;
  }
  if (isMap(value)) { said.say(path, 'unsupported', 'a setting is not a map'); return; }
  if (isSecretSetting(key, String(value))) {
    found.secretSettings[name] = needed(name, path);
    said.say(path, 'mapped', `secretSettings["${shortened(name)}"]`);
    return;
  }
  if (hasTemplate(value)) { said.warnings.push(`${shortened(path)} has a Helm template: write its result.`); }
  const own = Object.hasOwn(OPTIONS, name) ? typed(value, OPTIONS[name][1]) : undefined;
  if (own !== undefined) {
    put(found.options, OPTIONS[name][0], own);
    said.say(path, 'mapped', OPTIONS[name][0]);
    return;
  }
  if (name === 'server.root_url') { said.say(path, 'unsupported', 'it is not a string'); return; }
  if (section === '') {
    found.settings[key] = value;
  } else { found.settings[section] = { ...found.settings[section] as object | undefined, [key]: value }; }
  said.say(path, 'mapped', 'settings');
}

/** The variable by which Grafana reads a setting. */
const variableOf = (name: string): string => `GF_${name.replace(/[.-]/g, '_').toUpperCase()}`;

const BY_VARIABLE = new Map(Object.entries(OPTIONS).map(([name, [option, kind]]) => [variableOf(name), { option, kind }]));

/** An environment variable for a setting with an option becomes the option. In Grafana it overrides the file. */
export function settingOfVariable(options: Record<string, unknown>, name: string, value: unknown): string | undefined {
  const row = BY_VARIABLE.get(name);
  const own = row && typed(value, row.kind);
  if (!row || own === undefined) { return undefined; }
  put(options, row.option, own);
  return row.option;
}

const FLAGS: ReadonlyMap<string, boolean> = new Map([['true', true], ['false', false]]);

function typed(value: unknown, kind: Kind): unknown {
  if (kind === 'flag') { return typeof value === 'boolean' ? value : FLAGS.get(String(value)); }
  if (kind === 'text') { return typeof value === 'string' ? value : undefined; }
  return typeof value === 'string' && Object.hasOwn(ROLES, value) ? ours(`GrafanaRole.${ROLES[value]}`, 'GrafanaRole') : undefined;
}

function put(options: Record<string, unknown>, path: string, value: unknown): void {
  const [first, second] = path.split('.');
  if (second === undefined) { options[first] = value; return; }
  const inner = options[first];
  options[first] = { ...isMap(inner) && !(inner instanceof Code) ? inner : {}, [second]: value };
}
