import { Duration } from 'cdk8s';
import { IndicatorQueries } from './queries';
import { checkOptionsOf } from '../validation/options';

/** Events that are good or bad. Each option is a selector of a counter, or an expression with `$window`. */
export interface SloEventsOptions {
  /** All events: `http_requests_total{job="checkout"}`, or `sum(rate(http_requests_total{job="checkout"}[$window]))`. */
  readonly total: string;
  /**
   * Bad events: `http_requests_total{job="checkout",code=~"5.."}`. If there are no such series, no event is bad.
   * @default - all events that are not `good`
   */
  readonly errors?: string;
  /**
   * Good events, in place of `errors`. If there are no such series, all events are bad.
   * @default - all events that are not `errors`
   */
  readonly good?: string;
}

/** Events that are good if they take at most a given time. */
export interface SloLatencyOptions {
  /** Selector of a histogram, without the suffix of its series: `http_request_duration_seconds{job="checkout"}`. */
  readonly histogram: string;
  /** Maximum duration of a good event. A classic histogram must have a bucket with this bound. */
  readonly threshold: Duration;
  /**
   * Whether the histogram is a native one.
   * @default false
   */
  readonly native?: boolean;
  /**
   * Bound of the bucket as a number in the unit of the histogram. Set it if the unit is not seconds: `300` for 300 milliseconds.
   * @default - `threshold` in seconds
   */
  readonly bound?: number;
}

/** An error ratio from an existing expression. */
export interface SloErrorRatioOptions {
  /**
   * Expression with `$window` whose value is the ratio of bad events, from 0 to 1:
   * `1 - avg_over_time(probe_success{job="checkout"}[$window])`.
   */
  readonly query: string;
}

/** What an objective measures: the ratio of bad events. */
export class SloIndicator {
  /**
   * Count bad events among all events. Without any event the ratio has no value, and no burn rate alert fires.
   * @param options the events
   */
  public static events(options: SloEventsOptions): SloIndicator {
    checkOptionsOf('SloIndicator.events()', 'SloEventsOptions', options);
    return new SloIndicator({ kind: 'events', ...options });
  }

  /**
   * Count events that take longer than a threshold, from a histogram.
   * @param options the histogram and the threshold
   */
  public static latency(options: SloLatencyOptions): SloIndicator {
    checkOptionsOf('SloIndicator.latency()', 'SloLatencyOptions', options);
    const { histogram, threshold, native = false, bound } = options;
    return new SloIndicator({ kind: 'latency', histogram, isNative: native, bound: bound ?? threshold.toMilliseconds() / 1000 });
  }

  /**
   * Use the error ratio of an expression.
   * @param options the expression
   */
  public static errorRatio(options: SloErrorRatioOptions): SloIndicator {
    checkOptionsOf('SloIndicator.errorRatio()', 'SloErrorRatioOptions', options);
    return new SloIndicator({ kind: 'ratio', query: options.query });
  }

  /** @internal */
  public readonly _queries: IndicatorQueries;

  private constructor(queries: IndicatorQueries) {
    this._queries = queries;
  }
}
