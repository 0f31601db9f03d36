import { AlertIntegration } from './alert-integration';
import { checkHttp, tlsFiles } from './http-spec';
import { ROUTING, TEAMS_VERSION } from './rules';
import { checkReferences, checkUrl } from '../manifest/references';
import { SPEC_OPTION } from '../manifest/rules';
import { finding, Finding, shown } from '../validation/rule';
import { ComponentVersion } from '../versions/component-version';

/** The programs that read the configuration. */
export interface ReaderVersions {
  readonly operator: ComponentVersion<'prometheusOperator'>;
  /** Undefined if it is unknown. */
  readonly version?: ComponentVersion<'alertmanager'>;
}

/** Options of which exactly one must be set: Alertmanager rejects none and several. */
const ONE_OF: { readonly [field: string]: readonly (readonly [field: string, option: string])[] } = {
  webhookConfigs: [['url', 'url'], ['urlSecret', 'urlSecret']],
  pagerdutyConfigs: [['routingKey', 'routingKey'], ['serviceKey', 'serviceKey']],
  snsConfigs: [['topicARN', 'topicArn'], ['targetARN', 'targetArn'], ['phoneNumber', 'phoneNumber']],
};

const KINDS: { readonly [field: string]: string } = {
  webhookConfigs: 'webhook', pagerdutyConfigs: 'PagerDuty integration', snsConfigs: 'SNS integration',
};

/** Problems of one integration of a receiver. The operator's checks report on the finished object. */
export function checkIntegration(
  integration: AlertIntegration, where: string, receiver: string, { operator, version }: ReaderVersions,
): Finding[] {
  const { _field: field, _secrets: secrets, _fields: fields, _access: { http, tls }, _twice: twice } = integration;
  const wrong = (why: string) => finding(ROUTING, { where, why });
  const url = optionalText(fields.url ?? fields.apiURL ?? fields.apiUrl);
  const urlField = ['url', 'apiURL', 'apiUrl'].find(name => fields[name] !== undefined);
  // links of PagerDuty and Pushover are templates
  const isPlainUrl = field !== 'pushoverConfigs';
  return [
    ...checkReferences(Object.entries(secrets).map(([secret, reference]) => ({ prop: `${where}.${secret}`, name: reference?.secretName }))),
    ...isPlainUrl ? checkUrl(`${where}.${urlField}`, url) : [],
    ...twice.map(each => finding(SPEC_OPTION, { path: `${where}.spec.${each.field}`, option: each.option })),
    ...checkAlternatives(integration, receiver).map(wrong),
    ...field === 'emailConfigs' && fields.smarthost !== undefined ? checkSmarthost(String(fields.smarthost)).map(wrong) : [],
    ...field === 'msteamsv2Configs' && !(operator.has('teamsReceiver') && (version?.has('teamsReceiver') ?? true))
      ? [finding(TEAMS_VERSION, { receiver, operator: operator.text, version: version?.text ?? 'unknown' })] : [],
    ...http ? checkHttp(http, `${where}.http`, !(isPlainUrl && url?.startsWith('http://'))) : [],
    ...tlsFiles(http?.tls ?? tls).map(
      file => wrong(`"tls.${file}" is a file, which an AlertmanagerConfig does not support: use a Secret or a ConfigMap`),
    ),
    ...field === 'webexConfigs' && !http?.authorization && !http?.bearerToken
      ? [wrong(`the Webex integration of ${shown(receiver)} has no "token": set it to the Secret with the token of the bot`)] : [],
  ];
}

function checkAlternatives({ _field: field, _secrets: secrets, _fields: fields }: AlertIntegration, receiver: string): string[] {
  if (!Object.hasOwn(ONE_OF, field)) { return []; }
  const options = ONE_OF[field].map(([, option]) => `"${option}"`);
  const count = ONE_OF[field].filter(([name]) => (secrets[name] ?? fields[name]) !== undefined).length;
  if (count === 1) { return []; }
  const all = `${options.slice(0, -1).join(', ')} and ${options.at(-1)}`;
  const few = options.length === 2 ? 'neither' : 'none';
  const many = options.length === 2 ? 'both' : 'several';
  return [`the ${KINDS[field]} of ${shown(receiver)} has ${count === 0 ? few : many} of ${all}: set exactly one`];
}

function checkSmarthost(smarthost: string): string[] {
  return /^[^\s:]+:\d+$|^\[[0-9a-fA-F:.]+\]:\d+$/.test(smarthost)
    ? []
    : [`"smarthost" is ${shown(smarthost)}: write the host and the port, like "smtp.example.org:587"`];
}

function optionalText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
