import { catalogOf, ExposedSeries } from '../../../src/metrics/catalog';

/** The facts about one metric in an exposition. */
export interface Exposition {
  readonly name: string;
  readonly type: string;
  readonly series: readonly ReadonlyMap<string, string>[];
}

/** The runtime of Go and the kernel name their own metrics, by their versions. */
const OF_GO = /^(go_|process_)/;
const OF_KERNEL = /^node_(memory|netstat|vmstat|sockstat|network|tcp)_/;

/** The series of an exposition in text format. */
export function expositionIn(text: string): Exposition[] {
  const types = new Map([...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].map(([, name, type]) => [name, type]));
  const found = new Map<string, ReadonlyMap<string, string>[]>();
  for (const [, sample, labels = ''] of text.matchAll(/^(\w+)(?:\{(.*)\})? \S+(?: \d+)?$/gm)) {
    const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)];
    found.set(sample, [...found.get(sample) ?? [], new Map(pairs.map(([, name, value]) => [name, value]))]);
  }
  const typeOf = (sample: string) => types.get(sample) ?? types.get(sample.replace(/_(bucket|sum|count)$/, '')) ?? 'untyped';
  return [...found].map(([name, series]) => ({ name, type: typeOf(name), series }));
}

/** The differences between the catalog and the program. */
export function differences(component: string, version: string | undefined, all: readonly Exposition[]): string[] {
  const catalog = catalogOf(component, version)!;
  return all.filter(({ name }) => !OF_GO.test(name)).flatMap(({ name, type, series }) => {
    const exposed = catalog.exposed(name);
    if (typeof exposed === 'string') { return exposed === 'unknown' && OF_KERNEL.test(name) ? [] : [`${name} is ${exposed}`]; }
    const wrongType = exposed.metric.type === type ? [] : [`${name} is a ${type}, not a ${exposed.metric.type}`];
    return [...wrongType, ...new Set(series.flatMap(labels => labelDifferences(exposed, labels)).map(each => `${name}: ${each}`))];
  });
}

function labelDifferences({ labels: declared, metric: { more } }: ExposedSeries, labels: ReadonlyMap<string, string>): string[] {
  const isKnown = (name: string) => declared.some(each => each.name === name) || more.some(start => name.startsWith(start));
  const extra = [...labels.keys()].filter(name => !isKnown(name));
  const missing = declared.filter(({ name, isOptional }) => !isOptional && !labels.has(name)).map(({ name }) => name);
  const others = declared.filter(({ name, values: all }) => all !== undefined && labels.has(name) && !all.includes(labels.get(name)!));
  const values = others.map(({ name }) => `${name}=${labels.get(name)}`);
  return [...extra.map(name => `it has ${name}`), ...missing.map(name => `it has no ${name}`), ...values];
}
