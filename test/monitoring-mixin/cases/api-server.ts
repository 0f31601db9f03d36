import { later, withDerived } from './derived';
import { AlertCase, api, flag, GROWS, growth, histogram, Input, kubelet, node, of, OFF, ON } from '../alert-case';

const request = (verb: string, scope = 'resource', more = '') => `component="apiserver",version="v1",verb="${verb}",resource="pods",scope="${scope}"${more}`;

interface Requests {
  readonly verb?: string;
  readonly scope?: string;
  /** Of a thousand a minute. */
  readonly failed?: number;
  /** How many of the thousand take at most so long. */
  readonly within?: { readonly [le: string]: number };
  readonly more?: string;
  readonly minutes?: number;
}

/** A thousand requests a minute, some of which fail or are slow. */
function requests({ verb = 'GET', scope = 'resource', failed = 0, within = { '1.0': 1000 }, more = '', minutes = 600 }: Requests = {}): Input {
  const labels = request(verb, scope, more);
  return {
    [api('apiserver_request_sli_duration_seconds_count', labels)]: `0+1000x${minutes}`,
    ...Object.fromEntries(Object.entries(within).map(([le, count]) => [api('apiserver_request_sli_duration_seconds_bucket', `${labels},le="${le}"`), `0+${count}x${minutes}`])),
    [api('apiserver_request_total', `${labels},code="500"`)]: `0+${failed}x${minutes}`,
    [api('apiserver_request_total', `${labels},code="200"`)]: `0+${1000 - failed}x${minutes}`,
  };
}

const burns = (what: string, fires: Input, quiet: Input): AlertCase => ({ alert: 'KubeAPIErrorBudgetBurn', what, severity: 'critical', at: '8m', fires, quiet });

const BUDGET: readonly AlertCase[] = [
  burns('errors count', requests({ failed: 150 }), requests({ failed: 140 })),
  burns('slow answers count', requests({ within: { '1.0': 850 } }), requests({ within: { '1.0': 860 } })),
  burns('reads in no scope count', requests({ scope: '', within: { '1.0': 800 } }), requests({ scope: '' })),
  burns(
    'a LIST of a namespace may take 5 seconds',
    requests({ verb: 'LIST', scope: 'namespace', within: { '1.0': 0, '5.0': 800 } }),
    requests({ verb: 'LIST', scope: 'namespace', within: { '1.0': 0, '5.0': 1000 } }),
  ),
  burns(
    'a LIST of the cluster may take 30 seconds',
    requests({ verb: 'LIST', scope: 'cluster', within: { '5.0': 0, '30.0': 800 } }),
    requests({ verb: 'LIST', scope: 'cluster', within: { '5.0': 0, '30.0': 1000 } }),
  ),
  burns(
    'reads of one object may not',
    requests({ within: { '1.0': 800, '5.0': 1000 } }),
    requests({ within: { '1.0': 1000, '5.0': 1000 } }),
  ),
  burns(
    'writes may take a second',
    requests({ verb: 'APPLY', within: { '1.0': 800, '5.0': 1000 } }),
    requests({ verb: 'APPLY', within: { '1.0': 1000, '5.0': 1000 } }),
  ),
  burns(
    'reads and writes are added',
    { ...requests({ failed: 90 }), ...requests({ verb: 'PUT', failed: 90 }) },
    { ...requests({ failed: 90 }), ...requests({ verb: 'PUT', failed: 50 }) },
  ),
  burns(
    'without a write reads count',
    { ...requests({ failed: 200 }), [api('apiserver_request_sli_duration_seconds_count', request('PUT'))]: '500x600' },
    { ...requests(), [api('apiserver_request_sli_duration_seconds_count', request('PUT'))]: '500x600' },
  ),
  burns(
    'logs take as long as somebody reads them',
    requests({ within: { '1.0': 0 } }),
    { ...requests(), ...requests({ within: { '1.0': 0 }, more: ',subresource="log"' }) },
  ),
  burns(
    'errors of a client do not count',
    requests({ failed: 150 }),
    { ...requests(), [api('apiserver_request_total', `${request('GET')},code="404"`)]: '0+500x600' },
  ),
  { alert: 'KubeAPIErrorBudgetBurn', what: 'for six hours', severity: 'critical', at: '20m', fires: requests({ failed: 65 }), quiet: requests({ failed: 55 }) },
  { alert: 'KubeAPIErrorBudgetBurn', what: 'for a day', severity: 'warning', at: '70m', fires: requests({ failed: 35 }), quiet: requests({ failed: 25 }) },
  { alert: 'KubeAPIErrorBudgetBurn', what: 'in an hour, for two minutes', severity: 'critical', at: '4m', fires: requests({ failed: 200 }), quiet: later(requests({ failed: 200 }), 2) },
  { alert: 'KubeAPIErrorBudgetBurn', what: 'in six hours, for 15 minutes', severity: 'critical', at: '17m', fires: requests({ failed: 65 }), quiet: later(requests({ failed: 65 }), 3) },
  { alert: 'KubeAPIErrorBudgetBurn', what: 'in a day, for an hour', severity: 'warning', at: '62m', fires: requests({ failed: 35 }), quiet: later(requests({ failed: 35 }), 3) },
  {
    alert: 'KubeAPIErrorBudgetBurn',
    what: 'no longer',
    severity: 'critical',
    at: '10m',
    fires: requests({ failed: 150 }),
    quiet: { ...requests({ failed: 150 }), [api('apiserver_request_total', `${request('GET')},code="500"`)]: '0+500x4 2000x600' },
  },
  {
    alert: 'KubeAPIErrorBudgetBurn',
    what: 'slowly, over days',
    severity: 'warning',
    at: '3d8h',
    interval: '30m',
    fires: requests({ failed: 20, minutes: 170 }),
    quiet: requests({ failed: 8, minutes: 170 }),
  },
];

