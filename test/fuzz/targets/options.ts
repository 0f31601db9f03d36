import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { App, Chart, Duration, Size } from 'cdk8s';
import * as library from '../../../src';
import { enumValues, OptionType, structOf } from '../../../src/validation/option-types';
import { forgetOptions } from '../../../src/validation/options';
import { sampleOf } from '../../support/option-samples';
import { Random } from '../../support/random';
import { expectClean, expectWords } from '../invariants';
import { fromEntries, mutatedText, ODD_VALUES } from '../mutate';
import { Input, target } from '../target';
import { outcomeOf } from './files';

/** The calls of the check of options, from the sources. */
function calls(pattern: RegExp): string[][] {
  const src = join(process.cwd(), 'src');
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.ts')).sort();
  return files.flatMap(name => [...readFileSync(join(src, name), 'utf8').matchAll(pattern)].map(found => found.slice(1)));
}

interface Entry {
  readonly name: string;
  readonly struct: string;
  readonly factory?: string;
}

/** What stands before the options of a function: `url: string`. */
const BEFORE = new Map(calls(/public static (\w+)\(([^()]*?),? ?options: (\w+)/g).map(([factory, before, struct]) => [`${factory} ${struct}`, before]));
const textFirst = ({ factory, struct }: Entry) => /^\w+: string$/.test(BEFORE.get(`${factory} ${struct}`) ?? '');
const isAlone = (entry: Entry) => textFirst(entry) || (BEFORE.get(`${entry.factory} ${entry.struct}`) ?? '') === '';

const isThere = ({ name, factory }: Entry) => typeof (factory === undefined ? all[name] : (all[name] as any)?.[factory]) === 'function';
const all = library as unknown as { readonly [name: string]: unknown };
const CONSTRUCTS = calls(/checkOptions\(this, '(\w+)', \w+, (\w+)\)/g).map(([struct, name]): Entry => ({ name, struct })).filter(isThere).filter(({ name }) => name !== 'ImportedMixin');
const FACTORIES = calls(/checkOptionsOf\('(\w+)\.(\w+)\(\)', '(\w+)', options\)/g).map(([name, factory, struct]): Entry => ({ name, factory, struct })).filter(isThere)
  .filter(isAlone);
const URL_FIRST = new Set(FACTORIES.filter(textFirst).map(({ name, factory }) => `${name}.${factory}`));
/** Takes ten times as long as another one. */
const LARGE = /^(?:PrometheusStack|Fleet|MonitoringMixin)$/;

const TEXTS: readonly string[] = [
  'a', 'main', 'monitoring', 'web-0', 'A', 'a_b', 'a b', '', ' ', 'a'.repeat(64), 'x'.repeat(3000), '1', '-1', 'true', 'null', '5m', '0s', '1y', '10Gi', '1.36', '0.93.0', '3.5.0', 'v2.20.0', '9.9.9', 'https://example.org/x', 'http://a:b@example.org',
  'https://example.org/?token=abcdefgh', 'example.org', 'example.org:443', 'registry.example.org/a:v1', '10.0.0.0/8', '10.0.0.1', 'fd00::1', '::/0', '/metrics', '../x', 'up', 'sum by (a) (rate(x[5m]))', 'sum(', '{a="b"}', '.*', '(', 'a="b"',
  '{{ $labels.x }}', '$(X)', '${x}', '__proto__', 'constructor', 'a\nb', '\u001b[2J', '\u0000', '\ud800', '😀', 'é', 'password', 'Authorization', 'Bearer abcdefgh', 'kube-system', '*', 'cluster', 'job', '__name__', 'critical', '* * * * *', '0 3 * * *',
];
const NUMBERS: readonly Input[] = [0, 1, 2, 3, 5, 100, 8080, 9090, -1, 1.5, 65535, 65536, 1e9, 1e308, 0.1, { $number: 'NaN' }, { $number: 'Infinity' }];
const NO_DATA: readonly Input[] = [{ $function: 1 }, { $symbol: 1 }, { $number: 'NaN' }, { $duration: 1000 }, { $date: 1 }];
const MILLISECONDS = [0, 1, 500, 1000, 15_000, 30_000, 60_000, 300_000, 3_600_000, 86_400_000, 1_296_000_000, 1e15];

/** A value of a type; now and then of another one. */
function valueOf(type: OptionType, name: string, random: Random, depth: number, wrongness: number): Input {
  if (random.next() < wrongness) { return random.int(3) === 0 ? random.pick(NO_DATA) : random.pick(ODD_VALUES); }
  const inner = (item: OptionType) => valueOf(item, name, random, depth + 1, wrongness);
  switch (type.kind) {
    case 'string': return textFor(name, random);
    case 'number': return random.pick(NUMBERS);
    case 'boolean': return random.int(2) === 0;
    case 'any': return random.pick(ODD_VALUES);
    case 'enum': return random.pick([...enumValues(type.name), 'a']) as Input;
    case 'class': return instanceFor(type.name, random, depth, wrongness);
    case 'list': return Array.from({ length: random.pick([0, 1, 1, 1, 2, 3]) }, () => inner(type.item!));
    case 'map': return fromEntries(Array.from({ length: random.pick([0, 1, 1, 2]) }, () => [random.pick(TEXTS), inner(type.item!)] as const));
    case 'struct': return optionsFor(type.name, random, depth + 1, wrongness);
  }
}

function textFor(name: string, random: Random): string {
  if (random.int(3) > 0) {
    if (/url$/i.test(name)) { return random.pick(['https://example.org/x', 'http://10.0.0.1:9090', 'https://example.org', 'http://a.b.svc:80/']); }
    if (/namespace/i.test(name)) { return random.pick(['monitoring', 'shop', 'kube-system']); }
    if (/image$/i.test(name)) { return 'registry.example.org/a:v1'; }
    if (/version$/i.test(name)) { return random.pick(['0.93.0', '3.5.0', '1.36', '2.20.0']); }
    if (/name$|^key$|host/i.test(name)) { return random.pick(['a', 'web', 'main', 'a-secret']); }
    if (/cidr/i.test(name)) { return '10.0.0.0/8'; }
    if (/expr|query/i.test(name)) { return random.pick(['up', 'sum(rate(x[5m]))', 'a / b']); }
  }
  const text = random.pick(TEXTS);
  return random.int(8) === 0 ? mutatedText(text, random, 1).slice(0, 2000) : text;
}

function instanceFor(name: string, random: Random, depth: number, wrongness: number): Input {
  if (name === 'Duration') { return { $duration: random.pick(MILLISECONDS) }; }
  if (name === 'Size') { return { $size: random.pick([0, 1, 100, 10_240, 1e9]) }; }
  const ways = FACTORIES.filter(each => each.name === name);
  if (ways.length === 0 || depth > 5) { return { $sample: name }; }
  const { factory, struct } = random.pick(ways);
  return { $class: name, $factory: factory!, $options: optionsFor(struct, random, depth + 1, wrongness) };
}

/** What is needed, and some others. */
function optionsFor(name: string, random: Random, depth: number, wrongness: number): Input {
  const struct = [...structOf(name) ?? []];
  const optional = struct.filter(([, { isOptional }]) => isOptional);
  const most = depth > 4 ? 0 : random.pick([0, 1, 2, 3, 6]);
  const chosen = new Set(Array.from({ length: optional.length === 0 ? 0 : most }, () => random.pick(optional)[0]));
  const options = struct.filter(([option, { isOptional }]) => isOptional ? chosen.has(option) : random.next() >= wrongness / 2);
  const made = options.map(([option, type]) => [option, valueOf(type, option, random, depth, wrongness)] as const);
  return fromEntries(random.next() < wrongness ? [...made, [random.pick(['enabled', 'replica', '__proto__', 'constructor', 'toString', 'spec']), random.pick(ODD_VALUES)]] : made);
}

/** The options as a program has them. */
function realized(value: Input): unknown {
  if (Array.isArray(value)) { return value.map(realized); }
  if (typeof value !== 'object' || value === null) { return value; }
  const map = value as { readonly [key: string]: Input };
  if (typeof map.$number === 'string') { return Number(map.$number); }
  if (typeof map.$duration === 'number') { return Duration.millis(map.$duration); }
  if (typeof map.$size === 'number') { return Size.mebibytes(map.$size); }
  if (map.$function === 1) { return () => 1; }
  if (map.$symbol === 1) { return Symbol('a'); }
  if (map.$date === 1) { return new Date(0); }
  if (typeof map.$sample === 'string') { return sampleOf({ kind: 'class', name: map.$sample, isOptional: false }); }
  if (typeof map.$class === 'string') { return called(map.$class, map.$factory as string, realized(map.$options)); }
  const made = {};
  for (const [key, item] of Object.entries(map)) { Object.defineProperty(made, key, { value: realized(item), enumerable: true, configurable: true, writable: true }); }
  return made;
}

function called(name: string, factory: string, options: unknown): unknown {
  const owner = all[name] as { readonly [factory: string]: (...given: unknown[]) => unknown };
  return URL_FIRST.has(`${name}.${factory}`) ? owner[factory]('https://example.org', options) : owner[factory](options);
}

interface Made {
  readonly [key: string]: Input;
  readonly name: string;
  readonly factory: string;
  readonly options: Input;
}

function madeFrom(entries: readonly Entry[], random: Random): Made {
  const { name, factory = '', struct } = random.pick(entries);
  const wrongness = random.pick([0, 0, 0, 0.01, 0.1]);
  return { name, factory, options: random.int(200) === 0 ? random.pick(ODD_VALUES) : optionsFor(struct, random, 0, wrongness) };
}

function checkMade({ name, factory, options }: Made): void {
  forgetOptions();
  const input = JSON.stringify(options);
  if (factory !== '') {
    try {
      called(name, factory, realized(options));
    } catch (error) {
      expectWords(error, input);
    }
    return;
  }
  const said = outcomeOf(chart => build(name, chart, realized(options)), input, false);
  if (said.startsWith('[')) { expectClean('what is said', said, input); }
}

function build(name: string, chart: Chart, options: unknown): void {
  if (name !== 'Fleet') {
    new (all[name] as new (scope: Chart, id: string, props: unknown) => unknown)(chart, 'X', options);
    return;
  }
  const fleet = new library.Fleet(options as library.FleetProps);
  for (const cluster of fleet.clusters) { (fleet.chart(cluster).node.root as App).node.findAll().flatMap(({ node }) => node.validate()); }
}

export const optionTarget = target<Made>({ name: 'options', inputs: 2_000, make: random => madeFrom(CONSTRUCTS.filter(({ name }) => !LARGE.test(name)), random), check: checkMade });
export const factoryTarget = target<Made>({ name: 'factories', inputs: 100_000, make: random => madeFrom(FACTORIES, random), check: checkMade });
export const stackTarget = target<Made>({ name: 'stacks', inputs: 40, make: random => madeFrom([...CONSTRUCTS.filter(({ name }) => LARGE.test(name)), { name: 'Fleet', struct: 'FleetProps' }], random), check: checkMade });
