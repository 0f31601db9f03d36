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
  /**
   * Annotations that it fires with, as Prometheus writes them: `{ summary: 'web is down.' }`.
   * @default - any
   */
  readonly annotations?: { [name: string]: string };
}

/** A sample of a recorded series. */
export interface SampleExpectation {
  /** Value of the sample. */
  readonly value: number;
  /**
   * Labels that it has, among others.
   * @default - any
   */
  readonly labels?: { [name: string]: string };
}

/** What a recording rule records. */
export interface RecordExpectation {
  /** Samples that are there, among others. If the list is empty, there is no sample at all. */
  readonly samples: SampleExpectation[];
  /**
   * When that is asked, from the first sample of the input on, in whole minutes. The series must be as long.
   * @default Duration.minutes(25)
   */
  readonly after?: Duration;
  /**
   * How far the samples of the input are from each other; rules are evaluated as often.
   * @default Duration.minutes(1)
   */
  readonly interval?: Duration;
}

/** What happens to tests of rules if there is no promtool. */
export enum MissingPromtool {
  /** They fail, and say where promtool is from. */
  FAIL = 'fail',
  /** They are skipped, which is reported once as a warning of the process. That the rule exists is still checked. */
  SKIP = 'skip',
}

/** How an app is tested. */
export interface PrometheusTestOptions {
  /**
   * What happens to `expectAlert` and `expectRecord` if there is no promtool.
   * @default MissingPromtool.FAIL
   */
  readonly missingPromtool?: MissingPromtool;
}