const inCluster = (name: string, input: Input): Input => Object.fromEntries(Object.entries(input).map(([series, values]) => [series.replace('{', `{cluster="${name}",`), values]));

/** Of each speed: how many of a thousand fail, when it fires, how many may fail, and when errors have ended for so long that the short window has none. */
const SPEEDS = [
  { failed: 150, severity: 'critical', at: '8m', interval: '1m', well: 140, end: 4, later: '10m' },
  { failed: 65, severity: 'critical', at: '20m', interval: '1m', well: 55, end: 10, later: '45m' },
  { failed: 35, severity: 'warning', at: '70m', interval: '1m', well: 25, end: 30, later: '160m' },
  { failed: 14, severity: 'warning', at: '4h', interval: '30m', well: 8, end: 4, later: '12h' },
] as const;

const SPEED: readonly AlertCase[] = SPEEDS.flatMap(({ failed, well, end, later: after, ...each }): AlertCase[] => {
  const [bad, good] = [requests({ failed }), requests({ failed: well })];
  const ended = { ...bad, [api('apiserver_request_total', `${request('GET')},code="500"`)]: `0+500x${end} ${500 * end}x600` };
  const alert = 'KubeAPIErrorBudgetBurn';
  return [
    { ...each, alert, what: `of one cluster of two, ${failed} of a thousand`, count: 1, fires: { ...inCluster('eu', bad), ...inCluster('us', good) }, quiet: { ...inCluster('eu', good), ...inCluster('us', good) } },
    { ...each, alert, what: `of each cluster, ${failed} of a thousand`, count: 2, fires: { ...inCluster('eu', bad), ...inCluster('us', bad) }, quiet: { ...inCluster('eu', good), ...inCluster('us', good) } },
    {
      ...each,
      alert,
      what: `of reads and writes together, ${failed} of a thousand`,
      count: 1,
      fires: { ...requests({ failed: Math.ceil(failed / 2) + 1 }), ...requests({ verb: 'PUT', failed: Math.ceil(failed / 2) + 1 }) },
      quiet: { ...requests({ failed: Math.floor(well / 2) }), ...requests({ verb: 'PUT', failed: Math.floor(well / 2) }) },
    },
    { ...each, at: after, alert, what: `it has ended in one cluster of two, ${failed} of a thousand`, count: 1, fires: { ...inCluster('eu', bad), ...inCluster('us', ended) }, quiet: inCluster('us', ended) },
  ];
});

