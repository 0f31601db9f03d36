import { inEachWay, lagging, waits } from './variants';
import { AlertCase, Input, ksm, ON, of, OFF } from '../alert-case';

const POD = 'namespace="shop",pod="web-1"';
const UID = 'uid="7c9f"';
const ID = 'id="/kubepods/pod7c9f/1a2b",image="example.org/app:1",name="1a2b"';
const cadvisor = (metric: string, labels: string) => of('kubelet')(metric, `metrics_path="/metrics/cadvisor",instance="10.0.0.1:10250",node="n1",${labels}`);

type Resource = 'cpu' | 'memory';
const UNITS = { cpu: 'core', memory: 'byte' };

const requested = (resource: Resource, amount: number, container = 'app', pod = POD, kind = 'requests') =>
  ({ [ksm(`kube_pod_container_resource_${kind}`, `${pod},container="${container}",node="n1",${UID},resource="${resource}",unit="${UNITS[resource]}"`)]: `${amount}x600` });
const phase = (is: string, pod = POD): Input => ({ [ksm('kube_pod_status_phase', `${pod},${UID},phase="${is}"`)]: ON });
const nodes = (resource: Resource, ...amounts: number[]): Input => Object.fromEntries(amounts.map((amount, i) =>
  [ksm('kube_node_status_allocatable', `node="n${i + 1}",resource="${resource}",unit="${UNITS[resource]}"`), `${amount}x600`]));

const IN_BANK = 'namespace="bank",pod="api-1"';
const FINISHED = 'namespace="shop",pod="report-1"';

const overcommit = (alert: string, resource: Resource): readonly AlertCase[] => {
  const other = otherThan(resource);
  // 1 in another container, 1 in another namespace; what a finished pod had, limits and other resources do not count
  const pods = (amount: number): Input => ({
    ...requested(resource, amount - 1),
    ...requested(resource, 1, 'proxy'),
    ...phase('Running'),
    ...requested(resource, 1, 'api', IN_BANK),
    ...phase('Running', IN_BANK),
    ...requested(resource, 90, 'app', FINISHED),
    ...phase('Succeeded', FINISHED),
    ...requested(resource, 90, 'app', POD, 'limits'),
    ...requested(other, 1000),
    ...nodes(other, 900),
  });
  return [
    // three nodes of 4, without the largest one of 6: 8
    ...waits(10, { alert, count: 1, fires: { ...pods(8), ...nodes(resource, 4, 4, 6) }, quiet: { ...pods(7), ...nodes(resource, 4, 4, 6) } }),
    { alert, what: 'pending pods hold their requests', fires: { ...pods(8), ...phase('Pending'), ...nodes(resource, 4, 4) }, quiet: { ...requested(resource, 9), ...phase('Succeeded'), ...nodes(resource, 4, 4) } },
    { alert, what: 'one node', count: 1, fires: { ...pods(4), ...nodes(resource, 4) }, quiet: { ...pods(3), ...nodes(resource, 4) } },
    { alert, what: 'two nodes', count: 1, fires: { ...pods(4), ...nodes(resource, 4, 4) }, quiet: { ...pods(3), ...nodes(resource, 4, 4) } },
  ];
};

const hard = (quota: string, resource: string, amount: number, namespace = 'shop'): Input => ({ [ksm('kube_resourcequota', `namespace="${namespace}",resourcequota="${quota}",resource="${resource}",type="hard"`)]: `${amount}x600` });

const otherThan = (resource: Resource) => resource === 'cpu' ? 'memory' : 'cpu';
const inUse = (resource: string, amount: number): Input => ({ [ksm('kube_resourcequota', `namespace="shop",resourcequota="q",resource="${resource}",type="used"`)]: `${amount}x600` });

