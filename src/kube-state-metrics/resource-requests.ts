/**
 * The resources that kube-state-metrics needs for the size of the cluster: its memory contains the text of all metrics.
 * @see https://github.com/kubernetes/kube-state-metrics#resource-recommendation
 */
export function requestsFor(clusterNodes: number, shards: number): { cpu: string; memory: string } {
  const beyond = Math.ceil(Math.max(0, clusterNodes - 100) / Math.max(1, shards));
  return { cpu: `${100 + beyond}m`, memory: `${250 + 2 * beyond}Mi` };
}
