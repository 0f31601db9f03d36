import { Duration } from 'cdk8s';
import { AlertHttpIntegrationOptions } from './integration-options';
import { SecretKeyReference } from '../scrape/client-access-options';

/** A link in an incident of PagerDuty. */
export interface PagerDutyLink {
  /** Where it leads. A template. */
  readonly href: string;
  /**
   * Its text. A template.
   * @default - the URL
   */
  readonly alt?: string;
}

/** A picture in an incident of PagerDuty. */
export interface PagerDutyImage {
  /** The URL of the picture. A template. */
  readonly src: string;
  /**
   * Where it leads. A template.
   * @default - nowhere
   */
  readonly href?: string;
  /**
   * What it shows. A template.
   * @default - nothing
   */
  readonly alt?: string;
}

/**
 * A service of PagerDuty. All texts are templates.
 * @see https://prometheus.io/docs/alerting/latest/configuration/#pagerduty_config
 */
export interface PagerDutyIntegrationOptions extends AlertHttpIntegrationOptions {
  /**
   * A Secret with the integration key of the Events API v2.
   * @default - `serviceKey`
   */
  readonly routingKey?: SecretKeyReference;
  /**
   * A Secret with the integration key of the older Prometheus integration, in place of `routingKey`.
   * @default - `routingKey`
   */
  readonly serviceKey?: SecretKeyReference;
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
  /**
   * Where it is from. It requires prometheus-operator 0.75.
   * @default - `client`
   */
  readonly source?: string;
  /**
   * What is broken of the source.
   * @default - none
   */
  readonly component?: string;
  /**
   * What it belongs to.
   * @default - none
   */
  readonly group?: string;
  /**
   * What kind of fault it is.
   * @default - none
   */
  readonly eventClass?: string;
  /**
   * Who says it.
   * @default - Alertmanager
   */
  readonly client?: string;
  /**
   * Where the one who says it is reached.
   * @default - Alertmanager
   */
  readonly clientUrl?: string;
  /**
   * Further facts by their names.
   * @default - the alerts, how many fire and how many are over
   */
  readonly details?: { [name: string]: string };
  /**
   * Links.
   * @default - none
   */
  readonly links?: PagerDutyLink[];
  /**
   * Pictures.
   * @default - none
   */
  readonly images?: PagerDutyImage[];
  /**
   * The server.
   * @default - `pagerDutyUrl` of the Alertmanager's `global`, or PagerDuty's own
   */
  readonly url?: string;
}

/** Who answers an alert of Opsgenie. One of `id`, `name` and `username`. */
export interface OpsgenieResponder {
  /** team, teams, user, escalation or schedule. */
  readonly type: string;
  /**
   * Its id.
   * @default - `name` or `username`
   */
  readonly id?: string;
  /**
   * Its name.
   * @default - `id` or `username`
   */
  readonly name?: string;
  /**
   * The name of a user.
   * @default - `id` or `name`
   */
  readonly username?: string;
}

/** A team of Opsgenie. */
export interface OpsgenieIntegrationOptions extends AlertHttpIntegrationOptions {
  /**
   * A Secret with the API key.
   * @default - `opsgenieApiKey` of the Alertmanager's `global`
   */
  readonly apiKey?: SecretKeyReference;
  /**
   * The server: `https://api.eu.opsgenie.com/`.
   * @default - that of `global`, or 'https://api.opsgenie.com/'
   */
  readonly apiUrl?: string;
  /**
   * P1 to P5; a template may say so of each alert.
   * @default - Opsgenie's own
   */
  readonly priority?: string;
  /**
   * A template.
   * @default - Alertmanager's own
   */
  readonly message?: string;
  /**
   * A template.
   * @default - Alertmanager's own
   */
  readonly description?: string;
  /**
   * Where it is from. A template.
   * @default - Alertmanager
   */
  readonly source?: string;
  /**
   * Tags, with commas between them. A template.
   * @default - none
   */
  readonly tags?: string;
  /**
   * A remark. A template.
   * @default - none
   */
  readonly note?: string;
  /**
   * Further facts by their names.
   * @default - the labels that all alerts of the message have
   */
  readonly details?: { [name: string]: string };
  /**
   * Who answers.
   * @default - as Opsgenie routes it
   */
  readonly responders?: OpsgenieResponder[];
  /**
   * Change message and description of an alert that Opsgenie has already.
   * @default false
   */
  readonly updateAlerts?: boolean;
}

