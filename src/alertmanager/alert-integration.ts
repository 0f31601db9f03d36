import {
  DiscordIntegrationOptions, RocketChatIntegrationOptions, TeamsConnectorIntegrationOptions, TeamsIntegrationOptions,
  TelegramIntegrationOptions, WebexIntegrationOptions, WeChatIntegrationOptions,
} from './chat-integration-options';
import { secretKeySelector } from './http-spec';
import { IntegrationFields, integrationSpec, writtenIntegration, WrittenTwice, writtenTwice } from './integration-fields';
import { AlertHttpOptions } from './integration-options';
import {
  OpsgenieIntegrationOptions, PagerDutyIntegrationOptions, PushoverIntegrationOptions, SnsIntegrationOptions, VictorOpsIntegrationOptions,
} from './pager-integration-options';
import { EmailIntegrationOptions, WebhookIntegrationOptions } from './plain-integration-options';
import { SlackIntegrationOptions } from './slack-integration-options';
import { ClientTls, SecretKeyReference } from '../scrape/client-access-options';
import { checkOptionsOf } from '../validation/options';

const API_URL = { apiUrl: 'apiURL' } as const;

/**
 * Integration to which a receiver sends alerts: every kind that an AlertmanagerConfig supports. Secrets are referenced by name, never
 * written. AlertmanagerConfig has no field for Jira, incident.io and Mattermost: use `webhook`, or the file that `configSecret` names.
 * @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1alpha1.Receiver
 */
export class AlertIntegration {
  /** A channel of Slack. */
  public static slack(options: SlackIntegrationOptions): AlertIntegration {
    checkOptionsOf('AlertIntegration.slack()', 'SlackIntegrationOptions', options);
    const { actions, ...rest } = options;
    const buttons = actions?.map(action => ({ ...action, type: action.type ?? 'button' }));
    return new AlertIntegration('slackConfigs', { ...rest, actions: buttons }, {
      secrets: { apiUrl: 'apiURL' },
      names: { iconUrl: 'iconURL', imageUrl: 'imageURL', thumbUrl: 'thumbURL' },
    });
  }

  /** A service of PagerDuty. */
  public static pagerDuty(options: PagerDutyIntegrationOptions): AlertIntegration {
    checkOptionsOf('AlertIntegration.pagerDuty()', 'PagerDutyIntegrationOptions', options);
    return new AlertIntegration('pagerdutyConfigs', options, {
      secrets: { routingKey: 'routingKey', serviceKey: 'serviceKey' },
      names: { eventClass: 'class', clientUrl: 'clientURL', links: 'pagerDutyLinkConfigs', images: 'pagerDutyImageConfigs' },
      maps: ['details'],
    });
  }

  /** Any HTTP endpoint that accepts Alertmanager's JSON. */
  public static webhook(options: WebhookIntegrationOptions): AlertIntegration {
    checkOptionsOf('AlertIntegration.webhook()', 'WebhookIntegrationOptions', options);
    return new AlertIntegration('webhookConfigs', options, { secrets: { urlSecret: 'urlSecret' } });
  }

  /** An email address. */
  public static email(options: EmailIntegrationOptions): AlertIntegration {
    checkOptionsOf('AlertIntegration.email()', 'EmailIntegrationOptions', options);
    return new AlertIntegration('emailConfigs', options, {
      secrets: { authPassword: 'authPassword', authSecret: 'authSecret' },
      names: { requireTls: 'requireTLS' },
      maps: ['headers'],
    });
  }

  /** A team of Opsgenie. */
  public static opsgenie(options: OpsgenieIntegrationOptions): AlertIntegration {
    checkOptionsOf('AlertIntegration.opsgenie()', 'OpsgenieIntegrationOptions', options);
    return new AlertIntegration('opsgenieConfigs', options, { secrets: { apiKey: 'apiKey' }, names: API_URL, maps: ['details'] });
  }

  /** A channel of Microsoft Teams. */
  public static teams(options: TeamsIntegrationOptions): AlertIntegration {
    checkOptionsOf('AlertIntegration.teams()', 'TeamsIntegrationOptions', options);
    return new AlertIntegration('msteamsv2Configs', options, { secrets: { webhookUrl: 'webhookURL' } });
  }

  /** A channel of Microsoft Teams, through an Office 365 connector, which Microsoft retires: prefer `teams`. */
  public static teamsConnector(options: TeamsConnectorIntegrationOptions): AlertIntegration {
    checkOptionsOf('AlertIntegration.teamsConnector()', 'TeamsConnectorIntegrationOptions', options);
    return new AlertIntegration('msteamsConfigs', options, { secrets: { webhookUrl: 'webhookUrl' } });
  }

