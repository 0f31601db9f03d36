import { GrafanaDatabase } from './grafana-database';
import { GrafanaOAuthOptions } from './grafana-oauth-options';
import { oauthSecrets, oauthSettings } from './oauth';
import { DEFAULT_SETTINGS, optionSecrets, optionSettings, SettingOptions } from './settings-rows';
import { TOP } from './settings-table';
import { SecretKeyReference } from '../scrape/client-access-options';
import { isMap } from '../values/json';

/** A value of `settings`, with its place. */
export interface GivenSetting {
  /** Empty for a key before the first section. */
  readonly section: string;
  readonly key: string;
  readonly value: unknown;
}

/** Inputs of the settings. */
export interface SettingSources extends SettingOptions {
  readonly oauth: readonly GrafanaOAuthOptions[];
  readonly database?: GrafanaDatabase;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly secretSettings: Readonly<Record<string, SecretKeyReference>>;
  /** Settings that the construct needs itself, for several replicas. */
  readonly own: Readonly<Record<string, string>>;
}

/** All settings by section and key, with the option that sets each. */
export interface Settings {
  readonly plain: ReadonlyMap<string, string>;
  readonly secret: ReadonlyMap<string, SecretKeyReference>;
  /** The option that sets a key. Keys of `settings` and `secretSettings` have none. */
  readonly writtenBy: ReadonlyMap<string, string>;
  readonly given: readonly GivenSetting[];
}

/** Settings of the option `admin`, which are only set as variables. */
const OF_ADMIN = [['security.admin_user', 'admin'], ['security.admin_password', 'admin']] as const;

export function settingsOf(sources: SettingSources): Settings {
  const { oauth, database, secretSettings, own } = sources;
  const given = givenSettings(sources.settings);
  const options = [
    ...optionSettings(sources),
    ...rows('oauth', oauthSettings(oauth)),
    ...rows('database', database?._settings() ?? {}),
    ...rows('replicas', own),
  ].flatMap(({ key, option, value }) => value === undefined ? [] : [{ key, option, value: settingText(value) }]);
  const secrets = [
    ...optionSecrets(sources), ...rows('oauth', oauthSecrets(oauth)), ...rows('database', database?._secrets() ?? {}),
  ].flatMap(({ key, option, value }) => value === undefined ? [] : [{ key, option, value }]);
  return {
    plain: new Map([
      ...Object.entries(DEFAULT_SETTINGS),
      ...given.map(({ section, key, value }) => [settingName(section, key), settingText(value)] as const),
      ...options.map(({ key, value }) => [key, value] as const),
    ]),
    secret: new Map([
      ...Object.entries(secretSettings).map(([key, value]) => [settingName(...sectionAndKey(key)), value] as const),
      ...secrets.map(({ key, value }) => [key, value] as const),
    ]),
    writtenBy: new Map([...OF_ADMIN, ...[...options, ...secrets].map(({ key, option }) => [key, option] as const)]),
    given,
  };
}

function rows<T>(
  option: string, values: Readonly<Record<string, T>>,
): { readonly key: string; readonly option: string; readonly value: T }[] {
  return Object.entries(values).map(([key, value]) => ({ key, option, value }));
}

/** `settings` as a list: a map is a section, anything else a setting by section and key. */
export function givenSettings(settings: Readonly<Record<string, unknown>>): GivenSetting[] {
  return Object.entries(settings).flatMap(([name, value]): GivenSetting[] => {
    if (isMap(value)) { return Object.entries(value).map(([key, each]) => ({ section: name === TOP ? '' : name, key, value: each })); }
    const [section, key] = sectionAndKey(name);
    return [{ section, key, value }];
  }).filter(({ value }) => value !== undefined && value !== null);
}

/** The section and the key of `auth.generic_oauth.enabled`: keys have no dots. */
export function sectionAndKey(name: string): [string, string] {
  const at = name.lastIndexOf('.');
  const section = at < 0 ? '' : name.slice(0, at);
  return [section === TOP ? '' : section, name.slice(at + 1)];
}

export const settingName = (section: string, key: string): string => section === '' ? key : `${section}.${key}`;

/** Lists are joined with commas, which Grafana splits. */
function settingText(value: unknown): string {
  if (Array.isArray(value)) { return value.map(String).join(','); }
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}

/**
 * The environment variable that overrides a setting. @see
 * https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/#override-configuration-with-environment-variables
 */
export function variableOf(name: string): string {
  const [section, key] = sectionAndKey(name);
  return `GF_${settingName(section === '' ? TOP : section, key).toUpperCase().replace(/[.-]/g, '_')}`;
}

/** The settings in Grafana's file format. Secrets are references to their variables. */
export function iniText({ plain, secret }: Pick<Settings, 'plain' | 'secret'>): string {
  const lines = new Map<string, string>([...plain].map(([name, value]) => [name, quoted(value)]));
  for (const name of secret.keys()) { lines.set(name, `$__env{${variableOf(name)}}`); }
  const sections = new Map<string, string[]>();
  for (const name of [...lines.keys()].sort()) {
    const [section, key] = sectionAndKey(name);
    const known = sections.get(section) ?? [];
    sections.set(section, known);
    known.push(`${key} = ${lines.get(name)}`);
  }
  return [...sections.keys()].sort()
    .map(section => `${section === '' ? '' : `[${section}]\n`}${sections.get(section)!.join('\n')}\n`)
    .join('\n');
}

/**
 * A value as Grafana's parser reads it back: "#" and ";" begin a comment, quotes around a value are dropped, and a backslash at the end
 * joins lines.
 * @see https://pkg.go.dev/gopkg.in/ini.v1
 */
function quoted(value: string): string {
  if (!/[#;\n\r`]|^\s|\s$|\\$|^["']/.test(value)) { return value; }
  return value.includes('`') ? `"""${value}"""` : `\`${value}\``;
}

/** Whether a value can be written and read back unchanged. */
export const canBeWritten = (value: string): boolean => !value.includes('`') || !value.includes('"""');
