import { TargetExpectation } from './prometheus-test-props';
import { matchesSelector } from '../admission/cluster/label-selector';
import { templateLabelsOf } from '../scrape/pod-port';
import { Scrape } from '../scrape-graph/explanation';
import { nameOf } from '../scrape-graph/manifest';
import { millisecondsOf } from '../values/durations';

/** Something that is scraped, by its name in a test: `shop/web` is a Service; other names begin with their kind. */
export interface NamedTarget {
  readonly kind: string;
  /** `Service shop/web` */
  readonly name: string;
  /** A discovery, for which a test names the monitor. */
  readonly isMonitor: boolean;
}

const MONITORS = ['ServiceMonitor', 'PodMonitor', 'Probe', 'ScrapeConfig'];

export function namedTarget(text: string): NamedTarget {
  const [, kind = 'Service', name = text] = /^([A-Z]\w*) (.+)$/.exec(text) ?? [];
  return { kind, name: `${kind} ${name}`, isMonitor: MONITORS.includes(kind) };
}

/** Whether a scrape belongs to this Service, workload or monitor. */
export function isOf(scrape: Scrape, { kind, name, isMonitor }: NamedTarget): boolean {
  return nameIn(scrape, kind, isMonitor) === name;
}

/** Scraped objects of this kind. */
export function scrapedOf(scrapes: readonly Scrape[], { kind, isMonitor }: NamedTarget): string[] {
  const names = scrapes.filter(({ by }) => by.length > 0).flatMap(scrape => nameIn(scrape, kind, isMonitor) ?? []);
  return [...new Set(names)].filter(name => name.startsWith(`${kind} `)).sort();
}

function nameIn({ service, workload, monitor }: Scrape, kind: string, isMonitor: boolean): string | undefined {
  if (isMonitor) { return monitor; }
  return kind === 'Service' ? service : workload;
}

/** Monitors that select a target by its labels: their problems explain why it is not scraped. */
export function monitorsOf({ kind, name, isMonitor }: NamedTarget, manifests: readonly any[]): ReadonlySet<string> {
  if (isMonitor) { return new Set([name]); }
  const target = manifests.find(manifest => manifest.kind === kind && nameOf(manifest) === name);
  const labels = kind === 'Service' ? target?.metadata?.labels : target && templateLabelsOf(target);
  const selecting = kind === 'Service' ? 'ServiceMonitor' : 'PodMonitor';
  if (labels === undefined) { return new Set(); }
  const isSelecting = (manifest: any) => manifest.kind === selecting && matchesSelector(manifest.spec?.selector, labels);
  return new Set(manifests.filter(isSelecting).map(monitor => nameOf(monitor)));
}

/** The differences between a scrape and the expectation of a test. */
export function targetDifferences(scrape: Scrape, { job, path, port, interval, address, labels = {} }: TargetExpectation): string[] {
  const { labels: found = {}, addresses, elsewhere } = scrape;
  if (scrape.labels === undefined && !elsewhere) { return ['a relabeling drops it']; }
  const hasAddress = address === undefined || addresses.includes(address) || found.instance === address;
  const seen: [string, unknown, unknown][] = [
    ['job', job, found.job], ['path', path, scrape.path], ['port', port, scrape.port],
    ['interval', interval && interval.toMilliseconds(), interval && millisecondsOf(scrape.interval)],
    ...hasAddress ? [] : [['address', address, elsewhere ? undefined : addresses[0]] as [string, unknown, unknown]],
    ...Object.entries(labels).map(([name, value]): [string, unknown, unknown] => [`label ${name}`, value, found[name]]),
  ];
  const unknown = elsewhere ? `unknown, since ${elsewhere.join(', ')} decides it at run time` : undefined;
  return seen.filter(([, wanted, is]) => wanted !== undefined && wanted !== is)
    .map(
      ([what, wanted, is]) => `${what} is ${is === undefined && unknown !== undefined
        ? unknown
        : JSON.stringify(is)}, not ${JSON.stringify(wanted)}`,
    );
}
