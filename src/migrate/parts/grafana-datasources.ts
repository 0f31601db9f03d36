import { Call, coded, shortened, ours } from './code';
import { at, entriesOf, Gathered } from './converted';
import { rendered } from './exposure';
import { SecretSetting } from './grafana-settings';
import { hashOf } from '../../validation/hash';
import { isEmpty, isFilledText, isMap } from '../../values/json';
import { chartDefault } from '../chart-keys';
import { valueAt } from '../chart-values';
import { duration } from '../convert';
import { Release } from '../part';
import { hasTemplate } from './storage';

const SIDECAR = 'grafana.sidecar.datasources';
/** Fields without effect in a datasource file that only this Grafana reads. */
const WITHOUT_EFFECT = ['orgId', 'version', 'editable', 'readOnly', 'basicAuth', 'isDefault', 'access'];
const FIELDS = ['name', 'type', 'uid', 'url', 'user', 'database', 'jsonData', 'secureJsonData', 'basicAuthUser', ...WITHOUT_EFFECT];

/** The datasources of the chart and of the values. The default one comes first. */
export function datasourcesOf(
  said: Gathered, values: unknown, release: Release, needed: (key: string, path: string) => SecretSetting,
): Call[] {
  const named = standard(values);
  const own = named.map(each => each.call);
  const more = listed(said, values, release, { needed, taken: named.map(each => each.name) });
  saySidecar(said, values);
  const first = more.find(each => each.isDefault);
  const isOwnDefault = at(values, `${SIDECAR}.isDefaultDatasource`) !== false;
  const all = [
    ...isOwnDefault || !first ? [] : [first.call], ...own, ...more.filter(each => isOwnDefault || each !== first).map(each => each.call),
  ];
  return all.length > 0 ? all : withoutAny(said, values);
}

/** A Grafana of the chart may have no datasource. One of this library has at least one. */
function withoutAny(said: Gathered, values: unknown): Call[] {
  const isHere = hasServer(values);
  said.warnings.push(isHere
    ? 'The values have no datasource. A Grafana requires one: the program has the Prometheus of the stack.'
    : 'The values have no datasource. A Grafana requires one: add it to "datasources" of the Grafana, with GrafanaDatasource.of.');
  return isHere ? [new Call('GrafanaDatasource.prometheus', [ours('stack.prometheus!.queryApi!')], [], ['GrafanaDatasource'])] : [];
}

const hasServer = (values: unknown) => valueAt(values, 'prometheus.enabled') !== false && valueAt(values, 'prometheus.agentMode') !== true;

interface Named {
  readonly name: string;
  readonly call: Call;
}

/** Prometheus and Alertmanager of the release, with the uids that dashboards have. */
function standard(values: unknown): Named[] {
  if (valueAt(values, `${SIDECAR}.enabled`) === false) { return []; }
  const text = (key: string, usual: string) => {
    const value = at(values, `${SIDECAR}.${key}`);
    return isFilledText(value) && value !== usual ? value : undefined;
  };
  const interval = at(values, `${SIDECAR}.defaultDatasourceScrapeInterval`) ?? at(values, 'prometheus.prometheusSpec.scrapeInterval');
  const scrapeInterval = interval === '30s' ? undefined : coded(duration(interval));
  const extra = at(values, `${SIDECAR}.extraJsonData`);
  const options = {
    name: text('name', 'Prometheus'),
    uid: text('uid', 'prometheus') ?? (text('name', 'Prometheus') && 'prometheus'),
    scrapeInterval,
    jsonData: isMap(extra) && !isEmpty(extra) ? extra : undefined,
  };
  const url = at(values, `${SIDECAR}.url`);
  const isWanted = valueAt(values, `${SIDECAR}.defaultDatasourceEnabled`) !== false;
  const others = isFilledText(url) && !hasTemplate(url)
    ? {
      type: 'prometheus', url, ...options, scrapeInterval: undefined, name: options.name ?? 'Prometheus', uid: options.uid ?? 'prometheus',
    }
    : undefined;
  const called = (method: string, args: readonly unknown[]) => new Call(`GrafanaDatasource.${method}`, args, [], ['GrafanaDatasource']);
  const withOptions = (
    reference: string, given: object,
  ) => Object.values(given).every(each => each === undefined) ? [ours(reference)] : [ours(reference), given];
  const own = hasServer(values) ? [called('prometheus', withOptions('stack.prometheus!.queryApi!', options))] : [];
  const prometheus = others ? [called('of', [others])] : own;
  const manager = { name: text('alertmanager.name', 'Alertmanager'), uid: text('alertmanager.uid', 'alertmanager') };
  const hasManager = valueAt(values, 'alertmanager.enabled') !== false && at(values, `${SIDECAR}.alertmanager.enabled`) !== false;
  return [
    ...isWanted ? prometheus.map(call => ({ name: options.name ?? 'Prometheus', call })) : [],
    ...isWanted && hasManager
      ? [{ name: manager.name ?? 'Alertmanager', call: called('alertmanager', withOptions('stack.alertmanager!.reference', manager)) }]
      : [],
  ];
}

const OTHERS = 'datasources are not read by a sidecar: add those of other charts to "datasources" of the Grafana, with '
  + 'GrafanaDatasource.of';

