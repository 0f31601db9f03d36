import { Call, coded, oneLine, ours } from './code';
import { at, entriesOf, Gathered, isEmpty, isText } from './converted';
import { hasTemplate, rendered } from './exposure';
import { SecretSetting } from './grafana-settings';
import { hashOf } from '../../validation/hash';
import { valueAt } from '../chart-values';
import { duration, isMap } from '../convert';
import { Release } from '../part';

const SIDECAR = 'grafana.sidecar.datasources';
/** Fields without an effect in a file of datasources that only this Grafana reads. */
const WITHOUT_EFFECT = ['orgId', 'version', 'editable', 'readOnly', 'basicAuth', 'isDefault', 'access'];
const FIELDS = ['name', 'type', 'uid', 'url', 'user', 'database', 'jsonData', 'secureJsonData', 'basicAuthUser', ...WITHOUT_EFFECT];

/** The datasources of the chart, and those of the values; the default one first. */
export function datasourcesOf(said: Gathered, values: unknown, release: Release, needed: (key: string, path: string) => SecretSetting): Call[] {
  const own = standard(values);
  const more = listed(said, values, release, needed);
  saySidecar(said, values);
  const first = more.find(each => each.isDefault);
  const isOwnDefault = at(values, `${SIDECAR}.isDefaultDatasource`) !== false;
  const all = [...isOwnDefault || !first ? [] : [first.call], ...own, ...more.filter(each => isOwnDefault || each !== first).map(each => each.call)];
  return all;
}

/** Prometheus and Alertmanager of the release, with the uids that dashboards have. */
function standard(values: unknown): Call[] {
  if (valueAt(values, `${SIDECAR}.enabled`) === false) { return []; }
  const text = (key: string, usual: string) => { const value = at(values, `${SIDECAR}.${key}`); return isText(value) && value !== usual ? value : undefined; };
  const interval = at(values, `${SIDECAR}.defaultDatasourceScrapeInterval`) ?? at(values, 'prometheus.prometheusSpec.scrapeInterval');
  const scrapeInterval = interval === '30s' ? undefined : coded(duration(interval));
  const extra = at(values, `${SIDECAR}.extraJsonData`);
  const options = { name: text('name', 'Prometheus'), uid: text('uid', 'prometheus') ?? (text('name', 'Prometheus') && 'prometheus'), scrapeInterval, jsonData: isMap(extra) && !isEmpty(extra) ? extra : undefined };
  const url = at(values, `${SIDECAR}.url`);
  const isHere = valueAt(values, 'prometheus.enabled') !== false && valueAt(values, 'prometheus.agentMode') !== true;
  const isWanted = valueAt(values, `${SIDECAR}.defaultDatasourceEnabled`) !== false;
  const others = isText(url) && !hasTemplate(url) ? { type: 'prometheus', url, ...options, scrapeInterval: undefined, name: options.name ?? 'Prometheus', uid: options.uid ?? 'prometheus' } : undefined;
  const called = (method: string, args: readonly unknown[]) => new Call(`GrafanaDatasource.${method}`, args, [], ['GrafanaDatasource']);
  const withOptions = (reference: string, given: object) => Object.values(given).every(each => each === undefined) ? [ours(reference)] : [ours(reference), given];
  const prometheus = others ? [called('of', [others])] : isHere ? [called('prometheus', withOptions('stack.prometheus!.queryApi!', options))] : [];
  const manager = { name: text('alertmanager.name', 'Alertmanager'), uid: text('alertmanager.uid', 'alertmanager') };
  const hasManager = valueAt(values, 'alertmanager.enabled') !== false && at(values, `${SIDECAR}.alertmanager.enabled`) !== false;
  return [...isWanted ? prometheus : [], ...isWanted && hasManager ? [called('alertmanager', withOptions('stack.alertmanager!.reference', manager))] : []];
}

