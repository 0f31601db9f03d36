import {
  copy, copyLabel, copyLabels, enforced, FIRST, NOT_OVER, roleSelectors, scrapeClassOf, selectorSteps, set, shardSteps,
} from './operator-steps';
import { Discovery, Role, ScrapeJob } from './scrape-job';
import { RelabelStep } from '../../scrape/relabeling';
import { listOf, Manifest, textOf, textsOf } from '../manifest';

/**
 * The jobs that an operator writes for a monitor into the configuration of a Prometheus.
 * @param shard where one wants what this shard has, instead of all of them
 */
export function jobsOf(prometheus: Manifest, monitor: Manifest, shard?: number): ScrapeJob[] {
  return Object.hasOwn(KINDS, monitor.kind) ? KINDS[monitor.kind]({ prometheus, monitor, shard }) : [];
}

/** Stands for an unknown namespace. */
export const UNSAID = '<namespace>';

interface JobSource {
  readonly prometheus: Manifest;
  readonly monitor: Manifest;
  readonly shard: number | undefined;
}

const KINDS: { readonly [kind: string]: (given: JobSource) => ScrapeJob[] } = {
  ServiceMonitor: given => listOf(given.monitor.spec.endpoints).map((endpoint, at) => serviceMonitorJob(given, endpoint ?? {}, at)),
  PodMonitor: given => listOf(given.monitor.spec.podMetricsEndpoints).map((endpoint, at) => podMonitorJob(given, endpoint ?? {}, at)),
  Probe: given => probeJobs(given),
  ScrapeConfig: given => [scrapeConfigJob(given)],
};

/** The endpoints that a Prometheus reads for a ServiceMonitor's Services: those of the default role if no Prometheus is known. */
export function roleOf(prometheus: Manifest | undefined, monitor: Manifest): 'endpoints' | 'endpointslice' {
  return textOf(monitor.spec.serviceDiscoveryRole, textOf(prometheus?.spec.serviceDiscoveryRole)) === 'EndpointSlice'
    ? 'endpointslice'
    : 'endpoints';
}

function serviceMonitorJob({ prometheus, monitor, shard }: JobSource, endpoint: any, at: number): ScrapeJob {
  const { selector, targetLabels, podTargetLabels, jobLabel } = monitor.spec;
  const role = roleOf(prometheus, monitor);
  const meta = role === 'endpoints' ? '__meta_kubernetes_endpoint' : '__meta_kubernetes_endpointslice';
  const target = [`${meta}_address_target_kind`, `${meta}_address_target_name`];
  const port = textOf(endpoint.port);
  return {
    ...common(
      { prometheus, monitor, shard }, endpoint, `serviceMonitor/${monitor.metadata.namespace ?? UNSAID}/${monitor.metadata.name}/${at}`, at,
    ),
    discoveries: [kubernetes(
      { prometheus, monitor, shard }, role, monitor.spec.namespaceSelector, roleSelectors(monitor, selector, [role, 'service']),
    )],
    ...relabeled([
      ...FIRST,
      ...selectorSteps('service', monitor, selector),
      ...port !== '' ? [keep(`${meta}_port_name`, port)] : keepTargetPort(endpoint.targetPort),
      { sourceLabels: target, regex: 'Node;(.*)', replacement: '${1}', targetLabel: 'node' },
      { sourceLabels: target, regex: 'Pod;(.*)', replacement: '${1}', targetLabel: 'pod' },
      copy('__meta_kubernetes_namespace', 'namespace'),
      copy('__meta_kubernetes_service_name', 'service'),
      copy('__meta_kubernetes_pod_name', 'pod'),
      copy('__meta_kubernetes_pod_container_name', 'container'),
      ...endpoint.filterRunning === false ? [] : [NOT_OVER],
      ...copyLabels('service', targetLabels),
      ...copyLabels('pod', podTargetLabels),
      ...copyLabels('pod', prometheus.spec.podTargetLabels),
      copy('__meta_kubernetes_service_name', 'job'),
      ...textOf(jobLabel) === '' ? [] : [copyLabel('service', jobLabel, 'job')],
      ...endpointLabel(endpoint, port),
    ], ownRelabelings({ prometheus, monitor, shard }, endpoint.relabelings, '__address__')),
  };
}

