import { ComponentVersion } from './component-version';

/** Disruptions that kube-state-metrics does not show, and alternatives. */
export interface DisruptionLimit {
  readonly what: string;
  readonly cure: string;
}

/** Whether the parts of Kubernetes that count disruptions are scraped. */
export interface CountingParts {
  readonly apiServer: boolean;
  readonly scheduler: boolean;
  readonly controllerManager: boolean;
  readonly kubelet: boolean;
}

const from = (release: string) => `use kube-state-metrics ${release} or newer`;

/**
 * The disruptions that are not visible, or not by pod name, with a version of kube-state-metrics and other scraped components. The rules of
 * this library use everything that exists. docs/how-to/karpenter.md has a table of all versions.
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
