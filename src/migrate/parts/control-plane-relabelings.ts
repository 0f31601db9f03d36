import { Collected, Patch, add, isTemplate } from './collected';
import { DROPPED, JobRow, KUBELET, METRICS_PATH } from './control-plane-data';
import { MONITOR_PATCH } from './control-plane-objects';
import { isEmpty, isMap } from '../../values/json';

/** Two lists of relabelings of a job. */
export interface RelabelingLists {
  /** Paths of the values: relabelings of targets and of samples. */
  readonly targets: string;
  readonly samples: string;
  /** The endpoints with them, as JSON pointers. */
  readonly endpoints: readonly string[];
}

/** Changes of a ServiceMonitor: relabelings of targets, then of samples. */
export function relabelingPatches(found: Collected, row: JobRow, lists: RelabelingLists): Patch[] {
  return [...targetPatches(found, row, lists), ...samplePatches(found, lists)];
}

const isList = (value: unknown): value is readonly object[] => Array.isArray(value) && value.every(isMap);

/** They are appended to the relabelings of the construct. */
function targetPatches(found: Collected, row: JobRow, { targets, endpoints }: RelabelingLists): Patch[] {
  const patches: Patch[] = [];
  const usual = [[], ...row === KUBELET ? [METRICS_PATH] : []];
  found.value(targets, usual, value => {
    if (!isList(value)) { return undefined; }
    for (const endpoint of endpoints) {
      const path = `${endpoint}/relabelings`;
      patches.push(...row.hasRelabelings ? value.map(each => add(`${path}/-`, each)) : [add(path, value)]);
    }
    return MONITOR_PATCH;
  });
  return patches;
}

/** The construct has no metric relabelings. */
function samplePatches(found: Collected, { samples, endpoints }: RelabelingLists): Patch[] {
  const given = found.given(samples);
  const usual = Object.hasOwn(DROPPED, samples) ? DROPPED[samples] : [];
  const wanted = given === undefined ? usual : given;
  // the chart's metric relabelings of the API server are only in its first path
  const changed = given === undefined ? endpoints.slice(0, 1) : endpoints;
  const hasPatches = isList(wanted) && wanted.length > 0 && !isTemplate(wanted);
  if (usual.length > 0 && given !== undefined && isEmpty(given)) {
    found.result(samples, 'mapped', 'nothing is dropped');
  } else {
    found.value(samples, [[]], value => isList(value) ? MONITOR_PATCH : undefined);
  }
  return hasPatches ? changed.map(endpoint => add(`${endpoint}/metricRelabelings`, wanted)) : [];
}