function podMonitorJob({ prometheus, monitor, shard }: JobSource, endpoint: any, at: number): ScrapeJob {
  const { selector, podTargetLabels, jobLabel } = monitor.spec;
  const port = textOf(endpoint.port);
  const number = typeof endpoint.portNumber === 'number' && endpoint.portNumber !== 0 ? endpoint.portNumber : undefined;
  return {
    ...common(
      { prometheus, monitor, shard }, endpoint, `podMonitor/${monitor.metadata.namespace ?? UNSAID}/${monitor.metadata.name}/${at}`, at,
    ),
    discoveries: [kubernetes(
      { prometheus, monitor, shard }, 'pod', monitor.spec.namespaceSelector, roleSelectors(monitor, selector, ['pod']),
    )],
    ...relabeled([
      ...FIRST,
      ...endpoint.filterRunning === false ? [] : [NOT_OVER],
      ...selectorSteps('pod', monitor, selector),
      ...port !== '' ? [keep('__meta_kubernetes_pod_container_port_name', port)] : keepTargetPort(number ?? endpoint.targetPort),
      copy('__meta_kubernetes_namespace', 'namespace'),
      copy('__meta_kubernetes_pod_container_name', 'container'),
      copy('__meta_kubernetes_pod_name', 'pod'),
      ...copyLabels('pod', podTargetLabels),
      ...copyLabels('pod', prometheus.spec.podTargetLabels),
      set('job', `${monitor.metadata.namespace ?? UNSAID}/${monitor.metadata.name}`),
      ...textOf(jobLabel) === '' ? [] : [copyLabel('pod', jobLabel, 'job')],
      ...endpointLabel(endpoint, port),
    ], ownRelabelings({ prometheus, monitor, shard }, endpoint.relabelings, '__address__')),
  };
}

function probeJobs({ prometheus, monitor, shard }: JobSource): ScrapeJob[] {
  const { spec, metadata: { namespace, name } } = monitor;
  const { prober = {}, targets = {}, module } = spec;
  const params = Object.fromEntries([
    ...listOf(spec.params).map(each => [textOf(each?.name), listOf(each?.values).map(String)]),
    ...typeof module === 'string' && module !== '' ? [['module', [module]]] : [],
  ]);
  const job = common(
    { prometheus, monitor, shard },
    { ...spec, path: textOf(prober.path, '/probe'), scheme: prober.scheme, params, honorLabels: false },
    `probe/${namespace ?? UNSAID}/${name}`,
    0,
  );
  const first = [...FIRST, ...textOf(spec.jobName) === '' ? [] : [set('job', spec.jobName)]];
  if (targets.staticConfig) {
    const labels = textsOf(targets.staticConfig.labels);
    return [{
      ...job,
      discoveries: [{
        kind: 'static', targets: listOf(targets.staticConfig.static).map(String), labels: { namespace: namespace ?? '', ...labels },
      }],
      ...relabeled(
        [...first, copy('__address__', '__param_target'), copy('__param_target', 'instance'), set('__address__', textOf(prober.url))],
        ownRelabelings({ prometheus, monitor, shard }, targets.staticConfig.relabelingConfigs, '__param_target'),
      ),
    }];
  }
  if (!targets.ingress) { return []; }
  const { selector, namespaceSelector, relabelingConfigs } = targets.ingress;
  return [{
    ...job,
    discoveries: [kubernetes({ prometheus, monitor, shard }, 'ingress', namespaceSelector, [])],
    ...relabeled([
      ...first, ...selectorSteps('ingress', { ...monitor, spec: {} }, selector),
      {
        sourceLabels: ['__meta_kubernetes_ingress_scheme', '__address__', '__meta_kubernetes_ingress_path'],
        regex: '(.+);(.+);(.+)',
        targetLabel: '__param_target',
        replacement: '${1}://${2}${3}',
      },
      copy('__meta_kubernetes_namespace', 'namespace'), copy('__meta_kubernetes_ingress_name', 'ingress'),
      copy('__address__', '__tmp_ingress_address'),
      copy('__param_target', 'instance'), set('__address__', textOf(prober.url)),
    ], ownRelabelings({ prometheus, monitor, shard }, relabelingConfigs, '__param_target')),
  }];
}

