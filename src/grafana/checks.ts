import { GrafanaDatasource } from './grafana-datasource';
import { ResolvedProps } from './resolve-props';
import { DATASOURCE_TOKEN, DATASOURCE_TWICE, DATASOURCE_UID, NO_DATASOURCES, NO_STORAGE, SETTING } from './rules';
import { finding, Finding } from '../validation/rule';

export function checkProps({ datasources, settings, secretSettings, storage }: ResolvedProps): Finding[] {
  const twice = (field: string, values: readonly string[]) =>
    [...new Set(values.filter((value, at) => values.indexOf(value) !== at))].map(value => finding(DATASOURCE_TWICE, { field, value }));
  return [
    ...datasources.length === 0 ? [finding(NO_DATASOURCES, {})] : [], ...checkDatasources(datasources),
    ...twice('name', datasources.map(({ _name }) => _name)), ...twice('uid', datasources.map(({ _uid }) => _uid)),
    ...Object.keys(settings).flatMap(key => whyNot(key, Object.keys(secretSettings).includes(key))),
    ...Object.keys(secretSettings).flatMap(key => shapeOf(key)),
    ...storage ? [] : [finding(NO_STORAGE, {})],
  ];
}

export function checkDatasources(datasources: readonly GrafanaDatasource[]): Finding[] {
  return [
    ...datasources.filter(({ _needsToken }) => _needsToken).map(({ _name: name }) => finding(DATASOURCE_TOKEN, { name })),
    ...datasources.filter(({ _uid }) => !/^[a-zA-Z0-9_-]{1,40}$/.test(_uid)).map(({ _uid: uid }) => finding(DATASOURCE_UID, { uid })),
  ];
}

const KEY = /^[a-z0-9_-]+(\.[a-z0-9_-]+)*\.[a-z0-9_]+$/;

/** What ends in these is secret; `_url` and `_path` are not, whatever stands before. */
const SECRET = /(password|secret|secret_key|token|api_key|private_key)$/;

function whyNot(key: string, isSecretToo: boolean): Finding[] {
  return [
    ...shapeOf(key),
    ...SECRET.test(key) ? [finding(SETTING, { key, why: 'it is secret: use "admin", or "secretSettings"' })] : [],
    ...isSecretToo ? [finding(SETTING, { key, why: '"secretSettings" has it, too: leave out one of the two' })] : [],
    ...key === 'server.root_url' ? [finding(SETTING, { key, why: 'it is "rootUrl"' })] : [],
  ];
}

function shapeOf(key: string): Finding[] {
  return KEY.test(key) && key.length <= 200 ? [] : [finding(SETTING, { key, why: 'write the section and the key, like "users.default_theme"' })];
}

/** The environment variable of a setting. */
export function variableOf(key: string): string {
  return `GF_${key.toUpperCase().replace(/[.-]/g, '_')}`;
}
