import { WebhookCertificate } from './webhook-certificate';
import { PodOptions } from '../manifest/pod-options';
import { TimedMonitorOptions } from '../scrape/component-monitor-options';

/** What the API server does with a request that the webhook does not answer. */
export enum WebhookFailurePolicy {
  /** Accept the object without a check. */
  IGNORE = 'Ignore',
  /** Reject the object: while no pod of the webhook is ready, no rule can be changed. */
  FAIL = 'Fail',
}

/**
 * The admission webhook of prometheus-operator: it checks PrometheusRules and AlertmanagerConfigs when they are applied, from any source.
 */
export interface AdmissionWebhookOptions extends PodOptions {
  /**
   * The monitor that scrapes it: labels, relabelings, limits, and every other field.
   * @default - the monitor of the construct, without changes
   */
  readonly monitor?: TimedMonitorOptions;

  /**
   * Name of all objects. Objects outside of its namespace are named `<namespace>-<name>`.
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
   * Certificate of the webhook, and the certificate authority that the API server trusts.
   * @default WebhookCertificate.selfSigned()
   */
  readonly certificate?: WebhookCertificate;
  /**
   * What the API server does if no pod of the webhook answers.
   * @default WebhookFailurePolicy.IGNORE
   */
  readonly failurePolicy?: WebhookFailurePolicy;
  /**
   * How long the API server waits for an answer, in seconds: 1 to 30.
   * @default 5
   */
  readonly timeoutSeconds?: number;
  /**
   * Namespaces whose objects the webhook checks.
   * @default - all namespaces
   */
  readonly namespaces?: string[];
  /**
   * Whether a mutating webhook converts numbers and booleans in the annotations of rules to text.
   * With server-side apply the API server rejects such annotations before it calls the webhook.
   * @default true
   */
  readonly mutation?: boolean;
  /**
   * Number of pods.
   * @default 2
   */
  readonly replicas?: number;
  /**
   * Which names of metrics and labels are valid in rules: `utf8` or `legacy`. Use the setting of your Prometheus. It requires operator
   * 0.86.
   * @default 'utf8', the default of Prometheus 3; before operator 0.86 `legacy`
   */
  readonly nameValidationScheme?: string;
  /**
   * Syntax in rules that feature flags of your Prometheus enable: `experimental-functions`, `duration-expression-parsing`,
   * `extended-range-selectors`, `binop-fill-modifiers`. It requires operator 0.91.
   * @default - none
   */
  readonly promqlOptions?: string[];
  /**
   * Whether to create a NetworkPolicy that opens only the port of the webhook.
   * @default true
   */
  readonly networkPolicy?: boolean;
}

/** Options of the admission webhook, with its namespace and version. */
export interface AdmissionWebhookProps extends AdmissionWebhookOptions {
  /**
   * Namespace of all objects.
   * @default - the chart's namespace
   */
  readonly namespace?: string;
  /**
   * Version of the webhook: that of the operator, from whose source it is built.
   * @default '0.94.1'
   */
  readonly version?: string;
}