function scrapeConfigJob({ prometheus, monitor, shard }: JobSource): ScrapeJob {
  const { spec, metadata: { namespace, name } } = monitor;
  const own = listOf(spec.relabelings);
  const isSharded = own.some(each => String(each?.action).toLowerCase() === 'hashmod') || shardsOf(prometheus) === 1;
  return {
    ...common(
      { prometheus, monitor, shard },
      {
        ...spec,
        path: spec.metricsPath,
        interval: spec.scrapeInterval,
        timeout: spec.scrapeTimeout,
        metricRelabelings: spec.metricRelabelings,
      },
      `scrapeConfig/${namespace ?? UNSAID}/${name}`,
      0,
    ),
    discoveries: Object.entries(spec)
      .filter(([field, value]) => field.endsWith('Configs') && Array.isArray(value))
      .flatMap(([field, value]) => listOf(value).map((config): Discovery => {
        if (field === 'staticConfigs') {
          return { kind: 'static', targets: listOf(config?.targets).map(String), labels: textsOf(config?.labels) };
        }
        return field === 'kubernetesSDConfigs' && config?.apiServer === undefined
          ? discoveryOf(config ?? {}, prometheus)
          : { kind: 'elsewhere', field };
      })),
    ...relabeled([
      ...FIRST, ...listOf(scrapeClassOf(prometheus, monitor).relabelings), ...textOf(spec.jobName) === '' ? [] : [set('job', spec.jobName)],
    ], [
      // the operator omits the enforced label if a ScrapeConfig has no relabelings
      ...own.length === 0 ? [] : [...own, ...enforced(prometheus, monitor)],
      ...isSharded ? [] : shardSteps('__address__', shard, shardsOf(prometheus)),
    ]),
  };
}

function discoveryOf(config: any, prometheus: Manifest): Discovery {
  const role = textOf(config.role).toLowerCase() as Role;
  const names = config.namespaces === undefined ? undefined
    : [
      ...listOf(config.namespaces.names).map(String),
      ...config.namespaces.ownNamespace === true ? [prometheus.metadata.namespace ?? ''] : [],
    ];
  return {
    kind: 'kubernetes',
    role,
    ...names !== undefined && names.length > 0 && { namespaces: names },
    selectors: listOf(config.selectors).filter(each => typeof each?.label === 'string')
      .map(each => ({ role: textOf(each.role).toLowerCase(), labels: parsedSelector(each.label) })),
    withNode: config.attachMetadata?.node === true,
  };
}

/** `a=b,c!=d,e in (f,g),h,!i`, in kubectl's format. */
function parsedSelector(text: string): any {
  const parts = text.match(/[^,(]+(\([^)]*\))?/g) ?? [];
  return {
    matchExpressions: parts.map(part => {
      const [, key, not, list] = /^\s*([^\s!=]+)\s+(not)?\s*in\s*\(([^)]*)\)\s*$/.exec(part) ?? [];
      if (key !== undefined) {
        return { key, operator: not === undefined ? 'In' : 'NotIn', values: list.split(',').map(value => value.trim()) };
      }
      const [, name, operator, value] = /^\s*([^\s!=]+)\s*(!=|==?)\s*(.*?)\s*$/.exec(part) ?? [];
      if (name !== undefined) { return { key: name, operator: operator === '!=' ? 'NotIn' : 'In', values: [value] }; }
      return part.trim().startsWith('!')
        ? { key: part.trim().slice(1).trim(), operator: 'DoesNotExist' }
        : { key: part.trim(), operator: 'Exists' };
    }),
  };
}

export function shardsOf(prometheus: Manifest): number {
  return typeof prometheus.spec.shards === 'number' && prometheus.spec.shards > 1 ? prometheus.spec.shards : 1;
}

