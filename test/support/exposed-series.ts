import { COMPONENTS } from './catalog';
import { catalogOf, ExposedSeries } from '../../src/metrics/catalog';
import { selectorsIn } from '../../src/promql/expression';
import { Matcher } from '../../src/promql/matcher';

/** A series in promtool's format. */
export interface InputSeries {
  readonly series: string;
  readonly values: string;
}

type LabelValues = Readonly<Record<string, string>>;

/** One cluster with one node and one pod of a Deployment: default values of labels. */
export const OBJECTS: LabelValues = {
  cluster: 'c1',
  namespace: 'shop',
  pod: 'web-0',
  uid: 'u1',
  node: 'n1',
  container: 'web',
  image: 'web:1',
  id: '/a',
  persistentvolumeclaim: 'data',
  storageclass: 'fast',
  persistentvolume: 'pv1',
  replicaset: 'web-abc',
  deployment: 'web',
  owner_is_controller: 'true',
  created_by_kind: 'ReplicaSet',
  host_network: 'false',
  remote_name: 'q1',
  interface: 'eth0',
  device: 'sda',
  fstype: 'ext4',
  mountpoint: '/',
  volume: 'C:',
  scope: 'resource',
  verb: 'GET',
  subresource: '',
  dry_run: '',
  code: '200',
  status_code: '200',
  queue: 'active',
  mode: 'idle',
  grpc_type: 'unary',
  url: 'http://q1',
};

/** Values of labels that no upstream list contains, by metric. */
const OF_METRIC: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  kube_pod_info: { host_network: ['false'], created_by_kind: ['ReplicaSet'] },
  kube_pod_owner: { owner_kind: ['ReplicaSet'], owner_name: ['web-abc'] },
  kube_replicaset_owner: { owner_kind: ['Deployment'], owner_name: ['web'] },
  kube_pod_status_phase: { phase: ['Running'] },
  kube_node_status_condition: { condition: ['Ready', 'MemoryPressure'] },
  kube_pod_container_resource_requests: { resource: ['cpu', 'memory'] },
  kube_pod_container_resource_limits: { resource: ['cpu', 'memory'] },
  kube_node_status_allocatable: { resource: ['cpu', 'memory', 'pods'] },
  kube_node_status_capacity: { resource: ['cpu', 'memory', 'pods'] },
  kube_resourcequota: { resource: ['cpu', 'memory', 'pods', 'limits.cpu', 'limits.memory', 'requests.storage'], type: ['hard', 'used'] },
  kube_limitrange: { resource: ['cpu', 'memory'] },
  volume_manager_total_volumes: { state: ['desired_state_of_world', 'actual_state_of_world'] },
  prometheus_operator_managed_resources: { state: ['selected', 'rejected'] },
  grafana_http_request_duration_seconds: { status_code: ['200', '500'] },
  grafana_datasource_request_total: { code: ['200', '503'] },
};

