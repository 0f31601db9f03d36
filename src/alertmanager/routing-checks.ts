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

/** What is wrong with a routing: the operator would leave an AlertmanagerConfig out, with an event that nobody reads, or Alertmanager keep its old configuration. */
export function checkRouting({ _props: props }: AlertRouting, versions: ReaderVersions): Finding[] {
  return [...checkTree(props), ...checkNames(props), ...checkInhibitions(props), ...checkIntervals(props), ...checkIntegrations(props, versions), ...checkDeadMansSwitch(props)];
}

const wrong = (where: string, why: string) => finding(ROUTING, { where, why });

function checkTree({ route, receivers, timeIntervals = [] }: AlertRoutingProps): Finding[] {
  const names = new Set(receivers.map(({ name }) => name));
  const times = new Set(timeIntervals.map(({ name }) => name));
  const below = (each: AlertRoute, where: string): Finding[] => [
    ...each.receiver === undefined || names.has(each.receiver) ? [] : [wrong(where, `there is no receiver ${shown(each.receiver)}: name one of ${[...names].map(name => shown(name)).join(', ') || 'those in "receivers", which is empty'}`)],
    ...checkMatchers(each.matchers ?? [], `${where}.matchers`),
    ...[...each.muteTimeIntervals ?? [], ...each.activeTimeIntervals ?? []].filter(name => !times.has(name)).map(name => wrong(where, `there is no time interval ${shown(name)}: add it to "timeIntervals"`)),
    ...(each.groupBy ?? []).filter(label => !isLabel(label) && label !== '...').map(label => wrong(where, `"groupBy" has ${shown(label)}, which is no label`)),
    ...(each.groupBy ?? []).includes('...') && each.groupBy!.length > 1 ? [wrong(where, '"groupBy" has "..." and labels: "..." stands alone')] : [],
    ...checkNumber(`${where}.groupInterval`, each.groupInterval?.toMilliseconds(), 1), ...checkNumber(`${where}.repeatInterval`, each.repeatInterval?.toMilliseconds(), 1),
    ...(each.routes ?? []).flatMap((child, at) => below(child, `${where}.routes[${at}]`)),
  ];
  const { receiver, matchers = [], continueMatching, muteTimeIntervals = [], activeTimeIntervals = [] } = route;
  return [
    ...receiver === undefined ? [wrong('route', 'the first route has no "receiver": name who hears of what nobody else takes')] : [],
    ...matchers.length > 0 ? [wrong('route', 'the first route has "matchers", and takes everything: put them into one below it')] : [],
    ...continueMatching ? [wrong('route', 'the first route has "continueMatching", and nothing is beside it: leave it out')] : [],
    ...muteTimeIntervals.length + activeTimeIntervals.length > 0 ? [wrong('route', 'the first route has time intervals, which Alertmanager refuses: put them into one below it')] : [],
    ...below(route, 'route'),
  ];
}

function checkNames({ receivers, timeIntervals = [] }: AlertRoutingProps): Finding[] {
  return [
    ...receivers.filter(({ name }) => name === '').map(() => wrong('receivers', 'one has no name')),
    ...repeatedIn(receivers.map(({ name }) => name)).map(name => wrong('receivers', `two have the name ${shown(name)}: give one another`)),
    ...repeatedIn(timeIntervals.map(({ name }) => name)).map(name => wrong('timeIntervals', `two have the name ${shown(name)}: give one another`)),
  ];
}

function checkInhibitions({ inhibitions = [] }: AlertRoutingProps): Finding[] {
  return inhibitions.flatMap(({ sourceMatchers, targetMatchers, equal = [] }, at) => [
    ...checkMatchers(sourceMatchers, `inhibitions[${at}].sourceMatchers`), ...checkMatchers(targetMatchers, `inhibitions[${at}].targetMatchers`),
    ...targetMatchers.length === 0 ? [wrong(`inhibitions[${at}]`, 'without "targetMatchers" every alert is silenced: say which')] : [],
    ...sourceMatchers.length === 0 ? [wrong(`inhibitions[${at}]`, 'without "sourceMatchers" every alert silences: say which')] : [],
    ...equal.filter(label => !isLabel(label)).map(label => wrong(`inhibitions[${at}].equal`, `${shown(label)} is no label`)),
  ]);
}

const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

function checkIntervals({ timeIntervals = [] }: AlertRoutingProps): Finding[] {
  const minutes = (time: string) => {
    const [, hour, minute] = /^(\d\d):(\d\d)$/.exec(time) ?? [];
    const all = Number(hour) * 60 + Number(minute);
    return hour === undefined || Number(minute) > 59 || all > 1440 ? undefined : all;
  };
  return timeIntervals.flatMap(({ name, ranges }) => ranges.flatMap(({ startTime = '00:00', endTime = '24:00', weekdays = [], daysOfMonth = [] }, at) => {
    const where = `timeIntervals ${shown(name)}, ranges[${at}]`;
    const [start, end] = [minutes(startTime), minutes(endTime)];
    return [
      ...start === undefined || end === undefined ? [wrong(where, `${shown(start === undefined ? startTime : endTime)} is no time like "09:00"`)]
        : start >= end ? [wrong(where, `"startTime" (${startTime}) is not before "endTime" (${endTime}): over midnight write two ranges`)] : [],
      ...weekdays.filter(text => {
        const days = text.split(':').map(day => DAYS.indexOf(day.toLowerCase()));
        return days.length > 2 || days.includes(-1) || days.length === 2 && days[0] > days[1];
      }).map(text => wrong(where, `${shown(text)} is no day and no range of days, from sunday on, like "monday:friday"`)),
      ...daysOfMonth.filter(text => !readDays(text)).map(text => wrong(where, `${shown(text)} is no day of the month and no range of them, like "1:5" or "-1"`)),
    ];
  }));
}

function checkIntegrations({ receivers }: AlertRoutingProps, versions: ReaderVersions): Finding[] {
  return receivers.flatMap(({ name, integrations = [] }, at) => integrations.flatMap((integration, i) => checkIntegration(integration, `receivers[${at}].integrations[${i}]`, name, versions)));
}

function checkMatchers(matchers: readonly string[], where: string): Finding[] {
  return matchers.flatMap(text => {
    const matcher = readAlertMatcher(text);
    const why = matcher ? whyNotPatterns([matcher]) : `${shown(text)} is no matcher: write one like 'severity="critical"'`;
    return why === undefined ? [] : [wrong(where, why)];
  });
}

function isLabel(text: string): boolean {
  return text.length <= 256 && /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(text);
}
