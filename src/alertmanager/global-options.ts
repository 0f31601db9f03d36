import { Duration } from 'cdk8s';
import { AlertHttpOptions } from './integration-options';
import { ClientTls, SecretKeyReference } from '../scrape/client-access-options';

/**
 * A file with notification templates: a key of either a ConfigMap or a Secret. All files are in one folder: no two may have the same key.
 */
export interface AlertTemplateReference {
  /**
   * Name of the ConfigMap, in the namespace of the Alertmanager.
   * @default - `secretName`
   */
  readonly configMapName?: string;
  /**
   * Name of the Secret, in the namespace of the Alertmanager.
   * @default - `configMapName`
   */
  readonly secretName?: string;
  /** The key, which is the name of the file: `shop.tmpl`. */
  readonly key: string;
}

/** The mail server of all email receivers that do not name another one. */
export interface AlertSmtpOptions {
  /**
   * Address of the server: `smtp.example.org:587`.
   * @default - none: each receiver names one
   */
  readonly smarthost?: string;
  /**
   * Sender address.
   * @default - none: set in each receiver
   */
  readonly from?: string;
  /**
   * Host name by which Alertmanager identifies itself to the server.
   * @default 'localhost'
   */
  readonly hello?: string;
  /**
   * User name for authentication.
   * @default - none: no authentication
   */
  readonly authUsername?: string;
  /**
   * A Secret with the password of the user.
   * @default - none
   */
  readonly authPassword?: SecretKeyReference;
  /**
   * A Secret with the secret for CRAM-MD5 authentication.
   * @default - none
   */
  readonly authSecret?: SecretKeyReference;
  /**
   * Identity for PLAIN authentication.
   * @default - none
   */
  readonly authIdentity?: string;
  /**
   * Whether TLS is required. If it is, no mail is sent to a server without TLS.
   * @default true
   */
  readonly requireTls?: boolean;
  /**
   * How the server is verified, and which client certificate Alertmanager presents. Files are not accepted. It requires prometheus-operator
   * 0.83 and Alertmanager 0.28.
   * @default - public certificate authorities
   */
  readonly tls?: ClientTls;
}

/**
 * Defaults for receivers that do not set an option themselves. Secrets are in the namespace of the Alertmanager.
 * @see https://github.com/prometheus-operator/prometheus-operator/blob/v0.93.0/pkg/apis/monitoring/v1/alertmanager_types.go
 */
export interface AlertmanagerGlobalOptions {
  /**
   * How long after its last notification an alert without an end time counts as resolved. Alerts of Prometheus always have an end time.
   * @default - 5 minutes
   */
  readonly resolveTimeout?: Duration;
  /**
   * Options of HTTP requests to receivers: proxy, credentials, TLS.
   * @default - direct requests
   */
  readonly http?: AlertHttpOptions;
  /**
   * Mail server.
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