const quotaOvercommit = (alert: string, resource: Resource): readonly AlertCase[] => [
  // nodes have 20: 150% are 30
  ...waits(5, {
    alert,
    count: 1,
    fires: { ...hard('q', resource, 16), ...hard('q', `requests.${resource}`, 15, 'bank'), ...nodes(resource, 10, 10) },
    quiet: { ...hard('q', resource, 15), ...hard('q', `requests.${resource}`, 15, 'bank'), ...nodes(resource, 10, 10) },
  }),
  {
    alert,
    what: 'the smaller one of two names',
    count: 1,
    fires: { ...hard('q', resource, 100), ...hard('q', `requests.${resource}`, 31), ...nodes(resource, 10, 10) },
    quiet: { ...hard('q', resource, 100), ...hard('q', `requests.${resource}`, 30), ...nodes(resource, 10, 10), ...nodes(otherThan(resource), 1) },
  },
  {
    alert,
    what: 'two quotas of a namespace',
    count: 1,
    fires: { ...hard('q', resource, 16), ...hard('r', resource, 15), ...nodes(resource, 10, 10), ...nodes(otherThan(resource), 1000, 1000) },
    quiet: { ...hard('q', resource, 15), ...hard('r', resource, 15), ...inUse(resource, 200), ...nodes(resource, 10, 10) },
  },
  { alert, what: 'limits are no requests', fires: { ...hard('q', resource, 31), ...nodes(resource, 10, 10) }, quiet: { ...hard('q', `limits.${resource}`, 100), ...nodes(resource, 10, 10) } },
];

const quota = (used: number, of100 = 100): Input => ({
  ...inUse('requests.cpu', used), ...hard('q', 'requests.cpu', of100),
});

const quotaNamed = (name: string, ...amounts: [number, number]): Input => Object.fromEntries(Object.entries(quota(...amounts)).map(([series, values]) => [series.replace('"q"', `"${name}"`), values]));

const QUOTAS: readonly AlertCase[] = [
  ...waits(15, { alert: 'KubeQuotaAlmostFull', count: 1, fires: quota(91), quiet: quota(90) }),
  { alert: 'KubeQuotaAlmostFull', what: 'fully used is another alert', fires: quota(99), quiet: quota(100) },
  ...waits(15, { alert: 'KubeQuotaFullyUsed', count: 1, fires: quota(100), quiet: quota(99) }),
  { alert: 'KubeQuotaFullyUsed', what: 'exceeded is another alert', fires: quota(100), quiet: quota(101) },
  { alert: 'KubeQuotaFullyUsed', what: 'of fractions', count: 1, fires: quota(0.028, 0.028), quiet: quota(0.027, 0.028) },
  { alert: 'KubeQuotaExceeded', what: 'not by fractions', fires: quota(0.03, 0.029), quiet: { ...quota(0.029, 0.029), ...quotaNamed('r', 0.028, 0.028) } },
  { alert: 'KubeQuotaFullyUsed', what: 'what is forbidden has no share', fires: quota(100), quiet: quota(0, 0) },
  { alert: 'KubeQuotaExceeded', what: 'what is forbidden has no share', fires: quota(101), quiet: quota(1, 0) },
  ...waits(15, { alert: 'KubeQuotaExceeded', count: 1, fires: quota(101), quiet: quota(100) }),
];

const CONTAINER = `${POD},container="app"`;
const throttled = (share: number, id = ID): Input => ({
  [cadvisor('container_cpu_cfs_throttled_periods_total', `${CONTAINER},${id}`)]: `0+${60 * share}x600`, [cadvisor('container_cpu_cfs_periods_total', `${CONTAINER},${id}`)]: '0+60000x600',
});
const ofPod = (input: Input): Input => Object.fromEntries(Object.entries(input).map(([series, values]) => [series.replace(`container="app",${ID}`, 'container="",id="/kubepods/pod7c9f",image="",name=""'), values]));
const used = (amount: number, id = ID): Input => ({ [cadvisor('container_memory_working_set_bytes', `${CONTAINER},${id}`)]: `${amount}x600` });
const onNode: Input = {
  [ksm('kube_pod_info', `${POD},${UID},node="n1",host_ip="10.0.0.1",pod_ip="10.1.0.9",host_network="false",created_by_kind="ReplicaSet",created_by_name="web",priority_class=""`)]: ON,
};
const diskLimit: Input = { [ksm('kube_pod_container_resource_limits', `${CONTAINER},node="n1",${UID},resource="ephemeral_storage",unit="byte"`)]: '1000x600' };
const limit = requested('memory', 100, 'app', POD, 'limits');

