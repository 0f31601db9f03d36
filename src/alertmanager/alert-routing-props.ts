import { Duration } from 'cdk8s';
import { AlertIntegration } from './alert-integration';
import { AlertHttpOptions } from './integration-options';
import { SecretKeyReference } from '../scrape/client-access-options';

/** Somebody who hears of alerts. */
export interface AlertReceiver {
  /** By which routes name it. */
  readonly name: string;
  /**
   * Where it sends them.
   * @default - nowhere: what comes here is dropped
   */
  readonly integrations?: AlertIntegration[];
}

/** Which alerts go to whom. */
export interface AlertRoute {
  /**
   * The name of the receiver.
   * @default - that of the route above
   */
  readonly receiver?: string;
  /**
   * What an alert must have, in Alertmanager's spelling: `['severity="critical"', 'team=~"a|b"']`. The first route has none: it takes everything.
   * @default - nothing
   */
  readonly matchers?: string[];
  /**
   * Look at the next routes beside it, too.
   * @default false
   */
  readonly continueMatching?: boolean;
  /**
   * Alerts that have the same values of these labels are one message. `['...']`: each alert is one.
   * @default - that of the route above; of the first one all alerts are one message
   */
  readonly groupBy?: string[];
  /**
   * How long the first message of a group waits for others.
   * @default - that of the route above; of the first one 30 seconds
   */
  readonly groupWait?: Duration;
  /**
   * How long until new alerts of a group are told.
   * @default - that of the route above; of the first one 5 minutes
   */
  readonly groupInterval?: Duration;
  /**
   * How long until the same is told again.
   * @default - that of the route above; of the first one 4 hours
   */
  readonly repeatInterval?: Duration;
  /**
   * The names of time intervals in which nothing is told.
   * @default - none
   */
  readonly muteTimeIntervals?: string[];
  /**
   * The names of time intervals outside of which nothing is told.
   * @default - none
   */
  readonly activeTimeIntervals?: string[];
  /**
   * What goes to others, of what comes here: the first that takes an alert has it.
   * @default - nothing
   */
  readonly routes?: AlertRoute[];
}

/** Inhibition rule: alerts that are not sent while others fire. */
export interface AlertInhibition {
  /** What the one that fires has: `['severity="critical"']`. */
  readonly sourceMatchers: string[];
  /** What those have that are not told. */
  readonly targetMatchers: string[];
  /**
   * Labels that are the same in both.
   * @default - none: one alert silences all of them
   */
  readonly equal?: string[];
}

/** A time of the week. All that is given must hold. */
export interface AlertTimeRange {
  /**
   * From when on: `09:00`, UTC.
   * @default - the whole day
   */
  readonly startTime?: string;
  /**
   * Until when: `17:00`; `24:00` is the end of the day.
   * @default - the whole day
   */
  readonly endTime?: string;
  /**
   * Days and ranges of them: `['monday:friday', 'sunday']`.
   * @default - every day
   */
  readonly weekdays?: string[];
  /**
   * Days of the month and ranges of them, counted from its end where negative: `['1:5', '-1']`.
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

/** Times that have a name. */
export interface AlertTimeInterval {
  /** By which routes name it. */
  readonly name: string;
  /** One of them is enough. */
  readonly ranges: AlertTimeRange[];
}

/**
 * A service outside of the cluster that is told all the time that alerts reach it, and that raises an alarm itself when it hears nothing: Healthchecks.io, Dead Man's Snitch,
 * an uptime monitor. Watchdog of MonitoringMixin always fires, so that silence says that Prometheus or Alertmanager is broken. Each cluster needs a URL of its own.
 */
export interface AlertDeadMansSwitch {
  /** A Secret with the URL that the service listens to. */
  readonly url: SecretKeyReference;
  /**
   * How often it is told. Let the service wait some intervals before it raises an alarm.
   * @default - 1 minute
   */
  readonly interval?: Duration;
  /**
   * The alert that always fires. No other receiver is notified of it.
   * @default 'Watchdog'
   */
  readonly alertName?: string;
  /**
   * The name of the receiver, which is made here.
   * @default 'dead-mans-switch'
   */
  readonly receiver?: string;
  /**
   * How the service is asked: proxy, credentials, TLS.
   * @default - that of `global` of the Alertmanager
   */
  readonly http?: AlertHttpOptions;
}

/** Where alerts go. */
export interface AlertRoutingProps {
  /** The first route, which takes everything: it has a receiver and no matchers. */
  readonly route: AlertRoute;
  /** All receivers that routes name. */
  readonly receivers: AlertReceiver[];
  /**
   * Inhibition rules: alerts that are not sent while others fire. `[]` is none.
   * @default - of an Alertmanager `AlertRouting.standardInhibitions()`; of an AlertmanagerConfig none
   */
  readonly inhibitions?: AlertInhibition[];
  /**
   * Times that routes name.
   * @default - none
   */
  readonly timeIntervals?: AlertTimeInterval[];
  /**
   * Tell a service outside of the cluster all the time that alerts reach it. Its route comes before all others.
   * @default - nobody hears when Prometheus or Alertmanager is broken
   */
  readonly deadMansSwitch?: AlertDeadMansSwitch;
}