function kubernetes(
  { prometheus, monitor }: JobSource,
  role: Role,
  namespaceSelector: any,
  selectors: readonly { readonly role: string; readonly labels: any }[],
): Discovery {
  const own = monitor.metadata.namespace ?? '';
  const names = listOf(namespaceSelector?.matchNames).map(String);
  const isOwnOnly = prometheus.spec.ignoreNamespaceSelectors === true;
  const isEverywhere = !isOwnOnly && namespaceSelector?.any === true;
  const selected = !isOwnOnly && names.length > 0 ? names : [own];
  const namespaces = isEverywhere ? undefined : selected;
  const attached = monitor.spec.attachMetadata ?? scrapeClassOf(prometheus, monitor).attachMetadata;
  return { kind: 'kubernetes', role, ...namespaces && { namespaces }, selectors, withNode: role !== 'ingress' && attached?.node === true };
}

function keep(label: string, pattern: string): RelabelStep {
  return { action: 'keep', sourceLabels: [label], regex: pattern };
}

/** A port of a pod by its name or number, even if no Service leads to it. */
function keepTargetPort(target: unknown): RelabelStep[] {
  if (typeof target === 'string' && target !== '') { return [keep('__meta_kubernetes_pod_container_port_name', target)]; }
  return typeof target === 'number' && target !== 0 ? [keep('__meta_kubernetes_pod_container_port_number', String(target))] : [];
}

function relabeled(first: readonly RelabelStep[], own: readonly RelabelStep[]): Pick<ScrapeJob, 'relabelings' | 'ownFrom'> {
  return { relabelings: [...first, ...own], ownFrom: first.length };
}

/** Order: scrape class, monitor, enforced namespace, shards. */
function ownRelabelings({ prometheus, monitor, shard }: JobSource, relabelings: unknown, shardLabel: string): RelabelStep[] {
  const first = listOf(scrapeClassOf(prometheus, monitor).relabelings);
  return [...first, ...listOf(relabelings), ...enforced(prometheus, monitor), ...shardSteps(shardLabel, shard, shardsOf(prometheus))];
}

/** The label that the operator sets from the port. */
function endpointLabel({ targetPort }: any, port: string): RelabelStep[] {
  if (port !== '') { return [set('endpoint', port)]; }
  return targetPort === undefined ? [] : [set('endpoint', String(targetPort))];
}

type Common = Omit<ScrapeJob, 'discoveries' | 'relabelings' | 'ownFrom'>;

function common({ prometheus, monitor }: JobSource, endpoint: any, name: string, at: number): Common {
  const limit = (own: unknown, enforcedLimit: unknown, global: unknown): number | undefined => {
    const set_ = [own, enforcedLimit].filter((value): value is number => typeof value === 'number' && value > 0);
    if (set_.length > 0) { return Math.min(...set_); }
    return typeof global === 'number' && global > 0 ? global : undefined;
  };
  const [sampleLimit, targetLimit, labels, nameLength] = (['sampleLimit', 'targetLimit', 'labelLimit', 'labelNameLengthLimit'] as const)
    .map(field => limit(
      monitor.spec[field], prometheus.spec[`enforced${field[0].toUpperCase()}${field.slice(1)}`], prometheus.spec[field],
    ));
  return {
    name,
    monitor,
    endpoint: at,
    path: textOf(endpoint.path, '/metrics') || '/metrics',
    scheme: (textOf(endpoint.scheme, 'http') || 'http').toLowerCase(),
    ...typeof (endpoint.interval ?? prometheus.spec.scrapeInterval) === 'string'
      && { interval: endpoint.interval ?? prometheus.spec.scrapeInterval },
    ...typeof (endpoint.scrapeTimeout ?? endpoint.timeout) === 'string' && { timeout: endpoint.scrapeTimeout ?? endpoint.timeout },
    params: typeof endpoint.params === 'object' && endpoint.params !== null
      ? Object.fromEntries(Object.entries(endpoint.params).map(([key, values]) => [key, listOf(values).map(String)]))
      : {},
    honorLabels: endpoint.honorLabels === true && prometheus.spec.overrideHonorLabels !== true,
    metricRelabelings: [
      ...listOf(scrapeClassOf(prometheus, monitor).metricRelabelings),
      ...listOf(endpoint.metricRelabelings),
      ...enforced(prometheus, monitor),
    ],
    ...sampleLimit !== undefined && { sampleLimit },
    ...targetLimit !== undefined && { targetLimit },
    ...(labels !== undefined || nameLength !== undefined) && { labelLimits: { labels, nameLength } },
  };
}
