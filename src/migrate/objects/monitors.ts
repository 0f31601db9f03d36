import { Edge, keptOf } from '../../scrape-graph/graph';
import { listOf, Manifest, nameOf } from '../../scrape-graph/manifest';
import { isMap } from '../../values/json';
import { componentBehind, componentOf } from '../compare/component';
import { duration, Expression, literal } from '../convert';
import { MigratedValue } from '../part';
import { FoundStack } from './found';

type Option = readonly [option: string, value: Expression];

/** Paths of the options for a component's monitor, and for its interval, which some components have separately. */
const MONITORS: readonly (readonly [component: string, monitor: string, timing: string])[] = [
  ['prometheus', 'prometheus.monitor', 'prometheus.monitor'],
  ['alertmanager', 'alertmanager.monitor', 'alertmanager.monitor'],
  ['prometheus-operator', 'operator.monitor', 'operator'],
  ['kube-state-metrics', 'kubeStateMetrics.monitor', 'kubeStateMetrics'],
  ['node-exporter', 'nodeExporter.monitor', 'nodeExporter'],
];

const CONTROL_PLANE = ['kubelet', 'apiserver', 'coredns', 'etcd', 'kube-scheduler', 'kube-controller-manager', 'kube-proxy'];

/** How components are scraped: intervals and relabelings, so that series keep their labels. */
export function monitorOptions(stack: FoundStack): { readonly options: readonly Option[]; readonly values: readonly MigratedValue[] } {
  const found = MONITORS.map(([component, monitor, timing]) => ofMonitor(endpointOf(component, stack), monitor, timing));
  const ofControlPlane = controlPlane(stack);
  return {
    options: [...found.flatMap(each => each.options), ...ofControlPlane.options],
    values: [...found.flatMap(each => each.values), ...ofControlPlane.values],
  };
}

interface FoundEndpoint {
  readonly monitor: Manifest;
  readonly endpoint: any;
  readonly path: string;
}

function endpointsOf(component: string, { side: { graph } }: FoundStack): FoundEndpoint[] {
  const of = ({ workload, service }: Edge) => (workload && componentOf(workload)) ?? (service && componentBehind(service, graph.world));
  const edges = graph.edges.filter(edge => keptOf(edge).length > 0 && of(edge) === component);
  return edges.map(({ job }) => {
    const all = listOf(job.monitor.spec?.endpoints ?? job.monitor.spec?.podMetricsEndpoints);
    const at = typeof job.endpoint === 'number' ? job.endpoint : Number(/\d+/.exec(String(job.endpoint))?.[0] ?? 0);
    return { monitor: job.monitor, endpoint: all[at] ?? {}, path: job.path };
  });
}

/** The endpoint of the component itself, not of its reloader. */
function endpointOf(component: string, stack: FoundStack): FoundEndpoint | undefined {
  const all = endpointsOf(component, stack);
  return all.find(({ endpoint, path }) => !/reloader|self|telemetry/.test(String(endpoint.port)) && path !== '/metrics/slis') ?? all[0];
}

const RELABELINGS = ['relabelings', 'metricRelabelings'] as const;

function ofMonitor(found: FoundEndpoint | undefined, option: string, timing: string): ReturnType<typeof monitorOptions> {
  if (!found) { return { options: [], values: [] }; }
  const object = nameOf(found.monitor);
  const relabelings = RELABELINGS.flatMap((field): Option[] => {
    const value = found.endpoint[field];
    return Array.isArray(value) && value.length > 0 && value.every(isMap) ? [[`${option}.${field}`, literal(value)!]] : [];
  });
  const times = (['interval', 'scrapeTimeout'] as const).flatMap((field): Option[] => {
    const value = duration(found.endpoint[field]);
    return value ? [[`${timing}.${field}`, value]] : [];
  });
  const options = [...relabelings, ...times];
  return { options, values: options.map(([name]) => ({ path: `${object}: endpoints`, outcome: 'mapped', note: name })) };
}

/** One interval and the paths of all parts. Metric relabelings of single parts have no option. */
function controlPlane(stack: FoundStack): ReturnType<typeof monitorOptions> {
  const all = CONTROL_PLANE.flatMap(component => endpointsOf(component, stack));
  const main = all.filter(({ path }) => path === '/metrics' || path === '');
  const intervals = [...new Set(main.map(({ endpoint }) => endpoint.interval))];
  const interval = intervals.length === 1 ? duration(intervals[0]) : undefined;
  const hasSlis = all.some(({ path, monitor }) => path === '/metrics/slis' && !/api-?server/.test(monitor.metadata.name));
  const dropping = [...new Set(all.filter(({ endpoint }) => listOf(endpoint.metricRelabelings).length > 0)
    .map(({ monitor }) => nameOf(monitor)))];
  return {
    options: [
      ...interval ? [['controlPlane.interval', interval] as const] : [],
      ...hasSlis ? [['controlPlane.componentSlis', literal(true)!] as const] : [],
    ],
    values: dropping.map(object => ({
      path: `${object}: metricRelabelings`,
      outcome: 'different',
      note: 'the monitors of the control plane drop series with their own list: set "controlPlane.monitor.metricRelabelings" to drop more',
    })),
  };
}
