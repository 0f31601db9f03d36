import { Duration } from 'cdk8s';

/** When a federation is said to be ill. */
export interface FederationAlertOptions {
  /**
   * Make alerts.
   * @default true
   */
  readonly enabled?: boolean;
  /**
   * How long the other Prometheus may not answer.
   * @default - 5 minutes
   */
  readonly downFor?: Duration;
  /**
   * How long it may answer with nothing, or not be a target at all.
   * @default - 10 minutes
   */
  readonly emptyFor?: Duration;
  /**
   * How much of the scrape's time an answer may take, and of its limits it may use, in percent.
   * @default 80
   */
  readonly limitPercent?: number;
  /**
   * Labels of every alert, beside `severity` and `cluster`.
   * @default - none
   */
  readonly labels?: { [name: string]: string };
}
