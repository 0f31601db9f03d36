import { nameOf } from '../../scrape-graph/manifest';
import { finding, Finding } from '../../validation/rule';
import { Expected, readByRules, expectedReceivers } from '../expected';
import { Reality } from '../reality';
import { NO_ALERTMANAGER, NO_SERIES, UNKNOWN_RECEIVER } from '../rules';

/** Whether alerts reach an Alertmanager, and its receivers exist. */
export function compareAlerting(expected: Expected, { alertmanagers, receivers }: Reality): Finding[] {
  const { server, alertmanagers: wanted } = expected;
  const isNobody = alertmanagers !== undefined && alertmanagers.length === 0 && wanted.length > 0;
  const unknown = receivers === undefined ? [] : wanted.flatMap(alertmanager => {
    const missing = [...expectedReceivers(alertmanager, expected)].filter(name => !receivers.includes(name)).sort();
    return missing.length === 0 ? [] : [finding(UNKNOWN_RECEIVER, { alertmanager: nameOf(alertmanager), receivers: missing })];
  });
  return [...isNobody ? [finding(NO_ALERTMANAGER, { server, expected: nameOf(wanted[0]) })] : [], ...unknown];
}

/** Jobs that are up without any of the series that rules read. Single missing series mean nothing: many exist only after an event. */
export function checkSeries({ rules }: Expected, { series, targets }: Reality): Finding[] {
  if (!series || !targets) { return []; }
  const up = new Set(targets.active.filter(({ health }) => health === 'up').map(({ labels }) => labels.job));
  return [...readByRules(rules)].flatMap(([job, metrics]) => {
    const there = series.get(job);
    if (!up.has(job) || !there || [...metrics.keys()].some(metric => there.has(metric))) { return []; }
    return [finding(NO_SERIES, { job, metrics: [...metrics.keys()].sort(), readers: [...new Set(metrics.values())].sort() })];
  });
}
