import { Check, problem } from './problem';
import { stepText } from './relabelings';
import { listed, shown } from '../../validation/rule';
import { podSpecOf } from '../../validation/workload';
import { Edge, keptOf } from '../graph';
import { isImplied } from '../implied';
import { listOf, nameOf, textsOf } from '../manifest';
import { ALL_DROPPED, HONOR_LABELS, NO_ADDRESS, NO_SAMPLE_LIMIT, SCRAPED_TWICE } from '../rules';

/** The same port, scraped through two endpoints of monitors of one Prometheus. */
export const checkTwice: Check = ({ edges }) => {
  const seen = new Map<string, Set<Edge>>();
  for (const edge of edges) {
    for (const target of edge.prometheus ? keptOf(edge) : []) {
      const key = JSON.stringify([
        nameOf(edge.prometheus!),
        target.pod && nameOf(target.pod.workload),
        target.address,
        target.path,
        Object.entries(target.job.params).sort(),
      ]);
      seen.set(key, (seen.get(key) ?? new Set()).add(edge));
    }
  }
  return [...new Map([...seen.values()].map(set => [...set]).filter(isTwice).map(same => {
    const [first] = same;
    const labels = same.map(edge => JSON.stringify(keptOf(edge)[0].labels));
    const found = problem(SCRAPED_TWICE, {
      what: `the port ${shown(first.port)} of ${nameOf(first.workload ?? first.service ?? first.job.monitor)}`,
      by: twice(same),
      isSame: new Set(labels).size === 1,
    }, ...same.map(({ job }) => job.monitor));
    return [found.finding.message, found] as const;
  })).values()];
};

/** Through several endpoints of monitors, or through one endpoint and several Services: for example a Service and its headless twin. */
function isTwice(same: readonly Edge[]): boolean {
  return new Set(same.map(({ job }) => job.name)).size > 1 || new Set(same.map(({ service }) => service)).size > 1;
}

/** The monitors. For a single monitor its endpoints, or the Services. */
function twice(same: readonly Edge[]): string[] {
  const monitors = [...new Set(same.map(({ job }) => nameOf(job.monitor)))].sort();
  const services = [...new Set(same.flatMap(({ service }) => service ? [nameOf(service)] : []))].sort();
  if (new Set(same.map(({ job }) => job.name)).size === 1) { return services.map(service => `${monitors[0]}, by ${service}`); }
  return monitors.length > 1 ? monitors : [...new Set(same.map(({ job }) => `${monitors[0]}, endpoint ${job.endpoint}`))].sort();
}

/** A monitor whose own relabelings drop all of its targets: one line for everything that one step drops. */
export const checkDropped: Check = ({ edges }) => {
  const groups = new Map<string, { readonly edge: Edge; readonly names: Set<string> }>();
  const ownerOf = ({ prometheus, job }: Edge) => `${prometheus ? nameOf(prometheus) : ''} ${job.name}`;
  // an endpoint that keeps some of its targets filters on purpose
  const keeping = new Set(edges.filter(each => keptOf(each).length > 0).map(ownerOf));
  for (const edge of edges.filter(each => keptOf(each).length === 0 && !keeping.has(ownerOf(each)) && !maySelectElsewhere(each))) {
    const { job, service, workload, targets: [{ droppedBy }] } = edge;
    const key = `${job.name} ${droppedBy}`;
    const group = groups.get(key) ?? { edge, names: new Set<string>() };
    groups.set(key, group);
    group.names.add(nameOf(workload ?? service ?? job.monitor));
  }
  return [...groups.values()].map(({ edge: { job, targets: [{ droppedBy, address }] }, names }) => {
    const monitor = nameOf(job.monitor);
    if (droppedBy >= 0) {
      return problem(ALL_DROPPED, { monitor, what: listed([...names].sort(), 2), step: stepText(job.relabelings[droppedBy]) }, job.monitor);
    }
    return problem(NO_ADDRESS, { monitor, address }, job.monitor);
  });
};

/** Whether a step filters objects that are elsewhere, in a monitor that selects all namespaces and that no known Prometheus selects. */
function maySelectElsewhere({ prometheus, job: { monitor }, targets: [{ droppedBy }] }: Edge): boolean {
  return prometheus === undefined && droppedBy >= 0 && monitor.spec.namespaceSelector?.any === true;
}

/** Exporters of series about other objects, with the labels of these: by image or by path. */
const SPEAKERS: readonly {
  readonly what: string; readonly labels: readonly string[]; readonly isOne: (edge: Edge, image: string) => boolean;
}[] = [
  {
    what: 'a Prometheus, by /federate', labels: ['job', 'instance', 'namespace', 'pod'], isOne: ({ job }) => job.path.endsWith('/federate'),
  },
  {
    what: 'kube-state-metrics',
    labels: ['namespace', 'pod', 'container', 'service', 'node'],
    isOne: (edge, image) => /(^|\/)kube-state-metrics(:|@|$)/.test(image) && !/telemetry|self/.test(edge.port) && !hasOwnSeriesAlone(edge),
  },
  { what: 'a Pushgateway', labels: ['job', 'instance'], isOne: (_, image) => /(^|\/)pushgateway(:|@|$)/.test(image) },
];

/** For custom resources, kube-state-metrics exposes only the labels in its configuration. */
function hasOwnSeriesAlone({ workload }: Edge): boolean {
  return listOf(workload && podSpecOf(workload)?.containers).some(({
    args, command,
  }) => [...listOf(command), ...listOf(args)].some(each => /^--custom-resource-state-only(=true)?$/.test(String(each))));
}

/** Labels of the target that hide those of the series: they become `exported_namespace`. */
export const checkHonorLabels: Check = ({ edges }) => edges.flatMap(edge => {
  const [target] = keptOf(edge);
  const speaker = target && !edge.job.honorLabels
    ? SPEAKERS.find(({ isOne }) => isOne(edge, target.discovered.get('__meta_kubernetes_pod_container_image')))
    : undefined;
  const hidden = speaker?.labels.filter(label => target.labels![label] !== undefined) ?? [];
  return hidden.length === 0 ? [] : [problem(HONOR_LABELS, {
    monitor: nameOf(edge.job.monitor), what: speaker!.what, hidden, isOverridden: edge.prometheus?.spec.overrideHonorLabels === true,
  }, edge.job.monitor)];
});

/** The number of samples of third-party targets is unknown. */
export const checkSampleLimits: Check = (
  { edges },
) => edges.filter(edge => edge.prometheus && edge.job.sampleLimit === undefined && isExternal(edge) && keptOf(edge).length > 0)
  .map(({ job, service }) => problem(
    NO_SAMPLE_LIMIT, { monitor: nameOf(job.monitor), what: service ? nameOf(service) : 'the given addresses' }, job.monitor,
  ));

/** Explicit endpoints, except those of nodes and the control plane, and static addresses of a ScrapeConfig. */
function isExternal({ job, service, workload, targets: [{ discovered }] }: Edge): boolean {
  if (workload || job.monitor.kind === 'Probe') { return false; }
  if (!service) { return job.discoveries.some(({ kind }) => kind === 'static'); }
  const isOfNodes = discovered.get('__meta_kubernetes_endpoint_address_target_kind') === 'Node'
    || discovered.get('__meta_kubernetes_endpointslice_address_target_kind') === 'Node';
  return !isImplied(service) && !isOfNodes && service.metadata.namespace !== 'kube-system'
    && Object.keys(textsOf(service.spec.selector)).length === 0;
}
