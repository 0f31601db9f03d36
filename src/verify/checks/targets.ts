import { LabelSet } from '../../scrape/label-set';
import { relabel } from '../../scrape/relabeling';
import { Edge, keptOf } from '../../scrape-graph/graph';
import { Labels } from '../../scrape-graph/manifest';
import { isUnknown, withoutUnknown } from '../../scrape-graph/targets/pods';
import { Target, unknownDiscoveries } from '../../scrape-graph/targets/targets';
import { finding, Finding, shown } from '../../validation/rule';
import { escapedPattern } from '../../values/texts';
import { countOf, Expected, titleOf } from '../expected';
import { ActiveTarget, DroppedTarget, Reality, SeenJob } from '../reality';
import { DOWN, DROPPED, NO_TARGET, OTHER_LABELS, TOO_FEW } from '../rules';
import { whyDown } from '../why-down';

/**
 * Targets that are missing, dropped, down, too few, or with other labels. Jobs that are missing in the configuration are reported
 * elsewhere.
 */
export function compareTargets({ edges, shards }: Expected, { targets, config }: Reality): Finding[] {
  if (!targets) { return []; }
  const jobs = new Map(config?.jobs.map(job => [job.name, job]));
  const [active, dropped] = [byPool(targets.active), byPool(targets.dropped)];
  return edges.filter(({ job }) => !config || jobs.has(job.name)).flatMap(edge => {
    const own = (active.get(edge.job.name) ?? []).filter(each => isOf(edge, each.discovered));
    const all = dropped.get(edge.job.name) ?? [];
    const same = all.filter(each => isOf(edge, each.discovered));
    // a port with another name is dropped by name
    const out = same.length > 0 ? same : all.filter(each => isOfService(edge, each.discovered));
    const hidden = (targets.droppedCounts.get(edge.job.name) ?? 0) - all.length;
    return checkEdge(edge, { active: own, dropped: out, hidden, job: jobs.get(edge.job.name), isOneOfSeveral: shards > 1 });
  });
}

function byPool<T extends { readonly pool: string }>(all: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>();
  for (const each of all) { found.set(each.pool, [...found.get(each.pool) ?? [], each]); }
  return found;
}

interface PoolTargets {
  readonly active: readonly ActiveTarget[];
  readonly dropped: readonly DroppedTarget[];
  /** How many more are dropped than Prometheus lists. */
  readonly hidden: number;
  readonly job?: SeenJob;
  /** Another shard may have what this one lacks. */
  readonly isOneOfSeveral: boolean;
}

function checkEdge(edge: Edge, { active, dropped, hidden, job, isOneOfSeveral }: PoolTargets): Finding[] {
  const [what, kept] = [titleOf(edge), keptOf(edge)];
  if (kept.length === 0) { return []; }
  if (active.length === 0) {
    if (isOneOfSeveral) { return []; }
    const [first] = dropped;
    if (!first) { return [finding(NO_TARGET, { what, job: edge.job.name, why: whyNothing(edge, hidden) })]; }
    return [finding(DROPPED, { what, job: edge.job.name, step: stepThatDrops(first.discovered, job) })];
  }
  const expected = countOf(edge);
  return [
    ...active.length < expected && !isOneOfSeveral ? [finding(TOO_FEW, { what, found: active.length, expected })] : [],
    ...downIn(what, active),
    ...otherLabels(edge, kept, active),
  ];
}

/** The labels that identify an endpoint of a Service, a pod, or an address. */
const IDENTITY = [
  '__meta_kubernetes_namespace', '__meta_kubernetes_service_name', '__meta_kubernetes_endpoint_port_name',
  '__meta_kubernetes_endpointslice_port_name',
  '__meta_kubernetes_pod_container_port_name', '__meta_kubernetes_ingress_name',
];

function isOf(edge: Edge, discovered: Labels): boolean {
  return edge.targets.some(({ discovered: predicted }) => {
    const isSame = IDENTITY.every(name => predicted.get(name) === '' || predicted.get(name) === (discovered[name] ?? ''));
    const isStatic = predicted.get('__meta_kubernetes_namespace') === '';
    return isSame && isOfPod(edge, discovered) && (!isStatic || predicted.get('__address__') === discovered.__address__);
  });
}

function isOfService({ service }: Edge, discovered: Labels): boolean {
  return service !== undefined && discovered.__meta_kubernetes_service_name === service.metadata.name
    && discovered.__meta_kubernetes_namespace === service.metadata.namespace;
}