const CONTAINERS: readonly AlertCase[] = [
  { alert: 'CPUThrottlingHigh', count: 1, fires: throttled(260), quiet: throttled(250) },
  { alert: 'CPUThrottlingHigh', what: 'no earlier than after 15 minutes', at: '17m', fires: throttled(260), quiet: Object.fromEntries(Object.keys(throttled(0)).map(series => [series, '0x5 0+60000x600'])) },
  { // of a container that was replaced both are there for a while
    alert: 'CPUThrottlingHigh', what: 'two generations', count: 1, fires: { ...throttled(260), ...throttled(260, ID.replace(/1a2b/g, '3c4d')) }, quiet: { ...throttled(240), ...throttled(0, ID.replace(/1a2b/g, '3c4d')) },
  },
  { // cAdvisor has the sum of the pod, too
    alert: 'CPUThrottlingHigh', what: 'not of the pod', count: 1, fires: { ...throttled(260), ...ofPod(throttled(260)) }, quiet: { ...throttled(240), ...ofPod(throttled(260)) },
  },
  {
    alert: 'ContainerMemoryNearLimit',
    what: 'two generations, beside a limit of its disk',
    count: 1,
    fires: { ...used(96), ...used(10, ID.replace(/1a2b/g, '3c4d')), ...limit, ...diskLimit, ...onNode },
    quiet: { ...used(95), ...used(10, ID.replace(/1a2b/g, '3c4d')), ...limit, ...diskLimit, ...onNode },
  },
  ...waits(15, { alert: 'ContainerMemoryNearLimit', count: 1, fires: { ...used(96), ...limit, ...onNode }, quiet: { ...used(95), ...limit, ...onNode } }),
  { alert: 'ContainerMemoryNearLimit', what: 'without a limit', fires: { ...used(96), ...limit, ...onNode }, quiet: { ...used(96), ...onNode } },
];

export const RESOURCES: readonly AlertCase[] = [
  ...inEachWay([
    ...overcommit('KubeCPUOvercommit', 'cpu'), ...overcommit('KubeMemoryOvercommit', 'memory'),
    ...quotaOvercommit('KubeCPUQuotaOvercommit', 'cpu'), ...quotaOvercommit('KubeMemoryQuotaOvercommit', 'memory'),
  ]),
  ...[
    overcommit('KubeCPUOvercommit', 'cpu'), overcommit('KubeMemoryOvercommit', 'memory'), quotaOvercommit('KubeCPUQuotaOvercommit', 'cpu'),
    quotaOvercommit('KubeMemoryQuotaOvercommit', 'memory'), QUOTAS,
  ].map(([first]) => lagging(first, 'worse')),
  ...inEachWay(QUOTAS, 'resourcequota'),
  ...inEachWay(CONTAINERS, 'container'),
  { alert: 'KubeQuotaExceeded', what: 'two quotas', count: 2, fires: { ...quota(101), ...quotaNamed('r', 102, 100) }, quiet: quota(100) },
  { alert: 'KubeCPUOvercommit', what: 'two clusters', count: 2, fires: twoClusters(), quiet: { ...phase('Running'), ...nodes('cpu', 4), [ksm('up')]: OFF } },
];

function twoClusters(): Input {
  const one = { ...requested('cpu', 5), ...phase('Running'), ...nodes('cpu', 4) };
  return Object.fromEntries(['a', 'b'].flatMap(cluster => Object.entries(one).map(([series, values]) => [series.replace('{', `{cluster="${cluster}",`), values])));
}