function saySidecar(said: Gathered, values: unknown): void {
  const notes: Readonly<Record<string, ['mapped' | 'same' | 'different', string]>> = {
    enabled: ['mapped', 'datasources of the Grafana'],
    defaultDatasourceEnabled: ['mapped', 'datasources of the Grafana'],
    isDefaultDatasource: ['mapped', 'the first of the datasources'],
    name: ['mapped', 'datasources: name'],
    uid: ['mapped', 'datasources: uid'],
    url: ['mapped', 'datasources: url'],
    extraJsonData: ['mapped', 'datasources: jsonData'],
    defaultDatasourceScrapeInterval: ['mapped', 'datasources: scrapeInterval'],
    alertmanager: ['mapped', 'datasources: GrafanaDatasource.alertmanager'],
    httpMethod: ['same', 'requests are POST'],
  };
  for (const [key, value] of entriesOf(at(values, SIDECAR))) {
    const row = notes[key];
    if (row) { said.say(`${SIDECAR}.${key}`, ...row); } else if (key === 'label' || key === 'labelValue' || key === 'searchNamespace') {
      said.say(`${SIDECAR}.${key}`, 'different', 'no sidecar reads datasources here: write those of other charts to "datasources" of the Grafana, with GrafanaDatasource.of');
    } else if (isEmpty(value) || value === false) { said.say(`${SIDECAR}.${key}`, 'same', 'it sets nothing'); }
  }
}

interface Listed {
  readonly call: Call;
  readonly isDefault: boolean;
}

/** `additionalDataSources`, and the files of `datasources`. */
function listed(said: Gathered, values: unknown, release: Release, needed: (key: string, path: string) => SecretSetting): Listed[] {
  const files = entriesOf(at(values, 'grafana.datasources'));
  const lists = [['grafana.additionalDataSources', at(values, 'grafana.additionalDataSources')] as const, ...files.map(([file, content]) => [`grafana.datasources.${file}`, at(content, 'datasources')] as const)];
  const names = new Set(['Prometheus', 'Alertmanager']);
  return lists.flatMap(([path, list]) => {
    if (list === undefined) { return []; }
    if (!Array.isArray(list) || list.length === 0) { said.say(path, 'same', 'there are none'); return []; }
    const problems: string[] = [];
    const all = list.flatMap((each, index): Listed[] => {
      if (!isMap(each) || !isText(each.type)) { problems.push(`[${index}] has no type`); return []; }
      const source = rendered(each, release) as Record<string, unknown>;
      if (names.has(String(source.name)) && valueAt(values, `${SIDECAR}.defaultDatasourceEnabled`) !== false) { problems.push(`[${index}] has the name of a datasource of the chart`); return []; }
      const other = Object.keys(source).filter(key => !FIELDS.includes(key) && !isEmpty(source[key]));
      if (other.length > 0) { problems.push(`[${index}] loses ${other.map(oneLine).join(', ')}`); }
      if (hasTemplate(source)) { said.warnings.push(`The datasource ${JSON.stringify(oneLine(source.name))} has a template of Helm: write what it yields.`); }
      return [{ call: datasource(source, `${path}[${index}]`, needed), isDefault: source.isDefault === true }];
    });
    said.say(path, problems.length === 0 ? 'mapped' : 'different', problems.length === 0 ? 'datasources of the Grafana' : oneLine(problems.join('; ')));
    return all;
  });
}

/**
 * The uid that Grafana gives to a datasource without one: dashboards refer to it.
 * @see https://github.com/grafana/grafana/blob/v11.6.0/pkg/services/provisioning/datasources/types.go
 */
export const grafanaUid = (name: string): string => `P${hashOf(name)}`.toUpperCase();

function datasource({ name, type, uid, url, user, database, jsonData, secureJsonData, basicAuthUser }: Record<string, unknown>, path: string, needed: (key: string, path: string) => SecretSetting): Call {
  const text = (value: unknown) => isText(value) ? value : undefined;
  const secrets = entriesOf(secureJsonData).map(([key]): [string, SecretSetting] => [key, needed(`${String(name ?? type)}-${key}`, `${path}.secureJsonData.${key}`)]);
  return new Call('GrafanaDatasource.of', [{
    type: text(type),
    name: text(name),
    uid: text(uid) ?? (isText(name) ? grafanaUid(name) : undefined),
    url: text(url),
    user: text(user),
    database: text(database),
    basicAuthUser: text(basicAuthUser),
    jsonData: isMap(jsonData) && !isEmpty(jsonData) ? jsonData : undefined,
    secureJsonData: secrets.length > 0 ? Object.fromEntries(secrets) : undefined,
  }], [], ['GrafanaDatasource']);
}