const THREE_HOURS: AlertCase = {
  alert: 'KubeAPIErrorBudgetBurn', what: 'in three days, for three hours', severity: 'warning', at: '210m', interval: '30m', fires: requests({ failed: 20 }), quiet: later(requests({ failed: 20 }), 2),
};

const slow = (le: string) => histogram(bound => api('apiserver_request_sli_duration_seconds_bucket', `${request('GET')},le="${bound}"`), ['1.0', '4.0', '8.0'], le);
/** Answers a second of an instance, by how long they take at most. */
const answers = (within: { readonly [le: string]: number }, { verb = 'GET', more = '', instance = '10.0.0.9:6443' } = {}): Input => Object.fromEntries(Object.entries(within).map(([le, count]) => [
  api('apiserver_request_sli_duration_seconds_bucket', `${request(verb, 'resource', more)},le="${le}"`).replace('10.0.0.9:6443', instance), `0+${60 * count}x600`,
]));
const FAST = { '1.0': 1000, '4.0': 1000, '8.0': 1000, '+Inf': 1000 };

const SLOW: readonly AlertCase[] = [
  { alert: 'ApiServerSlow', what: 'not at exactly its threshold', count: 1, fires: answers({ '1.0': 0, '4.0': 98, '8.0': 100, '+Inf': 100 }), quiet: answers({ '1.0': 0, '4.0': 99, '8.0': 100, '+Inf': 100 }) },
  {
    alert: 'ApiServerSlow',
    what: 'of all instances together',
    fires: { ...answers({ '1.0': 100, '4.0': 100, '8.0': 100, '+Inf': 100 }), ...answers({ '1.0': 0, '4.0': 0, '8.0': 9, '+Inf': 9 }, { instance: '10.0.0.8:6443' }) },
    quiet: { ...answers(FAST), ...answers({ '1.0': 0, '4.0': 0, '8.0': 9, '+Inf': 9 }, { instance: '10.0.0.8:6443' }) },
  },
  ...[{ verb: 'LIST' }, { verb: 'WATCH' }, { more: ',subresource="log"' }].map((kind): AlertCase => ({ // that they last is what the client wants
    alert: 'ApiServerSlow',
    what: `not of ${JSON.stringify(kind).replace(/\W+/g, ' ')}`,
    fires: answers({ '1.0': 0, '4.0': 0, '8.0': 100, '+Inf': 100 }),
    quiet: { ...answers(FAST), ...answers({ '1.0': 0, '4.0': 0, '8.0': 100, '+Inf': 100 }, kind) },
  })),
];

/** This many of a hundred requests per second have a certificate that expires within this time; all others have a month left. */
const ending = (bounds: readonly [string, string], count: number): Input => ({
  ...Object.fromEntries([[bounds[0], 0], [bounds[1], count], ['2.592e+06', 100], ['+Inf', 100]].map(([le, within]) => [api('apiserver_client_certificate_expiration_seconds_bucket', `le="${le}"`), `0+${60 * Number(within)}x600`])),
  [api('apiserver_client_certificate_expiration_seconds_count')]: '0+6000x600',
});

const certificate = (le: string): Input => ({
  ...histogram(bound => api('apiserver_client_certificate_expiration_seconds_bucket', `le="${bound}"`), ['43200.0', '86400.0', '172800.0', '604800.0', '2.592e+06'], le),
  [api('apiserver_client_certificate_expiration_seconds_count')]: '0+100x600',
});
const API = 'name="v1beta1.metrics.k8s.io"';

