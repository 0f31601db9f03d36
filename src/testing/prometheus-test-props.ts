import { Duration } from 'cdk8s';

/** What is so of a target. */
export interface TargetExpectation {
  /**
   * Its label `job`.
   * @default - any
   */
  readonly job?: string;
  /**
   * The path that is asked: `/metrics`.
   * @default - any
   */
  readonly path?: string;
  /**
   * The port, as the monitor names it.
   * @default - any
   */
  readonly port?: string;
  /**
   * How often it is asked.
   * @default - any
   */
  readonly interval?: Duration;
  /**
   * The address that is scraped: `db.example.org:9100`; of a Probe what is probed.
   * @default - any
   */
  readonly address?: string;
  /**
   * Labels that its series get.
   * @default - any
   */
  readonly labels?: { [name: string]: string };
}

/** What an alert does. */
export interface AlertExpectation {
  /**
   * Whether it fires.
   * @default true
   */
  readonly fires?: boolean;
  /**
   * When that is asked, from the first sample on, in whole minutes. The series must be as long.
   * @default - 25 minutes, and as long as the alert waits
   */
  readonly after?: Duration;
  /**
   * How far the samples of the series are from each other; rules are evaluated as often.
   * @default Duration.minutes(1)
   */
  readonly interval?: Duration;
  /**
   * Labels that it fires with.
   * @default - any
   */
  readonly labels?: { [name: string]: string };
}