function saySidecar(said: Gathered, values: unknown): void {
  if (valueAt(values, `${SIDECAR}.enabled`) !== false) {
    const [label, value] = [valueAt(values, `${SIDECAR}.label`), valueAt(values, `${SIDECAR}.labelValue`)];
    said.warnings.push([
      'The sidecar of the chart also reads datasources of other charts. Add them to "datasources" of the Grafana. To list them:',
      `  kubectl get configmaps,secrets --all-namespaces --selector ${shortened(label ?? 'grafana_datasource')}${isEmpty(value)
        ? ''
        : `=${shortened(value)}`}`,
    ].join('\n'));
  }
  for (const key of ['forceDeployDatasources', 'prune', 'deleteDatasources', 'additionalDataSourcesString']) {
    const value = at(values, `grafana.${key}`);
    if (value === undefined) { continue; }
    const isSame = isEmpty(value) || value === false || key === 'prune';
    said.say(
      `grafana.${key}`,
      isSame ? 'same' : 'different',
      isSame ? 'datasources of the Grafana are those of the program' : 'write datasources to "datasources" of the Grafana',
    );
  }
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
    httpMethod: ['same', 'requests use POST'],
  };
  for (const [key, value] of entriesOf(at(values, SIDECAR))) {
    const row = notes[key];
    const path = `${SIDECAR}.${key}`;
    const isOfSidecar = ['label', 'labelValue', 'searchNamespace'].includes(key);
    const isUsual = isEmpty(value) || value === false || JSON.stringify(value) === JSON.stringify(chartDefault(path));
    if (row) {
      said.say(path, ...row);
    } else if (isOfSidecar) { said.say(path, 'different', OTHERS); } else if (isUsual) { said.say(path, 'same', 'same as in the chart'); }
  }
}

interface Listed {
  readonly call: Call;
  readonly isDefault: boolean;
}

interface Around {
  readonly needed: (key: string, path: string) => SecretSetting;
  /** Names of the datasources of the chart. */
  readonly taken: readonly string[];
}

/** `additionalDataSources`, and the files of `datasources`. */
function listed(said: Gathered, values: unknown, release: Release, { needed, taken }: Around): Listed[] {
  const files = entriesOf(at(values, 'grafana.datasources'));
  const lists = [
    ['grafana.additionalDataSources', at(values, 'grafana.additionalDataSources')] as const,
    ...files.map(([file, content]) => [`grafana.datasources.${file}`, at(content, 'datasources')] as const),
  ];
  return lists.flatMap(([path, list]) => {
    if (list === undefined) { return []; }
    if (!Array.isArray(list) || list.length === 0) { said.say(path, 'same', 'there are none'); return []; }
    const problems: string[] = [];
    const all = list.flatMap((each, index): Listed[] => {
      if (!isMap(each) || !isFilledText(each.type)) { problems.push(`[${index}] has no type`); return []; }
      const source = unescaped(rendered(each, release)) as Record<string, unknown>;
      if (taken.includes(String(source.name))) {
        problems.push(`[${index}] has the name of a datasource of the chart`);
        return [];
      }
      const other = Object.keys(source).filter(key => !FIELDS.includes(key) && !isEmpty(source[key]));
      if (other.length > 0) { problems.push(`[${index}] loses ${other.map(shortened).join(', ')}`); }
      if (readsVariable(each)) {
        said.warnings.push(
          `The datasource ${JSON.stringify(
            shortened(source.name),
          )} uses an environment variable ($NAME), which is not expanded here: write the value, or use "secureJsonData".`,
        );
      }
      if (hasTemplate(source)) {
        said.warnings.push(`The datasource ${JSON.stringify(shortened(source.name))} has a Helm template: write its result.`);
      }
      return [{ call: datasource(source, `${path}[${index}]`, needed), isDefault: source.isDefault === true }];
    });
    said.say(
      path,
      problems.length === 0 ? 'mapped' : 'different',
      problems.length === 0 ? 'datasources of the Grafana' : shortened(problems.join('; ')),
    );
    return all;
  });
}

/** In Grafana's files `$$` is a dollar sign. The library escapes values itself. */
function unescaped(value: unknown): unknown {
  if (Array.isArray(value)) { return value.map(unescaped); }
  if (isMap(value)) { return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, unescaped(each)])); }
  return typeof value === 'string' ? value.replace(/\$\$/g, '$') : value;
}

/** Whether a text of the file contains an unescaped dollar sign. */
const readsVariable = (
  source: Record<string, unknown>,
): boolean => /(^|[^$])\$[A-Za-z_{]/.test(JSON.stringify({ ...source, secureJsonData: undefined }).replace(/\$\$/g, ''));

/**
 * The uid that Grafana assigns to a datasource without one: dashboards refer to it.
 * @see https://github.com/grafana/grafana/blob/v11.6.0/pkg/services/provisioning/datasources/types.go
 */
export const grafanaUid = (name: string): string => `P${hashOf(name)}`.toUpperCase();

function datasource(source: Record<string, unknown>, path: string, needed: (key: string, path: string) => SecretSetting): Call {
  const { name, type, uid, url, user, database, jsonData, secureJsonData, basicAuthUser } = source;
  const text = (value: unknown) => isFilledText(value) ? value : undefined;
  const secrets = entriesOf(secureJsonData).map(([key]): [string, SecretSetting] => [
    key, needed(`${String(name ?? type)}-${key}`, `${path}.secureJsonData.${key}`),
  ]);
  return new Call('GrafanaDatasource.of', [{
    type: text(type),
    name: text(name),
    uid: text(uid) ?? (isFilledText(name) ? grafanaUid(name) : undefined),
    url: text(url),
    user: text(user),
    database: text(database),
    basicAuthUser: text(basicAuthUser),
    jsonData: isMap(jsonData) && !isEmpty(jsonData) ? jsonData : undefined,
    secureJsonData: secrets.length > 0 ? Object.fromEntries(secrets) : undefined,
  }], [], ['GrafanaDatasource']);
}

