import { SecretKeyReference } from '../scrape/client-access-options';
import { checkOptionsOf } from '../validation/options';

/** What every integration may be told. */
export interface AlertIntegrationOptions {
  /**
   * Say, too, when an alert is over.
   * @default - what Alertmanager does: all but email and Slack say so
   */
  readonly sendResolved?: boolean;
}

/** A channel of Slack. */
export interface SlackIntegrationOptions extends AlertIntegrationOptions {
  /** A Secret with the URL of an incoming webhook. */
  readonly apiUrl: SecretKeyReference;
  /**
   * `#alerts`
   * @default - that of the webhook
   */
  readonly channel?: string;
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

/** A service of PagerDuty. */
export interface PagerDutyIntegrationOptions extends AlertIntegrationOptions {
  /** A Secret with the integration key of the Events API v2. */
  readonly routingKey: SecretKeyReference;
  /**
   * critical, error, warning or info; a template may say so of each alert.
   * @default - 'error'
   */
  readonly severity?: string;
  /**
   * A template.
   * @default - Alertmanager's own
   */
  readonly description?: string;
}

/** Anything that takes Alertmanager's JSON. */
export interface WebhookIntegrationOptions extends AlertIntegrationOptions {
  /**
   * The URL. Without a secret in it.
   * @default - `urlSecret`
   */
  readonly url?: string;
  /**
   * A Secret with the URL.
   * @default - `url`
   */
  readonly urlSecret?: SecretKeyReference;
  /**
   * How many alerts one message may have.
   * @default - all
   */
  readonly maxAlerts?: number;
}

/** A mailbox. */
export interface EmailIntegrationOptions extends AlertIntegrationOptions {
  /** To whom. */
  readonly to: string;
  /** From whom. */
  readonly from: string;
  /** The server: `smtp.example.org:587`. */
  readonly smarthost: string;
  /**
   * The user there.
   * @default - nobody is asked for
   */
  readonly authUsername?: string;
  /**
   * A Secret with the password of the user.
   * @default - none
   */
  readonly authPassword?: SecretKeyReference;
  /**
   * Do not send without TLS.
   * @default true
   */
  readonly requireTls?: boolean;
}

/** A team of Opsgenie. */
export interface OpsgenieIntegrationOptions extends AlertIntegrationOptions {
  /** A Secret with the API key. */
  readonly apiKey: SecretKeyReference;
  /**
   * P1 to P5; a template may say so of each alert.
   * @default - Opsgenie's own
   */
  readonly priority?: string;
}

/** A channel of Microsoft Teams. It needs prometheus-operator 0.82 and Alertmanager 0.28. */
export interface TeamsIntegrationOptions extends AlertIntegrationOptions {
  /** A Secret with the URL of a workflow. */
  readonly webhookUrl: SecretKeyReference;
}

/** A channel of Discord. */
export interface DiscordIntegrationOptions extends AlertIntegrationOptions {
  /** A Secret with the URL of a webhook. */
  readonly apiUrl: SecretKeyReference;
}

/** A chat of Telegram. */
export interface TelegramIntegrationOptions extends AlertIntegrationOptions {
  /** A Secret with the token of the bot. */
  readonly botToken: SecretKeyReference;
  /** The number of the chat. */
  readonly chatId: number;
}

/**
 * Where a receiver sends alerts. Secrets are named, never written.
 * @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1alpha1.Receiver
 */
export class AlertIntegration {
  /** A channel of Slack. */
  public static slack(options: SlackIntegrationOptions): AlertIntegration {
    checkOptionsOf('AlertIntegration.slack()', 'SlackIntegrationOptions', options);
    const { apiUrl, ...rest } = options;
    return new AlertIntegration('slackConfigs', { apiURL: apiUrl }, rest);
  }

  /** A service of PagerDuty. */
  public static pagerDuty(options: PagerDutyIntegrationOptions): AlertIntegration {
    checkOptionsOf('AlertIntegration.pagerDuty()', 'PagerDutyIntegrationOptions', options);
    const { routingKey, ...rest } = options;
    return new AlertIntegration('pagerdutyConfigs', { routingKey }, rest);
  }

  /** Anything that takes Alertmanager's JSON. */
  public static webhook(options: WebhookIntegrationOptions): AlertIntegration {
    checkOptionsOf('AlertIntegration.webhook()', 'WebhookIntegrationOptions', options);
    const { urlSecret, ...rest } = options;
    return new AlertIntegration('webhookConfigs', { urlSecret }, rest);
  }

  /** A mailbox. */
  public static email(options: EmailIntegrationOptions): AlertIntegration {
    checkOptionsOf('AlertIntegration.email()', 'EmailIntegrationOptions', options);
    const { authPassword, requireTls: requireTLS, ...rest } = options;
    return new AlertIntegration('emailConfigs', { authPassword }, { requireTLS, ...rest });
  }

  /** A team of Opsgenie. */
  public static opsgenie(options: OpsgenieIntegrationOptions): AlertIntegration {
    checkOptionsOf('AlertIntegration.opsgenie()', 'OpsgenieIntegrationOptions', options);
    const { apiKey, ...rest } = options;
    return new AlertIntegration('opsgenieConfigs', { apiKey }, rest);
  }

  /** A channel of Microsoft Teams. */
  public static teams(options: TeamsIntegrationOptions): AlertIntegration {
    checkOptionsOf('AlertIntegration.teams()', 'TeamsIntegrationOptions', options);
    const { webhookUrl, ...rest } = options;
    return new AlertIntegration('msteamsv2Configs', { webhookURL: webhookUrl }, rest);
  }

  /** A channel of Discord. */
  public static discord(options: DiscordIntegrationOptions): AlertIntegration {
    checkOptionsOf('AlertIntegration.discord()', 'DiscordIntegrationOptions', options);
    const { apiUrl, ...rest } = options;
    return new AlertIntegration('discordConfigs', { apiURL: apiUrl }, rest);
  }

  /** A chat of Telegram. */
  public static telegram(options: TelegramIntegrationOptions): AlertIntegration {
    checkOptionsOf('AlertIntegration.telegram()', 'TelegramIntegrationOptions', options);
    const { botToken, chatId: chatID, ...rest } = options;
    return new AlertIntegration('telegramConfigs', { botToken }, { chatID, ...rest });
  }

  /** @internal */
  public readonly _field: string;
  /** @internal */
  public readonly _secrets: { readonly [field: string]: SecretKeyReference | undefined };
  /** @internal */
  public readonly _fields: { readonly [field: string]: unknown };

  private constructor(field: string, secrets: { readonly [field: string]: SecretKeyReference | undefined }, fields: object) {
    this._field = field;
    this._secrets = secrets;
    this._fields = fields as { readonly [field: string]: unknown };
  }

  /** @internal */
  public _spec(): object {
    const secrets = Object.entries(this._secrets).map(([field, secret]) => [field, secret && { name: secret.secretName, key: secret.key }]);
    return { ...this._fields, ...Object.fromEntries(secrets) };
  }
}
