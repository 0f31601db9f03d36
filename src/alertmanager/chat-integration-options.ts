import { AlertHttpIntegrationOptions } from './integration-options';
import { AlertMessageField } from './slack-integration-options';
import { SecretKeyReference } from '../scrape/client-access-options';

/** A channel of Microsoft Teams, through a workflow. It requires prometheus-operator 0.82 and Alertmanager 0.28. */
export interface TeamsIntegrationOptions extends AlertHttpIntegrationOptions {
  /** A Secret with the URL of a workflow. */
  readonly webhookUrl: SecretKeyReference;
  /**
   * Title of the message. A template.
   * @default - Alertmanager's own
   */
  readonly title?: string;
  /**
   * Text of the message. A template.
   * @default - Alertmanager's own
   */
  readonly text?: string;
}

/**
 * A channel of Microsoft Teams, through an Office 365 connector, which Microsoft retires: prefer `teams`. It requires Alertmanager 0.26.
 */
export interface TeamsConnectorIntegrationOptions extends AlertHttpIntegrationOptions {
  /** A Secret with the URL of the connector. */
  readonly webhookUrl: SecretKeyReference;
  /**
   * Title of the message. A template.
   * @default - Alertmanager's own
   */
  readonly title?: string;
  /**
   * Summary of the message. A template. It requires prometheus-operator 0.73 and Alertmanager 0.27.
   * @default - Alertmanager's own
   */
  readonly summary?: string;
  /**
   * Text of the message. A template.
   * @default - Alertmanager's own
   */
  readonly text?: string;
}

/** A channel of Discord. */
export interface DiscordIntegrationOptions extends AlertHttpIntegrationOptions {
  /** A Secret with the URL of a webhook. */
  readonly apiUrl: SecretKeyReference;
  /**
   * Title of the message. A template.
   * @default - Alertmanager's own
   */
  readonly title?: string;
  /**
   * Text of the message. A template.
   * @default - Alertmanager's own
   */
  readonly message?: string;
  /**
   * Text above the message, such as a mention of a user. It requires prometheus-operator 0.82 and Alertmanager 0.28.
   * @default - none
   */
  readonly content?: string;
  /**
   * Name of the sender. It requires prometheus-operator 0.82 and Alertmanager 0.28.
   * @default - that of the webhook
   */
  readonly username?: string;
  /**
   * URL of the picture of the sender. It requires prometheus-operator 0.82 and Alertmanager 0.28.
   * @default - that of the webhook
   */
  readonly avatarUrl?: string;
}

/** A chat of Telegram. */
export interface TelegramIntegrationOptions extends AlertHttpIntegrationOptions {
  /** A Secret with the token of the bot. */
  readonly botToken: SecretKeyReference;
  /** Id of the chat. */
  readonly chatId: number;
  /**
   * Id of a topic in the chat. It requires prometheus-operator 0.79 and Alertmanager 0.26.
   * @default - none
   */
  readonly messageThreadId?: number;
  /**
   * Text of the message. A template.
   * @default - Alertmanager's own
   */
  readonly message?: string;
  /**
   * Format of the message: MarkdownV2, Markdown or HTML.
   * @default - the operator writes MarkdownV2
   */
  readonly parseMode?: string;
  /**
   * Whether the message arrives without a sound.
   * @default false
   */
  readonly disableNotifications?: boolean;
  /**
   * URL of Telegram's API.
   * @default - that of `global`, or 'https://api.telegram.org'
   */
  readonly apiUrl?: string;
}

/**
 * A channel of Rocket.Chat. It requires prometheus-operator 0.85 and Alertmanager 0.28. Buttons are not supported: the operator writes them
 * with fields that no Alertmanager reads.
 * @see https://prometheus.io/docs/alerting/latest/configuration/#rocketchat_config
 */
export interface RocketChatIntegrationOptions extends AlertHttpIntegrationOptions {
  /** A Secret with the token of the user. */
  readonly token: SecretKeyReference;
  /** A Secret with the id of the token. */
  readonly tokenId: SecretKeyReference;
  /**
   * Channel or user: `#alerts`, or `@name`. A template.
   * @default - Rocket.Chat's own
   */
  readonly channel?: string;
  /**
   * URL of the server.
   * @default - that of `global`, or 'https://open.rocket.chat/'
   */
  readonly apiUrl?: string;
  /**
   * Title of the message. A template.
   * @default - Alertmanager's own
   */
  readonly title?: string;
  /**
   * URL that the title opens. A template.
   * @default - the alert in Alertmanager
   */
  readonly titleLink?: string;
  /**
   * Text of the message. A template.
   * @default - Alertmanager's own
   */
  readonly text?: string;
  /**
   * Color of the bar next to the message. A template.
   * @default - red while alerts fire, green when they are resolved
   */
  readonly color?: string;
  /**
   * Emoji as picture of the sender: `:fire:`.
   * @default - Alertmanager's own
   */
  readonly emoji?: string;
  /**
   * URL of the picture of the sender.
   * @default - none
   */
  readonly iconUrl?: string;
  /**
   * Rows of a table below the message.
   * @default - none
   */
  readonly fields?: AlertMessageField[];
  /**
   * Whether all fields are short.
   * @default false
   */
  readonly shortFields?: boolean;
}

/** A room of Webex. */
export interface WebexIntegrationOptions extends AlertHttpIntegrationOptions {
  /** The id of the room. */
  readonly roomId: string;
  /**
   * A Secret with the token of the bot. Alertmanager rejects a receiver without one.
   * @default - `http.bearerToken` or `http.authorization`
   */
  readonly token?: SecretKeyReference;
  /**
   * Text of the message. A template.
   * @default - Alertmanager's own
   */
  readonly message?: string;
  /**
   * URL of Webex' API.
   * @default - that of `global`, or 'https://webexapis.com/v1/messages'
   */
  readonly apiUrl?: string;
}

/** Users, departments or tags of WeChat. */
export interface WeChatIntegrationOptions extends AlertHttpIntegrationOptions {
  /**
   * A Secret with the secret of the application.
   * @default - that of `global`
   */
  readonly apiSecret?: SecretKeyReference;
  /**
   * The id of the company.
   * @default - that of `global`
   */
  readonly corpId?: string;
  /**
   * The id of the application.
   * @default - none
   */
  readonly agentId?: string;
  /**
   * Users, separated by `|`. A template.
   * @default - none
   */
  readonly toUser?: string;
  /**
   * Departments, separated by `|`. A template.
   * @default - none
   */
  readonly toParty?: string;
  /**
   * Tags, separated by `|`. A template.
   * @default - none
   */
  readonly toTag?: string;
  /**
   * Text of the message. A template.
   * @default - Alertmanager's own
   */
  readonly message?: string;
  /**
   * Type of the message: text or markdown.
   * @default 'text'
   */
  readonly messageType?: string;
  /**
   * URL of WeChat's API.
   * @default - that of `global`, or 'https://qyapi.weixin.qq.com/cgi-bin/'
   */
  readonly apiUrl?: string;
}
