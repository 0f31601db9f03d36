import { ETCD } from './etcd';
import { inEachWay, waits } from './variants';
import { AlertCase, flag, growth, GROWS, histogram, of, OFF, ON } from '../alert-case';

const dns = (metric: string, labels = '') => of('coredns')(metric, `namespace="kube-system",pod="coredns-1",instance="10.1.0.2:9153"${labels === '' ? '' : `,${labels}`}`);
const responses = (rcode: string) => dns('coredns_dns_responses_total', `server="dns://:53",zone=".",view="",rcode="${rcode}",plugin="forward"`);
const answered = (slow: string) => histogram(le => dns('coredns_dns_request_duration_seconds_bucket', `server="dns://:53",zone=".",view="",le="${le}"`), ['0.512', '1.024', '2.048', '4.096', '8.192'], slow);

const CORE_DNS: readonly AlertCase[] = [
  { ...growth('CoreDNSErrorsHigh', responses('SERVFAIL'), responses('NOERROR'), 11, 9), severity: 'warning', count: 1 },
  { ...growth('CoreDNSErrorsHigh', responses('SERVFAIL'), responses('NOERROR'), 32, 28), severity: 'critical', count: 1 },
  { ...growth('CoreDNSErrorsHigh', responses('SERVFAIL'), responses('NOERROR'), 32, 0), what: 'names that do not exist', severity: 'warning', count: 1, quiet: { [responses('NXDOMAIN')]: '0+500x600', [responses('NOERROR')]: '0+1000x600' } },
  { alert: 'CoreDNSLatencyHigh', severity: 'warning', count: 1, fires: answered('2.048'), quiet: answered('0.512') },
  { alert: 'CoreDNSLatencyHigh', severity: 'critical', count: 1, fires: answered('8.192'), quiet: answered('2.048') },
  { ...flag('CoreDNSPanics', dns('coredns_panics_total'), GROWS, '3x600'), count: 1 },
];

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
  ...inEachWay([
    ...CORE_DNS,
    ...unreachable('KubeSchedulerInstanceUnreachable', 'kube-scheduler'),
    ...unreachable('KubeControllerManagerInstanceUnreachable', 'kube-controller-manager'),
    ...unreachable('KubeProxyInstanceUnreachable', 'kube-proxy'),
  ]),
  ...ETCD,
];
