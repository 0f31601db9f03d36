import { Duration } from 'cdk8s';
import { AlertHttpIntegrationOptions, AlertIntegrationOptions } from './integration-options';
import { ClientTls, SecretKeyReference } from '../scrape/client-access-options';

/** Anything that takes Alertmanager's JSON. Its user, its token, its proxy and its TLS are in `http`. */
export interface WebhookIntegrationOptions extends AlertHttpIntegrationOptions {
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
  /**
   * How long one attempt may take. It requires prometheus-operator 0.82 and Alertmanager 0.28.
   * @default - no limit
   */
  readonly timeout?: Duration;
}

/** A mailbox. */
export interface EmailIntegrationOptions extends AlertIntegrationOptions {
  /** To whom. */
  readonly to: string;
  /**
   * From whom.
   * @default - `smtp.from` of the Alertmanager's `global`
   */
  readonly from?: string;
  /**
   * The server: `smtp.example.org:587`.
   * @default - `smtp.smarthost` of the Alertmanager's `global`
   */
  readonly smarthost?: string;
  /**
   * The user there.
   * @default - that of `global`; without one nobody is asked for
   */
  readonly authUsername?: string;
  /**
   * A Secret with the password of the user.
   * @default - that of `global`
   */
  readonly authPassword?: SecretKeyReference;
  /**
   * A Secret with the secret of CRAM-MD5.
   * @default - that of `global`
   */
  readonly authSecret?: SecretKeyReference;
  /**
   * The identity of PLAIN.
   * @default - that of `global`
   */
  readonly authIdentity?: string;
  /**
   * Do not send without TLS.
   * @default true
   */
  readonly requireTls?: boolean;
  /**
   * How the server is verified, and what this Alertmanager shows. Not files.
   * @default - by the authorities that everybody knows
   */
  readonly tls?: ClientTls;
  /**
   * By which name Alertmanager says hello.
   * @default - that of `global`, or 'localhost'
   */
  readonly hello?: string;
  /**
   * Headers by their names: `Subject`. Templates.
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
