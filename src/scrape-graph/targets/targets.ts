import { discover, Discovered } from './discovery';
import { ScrapeJob } from './scrape-job';
import { matchesSelector } from '../../admission/cluster/label-selector';
import { LabelSet } from '../../scrape/label-set';
import { isFilter, passes, relabel, RelabelStep } from '../../scrape/relabeling';
import { DURATION_UNITS, millisecondsOf } from '../../values/durations';
import { ClusterState } from '../cluster-state';
import { Labels, Manifest, textOf, textsOf } from '../manifest';

/** A target as on the page Status, Targets of Prometheus. */
export interface Target {
  readonly job: ScrapeJob;
  /** The discovered labels. */
  readonly discovered: LabelSet;
  /** The discovered labels of duplicates of the same target. Prometheus shows an arbitrary one. */
  readonly alsoFrom: readonly LabelSet[];
  /** The labels of the target, which its series get. Undefined if a relabeling drops it. */
  readonly labels: Labels | undefined;
  /** Whether the monitor means this target, even if its own relabelings drop it. */
  readonly isOurs: boolean;
  /** The index of the relabeling that drops it, or -1. */
  readonly droppedBy: number;
  readonly address: string;
  readonly scheme: string;
  readonly path: string;
  readonly interval: string;
  readonly service?: Manifest;
  readonly pod?: Discovered['pod'];
}

export interface TargetOptions {
  /**
   * Whether to include targets that are dropped because they belong to something else. Otherwise only those that the monitor's own selector
   * matches.
   */
  readonly all?: boolean;
}

/** The targets of a job, without duplicates. */
export function targetsOf(job: ScrapeJob, prometheus: Manifest, world: ClusterState, { all = false }: TargetOptions = {}): Target[] {
  const services = all ? undefined : candidates(job.monitor, world);
  // the operator's first steps drop most discovered targets, which need no further work
  const gates = all ? [] : gatesOf(job.relabelings);
  const isLetThrough = ({ labels }: Discovered) => gates.every(step => passes(labels, step));
  const first = firstLabels(job, prometheus);
  const found = job.discoveries.flatMap(discovery => discover(discovery, world, services))
    .filter(isLetThrough)
    .map(discovered => targetOf(job, first, discovered));
  if (found.length < 2) { return found.map(({ target }) => target); }
  const once = new Map<string, Target>();
  for (const { target, kept } of found) {
    // a kept target is listed once; each dropped one is listed
    const key = kept ? JSON.stringify(Object.keys(kept).sort().map(name => [name, kept[name]])) : `dropped ${once.size}`;
    const same = once.get(key);
    once.set(key, same ? { ...same, alsoFrom: [...same.alsoFrom, target.discovered] } : target);
  }
  return [...once.values()];
}

/** The keep and drop steps before any label changes, except the first step of every job. */
function gatesOf([, ...steps]: readonly RelabelStep[]): readonly RelabelStep[] {
  const end = steps.findIndex(step => !isFilter(step));
  return end < 0 ? steps : steps.slice(0, end);
}

/**
 * The Services that can match a ServiceMonitor's selector. Undefined if that cannot be decided in advance. A value with a dot is a pattern,
 * in which the dot matches any character.
 */
function candidates(monitor: Manifest, world: ClusterState): ReadonlySet<Manifest> | undefined {
  const plain = Object.entries(textsOf(monitor.spec.selector?.matchLabels)).filter(([, value]) => /^[\w-]+$/.test(value));
  if (monitor.kind !== 'ServiceMonitor' || plain.length === 0) { return undefined; }
  const rarest = plain.map(([label, value]) => world.servicesLabelled(label, value))
    .reduce((least, each) => each.length < least.length ? each : least);
  return new Set(rarest.filter(({ metadata }) => matchesSelector({ matchLabels: Object.fromEntries(plain) }, metadata.labels ?? {})));
}

function targetOf(
  job: ScrapeJob, first: Labels, { labels, service, pod }: Discovered,
): { readonly target: Target; readonly kept?: Labels } {
  const all = labels.changeable(first);
  const droppedBy = relabel(all, job.relabelings);
  const after = droppedBy < 0 ? all.withoutMeta() : undefined;
  const isOurs = after !== undefined || droppedBy >= job.ownFrom;
  const base = {
    job,
    discovered: labels,
    alsoFrom: [],
    service,
    pod,
    isOurs,
    droppedBy,
    scheme: after?.__scheme__ ?? job.scheme,
    path: after?.__metrics_path__ ?? '',
    interval: after?.__scrape_interval__ ?? first.__scrape_interval__,
    address: after?.__address__ ?? '',
  };
  // Prometheus rejects an address with a path or a scheme
  if (!after || base.address === '' || base.address.includes('/')) { return { target: { ...base, labels: undefined } }; }
  const kept: Labels = { instance: base.address, ...after };
  const own: Record<string, string> = {};
  for (const name of Object.keys(kept).sort()) { if (!name.startsWith('__')) { own[name] = kept[name]; } }
  return { target: { ...base, labels: own }, kept };
}

/** Labels that a job sets on targets without them, before relabeling. */
export function firstLabels(job: ScrapeJob, prometheus: Manifest): Labels {
  const interval = canonicalDuration(job.interval ?? textOf(prometheus.spec.scrapeInterval, '30s'));
  const globalTimeout = textOf(prometheus.spec.scrapeTimeout, '10s');
  const timeout = canonicalDuration(job.timeout ?? (millisecondsOf(globalTimeout) > millisecondsOf(interval) ? interval : globalTimeout));
  const params = Object.fromEntries(Object.entries(job.params)
    .filter(([, [first]]) => first !== undefined)
    .map(([name, [first]]) => [`__param_${name}`, first]));
  return {
    ...params,
    job: job.name,
    __scrape_interval__: interval,
    __scrape_timeout__: timeout,
    __metrics_path__: job.path,
    __scheme__: job.scheme,
  };
}

/** A duration in Prometheus' format: `60s` is `1m`. Years and weeks only if exact. */
export function canonicalDuration(duration: string): string {
  let rest = millisecondsOf(duration);
  if (rest === 0) { return duration; }
  let text = '';
  for (const [unit, size] of DURATION_UNITS) {
    const isExactOnly = size >= 604_800_000;
    if (isExactOnly && rest % size !== 0) { continue; }
    const count = Math.floor(rest / size);
    if (count > 0) { text += `${count}${unit}`; }
    rest -= count * size;
  }
  return text;
}

/** Jobs with targets outside of the cluster, which are unknown here. */
export function unknownDiscoveries({ discoveries }: ScrapeJob): readonly string[] {
  return [...new Set(discoveries.flatMap(discovery => discovery.kind === 'elsewhere' ? [discovery.field] : []))];
}
