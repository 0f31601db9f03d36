import { integration, Integration } from './integration';
import { needRow } from './needs';
import { atReload, blocking, GENERATION, inAlertmanager, inPhases, leftOut, mapsOf, OPERATOR, TYPES, VALIDATION, EffectRow } from './rows';
import { templateUrlRow, urlRow, whyNoHttpUrl } from './urls';
import { fieldAt, isFilledText, isSet } from '../../../values/json';
import { Fault, Part, PartRow } from '../row';
import { Json } from '../shared/json';
import { secretText } from '../shared/references';

const API_URL = { file: VALIDATION, text: 'invalid \'apiURL\': %w' };
const CHAT_POST_MESSAGE = 'https://slack.com/api/chat.postMessage';

/** The reason does not repeat the text, which is a secret. */
function secretUrl(id: string, field: string, phases: Parameters<typeof inPhases>[1]): readonly EffectRow[] {
  return inPhases({
    id: `alertmanager-config/${id}`,
    field,
    find: (part, context): readonly Fault[] => {
      const text = secretText(part[field], context);
      const why = text === undefined ? undefined : whyNoHttpUrl(text.trim());
      return why === undefined
        ? []
        : [{ at: field, why: `refers to a value that is not a URL: ${why}; store the whole URL in the Secret` }];
    },
  }, phases);
}

const READ_AT_SELECTION = [
  { until: '0.82.0', effect: 'everything-blocked', see: { file: GENERATION, text: 'failed to validate key %q from secret %q' } },
  { since: '0.82.0', effect: 'object-left-out', see: { file: OPERATOR, text: 'failed to validate API URL' } },
] as const;

const missing = (part: Json, fields: readonly string[]): readonly Fault[] => fields.filter(field => !isFilledText(part[field])).map(field =>
  ({ at: field, why: 'is missing: set it' }));

const ACTION: Part = {
  rows: [
    leftOut({
      id: 'alertmanager-config/slack-action',
      field: 'type, text',
      see: { file: TYPES, text: 'missing \'type\' in Slack action configuration' },
      find: part => missing(part, ['type', 'text']),
    }),
    leftOut({
      id: 'alertmanager-config/slack-action-target',
      field: 'url, name',
      see: { file: TYPES, text: 'missing \'name\' or \'url\' in Slack action configuration' },
      find: part => isFilledText(part.url) || isFilledText(part.name)
        ? []
        : [{ at: '', why: 'has neither "url" nor "name": write one of them' }],
    }),
    leftOut({
      id: 'alertmanager-config/slack-confirm',
      field: 'confirm.text',
      see: { file: TYPES, text: 'missing \'text\' in Slack confirmation configuration' },
      find: ({ confirm }) => mapsOf([confirm]).flatMap(({ map }) => missing(map, ['text']).map(fault =>
        ({ ...fault, at: `confirm.${fault.at}` }))),
    }),
  ],
};

const FIELD: Part = {
  rows: [leftOut({
    id: 'alertmanager-config/slack-field',
    field: 'title, value',
    see: { file: TYPES, text: 'missing \'title\' in Slack field configuration' },
    find: part => missing(part, ['title', 'value']),
  })],
};

const SLACK = integration('slackConfigs', {
  rows: [
    atReload({
      id: 'alertmanager-config/slack-update-own-url',
      field: 'updateMessage',
      see: inAlertmanager('config/notifiers.go', 'c.UpdateMessage && c.APIURL.String()'),
      find: (part, { env: { alertmanager } }) => part.updateMessage === true && !isSet(part.apiURL) && alertmanager?.isAtLeast('0.32.0')
        && !alertmanager.isAtLeast('0.35.0')
        ? [{
          at: 'updateMessage',
          value: true,
          why: `makes Alertmanager ${alertmanager.text} exit if "apiURL" is not set: set "apiURL" to a Secret with "${CHAT_POST_MESSAGE}", `
            + 'or use Alertmanager 0.35.0 or newer',
        }] : [],
    }),
    ...needRow({
      id: 'slack-url',
      field: 'apiURL',
      need: 'slackUrl',
      text: 'no Slack API URL nor App token set either inline or in a file',
    }),
    ...secretUrl('slack-secret-url', 'apiURL', READ_AT_SELECTION),
    leftOut({
      id: 'alertmanager-config/slack-update-url',
      field: 'updateMessage',
      since: '0.93.0',
      see: { file: OPERATOR, text: 'updateMessage\' can only be used with bot tokens' },
      find: (part, context) => {
        const text = part.updateMessage === true ? secretText(part.apiURL, context) : undefined;
        return text === undefined || text === '' || text === CHAT_POST_MESSAGE ? [] : [{
          at: 'updateMessage',
          value: true,
          why: `requires the API URL "${CHAT_POST_MESSAGE}", but "apiURL" refers to another URL: store that URL in the Secret, or remove `
            + '"updateMessage"',
        }];
      },
    }),
  ],
  secrets: ['apiURL'],
  contains: [{ at: 'actions[]', part: ACTION }, { at: 'fields[]', part: FIELD }],
  refused: [
    { field: 'messageText', alertmanager: '0.31.0', since: '0.90.0', text: 'messageText\' is available in' },
    { field: 'updateMessage', alertmanager: '0.32.0', since: '0.93.0', text: 'updateMessage\' is available in' },
  ],
  dropped: [{ field: 'timeout', alertmanager: '0.30.0', text: '\'timeout\' supported in Alertmanager >= 0.30.0 only' }],
});

