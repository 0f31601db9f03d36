import { Metric, MetricLabel, readMetric } from './metric-text';
import { isNewerThanAll, releasesFor } from './releases';
import { metricIndex } from '../upstream/load';
import { MetricHistory } from '../upstream/metric-index';

export type { Metric, MetricLabel, MetricType } from './metric-text';

/** The series of a name that a program exposes: those of a metric, a histogram or a summary. */
export interface ExposedSeries {
  readonly metric: Metric;
  /** The metric's labels, and `le` or `quantile`. */
  readonly labels: readonly MetricLabel[];
}

/** `absent`: the program does not expose it. `unknown`: no facts about the program. */
export type Exposed = ExposedSeries | 'absent' | 'unknown';

/** The metrics of one program in one version, or in any supported one. */
export interface Catalog {
  readonly component: string;
  /** The series of this name. */
  exposed(name: string): Exposed;
  /** Whether the prefix of a name is unique to this program. */
  owns(name: string): boolean;
}

/** Programs that expose series of a name, and the indexed releases that do. */
export interface NamedMetric extends ExposedSeries {
  readonly component: string;
  /** The first release with its current form. Missing if the oldest release has it. */
  readonly since?: string;
  /** The first release without it. */
  readonly until?: string;
}

/** The names of the programs whose metrics are known. */
export function metricComponents(): string[] {
  return Object.keys(metricIndex().components);
}

const catalogs = new Map<string, Catalog>();

/** The metrics of a program in a version. Without a version, those of any supported version. Undefined if the program is unknown. */
export function catalogOf(component: string, version?: string): Catalog | undefined {
  if (!Object.hasOwn(metricIndex().components, component)) { return undefined; }
  const key = `${component} ${version ?? ''}`;
  const known = catalogs.get(key) ?? {
    component,
    exposed: rememberedByName(name => exposedBy(component, version, name)),
    owns: (name: string) => isOwn(component, name),
  };
  catalogs.set(key, known);
  return known;
}

function rememberedByName<T>(read: (name: string) => T): (name: string) => T {
  const known = new Map<string, T>();
  return name => {
    const value = known.get(name) ?? read(name);
    known.set(name, value);
    return value;
  };
}

/** The possible series names of one metric, and the type of metric that each implies. */
const PARTS = ['_bucket', '_sum', '_count'];

function exposedBy(component: string, version: string | undefined, name: string): Exposed {
  const { versions } = metricIndex().components[component];
  const releases = releasesFor(versions, version);
  const family = PARTS.filter(part => name.endsWith(part)).map(part => name.slice(0, -part.length));
  for (const each of [name, ...family]) {
    const states = statesOf(component, each, releases);
    const there = states.filter((metric): metric is Metric => metric !== undefined && seriesOf(metric, name, each) !== undefined);
    if (there.length === 0) { continue; }
    // if two releases differ, a version between them may be like either
    return version === undefined || there.length === states.length ? seriesOf(united(there), name, each)! : 'unknown';
  }
  const wasThere = [name, ...family].some(each => statesOf(component, each, versions).some(metric => metric !== undefined));
  // a release that is newer than the index may have new metrics, but does not bring back an old one
  const isNewer = version !== undefined && isNewerThanAll(versions, version);
  if (releases.length === 0 || (isNewer && !wasThere)) { return 'unknown'; }
  return isOwn(component, name) || wasThere ? 'absent' : 'unknown';
}

function isOwn(component: string, name: string): boolean {
  const { owns, more = [] } = metricIndex().components[component];
  return owns.some(start => name.startsWith(start)) && !more.some(start => name.startsWith(start));
}

/** The metric in each of the releases. */
function statesOf(component: string, name: string, releases: readonly string[]): (Metric | undefined)[] {
  const { groups, versions } = metricIndex().components[component];
  const group = groups.find(each => Object.hasOwn(metricIndex().groups[each], name));
  if (group === undefined) { return releases.map(() => undefined); }
  const history = metricIndex().groups[group][name];
  // a group with other releases than the program's (the Go library) uses its newest release
  const isOfAny = versions.length === 0 || group === 'go';
  const texts = isOfAny ? [textIn(history, undefined, [])] : releases.map(release => textIn(history, release, versions));
  return texts.map(text => text === undefined ? undefined : readMetric(name, text));
}

function textIn(history: MetricHistory, release: string | undefined, versions: readonly string[]): string | undefined {
  if (typeof history === 'string') { return history; }
  if (release === undefined) { return history.filter(([, text]) => text !== null).at(-1)?.[1] ?? undefined; }
  const at = versions.indexOf(release);
  return history.filter(([since]) => versions.indexOf(since) <= at).at(-1)?.[1] ?? undefined;
}

/** A metric of several releases: labels in only some of them are optional. */
function united(metrics: readonly Metric[]): Metric {
  const newest = metrics.at(-1)!;
  const names = [...new Set(metrics.flatMap(({ labels }) => labels.map(({ name }) => name)))];
  const labels = names.map((name): MetricLabel => {
    const all = metrics.map(metric => metric.labels.find(label => label.name === name));
    const isOptional = all.some(label => label === undefined || label.isOptional);
    const hasValues = all.every(label => label === undefined || label.values !== undefined);
    return { name, isOptional, ...hasValues && { values: [...new Set(all.flatMap(label => label?.values ?? []))] } };
  });
  return { ...newest, labels, more: [...new Set(metrics.flatMap(({ more }) => more))] };
}

function seriesOf(metric: Metric, name: string, family: string): ExposedSeries | undefined {
  const part = name.slice(family.length);
  const plain = { metric, labels: metric.labels };
  if (part === '') { return metric.type === 'summary' ? withLabel(metric, 'quantile') : plain; }
  if (metric.type === 'histogram') { return part === '_bucket' ? withLabel(metric, 'le') : plain; }
  return metric.type === 'summary' && part !== '_bucket' ? plain : undefined;
}

function withLabel(metric: Metric, name: string): ExposedSeries {
  return { metric, labels: [...metric.labels, { name, isOptional: false }] };
}

/** The programs that expose series of a name. Empty if none is known. */
export function metricNamed(name: string): NamedMetric[] {
  return metricComponents().flatMap(component => {
    const series = catalogOf(component)!.exposed(name);
    if (typeof series === 'string') { return []; }
    const { versions, groups } = metricIndex().components[component];
    const group = groups.find(each => Object.hasOwn(metricIndex().groups[each], series.metric.name))!;
    const history = metricIndex().groups[group][series.metric.name];
    if (typeof history === 'string') { return [{ component, ...series }]; }
    const [since, until] = [history[0][0], history.at(-1)![1] === null ? history.at(-1)![0] : undefined];
    return [{ component, ...series, ...since !== versions[0] && { since }, ...until !== undefined && { until } }];
  });
}

/** For messages about a metric that is deprecated or removed. */
export function successorOf(name: string): string | undefined {
  const { successors } = metricIndex();
  return Object.hasOwn(successors, name) ? successors[name] : undefined;
}