/** A pod that was disrupted in the last minutes, and a volume that fills up. */
const VALUES: readonly (readonly [RegExp, (minutes: number) => string])[] = [
  [/^kube_pod_status_disruption_reason\{.*reason="EvictionByEvictionAPI"/, minutes => `0x${minutes - 6} 1x5`],
  [/^kube_pod_status_(disruption_)?reason\{/, minutes => `0x${minutes}`],
  [/avail(able)?_bytes\{/, minutes => `1000000-10x${minutes}`],
  [/^prometheus_remote_storage_shards_desired\{/, minutes => `2x${minutes}`],
];

/** Labels of the target that a metric label of the same name replaces: their monitors honor labels. */
const HONORING = ['kube-state-metrics', 'kubelet', 'prometheus-operator'];

/** The series that are read of a metric. */
interface Read {
  readonly job: string;
  readonly exposed: ExposedSeries;
  readonly path?: string;
  /** Values that matchers require, by label. */
  readonly wanted: Map<string, Set<string>>;
}

/** Every metric that these expressions read, with all of its labels, for some minutes, as exposed by a program of its job. */
export function exposedSeries(expressions: readonly string[], minutes: number): InputSeries[] {
  const reads = new Map<string, Read>();
  for (const matchers of expressions.flatMap(selectorsIn)) { note(matchers, reads); }
  const all = [...reads.values()];
  const targets = new Set(all.map(({ job, path }) => textOf('up', targetOf(job, path))));
  const ofTargets = ['up', 'scrape_samples_scraped', 'scrape_samples_post_metric_relabeling', 'scrape_duration_seconds'];
  return [
    ...[...targets].flatMap(target => ofTargets.map(name => ({ series: target.replace(/^up/, name), values: `1x${minutes}` }))),
    ...all.flatMap(read => rowsOf(read).flatMap(labels => samplesOf(read, labels, minutes))),
  ];
}

function note(matchers: readonly Matcher[], reads: Map<string, Read>): void {
  const valueOf = (label: string) => matchers.find(each => each.label === label && each.operator === '=')?.value;
  const [name, job] = [valueOf('__name__'), valueOf('job')];
  const exposed = name === undefined || job === undefined ? undefined : exposedBy(job, name);
  if (!exposed || job === undefined) { return; }
  const key = `${job} ${exposed.metric.name}`;
  const before = reads.get(key);
  const read: Read = { job, exposed, path: valueOf('metrics_path') ?? before?.path, wanted: before?.wanted ?? new Map<string, Set<string>>() };
  for (const { label, value } of matchers.flatMap(plainValue)) { read.wanted.set(label, (read.wanted.get(label) ?? new Set()).add(value)); }
  reads.set(key, read);
}

function exposedBy(job: string, name: string): ExposedSeries | undefined {
  const programs = Object.hasOwn(COMPONENTS, job) ? COMPONENTS[job] : [];
  return programs.map(program => catalogOf(program)!.exposed(name)).find((each): each is ExposedSeries => typeof each !== 'string');
}

/** A value that matches a simple matcher: the first of `a|b`. */
function plainValue({ label, operator, value }: Matcher): { label: string; value: string }[] {
  if (['__name__', 'job', 'le'].includes(label) || !/^=~?$/.test(operator) || !/^[\w|.-]+$/.test(value)) { return []; }
  const [first] = value.split('|').filter(Boolean);
  return first === undefined ? [] : [{ label, value: first.replace(/\.\.$/, '00') }];
}

function targetOf(job: string, path: string | undefined): LabelValues {
  const { cluster, node } = OBJECTS;
  return { cluster, job, instance: `${job}:1`, namespace: 'monitoring', pod: `${job}-0`, node, ...path !== undefined && { metrics_path: path } };
}

/** Maximum number of series of a metric. */
const MOST = 60;

function rowsOf({ exposed: { metric, labels }, wanted }: Read): LabelValues[] {
  let rows: LabelValues[] = [{}];
  for (const { name, values: listed } of labels.filter(label => !['le', 'quantile'].includes(label.name) && !label.name.endsWith('*'))) {
    const known = OF_METRIC[metric.name]?.[name] ?? listed;
    const values = known ?? [...new Set([...wanted.get(name) ?? [], OBJECTS[name] ?? 'x'])];
    rows = rows.flatMap(row => values.map(value => ({ ...row, [name]: value }))).slice(0, MOST);
  }
  return rows;
}

function samplesOf({ job, path, exposed: { metric } }: Read, own: LabelValues, minutes: number): InputSeries[] {
  const target = job === 'kube-state-metrics' ? { cluster: OBJECTS.cluster, job, instance: `${job}:1` } : targetOf(job, path);
  const isTaken = (label: string) => !HONORING.includes(job) && Object.hasOwn(target, label);
  const labels = { ...target, ...Object.fromEntries(Object.entries(own).map(([label, value]) => [isTaken(label) ? `exported_${label}` : label, value])) };
  const sample = (name: string, values: string, more: LabelValues = {}): InputSeries => ({ series: textOf(name, { ...labels, ...more }), values });
  if (metric.type === 'histogram') {
    const buckets = [['0.1', 1], ['1.0', 2], ['10.0', 3], ['+Inf', 4]].map(([le, step]) => sample(`${metric.name}_bucket`, `0+${step}x${minutes}`, { le: String(le) }));
    return [...buckets, sample(`${metric.name}_sum`, `0+3x${minutes}`), sample(`${metric.name}_count`, `0+4x${minutes}`)];
  }
  if (metric.type === 'summary') { return [sample(metric.name, `1x${minutes}`, { quantile: '0.99' }), sample(`${metric.name}_count`, `0+4x${minutes}`)]; }
  const special = VALUES.find(([pattern]) => pattern.test(textOf(metric.name, labels)))?.[1](minutes);
  const isCounter = metric.type === 'counter' || /^node_(netstat|vmstat)_/.test(metric.name);
  return [sample(metric.name, special ?? (isCounter ? `0+2x${minutes}` : `1x${minutes}`))];
}

function textOf(name: string, labels: LabelValues): string {
  return `${name}{${Object.entries(labels).filter(([, value]) => value !== '').map(([label, value]) => `${label}=${JSON.stringify(value)}`).join(',')}}`;
}
