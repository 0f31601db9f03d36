import { AlertHttpIntegrationOptions } from './integration-options';
import { AlertMessageField } from './slack-integration-options';
import { SecretKeyReference } from '../scrape/client-access-options';

/** A channel of Microsoft Teams, by a workflow. It needs prometheus-operator 0.82 and Alertmanager 0.28. */
export interface TeamsIntegrationOptions extends AlertHttpIntegrationOptions {
  /** A Secret with the URL of a workflow. */
  readonly webhookUrl: SecretKeyReference;
  /**
   * A template.
   * @default - Alertmanager's own
   */
  readonly title?: string;
  /**
   * A template.
   * @default - Alertmanager's own
   */
  readonly text?: string;
}

/** A channel of Microsoft Teams, by an Office 365 connector, which Microsoft retires: prefer `teams`. It needs Alertmanager 0.26. */
export interface TeamsConnectorIntegrationOptions extends AlertHttpIntegrationOptions {
  /** A Secret with the URL of the connector. */
  readonly webhookUrl: SecretKeyReference;
  /**
   * A template.
   * @default - Alertmanager's own
   */
  readonly title?: string;
  /**
   * A template. It requires prometheus-operator 0.73 and Alertmanager 0.27.
   * @default - Alertmanager's own
   */
  readonly summary?: string;
  /**
   * A template.
   * @default - Alertmanager's own
   */
  readonly text?: string;
}

/** A channel of Discord. */
export interface DiscordIntegrationOptions extends AlertHttpIntegrationOptions {
  /** A Secret with the URL of a webhook. */
  readonly apiUrl: SecretKeyReference;
  /**
   * A template.
   * @default - Alertmanager's own
   */
  readonly title?: string;
  /**
   * A template.
   * @default - Alertmanager's own
   */
  readonly message?: string;
  /**
   * Above the message: a mention of somebody. It requires prometheus-operator 0.82 and Alertmanager 0.28.
   * @default - none
   */
  readonly content?: string;
  /**
   * Who says it. It requires prometheus-operator 0.82 and Alertmanager 0.28.
   * @default - that of the webhook
   */
  readonly username?: string;
  /**
   * The URL of its picture. It requires prometheus-operator 0.82 and Alertmanager 0.28.
   * @default - that of the webhook
   */
  readonly avatarUrl?: string;
}

/** A chat of Telegram. */
export interface TelegramIntegrationOptions extends AlertHttpIntegrationOptions {
  /** A Secret with the token of the bot. */
  readonly botToken: SecretKeyReference;
  /** The number of the chat. */
  readonly chatId: number;
  /**
   * The number of a topic in the chat. It requires prometheus-operator 0.79 and Alertmanager 0.26.
   * @default - none
   */
  readonly messageThreadId?: number;
  /**
   * A template.
   * @default - Alertmanager's own
   */
  readonly message?: string;
  /**
   * MarkdownV2, Markdown or HTML.
   * @default - the operator writes MarkdownV2
   */
  readonly parseMode?: string;
  /**
   * Say it without a sound.
   * @default false
   */
  readonly disableNotifications?: boolean;
  /**
   * The server of Telegram's API.
   * @default - that of `global`, or 'https://api.telegram.org'
   */
  readonly apiUrl?: string;
}

/**
 * A channel of Rocket.Chat. It needs prometheus-operator 0.85 and Alertmanager 0.28. Buttons are missing: the operator writes them with fields that no Alertmanager reads.
 * @see https://prometheus.io/docs/alerting/latest/configuration/#rocketchat_config
 */
export interface RocketChatIntegrationOptions extends AlertHttpIntegrationOptions {
  /** A Secret with the token of the user. */
  readonly token: SecretKeyReference;
  /** A Secret with the id of the token. */
  readonly tokenId: SecretKeyReference;
  /**
   * `#alerts`, or `@name`. A template.
   * @default - Rocket.Chat's own
   */
  readonly channel?: string;
  /**
   * The server.
   * @default - that of `global`, or 'https://open.rocket.chat/'
   */
  readonly apiUrl?: string;
  /**
   * A template.
   * @default - Alertmanager's own
   */
  readonly title?: string;
  /**
   * Where the title leads. A template.
   * @default - the alert in Alertmanager
   */
  readonly titleLink?: string;
  /**
   * A template.
   * @default - Alertmanager's own
   */
  readonly text?: string;
  /**
   * The color of the bar beside it. A template.
   * @default - red while alerts fire, green when they are over
   */
  readonly color?: string;
  /**
   * The picture of who says it: `:fire:`.
   * @default - Alertmanager's own
   */
  readonly emoji?: string;
  /**
   * The URL of that picture.
   * @default - none
   */
  readonly iconUrl?: string;
  /**
   * Rows of a table below it.
   * @default - none
   */
  readonly fields?: AlertMessageField[];
  /**
   * All fields are short.
   * @default false
   */
  readonly shortFields?: boolean;
}

/** A room of Webex. */
export interface WebexIntegrationOptions extends AlertHttpIntegrationOptions {
  /** The id of the room. */
  readonly roomId: string;
  /**
   * A Secret with the token of the bot. Alertmanager refuses a receiver without one.
   * @default - `http.bearerToken` or `http.authorization`
   */
  readonly token?: SecretKeyReference;
  /**
   * A template.
   * @default - Alertmanager's own
   */
  readonly message?: string;
  /**
   * The server of Webex' API.
   * @default - that of `global`, or 'https://webexapis.com/v1/messages'
   */
  readonly apiUrl?: string;
}

/** People of WeChat. */
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
   * Users, with `|` between them. A template.
   * @default - none
   */
  readonly toUser?: string;
  /**
   * Departments, with `|` between them. A template.
   * @default - none
   */
  readonly toParty?: string;
  /**
   * Tags, with `|` between them. A template.
   * @default - none
   */
  readonly toTag?: string;
  /**
   * A template.
   * @default - Alertmanager's own
   */
  readonly message?: string;
  /**
   * text or markdown.
   * @default 'text'
   */
  readonly messageType?: string;
  /**
   * The server of WeChat's API.
   * @default - that of `global`, or 'https://qyapi.weixin.qq.com/cgi-bin/'
   */
  readonly apiUrl?: string;
}
