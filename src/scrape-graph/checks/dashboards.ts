import { Check, problem } from './problem';
import { labelsText } from '../../admission/cluster/selection';
import { podSpecOf } from '../../validation/workload';
import { ClusterState } from '../cluster-state';
import { Labels, listOf, Manifest, nameOf, textOf } from '../manifest';
import { BOARD_NOT_READ } from '../rules';

/** A sidecar of Grafana that reads ConfigMaps with a label. */
interface Sidecar {
  readonly workload: Manifest;
  readonly label: string;
  /** Empty: any. */
  readonly value: string;
  /** Undefined: all. */
  readonly namespaces: readonly (string | undefined)[] | undefined;
}

/** Dashboards with the label of a sidecar that no sidecar reads. */
export const checkBoards: Check = ({ world }) => {
  const sidecars = sidecarsIn(world);
  if (sidecars.length === 0) { return []; }
  return world.ofKind('ConfigMap').flatMap(board => {
    const labels: Labels = board.metadata.labels ?? {};
    const [first] = sidecars.filter(({ label }) => labels[label] !== undefined);
    if (!first || sidecars.some(each => reads(each, board))) { return []; }
    const isLabelled = first.value === '' || labels[first.label] === first.value;
    const why = isLabelled
      ? `it reads only namespace ${(first.namespaces ?? []).join(', ')}`
      : `it requires the label ${first.label}=${first.value}; the labels are ${labelsText(labels)}`;
    return [problem(BOARD_NOT_READ, { board: nameOf(board), sidecar: nameOf(first.workload), why }, board)];
  });
};

function reads({ label, value, namespaces }: Sidecar, { metadata: { labels = {}, namespace } }: Manifest): boolean {
  return labels[label] !== undefined && (value === '' || labels[label] === value)
    && (namespace === undefined || namespaces === undefined || namespaces.includes(namespace));
}

function sidecarsIn(world: ClusterState): Sidecar[] {
  return world.manifests.flatMap(workload => [
    ...listOf(podSpecOf(workload)?.containers), ...listOf(podSpecOf(workload)?.initContainers),
  ].flatMap((container): Sidecar[] => {
    if (!/(^|\/)k8s-sidecar(:|@|$)/.test(textOf(container?.image))) { return []; }
    const env = new Map(listOf(container.env).map(each => [String(each?.name), each?.value]));
    const [label, value, resource, where] = ['LABEL', 'LABEL_VALUE', 'RESOURCE', 'NAMESPACE'].map(name => textOf(env.get(name)));
    if (label === '' || resource === 'secret' || workload.metadata.namespace === undefined) { return []; }
    const listed = where === '' ? [workload.metadata.namespace] : where.split(',').map(name => name.trim());
    const namespaces = where === 'ALL' ? undefined : listed;
    return [{ workload, label, value, namespaces }];
  }));
}
