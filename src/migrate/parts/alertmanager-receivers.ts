import {
  each,
  Fields,
  FieldContext,
  FieldConverter,
  convertFields,
  file,
  flagField,
  http,
  isPlainUrl,
  list,
  mapField,
  number,
  object,
  refuse,
  secret,
  SecretKeys,
  textField,
  time,
  tlsOptions,
} from './alertmanager-fields';
import { Call } from './code';
import { entriesOf } from './converted';
import { isEmpty, isFilledText, isMap } from '../../values/json';

/** Fields of every integration over HTTP. */
const COMMON: Fields = { send_resolved: ['sendResolved', flagField], http_config: ['http', http] };

const textsOf = (names: Readonly<Record<string, string>>): Fields => Object.fromEntries(Object.entries(names)
  .map(([field, option]) => [field, [option, textField] as const]));

const CONFIRM: Fields = textsOf({ text: 'text', title: 'title', ok_text: 'okText', dismiss_text: 'dismissText' });
const ACTION: Fields = {
  ...textsOf({ type: 'type', text: 'text', url: 'url', name: 'name', value: 'value', style: 'style' }),
  confirm: ['confirm', object(CONFIRM)],
};
const FIELD: Fields = { ...textsOf({ title: 'title', value: 'value' }), short: ['short', flagField] };

/** A URL of a Service in the cluster is written. Any other may contain a secret in its path. */
const webhookUrl: FieldConverter = (value, path, context) => isPlainUrl(value) ? undefined : secret(value, path, context);

/** Kinds of integrations: the method of AlertIntegration, and the options of the fields. */
export const INTEGRATIONS: Readonly<Record<string, { readonly method: string; readonly fields: Fields }>> = {
  slack_configs: {
    method: 'slack',
    fields: {
      ...COMMON,
      api_url: ['apiUrl', secret],
      api_url_file: ['apiUrl', file],
      ...textsOf({
        channel: 'channel',
        username: 'username',
        color: 'color',
        title: 'title',
        title_link: 'titleLink',
        text: 'text',
        pretext: 'pretext',
        fallback: 'fallback',
        footer: 'footer',
        icon_emoji: 'iconEmoji',
        icon_url: 'iconUrl',
        image_url: 'imageUrl',
        thumb_url: 'thumbUrl',
        callback_id: 'callbackId',
      }),
      fields: ['fields', each(FIELD)],
      short_fields: ['shortFields', flagField],
      actions: ['actions', each(ACTION)],
      link_names: ['linkNames', flagField],
      mrkdwn_in: ['mrkdwnIn', list],
      timeout: ['timeout', time],
    },
  },
  webhook_configs: {
    method: 'webhook',
    fields: {
      ...COMMON,
      url: ['urlSecret', webhookUrl],
      url_file: ['urlSecret', file],
      max_alerts: ['maxAlerts', number],
      timeout: ['timeout', time],
    },
  },
  email_configs: {
    method: 'email',
    fields: {
      send_resolved: COMMON.send_resolved,
      ...textsOf({
        to: 'to',
        from: 'from',
        smarthost: 'smarthost',
        hello: 'hello',
        auth_username: 'authUsername',
        auth_identity: 'authIdentity',
        html: 'html',
        text: 'text',
      }),
      auth_password: ['authPassword', secret],
      auth_password_file: ['authPassword', file],
      auth_secret: ['authSecret', secret],
      require_tls: ['requireTls', flagField],
      tls_config: ['tls', tlsOptions],
      headers: ['headers', mapField],
    },
  },
  pagerduty_configs: {
    method: 'pagerDuty',
    fields: {
      ...COMMON,
      routing_key: ['routingKey', secret],
      routing_key_file: ['routingKey', file],
      service_key: ['serviceKey', secret],
      service_key_file: ['serviceKey', file],
      ...textsOf({
        url: 'url',
        client: 'client',
        client_url: 'clientUrl',
        description: 'description',
        severity: 'severity',
        source: 'source',
        class: 'eventClass',
        component: 'component',
        group: 'group',
      }),
      details: ['details', mapField],
      links: ['links', each(textsOf({ href: 'href', text: 'alt' }))],
      images: ['images', each(textsOf({ src: 'src', href: 'href', alt: 'alt' }))],
    },
  },
  opsgenie_configs: {
    method: 'opsgenie',
    fields: {
      ...COMMON,
      api_key: ['apiKey', secret],
      api_key_file: ['apiKey', file],
      ...textsOf({
        api_url: 'apiUrl',
        message: 'message',
        description: 'description',
        source: 'source',
        tags: 'tags',
        note: 'note',
        priority: 'priority',
      }),
      details: ['details', mapField],
      responders: ['responders', each(textsOf({ id: 'id', name: 'name', username: 'username', type: 'type' }))],
      update_alerts: ['updateAlerts', flagField],
    },
  },
  telegram_configs: {
    method: 'telegram',
    fields: {
      ...COMMON,
      bot_token: ['botToken', secret],
      bot_token_file: ['botToken', file],
      chat_id: ['chatId', number],
      message_thread_id: ['messageThreadId', number],
      ...textsOf({ message: 'message', parse_mode: 'parseMode', api_url: 'apiUrl' }),
      disable_notifications: ['disableNotifications', flagField],
    },
  },
  discord_configs: {
    method: 'discord',
    fields: {
      ...COMMON,
      webhook_url: ['apiUrl', secret],
      webhook_url_file: ['apiUrl', file],
      ...textsOf({ title: 'title', message: 'message', content: 'content', username: 'username', avatar_url: 'avatarUrl' }),
    },
  },
  msteams_configs: {
    method: 'teamsConnector',
    fields: {
      ...COMMON,
      webhook_url: ['webhookUrl', secret],
      webhook_url_file: ['webhookUrl', file],
      ...textsOf({ title: 'title', summary: 'summary', text: 'text' }),
    },
  },
  msteamsv2_configs: {
    method: 'teams',
    fields: {
      ...COMMON, webhook_url: ['webhookUrl', secret], webhook_url_file: ['webhookUrl', file], ...textsOf({ title: 'title', text: 'text' }),
    },
  },
  pushover_configs: {
    method: 'pushover',
    fields: {
      ...COMMON,
      user_key: ['userKey', secret],
      user_key_file: ['userKey', file],
      token: ['token', secret],
      token_file: ['token', file],
      ...textsOf({ title: 'title', message: 'message', url: 'url', url_title: 'urlTitle', device: 'device', priority: 'priority' }),
      retry: ['retry', time],
      expire: ['expire', time],
      ttl: ['ttl', time],
      html: ['html', flagField],
      monospace: ['monospace', flagField],
    },
  },
  victorops_configs: {
    method: 'victorOps',
    fields: {
      ...COMMON,
      api_key: ['apiKey', secret],
      api_key_file: ['apiKey', file],
      ...textsOf({
        api_url: 'apiUrl',
        routing_key: 'routingKey',
        message_type: 'messageType',
        entity_display_name: 'entityDisplayName',
        state_message: 'stateMessage',
        monitoring_tool: 'monitoringTool',
      }),
      custom_fields: ['customFields', mapField],
    },
  },
  sns_configs: {
    method: 'sns',
    fields: {
      ...COMMON,
      ...textsOf({
        api_url: 'apiUrl',
        topic_arn: 'topicArn',
        target_arn: 'targetArn',
        phone_number: 'phoneNumber',
        subject: 'subject',
        message: 'message',
      }),
      sigv4: [
        'sigV4',
        object({
          ...textsOf({ region: 'region', profile: 'profile', role_arn: 'roleArn' }),
          access_key: ['accessKey', secret],
          secret_key: ['secretKey', secret],
        }),
      ],
      attributes: ['attributes', mapField],
    },
  },
  wechat_configs: {
    method: 'weChat',
    fields: {
      ...COMMON,
      api_secret: ['apiSecret', secret],
      ...textsOf({
        corp_id: 'corpId',
        agent_id: 'agentId',
        to_user: 'toUser',
        to_party: 'toParty',
        to_tag: 'toTag',
        message: 'message',
        message_type: 'messageType',
        api_url: 'apiUrl',
      }),
    },
  },
  webex_configs: { method: 'webex', fields: { ...COMMON, ...textsOf({ room_id: 'roomId', message: 'message', api_url: 'apiUrl' }) } },
  rocketchat_configs: {
    method: 'rocketChat',
    fields: {
      ...COMMON,
      token: ['token', secret],
      token_file: ['token', file],
      token_id: ['tokenId', secret],
      token_id_file: ['tokenId', file],
      ...textsOf({
        channel: 'channel',
        api_url: 'apiUrl',
        title: 'title',
        title_link: 'titleLink',
        text: 'text',
        color: 'color',
        emoji: 'emoji',
        icon_url: 'iconUrl',
      }),
      fields: ['fields', each(FIELD)],
      short_fields: ['shortFields', flagField],
    },
  },
};