/** Requests of a component to others: a thousand a minute. */
const client = (series: (metric: string, labels: string) => string, failed: number, code = '500'): Input => ({
  [series('rest_client_requests_total', `code="${code}",host="10.0.0.9:6443",method="GET"`)]: `0+${60 * failed}x600`,
  [series('rest_client_requests_total', 'code="200",host="10.0.0.9:6443",method="GET"')]: `0+${60 * (1000 - failed)}x600`,
});
const ofMaster = (job: string, port: number) => (metric: string, labels: string) => of(job)(metric, `instance="10.0.0.9:${port}",namespace="kube-system",pod="${job}-a",${labels}`);
const scheduler = ofMaster('kube-scheduler', 10_259);
const controllers = ofMaster('kube-controller-manager', 10_257);
const ofNode = (metric: string, labels: string) => kubelet(metric, `node="a",${labels}`);

const slis = of('apiserver')('up', 'metrics_path="/metrics/slis",instance="10.0.0.9:6443"');
const cluster = (name: string, up: string): Input => ({ [api('up', `cluster="${name}"`)]: up, [node('up', `cluster="${name}",instance="10.0.0.1:9100"`)]: ON });

/** Of 1000 requests a minute that are answered, how many more are ended: 250 are 20%. */
const TERMINATED = (wrong: number, right: number) => growth(
  'KubeAPITerminatedRequests', api('apiserver_request_terminations_total', 'code="503",component="apiserver",verb="GET"'), api('apiserver_request_total', `${request('GET')},code="200"`), wrong, right,
);

