import { byInstance, INSTANCE, processRow, upStates, upStats } from './control-plane-parts';
import { BoardContext, DashboardDefinition, lines, observations, quantile, several, stat, top } from './dashboard';
import { Row } from '../../dashboards/panels';

const RESPONSES = 'cluster_rcode:coredns_dns_responses:rate5m';
const P99 = 'cluster:coredns_dns_request_duration_seconds:p99_5m';

const component = ({ coreDns: selector }: BoardContext) => ({ name: 'CoreDNS', selector });

/** Rate of a CoreDNS counter per second, by labels. */
const rate = (metric: string, { coreDns }: BoardContext, ...labels: string[]) =>
  `sum by (${labels.join(', ')}) (rate(coredns_${metric}_total{${coreDns}}[$__rate_interval]))`;

function atAGlance(context: BoardContext): Row {
  const { here, coreDns, limits } = context;
  const hits = `sum(rate(coredns_cache_hits_total{${coreDns}}[$__rate_interval]))`;
  const misses = `sum(rate(coredns_cache_misses_total{${coreDns}}[$__rate_interval]))`;
  return {
    title: 'At a glance',
    panels: [
      upStats(component(context))[1],
      stat('Queries', 'reqps', `sum(${RESPONSES}{${here}})`, {
        description: 'DNS queries per second.',
        plain: 'It follows the load of the cluster.',
      }),
      stat('SERVFAIL', 'percentunit', `(sum(${RESPONSES}{${here},rcode="SERVFAIL"}) or vector(0)) / `
        + `sum(${RESPONSES}{${here}})`, {
        description: 'Share of the queries that CoreDNS cannot answer. Normally 0. If not, check the upstream servers, and the API '
          + 'server.',
        thresholds: limits('CoreDNSErrorsHigh', { scale: 0.01 }),
      }),
      stat('Response time (p99)', 's', `max(${P99}{${here}})`, {
        description: '99% of the responses are faster. Normally below 0.1 s. If not, check the upstream servers, or '
          + 'add replicas.',
        thresholds: limits('CoreDNSLatencyHigh'),
      }),
      stat('From the cache', 'percentunit', `${hits} / (${hits} + ${misses})`, {
        description: 'Share of the queries that are answered from the cache. Normally above 0.5.',
        plain: 'Names with a short TTL and names that do not exist are queried again.',
      }),
    ],
  };
}

function queries(context: BoardContext): Row {
  const { here, coreDns, limits } = context;
  return {
    title: 'Queries and responses',
    panels: [
      lines('Responses by code', 'reqps', `sum by (rcode) (${RESPONSES}{${here}})`, '{{rcode}}', {
        description: 'NOERROR and NXDOMAIN are normal: short names are tried with several suffixes. SERVFAIL and REFUSED are failures.',
      }),
      several('Response time', 's', [
        { expr: `max(${P99}{${here}})`, legend: 'p99' },
        { expr: quantile(0.5, 'coredns_dns_request_duration_seconds', coreDns, 'by ()'), legend: 'median' },
      ], {
        description: 'Names in the cluster take less than a millisecond. If the p99 is high, an upstream server is slow.',
        thresholds: limits('CoreDNSLatencyHigh'),
      }),
      lines('Queries by type', 'reqps', rate('dns_requests', context, 'type'), '{{type}}', {
        description: 'A and AAAA are normally about the same: most resolvers query both. Many PTR queries come from logs and tools.',
      }),
      lines('Queries by protocol', 'reqps', rate('dns_requests', context, 'proto'), '{{proto}}', {
        description: 'Most are UDP. Large responses and node-local caches use TCP.',
      }),
      lines('Queries by zone', 'reqps', top(rate('dns_requests', context, 'zone')), '{{zone}}', {
        description: 'Zones of the configuration (Corefile). All forwarded queries are in the zone ".".',
      }),
      byInstance('Queries by pod', 'reqps', rate('dns_requests', context, ...INSTANCE), {
        description: 'Normally about the same for each pod. If one has most, clients keep their connection to it.',
      }),
    ],
  };
}

