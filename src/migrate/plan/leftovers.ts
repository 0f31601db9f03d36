import { PlanObject } from './objects';
import { isMap } from '../../values/json';

/**
 * Fields of the chart that server-side apply leaves and the program does not set, as a merge patch that removes them. Undefined if there
 * are none.
 */
export function leftoversOf(chart: PlanObject, ours: PlanObject): object | undefined {
  const isCustom = chart.apiVersion.startsWith('monitoring.coreos.com/');
  if (!isCustom && chart.kind !== 'Service') { return undefined; }
  const labels = missing(chart.raw.metadata.labels, ours.raw.metadata.labels);
  const spec = isCustom
    ? missing(withoutStorage(chart.raw.spec), ours.raw.spec)
    : missing({ selector: chart.raw.spec?.selector }, ours.raw.spec);
  if (!labels && !spec) { return undefined; }
  return { ...labels && { metadata: { labels } }, ...spec && { spec } };
}

/** A changed claim creates another StatefulSet, so no patch touches it. */
function withoutStorage(spec: any): unknown {
  if (!isMap(spec)) { return spec; }
  const { storage, ...rest } = spec as any;
  return rest;
}

function missing(old: unknown, ours: unknown): object | undefined {
  if (!isMap(old)) { return undefined; }
  const patch: { [key: string]: unknown } = {};
  for (const [key, value] of Object.entries(old)) {
    if (value === null || value === undefined) { continue; }
    const own = isMap(ours) && Object.hasOwn(ours, key) ? (ours as any)[key] : undefined;
    if (own === undefined) { patch[key] = null; } else {
      const inner = isMap(own) ? missing(value, own) : undefined;
      if (inner) { patch[key] = inner; }
    }
  }
  return Object.keys(patch).length === 0 ? undefined : patch;
}

/**
 * How the volume of a custom resource differs. Undefined if it is the same. With another claim the operator creates another StatefulSet,
 * and a claim with another name is empty.
 */
export function storageDifference(chart: PlanObject, ours: PlanObject): string | undefined {
  const [before, after] = [chart, ours].map(({ raw }) => claimOf(raw.spec?.storage));
  const changed = Object.keys({ ...before, ...after }).filter(key => before[key] !== after[key]);
  return changed.length === 0
    ? undefined
    : changed.map(key => `${key} is ${after[key] ?? 'not set'}, in the release ${before[key] ?? 'not set'}`).join('; ');
}

function claimOf(storage: any): { readonly [field: string]: string | undefined } {
  const template = isMap(storage) ? storage.volumeClaimTemplate : undefined;
  if (!isMap(storage)) { return {}; }
  const of = (value: unknown) => value === undefined || value === null ? undefined : JSON.stringify(value);
  const { metadata, spec } = isMap(template) ? template as any : {} as any;
  return {
    name: of(metadata?.name),
    size: of(spec?.resources?.requests?.storage),
    storageClassName: of(spec?.storageClassName),
    accessModes: of(spec?.accessModes),
    selector: of(spec?.selector),
    emptyDir: of(storage.emptyDir),
    ephemeral: of(storage.ephemeral),
  };
}
