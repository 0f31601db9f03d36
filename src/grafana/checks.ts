import { ownEnvironment } from './environment';
import { GrafanaDatasource } from './grafana-datasource';
import { checkReplicas } from './high-availability';
import { checkOAuth } from './oauth';
import { isPlugin } from './plugins';
import { ResolvedProps } from './resolve-props';
import {
  DATASOURCE_AUTH, DATASOURCE_ESCAPE, DATASOURCE_FIELD, DATASOURCE_TOKEN, DATASOURCE_TWICE, DATASOURCE_UID, ENVIRONMENT, NO_DATASOURCES,
  PLUGIN,
} from './rules';
import { variableOf } from './settings';
import { checkSettings, isSecretText } from './settings-checks';
import { checkUrl } from '../manifest/references';
import { finding, Finding } from '../validation/rule';

export function checkProps(props: ResolvedProps): Finding[] {
  const { datasources, oauth, plugins } = props;
  const twice = (field: string, values: readonly string[]) =>
    [...new Set(values.filter((value, at) => values.indexOf(value) !== at))].map(value => finding(DATASOURCE_TWICE, { field, value }));
  return [
    ...datasources.length === 0 ? [finding(NO_DATASOURCES, {})] : [], ...checkDatasources(datasources),
    ...twice('name', datasources.map(({ _name }) => _name)), ...twice('uid', datasources.map(({ _uid }) => _uid)),
    ...checkSettings(props),
    ...[...plugins, ...props.unsignedPlugins ?? []].filter(plugin => !isPlugin(plugin)).map(plugin => finding(PLUGIN, { plugin })),
    ...checkEnvironment(props),
    ...checkOAuth(oauth, isReachable(props)),
    ...checkReplicas(props),
    ...datasources.flatMap(datasource => checkAws(datasource, props)),
  ];
}

/** The value of `aws.allowed_auth_providers` in `conf/defaults.ini`. */
const AWS_PROVIDERS = 'default,keys,credentials';

function checkAws(
  { _name: name, _awsAuth: authType }: GrafanaDatasource, { all: { plain }, env, secretEnv, envFromSecrets }: ResolvedProps,
): Finding[] {
  const variable = variableOf('aws.allowed_auth_providers');
  if (authType === undefined || variable in env || variable in secretEnv || envFromSecrets.length > 0) { return []; }
  const allowed = plain.get('aws.allowed_auth_providers') ?? AWS_PROVIDERS;
  return allowed.includes('$') || allowed.split(/[\s,]+/).includes(authType) ? [] : [finding(DATASOURCE_AUTH, { name, authType, allowed })];
}

/** Whether an option sets the public URL. */
function isReachable({ all: { plain }, env }: ResolvedProps): boolean {
  return ['server.root_url', 'server.domain'].some(key => plain.has(key) || variableOf(key) in env);
}

export function checkDatasources(datasources: readonly GrafanaDatasource[]): Finding[] {
  return [
    ...datasources.filter(({ _needsToken }) => _needsToken).map(({ _name: name }) => finding(DATASOURCE_TOKEN, { name })),
    ...datasources.flatMap(({ _httpUrl }) => checkUrl('datasources.url', _httpUrl)),
    ...datasources.flatMap(checkFields),
    ...datasources.flatMap(checkEscapes),
    ...datasources.filter(({ _uid }) => !/^[a-zA-Z0-9_-]{1,40}$/.test(_uid)).map(({ _uid: uid }) => finding(DATASOURCE_UID, { uid })),
  ];
}

const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]{0,199}$/;

function checkEnvironment(props: ResolvedProps): Finding[] {
  const own = new Set([...ownEnvironment(props).map(({ name }) => name), ...[...props.all.writtenBy.keys()].map(variableOf)]);
  const { env, secretEnv } = props;
  const found = (
    option: string, name: string, why: string | undefined,
  ) => why === undefined ? [] : [finding(ENVIRONMENT, { option, name, why })];
  return [
    ...Object.keys(env).flatMap(name => found('env', name, whyNotVariable(name, own) ?? whyNotPlain(name, env[name], secretEnv))),
    ...Object.keys(secretEnv).flatMap(name => found('secretEnv', name, whyNotVariable(name, own))),
  ];
}

function whyNotVariable(name: string, own: ReadonlySet<string>): string | undefined {
  if (!VARIABLE.test(name)) { return 'use letters, digits and "_", and begin with a letter or "_"'; }
  return own.has(name) ? 'another option already sets it: remove it' : undefined;
}

function whyNotPlain(name: string, value: string, secretEnv: object): string | undefined {
  if (Object.hasOwn(secretEnv, name)) { return '"secretEnv" also has it: remove one of them'; }
  // $__file{...} and $__vault{...} are references to the secret
  return name.startsWith('GF_') && isSecretText(name.toLowerCase(), String(value))
    ? 'it is secret: move it to "secretEnv", a key of a Secret'
    : undefined;
}

/** Fields that Grafana encrypts, from the table in its documentation. */
const SECURE_FIELDS = [
  'tlsCACert', 'tlsClientCert', 'tlsClientKey', 'password', 'basicAuthPassword', 'accessKey', 'secretKey', 'sigV4AccessKey',
  'sigV4SecretKey', 'privateKey',
];

function checkFields({ _name: name, _jsonData, _secure, _headerFields }: GrafanaDatasource): Finding[] {
  const wrong = (field: string, why: string) => finding(DATASOURCE_FIELD, { name, field, why });
  return [
    ...Object.keys(_jsonData)
      .filter(field => SECURE_FIELDS.includes(field))
      .map(field => wrong(`jsonData.${field}`, 'it is secret: move it to "secureJsonData", a key of a Secret')),
    ...Object.keys(_jsonData).filter(field => _headerFields.includes(field)).map(field => wrong(`jsonData.${field}`, OF_HEADER)),
    ..._secure.filter(({ field }) => _headerFields.includes(field)).map(({ field }) => wrong(`secureJsonData.${field}`, OF_HEADER)),
    ..._secure.filter(({ field }) => !/^[a-zA-Z][a-zA-Z0-9_]{0,99}$/.test(field))
      .map(({ field }) => wrong(`secureJsonData.${field}`, 'use letters, digits and "_", and begin with a letter')),
  ];
}

/** Texts that were copied from a provisioning file, with its escapes. */
function checkEscapes({ _name: name, _jsonData }: GrafanaDatasource): Finding[] {
  return Object.entries(_jsonData)
    .flatMap(([field, value]) => textsIn(value).filter(text => text.includes('$${'))
      .map(text => finding(DATASOURCE_ESCAPE, { name, field, text })));
}

function textsIn(value: unknown, depth = 0): string[] {
  if (typeof value === 'string') { return [value]; }
  return typeof value === 'object' && value !== null && depth < 10 ? Object.values(value).flatMap(each => textsIn(each, depth + 1)) : [];
}

const OF_HEADER = '"bearerToken" or "tenant" already sets it: use a higher number for your header';
