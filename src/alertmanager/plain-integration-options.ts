import { Duration } from 'cdk8s';
import { AlertHttpIntegrationOptions, AlertIntegrationOptions } from './integration-options';
import { ClientTls, SecretKeyReference } from '../scrape/client-access-options';

/** Any HTTP endpoint that accepts Alertmanager's JSON. `http` has its user, token, proxy and TLS. */
export interface WebhookIntegrationOptions extends AlertHttpIntegrationOptions {
  /**
   * URL. It must not contain a secret.
   * @default - `urlSecret`
   */
  readonly url?: string;
  /**
   * A Secret with the URL.
   * @default - `url`
   */
  readonly urlSecret?: SecretKeyReference;
  /**
   * Maximum number of alerts in one message.
   * @default - all
   */
  readonly maxAlerts?: number;
  /**
   * Timeout of one attempt. It requires prometheus-operator 0.82 and Alertmanager 0.28.
   * @default - no limit
   */
  readonly timeout?: Duration;
}

/** An email address. */
export interface EmailIntegrationOptions extends AlertIntegrationOptions {
  /** Recipient address. */
  readonly to: string;
  /**
   * Sender address.
   * @default - `smtp.from` of the Alertmanager's `global`
   */
  readonly from?: string;
  /**
   * Address of the mail server: `smtp.example.org:587`.
   * @default - `smtp.smarthost` of the Alertmanager's `global`
   */
  readonly smarthost?: string;
  /**
   * User name for authentication.
   * @default - that of `global`; no authentication if there is none
   */
  readonly authUsername?: string;
  /**
   * A Secret with the password of the user.
   * @default - that of `global`
   */
  readonly authPassword?: SecretKeyReference;
  /**
   * A Secret with the secret for CRAM-MD5 authentication.
   * @default - that of `global`
   */
  readonly authSecret?: SecretKeyReference;
  /**
   * Identity for PLAIN authentication.
   * @default - that of `global`
   */
  readonly authIdentity?: string;
  /**
   * Whether TLS is required. If it is, no mail is sent to a server without TLS.
   * @default true
   */
  readonly requireTls?: boolean;
  /**
   * How the server is verified, and which client certificate Alertmanager presents. Files are not accepted.
   * @default - public certificate authorities
   */
  readonly tls?: ClientTls;
  /**
   * Host name by which Alertmanager identifies itself to the mail server.
   * @default - that of `global`, or 'localhost'
   */
  readonly hello?: string;
  /**
   * Headers by name: `Subject`. The values are templates.
   * @default - Alertmanager's own
   */
  readonly headers?: { [name: string]: string };
  /**
   * The body as HTML. A template.
   * @default - Alertmanager's own
   */
  readonly html?: string;
  /**
   * The body as text. A template.
   * @default - none
   */
  readonly text?: string;
}