const DISCORD = integration('discordConfigs', {
  requires: { alertmanager: '0.25.0', text: 'discordConfigs\' is available in' },
  rows: secretUrl('discord-secret-url', 'apiURL', READ_AT_SELECTION),
  secrets: ['apiURL'],
  dropped: (['content', 'username', 'avatarURL'] as const).map(field => (
    { field, alertmanager: '0.28.0', text: `'${field === 'avatarURL' ? 'avatar_url' : field}' supported in Alertmanager >= 0.28.0 only` })),
});

/** The operator checks the text only when it writes the configuration. */
function teamsUrl(id: string, field: string, emptyText: string): readonly PartRow[] {
  return [
    blocking({
      id: `alertmanager-config/${id}-empty`,
      field,
      see: { file: GENERATION, text: emptyText },
      find: (part, context) => secretText(part[field], context) === ''
        ? [{ at: field, why: 'refers to an empty value: store the URL of the webhook in the Secret' }] : [],
    }),
    blocking({
      id: `alertmanager-config/${id}-url`,
      field,
      since: '0.88.0',
      see: { file: GENERATION, text: 'invalid \'webhook_url\': %w' },
      find: (part, context) => {
        const text = secretText(part[field], context);
        const why = text === undefined || text === '' ? undefined : whyNoHttpUrl(text);
        return why === undefined ? []
          : [{
            at: field, why: `refers to a value that is not a URL: ${why}; store the whole URL in the Secret, without spaces or line feeds`,
          }];
      },
    }),
  ];
}

const MSTEAMS = integration('msteamsConfigs', {
  requires: { alertmanager: '0.26.0', text: 'msteams integration is only available in' },
  rows: teamsUrl('msteams', 'webhookUrl', 'mandatory field %q is empty", "webhook_url"'),
  secrets: ['webhookUrl'],
  dropped: [{ field: 'summary', alertmanager: '0.27.0', text: '\'summary\' supported in Alertmanager >= 0.27.0 only' }],
});

const MSTEAMS_V2 = integration('msteamsv2Configs', {
  requires: { alertmanager: '0.28.0', since: '0.82.0', text: 'msteamsv2 integration is only available in' },
  rows: [
    blocking({
      id: 'alertmanager-config/msteamsv2-missing',
      field: 'webhookURL',
      see: { file: GENERATION, text: 'no webhook_url or webhook_url_file provided' },
      find: part => isSet(part.webhookURL) ? [] : [{ at: 'webhookURL', why: 'is missing: refer to a Secret with the URL of the webhook' }],
    }),
    ...teamsUrl('msteamsv2', 'webhookURL', 'no webhook_url or webhook_url_file provided'),
  ],
  secrets: ['webhookURL'],
});

const TELEGRAM = integration('telegramConfigs', {
  requires: { alertmanager: '0.24.0', text: 'telegramConfigs\' is available in' },
  rows: [
    leftOut({
      id: 'alertmanager-config/telegram-token',
      field: 'botToken, botTokenFile',
      see: { file: VALIDATION, text: 'mandatory field botToken or botTokenfile is empty' },
      find: part => isSet(part.botToken) || isSet(part.botTokenFile) ? []
        : [{ at: 'botToken', why: 'is missing: refer to a Secret with the token of the bot, or write "botTokenFile"' }],
    }),
    leftOut({
      id: 'alertmanager-config/telegram-token-twice',
      field: 'botToken, botTokenFile',
      since: '0.91.0',
      see: { file: VALIDATION, text: 'only one of \'botToken\' or \'botTokenfile\' must be configured' },
      find: part => isSet(part.botToken) && isSet(part.botTokenFile)
        ? [{ at: 'botTokenFile', value: part.botTokenFile, why: 'is set together with "botToken": remove one of them' }] : [],
    }),
    leftOut({
      id: 'alertmanager-config/telegram-chat',
      field: 'chatID',
      see: { file: VALIDATION, text: 'mandatory field \'chatID\' is empty' },
      find: ({ chatID }) => !isSet(chatID) || chatID === 0
        ? [{ at: 'chatID', value: chatID, why: 'is 0, which is not a chat: write the ID of the chat' }] : [],
    }),
    urlRow('alertmanager-config/telegram-url', 'apiURL', API_URL, { since: '0.88.0' }),
    blocking({
      id: 'alertmanager-config/telegram-token-empty',
      field: 'botToken',
      see: { file: GENERATION, text: 'mandatory field %q is empty", "botToken"' },
      find: (part, context) => secretText(part.botToken, context) === ''
        ? [{ at: 'botToken', why: 'refers to an empty value: store the token of the bot in the Secret' }] : [],
    }),
  ],
  secrets: ['botToken'],
  refused: [{ field: 'botTokenFile', alertmanager: '0.26.0', since: '0.91.0', text: 'botTokenFile\' is available in' }],
  dropped: [{ field: 'messageThreadID', alertmanager: '0.26.0', text: '\'message_thread_id\' supported in Alertmanager >= 0.26.0 only' }],
});

