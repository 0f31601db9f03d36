import { Duration } from 'cdk8s';
import { AlertHttpIntegrationOptions } from './integration-options';
import { SecretKeyReference } from '../scrape/client-access-options';

/** A link in an incident of PagerDuty. */
export interface PagerDutyLink {
  /** URL of the link. A template. */
  readonly href: string;
  /**
   * Text of the link. A template.
   * @default - the URL
   */
  readonly alt?: string;
}

/** A picture in an incident of PagerDuty. */
export interface PagerDutyImage {
  /** The URL of the picture. A template. */
  readonly src: string;
  /**
   * URL that the picture opens. A template.
   * @default - none
   */
  readonly href?: string;
  /**
   * Alternative text of the picture. A template.
   * @default - none
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
   * Severity: critical, error, warning or info. A template may set it for each alert.
   * @default - 'error'
   */
  readonly severity?: string;
  /**
   * Description of the incident. A template.
   * @default - Alertmanager's own
   */
  readonly description?: string;
  /**
   * Location of the affected system. It requires prometheus-operator 0.75.
   * @default - `client`
   */
  readonly source?: string;
  /**
   * Component of the source that is broken.
   * @default - none
   */
  readonly component?: string;
  /**
   * Group to which the source belongs.
   * @default - none
   */
  readonly group?: string;
  /**
   * Class of the event.
   * @default - none
   */
  readonly eventClass?: string;
  /**
   * Name of the sender.
   * @default - Alertmanager
   */
  readonly client?: string;
  /**
   * URL of the sender.
   * @default - Alertmanager
   */
  readonly clientUrl?: string;
  /**
   * Additional details by name.
   * @default - the alerts, the number of firing ones and the number of resolved ones
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
   * URL of the server.
   * @default - `pagerDutyUrl` of the Alertmanager's `global`, or PagerDuty's own
   */
  readonly url?: string;
}

/** A responder to an alert of Opsgenie. Set one of `id`, `name` and `username`. */
export interface OpsgenieResponder {
  /** Type of the responder: team, teams, user, escalation or schedule. */
  readonly type: string;
  /**
   * Id of the responder.
   * @default - `name` or `username`
   */
  readonly id?: string;
  /**
   * Name of the responder.
   * @default - `id` or `username`
   */
  readonly name?: string;
  /**
   * Name of the user.
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
   * URL of the server: `https://api.eu.opsgenie.com/`.
   * @default - that of `global`, or 'https://api.opsgenie.com/'
   */
  readonly apiUrl?: string;
  /**
   * Priority: P1 to P5. A template may set it for each alert.
   * @default - Opsgenie's own
   */
  readonly priority?: string;
  /**
   * Title of the alert. A template.
   * @default - Alertmanager's own
   */
  readonly message?: string;
  /**
   * Description of the alert. A template.
   * @default - Alertmanager's own
   */
  readonly description?: string;
  /**
   * Source of the alert. A template.
   * @default - Alertmanager
   */
  readonly source?: string;
  /**
   * Tags, separated by commas. A template.
   * @default - none
   */
  readonly tags?: string;
  /**
   * Note on the alert. A template.
   * @default - none
   */
  readonly note?: string;
  /**
   * Additional details by name.
   * @default - the labels that all alerts of the notification have in common
   */
  readonly details?: { [name: string]: string };
  /**
   * Responders.
   * @default - the routing of Opsgenie
   */
  readonly responders?: OpsgenieResponder[];
  /**
   * Whether message and description of an alert that exists in Opsgenie are updated.
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
  /** Key that maps alerts to the team. */
  readonly routingKey: string;
  /**
   * Type of the message: CRITICAL, WARNING or INFO. A template.
   * @default 'CRITICAL'
   */
  readonly messageType?: string;
  /**
   * Name of the affected entity. A template.
   * @default - Alertmanager's own
   */
  readonly entityDisplayName?: string;
  /**
   * The message. A template.
   * @default - Alertmanager's own
   */
  readonly stateMessage?: string;
  /**
   * Name of the sender. A template.
   * @default - Alertmanager's own
   */
  readonly monitoringTool?: string;
  /**
   * Additional fields by name.
   * @default - none
   */
  readonly customFields?: { [name: string]: string };
  /**
   * URL of the server.
   * @default - that of `global`, or VictorOps' own
   */
  readonly apiUrl?: string;
}

/**
 * Devices of a user or a group of Pushover. Select the sound in Pushover: the operator writes none.
 * @see https://prometheus.io/docs/alerting/latest/configuration/#pushover_config
 */
export interface PushoverIntegrationOptions extends AlertHttpIntegrationOptions {
  /** A Secret with the key of the user or the group. */
  readonly userKey: SecretKeyReference;
  /** A Secret with the token of the application. */
  readonly token: SecretKeyReference;
  /**
   * Title of the notification. A template.
   * @default - Alertmanager's own
   */
  readonly title?: string;
  /**
   * Text of the notification. A template.
   * @default - Alertmanager's own
   */
  readonly message?: string;
  /**
   * URL that is shown with the notification. A template.
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
   * Priority: -2 to 2. A template.
   * @default - 2, which must be acknowledged, while alerts fire; 0 when they are resolved
   */
  readonly priority?: string;
  /**
   * How often the notification is repeated until it is acknowledged: 30 seconds or more.
   * @default - 1 minute
   */
  readonly retry?: Duration;
  /**
   * How long the notification is repeated if nobody acknowledges it.
   * @default - 1 hour
   */
  readonly expire?: Duration;
  /**
   * How long until the notification is removed from the device. It requires prometheus-operator 0.75 and Alertmanager 0.27.
   * @default - never
   */
  readonly ttl?: Duration;
  /**
   * Whether the message is HTML.
   * @default false
   */
  readonly html?: boolean;
  /**
   * Whether the message is shown in a monospace font. Not together with `html`. It requires prometheus-operator 0.87 and Alertmanager 0.29.
   * @default false
   */
  readonly monospace?: boolean;
}

/** The signature of requests to AWS. */
export interface AwsSignatureOptions {
  /**
   * AWS region.
   * @default - that of the AWS SDK in the pod
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
   * AWS profile.
   * @default - none
   */
  readonly profile?: string;
  /**
   * ARN of the role that is assumed.
   * @default - none
   */
  readonly roleArn?: string;
}

/** A topic, an endpoint or a phone number of Amazon SNS. Set one of `topicArn`, `targetArn` and `phoneNumber`. */
export interface SnsIntegrationOptions extends AlertHttpIntegrationOptions {
  /** How requests are signed. */
  readonly sigV4: AwsSignatureOptions;
  /**
   * ARN of the topic.
   * @default - none
   */
  readonly topicArn?: string;
  /**
   * ARN of the endpoint of a mobile application.
   * @default - none
   */
  readonly targetArn?: string;
  /**
   * Phone number: `+41...`.
   * @default - none
   */
  readonly phoneNumber?: string;
  /**
   * Subject of the message. A template.
   * @default - Alertmanager's own
   */
  readonly subject?: string;
  /**
   * Text of the message. A template.
   * @default - Alertmanager's own
   */
  readonly message?: string;
  /**
   * Attributes of the message.
   * @default - none
   */
  readonly attributes?: { [name: string]: string };
  /**
   * URL of the server.
   * @default - that of the region
   */
  readonly apiUrl?: string;
}
