import { connectionTo } from './address';
import { awsCredentials, publicApi } from './clouds';
import { Connection, Connections, itemPlaces, joinedConnections, known, NONE, Place, Reader, unread, within } from './connection';
import { clientConnections, isProxied } from './http-client';
import { fromReference, fromSecret } from './secrets';
import { parseDocuments } from '../../files/documents';
import { textOf } from '../manifest';

/** The address of a receiver. */
interface Row {
  /** Names of the URL field, in an AlertmanagerConfig and in Alertmanager's own file. */
  readonly urls: readonly string[];
  /** Public API if the URL is not set. A URL in a Secret is assumed to have the port of such an API. */
  readonly api?: string;
}

/**
 * The receivers of Alertmanager, by the names of their lists without case and underscores.
 * @see https://prometheus.io/docs/alerting/latest/configuration/#receiver-integration-settings
 */
const RECEIVERS: { readonly [list: string]: Row } = {
  discordconfigs: { urls: ['apiURL', 'webhook_url'], api: 'discord.com' },
  incidentioconfigs: { urls: ['url'], api: 'api.incident.io' },
  jiraconfigs: { urls: ['apiURL', 'api_url'] },
  mattermostconfigs: { urls: ['webhookURL', 'webhook_url'] },
  msteamsconfigs: { urls: ['webhookUrl', 'webhook_url'], api: 'outlook.office.com' },
  msteamsv2configs: { urls: ['webhookURL', 'webhook_url'], api: 'logic.azure.com' },
  opsgenieconfigs: { urls: ['apiURL', 'api_url'], api: 'api.opsgenie.com' },
  pagerdutyconfigs: { urls: ['url'], api: 'events.pagerduty.com' },
  pushoverconfigs: { urls: [], api: 'api.pushover.net' },
  rocketchatconfigs: { urls: ['apiURL', 'api_url'], api: 'open.rocket.chat' },
  slackconfigs: { urls: ['apiURL', 'api_url'], api: 'hooks.slack.com' },
  snsconfigs: { urls: ['apiURL', 'api_url'], api: 'sns.amazonaws.com' },
  telegramconfigs: { urls: ['apiURL', 'api_url'], api: 'api.telegram.org' },
  victoropsconfigs: { urls: ['apiUrl', 'api_url'], api: 'alert.victorops.com' },
  webexconfigs: { urls: ['apiURL', 'api_url'], api: 'webexapis.com' },
  webhookconfigs: { urls: ['url', 'urlSecret'] },
  wechatconfigs: { urls: ['apiURL', 'api_url'], api: 'qyapi.weixin.qq.com' },
};

/** Connections of the receivers of an AlertmanagerConfig, or of Alertmanager's own file. */
export const receiver: Reader = place => typeof place.value !== 'object'
  ? NONE
  : joinedConnections(Object.keys(place.value).flatMap(list => itemPlaces(within(place, list)).map(item => integration(list, item))));

function integration(list: string, item: Place): Connections {
  const name = list.toLowerCase().replace(/_/g, '');
  if (name === 'emailconfigs') { return connectionTo(within(item, 'smarthost'), 25); }
  const row: Row = Object.hasOwn(RECEIVERS, name) ? RECEIVERS[name] : { urls: ['url', 'apiURL', 'api_url', 'webhookURL', 'webhook_url'] };
  const client = ['httpConfig', 'http_config'].map(field => within(item, field))
    .find(({ value }) => typeof value === 'object' && value !== null);
  return joinedConnections([
    client && isProxied(client.value) ? NONE : urlsOf(row, item),
    client ? clientConnections(client) : NONE,
    name === 'snsconfigs' ? awsCredentials({ ...item, value: item.value?.sigv4 ?? {} }) : NONE,
  ]);
}

function urlsOf({ urls, api }: Row, item: Place): Connections {
  const given = urls.map(name => within(item, name)).filter(({ value }) => value !== undefined && value !== null);
  if (given.length === 0) { return api === undefined ? NONE : known(publicApi(api, item.field)); }
  return joinedConnections(given.map(place => urlOf(place, api)));
}