/** A team of Splunk On-Call, formerly VictorOps. */
export interface VictorOpsIntegrationOptions extends AlertHttpIntegrationOptions {
  /**
   * A Secret with the API key.
   * @default - that of `global`
   */
  readonly apiKey?: SecretKeyReference;
  /** By which alerts find the team. */
  readonly routingKey: string;
  /**
   * CRITICAL, WARNING or INFO. A template.
   * @default 'CRITICAL'
   */
  readonly messageType?: string;
  /**
   * What it is of. A template.
   * @default - Alertmanager's own
   */
  readonly entityDisplayName?: string;
  /**
   * The message. A template.
   * @default - Alertmanager's own
   */
  readonly stateMessage?: string;
  /**
   * Who says it. A template.
   * @default - Alertmanager's own
   */
  readonly monitoringTool?: string;
  /**
   * Further facts by their names.
   * @default - none
   */
  readonly customFields?: { [name: string]: string };
  /**
   * The server.
   * @default - that of `global`, or VictorOps' own
   */
  readonly apiUrl?: string;
}

/**
 * A phone, by Pushover. The sound is chosen there: the operator writes none.
 * @see https://prometheus.io/docs/alerting/latest/configuration/#pushover_config
 */
export interface PushoverIntegrationOptions extends AlertHttpIntegrationOptions {
  /** A Secret with the key of the user or the group. */
  readonly userKey: SecretKeyReference;
  /** A Secret with the token of the application. */
  readonly token: SecretKeyReference;
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
   * A URL that is shown with it. A template.
   * @default - the alert in Alertmanager
   */
  readonly url?: string;
  /**
   * The text of the URL.
   * @default - the URL
   */
  readonly urlTitle?: string;
  /**
   * One device of the user. It requires Alertmanager 0.26.
   * @default - all of them
   */
  readonly device?: string;
  /**
   * -2 to 2. A template.
   * @default - 2, which must be acknowledged, while alerts fire; then 0
   */
  readonly priority?: string;
  /**
   * How often the notification is repeated until it is acknowledged: 30 seconds or more.
   * @default - 1 minute
   */
  readonly retry?: Duration;
  /**
   * When it is no longer said again.
   * @default - 1 hour
   */
  readonly expire?: Duration;
  /**
   * When it is removed from the phone. It requires prometheus-operator 0.75 and Alertmanager 0.27.
   * @default - never
   */
  readonly ttl?: Duration;
  /**
   * The message is HTML.
   * @default false
   */
  readonly html?: boolean;
  /**
   * The letters of the message are of one width. Not together with `html`. It requires prometheus-operator 0.87 and Alertmanager 0.29.
   * @default false
   */
  readonly monospace?: boolean;
}

/** The signature of requests to AWS. */
export interface AwsSignatureOptions {
  /**
   * The region.
   * @default - that of AWS' SDK in the pod
   */
  readonly region?: string;
  /**
   * A Secret with the access key. Together with `secretKey`.
   * @default - the identity of the ServiceAccount or the node
   */
  readonly accessKey?: SecretKeyReference;
  /**
   * A Secret with the secret key. Together with `accessKey`.
   * @default - the identity of the ServiceAccount or the node
   */
  readonly secretKey?: SecretKeyReference;
  /**
   * A profile.
   * @default - none
   */
  readonly profile?: string;
  /**
   * The role that is assumed.
   * @default - none
   */
  readonly roleArn?: string;
}

/** A topic, an endpoint or a phone of Amazon SNS: one of `topicArn`, `targetArn` and `phoneNumber`. */
export interface SnsIntegrationOptions extends AlertHttpIntegrationOptions {
  /** How requests are signed. */
  readonly sigV4: AwsSignatureOptions;
  /**
   * The topic.
   * @default - none
   */
  readonly topicArn?: string;
  /**
   * The endpoint of a mobile application.
   * @default - none
   */
  readonly targetArn?: string;
  /**
   * The phone: `+41...`.
   * @default - none
   */
  readonly phoneNumber?: string;
  /**
   * A template.
   * @default - Alertmanager's own
   */
  readonly subject?: string;
  /**
   * A template.
   * @default - Alertmanager's own
   */
  readonly message?: string;
  /**
   * Attributes of the message.
   * @default - none
   */
  readonly attributes?: { [name: string]: string };
  /**
   * The server.
   * @default - that of the region
   */
  readonly apiUrl?: string;
}
