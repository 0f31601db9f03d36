import { parseDocuments } from '../../../files/documents';
import { Attached } from '../../../values/attached';
import { fieldAt, isMap, isSet, textOf } from '../../../values/json';
import { Effect, OperatorEnv } from '../row';
import { Json } from '../shared/json';

/** What an integration may inherit from the global configuration, by its name in the resource and in Alertmanager's file. */
const NEEDS = {
  smarthost: { resource: 'smtp.smartHost.host', file: ['smtp_smarthost'] },
  from: { resource: 'smtp.from', file: ['smtp_from'] },
  slackUrl: { resource: 'slackApiUrl', file: ['slack_api_url', 'slack_api_url_file', 'slack_app_token', 'slack_app_token_file'] },
  opsgenieKey: { resource: 'opsGenieApiKey', file: ['opsgenie_api_key', 'opsgenie_api_key_file'] },
  victoropsKey: { resource: 'victorops.apiKey', file: ['victorops_api_key', 'victorops_api_key_file'] },
  wechatSecret: { resource: 'wechat.apiSecret', file: ['wechat_api_secret', 'wechat_api_secret_file'] },
  wechatCorpId: { resource: 'wechat.apiCorpID', file: ['wechat_api_corp_id'] },
} as const;

export type GlobalNeed = keyof typeof NEEDS;

/** The root of the configuration of an Alertmanager. */
export type BaseConfig =
  /** In its own resource. */
  | { readonly from: 'resource'; readonly global: Json }
  /** In the file of a Secret, or the operator's default file. */
  | { readonly from: 'secret'; readonly config: Json; readonly name: string }
  | 'unknown';

const FILE = 'alertmanager.yaml';

/** The Secret with the configuration of an Alertmanager. */
export function configSecretOf(alertmanager: Json): string {
  const [spec, metadata] = [isMap(alertmanager.spec) ? alertmanager.spec : {}, isMap(alertmanager.metadata) ? alertmanager.metadata : {}];
  return textOf(spec.configSecret) || `alertmanager-${textOf(metadata.name)}`;
}

/** The text of a key of a Secret, plain or base64. Undefined if the key is missing, `unknown` if it is not text. */
export function secretValue(secret: Json, key: string): { readonly text: string } | 'unknown' | undefined {
  const plain = isMap(secret.stringData) ? secret.stringData[key] : undefined;
  if (typeof plain === 'string') { return { text: plain }; }
  const encoded = isMap(secret.data) ? secret.data[key] : undefined;
  if (typeof encoded === 'string') { return { text: Buffer.from(encoded, 'base64').toString('utf8') }; }
  return isSet(plain) || isSet(encoded) ? 'unknown' : undefined;
}

const known = new Attached<OperatorEnv, BaseConfig>();

/** The global configuration of the Alertmanager, as far as it is certain. Read once for all checks of one run. */
export function baseConfigOf(env: OperatorEnv): BaseConfig {
  let base = known.get(env);
  if (!base) {
    base = read(env);
    known.set(env, base);
  }
  return base;
}

function read({ alertmanagerManifest: alertmanager, lookup }: OperatorEnv): BaseConfig {
  if (!alertmanager || !isMap(alertmanager.spec)) { return 'unknown'; }
  const { alertmanagerConfiguration } = alertmanager.spec;
  if (isMap(alertmanagerConfiguration)) {
    const { global } = alertmanagerConfiguration;
    return { from: 'resource', global: isMap(global) ? global : {} };
  }
  const [name, namespace] = [configSecretOf(alertmanager), isMap(alertmanager.metadata) ? textOf(alertmanager.metadata.namespace) : ''];
  const secret = namespace === '' || !lookup ? 'unknown' : lookup('Secret', namespace, name);
  if (secret === 'unknown') { return 'unknown'; }
  const value = secret && secretValue(secret, FILE);
  if (value === 'unknown') { return 'unknown'; }
  if (value === undefined || value.text === '') { return { from: 'secret', config: {}, name }; }
  const parsed = parseDocuments(value.text);
  const [config] = 'documents' in parsed ? parsed.documents : [];
  return isMap(config) ? { from: 'secret', config, name } : 'unknown';
}

/** Whether the global configuration certainly lacks a value. */
export function lacks(base: BaseConfig, need: GlobalNeed): boolean {
  if (base === 'unknown') { return false; }
  const { resource, file } = NEEDS[need];
  if (base.from === 'resource') {
    return !isSet(fieldAt(base.global, resource));
  }
  const global = isMap(base.config.global) ? base.config.global : {};
  return file.every(key => !isSet(global[key]) || global[key] === '');
}

/** Where to add a value. */
export function needPlace(base: Exclude<BaseConfig, 'unknown'>, need: GlobalNeed): string {
  const { resource, file } = NEEDS[need];
  return base.from === 'resource' ? `"alertmanagerConfiguration.global.${resource}" of the Alertmanager`
    : `"global.${file[0]}" in the Secret ${base.name}`;
}

/** If the object is the whole configuration of its Alertmanager, the Alertmanager is rejected as well. */
export function effectFor(effect: Effect, isWholeConfiguration: boolean): Effect {
  return isWholeConfiguration && effect === 'object-left-out' ? 'resource-rejected' : effect;
}
