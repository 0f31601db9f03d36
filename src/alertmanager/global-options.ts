import { Duration } from 'cdk8s';
import { AlertHttpOptions } from './integration-options';
import { ClientTls, SecretKeyReference } from '../scrape/client-access-options';

/** A file with templates of notifications: a key of a ConfigMap or of a Secret, one of them. All are in one folder, so that no two have the same key. */
export interface AlertTemplateReference {
  /**
   * The ConfigMap, in the namespace of the Alertmanager.
   * @default - `secretName`
   */
  readonly configMapName?: string;
  /**
   * The Secret, in the namespace of the Alertmanager.
   * @default - `configMapName`
   */
  readonly secretName?: string;
  /** The key, which is the name of the file: `shop.tmpl`. */
  readonly key: string;
}

/** The mail server of all email receivers that do not name another one. */
export interface AlertSmtpOptions {
  /**
   * The server: `smtp.example.org:587`.
   * @default - none: each receiver names one
   */
  readonly smarthost?: string;
  /**
   * From whom.
   * @default - none: set in each receiver
   */
  readonly from?: string;
  /**
   * By which name Alertmanager says hello.
   * @default 'localhost'
   */
  readonly hello?: string;
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
   * A Secret with the secret of CRAM-MD5.
   * @default - none
   */
  readonly authSecret?: SecretKeyReference;
  /**
   * The identity of PLAIN.
   * @default - none
   */
  readonly authIdentity?: string;
  /**
   * Do not send without TLS.
   * @default true
   */
  readonly requireTls?: boolean;
  /**
   * How the server is verified, and what Alertmanager shows. Not files. It requires prometheus-operator 0.83 and Alertmanager 0.28.
   * @default - by the authorities that everybody knows
   */
  readonly tls?: ClientTls;
}

/**
 * What receivers have that do not say otherwise. Secrets are in the namespace of the Alertmanager.
 * @see https://github.com/prometheus-operator/prometheus-operator/blob/v0.93.0/pkg/apis/monitoring/v1/alertmanager_types.go
 */
export interface AlertmanagerGlobalOptions {
  /**
   * How long after its last notification an alert without an end time counts as resolved. Alerts of Prometheus always have an end time.
   * @default - 5 minutes
   */
  readonly resolveTimeout?: Duration;
  /**
   * How servers are asked: proxy, credentials, TLS.
   * @default - directly
   */
  readonly http?: AlertHttpOptions;
  /**
   * The mail server.
   * @default - each email receiver names one
   */
  readonly smtp?: AlertSmtpOptions;
  /**
   * A Secret with the URL of an incoming webhook of Slack.
   * @default - each Slack receiver names one
   */
  readonly slackApiUrl?: SecretKeyReference;
  /**
   * The server of PagerDuty: `https://events.eu.pagerduty.com/v2/enqueue`.
   * @default - PagerDuty's own
   */
  readonly pagerDutyUrl?: string;
  /**
   * A Secret with the API key of Opsgenie.
   * @default - each Opsgenie receiver names one
   */
  readonly opsgenieApiKey?: SecretKeyReference;
  /**
   * A Secret with the URL of Opsgenie.
   * @default - Opsgenie's own
   */
  readonly opsgenieApiUrl?: SecretKeyReference;
  /**
   * A Secret with the API key of VictorOps. It requires prometheus-operator 0.84.
   * @default - each VictorOps receiver names one
   */
  readonly victorOpsApiKey?: SecretKeyReference;
  /**
   * The server of VictorOps. It requires prometheus-operator 0.84.
   * @default - VictorOps' own
   */
  readonly victorOpsApiUrl?: string;
  /**
   * A Secret with the secret of the application of WeChat. It requires prometheus-operator 0.84.
   * @default - each WeChat receiver names one
   */
  readonly weChatApiSecret?: SecretKeyReference;
  /**
   * The id of the company in WeChat. It requires prometheus-operator 0.84.
   * @default - each WeChat receiver names one
   */
  readonly weChatCorpId?: string;
  /**
   * The server of WeChat. It requires prometheus-operator 0.84.
   * @default - WeChat's own
   */
  readonly weChatApiUrl?: string;
  /**
   * The server of Webex. It requires prometheus-operator 0.84.
   * @default - Webex' own
   */
  readonly webexApiUrl?: string;
  /**
   * The server of Telegram. It requires prometheus-operator 0.84.
   * @default - Telegram's own
   */
  readonly telegramApiUrl?: string;
  /**
   * The server of Rocket.Chat. It requires prometheus-operator 0.84 and Alertmanager 0.28.
   * @default - Rocket.Chat's own
   */
  readonly rocketChatApiUrl?: string;
}
