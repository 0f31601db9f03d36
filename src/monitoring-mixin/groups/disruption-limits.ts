import { Context } from '../definition';

/** What a setup cannot see of disruptions, and what helps. */
export interface Limit {
  /** The kind of disruption that is not seen, or not completely. */
  readonly what: string;
  readonly instead: string;
}

/**
 * What is not seen by name, or not at all, with this kube-state-metrics and these jobs. Dashboards show it. docs/how-to/karpenter.md has
 * a table of all versions.
 */
export function limitsOf({ kubeStateMetrics, jobs }: Context): Limit[] {
  const isNew = kubeStateMetrics.has('podDisruptionReason');
  const hasConditions = kubeStateMetrics.has('podPreemptionReason');
  const old = `kube-state-metrics ${kubeStateMetrics.text}`;
  return [
    ...isNew ? [] : [{
      what: `${old} does not show the condition DisruptionTarget, so that an evicted pod has a name only if its node is drained`,
      instead: jobs.apiServer === undefined ? 'scrape the API server, which counts evictions' : 'others only count; use 2.20 or newer',
    }],
    ...hasConditions || jobs.scheduler !== undefined ? [] : [
      { what: `${old} does not show preempted pods`, instead: 'scrape the scheduler' },
    ],
    ...hasConditions || jobs.kubelet !== undefined ? [] : [
      { what: `${old} does not show pods that end with the shutdown of their node`, instead: 'scrape the kubelets' },
    ],
    ...isNew || jobs.controllerManager !== undefined ? [] : [
      { what: `${old} does not show pods that the taint manager deletes`, instead: 'scrape the controller manager, or use 2.20 or newer' },
    ],
    ...jobs.controllerManager !== undefined ? [] : [
      { what: 'Pods that the pod garbage collector deletes are gone before a scrape', instead: 'scrape the controller manager' },
    ],
  ];
}
