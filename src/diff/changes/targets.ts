import { Edge, keptOf } from '../../scrape-graph/graph';
import { Labels, Manifest, nameOf, textsOf } from '../../scrape-graph/manifest';
import { withoutUnknown } from '../../scrape-graph/targets/pods';
import { ScrapeJob } from '../../scrape-graph/targets/scrape-job';
import { UNSAID } from '../../scrape-graph/targets/scrape-jobs';
import { surelySet } from '../../scrape-graph/targets/surely-set';
import { Target, unknownDiscoveries } from '../../scrape-graph/targets/targets';
import { listed } from '../../validation/rule';
import { millisecondsOf } from '../../values/durations';
import { Change } from '../change';
import { pairUp } from '../pairs';
import { Side, Sides } from '../side';

/** What a server scrapes at one port of one Service or workload. */
export interface Scraped {
  readonly by: string;
  readonly monitor: string;
  /** What is scraped: `Service shop/web, port http`. */
  readonly what: string;
  readonly object: string;
  readonly service?: Manifest;
  readonly workload?: Manifest;
  readonly port: string;
  readonly path: string;
  readonly query: string;
  readonly job: ScrapeJob;
  /** By address. */
  readonly targets: ReadonlyMap<string, Labels>;
  readonly how: { readonly [setting: string]: string };
}

/** Targets that are lost or new, that get other labels, or that are scraped differently. */
export function targetChanges(sides: Sides): Change[] {
  const [before, after] = withParameters(scrapedIn(sides.before, sides), scrapedIn(sides.after, sides));
  const { both, gone, added } = pairUp(before, after, PLACES);
  return [
    ...gone.map(each => lost(each, [...each.targets.keys()], sides.after)),
    ...both.flatMap(([old, now]) => comparedTarget(old, now)),
    ...added.map(each => gained(each, [...each.targets.keys()])),
    ...externalLabelChanges(sides),
  ];
}

/** If only the parameters of a request distinguish targets of a side, as those of a prober do, they are part of the name. */
function withParameters(...sides: readonly (readonly Scraped[])[]): readonly (readonly Scraped[])[] {
  const ambiguous = new Set(sides.flatMap(side => {
    const queries = new Map<string, string>();
    return side.filter(({ what, query }) => {
      const known = queries.get(what) ?? query;
      queries.set(what, known);
      return known !== query;
    }).map(({ what }) => what);
  }));
  return sides.map(side => side.map(each => ambiguous.has(each.what) && each.query !== ''
    ? { ...each, what: `${each.what}?${each.query}` } : each));
}

/** Pairs targets by place first, then by series, then by job. */
export const PLACES: readonly ((each: Scraped) => string | undefined)[] = [
  ({ by, monitor, job, object, port, path, query }) => [by, monitor, job.endpoint, object, port, path, query].join('\n'),
  ({ by, object, port, path, query }) => [by, object, port, path, query].join('\n'),
  ({ by, path, targets }) => targets.size === 0 ? undefined : [by, path, JSON.stringify([...targets.values()])].join('\n'),
  ({ by, monitor, job, path }) => [by, monitor, job.endpoint, path].join('\n'),
  ({ by, object, port }) => [by, object, port].join('\n'),
  ({ by, path, query, targets }) => jobLabelOf(targets) === undefined ? undefined : [by, jobLabelOf(targets), path, query].join('\n'),
  ({ object, port, path, query }) => [object, port, path, query].join('\n'),
];

function jobLabelOf(targets: ReadonlyMap<string, Labels>): string | undefined {
  return [...targets.values()][0]?.job;
}

export function scrapedIn({ graph }: Side, { serverName }: Sides): Scraped[] {
  // unknown if no Prometheus here selects the monitor, unless no Prometheus is here at all
  const isOurs = ({ prometheus }: { readonly prometheus: Manifest | undefined }) => prometheus !== undefined
    || graph.prometheuses.length === 0;
  const known = graph.edges.filter(isOurs).flatMap((edge): Scraped[] => {
    const kept = keptOf(edge);
    return kept.length === 0 ? [] : [scrapedOf(edge, kept, serverName(edge.prometheus))];
  });
  return [...known, ...graph.jobs.filter(isOurs).flatMap(({ prometheus, job }) => elsewhereOf(job, serverName(prometheus)))];
}

