import { AlertRouting } from './alert-routing';
import { AlertRoute, AlertRoutingProps } from './alert-routing-props';
import { readDays } from './days-of-month';
import { checkDeadMansSwitch } from './dead-mans-switch';
import { checkIntegration, ReaderVersions } from './integration-checks';
import { ROUTING } from './rules';
import { checkNumber } from '../manifest/references';
import { readAlertMatcher } from '../promql/alert-matcher';
import { whyNotPatterns } from '../promql/matcher';
import { finding, Finding, shown } from '../validation/rule';
import { repeatedIn } from '../values/texts';

/**
 * Problems of a routing: the operator would ignore the AlertmanagerConfig with only an event, or Alertmanager would keep its old
 * configuration.
 */
export function checkRouting({ _props: props }: AlertRouting, versions: ReaderVersions): Finding[] {
  return [
    ...checkTree(props),
    ...checkNames(props),
    ...checkInhibitions(props),
    ...checkIntervals(props),
    ...checkIntegrations(props, versions),
    ...checkDeadMansSwitch(props),
  ];
}

const wrong = (where: string, why: string) => finding(ROUTING, { where, why });

function checkTree({ route, receivers, timeIntervals = [] }: AlertRoutingProps): Finding[] {
  const names = new Set(receivers.map(({ name }) => name));
  const times = new Set(timeIntervals.map(({ name }) => name));
  const below = (each: AlertRoute, where: string): Finding[] => [
    ...each.receiver === undefined || names.has(each.receiver)
      ? []
      : [wrong(
        where,
        `receiver ${shown(each.receiver)} does not exist: ${names.size === 0
          ? 'add it to "receivers"'
          : `use one of ${[...names].map(name => shown(name)).join(', ')}`}`,
      )],
    ...checkMatchers(each.matchers ?? [], `${where}.matchers`),
    ...[...each.muteTimeIntervals ?? [], ...each.activeTimeIntervals ?? []].filter(name => !times.has(name))
      .map(name => wrong(where, `time interval ${shown(name)} does not exist: add it to "timeIntervals"`)),
    ...(each.groupBy ?? []).filter(label => !isLabel(label) && label !== '...')
      .map(label => wrong(where, `"groupBy" has ${shown(label)}, which is not a valid label name`)),
    ...(each.groupBy ?? []).includes('...') && each.groupBy!.length > 1
      ? [wrong(where, '"groupBy" has "..." and labels: remove the labels, since "..." means all labels')]
      : [],
    ...checkNumber(`${where}.groupInterval`, each.groupInterval?.toMilliseconds(), 1),
    ...checkNumber(`${where}.repeatInterval`, each.repeatInterval?.toMilliseconds(), 1),
    ...(each.routes ?? []).flatMap((child, at) => below(child, `${where}.routes[${at}]`)),
  ];
  const { receiver, matchers = [], continueMatching, muteTimeIntervals = [], activeTimeIntervals = [] } = route;
  return [
    ...receiver === undefined
      ? [wrong('route', 'the first route has no "receiver": set the receiver of alerts that match no other route')]
      : [],
    ...matchers.length > 0
      ? [wrong('route', 'the first route has "matchers", but must match all alerts: move them to a route below it')]
      : [],
    ...continueMatching
      ? [wrong('route', 'the first route has "continueMatching", which has no effect without a sibling route: remove it')]
      : [],
    ...muteTimeIntervals.length + activeTimeIntervals.length > 0
      ? [wrong('route', 'the first route has time intervals, which Alertmanager rejects: move them to a route below it')]
      : [],
    ...below(route, 'route'),
  ];
}

function checkNames({ receivers, timeIntervals = [] }: AlertRoutingProps): Finding[] {
  return [
    ...receivers.filter(({ name }) => name === '').map(() => wrong('receivers', 'an entry has no name: add one')),
    ...repeatedIn(receivers.map(({ name }) => name)).map(name => wrong(
      'receivers', `two entries have the name ${shown(name)}: rename one of them`,
    )),
    ...repeatedIn(timeIntervals.map(({ name }) => name)).map(name => wrong(
      'timeIntervals', `two entries have the name ${shown(name)}: rename one of them`,
    )),
  ];
}

function checkInhibitions({ inhibitions = [] }: AlertRoutingProps): Finding[] {
  return inhibitions.flatMap(({ sourceMatchers, targetMatchers, equal = [] }, at) => [
    ...checkMatchers(sourceMatchers, `inhibitions[${at}].sourceMatchers`),
    ...checkMatchers(targetMatchers, `inhibitions[${at}].targetMatchers`),
    ...targetMatchers.length === 0 ? [wrong(`inhibitions[${at}]`, 'without "targetMatchers" the rule mutes every alert: set it')] : [],
    ...sourceMatchers.length === 0 ? [wrong(`inhibitions[${at}]`, 'without "sourceMatchers" every alert is a source: set it')] : [],
    ...equal.filter(label => !isLabel(label)).map(label => wrong(`inhibitions[${at}].equal`, `${shown(label)} is not a valid label name`)),
  ]);
}

const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

function checkIntervals({ timeIntervals = [] }: AlertRoutingProps): Finding[] {
  const minutes = (time: string) => {
    const [, hour, minute] = /^(\d\d):(\d\d)$/.exec(time) ?? [];
    const all = Number(hour) * 60 + Number(minute);
    return hour === undefined || Number(minute) > 59 || all > 1440 ? undefined : all;
  };
  return timeIntervals.flatMap(({
    name, ranges,
  }) => ranges.flatMap(({ startTime = '00:00', endTime = '24:00', weekdays = [], daysOfMonth = [] }, at) => {
    const where = `timeIntervals ${shown(name)}, ranges[${at}]`;
    const [start, end] = [minutes(startTime), minutes(endTime)];
    const isRead = start !== undefined && end !== undefined;
    return [
      ...isRead
        ? []
        : [wrong(where, `${shown(start === undefined ? startTime : endTime)} is not a valid time: write it like "09:00"`)],
      ...isRead && start >= end
        ? [wrong(where, `"startTime" (${startTime}) is not before "endTime" (${endTime}): use two ranges for a time over midnight`)]
        : [],
      ...weekdays.filter(text => {
        const days = text.split(':').map(day => DAYS.indexOf(day.toLowerCase()));
        return days.length > 2 || days.includes(-1) || days.length === 2 && days[0] > days[1];
      })
        .map(text => wrong(
          where, `${shown(text)} is neither a weekday nor a range of weekdays: write it like "monday:friday" (the week begins on sunday)`,
        )),
      ...daysOfMonth.filter(text => !readDays(text))
        .map(text => wrong(where, `${shown(text)} is neither a day of the month nor a range of days: write it like "1:5" or "-1"`)),
    ];
  }));
}

function checkIntegrations({ receivers }: AlertRoutingProps, versions: ReaderVersions): Finding[] {
  return receivers.flatMap((
    { name, integrations = [] }, at,
  ) => integrations.flatMap((integration, i) => checkIntegration(integration, `receivers[${at}].integrations[${i}]`, name, versions)));
}

function checkMatchers(matchers: readonly string[], where: string): Finding[] {
  return matchers.flatMap(text => {
    const matcher = readAlertMatcher(text);
    const why = matcher ? whyNotPatterns([matcher]) : `${shown(text)} is not a matcher: write one like 'severity="critical"'`;
    return why === undefined ? [] : [wrong(where, why)];
  });
}

function isLabel(text: string): boolean {
  return text.length <= 256 && /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(text);
}
