import { Duration } from 'cdk8s';
import { AlertHttpIntegrationOptions } from './integration-options';
import { SecretKeyReference } from '../scrape/client-access-options';

/** A row of a table below a message. */
export interface AlertMessageField {
  /** A template. */
  readonly title: string;
  /** A template. */
  readonly value: string;
  /**
   * It is narrow enough to stand beside others.
   * @default - `shortFields` of the message
   */
  readonly short?: boolean;
}

/** What Slack asks before it does what a button says. */
export interface SlackConfirmation {
  /** The question. */
  readonly text: string;
  /**
   * Above the question.
   * @default - none
   */
  readonly title?: string;
  /**
   * On the button that says yes.
   * @default - Slack's own
   */
  readonly okText?: string;
  /**
   * On the button that says no.
   * @default - Slack's own
   */
  readonly dismissText?: string;
}

/** A button below a message of Slack. */
export interface SlackAction {
  /**
   * `button` is the only one that Slack documents.
   * @default 'button'
   */
  readonly type?: string;
  /** On the button. A template. */
  readonly text: string;
  /**
   * Where it leads. A template: `{{ (index .Alerts 0).Annotations.runbook_url }}`.
   * @default - `name`
   */
  readonly url?: string;
  /**
   * The name of the action, for a Slack application of your own, in place of `url`.
   * @default - none
   */
  readonly name?: string;
  /**
   * What that application is told.
   * @default - none
   */
  readonly value?: string;
  /**
   * default, primary or danger.
   * @default - Slack's own
   */
  readonly style?: string;
  /**
   * Ask before.
   * @default - do not
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
   * Before the message.
   * @default - Alertmanager's own
   */
  readonly pretext?: string;
  /**
   * Where the message cannot be shown as it is: in a notification of a phone.
   * @default - Alertmanager's own
   */
  readonly fallback?: string;
  /**
   * Below the message.
   * @default - Alertmanager's own
   */
  readonly footer?: string;
  /**
   * The color of the bar beside it: `good`, `warning`, `danger`, `#ff8800`, or a template.
   * @default - red while alerts fire, green when they are over
   */
  readonly color?: string;
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
  /**
   * Buttons below it.
   * @default - none
   */
  readonly actions?: SlackAction[];
  /**
   * Who says it.
   * @default 'Alertmanager'
   */
  readonly username?: string;
  /**
   * Its picture: `:fire:`.
   * @default - that of the webhook
   */
  readonly iconEmoji?: string;
  /**
   * The URL of its picture.
   * @default - that of the webhook
   */
  readonly iconUrl?: string;
  /**
   * The URL of a picture in the message.
   * @default - none
   */
  readonly imageUrl?: string;
  /**
   * The URL of a small picture beside the message.
   * @default - none
   */
  readonly thumbUrl?: string;
  /**
   * Make links of the names of people and channels.
   * @default false
   */
  readonly linkNames?: boolean;
  /**
   * Where Slack's markup is read: `['text', 'pretext']`.
   * @default - text, pretext and fallback
   */
  readonly mrkdwnIn?: string[];
  /**
   * The id by which an application of Slack tells the message.
   * @default - none
   */
  readonly callbackId?: string;
  /**
   * How long one attempt may take. It requires prometheus-operator 0.88 and Alertmanager 0.30.
   * @default - no limit
   */
  readonly timeout?: Duration;
}