function scrapedOf({ job, service, workload, port }: Edge, kept: readonly Target[], by: string): Scraped {
  const [first] = kept;
  const object = nameOf(service ?? workload ?? job.monitor);
  const path = first.path || job.path;
  const query = Object.entries(job.params).map(([name, values]) => values.map(value => `${name}=${value}`).join('&')).sort().join('&');
  const place = path === '/metrics' ? '' : ` ${path}`;
  return {
    by,
    monitor: nameOf(job.monitor),
    what: `${object}${port === '' ? '' : `, port ${port}`}${place}`,
    object,
    ...service && { service },
    ...workload && { workload },
    port,
    path,
    query,
    job,
    targets: new Map(kept.map(target => [addressOf(target), shownLabels(target.labels!)])),
    how: { 'scraped by': by, ...howOf(job), 'interval': first.interval, 'scheme': first.scheme, path, 'parameters': query },
  };
}

/** Place of a target. For a Probe not the prober, which is the address of all its targets. */
function addressOf({ job, address, discovered }: Target): string {
  if (job.monitor.kind !== 'Probe') { return withoutUnknown(address); }
  return withoutUnknown(`${discovered.get('__address__')}${discovered.get('__meta_kubernetes_ingress_path')}`);
}

/** Targets of a discovery outside of the cluster are unknown: they count as one. */
function elsewhereOf(job: ScrapeJob, by: string): Scraped[] {
  const fields = unknownDiscoveries(job);
  if (fields.length === 0) { return []; }
  const monitor = nameOf(job.monitor);
  const config = JSON.stringify(fields.map(field => job.monitor.spec?.[field]));
  return [{
    by,
    monitor,
    what: `${monitor}, ${fields.join(', ')}`,
    object: monitor,
    port: fields.join(),
    path: job.path,
    query: '',
    job,
    targets: new Map([[fields.join(), shownLabels(surelySet(job.relabelings))]]),
    how: { 'scraped by': by, ...howOf(job), 'discovery': config, 'interval': job.interval ?? '', 'path': job.path },
  }];
}

function shownLabels(labels: Labels): Labels {
  return Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, withoutUnknown(value)]));
}

/** How it is scraped, beyond the common facts of targets. */
function howOf(job: ScrapeJob): { readonly [setting: string]: string } {
  return {
    'timeout': job.timeout ?? '',
    'sample limit': job.sampleLimit === undefined ? '' : String(job.sampleLimit),
    'honorLabels': String(job.honorLabels),
    'relabeling of metrics': JSON.stringify(job.metricRelabelings),
  };
}

export function comparedTarget(old: Scraped, now: Scraped): Change[] {
  const goneAddresses = [...old.targets.keys()].filter(address => !now.targets.has(address));
  const newAddresses = [...now.targets.keys()].filter(address => !old.targets.has(address));
  // a target with another address is the same, unless both addresses contain a host
  const isMoved = goneAddresses.length === newAddresses.length
    && goneAddresses.every((address, at) => isSameHost(address, newAddresses[at]));
  const moved = isMoved ? goneAddresses.map((address, at) => [address, newAddresses[at]] as const) : [];
  const same = [...old.targets.keys()].filter(address => now.targets.has(address)).map(address => [address, address] as const);
  const renames = new Set([...same, ...moved].flatMap(([from, to]) => labelDifferences(old.targets.get(from)!, now.targets.get(to)!)));
  return [
    ...isMoved || goneAddresses.length === 0 ? [] : [lost(old, goneAddresses)],
    ...isMoved || newAddresses.length === 0 ? [] : [gained(now, newAddresses)],
    ...renames.size === 0
      ? []
      : [{ kind: 'changed-series', subject: now.what, text: [...renames].sort().join('; '), object: now.monitor } as const],
    ...howChanges(old, now),
  ];
}

/** Whether two addresses can belong to the same host. Addresses of pods and nodes are unknown. */
function isSameHost(...addresses: readonly string[]): boolean {
  const hosts = new Set(addresses.map(address => address.replace(/^\w+:\/\//, '').replace(/[:/].*$/, '')));
  return hosts.size === 1 || addresses.some(address => address.includes('<'));
}

export function labelDifferences(old: Labels, now: Labels): string[] {
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])].sort();
  return names.filter(name => old[name] !== now[name] && !canBeEqual(old[name], now[name])).map(name => {
    if (now[name] === undefined) { return `no label ${name} any more (was ${JSON.stringify(old[name])})`; }
    return old[name] === undefined
      ? `new label ${name}=${JSON.stringify(now[name])}`
      : `${name} ${JSON.stringify(old[name])} becomes ${JSON.stringify(now[name])}`;
  });
}

