import { kubeStateMetricsIn } from './exporters';
import { Graph, keptOf } from './graph';
import { nameOf } from './manifest';
import { ComponentVersion } from '../versions/component-version';
import { CountingParts, DisruptionLimit, disruptionLimits } from '../versions/disruption-limits';

/** What a kube-state-metrics that is here does not show of disruptions: facts of its version, and no problems. */
export interface DisruptionLimits {
  readonly object: string;
  readonly version: string;
  readonly limits: readonly DisruptionLimit[];
}

/** By the label `job` or the name of the Service. */
const PARTS: { readonly [part in keyof CountingParts]: RegExp } = {
  apiServer: /^(kube-)?apiserver$|^kubernetes$/,
  scheduler: /kube-scheduler/,
  controllerManager: /kube-controller-manager/,
  kubelet: /kubelet$/,
};

/** Of each kube-state-metrics whose image states a version. */
export function disruptionLimitsOf(graph: Graph): DisruptionLimits[] {
  const found = kubeStateMetricsIn(graph.world);
  const scraped = found.length === 0 ? undefined : scrapedParts(graph);
  return found.flatMap(({ object, version: text }) => {
    if (text === undefined || !scraped) { return []; }
    const { version } = ComponentVersion.parse('kubeStateMetrics', 'version', text);
    const limits = disruptionLimits(version, scraped);
    return limits.length === 0 ? [] : [{ object: nameOf(object), version: version.text, limits }];
  });
}

function scrapedParts({ edges }: Graph): CountingParts {
  const names = new Set(edges.flatMap(edge => [
    ...edge.service ? [edge.service.metadata.name] : [],
    ...keptOf(edge).flatMap(({ labels }) => labels?.job ?? []),
  ]));
  const isScraped = (part: keyof CountingParts) => [...names].some(name => PARTS[part].test(name));
  return {
    apiServer: isScraped('apiServer'),
    scheduler: isScraped('scheduler'),
    controllerManager: isScraped('controllerManager'),
    kubelet: isScraped('kubelet'),
  };
}
