import { Chart } from 'cdk8s';

/** Kinds in the order in which they are needed by those that follow; custom resources are last. */
const ORDER = [
  ['Namespace'],
  ['CustomResourceDefinition'],
  ['PriorityClass', 'StorageClass'],
  ['ServiceAccount'],
  ['ClusterRole', 'Role'],
  ['ClusterRoleBinding', 'RoleBinding'],
  ['NetworkPolicy', 'PodDisruptionBudget', 'ConfigMap', 'Secret', 'Service', 'Endpoints', 'EndpointSlice', 'PersistentVolumeClaim'],
  ['DaemonSet', 'Deployment', 'StatefulSet', 'ReplicaSet', 'Pod', 'Job', 'CronJob'],
];

const ordered = new WeakSet<Chart>();

/**
 * The documents of a chart come out in the order in which they can be applied, those of one rank as they were made. It is done by wrapping the chart's
 * `toJson`, the one way on which cdk8s writes several documents into one file: dependency edges would cost exponential time. A chart that has
 * edges of its own is left alone.
 */
export function inApplyOrder(chart: Chart): void {
  if (ordered.has(chart)) { return; }
  ordered.add(chart);
  const render = chart.toJson.bind(chart);
  chart.toJson = () => {
    const documents = render();
    return chart.node.findAll().some(({ node }) => node.dependencies.length > 0) ? documents : sortForApply(documents);
  };
}

export function sortForApply<T extends { readonly kind: string }>(documents: readonly T[]): T[] {
  return ORDER.map(kinds => documents.filter(({ kind }) => kinds.includes(kind)))
    .concat([documents.filter(({ kind }) => !ORDER.flat().includes(kind))])
    .flat();
}
