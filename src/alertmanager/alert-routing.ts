import { AlertInhibition, AlertRoute, AlertRoutingProps, AlertTimeInterval } from './alert-routing-props';
import { readDays } from './days-of-month';
import { withDeadMansSwitch } from './dead-mans-switch';
import { routesBy } from './route-presets';
import { standardInhibitions } from './standard-inhibitions';
import { readAlertMatcher } from '../promql/alert-matcher';
import { receiversFor, Route } from '../promql/alert-routes';
import { Matcher } from '../promql/matcher';
import { inPromql } from '../scrape/timing';
import { checkOptionsOf } from '../validation/options';

/**
 * Routing of alerts: a tree of routes, and receivers. It is the `routing` of an Alertmanager or of an `AlertmanagerConfig`. In a test,
 * `receiversFor` returns the receivers that an alert reaches.
 *
 * @see https://prometheus.io/docs/alerting/latest/configuration/#route
 */
export class AlertRouting {
  /**
   * Inhibition rules of an Alertmanager whose `routing` has no `inhibitions`. A critical alert inhibits the warning and the info alert with
   * its name and namespace. A warning alert inhibits the info alert. InfoInhibitor inhibits the info alerts of its namespace, and is never
   * sent itself.
   * @param clusterLabel label that distinguishes clusters; the default is `cluster`
   */
  public static standardInhibitions(clusterLabel?: string): AlertInhibition[] {
    return standardInhibitions([clusterLabel ?? 'cluster']);
  }

  /**
   * Routes by severity, for `routes` of a route: `AlertRouting.routesBySeverity({ critical: 'pager', warning: 'chat', none: 'nobody' })`.
   * Alerts with another severity go to the receiver of the parent route.
   * @param receivers severities to names of receivers
   */
  public static routesBySeverity(receivers: { [severity: string]: string }): AlertRoute[] {
    return routesBy('severity', receivers);
  }

  /**
   * Routes by team. Alerts without the label, and those of other teams, go to the receiver of the parent route.
   * @param receivers teams to names of receivers
   * @param label the label with the team; the default is `team`
   */
  public static routesByTeam(receivers: { [team: string]: string }, label?: string): AlertRoute[] {
    return routesBy(label ?? 'team', receivers);
  }

  /**
   * Routes by the label `namespace`. Alerts of other namespaces go to the receiver of the parent route.
   * @param receivers namespaces to names of receivers
   */
  public static routesByNamespace(receivers: { [namespace: string]: string }): AlertRoute[] {
    return routesBy('namespace', receivers);
  }

  /**
   * The props as they were given.
   * @internal
   */
  public readonly _props: AlertRoutingProps;
  /** With the route and the receiver of the dead man's switch. */
  private readonly whole: AlertRoutingProps;

  public constructor(props: AlertRoutingProps) {
    checkOptionsOf('AlertRouting', 'AlertRoutingProps', props);
    this._props = props;
    this.whole = withDeadMansSwitch(props);
  }

  /**
   * Names of the receivers that an alert reaches, in the order of the routes, as `amtool config routes test` prints them.
   * @param labels all labels of the alert, with `alertname` and external ones
   */
  public receiversFor(labels: { [name: string]: string }): string[] {
    return receiversFor(routeOf(this.whole.route), labels);
  }

  /**
   * The specification of an AlertmanagerConfig.
   * @param standard inhibition rules if the routing has no `inhibitions`
   * @internal
   */
  public _spec(standard: AlertInhibition[] = []): object {
    const { route, receivers, inhibitions = standard, timeIntervals = [] } = this.whole;
    return {
      route: routeSpec(route),
      receivers: receivers.map(({ name, integrations = [] }) => {
        const fields = [...new Set(integrations.map(({ _field }) => _field))].sort();
        return {
          name,
          ...Object.fromEntries(fields.map(field => [
            field, integrations.filter(({ _field }) => _field === field).map(each => each._spec()),
          ])),
        };
      }),
      ...inhibitions.length > 0 && {
        inhibitRules: inhibitions.map(({ sourceMatchers, targetMatchers, equal }) => ({
          sourceMatch: matchersSpec(sourceMatchers), targetMatch: matchersSpec(targetMatchers), ...equal && { equal },
        })),
      },
      ...timeIntervals.length > 0 && { muteTimeIntervals: timeIntervals.map(intervalSpec) },
    };
  }
}

function routeOf({ receiver, matchers = [], continueMatching = false, routes = [] }: AlertRoute): Route {
  return { receiver, matchers: read(matchers), continues: continueMatching, routes: routes.map(routeOf) };
}

/** Invalid input is reported elsewhere. */
function read(matchers: readonly string[]): Matcher[] {
  return matchers.flatMap(text => readAlertMatcher(text) ?? []);
}

function matchersSpec(matchers: readonly string[]): object[] {
  return read(matchers).map(({ label, operator, value }) => ({ name: label, matchType: operator, value }));
}

function routeSpec(route: AlertRoute): object {
  const {
    receiver,
    matchers = [],
    continueMatching,
    groupBy,
    groupWait,
    groupInterval,
    repeatInterval,
    muteTimeIntervals,
    activeTimeIntervals,
    routes = [],
  } = route;
  return {
    receiver,
    ...matchers.length > 0 && { matchers: matchersSpec(matchers) },
    ...continueMatching && { continue: true },
    ...groupBy && { groupBy },
    groupWait: inPromql(groupWait),
    groupInterval: inPromql(groupInterval),
    repeatInterval: inPromql(repeatInterval),
    ...muteTimeIntervals && { muteTimeIntervals },
    ...activeTimeIntervals && { activeTimeIntervals },
    ...routes.length > 0 && { routes: routes.map(routeSpec) },
  };
}

function intervalSpec({ name, ranges }: AlertTimeInterval): object {
  return {
    name,
    timeIntervals: ranges.map(({ startTime, endTime, weekdays, daysOfMonth, months, years }) => ({
      ...(startTime !== undefined || endTime !== undefined)
        && { times: [{ startTime: startTime ?? '00:00', endTime: endTime ?? '24:00' }] },
      ...weekdays && { weekdays },
      ...daysOfMonth && { daysOfMonth: daysOfMonth.flatMap(text => readDays(text) ?? []) },
      ...months && { months },
      ...years && { years },
    })),
  };
}
