import { Duration } from 'cdk8s';

/** Expected properties of a target. */
export interface TargetExpectation {
  /**
   * Its label `job`.
   * @default - any
   */
  readonly job?: string;
  /**
   * The path that is scraped: `/metrics`.
   * @default - any
   */
  readonly path?: string;
  /**
   * The port, as the monitor names it.
   * @default - any
   */
  readonly port?: string;
  /**
   * Scrape interval.
   * @default - any
   */
  readonly interval?: Duration;
  /**
   * The address that is scraped: `db.example.org:9100`. For a Probe, the address that is probed.
   * @default - any
   */
  readonly address?: string;
  /**
   * Labels that its series get.
   * @default - any
   */
  readonly labels?: { [name: string]: string };
}

/** Expected behavior of an alert. */
export interface AlertExpectation {
  /**
   * Whether it fires.
   * @default true
   */
  readonly fires?: boolean;
  /**
   * Time of the check after the first sample, in whole minutes. The series must be at least as long.
   * @default - 25 minutes plus the `for` of the alert
   */
  readonly after?: Duration;
  /**
   * Interval between the samples of the series. Rules are evaluated at the same interval.
   * @default Duration.minutes(1)
   */
  readonly interval?: Duration;
  /**
   * Labels of the firing alert, among others.
   * @default - any
   */
  readonly labels?: { [name: string]: string };
  /**
   * Annotations of the firing alert, among others, as Prometheus writes them: `{ summary: 'web is down.' }`.
   * @default - any
   */
  readonly annotations?: { [name: string]: string };
}

/** Expected sample of a recorded series. */
export interface SampleExpectation {
  /** Value of the sample. */
  readonly value: number;
  /**
   * Labels of the sample, among others.
   * @default - any
   */
  readonly labels?: { [name: string]: string };
}

/** Expected samples of a recording rule. */
export interface RecordExpectation {
  /** Samples that must exist, among others. If the list is empty, there must be no sample. */
  readonly samples: SampleExpectation[];
  /**
   * Time of the check after the first sample of the input, in whole minutes. The series must be at least as long.
   * @default Duration.minutes(25)
   */
  readonly after?: Duration;
  /**
   * Interval between the samples of the input. Rules are evaluated at the same interval.
   * @default Duration.minutes(1)
   */
  readonly interval?: Duration;
}

/** What happens to tests of rules if promtool is not found. */
export enum MissingPromtool {
  /** They fail, with a message that says where to get promtool. */
  FAIL = 'fail',
  /** They are skipped, with one warning for the whole process. Whether the rule exists is still checked. */
  SKIP = 'skip',
}

/** Options of PrometheusTest. */
export interface PrometheusTestOptions {
  /**
   * What `expectAlert` and `expectRecord` do if promtool is not found.
   * @default MissingPromtool.FAIL
   */
  readonly missingPromtool?: MissingPromtool;
}
