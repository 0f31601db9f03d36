import { matchesSelector } from './label-selector';
import { Labels, Manifest } from './manifest';
import { relabel, RelabelStep } from './relabeling';
import { ContainerPort, Pods, portBehind, World } from './world';

/** What is scraped by one endpoint of a ServiceMonitor at one Service, of the pods of one workload. */
export interface ScrapeEdge {
  readonly monitor: Manifest;
  /** Which of the monitor's endpoints. */
  readonly endpoint: number;
  readonly service: Manifest;
  readonly portName: string;
  readonly pods?: Pods;
  readonly port?: ContainerPort;
  /** The labels of the targets, but for those that differ from pod to pod (instance, pod, node); undefined where a relabeling drops them. */
  readonly labels: Labels | undefined;
  readonly path: string;
  readonly interval?: string;
}

/** The Services that a ServiceMonitor selects, in the namespaces where it looks. */
export function servicesOf(monitor: Manifest, world: World): readonly Manifest[] {
  const { selector, namespaceSelector } = monitor.spec ?? {};
  const isThere = namespaceTest(namespaceSelector, monitor.metadata.namespace);
  return world.ofKind('Service').filter(({ metadata }) => isThere(metadata.namespace) && matchesSelector(selector, metadata.labels ?? {}));
}

export function namespaceTest(namespaceSelector: any, own: string | undefined): (namespace: string | undefined) => boolean {
  if (namespaceSelector?.any === true) { return () => true; }
  const names: unknown = namespaceSelector?.matchNames;
  return Array.isArray(names) && names.length > 0 ? namespace => names.includes(namespace) : namespace => namespace === own;
}

/** The ports of a Service that an endpoint of a monitor means: by name, or by what is behind. */
export function portsOf(endpoint: any, service: Manifest): readonly any[] {
  const ports: any[] = Array.isArray(service.spec?.ports) ? service.spec.ports : [];
  if (typeof endpoint?.port === 'string') { return ports.filter(({ name }) => name === endpoint.port); }
  if (endpoint?.targetPort !== undefined) { return ports.filter(({ port, targetPort = port }) => String(targetPort) === String(endpoint.targetPort)); }
  return ports;
}

/** All that a ServiceMonitor has scraped. */
export function edgesOf(monitor: Manifest, world: World): ScrapeEdge[] {
  const endpoints: any[] = Array.isArray(monitor.spec?.endpoints) ? monitor.spec.endpoints : [];
  return servicesOf(monitor, world).flatMap(service => endpoints.flatMap((endpoint, at) => portsOf(endpoint, service).flatMap((port): ScrapeEdge[] => {
    const pods = world.podsOf(service);
    const edge = (own?: Pods): ScrapeEdge => {
      const behind = own && portBehind(port, own);
      return {
        monitor,
        endpoint: at,
        service,
        portName: String(port?.name ?? port?.port),
        ...own && { pods: own, port: behind },
        labels: labelsOf(monitor, endpoint, service, port, own, behind),
        path: String(endpoint?.path ?? '/metrics'),
        ...typeof endpoint?.interval === 'string' && { interval: endpoint.interval },
      };
    };
    return pods.length === 0 ? [edge()] : pods.map(edge);
  })));
}

/** A name of Prometheus for a label of Kubernetes. */
const sanitized = (name: string) => name.replace(/[^a-zA-Z0-9_]/g, '_');

const meta = (prefix: string, labels: Labels = {}): Labels => Object.fromEntries(Object.entries(labels).flatMap(([name, value]) => [
  [`__meta_kubernetes_${prefix}_${sanitized(name)}`, value], [`__meta_kubernetes_${prefix}present_${sanitized(name)}`, 'true'],
]));

/** What the operator's configuration makes of a target, and then the monitor's own relabelings. */
function labelsOf(monitor: Manifest, endpoint: any, service: Manifest, port: any, pods: Pods | undefined, behind: ContainerPort | undefined): Labels | undefined {
  const { jobLabel, targetLabels, podTargetLabels } = monitor.spec ?? {};
  const serviceLabels = service.metadata.labels ?? {};
  const job = typeof jobLabel === 'string' ? serviceLabels[jobLabel] : undefined;
  const copied = (names: unknown, from: Labels): Labels =>
    Object.fromEntries((Array.isArray(names) ? names : []).filter(name => from[name] !== undefined).map(name => [sanitized(String(name)), from[name]]));
  const start: Labels = {
    __scheme__: String(endpoint?.scheme ?? 'http'),
    __metrics_path__: String(endpoint?.path ?? '/metrics'),
    ...service.metadata.namespace !== undefined && { __meta_kubernetes_namespace: service.metadata.namespace, namespace: service.metadata.namespace },
    __meta_kubernetes_service_name: service.metadata.name,
    ...meta('service_label', serviceLabels),
    ...meta('service_annotation', service.metadata.annotations),
    ...pods && meta('pod_label', pods.labels),
    ...behind && { __meta_kubernetes_pod_container_name: behind.container, __meta_kubernetes_pod_container_port_number: String(behind.number), container: behind.container },
    service: service.metadata.name,
    ...copied(targetLabels, serviceLabels),
    ...pods && copied(podTargetLabels, pods.labels),
    job: job === undefined || job === '' ? service.metadata.name : job,
    endpoint: String(port?.name ?? port?.targetPort ?? port?.port),
  };
  const steps: RelabelStep[] = Array.isArray(endpoint?.relabelings) ? endpoint.relabelings : [];
  const labels = relabel(start, steps);
  return labels && Object.fromEntries(Object.entries(labels).filter(([name]) => !name.startsWith('__')).sort(([a], [b]) => a < b ? -1 : 1));
}