/** Pods of one workload. One Service may have two workloads behind it. */
function isOfPod({ workload, targets: [first] }: Edge, discovered: Labels): boolean {
  const pod = discovered.__meta_kubernetes_pod_name;
  if (!workload || !first.pod || pod === undefined || workload.kind === 'Pod') { return true; }
  return pod === workload.metadata.name || pod.startsWith(`${workload.metadata.name}-`);
}

function whyNothing({ job, service }: Edge, hidden: number): string {
  if (hidden > 0) {
    return `a relabeling drops ${hidden} targets of the job, which are not listed: raise "keepDroppedTargets" to list them`;
  }
  if (unknownDiscoveries(job).length > 0) { return 'its service discovery finds no target'; }
  const { metadata: { namespace = '', name } } = service ?? job.monitor;
  const command = service
    ? `kubectl get endpointslices -n ${namespace} -l kubernetes.io/service-name=${name}`
    : `kubectl get pods -n ${namespace}`;
  return `no target is discovered: no pod is ready, or Prometheus has no permission to list them; run "${command}"`;
}

/** The step in the loaded configuration. */
function stepThatDrops(discovered: Labels, job: SeenJob | undefined): string {
  if (!job) { return 'a relabeling'; }
  const at = relabel(new LabelSet(discovered).changeable({ job: job.name }), job.relabelings);
  return at < 0 ? 'a relabeling, or because its address is empty' : JSON.stringify(job.relabelings[at]);
}

/** One finding for each cause: many pods may be down for the same one. */
function downIn(what: string, active: readonly ActiveTarget[]): Finding[] {
  const causes = new Map<string, { readonly urls: string[]; readonly error: string }>();
  for (const { health, error, url } of active) {
    if (health !== 'down') { continue; }
    const why = whyDown(error);
    const cause = causes.get(why) ?? { urls: [], error: withoutSecrets(error) };
    causes.set(why, cause);
    cause.urls.push(withoutSecrets(url));
  }
  return [...causes].map(([why, { urls, error }]) => finding(DOWN, { what, urls, why, error }));
}

/** User and password of a URL. */
export function withoutSecrets(text: string): string {
  return text.replace(/\/\/[^/@\s]*@/g, '//***@').replace(/([?&][^=&\s]*(?:token|secret|password|key)[^=&\s]*=)[^&\s"]*/gi, '$1***');
}

/** Labels that differ from those of the manifests. Unknown values of the manifests match anything. */
function otherLabels(edge: Edge, kept: readonly Target[], active: readonly ActiveTarget[]): Finding[] {
  const differences = new Set<string>();
  for (const { labels, discovered } of active) {
    const each = kept.map(target => differencesOf(asSeenOn(discovered, target), labels));
    const [least] = each.sort((a, b) => a.length - b.length);
    for (const difference of least) { differences.add(difference); }
  }
  return differences.size === 0 ? [] : [finding(OTHER_LABELS, { what: titleOf(edge), differences: [...differences].sort() })];
}

/** The manifests show the first pod of a StatefulSet. Labels of other pods contain their name and number. */
function asSeenOn({ __meta_kubernetes_pod_name: seen = '' }: Labels, { pod, labels = {} }: Target): Labels {
  const [, base] = /^(.+)-0$/.exec(pod?.name ?? '') ?? [];
  const number = base !== undefined && seen.startsWith(`${base}-`) ? seen.slice(base.length + 1) : '';
  if (!/^\d+$/.test(number)) { return labels; }
  const first = new RegExp(`(?<![\\w-])${escapedPattern(`${base}-0`)}(?![\\w-])`, 'g');
  const isIndex = (name: string, value: string) => value === '0' && /index|ordinal/.test(name);
  return Object.fromEntries(Object.entries(labels)
    .map(([name, value]) => [name, isIndex(name, value) ? number : value.replace(first, seen)]));
}

function differencesOf(predicted: Labels, found: Labels): string[] {
  const names = [...new Set([...Object.keys(predicted), ...Object.keys(found)])];
  return names.flatMap(name => {
    const [wanted, is] = [predicted[name], found[name]];
    if (wanted === is || wanted !== undefined && is !== undefined && !isKnown(wanted)) { return []; }
    if (is === undefined) { return isKnown(wanted) ? [`${name} is missing, not ${JSON.stringify(wanted)}`] : []; }
    return wanted === undefined ? [`${name} is ${shown(is)}, but must not be set`] : [`${name} is ${shown(is)}, not ${shown(wanted)}`];
  });
}

function isKnown(value: string): boolean {
  return !isUnknown(value) && withoutUnknown(value) === value;
}
