import { CompatibleSeries } from './series';
import { CONTAINER, ofContainers, onNode } from '../groups/resources';

const memory = (kind: string): CompatibleSeries => ({
  name: `node_namespace_pod_container:container_memory_${kind}`,
  count: 1,
  per: 'container',
  needs: ['kubelet', 'kubeStateMetrics'],
  records: [{ expr: context => `${ofContainers(`container_memory_${kind}`, context)} ${onNode(context)}` }],
});

/** For pods that are pending or running, with the labels of kube-state-metrics. */
const active = (resource: 'cpu' | 'memory', kind: 'requests' | 'limits'): CompatibleSeries => ({
  name: `cluster:namespace:pod_${resource}:active:kube_pod_container_resource_${kind}`,
  count: 1,
  per: 'container',
  needs: ['kubeStateMetrics'],
  records: [{
    expr: ({
      ksm, on, once,
    }) => `kube_pod_container_resource_${kind}{${ksm},resource="${resource}"} * ${on('namespace', 'pod')} group_left () `
      + once(`kube_pod_status_phase{${ksm},phase=~"Pending|Running"} == 1`, 'namespace', 'pod'),
  }],
});

export const CONTAINERS: readonly CompatibleSeries[] = [
  {
    name: 'node_namespace_pod_container:container_cpu_usage_seconds_total:sum_irate',
    count: 1,
    per: 'container',
    needs: ['kubelet', 'kubeStateMetrics'],
    records: [
      {
        expr: context => `sum ${context.by(...CONTAINER)} (irate(${ofContainers(
          'container_cpu_usage_seconds_total', context,
        )}[5m])) ${onNode(context)}`,
      },
    ],
  },
  ...['rss', 'cache', 'swap'].map(memory),
  ...(['cpu', 'memory'] as const).flatMap(resource => (['requests', 'limits'] as const).map(kind => active(resource, kind))),
  {
    name: 'node_namespace_pod:kube_pod_info:',
    count: 1,
    per: 'pod',
    needs: ['kubeStateMetrics'],
    // while a pod of a StatefulSet moves there are two, and a join needs one
    records: [
      {
        expr: ({
          ksm, by, once,
        }) => `topk ${by('namespace', 'pod')} (1, ${once(`kube_pod_info{${ksm},node!=""}`, 'node', 'namespace', 'pod')})`,
      },
    ],
  },
];