/** A URL, or a Secret with one. If the Secret is not given, the public API. */
function urlOf(place: Place, api: string | undefined): Connections {
  if (typeof place.value === 'string') { return connectionTo(place, 443); }
  const read = fromSecret((text, at) => connectionTo({ field: at.field, value: text.trim() }, 443))(place);
  return read.unread.length > 0 && api !== undefined ? known(publicApi(api, place.field)) : read;
}

/** Fields of the global settings with a separate URL. */
const GLOBAL_URLS: readonly (readonly [name: string, api?: string])[] = [
  ['opsGenieApiUrl', 'api.opsgenie.com'], ['pagerdutyUrl', 'events.pagerduty.com'], ['slackApiUrl', 'hooks.slack.com'],
  ['opsgenie_api_url'], ['pagerduty_url'], ['slack_api_url'],
  ['victorops_api_url'], ['webex_api_url'], ['wechat_api_url'], ['telegram_api_url'], ['jira_api_url'], ['rocketchat_api_url'],
  ['mattermost_webhook_url'],
];
const GLOBAL_PARTS = ['jira', 'rocketChat', 'telegram', 'victorops', 'webex', 'wechat', 'mattermost'];

/** The settings for all receivers. */
export const globalSettings: Reader = place => joinedConnections([
  ...GLOBAL_URLS.map(([name, api]) => [within(place, name), api] as const)
    .filter(([{ value }]) => value !== undefined && value !== null)
    .map(([url, api]) => urlOf(url, api)),
  ...GLOBAL_PARTS.flatMap(part => ['apiURL', 'webhookURL'].map(name => within(within(place, part), name)))
    .filter(({ value }) => value !== undefined && value !== null)
    .map(url => urlOf(url, undefined)),
  smarthost(within(within(place, 'smtp'), 'smartHost')),
  connectionTo(within(place, 'smtp_smarthost'), 25),
  ...['httpConfig', 'http_config'].map(name => clientConnections(within(place, name))),
]);

function smarthost({ value, field }: Place): Connections {
  const port = Number(textOf(value?.port));
  return textOf(value?.host) === '' ? NONE : connectionTo({ field, value: port > 0 ? `${value.host}:${port}` : value.host }, 25);
}

/** Alertmanager's own file, in the Secret `alertmanager-<name>` unless the custom resource sets another one. */
export const configurationSecret: Reader = place => {
  const { spec, metadata } = place.object;
  if (spec.alertmanagerConfiguration !== undefined && spec.alertmanagerConfiguration !== null) { return NONE; }
  const name = textOf(spec.configSecret) || `alertmanager-${metadata.name}`;
  return fromReference({ kind: 'Secret', name, key: 'alertmanager.yaml' }, { ...place, field: 'spec.configSecret' }, configuration);
};

function configuration(text: string, place: Place): Connections {
  const read = parseDocuments(text);
  const value = 'documents' in read ? read.documents[0] : undefined;
  if (typeof value !== 'object' || value === null) { return unread(place.field, 'a configuration that is not a map'); }
  const file = { ...place, value };
  return joinedConnections([globalSettings(within(file, 'global')), ...itemPlaces(within(file, 'receivers')).map(receiver)]);
}

/** Third-party objects that an Alertmanager selects. */
export const selectedConfigurations: Reader = ({ field }) => unread(
  field, 'receivers of AlertmanagerConfigs that are not among the objects here',
);

const MESH = 9094;

/** Gossip between the pods of one Alertmanager. */
export const mesh: Reader = ({ object: { spec, metadata }, field }) => {
  const service = textOf(spec.serviceName) || 'alertmanager-operated';
  const isAlone = (spec.replicas ?? 1) === 1 && spec.forceEnableClusterMode !== true && spec.additionalPeers === undefined;
  return isAlone
    ? NONE
    : known(
      ...([
        'TCP', 'UDP',
      ] as const).map((protocol): Connection => ({
        host: `${service}.${metadata.namespace}.svc`, port: MESH, protocol, isPodPort: true, field,
      })),
    );
};

export const peer: Reader = place => joinedConnections((['TCP', 'UDP'] as const).map(protocol => connectionTo(place, MESH, { protocol })));
