import { AlertCase, api, GROWS, Input, ksm, ON, POD } from '../alert-case';

const disrupted = (reason: string, from: string): Input => ({
  [ksm('kube_pod_status_disruption_reason', `${POD},uid="u",reason="${reason}"`)]: from, [ksm('up', 'instance="ksm:8080"')]: ON,
});
/** Sixty pods at once. */
const many = (count: number): Input => ({
  ...Object.fromEntries(Array.from({ length: count }, (_, i) => [ksm('kube_pod_status_disruption_reason', `namespace="shop",pod="p${i}",uid="u${i}",reason="EvictionByEvictionAPI"`), `_x${20 + (i % 2)} 1x2`])),
  [ksm('up', 'instance="ksm:8080"')]: ON,
});

export const DISRUPTIONS: readonly AlertCase[] = [
  { alert: 'PodsDisrupted', at: '23m', fires: many(60), quiet: many(40) },
  { alert: 'PodsEndedByKubelet', at: '22m', fires: disrupted('TerminationByKubelet', '_x20 1x600'), quiet: disrupted('EvictionByEvictionAPI', '_x20 1x600') },
  { alert: 'PodsEndedByKubelet', what: 'one that failed long ago is not new', at: '22m', fires: disrupted('TerminationByKubelet', '_x20 1x600'), quiet: disrupted('TerminationByKubelet', '_x5 1x600') },
  { alert: 'PodsPreempted', at: '22m', fires: disrupted('PreemptionByScheduler', '_x20 1x600'), quiet: disrupted('TerminationByKubelet', '_x20 1x600') },
  { alert: 'PodsLostWithNode', at: '22m', fires: disrupted('DeletionByPodGC', '_x20 1x600'), quiet: disrupted('TerminationByKubelet', '_x20 1x600') },
  {
    alert: 'EvictionsBlocked',
    fires: { [api('apiserver_request_total', 'resource="pods",subresource="eviction",verb="POST",code="429"')]: GROWS, [api('up')]: ON },
    quiet: { [api('apiserver_request_total', 'resource="pods",subresource="eviction",verb="POST",code="201"')]: GROWS, [api('up')]: ON },
  },
];
