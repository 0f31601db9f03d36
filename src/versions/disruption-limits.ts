import { ComponentVersion } from './component-version';

/** What kube-state-metrics does not show of disruptions, and what helps. */
export interface DisruptionLimit {
  readonly what: string;
  readonly cure: string;
}

/** Whether the parts of Kubernetes are scraped that count disruptions. */
export interface CountingParts {
  readonly apiServer: boolean;
  readonly scheduler: boolean;
  readonly controllerManager: boolean;
  readonly kubelet: boolean;
}

const from = (release: string) => `use kube-state-metrics ${release} or newer`;

/**
 * The disruptions that are not visible, or not by the name of the pod, with a version of kube-state-metrics and what else is scraped. The
 * rules of this library read all of it that is there. docs/how-to/karpenter.md has a table of all versions.
 */
export function disruptionLimits(version: ComponentVersion<'kubeStateMetrics'>, scraped: CountingParts): DisruptionLimit[] {
  const hasCondition = version.has('podDisruptionReason');
  const hasReasons = version.has('podPreemptionReason');
  const evictions = scraped.apiServer
    ? { what: 'Evicted pods are visible by name only if their node is drained', cure: `${from('2.20')}; the API server counts the others` }
    : { what: 'Evicted pods are not visible', cure: `scrape the API server, or ${from('2.20')}` };
  return [
    ...hasCondition ? [] : [evictions],
    ...hasReasons || scraped.scheduler ? [] : [
      { what: 'Pods that the scheduler preempts are not visible', cure: `scrape the scheduler, or ${from('2.19')}` },
    ],
    ...hasReasons || scraped.kubelet ? [] : [
      { what: 'Pods that end when their node shuts down are not visible', cure: `scrape the kubelets, or ${from('2.19')}` },
    ],
    ...hasCondition || scraped.controllerManager ? [] : [
      { what: 'Pods that the taint manager deletes are not visible', cure: `scrape the controller manager, or ${from('2.20')}` },
    ],
    ...scraped.controllerManager ? [] : [{
      what: 'Pods that the pod garbage collector deletes are visible only if several disappear together with a node that was not drained',
      cure: 'scrape the controller manager, which counts them',
    }],
  ];
}
