import { ETCD } from './etcd';
import { inEachWay, thousandths, waits } from './variants';
import { AlertCase, flag, GROWS, histogram, of, OFF, ON, percentile } from '../alert-case';

const dns = (metric: string, labels = '', pod = 1) => of('coredns')(metric, `namespace="kube-system",pod="coredns-${pod}",instance="10.1.0.${pod}:9153"${labels === '' ? '' : `,${labels}`}`);
const responses = (rcode: string, pod = 1) => dns('coredns_dns_responses_total', `server="dns://:53",zone=".",view="",rcode="${rcode}",plugin="forward"`, pod);
const answered = (slow: string) => histogram(le => dns('coredns_dns_request_duration_seconds_bucket', `server="dns://:53",zone=".",view="",le="${le}"`), ['0.512', '1.024', '2.048', '4.096', '8.192'], slow);

const CORE_DNS: readonly AlertCase[] = [
  ...waits(10, { ...thousandths('CoreDNSErrorsHigh', responses('SERVFAIL'), responses('NOERROR'), 11, 10), severity: 'warning' }),
  ...waits(10, { ...thousandths('CoreDNSErrorsHigh', responses('SERVFAIL'), responses('NOERROR'), 31, 30), severity: 'critical' }),
  { // 12 of 1000, and 10 of 1000
    ...thousandths('CoreDNSErrorsHigh', responses('SERVFAIL'), responses('NOERROR'), 11, 10),
    what: 'of two pods',
    severity: 'warning',
    fires: { [responses('SERVFAIL')]: '0+360x600', [responses('SERVFAIL', 2)]: '0+360x600', [responses('NOERROR')]: '0+59280x600' },
    quiet: { [responses('SERVFAIL')]: '0+300x600', [responses('SERVFAIL', 2)]: '0+300x600', [responses('NOERROR')]: '0+29700x600', [responses('NXDOMAIN', 2)]: '0+29700x600' },
  },
  ...waits(10, { alert: 'CoreDNSLatencyHigh', severity: 'warning', count: 1, fires: answered('2.048'), quiet: answered('0.512') }),
  ...waits(10, { alert: 'CoreDNSLatencyHigh', severity: 'critical', count: 1, fires: answered('8.192'), quiet: answered('2.048') }),
  { ...flag('CoreDNSPanics', dns('coredns_panics_total'), GROWS, '3x600'), count: 1 },
];

const duration = (le: string) => dns('coredns_dns_request_duration_seconds_bucket', `server="dns://:53",zone=".",view="",le="${le}"`);
const exactly = (severity: string, from: string, to: string): AlertCase =>
  ({ alert: 'CoreDNSLatencyHigh', what: 'not at exactly its threshold', severity, count: 1, fires: percentile(duration, from, to, 235), quiet: percentile(duration, from, to, 236) });

const kubelet = (cluster: string) => of('kubelet')('up', `metrics_path="/metrics",cluster="${cluster}"`);

/** No target is up; where there are several clusters, in one of them. */
const down = (alert: string, job: string): readonly AlertCase[] => {
  const target = (more = '') => of(job)('up', `namespace="kube-system",pod="${job}-n1",instance="10.0.0.1:1"${more}`);
  const [a, b] = [target(',cluster="a"'), target(',cluster="b"')];
  return [
    { ...flag(alert, target(), OFF, ON), count: 1 },
    { alert, what: 'no earlier than after 15 minutes', at: '16m', count: 1, fires: { [target()]: OFF }, quiet: { [target()]: '1x4 0x600' } },
    { alert, what: 'nothing is discovered', count: 1, fires: { [of('kubelet')('up', 'metrics_path="/metrics"')]: ON }, quiet: { [of('kubelet')('up', 'metrics_path="/metrics"')]: ON, [target()]: ON } },
    { alert, what: 'one of two clusters', count: 1, fires: { [a]: ON, [kubelet('a')]: ON, [kubelet('b')]: ON }, quiet: { [a]: ON, [b]: ON, [kubelet('a')]: ON, [kubelet('b')]: ON } },
  ];
};

/** One target of many is down. */
const unreachable = (alert: string, job: string): readonly AlertCase[] => {
  const target = (n: number) => of(job)('up', `namespace="kube-system",pod="${job}-n${n}",instance="10.0.0.${n}:1"`);
  const others = Object.fromEntries(Array.from({ length: 49 }, (_, i) => [target(i + 2), ON]));
  return [
    ...waits(15, { alert, count: 1, fires: { [target(1)]: OFF }, quiet: { [target(1)]: ON } }),
    { alert, what: 'one of fifty', count: 1, fires: { ...others, [target(1)]: OFF }, quiet: { ...others, [target(1)]: ON } },
    { alert, what: 'two of them', count: 2, fires: { [target(1)]: OFF, [target(2)]: OFF }, quiet: { [target(1)]: ON, [target(2)]: ON } },
  ];
};

export const SERVICES: readonly AlertCase[] = [
  ...down('CoreDNSDown', 'coredns'),
  ...down('KubeSchedulerDown', 'kube-scheduler'),
  ...down('KubeControllerManagerDown', 'kube-controller-manager'),
  ...down('KubeProxyDown', 'kube-proxy'),
  ...inEachWay(CORE_DNS),
  exactly('warning', '0.512', '1.024'),
  exactly('critical', '2.048', '4.096'),
  ...inEachWay([
    ...unreachable('KubeSchedulerInstanceUnreachable', 'kube-scheduler'),
    ...unreachable('KubeControllerManagerInstanceUnreachable', 'kube-controller-manager'),
    ...unreachable('KubeProxyInstanceUnreachable', 'kube-proxy'),
  ], 'pod'),
  ...ETCD,
];
