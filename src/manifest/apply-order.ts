import { Chart } from 'cdk8s';

/** Kinds in the order in which they are needed by those that follow; custom resources come after them. */
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

/** Last: until the pods that they ask are ready they reject or delay what comes after them, and an API without a server fails the discovery of all. */
const LAST = ['APIService', 'MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'];

/** The charts whose documents come out in order, and the function by which they do; undefined if that is not all that is done with them. */
const ordered = new WeakMap<Chart, (() => unknown[]) | undefined>();

/**
 * The documents of a chart come out in the order in which they can be applied, those of one rank as they were made. It is done by wrapping the chart's
 * `toJson`, the one way on which cdk8s writes several documents into one file: dependency edges would cost exponential time. A chart that has
 * edges of its own is left alone.
 */
export function inApplyOrder(chart: Chart): void {
  if (ordered.has(chart)) { return; }
  const isStock = chart.toJson === Chart.prototype.toJson;
  const render = chart.toJson.bind(chart);
  const inOrder = () => {
    const documents = render();
    return chart.node.findAll().some(({ node }) => node.dependencies.length > 0) ? documents : sortForApply(documents);
  };
  chart.toJson = inOrder;
  ordered.set(chart, isStock ? inOrder : undefined);
}

/** Whether the documents of a chart are sorted, and nothing else is done with them. */
export function isInApplyOrder(chart: Chart): boolean {
  return ordered.get(chart) === chart.toJson;
}

const RANKS = new Map([...ORDER, [], LAST].flatMap((kinds, rank) => kinds.map(kind => [kind, rank] as const)));

export function sortForApply<T extends { readonly kind: string }>(documents: readonly T[]): T[] {
  const ranks = Array.from({ length: ORDER.length + 2 }, (): T[] => []);
  for (const document of documents) { ranks[RANKS.get(document.kind) ?? ORDER.length].push(document); }
  return ranks.flat();
}
