import { Duration } from 'cdk8s';
import { AlertHttpIntegrationOptions } from './integration-options';
import { SecretKeyReference } from '../scrape/client-access-options';

/** A row of the table below a message. */
export interface AlertMessageField {
  /** Title of the row. A template. */
  readonly title: string;
  /** Value of the row. A template. */
  readonly value: string;
  /**
   * Whether the field is narrow enough to be shown next to others.
   * @default - `shortFields` of the message
   */
  readonly short?: boolean;
}

/** Confirmation that Slack requests before it runs the action of a button. */
export interface SlackConfirmation {
  /** The question. */
  readonly text: string;
  /**
   * Title above the question.
   * @default - none
   */
  readonly title?: string;
  /**
   * Text of the button that confirms.
   * @default - Slack's own
   */
  readonly okText?: string;
  /**
   * Text of the button that cancels.
   * @default - Slack's own
   */
  readonly dismissText?: string;
}

/** A button below a message of Slack. */
export interface SlackAction {
  /**
   * Type of the action. Slack documents only `button`.
   * @default 'button'
   */
  readonly type?: string;
  /** Text of the button. A template. */
  readonly text: string;
  /**
   * URL that the button opens. A template: `{{ (index .Alerts 0).Annotations.runbook_url }}`.
   * @default - `name`
   */
  readonly url?: string;
  /**
   * Name of the action, for your own Slack application, in place of `url`.
   * @default - none
   */
  readonly name?: string;
  /**
   * Value that is sent to that application.
   * @default - none
   */
  readonly value?: string;
  /**
   * Style of the button: default, primary or danger.
   * @default - Slack's own
   */
  readonly style?: string;
  /**
   * Confirmation before the action runs.
   * @default - none
   */
  readonly confirm?: SlackConfirmation;
}

/**
 * A channel of Slack. All texts are templates.
 * @see https://prometheus.io/docs/alerting/latest/configuration/#slack_config
 */
export interface SlackIntegrationOptions extends AlertHttpIntegrationOptions {
  /**
   * A Secret with the URL of an incoming webhook.
   * @default - `slackApiUrl` of the Alertmanager's `global`
   */
  readonly apiUrl?: SecretKeyReference;
  /**
   * Channel: `#alerts`.
   * @default - that of the webhook
   */
  readonly channel?: string;
  /**
   * Title of the message.
   * @default - Alertmanager's own
   */
  readonly title?: string;
  /**
   * URL that the title opens.
   * @default - the alert in Alertmanager
   */
  readonly titleLink?: string;
  /**
   * Text of the message.
   * @default - Alertmanager's own
   */
  readonly text?: string;
  /**
   * Text before the message.
   * @default - Alertmanager's own
   */
  readonly pretext?: string;
  /**
   * Text for clients that cannot show the message as it is, such as a notification on a phone.
   * @default - Alertmanager's own
   */
  readonly fallback?: string;
  /**
   * Text below the message.
   * @default - Alertmanager's own
   */
  readonly footer?: string;
  /**
   * Color of the bar next to the message: `good`, `warning`, `danger`, `#ff8800`, or a template.
   * @default - red while alerts fire, green when they are resolved
   */
  readonly color?: string;
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
  /**
   * Buttons below the message.
   * @default - none
   */
  readonly actions?: SlackAction[];
  /**
   * Name of the sender.
   * @default 'Alertmanager'
   */
  readonly username?: string;
  /**
   * Emoji as picture of the sender: `:fire:`.
   * @default - that of the webhook
   */
  readonly iconEmoji?: string;
  /**
   * URL of the picture of the sender.
   * @default - that of the webhook
   */
  readonly iconUrl?: string;
  /**
   * The URL of a picture in the message.
   * @default - none
   */
  readonly imageUrl?: string;
  /**
   * URL of a small picture next to the message.
   * @default - none
   */
  readonly thumbUrl?: string;
  /**
   * Whether names of people and channels become links.
   * @default false
   */
  readonly linkNames?: boolean;
  /**
   * Fields in which Slack's markup is parsed: `['text', 'pretext']`.
   * @default - text, pretext and fallback
   */
  readonly mrkdwnIn?: string[];
  /**
   * Id by which a Slack application recognizes the message.
   * @default - none
   */
  readonly callbackId?: string;
  /**
   * Timeout of one attempt. It requires prometheus-operator 0.88 and Alertmanager 0.30.
   * @default - no limit
   */
  readonly timeout?: Duration;
}