/** Whether another tool sets the namespace that one of the values contains, so that both may be equal. */
function canBeEqual(...values: readonly (string | undefined)[]): boolean {
  const [one, other] = values.map(value => value?.split('/') ?? []);
  return one.length > 0 && one.length === other.length
    && one.every((part, at) => part === other[at] || [part, other[at]].includes(UNSAID));
}

function howChanges(old: Scraped, now: Scraped): Change[] {
  const texts = Object.keys({ ...old.how, ...now.how })
    .flatMap(setting => settingChange(setting, old.how[setting] ?? '', now.how[setting] ?? ''));
  return texts.length === 0 ? [] : [{ kind: 'changed-scrape', subject: now.what, text: texts.join('; '), object: now.monitor }];
}

function settingChange(setting: string, old: string, now: string): string[] {
  const isTime = setting === 'interval' || setting === 'timeout';
  if (old === now || isTime && old !== '' && millisecondsOf(old) === millisecondsOf(now)) { return []; }
  // the values are long: it is enough to report that they differ
  if (setting === 'relabeling of metrics' || setting === 'discovery') { return [`another ${setting}`]; }
  if (old === '') { return [`${setting} ${now}`]; }
  return [now === '' ? `no ${setting} any more (was ${old})` : `${setting} ${old} becomes ${now}`];
}

function lost(scraped: Scraped, addresses: readonly string[], after?: Side): Change {
  const why = after === undefined ? '' : whyLost(scraped, after);
  return { kind: 'lost-target', subject: scraped.what, text: `${countOf(scraped, addresses)}${why}`, object: scraped.monitor, isOld: true };
}

function gained(scraped: Scraped, addresses: readonly string[]): Change {
  return { kind: 'new-target', subject: scraped.what, text: countOf(scraped, addresses), object: scraped.monitor };
}

function countOf({ by, monitor, targets }: Scraped, addresses: readonly string[]): string {
  return `${addressesText(addresses, targets.size)}${by} by ${monitor}`;
}

/** Addresses of pods are unknown, so a single one carries no information. */
function addressesText(addresses: readonly string[], all: number): string {
  if (addresses.length > 1 || all > 1) { return `${addresses.length} of ${all} (${listed(addresses, 3)}), `; }
  return addresses[0].includes('<') ? '' : `${addresses[0]}, `;
}

/** The first missing thing, in the order of a diagnosis. */
function whyLost({ monitor, object, port }: Scraped, { graph }: Side): string {
  const { world } = graph;
  const byName = world.remember('by name', () => new Map<string, Manifest>(world.manifests.map(each => [nameOf(each), each])));
  const find = (name: string): Manifest | undefined => byName.get(name);
  const found = find(monitor);
  if (!found) { return '; the monitor is gone'; }
  if (graph.isRejected(found)) { return '; the operator rejects the monitor'; }
  if (graph.selectedBy(found).length === 0 && graph.prometheuses.length > 0) { return '; no Prometheus selects the monitor any more'; }
  if (!find(object)) { return `; ${object} is gone`; }
  const isPortHere = graph.edges.some(edge => edge.port === port && nameOf(edge.service ?? edge.workload ?? edge.job.monitor) === object);
  return isPortHere ? '' : `; the monitor no longer selects port ${port} of it`;
}

/** External labels are on everything that a Prometheus sends: alerts, remote write, blocks. */
function externalLabelChanges({ servers: { both } }: Sides): Change[] {
  return both.filter(([{ kind }]) => kind === 'Prometheus' || kind === 'PrometheusAgent').flatMap(([old, now]): Change[] => {
    const texts = labelDifferences(textsOf(old.spec?.externalLabels), textsOf(now.spec?.externalLabels));
    return texts.length === 0
      ? []
      : [{ kind: 'changed-series', subject: `${nameOf(now)}, external labels`, text: texts.join('; '), object: nameOf(now) }];
  });
}
