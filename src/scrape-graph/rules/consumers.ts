import { listed, rule, shown } from '../../validation/rule';

// What queries a Prometheus: dashboards, scalers, analyses.

export const BOARD_NOT_READ = rule({
  id: 'scrape-graph/board-not-read',
  severity: 'warning',
  message: ({ board, sidecar, why }: { board: string; sidecar: string; why: string }) =>
    `${board} is not read by the sidecar of ${sidecar}: ${why}`,
  why: 'The dashboard never appears, and no error is reported.',
  example: { board: 'ConfigMap shop/board', sidecar: 'Deployment monitoring/grafana', why: 'it reads only namespace monitoring' },
});

export const CONSUMER_ADDRESS = rule({
  id: 'scrape-graph/consumer-address',
  severity: 'warning',
  message: ({ object, what, url, why }: { object: string; what: string; url: string; why: string }) =>
    `${object} queries ${shown(url)} (${what}), which does not exist: ${why}`,
  why: 'Queries get no answer: a dashboard is empty, a scaler does not scale, an analysis fails.',
  example: {
    object: 'ScaledObject shop/web',
    what: 'trigger',
    url: 'http://prometheus.monitoring.svc:9090',
    why: 'Service monitoring/prometheus does not exist',
  },
});

export const CONSUMER_DENIED = rule({
  id: 'scrape-graph/consumer-denied',
  severity: 'warning',
  message: ({ object, what, url, source, target, policies }: {
    object: string; what: string; url: string; source: string; target: string; policies: readonly string[];
  }) =>
    `${source} cannot connect to ${target} at ${shown(url)}, which ${object} queries (${what}): `
    + `blocked by ${listed(policies)}; allow the port there`,
  group: ({ object, source, policies }) => ({ cause: `${source} ${policies.join()}`, place: object }),
  why: 'Connections time out: a dashboard is empty, a scaler does not scale, an analysis fails.',
  example: {
    object: 'ConfigMap monitoring/sources',
    what: 'data source "Prometheus"',
    url: 'http://prometheus-main.monitoring.svc:9090',
    source: 'Deployment monitoring/grafana',
    target: 'StatefulSet monitoring/prometheus-main',
    policies: ['NetworkPolicy monitoring/prometheus'],
  },
  see: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
});
