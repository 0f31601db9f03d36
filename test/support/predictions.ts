import { MONITOR_KINDS, whyNotSelected } from '../../src/admission/cluster/selection';
import { impliedBy, isImplied } from '../../src/scrape-graph/implied';
import { asManifests, Labels } from '../../src/scrape-graph/manifest';
import { jobsOf, shardsOf } from '../../src/scrape-graph/targets/scrape-jobs';
import { firstLabels, targetsOf } from '../../src/scrape-graph/targets/targets';
import { World } from '../../src/scrape-graph/world';

/** A target as `/api/v1/targets` shows it; one without labels is dropped. */
export interface Prediction {
  /** `serviceMonitor/shop/web/0#0`: the last is the shard. */
  readonly job: string;
  readonly discovered: Labels;
  readonly labels?: Labels;
  /** Those of others that became the same target: which of them is shown is chance. */
  readonly alsoFrom?: readonly Labels[];
}

/** What only a running cluster knows: it is left out on both sides. */
const UNKNOWABLE = [
  /_pod_uid$/, /^__meta_kubernetes_service_cluster_ip$/, /^__meta_kubernetes_endpointslice_name$/,
  // controllers write these on what they make
  /^__meta_kubernetes_(endpoints|endpointslice)_(label|annotation)(present)?_(endpoints|endpointslice|service)_kubernetes_io_/,
  /^__meta_kubernetes_node_annotation(present)?_node_alpha_kubernetes_io_ttl$/,
  // how samples are read, not what of
  /^__(convert_classic|always_scrape_classic|scrape_native)_/,
];

const isKnown = ([name]: [string, string]) => !UNKNOWABLE.some(pattern => pattern.test(name));
const known = (labels: Labels): Labels => Object.fromEntries(Object.entries(labels).filter(isKnown).sort(([a], [b]) => a < b ? -1 : 1));

/** In one order; where chance decides, by the first in it. */
export function normalized(all: readonly Prediction[]): Prediction[] {
  return all.map(({ job, discovered, labels, alsoFrom = [] }) => ({
    job, discovered: known(discovered), ...labels && { labels: known(labels) }, ...alsoFrom.length > 0 && { alsoFrom: alsoFrom.map(known) },
  }))
    .sort((a, b) => JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
}

/** All targets of all jobs of the Prometheus of these objects. */
export function predict(objects: readonly object[]): Prediction[] {
  const manifests = asManifests(objects);
  const world = new World([...manifests, ...impliedBy(manifests)]);
  const [prometheus] = world.ofKind('Prometheus');
  const monitors = Object.entries(MONITOR_KINDS).flatMap(([kind, field]) => world.ofKind(kind)
    .filter(monitor => whyNotSelected(prometheus, monitor, field, world.namespaces) === undefined));
  return normalized(Array.from({ length: shardsOf(prometheus) }, (_, shard) => monitors.flatMap(monitor => jobsOf(prometheus, monitor, shard).flatMap(job =>
    // the pods that the operator makes have no node here, and no address; the apiserver is nobody's
    targetsOf(job, prometheus, world, { all: true }).filter(({ pod, service }) => !(pod && isImplied(pod.workload)) && service?.metadata.namespace !== 'default').map(({ discovered, labels, alsoFrom }): Prediction => {
      const first = firstLabels(job, prometheus);
      return { job: `${job.name}#${shard}`, discovered: { ...first, ...discovered.all() }, ...labels && { labels }, alsoFrom: alsoFrom.map(each => ({ ...first, ...each.all() })) };
    })))).flat());
}

/** What was seen, where chance has decided as the prediction has it. */
export function settled(seen: readonly Prediction[], predicted: readonly Prediction[]): { readonly seen: Prediction[]; readonly predicted: Prediction[] } {
  const text = (value: unknown) => JSON.stringify(value);
  const open = predicted.filter(({ alsoFrom }) => alsoFrom);
  const all = seen.map(each => {
    const same = each.labels && open.find(other => other.job === each.job && text(other.labels) === text(each.labels)
      && other.alsoFrom!.some(labels => text(labels) === text(each.discovered)));
    return same ? { ...each, discovered: same.discovered } : each;
  });
  return { seen: normalized(all), predicted: normalized(predicted.map(({ alsoFrom: _, ...each }) => each)) };
}