  /** A channel of Discord. */
  public static discord(options: DiscordIntegrationOptions): AlertIntegration {
    checkOptionsOf('AlertIntegration.discord()', 'DiscordIntegrationOptions', options);
    return new AlertIntegration('discordConfigs', options, { secrets: { apiUrl: 'apiURL' }, names: { avatarUrl: 'avatarURL' } });
  }

  /** A chat of Telegram. */
  public static telegram(options: TelegramIntegrationOptions): AlertIntegration {
    checkOptionsOf('AlertIntegration.telegram()', 'TelegramIntegrationOptions', options);
    return new AlertIntegration('telegramConfigs', options, {
      secrets: { botToken: 'botToken' },
      names: { ...API_URL, chatId: 'chatID', messageThreadId: 'messageThreadID' },
    });
  }

  /** A channel of Rocket.Chat. */
  public static rocketChat(options: RocketChatIntegrationOptions): AlertIntegration {
    checkOptionsOf('AlertIntegration.rocketChat()', 'RocketChatIntegrationOptions', options);
    return new AlertIntegration(
      'rocketchatConfigs', options, { secrets: { token: 'token', tokenId: 'tokenID' }, names: { ...API_URL, iconUrl: 'iconURL' } },
    );
  }

  /** A room of Webex. */
  public static webex(options: WebexIntegrationOptions): AlertIntegration {
    checkOptionsOf('AlertIntegration.webex()', 'WebexIntegrationOptions', options);
    const { token, ...rest } = options;
    const http = token ? { ...rest.http, authorization: rest.http?.authorization ?? { credentials: token } } : rest.http;
    return new AlertIntegration('webexConfigs', { ...rest, http }, { names: { ...API_URL, roomId: 'roomID' } });
  }

  /** Users, departments or tags of WeChat. */
  public static weChat(options: WeChatIntegrationOptions): AlertIntegration {
    checkOptionsOf('AlertIntegration.weChat()', 'WeChatIntegrationOptions', options);
    return new AlertIntegration(
      'wechatConfigs', options, { secrets: { apiSecret: 'apiSecret' }, names: { ...API_URL, corpId: 'corpID', agentId: 'agentID' } },
    );
  }

  /** A team of Splunk On-Call, formerly VictorOps. */
  public static victorOps(options: VictorOpsIntegrationOptions): AlertIntegration {
    checkOptionsOf('AlertIntegration.victorOps()', 'VictorOpsIntegrationOptions', options);
    return new AlertIntegration('victoropsConfigs', options, { secrets: { apiKey: 'apiKey' }, maps: ['customFields'] });
  }

  /** Devices of a user or a group in Pushover. */
  public static pushover(options: PushoverIntegrationOptions): AlertIntegration {
    checkOptionsOf('AlertIntegration.pushover()', 'PushoverIntegrationOptions', options);
    return new AlertIntegration('pushoverConfigs', options, { secrets: { userKey: 'userKey', token: 'token' } });
  }

  /** A topic, an endpoint or a phone number of Amazon SNS. */
  public static sns(options: SnsIntegrationOptions): AlertIntegration {
    checkOptionsOf('AlertIntegration.sns()', 'SnsIntegrationOptions', options);
    const { sigV4: { accessKey, secretKey: secret, ...signature }, ...rest } = options;
    const sigv4 = {
      ...signature, ...accessKey && { accessKey: secretKeySelector(accessKey) }, ...secret && { secretKey: secretKeySelector(secret) },
    };
    return new AlertIntegration('snsConfigs', { ...rest, sigv4 }, { names: { ...API_URL, topicArn: 'topicARN', targetArn: 'targetARN' } });
  }

  /** @internal */
  public readonly _field: string;
  /** @internal */
  public readonly _secrets: { readonly [field: string]: SecretKeyReference | undefined };
  /** @internal */
  public readonly _fields: { readonly [field: string]: unknown };
  /**
   * How requests to its server are sent, for checks.
   * @internal
   */
  public readonly _access: { readonly http?: AlertHttpOptions; readonly tls?: ClientTls };

  /** Fields that both an option and `spec` set. @internal */
  public readonly _twice: readonly WrittenTwice[];

  private constructor(field: string, options: object, spelling: IntegrationFields) {
    const { secrets, fields } = writtenIntegration(options, spelling);
    this._field = field;
    this._secrets = secrets;
    this._fields = fields;
    this._access = options;
    this._twice = writtenTwice(options, spelling);
  }

  /** @internal */
  public _spec(): object {
    return integrationSpec({ secrets: this._secrets, fields: this._fields });
  }
}
