import { kubeStateMetricsIn } from './exporters';
import { Graph, keptOf } from './graph';
import { listOf, Manifest, nameOf } from './manifest';
import { podSpecOf } from '../validation/workload';
import { ComponentVersion } from '../versions/component-version';
import { CountingParts, DisruptionLimit, disruptionLimits } from '../versions/disruption-limits';

/** Disruptions that a known kube-state-metrics does not show: facts of its version, not problems. */
export interface DisruptionLimits {
  readonly object: string;
  readonly version: string;
  readonly limits: readonly DisruptionLimit[];
}

/** By the label `job`: the name of the Service or the monitor. */
const PARTS: { readonly [part in keyof CountingParts]: RegExp } = {
  apiServer: /^(kube-)?apiserver$|^kubernetes$/,
  scheduler: /kube-scheduler/,
  controllerManager: /kube-controller-manager/,
  kubelet: /kubelet$/,
};

/** Without a Prometheus the scrapes are unknown: then a finding must hold with all of them. */
const EVERYTHING: CountingParts = { apiServer: true, scheduler: true, controllerManager: true, kubelet: true };

/** Every kube-state-metrics that collects pods, and whose image contains a version. */
export function disruptionLimitsOf(graph: Graph): DisruptionLimits[] {
  const found = kubeStateMetricsIn(graph.world).filter(({ object }) => showsPods(object));
  const scraped = found.length === 0 ? undefined : scrapedParts(graph);
  return found.flatMap(({ object, version: text }) => {
    if (text === undefined || !scraped) { return []; }
    const { version } = ComponentVersion.parse('kubeStateMetrics', 'version', text);
    const limits = disruptionLimits(version, scraped);
    return limits.length === 0 ? [] : [{ object: nameOf(object), version: version.text, limits }];
  });
}

/** Whether its arguments exclude pods. */
function showsPods(object: Manifest): boolean {
  const args = listOf(podSpecOf(object)?.containers).flatMap(container => [
    ...listOf(container?.command), ...listOf(container?.args),
  ].map(String));
  const values = (flag: string) => args.flatMap((argument, at) => {
    if (argument === flag) { return [args[at + 1] ?? '']; }
    return argument.startsWith(`${flag}=`) ? [argument.slice(flag.length + 1)] : [];
  });
  const [resources] = values('--resources');
  const isOfCustomResources = args.includes('--custom-resource-state-only') || values('--custom-resource-state-only').includes('true');
  return !isOfCustomResources && (resources === undefined || resources.split(',').map(name => name.trim()).includes('pods'));
}

function scrapedParts({ edges, jobs, prometheuses }: Graph): CountingParts {
  if (prometheuses.length === 0) { return EVERYTHING; }
  // a monitor without known targets: its Service may be in the cluster
  const names = new Set([...jobs.map(({ job }) => job.monitor.metadata.name), ...edges.flatMap(edge => [
    ...edge.service ? [edge.service.metadata.name] : [],
    ...keptOf(edge).flatMap(({ labels }) => labels?.job ?? []),
  ])]);
  const isScraped = (part: keyof CountingParts) => [...names].some(name => PARTS[part].test(name));
  return {
    apiServer: isScraped('apiServer'),
    scheduler: isScraped('scheduler'),
    controllerManager: isScraped('controllerManager'),
    kubelet: isScraped('kubelet'),
  };
}
