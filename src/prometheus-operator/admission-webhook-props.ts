import { WebhookCertificate } from './webhook-certificate';
import { PodOptions } from '../manifest/pod-options';
import { TimedMonitorOptions } from '../scrape/component-monitor-options';

/** What the apiserver does with a request that the webhook does not answer. */
export enum WebhookFailurePolicy {
  /** Accept the object unchecked. */
  IGNORE = 'Ignore',
  /** Reject the object: while no pod of the webhook is ready, no rule can be changed. */
  FAIL = 'Fail',
}

/** The admission webhook of prometheus-operator: it checks PrometheusRules and AlertmanagerConfigs when they are applied, from any source. */
export interface AdmissionWebhookOptions extends PodOptions {
  /**
   * The monitor by which it is scraped: labels, relabelings, limits, and every other field.
   * @default - made by the construct alone
   */
  readonly monitor?: TimedMonitorOptions;

  /**
   * The name of all objects. Those outside of its namespace are called `<namespace>-<name>`.
   * @default 'prometheus-operator-admission-webhook'
   */
  readonly name?: string;
  /**
   * Labels of all objects and of the pods.
   * @default - none
   */
  readonly labels?: { [key: string]: string };
  /**
   * Annotations of all objects.
   * @default - none
   */
  readonly annotations?: { [key: string]: string };
  /**
   * The certificate, and the authority that the apiserver trusts.
   * @default WebhookCertificate.selfSigned()
   */
  readonly certificate?: WebhookCertificate;
  /**
   * What the apiserver does when no pod of the webhook answers.
   * @default WebhookFailurePolicy.IGNORE
   */
  readonly failurePolicy?: WebhookFailurePolicy;
  /**
   * How long the apiserver waits for an answer, in seconds: 1 to 30.
   * @default 5
   */
  readonly timeoutSeconds?: number;
  /**
   * The namespaces whose objects are checked.
   * @default - all
   */
  readonly namespaces?: string[];
  /**
   * Also write numbers and booleans in the annotations of rules as text, by a mutating webhook. With server-side apply the apiserver rejects such annotations before it calls the
   * webhook.
   * @default true
   */
  readonly mutation?: boolean;
  /**
   * How many pods.
   * @default 2
   */
  readonly replicas?: number;
  /**
   * Which names of metrics and labels are valid in rules: `utf8` or `legacy`, as the Prometheus has it. It requires operator 0.86.
   * @default 'utf8', which Prometheus 3 has; before operator 0.86 `legacy`
   */
  readonly nameValidationScheme?: string;
  /**
   * Syntax that feature flags of the Prometheus allow in rules: `experimental-functions`, `duration-expression-parsing`,
   * `extended-range-selectors`, `binop-fill-modifiers`. It requires operator 0.91.
   * @default - none
   */
  readonly promqlOptions?: string[];
  /**
   * Restrict who may connect to the port of the webhook; other ports are closed.
   * @default true
   */
  readonly networkPolicy?: boolean;
}

/** The admission webhook, and where it is. */
export interface AdmissionWebhookProps extends AdmissionWebhookOptions {
  /**
   * The namespace of all objects.
   * @default - the chart's
   */
  readonly namespace?: string;
  /**
   * The version: that of the operator, from whose source it is built.
   * @default '0.94.1'
   */
  readonly version?: string;
}