function cache(context: BoardContext): Row {
  const { coreDns } = context;
  return {
    title: 'Cache and upstream servers',
    panels: [
      several('Cache', 'reqps', [
        { expr: rate('cache_hits', context), legend: 'hits' },
        { expr: rate('cache_misses', context), legend: 'misses' },
      ], { description: 'Queries that are answered from the cache, and those that are not.' }),
      lines('Entries of the cache', 'short', `sum by (type) (coredns_cache_entries{${coreDns}})`, '{{type}}', {
        description: '"success" are names that exist, "denial" are names that do not. Each cache has room for some ten thousand entries.',
      }),
      lines('Response time of upstream servers (p99)', 's', quantile(
        0.99, 'coredns_proxy_request_duration_seconds', coreDns, 'by (to)',
      ), '{{to}}', {
        description: 'Response time of the servers to which CoreDNS forwards. If one is slow, names outside of the cluster resolve slowly.',
        empty: 'Nothing was forwarded (or CoreDNS is older than 1.11)',
      }),
      lines('Responses of upstream servers', 'reqps', observations(
        'coredns_proxy_request_duration_seconds', coreDns, 'by (rcode)',
      ), '{{rcode}}', {
        description: 'Responses to forwarded queries by code. SERVFAIL and REFUSED are failures of the upstream server.',
        empty: 'Nothing was forwarded (or CoreDNS is older than 1.11)',
      }),
      several('Failures of upstream servers', 'ops', [
        {
          expr: `sum by (to) (rate(coredns_proxy_healthcheck_failures_total{${coreDns}}[$__rate_interval]))`,
          legend: '{{to}} health check failed',
        },
        { expr: rate('forward_healthcheck_broken', context), legend: 'no server is healthy' },
        { expr: rate('forward_max_concurrent_rejects', context), legend: 'too many at a time' },
      ], {
        description: 'Health checks of upstream servers that fail, and queries that are rejected. Normally 0. If not, check these '
          + 'servers and the network.',
      }),
    ],
  };
}

function health(context: BoardContext): Row {
  const { coreDns } = context;
  return {
    title: 'Health',
    panels: [
      lines('Time until a Service resolves (p99)', 's', quantile(
        0.99, 'coredns_kubernetes_dns_programming_duration_seconds', coreDns, 'by (service_kind)',
      ), '{{service_kind}}', {
        description: 'Time from a change of the endpoints of a Service until CoreDNS returns it. Normally below 1 s. If not, the API '
          + 'server is slow.',
        empty: 'No endpoints have changed',
      }),
      several('Panics and failed reloads', 'short', [
        { expr: `sum(increase(coredns_panics_total{${coreDns}}[10m]))`, legend: 'panics' },
        { expr: `sum(increase(coredns_reload_failed_total{${coreDns}}[10m]))`, legend: 'reloads failed' },
      ], { description: 'In ten minutes. Normally 0. A reload fails if the configuration (Corefile) has a mistake: read the log.' }),
      upStates(component(context), context),
    ],
  };
}

export const CORE_DNS: DashboardDefinition = {
  id: 'coredns',
  title: 'Control plane / CoreDNS',
  description: 'CoreDNS: queries, response time, cache and failures.',
  folder: 'Control plane',
  questions: [
    { question: 'Which DNS queries fail?', panel: 'Responses by code' },
    { question: 'How long does the resolution of names take?', panel: 'Response time' },
    { question: 'Are the upstream servers of DNS healthy?', panel: 'Failures of upstream servers' },
  ],
  needs: ['coreDns'],
  groups: ['coredns'],
  alerts: { groups: ['coredns'] },
  rows: context => [atAGlance(context), queries(context), cache(context), health(context), processRow(component(context), context)],
};
