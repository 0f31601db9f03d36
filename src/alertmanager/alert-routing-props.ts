import { Duration } from 'cdk8s';
import { AlertIntegration } from './alert-integration';
import { AlertHttpOptions } from './integration-options';
import { SecretKeyReference } from '../scrape/client-access-options';

/** A receiver of alerts. */
export interface AlertReceiver {
  /** Name by which routes refer to it. */
  readonly name: string;
  /**
   * Integrations to which it sends alerts.
   * @default - none: alerts that reach this receiver are dropped
   */
  readonly integrations?: AlertIntegration[];
}

/** A route: which alerts reach which receiver, and how they are grouped. */
export interface AlertRoute {
  /**
   * Name of the receiver.
   * @default - that of the parent route
   */
  readonly receiver?: string;
  /**
   * Conditions on the labels of an alert, in Alertmanager's spelling: `['severity="critical"', 'team=~"a|b"']`. The root route has none: it
   * matches every alert.
   * @default - none
   */
  readonly matchers?: string[];
  /**
   * Whether an alert that matches this route is also compared with the sibling routes after it.
   * @default false
   */
  readonly continueMatching?: boolean;
  /**
   * Labels by which alerts are grouped: alerts with the same values are one notification. `['...']`: each alert is a separate notification.
   * @default - that of the parent route; the root route sends one notification for all alerts
   */
  readonly groupBy?: string[];
  /**
   * How long the first notification of a group waits for further alerts.
   * @default - that of the parent route; 30 seconds in the root route
   */
  readonly groupWait?: Duration;
  /**
   * How long until new alerts of a group are sent.
   * @default - that of the parent route; 5 minutes in the root route
   */
  readonly groupInterval?: Duration;
  /**
   * How long until the same notification is sent again.
   * @default - that of the parent route; 4 hours in the root route
   */
  readonly repeatInterval?: Duration;
  /**
   * Names of the time intervals in which this route sends no notifications.
   * @default - none
   */
  readonly muteTimeIntervals?: string[];
  /**
   * Names of the time intervals outside of which this route sends no notifications.
   * @default - none
   */
  readonly activeTimeIntervals?: string[];
  /**
   * Child routes, for alerts that match this route. An alert goes to the first child that matches it, and on to later ones if that child
   * has `continueMatching`.
   * @default - none
   */
  readonly routes?: AlertRoute[];
}

/** Inhibition rule: alerts that are not sent while others fire. */
export interface AlertInhibition {
  /** Matchers of the alert that inhibits others while it fires: `['severity="critical"']`. */
  readonly sourceMatchers: string[];
  /** Matchers of the alerts that are inhibited. */
  readonly targetMatchers: string[];
  /**
   * Labels that must have the same value in both alerts.
   * @default - none: one source alert inhibits all target alerts
   */
  readonly equal?: string[];
}

/** A range of times. All fields that are set must match. */
export interface AlertTimeRange {
  /**
   * Start of the range on each day: `09:00`, UTC.
   * @default - the whole day
   */
  readonly startTime?: string;
  /**
   * End of the range on each day: `17:00`; `24:00` is the end of the day.
   * @default - the whole day
   */
  readonly endTime?: string;
  /**
   * Days and ranges of them: `['monday:friday', 'sunday']`.
   * @default - every day
   */
  readonly weekdays?: string[];
  /**
   * Days of the month and ranges of them: `['1:5', '-1']`. Negative numbers count from the end of the month.
   * @default - every day
   */
  readonly daysOfMonth?: string[];
  /**
   * Months and ranges of them, by name or number: `['december', '1:3']`.
   * @default - every month
   */
  readonly months?: string[];
  /**
   * Years and ranges of them: `['2026:2028']`.
   * @default - every year
   */
  readonly years?: string[];
}

/** A time interval with a name. */
export interface AlertTimeInterval {
  /** Name by which routes refer to it. */
  readonly name: string;
  /** Ranges of times. It is enough that one of them matches. */
  readonly ranges: AlertTimeRange[];
}

/**
 * A service outside of the cluster that receives an alert permanently and raises an alarm when the alert stops: Healthchecks.io, Dead Man's
 * Snitch, an uptime monitor. Watchdog of MonitoringMixin always fires, so that silence means that Prometheus or Alertmanager is broken.
 * Each cluster needs its own URL.
 */
export interface AlertDeadMansSwitch {
  /** A Secret with the URL of the service. */
  readonly url: SecretKeyReference;
  /**
   * How often the service is notified. Let the service wait several intervals before it raises an alarm.
   * @default - 1 minute
   */
  readonly interval?: Duration;
  /**
   * The alert that always fires. No other receiver is notified of it.
   * @default 'Watchdog'
   */
  readonly alertName?: string;
  /**
   * Name of the receiver, which is created.
   * @default 'dead-mans-switch'
   */
  readonly receiver?: string;
  /**
   * Options of HTTP requests to the service: proxy, credentials, TLS.
   * @default - that of `global` of the Alertmanager
   */
  readonly http?: AlertHttpOptions;
}

/** Routes, receivers and inhibition rules. */
export interface AlertRoutingProps {
  /** The root route. It has a receiver and no matchers: it matches every alert. */
  readonly route: AlertRoute;
  /** All receivers to which routes refer. */
  readonly receivers: AlertReceiver[];
  /**
   * Inhibition rules: alerts that are not sent while others fire. `[]` means none.
   * @default - `AlertRouting.standardInhibitions()` in an Alertmanager; none in an AlertmanagerConfig
   */
  readonly inhibitions?: AlertInhibition[];
  /**
   * Time intervals to which routes refer.
   * @default - none
   */
  readonly timeIntervals?: AlertTimeInterval[];
  /**
   * A service outside of the cluster that is notified permanently, and raises an alarm when notifications stop. Its route comes before all
   * others.
   * @default - none: nobody is notified if Prometheus or Alertmanager is broken
   */
  readonly deadMansSwitch?: AlertDeadMansSwitch;
}