/** Options without which an integration cannot be written. Values that leave their fields empty get them elsewhere. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  telegram_configs: ['botToken', 'chatId'],
  discord_configs: ['apiUrl'],
  msteams_configs: ['webhookUrl'],
  msteamsv2_configs: ['webhookUrl'],
  rocketchat_configs: ['token', 'tokenId'],
  webex_configs: ['roomId'],
  victorops_configs: ['routingKey'],
  pushover_configs: ['userKey', 'token'],
  email_configs: ['to'],
};

function requireOptions(kind: string, options: object, fields: Fields, path: string): void {
  const missing = REQUIRED[kind]?.find(name => !Object.hasOwn(options, name));
  if (missing === undefined) { return; }
  const [field] = Object.entries(fields).find(([, [option]]) => option === missing)!;
  refuse(`${path}.${field}`, 'it is empty');
}

/** A receiver as an AlertReceiver. */
export function receiverOf(value: unknown, path: string, secrets: SecretKeys): object {
  if (!isMap(value) || !isFilledText(value.name)) { return refuse(path, 'it has no name'); }
  const { name, ...kinds } = value;
  const integrations = entriesOf(kinds).flatMap(([kind, configs]): Call[] => {
    const where = `${path}.${kind}`;
    const row = Object.hasOwn(INTEGRATIONS, kind) ? INTEGRATIONS[kind] : undefined;
    if (!row) { return refuse(where, 'an AlertmanagerConfig has no such integration'); }
    if (isEmpty(configs)) { return []; }
    if (!Array.isArray(configs)) { return refuse(where, 'it is not a list'); }
    return configs.map((config, at) => {
      const context: FieldContext = { secrets, name: `${name}-${row.method}` };
      const options = convertFields(config, row.fields, `${where}[${at}]`, context);
      requireOptions(kind, options, row.fields, `${where}[${at}]`);
      const url = kind === 'webhook_configs' && isMap(config) && isPlainUrl(config.url) ? { url: config.url } : {};
      return new Call(`AlertIntegration.${row.method}`, [{ ...url, ...options }], [], ['AlertIntegration']);
    });
  });
  return { name, ...integrations.length > 0 && { integrations } };
}
