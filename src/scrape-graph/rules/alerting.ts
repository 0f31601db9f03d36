import { listed, rule, shown } from '../../validation/rule';

// From an alert to a person: Alertmanagers and their receivers.

const NOBODY_NOTIFIED = 'The alerts fire, but nobody is notified.';

export const ALERTS_NOWHERE = rule({
  id: 'scrape-graph/alerts-nowhere',
  severity: 'warning',
  message: ({ prometheus, count }: { prometheus: string; count: number }) =>
    `${prometheus} has ${count} ${count === 1 ? 'alert' : 'alerts'} and no Alertmanager: set "alerting"`,
  why: NOBODY_NOTIFIED,
  example: { prometheus: 'Prometheus monitoring/main', count: 12 },
});

export const NO_ALERTMANAGER = rule({
  id: 'scrape-graph/no-alertmanager',
  severity: 'warning',
  message: ({ prometheus, service, why }: { prometheus: string; service: string; why: string }) =>
    `${prometheus} cannot send alerts to ${service}: ${why}`,
  why: NOBODY_NOTIFIED,
  example: { prometheus: 'Prometheus monitoring/main', service: 'Service monitoring/alertmanager', why: 'it has no port "http"' },
});

export const ROUTING_SHARED = rule({
  id: 'scrape-graph/routing-shared',
  severity: 'error',
  message: ({ config, owner, others }: { config: string; owner: string; others: readonly string[] }) =>
    `${config} is the whole configuration of ${owner}, `
    + `and ${others.join(' and ')} also ${others.length === 1 ? 'selects' : 'select'} it: `
    + 'use separate namespaces, or an "alertmanagerConfigSelector" that does not match it',
  why: 'Each of these Alertmanagers would send every notification once more.',
  example: {
    config: 'AlertmanagerConfig monitoring/alertmanager-a',
    owner: 'Alertmanager monitoring/a',
    others: ['Alertmanager monitoring/b'],
  },
  see: 'https://prometheus-operator.dev/docs/developer/alerting/',
});

export const SILENT_RECEIVER = rule({
  id: 'scrape-graph/silent-receiver',
  severity: 'warning',
  message: ({ alertmanager, receiver, alerts }: { alertmanager: string; receiver: string; alerts: readonly string[] }) =>
    `${alertmanager} routes ${listed(alerts, 3)} only to the receiver ${shown(receiver)}, which notifies nobody: `
    + 'add an integration to it, or change the route',
  group: ({ alertmanager, receiver }) => ({ cause: alertmanager, place: `the receiver ${shown(receiver)}` }),
  why: NOBODY_NOTIFIED,
  example: { alertmanager: 'Alertmanager monitoring/main', receiver: 'null', alerts: ['NodeDown', 'KubePodCrashLooping'] },
});
