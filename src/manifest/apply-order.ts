import { Chart } from 'cdk8s';
import { Attached } from '../values/attached';

/** Kinds in the order of dependencies. Custom resources come after them. */
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

/**
 * Last: until their pods are ready, webhooks reject or delay what comes after them, and an API without a server breaks discovery for all.
 */
const LAST = ['APIService', 'MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'];

/** The charts whose documents are sorted, and their `toJson`. Undefined if something else wraps it as well. */
const ordered = new Attached<Chart, (() => unknown[]) | undefined>();

/**
 * Sorts the documents of a chart into the order in which they can be applied; documents of the same rank keep their order. This wraps the
 * chart's `toJson`, the only way in which cdk8s writes several documents to one file: dependency edges would take exponential time. A chart
 * with its own edges is unchanged.
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

/** Whether the documents of a chart are sorted, and not changed in any other way. */
export function isInApplyOrder(chart: Chart): boolean {
  return ordered.get(chart) === chart.toJson;
}

const RANKS = new Map([...ORDER, [], LAST].flatMap((kinds, rank) => kinds.map(kind => [kind, rank] as const)));

export function sortForApply<T extends { readonly kind: string }>(documents: readonly T[]): T[] {
  const ranks = Array.from({ length: ORDER.length + 2 }, (): T[] => []);
  for (const document of documents) { ranks[RANKS.get(document.kind) ?? ORDER.length].push(document); }
  return ranks.flat();
}
