import { AlertmanagerGlobalOptions, AlertSmtpOptions, AlertTemplateReference } from './global-options';
import { checkHttp, tlsFiles, httpSpec, secretKeySelector } from './http-spec';
import { GLOBAL } from './rules';
import { checkReferences, checkUrl } from '../manifest/references';
import { accessFields } from '../scrape/client-access';
import { SecretKeyReference } from '../scrape/client-access-options';
import { inPromql } from '../scrape/timing';
import { finding, Finding, shown } from '../validation/rule';

/** What an Alertmanager adds to its own routing. */
interface Additions {
  readonly global?: AlertmanagerGlobalOptions;
  readonly templates?: readonly AlertTemplateReference[];
}

/** The host of an IPv6 address has brackets. */
const SMARTHOST = /^(\[[0-9a-fA-F:.]+\]|[^\s:]+):(\d+)$/;

/** `global` and `templates` of `alertmanagerConfiguration`. */
export function additionsSpec({ global, templates }: Additions): object {
  return {
    ...global && { global: globalSpec(global) }, ...templates && templates.length > 0 && { templates: templates.map(templateSpec) },
  };
}

function globalSpec(options: AlertmanagerGlobalOptions): object {
  const { resolveTimeout, http, smtp, slackApiUrl, pagerDutyUrl, opsgenieApiKey, opsgenieApiUrl } = options;
  const {
    victorOpsApiKey, victorOpsApiUrl, weChatApiSecret, weChatCorpId, weChatApiUrl, webexApiUrl, telegramApiUrl, rocketChatApiUrl,
  } = options;
  return {
    resolveTimeout: inPromql(resolveTimeout),
    ...http && { httpConfig: httpSpec(http) },
    ...smtp && { smtp: smtpSpec(smtp) },
    slackApiUrl: key(slackApiUrl),
    pagerdutyUrl: pagerDutyUrl,
    opsGenieApiKey: key(opsgenieApiKey),
    opsGenieApiUrl: key(opsgenieApiUrl),
    victorops: filled({ apiKey: key(victorOpsApiKey), apiURL: victorOpsApiUrl }),
    wechat: filled({ apiSecret: key(weChatApiSecret), apiCorpID: weChatCorpId, apiURL: weChatApiUrl }),
    webex: filled({ apiURL: webexApiUrl }),
    telegram: filled({ apiURL: telegramApiUrl }),
    rocketChat: filled({ apiURL: rocketChatApiUrl }),
  };
}

function smtpSpec({ smarthost, requireTls, authPassword, authSecret, tls, ...plain }: AlertSmtpOptions): object {
  const [, host, port] = SMARTHOST.exec(smarthost ?? '') ?? [];
  return {
    ...plain,
    ...host !== undefined && { smartHost: { host: host.replace(/^\[|\]$/g, ''), port } },
    requireTLS: requireTls,
    authPassword: key(authPassword),
    authSecret: key(authSecret),
    ...tls && accessFields({ tls }),
  };
}

function templateSpec({ configMapName, secretName, key: file }: AlertTemplateReference): object {
  return {
    ...configMapName !== undefined && { configMap: { name: configMapName, key: file } },
    ...secretName !== undefined && { secret: { name: secretName, key: file } },
  };
}

/** Problems that the operator's checks of the finished object do not find. */
export function checkAdditions({ global = {}, templates = [] }: Additions): Finding[] {
  return [...checkGlobal(global), ...templates.flatMap((template, at) => checkTemplate(template, at, templates))];
}

function checkGlobal(global: AlertmanagerGlobalOptions): Finding[] {
  const { http, smtp = {}, slackApiUrl, opsgenieApiKey, opsgenieApiUrl, victorOpsApiKey, weChatApiSecret } = global;
  const secrets = {
    slackApiUrl,
    opsgenieApiKey,
    opsgenieApiUrl,
    victorOpsApiKey,
    weChatApiSecret,
    'smtp.authPassword': smtp.authPassword,
    'smtp.authSecret': smtp.authSecret,
  };
  const urls = ['pagerDutyUrl', 'victorOpsApiUrl', 'weChatApiUrl', 'webexApiUrl', 'telegramApiUrl', 'rocketChatApiUrl'] as const;
  return [
    ...checkReferences(Object.entries(secrets).map(([option, secret]) => ({ prop: `global.${option}`, name: secret?.secretName }))),
    ...urls.flatMap(option => checkUrl(`global.${option}`, global[option])),
    ...http ? checkHttp(http, 'global.http', true) : [],
    ...tlsFiles(http?.tls).map(file => wrong(
      `global.http.tls.${file}`, 'it is a file, which the operator does not support there: use a Secret or a ConfigMap',
    )),
    ...tlsFiles(smtp.tls).map(file => wrong(
      `global.smtp.tls.${file}`, 'it is a file, which the operator does not support there: use a Secret or a ConfigMap',
    )),
    ...smtp.smarthost !== undefined && !SMARTHOST.test(smtp.smarthost)
      ? [wrong('global.smtp.smarthost', `it is ${shown(smtp.smarthost)}: write the host and the port, like "smtp.example.org:587"`)] : [],
  ];
}

function checkTemplate(
  { configMapName, secretName, key: file }: AlertTemplateReference, at: number, all: readonly AlertTemplateReference[],
): Finding[] {
  const where = `templates[${at}]`;
  const hasBoth = configMapName !== undefined && secretName !== undefined;
  const hasNone = configMapName === undefined && secretName === undefined;
  const first = all.findIndex(other => other.key === file);
  return [
    ...checkReferences([{ prop: `${where}.configMapName`, name: configMapName }, { prop: `${where}.secretName`, name: secretName }]),
    ...hasBoth || hasNone
      ? [wrong(where, `it has ${hasBoth ? 'both' : 'neither'} of "configMapName" and "secretName": set exactly one`)]
      : [],
    ...first < at ? [wrong(where, `its key ${shown(file)} is also the key of templates[${first}]: rename one of them`)] : [],
    ...isKey(file)
      ? []
      : [wrong(where, `its key ${shown(file)} is not a valid key of a ConfigMap or Secret: use letters, digits, "-", "_" and "."`)],
  ];
}

const wrong = (where: string, why: string) => finding(GLOBAL, { where, why });

function isKey(text: string): boolean {
  return text.length <= 253 && /^[-._a-zA-Z0-9]+$/.test(text) && text !== '.' && text !== '..';
}

function key(secret: SecretKeyReference | undefined): object | undefined {
  return secret && secretKeySelector(secret);
}

/** Undefined if nothing is set. */
function filled(fields: object): object | undefined {
  return Object.values(fields).some(value => value !== undefined) ? fields : undefined;
}