const WEBEX = integration('webexConfigs', {
  requires: { alertmanager: '0.25.0', text: 'webexConfigs\' is available in' },
  rows: [
    urlRow('alertmanager-config/webex-url', 'apiURL', API_URL),
    atReload({
      id: 'alertmanager-config/webex-authorization',
      field: 'httpConfig.authorization',
      see: inAlertmanager('notify/webex/config.go', 'missing webex_configs.http_config.authorization'),
      find: ({ httpConfig }, context) => {
        const [client] = mapsOf([httpConfig]);
        const credentials = client && (fieldAt(client.map, 'authorization.credentials') ?? client.map.bearerTokenSecret);
        if (client && secretText(credentials, context) !== '' && (isSet(client.map.authorization)
          || isSet(client.map.bearerTokenSecret))) { return []; }
        return [{
          at: 'httpConfig.authorization',
          why: `${isSet(credentials)
            ? 'refers to an empty value'
            : 'is missing'}, but Webex requires it: refer to a Secret with the token of the bot`,
        }];
      },
    }),
  ],
});

const ROCKETCHAT_URLS = ['iconURL', 'imageURL', 'thumbURL'] as const;

const ROCKETCHAT = integration('rocketchatConfigs', {
  requires: { alertmanager: '0.28.0', since: '0.85.0', text: 'rocketChatConfigs\' is available in' },
  rows: [
    urlRow('alertmanager-config/rocketchat-url', 'apiURL', API_URL, { since: '0.88.0' }),
    atReload({
      id: 'alertmanager-config/rocketchat-actions',
      field: 'actions',
      see: { file: 'pkg/alertmanager/types.go', text: 'IsWebView          bool   `yaml:"is_webview"`' },
      find: ({ actions }) => mapsOf(actions).length > 0
        ? [{ at: 'actions', why: 'are written with fields that Alertmanager does not support, such as "is_webview": remove them' }] : [],
    }),
    ...ROCKETCHAT_URLS.map(field =>
      templateUrlRow(`alertmanager-config/rocketchat-${field}`, field, { file: VALIDATION, text: `invalid '${field}': %w` },
        { since: '0.92.0' })),
  ],
  secrets: ['token', 'tokenID'],
  contains: [{
    at: 'actions[]',
    since: '0.92.0',
    part: {
      rows: [templateUrlRow('alertmanager-config/rocketchat-action-url', 'url', {
        file: VALIDATION,
        text: '\'actions\'[%d]: invalid \'url\'',
      })],
    },
  }],
});

const WECHAT = integration('wechatConfigs', {
  rows: [
    urlRow('alertmanager-config/wechat-url', 'apiURL', API_URL),
    atReload({
      id: 'alertmanager-config/wechat-type',
      field: 'messageType',
      see: inAlertmanager('notify/wechat/config.go', 'does not match valid options'),
      find: ({ messageType }) => isFilledText(messageType) && messageType !== 'text' && messageType !== 'markdown'
        ? [{ at: 'messageType', value: messageType, why: 'is not a valid message type: write "text" or "markdown"' }] : [],
    }),
    ...needRow({
      id: 'wechat-secret',
      field: 'apiSecret',
      need: 'wechatSecret',
      text: 'no global Wechat Api Secret set either inline or in a file',
    }),
    ...needRow({ id: 'wechat-corp', field: 'corpID', need: 'wechatCorpId', text: 'no global Wechat CorpID set' }),
  ],
  secrets: ['apiSecret'],
});

/** Notifications to chats. */
export const CHATS: readonly Integration[] = [SLACK, DISCORD, MSTEAMS, MSTEAMS_V2, TELEGRAM, WEBEX, ROCKETCHAT, WECHAT];