const OTHERS: readonly AlertCase[] = [
  { alert: 'KubeAPIDown', at: '40m', fires: { [api('up')]: OFF }, quiet: { [api('up')]: ON } },
  { alert: 'KubeAPIDown', what: 'after 15 minutes', at: '22m', fires: { [api('up')]: '1x5 0x600', [slis]: ON }, quiet: { [api('up')]: '1x9 0x600', [slis]: ON } },
  {
    alert: 'KubeAPIDown',
    what: 'one cluster of two',
    count: 1,
    fires: { ...cluster('eu', ON), ...cluster('us', '1x5 stale') },
    quiet: { ...cluster('eu', ON), ...cluster('us', ON) },
  },
  {
    alert: 'KubeAPIInstanceUnreachable',
    what: 'once, although two paths are scraped',
    count: 1,
    fires: { [api('up')]: OFF, [slis]: ON },
    quiet: { [api('up')]: ON, [slis]: OFF },
  },
  {
    alert: 'KubeAPIDown',
    what: 'one cluster of two, whose health checks are scraped',
    count: 1,
    fires: { ...cluster('eu', ON), ...cluster('us', OFF), [slis.replace('{', '{cluster="us",')]: ON },
    quiet: { ...cluster('eu', ON), ...cluster('us', ON) },
  },
  {
    alert: 'KubeAPIInstanceUnreachable',
    what: 'with all that tells the instance',
    count: 1,
    labels: { job: 'apiserver', node: 'master-1', pod: 'kube-apiserver-master-1', instance: '10.0.0.9:6443' },
    fires: { [api('up', 'node="master-1",pod="kube-apiserver-master-1"')]: OFF },
    quiet: { [api('up', 'node="master-1",pod="kube-apiserver-master-1"')]: ON },
  },
  ...SLOW,
  { alert: 'ApiServerSlow', fires: slow('8.0'), quiet: slow('4.0') },
  TERMINATED(300, 200),
  { ...TERMINATED(300, 250), what: 'not at exactly its threshold', isAtThreshold: true },
  flag('ApiServerRequestsRejected', api('apiserver_flowcontrol_rejected_requests_total', 'flow_schema="global-default",priority_level="global-default",reason="queue-full"'), GROWS, '7x600'),
  {
    alert: 'KubeClientCertificateExpiration',
    severity: 'warning',
    count: 1,
    fires: certificate('604800.0'),
    quiet: certificate('2.592e+06'),
  },
  {
    alert: 'KubeClientCertificateExpiration',
    severity: 'critical',
    count: 1,
    fires: certificate('86400.0'),
    quiet: certificate('172800.0'),
  },
  {
    alert: 'KubeClientCertificateExpiration',
    severity: 'warning',
    what: 'not if this client is gone',
    at: '40m',
    fires: certificate('604800.0'),
    quiet: Object.fromEntries(Object.keys(certificate('604800.0')).map(series => [series, '0+100x5 500x100'])),
  },
  { alert: 'KubeClientCertificateExpiration', severity: 'warning', what: 'not at exactly its threshold', count: 1, fires: ending(['172800.0', '604800.0'], 2), quiet: ending(['172800.0', '604800.0'], 1) },
  { alert: 'KubeClientCertificateExpiration', severity: 'critical', what: 'not at exactly its threshold', count: 1, fires: ending(['43200.0', '86400.0'], 2), quiet: ending(['43200.0', '86400.0'], 1) },
  flag('KubeAggregatedAPIErrors', api('aggregator_unavailable_apiservice_total', `${API},reason="FailedDiscoveryCheck"`), GROWS, '5x600'),
  flag('KubeAggregatedAPIDown', api('aggregator_unavailable_apiservice', API)),
  {
    alert: 'KubeAggregatedAPIDown',
    what: 'one that comes and goes',
    count: 1,
    fires: { [api('aggregator_unavailable_apiservice', API)]: Array.from({ length: 80 }, (_, i) => i % 2).join(' ') },
    quiet: { [api('aggregator_unavailable_apiservice', API)]: '0x20 1 0x100' },
  },
  {
    alert: 'KubeAggregatedAPIDown',
    what: 'not at exactly its threshold',
    interval: '30s',
    at: '30m',
    count: 1,
    fires: { [api('aggregator_unavailable_apiservice', API)]: '1 1 1 1 0x15 '.repeat(5) },
    quiet: { [api('aggregator_unavailable_apiservice', API)]: '1 1 1 0x16 '.repeat(5) },
  },
  { alert: 'KubeClientErrors', what: 'of the API server', count: 1, fires: client(api, 11), quiet: client(api, 10) },
  {
    alert: 'KubeClientErrors',
    what: 'of a kubelet, the scheduler and the controller manager',
    count: 3,
    fires: { ...client(kubelet, 11), ...client(scheduler, 11), ...client(controllers, 11) },
    quiet: { ...client(kubelet, 9), ...client(scheduler, 9), ...client(controllers, 9) },
  },
  { alert: 'KubeClientErrors', what: 'with its node', count: 1, labels: { job: 'kubelet', node: 'a' }, fires: client(ofNode, 11), quiet: client(ofNode, 10) },
  ...[kubelet, scheduler, controllers].map((series, at): AlertCase => ({
    alert: 'KubeClientErrors', what: `not found is not an error of the server ${at}`, fires: client(series, 11), quiet: client(series, 110, '404'),
  })),
  { alert: 'KubeClientErrors', what: 'not found is not an error of the server', fires: client(api, 11), quiet: client(api, 110, '404') },
  {
    alert: 'KubeVersionMismatch',
    what: 'for four hours',
    at: '5h',
    interval: '5m',
    fires: { [api('kubernetes_build_info', 'git_version="v1.35.1"')]: ON, [kubelet('kubernetes_build_info', 'git_version="v1.34.2"')]: ON },
    quiet: { [api('kubernetes_build_info', 'git_version="v1.35.1"')]: ON, [kubelet('kubernetes_build_info', 'git_version="v1.34.2"')]: '_x30 1x600' },
  },
  {
    alert: 'KubeVersionMismatch',
    at: '5h',
    interval: '5m',
    fires: { [api('kubernetes_build_info', 'git_version="v1.35.1"')]: ON, [kubelet('kubernetes_build_info', 'git_version="v1.34.2"')]: ON },
    quiet: { [api('kubernetes_build_info', 'git_version="v1.35.1"')]: ON, [kubelet('kubernetes_build_info', 'git_version="v1.35.2-eks-1"')]: ON },
  },
];

export const API_SERVER: readonly AlertCase[] = [...withDerived([...BUDGET, ...OTHERS]), ...SPEED, THREE_HOURS];
