import { listed, rule, shown } from '../../validation/rule';

// What a server selects, serves, stores and writes.

export const NOT_SELECTED = rule({
  id: 'scrape-graph/not-selected',
  severity: 'warning',
  message: ({ monitor, reasons }: { monitor: string; reasons: readonly string[] }) => {
    const kind = monitor.startsWith('AlertmanagerConfig ') ? 'Alertmanager' : 'Prometheus';
    return `${monitor} is not selected by any ${kind}: ${reasons.join('; ')}`;
  },
  group: ({ monitor, reasons }) => {
    const withoutLabels = reasons.map(reason => reason.replace(/; the labels are .*/, ''));
    return { cause: withoutLabels.join('; '), place: monitor };
  },
  why: 'The object has no effect, silently: its targets are not scraped, its rules not evaluated, its routes not used.',
  example: {
    monitor: 'ServiceMonitor shop/web',
    reasons: ['Prometheus monitoring/main: "serviceMonitorSelector" requires release=stack; the labels are app=web'],
  },
  see: 'https://github.com/prometheus-operator/prometheus-operator/blob/main/Documentation/platform/troubleshooting.md',
});

export const EVALUATED_TWICE = rule({
  id: 'scrape-graph/evaluated-twice',
  severity: 'warning',
  message: ({ rule: what, by }: { rule: string; by: readonly string[] }) =>
    `${what} is evaluated by ${by.join(' and by ')}: `
    + 'select rules by labels ("selection.rules" of a Prometheus, "ruleSelection" of a ThanosRuler), '
    + 'or set "rulesEnabled: false" of the Prometheus',
  group: ({ rule: what, by }) => ({ cause: by.join(), place: what }),
  why: 'Each recorded series exists twice, and both send each alert. One of the two evaluates only a part of the series.',
  example: { rule: 'PrometheusRule shop/alerts', by: ['Prometheus monitoring/main', 'ThanosRuler monitoring/main'] },
});

export const ROUTE_PREFIX = rule({
  id: 'scrape-graph/route-prefix',
  severity: 'warning',
  message: ({ monitor, path, server, prefix }: { monitor: string; path: string; server: string; prefix: string }) =>
    `${monitor} scrapes ${shown(path)} of ${server}, which serves under ${shown(prefix)}: set "path: ${prefix}/metrics"`,
  why: 'With "routePrefix" all paths begin with this prefix, including "/metrics": the target is down, with status 404.',
  example: { monitor: 'ServiceMonitor monitoring/own', path: '/metrics', server: 'Prometheus monitoring/main', prefix: '/prometheus' },
});

export const RETENTION_TOO_LARGE = rule({
  id: 'scrape-graph/retention-too-large',
  severity: 'warning',
  message: ({ prometheus, retention, claim }: { prometheus: string; retention: string; claim: string }) =>
    `${prometheus} has "retentionSize: ${retention}" and a volume of ${claim}: use about 85% of the size of the volume`,
  why: 'The volume is full before Prometheus deletes a block. Then it cannot write any more samples.',
  example: { prometheus: 'Prometheus monitoring/main', retention: '200GB', claim: '100Gi' },
});

export const NOTHING_WRITTEN = rule({
  id: 'scrape-graph/nothing-written',
  severity: 'warning',
  message: ({ prometheus, url, steps }: { prometheus: string; url: string; steps: readonly string[] }) =>
    `${prometheus} writes nothing to ${shown(url)}: `
    + `no metric matches all of its "keep" steps, ${listed(steps)}: combine them into one with "|"`,
  why: 'Each step keeps what it matches and drops the rest, including what another step keeps.',
  example: {
    prometheus: 'Prometheus monitoring/main',
    url: 'https://receiver.example.org/api/v1/write',
    steps: ['"node_cpu"', '"node_ram"'],
  },
});
