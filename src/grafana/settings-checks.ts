import { ResolvedProps } from './resolve-props';
import { SETTING, SETTING_UNKNOWN } from './rules';
import { canBeWritten, GivenSetting, settingName, sectionAndKey } from './settings';
import { isFormer, isOpen, keysOf, SECTIONS, TOP } from './settings-table';
import { finding, Finding, shown } from '../validation/rule';
import { similarTo } from '../validation/similar';

const SECTION = /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/;
const KEY = /^[A-Za-z0-9_-]+$/;
const LONGEST = 200;

/**
 * Endings of names of secret settings. `_url`, `_path` and `_file` are not secret. `account_key`: assertNoLeakedSecrets in
 * grafana-community/helm-charts.
 */
const SECRET = /(password|secret|secret_key|account_key|token|api_key|private_key|cert_pass)$/;

/** `use_refresh_token` and `enable_login_token` are booleans. */
const SWITCH = /^(true|false|0|1|-)?$/i;

/** Whether a value is a secret in clear text, by the name of its setting. */
export const isSecretText = (name: string, text: string): boolean => SECRET.test(name) && !SWITCH.test(text) && !EXPANSION.test(text);

/** A value that Grafana replaces by a variable, a file or a secret store. */
const EXPANSION = /\$(__\w+)?\{[^}]+\}/;

/** A password in a URL or in the address of a cache. */
const PASSWORD_INSIDE = /:\/\/[^/@\s:]*:[^@\s]+@|\bpassword=/;

/** The major version of `settings-table.ts`. */
const MAJOR_OF_TABLE = 13;

export function checkSettings(props: ResolvedProps): Finding[] {
  const { all: { given, secret, writtenBy }, secretSettings, version } = props;
  const secretGiven = Object.keys(secretSettings);
  const isTwice = given.filter(({ section, key }, at) => given.findIndex(other => other.section === section && other.key === key) !== at);
  return [
    ...given.flatMap(setting => checkGiven(setting, secret.has(settingName(setting.section, setting.key)), writtenBy)),
    ...isTwice.map(({ section, key }) => wrong('settings', settingName(section, key), 'it appears twice: remove one of them')),
    ...secretGiven.flatMap(name => [
      ...shapeOf('secretSettings', ...sectionAndKey(name)),
      ...writtenBy.has(name)
        ? [wrong('secretSettings', name, `"${writtenBy.get(name)}" already sets it: remove it from "secretSettings"`)]
        : [],
    ]),
    ...[
      ...given.map(({ section, key }) => ({ option: 'settings', section, key })),
      ...secretGiven.map(name => ({ option: 'secretSettings', section: sectionAndKey(name)[0], key: sectionAndKey(name)[1] })),
    ]
      .flatMap(({ option, section, key }) => checkName(option, section, key, version)),
  ];
}

const wrong = (option: string, key: string, why: string) => finding(SETTING, { option, key, why });

function checkGiven({ section, key, value }: GivenSetting, isSecretToo: boolean, writtenBy: ReadonlyMap<string, string>): Finding[] {
  const name = settingName(section, key);
  const text = String(value);
  const owner = writtenBy.get(name);
  return [
    ...shapeOf('settings', section, key),
    ...isInClear(key, text) ? [wrong('settings', name, 'it is secret: use "admin", or "secretSettings"')] : [],
    ...owner === undefined && isSecretToo ? [wrong('settings', name, '"secretSettings" also has it: remove one of them')] : [],
    ...owner !== undefined && name !== 'server.root_url'
      ? [wrong('settings', name, `"${owner}" already sets it: remove it from "settings"`)]
      : [],
    ...name === 'server.root_url' ? [wrong('settings', name, 'use the option "rootUrl"')] : [],
    ...canBeWritten(text) ? [] : [wrong('settings', name, 'it cannot be quoted, because the value has both ` and """')],
  ];
}

function isInClear(key: string, text: string): boolean {
  return isSecretText(key, text) || PASSWORD_INSIDE.test(text);
}

function shapeOf(option: string, section: string, key: string): Finding[] {
  const name = settingName(section, key);
  const isKnownAlone = section === '' && (keysOf(TOP) ?? []).includes(key);
  return (isKnownAlone || SECTION.test(section)) && KEY.test(key) && name.length <= LONGEST
    ? []
    : [wrong(option, name, 'write the section and the key, like "users.default_theme"')];
}

/**
 * A name that Grafana does not have. It is certain only if a known name has the same letters: plugins, other releases and code without a
 * default may read any other name.
 */
function checkName(option: string, section: string, key: string, version: string): Finding[] {
  const where = section === '' ? TOP : section;
  if (isOpen(where)) { return []; }
  const keys = keysOf(where);
  const name = settingName(section, key);
  if (!keys) {
    const same = sameLetters(where, SECTIONS);
    if (same !== undefined) { return [wrong(option, name, `the name of the section in Grafana is ${shown(same)}: use it`)]; }
    return isOfTable(version) && SECTION.test(where)
      ? [finding(SETTING_UNKNOWN, { option, key: name, version, hint: hintOf(similarTo(where, SECTIONS)[0]) })]
      : [];
  }
  if (keys.includes(key)) { return []; }
  const same = sameLetters(key, keys);
  if (same !== undefined) { return [wrong(option, name, `the name in Grafana is ${shown(settingName(section, same))}: use it`)]; }
  if (!isOfTable(version)) { return []; }
  const elsewhere = SECTIONS.filter(each => keysOf(each)!.includes(key));
  const hint = isFormer(where, key)
    ? 'only older releases have it; '
    : hintOf(similarTo(key, keys).map(each => settingName(section, each))[0] ?? (elsewhere.length === 1
      ? settingName(elsewhere[0], key)
      : undefined));
  return [finding(SETTING_UNKNOWN, { option, key: name, version, hint })];
}

const hintOf = (name: string | undefined) => name === undefined ? '' : `did you mean ${shown(name)}? `;

function sameLetters(name: string, names: readonly string[]): string | undefined {
  const plain = (text: string) => text.toLowerCase().replace(/[_-]/g, '');
  return names.find(each => plain(each) === plain(name));
}

/** Whether the names of a version are known. An unreadable version may be any. */
function isOfTable(version: string): boolean {
  return Number(/^v?(\d{1,6})\./.exec(version)?.[1]) === MAJOR_OF_TABLE;
}
