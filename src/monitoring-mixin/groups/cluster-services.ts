import { absent, unreachable } from './absent';
import { Context, GroupDefinition } from '../definition';

const RESPONSES = 'cluster_rcode:coredns_dns_responses:rate5m';
const DNS_DURATION = 'cluster:coredns_dns_request_duration_seconds:p99_5m';

const servfail = ({ by }: Context, percent: number) =>
  `100 * sum ${by()} (${RESPONSES}{rcode="SERVFAIL"}) / sum ${by()} (${RESPONSES}) > ${percent}`;

const slow = (_: Context, seconds: number) => `${DNS_DURATION} > ${seconds}`;

/** The 99th percentile in a cluster. */
const p99 = (metric: string, selector: string, { by }: Context) =>
  `histogram_quantile(0.99, sum ${by('le')} (rate(${metric}_bucket{${selector}}[5m])))`;

const SLOWEST = '1% of the DNS queries take {{ $value | humanizeDuration }} or longer in CoreDNS.';

const ANOTHER_LEADS = 'If this is the leader and it is down, another one takes over within seconds. Look at its pod.';

export const CORE_DNS: GroupDefinition = {
  name: 'coredns',
  title: 'CoreDNS',
  needs: ['coreDns'],
  records: [
    { record: RESPONSES, expr: ({ coreDns, by }) => `sum ${by('rcode')} (rate(coredns_dns_responses_total{${coreDns}}[5m]))` },
    { record: DNS_DURATION, expr: context => p99('coredns_dns_request_duration_seconds', context.coreDns, context) },
  ],
  alerts: [
    absent('CoreDNSDown', 'CoreDNS', ({ coreDns }) => coreDns,
      'Names may not resolve. Nearly all applications depend on names. Look at the events and logs of the pods.'),
    {
      alert: 'CoreDNSErrorsHigh',
      severity: 'warning',
      for: '10m',
      threshold: 1,
      expr: servfail,
      summary: 'CoreDNS answers {{ $value | printf "%.1f" }}% of the queries with SERVFAIL.',
      description: 'Some names do not resolve. Read the log of CoreDNS, and check its upstream servers.',
    },
    {
      alert: 'CoreDNSErrorsHigh',
      severity: 'critical',
      for: '10m',
      threshold: 3,
      expr: servfail,
      summary: 'CoreDNS answers {{ $value | printf "%.1f" }}% of the queries with SERVFAIL.',
      description: 'Many names do not resolve. Read the log of CoreDNS, and check its upstream servers and the API server.',
    },
    {
      alert: 'CoreDNSLatencyHigh',
      severity: 'warning',
      for: '10m',
      threshold: 1,
      expr: slow,
      summary: SLOWEST,
      description: 'All applications that connect by name wait. Check the upstream servers and the CPU of CoreDNS.',
    },
    {
      alert: 'CoreDNSLatencyHigh',
      severity: 'critical',
      for: '10m',
      threshold: 4,
      expr: slow,
      summary: SLOWEST,
      description: 'Clients give up after five seconds, so many lookups fail. Check the upstream servers, and add replicas of CoreDNS.',
    },
    {
      alert: 'CoreDNSPanics',
      severity: 'warning',
      expr: ({ coreDns, by }) => `sum ${by('instance', 'pod')} (increase(coredns_panics_total{${coreDns}}[10m])) > 0`,
      summary: 'CoreDNS {{ $labels.pod }} at {{ $labels.instance }} has panicked.',
      description: 'CoreDNS did not answer the queries that caused the panic. Read the stack trace in its log, and update CoreDNS.',
    },
  ],
};

export const SCHEDULER: GroupDefinition = {
  name: 'scheduler',
  title: 'kube-scheduler',
  needs: ['scheduler'],
  records: [{
    record: 'cluster:scheduler_scheduling_attempt_duration_seconds:p99_5m',
    expr: context => p99('scheduler_scheduling_attempt_duration_seconds', context.scheduler, context),
  }],
  alerts: [
    absent('KubeSchedulerDown', 'kube-scheduler', ({ scheduler }) => scheduler,
      'New pods may not be assigned to nodes. If new pods start, check how Prometheus reaches it.'),
    unreachable('KubeSchedulerInstanceUnreachable', 'kube-scheduler', ({ scheduler }) => scheduler, ANOTHER_LEADS),
  ],
};

export const CONTROLLER_MANAGER: GroupDefinition = {
  name: 'controller-manager',
  title: 'kube-controller-manager',
  needs: ['controllerManager'],
  alerts: [
    absent('KubeControllerManagerDown', 'kube-controller-manager', ({ controllerManager }) => controllerManager,
      'Changes of workloads may have no effect, and pods of lost nodes may not be replaced. Look at its pod and log.'),
    unreachable('KubeControllerManagerInstanceUnreachable', 'kube-controller-manager', ({ controllerManager }) => controllerManager,
      ANOTHER_LEADS),
  ],
};

export const KUBE_PROXY: GroupDefinition = {
  name: 'kube-proxy',
  title: 'kube-proxy',
  needs: ['kubeProxy'],
  alerts: [
    absent('KubeProxyDown', 'kube-proxy', ({ kubeProxy }) => kubeProxy,
      'Connections to Services may go to pods that no longer exist. Look at the pods of its DaemonSet.'),
    unreachable('KubeProxyInstanceUnreachable', 'kube-proxy', ({ kubeProxy }) => kubeProxy,
      'Connections from this node to Services may go to pods that no longer exist. Look at its pod and log.'),
  ],
};
