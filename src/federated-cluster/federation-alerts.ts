import { Duration } from 'cdk8s';

/** Alerts of a federation. */
export interface FederationAlertOptions {
  /**
   * Whether to create alerts.
   * @default true
   */
  readonly enabled?: boolean;
  /**
   * Time for which the other Prometheus must be down before an alert fires.
   * @default - 5 minutes
   */
  readonly downFor?: Duration;
  /**
   * Time for which it must return no series, or not be a target, before an alert fires.
   * @default - 10 minutes
   */
  readonly emptyFor?: Duration;
  /**
   * Percentage of the scrape timeout and of `sampleLimit` above which an alert fires.
   * @default 80
   */
  readonly limitPercent?: number;
  /**
   * Labels of every alert, in addition to `severity` and `cluster`.
   * @default - none
   */
  readonly labels?: { [name: string]: string };
}
